import Foundation
import Proviso
import Testing

/// A row of Proviso's own pseudonym vectors: what goes in, and what Python's `hashlib` makes of it.
struct PseudonymVector: Decodable, Sendable, CustomTestStringConvertible {
    private let root: String
    private let version: UInt32
    let domain: String
    let epoch: String?
    private let authorization: String?
    let type: String
    let canonicalization: String
    private let canonical: String
    /// The key of the type in the role `linkable`, in hexadecimal.
    let typeKey: String
    /// The pseudonym of 16 bytes.
    let linkable: String
    /// The pseudonym of 20 bytes.
    let linkable20: String
    /// The reversible pseudonym.
    let reversible: String
    /// The fingerprint of the domain.
    let fingerprint: String
    /// The fingerprint of the root key itself, which a keyring states.
    let keyringFingerprint: String

    private enum CodingKeys: String, CodingKey {
        case root, version, domain, epoch, authorization, type, canonicalization, canonical, linkable, fingerprint
        case typeKey = "type_key"
        case linkable20 = "linkable_20"
        case reversible
        case keyringFingerprint = "keyring_fingerprint"
    }

    /// The rows that this repository carries.
    static func transcribed() throws -> [PseudonymVector] {
        try JSONDecoder().decode(
            [PseudonymVector].self, from: Data(contentsOf: TestData.folder.appending(path: "Vectors/pseudonyms.json")))
    }

    /// All rows, which lie beside the repository on some machines.
    static func all() throws -> [PseudonymVector] {
        struct File: Decodable { let cases: [PseudonymVector] }
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: TestData.allPseudonyms)).cases
    }

    var rootBytes: [UInt8] { bytes(hex: root) }
    var authorizationBytes: [UInt8]? { authorization.map { bytes(hex: $0) } }
    var identifier: [UInt8] { bytes(hex: canonical) }
    var keyVersion: KeyVersion { KeyVersion(version) }

    var testDescription: String {
        "\(linkable) of \(identifier.count) bytes, \(canonicalization), in \(domain) \(epoch ?? "without an epoch")"
    }
}
