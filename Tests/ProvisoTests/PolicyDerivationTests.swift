import Testing

@testable import Proviso

/// `PolicyParser+Derivation`, `PolicyParser+Steps` and the overlaps of derived fields.
@Suite struct PolicyDerivationTests {
    private func action(_ path: String, _ rule: String) throws -> FieldRule? {
        let policy = try MinimizationPolicy(text: policyText(fields: "  \"\(path)\": \(rule)"))
        #expect(try MinimizationPolicy(text: policy.jsonText).content == policy.content)
        guard case .fields(let fields) = policy.content else { return nil }
        return fields.first
    }

    @Test func `several fields are derived from one`() throws {
        #expect(
            try action(
                "$.dob", "{ derive: { year: { generalize: year }, dob: keep, \"\": [ { mask: {} }, set-null ] } }")
                == FieldRule(
                    "$.dob",
                    .derive(["year": [.generalize(to: .year)], "dob": [], "": [.mask(), .setNull]])))
        #expect(
            try action("$.s.dob", "{ otherwise: stop, derive: { year: { generalize: year }, none: set-null } }")
                == FieldRule(
                    "$.s.dob", .derive(["year": [.generalize(to: .year)], "none": [.setNull]], otherwise: .stop)))
    }

    @Test func `what a step says of otherwise counts before what stands beside derive`() throws {
        let rule = try action(
            "$.a", "{ derive: { b: { mask: {}, otherwise: drop }, c: { mask: {} } }, otherwise: stop }")
        guard case .derive(let fields)? = rule?.action.operation else {
            Issue.record("nothing derived")
            return
        }
        #expect(fields.map { $0.steps.map(\.otherwise) } == [[.drop], [.stop]])
        #expect(fields.map(\.otherwise) == [.stop, .stop])
    }

    @Test func `elements that are single values are kept or transformed if they pass a test`() throws {
        #expect(try action("$.c[*]", "{ only-elements: x }") == FieldRule("$.c[*]", .onlyElements("x")))
        #expect(try action("$.c[*]", "{ only-elements: x, then: keep }") == FieldRule("$.c[*]", .onlyElements("x")))
        #expect(
            try action("$.c[*]", "{ only-elements: { at-least: 5 }, then: { round: 10 }, otherwise: stop }")
                == FieldRule("$.c[*]", .onlyElements(.isAtLeast(5), .round(to: 10), otherwise: .stop)))
        #expect(
            try action("$.c[*]", "{ then: [ { mask: {} }, set-null ], only-elements: { in: [x, y] } }")
                == FieldRule("$.c[*]", .onlyElements(.isIn(["x", "y"]), .mask(), .setNull)))
    }

    @Test func `elements that are objects are looked at like kinds of which there is one`() throws {
        #expect(
            try action(
                "$.c[*]",
                "{ only-elements: { any: [ { \"@.t\": x }, { \"@.n\": { above: 1 } } ] }, fields: { \"@.v\": keep }, otherwise: stop }"
            )
                == FieldRule(
                    "$.c[*]",
                    .kinds(otherwise: .stop) {
                        RecordKind(when: .any([["@.t": "x"], ["@.n": .isAbove(1)]])) { FieldRule("@.v", .keep) }
                    }))
    }

    private static let nameRemedy = "write it for a member, like $.dob"

    @Test(arguments: [
        (
            "$.a", "{ derive: {} }",
            "20: derive needs names with what each is made of (rule $.a); write { derive: { year: { generalize: year } } }"
        ),
        (
            "$.a", "{ derive: year }",
            "20: derive needs names with what each is made of (rule $.a); write { derive: { year: { generalize: year } } }"
        ),
        (
            "$.a[*]", "{ derive: { b: keep } }",
            "15: derive at a path that does not end in a name (rule $.a[*]); \(nameRemedy)"
        ),
        (
            "$.a.*", "{ derive: { b: keep } }",
            "14: derive at a path that does not end in a name (rule $.a.*); \(nameRemedy)"
        ),
        (
            "$.a", "{ derive: { b: drop } }",
            "25: a derived field cannot be 'drop' (rule $.a); write keep, or transforms in { } with their options"
        ),
        ("$.a", "{ derive: { b: mask } }", "25: a derived field cannot be 'mask' (rule $.a); write { mask: … }"),
        (
            "$.a", "{ derive: { b: hash } }",
            "25: a derived field cannot be 'hash' (rule $.a); pseudonymize is the keyed hash; without a key, whoever hashes every possible value finds this one"
        ),
        (
            "$.a", "{ derive: { b: } }",
            "25: a derived field needs keep or transforms (rule $.a); write keep, or transforms in { } with their options"
        ),
        ("$.a", "{ derive: { b: [] } }", "25: an empty list of transforms (rule $.a); write at least one"),
        (
            "$.a", "{ derive: { b: { kinds: [] } } }",
            "27: kinds cannot stand in a list of transforms (rule $.a); write it alone"
        ),
        (
            "$.a", "{ derive: { b: { derive: { c: keep } } } }",
            "27: derive cannot stand in a list of transforms (rule $.a); write it alone"
        ),
        (
            "$.a", "{ derive: { b: [ { encrypt: {} } ] } }",
            "38: encrypt lacks 'to' (rule $.a); name the recipient's age key, like { to: age1… }"
        ),
        (
            "$.a", "{ derive: { b: keep }, mask: {} }",
            "33: a second transform 'mask' in one map (rule $.a); write a list: [ { … }, { … } ]"
        ),
        (
            "$.a", "{ derive: { \"$.b\": keep } }",
            "22: a derived field cannot be called '$.b' (rule $.a); write a name and no path: it stands beside the field that it is made of"
        ),
        (
            "$.a", "[ { derive: { b: keep } } ]",
            "14: derive cannot stand in a list of transforms (rule $.a); write it alone"
        ),
        (
            "$.a", "{ only-elements: x }",
            "12: only-elements at a path that does not end in [*] (rule $.a); write it for the elements, like $.codes[*]"
        ),
        (
            "$.a.*", "{ only-elements: { \"@.x\": y }, fields: { \"@.x\": keep } }",
            "14: only-elements at a path that does not end in [*] (rule $.a.*); write it for the elements, like $.codes[*]"
        ),
        ("$.a[*]", "{ only-elements: [x] }", "30: a list is not a test (rule $.a[*]); write { in: [ … ] }"),
        ("$.a[*]", "{ only-elements: { is: x } }", "32: a test has no 'is' (rule $.a[*]); did you mean 'in'?"),
        (
            "$.a[*]", "{ only-elements: { above: 2, below: 1 } }",
            "30: bounds that no value meets (rule $.a[*]); the lower bound must lie below the upper one"
        ),
        (
            "$.a[*]", "{ only-elements: x, then: drop }",
            "39: then cannot be 'drop' (rule $.a[*]); write keep, or transforms in { } with their options"
        ),
        (
            "$.a[*]", "{ only-elements: x, mask: {} }",
            "33: only-elements has no 'mask' (rule $.a[*]); one of: only-elements, then, fields, otherwise"
        ),
        (
            "$.a[*]", "{ only-elements: { \"@.x\": y } }",
            "30: a condition on elements without 'fields' (rule $.a[*]); say what is disclosed of them: { only-elements: …, fields: { \"@.name\": keep } }"
        ),
        (
            "$.a[*]", "{ only-elements: { \"@.x\": y }, fields: { \"@.x\": keep }, then: keep }",
            "75: then beside 'fields' (rule $.a[*]); then is for single values, and fields for objects"
        ),
        (
            "$.a[*]", "{ only-elements: { \"$.x\": y }, fields: { \"@.x\": keep } }",
            "32: '$.x' is not a path; a path here starts with @ (the object at $.a[*])"
        ),
        (
            "$.a[*]", "{ only-elements: x, fields: { \"@.x\": keep } }",
            "30: only-elements needs a condition (rule $.a[*]); write { \"$.role\": suspect }"
        ),
    ])
    func `a rule that is wrong is one problem`(path: String, rule: String, problem: String) {
        #expect(problems(policyText(fields: "  \"\(path)\": \(rule)")) == ["policy.yaml:6:\(problem)"])
    }

    // MARK: Overlaps

    private func faults(_ fields: [(String, String)]) -> [String] {
        problems(policyText(fields: fields.map { "  \"\($0.0)\": \($0.1)" }.joined(separator: "\n")))
            .map { String($0.dropFirst("policy.yaml:".count).prefix { $0 != ";" }) }
    }

    private let derived = ("$.s.dob", "{ derive: { year: { generalize: year }, dob: keep } }")

    @Test func `a derived field stands where no other rule does, in either order`() {
        for other in ["keep", "drop", "keep-subtree", "{ kinds: [ { when: always, fields: { \"@.x\": keep } } ] }"] {
            #expect(
                faults([derived, ("$.s.year", other)]) == [
                    "7:3: 'year' is derived by $.s.dob (line 6) too (rule $.s.year)"
                ])
            #expect(
                faults([("$.s['year']", other), derived]) == [
                    "7:26: 'year' is derived at the place of $.s['year'] (line 6) (rule $.s.dob)"
                ])
        }
        #expect(
            faults([derived, ("$.s.year.x[*]", "keep")]) == [
                "7:3: 'year' is derived by $.s.dob (line 6) too (rule $.s.year.x[*])"
            ])
        #expect(
            faults([("$.s.year.x[*]", "keep"), derived]) == [
                "7:26: 'year' is derived at the place of $.s.year.x[*] (line 6) (rule $.s.dob)"
            ])
    }

    @Test func `two rules do not derive one field`() {
        #expect(
            faults([derived, ("$.s.born", "{ derive: { x: keep, year: keep } }")]) == [
                "7:36: 'year' is derived by $.s.dob (line 6) too (rule $.s.born)"
            ])
    }

    @Test func `elsewhere the same name is free, and so is a rule's own`() {
        #expect(faults([derived, ("$.year", "keep"), ("$.t.year", "keep"), ("$.s.month", "keep")]) == [])
        #expect(faults([("$.s", "keep-subtree"), ("$.s.dob", "{ derive: { dob: { generalize: year } } }")]) == [])
        #expect(faults([("$.s.dob", "{ derive: { dob: { generalize: year } } }"), ("$.s", "keep-subtree")]) == [])
    }

    @Test func `nothing is derived below keep-subtree, which could keep a member of that name`() {
        #expect(
            faults([("$.s", "keep-subtree"), derived]) == [
                "7:26: 'year' is derived below $.s (line 6), which keeps every member (rule $.s.dob)"
            ])
        #expect(
            faults([derived, ("$.s", "keep-subtree")]) == [
                "7:3: keep-subtree keeps every member where $.s.dob (line 6) derives some (rule $.s)"
            ])
        #expect(
            faults([("$.r", "keep-subtree"), ("$.r.s.dob", "{ derive: { year: keep } }")]) == [
                "7:28: 'year' is derived below $.r (line 6), which keeps every member (rule $.r.s.dob)"
            ])
    }

    @Test func `a derived field does not stand beside a star`() {
        let star = "overlaps with $.s.* (line 6): .* and a name at the same place (rule $.s.dob)"
        #expect(faults([("$.s.*", "keep"), derived]) == ["7:3: \(star)"])
    }

    @Test func `a name that is derived twice in Swift is refused`() {
        let lines = problems {
            try MinimizationPolicy(purpose: "p", recipient: "r") {
                FieldRule("$.a", .derive(["b": [], "b": [.mask()]]))
                FieldRule("$.c", .derive([:]))
                FieldRule("$.d[*]", .derive(["e": []]))
                FieldRule("$.f", .onlyElements("x"))
            }
        }
        #expect(
            lines.map { String($0.prefix { $0 != ";" }) } == [
                "'b' is derived by $.a too (rule $.a)", "derive needs names with what each is made of (rule $.c)",
                "derive at a path that does not end in a name (rule $.d[*])",
                "only-elements at a path that does not end in [*] (rule $.f)",
            ])
    }

    @Test func `domain, last places and fields are checked in derived fields and elements too`() {
        let text = """
            proviso: policy/v1
            purpose: p
            recipient: r
            fields:
              "$.a": { derive: { b: { pseudonymize: { as: p } }, c: [ { constant: x }, { mask: {} } ] } }
              "$.d[*]": { only-elements: x, then: { shift-date: { by: "$.e[*]", days: 1 } } }
            """
        #expect(
            problems(text).map { String($0.prefix { $0 != ";" }) } == [
                "policy.yaml:5:41: pseudonyms without a domain (rule $.a)",
                "policy.yaml:5:59: constant must be the last transform (rule $.a)",
                "policy.yaml:6:53: shift-date without a domain (rule $.d[*])",
                "policy.yaml:6:59: '$.e[*]' can be several fields (rule $.d[*])",
            ])
    }
}
