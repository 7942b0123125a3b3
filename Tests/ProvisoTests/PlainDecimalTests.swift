import Testing

@testable import Proviso

@Suite struct PlainDecimalTests {
    @Test func `numbers are ordered by their values`() throws {
        let rising = [
            "-1000.5", "-1000", "-999.99", "-2", "-1.5", "-1.05", "-1", "-0.5", "-0.05", "0", "0.000001", "0.05",
            "0.049999999",
            "0.5", "1", "1.05", "1.5", "2", "9", "10", "99", "100", "99999999999999999999", "100000000000000000000.1",
        ]
        // The two that stand the wrong way round prove that the table is looked at.
        var numbers = try rising.map { text throws in try PlainDecimal(text) }
        #expect(numbers[12] < numbers[11])
        numbers.swapAt(11, 12)
        for (index, left) in numbers.enumerated() {
            for (otherIndex, right) in numbers.enumerated() {
                #expect((left < right) == (index < otherIndex), "\(left) \(right)")
                #expect((left == right) == (index == otherIndex), "\(left) \(right)")
            }
        }
    }

    @Test(arguments: [("1", "1.0"), ("0", "-0"), ("-0.0", "0.00"), ("2.50", "2.5")])
    func `numbers of one value are equal, and neither is less`(left: String, right: String) throws {
        let (left, right) = (try PlainDecimal(left), try PlainDecimal(right))
        #expect(left == right)
        #expect(!(left < right) && !(right < left))
        #expect(left.hashValue == right.hashValue)
    }

    @Test(arguments: [
        "", "1e2", "1E2", "+1", "01", ".5", "5.", "1_000", "1,5", " 1", "x", "0x10", "NaN",
        String(repeating: "1", count: 65),
    ])
    func `what is no plain decimal is refused`(text: String) {
        let error = #expect(throws: ProvisoError.self) { try PlainDecimal(text) }
        #expect(error?.code == .valueInvalid)
    }
}
