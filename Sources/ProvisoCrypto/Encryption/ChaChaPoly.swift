internal import CSodium

/// The role of a key that encrypts and authenticates, and does nothing else.
public enum SealingRole: KeyRole {
    /// ChaCha20-Poly1305 takes keys of 32 bytes.
    public static let allowedByteCounts = 32...32
}

/// A key for ChaCha20-Poly1305.
public typealias SealingKey = SecretKey<SealingRole>

/// Authenticated encryption with ChaCha20-Poly1305 and a nonce of 12 bytes.
///
/// - **Guarantees**: whoever changes the ciphertext, the nonce or the context is found out.
/// - **Does not guarantee**: anything once a nonce has been used for two messages under one key: the caller keeps
///   count. 12 bytes are too few for random nonces under a long-lived key. A ciphertext is not bound to one key either:
///   somebody who chooses keys can make one that opens under two.
/// - **Source**: RFC 8439 section 2.8; libsodium, `crypto_aead_chacha20poly1305_ietf_*`.
package enum ChaChaPoly {
    /// The length of the tag that stands behind the encrypted bytes.
    package static let tagByteCount = 16
    /// The length of the nonce.
    package static let nonceByteCount = 12

    /// Encrypts a message; `output` has 16 bytes more than it.
    ///
    /// Another length of `nonce` or `output` is a mistake in the program, and stops it.
    ///
    /// - **Cost**: that of libsodium's call, and about 0.2 µs to leave no trace of the key; no allocation.
    package static func seal(
        _ plaintext: Span<UInt8>, key: borrowing SealingKey, nonce: Span<UInt8>, authenticating context: Span<UInt8>,
        into output: inout MutableSpan<UInt8>
    ) {
        precondition(nonce.count == nonceByteCount, "ChaChaPoly: a nonce has 12 bytes")
        precondition(
            output.count == plaintext.count + tagByteCount,
            "ChaChaPoly: a ciphertext has 16 bytes more than its message")
        // Sound: every buffer is lent for the call with its length, nonce and key have the lengths that libsodium
        // reads, and the output, which nothing else refers to, has room for message and tag.
        let status = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe key.withSecretPointer { key, _ in
                unsafe plaintext.withUnsafeBufferPointer { plaintext in
                    unsafe context.withUnsafeBufferPointer { context in
                        unsafe nonce.withUnsafeBufferPointer { nonce in
                            unsafe crypto_aead_chacha20poly1305_ietf_encrypt(
                                output.baseAddress!, nil, plaintext.baseAddress, UInt64(plaintext.count),
                                context.baseAddress, UInt64(context.count), nil, nonce.baseAddress!,
                                key.assumingMemoryBound(to: UInt8.self))
                        }
                    }
                }
            }
        }
        wipeTraces()
        precondition(status == 0, "ChaChaPoly: libsodium refused valid lengths")
    }

    /// Decrypts a ciphertext whose tag is right; `output` has 16 bytes fewer than it.
    ///
    /// Another length of `nonce` or `output` is a mistake in the program, and stops it; a ciphertext that is too short
    /// to have a tag is only a wrong one, whatever the length of `output`.
    ///
    /// - **Returns**: whether key, nonce and context are those that the ciphertext was made with. If not, `output` is
    ///   zeros or as it was: unauthenticated bytes are never seen.
    /// - **Cost**: as for sealing. The tag is compared in constant time.
    package static func open(
        _ ciphertext: Span<UInt8>, key: borrowing SealingKey, nonce: Span<UInt8>, authenticating context: Span<UInt8>,
        into output: inout MutableSpan<UInt8>
    ) -> Bool {
        precondition(nonce.count == nonceByteCount, "ChaChaPoly: a nonce has 12 bytes")
        guard ciphertext.count >= tagByteCount else { return false }
        precondition(
            output.count == ciphertext.count - tagByteCount,
            "ChaChaPoly: a message has 16 bytes fewer than its ciphertext")
        // Sound: as above; where the message is empty the output may be nil, which libsodium takes for "only verify".
        let status = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe key.withSecretPointer { key, _ in
                unsafe ciphertext.withUnsafeBufferPointer { ciphertext in
                    unsafe context.withUnsafeBufferPointer { context in
                        unsafe nonce.withUnsafeBufferPointer { nonce in
                            unsafe crypto_aead_chacha20poly1305_ietf_decrypt(
                                output.baseAddress, nil, nil, ciphertext.baseAddress!, UInt64(ciphertext.count),
                                context.baseAddress, UInt64(context.count), nonce.baseAddress!,
                                key.assumingMemoryBound(to: UInt8.self))
                        }
                    }
                }
            }
        }
        wipeTraces()
        return status == 0
    }

    /// Overwrites what ChaCha20 leaves behind: words of the key in vector registers, which later code saves to the stack.
    static func wipeTraces() {
        var output = InlineArray<128, UInt8>(repeating: 0)
        let zeros = InlineArray<32, UInt8>(repeating: 0)
        var span = output.mutableSpan
        // The same computation with a public key goes through the same registers.
        // Sound: output and key have the lengths that libsodium is told or expects, and the nonce needs 12 of the zeros.
        unsafe span.withUnsafeMutableBufferPointer { output in
            unsafe zeros.span.withUnsafeBufferPointer { zeros in
                _ = unsafe crypto_stream_chacha20_ietf(
                    output.baseAddress!, UInt64(output.count), zeros.baseAddress!, zeros.baseAddress!)
            }
        }
        sodium_stackzero(4096)
    }
}
