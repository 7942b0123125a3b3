import Testing

@testable import Proviso

/// `PolicyChecker+SpecialCategories`.
@Suite struct PolicySpecialCategoriesTests {
    /// The problems of fields, which begin in line 8, under a category `health` in line 6 with one field.
    private func faults(of field: String, _ fields: String, safeguard: String? = nil, adding lines: String = "")
        -> [String]
    {
        problems(
            """
            proviso: policy/v1
            purpose: p
            recipient: r
            domain: d
            special-categories:
              health: { fields: ["\(field)"]\(safeguard.map { ", safeguard: \($0)" } ?? "") }
            fields:
            \(fields)
            \(lines)
            """
        ).map { String($0.dropFirst("policy.yaml:".count).prefix { $0 != ";" }) }
    }

    private static let disclosing: [(String, String, String)] = [
        ("$.a", "$.a", "keep"), ("$.a", "$['a']", "keep-subtree"), ("$.a", "a", "set-null"),
        ("$.a", "$.a", "{ constant: x }"),
        ("$.a", "$.a.b[*]", "{ mask: {} }"), ("$.a", "$.*", "keep"), ("$.a.b", "$.*.b.c", "keep"),
        ("$.*.b", "$.a.b", "keep"),
        ("$.a.*", "$.a.b.c", "keep"), ("$.a[*].b", "$.a[*].b", "keep"), ("$.a.b", "$.a", "keep-subtree"),
        ("$.a.*.b", "$.a", "keep-subtree"), ("$.a[*].b", "$.a[*]", "keep-subtree"), ("$.a.b", "$.*", "keep-subtree"),
        ("$.a", "$.a", "{ derive: { a: { url: host } } }"), ("$.a[*]", "$.a[*]", "{ only-elements: x }"),
        ("$.geo[*]", "$.geo", "{ round-geo: { decimals: 2 } }"),
        ("$.geo[*][*]", "$.geo", "{ round-geo: { decimals: 2 } }"),
    ]

    @Test(arguments: disclosing)
    func `a rule that discloses a special category needs a safeguard`(field: String, path: String, rule: String) {
        #expect(
            faults(of: field, "  \"\(path)\": \(rule)") == [
                "8:3: discloses the special category 'health', \(field) (line 6) (rule \(path))"
            ])
        #expect(faults(of: field, "  \"\(path)\": \(rule)", safeguard: "DPIA 2026-3") == [])
    }

    @Test(arguments: [
        ("$.a", "$.a", "drop"), ("$.a", "$.b", "keep"), ("$.a", "$.b.a", "keep"), ("$.a.b", "$.a", "keep"),
        ("$.a[*]", "$.a.b", "keep"), ("$.a", "$.A", "keep"), ("$.a.b", "$.a.c", "keep-subtree"),
        ("$.geo[*].x", "$.geo", "{ round-geo: { decimals: 2 } }"), ("$.a.b", "$.a", "{ mask: {} }"),
        ("$.a.b", "$.a", "{ constant: x }"),
    ])
    func `a rule that discloses nothing of it needs none`(field: String, path: String, rule: String) {
        #expect(faults(of: field, "  \"\(path)\": \(rule)\n  \"$.z\": keep") == [])
    }

    @Test(arguments: [
        ("$.a.b", "  $.a: keep-subtree\n  $.a.b: drop", true), ("$.a.b.c", "  $.a: keep-subtree\n  $.a.b: drop", true),
        ("$.a.b", "  $.a: keep-subtree\n  $.a.*: drop", true), ("$.a.*", "  $.a: keep-subtree\n  $.a.*: drop", true),
        ("$.a.*", "  $.a: keep-subtree\n  $.a.b: drop", false),
        ("$.a.b", "  $.a: keep-subtree\n  $.a.b.c: drop", false),
        ("$.a[*].b", "  $.a: keep-subtree\n  $.a[*].b: drop", true),
        ("$.a[*].b", "  $.a: keep-subtree\n  $.a.b: drop", false),
        (
            "$.a.*.c", "  $.a: keep-subtree\n  $.a.b: drop\n  $.a.d.c: drop", false
        ),
        ("$.a.b.c", "  $.a: keep-subtree\n  $.a.b: keep", true),
    ])
    func `below keep-subtree a rule must take the field away, wherever it is`(
        field: String, fields: String, isSafe: Bool
    ) {
        #expect(
            faults(of: field, fields)
                == (isSafe ? [] : ["8:3: discloses the special category 'health', \(field) (line 6) (rule $.a)"]))
    }

    @Test func `rules of kinds count with their place in the record`() {
        let kinds =
            "{ kinds: [ { when: { \"@.%\": x }, fields: { \"@.b\": keep, \"@.c\": { kinds: [ { when: always, fields: { \"@.d\": keep } } ] } } } ] }"
        func faults(_ field: String, testing name: String = "t") -> [String] {
            self.faults(of: field, "  \"$.e[*]\": " + kinds.replacing("%", with: name))
        }
        #expect(faults("$.e[*].b") == ["8:56: discloses the special category 'health', $.e[*].b (line 6) (rule @.b)"])
        #expect(
            faults("$.e[*].c.d") == ["8:113: discloses the special category 'health', $.e[*].c.d (line 6) (rule @.d)"])
        #expect(faults("$.e[*].x") == [])
        #expect(
            faults("$.e[*].s", testing: "s") == [
                "8:34: reads the special category 'health', $.e[*].s (line 6) (rule @.s)"
            ])
        #expect(
            faults("$.e[*]").map { $0.prefix(5) } == ["8:34:", "8:56:", "8:113"],
            "the kinds themselves disclose nothing")
    }

    @Test func `rules of a kind of record count too`() {
        let lines = problems(
            """
            proviso: policy/v1
            purpose: p
            recipient: r
            special-categories: { religion: { fields: ["$.r", "$.s.*"] }, opinion: { fields: [o], safeguard: s } }
            kinds:
            - { when: { "$.s.x": y }, fields: { "$.a": keep } }
            - { when: { "$.o": y }, fields: { "$.o": keep } }
            - { when: always, fields: { "$.s": keep-subtree, "$.r": { url: host } } }
            """)
        #expect(
            lines.map { String($0.prefix { $0 != ";" }) } == [
                "policy.yaml:6:13: reads the special category 'religion', $.s.* (line 4) (rule $.s.x)",
                "policy.yaml:8:29: discloses the special category 'religion', $.s.* (line 4) (rule $.s)",
                "policy.yaml:8:50: discloses the special category 'religion', $.r (line 4) (rule $.r)",
            ])
    }

    @Test func `what reads the field needs a safeguard too`() {
        let read = "reads the special category 'health', $.a (line 6)"
        #expect(
            faults(of: "$.a", "  $.b: keep", adding: "only-if: { any: [ { \"$.a\": x } ] }") == [
                "9:21: \(read) (rule $.a)"
            ])
        #expect(faults(of: "$.a", "  $.b: keep", adding: "only-if: { \"$.*\": x }") == ["9:12: \(read) (rule $.*)"])
        #expect(faults(of: "$.a", "  $.b: keep", adding: "subject: $.a.id") == ["9:10: \(read)"])
        #expect(faults(of: "$.a", "  $.b: keep", adding: "require: { $.a: date }") == ["9:12: \(read) (rule $.a)"])
        #expect(
            faults(of: "$.a", "  $.b: { shift-date: { by: $.a, days: 9 } }") == ["8:28: \(read) (rule $.b)"])
        #expect(
            faults(of: "$.a", "  $.b: { pseudonymize: { as: p, of: [$.c, $.a] } }") == ["8:43: \(read) (rule $.b)"])
        #expect(faults(of: "$.a", "  $.b: { redact: { known: [$.c, $.a] } }") == ["8:33: \(read) (rule $.b)"])
        #expect(faults(of: "$.a", "  $.b: keep", safeguard: "s", adding: "subject: $.a") == [])
        #expect(faults(of: "$.a.b", "  $.c: keep", adding: "only-if: { \"$.a\": { present: yes } }") == [])
    }

    @Test(arguments: [
        (
            "x",
            "6:21: special-categories needs categories with their fields; write { health: { fields: [\"$.diagnosis\"] } }"
        ),
        (
            "{}",
            "6:21: special-categories needs categories with their fields; write { health: { fields: [\"$.diagnosis\"] } }"
        ),
        ("{ helth: { fields: [x] } }", "6:23: no special category is called 'helth'; did you mean 'health'?"),
        (
            "{ money: { fields: [x] } }",
            "6:23: no special category is called 'money'; one of: health, religion, opinion, orientation, biometrics, ethnicity, genetics, union-membership"
        ),
        ("{ health: [x] }", "6:31: health needs its options in { }; options: fields, safeguard"),
        ("{ health: { safeguard: s } }", "6:31: health lacks 'fields'; list the paths: [\"$.diagnosis\"]"),
        ("{ health: { fields: x } }", "6:41: fields needs a list of texts; write at least one: [ … ]"),
        ("{ health: { fields: [] } }", "6:41: fields needs a list of texts; write at least one: [ … ]"),
        ("{ health: { fields: [[]] } }", "6:42: fields needs a text; write it in quotes"),
        ("{ health: { fields: [$.x-y] } }", "6:42: '$.x-y' is not a path; a name with '-' in it is written $['x-y']"),
        ("{ health: { fields: [\"@.x\"] } }", "6:42: '@.x' is not a path; a path here starts with $ (the record)"),
        ("{ health: { fields: [$.a], safeguard: \" \" } }", "6:59: safeguard is empty; say it in words"),
        (
            "{ health: { fields: [x], safegard: s } }",
            "6:46: health has no option 'safegard'; did you mean 'safeguard'?"
        ),
    ])
    func `a category that is wrong is one problem`(categories: String, problem: String) {
        #expect(problems(policyText(adding: "special-categories: \(categories)")) == ["policy.yaml:\(problem)"])
    }

    @Test func `a safeguard that YAML would cut off is refused`() {
        let text = policyText(
            adding: """
                special-categories:
                  health:
                    fields: [$.x]
                    safeguard: DPIA #7
                """)
        #expect(problems(text) == ["policy.yaml:9:16: safeguard is cut off by '#'; put the whole text in quotes"])
    }

    @Test func `in Swift the same is checked`() {
        let lines = problems {
            try MinimizationPolicy(
                purpose: "p", recipient: "r",
                specialCategories: [
                    SpecialCategoryFields(.health, fields: ["$.a"]),
                    SpecialCategoryFields(.health, fields: [], safeguard: " "),
                ]
            ) { FieldRule("$.a", .keep) }
        }
        #expect(
            lines.map { String($0.prefix { $0 != ";" }) } == [
                "safeguard is empty", "the category 'health' a second time", "fields needs a list of texts",
                "discloses the special category 'health', $.a (rule $.a)",
            ])
    }

    @Test func `so many fields are compared and no more`() {
        func text(_ count: Int) -> String {
            policyText(
                adding:
                    "special-categories: { health: { fields: [\((0..<count).map { "f\($0)" }.joined(separator: ", "))] } }"
            )
        }
        #expect(problems(text(200)) == [])
        #expect(
            problems(text(201)) == [
                "policy.yaml:6:42: 201 fields of special categories, of which at most 200 are read; name what they have in common, with .* or a path above them"
            ])
    }
}
