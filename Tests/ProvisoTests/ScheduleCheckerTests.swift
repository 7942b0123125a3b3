import Testing

@testable import Proviso

/// What is wrong with the rules of a schedule together, and with each by itself where it was written in Swift.
@Suite struct ScheduleCheckerTests {
    private func problems(_ rules: RetentionRule...) -> [String] {
        var checker = ScheduleChecker(problems: PolicyProblems(source: nil))
        checker.check(ScheduleDraft(rules: rules.map { ($0, .unknown) }))
        return checker.problems.error.problems.map(\.message)
    }

    private let kept = "what this rule is for could be kept for ever"

    // MARK: No item without a clock

    @Test func `a rule that waits for an event has no clock of its own`() {
        for anchor in [RetentionAnchor.caseClosed, .holdReleased, .event("ended")] {
            #expect(problems(RetentionRule("a", anchor: anchor, maximum: .days(1))) == [kept])
            #expect(problems(RetentionRule("a", anchor: anchor, maximum: .days(1), reviewEvery: .days(1))).isEmpty)
        }
        for anchor in [RetentionAnchor.created, .received, .lastActivity] {
            #expect(problems(RetentionRule("a", anchor: anchor, maximum: .days(1))).isEmpty)
        }
        #expect(problems(RetentionRule("a", minimum: .days(1))) == [kept])
        #expect(problems(RetentionRule("a", reviewEvery: .days(1))).isEmpty)
    }

    @Test func `a clock is inherited from a rule that is for all that this one is for, and from no other`() {
        let waiting = RetentionRule("a", category: "x/y", purpose: "p", minimum: .days(1))
        for condition: (String?, String?, String?, Bool) in [
            (nil, nil, nil, true), ("x", nil, nil, true), ("x/y", nil, nil, true), ("x/y", "p", nil, true),
            (nil, "p", nil, true), ("x/y/z", nil, nil, false), ("z", nil, nil, false), (nil, "q", nil, false),
            ("x", nil, "victim", false),
        ] {
            let general = RetentionRule(
                "b", category: condition.0, purpose: condition.1, subjectCategory: condition.2, maximum: .days(9))
            #expect(problems(waiting, general) == (condition.3 ? [] : [kept]), "\(condition)")
        }
    }

    @Test func `a maximum that waits hides the clock of a less explicit one, and no review`() {
        let waiting = RetentionRule("a", category: "x", anchor: .caseClosed, maximum: .days(1))
        #expect(problems(waiting, RetentionRule("b", maximum: .days(9))) == [kept])
        #expect(problems(waiting, RetentionRule("b", reviewEvery: .days(9))).isEmpty)
        // Of the same rank it hides nothing.
        #expect(problems(waiting, RetentionRule("b", category: "x", maximum: .days(9))).isEmpty)
        // Nor does a minimum hide anything.
        #expect(
            problems(
                RetentionRule("a", category: "x", anchor: .caseClosed, minimum: .days(1)),
                RetentionRule("b", maximum: .days(9))
            ).isEmpty)
    }

    /// Whatever labels an item has to which a rule applies, there is a clock, if the checker says so of every rule.
    @Test func `what passes the check has a clock for all labels`() throws {
        var numbers = SeededGenerator(seed: testSeed)
        var counts = [0, 0]
        for _ in 0..<400 {
            func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &numbers) == 0 }
            let rules = (0..<Int.random(in: 1...5, using: &numbers)).map { number in
                RetentionRule(
                    "r\(number)", category: [nil, "x", "x/y", "x/y/z", "v"].randomElement(using: &numbers)!,
                    purpose: chance(3) ? "p" : nil, subjectCategory: chance(3) ? "s" : nil,
                    anchor: chance(2) ? .created : .caseClosed, maximum: .days(1),
                    reviewEvery: chance(6) ? .days(1) : nil)
            }
            var checker = ScheduleChecker(problems: PolicyProblems(source: nil))
            checker.check(ScheduleDraft(rules: rules.map { ($0, .unknown) }))
            var everyLabelHasClock = true
            for category in ["x", "x/y", "x/y/z", "x/y/z/u", "v", "w"] {
                for (purpose, subject) in [(nil, nil), ("p", nil), (nil, "s"), ("p", "s"), ("q", "t")]
                    as [(String?, String?)]
                {
                    let labels = try RetentionLabels(category: category, purpose: purpose, subjectCategory: subject)
                    guard let applicable = ApplicableRules(of: rules, for: labels) else { continue }
                    if !applicable.haveClock { everyLabelHasClock = false }
                }
            }
            if checker.problems.isEmpty { #expect(everyLabelHasClock, "\(rules)") }
            counts[checker.problems.isEmpty ? 0 : 1] += 1
        }
        #expect(counts.allSatisfy { $0 > 20 }, "\(counts)")
    }

    // MARK: Contradictions

    @Test(arguments: [
        ("P1M", "P30D", true), ("P1M", "P31D", false), ("P30D", "P1M", true), ("P28D", "P1M", false),
        ("P1Y", "P12M", false),
        ("P365D", "P1Y", false), ("P366D", "P1Y", true), ("P1Y", "P365D", true), ("P2W", "P14D", false),
        ("P15D", "P2W", true),
        ("P999999Y", "P999999Y", false), ("P999999Y", "P999998Y", true),
    ])
    func `a minimum that can be longer than its maximum is a contradiction`(
        minimum: String, maximum: String, isOne: Bool
    ) throws {
        let rule = try RetentionRule("a", minimum: RetentionPeriod(minimum), maximum: RetentionPeriod(maximum))
        #expect(
            problems(rule)
                == (isOne ? ["the minimum \(minimum) can be longer than the maximum \(maximum)"] : []))
    }

    // MARK: Rules that were written in Swift

    @Test func `what says something only beside another is refused without it`() {
        let review = RetentionPeriod.days(1)
        for (rule, message) in [
            (RetentionRule("a", anchor: .received, reviewEvery: review), "anchor without minimum or maximum"),
            (RetentionRule("a", lock: .locked, reviewEvery: review), "lock without minimum"),
            (RetentionRule("a", grace: .days(1), reviewEvery: review), "grace without maximum"),
            (RetentionRule("a", notice: .days(1), reviewEvery: review), "notice without maximum"),
            (RetentionRule("a", extensionNeeds: .authorized, reviewEvery: review), "extension without maximum"),
            (RetentionRule("a", maximum: .days(1), unanswered: .erase), "unanswered without review-every"),
            (RetentionRule("a"), "a rule that says nothing about time"),
            (RetentionRule("A", maximum: .days(1)), "a rule cannot be called 'A'"),
            (RetentionRule("a", category: "a/", maximum: .days(1)), "category cannot be 'a/'"),
            (RetentionRule("a", purpose: "", maximum: .days(1)), "purpose cannot be ''"),
            (RetentionRule("a", subjectCategory: "é", maximum: .days(1)), "subject-category cannot be 'é'"),
            (RetentionRule("a", anchor: .event("A"), maximum: .days(1)), "an event cannot be called 'A'"),
            (RetentionRule("a", maximum: .days(0)), "maximum of no time"),
            (RetentionRule("a", maximum: .days(1), basis: ["a", " "]), "basis is empty"),
        ] {
            #expect(problems(rule) == [message])
        }
    }

    @Test func `a basis that could not be read again is refused`() {
        let lines = problems(RetentionRule("a", maximum: .days(1), basis: ["section 12 of ${law}"]))
        #expect(lines.count == 1 && lines[0].contains("${"))
    }

    @Test func `a thousand rules are the most`() {
        let rules = (0...1000).map { RetentionRule("a\($0)", maximum: .days(1)) }
        var checker = ScheduleChecker(problems: PolicyProblems(source: nil))
        checker.check(ScheduleDraft(rules: rules.map { ($0, .unknown) }))
        #expect(checker.problems.error.problems.map(\.message) == ["more than 1000 rules"])
    }
}
