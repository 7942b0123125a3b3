internal import CProvisoShims

/// A ``ContentDigest`` of content that arrives in pieces, such as a file that is larger than memory.
///
/// - **Guarantees**: the digest does not depend on where the content was cut.
/// - **Cost**: that of libsodium's call, about 1 GB/s.
/// - **Source**: RFC 7693.
@safe
public struct ContentHasher: ~Copyable {
    private let state: UnsafeMutableRawPointer

    /// Begins a digest.
    public init() {
        unsafe state = .allocate(byteCount: proviso_generichash_state_size(), alignment: 64)
        // Sound: the state has the size and alignment that libsodium asks for; without a key the hash is unkeyed.
        let status = unsafe Personalization.none.bytes.span.withUnsafeBufferPointer { personalization in
            unsafe proviso_generichash_init(state, nil, 0, 32, personalization.baseAddress)
        }
        precondition(status == 0, "ContentHasher: libsodium refused valid lengths")
    }

    deinit {
        // Sound: allocated in the initializer and freed only here.
        unsafe state.deallocate()
    }

    /// Adds the next piece.
    public mutating func update(_ piece: Span<UInt8>) {
        // Sound: the state is initialized and exclusively ours; the piece is lent for the call.
        unsafe piece.withUnsafeBufferPointer { piece in
            guard let base = piece.baseAddress else { return }
            let status = unsafe proviso_generichash_update(state, base, piece.count)
            precondition(status == 0, "ContentHasher: libsodium refused a piece")
        }
    }

    /// Ends the content and gives its digest.
    public consuming func finalize() -> ContentDigest {
        var bytes = [UInt8](repeating: 0, count: 32)
        // Sound: the state is initialized, and the output has the length that the hash was started with.
        let status = unsafe proviso_generichash_final(state, &bytes, 32)
        precondition(status == 0, "ContentHasher: libsodium refused to finish")
        return ContentDigest(bytes: bytes)
    }
}
