internal import ProvisoCrypto

/// Translates reversible pseudonyms into those of another domain, or of the newest version of the key, without showing whom they
/// stand for.
///
/// ```swift
/// let toCourt = try PseudonymTranslator(
///     "person", canonicalization: .alphanumeric, from: police, to: court, keyring: ring)
/// let courts = try toCourt.translate(pseudonym)
/// ```
///
/// With the same domain twice it moves pseudonyms from retired versions to the active one, so that the retired ones can be
/// destroyed.
///
/// - **Guarantees**: the identifier is only in memory that is wiped, and the caller sees nothing of it. Pseudonyms that are
///   equal stay equal.
/// - **Does not guarantee**: that the two domains stay unlinkable for whoever sees a pseudonym and its translation.
/// - **Cost**: about twice that of making one.
/// - **Source**: `Formats/Pseudonyms`, *Reversible pseudonyms*.
public struct PseudonymTranslator: Sendable {
    /// What the pseudonyms stand for.
    public let type: PseudonymType
    /// The target's fingerprint under the active version.
    public var fingerprint: KeyFingerprint { target.fingerprint }
    /// The version that translations have.
    public var version: KeyVersion { target.version }

    private let source: ReversibleKeyVersions
    private let target: ReversiblePseudonymizer
    private let linkableTarget: Pseudonymizer

    /// Derives the keys of a type in both domains: every version that lives for the first, the active one for the second.
    ///
    /// - Parameters:
    ///   - type: what the pseudonyms stand for.
    ///   - canonicalization: how identifiers were normalized; it stays the same.
    ///   - source: the domain of the pseudonyms.
    ///   - target: the domain of their translations.
    ///   - keyring: the keys.
    ///   - sourceFingerprint: the fingerprint of the first domain under one of the versions, where it is known.
    ///   - targetFingerprint: that of the second under the active version.
    /// - **Throws**: ``ProvisoError/Code/keyRetired`` if no version is active; ``ProvisoError/Code/keyFingerprint``;
    ///   `CryptoError`.
    public init(
        _ type: PseudonymType, canonicalization: Canonicalization = .exact, from source: PseudonymizationDomain,
        to target: PseudonymizationDomain, keyring: Keyring, expecting sourceFingerprint: KeyFingerprint? = nil,
        expectingTarget targetFingerprint: KeyFingerprint? = nil
    ) throws {
        let kind = PseudonymKeys.Kind(type: type, canonicalization: canonicalization)
        self.type = type
        self.source = try ReversibleKeyVersions(kind, domain: source, keyring: keyring)
        self.target = try ReversiblePseudonymizer(
            type, canonicalization: canonicalization, in: target, keyring: keyring, expecting: targetFingerprint)
        linkableTarget = try Pseudonymizer(type, canonicalization: canonicalization, in: target, keyring: keyring)
        try self.source.require(sourceFingerprint)
    }

    /// The reversible pseudonym of the same identifier in the target domain, under the active version.
    ///
    /// - **Throws**: ``ProvisoError/Code/pseudonymType``, ``ProvisoError/Code/keyUnknown``,
    ///   ``ProvisoError/Code/keyDestroyed``, ``ProvisoError/Code/pseudonymTag``.
    public func translate(_ pseudonym: ReversiblePseudonym) throws(ProvisoError) -> ReversiblePseudonym {
        var scratch = ReversiblePseudonymizer.Scratch()
        var opened = ByteBuffer(capacity: pseudonym.description.utf8.count)
        var text = ByteBuffer(capacity: pseudonym.description.utf8.count + 16)
        defer {
            opened.wipeAll()
            scratch.wipe()
        }
        try append(pseudonym, to: &text, opened: &opened, scratch: &scratch)
        return ReversiblePseudonym(trusted: text.text, type: type, version: version)
    }

    /// The linkable pseudonym of the same identifier in the target domain, under the active version: for a recipient who must
    /// not be able to turn it back, nor anybody else.
    ///
    /// - **Throws**: as ``translate(_:)``.
    public func linkablePseudonym(for pseudonym: ReversiblePseudonym) throws(ProvisoError) -> LinkablePseudonym {
        var scratch = ReversiblePseudonymizer.Scratch()
        var padded = ByteBuffer(capacity: pseudonym.description.utf8.count)
        var text = ByteBuffer()
        defer {
            padded.wipeAll()
            scratch.wipe()
        }
        let count = try source.open(pseudonym.description.utf8Span.span, body: &scratch.body, into: &padded)
        padded.withSpan { linkableTarget.append(canonical: $0.extracting(0..<count), to: &text) }
        return LinkablePseudonym(trusted: text.text, type: type, version: version)
    }

    /// Appends the text of a translation. What comes to lie in `opened` and `scratch`, and traces of the keys, are the caller's to wipe.
    func append(
        _ pseudonym: ReversiblePseudonym, to output: inout ByteBuffer, opened: inout ByteBuffer,
        scratch: inout ReversiblePseudonymizer.Scratch
    ) throws(ProvisoError) {
        let count = try source.open(pseudonym.description.utf8Span.span, body: &scratch.body, into: &opened)
        opened.withSpan { opened in
            target.append(canonical: opened.extracting(0..<count), to: &output, scratch: &scratch)
        }
    }
}
