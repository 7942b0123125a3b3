import TestSupport
import Testing

/// Keyrings in the folder of an exchange, which the FIU's identity opens.
extension Exchange {
    static let ring = "case.keyring"
    static let opening = ["--identity", "fiu.identity"]

    /// Makes a keyring with some versions, of which the last is active.
    func makeRing(_ name: String = ring, versions: Int = 1) throws {
        try answer(["keys", "new", "keyring", name, "--to", recipient])
        for _ in 1..<versions { try answer(["keys", "rotate", name] + Self.opening) }
    }

    /// What a keyring says of itself.
    func list(_ name: String = ring, _ arguments: [String] = opening) throws -> JSON {
        try answer(["keys", "list", name] + arguments)
    }

    /// The fingerprint of a version.
    func fingerprint(_ version: Int, of name: String = ring) throws -> String {
        let answer = try answer(["keys", "fingerprint", name, "--version", "\(version)"] + Self.opening)
        return try #require(answer["fingerprint"]?.text)
    }

    func destroy(_ version: Int, of name: String = ring) throws -> JSON {
        try answer(
            ["keys", "destroy", name, "--version", "\(version)", "--fingerprint", fingerprint(version, of: name)]
                + Self.opening)
    }
}

extension JSON {
    /// The numbers of a keyring's versions.
    var versionNumbers: [Int] { self["versions"]?.list?.compactMap { $0["version"]?.number.map { Int($0) } } ?? [] }

    /// How the versions stand.
    var statuses: [String] { self["versions"]?.list?.compactMap { $0["status"]?.text } ?? [] }

    var generation: Int? { self["generation"]?.number.map { Int($0) } }
}
