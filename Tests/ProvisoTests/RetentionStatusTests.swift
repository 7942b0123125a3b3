import Testing

@testable import Proviso

/// The table of `Formats/Retention`, *What decides*, line by line, each with the last moment before it and the first of it.
@Suite struct RetentionStatusTests {
    /// What decides, of an item of day 0 with what a row says.
    struct Row: Sendable, CustomTestStringConvertible {
        let line: String
        let rules: String
        let now: Instant
        let before: Instant?
        let reason: RetentionReason
        let change: @Sendable (inout RetentionStatus) throws -> Void

        init(
            _ line: String, _ now: Instant, before: Instant? = nil, _ reason: RetentionReason,
            _ change: @escaping @Sendable (inout RetentionStatus) throws -> Void = { _ in }
        ) {
            self.init(line, "all: { maximum: P10D }", now, before: before, reason, change)
        }

        init(
            _ line: String, _ rules: String, _ now: Instant, before: Instant? = nil, _ reason: RetentionReason,
            _ change: @escaping @Sendable (inout RetentionStatus) throws -> Void = { _ in }
        ) {
            (self.line, self.rules, self.now, self.before, self.reason) = (line, rules, now, before, reason)
            self.change = change
        }

        var testDescription: String { "\(line): \(reason)" }
    }

    private static func hold(
        until: Instant? = nil, released: Instant? = nil, kind: LegalHold.Kind = .hold
    ) throws -> LegalHold {
        try LegalHold(
            id: StatementID(String(repeating: "0", count: 32)), target: .everything, kind: kind, reason: "an appeal",
            authority: "court.example", reference: nil, placed: day(0),
            term: until.map { .until($0) } ?? .reviewBy(day(5)), renewalCount: 0, released: released)
    }

    private static func event(at instant: Instant) throws -> RetentionEvent {
        try RetentionEvent("case-closed", on: .item(RetentionID("a")), at: instant)
    }

    private static let waiting = "all: { anchor: case-closed, maximum: P10D, review-every: P1Y }"
    private static let grace = "all: { maximum: P10D, grace: P5D }"
    private static let minimum = "all: { maximum: P10D }, duty: { minimum: P20D }"
    private static let lockedMinimum = "all: { maximum: P10D, grace: P9D }, duty: { minimum: P20D, lock: locked }"

    /// The same item, further on its way.
    private static func moved(to state: RetentionState) -> @Sendable (inout RetentionStatus) throws -> Void {
        { status in
            let item = status.retained
            status.retained = RetainedItem(
                item: item.item, registered: item.registered, scheduleVersion: item.scheduleVersion,
                labels: item.labels, lastActivity: item.lastActivity, state: state)
        }
    }

    static let lines1And2: [Row] = [
        Row("1, before its end", day(1), .erasing, moved(to: .erasing)),
        Row("1, with a clock set back", day(1), before: day(20), .erased, moved(to: .erased)),
        Row("1, with a clock that jumped", day(100), before: day(20), .certified, moved(to: .certified)),
        // No store lets a hold in here; if there is one, it is still too late.
        Row("1, with a hold", day(11), .erasing) {
            try moved(to: .erasing)(&$0)
            $0.holds = [try hold()]
        },
        Row("2, before its end", day(1), .onHold) { $0.holds = [try hold()] },
        Row("2, after its end, its review overdue", day(50), .onHold) { $0.holds = [try hold()] },
        Row("2, with a clock set back", day(1), before: day(50), .onHold) { $0.holds = [try hold()] },
        Row("2, with a clock that jumped", day(99), before: day(2), .onHold) { $0.holds = [try hold()] },
        Row("2, the last moment of a hold", day(20, plus: -1), .onHold) { $0.holds = [try hold(until: day(20))] },
        Row("2, a hold that lapses now", day(20), .due) { $0.holds = [try hold(until: day(20))] },
        Row("2, a hold that lapsed by a time seen before", day(19), before: day(20), .clockSteppedBack) {
            $0.holds = [try hold(until: day(20))]
        },
        Row("2, a hold that was released", day(19), .due) { $0.holds = [try hold(until: day(20), released: day(3))] },
        Row("2, one hold of several", day(30), .onHold) {
            $0.holds = [try hold(released: day(3)), try hold(until: day(40)), try hold(until: day(20))]
        },
        Row("2, a preservation order", day(30), .onHold) {
            $0.holds = [try hold(until: day(40), kind: .preservation)]
        },
    ]

    static let lines3To5: [Row] = [
        Row("3, the last moment to validate", grace, day(4, plus: -1), .notDue) { $0 = try validated(by: day(4), $0) },
        Row("3, nobody validated it", grace, day(4), .notValidated) { $0 = try validated(by: day(4), $0) },
        Row("3, by a time seen before", grace, day(3), before: day(4), .clockSteppedBack) {
            $0 = try validated(by: day(4), $0)
        },
        Row("3, a governed minimum does not count", minimum, day(4), .notValidated) {
            $0 = try validated(by: day(4), $0)
        },
        Row("3, a locked minimum counts", lockedMinimum, day(4), .minimum) { $0 = try validated(by: day(4), $0) },
        Row("3, a locked minimum is over", lockedMinimum, day(20), .notValidated) {
            $0 = try validated(by: day(4), $0)
        },
        Row("3, it was validated", grace, day(9), .notDue) {
            $0 = try validated(by: day(4), $0)
            $0.retained.validated = day(3)
        },
        Row("3, with a hold", grace, day(9), .onHold) {
            $0 = try validated(by: day(4), $0)
            $0.holds = [try hold()]
        },
        Row("3, with a clock that jumped", grace, day(50), before: day(3), .clockJumped) {
            $0 = try validated(by: day(4), $0)
        },
        Row("4, an event is awaited", waiting, day(500), .waitingForEvent),
        Row(
            "4, an event is awaited, and a time was seen before", waiting, day(500), before: day(900), .waitingForEvent),
        Row("4, the event was", waiting, day(5), .notDue) { $0.events = [try event(at: day(0))] },
        Row("4, the event will be", waiting, day(5), .notDue) { $0.events = [try event(at: day(500))] },
        Row("4, there are reviews alone", "all: { review-every: P1Y }", day(5000), .noEnd),
        Row("4, the end lies beyond 9999", "all: { maximum: P8000Y }", day(5000), .noEnd),
        Row("4, the end lies beyond all calendars", "all: { maximum: P999999Y999999M999999W999999D }", .last, .noEnd),
        Row("5, the last moment before the end", day(10, plus: -1), .notDue),
        Row("5, with a clock set back", day(1), before: day(10, plus: -1), .notDue),
        Row("5, with a clock that jumped", day(9), before: day(-100), .notDue),
    ]

    static let lines6To10: [Row] = [
        Row("6, a minimum beats a maximum", minimum, day(10), .minimum),
        Row("6, the last moment of the minimum", minimum, day(20, plus: -1), .minimum),
        Row("6, the minimum is over", minimum, day(20), .due),
        Row(
            "6, the longest minimum counts",
            "all: { maximum: P10D, minimum: P2D }, a: { minimum: P20D }, b: { minimum: P12D }",
            day(20, plus: -1), .minimum),
        Row(
            "6, a minimum waits for an event",
            "all: { maximum: P10D }, duty: { minimum: P1D, anchor: case-closed, review-every: P1Y }",
            day(5000), .minimum),
        Row(
            "6, a minimum beyond 9999", "all: { maximum: P10D }, duty: { minimum: P9000Y, review-every: P1Y }", .last,
            .minimum),
        Row("6, what is to be forgotten", minimum, day(2), .minimum) {
            $0.retained.disposal = .init(reason: .forgotten, decided: day(1), setsMinimumAside: false)
        },
        Row("6, what is to be forgotten despite it", minimum, day(2), .due) {
            $0.retained.disposal = .init(reason: .forgotten, decided: day(1), setsMinimumAside: true)
        },
        Row("6, what is to be forgotten, and the minimum is locked", lockedMinimum, day(2), .minimum) {
            $0.retained.disposal = .init(reason: .forgotten, decided: day(1), setsMinimumAside: true)
        },
        Row("6, with a clock set back", minimum, day(1), before: day(15), .minimum),
        Row("7, the first moment of the grace", grace, day(10), .inGrace),
        Row("7, the last moment of the grace", grace, day(15, plus: -1), .inGrace),
        Row("7, the grace is over", grace, day(15), .due),
        Row("7, what is to be forgotten has none", grace, day(1), .due) {
            $0.retained.disposal = .init(reason: .forgotten, decided: day(1), setsMinimumAside: false)
        },
        Row("7, what a review disposes of has it", grace, day(6, plus: -1), .inGrace) {
            $0.retained.disposal = .init(reason: .disposed, decided: day(1), setsMinimumAside: false)
        },
        Row("7, it counts from a hold's end", grace, day(25, plus: -1), .inGrace) {
            $0.holds = [try hold(until: day(20))]
        },
        Row("8, the clock was set back by a millisecond", day(10), before: day(10, plus: 1), .clockSteppedBack),
        Row("8, the clock was set back before the end", day(1), before: day(10), .clockSteppedBack),
        Row("9, the clock may run for 31 days", day(40), before: day(9), .due),
        Row("9, and not for more", day(40, plus: 1), before: day(9), .clockJumped),
        Row("10, the first moment of the end", day(10), .due),
        Row("10, the same time was seen before", day(10), before: day(10), .due),
        Row(
            "10, a review that nobody answered", "all: { maximum: P1Y, review-every: P3D, unanswered: erase }", day(3),
            .due),
        Row("10, its own end", day(3), .due) { $0.retained.ownEnd = day(3) },
    ]

    @Test(arguments: lines1And2) func `what was decided stays so, then a hold beats everything`(row: Row) throws {
        try check(row)
    }

    @Test(arguments: lines3To5) func `then what was not validated in time, then what has not ended`(row: Row) throws {
        try check(row)
    }

    @Test(arguments: lines6To10) func `then minimum, grace and clock keep what has ended`(row: Row) throws {
        try check(row)
    }

    private func check(_ row: Row) throws {
        var status = try Self.status(row.rules)
        try row.change(&status)
        let clock = ClockReading(now: row.now, latestBefore: row.before, largestStepDays: 31)
        #expect(status.reason(at: clock) == row.reason)
    }

    // MARK: What may be used

    @Test func `what has ended is not to be used at once, whatever keeps it`() throws {
        var status = try Self.status("all: { maximum: P10D, grace: P5D }, duty: { minimum: P20D }")
        func access(_ instant: Instant) -> RetentionAccess { status.access(at: reading(instant)) }
        #expect(access(day(10, plus: -1)) == .open)
        #expect(access(day(10)) == .ended)
        status.holds = [try Self.hold()]
        #expect(access(day(10, plus: -1)) == .open)
        #expect(access(day(10)) == .ended)
        status.retained.restriction = "evidence"
        #expect(access(day(10, plus: -1)) == .restricted)
        #expect(access(day(10)) == .ended)
        // A clock that was set back opens nothing.
        #expect(
            status.access(at: ClockReading(now: day(1), latestBefore: day(10), largestStepDays: 31)) == .ended)
        try Self.moved(to: .erasing)(&status)
        #expect(access(day(1)) == .erased)
    }

    @Test(arguments: [("restrict", RetentionAccess.restricted), ("report", .open)])
    func `an unanswered review restricts or is only reported`(word: String, expected: RetentionAccess) throws {
        let status = try Self.status("all: { maximum: P10D, review-every: P3D, unanswered: \(word) }")
        #expect(status.access(at: reading(day(3, plus: -1))) == .open)
        #expect(status.access(at: reading(day(3))) == expected)
        for (instant, isOverdue) in [
            (day(3, plus: -1), false), (day(3), true), (day(10, plus: -1), true), (day(10), false),
        ] {
            #expect(status.isReviewOverdue(at: reading(instant), status.times(at: instant)) == isOverdue)
        }
    }

    @Test func `a warning comes before the end, counted from now, and only then`() throws {
        let status = try Self.status("all: { maximum: P10D, notice: P3D }", ends: "day")
        // It ends with day 10, at midnight; the notice is not rounded.
        let end = try #require(status.times(at: day(0)).end)
        #expect(end == day(10, plus: 12 * 3_600_000))
        let notice = Int64(3 * 86_400_000)
        for (milliseconds, isIn) in [(-notice - 1, false), (-notice, true), (-1, true), (0, false)] {
            let instant = try #require(Instant(millisecondsSinceEpoch: end.millisecondsSinceEpoch + milliseconds))
            #expect(status.isInNotice(at: reading(instant), status.times(at: instant)) == isIn)
        }
    }

    @Test func `the states have words, and no other word is a state`() {
        for state in [RetentionState.kept, .erasing, .erased, .certified] {
            #expect(RetentionState(state.description) == state)
        }
        for word in ["", "Kept", "kept ", "gone"] { #expect(RetentionState(word) == nil) }
    }

    @Test func `a sweep has to do with what is due, and with what was begun`() {
        let reasons: [RetentionReason] = [.due, .notValidated, .erasing, .erased]
        #expect(reasons.allSatisfy { $0.isForSweep })
        let others: [RetentionReason] = [
            .onHold, .waitingForEvent, .noEnd, .notDue, .minimum, .inGrace, .clockSteppedBack, .clockJumped, .certified,
        ]
        #expect(!others.contains { $0.isForSweep })
    }

    // MARK: Helpers

    private func reading(_ instant: Instant) -> ClockReading {
        ClockReading(now: instant, latestBefore: nil, largestStepDays: 31)
    }

    private static func status(_ rules: String, ends: String = "instant") throws -> RetentionStatus {
        let schedule = try RetentionBench.schedule(rules, ends: ends)
        let item = try SampleItem.note("a")
        return RetentionStatus(
            RetainedItem(item, registered: day(0), scheduleVersion: 1), holds: [], events: [],
            governance: .init(
                schedule: schedule, adopted: day(0), rules: try #require(schedule.applicableRules(for: item.labels))))
    }

    private static func validated(by instant: Instant, _ status: RetentionStatus) throws -> RetentionStatus {
        var other = status
        other.retained = RetainedItem(
            try SampleItem.note("a", validateBy: instant), registered: day(0), scheduleVersion: 1)
        return other
    }
}
