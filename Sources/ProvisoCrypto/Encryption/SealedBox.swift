internal import CSodium

/// Encryption of one small message to a public key, so that only the holder of the secret key can read it.
///
/// The sender makes a key pair for this message alone, throws its secret half away and cannot open the box either.
///
/// - **Guarantees**: a changed box does not open.
/// - **Does not guarantee**: who sealed it, what it belongs to, or that it was sealed once: put the context into the
///   message, and check it after opening.
/// - **Cost**: 48 bytes more than the message; about 60 µs to seal, and 30 µs to open with both halves of the key at
///   hand.
/// - **Source**: libsodium, *Sealed boxes* (X25519, XSalsa20-Poly1305, the nonce being BLAKE2b of both public keys).
public enum SealedBox {
    /// How much longer a box is than its message.
    public static let overheadByteCount = crypto_box_sealbytes()

    /// Seals a message to the holder of the secret key.
    public static func seal(_ message: Span<UInt8>, to recipient: AgreementPublicKey) -> [UInt8] {
        let point = recipient.bytes
        // Sound: the box has room for the overhead and the message, which is lent for the call; the point has 32 bytes.
        return unsafe [UInt8](unsafeUninitializedCapacity: message.count + overheadByteCount) { box, count in
            let status = unsafe message.withUnsafeBufferPointer { message in
                unsafe crypto_box_seal(box.baseAddress!, message.baseAddress, UInt64(message.count), point)
            }
            precondition(status == 0, "SealedBox: libsodium refused a public key that was checked")
            count = message.count + overheadByteCount
        }
    }

    /// Seals an array.
    public static func seal(_ message: [UInt8], to recipient: AgreementPublicKey) -> [UInt8] {
        seal(message.span, to: recipient)
    }
}

extension SecretKey where Role == AgreementRole {
    /// The message in a box that was sealed to this key's public half. It is the caller's to wipe.
    ///
    /// - **Cost**: about 60 µs, half of them for the public half: who keeps that passes it along.
    /// - **Throws**: ``CryptoError/payloadInvalid`` if the box was changed or sealed to another key.
    public borrowing func open(sealedBox: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        try open(sealedBox: sealedBox, publicKey: publicKey)
    }

    /// The same for somebody who keeps this key's ``publicKey``. With any other one no box opens.
    ///
    /// - **Cost**: about 30 µs.
    /// - **Throws**: as ``open(sealedBox:)-(Span<UInt8>)``.
    public borrowing func open(
        sealedBox: Span<UInt8>, publicKey: AgreementPublicKey
    ) throws(CryptoError) -> [UInt8] {
        guard sealedBox.count >= SealedBox.overheadByteCount else { throw .payloadInvalid }
        let point = publicKey.bytes
        var message = [UInt8](repeating: 0, count: sealedBox.count - SealedBox.overheadByteCount)
        // Sound: the message has the length of the box without the overhead; box and key are lent for the call.
        let status = unsafe message.withUnsafeMutableBufferPointer { message in
            unsafe withSecretPointer { key, _ in
                unsafe sealedBox.withUnsafeBufferPointer { box in
                    unsafe crypto_box_seal_open(
                        message.baseAddress, box.baseAddress!, UInt64(box.count), point,
                        key.assumingMemoryBound(to: UInt8.self))
                }
            }
        }
        guard status == 0 else { throw .payloadInvalid }
        return message
    }

    /// The message in a box that is an array.
    public borrowing func open(sealedBox: [UInt8]) throws(CryptoError) -> [UInt8] {
        try open(sealedBox: sealedBox.span)
    }
}
