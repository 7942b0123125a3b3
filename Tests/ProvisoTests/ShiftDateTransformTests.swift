import Testing

@testable import Proviso

@Suite struct ShiftDateTransformTests {
    @Test(arguments: [
        ("2020-02-28", 10, "2020-03-09"), ("2020-03-01T10:00:00Z", 10, "2020-03-11T10:00:00Z"),
        ("1980-01-01", 10, "1980-01-11"),
        ("1980-01-10", -1, "1980-01-09"), ("2020-02-28", 1, "2020-02-29"), ("2021-02-28", 1, "2021-03-01"),
        ("2020-12-31T23:59:60.5+14:00", 1, "2021-01-01T23:59:60.5+14:00"), ("2020-01-01T00:00", -1, "2019-12-31T00:00"),
        ("0001-01-02", -1, "0001-01-01"), ("9999-12-30", 1, "9999-12-31"), ("2020-01-01", 3650, "2029-12-29"),
        ("2020-01-01", -3650, "2010-01-03"), ("2020-01-01", 366, "2021-01-01"),
    ])
    func `the day moves, and time and offset stay as they are`(text: String, days: Int, expected: String) {
        #expect(Self.shifted(text, days) == expected)
    }

    @Test(arguments: [
        ("2020-02-28 10:00", "2020-03-01 10:00"), ("2020-02-28t1000,5+01", "2020-03-01t1000,5+01"),
        ("2020-02-28T24:00", "2020-03-01T24:00"),
        ("20200228T100000Z", "2020-03-01"), ("2020-059", "2020-03-01"), ("2020-W09-5T10:00", "2020-03-01"),
    ])
    func `in forms of ISO 8601 what stands behind another form of the day goes`(text: String, expected: String) {
        #expect(Self.shifted(text, 2, .iso) == expected)
    }

    @Test func `a day in a format becomes one of the standard form`() {
        #expect(Self.shifted("28.2.2020", 2, .format("D.M.YYYY")) == "2020-03-01")
        #expect(Self.shifted("28.2.2020", 2) == nil)
    }

    @Test(arguments: [
        ("2020", 1), ("2020-02", 1), ("2020-W09", 1), ("x", 1), ("", 1), ("2021-02-29", 1), ("0001-01-01", -1),
        ("9999-12-31", 1),
        ("9990-01-05", 3650), ("0010-12-29", -3650), ("2020-02-28x", 1),
    ])
    func `partial dates, other texts and days outside of the calendar are not handled`(text: String, days: Int) {
        #expect(Self.shifted(text, days) == nil)
        #expect(Self.shifted(text, days, .iso) == nil)
    }

    @Test func `days that were apart stay as far apart`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for _ in 0..<2000 {
            let numbers = (0..<2).map { _ in Int64.random(in: -700_000...2_900_000, using: &generator) }
            let days = Int.random(in: -3650...3650, using: &generator)
            let moved = try numbers.map { number in
                let text = try #require(CalendarDay(daysSinceEpoch: number)).description
                return try CalendarDay(try #require(Self.shifted(text, days))).daysSinceEpoch
            }
            #expect(moved[1] - moved[0] == numbers[1] - numbers[0], "seed \(testSeed)")
            #expect(moved[0] - numbers[0] == Int64(days), "seed \(testSeed)")
        }
    }

    // MARK: The days of a hash

    /// The number is that of little-endian bytes, so a first byte alone is the number.
    @Test(arguments: [
        (0, 30, -30), (1, 30, -29), (29, 30, -1), (30, 30, 1), (59, 30, 30), (60, 30, -30), (39, 30, 10), (0, 1, -1),
        (1, 1, 1), (2, 1, -1),
        (255, 3650, -3395),
    ])
    func `a small hash counts from the earliest day, without the day itself`(number: UInt8, limit: Int, days: Int) {
        var hash = [UInt8](repeating: 0, count: 16)
        hash[0] = number
        #expect(ShiftDateTransform.days(hash: hash.span, limit: limit) == days)
    }

    @Test func `all bytes of the hash count`() {
        // 2^128 ends in 6, so 2^128 - 1 is 5 modulo 10.
        let ones = [UInt8](repeating: 0xFF, count: 16)
        #expect(ShiftDateTransform.days(hash: ones.span, limit: 5) == 1)
        // 1 is 1 modulo 10, and every power of 256 ends in 6.
        for index in 0..<16 {
            var hash = [UInt8](repeating: 0, count: 16)
            hash[index] = 1
            #expect(ShiftDateTransform.days(hash: hash.span, limit: 5) == (index == 0 ? -4 : 2))
        }
    }

    @Test(arguments: [1, 2, 3, 10, 365])
    func `every number of days comes up but none at all`(limit: Int) {
        var counts: [Int: Int] = [:]
        var generator = SeededGenerator(seed: testSeed)
        let rounds = 200 * limit
        for _ in 0..<rounds {
            let hash = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
            counts[ShiftDateTransform.days(hash: hash.span, limit: limit), default: 0] += 1
        }
        #expect(Set(counts.keys) == Set((-limit...limit).filter { $0 != 0 }))
        // 100 are expected of each, with a standard deviation of 10.
        #expect(counts.values.allSatisfy { (30...170).contains($0) }, "seed \(testSeed)")
    }

    private static func shifted(_ text: String, _ days: Int, _ form: DateForm = .standard) -> String? {
        var output = ByteBuffer()
        let bytes = Array(text.utf8)
        return ShiftDateTransform.apply(bytes.span, days: days, forms: [form], into: &output) ? output.text : nil
    }
}
