/// The reference under which somebody keeps a case.
///
/// - **Guarantees**: as for ``Purpose``.
public struct CaseReference: Hashable, Sendable, CustomStringConvertible {
    /// Its UTF-8: two texts that only look alike are two.
    private let utf8: [UInt8]

    /// The reference.
    public var description: String { String(decoding: utf8, as: UTF8.self) }

    /// A reference from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        utf8 = try statedText(text, as: "case")
    }
}
