internal import CSodium

/// HMAC with SHA-256, for formats that ask for it. Where a format leaves the choice, a ``HashingKey`` is three times as
/// fast.
///
/// - **Source**: RFC 2104, RFC 4231; libsodium, `crypto_auth_hmacsha256_*`.
package enum HMACSHA256 {
    /// The length of a tag.
    package static let tagByteCount = 32

    /// Writes the 32 bytes that authenticate a message under a key of any length. An empty key authenticates nothing;
    /// it is allowed because HKDF without a salt is built on it.
    ///
    /// - **Cost**: no allocation.
    package static func authenticate(_ message: Span<UInt8>, key: Span<UInt8>, into tag: inout MutableSpan<UInt8>) {
        precondition(tag.count == tagByteCount, "HMACSHA256: a tag has 32 bytes")
        var state = crypto_auth_hmacsha256_state()
        start(&state, key: key)
        update(&state, message)
        finish(&state, into: &tag)
    }

    /// Whether a tag is the whole and right one, in a time that does not depend on where it differs.
    package static func isValid(_ tag: Span<UInt8>, of message: Span<UInt8>, key: Span<UInt8>) -> Bool {
        var expected = InlineArray<32, UInt8>(repeating: 0)
        var span = expected.mutableSpan
        authenticate(message, key: key, into: &span)
        let isEqual = ConstantTime.areEqual(tag, span.span)
        // The right tag of a wrong message is what a forger wants.
        wipe(&span)
        return isEqual
    }

    // MARK: In pieces

    static func start(_ state: inout crypto_auth_hmacsha256_state, key: Span<UInt8>) {
        // Sound: the state is exclusively borrowed, and the key is lent for the call with its length.
        let status = unsafe key.withNonNullPointer { key, count in
            unsafe crypto_auth_hmacsha256_init(&state, key, count)
        }
        precondition(status == 0, "HMACSHA256: libsodium refused a key")
    }

    static func update(_ state: inout crypto_auth_hmacsha256_state, _ piece: Span<UInt8>) {
        // Sound: as above; an empty piece has a nil base, which libsodium allows.
        let status = unsafe piece.withUnsafeBufferPointer { piece in
            unsafe crypto_auth_hmacsha256_update(&state, piece.baseAddress, UInt64(piece.count))
        }
        precondition(status == 0, "HMACSHA256: libsodium refused a piece")
    }

    /// Writes the tag of 32 bytes and wipes the state.
    static func finish(_ state: inout crypto_auth_hmacsha256_state, into tag: inout MutableSpan<UInt8>) {
        precondition(tag.count == tagByteCount, "HMACSHA256: a tag has 32 bytes")
        // Sound: the tag has its 32 bytes, and the state is wiped over its own size.
        unsafe tag.withUnsafeMutableBufferPointer { tag in
            let status = unsafe crypto_auth_hmacsha256_final(&state, tag.baseAddress!)
            precondition(status == 0, "HMACSHA256: libsodium refused to finish")
            unsafe sodium_memzero(&state, MemoryLayout<crypto_auth_hmacsha256_state>.size)
        }
    }
}
