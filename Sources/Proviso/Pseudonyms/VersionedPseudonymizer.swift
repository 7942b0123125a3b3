internal import ProvisoCrypto

/// Makes and recognizes the linkable pseudonyms of one type in one domain under every version of a keyring that lives.
///
/// After a rotation, records carry pseudonyms of several versions. A person is found in all of them by
/// ``pseudonyms(for:)``, and a claim is verified whatever version made the pseudonym.
///
/// ```swift
/// let persons = try VersionedPseudonymizer("person", canonicalization: .alphanumeric, in: domain, keyring: ring)
/// let wanted = Set(try persons.pseudonyms(for: "NL 1234.56-782").values)
/// ```
///
/// - **Guarantees**: each pseudonym is the one that a ``Pseudonymizer`` of its version makes.
/// - **Does not guarantee**: anything about versions that were destroyed: nobody recognizes their pseudonyms any more.
/// - **Source**: `Formats/Pseudonyms`.
public struct VersionedPseudonymizer: Sendable {
    /// What the pseudonyms stand for.
    public let type: PseudonymType
    /// How identifiers are normalized.
    public let canonicalization: Canonicalization
    /// One for each version that lives, the oldest first.
    public let pseudonymizers: [Pseudonymizer]

    private let directory: KeyDirectory

    /// Derives the key of a type in a domain under every version of a keyring that has not been destroyed.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyFingerprint`` if none of them is the expected one; `CryptoError`.
    public init(
        _ type: PseudonymType, canonicalization: Canonicalization = .exact, in domain: PseudonymizationDomain,
        keyring: Keyring, byteCount: Int = 16, expecting fingerprint: KeyFingerprint? = nil
    ) throws {
        self.type = type
        self.canonicalization = canonicalization
        directory = KeyDirectory(keyring)
        pseudonymizers = try keyring.versions.filter { $0.status != .destroyed }.map { version in
            try keyring.withKey(version.number, for: .recognizing) { key in
                try Pseudonymizer(
                    type, canonicalization: canonicalization, in: domain, key: key, version: version.number,
                    byteCount: byteCount)
            }
        }
        try KeyFingerprint.require(fingerprint, among: pseudonymizers.map(\.fingerprint))
    }

    /// Of a key that stands alone, and has one version.
    public init(_ pseudonymizer: Pseudonymizer) {
        type = pseudonymizer.type
        canonicalization = pseudonymizer.canonicalization
        pseudonymizers = [pseudonymizer]
        directory = .lone(pseudonymizer.version)
    }

    /// The pseudonyms of an identifier, by the version that makes each.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for an identifier that the canonicalization cannot normalize.
    public func pseudonyms(for identifier: String) throws(ProvisoError) -> [KeyVersion: LinkablePseudonym] {
        var pseudonyms: [KeyVersion: LinkablePseudonym] = [:]
        for pseudonymizer in pseudonymizers {
            pseudonyms[pseudonymizer.version] = try pseudonymizer.pseudonym(for: identifier)
        }
        return pseudonyms
    }

    /// Whether a pseudonym is that of an identifier, whichever version made it.
    ///
    /// - **Guarantees**: how long it takes tells nothing of where two pseudonyms differ.
    /// - **Throws**: ``ProvisoError/Code/pseudonymType``, ``ProvisoError/Code/keyUnknown``,
    ///   ``ProvisoError/Code/keyDestroyed``; ``ProvisoError/Code/valueInvalid`` for an identifier that cannot be normalized.
    public func isPseudonym(_ pseudonym: LinkablePseudonym, of identifier: String) throws(ProvisoError) -> Bool {
        try pseudonymizer(of: pseudonym.version).isPseudonym(pseudonym, of: identifier)
    }

    /// The pseudonymizer of a version.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyUnknown``, ``ProvisoError/Code/keyDestroyed``.
    public func pseudonymizer(of version: KeyVersion) throws(ProvisoError) -> Pseudonymizer {
        guard let pseudonymizer = pseudonymizers.first(where: { $0.version == version }) else {
            try directory.refuse(version)
        }
        return pseudonymizer
    }
}

extension Pseudonymizer {
    /// Whether a pseudonym is that of an identifier: "is this Ana's?"
    ///
    /// A pseudonym of another length than ``byteCount`` is not.
    ///
    /// - **Guarantees**: how long it takes tells nothing of where two pseudonyms differ.
    /// - **Throws**: ``ProvisoError/Code/pseudonymType``; ``ProvisoError/Code/keyUnknown`` for a pseudonym of another version;
    ///   ``ProvisoError/Code/valueInvalid`` for an identifier that cannot be normalized.
    public func isPseudonym(_ pseudonym: LinkablePseudonym, of identifier: String) throws(ProvisoError) -> Bool {
        guard pseudonym.type == type else { throw .pseudonym(of: pseudonym.type, insteadOf: type) }
        guard pseudonym.version == version else { try KeyDirectory.lone(version).refuse(pseudonym.version) }
        return ConstantTime.areEqual(
            pseudonym.description.utf8Span.span, try self.pseudonym(for: identifier).description.utf8Span.span)
    }
}
