internal import CSodium

/// A ``SHA256Digest`` of content that arrives in pieces, such as a file that is larger than memory.
///
/// - **Guarantees**: the digest does not depend on where the content was cut.
/// - **Cost**: that of libsodium's call, about 340 MB/s, no allocation.
/// - **Source**: FIPS 180-4, RFC 6234.
public struct SHA256Hasher: ~Copyable {
    /// The 104 bytes of libsodium's state. Its type must not show here, or every user of this module would need
    /// libsodium's header.
    private var words = InlineArray<13, UInt64>(repeating: 0)

    /// Begins a digest.
    public init() {
        // Sound: the state is lent for the call.
        unsafe withHashState { unsafe crypto_hash_sha256_init($0) }
    }

    /// Adds the next piece.
    public mutating func update(_ piece: Span<UInt8>) {
        // Sound: state and piece are lent for the call; an empty piece has a nil base, which libsodium allows.
        unsafe piece.withUnsafeBufferPointer { piece in
            unsafe withHashState { unsafe crypto_hash_sha256_update($0, piece.baseAddress, UInt64(piece.count)) }
        }
    }

    /// Ends the content and gives its digest.
    public consuming func finalize() -> SHA256Digest {
        // Sound: the state is lent for the call, and the output has the 32 bytes of a digest.
        unsafe SHA256Digest { output in
            unsafe withHashState { unsafe crypto_hash_sha256_final($0, output) }
        }
    }

    private mutating func withHashState(_ body: (UnsafeMutablePointer<crypto_hash_sha256_state>) -> Int32) {
        precondition(MemoryLayout<crypto_hash_sha256_state>.size == 104, "SHA256Hasher: another libsodium")
        var span = words.mutableSpan
        // Sound: thirteen words have the size (just checked) and the alignment of the state, and are exclusively ours.
        let status = unsafe span.withUnsafeMutableBytes { buffer in
            unsafe body(buffer.baseAddress!.bindMemory(to: crypto_hash_sha256_state.self, capacity: 1))
        }
        precondition(status == 0, "SHA256Hasher: libsodium refused a piece")
    }
}
