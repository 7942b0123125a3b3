/// A whole number of at most 128 decimal digits, for exact arithmetic without an allocation.
///
/// The numbers and steps that transforms handle have digits from 10^63 down to 10^-64, so that nothing here overflows.
struct DigitRow {
    /// The values of the digits, the last of the number first; zero from `count` on.
    private var digits = InlineArray<128, UInt8>(repeating: 0)
    private var count = 0

    /// Zero.
    init() {}

    /// The magnitude of a number in units of a power of ten, without what is smaller.
    init(_ number: SignificantDigits, in literal: Span<UInt8>, from exponent: Int) {
        guard number.count > 0, number.power >= exponent else { return }
        count = number.power - exponent + 1
        for index in 0..<count { digits[index] = number.digit(ofPower: exponent + index, in: literal) }
    }

    var isZero: Bool { count == 0 }

    /// Ten times the number, and a digit.
    mutating func append(_ digit: UInt8) {
        if count == 0, digit == 0 { return }
        for index in stride(from: count, to: 0, by: -1) { digits[index] = digits[index - 1] }
        digits[0] = digit
        count += 1
    }

    mutating func add(_ other: DigitRow) {
        var carry: UInt8 = 0
        for index in 0..<max(count, other.count) {
            let sum = digits[index] + other.digits[index] + carry
            carry = sum >= 10 ? 1 : 0
            digits[index] = sum - carry * 10
        }
        count = max(count, other.count)
        append(carry: carry)
    }

    /// Twice the number, and one more where it is asked for.
    mutating func double(plusOne: Bool) {
        var carry: UInt8 = plusOne ? 1 : 0
        for index in 0..<count {
            let sum = digits[index] * 2 + carry
            carry = sum >= 10 ? 1 : 0
            digits[index] = sum - carry * 10
        }
        append(carry: carry)
    }

    /// Takes away a number that is not greater.
    mutating func subtract(_ other: DigitRow) {
        var borrow: UInt8 = 0
        for index in 0..<count {
            let taken = other.digits[index] + borrow
            borrow = digits[index] < taken ? 1 : 0
            digits[index] = digits[index] + borrow * 10 - taken
        }
        while count > 0, digits[count - 1] == 0 { count -= 1 }
    }

    static func >= (left: DigitRow, right: DigitRow) -> Bool {
        if left.count != right.count { return left.count > right.count }
        for index in stride(from: left.count - 1, through: 0, by: -1) where left.digits[index] != right.digits[index] {
            return left.digits[index] > right.digits[index]
        }
        return true
    }

    /// Appends the number times a power of ten as a plain decimal.
    func append(exponent: Int, isNegative: Bool, to output: inout ByteBuffer) {
        guard count > 0 else {
            output.append(UInt8(ascii: "0"))
            return
        }
        if isNegative { output.append(UInt8(ascii: "-")) }
        var lastPower = exponent
        while lastPower < 0, digit(ofPower: lastPower, exponent) == 0 { lastPower += 1 }
        for power in stride(from: max(exponent + count - 1, 0), through: min(lastPower, 0), by: -1) {
            if power == -1 { output.append(UInt8(ascii: ".")) }
            output.append(UInt8(ascii: "0") + digit(ofPower: power, exponent))
        }
    }

    private func digit(ofPower power: Int, _ exponent: Int) -> UInt8 {
        let index = power - exponent
        return index >= 0 && index < count ? digits[index] : 0
    }

    private mutating func append(carry: UInt8) {
        if carry == 0 { return }
        digits[count] = carry
        count += 1
    }
}
