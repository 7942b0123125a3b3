import Testing

@testable import Proviso

@Suite struct RetentionTimesTests {
    private func status(
        _ rules: String, _ item: RetentionItem? = nil, registered: Instant = day(0), ends: String = "instant",
        version: Int = 1, adopted: Instant = day(0)
    ) throws -> RetentionStatus {
        let schedule = try RetentionBench.schedule(rules, version: version, ends: ends)
        let item = try item ?? SampleItem.note("a")
        return RetentionStatus(
            RetainedItem(item, registered: registered, scheduleVersion: 1), holds: [], events: [],
            governance: .init(
                schedule: schedule, adopted: adopted, rules: try #require(schedule.applicableRules(for: item.labels))))
    }

    private func hold(_ kind: LegalHold.Kind = .hold, until: Instant, released: Instant? = nil) throws -> LegalHold {
        try LegalHold(
            id: StatementID(String(repeating: "0", count: 32)), target: .everything, kind: kind, reason: "an appeal",
            authority: "court.example", reference: nil, placed: day(0), term: .until(until), renewalCount: 0,
            released: released)
    }

    // MARK: The end

    @Test func `of several maximums of one rank the first counts, and one that waits does not hide the others`() throws
    {
        let status = try status("a: { maximum: P9D }, b: { maximum: P7D }, c: { anchor: case-closed, maximum: P1D }")
        let times = status.times(at: day(0))
        #expect(times.end == day(7) && times.endSource == .rule("b") && times.isWaiting)
    }

    @Test func `of those that come at the same time the first in the order of the page names the end`() throws {
        var status = try status(
            "a: { maximum: P5D, review-every: P5D, unanswered: erase }",
            SampleItem.note("a", eraseBy: day(5), validateBy: day(5)))
        #expect(status.times(at: day(0)).endSource == .rule("a"))
        status.retained.ownEnd = day(5)
        #expect(status.times(at: day(0)).endSource == .explicit)
    }

    @Test func `its own end takes the place of the rules' maximum, earlier or later, and of nothing else`() throws {
        var status = try status("a: { maximum: P5D }", SampleItem.note("a", eraseBy: day(8)))
        for (own, end) in [(day(2), day(2)), (day(6), day(6)), (day(9), day(8))] {
            status.retained.ownEnd = own
            #expect(status.times(at: day(0)).end == end)
        }
    }

    @Test func `a review that erases is an end, and one that does not is none`() throws {
        for (word, end) in [("erase", day(3)), ("restrict", day(5)), ("report", day(5))] {
            var status = try status("a: { maximum: P5D, review-every: P3D, unanswered: \(word) }")
            #expect(status.times(at: day(0)).end == end)
            #expect(status.times(at: day(0)).reviewDue == day(3))
            status.retained.lastReview = day(1)
            #expect(status.times(at: day(0)).reviewDue == day(4))
        }
    }

    @Test func `of several reviews of one rank the first counts with its own outcome`() throws {
        let times = try status(
            "a: { review-every: P5D, unanswered: erase }, b: { review-every: P3D, unanswered: report }, c: { maximum: P90D }"
        ).times(at: day(0))
        #expect(times.reviewDue == day(3) && times.unanswered == .report && times.end == day(90))
    }

    @Test func `an item counts from when it was received, if that was said, and else from its registration`() throws {
        let rules = "a: { anchor: received, maximum: P5D }"
        #expect(try status(rules, registered: day(2)).times(at: day(2)).end == day(7))
        #expect(
            try status(rules, SampleItem.note("a", received: day(-1)), registered: day(2)).times(at: day(2)).end
                == day(4))
    }

    // MARK: Minimums

    @Test func `the minimum that ends last counts, and one that is not known beats every date`() throws {
        let known =
            "all: { maximum: P5D, minimum: P1D }, a: { minimum: P9D }, b: { minimum: P7D, anchor: last-activity }"
        #expect(try status(known).times(at: day(0)).minimum == .until(day(9)))
        let unknown = try status(known + ", c: { anchor: case-closed, minimum: P1D }")
        #expect(unknown.times(at: day(0)).minimum == .unknown)
        #expect(unknown.times(at: day(0)).erasableFrom == nil)
    }

    @Test func `a minimum that outlasts the end is a contradiction, unless somebody chose the end`() throws {
        var status = try status("a: { maximum: P5D }, b: { minimum: P6D }")
        #expect(status.times(at: day(0)).isContradictory)
        status.retained.ownEnd = day(2)
        #expect(!status.times(at: day(0)).isContradictory)
        #expect(
            try self.status("a: { maximum: P9D }, b: { minimum: P6D }", SampleItem.note("a", eraseBy: day(5))).times(
                at: day(0)
            ).isContradictory)
        #expect(try !self.status("a: { maximum: P6D }, b: { minimum: P6D }").times(at: day(0)).isContradictory)
        #expect(
            try self.status("a: { maximum: P6D }, b: { anchor: case-closed, minimum: P6D }").times(at: day(0))
                .isContradictory)
    }

    // MARK: Grace

    @Test func `a grace counts from the latest of the end, the registration, the adoption and the last hold's end`()
        throws
    {
        let rules = "a: { maximum: P5D, grace: P10D }"
        #expect(try status(rules).times(at: day(0)).erasableFrom == day(15))
        #expect(try status(rules, registered: day(7)).times(at: day(7)).erasableFrom == day(17))
        // A version that was adopted for all counts for what was registered under another.
        #expect(try status(rules, version: 2, adopted: day(8)).times(at: day(8)).erasableFrom == day(18))
        #expect(try status(rules, version: 1, adopted: day(8)).times(at: day(8)).erasableFrom == day(15))
        var held = try status(rules)
        held.holds = [try hold(until: day(9)), try hold(.preservation, until: day(20), released: day(11))]
        #expect(held.times(at: day(11)).erasableFrom == day(21))
        // What is over before the end moves nothing.
        held.holds = [try hold(until: day(3))]
        #expect(held.times(at: day(9)).erasableFrom == day(15))
    }

    @Test func `a grace never goes beyond erase by, and one beyond the year 9999 never ends`() throws {
        let item = try SampleItem.note("a", eraseBy: day(8))
        #expect(try status("a: { maximum: P5D, grace: P10D }", item).times(at: day(0)).erasableFrom == day(8))
        #expect(try status("a: { maximum: P5D, grace: P9000Y }", item).times(at: day(0)).erasableFrom == day(8))
        let times = try status("a: { maximum: P5D, grace: P9000Y }").times(at: day(0))
        #expect(times.end == day(5) && times.erasableFrom == nil)
    }

    @Test func `a grace is that of the rule that the end comes from`() throws {
        let status = try status("a: { maximum: P5D, grace: P1D }, b: { maximum: P6D, grace: P20D }")
        #expect(status.times(at: day(0)).erasableFrom == day(6))
    }

    @Test func `with days that count whole, end, minimum, grace and review are midnights`() throws {
        let times = try status(
            "a: { minimum: P1D, maximum: P5D, grace: P2D, review-every: P3D }", ends: "day"
        ).times(at: day(0))
        func midnight(_ number: Int) -> Instant { day(number, plus: 12 * 3_600_000) }
        #expect(times.end == midnight(5) && times.minimum == .until(midnight(1)) && times.reviewDue == midnight(3))
        // The end lies on day 6, so the grace counts from there.
        #expect(times.erasableFrom == midnight(8))
    }

    // MARK: Holds that start the clock

    @Test func `a hold that starts the clock is an event at its end, and none while one is in force`() throws {
        var status = try status("a: { anchor: hold-released, maximum: P5D, review-every: P1Y }")
        #expect(status.times(at: day(0)).isWaiting)
        status.holds = [try hold(until: day(3))]
        #expect(status.times(at: day(9)).end == nil, "another hold starts nothing")
        status.holds = [
            try hold(.clockStarting, until: day(3)), try hold(.clockStarting, until: day(9), released: day(7)),
        ]
        #expect(status.times(at: day(2)).end == nil)
        #expect(status.times(at: day(3)).end == day(12), "a release that was recorded counts")
        status.holds.append(try hold(.clockStarting, until: day(90)))
        #expect(status.times(at: day(8)).end == nil)
    }
}
