import Foundation
import Testing

@testable import Proviso

/// Identity files, and sealing and opening through files.
@Suite struct AgeFileTests {
    @Test func `an identity is written as age-keygen writes it, and read again`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("fiu.identity")
        let recipient = try AgeIdentityFile.create(path, at: Instant("2026-11-25T10:00:00Z"))
        #expect(try folder.mode("fiu.identity") == 0o600)
        let lines = String(decoding: try folder.read("fiu.identity"), as: UTF8.self).split(separator: "\n")
        #expect(lines[0] == "# created: 2026-11-25T10:00:00Z")
        #expect(lines[1] == "# public key: \(recipient)")
        #expect(lines[2].hasPrefix("AGE-SECRET-KEY-1") && lines.count == 3)
        #expect(try AgeIdentityFile.read(path).recipient == recipient)
        #expect(refusal { _ = try AgeIdentityFile.create(path, at: Instant("2026-11-25T10:00:00Z")) } == .storeFailed)
    }

    @Test func `comments, empty lines and carriage returns are passed over`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let text = identity.exportText(because: "a test") { text in
            String(decoding: (0..<text.count).map { text[$0] }, as: UTF8.self)
        }
        for content in [text, text + "\n", "# a\r\n\r\n" + text + "\r\n", "#" + text + "\n\n" + text] {
            let path = try folder.write(content, to: "identity")
            #expect(try AgeIdentityFile.read(path).recipient == identity.recipient)
        }
        for content in [
            "", "# a\n", text + "\n" + text, text.lowercased(), text.dropLast() + "", " " + text, text + " ",
        ] {
            let path = try folder.write(content, to: "identity")
            let error = #expect(throws: ProvisoError.self) { _ = try AgeIdentityFile.read(path) }
            #expect(error?.code == .keyInvalid)
            #expect(error?.description.contains(text.dropFirst(20).prefix(10)) == false)
        }
        let path = try folder.write(text, to: "loose", mode: 0o644)
        #expect(refusal { _ = try AgeIdentityFile.read(path) } == .storeMode)
        #expect(refusal { _ = try AgeIdentityFile.read(folder.path("none")) } == .storeMissing)
    }

    @Test func `what is sealed into a file comes out of it`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var writer = try AgeWriter(OutputFile(folder.path("a.age")), to: [identity.recipient])
        try writer.write(content.span)
        #expect(try folder.names.allSatisfy { $0 != "a.age" })
        try writer.finish()
        var reader = AgeReader(try InputFile(folder.path("a.age")), identity: identity)
        var opened: [UInt8] = []
        while try reader.readBlock({ piece in for index in piece.indices { opened.append(piece[index]) } }) {}
        #expect(opened == content)
        #expect(try !reader.readBlock { _ in Issue.record("something after the end") })
    }

    @Test func `a file is refused by what failed of it`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        var writer = try AgeWriter(OutputFile(folder.path("a.age")), to: [identity.recipient])
        try writer.write([1, 2, 3].span)
        try writer.finish()
        let sealed = try folder.read("a.age")
        func word(_ bytes: [UInt8], _ identity: borrowing AgeIdentity) throws -> ProvisoError.Code? {
            let path = try folder.write(bytes, to: "b.age")
            do {
                var reader = AgeReader(try InputFile(path), identity: identity)
                while try reader.readBlock({ _ in }) {}
                return nil
            } catch let error as ProvisoError {
                return error.code
            }
        }
        #expect(try word(sealed, identity) == nil)
        #expect(try word(Array(sealed.dropLast()), identity) == .agePayload)
        #expect(try word(sealed + [0], identity) == .agePayload)
        #expect(try word([], identity) == .ageHeader)
        #expect(try word(Array("not a sealed file\n".utf8), identity) == .ageHeader)
        let stranger = try AgeIdentity.generate()
        #expect(try word(sealed, stranger) == .ageNoIdentity)
    }

    @Test func `a file of several identities opens what is sealed to any of them`() throws {
        let folder = try TemporaryFolder()
        let first = try AgeIdentity.generate()
        let second = try AgeIdentity.generate()
        let texts = [Self.text(of: first), Self.text(of: second)]
        let path = try folder.write("# mine\n\(texts[0])\n\n# the office's\r\n\(texts[1])\r\n", to: "identities")
        let identities = try AgeIdentityFile.readAll(path)
        #expect(identities.recipients == [first.recipient, second.recipient])
        for recipient in identities.recipients {
            let sealed = try Self.seal([1, 2, 3], into: folder.path("a.age")) { try AgeWriter($0, to: [recipient]) }
            var reader = AgeReader(try InputFile(sealed), identities: identities)
            #expect(reader.openedBy == nil)
            #expect(try Self.content(of: &reader) == [1, 2, 3])
            #expect(reader.openedBy == recipient)
        }
    }

    @Test func `a file of identities is refused with the line that is none`() throws {
        let folder = try TemporaryFolder()
        let text = Self.text(of: try AgeIdentity.generate())
        let hybrid = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"
        for (content, line) in [
            ("", nil), ("# a\n", nil), (text + "\n" + text.lowercased(), 2), ("\n\n \(text)\n", 3),
            ("age1…\n" + text, 1),
            (text + "\n" + hybrid, 2), (String(repeating: "#", count: 65537), nil),
        ] {
            let path = try folder.write(content, to: "identities")
            let error = #expect(throws: ProvisoError.self) { _ = try AgeIdentityFile.readAll(path) }
            #expect(error?.code == .keyInvalid)
            #expect(error?.place == ProvisoError.Place(source: path, line: line))
            #expect(error?.description.contains(text.dropFirst(20).prefix(10)) == false)
        }
        let path = try folder.write(hybrid, to: "identities")
        let error = #expect(throws: ProvisoError.self) { _ = try AgeIdentityFile.read(path) }
        #expect(error?.message.contains("ML-KEM is missing from libsodium 1.0.18") == true)
        #expect(refusal { _ = try AgeIdentityFile.readAll(folder.write(text, to: "loose", mode: 0o640)) } == .storeMode)
        #expect(refusal { _ = try AgeIdentityFile.readAll(folder.path("none")) } == .storeMissing)
    }

    @Test func `what is sealed under a passphrase is opened with it and with no other`() throws {
        let folder = try TemporaryFolder()
        let passphrase = try AgePassphraseFile.read(folder.write("correct horse\n", to: "passphrase"))
        let path = try Self.seal([4, 5], into: folder.path("a.age")) {
            try AgeWriter($0, passphrase: passphrase, workFactor: 6)
        }
        for (text, code) in [("correct horse", nil), ("correct horse ", ProvisoError.Code.ageNoIdentity)] {
            let given = try AgePassphrase(copying: text.utf8Span.span)
            var reader = AgeReader(try InputFile(path), identities: AgeIdentities(passphrase: given))
            var content: [UInt8] = []
            #expect(refusal { content = try Self.content(of: &reader) } == code)
            #expect(content == (code == nil ? [4, 5] : []))
        }
    }

    @Test func `a passphrase file is one line`() throws {
        let folder = try TemporaryFolder()
        let longest = String(repeating: "x", count: 1024)
        for content in ["a", "a\n", "a\r\n", " a ", longest, longest + "\r\n"] {
            _ = try AgePassphraseFile.read(folder.write(content, to: "passphrase"))
        }
        for content in ["", "\n", "\r\n", "a\nb", "a\n\n", "\na", longest + "x", longest + "x\n"] {
            let path = try folder.write(content, to: "passphrase")
            #expect(refusal { _ = try AgePassphraseFile.read(path) } == .keyInvalid, "\(content.debugDescription)")
        }
        #expect(refusal { _ = try AgePassphraseFile.read(folder.write("a", to: "loose", mode: 0o604)) } == .storeMode)
        #expect(refusal { _ = try AgePassphraseFile.read(folder.path("none")) } == .storeMissing)
    }

    @Test func `whether a file is under a passphrase is known as soon as its header was read, also to strangers`()
        throws
    {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let passphrase = try AgePassphrase(copying: "hunter2".utf8Span.span)
        let recipient = identity.recipient
        var openers = AgeIdentities(identity)
        openers.append(passphrase: passphrase)
        let toKey = try Self.seal([1], into: folder.path("a.age")) { try AgeWriter($0, to: [recipient]) }
        let underPassphrase = try Self.seal([1], into: folder.path("b.age")) {
            try AgeWriter($0, passphrase: passphrase, workFactor: 6, isArmored: true)
        }
        for (path, expected) in [(toKey, false), (underPassphrase, true)] {
            var reader = AgeReader(try InputFile(path), identities: openers)
            #expect(reader.isUnderPassphrase == nil)
            #expect(try Self.content(of: &reader) == [1])
            #expect(reader.isUnderPassphrase == expected)
            let stranger = try AgeIdentity.generate()
            var refused = AgeReader(try InputFile(path), identity: stranger)
            #expect(refusal { _ = try Self.content(of: &refused) } == .ageNoIdentity)
            #expect(refused.isUnderPassphrase == expected)
        }
        var none = AgeReader(
            try InputFile(folder.write("age-encryption.org/v1\n-> scrypt a 1\n", to: "c")), identities: openers)
        #expect(refusal { _ = try Self.content(of: &none) } == .ageHeader)
        #expect(none.isUnderPassphrase == nil)
    }

    // MARK: Identities that are sealed themselves

    @Test(arguments: [false, true])
    func `an identity file that is sealed opens with its passphrase, which is asked for then alone`(isArmored: Bool)
        throws
    {
        let folder = try TemporaryFolder()
        let first = try AgeIdentity.generate()
        let second = try AgeIdentity.generate()
        let text = "# mine\n\(Self.text(of: first))\n\n\(Self.text(of: second))\r\n"
        let path = try Self.sealed(text, "hunter2", in: folder, isArmored: isArmored)
        func passphrase() throws -> AgePassphrase { try AgePassphrase(copying: "hunter2".utf8Span.span) }
        let identities = try AgeIdentityFile.readAll(path, passphrase: passphrase)
        #expect(identities.recipients == [first.recipient, second.recipient])
        #expect(refusal { _ = try AgeIdentityFile.readAll(path) } == .keyInvalid)

        let plain = try folder.write(text, to: "plain")
        let same = try AgeIdentityFile.readAll(plain) {
            Issue.record("a passphrase that nobody needs")
            return try passphrase()
        }
        #expect(same.recipients == identities.recipients)
    }

    @Test func `an identity file that is sealed is refused by what failed of it`() throws {
        struct Nobody: Error {}
        let folder = try TemporaryFolder()
        let text = Self.text(of: try AgeIdentity.generate())
        func refused(_ path: String, _ message: String, line: Int? = nil) {
            let error = #expect(throws: ProvisoError.self) {
                _ = try AgeIdentityFile.readAll(path) { try AgePassphrase(copying: "hunter2".utf8Span.span) }
            }
            #expect(error?.code == .keyInvalid)
            #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
            #expect(error?.place == ProvisoError.Place(source: path, line: line))
            #expect(error?.description.contains(text.dropFirst(20).prefix(10)) == false)
        }
        let path = try Self.sealed(text, "hunter2", in: folder)
        let sealed = try folder.read("locked")
        #expect(throws: Nobody.self) { _ = try AgeIdentityFile.readAll(path) { throw Nobody() } }
        refused(try folder.write(Array(sealed.dropLast()), to: "cut"), "the sealed identities were changed")
        refused(try folder.write(Array(sealed.prefix(30)), to: "cut"), "the sealed identities were changed")
        refused(try folder.write(sealed + [0], to: "longer"), "the sealed identities were changed")
        refused(try Self.sealed(text, "another", in: folder), "the identities are sealed under another passphrase")
        refused(try Self.sealed("", "hunter2", in: folder), "no identity in it")
        refused(try Self.sealed("#\n\(text)x\n", "hunter2", in: folder), "neither a comment nor", line: 2)
        // One lock is opened and no more.
        let twice = String(decoding: try folder.read("locked"), as: UTF8.self)
        refused(try Self.sealed("age-encryption.org/v1\n" + twice, "hunter2", in: folder), "neither a comment", line: 1)
        let recipient = try AgeIdentity.generate().recipient
        let toKey = try Self.seal(Array(text.utf8), into: folder.path("key")) { try AgeWriter($0, to: [recipient]) }
        refused(toKey, "the identities are sealed under another passphrase, or to recipients")
        let loose = try folder.write(sealed, to: "loose", mode: 0o644)
        #expect(refusal { _ = try AgeIdentityFile.readAll(loose) { throw Nobody() } } == .storeMode)
    }

    #if os(Linux)
    /// The identity's text is looked for in the whole memory of a process that does nothing else but open the file.
    @Test func `an identity that was sealed is nowhere in the memory as text`() async throws {
        let folder = try TemporaryFolder()
        let text = Self.text(of: try AgeIdentity.generate())
        let path = try Self.sealed("# mine\n\(text)\n", "hunter2", in: folder)
        let plainPath = try folder.write(text, to: "plain")
        await #expect(processExitsWith: .success) { [path = path as String, plainPath = plainPath as String] in
            let identities = try farDownTheStack {
                try AgeIdentityFile.readAll(path) { try AgePassphrase(copying: "hunter2".utf8Span.span) }
            }
            try #require(ProcessState.holdFreedMemory() > 0)
            let identity = try AgeIdentityFile.read(plainPath)
            #expect(identities.recipients == [identity.recipient])
            // Without the words that every identity begins with.
            let scanner = identity.exportText(because: "a test looks for an identity in memory") { text in
                MemoryScanner(for: text.extracting(16..<text.count))
            }
            #expect(try scanner.occurrences() == [Int](repeating: 0, count: 7))
            withExtendedLifetime(identities) {}
        }
    }
    #endif

    @Test func `a file can be armored, and says so itself`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let passphrase = try AgePassphrase(copying: "hunter2".utf8Span.span)
        let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var identities = AgeIdentities(identity)
        identities.append(passphrase: passphrase)
        let recipient = identity.recipient
        let paths = [
            try Self.seal(content, into: folder.path("a.age")) { try AgeWriter($0, to: [recipient], isArmored: true) },
            try Self.seal(content, into: folder.path("b.age")) {
                try AgeWriter($0, passphrase: passphrase, workFactor: 6, isArmored: true)
            },
        ]
        for path in paths {
            let text = try String(contentsOfFile: path, encoding: .ascii)
            #expect(text.hasPrefix("-----BEGIN AGE ENCRYPTED FILE-----\n"))
            #expect(text.hasSuffix("\n-----END AGE ENCRYPTED FILE-----\n"))
            var reader = AgeReader(try InputFile(path), identities: identities)
            #expect(try Self.content(of: &reader) == content)
            var refusing = AgeReader(try InputFile(path), identities: identities, acceptsArmor: false)
            #expect(refusal { _ = try Self.content(of: &refusing) } == .ageHeader)
        }
    }

    // MARK: Helpers

    private static func text(of identity: borrowing AgeIdentity) -> String {
        identity.exportText(because: "a test") { text in
            String(decoding: (0..<text.count).map { text[$0] }, as: UTF8.self)
        }
    }

    /// Writes a sealed file and gives its path.
    private static func seal(
        _ content: [UInt8], into path: String, _ begin: (consuming OutputFile) throws -> AgeWriter
    ) throws -> String {
        var writer = try begin(OutputFile(path))
        try writer.write(content.span)
        try writer.finish()
        return path
    }

    /// Writes text that is sealed under a passphrase, with a work factor that takes no time.
    private static func sealed(
        _ text: String, _ passphrase: String, in folder: borrowing TemporaryFolder, isArmored: Bool = false
    ) throws -> String {
        let passphrase = try AgePassphrase(copying: passphrase.utf8Span.span)
        return try seal(Array(text.utf8), into: folder.path("locked")) {
            try AgeWriter($0, passphrase: passphrase, workFactor: 6, isArmored: isArmored)
        }
    }

    private static func content(of reader: inout AgeReader) throws -> [UInt8] {
        var content: [UInt8] = []
        while try reader.readBlock({ piece in for index in piece.indices { content.append(piece[index]) } }) {}
        return content
    }
}
