/// A whole number of at most 144 decimal digits, for exact arithmetic without an allocation.
///
/// The numbers and steps that transforms handle have digits from 10^63 down to 10^-62, so that nothing here overflows.
struct DigitRow {
    /// Groups of 18 digits, the last of the number first; zero from `count` on.
    private var groups = InlineArray<8, UInt64>(repeating: 0)
    private var count = 0

    private static let groupLength = 18
    /// 10^18. Ten times as much is still a UInt64.
    private static let base: UInt64 = 1_000_000_000_000_000_000

    /// Zero.
    init() {}

    /// The magnitude of a number in units of a power of ten, without what is smaller.
    init(_ number: SignificantDigits, in literal: Span<UInt8>, from exponent: Int) {
        var power = number.power
        while power >= exponent {
            append(number.digit(ofPower: power, in: literal))
            power -= 1
        }
    }

    var isZero: Bool { count == 0 }

    /// Ten times the number, and a digit.
    mutating func append(_ digit: UInt8) {
        var carry = UInt64(digit)
        for index in 0..<count { carry = set(index, to: groups[index] * 10 + carry) }
        append(carry: carry)
    }

    mutating func add(_ other: DigitRow) {
        var carry: UInt64 = 0
        count = max(count, other.count)
        for index in 0..<count { carry = set(index, to: groups[index] + other.groups[index] + carry) }
        append(carry: carry)
    }

    /// Twice the number, and one more where it is asked for.
    mutating func double(plusOne: Bool) {
        var carry: UInt64 = plusOne ? 1 : 0
        for index in 0..<count { carry = set(index, to: groups[index] * 2 + carry) }
        append(carry: carry)
    }

    /// Takes away a number that is not greater.
    mutating func subtract(_ other: DigitRow) {
        var borrow: UInt64 = 0
        for index in 0..<count {
            let taken = other.groups[index] + borrow
            borrow = groups[index] < taken ? 1 : 0
            groups[index] = groups[index] + borrow * Self.base - taken
        }
        while count > 0, groups[count - 1] == 0 { count -= 1 }
    }

    /// Leaves what remains when the number is divided by another, which is above zero.
    ///
    /// The quotient is small where this is used, digit after digit; a division of single groups is one instruction.
    mutating func formRemainder(dividingBy other: DigitRow) {
        if count <= 1, other.count == 1 {
            groups[0] %= other.groups[0]
            count = groups[0] > 0 ? 1 : 0
        } else {
            while self >= other { subtract(other) }
        }
    }

    static func >= (left: DigitRow, right: DigitRow) -> Bool {
        if left.count != right.count { return left.count > right.count }
        var index = left.count - 1
        while index >= 0 {
            if left.groups[index] != right.groups[index] { return left.groups[index] > right.groups[index] }
            index -= 1
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
        // The last of the number first.
        var digits = InlineArray<144, UInt8>(repeating: 0)
        var length = 0
        for group in 0..<count {
            var left = groups[group]
            for place in 0..<Self.groupLength {
                digits[group * Self.groupLength + place] = UInt8(truncatingIfNeeded: left % 10)
                if left > 0 { length = group * Self.groupLength + place + 1 }
                left /= 10
            }
        }
        var lastPower = min(exponent, 0)
        while lastPower < 0, lastPower - exponent < length, digits[lastPower - exponent] == 0 { lastPower += 1 }
        var power = max(exponent + length - 1, 0)
        while power >= lastPower {
            if power == -1 { output.append(UInt8(ascii: ".")) }
            let index = power - exponent
            output.append(UInt8(ascii: "0") + (index >= 0 && index < length ? digits[index] : 0))
            power -= 1
        }
    }

    /// Sets a group to what a value has in it, and gives what goes into the next.
    private mutating func set(_ index: Int, to value: UInt64) -> UInt64 {
        groups[index] = value % Self.base
        return value / Self.base
    }

    private mutating func append(carry: UInt64) {
        if carry == 0 { return }
        groups[count] = carry
        count += 1
    }
}
