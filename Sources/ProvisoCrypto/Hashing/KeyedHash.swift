internal import CProvisoShims
internal import CSodium

/// Keyed hashing with BLAKE2b, one message at a time.
///
/// For many messages under one key, ``PreparedHashingKey`` costs half as much.
///
/// - **Source**: RFC 7693, with the `person` parameter.
extension SecretKey where Role == HashingRole {
    /// The 32-byte keyed hash of a message.
    ///
    /// - **Cost**: that of libsodium's call (about 0.3 µs for a short message), no allocation.
    public borrowing func hash256(
        _ message: Span<UInt8>, personalization: Personalization = .none
    ) -> InlineArray<32, UInt8> {
        var output = InlineArray<32, UInt8>(repeating: 0)
        var span = output.mutableSpan
        hash(message, personalization: personalization, into: &span)
        return output
    }

    /// The 32-byte keyed hash of an array.
    public borrowing func hash256(
        _ message: [UInt8], personalization: Personalization = .none
    ) -> InlineArray<32, UInt8> {
        hash256(message.span, personalization: personalization)
    }

    /// The 32-byte keyed hash of a text's UTF-8.
    public borrowing func hash256(
        _ message: String, personalization: Personalization = .none
    ) -> InlineArray<32, UInt8> {
        hash256(message.utf8Span.span, personalization: personalization)
    }

    /// The 16-byte keyed hash of a message. It is not the beginning of the 32-byte one.
    public borrowing func hash128(
        _ message: Span<UInt8>, personalization: Personalization = .none
    ) -> InlineArray<16, UInt8> {
        var output = InlineArray<16, UInt8>(repeating: 0)
        var span = output.mutableSpan
        hash(message, personalization: personalization, into: &span)
        return output
    }

    /// The 16-byte keyed hash of an array.
    public borrowing func hash128(
        _ message: [UInt8], personalization: Personalization = .none
    ) -> InlineArray<16, UInt8> {
        hash128(message.span, personalization: personalization)
    }

    /// The 16-byte keyed hash of a text's UTF-8.
    public borrowing func hash128(
        _ message: String, personalization: Personalization = .none
    ) -> InlineArray<16, UInt8> {
        hash128(message.utf8Span.span, personalization: personalization)
    }

    /// The keyed hash of a message in as many bytes as `output` has, 16 to 64.
    ///
    /// Fewer than 16 bytes are a mistake in the program, and stop it: short hashes collide.
    public borrowing func hash(
        _ message: Span<UInt8>, personalization: Personalization = .none, into output: inout MutableSpan<UInt8>
    ) {
        precondition((16...64).contains(output.count), "HashingKey: a keyed hash has 16 to 64 bytes")
        // Sound: every buffer is lent for the call with its length; an empty message has a nil base, which libsodium allows.
        let status = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe withSecretPointer { key, keyByteCount in
                unsafe message.withUnsafeBufferPointer { message in
                    unsafe personalization.bytes.span.withUnsafeBufferPointer { personalization in
                        unsafe crypto_generichash_blake2b_salt_personal(
                            output.baseAddress!, output.count, message.baseAddress, UInt64(message.count),
                            key.assumingMemoryBound(to: UInt8.self), keyByteCount, nil, personalization.baseAddress)
                    }
                }
            }
        }
        precondition(status == 0, "HashingKey: libsodium refused valid lengths")
        if message.isEmpty { wipeTracesOfKey() }
    }
}

/// A hashing key whose key block is compressed already, for many short messages.
///
/// BLAKE2b compresses the padded key before the message, every time. Here that half of the work is done once, for one
/// personalization and one output length; the results are those of ``HashingKey`` to the bit.
///
/// - **Guarantees**: the compressed state, which is as secret as the key, lives in guarded memory and is wiped.
/// - **Cost**: about half of a one-shot hash for messages of up to 128 bytes; no allocation.
/// - **Source**: RFC 7693; compared with libsodium at start-up and, over lengths 1 to 4096, in the tests.
public struct PreparedHashingKey: ~Copyable, Sendable {
    private let arena: KeyArena
    private let state: KeySlot
    /// The key itself, for the empty message alone: there the key block is the last block, so no state can be prepared.
    private let key: HashingKey
    private let personalization: Personalization
    /// How many bytes a hash has.
    public let outputByteCount: Int

    /// Prepares a key, which is consumed.
    ///
    /// - **Throws**: ``CryptoError/memoryUnavailable(byteCount:)``.
    public init(
        _ key: consuming HashingKey, personalization: Personalization = .none, outputByteCount: Int
    ) throws(CryptoError) {
        precondition((16...64).contains(outputByteCount), "PreparedHashingKey: a keyed hash has 16 to 64 bytes")
        var builder = try KeyArenaBuilder(capacity: 1)
        state = builder.compressKeyBlock(of: key, personalization: personalization, outputByteCount: outputByteCount)
        arena = builder.seal()
        self.key = key
        self.personalization = personalization
        self.outputByteCount = outputByteCount
    }

    deinit {}

    /// The 16-byte hash of a message; for keys prepared for 16 bytes.
    public borrowing func hash128(_ message: Span<UInt8>) -> InlineArray<16, UInt8> {
        precondition(outputByteCount == 16, "PreparedHashingKey: prepared for another output length")
        if message.isEmpty { return key.hash128(message, personalization: personalization) }
        return arena.preparedHash128(state, message)
    }

    /// The 16-byte hash of an array; for keys prepared for 16 bytes.
    public borrowing func hash128(_ message: [UInt8]) -> InlineArray<16, UInt8> {
        hash128(message.span)
    }

    /// The 16-byte hash of a text's UTF-8; for keys prepared for 16 bytes.
    public borrowing func hash128(_ message: String) -> InlineArray<16, UInt8> {
        hash128(message.utf8Span.span)
    }

    /// The 32-byte hash of a message; for keys prepared for 32 bytes.
    public borrowing func hash256(_ message: Span<UInt8>) -> InlineArray<32, UInt8> {
        precondition(outputByteCount == 32, "PreparedHashingKey: prepared for another output length")
        if message.isEmpty { return key.hash256(message, personalization: personalization) }
        var output = InlineArray<32, UInt8>(repeating: 0)
        var span = output.mutableSpan
        arena.preparedHash(state, message, into: &span)
        return output
    }

    /// The 32-byte hash of an array; for keys prepared for 32 bytes.
    public borrowing func hash256(_ message: [UInt8]) -> InlineArray<32, UInt8> {
        hash256(message.span)
    }

    /// The 32-byte hash of a text's UTF-8; for keys prepared for 32 bytes.
    public borrowing func hash256(_ message: String) -> InlineArray<32, UInt8> {
        hash256(message.utf8Span.span)
    }

    /// The hash of a message in ``outputByteCount`` bytes; `output` must have that length.
    public borrowing func hash(_ message: Span<UInt8>, into output: inout MutableSpan<UInt8>) {
        precondition(output.count == outputByteCount, "PreparedHashingKey: prepared for another output length")
        if message.isEmpty { return key.hash(message, personalization: personalization, into: &output) }
        arena.preparedHash(state, message, into: &output)
    }
}

extension KeyArena {
    /// Where a prepared state lies. Sound as long as whoever uses it keeps this arena alive; references need not be counted.
    @unsafe package func unownedState(_ state: KeySlot) -> UnownedPreparedState {
        // Sound: the address is used by those alone who have read the sentence above.
        unsafe withState(state) { unsafe UnownedPreparedState(address: $0) }
    }

    /// The hash of a message of at least one byte; `output` must have the length for which the state was prepared.
    package func preparedHash(_ state: KeySlot, _ message: Span<UInt8>, into output: inout MutableSpan<UInt8>) {
        // Sound: the arena lives until the end of the call.
        withExtendedLifetime(self) { unsafe unownedState(state).hash(message, into: &output) }
    }

    /// The 16-byte hash of a message of at least one byte, from a state prepared for 16 bytes.
    package func preparedHash128(_ state: KeySlot, _ message: Span<UInt8>) -> InlineArray<16, UInt8> {
        // Sound: as above.
        withExtendedLifetime(self) { unsafe unownedState(state).hash128(message) }
    }
}

/// The place of a prepared state in an arena that somebody else keeps alive. It is a plain value; to make one is what is unsafe.
@safe
package struct UnownedPreparedState: @unchecked Sendable {
    // The state is never changed, so that several threads can read it.
    fileprivate let address: UnsafePointer<UInt64>

    /// The 16-byte hash of a message of at least one byte, from a state prepared for 16 bytes.
    @inline(__always)
    package func hash128(_ message: Span<UInt8>) -> InlineArray<16, UInt8> {
        var output = InlineArray<16, UInt8>(repeating: 0)
        var span = output.mutableSpan
        hash(message, into: &span)
        return output
    }

    /// The same as two words in memory order, which the compiler keeps in registers.
    @inline(__always)
    package func hash128Words(_ message: Span<UInt8>) -> SIMD2<UInt64> {
        var words = SIMD2<UInt64>()
        // Sound: the vector has sixteen bytes, which are lent for the closure, and any bytes are two numbers.
        unsafe withUnsafeMutableBytes(of: &words) { bytes in
            // Sound: as above.
            var span = unsafe MutableSpan<UInt8>(_unsafeBytes: bytes)
            hash(message, into: &span)
        }
        return words
    }

    /// The hash of a message of at least one byte; `output` must have the length for which the state was prepared.
    @inline(__always)
    package func hash(_ message: Span<UInt8>, into output: inout MutableSpan<UInt8>) {
        // Sound: every buffer is lent for the call with its length, and the arena is alive, as whoever made this has promised.
        let status = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe proviso_blake2b_finish(
                    address, message.baseAddress, message.count, output.baseAddress!, output.count)
            }
        }
        precondition(status == 0, "KeyArena: the empty message has no prepared hash")
    }
}
