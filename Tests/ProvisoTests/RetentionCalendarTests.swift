import Testing

@testable import Proviso

@Suite struct RetentionCalendarTests {
    private typealias PeriodEnd = RetentionCalendar.PeriodEnd

    private static func end(
        _ zone: String, _ ends: RetentionCalendar.PeriodEnd, _ anchor: String, _ period: String
    ) throws -> String {
        let calendar = RetentionCalendar(zone: try CalendarZone(zone), ends: ends)
        return try calendar.end(of: RetentionPeriod(period), from: Instant(anchor)).description
    }

    // MARK: Universal time

    @Test(arguments: [
        ("2026-03-01T00:00:00Z", "P1D", "2026-03-03T00:00:00Z"),
        ("2026-03-01T23:59:59Z", "P1D", "2026-03-03T00:00:00Z"),
        ("2026-03-01T12:00:00Z", "P0D", "2026-03-02T00:00:00Z"),
        ("2026-01-31T12:00:00Z", "P1M", "2026-03-01T00:00:00Z"),
        ("2028-01-31T12:00:00Z", "P1M", "2028-03-01T00:00:00Z"),
        ("2028-02-29T12:00:00Z", "P1Y", "2029-03-01T00:00:00Z"),
        ("2028-02-29T12:00:00Z", "P4Y", "2032-03-01T00:00:00Z"),
        // Years and months are one sum, and days come after the month's end was found.
        ("2028-02-29T12:00:00Z", "P3Y12M", "2032-03-01T00:00:00Z"),
        ("2026-01-31T12:00:00Z", "P1M1D", "2026-03-02T00:00:00Z"),
        ("2026-01-31T12:00:00Z", "P1M2W3D", "2026-03-18T00:00:00Z"),
        ("2026-12-31T12:00:00Z", "P2M", "2027-03-01T00:00:00Z"),
        ("9999-12-29T12:00:00Z", "P1D", "9999-12-31T00:00:00Z"),
    ])
    func `a period ends with its last day`(anchor: String, period: String, end: String) throws {
        #expect(try Self.end("UTC", .day, anchor, period) == end)
    }

    @Test(arguments: [
        ("2026-01-31T12:34:56Z", "P1M", "2026-02-28T12:34:56Z"),
        ("2028-01-31T12:00:00Z", "P1M", "2028-02-29T12:00:00Z"),
        ("2028-02-29T12:00:00Z", "P1Y", "2029-02-28T12:00:00Z"),
        ("2026-03-01T23:59:59Z", "P1D", "2026-03-02T23:59:59Z"),
        ("2026-03-01T12:00:00Z", "P0D", "2026-03-01T12:00:00Z"),
        ("9999-12-30T12:00:00Z", "P1D", "9999-12-31T12:00:00Z"),
    ])
    func `a period can end at the time of day at which it began`(anchor: String, period: String, end: String) throws {
        #expect(try Self.end("UTC", .instant, anchor, period) == end)
    }

    @Test func `milliseconds are kept with the time of day, and have no place in the start of a day`() throws {
        let anchor = try #require(Instant(millisecondsSinceEpoch: 1_000_000_000_789))
        let period = try RetentionPeriod("P1D")
        let atTime = try RetentionCalendar(zone: .utc, ends: .instant).end(of: period, from: anchor)
        #expect(atTime.millisecondsSinceEpoch == 1_000_086_400_789)
        let atDay = try RetentionCalendar(zone: .utc).end(of: period, from: anchor)
        #expect(atDay.millisecondsSinceEpoch == 1_000_166_400_000)
    }

    @Test func `in universal time the end at the time of day is what an instant with the period added is`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let calendar = RetentionCalendar(zone: .utc, ends: .instant)
        for _ in 0..<2000 {
            let anchor = try Self.instant(0...Instant.last.millisecondsSinceEpoch, using: &generator)
            let period = try Self.period(using: &generator)
            #expect((try? calendar.end(of: period, from: anchor)) == (try? anchor.adding(period)), "seed \(testSeed)")
        }
    }

    // MARK: Clocks that change

    @Test(
        .disabled(if: ZoneFiles.isMissing, "there are no time zone files"),
        arguments: [
            // The day of the anchor and of the end are those of the zone.
            ("Europe/Berlin", "2026-01-31T22:59:59Z", "P1M", "2026-02-28T23:00:00Z"),
            ("Europe/Berlin", "2026-01-31T23:00:00Z", "P1M", "2026-03-01T23:00:00Z"),
            ("Europe/Berlin", "2026-03-27T12:00:00Z", "P1D", "2026-03-28T23:00:00Z"),
            ("Europe/Berlin", "2026-03-28T12:00:00Z", "P1D", "2026-03-29T22:00:00Z"),
            ("Europe/Berlin", "2026-10-24T12:00:00Z", "P1D", "2026-10-25T23:00:00Z"),
            ("Europe/Berlin", "2490-07-01T00:00:00Z", "P10Y", "2500-07-01T22:00:00Z"),
            // Midnight of 4 November is skipped.
            ("America/Sao_Paulo", "2018-11-02T12:00:00Z", "P1D", "2018-11-04T03:00:00Z"),
            ("America/Sao_Paulo", "2018-02-16T12:00:00Z", "P1D", "2018-02-18T03:00:00Z"),
            ("Asia/Beirut", "2026-03-27T12:00:00Z", "P1D", "2026-03-28T22:00:00Z"),
            // At midnight the hour before it begins again: the day is over the second time.
            ("Asia/Beirut", "2026-10-23T12:00:00Z", "P1D", "2026-10-24T22:00:00Z"),
            // A minute after midnight an hour begins again that is the day before's but for a minute.
            ("America/St_Johns", "2010-11-05T12:00:00Z", "P1D", "2010-11-07T03:30:00Z"),
            // At one the new day begins again: the day before does not come again.
            ("America/Havana", "2018-11-02T12:00:00Z", "P1D", "2018-11-04T04:00:00Z"),
            // 30 December 2011 and 21 August 1993 never were.
            ("Pacific/Apia", "2011-12-28T12:00:00Z", "P1D", "2011-12-30T10:00:00Z"),
            ("Pacific/Apia", "2011-12-28T12:00:00Z", "P2D", "2011-12-30T10:00:00Z"),
            ("Pacific/Apia", "2011-12-28T12:00:00Z", "P3D", "2011-12-31T10:00:00Z"),
            ("Pacific/Kwajalein", "1993-08-19T18:00:00Z", "P1D", "1993-08-21T12:00:00Z"),
            ("Pacific/Kwajalein", "1993-08-19T18:00:00Z", "P2D", "1993-08-21T12:00:00Z"),
            ("Australia/Lord_Howe", "2026-04-04T00:00:00Z", "P1D", "2026-04-05T13:30:00Z"),
            // In the month of fasting clocks are an hour behind.
            ("Africa/Casablanca", "2024-03-11T12:00:00Z", "P1M", "2024-04-12T00:00:00Z"),
            ("Africa/Casablanca", "2024-04-14T12:00:00Z", "P1M", "2024-05-14T23:00:00Z"),
            ("Europe/Dublin", "2026-07-01T12:00:00Z", "P6M", "2027-01-02T00:00:00Z"),
            ("Europe/Dublin", "2027-01-01T12:00:00Z", "P6M", "2027-07-01T23:00:00Z"),
            ("America/Nuuk", "2026-10-23T12:00:00Z", "P1D", "2026-10-25T02:00:00Z"),
            ("America/Nuuk", "2499-10-01T12:00:00Z", "P9M", "2500-07-02T01:00:00Z"),
            ("Asia/Tehran", "2022-03-20T12:00:00Z", "P1D", "2022-03-21T20:30:00Z"),
            ("Asia/Tehran", "2022-07-01T12:00:00Z", "P1Y", "2023-07-01T20:30:00Z"),
        ])
    func `the last day ends when the zone's clocks show the next one for good`(
        zone: String, anchor: String, period: String, end: String
    ) throws {
        #expect(try Self.end(zone, .day, anchor, period) == end)
    }

    @Test(
        .disabled(if: ZoneFiles.isMissing, "there are no time zone files"),
        arguments: [
            ("Europe/Berlin", "2026-03-28T12:00:00Z", "P1D", "2026-03-29T11:00:00Z"),
            // Half past two is skipped, and is half past three.
            ("Europe/Berlin", "2026-03-28T01:30:00Z", "P1D", "2026-03-29T01:30:00Z"),
            // Half past two comes twice.
            ("Europe/Berlin", "2026-10-24T00:30:00Z", "P1D", "2026-10-25T01:30:00Z"),
            ("Europe/Berlin", "2026-10-25T00:30:00Z", "P0D", "2026-10-25T01:30:00Z"),
            ("Europe/Berlin", "2026-10-25T01:30:00Z", "P0D", "2026-10-25T01:30:00Z"),
            ("Europe/Berlin", "2025-10-25T22:00:00Z", "P1Y", "2026-10-25T23:00:00Z"),
            ("Pacific/Apia", "2011-12-29T22:00:00Z", "P1D", "2011-12-30T22:00:00Z"),
            ("America/Havana", "2018-11-03T04:30:00Z", "P1D", "2018-11-04T05:30:00Z"),
            ("Australia/Lord_Howe", "2026-10-02T15:40:00Z", "P1D", "2026-10-03T15:40:00Z"),
            ("Asia/Tehran", "2022-07-01T12:00:00Z", "P1Y", "2023-07-01T13:00:00Z"),
        ])
    func `a time of day that is skipped is moved forward, and one that comes twice is the second`(
        zone: String, anchor: String, period: String, end: String
    ) throws {
        #expect(try Self.end(zone, .instant, anchor, period) == end)
    }

    // MARK: The ends of the calendar

    @Test(
        arguments: PeriodEnd.allCases,
        ["P7974Y", "P999999Y", "P999999M", "P999999W", "P999999Y999999M999999W999999D", "P7973Y1M7D"])
    func `what ends beyond the year 9999 is refused`(ends: RetentionCalendar.PeriodEnd, period: String) throws {
        let anchor = try Instant("2026-11-25T10:00:00Z")
        let calendar = RetentionCalendar(zone: .utc, ends: ends)
        let error = #expect(throws: ProvisoError.self) {
            try calendar.end(of: RetentionPeriod(period), from: anchor)
        }
        #expect(error?.code == .valueInvalid)
        #expect(error?.message == "a period ends beyond the year 9999")
        #expect(error?.remedy == "choose a shorter period than \(period)")
        #expect(calendar.latestAnchor(ofPeriod: try RetentionPeriod("P8030Y"), endingBy: .last) == nil)
    }

    @Test func `the last day of the calendar does not end in universal time, and does end east of it`() throws {
        let anchor = try Instant("9999-12-31T01:00:00Z")
        let none = try RetentionPeriod("P0D")
        var file = ZoneFileText()
        #expect(throws: ProvisoError.self) { try RetentionCalendar(zone: .utc).end(of: none, from: anchor) }
        let east = RetentionCalendar(zone: try ZoneFiles.zone(file.bytes))
        #expect(try east.end(of: none, from: anchor) == Instant("9999-12-31T23:00:00Z"))
        // There the year 10000 has begun.
        #expect(throws: ProvisoError.self) { try east.end(of: none, from: .last) }
        #expect(east.day(of: .last).description == "9999-12-31")
        file.rule = "ABC1"
        let west = RetentionCalendar(zone: try ZoneFiles.zone(file.bytes))
        #expect(throws: ProvisoError.self) { try west.end(of: none, from: anchor) }
        #expect(try west.end(of: none, from: Instant("9999-12-31T00:59:59Z")) == Instant("9999-12-31T01:00:00Z"))
    }

    @Test func `days have a start from 1970 to 9999`() throws {
        var file = ZoneFileText()
        let east = RetentionCalendar(zone: try ZoneFiles.zone(file.bytes))
        file.rule = "ABC1"
        let west = RetentionCalendar(zone: try ZoneFiles.zone(file.bytes))
        let first = try CalendarDay("1970-01-01")
        #expect(east.startOfDay(first) == nil)
        #expect(try RetentionCalendar(zone: .utc).startOfDay(first) == Instant("1970-01-01T00:00:00Z"))
        #expect(try west.startOfDay(first) == Instant("1970-01-01T01:00:00Z"))
        #expect(try west.startOfDay(CalendarDay("9999-12-31")) == Instant("9999-12-31T01:00:00Z"))
        for day in ["0001-01-01", "1969-12-31"] { #expect(try west.startOfDay(CalendarDay(day)) == nil) }
        #expect(try west.day(of: Instant("1970-01-01T00:59:59Z")).description == "1969-12-31")
        #expect(try east.day(of: Instant("1970-01-01T00:00:00Z")).description == "1970-01-01")
    }

    @Test(
        .disabled(if: ZoneFiles.isMissing, "there are no time zone files"),
        arguments: [
            ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z"),
            ("Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00Z"),
            ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
            ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
            ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
            ("America/Havana", "2018-11-04", "2018-11-04T04:00:00Z"),
            ("America/St_Johns", "2010-11-07", "2010-11-07T03:30:00Z"),
        ])
    func `a day starts where the day before has gone for good`(zone: String, day: String, start: String) throws {
        let calendar = RetentionCalendar(zone: try CalendarZone(zone))
        #expect(try calendar.startOfDay(CalendarDay(day)) == Instant(start))
    }

    @Test(
        .disabled(if: ZoneFiles.isMissing, "there are no time zone files"),
        arguments: [
            ("Europe/Berlin", "2026-03-28T22:59:59Z", "2026-03-28"),
            ("Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29"),
            ("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29"),
            ("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31"),
            // For a minute it is the next day already.
            ("America/St_Johns", "2010-11-07T02:30:30Z", "2010-11-07"),
            ("America/St_Johns", "2010-11-07T02:31:00Z", "2010-11-06"),
        ])
    func `an instant has the day that clocks show`(zone: String, instant: String, day: String) throws {
        let calendar = RetentionCalendar(zone: try CalendarZone(zone))
        #expect(try calendar.day(of: Instant(instant)).description == day)
    }

    // MARK: Random zones, periods and instants

    private static func instant(
        _ range: ClosedRange<Int64>, using generator: inout SeededGenerator
    ) throws -> Instant {
        try #require(Instant(millisecondsSinceEpoch: Int64.random(in: range, using: &generator)))
    }

    private static func period(using generator: inout SeededGenerator) throws -> RetentionPeriod {
        try RetentionPeriod(
            ["P0D", "P1D", "P30D", "P1M", "P2M", "P6M", "P1Y", "P3Y", "P1M1D", "P1Y2M3W4D", "P11M", "P400D", "P48M"]
                .randomElement(using: &generator)!)
    }

    /// Real zones where there are any, and others.
    private static func zones(using generator: inout SeededGenerator) throws -> [CalendarZone] {
        try [.utc] + ZoneFiles.identifiers.compactMap { try? CalendarZone($0) }
            + (0..<40).map { _ in try ZoneFiles.randomZone(using: &generator) }
    }

    /// An instant near one at which clocks change, if they ever do; some at month's ends.
    private static func interesting(_ zone: CalendarZone, using generator: inout SeededGenerator) throws -> Instant {
        let changes = zone.file.stretches(from: 0, through: 2_500_000_000)
        let near =
            Bool.random(using: &generator)
            ? try #require(changes.randomElement(using: &generator)).start
            : try #require(
                CalendarDay(
                    year: Int.random(in: 1971...2040, using: &generator),
                    month: Int.random(in: 1...12, using: &generator), day: 1)
            ).daysSinceEpoch * 86_400
        let distance: Int64 = Bool.random(using: &generator) ? 7_200_000 : 300_000_000
        return try instant(
            max(200_000_000, near * 1000 - distance)...max(200_000_000, near * 1000 + distance), using: &generator)
    }

    @Test func `ends follow their anchors in order, but for what clocks were set back by`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for zone in try Self.zones(using: &generator) {
            let calendar = RetentionCalendar(zone: zone)
            let step = zone.largestStepBack * 1000
            for _ in 0..<100 {
                let period = try Self.period(using: &generator)
                let first = try Self.interesting(zone, using: &generator)
                let second = try #require(
                    Instant(
                        millisecondsSinceEpoch: first.millisecondsSinceEpoch
                            + Int64.random(in: 0...(2 * step + 100_000_000), using: &generator)))
                let ends = try (calendar.end(of: period, from: first), calendar.end(of: period, from: second))
                let isInOrder = zone.localMilliseconds(at: first) <= zone.localMilliseconds(at: second)
                let distance = second.millisecondsSinceEpoch - first.millisecondsSinceEpoch
                #expect(isInOrder || distance < step, "seed \(testSeed): \(zone)")
                if isInOrder { #expect(ends.0 <= ends.1, "seed \(testSeed): \(zone)") }
            }
        }
    }

    @Test func `nothing ends before its time`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for zone in try Self.zones(using: &generator) {
            for _ in 0..<50 {
                let period = try Self.period(using: &generator)
                let anchor = try Self.interesting(zone, using: &generator)
                let atDay = try RetentionCalendar(zone: zone).end(of: period, from: anchor)
                let atTime = try RetentionCalendar(zone: zone, ends: .instant).end(of: period, from: anchor)
                #expect(atTime >= anchor && atDay > anchor, "seed \(testSeed): \(zone)")
                // From its end on, clocks never show the last day again; before, they do.
                let last = try RetentionCalendar(zone: .utc, ends: .instant).end(
                    of: period, from: try #require(Instant(millisecondsSinceEpoch: zone.localMilliseconds(at: anchor))))
                let day = try #require(CalendarDay(daysSinceEpoch: last.secondsSinceEpoch / 86_400))
                let calendar = RetentionCalendar(zone: zone)
                for minute: Int64 in stride(from: 0, through: 60 * 52, by: 13) {
                    let later = Instant(millisecondsSinceEpoch: atDay.millisecondsSinceEpoch + minute * 60_000)
                    #expect(calendar.day(of: try #require(later)) > day, "seed \(testSeed): \(zone)")
                }
                let before = Instant(millisecondsSinceEpoch: atDay.millisecondsSinceEpoch - 1)
                #expect(calendar.day(of: try #require(before)) <= day, "seed \(testSeed): \(zone)")
            }
        }
    }

    @Test(arguments: PeriodEnd.allCases)
    func `no anchor after the latest one has ended`(ends: RetentionCalendar.PeriodEnd) throws {
        var generator = SeededGenerator(seed: testSeed)
        var counts = (found: 0, none: 0)
        for zone in try Self.zones(using: &generator) {
            let calendar = RetentionCalendar(zone: zone, ends: ends)
            let offsets = zone.file.stretches(from: 0, through: 2_500_000_000).map(\.offset)
            let forward = zip(offsets, offsets.dropFirst()).map { $1 - $0 }.max() ?? 0
            for round in 0..<12 {
                let period = try Self.period(using: &generator)
                let instant =
                    round == 0
                    ? try Self.instant(0...200_000_000, using: &generator)
                    : try Self.interesting(zone, using: &generator)
                func hasEnded(_ anchor: Instant) -> Bool {
                    (try? calendar.end(of: period, from: anchor)).map { $0 <= instant } ?? false
                }
                let latest = calendar.latestAnchor(ofPeriod: period, endingBy: instant)
                let start = latest?.millisecondsSinceEpoch ?? -1
                // The milliseconds after it, and a week in steps of some minutes.
                var distances: [Int64] = [1, 2, 999, 1000, 1001]
                distances += (0..<150).map { _ in Int64.random(in: 1...700_000_000, using: &generator) }
                for distance in distances {
                    let later = try #require(Instant(millisecondsSinceEpoch: start + distance))
                    #expect(!hasEnded(later), "seed \(testSeed): \(zone) \(period) \(instant) \(later)")
                }
                guard let latest else {
                    counts.none += 1
                    continue
                }
                counts.found += 1
                if ends == .day {
                    #expect(hasEnded(latest), "seed \(testSeed): \(zone) \(period) \(instant) \(latest)")
                } else if zone.identifier != "Test/Zone" {
                    // Some anchor has ended that is earlier by no more than what clocks were set by, and a millisecond; and by a day where
                    // two days of a longer month end on the last one of a shorter.
                    let day: Int64 = period.months > 0 || period.years > 0 ? 1440 : 0
                    let isNear = (0...day + Int64(zone.largestStepBack + forward) / 60).contains { minute in
                        Instant(millisecondsSinceEpoch: latest.millisecondsSinceEpoch - minute * 60_000 - 1)
                            .map(hasEnded) == true
                    }
                    #expect(
                        hasEnded(latest) || isNear, "seed \(testSeed): \(zone) \(period) \(instant) \(latest)")
                }
            }
        }
        #expect(counts.found > 100 && counts.none > 10, "seed \(testSeed): \(counts)")
    }

    @Test
    func
        `the latest anchor that ends at its time of day is the one that did so long before, where clocks do not change`()
        throws
    {
        let calendar = RetentionCalendar(zone: .utc, ends: .instant)
        let instants = [
            ("2026-02-28T01:00:00Z", "P1M", "2026-01-31T01:00:00Z"),
            ("2026-03-29T01:00:00Z", "P1M", "2026-02-28T23:59:59Z"),
            ("2026-03-01T01:00:00Z", "P1D", "2026-02-28T01:00:00Z"),
            ("1970-01-02T00:00:00Z", "P1D", "1970-01-01T00:00:00Z"),
        ]
        for (instant, period, anchor) in instants {
            let latest = calendar.latestAnchor(ofPeriod: try RetentionPeriod(period), endingBy: try Instant(instant))
            #expect(latest?.description == anchor)
        }
        let early = try Instant("1970-01-01T23:59:59Z")
        #expect(calendar.latestAnchor(ofPeriod: try RetentionPeriod("P1D"), endingBy: early) == nil)
    }

    @Test func `calendars are equal if their zones and ends are`() {
        #expect(RetentionCalendar(zone: .utc).ends == .day)
        #expect(RetentionCalendar(zone: .utc) == RetentionCalendar(zone: .utc, ends: .day))
        #expect(RetentionCalendar(zone: .utc) != RetentionCalendar(zone: .utc, ends: .instant))
    }
}
