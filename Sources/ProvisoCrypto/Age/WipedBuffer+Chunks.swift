/// Chunks of a payload in buffers.
extension WipedBuffer {
    /// Replaces the content by a sealed chunk.
    mutating func seal(_ chunk: Span<UInt8>, with key: borrowing SealingKey, nonce: [UInt8]) {
        replace(count: chunk.count + ChaChaPoly.tagByteCount) { ciphertext in
            ChaChaPoly.seal(chunk, key: key, nonce: nonce.span, authenticating: Span(), into: &ciphertext)
        }
    }

    mutating func seal(_ chunk: borrowing WipedBuffer, with key: borrowing SealingKey, nonce: [UInt8]) {
        chunk.withContent { seal($0, with: key, nonce: nonce) }
    }

    /// Replaces the content by what a sealed chunk holds, and is empty if it does not open.
    mutating func open(_ chunk: Span<UInt8>, with key: borrowing SealingKey, nonce: [UInt8]) -> Bool {
        guard chunk.count >= ChaChaPoly.tagByteCount else { return false }
        let isOpen = replace(count: chunk.count - ChaChaPoly.tagByteCount) { plaintext in
            ChaChaPoly.open(chunk, key: key, nonce: nonce.span, authenticating: Span(), into: &plaintext)
        }
        if !isOpen { removeAll() }
        return isOpen
    }

    mutating func open(_ chunk: borrowing WipedBuffer, with key: borrowing SealingKey, nonce: [UInt8])
        -> Bool
    {
        chunk.withContent { open($0, with: key, nonce: nonce) }
    }

    /// The same for a chunk of full size, which alone does not show whether it is the last: gives that, or nil if it
    /// does not open as either.
    mutating func openFullChunk(
        _ chunk: Span<UInt8>, with key: borrowing SealingKey, number: UInt64
    ) -> Bool? {
        if open(chunk, with: key, nonce: AgePayload.nonce(chunk: number, isLast: false)) { return false }
        return open(chunk, with: key, nonce: AgePayload.nonce(chunk: number, isLast: true)) ? true : nil
    }

    mutating func openFullChunk(
        _ chunk: borrowing WipedBuffer, with key: borrowing SealingKey, number: UInt64
    ) -> Bool? {
        chunk.withContent { openFullChunk($0, with: key, number: number) }
    }
}
