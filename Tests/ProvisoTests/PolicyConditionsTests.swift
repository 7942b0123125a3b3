import Testing

@testable import Proviso

/// `PolicyParser+Conditions` and `FieldTest+Faults`.
@Suite struct PolicyConditionsTests {
    private static func day(_ text: String) -> CalendarDay { try! CalendarDay(text) }

    private static let valid: [(String, RecordCondition)] = [
        ("{ \"$.v\": x }", ["$.v": "x"]), ("{ v: { in: [x] } }", ["v": "x"]),
        ("{ \"$.v\": { at-least: 5 } }", ["$.v": .isAtLeast(5)]),
        ("{ \"$.v\": { below: -0.5 } }", ["$.v": .isBelow("-0.5")]),
        (
            "{ \"$.v\": { above: 2026-01-01, at-most: \"2026-12-31\" } }",
            ["$.v": .isAbove(day("2026-01-01")).and(.isAtMost(day("2026-12-31")))]
        ),
        ("{ \"$.v\": { present: yes } }", ["$.v": .isPresent]), ("{ \"$.v\": { present: no } }", ["$.v": .isAbsent]),
        (
            "{ \"$.v\": { at-most: 9, in: [\"1\", \"2\"], present: yes } }",
            ["$.v": .isAtMost(9).and(.isIn(["1", "2"])).and(.isPresent)]
        ),
        // From a day on, up to the same day: that day.
        (
            "{ \"$.v\": { at-least: 2026-01-01, at-most: 2026-01-01 } }",
            ["$.v": .isAtLeast(day("2026-01-01")).and(.isAtMost(day("2026-01-01")))]
        ),
        ("{ \"$.v\": { above: 1, below: 2 } }", ["$.v": .isAbove(1).and(.isBelow(2))]),
        ("{ all: [ { \"$.v\": x } ] }", .all([["$.v": "x"]])),
        (
            "{ any: [ { \"$.v\": x, \"$.w\": y }, { none: [ { \"$.v\": z } ] } ] }",
            .any([["$.v": "x", "$.w": "y"], .none([["$.v": "z"]])])
        ),
        ("{ \"$['any']\": x }", ["$['any']": "x"]),
    ]

    @Test(arguments: valid)
    func `every condition is read, and written in JSON`(text: String, condition: RecordCondition) throws {
        let policy = try MinimizationPolicy(text: policyText(adding: "only-if: \(text)"))
        #expect(policy.onlyIf == condition)
        #expect(try MinimizationPolicy(text: policy.jsonText).onlyIf == condition)
    }

    private static let boundRemedy = "write it like 100, 0.05 or 2026-07-01"
    private static let rangeRemedy = "the lower bound must lie below the upper one"

    @Test(arguments: [
        ("{ any: [] }", "17: any needs a list of conditions; write [ { … }, { … } ]"),
        ("{ none: { \"$.v\": x } }", "18: none needs a list of conditions; write [ { … }, { … } ]"),
        ("{ all: [ x ] }", "19: all needs a condition; write { \"$.role\": suspect }"),
        ("{ all: [ {} ] }", "19: an empty condition; write at least one test, like \"$.role\": suspect"),
        (
            "{ any: [ { \"$.v\": x } ], \"$.w\": y }",
            "12: 'any' beside other keys; write { all: [ { … }, { any: … } ] }; a field of that name is written $['any']"
        ),
        (
            "{ \"$.w\": y, any: [ { \"$.v\": x } ] }",
            "22: 'any' beside other keys; write { all: [ { … }, { any: … } ] }; a field of that name is written $['any']"
        ),
        (
            "{ all: [ { any: [ { \"$.v\": { at: 5 } } ] } ] }",
            "39: a test has no 'at' (rule $.v); one of: in, at-least, at-most, above, below, present"
        ),
        ("{ \"$.v\": { at-last: 5 } }", "21: a test has no 'at-last' (rule $.v); did you mean 'at-least'?"),
        ("{ \"$.v\": { at-least: x } }", "31: at-least needs a number or a day (rule $.v); \(boundRemedy)"),
        ("{ \"$.v\": { at-least: 1e3 } }", "31: at-least needs a number or a day (rule $.v); \(boundRemedy)"),
        ("{ \"$.v\": { at-least: 2026-02-30 } }", "31: at-least needs a number or a day (rule $.v); \(boundRemedy)"),
        ("{ \"$.v\": { at-least: 2026-02 } }", "31: at-least needs a number or a day (rule $.v); \(boundRemedy)"),
        ("{ \"$.v\": { below: [5] } }", "28: below needs a number or a day (rule $.v); \(boundRemedy)"),
        ("{ \"$.v\": { present: true } }", "30: present cannot be 'true' (rule $.v); one of: yes, no"),
        (
            "{ \"$.v\": { present: no, at-least: 5 } }",
            "19: present: no beside other tests, which a value that is not there cannot meet (rule $.v); keep one of them, or write { any: [ … ] }"
        ),
        (
            "{ \"$.v\": { at-least: 5, below: 2026-01-01 } }",
            "19: a number and a day as bounds of one value (rule $.v); compare with numbers, or with days"
        ),
        ("{ \"$.v\": { at-least: 5, below: 5.0 } }", "19: bounds that no value meets (rule $.v); \(rangeRemedy)"),
        ("{ \"$.v\": { above: 5, at-most: 5 } }", "19: bounds that no value meets (rule $.v); \(rangeRemedy)"),
        ("{ \"$.v\": { at-least: -1, at-most: -2 } }", "19: bounds that no value meets (rule $.v); \(rangeRemedy)"),
        (
            "{ \"$.v\": { above: 2026-01-01, below: 2026-01-02 } }",
            "19: bounds that no value meets (rule $.v); \(rangeRemedy)"
        ),
        (
            "{ \"$.v\": { at-least: 2026-01-02, at-most: 2026-01-01 } }",
            "19: bounds that no value meets (rule $.v); \(rangeRemedy)"
        ),
    ])
    func `a condition that is wrong is one problem`(condition: String, problem: String) {
        #expect(problems(policyText(adding: "only-if: \(condition)")) == ["policy.yaml:6:\(problem)"])
    }

    @Test func `everything that is wrong in nested conditions is told, with its place`() {
        let text = policyText(
            adding: """
                only-if:
                  any:
                    - "$.a-b": x
                    - all: [ { "@.c": y }, { "$.d": { above: z } } ]
                """)
        #expect(
            problems(text).map { String($0.prefix { $0 != ";" }) } == [
                "policy.yaml:8:7: '$.a-b' is not a path", "policy.yaml:9:16: '@.c' is not a path",
                "policy.yaml:9:46: above needs a number or a day (rule $.d)",
            ])
    }

    @Test func `one path may be tested in several conditions, and once in each`() throws {
        _ = try MinimizationPolicy(
            text: policyText(adding: "only-if: { any: [ { \"$.v\": x }, { \"$.v\": y } ] }"))
        let twice = problems {
            try MinimizationPolicy(purpose: "p", recipient: "r", onlyIf: .any([["$.v": "x", "$.v": "y"]])) {
                FieldRule("$.a", .keep)
            }
        }
        #expect(twice == ["'$.v' a second time in a condition; keep one of them"])
    }

    @Test func `a condition that is wrong in Swift is a problem too`() {
        func lines(_ condition: RecordCondition) -> [String] {
            problems {
                try MinimizationPolicy(purpose: "p", recipient: "r", onlyIf: condition) { FieldRule("$.a", .keep) }
            }
        }
        #expect(lines(.any([])) == ["an empty list of conditions; write [ { … }, { … } ]"])
        #expect(lines(.all([[:]])) == ["an empty condition; write at least one test, like \"$.role\": suspect"])
        #expect(
            lines(["$.v": .isAtLeast(5).and(.isAtLeast(6))]) == [
                "the same comparison twice (rule $.v); keep the stricter one"
            ])
        #expect(
            lines(["$.v": .isAtLeast(5).and(.isBelow(5))]) == [
                "bounds that no value meets (rule $.v); \(Self.rangeRemedy)"
            ])
        #expect(
            lines(["$.v": FieldTest.equals("a").and("b")]) == [
                "in needs at least one text (rule $.v); list the texts that are allowed"
            ])
    }
}
