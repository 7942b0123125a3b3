internal import CSodium

/// HKDF with SHA-256: keys from a secret that is not one yet, such as the result of a key agreement.
///
/// - **Does not guarantee**: that a guessable secret, a password, gives a key: it stays guessable.
/// - **Source**: RFC 5869, over HMAC of libsodium, which has no HKDF in 1.0.18.
package enum HKDFSHA256 {
    /// The most bytes that one derivation can give.
    package static let maximalByteCount = 255 * 32

    /// Derives as many bytes as `output` has, at most 8,160; more are a mistake in the program, and stop it.
    ///
    /// An empty salt is the salt of 32 zeros that the specification names.
    ///
    /// - **Cost**: two HMACs, and one for each further 32 bytes; no allocation. What is computed on the way is wiped.
    package static func derive(
        from inputKeyMaterial: Span<UInt8>, salt: Span<UInt8>, info: Span<UInt8>,
        into output: inout MutableSpan<UInt8>
    ) {
        precondition(output.count <= maximalByteCount, "HKDFSHA256: a derivation gives at most 8160 bytes")
        var pseudorandomKey = InlineArray<32, UInt8>(repeating: 0)
        var block = InlineArray<32, UInt8>(repeating: 0)
        var keySpan = pseudorandomKey.mutableSpan
        var blockSpan = block.mutableSpan
        HMACSHA256.authenticate(inputKeyMaterial, key: salt, into: &keySpan)

        var written = 0
        var number: UInt8 = 0
        while written < output.count {
            number += 1
            var state = crypto_auth_hmacsha256_state()
            HMACSHA256.start(&state, key: keySpan.span)
            if number > 1 { HMACSHA256.update(&state, blockSpan.span) }
            HMACSHA256.update(&state, info)
            let counter: InlineArray<1, UInt8> = [number]
            HMACSHA256.update(&state, counter.span)
            HMACSHA256.finish(&state, into: &blockSpan)
            for index in 0..<min(32, output.count - written) { output[written + index] = blockSpan[index] }
            written += 32
        }
        wipe(&keySpan)
        wipe(&blockSpan)
    }
}
