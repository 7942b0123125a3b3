public import ProvisoCrypto

/// The keys under which erased items are remembered by pseudonyms.
///
/// ```swift
/// let engine = RetentionEngine(store: store, suppression: try SuppressionKeys(keyring))
/// ```
///
/// Entries are made under the active version and found under every living one. Keep a version for as long as entries under it: those of a version that was destroyed cannot
/// be matched any more.
///
/// - **Guarantees**: without the key nobody can tell whether an id was erased here, not even by trying all of them.
/// - **Source**: `Formats/Retention`, *The suppression ledger*.
public struct SuppressionKeys: Sendable {
    private struct Version {
        let number: KeyVersion
        let key: SharedKey<HashingRole>
    }

    /// The one that new entries are made under first.
    private let versions: [Version]

    /// The keys of a keyring.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyRetired`` if no version is active; `CryptoError`.
    public init(_ keyring: Keyring) throws {
        var versions = [
            try keyring.withActiveKey { number, root in Version(number: number, key: try Self.key(root)) }
        ]
        for version in keyring.versions where version.status == .retired {
            let key = try keyring.withKey(version.number, for: .recognizing) { root in try Self.key(root) }
            versions.append(Version(number: version.number, key: key))
        }
        self.versions = versions
    }

    /// A bare key, which counts as version 0.
    ///
    /// - **Throws**: `CryptoError`.
    public init(_ key: borrowing RootKey) throws(CryptoError) {
        versions = [Version(number: KeyVersion(0), key: try Self.key(key))]
    }

    /// The pseudonym for a new entry.
    func pseudonym(of id: RetentionID) -> (version: KeyVersion, bytes: [UInt8]) {
        (versions[0].number, Self.hash(id, versions[0].key))
    }

    /// Every pseudonym that an entry of this id can have.
    func pseudonyms(of id: RetentionID) -> [[UInt8]] { versions.map { Self.hash(id, $0.key) } }

    private static func hash(_ id: RetentionID, _ key: SharedKey<HashingRole>) -> [UInt8] {
        var encoder = CanonicalEncoder()
        encoder.append("item")
        encoder.append(id.description)
        let hash = key.withKey { key in
            key.hash128(encoder.bytes, personalization: Personalization("proviso-suppress"))
        }
        return hash.span.indices.map { hash[$0] }
    }

    private static func key(_ root: borrowing RootKey) throws(CryptoError) -> SharedKey<HashingRole> {
        var builder = try KeyArenaBuilder(capacity: 1)
        var context = CanonicalEncoder()
        context.append("suppression")
        let slot = builder.derive(
            from: root, personalization: Personalization("proviso-role---1"), context: context.bytes.span)
        return SharedKey(arena: builder.seal(), slot: slot)
    }
}
