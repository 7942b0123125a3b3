/// The secret that opens what was sealed to its ``recipient``.
///
/// Like every key it cannot be copied, printed, compared or encoded.
///
/// - **Guarantees**: the secret lives in guarded memory. Its text is read and written in a time that does not depend on
///   it.
/// - **Source**: C2SP age, *The X25519 recipient type*.
public struct AgeIdentity: ~Copyable, Sendable {
    let key: AgreementKey
    /// To whom a file is sealed that this identity opens.
    public let recipient: AgeRecipient

    init(_ key: consuming AgreementKey) {
        recipient = AgeRecipient(publicKey: key.publicKey)
        self.key = key
    }

    // See `SecretKey.deinit`.
    deinit {}

    /// A new identity.
    ///
    /// - **Throws**: ``CryptoError/libraryUnavailable``, ``CryptoError/memoryUnavailable(byteCount:)``.
    public static func generate() throws(CryptoError) -> AgeIdentity {
        AgeIdentity(try AgreementKey.generate())
    }

    /// An identity from its text, 74 upper-case characters that begin with `AGE-SECRET-KEY-1`, decoded straight into
    /// guarded memory. The caller's bytes stay where they are: wipe them.
    ///
    /// - **Throws**: ``CryptoError/hybridUnsupported`` for an identity of the type with ML-KEM;
    ///   ``CryptoError/identityEncoding`` for any other text; ``CryptoError/memoryUnavailable(byteCount:)``.
    package init(text: Span<UInt8>) throws(CryptoError) {
        var builder = try KeyArenaBuilder(capacity: 1)
        let slot = try Self.decode(text, into: &builder)
        self.init(AgreementKey(arena: builder.seal(), slot: slot, byteCount: 32))
    }

    /// Takes a slot for the secret of a text.
    static func decode(_ text: Span<UInt8>, into builder: inout KeyArenaBuilder) throws(CryptoError) -> KeySlot {
        try builder.append(byteCount: 32) { (bytes: inout MutableSpan<UInt8>) throws(CryptoError) in
            guard Bech32.identity.decode(text, into: &bytes) else {
                throw Bech32.isHybridIdentity(text) ? .hybridUnsupported : .identityEncoding
            }
        }
    }

    /// The same identity in the same memory, for someone who needs it for longer than it is lent.
    init(sharing other: borrowing AgeIdentity) {
        key = AgreementKey(sharing: other.key)
        recipient = other.recipient
    }

    /// The message in a box that was sealed to the public key of the ``recipient``. It is the caller's to wipe.
    ///
    /// - **Throws**: ``CryptoError/payloadInvalid`` if the box was changed or sealed to another key.
    package borrowing func open(sealedBox: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        try key.open(sealedBox: sealedBox, publicKey: recipient.publicKey)
    }

    /// Lends the identity's text, for a file that keeps it, in a buffer that is wiped after the call.
    ///
    /// The reason is written where a reviewer reads it; a tree test keeps the list of callers.
    ///
    /// - **Does not guarantee**: anything about copies that `body` makes.
    package borrowing func exportText<R>(
        because reason: StaticString, _ body: (Span<UInt8>) throws -> R
    ) rethrows -> R {
        precondition(reason.utf8CodeUnitCount > 0, "AgeIdentity: an export of cleartext needs a reason")
        var text = [UInt8](repeating: 0, count: Bech32.identity.textByteCount(byteCount: 32))
        defer { wipe(&text) }
        key.withSecretBytes { key in
            var span = text.mutableSpan
            Bech32.identity.encode(key, into: &span)
        }
        return try body(text.span)
    }
}
