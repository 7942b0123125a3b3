/// Where the digits of a JSON number lie that make its value, so that it can be compared and computed with in place.
struct SignificantDigits {
    /// Whether the number is below zero; `-0` is not.
    let isNegative: Bool
    /// How many digits there are from the first to the last that is not zero; none for zero.
    let count: Int
    /// The power of ten of the first of them; 0 for zero.
    let power: Int
    /// Where the first of them lies.
    private let start: Int
    /// Where the point lies, or the end of the digits where there is none.
    private let point: Int

    /// The digits of a literal, or nil for a text that is no JSON number or has an exponent beyond ±10^15, which costs
    /// nothing here and which no comparison needs.
    init?(_ literal: Span<UInt8>) {
        guard !literal.isEmpty, JSONScanner.endOfNumber(literal, from: 0) == literal.count else { return nil }
        var first: Int?
        var last = 0
        var point: Int?
        var index = literal[0] == UInt8(ascii: "-") ? 1 : 0
        while index < literal.count, literal[index] | 0x20 != UInt8(ascii: "e") {
            if literal[index] == UInt8(ascii: ".") {
                point = index
            } else if literal[index] != UInt8(ascii: "0") {
                if first == nil { first = index }
                last = index
            }
            index += 1
        }
        self.point = point ?? index
        var exponent = 0
        if index < literal.count {
            guard let written = Self.exponent(literal, from: index + 1) else { return nil }
            exponent = written
        }
        guard let first else {
            (isNegative, count, power, start) = (false, 0, 0, 0)
            return
        }
        isNegative = literal[0] == UInt8(ascii: "-")
        start = first
        let isBeforePoint = first < self.point
        count = last - first + (isBeforePoint && self.point < last ? 0 : 1)
        power = self.point - first - (isBeforePoint ? 1 : 0) + exponent
    }

    /// The digits of a text that has no others, and neither sign nor point.
    init(isNegative: Bool, count: Int, power: Int) {
        (self.isNegative, self.count, self.power) = (isNegative, count, power)
        (start, point) = (0, count)
    }

    /// The power of ten of the last digit.
    var lastPower: Int { count == 0 ? 0 : power - count + 1 }

    /// The value of the digit of a power of ten.
    func digit(ofPower wanted: Int, in literal: Span<UInt8>) -> UInt8 {
        guard wanted <= power, power - wanted < count else { return 0 }
        let index = start + power - wanted
        return literal[start < point && index >= point ? index + 1 : index] - UInt8(ascii: "0")
    }

    /// Below, at or above zero as the number is less than, equal to or greater than another.
    func order(in literal: Span<UInt8>, _ other: SignificantDigits, in otherLiteral: Span<UInt8>) -> Int {
        if isNegative != other.isNegative { return isNegative ? -1 : 1 }
        let order = magnitudeOrder(literal, other, otherLiteral)
        return isNegative ? -order : order
    }

    private func magnitudeOrder(_ literal: Span<UInt8>, _ other: SignificantDigits, _ otherLiteral: Span<UInt8>) -> Int
    {
        if count == 0 || other.count == 0 { return count - other.count }
        if power != other.power { return power < other.power ? -1 : 1 }
        for number in 0..<max(count, other.count) {
            let left = digit(ofPower: power - number, in: literal)
            let right = other.digit(ofPower: power - number, in: otherLiteral)
            if left != right { return left < right ? -1 : 1 }
        }
        return 0
    }

    private static func exponent(_ literal: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        let isNegative = literal[index] == UInt8(ascii: "-")
        if isNegative || literal[index] == UInt8(ascii: "+") { index += 1 }
        var exponent = 0
        while index < literal.count {
            exponent = exponent * 10 + Int(literal[index] - UInt8(ascii: "0"))
            if exponent > 1_000_000_000_000_000 { return nil }
            index += 1
        }
        return isNegative ? -exponent : exponent
    }
}
