/// Encrypts a key under another one, without its bytes leaving this module in clear.
///
/// - **Guarantees**: whoever changes the wrapped key or its context is found out.
/// - **Does not guarantee**: anything if one wrapping key is used for two keys: it takes a nonce of zeros, because the caller derives a
///   wrapping key for each key. To wrap the same key again gives the same bytes.
/// - **Source**: RFC 8439 section 2.8; `Formats/Vault`.
package enum KeyWrapping {
    /// How many bytes a wrapped key has.
    package static let byteCount = 32 + ChaChaPoly.tagByteCount

    private static let nonce = InlineArray<12, UInt8>(repeating: 0)

    /// Wraps a key.
    package static func wrap(
        _ key: borrowing SealingKey, under wrappingKey: borrowing SealingKey, authenticating context: Span<UInt8>
    ) -> [UInt8] {
        var wrapped = [UInt8](repeating: 0, count: byteCount)
        var span = wrapped.mutableSpan
        let nonce = Self.nonce
        key.withSecretBytes { bytes in
            ChaChaPoly.seal(bytes, key: wrappingKey, nonce: nonce.span, authenticating: context, into: &span)
        }
        return wrapped
    }

    /// Unwraps a key, straight into guarded memory.
    ///
    /// - **Returns**: nil if it was not wrapped under this key with this context.
    /// - **Throws**: ``CryptoError/memoryUnavailable(byteCount:)``.
    package static func unwrap(
        _ wrapped: Span<UInt8>, under wrappingKey: borrowing SealingKey, authenticating context: Span<UInt8>
    ) throws(CryptoError) -> SharedKey<SealingRole>? {
        guard wrapped.count == byteCount else { return nil }
        var builder = try KeyArenaBuilder(capacity: 1)
        let nonce = Self.nonce
        var isRight = false
        let slot = builder.append(byteCount: 32) { (bytes: inout MutableSpan<UInt8>) in
            isRight = ChaChaPoly.open(
                wrapped, key: wrappingKey, nonce: nonce.span, authenticating: context, into: &bytes)
        }
        let arena = builder.seal()
        return isRight ? SharedKey(arena: arena, slot: slot) : nil
    }
}
