internal import CSodium

/// The role of a key that agrees with another's public key on a shared secret, and does nothing else.
public enum AgreementRole: KeyRole {
    /// X25519 takes scalars of 32 bytes.
    public static let allowedByteCounts = 32...32
}

/// A secret key for X25519.
public typealias AgreementKey = SecretKey<AgreementRole>

/// The public half of an ``AgreementKey``: where something is sealed to.
///
/// Two values are equal if their bytes are. A key is no proof of who holds it: that is for a signature or a
/// conversation to say.
///
/// - **Guarantees**: it is not one of the points of small order, with which every shared secret would be zero.
/// - **Source**: RFC 7748 section 5.
public struct AgreementPublicKey: Hashable, Sendable {
    /// The 32 bytes of the u-coordinate.
    public let bytes: [UInt8]

    /// A public key from its 32 bytes.
    ///
    /// As the specification has it, the top bit is ignored when the key is used, and the rest is taken modulo the prime.
    ///
    /// - **Cost**: one scalar multiplication, about 30 µs.
    /// - **Throws**: ``CryptoError/publicKeyInvalid`` for another length and for a point of small order.
    public init(bytes: [UInt8]) throws(CryptoError) {
        try SodiumLibrary.requireReady()
        guard bytes.count == 32, !Self.hasSmallOrder(bytes) else { throw .publicKeyInvalid }
        self.bytes = bytes
    }

    fileprivate init(computed bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Any scalar tells: with clamping each is a multiple of the cofactor, and takes a point of small order, and no
    /// other, to zero.
    private static func hasSmallOrder(_ point: [UInt8]) -> Bool {
        let scalar = [UInt8](repeating: 1, count: 32)
        var product = [UInt8](repeating: 0, count: 32)
        // Sound: three arrays of 32 bytes that live through the call.
        return unsafe crypto_scalarmult_curve25519(&product, scalar, point) != 0
    }
}

extension SecretKey where Role == AgreementRole {
    /// The public half, to give away.
    ///
    /// - **Cost**: one scalar multiplication, about 30 µs: keep it.
    /// - **Source**: RFC 7748 section 6.1; libsodium, `crypto_scalarmult_base`.
    public var publicKey: AgreementPublicKey {
        var bytes = [UInt8](repeating: 0, count: 32)
        // Sound: the key is lent for the call and has 32 bytes, as has the output.
        let status = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
            unsafe withSecretPointer { key, _ in
                unsafe crypto_scalarmult_curve25519_base(bytes.baseAddress!, key.assumingMemoryBound(to: UInt8.self))
            }
        }
        precondition(status == 0, "AgreementKey: libsodium refused valid lengths")
        return AgreementPublicKey(computed: bytes)
    }

    /// Writes the 32 bytes of the secret that this key shares with the holder of the other.
    ///
    /// They are a point, not a key: derive one from them and both public keys. They are as secret as a key; wipe them.
    ///
    /// - **Returns**: false, with zeros in `output`, for a secret that is zero, as RFC 7748 section 6.1 asks;
    ///   ``AgreementPublicKey/init(bytes:)`` has already refused the public keys that lead there.
    /// - **Cost**: one scalar multiplication, about 30 µs, no allocation.
    package borrowing func sharedSecret(
        with publicKey: AgreementPublicKey, into output: inout MutableSpan<UInt8>
    ) -> Bool {
        precondition(output.count == 32, "AgreementKey: a shared secret has 32 bytes")
        let point = publicKey.bytes
        // Sound: the output has 32 bytes and so have the key, lent for the call, and the point.
        let status = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe withSecretPointer { key, _ in
                unsafe crypto_scalarmult_curve25519(
                    output.baseAddress!, key.assumingMemoryBound(to: UInt8.self), point)
            }
        }
        if status != 0 { wipe(&output) }
        return status == 0
    }
}
