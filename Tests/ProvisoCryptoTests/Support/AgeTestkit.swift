import Foundation
import ProvisoCrypto

/// One file of C2SP's testkit for age: what to expect, and an age file.
struct AgeVector: Sendable, CustomStringConvertible {
    let name: String
    let file: [UInt8]
    private let keys: [String: [String]]

    var description: String { name }
    var expectation: String { keys["expect"]![0] }
    /// The SHA-256 digest of all that may come out, where something may.
    var payloadDigest: String? { keys["payload"]?[0] }
    var fileKey: [UInt8]? { keys["file key"].map { bytes(hex: $0[0]) } }
    var isArmored: Bool { keys["armored"] != nil }
    /// The texts of its identities of type X25519.
    var identities: [String] { (keys["identity"] ?? []).filter { !$0.hasPrefix("AGE-SECRET-KEY-PQ-") } }
    /// The texts of its identities of the type with ML-KEM.
    var hybridIdentities: [String] { (keys["identity"] ?? []).filter { $0.hasPrefix("AGE-SECRET-KEY-PQ-") } }
    var passphrases: [String] { keys["passphrase"] ?? [] }

    /// Whether what is expected can be told without ML-KEM.
    var isOurs: Bool { hybridIdentities.isEmpty || !identities.isEmpty }

    /// All that the vector gives to open it with; where it gives nothing, nothing may matter.
    func openers() throws -> AgeIdentities {
        var openers: AgeIdentities?
        for text in identities {
            let identity = try AgeIdentity(text: text.utf8Span.span)
            if openers == nil { openers = AgeIdentities(identity) } else { openers!.append(identity) }
        }
        for text in passphrases {
            let passphrase = try AgePassphrase(copying: text.utf8Span.span)
            if openers == nil {
                openers = AgeIdentities(passphrase: passphrase)
            } else {
                openers!.append(passphrase: passphrase)
            }
        }
        return try openers ?? AgeIdentities(AgeIdentity.generate())
    }

    init?(name: String, contents: [UInt8]) {
        let known: Set = [
            "expect", "compressed", "payload", "identity", "passphrase", "armored", "file key", "comment",
        ]
        guard let end = contents.indices.first(where: { contents[$0...].starts(with: "\n\n".utf8) }) else { return nil }
        let lines = String(decoding: contents[..<end], as: UTF8.self).split(separator: "\n")
        var keys: [String: [String]] = [:]
        for line in lines {
            guard let colon = line.range(of: ": ") else { return nil }
            keys[String(line[..<colon.lowerBound]), default: []].append(String(line[colon.upperBound...]))
        }
        // The kit's own rule: what has a key that is not known here is ignored. The tests count what is left.
        guard known.isSuperset(of: keys.keys) else { return nil }
        self.name = name
        self.keys = keys
        let file = Array(contents[(end + 2)...])
        self.file = keys["compressed"] == nil ? file : Inflate.zlib(file)
    }
}

extension AgeVector {
    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let kit = repository.appending(path: "../shared/vectors/age-testkit/testdata")

    static var hasKit: Bool { FileManager.default.fileExists(atPath: kit.path) }

    /// The kit, which lies beside the repository on some machines.
    static let all: [AgeVector] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: kit.path)) ?? []
        return names.sorted().compactMap { name in
            (try? Data(contentsOf: kit.appending(path: name))).flatMap { AgeVector(name: name, contents: Array($0)) }
        }
    }()

    /// A file that this repository carries.
    static func carried(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: repository.appending(path: "Tests/Vectors/age/\(name)")))
    }

    /// The identity that opens the files that this repository carries.
    static func carriedIdentity() throws -> AgeIdentity {
        let text = try carried("identity.txt").filter { $0 != UInt8(ascii: "\n") }
        return try AgeIdentity(text: text.span)
    }
}
