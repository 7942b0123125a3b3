internal import CSodium

/// A SHA-256 digest of content that is not secret, for formats that ask for it.
///
/// An auditor computes the same with `sha256sum FILE`. Where a format leaves the choice, ``ContentDigest`` is three
/// times as fast. Like that one it is not keyed: of personal data it would be a guessable fingerprint.
///
/// - **Cost**: that of libsodium's call, about 340 MB/s; no allocation, but for ``bytes`` each time.
/// - **Source**: FIPS 180-4, RFC 6234.
public struct SHA256Digest: Hashable, Sendable, CustomStringConvertible {
    // Words, and not an array, whose allocation would be a tenth of what the digest of a short text costs.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// The 32 bytes of the digest.
    public var bytes: [UInt8] {
        // Sound: the words are lent for the call, which copies them.
        unsafe withUnsafeBytes(of: words) { unsafe Array($0) }
    }

    /// The digest of a content that is in memory.
    public init(of content: Span<UInt8>) {
        // Sound: the content is lent for the call, an empty one with a nil base, which libsodium allows; the output has
        // 32 bytes.
        unsafe self.init { output in
            let status = unsafe content.withUnsafeBufferPointer { content in
                unsafe crypto_hash_sha256(output, content.baseAddress, UInt64(content.count))
            }
            precondition(status == 0, "SHA256Digest: libsodium refused a content")
        }
    }

    /// The digest of an array of bytes.
    public init(of content: [UInt8]) {
        self.init(of: content.span)
    }

    /// The digest of a text's UTF-8.
    public init(of text: String) {
        self.init(of: text.utf8Span.span)
    }

    /// Ends a hash, which writes its 32 bytes.
    init(_ write: (UnsafeMutablePointer<UInt8>) -> Void) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        // Sound: four words have the 32 bytes that are written, and are exclusively ours during the call.
        unsafe withUnsafeMutableBytes(of: &words) { buffer in
            unsafe write(buffer.baseAddress!.assumingMemoryBound(to: UInt8.self))
        }
        self.words = words
    }

    /// Lower-case hexadecimal, as `sha256sum` prints it.
    public var description: String { Hexadecimal.encode(bytes.span) }

    /// Whether two digests are the same. They are not secret, so this may take less time for some than for others.
    public static func == (left: SHA256Digest, right: SHA256Digest) -> Bool { left.words == right.words }

    /// Feeds the digest into a hash table's hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}
