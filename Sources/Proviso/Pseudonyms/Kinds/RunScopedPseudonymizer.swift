internal import ProvisoCrypto

/// Makes pseudonyms that link the records of one run and nothing else.
///
/// ```swift
/// let domain = try PseudonymizationDomain(id: "fiu.example/statistics")
/// let persons = try RunScopedPseudonymizer("person", canonicalization: .alphanumeric, in: domain, key: key)
/// print(try persons.pseudonym(for: "NL 1234.56-782"))
/// ```
///
/// It is a ``Pseudonymizer`` under a random epoch that is made with it and thrown away with it. Its pseudonyms have the
/// same text, so whatever reads linkable pseudonyms reads them. It is a handle: copy it, and all copies are one run.
///
/// - **Guarantees**: within the run, the same identifier has the same pseudonym. Once the run's last handle is gone,
///   nobody can make or check its pseudonyms, not even with the root key: 16 random bytes are missing. They are never
///   shown.
/// - **Does not guarantee**: anything about whoever can read the memory of the process during the run. Records of one
///   run that share a pseudonym are linked.
/// - **Cost**: as a ``Pseudonymizer``.
/// - **Source**: `Formats/Pseudonyms`, *Run-scoped pseudonyms*; ENISA (2019), *document-randomized pseudonymization*.
public struct RunScopedPseudonymizer: Sendable {
    private let pseudonymizer: Pseudonymizer

    /// Begins a run under a root key.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a domain with an epoch, because the run makes its own;
    ///   `CryptoError`.
    public init(
        _ type: PseudonymType, canonicalization: Canonicalization = .exact, in domain: PseudonymizationDomain,
        key: borrowing RootKey, version: KeyVersion = .bareKeyFile, byteCount: Int = 16
    ) throws {
        pseudonymizer = try Pseudonymizer(
            type, canonicalization: canonicalization, in: domain.forOneRun(), key: key, version: version,
            byteCount: byteCount)
    }

    /// Begins a run under a keyring's active version.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a domain with an epoch, because the run makes its own;
    ///   ``ProvisoError/Code/keyRetired`` if no version is active; `CryptoError`.
    public init(
        _ type: PseudonymType, canonicalization: Canonicalization = .exact, in domain: PseudonymizationDomain,
        keyring: Keyring, byteCount: Int = 16
    ) throws {
        pseudonymizer = try Pseudonymizer(
            type, canonicalization: canonicalization, in: domain.forOneRun(), keyring: keyring, byteCount: byteCount)
    }

    /// What the pseudonyms stand for.
    public var type: PseudonymType { pseudonymizer.type }
    /// How identifiers are normalized.
    public var canonicalization: Canonicalization { pseudonymizer.canonicalization }
    /// The version of the key.
    public var version: KeyVersion { pseudonymizer.version }
    /// How many bytes a pseudonym has, 16 to 32.
    public var byteCount: Int { pseudonymizer.byteCount }
    /// The fingerprint of the run's own domain under this key: it names the run, and is another one for each.
    public var fingerprint: KeyFingerprint { pseudonymizer.fingerprint }
    /// Whether the keys are kept out of swap.
    public var memoryLocking: MemoryLocking { pseudonymizer.memoryLocking }

    /// The pseudonym of an identifier in this run.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for an identifier that the canonicalization cannot normalize, or
    ///   of which nothing is left. The error does not say the identifier.
    public func pseudonym(for identifier: String) throws(ProvisoError) -> LinkablePseudonym {
        try pseudonymizer.pseudonym(for: identifier)
    }
}

extension PseudonymizationDomain {
    /// The domain under a random epoch that nobody else knows.
    fileprivate func forOneRun() throws -> PseudonymizationDomain {
        guard epoch == nil else {
            throw ProvisoError(
                .valueInvalid, "a run makes its own epoch, and the domain has one already",
                remedy: "give a domain without an epoch, or use a Pseudonymizer to link beyond one run")
        }
        let random = try RandomBytes.array(count: 16)
        return try PseudonymizationDomain(
            id: id, epoch: "run-" + Base32.encode(random.span), authorization: authorization)
    }
}
