import Testing

@testable import Proviso

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:01Z", 1), ("1972-02-29T12:00:00Z", 68_212_800),
        ("1999-12-31T23:59:59Z", 946_684_799), ("2000-02-29T00:00:00Z", 951_782_400),
        ("2026-11-25T10:00:00Z", 1_795_600_800), ("2038-01-19T03:14:08Z", 2_147_483_648),
        ("2100-02-28T23:59:59Z", 4_107_542_399), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
    func `an instant has one text, and seconds since 1970`(text: String, seconds: Int64) throws {
        let instant = try Instant(text)
        #expect(instant.millisecondsSinceEpoch == seconds * 1000)
        #expect(instant.secondsSinceEpoch == seconds)
        #expect(instant.description == text)
    }

    @Test(arguments: [
        "", "2026-11-25", "2026-11-25T10:00Z", "2026-11-25T10:00:00", "2026-11-25T10:00:00z", "2026-11-25t10:00:00Z",
        "2026-11-25 10:00:00Z", "2026-11-25T10:00:00.0Z", "2026-11-25T10:00:00+00:00", "2026-11-25T10:00:60Z",
        "2026-11-25T24:00:00Z", "2026-11-25T10:60:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-11-00T00:00:00Z",
        "1969-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", " 2026-11-25T10:00:00Z",
        "2026-11-25T10:00:00Z ", "２026-11-25T10:00:00Z", "-026-11-25T10:00:00Z",
    ])
    func `any other text is refused`(text: String) {
        let error = #expect(throws: ProvisoError.self) { try Instant(text) }
        #expect(error?.code == .valueInvalid)
    }

    @Test func `milliseconds before 1970 and after 9999 are no instant`() {
        #expect(Instant(millisecondsSinceEpoch: -1) == nil)
        #expect(Instant(millisecondsSinceEpoch: 253_402_300_800_000) == nil)
        #expect(Instant(millisecondsSinceEpoch: .max) == nil)
        #expect(Instant(millisecondsSinceEpoch: 253_402_300_799_999) == .last)
    }

    @Test func `whole seconds leave the milliseconds away, and instants are ordered by them`() throws {
        let instant = try #require(Instant(millisecondsSinceEpoch: 1999))
        #expect(instant.wholeSeconds.millisecondsSinceEpoch == 1000)
        #expect(instant.description == "1970-01-01T00:00:01Z")
        #expect(instant.wholeSeconds < instant)
    }

    @Test(arguments: [
        ("2026-11-25T10:00:00Z", "P90D", "2027-02-23T10:00:00Z"),
        ("2026-01-31T00:00:00Z", "P1M", "2026-02-28T00:00:00Z"),
        ("2028-01-31T00:00:00Z", "P1M", "2028-02-29T00:00:00Z"),
        ("2028-02-29T08:00:00Z", "P1Y", "2029-02-28T08:00:00Z"),
        ("2028-02-29T08:00:00Z", "P4Y", "2032-02-29T08:00:00Z"),
        ("2026-12-31T00:00:00Z", "P2M", "2027-02-28T00:00:00Z"),
        ("2026-01-31T00:00:00Z", "P1M1D", "2026-03-01T00:00:00Z"),
        ("2026-11-25T10:00:00Z", "P2W", "2026-12-09T10:00:00Z"),
        ("2026-11-25T10:00:00Z", "P1Y2M3W4D", "2028-02-19T10:00:00Z"),
        ("2026-11-25T10:00:00Z", "P0D", "2026-11-25T10:00:00Z"),
        ("1999-12-31T23:59:59Z", "P12M", "2000-12-31T23:59:59Z"),
    ])
    func `a period is added by the calendar, on the last day of a month that is too short`(
        start: String, period: String, end: String
    ) throws {
        #expect(try Instant(start).adding(RetentionPeriod(period)).description == end)
    }

    @Test(arguments: ["P7974Y", "P999999Y", "P999999M", "P999999W999999D"])
    func `a period that leads beyond the year 9999 is refused`(period: String) throws {
        let start = try Instant("2026-11-25T10:00:00Z")
        let error = #expect(throws: ProvisoError.self) { try start.adding(RetentionPeriod(period)) }
        #expect(error?.code == .valueInvalid)
    }

    @Test(.disabled(if: Python.isMissing, "python3 is not installed"))
    func `Python's calendar agrees on random instants`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let seconds = (0..<2000).map { _ in Int64.random(in: 0...253_402_300_799, using: &generator) }
        let program = """
            import json, sys
            from datetime import datetime, timedelta
            start = datetime(1970, 1, 1)
            print(json.dumps([(start + timedelta(seconds=s)).strftime("%Y-%m-%dT%H:%M:%SZ") for s in json.load(sys.stdin)]))
            """
        let texts = try Python.run(program, input: seconds, as: [String].self)
        #expect(texts.count == seconds.count)
        for (second, text) in zip(seconds, texts) {
            #expect(Instant(millisecondsSinceEpoch: second * 1000)?.description == text)
            #expect(try Instant(text).secondsSinceEpoch == second)
        }
    }

    @Test func `a time source gives what it was given, and the system's clock is later than this test was written`()
        throws
    {
        let instant = try Instant("2026-11-25T10:00:00Z")
        #expect(TimeSource.fixed(instant).now() == instant)
        #expect(TimeSource.system.now() > (try Instant("2026-01-01T00:00:00Z")))
    }
}
