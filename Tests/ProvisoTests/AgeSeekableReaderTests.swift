import Foundation
import Testing

@testable import Proviso

/// Parts of sealed files.
@Suite struct AgeSeekableReaderTests {
    @Test func `parts of a file are read in any order`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ ($0 >> 8)) }
        let path = try Self.seal(content, to: identity.recipient, in: folder)
        var reader = try AgeSeekableReader(InputFile(path), identity: identity)
        #expect(reader.byteCount == 200_000)
        #expect(reader.openedBy == identity.recipient)
        for range in [199_990..<200_000, 0..<3, 65530..<65540, 130_000..<131_073, 0..<200_000, 7..<7] {
            #expect(try Self.read(range, from: &reader) == Array(content[range]))
        }
    }

    @Test func `a passphrase opens parts of a file too`() throws {
        let folder = try TemporaryFolder()
        let passphrase = try AgePassphrase(copying: "hunter2".utf8Span.span)
        var writer = try AgeWriter(OutputFile(folder.path("a.age")), passphrase: passphrase, workFactor: 6)
        try writer.write([1, 2, 3].span)
        try writer.finish()
        let identities = AgeIdentities(passphrase: passphrase)
        var reader = try AgeSeekableReader(InputFile(folder.path("a.age")), identities: identities)
        #expect(try Self.read(1..<3, from: &reader) == [2, 3])
        #expect(reader.openedBy == nil)
    }

    @Test func `a file is refused by what failed of it`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let path = try Self.seal([1, 2, 3], to: identity.recipient, in: folder)
        let sealed = try folder.read("a.age")
        func word(_ bytes: [UInt8], _ identity: borrowing AgeIdentity) throws -> ProvisoError.Code? {
            let identities = AgeIdentities(identity)
            let path = try folder.write(bytes, to: "b.age")
            return refusal { _ = try AgeSeekableReader(InputFile(path), identities: identities) }
        }
        #expect(try word(sealed, identity) == nil)
        #expect(try word(Array(sealed.dropLast()), identity) == .agePayload)
        #expect(try word(sealed + [0], identity) == .agePayload)
        #expect(try word([], identity) == .ageHeader)
        #expect(try word(Array("not a sealed file\n".utf8), identity) == .ageHeader)
        let stranger = try AgeIdentity.generate()
        #expect(try word(sealed, stranger) == .ageNoIdentity)
        let identities = AgeIdentities(identity)
        #expect(refusal { _ = try AgeSeekableReader(InputFile("/dev/null"), identities: identities) } == .storeFailed)
        #expect(
            refusal { _ = try AgeSeekableReader(InputFile(folder.url.path), identities: identities) } == .storeFailed)
        #expect(refusal { _ = try AgeSeekableReader(InputFile(path), identities: identities) } == nil)
    }

    @Test func `a file that is cut off while it is open is refused where it ends`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let content = [UInt8](repeating: 4, count: 200_000)
        let path = try Self.seal(content, to: identity.recipient, in: folder)
        var reader = try AgeSeekableReader(InputFile(path), identity: identity)
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.truncate(atOffset: 100_000)
        try handle.close()
        #expect(try Self.read(0..<65536, from: &reader).count == 65536)
        #expect(refusal { _ = try Self.read(65536..<65537, from: &reader) } == .agePayload)
    }

    private static func seal(
        _ content: [UInt8], to recipient: AgeRecipient, in folder: borrowing TemporaryFolder
    ) throws -> String {
        var writer = try AgeWriter(OutputFile(folder.path("a.age")), to: [recipient])
        try writer.write(content.span)
        try writer.finish()
        return folder.path("a.age")
    }

    private static func read(_ range: Range<Int>, from reader: inout AgeSeekableReader) throws -> [UInt8] {
        var content: [UInt8] = []
        try reader.read(range) { piece in for index in piece.indices { content.append(piece[index]) } }
        return content
    }
}
