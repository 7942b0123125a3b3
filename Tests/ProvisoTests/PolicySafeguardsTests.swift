import Testing

@testable import Proviso

/// `PolicyParser+Safeguards` and `PolicyChecker+Statements`: subject, require, limit.
@Suite struct PolicySafeguardsTests {
    @Test func `a subject is a path, or a map of one`() throws {
        let path = try MinimizationPolicy(text: policyText(adding: "subject: $.person.id"))
        #expect(path.subject == SubjectField("$.person.id"))
        #expect(!path.needsKey)
        let map = try MinimizationPolicy(
            text: policyText(adding: "subject: { path: id, canonical: email, prefixes: [\"mailto:\"] }"))
        #expect(map.subject == SubjectField("id", canonicalization: .email, prefixes: ["mailto:"]))
    }

    @Test func `every type is required, one or several, of values that must be there or may`() throws {
        for type in FieldRequirement.ValueType.allCases {
            let policy = try MinimizationPolicy(text: policyText(adding: "require: { \"$.a\": \(type.rawValue) }"))
            #expect(policy.requirements == [FieldRequirement("$.a", type)])
        }
        let policy = try MinimizationPolicy(
            text: policyText(
                adding: """
                    require:
                      "$.a[*].b": [string, "null"]
                      "$.c": { type: integer, optional: yes }
                      "$.*": { type: [object, array] }
                    """))
        #expect(
            policy.requirements == [
                FieldRequirement("$.a[*].b", .string, .null), FieldRequirement("$.c", .integer, optional: true),
                FieldRequirement("$.*", .object, .array),
            ])
        #expect(try MinimizationPolicy(text: policy.jsonText).says(theSameAs: policy))
    }

    @Test func `a limit is one of records, of subjects, or of both`() throws {
        let records = try MinimizationPolicy(text: policyText(adding: "limit: { records: 1 }"))
        #expect(records.limit == DisclosureLimit(records: 1))
        let both = try MinimizationPolicy(
            text: policyText(adding: "subject: id\nlimit: { otherwise: drop, subjects: 5, records: 1000000 }"))
        #expect(both.limit == DisclosureLimit(records: 1_000_000, subjects: 5, otherwise: .drop))
        #expect(try MinimizationPolicy(text: both.jsonText).says(theSameAs: both))
    }

    @Test(arguments: [
        ("subject:", "6:9: subject needs a text; write it in quotes"),
        ("subject: [a]", "6:10: subject needs a text; write it in quotes"),
        ("subject: $.a-b", "6:10: '$.a-b' is not a path; a name with '-' in it is written $['a-b']"),
        ("subject: \"@.a\"", "6:10: '@.a' is not a path; a path here starts with $ (the record)"),
        (
            "subject: $.a[*].b",
            "6:10: subject '$.a[*].b' can be several fields; a record is about one; write a path without [*] and .*"
        ),
        (
            "subject: { path: $.*.b }",
            "6:18: subject '$.*.b' can be several fields; a record is about one; write a path without [*] and .*"
        ),
        ("subject: { canonical: digits }", "6:10: subject lacks 'path'; name the field that says who it is about"),
        ("subject: { path: a, as: p }", "6:21: subject has no option 'as'; one of: path, canonical, prefixes"),
        ("require: {}", "6:10: require needs paths with their types; write { \"$.id\": string }"),
        ("require: [a]", "6:10: require needs paths with their types; write { \"$.id\": string }"),
        (
            "require: { \"$.a\": text }",
            "6:19: a type cannot be 'text' (rule $.a); one of: string, number, integer, boolean, date, object, array, null"
        ),
        ("require: { \"$.a\": strings }", "6:19: a type cannot be 'strings' (rule $.a); did you mean 'string'?"),
        ("require: { \"$.a\": }", "6:19: a type needs a text (rule $.a); write it in quotes"),
        ("require: { \"$.a\": [] }", "6:19: a requirement without a type (rule $.a); write at least one"),
        ("require: { \"$.a\": [date, date] }", "6:19: the same type twice (rule $.a); keep one of them"),
        (
            "require: { \"$.a\": { optional: yes } }",
            "6:19: a requirement lacks 'type' (rule $.a); write { type: string, optional: yes }"
        ),
        (
            "require: { \"$.a\": { type: date, optional: true } }",
            "6:43: optional cannot be 'true' (rule $.a); one of: yes, no"
        ),
        (
            "require: { \"$.a\": { type: date, maybe: yes } }",
            "6:33: a requirement has no 'maybe' (rule $.a); one of: type, optional"
        ),
        ("require: { \"$.a-b\": date }", "6:12: '$.a-b' is not a path; a name with '-' in it is written $['a-b']"),
        (
            "require: { \"$.b\": date, \"$['b']\": string }",
            "6:25: the same path as $.b (line 6) (rule $['b']); keep one of them"
        ),
        ("limit: 1000", "6:8: limit needs its options in { }; options: records, subjects, otherwise"),
        ("limit: {}", "6:8: a limit without records and subjects; write { records: 1000 } or { subjects: 10 }"),
        (
            "limit: { otherwise: drop }",
            "6:8: a limit without records and subjects; write { records: 1000 } or { subjects: 10 }"
        ),
        ("limit: { records: 0 }", "6:19: records needs a whole number from 1 to 1000000; write it in digits"),
        ("limit: { records: 1000001 }", "6:19: records needs a whole number from 1 to 1000000; write it in digits"),
        ("limit: { records: 1, otherwise: keep }", "6:33: otherwise cannot be 'keep'; one of: drop, stop"),
        (
            "limit: { subjects: 10 }",
            "6:8: a limit of subjects without a subject; add `subject:`; it names the field that says who a record is about"
        ),
        ("limit: { record: 10, records: 1 }", "6:10: limit has no option 'record'; did you mean 'records'?"),
    ])
    func `a safeguard that is wrong is one problem`(lines: String, problem: String) {
        #expect(problems(policyText(adding: lines)) == ["policy.yaml:\(problem)"])
    }

    @Test func `a subject that was refused is one for the limit`() {
        let lines = problems(policyText(adding: "subject: [a]\nlimit: { subjects: 10 }"))
        #expect(lines == ["policy.yaml:6:10: subject needs a text; write it in quotes"])
    }

    @Test func `in Swift the same is checked`() {
        let lines = problems {
            try MinimizationPolicy(
                purpose: "p", recipient: "r", subject: SubjectField("$.a[*]", prefixes: [""]),
                require: [
                    FieldRequirement("$.a"), FieldRequirement("$.b", .date, .date), FieldRequirement("$['b']", .date),
                    FieldRequirement("@.c", .date),
                ]
            ) { FieldRule("$.a", .keep) }
        }
        #expect(
            lines == [
                "an empty prefix; remove it",
                "subject '$.a[*]' can be several fields; a record is about one; write a path without [*] and .*",
                "a requirement without a type (rule $.a); write at least one",
                "the same type twice (rule $.b); keep one of them",
                "the same path as $.b (rule $['b']); keep one of them",
                "'@.c' is not a path; a path here starts with $ (the record)",
            ])
        let limit = problems {
            try MinimizationPolicy(purpose: "p", recipient: "r", limit: DisclosureLimit(subjects: 1)) {
                FieldRule("$.a", .keep)
            }
        }
        #expect(
            limit == [
                "a limit of subjects without a subject; add `subject:`; it names the field that says who a record is about"
            ])
    }
}
