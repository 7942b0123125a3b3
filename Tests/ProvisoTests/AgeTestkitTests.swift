import Foundation
import Testing

@testable import Proviso

/// C2SP's testkit through files, of which a part lies beside the repository on some machines.
@Suite(.enabled(if: AgeVector.hasKit, "the folder ../shared/vectors with age's testkit is not on this machine"))
struct AgeTestkitTests {
    @Test(arguments: AgeVector.all.filter(\.isOurs), [1, 2])
    func `a vector has its result when it is read from a file`(vector: AgeVector, threadCount: Int) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(vector.file, to: "vector.age")
        var reader = AgeReader(try InputFile(path), identities: try vector.openers(), threadCount: threadCount)
        var content: [UInt8] = []
        let code = refusal {
            while try reader.readBlock({ piece in append(piece, to: &content) }) {}
        }
        if vector.expectation == "armor failure" {
            #expect([.ageHeader, .agePayload].contains(code))
        } else {
            #expect(try code == Self.expectedCode(vector))
        }
        #expect(SHA256Digest(of: content).description == (vector.payloadDigest ?? SHA256Digest(of: "").description))
    }

    @Test(arguments: AgeVector.all.filter(\.isOurs))
    func `a vector has its result when it is read from the middle of a file`(vector: AgeVector) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(vector.file, to: "vector.age")
        var content: [UInt8] = []
        let code = refusal {
            var reader = try AgeSeekableReader(InputFile(path), identities: vector.openers())
            let middle = reader.byteCount / 2
            var second: [UInt8] = []
            try reader.read(middle..<reader.byteCount) { append($0, to: &second) }
            try reader.read(0..<middle) { append($0, to: &content) }
            content += second
        }
        #expect(try code == (vector.isArmored ? .ageHeader : Self.expectedCode(vector)))
        if code == nil { #expect(SHA256Digest(of: content).description == vector.payloadDigest) }
    }

    @Test(arguments: AgeVector.all.filter { !$0.isOurs })
    func `a vector that needs ML-KEM is for nobody here`(vector: AgeVector) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(vector.file, to: "vector.age")
        var reader = AgeReader(try InputFile(path), identity: try AgeIdentity.generate())
        #expect(refusal { _ = try reader.readBlock { _ in Issue.record("content") } } == .ageNoIdentity)
        let identities = try folder.write(vector.hybridIdentities.joined(separator: "\n"), to: "identities")
        #expect(refusal { _ = try AgeIdentityFile.readAll(identities) } == .keyInvalid)
    }

    private static func expectedCode(_ vector: AgeVector) throws -> ProvisoError.Code? {
        switch vector.expectation {
        case "success": nil
        case "no match": .ageNoIdentity
        case "HMAC failure", "header failure": .ageHeader
        case "payload failure": .agePayload
        default: try #require(nil, "an expectation that is not known: \(vector.expectation)")
        }
    }
}

/// Appends a piece to an array.
private func append(_ piece: Span<UInt8>, to array: inout [UInt8]) {
    // Sound: the piece is borrowed for the call.
    unsafe piece.withUnsafeBufferPointer { unsafe array.append(contentsOf: $0) }
}
