import Testing

@testable import Proviso

/// Around the ends of groups of 18 digits, where carries go over.
@Suite struct DigitRowTests {
    private static let lengths = [1, 2, 17, 18, 19, 35, 36, 37, 54, 64, 108, 127]

    @Test(arguments: lengths)
    func `a row is written as it was read`(length: Int) {
        let text = "123456789012345678901234567890".cycled(to: length)
        #expect(Self.text(Self.row(text)) == text)
        let power = "1" + String(repeating: "0", count: length - 1)
        #expect(Self.text(Self.row(power)) == power)
    }

    @Test(arguments: lengths)
    func `one more than nines is a power of ten, and one less is nines again`(length: Int) {
        let nines = Self.row(String(repeating: "9", count: length))
        var sum = nines
        sum.add(Self.row("1"))
        #expect(Self.text(sum) == "1" + String(repeating: "0", count: length))
        #expect(sum >= nines && !(nines >= sum) && nines >= nines)
        sum.subtract(Self.row("1"))
        #expect(Self.text(sum) == String(repeating: "9", count: length))
        sum.subtract(nines)
        #expect(sum.isZero && Self.text(sum) == "0")
    }

    @Test(arguments: lengths)
    func `twice a row of fives is a row of ones and a zero`(length: Int) {
        var row = Self.row(String(repeating: "5", count: length))
        row.double(plusOne: false)
        #expect(Self.text(row) == String(repeating: "1", count: length) + "0")
        row = Self.row(String(repeating: "5", count: length))
        row.double(plusOne: true)
        #expect(Self.text(row) == String(repeating: "1", count: length + 1))
    }

    @Test(arguments: lengths)
    func `a remainder is less than the divisor`(length: Int) {
        let divisor = Self.row("7" + String(repeating: "0", count: length - 1))
        for digit in 0...9 {
            // Digit by digit, the quotient is at most nine.
            var row = Self.row(digit == 0 ? "0" : "\(digit)" + String(repeating: "0", count: length - 1))
            row.formRemainder(dividingBy: divisor)
            let rest = digit % 7
            #expect(Self.text(row) == (rest == 0 ? "0" : "\(rest)" + String(repeating: "0", count: length - 1)))
        }
    }

    @Test(arguments: [
        ("5", 0, "5"), ("5", 3, "5000"), ("5", -1, "0.5"), ("5", -3, "0.005"), ("50", -1, "5"), ("500", -1, "50"),
        ("1250", -3, "1.25"),
        ("1250", -4, "0.125"), ("1000", -3, "1"), ("10", 1, "100"), ("0", 5, "0"), ("0", -5, "0"),
        ("1", -20, "0.00000000000000000001"),
        ("1000000000000000000", -18, "1"), ("1000000000000000001", -18, "1.000000000000000001"),
    ])
    func `a row times a power of ten is a plain decimal`(digits: String, exponent: Int, expected: String) {
        #expect(Self.text(Self.row(digits), exponent: exponent) == expected)
        #expect(
            Self.text(Self.row(digits), exponent: exponent, isNegative: true) == (expected == "0" ? "" : "-") + expected
        )
    }

    private static func row(_ digits: String) -> DigitRow {
        var row = DigitRow()
        for digit in digits.utf8 { row.append(digit - UInt8(ascii: "0")) }
        return row
    }

    private static func text(_ row: DigitRow, exponent: Int = 0, isNegative: Bool = false) -> String {
        var output = ByteBuffer()
        row.append(exponent: exponent, isNegative: isNegative, to: &output)
        return output.text
    }
}

extension String {
    /// The text again and again, up to a length.
    fileprivate func cycled(to length: Int) -> String {
        String(String(repeating: self, count: length / count + 1).prefix(length))
    }
}
