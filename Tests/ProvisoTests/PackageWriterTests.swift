import Foundation
import Testing

@testable import Proviso

@Suite struct PackageWriterTests {
    static let record = #"{"id":1,"person":"A","name":"Ana Lima","text":"x"}"# + "\n"

    @Test func `what was packed comes out, with terms, report and manifest`() throws {
        let exchange = try Exchange()
        let sealed = try exchange.seal(String(repeating: Self.record, count: 3))
        let opened = try exchange.reader().open(
            exchange.folder.path("case.age"), with: exchange.identity, into: exchange.folder.path("opened"))
        #expect(opened.terms == sealed.terms)
        #expect(opened.termsDigest == sealed.termsDigest && opened.manifestDigest == sealed.manifestDigest)
        #expect(opened.fileNames == ["terms.note", "cases.0001.ndjson", "cases.report.json", "manifest.note"])
        let records = try exchange.folder.read("opened/cases.0001.ndjson")
        #expect(records == (try exchange.filter.minimize(String(repeating: Self.record, count: 3))).bytes)
        #expect(!String(decoding: records, as: UTF8.self).contains("Lima"))
        #expect(opened.manifest.records.map(\.policy) == [exchange.policy.digest])
        #expect(opened.manifest.records.map(\.fingerprint) == [exchange.filter.fingerprint])
        let report = try JSONValue(String(decoding: exchange.folder.read("opened/cases.report.json"), as: UTF8.self))
        #expect(report["records"]?["written"]?.integer == 3)
    }

    @Test func `the file tells neither sender nor recipient nor purpose`() throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.record)
        let bytes = try exchange.folder.read("case.age")
        for secret in ["police.example", "fiu.example", "Inquiry", exchange.identity.recipient.description] {
            #expect(bytes.firstRange(of: Array(secret.utf8)) == nil)
        }
        #expect(try exchange.folder.mode("case.age") == 0o600)
    }

    @Test func `parts are cut between records and have at most 8 MiB, but for one record that is larger`() throws {
        let exchange = try Exchange()
        let small = #"{"id":1,"text":""# + String(repeating: "a", count: 1 << 20) + "\"}\n"
        let large = #"{"id":2,"text":""# + String(repeating: "b", count: 9 << 20) + "\"}\n"
        let input = String(repeating: small, count: 9) + large + large + String(repeating: small, count: 2)
        let sealed = try exchange.seal(input)
        let sizes = sealed.manifest.members.dropLast().map(\.byteCount)
        #expect(
            sizes == [
                7 * small.utf8.count, 2 * small.utf8.count, large.utf8.count, large.utf8.count, 2 * small.utf8.count,
            ])
        let opened = try exchange.reader().open(
            exchange.folder.path("case.age"), with: exchange.identity, into: exchange.folder.path("opened"))
        var joined: [UInt8] = []
        for member in opened.manifest.members.dropLast() { joined += try exchange.folder.read("opened/\(member.name)") }
        #expect(joined == Array(input.utf8))
    }

    @Test func `a part is full at 8 MiB to the byte`() throws {
        let exchange = try Exchange()
        func line(_ byteCount: Int) -> String { #"{"id":""# + String(repeating: "a", count: byteCount - 10) + "\"}\n" }
        let half = line(4 << 20)
        #expect(try exchange.seal(half + half).manifest.members.map(\.byteCount).first == 8 << 20)
        let oneMore = try exchange.seal(half + half + line(11), terms: exchange.terms())
        #expect(oneMore.manifest.members.dropLast().map(\.byteCount) == [8 << 20, 11])
    }

    @Test func `a stream without records has its report alone`() throws {
        let exchange = try Exchange()
        let sealed = try exchange.seal("")
        #expect(sealed.manifest.members.map(\.name) == ["cases.report.json"])
        #expect(
            try exchange.reader().inspect(exchange.folder.path("case.age"), with: exchange.identity).terms
                == sealed.terms)
    }

    @Test func `several streams, and several files in one`() throws {
        let exchange = try Exchange()
        let paths = try [
            exchange.folder.write(Self.record, to: "a.ndjson"), exchange.folder.write(Self.record, to: "b.ndjson"),
        ]
        var package = try exchange.writer()
        try package.addRecords("cases", filteredBy: exchange.filter, paths: paths)
        try package.addRecords("tips", filteredBy: exchange.filter) { write in
            for byte in Self.record.utf8 { try write([byte].span) }
        }
        let sealed = try package.finish()
        #expect(sealed.manifest.records.map(\.name) == ["cases", "tips"])
        let opened = try exchange.reader().inspect(exchange.folder.path("case.age"), with: exchange.identity)
        #expect(
            opened.manifest.members.map(\.name)
                == ["cases.0001.ndjson", "cases.report.json", "tips.0001.ndjson", "tips.report.json"])
    }

    @Test func `the archive has its padded length, and a byte less of data may leave it as it is`() throws {
        let exchange = try Exchange()
        _ = try exchange.seal(Self.record)
        let archive = try exchange.archive()
        let end = try #require(archive.lastIndex { $0 != 0 })
        #expect(archive.count == ArchiveLength.padded(end: TarHeader.paddedCount(end + 1)))
    }

    // MARK: - What is refused

    @Test func `a policy that states something else than the terms is refused, and leaves nothing`() throws {
        let exchange = try Exchange()
        for (old, new) in [
            ("do our cases", "do your cases"), ("recipient: fiu.example", "recipient: press.example"),
            ("LED art. 8", "LED art. 9"), ("TLP:AMBER", "TLP:RED"), ("P90D", "P30D"),
        ] {
            let other = try RecordFilter(
                MinimizationPolicy(text: Exchange.policyText.replacing(old, with: new)), key: testKey())
            let word = refusal {
                var package = try exchange.writer()
                try package.addRecords("cases", filteredBy: other) { write in try write(Array(Self.record.utf8).span) }
            }
            #expect(word == .policyTerms)
            #expect(try exchange.folder.names == [])
        }
    }

    @Test func `a stream of records has a name of its own`() throws {
        let exchange = try Exchange()
        var package = try exchange.writer()
        try package.addRecords("cases", filteredBy: exchange.filter) { _ in }
        do {
            try package.addRecords("cases", filteredBy: exchange.filter) { _ in }
            Issue.record("nothing was thrown")
        } catch let error as ProvisoError {
            #expect(error.code == .valueInvalid)
        }
    }

    @Test func `the same terms serve two packages, each with an id of its own`() throws {
        let exchange = try Exchange()
        let terms = try exchange.terms()
        let first = try exchange.seal(Self.record, terms: terms)
        let second = try exchange.seal(Self.record, terms: terms)
        #expect(Set([terms.id, first.terms.id, second.terms.id]).count == 3)
        #expect(first.termsDigest != second.termsDigest)
    }

    @Test func `a bad record stops the package, and leaves nothing`() throws {
        let exchange = try Exchange()
        #expect(refusal { _ = try exchange.seal(Self.record + "{\"id\":01}\n") } == .recordMalformed)
        #expect(try exchange.folder.names == [])
    }

    @Test func `a package that is given up, or that nothing reads, leaves what was there`() throws {
        let exchange = try Exchange()
        _ = try exchange.folder.write("before", to: "case.age")
        do { _ = try exchange.writer() }
        #expect(try exchange.folder.names == ["case.age"])
        #expect(try exchange.folder.read("case.age") == Array("before".utf8))
        _ = try exchange.seal(Self.record)
        #expect(try exchange.folder.read("case.age") != Array("before".utf8))
    }

    @Test func `the disclosure is announced before the file is there, and can be refused`() throws {
        let exchange = try Exchange()
        let path = exchange.folder.path("case.age")
        var wasThere: [Bool] = []
        for refuses in [true, false] {
            let witness = Witness(refuses: refuses) { wasThere.append(FileManager.default.fileExists(atPath: path)) }
            var package = try exchange.writer()
            try package.addRecords("cases", filteredBy: exchange.filter) { write in
                try write(Array(Self.record.utf8).span)
            }
            do {
                _ = try package.finish(observer: witness)
                #expect(!refuses)
            } catch is Witness.Refusal {
                #expect(refuses)
            }
            #expect(witness.operations.map(\.kind) == [.disclosure])
            #expect(witness.operations[0].parties.map(\.description) == ["fiu.example"])
            #expect(try exchange.folder.names == (refuses ? [] : ["case.age"]))
        }
        #expect(wasThere == [false, false])
    }

    @Test func `what is done before the file appears can stop it`() throws {
        let exchange = try Exchange()
        var package = try exchange.writer()
        try package.addRecords("cases", filteredBy: exchange.filter) { write in try write(Array(Self.record.utf8).span)
        }
        do {
            _ = try package.finish { _ in throw Witness.Refusal() }
            Issue.record("nothing was thrown")
        } catch is Witness.Refusal {
            #expect(try exchange.folder.names == [])
        }
    }

    @Test func `the sender keeps the notes and knows the package again`() throws {
        let exchange = try Exchange()
        let sealed = try exchange.seal(Self.record)
        try sealed.keep(in: exchange.folder.path("kept"))
        #expect(refusal { try sealed.keep(in: exchange.folder.path("kept")) } == .storeFailed)
        let kept = try DisclosureRecord(keptIn: exchange.folder.path("kept"), trust: exchange.trust)
        #expect(kept.terms == sealed.terms)
        #expect(kept.termsDigest == sealed.termsDigest && kept.manifestDigest == sealed.manifestDigest)
        // Notes of two packages do not belong together.
        let other = try exchange.seal(Self.record)
        try other.keep(in: exchange.folder.path("other"))
        let mixed = try exchange.folder.read("other/terms.note")
        _ = try exchange.folder.write(mixed, to: "kept/terms.note")
        #expect(
            refusal { _ = try DisclosureRecord(keptIn: exchange.folder.path("kept"), trust: exchange.trust) }
                == .manifestTerms)
        #expect(
            refusal { _ = try DisclosureRecord(keptIn: exchange.folder.path("none"), trust: exchange.trust) }
                == .storeMissing)
    }

    // MARK: - Without Proviso

    @Test(.disabled(if: Shell.lacks("age", "tar", "b2sum"), "age, tar or b2sum is not installed"))
    func `age, tar and b2sum open and check a package`() throws {
        let exchange = try Exchange()
        let sealed = try exchange.seal(String(repeating: Self.record, count: 1000))
        let secret = exchange.identity.exportText(because: "a test with age") { text in
            (0..<text.count).map { text[$0] }
        }
        _ = try exchange.folder.write(secret + [0x0A], to: "identity")
        let lines = sealed.manifest.members.map { "\($0.digest)  \($0.name)\n" }.joined()
        _ = try exchange.folder.write(lines, to: "digests")
        let output = try Shell.run(
            """
            mkdir out && age -d -i identity case.age | tar -xf - -C out 2> /dev/null && cd out && b2sum -l 256 --check --strict ../digests \
            && cat cases.*.ndjson | wc -l && stat -c '%a %u' terms.note && tail -c 1 manifest.note | wc -l
            """, in: exchange.folder.url)
        #expect(output.hasPrefix("cases.0001.ndjson: OK\ncases.report.json: OK\n1000\n600 "), "\(output)")
        #expect(output.hasSuffix("1\n"))
    }
}
