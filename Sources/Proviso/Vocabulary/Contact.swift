/// Whom to ask: an office, a telephone number, an address.
///
/// - **Guarantees**: as for ``Purpose``.
public struct Contact: Hashable, Sendable, CustomStringConvertible {
    /// Its UTF-8: two texts that only look alike are two.
    private let utf8: [UInt8]

    /// The text.
    public var description: String { String(decoding: utf8, as: UTF8.self) }

    /// A contact from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        utf8 = try statedText(text, as: "contact")
    }
}
