/// The name under which an item is kept: whatever the application calls it, or the id of a package.
///
/// - **Guarantees**: as for ``Purpose``, of at most 256 bytes.
/// - **Does not guarantee**: that it says nothing about anybody. It stands in logs and messages, so use a number or a
///   pseudonym, never a name.
public struct RetentionID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Its UTF-8: two texts that only look alike are two.
    private let utf8: [UInt8]

    /// The text.
    public var description: String { String(decoding: utf8, as: UTF8.self) }

    /// An id from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        utf8 = try statedText(text, as: "id", limit: 256)
    }

    /// The id of a package.
    public init(_ package: StatementID) {
        utf8 = Array(package.description.utf8)
    }

    /// Byte for byte, as databases compare texts.
    public static func < (left: RetentionID, right: RetentionID) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

/// A person whom data are about, under a name that means nothing to others: a pseudonym, a number.
///
/// - **Guarantees**: as for ``RetentionID``.
/// - **Does not guarantee**: as for ``RetentionID``.
public struct SubjectReference: Hashable, Sendable, CustomStringConvertible {
    /// Its UTF-8: two texts that only look alike are two.
    private let utf8: [UInt8]

    /// The text.
    public var description: String { String(decoding: utf8, as: UTF8.self) }

    /// A reference from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        utf8 = try statedText(text, as: "subject", limit: 256)
    }
}
