import Foundation
import Testing

@testable import Proviso

/// Keyrings made by hand, so that what reads them is not tested by what writes them.
enum Keyrings {
    static let created = "2026-01-08T09:00:00Z"
    static let id = "8e1f0a6b7c2d4e5f9a0b1c2d3e4f5061"

    /// A time at which something is done.
    static func instant(_ text: String = "2026-11-25T10:00:00Z") -> Instant { try! Instant(text) }

    /// One version as a test wants it.
    struct Sample {
        var number: UInt32
        var status: String
        /// Its 32 bytes, also if they are not written.
        var key: [UInt8]

        init(_ number: UInt32, _ status: String) {
            self.number = number
            self.status = status
            key = Array(ContentDigest(of: "version \(number)").bytes)
        }

        var fingerprint: String {
            get throws { try Keyrings.fingerprint(of: key) }
        }
    }

    /// The fingerprint by its definition: two keyed hashes, one after the other.
    static func fingerprint(of key: [UInt8]) throws -> String {
        let role = try HashingKey(copying: key.span).hash256(
            [1, 0, 0, 0, 0, 0, 0, 0, 1, 11, 0, 0, 0, 0, 0, 0, 0] + Array("fingerprint".utf8),
            personalization: Personalization("proviso-role---1"))
        let bytes = try HashingKey(copying: array(role).span)
            .hash128("", personalization: Personalization("proviso-finger-1"))
        return "fp_" + Base32.encode(bytes.span)
    }

    static func line(
        _ samples: [Sample], generation: Int = 1, recipients: [AgeRecipient] = [], id: String = id
    ) throws -> String {
        let versions = try samples.map { sample in
            """
            {"version":\(sample.number),"status":"\(sample.status)","created":"\(created)",\
            "fingerprint":"\(try sample.fingerprint)"}
            """
        }
        return """
            {"proviso":"keyring/v1","id":"\(id)","generation":\(generation),\
            "recipients":[\(recipients.map { "\"\($0)\"" }.joined(separator: ","))],\
            "versions":[\(versions.joined(separator: ","))]}
            """
    }

    /// The keys of those that are not destroyed.
    static func keys(_ samples: [Sample]) -> [UInt8] {
        samples.filter { $0.status != "destroyed" }.flatMap(\.key)
    }

    static func payload(_ samples: [Sample], generation: Int = 1, recipients: [AgeRecipient]) throws -> [UInt8] {
        try Array(line(samples, generation: generation, recipients: recipients).utf8) + [10] + keys(samples)
    }

    static func seal(_ payload: [UInt8], to recipients: [AgeRecipient]) throws -> [UInt8] {
        var file: [UInt8] = []
        func put(_ piece: Span<UInt8>) { for index in piece.indices { file.append(piece[index]) } }
        var sealer = try AgeSealer(to: recipients)
        sealer.write(payload.span, put)
        sealer.finish(put)
        return file
    }

    static func open(_ file: [UInt8], with identity: borrowing AgeIdentity) throws -> [UInt8] {
        var payload: [UInt8] = []
        func put(_ piece: Span<UInt8>) { for index in piece.indices { payload.append(piece[index]) } }
        var opener = AgeOpener(identity: identity)
        try opener.write(file.span, put)
        try opener.finish(put)
        return payload
    }

    /// A keyring of these versions, opened.
    static func open(_ samples: [Sample]) throws -> Keyring {
        let folder = try TemporaryFolder()
        let path = folder.path("ring")
        let identity = try AgeIdentity.generate()
        let recipients = [identity.recipient]
        let file = try seal(payload(samples, recipients: recipients), to: recipients)
        try Data(file).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        return try Keyring(path, identity: identity, rollback: .unchecked)
    }

    /// The bytes of a key that a ring lends.
    static func bytes(of version: UInt32, in ring: Keyring) throws -> [UInt8] {
        try ring.withKey(KeyVersion(version), for: .recognizing) { key in
            key.exportCleartext(because: "a test compares a key") { bytes in bytes.indices.map { bytes[$0] } }
        }
    }
}
