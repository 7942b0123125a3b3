/// A number in a policy, as a plain decimal without an exponent: `100`, `-0.05`.
///
/// It is computed with exactly: nothing is rounded to a binary fraction.
public struct PlainDecimal: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByIntegerLiteral,
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

    /// Whether one value is less than another, digit by digit.
    public static func < (left: PlainDecimal, right: PlainDecimal) -> Bool {
        let (leftSign, rightSign) = (left.sign, right.sign)
        if leftSign != rightSign { return leftSign < rightSign }
        return leftSign < 0 ? right.isSmaller(than: left) : left.isSmaller(than: right)
    }

    private var sign: Int {
        value.isPositive ? 1 : self == 0 ? 0 : -1
    }

    /// Whether it is smaller than another, of the same sign, without their signs.
    private func isSmaller(than other: PlainDecimal) -> Bool {
        let ((whole, fraction), (otherWhole, otherFraction)) = (parts, other.parts)
        if whole.count != otherWhole.count { return whole.count < otherWhole.count }
        if whole != otherWhole { return whole.lexicographicallyPrecedes(otherWhole) }
        return fraction.lexicographicallyPrecedes(otherFraction)
    }

    /// The digits before the point, of which a JSON number has no idle zeros, and those behind it without idle zeros.
    private var parts: (whole: [UInt8], fraction: [UInt8]) {
        let parts = description.utf8.drop { $0 == UInt8(ascii: "-") }.split(separator: UInt8(ascii: "."))
        var fraction = parts.count == 2 ? Array(parts[1]) : []
        while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
        return (Array(parts[0]), fraction)
    }
}

extension PlainDecimal {
    /// Whether it is greater than zero.
    var isPositive: Bool { value.isPositive }
}
