import Foundation
import Testing

@testable import Proviso

@Suite struct PackageReaderTests {
    static let records = String(repeating: PackageWriterTests.record, count: 5)

    @Test func `a target that is there is not replaced, be it a file, a folder or a link that leads nowhere`() throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let path = exchange.folder.path("case.age")
        let target = exchange.folder.path("opened")
        let manager = FileManager.default
        for make in [
            { try manager.createDirectory(atPath: target, withIntermediateDirectories: false) },
            { try Data().write(to: URL(filePath: target)) },
            { try manager.createSymbolicLink(atPath: target, withDestinationPath: "nowhere") },
        ] {
            try make()
            let word = refusal { _ = try exchange.reader().open(path, with: exchange.identity, into: target) }
            #expect(word == .storeFailed)
            #expect(try exchange.folder.names == ["case.age", "opened"])
            try manager.removeItem(atPath: target)
        }
    }

    @Test func `a folder that cannot be made is told, and a slash at its end is no matter`() throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let path = exchange.folder.path("case.age")
        for target in ["none/opened", "", ".", ".."] {
            let folder = target.isEmpty ? "" : exchange.folder.path(target)
            #expect(
                refusal { _ = try exchange.reader().open(path, with: exchange.identity, into: folder) } == .storeFailed)
        }
        _ = try exchange.reader().open(path, with: exchange.identity, into: exchange.folder.path("opened") + "//")
        #expect(try exchange.folder.names == ["case.age", "opened"])
    }

    @Test(arguments: ["opened\0", "op\0ened", "around\0/opened"])
    func `a target with a NUL in its name is refused, and no folder of a shorter name is made`(target: String) throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let folder = exchange.folder.url.path + "/" + target
        let word = refusal {
            _ = try exchange.reader().open(exchange.folder.path("case.age"), with: exchange.identity, into: folder)
        }
        #expect(word == .storeFailed)
        #expect(try exchange.folder.names == ["case.age"])
    }

    @Test func `the collection is announced before the folder is there, and can be refused`() throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let path = exchange.folder.path("case.age")
        let target = exchange.folder.path("opened")
        var wasThere: [Bool] = []
        for refuses in [true, false] {
            let witness = Witness(refuses: refuses) { wasThere.append(FileManager.default.fileExists(atPath: target)) }
            do {
                _ = try exchange.reader(observer: witness).open(path, with: exchange.identity, into: target)
                #expect(!refuses)
            } catch is Witness.Refusal {
                #expect(refuses)
            }
            #expect(witness.operations.map(\.kind) == [.collection])
            #expect(witness.operations[0].parties.map(\.description) == ["police.example"])
            #expect(try exchange.folder.names == (refuses ? ["case.age"] : ["case.age", "opened"]))
        }
        #expect(wasThere == [false, false])
    }

    @Test func `what is done before the folder appears can stop it`() throws {
        let exchange = try Exchange()
        let sealed = try exchange.seal(Self.records)
        #expect(throws: Witness.Refusal.self) {
            try exchange.reader().open(
                exchange.folder.path("case.age"), with: exchange.identity, into: exchange.folder.path("opened")
            ) { package in
                #expect(package.terms == sealed.terms)
                throw Witness.Refusal()
            }
        }
        #expect(try exchange.folder.names == ["case.age"])
    }

    @Test(
        arguments: [
            ("2026-11-25T09:54:59Z", "terms-not-yet"), ("2026-11-25T09:55:00Z", nil), ("2027-02-23T09:59:59Z", nil),
            ("2027-02-23T10:00:00Z", "terms-expired"), ("2030-01-01T00:00:00Z", "terms-expired"),
        ] as [(String, String?)])
    func `a package opens from its creation until it must be erased`(at: String, word: String?) throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let found = refusal {
            _ = try exchange.reader(at: at).inspect(exchange.folder.path("case.age"), with: exchange.identity)
        }
        #expect(found?.description == word)
    }

    @Test func `a package is not opened before its time`() throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records, terms: exchange.terms(notBefore: Instant("2026-12-01T00:00:00Z")))
        let path = exchange.folder.path("case.age")
        let early = refusal {
            _ = try exchange.reader(at: "2026-11-30T23:59:59Z").inspect(path, with: exchange.identity)
        }
        #expect(early == .termsNotYet)
        _ = try exchange.reader(at: "2026-12-01T00:00:00Z").inspect(path, with: exchange.identity)
    }

    @Test func `another identity, and a sender who is not trusted, open nothing`() throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let path = exchange.folder.path("case.age")
        let stranger = try AgeIdentity.generate()
        #expect(refusal { _ = try exchange.reader().inspect(path, with: stranger) } == .ageNoIdentity)
        let distrustful = try PackageReader(trust: TrustPolicy(utf8: []), time: .fixed(exchange.created))
        #expect(refusal { _ = try distrustful.inspect(path, with: exchange.identity) } == .noteUnknownSigner)
        #expect(
            refusal { _ = try exchange.reader().inspect(exchange.folder.path("none"), with: stranger) } == .storeMissing
        )
    }

    @Test func `a recipient who passes a package on is found out`() throws {
        // The recipient seals the archive, signatures and all, to somebody else.
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let archive = try exchange.archive()
        let third = try AgeIdentity.generate()
        var passedOn = try AgeWriter(OutputFile(exchange.folder.path("on.age")), to: [third.recipient])
        try passedOn.write(archive.span)
        try passedOn.finish()
        #expect(
            refusal { _ = try exchange.reader().inspect(exchange.folder.path("on.age"), with: third) }
                == .termsRecipient)
    }

    @Test func `a package with armor is refused`() throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let archive = try exchange.archive()
        let path = exchange.folder.path("armored.age")
        let recipient = exchange.identity.recipient
        for (isArmored, word) in [(false, nil), (true, ProvisoError.Code.ageHeader)] {
            var sealed = try AgeWriter(OutputFile(path), to: [recipient], isArmored: isArmored)
            try sealed.write(archive.span)
            try sealed.finish()
            #expect(refusal { _ = try exchange.reader().inspect(path, with: exchange.identity) } == word)
        }
    }

    // MARK: - An opened folder

    @Test func `an opened folder is verified again, and every change in it is found`() throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let target = exchange.folder.path("opened")
        let opened = try exchange.reader().open(exchange.folder.path("case.age"), with: exchange.identity, into: target)
        #expect(try exchange.reader().verify(folder: target).manifestDigest == opened.manifestDigest)
        for (name, word) in [
            ("cases.0001.ndjson", "manifest-digest"), ("cases.report.json", "manifest-digest"),
            ("terms.note", "note-signature"),
            ("manifest.note", "note-signature"),
        ] {
            let bytes = try exchange.folder.read("opened/\(name)")
            var changed = bytes
            changed[changed.count / 3] ^= 1
            _ = try exchange.folder.write(changed, to: "opened/\(name)")
            let found = refusal { _ = try exchange.reader().verify(folder: target) }
            #expect(found?.description == word, "\(name)")
            _ = try exchange.folder.write(bytes + [0x0A], to: "opened/\(name)")
            #expect(refusal { _ = try exchange.reader().verify(folder: target) } != nil, "\(name)")
            try FileManager.default.removeItem(atPath: target + "/" + name)
            #expect(refusal { _ = try exchange.reader().verify(folder: target) } == .storeMissing)
            _ = try exchange.folder.write(bytes, to: "opened/\(name)")
        }
        #expect(try exchange.reader().verify(folder: target).termsDigest == opened.termsDigest)
        // What was forgotten can still be registered for its erasure.
        #expect(try exchange.reader(at: "2027-03-01T00:00:00Z").verify(folder: target).terms == opened.terms)
    }

    @Test(arguments: ["cases.0002.ndjson", "cases.0001b.ndjson", "tips.0001.ndjson", "tips.report.json"])
    func `records that were put into an opened folder are found`(name: String) throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let target = exchange.folder.path("opened")
        _ = try exchange.reader().open(exchange.folder.path("case.age"), with: exchange.identity, into: target)
        _ = try exchange.folder.write(PackageWriterTests.record, to: "opened/\(name)")
        #expect(refusal { _ = try exchange.reader().verify(folder: target) } == .manifestMembers)
        try FileManager.default.removeItem(atPath: target + "/" + name)
        _ = try exchange.folder.write("what I think of it", to: "opened/notes.txt")
        _ = try exchange.reader().verify(folder: target)
    }

    @Test(arguments: ["terms.note", "cases.0001.ndjson", "manifest.note"], [true, false])
    func `a link or a pipe in place of a file of an opened folder is refused`(name: String, isLink: Bool) throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let target = exchange.folder.path("opened")
        _ = try exchange.reader().open(exchange.folder.path("case.age"), with: exchange.identity, into: target)
        try FileManager.default.moveItem(atPath: target + "/" + name, toPath: exchange.folder.path("real"))
        _ = try Shell.run(isLink ? "ln -s ../real opened/\(name)" : "mkfifo opened/\(name)", in: exchange.folder.url)
        #expect(refusal { _ = try exchange.reader().verify(folder: target) } == .manifestMembers)
    }

    // MARK: - What a killed process leaves

    @Test func `what a killed process left is cleared by the next one with the same target`() throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let staged = exchange.folder.path(".opened.proviso-staged")
        try FileManager.default.createDirectory(atPath: staged + "/deep", withIntermediateDirectories: true)
        _ = try exchange.folder.write("half a record", to: ".opened.proviso-staged/cases.0001.ndjson")
        _ = try exchange.reader().open(
            exchange.folder.path("case.age"), with: exchange.identity, into: exchange.folder.path("opened"))
        #expect(try exchange.folder.names == ["case.age", "opened"])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: exchange.folder.path("opened")).sorted()
                == ["cases.0001.ndjson", "cases.report.json", "manifest.note", "terms.note"])
    }

    @Test(arguments: ["/", "/nonexistent/folder", ""])
    func `a link or file in place of the staged folder is refused, and stays as it is`(destination: String) throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let staged = exchange.folder.path(".opened.proviso-staged")
        if destination.isEmpty {
            try Data("mine".utf8).write(to: URL(filePath: staged))
        } else {
            try FileManager.default.createSymbolicLink(atPath: staged, withDestinationPath: destination)
        }
        let word = refusal {
            _ = try exchange.reader().open(
                exchange.folder.path("case.age"), with: exchange.identity, into: exchange.folder.path("opened"))
        }
        #expect(word == .storeFailed)
        #expect(try exchange.folder.names == [".opened.proviso-staged", "case.age"])
    }

    @Test func `a folder that others could enter is closed to them before anything is put there`() throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let staged = exchange.folder.path(".opened.proviso-staged")
        try FileManager.default.createDirectory(atPath: staged, withIntermediateDirectories: false)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: staged)
        _ = try exchange.reader().open(
            exchange.folder.path("case.age"), with: exchange.identity, into: exchange.folder.path("opened"))
        #expect(try exchange.folder.mode("opened") == 0o700)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a folder to somebody else"))
    func `a folder that somebody else has made is refused`() throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let staged = exchange.folder.path(".opened.proviso-staged")
        try FileManager.default.createDirectory(atPath: staged, withIntermediateDirectories: false)
        try FileManager.default.setAttributes([.ownerAccountID: 65_534], ofItemAtPath: staged)
        let word = refusal {
            _ = try exchange.reader().open(
                exchange.folder.path("case.age"), with: exchange.identity, into: exchange.folder.path("opened"))
        }
        #expect(word == .storeFailed)
        #expect(try exchange.folder.names == [".opened.proviso-staged", "case.age"])
    }

    @Test func `of two who open into the same folder one is told`() throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.records)
        let target = exchange.folder.path("opened")
        _ = try exchange.reader().open(exchange.folder.path("case.age"), with: exchange.identity, into: target) { _ in
            let second = refusal {
                _ = try exchange.reader().open(exchange.folder.path("case.age"), with: exchange.identity, into: target)
            }
            #expect(second == .storeFailed)
        }
        #expect(try exchange.folder.names == ["case.age", "opened"])
    }
}
