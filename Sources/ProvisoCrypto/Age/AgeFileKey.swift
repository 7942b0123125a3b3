/// The role of the key that a header wraps and from which the other keys of a file come.
enum AgeFileKeyRole: KeyRole {
    static let allowedByteCounts = 16...16
}

/// The key of one age file.
///
/// - **Source**: C2SP age, *File key*, *Header MAC* and *Payload*.
typealias AgeFileKey = SecretKey<AgeFileKeyRole>

extension SecretKey where Role == AgeFileKeyRole {
    static let fileKeyByteCount = 16
    static let payloadNonceByteCount = 16

    /// A key for a new file, which is shorter than the keys of other roles.
    static func generate() throws(CryptoError) -> AgeFileKey {
        var builder = try KeyArenaBuilder(capacity: 1)
        let slot = try builder.append(byteCount: fileKeyByteCount) {
            (key: inout MutableSpan<UInt8>) throws(CryptoError) in
            try RandomBytes.fill(&key)
        }
        return AgeFileKey(arena: builder.seal(), slot: slot, byteCount: fileKeyByteCount)
    }

    /// The MAC of a header, over its text up to and including `---`.
    borrowing func mac(ofHeader text: Span<UInt8>) -> [UInt8] {
        var mac = [UInt8](repeating: 0, count: 32)
        withHeaderKey { key in
            var span = mac.mutableSpan
            HMACSHA256.authenticate(text, key: key, into: &span)
        }
        return mac
    }

    /// Whether a header was written by someone who knew this key; compared in constant time.
    borrowing func authenticates(_ header: AgeHeader) -> Bool {
        withHeaderKey { key in
            HMACSHA256.isValid(header.mac.span, of: header.authenticatedText.span, key: key)
        }
    }

    /// The key of the chunks, derived straight into guarded memory.
    borrowing func payloadKey(nonce: Span<UInt8>) throws(CryptoError) -> SealingKey {
        var builder = try KeyArenaBuilder(capacity: 1)
        let slot = builder.append(byteCount: 32) { (key: inout MutableSpan<UInt8>) in
            derive(salt: nonce, info: "payload", into: &key)
        }
        return SealingKey(arena: builder.seal(), slot: slot, byteCount: 32)
    }

    private borrowing func withHeaderKey<R>(_ body: (Span<UInt8>) -> R) -> R {
        withWipedBytes(count: 32) { key in
            derive(salt: Span<UInt8>(), info: "header", into: &key)
            return body(key.span)
        }
    }

    private borrowing func derive(salt: Span<UInt8>, info: String, into output: inout MutableSpan<UInt8>) {
        withSecretBytes { key in
            HKDFSHA256.derive(from: key, salt: salt, info: info.utf8Span.span, into: &output)
        }
    }
}
