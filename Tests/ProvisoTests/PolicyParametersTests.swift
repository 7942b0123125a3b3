import Testing

@testable import Proviso

@Suite struct PolicyParametersTests {
    private static let text = """
        proviso: policy/v1
        purpose: test
        recipient: test.example
        parameters: [subject, since, until-day]
        only-if: { "$.id": { in: ["u:${subject}", x] }, "$.at": { at-least: "${since}", below: "${until-day}" } }
        fields:
          "$.a": { constant: "for ${subject} since ${since}" }
        """

    @Test func `a policy keeps its parameters as they are written, and reads back to the same`() throws {
        let policy = try MinimizationPolicy(text: Self.text)
        #expect(policy.parameters == ["subject", "since", "until-day"])
        #expect(policy.onlyIf?.tests.first?.test == .isIn(["u:${subject}", "x"]))
        #expect(policy.onlyIf?.tests.last?.test.bounds.map(\.limit) == [.parameter("since"), .parameter("until-day")])
        #expect(policy.content == .fields([FieldRule("$.a", .constant("for ${subject} since ${since}"))]))
        #expect(try MinimizationPolicy(text: policy.jsonText).says(theSameAs: policy))
    }

    private static let misplacedRemedy =
        "write the text out; parameters may stand in the tests of conditions and in constant"

    @Test(arguments: [
        ("parameters: x", "6:13: parameters needs a list of names; write at least one, or leave it out"),
        ("parameters: []", "6:13: parameters needs a list of names; write at least one, or leave it out"),
        (
            "parameters: [a, Since]",
            "6:17: a parameter cannot be called 'Since'; write a-z, then a-z 0-9 or -, at most 32 characters"
        ),
        (
            "parameters: [since]",
            "6:14: the parameter 'since' is not used; write ${since} where its text belongs, or remove it"
        ),
        (
            "only-if: { \"$.v\": \"${subject}\" }",
            "6:19: '${subject}' is no parameter of the policy (rule $.v); declare it: `parameters: [subject]`"
        ),
        (
            "parameters: [subject]\nonly-if: { \"$.v\": [\"x\"], \"$.w\": \"${subject}\" }",
            "7:19: a list is not a test (rule $.v); write { in: [ … ] }"
        ),
        (
            "parameters: [subject]\nonly-if: { \"$.v\": { in: [\"${subjet}\", \"${subject}\"] } }",
            "7:26: '${subjet}' is no parameter of the policy (rule $.v); did you mean '${subject}'?"
        ),
        (
            "only-if: { \"$.v\": \"a${\" }",
            "6:19: 'a${' holds ${ without a name and } (rule $.v); write it like ${subject}"
        ),
        (
            "only-if: { \"$.v\": \"${A}\" }",
            "6:19: '${A}' holds ${ without a name and } (rule $.v); write it like ${subject}"
        ),
        (
            "only-if: { \"$.v\": \"${a\" }",
            "6:19: '${a' holds ${ without a name and } (rule $.v); write it like ${subject}"
        ),
        (
            "parameters: [a]\nonly-if: { \"$.v\": { above: \"${a}-01\" } }",
            "7:28: above needs a parameter alone (rule $.v); write ${name}, and the whole bound into its text"
        ),
        ("legal-basis: \"${a}\"", "6:14: '${a}' holds ${, which stands for a parameter; \(misplacedRemedy)"),
        ("domain: ${d}", "6:9: '${d}' holds ${, which stands for a parameter; \(misplacedRemedy)"),
        ("terms: { handling: [\"a${\"] }", "6:21: 'a${' holds ${, which stands for a parameter; \(misplacedRemedy)"),
        ("terms: { erase-after: \"${p}\" }", "6:23: '${p}' holds ${, which stands for a parameter; \(misplacedRemedy)"),
        (
            "only-if: { \"$.${n}\": x, \"$.m\": \"$ {\" }",
            "6:12: '$.${n}' holds ${, which stands for a parameter; \(misplacedRemedy)"
        ),
        (
            "only-if: { \"$.v\": { present: \"${p}\" } }",
            "6:30: '${p}' holds ${, which stands for a parameter (rule $.v); \(misplacedRemedy)"
        ),
        ("limit: { records: \"${p}\" }", "6:19: '${p}' holds ${, which stands for a parameter; \(misplacedRemedy)"),
    ])
    func `a parameter that is wrong, or where none may stand, is one problem`(lines: String, problem: String) {
        #expect(problems(policyText(adding: lines)) == ["policy.yaml:\(problem)"])
    }

    @Test(arguments: [
        "\"${p}\"", "{ mask: { with: \"${p}\" } }", "{ mask: \"${p}\" }", "{ generalize: \"${p}\" }",
        "{ round: \"${p}\" }",
        "{ bucket: { bounds: [\"${p}\"] } }", "{ pseudonymize: { as: \"${p}\" } }", "[ \"${p}\" ]",
        "{ keep: \"${p}\" }", "{ keep: , otherwise: \"${p}\" }", "{ encrypt: { to: \"${p}\" } }",
        "{ custom: \"${p}\" }",
        "{ shift-date: { by: \"${p}\", days: 1 } }", "{ lookup: { file: \"${p}\", level: 1 } }",
        "{ generalize: { to: day, written: [\"${p}\"] } }", "{ kinds: \"${p}\" }", "{ derive: { x: \"${p}\" } }",
        "{ generalize: { to: age-band, at: \"${p}\" } }", "{ custom: { name: x, options: { y: \"${p}\" } } }",
    ])
    func `a parameter in a rule stands in constant alone`(rule: String) {
        let lines = problems(policyText(rule: rule).replacing("fields:", with: "parameters: [p]\nfields:"))
        #expect(lines.count == 1, "\(lines)")
        #expect(
            lines.first?.hasSuffix("'${p}' holds ${, which stands for a parameter (rule $.a); \(Self.misplacedRemedy)")
                == true)
    }

    @Test func `a parameter that is declared twice, or that nobody could read, is one problem`() {
        let twice = policyText(adding: "parameters: [a, a]\nonly-if: { \"$.v\": \"${a}\" }")
        #expect(problems(twice) == ["policy.yaml:6:17: the parameter 'a' a second time; keep one of them"])
        let unread = policyText(adding: "parameters: [a, [b]]\nonly-if: { \"$.v\": \"${b}\", \"$.w\": \"${c}\" }")
        #expect(problems(unread) == ["policy.yaml:6:17: parameters needs a text; write it in quotes"])
    }

    @Test func `a name has at most 32 characters`() throws {
        let name = "a" + String(repeating: "-", count: 30) + "9"
        _ = try MinimizationPolicy(
            text: policyText(adding: "parameters: [\(name)]\nonly-if: { \"$.v\": \"${\(name)}\" }"))
        #expect(
            problems(policyText(adding: "parameters: [\(name)0]")) == [
                "policy.yaml:6:14: a parameter cannot be called '\(name)0'; write a-z, then a-z 0-9 or -, at most 32 characters"
            ])
    }

    @Test func `there are so many parameters and no more`() {
        func text(_ count: Int) -> String {
            let names = (0..<count).map { "p\($0)" }
            return policyText(
                adding: "parameters: [\(names.joined(separator: ", "))]\nonly-if: { \"$.v\": \""
                    + names.map { "${\($0)}" }.joined() + "\" }")
        }
        #expect(problems(text(100)) == [])
        #expect(
            problems(text(101)) == ["policy.yaml:6:13: 101 parameters, of which at most 100 are read; use fewer"])
    }

    @Test func `in Swift the same is checked`() {
        let lines = problems {
            try MinimizationPolicy(
                purpose: "p", recipient: "r", parameters: ["A", "b", "c", "c"],
                onlyIf: ["$.v": .isIn(["${d}", "${", "${c}"])]
            ) { FieldRule("$.a", .keep) }
        }
        #expect(
            lines.map { String($0.prefix { $0 != ";" }) } == [
                "'${d}' is no parameter of the policy (rule $.v)", "'${' holds ${ without a name and } (rule $.v)",
                "a parameter cannot be called 'A'", "the parameter 'A' is not used", "the parameter 'b' is not used",
                "the parameter 'c' a second time",
            ])
    }

    // MARK: Texts

    @Test func `what is missing or unknown is named, without its text`() throws {
        let policy = try MinimizationPolicy(text: Self.text, source: "policy.yaml")
        let error = #expect(throws: ProvisoError.self) {
            try PolicyParameters(["since": "CANARY", "untl-day": "CANARY", "x": "CANARY"]).check(for: policy)
        }
        #expect(error?.code == .policyParameter)
        #expect(
            error?.description
                == "policy.yaml: the policy needs a text for 'subject', 'until-day', and the policy has no parameter 'untl-day', 'x'; "
                + "give each of its parameters: 'subject', 'since', 'until-day'")
        try PolicyParameters(["since": "", "subject": "a", "until-day": "b"]).check(for: policy)
        let none = try MinimizationPolicy(text: policyText(rule: "keep"))
        try PolicyParameters().check(for: none)
        #expect(throws: ProvisoError.self) { try PolicyParameters(["x": "y"]).check(for: none) }
    }

    @Test(
        arguments: [
            ("", ""), ("a", "a"), ("${a}", "1"), ("x${a}${b-2}y", "x1${a}y"), ("$${a}", "$1"), ("$ {a}}", "$ {a}}"),
            ("é${a}é", "é1é"), ("${c}", nil), ("${", nil), ("${}", nil), ("${a", nil), ("${A}", nil), ("${a }", nil),
        ] as [(String, String?)])
    func `a text is filled in once, and what a parameter brings is not looked into`(text: String, resolved: String?) {
        #expect(PolicyParameters(["a": "1", "b-2": "${a}"]).resolve(text) == resolved)
    }

    @Test func `a bound is filled in with a number or a day`() throws {
        let test = FieldTest(
            texts: ["${a}"], bounds: [FieldTest.Bound(comparison: .above, limit: .parameter("b"))])
        #expect(
            try PolicyParameters(["a": "x", "b": "-0.5"]).resolve(test) == FieldTest.isIn(["x"]).and(.isAbove("-0.5")))
        #expect(
            try PolicyParameters(["a": "x", "b": "2026-07-01"]).resolve(test)
                == FieldTest.isIn(["x"]).and(.isAbove(CalendarDay("2026-07-01"))))
        #expect(try PolicyParameters(["a": "x"]).resolve(test) == nil)
        #expect(try PolicyParameters(["b": "1"]).resolve(test) == nil)
        let error = #expect(throws: ProvisoError.self) {
            try PolicyParameters(["a": "x", "b": "CANARY"]).resolve(test)
        }
        #expect(error?.code == .policyParameter)
        #expect(
            error?.description
                == "the parameter b is a bound, and its text is no number and no day; write it like 100, 0.05 or 2026-07-01"
        )
    }
}
