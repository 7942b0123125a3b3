/// Which versions of a key there are, without the keys: enough to say why one cannot be used.
enum KeyDirectory: Sendable {
    case ring(KeyringContents, source: String)
    /// A key that stands alone has one version.
    case lone(KeyVersion)

    init(_ keyring: Keyring) {
        self = .ring(keyring.contents, source: keyring.source)
    }

    /// Why a version has no key here.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyUnknown``, ``ProvisoError/Code/keyDestroyed``.
    func refuse(_ version: KeyVersion) throws(ProvisoError) -> Never {
        switch self {
        case .ring(let contents, let source):
            _ = try contents.livingIndex(of: version, source: source)
            preconditionFailure("KeyDirectory: version \(version) lives, and its key was not derived")
        case .lone(let lone):
            throw ProvisoError(
                .keyUnknown, "a pseudonym of version \(version), and the key here is version \(lone) alone",
                remedy: "use the keyring that has version \(version)")
        }
    }
}
