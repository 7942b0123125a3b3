import Testing

@testable import Proviso

@Suite struct TimeZoneRuleTests {
    private static func rule(_ text: String, extended: Bool = false) -> TimeZoneRule? {
        TimeZoneRule(Array(text.utf8)[...], extended: extended)
    }

    /// The changes of a year, as texts of UTC with the offset that follows.
    private static func changes(_ text: String, _ year: Int, extended: Bool = false) throws -> [String] {
        let rule = try #require(Self.rule(text, extended: extended))
        let first = try #require(CalendarDay(year: year, month: 1, day: 1)).daysSinceEpoch * 86_400
        let last = try #require(CalendarDay(year: year, month: 12, day: 31)).daysSinceEpoch * 86_400 + 86_399
        return try rule.stretches(after: first - 1, through: last).map {
            "\(try #require(Instant(millisecondsSinceEpoch: $0.start * 1000))) \($0.offset)"
        }
    }

    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", 2026, ["2026-03-29T01:00:00Z 7200", "2026-10-25T01:00:00Z 3600"]),
        ("EST5EDT,M3.2.0,M11.1.0", 2026, ["2026-03-08T07:00:00Z -14400", "2026-11-01T06:00:00Z -18000"]),
        // South of the equator the period reaches over the end of the year.
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", 2026, ["2026-04-04T16:00:00Z 36000", "2026-10-03T16:00:00Z 39600"]),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 2026, ["2026-04-04T15:00:00Z 37800", "2026-10-03T15:30:00Z 39600"]),
        // Summer is standard.
        ("IST-1GMT0,M10.5.0,M3.5.0/1", 2026, ["2026-03-29T01:00:00Z 3600", "2026-10-25T01:00:00Z 0"]),
        ("AAA0BBB,M2.1.1/0,M2.5.1/0:00:01", 2024, ["2024-02-05T00:00:00Z 3600", "2024-02-25T23:00:01Z 0"]),
        // Day 60 without and with the leap day.
        ("AAA0BBB,J60/0,J365/24", 2024, ["2024-03-01T00:00:00Z 3600", "2024-12-31T23:00:00Z 0"]),
        ("AAA0BBB,J60/0,J365/24", 2025, ["2025-03-01T00:00:00Z 3600", "2025-12-31T23:00:00Z 0"]),
        ("AAA0BBB,59/0,365/0", 2024, ["2024-02-29T00:00:00Z 3600", "2024-12-30T23:00:00Z 0"]),
        ("AAA0BBB,59/0,J59/24", 2025, ["2025-02-28T23:00:00Z 0", "2025-03-01T00:00:00Z 3600"]),
        ("UTC0", 2026, []),
    ])
    func `a rule has its two changes in every year`(text: String, year: Int, expected: [String]) throws {
        #expect(try Self.changes(text, year) == expected)
    }

    @Test func `changes can lie outside of their day from version 3 on`() throws {
        let nuuk = "<-02>2<-01>,M3.5.0/-1,M10.5.0/0"
        #expect(
            try Self.changes(nuuk, 2026, extended: true) == [
                "2026-03-29T01:00:00Z -3600", "2026-10-25T01:00:00Z -7200",
            ])
        #expect(Self.rule(nuuk) == nil)
        let gaza = "EET-2EEST,M3.4.4/50,M10.4.4/50"
        #expect(
            try Self.changes(gaza, 2026, extended: true) == ["2026-03-28T00:00:00Z 10800", "2026-10-23T23:00:00Z 7200"])
        #expect(Self.rule(gaza) == nil)
        // A week before January begins, and a week after December has.
        let wide = try Self.changes("AAA0BBB,0/-167,J365/167", 2026, extended: true)
        #expect(wide == ["2026-01-06T22:00:00Z 0", "2026-12-25T01:00:00Z 3600"])
    }

    /// RFC 9636 section 3.3.2 gives the first.
    @Test(arguments: [("EST5EDT,0/0,J365/25", -14400), ("IST-1GMT0,0/0,J365/23", 0)])
    func `an offset can hold all year, although it begins and ends`(text: String, offset: Int64) throws {
        let rule = try #require(Self.rule(text, extended: true))
        let start = try Instant("2026-12-31T00:00:00Z").secondsSinceEpoch
        for hour: Int64 in 0..<48 {
            for second: Int64 in [-1, 0, 1] { #expect(rule.offset(at: start + hour * 3600 + second) == offset) }
        }
    }

    @Test(arguments: [
        ("CET-1", 3600), ("<+0630>-6:30", 23_400), ("<-00>0", 0), ("ABC+24:59:59", -89_999), ("AbCdEfGh-0:0:1", nil),
        ("ABC-00:00:01", 1), ("<A-1+2>12", -43_200),
    ])
    func `an offset counts west in the text and east in the rule`(text: String, offset: Int64?) {
        #expect(Self.rule(text)?.standard == offset)
        #expect(Self.rule(text)?.daylight == nil)
    }

    @Test func `the other offset is an hour more if it is not named`() {
        #expect(Self.rule("CET-1CEST,M3.5.0,M10.5.0/3")?.daylight?.offset == 7200)
        #expect(Self.rule("CET-1CEST-3,M3.5.0,M10.5.0/3")?.daylight?.offset == 10_800)
        #expect(Self.rule("IST-1GMT0,M10.5.0,M3.5.0/1")?.daylight?.offset == 0)
    }

    @Test(arguments: [
        "", "C", "CE-1", "CET", "CET-", "CET1:", "CET1:5", "CET1:60", "CET25", "CET-1 ", " CET-1", "CET100", "CET--1",
        "<CET-1", "<CE>-1", "<C T>1", "CE1T-1",
        "é1234", "CET-1CEST", "CET-1CEST-2", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,", "CET-1CEST,M3.5.0,M10.5.0/",
        "CET-1CEST,M3.5.0,M10.5.0/3,", "CET-1CEST,M0.5.0,M10.5.0",
        "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.0.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
        "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5,M10.5.0",
        "CET-1CEST,J0,J365", "CET-1CEST,J1,J366", "CET-1CEST,366,1", "CET-1CEST,0001,1", "CET-1CEST,J-1,J3",
        "CET-1CEST,1/-1,200", "CET-1CEST,1/25,200",
        "CET-1CEST,1/+1,200", "CET-1CEST,1/2:3,200", "CET-1CEST1:2:3:4,1,200", "CET-1CEST;1;200",
        "CET99999999999999999999",
    ])
    func `any other text is refused`(text: String) {
        #expect(Self.rule(text) == nil)
    }

    @Test func `times of changes have an end also where they are extended`() {
        #expect(Self.rule("CET-1CEST,1/-167:59:59,200/167:59:59", extended: true) != nil)
        for time in ["168", "-168", "1000", "--1", "9999999999999999999999"] {
            #expect(Self.rule("CET-1CEST,1/\(time),200", extended: true) == nil)
        }
    }
}
