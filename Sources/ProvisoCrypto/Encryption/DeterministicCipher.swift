internal import CSodium

/// Deterministic authenticated encryption, in which the tag is the nonce: equal messages have equal bodies, and nobody without
/// the keys learns more of a message than its length.
///
/// ```
/// T    = H(authentication key, personalization, P, 24)
/// body = T ‖ (P ⊕ XChaCha20(encryption key, nonce T))
/// ```
///
/// - **Guarantees**: a body that was not made with these keys is found out, but for a probability of 2^-192. A nonce comes
///   twice only with the same message.
/// - **Does not guarantee**: that equal messages cannot be told to be equal; that is what it is for.
/// - **Source**: Rogaway and Shrimpton, *Deterministic Authenticated-Encryption* (SIV); libsodium, *XChaCha20*;
///   `Formats/Pseudonyms`.
package struct DeterministicCipher: Sendable {
    /// How many bytes stand before the encrypted message.
    package static let tagByteCount = 24

    private let arena: KeyArena
    private let authenticationState: KeySlot
    private let encryptionKey: KeySlot

    /// A cipher of two keys in an arena: the compressed key block of one, prepared for ``tagByteCount``, and 32 bytes of the
    /// other.
    package init(arena: KeyArena, authenticationState: KeySlot, encryptionKey: KeySlot) {
        self.arena = arena
        self.authenticationState = authenticationState
        self.encryptionKey = encryptionKey
    }

    /// Encrypts a message of at least one byte; `body` has 24 bytes more.
    ///
    /// Words of the key stay in registers until ``wipeTraces()``, which is called once for many messages.
    package func seal(_ message: Span<UInt8>, into body: inout MutableSpan<UInt8>) {
        precondition(
            !message.isEmpty && body.count == message.count + Self.tagByteCount, "DeterministicCipher: lengths")
        var tag = InlineArray<24, UInt8>(repeating: 0)
        var tagSpan = tag.mutableSpan
        arena.preparedHash(authenticationState, message, into: &tagSpan)
        for index in 0..<Self.tagByteCount { body[index] = tag[index] }
        apply(tag.span, to: message, into: &body, at: Self.tagByteCount)
    }

    /// Decrypts a body; `message` has 24 bytes fewer.
    ///
    /// - **Returns**: whether the body was made with these keys. If not, `message` is zeros: unauthenticated bytes are never
    ///   seen.
    package func open(_ body: Span<UInt8>, into message: inout MutableSpan<UInt8>) -> Bool {
        guard body.count > Self.tagByteCount else { return false }
        precondition(message.count == body.count - Self.tagByteCount, "DeterministicCipher: lengths")
        let tag = body.extracting(0..<Self.tagByteCount)
        apply(tag, to: body.extracting(Self.tagByteCount..<body.count), into: &message, at: 0)
        var expected = InlineArray<24, UInt8>(repeating: 0)
        var expectedSpan = expected.mutableSpan
        arena.preparedHash(authenticationState, message.span, into: &expectedSpan)
        guard ConstantTime.areEqual(expected.span, tag) else {
            wipe(&message)
            return false
        }
        return true
    }

    /// Overwrites what the cipher leaves behind: words of the encryption key in registers, which later code saves to the stack.
    package static func wipeTraces() {
        ChaChaPoly.wipeTraces()
    }

    private func apply(
        _ nonce: Span<UInt8>, to input: Span<UInt8>, into output: inout MutableSpan<UInt8>, at start: Int
    ) {
        precondition(output.count == start + input.count && !input.isEmpty, "DeterministicCipher: lengths")
        // Sound: behind `start` the output has the input's length (just checked), the nonce has 24 bytes and the key 32, all
        // of them are lent for the call, and the output is exclusively ours.
        let status = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe input.withUnsafeBufferPointer { input in
                unsafe nonce.withUnsafeBufferPointer { nonce in
                    unsafe arena.withSlot(encryptionKey, byteCount: 32) { key in
                        unsafe crypto_stream_xchacha20_xor(
                            output.baseAddress! + start, input.baseAddress!, UInt64(input.count), nonce.baseAddress!,
                            key)
                    }
                }
            }
        }
        precondition(status == 0, "DeterministicCipher: libsodium refused valid lengths")
    }
}
