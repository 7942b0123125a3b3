public import ProvisoCrypto

/// Finds out whose a reversible pseudonym is: the only way back, which takes a reason and is announced before it is gone.
///
/// ```swift
/// let reidentifier = try Reidentifier(
///     "person", canonicalization: .alphanumeric, in: domain, keyring: ring, observer: log)
/// let identifier = try reidentifier.identifier(
///     of: pseudonym, for: Purpose("Warrant 26/114 of 2026-11-02"), requestedBy: Party("police.example"))
/// ```
///
/// Whoever only makes pseudonyms, or translates them, needs none: that a program can turn pseudonyms back shows in its text.
///
/// - **Guarantees**: nothing is turned back before the observer was told, nor if it refused. What it is told names the
///   domain's key by its fingerprint, who asks, what for and how many, and no pseudonym or identifier. What was not made with
///   this key in this domain is refused.
/// - **Does not guarantee**: that the reason is true, or that the identifier is what it was before it was normalized: it has its
///   canonical form.
/// - **Source**: `Formats/Pseudonyms`, *Reversible pseudonyms*.
public struct Reidentifier: Sendable {
    /// What the pseudonyms stand for.
    public let type: PseudonymType
    /// The domain's fingerprint under the newest key that lives; nil if none does.
    public var fingerprint: KeyFingerprint? { versions.living.last?.fingerprint }

    private let versions: ReversibleKeyVersions
    private let observer: any ProcessingObserver

    /// Derives the keys of a type in a domain under every version of a keyring that has not been destroyed.
    ///
    /// - Parameters:
    ///   - type: what the pseudonyms stand for.
    ///   - canonicalization: how identifiers were normalized.
    ///   - domain: where the pseudonyms were made.
    ///   - keyring: the keys.
    ///   - fingerprint: the domain's fingerprint under one of the versions, where it is known.
    ///   - observer: is told before anything is turned back, and can refuse.
    /// - **Throws**: ``ProvisoError/Code/keyFingerprint`` if another key was expected; `CryptoError`.
    public init(
        _ type: PseudonymType, canonicalization: Canonicalization = .exact, in domain: PseudonymizationDomain,
        keyring: Keyring, expecting fingerprint: KeyFingerprint? = nil, observer: any ProcessingObserver
    ) throws {
        let kind = PseudonymKeys.Kind(type: type, canonicalization: canonicalization)
        versions = try ReversibleKeyVersions(kind, domain: domain, keyring: keyring)
        self.type = type
        self.observer = observer
        try versions.require(fingerprint)
    }

    /// Derives the keys of a type in a domain from a key that stands alone.
    ///
    /// - Parameters:
    ///   - type: what the pseudonyms stand for.
    ///   - canonicalization: how identifiers were normalized.
    ///   - domain: where the pseudonyms were made.
    ///   - key: the key.
    ///   - version: its version, as it stands in the pseudonyms.
    ///   - fingerprint: the domain's fingerprint under this key, where it is known.
    ///   - observer: is told before anything is turned back, and can refuse.
    /// - **Throws**: ``ProvisoError/Code/keyFingerprint`` if another key was expected; `CryptoError`.
    public init(
        _ type: PseudonymType, canonicalization: Canonicalization = .exact, in domain: PseudonymizationDomain,
        key: borrowing RootKey, version: KeyVersion = .bareKeyFile, expecting fingerprint: KeyFingerprint? = nil,
        observer: any ProcessingObserver
    ) throws {
        let kind = PseudonymKeys.Kind(type: type, canonicalization: canonicalization)
        versions = try ReversibleKeyVersions(kind, domain: domain, key: key, version: version)
        self.type = type
        self.observer = observer
        try versions.require(fingerprint)
    }

    /// Turns one pseudonym back, to the canonical form of its identifier.
    ///
    /// - Parameters:
    ///   - pseudonym: the pseudonym.
    ///   - purpose: why: the warrant, the decision, the request.
    ///   - party: who wants to know.
    /// - **Throws**: what the observer throws; ``ProvisoError/Code/pseudonymType``, ``ProvisoError/Code/keyUnknown``,
    ///   ``ProvisoError/Code/keyDestroyed``, ``ProvisoError/Code/pseudonymTag``.
    public func identifier(
        of pseudonym: ReversiblePseudonym, for purpose: Purpose, requestedBy party: Party
    ) throws -> String {
        try begin(for: purpose, requestedBy: party, count: 1).identifier(of: pseudonym)
    }

    /// Turns pseudonyms back, in their order, after one announcement; all of them or none.
    ///
    /// - **Throws**: as ``identifier(of:for:requestedBy:)``.
    public func identifiers(
        of pseudonyms: [ReversiblePseudonym], for purpose: Purpose, requestedBy party: Party
    ) throws -> [String] {
        let reidentification = try begin(for: purpose, requestedBy: party, count: pseudonyms.count)
        return try pseudonyms.map { try reidentification.identifier(of: $0) }
    }

    /// Announces that pseudonyms will be turned back, and gives what turns them back: for a file or a stream.
    ///
    /// - Parameters:
    ///   - purpose: why.
    ///   - party: who wants to know.
    ///   - count: how many they are, where that is known.
    /// - **Throws**: what the observer throws.
    public func begin(
        for purpose: Purpose, requestedBy party: Party, count: Int? = nil
    ) throws -> Reidentification {
        try observer.willPerform(
            ProcessingOperation(
                .reidentification, package: fingerprint?.description ?? "no key", parties: [party], purpose: purpose,
                count: count))
        return Reidentification(versions)
    }
}

/// A re-identification that was announced and not refused, for as long as its purpose lasts: ``Reidentifier/begin(for:requestedBy:count:)``
/// makes one.
public struct Reidentification: Sendable {
    private let versions: ReversibleKeyVersions

    fileprivate init(_ versions: ReversibleKeyVersions) {
        self.versions = versions
    }

    /// Whether a pseudonym, given as text, is of the type that is turned back.
    func concerns(_ text: Span<UInt8>) -> Bool {
        versions.living.first.map { text.starts(with: Array("\($0.kind.type)_".utf8)) } ?? true
    }

    /// Turns the text of one pseudonym back into a buffer, and says how many bytes of that are the identifier. Traces of the keys
    /// are the caller's to wipe, once for many.
    func open(
        _ text: Span<UInt8>, body: inout ByteBuffer, into opened: inout ByteBuffer
    ) throws(ProvisoError) -> Int {
        try versions.open(text, body: &body, into: &opened)
    }

    /// Turns one pseudonym back, to the canonical form of its identifier.
    ///
    /// - **Throws**: ``ProvisoError/Code/pseudonymType``, ``ProvisoError/Code/keyUnknown``,
    ///   ``ProvisoError/Code/keyDestroyed``, ``ProvisoError/Code/pseudonymTag``.
    public func identifier(of pseudonym: ReversiblePseudonym) throws(ProvisoError) -> String {
        var padded = ByteBuffer(capacity: pseudonym.description.utf8.count)
        var body = ByteBuffer(capacity: pseudonym.description.utf8.count)
        defer {
            padded.wipeAll()
            DeterministicCipher.wipeTraces()
        }
        let count = try versions.open(pseudonym.description.utf8Span.span, body: &body, into: &padded)
        return padded.withSpan { $0.extracting(0..<count).text }
    }
}
