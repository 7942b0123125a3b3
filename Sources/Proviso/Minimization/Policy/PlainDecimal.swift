/// A number in a policy, as a plain decimal without an exponent: `100`, `-0.05`.
///
/// It is computed with exactly: nothing is rounded to a binary fraction.
public struct PlainDecimal: Hashable, Sendable, CustomStringConvertible, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral
{
    /// The number as it was written.
    public let description: String
    /// Its value.
    let value: DecimalLiteral

    /// A number from its text, of at most 64 characters.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        guard let value = Self.value(of: text) else {
            throw ProvisoError(
                .valueInvalid, "'\(excerpt(text))' is not a plain decimal number", remedy: "write it like 100 or -0.05")
        }
        description = text
        self.value = value
    }

    /// A whole number.
    public init(integerLiteral number: Int) {
        self.init(trusted: String(number))
    }

    /// A number that is written in a program; one that is none stops it.
    public init(stringLiteral text: StaticString) {
        self.init(trusted: text.description)
    }

    private init(trusted text: String) {
        guard let value = Self.value(of: text) else {
            preconditionFailure("PlainDecimal: write it like 100 or -0.05")
        }
        description = text
        self.value = value
    }

    /// The value of a JSON number without an exponent.
    private static func value(of text: String) -> DecimalLiteral? {
        let bytes = text.utf8Span.span
        guard bytes.count <= 64, bytes.indices.allSatisfy({ bytes[$0] | 0x20 != UInt8(ascii: "e") }) else { return nil }
        return DecimalLiteral(bytes)
    }

    /// Whether two numbers have the same value: `1.0` equals `1`.
    public static func == (left: PlainDecimal, right: PlainDecimal) -> Bool { left.value == right.value }

    /// Numbers of the same value have the same hash.
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
