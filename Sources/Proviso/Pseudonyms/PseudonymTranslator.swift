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
    /// `TYPE_`
    private let textBeginning: [UInt8]

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
        textBeginning = Array("\(type)_".utf8)
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
        var text = ByteBuffer(capacity: pseudonym.description.utf8.count + 16)
        var scratch = Scratch()
        defer { scratch.wipe() }
        try append(pseudonym.description.utf8Span.span, to: &text, scratch: &scratch)
        return ReversiblePseudonym(trusted: text.text, type: type, version: version)
    }

    /// The linkable pseudonym of the same identifier in the target domain, under the active version: for a recipient who must
    /// not be able to turn it back, nor anybody else.
    ///
    /// - **Throws**: as ``translate(_:)``.
    public func linkablePseudonym(for pseudonym: ReversiblePseudonym) throws(ProvisoError) -> LinkablePseudonym {
        var text = ByteBuffer()
        var scratch = Scratch()
        defer { scratch.wipe() }
        let count = try source.open(
            pseudonym.description.utf8Span.span, body: &scratch.body, into: &scratch.opened)
        scratch.opened.withSpan { linkableTarget.append(canonical: $0.extracting(0..<count), to: &text) }
        return LinkablePseudonym(trusted: text.text, type: type, version: version)
    }

    /// What is needed on the way, to be used again and again.
    struct Scratch: ~Copyable {
        fileprivate var opened = ByteBuffer(capacity: 256)
        fileprivate var padded = ByteBuffer(capacity: 256)
        fileprivate var body = ByteBuffer(capacity: 256)

        /// Overwrites the last identifiers, and what the keys left behind.
        mutating func wipe() {
            opened.wipeAll()
            padded.wipeAll()
            DeterministicCipher.wipeTraces()
        }
    }

    /// Whether a text is that of a pseudonym of the type that is translated, as far as its beginning tells.
    func concerns(_ text: Span<UInt8>) -> Bool { text.starts(with: textBeginning) }

    /// Appends the translation of a pseudonym, given as text. What comes to lie in `scratch`, and traces of the keys, are the caller's to
    /// wipe, once for many.
    func append(
        _ pseudonym: Span<UInt8>, to output: inout ByteBuffer, scratch: inout Scratch
    ) throws(ProvisoError) {
        let count = try source.open(pseudonym, body: &scratch.body, into: &scratch.opened)
        append(scratch.opened, count, to: &output, padded: &scratch.padded, body: &scratch.body)
    }

    /// Lends what was opened while the other buffers change.
    private func append(
        _ opened: borrowing ByteBuffer, _ count: Int, to output: inout ByteBuffer, padded: inout ByteBuffer,
        body: inout ByteBuffer
    ) {
        opened.withSpan { opened in
            target.append(canonical: opened.extracting(0..<count), to: &output, padded: &padded, body: &body)
        }
    }
}
