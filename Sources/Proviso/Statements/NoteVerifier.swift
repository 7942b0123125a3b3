public import ProvisoCrypto

/// The public half of a key that signs notes: `example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k`.
///
/// - **Source**: C2SP, *signed-note*, *Verifier keys*; RFC 8032.
public struct NoteVerifier: Hashable, Sendable, CustomStringConvertible {
    /// The name that the key's owner chose for it. It proves nothing.
    public let name: String
    /// The first four bytes of a digest of name, type and key.
    public let keyID: [UInt8]
    /// The key.
    public let key: VerifyingKey

    /// A key from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyInvalid`` for another form, another type than Ed25519, or an ID that is not the key's.
    public init(_ text: String) throws(ProvisoError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, Self.isName(parts[0]), let id = Hexadecimal.decode(parts[1]),
            let typed = Base64.decode(parts[2], .standard), typed.count == 33,
            typed[0] == Self.ed25519, let key = try? VerifyingKey(bytes: Array(typed.dropFirst()))
        else { throw Self.malformed }
        self.init(name: parts[0], key: key)
        guard id == keyID else { throw Self.malformed }
    }

    init(name: String, key: VerifyingKey) {
        self.name = name
        self.key = key
        keyID = Array(SHA256Digest(of: Array(name.utf8) + [0x0A, Self.ed25519] + key.bytes).bytes.prefix(4))
    }

    /// The text.
    public var description: String {
        "\(name)+\(Hexadecimal.encode(keyID.span))+\(Base64.encode(([Self.ed25519] + key.bytes).span, .standard))"
    }

    /// Whether a signature line says that this key made it. Whether that is true is another question.
    func claims(_ signature: SignedNote.Signature) -> Bool {
        signature.keyID == keyID && signature.name.unicodeScalars.elementsEqual(name.unicodeScalars)
    }

    /// Whether a signature of this key is good.
    func isValid(_ signature: SignedNote.Signature, of text: String) -> Bool {
        signature.bytes.count == 64 && key.isValid(signature.bytes.span, of: Array(text.utf8).span)
    }

    /// What may name a key: a text without white space and `+`.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && !$0.isInvisible }
    }

    /// C2SP's number for Ed25519.
    static let ed25519: UInt8 = 1

    private static let malformed = ProvisoError(
        .keyInvalid, "not a verifier key", remedy: "give the line NAME+ID+KEY that its owner published")
}
