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
}
