import Testing

@testable import Proviso

@Suite struct DecimalLiteralTests {
    @Test(arguments: [
        ["0", "-0", "0.0", "-0.000", "0e0", "0E+5", "0e-7", "-0.0e10", "0e1000000000000000"],
        [
            "1", "1.0", "1.00000", "10e-1", "0.1e1", "0.01E+2", "1e0", "1e-0", "1E+0", "100e-2",
            "1e0000000000000000000000",
        ],
        ["-1", "-1.0", "-10e-1", "-0.1e1"],
        ["1200", "1.2e3", "12e2", "12E+0002", "1200.00", "120000e-2", "0.0012e6"],
        ["0.05", "5e-2", "0.5e-1", "50e-3", "0.0500"],
        ["123456789012345678901234567890", "123456789012345678901234567890.0", "1.2345678901234567890123456789e29"],
        ["1e400", "10e399", "0.1E401"], ["1e-400", "0.1e-399"],
        ["1e1000000000000000", "1.0e1000000000000000", "10.0e999999999999999"],
        ["1" + String(repeating: "0", count: 5000), "1e5000", "0.1e5001"],
        ["0." + String(repeating: "0", count: 4999) + "1", "1e-5000"],
    ])
    func `numbers of one value are equal`(literals: [String]) {
        let numbers = literals.map(decimal)
        for (left, literal) in zip(numbers, literals) {
            #expect(left != nil, "\(literal)")
            for right in numbers { #expect(left == right, "\(literal)") }
        }
    }

    @Test func `numbers of different values differ, also where a floating-point number would not tell them apart`() {
        let literals = [
            "0", "1", "-1", "10", "0.1", "0.10000000000000000555", "9007199254740992", "9007199254740993", "1e400",
            "1e401", "1e-400",
            "1.00000000000000000001", "123456789012345678901234567890", "123456789012345678901234567891", "-10", "11",
            "101", "1001",
            "1e1000000000000000", "1e-1000000000000000", "12", "21", "1.2", "2.1", "1e5000", "1e4999",
        ]
        for (index, left) in literals.enumerated() {
            for right in literals[(index + 1)...] { #expect(decimal(left) != decimal(right), "\(left), \(right)") }
        }
    }

    @Test(arguments: [
        "", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "1.2.3", "0x10", "1a", " 1", "1 ", "1\n", "--1", "NaN",
        "Infinity", "1e1.5",
        "1,5", "1_000", "true", "\"1\"", "\u{FF11}", "1e5e5", "1\u{0}",
    ])
    func `what is no JSON number has no value`(text: String) {
        #expect(decimal(text) == nil)
    }

    @Test(arguments: [
        ("1e1000000000000000", true), ("1e-1000000000000000", true), ("1.5E+1000000000000000", true),
        ("1e0001000000000000000", true),
        ("1e1000000000000001", false), ("1e-1000000000000001", false), ("1e9223372036854775807", false),
        ("1e-9223372036854775808", false), ("1e99999999999999999999999999", false), ("0e1000000000000001", false),
        ("-1E+18446744073709551616", false), ("1e" + String(repeating: "9", count: 10_000), false),
    ])
    func `exponents beyond ten to the fifteenth have no value, whatever their length`(text: String, hasValue: Bool) {
        #expect((decimal(text) != nil) == hasValue)
    }

    @Test func `literals are ordered by their values, also where exponents are huge`() {
        // Rising; numbers of one value stand in one list.
        let rising = [
            ["-1e1000000000000000"], ["-1e400"], ["-11"], ["-10.000000000000000000001"], ["-10", "-1e1", "-10.0"],
            ["-9.99"], ["-1.1"], ["-1"], ["-0.10000000000000000555"], ["-0.1"], ["-1e-400"], ["-1e-1000000000000000"],
            ["0", "-0", "0e9", "-0.000"], ["1e-1000000000000000"], ["1e-400"], ["0.0999"], ["0.1", "1e-1"],
            ["0.10000000000000000555"], ["0.11"], ["1", "1.0"], ["1.00000000000000000001"], ["9.99"], ["10", "1e1"],
            ["10.5"], ["11"], ["100"], ["9007199254740992"], ["9007199254740993"],
            ["1" + String(repeating: "0", count: 400), "1e400"], ["1." + String(repeating: "0", count: 400) + "1e400"],
            ["1e401"], ["1e1000000000000000"],
        ]
        for (index, left) in rising.enumerated() {
            for (otherIndex, right) in rising.enumerated() {
                for (left, right) in left.flatMap({ left in right.map { (left, $0) } }) {
                    guard let leftValue = decimal(left), let rightValue = decimal(right) else {
                        Issue.record("\(left), \(right)")
                        continue
                    }
                    #expect((leftValue < rightValue) == (index < otherIndex), "\(left), \(right)")
                    #expect((leftValue == rightValue) == (index == otherIndex), "\(left), \(right)")
                }
            }
        }
    }

    @Test func `random literals are equal and less exactly if their values are`() {
        var generator = SeededGenerator(seed: testSeed)
        for round in 0..<2000 {
            // Small numbers meet often; the values in units of the smallest power of ten are whole.
            let (left, leftValue) = Self.literal(&generator)
            let (right, rightValue) = Self.literal(&generator)
            let place: Comment = "seed \(testSeed), round \(round): \(left), \(right)"
            #expect((decimal(left) == decimal(right)) == (leftValue == rightValue), place)
            guard let left = decimal(left), let right = decimal(right) else { continue }
            #expect((left < right) == (leftValue < rightValue), place)
        }
    }

    /// A random literal and its value in millionths.
    private static func literal(_ generator: inout SeededGenerator) -> (String, Int) {
        let whole = [0, 0, 1, 1, 10, 12, 100, 120].randomElement(using: &generator)!
        let fraction = ["", ".0", ".1", ".01", ".10", ".12", ".120", ".012"].randomElement(using: &generator)!
        let exponent = Int.random(in: -3...3, using: &generator)
        let sign = Bool.random(using: &generator) ? -1 : 1
        let exponentText = exponent == 0 && Bool.random(using: &generator) ? "" : "e\(exponent)"
        let millionths = whole * 1_000_000 + (Int((fraction.dropFirst() + "000000").prefix(6)) ?? 0)
        let power = [1, 10, 100, 1000][abs(exponent)]
        // The digits end before the last three of the millionths, so that a division by a thousand is exact.
        let value = exponent < 0 ? millionths / power : millionths * power
        return ("\(sign < 0 ? "-" : "")\(whole)\(fraction)\(exponentText)", sign * value)
    }

    private func decimal(_ text: String) -> DecimalLiteral? { DecimalLiteral(Array(text.utf8).span) }
}
