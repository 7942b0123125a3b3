public import ProvisoCrypto

/// Makes linkable pseudonyms of persons who have no single identifier: of first name, last name and date of birth together.
///
/// ```swift
/// let persons = try CompositePseudonymizer(
///     "person", of: [.casefoldedU15, .casefoldedU15, .date(formats: ["YYYY-MM-DD", "DD.MM.YYYY"])], in: domain, key: key)
/// print(try persons.pseudonym(for: ["Jana", "Müller", "7.4.1969"]))
/// ```
///
/// Every part is normalized by itself, and all of them enter one hash with their lengths, so that no part can run into the next.
///
/// - **Guarantees**: those of a ``Pseudonymizer``. The names of all canonicalizations, in their order, are bound into the key.
/// - **Does not guarantee**: that one person has one pseudonym, or that two have two: names are misspelled and changed, and
///   two people share name and birthday more often than one thinks.
/// - **Source**: `Formats/Pseudonyms`, *Composite identifiers*.
public struct CompositePseudonymizer: Sendable {
    /// How each part is normalized, in their order.
    public let parts: [Canonicalization]
    /// What the pseudonyms stand for.
    public var type: PseudonymType { pseudonymizer.type }
    /// The version of the key.
    public var version: KeyVersion { pseudonymizer.version }
    /// The domain's fingerprint under this key, by which two parties see that they use the same one.
    public var fingerprint: KeyFingerprint { pseudonymizer.fingerprint }

    /// It hashes what is in canonical form already.
    private let pseudonymizer: Pseudonymizer

    /// How many parts there can be.
    public static let allowedPartCounts = 2...8

    /// Derives the key of a type in a domain, for identifiers of 2 to 8 parts.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyFingerprint`` if another key was expected; `CryptoError`.
    public init(
        _ type: PseudonymType, of parts: [Canonicalization], in domain: PseudonymizationDomain,
        key: borrowing RootKey, version: KeyVersion = .bareKeyFile, expecting fingerprint: KeyFingerprint? = nil
    ) throws {
        precondition(Self.allowedPartCounts.contains(parts.count), "CompositePseudonymizer: 2 to 8 parts")
        let kind = PseudonymKeys.Kind(type: type, of: parts)
        let keys = try PseudonymKeys([kind], domain: domain, key: key, version: version)
        try KeyFingerprint.require(fingerprint, among: [keys.fingerprint])
        self.parts = parts
        pseudonymizer = keys.pseudonymizers[0]
    }

    /// Derives the key of a type in a domain from a keyring's active version, which is kept when the ring is rotated.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyRetired`` if no version is active; ``ProvisoError/Code/keyFingerprint``;
    ///   `CryptoError`.
    public init(
        _ type: PseudonymType, of parts: [Canonicalization], in domain: PseudonymizationDomain, keyring: Keyring,
        expecting fingerprint: KeyFingerprint? = nil
    ) throws {
        self = try keyring.withActiveKey { version, key in
            try CompositePseudonymizer(
                type, of: parts, in: domain, key: key, version: version, expecting: fingerprint)
        }
    }

    /// The pseudonym of an identifier, given in as many parts as there are ``parts``.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for another number of parts, and for a part that cannot be normalized or of
    ///   which nothing is left: a person with one part missing is not the person without it.
    public func pseudonym(for identifier: [String]) throws(ProvisoError) -> LinkablePseudonym {
        guard identifier.count == parts.count else {
            throw ProvisoError(
                .valueInvalid, "an identifier of \(identifier.count) parts, where \(parts.count) make one",
                remedy: "give every part, in their order")
        }
        var scratch = ByteBuffer()
        var canonical = CanonicalEncoder()
        for (text, canonicalization) in zip(identifier, parts) {
            let form = canonicalization.withForm(of: text.utf8Span.span, scratch: &scratch) { form in
                form.indices.map { form[$0] }
            }
            guard let form else { throw .unhandled(by: canonicalization) }
            canonical.append(form)
        }
        let bytes = canonical.bytes
        var text = ByteBuffer()
        pseudonymizer.append(canonical: bytes.span, to: &text)
        return LinkablePseudonym(trusted: text.text, type: type, version: version)
    }
}
