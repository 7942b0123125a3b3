internal import CSodium

/// Authenticated encryption with XChaCha20-Poly1305 and a nonce of 24 bytes, which are enough to be drawn at random.
///
/// - **Guarantees**: whoever changes the ciphertext, the nonce or the context is found out.
/// - **Does not guarantee**: anything once a nonce has been used for two messages under one key, which does not happen to random ones.
///   A ciphertext is not bound to one key: somebody who chooses keys can make one that opens under two.
/// - **Source**: draft-irtf-cfrg-xchacha-03, section 2; libsodium, `crypto_aead_xchacha20poly1305_ietf_*`.
package enum XChaChaPoly {
    /// The length of the tag that stands behind the encrypted bytes.
    package static let tagByteCount = 16
    /// The length of the nonce.
    package static let nonceByteCount = 24

    /// Encrypts a message; `output` has 16 bytes more than it.
    ///
    /// Another length of `nonce` or `output` is a mistake in the program, and stops it.
    ///
    /// - **Cost**: that of libsodium's call, and about 0.2 µs to leave no trace of the key; no allocation.
    package static func seal(
        _ plaintext: Span<UInt8>, key: borrowing SealingKey, nonce: Span<UInt8>, authenticating context: Span<UInt8>,
        into output: inout MutableSpan<UInt8>
    ) {
        precondition(nonce.count == nonceByteCount, "XChaChaPoly: a nonce has 24 bytes")
        precondition(
            output.count == plaintext.count + tagByteCount,
            "XChaChaPoly: a ciphertext has 16 bytes more than its message")
        // Sound: every buffer is lent for the call with its length, nonce and key have the lengths that libsodium
        // reads, and the output, which nothing else refers to, has room for message and tag.
        let status = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe key.withSecretPointer { key, _ in
                unsafe plaintext.withUnsafeBufferPointer { plaintext in
                    unsafe context.withUnsafeBufferPointer { context in
                        unsafe nonce.withUnsafeBufferPointer { nonce in
                            unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
                                output.baseAddress!, nil, plaintext.baseAddress, UInt64(plaintext.count),
                                context.baseAddress, UInt64(context.count), nil, nonce.baseAddress!,
                                key.assumingMemoryBound(to: UInt8.self))
                        }
                    }
                }
            }
        }
        ChaChaPoly.wipeTraces()
        precondition(status == 0, "XChaChaPoly: libsodium refused valid lengths")
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
        precondition(nonce.count == nonceByteCount, "XChaChaPoly: a nonce has 24 bytes")
        guard ciphertext.count >= tagByteCount else { return false }
        precondition(
            output.count == ciphertext.count - tagByteCount,
            "XChaChaPoly: a message has 16 bytes fewer than its ciphertext")
        // Sound: as above; where the message is empty the output may be nil, which libsodium takes for "only verify".
        let status = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe key.withSecretPointer { key, _ in
                unsafe ciphertext.withUnsafeBufferPointer { ciphertext in
                    unsafe context.withUnsafeBufferPointer { context in
                        unsafe nonce.withUnsafeBufferPointer { nonce in
                            unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
                                output.baseAddress, nil, nil, ciphertext.baseAddress!, UInt64(ciphertext.count),
                                context.baseAddress, UInt64(context.count), nonce.baseAddress!,
                                key.assumingMemoryBound(to: UInt8.self))
                        }
                    }
                }
            }
        }
        ChaChaPoly.wipeTraces()
        return status == 0
    }
}
