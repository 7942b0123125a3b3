import Testing

@testable import Proviso

@Suite struct RetentionPeriodComparisonTests {
    /// Days from every day of 400 years on, in the calendar that adds periods to instants.
    private static func lengths(_ period: RetentionPeriod, from days: some Sequence<Int64>) throws -> [Int64] {
        try days.map { day in
            let start = try #require(Instant(millisecondsSinceEpoch: day * 86_400_000))
            return try start.adding(period).millisecondsSinceEpoch / 86_400_000 - day
        }
    }

    /// 400 years from 1970 on.
    private static let cycle: Range<Int64> = 0..<146_097

    @Test(arguments: [
        ("P0D", 0, 0), ("P90D", 90, 90), ("P2W", 14, 14), ("P1W1D", 8, 8), ("P1M", 28, 31), ("P1M1D", 29, 32),
        ("P2M", 59, 62), ("P3M", 89, 92),
        ("P1Y", 365, 366), ("P12M", 365, 366), ("P4Y", 1460, 1461), ("P8Y", 2921, 2922), ("P100Y", 36_524, 36_525),
        ("P400Y", 146_097, 146_097), ("P1200Y1M", 438_319, 438_322), ("P1Y6M", 546, 550),
    ])
    func `a period has so many days`(text: String, least: Int64, most: Int64) throws {
        #expect(try RetentionPeriod(text).dayRange == least...most)
    }

    @Test(arguments: ["P1M", "P5M", "P11M3D", "P1Y", "P13M", "P7Y8M9W10D", "P99Y", "P401Y1M"])
    func `fewest and most days are those over all days of the calendar's cycle`(text: String) throws {
        let period = try RetentionPeriod(text)
        let lengths = try Self.lengths(period, from: Self.cycle)
        #expect(try period.dayRange == #require(lengths.min())...#require(lengths.max()))
    }

    @Test(arguments: [
        ("P1M", "P31D", true), ("P1M", "P30D", false), ("P30D", "P1M", false), ("P28D", "P1M", true),
        ("P29D", "P1M", false),
        ("P1Y", "P12M", true), ("P12M", "P1Y", true), ("P1Y", "P365D", false), ("P365D", "P1Y", true),
        ("P366D", "P1Y", false),
        ("P4W", "P1M", true), ("P1M", "P4W", false), ("P4W", "P28D", true), ("P0D", "P0Y", true), ("P1D", "P0D", false),
        ("P1M", "P1M1D", true), ("P1M1D", "P1M", false), ("P2M", "P1M31D", true), ("P1M31D", "P2M", false),
        ("P2M", "P1M30D", false), ("P999999Y999999M999999W999999D", "P999999Y999999M999999W999999D", true),
        ("P999999Y999999M", "P999999Y999998M", false), ("P999999D", "P999999Y", true),
    ])
    func `one period is never longer than another, or can be`(first: String, second: String, isNeverLonger: Bool) throws
    {
        let (first, second) = try (RetentionPeriod(first), RetentionPeriod(second))
        #expect(first.isNeverLonger(than: second) == isNeverLonger)
        #expect(first.canBeLonger(than: second) != isNeverLonger)
    }

    @Test func `random periods are compared as all days of the calendar's cycle compare them`() throws {
        var generator = SeededGenerator(seed: testSeed)
        var counts = (never: 0, possible: 0)
        // Differences lie at the ends of months of leap years and of centuries, so those are enough.
        let days = Self.cycle.filter { day in
            CalendarDay(daysSinceEpoch: day).map { $0.year % 100 > 95 || $0.year % 100 < 5 || $0.year < 1976 } ?? false
        }
        for _ in 0..<25 {
            let months = Int.random(in: 0...30, using: &generator)
            let rest = Int.random(in: 0...3, using: &generator)
            let first = try RetentionPeriod("P\(months)M\(Int.random(in: 0...4, using: &generator))D")
            // About as many days, as days or as months and days.
            let about = months * 3044 / 100 + Int.random(in: -2...3, using: &generator)
            let second = try RetentionPeriod(
                Bool.random(using: &generator)
                    ? "P\(max(0, about))D"
                    : "P\(max(0, months - rest))M\(rest * 30 + Int.random(in: 0...4, using: &generator))D")
            let isNeverLonger = try zip(Self.lengths(first, from: days), Self.lengths(second, from: days)).allSatisfy(
                <=)
            #expect(first.isNeverLonger(than: second) == isNeverLonger, "seed \(testSeed): \(first) \(second)")
            if isNeverLonger { counts.never += 1 } else { counts.possible += 1 }
        }
        #expect(counts.never > 0 && counts.possible > 0, "seed \(testSeed)")
    }

    @Test(arguments: [
        ("P0D", true), ("P0Y0M0W0D", true), ("P1D", false), ("P1W", false), ("P1M", false), ("P1Y", false),
    ])
    func `a period without length is known`(text: String, isZero: Bool) throws {
        #expect(try RetentionPeriod(text).isZero == isZero)
    }
}
