internal import ProvisoCrypto

extension Pseudonymizer {
    /// Derives the key of a type in a domain from a keyring's active version.
    ///
    /// The pseudonymizer keeps this version when the ring is rotated; make another one for the next.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyRetired`` if no version is active; ``ProvisoError/Code/keyFingerprint`` if another key was
    ///   expected; `CryptoError`.
    public init(
        _ type: PseudonymType, canonicalization: Canonicalization = .exact, in domain: PseudonymizationDomain,
        keyring: Keyring, byteCount: Int = 16, expecting fingerprint: KeyFingerprint? = nil
    ) throws {
        self = try keyring.withActiveKey { version, key in
            try Pseudonymizer(
                type, canonicalization: canonicalization, in: domain, key: key, version: version, byteCount: byteCount,
                expecting: fingerprint)
        }
    }
}
