import Proviso
import Testing

/// `PolicyParser+Rules`, `+Transforms` and `+Conditions`.
@Suite struct PolicyRulesTests {
    private func rule(_ text: String) throws -> FieldRule? {
        guard case .fields(let fields) = try MinimizationPolicy(text: policyText(rule: text)).content else {
            return nil
        }
        return fields.first
    }

    @Test func `every rule of the language is read`() throws {
        #expect(try rule("keep") == FieldRule("$.a", .keep))
        #expect(try rule("\"keep\"") == FieldRule("$.a", .keep))
        #expect(try rule("drop") == FieldRule("$.a", .drop))
        #expect(try rule("keep-subtree") == FieldRule("$.a", .keepSubtree))
        #expect(try rule("set-null") == FieldRule("$.a", .setNull))
        #expect(try rule("{ keep: }") == FieldRule("$.a", .keep))
        #expect(try rule("{ otherwise: stop, keep: }") == FieldRule("$.a", .keep(otherwise: .stop)))
        #expect(try rule("{ set-null: , otherwise: drop }") == FieldRule("$.a", .setNull))
    }

    @Test func `every transform of the language is read`() throws {
        #expect(try rule("{ constant: x }") == FieldRule("$.a", .constant("x")))
        #expect(try rule("{ constant: \"\" }") == FieldRule("$.a", .constant("")))
        #expect(try rule("{ generalize: year }") == FieldRule("$.a", .generalize(to: .year)))
        #expect(
            try rule("{ generalize: month, otherwise: stop }")
                == FieldRule("$.a", .generalize(to: .month), otherwise: .stop))
        #expect(try rule("{ truncate-ip: {} }") == FieldRule("$.a", .truncateIP()))
        #expect(try rule("{ truncate-ip: { v4: 0, v6: 127 } }") == FieldRule("$.a", .truncateIP(v4: 0, v6: 127)))
        #expect(try rule("{ mask: {} }") == FieldRule("$.a", .mask()))
        #expect(
            try rule("{ mask: { keep-first: 1, keep-last: 1000, with: \"é\", length: 0 } }")
                == FieldRule("$.a", .mask(keepFirst: 1, keepLast: 1000, with: "é", length: 0)))
        #expect(try rule("{ pseudonymize: { as: p } }") == FieldRule("$.a", .pseudonymize(as: "p")))
        #expect(
            try rule("{ pseudonymize: { as: p2, canonical: digits, prefixes: [\"u:\", v] } }")
                == FieldRule("$.a", .pseudonymize(as: "p2", canonicalization: .digits, prefixes: ["u:", "v"])))
        #expect(
            try rule("[ { truncate-ip: {} }, { mask: {} }, set-null ]")
                == FieldRule("$.a", .truncateIP(), .mask(), .setNull))
    }

    @Test(arguments: [
        ("kep", "10: 'kep' is not a rule (rule $.a); did you mean 'keep'?, or one transform in { }"),
        ("Keep", "10: 'Keep' is not a rule (rule $.a); did you mean 'keep'?, or one transform in { }"),
        ("mask", "10: 'mask' needs its options (rule $.a); write { mask: … }"),
        ("redact", "10: 'redact' needs its options (rule $.a); write { redact: … }"),
        ("{ drop: }", "12: drop has no options (rule $.a); write it as a word: drop"),
        ("{ keep: all }", "18: keep has no options (rule $.a); write nothing after the colon"),
        ("{ set-null: {} }", "22: set-null has no options (rule $.a); write nothing after the colon"),
        ("{ keep: , otherwise: keep }", "31: otherwise cannot be 'keep' (rule $.a); one of: drop, stop"),
        ("{ keep: , otherwise: }", "31: otherwise needs a text (rule $.a); write it in quotes"),
        ("{ keep: , mask: {} }", "20: a second transform 'mask' in one map (rule $.a); write a list: [ { … }, { … } ]"),
        ("[ keep ]", "12: keep cannot stand in a list of transforms (rule $.a); write it alone"),
        ("[ { kinds: [] } ]", "14: kinds cannot stand in a list of transforms (rule $.a); write it alone"),
        ("[ mask ]", "12: 'mask' is not a transform (rule $.a); write one in { } with its options"),
        ("[ [] ]", "12: a list in a list of transforms (rule $.a); write one list"),
        ("[ set-null, { mask: {} } ]", "12: set-null must be the last transform (rule $.a); move it to the end"),
        ("[ { constant: x }, set-null ]", "12: constant must be the last transform (rule $.a); move it to the end"),
        ("{ mask: }", "18: mask needs its options in { } (rule $.a); options: keep-first, keep-last, with, length"),
        (
            "{ mask: { keep-first: 1001 } }",
            "32: keep-first needs a whole number from 0 to 1000 (rule $.a); write it in digits"
        ),
        (
            "{ mask: { keep-first: 01 } }",
            "32: keep-first needs a whole number from 0 to 1000 (rule $.a); write it in digits"
        ),
        (
            "{ mask: { keep-first: +1 } }",
            "32: keep-first needs a whole number from 0 to 1000 (rule $.a); write it in digits"
        ),
        (
            "{ mask: { keep-first: 1.0 } }",
            "32: keep-first needs a whole number from 0 to 1000 (rule $.a); write it in digits"
        ),
        (
            "{ mask: { length: 99999999999999999999 } }",
            "28: length needs a whole number from 0 to 1000 (rule $.a); write it in digits"
        ),
        ("{ mask: { with: ab } }", "26: with needs one visible character (rule $.a); write it in quotes, like \"*\""),
        ("{ mask: { with: \"\" } }", "26: with needs one visible character (rule $.a); write it in quotes, like \"*\""),
        (
            "{ mask: { with: \"\\n\" } }",
            "26: with needs one visible character (rule $.a); write it in quotes, like \"*\""
        ),
        ("{ mask: { kep-last: 1 } }", "20: mask has no option 'kep-last' (rule $.a); did you mean 'keep-last'?"),
        ("{ truncate-ip: { v6: 128 } }", "31: v6 needs a whole number from 0 to 127 (rule $.a); write it in digits"),
        ("{ constant: }", "22: constant needs a text (rule $.a); write it in quotes"),
        ("{ pseudonymize: {} }", "26: pseudonymize lacks 'as' (rule $.a); say what it stands for, like { as: person }"),
        ("{ pseudonymize: { as: } }", "32: as needs a text (rule $.a); write it in quotes"),
        (
            "{ pseudonymize: { as: p, prefixes: x } }",
            "45: prefixes needs a list of texts (rule $.a); write at least one: [ … ]"
        ),
        (
            "{ pseudonymize: { as: p, prefixes: [] } }",
            "45: prefixes needs a list of texts (rule $.a); write at least one: [ … ]"
        ),
        ("{ pseudonymize: { as: p, prefixes: [a, \"\"] } }", "49: an empty prefix (rule $.a); remove it"),
    ])
    func `a rule that is wrong is one problem`(rule: String, problem: String) {
        #expect(problems(policyText(rule: rule)) == ["policy.yaml:6:\(problem)"])
    }

    @Test(arguments: ["hash", "sha256", "SHA-256", "md5", "anonymize"])
    func `who asks for a hash is told what it is called here, and why`(name: String) {
        let remedy = "pseudonymize is the keyed hash; without a key, whoever hashes every possible value finds this one"
        #expect(
            problems(policyText(rule: "{ \(name): {} }")) == [
                "policy.yaml:6:12: no transform is called '\(name)' (rule $.a); \(remedy)"
            ])
        #expect(
            problems(policyText(rule: name)) == [
                "policy.yaml:6:10: '\(name)' is not a rule (rule $.a); \(remedy), or one transform in { }"
            ])
        #expect(
            problems(policyText(rule: "[ \(name) ]")) == [
                "policy.yaml:6:12: '\(name)' is not a transform (rule $.a); \(remedy)"
            ])
    }

    @Test func `fields are a map with at least one rule`() {
        let start = "proviso: policy/v1\npurpose: p\nrecipient: r\nfields: "
        #expect(
            problems(start + "[]") == [
                "policy.yaml:4:9: fields needs paths with their rules; write them as \"$.path\": rule"
            ])
        #expect(
            problems(start + "{}") == ["policy.yaml:4:9: no field is named; name at least one, like \"$.id\": keep"])
    }

    @Test(arguments: [
        ("{ when: always }", "3: a kind without 'fields'; write { when: …, fields: … }"),
        ("{ fields: { a: keep } }", "3: a kind without 'when'; write { when: …, fields: … }"),
        ("x", "3: a kind needs when and fields; write { when: …, fields: … }"),
        (
            "{ when: never, fields: { a: keep } }",
            "11: when needs a condition; write { \"$.role\": suspect }, or always"
        ),
        (
            "{ when: {}, fields: { a: keep } }",
            "11: an empty condition; write at least one test, like \"$.role\": suspect"
        ),
        ("{ when: always, fields: {} }", "27: no field is named; name at least one, like \"$.id\": keep"),
        (
            "{ when: always, than: x, fields: { a: keep } }",
            "19: a kind has no 'than'; one of: when, data-subjects, fields"
        ),
    ])
    func `a kind that is wrong is one problem`(kind: String, problem: String) {
        let text = "proviso: policy/v1\npurpose: p\nrecipient: r\nkinds:\n- \(kind)\n"
        #expect(problems(text) == ["policy.yaml:5:\(problem)"])
    }

    @Test func `kinds are read, at the top and below a path`() throws {
        let text = policyText(
            rule: """
                { otherwise: stop, kinds: [
                    { when: { "@.t": x }, fields: { "@.a": keep, "@.k": { kinds: [ { when: always, fields: { "@.b": drop } } ] } } },
                    { when: always, fields: { "@.c": keep } } ] }
                """)
        let policy = try MinimizationPolicy(text: text)
        let inner = FieldAction.kinds { RecordKind(when: nil) { FieldRule("@.b", .drop) } }
        let outer = FieldAction.kinds(otherwise: .stop) {
            RecordKind(when: ["@.t": "x"]) {
                FieldRule("@.a", .keep)
                FieldRule("@.k", inner)
            }
            RecordKind(when: nil) { FieldRule("@.c", .keep) }
        }
        #expect(policy.content == .fields([FieldRule("$.a", outer)]))
    }

    @Test(arguments: [
        ("x", "10: only-if needs a condition; write { \"$.role\": suspect }"),
        ("{}", "10: an empty condition; write at least one test, like \"$.role\": suspect"),
        ("{ \"$.v\": }", "19: a test needs a text (rule $.v); write it in quotes"),
        ("{ \"$.v\": [x] }", "19: a list is not a test (rule $.v); write { in: [ … ] }"),
        (
            "{ \"$.v\": {} }",
            "19: an empty test (rule $.v); write a text, or one of: in, at-least, at-most, above, below, present"
        ),
        ("{ \"$.v\": { in: x } }", "25: in needs a list of texts (rule $.v); write at least one: [ … ]"),
        ("{ \"$.v\": { in: [] } }", "25: in needs a list of texts (rule $.v); write at least one: [ … ]"),
        ("{ \"$.v\": { in: [ [] ] } }", "27: in needs a text (rule $.v); write it in quotes"),
        ("{ \"$.v\": { is: x } }", "21: a test has no 'is' (rule $.v); did you mean 'in'?"),
        ("{ \"@.v\": x }", "12: '@.v' is not a path; a path here starts with $ (the record)"),
    ])
    func `a condition that is wrong is one problem`(condition: String, problem: String) {
        #expect(problems(policyText(adding: "only-if: \(condition)")) == ["policy.yaml:6:\(problem)"])
    }
}
