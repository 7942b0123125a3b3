internal import CSodium

/// The public half of a ``SigningKey``: what signatures are checked with.
///
/// - **Guarantees**: it is the one encoding of a point of the curve, and not of small order: with such a point somebody
///   could make a signature that holds for many messages.
/// - **Does not guarantee**: that a signing key exists for it. libsodium 1.0.18 without the mend for CVE-2025-69277
///   lets points through that have a part of order 2.
/// - **Source**: RFC 8032 section 5.1.
public struct VerifyingKey: Hashable, Sendable {
    /// The 32 bytes of the encoded point.
    public let bytes: [UInt8]

    /// A verifying key from its 32 bytes.
    ///
    /// - **Cost**: about 50 µs.
    /// - **Throws**: ``CryptoError/publicKeyInvalid`` for another length and for bytes that no signing key has as its
    ///   public half.
    /// - **Source**: libsodium, `crypto_core_ed25519_is_valid_point`.
    public init(bytes: [UInt8]) throws(CryptoError) {
        try SodiumLibrary.requireReady()
        // Sound: the array has the 32 bytes that libsodium reads.
        guard bytes.count == 32, unsafe crypto_core_ed25519_is_valid_point(bytes) == 1 else { throw .publicKeyInvalid }
        self.bytes = bytes
    }

    init(computed bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether this key's holder has signed the message. A signature of another length than 64 bytes is none.
    ///
    /// - **Guarantees**: of the encodings of a signature one alone is right; nobody can make a second one from it.
    /// - **Cost**: about 50 µs for a short message, no allocation.
    /// - **Source**: RFC 8032 section 5.1.7, the equation without the cofactor; libsodium,
    ///   `crypto_sign_ed25519_verify_detached`.
    public func isValid(_ signature: Span<UInt8>, of message: Span<UInt8>) -> Bool {
        guard signature.count == 64 else { return false }
        // Sound: signature and key have the 64 and 32 bytes that libsodium reads; the message is lent with its length.
        return unsafe signature.withUnsafeBufferPointer { signature in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe crypto_sign_ed25519_verify_detached(
                    signature.baseAddress!, message.baseAddress, UInt64(message.count), bytes) == 0
            }
        }
    }

    /// The same for arrays.
    public func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        isValid(signature.span, of: message.span)
    }
}
