/// A SHA-256 digest of content that is not secret, for formats that ask for it.
///
/// An auditor computes the same with `sha256sum FILE`. Where a format leaves the choice, ``ContentDigest`` is three
/// times as fast. Like that one it is not keyed: of personal data it would be a guessable fingerprint.
///
/// - **Source**: FIPS 180-4, RFC 6234.
public struct SHA256Digest: Hashable, Sendable, CustomStringConvertible {
    /// The 32 bytes of the digest.
    public let bytes: [UInt8]

    /// The digest of a content that is in memory.
    public init(of content: Span<UInt8>) {
        var hasher = SHA256Hasher()
        hasher.update(content)
        self = hasher.finalize()
    }

    /// The digest of an array of bytes.
    public init(of content: [UInt8]) {
        self.init(of: content.span)
    }

    /// The digest of a text's UTF-8.
    public init(of text: String) {
        self.init(of: text.utf8Span.span)
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Lower-case hexadecimal, as `sha256sum` prints it.
    public var description: String { Hexadecimal.encode(bytes.span) }
}
