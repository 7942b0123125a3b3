/// Makes the linkable pseudonyms of one type in one domain: one-way, and the same for the same identifier.
///
/// ```swift
/// let domain = try PseudonymizationDomain(id: "fiu.example/case-114", epoch: "2026-q4")
/// let persons = try Pseudonymizer("person", canonicalization: .alphanumeric, in: domain, key: key)
/// print(try persons.pseudonym(for: "NL 1234.56-782"))
/// ```
///
/// A pseudonymizer is a handle: copy it and share it between threads.
///
/// - **Guarantees**: nobody without the key can compute or check a pseudonym. Pseudonyms of different types, domains, epochs and
///   canonicalizations are unrelated.
/// - **Does not guarantee**: anonymity. Whoever holds the key can try every identifier, and records that share a pseudonym are
///   linked: pseudonymized data are still personal data.
/// - **Cost**: about four fifths of one keyed hash of libsodium for an identifier of up to 128 bytes, with its text, which is all
///   that is allocated.
/// - **Source**: `Formats/Pseudonyms`, with vectors and a dozen lines of Python.
public struct Pseudonymizer: Sendable {
    /// What the pseudonyms stand for.
    public let type: PseudonymType
    /// How identifiers are normalized.
    public let canonicalization: Canonicalization
    /// The version of the key.
    public let version: KeyVersion
    /// How many bytes a pseudonym has, 16 to 32.
    public let byteCount: Int
    /// The domain's fingerprint under this key, by which two parties see that they use the same one.
    public let fingerprint: KeyFingerprint

    private let arena: KeyArena
    private let state: KeySlot
    /// `TYPE_VERSION_`, with which every pseudonym's text begins.
    private let prefix: [UInt8]
    /// The same, and zeros.
    private let prefixBlock: SIMD32<UInt8>

    /// Derives the key of a type in a domain.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyFingerprint`` if another key was expected; `CryptoError`.
    public init(
        _ type: PseudonymType, canonicalization: Canonicalization = .exact, in domain: PseudonymizationDomain,
        key: borrowing RootKey, version: KeyVersion = .bareKeyFile, byteCount: Int = 16,
        expecting fingerprint: KeyFingerprint? = nil
    ) throws {
        precondition((16...32).contains(byteCount), "Pseudonymizer: a pseudonym has 16 to 32 bytes")
        let kind = PseudonymKeys.Kind(type: type, canonicalization: canonicalization)
        self = try PseudonymKeys([kind], domain: domain, key: key, version: version, byteCount: byteCount)
            .pseudonymizers[0]
        try KeyFingerprint.require(fingerprint, among: [self.fingerprint])
    }

    init(
        kind: PseudonymKeys.Kind, version: KeyVersion, byteCount: Int, arena: KeyArena, state: KeySlot,
        fingerprint: KeyFingerprint
    ) {
        type = kind.type
        canonicalization = kind.canonicalization
        self.version = version
        self.byteCount = byteCount
        self.fingerprint = fingerprint
        self.arena = arena
        self.state = state
        prefix = Array("\(kind.type)_\(version)_".utf8)
        // A type has at most 16 characters, and a version at most 10.
        var block = SIMD32<UInt8>()
        for (index, byte) in prefix.enumerated() { block[index] = byte }
        prefixBlock = block
    }

    /// Whether the keys are kept out of swap.
    public var memoryLocking: MemoryLocking { arena.locking }

    /// The pseudonym of an identifier.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for an identifier that the canonicalization cannot normalize, or of which
    ///   nothing is left. The error does not say the identifier.
    public func pseudonym(for identifier: String) throws(ProvisoError) -> LinkablePseudonym {
        // On the stack, so that nothing but the text is allocated.
        let text = ByteBuffer.withStackBuffer { scratch in
            ByteBuffer.withStackBuffer { text in
                append(identifier.utf8Span.span, to: &text, scratch: &scratch) ? text.text : nil
            }
        }
        guard let text else { throw .unhandled(by: canonicalization) }
        return LinkablePseudonym(trusted: text, type: type, version: version)
    }

    /// The bytes that the text of an identifier's pseudonym is made of.
    func bytes(for identifier: String) throws(ProvisoError) -> [UInt8] {
        var scratch = ByteBuffer()
        let bytes = canonicalization.withForm(of: identifier.utf8Span.span, scratch: &scratch) { hash($0) }
        guard let bytes else { throw .unhandled(by: canonicalization) }
        return bytes
    }

    /// Appends the text of the pseudonym of an identifier, or appends nothing and gives false where there is none.
    @inline(__always)
    func append(_ identifier: Span<UInt8>, to output: inout ByteBuffer, scratch: inout ByteBuffer) -> Bool {
        canonicalization.withForm(of: identifier, scratch: &scratch) { append(canonical: $0, to: &output) } != nil
    }

    /// Appends the text of the pseudonym of an identifier in canonical form.
    @inline(__always)
    func append(canonical: Span<UInt8>, to output: inout ByteBuffer) {
        if byteCount == 16 {
            // Sound: the arena lives until the end of the call.
            withExtendedLifetime(arena) { unsafe unownedWriter.append(canonical: canonical, to: &output) }
        } else {
            output.append(prefix.span)
            let bytes = hash(canonical)
            Base32.append(bytes.span, to: &output)
        }
    }

    /// What writes pseudonyms of 16 bytes. Sound as long as whoever uses it keeps this pseudonymizer alive; references need not be counted.
    @unsafe var unownedWriter: UnownedPseudonymWriter {
        // Sound: whoever uses the writer keeps the arena alive.
        unsafe UnownedPseudonymWriter(
            state: arena.unownedState(state), prefix: prefixBlock, prefixByteCount: prefix.count)
    }

    private func hash(_ canonical: Span<UInt8>) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: byteCount)
        var span = hash.mutableSpan
        arena.preparedHash(state, canonical, into: &span)
        return hash
    }
}

/// Writes the pseudonyms of 16 bytes of a ``Pseudonymizer`` that somebody else keeps alive. It is a plain value, which costs no reference
/// counting on the way of every field.
struct UnownedPseudonymWriter: Sendable {
    let state: UnownedPreparedState
    let prefix: SIMD32<UInt8>
    let prefixByteCount: Int

    @inline(__always)
    func append(canonical: Span<UInt8>, to output: inout ByteBuffer) {
        output.append(prefix, count: prefixByteCount)
        Base32.append(state.hash128Words(canonical), to: &output)
    }
}
