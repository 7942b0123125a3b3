/// The law or agreement that data are shared under: an article, a treaty request, a consent.
///
/// - **Guarantees**: as for ``Purpose``.
/// - **Does not guarantee**: that it applies.
public struct LegalBasis: Hashable, Sendable, CustomStringConvertible {
    /// Its UTF-8: two texts that only look alike are two.
    private let utf8: [UInt8]

    /// The text.
    public var description: String { String(decoding: utf8, as: UTF8.self) }

    /// A legal basis from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        utf8 = try statedText(text, as: "legal-basis")
    }
}
