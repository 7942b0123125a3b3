public import ProvisoCrypto

/// The 128 random bits that tell a statement from every other: 32 hexadecimal digits.
public struct StatementID: Hashable, Sendable, CustomStringConvertible {
    /// The text.
    public let description: String

    /// A new id.
    ///
    /// - **Throws**: `CryptoError` where there are no random bytes.
    public static func random() throws(CryptoError) -> StatementID {
        let bytes = try RandomBytes.array(count: 16)
        return StatementID(trusted: Hexadecimal.encode(bytes.span))
    }

    /// An id from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        guard let bytes = Hexadecimal.decode(text), bytes.count == 16 else {
            throw ProvisoError(
                .valueInvalid, "'\(printable(text))' is not a statement's id",
                remedy: "write its 32 lower-case hexadecimal digits")
        }
        description = text
    }

    private init(trusted text: String) {
        description = text
    }
}
