/// A JSON number as an exact decimal, so that `1`, `1.0` and `10e-1` are equal and nothing is rounded.
struct DecimalLiteral: Hashable, Comparable, Sendable {
    /// The digits as ASCII, without leading and trailing zeros; empty for zero.
    let digits: [UInt8]
    private let isNegative: Bool
    /// The power of ten of the first digit.
    private let power: Int

    /// Whether it is greater than zero.
    var isPositive: Bool { !isNegative && !digits.isEmpty }

    /// The value of a literal, or nil where ``SignificantDigits`` has none.
    init?(_ literal: Span<UInt8>) {
        guard let layout = SignificantDigits(literal) else { return nil }
        digits = (0..<layout.count).map {
            layout.digit(ofPower: layout.power - $0, in: literal) + UInt8(ascii: "0")
        }
        (isNegative, power) = (layout.isNegative, layout.power)
    }

    /// A power of ten.
    init(powerOfTen power: Int) {
        digits = [UInt8(ascii: "1")]
        isNegative = false
        self.power = power
    }

    /// Where the digits lie in ``digits``.
    var layout: SignificantDigits { SignificantDigits(isNegative: isNegative, count: digits.count, power: power) }

    /// By value.
    static func < (left: DecimalLiteral, right: DecimalLiteral) -> Bool {
        left.layout.order(in: left.digits.span, right.layout, in: right.digits.span) < 0
    }
}
