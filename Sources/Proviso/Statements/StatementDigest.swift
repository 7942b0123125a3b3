internal import ProvisoCrypto

/// The digest of a statement: SHA-256 of its text without the signatures, `sha256:` and 64 hexadecimal digits.
///
/// Anyone may add a signature to a statement; its digest stays.
public struct StatementDigest: Hashable, Sendable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// A digest from its 32 bytes.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for another length.
    public init(bytes: [UInt8]) throws(ProvisoError) {
        guard bytes.count == 32 else {
            throw ProvisoError(
                .valueInvalid, "a statement's digest of \(bytes.count) bytes",
                remedy: "give the 32 bytes of its SHA-256")
        }
        self.bytes = bytes
    }

    /// A digest from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        guard text.hasPrefix(Self.prefix),
            let bytes = Hexadecimal.decode(String(text.dropFirst(Self.prefix.count))), bytes.count == 32
        else {
            throw ProvisoError(
                .valueInvalid, "'\(printable(text))' is not the digest of a statement",
                remedy: "write sha256: and 64 hexadecimal digits")
        }
        self.bytes = bytes
    }

    init(ofText text: String) {
        bytes = SHA256Digest(of: text).bytes
    }

    /// The text.
    public var description: String { Self.prefix + Hexadecimal.encode(bytes.span) }

    private static let prefix = "sha256:"
}
