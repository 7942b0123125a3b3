/// A JSON number as an exact decimal, so that `1`, `1.0` and `10e-1` are equal and nothing is rounded.
struct DecimalLiteral: Hashable, Sendable {
    private let isNegative: Bool
    /// The digits without leading and trailing zeros; empty for zero.
    private let digits: [UInt8]
    /// The power of ten of the last digit.
    private let exponent: Int

    /// The value of a literal, or nil for a text that is no JSON number or has an exponent beyond ±10^15, which costs nothing here
    /// and which no comparison needs.
    init?(_ literal: Span<UInt8>) {
        guard !literal.isEmpty, JSONScanner.endOfNumber(literal, from: 0) == literal.count else { return nil }
        var digits: [UInt8] = []
        var exponent = 0
        var index = literal[0] == UInt8(ascii: "-") ? 1 : 0
        var isFraction = false
        while index < literal.count, literal[index] | 0x20 != UInt8(ascii: "e") {
            if literal[index] == UInt8(ascii: ".") {
                isFraction = true
            } else {
                digits.append(literal[index])
                if isFraction { exponent -= 1 }
            }
            index += 1
        }
        if index < literal.count {
            guard let power = Self.power(literal, from: index + 1) else { return nil }
            exponent += power
        }
        while digits.last == UInt8(ascii: "0") {
            digits.removeLast()
            exponent += 1
        }
        let leadingZeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        self.digits = Array(digits.dropFirst(leadingZeros))
        self.exponent = self.digits.isEmpty ? 0 : exponent
        isNegative = !self.digits.isEmpty && literal[0] == UInt8(ascii: "-")
    }

    private static func power(_ literal: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        let isNegative = literal[index] == UInt8(ascii: "-")
        if isNegative || literal[index] == UInt8(ascii: "+") { index += 1 }
        var power = 0
        while index < literal.count {
            power = power * 10 + Int(literal[index] - UInt8(ascii: "0"))
            if power > 1_000_000_000_000_000 { return nil }
            index += 1
        }
        return isNegative ? -power : power
    }
}
