/// A BLAKE2b-256 digest of content that is not secret: a policy's text, a file, a package member.
///
/// An auditor computes the same with `b2sum -l 256 FILE`. It is not keyed: of personal data it would be a guessable
/// fingerprint, so records and identifiers are hashed with a ``HashingKey`` instead.
///
/// - **Source**: RFC 7693.
public struct ContentDigest: Sendable, Hashable, CustomStringConvertible {
    /// The 32 bytes of the digest.
    public let bytes: [UInt8]

    /// The digest of a content that is in memory.
    public init(of content: Span<UInt8>) {
        var hasher = ContentHasher()
        hasher.update(content)
        self = hasher.finalize()
    }

    /// The digest of an array of bytes.
    public init(of content: [UInt8]) {
        self.init(of: content.span)
    }

    /// The digest of a text's UTF-8.
    public init(of text: String) {
        self.init(of: Array(text.utf8))
    }

    /// A digest from what ``description`` gives; nil for any other text.
    public init?(hexadecimal text: String) {
        guard let bytes = Hexadecimal.decode(text), bytes.count == 32 else { return nil }
        self.init(bytes: bytes)
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Lower-case hexadecimal, as `b2sum` prints it.
    public var description: String { Hexadecimal.encode(bytes.span) }
}
