import Testing

@testable import Proviso

/// `DisclosureOrder` and `PolicyChecker+DataSubjects`.
@Suite struct PolicyDataSubjectsTests {
    /// A policy with a kind for victims in line 5 and one for suspects in line 6.
    private func faults(victim: String, suspect: String, of people: String = "victim") -> [String] {
        problems(
            """
            proviso: policy/v1
            purpose: p
            recipient: r
            kinds:
            - { when: { "$.t": v }, data-subjects: \(people), fields: { \(victim) } }
            - { when: { "$.t": s }, data-subjects: suspect, fields: { \(suspect) } }
            domain: d
            """
        ).map { String($0.dropFirst("policy.yaml:".count)) }
    }

    private static let allowed: [(String, String)] = [
        ("\"$.a\": keep", "\"$.a\": keep"), ("\"$.a\": keep", "\"$['a']\": keep-subtree"),
        ("\"$.a\": keep-subtree", "\"$.a\": keep-subtree"), ("\"$.a\": drop", "\"$.b\": keep"),
        ("\"$.a\": { mask: {} }", "\"$.a\": keep"), ("\"$.a\": { mask: {} }", "\"$.a\": { mask: {}, otherwise: stop }"),
        ("\"$.a\": { constant: x }", "\"$.a\": keep"), ("\"$.a.b\": keep", "\"$.a\": keep-subtree"),
        ("\"$.a.b\": keep", "\"$.a.*\": keep"), ("\"$.a.*\": { url: host }", "\"$.a.*\": keep"),
        (
            "\"$.a\": keep-subtree, \"$.a.b\": drop, \"$.a.c\": drop",
            "\"$.a\": keep-subtree, \"$.a.b\": drop"
        ),
        ("\"$.a\": { derive: { y: { url: host } } }", "\"$.a\": { url: host }"),
        ("\"$.a\": { url: host }", "\"$.a\": { derive: { y: { url: host }, z: { mask: {} } } }"),
        ("\"$.a\": { derive: { y: { url: host }, a: keep } }", "\"$.a\": { derive: { b: keep } }"),
        ("\"$.a[*]\": { only-elements: x }", "\"$.a[*]\": keep"),
        ("\"$.a[*]\": { only-elements: x }", "\"$.a[*]\": { only-elements: x }"),
        ("\"$.a[*]\": { only-elements: x, then: { mask: {} } }", "\"$.a[*]\": { only-elements: x }"),
        (
            "\"$.a\": { kinds: [ { when: { \"@.t\": x }, fields: { \"@.b\": { mask: {} } } } ] }",
            "\"$.a\": { kinds: [ { when: { \"@.t\": x }, fields: { \"@.b\": keep, \"@.c\": keep } } ] }"
        ),
        ("\"$.a\": { kinds: [ { when: always, fields: { \"@.b\": keep } } ] }", "\"$.a\": keep-subtree"),
    ]

    @Test(arguments: allowed)
    func `of victims may be disclosed what is disclosed of suspects, or less`(victim: String, suspect: String) {
        #expect(faults(victim: victim, suspect: suspect) == [])
    }

    private static let refused: [(String, String, String)] = [
        ("\"$.a\": keep", "\"$.b\": keep", "$.a"), ("\"$.a\": keep", "\"$.a\": drop", "$.a"),
        ("\"$.a\": keep-subtree", "\"$.a\": keep", "$.a"), ("\"$.a\": keep", "\"$.a\": { mask: {} }", "$.a"),
        ("\"$.a\": set-null", "\"$.b\": keep", "$.a"),
        ("\"$.a\": { generalize: year }", "\"$.a\": { generalize: month }", "$.a"),
        ("\"$.a\": { round-geo: { decimals: 2 } }", "\"$.a\": keep", "$.a"),
        ("\"$.a\": { pseudonymize: { as: p, of: [\"$.x\", \"$.y\"] } }", "\"$.a\": keep", "$.a"),
        ("\"$.a.*\": keep", "\"$.a.b\": keep", "$.a.*"), ("\"$.a.b\": keep", "\"$.a\": keep", "$.a.b"),
        ("\"$.a.b\": keep", "\"$.a[*]\": keep", "$.a.b"), ("\"$.a\": keep", "\"$.a.b\": keep", "$.a"),
        ("\"$.a\": keep-subtree", "\"$.a\": keep-subtree, \"$.a.b\": drop", "$.a"),
        ("\"$.a.*\": keep", "\"$.a\": keep-subtree, \"$.a.b\": { mask: {} }", "$.a.*"),
        ("\"$.a\": { derive: { y: { url: host }, z: { mask: {} } } }", "\"$.a\": { url: host }", "$.a"),
        ("\"$.a[*]\": keep", "\"$.a[*]\": { only-elements: x }", "$.a[*]"),
        ("\"$.a[*]\": { only-elements: x }", "\"$.a[*]\": { only-elements: y }", "$.a[*]"),
        ("\"$.a[*]\": { only-elements: x }", "\"$.a[*]\": { only-elements: x, then: { mask: {} } }", "$.a[*]"),
        (
            "\"$.a\": { kinds: [ { when: { \"@.t\": x }, fields: { \"@.b\": keep } } ] }",
            "\"$.a\": { kinds: [ { when: { \"@.t\": y }, fields: { \"@.b\": keep } } ] }", "$.a"
        ),
        (
            "\"$.a\": { kinds: [ { when: always, fields: { \"@.b\": keep } } ] }",
            "\"$.a\": { kinds: [ { when: always, fields: { \"@.b\": drop } } ] }", "$.a"
        ),
        ("\"$.a.b\": keep", "\"$.a\": { kinds: [ { when: always, fields: { \"@.b\": keep } } ] }", "$.a.b"),
    ]

    @Test(arguments: refused)
    func `of victims nothing is disclosed that is not disclosed of suspects`(
        victim: String, suspect: String, path: String
    ) {
        let remedy = "drop it here, or write the same rule or keep there"
        #expect(
            faults(victim: victim, suspect: suspect) == [
                "5:58: discloses more of data-subjects 'victim' than of 'suspect' (line 6) (rule \(path)); \(remedy)"
            ])
        #expect(
            faults(victim: victim, suspect: suspect, of: "other").map { $0.prefix(50) } == [
                "5:57: discloses more of data-subjects 'other' than"
            ])
        #expect(faults(victim: victim, suspect: suspect, of: "convicted") == [])
    }

    @Test func `a kind that does not say whom it is about is held to the same, also below a path`() {
        let lines = problems(
            policyText(
                rule: """
                    { kinds: [
                        { when: { "@.r": a }, data-subjects: convicted, fields: { "@.x": keep } },
                        { when: { "@.r": b }, data-subjects: suspect, fields: { "@.y": keep } },
                        { when: always, fields: { "@.x": keep, "@.y": keep } } ] }
                    """))
        #expect(
            lines.map { String($0.prefix { $0 != ";" }) } == [
                "policy.yaml:9:31: discloses more of a kind without data-subjects than of 'suspect' (line 8) (rule @.x)",
                "policy.yaml:9:44: discloses more of a kind without data-subjects than of 'convicted' (line 7) (rule @.y)",
            ])
    }

    @Test func `where nobody is implicated, or nobody is said to be, nothing is compared`() throws {
        func text(_ first: String, _ second: String) -> String {
            """
            proviso: policy/v1
            purpose: p
            recipient: r
            kinds:
            - { when: { "$.t": v }, \(first) fields: { "$.a": keep } }
            - { when: always, \(second) fields: { "$.b": keep } }
            """
        }
        #expect(problems(text("", "")) == [])
        #expect(problems(text("data-subjects: victim,", "data-subjects: other,")) == [])
        #expect(problems(text("data-subjects: suspect,", "data-subjects: convicted,")) == [])
        #expect(problems(text("data-subjects: suspect,", "")).count == 1)
        let policy = try MinimizationPolicy(text: text("data-subjects: victim,", "data-subjects: other,"))
        guard case .kinds(let kinds) = policy.content else {
            Issue.record("no kinds")
            return
        }
        #expect(kinds.map(\.dataSubjects) == [.victim, .other])
        #expect(try MinimizationPolicy(text: policy.jsonText).says(theSameAs: policy))
    }

    @Test func `a category that nobody knows is one problem`() {
        #expect(
            faults(victim: "\"$.a\": keep", suspect: "\"$.a\": drop", of: "victims") == [
                "5:40: data-subjects cannot be 'victims'; did you mean 'victim'?"
            ])
    }

    @Test func `so many kinds are compared and no more`() {
        func text(_ count: Int) -> String {
            "proviso: policy/v1\npurpose: p\nrecipient: r\nkinds:\n"
                + (0..<count).map { index in
                    let people = index % 2 == 0 ? "suspect" : "victim"
                    return
                        "- { when: { \"$.t\": \"\(index)\" }, data-subjects: \(people), fields: { \"$.a\": keep } }\n"
                }.joined()
        }
        #expect(problems(text(50)) == [])
        #expect(
            problems(text(51)) == [
                "policy.yaml:5:11: 51 kinds with data-subjects, of which at most 50 are read; use fewer kinds, or several policies"
            ])
    }
}
