import Testing

@testable import Proviso

@Suite struct RetentionExplanationTests {
    /// What an explanation says, of an item of day 0, 2026-01-10T12:00:00Z.
    private func text(
        _ rules: String? = "all: { maximum: P10D }", at instant: Instant = day(1), before: Instant? = nil,
        item: RetentionItem? = nil, change: (inout RetentionStatus) throws -> Void = { _ in }
    ) throws -> [String] {
        let item = try item ?? SampleItem.note("record-7")
        var status = RetentionStatus(
            RetainedItem(item, registered: day(0), scheduleVersion: 1), holds: [], events: [], governance: nil)
        if let rules {
            let schedule = try RetentionBench.schedule(rules, version: 3)
            status.governance = .init(
                schedule: schedule, adopted: day(0), rules: try #require(schedule.applicableRules(for: item.labels)))
        }
        try change(&status)
        let clock = ClockReading(now: instant, latestBefore: before, largestStepDays: 31)
        let explanation = RetentionExplanation(status, clock: clock)
        #expect(explanation.reason == status.reason(at: clock))
        #expect(explanation.access == status.access(at: clock))
        return explanation.description.split(separator: "\n").map(String.init)
    }

    @Test func `it says why an item is still there, and by which rule of which version it goes`() throws {
        #expect(
            try text() == [
                "record-7, of the category note:",
                "It is kept, because it is not due before 2026-01-20T12:00:00Z.",
                "one/all 3 says: it ends at 2026-01-20T12:00:00Z, counted from 2026-01-10T12:00:00Z.",
            ])
        #expect(
            try text(at: day(10))[1]
                == "It has been due since 2026-01-20T12:00:00Z, and the next sweep erases it.")
    }

    @Test func `it says what an end counts from, which need not be the day on which the item was made`()
        throws
    {
        let lines = try text("all: { anchor: case-closed, maximum: P10D, review-every: P1Y }", at: day(6)) {
            $0.events = [try RetentionEvent("case-closed", on: .item(RetentionID("record-7")), at: day(5))]
        }
        #expect(lines[2] == "one/all 3 says: it ends at 2026-01-25T12:00:00Z, counted from 2026-01-15T12:00:00Z.")
        #expect(!lines.contains { $0.contains("2026-01-10") })
    }

    @Test(arguments: [
        (
            "all: { anchor: case-closed, maximum: P10D, review-every: P1Y }", day(1),
            "It is kept, because its end counts from an event that has not come."
        ),
        (
            "all: { review-every: P1Y }", day(1),
            "It is kept, because its rules give it no end; somebody must review it."
        ),
        (
            "all: { maximum: P10D }, duty: { minimum: P20D }", day(10),
            "It has ended, and is kept, because its minimum is not over."
        ),
        (
            "all: { maximum: P10D, grace: P5D }", day(10),
            "It has ended, and can be brought back until 2026-01-25T12:00:00Z."
        ),
    ])
    func `there is a sentence for each reason`(rules: String, instant: Instant, sentence: String) throws {
        #expect(try text(rules, at: instant)[1] == sentence)
    }

    @Test func `a contradiction between a minimum and an end is said, and who must see to it`() throws {
        let lines = try text("all: { maximum: P10D }, duty: { minimum: P20D }")
        #expect(
            lines.suffix(2) == [
                "Its minimum is over at 2026-01-30T12:00:00Z.",
                "Its rules contradict each other: the minimum outlasts the end. See the schedule.",
            ])
        #expect(try text("all: { maximum: P20D, minimum: P10D }").count == 4)
        #expect(
            try text("all: { maximum: P10D }, duty: { anchor: case-closed, minimum: P1D, review-every: P1Y }").contains(
                "Its minimum is not over at any known date."))
    }

    @Test(arguments: [
        (RetentionState.erasing, "Its erasure was decided at 2026-01-21T12:00:00Z, and the next sweep finishes it."),
        (.erased, "It was found to be gone at 2026-01-22T12:00:00Z, and the next sweep certifies that."),
        (.certified, "It was found to be gone at 2026-01-22T12:00:00Z, and that is certified."),
    ])
    func `it says why an item is gone, by the rule that decided then`(state: RetentionState, sentence: String) throws {
        let lines = try text(at: day(30)) { status in
            let item = status.retained
            status.retained = RetainedItem(
                item: item.item, registered: item.registered, scheduleVersion: 1, labels: item.labels,
                lastActivity: item.lastActivity, state: state, begun: day(11),
                decidedBy: try RetentionRuleReference("one/old 2"), due: day(10), erased: day(12))
        }
        #expect(lines[1] == sentence)
        #expect(lines[2].hasPrefix("one/old 2 says"))
    }

    @Test func `holds are listed, those in force and those that are over, and reviews`() throws {
        let lines = try text("all: { maximum: P10D, review-every: P3D }", at: day(12)) { status in
            func hold(_ digit: Character, _ target: RetentionTarget, _ term: LegalHold.Term, _ released: Instant?)
                throws -> LegalHold
            {
                try LegalHold(
                    id: StatementID(String(repeating: digit, count: 32)), target: target, kind: .hold,
                    reason: "appeal 17/26", authority: "court.example", reference: nil, placed: day(1), term: term,
                    renewalCount: 0, released: released)
            }
            status.holds = [
                try hold("1", .everything, .until(day(9)), nil), try hold("2", .everything, .until(day(20)), day(4)),
                try hold("3", .subject(named: "s-1"), .until(day(20)), nil),
                try hold("4", .case(named: "26/114"), .reviewBy(day(15)), nil),
            ]
        }
        #expect(lines[1] == "It is kept, because it is on hold.")
        let start = "by court.example, placed 2026-01-11T12:00:00Z"
        #expect(
            Array(lines.dropFirst(3)) == [
                "Its next review is due at 2026-01-13T12:00:00Z.",
                "Hold \(String(repeating: "1", count: 32)) on everything \(start), over since 2026-01-19T12:00:00Z: appeal 17/26.",
                "Hold \(String(repeating: "2", count: 32)) on everything \(start), over since 2026-01-14T12:00:00Z: appeal 17/26.",
                "Hold \(String(repeating: "3", count: 32)) on subject s-1 \(start), in force until 2026-01-30T12:00:00Z: appeal 17/26.",
                "Hold \(String(repeating: "4", count: 32)) on case 26/114 \(start), in force, to be reviewed by 2026-01-25T12:00:00Z: appeal 17/26.",
            ])
    }

    @Test func `a clock that stepped back or jumped is named with both times`() throws {
        #expect(
            try text(at: day(1), before: day(11))[1]
                == "It is kept, because the clock shows 2026-01-11T12:00:00Z, and has shown 2026-01-21T12:00:00Z before. Check it."
        )
        #expect(
            try text(at: day(100), before: day(11))[1]
                == "It is kept, because the clock shows 2026-04-20T12:00:00Z, long after 2026-01-21T12:00:00Z. Check it, and confirm it."
        )
    }

    @Test func `of a package it says from whom it is and where it lies`() throws {
        let lines = try text(nil, item: try SampleItem.package(123, eraseBy: day(30)))
        #expect(
            lines == [
                "Package 0000000000000000000000000000007b from police.example, in /srv/cases/123:",
                "It is kept, because it is not due before 2026-02-09T12:00:00Z.",
                "package-terms 1 says: it ends at 2026-02-09T12:00:00Z, counted from 2026-01-10T12:00:00Z.",
            ])
    }

    @Test func `what was set for an item alone is named too`() throws {
        func rule(_ change: @escaping (inout RetentionStatus) throws -> Void) throws -> String {
            try text(at: day(3), change: change)[2]
        }
        #expect(try rule { $0.retained.ownEnd = day(5) }.hasPrefix("own-end 1 says"))
        #expect(
            try rule { $0.retained.disposal = .init(reason: .forgotten, decided: day(2), setsMinimumAside: false) }
                .hasPrefix("forget 1 says"))
        #expect(
            try rule { $0.retained.disposal = .init(reason: .disposed, decided: day(2), setsMinimumAside: false) }
                .hasPrefix("review 1 says"))
        let lines = try text(at: day(3), item: try SampleItem.note("a", validateBy: day(2)))
        #expect(lines[1] == "It was not validated in time, and the next sweep erases it.")
        #expect(lines[2].hasPrefix("not-validated 1 says"))
        #expect(try text(item: try SampleItem.note("a", eraseBy: day(2)))[2].hasPrefix("erase-by 1 says"))
    }

    @Test func `a folder and a target cannot steer a terminal`() throws {
        let item = try SampleItem.package(1, eraseBy: day(30), folder: "/srv/\u{9B}2J")
        let lines = try text(nil, item: item)
        #expect(lines[0].contains("/srv/\\u{9B}2J"))
        #expect(!lines.contains { $0.unicodeScalars.contains { $0.isInvisible } })
    }
}
