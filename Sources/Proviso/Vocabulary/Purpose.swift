/// What the data are for, in the words of whoever is responsible: an inquiry, a study, a request.
///
/// - **Guarantees**: a text of at most 4,096 bytes that is not empty, neither begins nor ends with white space, and holds no control,
///   format or line-separator character, so it can stand on one line of a statement and cannot be made to look like another text. Two
///   are equal if they are, code point by code point.
/// - **Does not guarantee**: that it is true. A purpose is stated, not verified.
public struct Purpose: Hashable, Sendable, CustomStringConvertible {
    /// Its UTF-8: two texts that only look alike are two.
    private let utf8: [UInt8]

    /// The text.
    public var description: String { String(decoding: utf8, as: UTF8.self) }

    /// A purpose from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        utf8 = try statedText(text, as: "purpose")
    }
}
