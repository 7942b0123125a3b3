/// Somebody who sends, receives or oversees data: an authority, a firm, an office.
///
/// - **Guarantees**: as for ``Purpose``, of at most 256 bytes.
/// - **Does not guarantee**: who it is. Only a package sealed to a party's key binds data to a party.
public struct Party: Hashable, Sendable, CustomStringConvertible {
    /// Its UTF-8: two texts that only look alike are two.
    private let utf8: [UInt8]

    /// The party's name.
    public var description: String { String(decoding: utf8, as: UTF8.self) }

    /// A party from its name.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ name: String) throws(ProvisoError) {
        utf8 = try statedText(name, as: "party", limit: Self.byteCountLimit)
    }

    /// How long a name may be.
    static let byteCountLimit = 256
}
