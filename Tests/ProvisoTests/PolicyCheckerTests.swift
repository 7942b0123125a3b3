import Testing

@testable import Proviso

@Suite struct PolicyCheckerTests {
    private static let keepRemedy =
        "`keep` passes single values only, so name the members one by one, or write keep-subtree: then rules below it may take "
        + "away"
    private static let otherRemedy =
        "keep the longer path, or the shorter one; only below keep-subtree may a longer path say otherwise"
    private static let starRemedy = "name every member, or use keep-subtree with rules below it"

    private func problemsOf(_ fields: [(String, String)]) -> [String] {
        problems(policyText(fields: fields.map { "  ? \(quoted($0.0))\n  : \($0.1)" }.joined(separator: "\n")))
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    @Test func `one path inside another is an overlap, in either order`() {
        #expect(
            problemsOf([("$.a", "keep"), ("$.a.b", "drop")]) == [
                "policy.yaml:8:5: overlaps with $.a (line 6) (rule $.a.b); \(Self.keepRemedy)"
            ])
        #expect(
            problemsOf([("$.a.b", "drop"), ("$.a", "keep")]) == [
                "policy.yaml:8:5: overlaps with $.a.b (line 6) (rule $.a); \(Self.keepRemedy)"
            ])
        for rule in [
            "drop", "{ constant: x }", "set-null", "{ kinds: [ { when: always, fields: { \"@.c\": keep } } ] }",
        ] {
            #expect(
                problemsOf([("$.a[*]", rule), ("$.a[*].b.c", "keep")]) == [
                    "policy.yaml:8:5: overlaps with $.a[*] (line 6) (rule $.a[*].b.c); \(Self.otherRemedy)"
                ])
        }
    }

    @Test func `below keep-subtree any rule may stand, in either order`() {
        let below = [
            ("$.a.b", "drop"), ("$.a.c[*].d", "keep-subtree"), ("$.a.c[*].d.e", "set-null"), ("$.a.f.*", "keep"),
        ]
        #expect(problemsOf([("$.a", "keep-subtree")] + below) == [])
        #expect(problemsOf(below.reversed() + [("$.a", "keep-subtree")]) == [])
    }

    @Test func `below keep-subtree the other rules still overlap`() {
        #expect(
            problemsOf([("$.a", "keep-subtree"), ("$.a.b", "drop"), ("$.a.b.c", "keep")]) == [
                "policy.yaml:10:5: overlaps with $.a.b (line 8) (rule $.a.b.c); \(Self.otherRemedy)"
            ])
        #expect(
            problemsOf([("$.a", "keep-subtree"), ("$.a.*", "drop"), ("$.a.b", "keep")]) == [
                "policy.yaml:10:5: overlaps with $.a.* (line 8): .* and a name at the same place (rule $.a.b); \(Self.starRemedy)"
            ])
    }

    @Test func `a star and a name at the same place overlap, in either order and however they go on`() {
        #expect(
            problemsOf([("$.a.*.x", "keep"), ("$.a.b.y", "keep")]) == [
                "policy.yaml:8:5: overlaps with $.a.*.x (line 6): .* and a name at the same place (rule $.a.b.y); "
                    + Self.starRemedy
            ])
        #expect(
            problemsOf([("$.b", "keep"), ("$.*", "keep-subtree")]) == [
                "policy.yaml:8:5: overlaps with $.b (line 6): .* and a name at the same place (rule $.*); \(Self.starRemedy)"
            ])
    }

    @Test func `an array and an object at the same place do not overlap`() {
        #expect(problemsOf([("$.a.b", "keep"), ("$.a[*].b", "keep"), ("$.a[*][*]", "keep")]) == [])
        #expect(problemsOf([("$.a[*]", "keep"), ("$.a.*", "keep")]) == [])
    }

    @Test(arguments: [
        "$['a']", "$[\"a\"]", "$['\\u0061']", "a",
    ])
    func `one path in two spellings is one path twice`(path: String) {
        #expect(
            problemsOf([("$.a", "keep-subtree"), (path, "drop")]) == [
                "policy.yaml:8:5: the same path as $.a (line 6) (rule \(path)); keep one of them"
            ])
    }

    @Test func `names are compared code point by code point`() {
        #expect(problemsOf([("$.é", "keep"), ("$.e\u{301}", "keep")]) == [])
        #expect(problemsOf([("$['\u{212A}']", "keep"), ("$.K", "keep")]) == [])
        #expect(problemsOf([("$.é", "keep"), ("$['\\u00e9']", "keep")]).count == 1)
    }

    @Test func `every rule that overlaps is one problem, and a rule in another kind is none`() {
        let many = (0..<20).map { ("$.a.b\($0)", "keep") }
        #expect(problemsOf([("$.a", "drop")] + many).count == 20)
        #expect(problemsOf(many + [("$.a", "drop")]).count == 1)
        let kinds = """
            proviso: policy/v1
            purpose: p
            recipient: r
            kinds:
            - { when: { "$.t": x }, fields: { "$.a": keep } }
            - { when: always, fields: { "$.a.b": keep } }
            """
        #expect(problems(kinds) == [])
    }

    @Test func `paths that only read overlap with nothing`() {
        let lines = problems(policyText(adding: "only-if: { \"$.a\": x, \"$.a.b\": y, \"$.*\": z, \"$['a']\": x }"))
        #expect(lines == [])
    }

    @Test func `below a path only @ names what is there, and elsewhere only $`() {
        let text = policyText(
            rule: "{ kinds: [ { when: { \"$.t\": x }, fields: { \"$.a\": keep, b: drop, \"@.c\": keep } } ] }")
        let remedy = "a path here starts with @ (the object at $.a)"
        #expect(
            problems(text) == [
                "policy.yaml:6:31: '$.t' is not a path; \(remedy)", "policy.yaml:6:53: '$.a' is not a path; \(remedy)",
                "policy.yaml:6:66: 'b' is not a path; \(remedy)",
            ])
    }

    @Test func `always is for the last kind, also below a path`() {
        let text = policyText(
            rule: """
                { kinds: [ { when: always, fields: { "@.a": keep } },
                    { when: always, fields: { "@.a": keep } } ] }
                """)
        #expect(
            problems(text) == [
                "policy.yaml:6:29: always before other kinds (rule $.a); put it last; the first kind that matches wins"
            ])
    }

    @Test func `pseudonyms need a domain wherever they are made`() {
        let text = """
            proviso: policy/v1
            purpose: p
            recipient: r
            fields:
              "$.a": [ { mask: {} }, { pseudonymize: { as: p } } ]
              "$.b": { kinds: [ { when: always, fields: { "@.c": { pseudonymize: { as: p } } } } ] }
            """
        #expect(
            problems(text) == [
                "policy.yaml:5:42: pseudonyms without a domain (rule $.a); add `domain:`; it names where pseudonyms may be linked",
                "policy.yaml:6:70: pseudonyms without a domain (rule @.c); add `domain:`; it names where pseudonyms may be linked",
            ])
        #expect(problems(text.replacing("fields:\n", with: "domain: X\nfields:\n")).count == 1)
    }

    @Test func `paths are no longer than they need to be`() {
        let deep = "$" + String(repeating: "[*]", count: 64)
        #expect(problemsOf([(deep, "keep")]) == [])
        #expect(
            problemsOf([(deep + ".a", "keep")]).first?.hasSuffix("it has more than 64 steps, and records are no deeper")
                == true)
        #expect(problemsOf([("$." + String(repeating: "a", count: 998), "keep")]) == [])
        let long = problemsOf([("$." + String(repeating: "a", count: 999), "keep")])
        #expect(long.count == 1)
        #expect(long[0].hasSuffix("…' is not a path; it has more than 1000 characters"))
        #expect(long[0].utf8.count < 400)
    }

    @Test func `ten thousand rules are read at once, and no more`() throws {
        func text(count: Int) -> String {
            policyText(fields: (0..<count).map { "  $.a\($0 % 100).b\($0 / 100).c: keep" }.joined(separator: "\n"))
        }
        let most = text(count: PolicyChecker.maximumRuleCount)
        let elapsed = try ContinuousClock().measure { _ = try MinimizationPolicy(text: most) }
        #expect(elapsed < .seconds(5))
        #expect(
            problems(text(count: PolicyChecker.maximumRuleCount + 1)) == [
                "policy.yaml: 10001 rules, of which at most 10000 are read; use .* or keep-subtree, or several policies"
            ])
    }
}
