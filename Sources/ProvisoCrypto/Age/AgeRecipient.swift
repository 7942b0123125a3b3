/// Someone to whom a file can be sealed: the public half of an ``AgeIdentity``.
///
/// It is written and read as age does, `age1…`, so that the recipient of a file need not use Proviso.
///
/// - **Source**: C2SP age, *The X25519 recipient type*.
public struct AgeRecipient: Hashable, Sendable, CustomStringConvertible {
    package let publicKey: AgreementPublicKey

    package init(publicKey: AgreementPublicKey) {
        self.publicKey = publicKey
    }

    /// A recipient from its text, 62 lower-case characters that begin with `age1`.
    ///
    /// - **Throws**: ``CryptoError/hybridUnsupported`` for a recipient of a type with ML-KEM (`age1pq1…`,
    ///   `age1tagpq1…`); ``CryptoError/recipientEncoding`` for any other text, such as one with a mistyped character,
    ///   with a space around it or of another kind of recipient; ``CryptoError/publicKeyInvalid`` for a key with which
    ///   no secret can be agreed on.
    public init(_ text: String) throws(CryptoError) {
        var bytes = [UInt8](repeating: 0, count: 32)
        var span = bytes.mutableSpan
        guard Bech32.recipient.decode(text.utf8Span.span, into: &span) else {
            throw Bech32.isHybridRecipient(text.utf8Span.span) ? .hybridUnsupported : .recipientEncoding
        }
        publicKey = try AgreementPublicKey(bytes: bytes)
    }

    /// The text, `age1…`.
    public var description: String {
        let bytes = publicKey.bytes
        var text = [UInt8](repeating: 0, count: Bech32.recipient.textByteCount(byteCount: bytes.count))
        var span = text.mutableSpan
        Bech32.recipient.encode(bytes.span, into: &span)
        return String(decoding: text, as: UTF8.self)
    }
}
