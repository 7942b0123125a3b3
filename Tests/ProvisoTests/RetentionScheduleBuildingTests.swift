import Testing

@testable import Proviso

@Suite struct RetentionScheduleBuildingTests {
    private func problems(_ make: () throws(PolicyError) -> RetentionSchedule) -> [String] {
        do throws(PolicyError) {
            _ = try make()
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test func `a schedule is written with conditions, loops and lists, in its order`() throws {
        func make(_ isStrict: Bool) throws -> [String] {
            try RetentionSchedule("cases", version: 2, zone: CalendarZone("Europe/Berlin"), ends: .instant) {
                RetentionRule("everything", maximum: .years(10))
                for name in ["notes", "letters"] { RetentionRule(name, category: name, maximum: .years(1)) }
                if isStrict { RetentionRule("strict", reviewEvery: .days(30)) }
                if isStrict {
                    RetentionRule("one", maximum: .days(1))
                } else {
                    RetentionRule("other", maximum: .days(2))
                }
                [RetentionRule("list", maximum: .days(3))]
            }.rules.map(\.id)
        }
        #expect(try make(true) == ["everything", "notes", "letters", "strict", "one", "list"])
        #expect(try make(false) == ["everything", "notes", "letters", "other", "list"])
    }

    @Test func `it meets the checks of one that is read, all at once, and without lines`() {
        let lines = problems { () throws(PolicyError) in
            try RetentionSchedule("Cases", version: 0) {
                RetentionRule("a", maximum: .days(1), unanswered: .erase)
                RetentionRule("a", maximum: .days(0))
                RetentionRule("B", category: "/", maximum: .days(1))
            }
        }
        let word = "write a-z, then a-z 0-9 or -, at most 64 characters"
        #expect(
            lines == [
                "a schedule cannot be called 'Cases'; \(word)",
                "version needs a whole number from 1 to 999999999; count up from 1",
                "'a' a second time; keep one of them",
                "unanswered without review-every (rule a); add review-every, or remove it",
                "maximum of no time (rule a); leave it out, or write at least P1D",
                "a rule cannot be called 'B'; \(word)",
                "category cannot be '/' (rule B); write words of a-z 0-9 and - with / between them, at most 128 characters",
            ])
    }

    @Test func `a schedule has rules, and a version that can be counted up`() throws {
        #expect(
            problems { () throws(PolicyError) in try RetentionSchedule("a", version: 1) {} }
                == ["a schedule without rules; say how long what is kept"])
        for version in [-1, 0, 1_000_000_000, Int.max] {
            #expect(
                problems { () throws(PolicyError) in
                    try RetentionSchedule("a", version: version) { RetentionRule("a", maximum: .days(1)) }
                }.count == 1)
        }
        let last = try RetentionSchedule("a", version: 999_999_999) { RetentionRule("a", maximum: .days(1)) }
        #expect(last.version == 999_999_999)
    }

    @Test func `its digest is that of its text`() throws {
        let schedule = try RetentionSchedule("a", version: 1) { RetentionRule("a", maximum: .days(1)) }
        #expect(schedule.digest == ContentDigest(of: schedule.jsonText))
        #expect(try RetentionSchedule(text: schedule.jsonText) == schedule)
    }
}
