internal import CProvisoShims
internal import CSodium

/// Keyed BLAKE2b of a message that arrives in pieces.
///
/// ```swift
/// var stream = try KeyedHashStream(key, outputByteCount: 32)
/// stream.update(chunk.span)
/// let tag = stream.finalize()
/// ```
///
/// - **Guarantees**: the result does not depend on where the message was cut. The state, which holds the key until the first
///   block is full, lives in guarded memory and is wiped.
/// - **Cost**: one guarded allocation (about 25 µs) for a stream, then that of libsodium's call.
/// - **Source**: RFC 7693.
@safe
public struct KeyedHashStream: ~Copyable {
    private let state: UnsafeMutableRawPointer
    private let outputByteCount: Int

    /// Starts a hash of 16 to 64 bytes.
    ///
    /// - **Throws**: ``CryptoError/memoryUnavailable(byteCount:)``.
    public init(
        _ key: borrowing HashingKey, personalization: Personalization = .none, outputByteCount: Int
    ) throws(CryptoError) {
        precondition((16...64).contains(outputByteCount), "KeyedHashStream: a keyed hash has 16 to 64 bytes")
        // The state is 64-byte aligned in its guarded allocation because its size is a multiple of 64.
        let byteCount = (proviso_generichash_state_size() + 63) / 64 * 64
        guard let state = unsafe sodium_malloc(byteCount) else { throw .memoryUnavailable(byteCount: byteCount) }
        // Sound: the state has the size that libsodium asks for; key and personalization are lent for the call.
        let status = unsafe key.withSecretPointer { key, keyByteCount in
            unsafe personalization.bytes.span.withUnsafeBufferPointer { personalization in
                unsafe proviso_generichash_init(
                    state, key.assumingMemoryBound(to: UInt8.self), keyByteCount, outputByteCount,
                    personalization.baseAddress)
            }
        }
        precondition(status == 0, "KeyedHashStream: libsodium refused valid lengths")
        unsafe self.state = unsafe state
        self.outputByteCount = outputByteCount
    }

    deinit {
        // Sound: the state came from sodium_malloc and is freed only here; sodium_free wipes it.
        unsafe sodium_free(state)
        // The state held the key's block until a block was full, and the compression of it goes through registers.
        wipeTracesOfKey()
    }

    /// Adds the next piece of the message.
    public mutating func update(_ piece: Span<UInt8>) {
        // Sound: the state is initialized and exclusively ours; the piece is lent for the call.
        unsafe piece.withUnsafeBufferPointer { piece in
            guard let base = piece.baseAddress else { return }
            let status = unsafe proviso_generichash_update(state, base, piece.count)
            precondition(status == 0, "KeyedHashStream: libsodium refused a piece")
        }
    }

    /// Adds the next piece of the message.
    public mutating func update(_ piece: [UInt8]) {
        update(piece.span)
    }

    /// Adds a text's UTF-8.
    public mutating func update(_ piece: String) {
        update(piece.utf8Span.span)
    }

    /// Ends the message and gives its hash.
    public consuming func finalize() -> [UInt8] {
        var output = [UInt8](repeating: 0, count: outputByteCount)
        // Sound: the state is initialized, and the output has the length that the hash was started with.
        let status = unsafe proviso_generichash_final(state, &output, outputByteCount)
        precondition(status == 0, "KeyedHashStream: libsodium refused to finish")
        return output
    }
}
