import Testing

@testable import Proviso

/// `PolicyParser+Transforms`, `+Identifiers`, `+Numbers`, `+Dates`, and `PolicyChecker+Transforms`.
@Suite struct PolicyTransformsTests {
    private static let recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

    private static let day = try! CalendarDay("2026-07-01")

    private static let valid: [(String, FieldTransform)] = [
        ("{ truncate: 1 }", .truncate(to: 1)), ("{ truncate: 1000000 }", .truncate(to: 1_000_000)),
        ("{ round: 0.05 }", .round(to: "0.05")), ("{ round: 100 }", .round(to: 100)),
        ("{ round: \"1.0\" }", .round(to: 1)),
        ("{ top-code: -5 }", .topCode(at: -5)), ("{ bottom-code: 0 }", .bottomCode(at: 0)),
        ("{ bucket: { bounds: [18] } }", .bucket(bounds: [18])),
        ("{ bucket: { bounds: [-0.5, 0, 65] } }", .bucket(bounds: ["-0.5", 0, 65])),
        (
            "{ bucket: { labels: [a, \"\", a], bounds: [18, 65] } }",
            .bucket(bounds: [18, 65], labels: ["a", "", "a"])
        ),
        ("{ bucket: { size: 2.5 } }", .bucket(size: "2.5")),
        ("{ generalize: week }", .generalize(to: .week)), ("{ generalize: { to: day } }", .generalize(to: .day)),
        (
            "{ generalize: { written: [iso, DD.MM.YYYY], to: quarter } }",
            .generalize(to: .quarter, forms: [.iso, .format("DD.MM.YYYY")])
        ),
        ("{ generalize: { to: age-band, at: 2026-07-01 } }", .generalize(toAgeBandAt: day)),
        (
            "{ generalize: { to: age-band, at: \"2026-07-01\", width: 5, top: 85, written: [D.M.YYYY] } }",
            .generalize(toAgeBandAt: day, width: 5, top: 85, forms: [.format("D.M.YYYY")])
        ),
        ("{ generalize: { to: postcode } }", .generalize(toPostcodePrefix: 2)),
        ("{ generalize: { to: postcode, first: 4 } }", .generalize(toPostcodePrefix: 4)),
        ("{ round-geo: { decimals: 0 } }", .roundGeo(decimals: 0)), ("{ url: host }", .url(.host)),
        ("{ url: origin }", .url(.origin)), ("{ url: path }", .url(.path)),
        ("{ lookup: { file: jobs.csv, level: 1 } }", .lookup(file: "jobs.csv", level: 1)),
        (
            "{ lookup: { file: \"/etc/a b.csv\", level: 100, delimiter: \"\\t\" } }",
            .lookup(file: "/etc/a b.csv", level: 100, delimiter: "\t")
        ),
        ("{ shift-date: { by: \"$.id\", days: 30 } }", .shiftDate(by: "$.id", days: 30)),
        (
            "{ shift-date: { by: id, canonical: digits, prefixes: [\"u:\"], days: 3650, written: [iso] } }",
            .shiftDate(
                by: SubjectField("id", canonicalization: .digits, prefixes: ["u:"]), days: 3650, forms: [.iso])
        ),
        ("{ encrypt: { to: \(recipient) } }", .encrypt(to: try! AgeRecipient(recipient))),
        ("{ custom: soundex }", .custom("soundex")), ("{ custom: { name: s-2 } }", .custom("s-2")),
        (
            "{ custom: { name: soundex, options: { length: 4, \"\": \"\" } } }",
            .custom("soundex", options: ["length": "4", "": ""])
        ),
        (
            "{ pseudonymize: { as: person, of: [\"$.first\", { path: \"$.dob\", canonical: { date: [YYYYMMDD] } }] } }",
            .pseudonymize(
                as: "person", of: ["$.first", SubjectField("$.dob", canonicalization: .date(formats: ["YYYYMMDD"]))])
        ),
        (
            "{ pseudonymize: { as: person, of: [{ path: a, prefixes: [x] }, b] } }",
            .pseudonymize(as: "person", of: [SubjectField("a", prefixes: ["x"]), "b"])
        ),
    ]

    @Test(arguments: valid)
    func `every transform is read, and written in JSON`(text: String, transform: FieldTransform) throws {
        let policy = try MinimizationPolicy(text: policyText(rule: text))
        #expect(policy.content == .fields([FieldRule("$.a", transform)]))
        #expect(try MinimizationPolicy(text: policy.jsonText).content == policy.content)
    }

    private static let numberRemedy = "write it in plain digits, like 100 or 0.05"
    private static let risingRemedy = "list them in rising order: [18, 65]"

    @Test(arguments: [
        ("{ truncate: 0 }", "22: truncate needs a whole number from 1 to 1000000 (rule $.a); write it in digits"),
        ("{ round: 0 }", "19: round needs a number greater than 0 (rule $.a); \(numberRemedy)"),
        ("{ round: -1 }", "19: round needs a number greater than 0 (rule $.a); \(numberRemedy)"),
        ("{ round: 1e2 }", "19: round needs a number greater than 0 (rule $.a); \(numberRemedy)"),
        ("{ round: { to: 5 } }", "19: round needs a number greater than 0 (rule $.a); \(numberRemedy)"),
        ("{ top-code: 1_000 }", "22: top-code needs a number (rule $.a); \(numberRemedy)"),
        ("{ bottom-code: }", "25: bottom-code needs a number (rule $.a); \(numberRemedy)"),
        ("{ bucket: [18] }", "20: bucket needs its options in { } (rule $.a); options: bounds, labels, size"),
        ("{ bucket: {} }", "20: bucket lacks 'bounds' (rule $.a); write { bounds: [18, 65] } or { size: 10 }"),
        ("{ bucket: { bounds: [] } }", "30: bounds needs 1 to 1000 numbers (rule $.a); \(risingRemedy)"),
        ("{ bucket: { bounds: 18 } }", "30: bounds needs 1 to 1000 numbers (rule $.a); \(risingRemedy)"),
        ("{ bucket: { bounds: [18, x] } }", "35: bounds needs a number (rule $.a); \(numberRemedy)"),
        (
            "{ bucket: { bounds: [18, 18.0] } }",
            "35: a bound that is not greater than the one before it (rule $.a); \(risingRemedy)"
        ),
        (
            "{ bucket: { bounds: [2, 10, 9.99, 8] } }",
            "38: a bound that is not greater than the one before it (rule $.a); \(risingRemedy)"
        ),
        (
            "{ bucket: { bounds: [18], labels: [a] } }",
            "44: labels needs 2 texts, one more than there are bounds (rule $.a); name every interval, from below the first bound on"
        ),
        (
            "{ bucket: { size: 5, labels: [a] } }",
            "39: labels beside 'size' (rule $.a); write bounds, or the one size of all buckets"
        ),
        ("{ bucket: { size: 0 } }", "28: size needs a number greater than 0 (rule $.a); \(numberRemedy)"),
        ("{ generalize: weekly }", "24: generalize cannot be 'weekly' (rule $.a); did you mean 'week'?"),
        (
            "{ generalize: hour }",
            "24: generalize cannot be 'hour' (rule $.a); one of: year, quarter, month, week, day, age-band, postcode"
        ),
        (
            "{ generalize: age-band }",
            "24: generalize 'age-band' is written in a map (rule $.a); write { to: age-band, at: 2026-07-01 }"
        ),
        (
            "{ generalize: {} }",
            "24: generalize lacks 'to' (rule $.a); one of: year, quarter, month, week, day, age-band, postcode"
        ),
        ("{ generalize: { to: moth } }", "30: to cannot be 'moth' (rule $.a); did you mean 'month'?"),
        (
            "{ generalize: { to: year, width: 5 } }",
            "36: generalize to year has no option 'width' (rule $.a); one of: to, written"
        ),
        (
            "{ generalize: { to: age-band } }",
            "24: generalize to age-band lacks 'at' (rule $.a); write the day at which the age counts, like { at: 2026-07-01 }"
        ),
        (
            "{ generalize: { to: age-band, at: 2026-02-30 } }",
            "44: at needs a day of the calendar (rule $.a); write YYYY-MM-DD"
        ),
        (
            "{ generalize: { to: age-band, at: 2026-07-01, width: 0 } }",
            "63: width needs a whole number from 1 to 100 (rule $.a); write it in digits"
        ),
        (
            "{ generalize: { to: age-band, at: 2026-07-01, top: 151 } }",
            "61: top needs a whole number from 1 to 150 (rule $.a); write it in digits"
        ),
        (
            "{ generalize: { to: postcode, first: 11 } }",
            "47: first needs a whole number from 1 to 10 (rule $.a); write it in digits"
        ),
        (
            "{ generalize: { to: day, written: iso } }",
            "44: written needs a list of texts (rule $.a); write at least one: [ … ]"
        ),
        (
            "{ generalize: { to: day, written: [iso, dd.mm.yyyy] } }",
            "50: written cannot be 'dd.mm.yyyy' (rule $.a); standard, iso, or a format: did you mean 'DD.MM.YYYY'?"
        ),
        (
            "{ generalize: { to: day, written: [iso, iso] } }",
            "44: written has a form twice (rule $.a); keep one of them"
        ),
        (
            "{ generalize: { to: day, written: [iso, YYYYMMDD, YYYY-MM-DD, YYYY-M-D, DDMMYYYY, MMDDYYYY, D/M/YYYY, M/D/YYYY, YYYY/M/D] } }",
            "44: written needs 1 to 8 forms (rule $.a); list those that occur, like [iso, DD.MM.YYYY]"
        ),
        ("{ round-geo: 4 }", "23: round-geo needs its options in { } (rule $.a); options: decimals"),
        ("{ round-geo: {} }", "23: round-geo lacks 'decimals' (rule $.a); 0 to 6; four are about 11 m, two about 1 km"),
        (
            "{ round-geo: { decimals: 7 } }",
            "35: decimals needs a whole number from 0 to 6 (rule $.a); write it in digits"
        ),
        ("{ url: hosts }", "17: url cannot be 'hosts' (rule $.a); did you mean 'host'?"),
        ("{ url: query }", "17: url cannot be 'query' (rule $.a); one of: host, origin, path"),
        ("{ lookup: { level: 1 } }", "20: lookup lacks 'file' (rule $.a); name a CSV file, like { file: jobs.csv }"),
        ("{ lookup: { file: a } }", "20: lookup lacks 'level' (rule $.a); 1 is the second column of the file"),
        ("{ lookup: { file: \"\", level: 1 } }", "28: file cannot be '' (rule $.a); name a CSV file, like jobs.csv"),
        (
            "{ lookup: { file: \"a\\0\", level: 1 } }",
            "28: file cannot be 'a\\u{0}' (rule $.a); name a CSV file, like jobs.csv"
        ),
        (
            "{ lookup: { file: a, level: 0 } }",
            "38: level needs a whole number from 1 to 100 (rule $.a); write it in digits"
        ),
        (
            "{ lookup: { file: a, level: 1, delimiter: \"''\" } }",
            "52: delimiter needs one ASCII character that is no quote (rule $.a); write it like \";\" or \"\\t\""
        ),
        (
            "{ shift-date: { days: 30 } }",
            "24: shift-date lacks 'by' (rule $.a); name the field that says who it is about"
        ),
        (
            "{ shift-date: { by: \"$.id\" } }",
            "24: shift-date lacks 'days' (rule $.a); write the largest shift in days, like { days: 30 }"
        ),
        (
            "{ shift-date: { by: \"$.id\", days: 0 } }",
            "44: days needs a whole number from 1 to 3650 (rule $.a); write it in digits"
        ),
        (
            "{ shift-date: { by: \"$.i-d\", days: 1 } }",
            "30: '$.i-d' is not a path (rule $.a); a name with '-' in it is written $['i-d']"
        ),
        (
            "{ shift-date: { by: \"@.id\", days: 1 } }",
            "30: '@.id' is not a path (rule $.a); a path here starts with $ (the record)"
        ),
        (
            "{ shift-date: { by: \"$.id\", prefixes: [\"\"], days: 1 } }",
            "49: an empty prefix (rule $.a); remove it"
        ),
        ("{ encrypt: age1 }", "21: encrypt needs its options in { } (rule $.a); options: to"),
        ("{ encrypt: {} }", "21: encrypt lacks 'to' (rule $.a); name the recipient's age key, like { to: age1… }"),
        (
            "{ encrypt: { to: \(recipient)x } }",
            "27: to needs an age recipient (rule $.a); this is a text that is not an age recipient (age1…) of X25519; ask its "
                + "holder for it again"
        ),
        ("{ custom: Soundex }", "20: custom cannot be 'Soundex' (rule $.a); write a-z, then a-z 0-9 or -"),
        ("{ custom: { options: {} } }", "20: custom lacks 'name' (rule $.a); name a transform of the program's own"),
        (
            "{ custom: { name: s, options: [x] } }",
            "40: options needs names with texts (rule $.a); write { name: text }"
        ),
        ("{ custom: { name: s, options: { x: [] } } }", "45: an option needs a text (rule $.a); write it in quotes"),
        (
            "{ custom: { name: s, options: { \"\\u00e9\": a, \"e\\u0301\": b } } }",
            "55: 'e\u{301}' a second time, in other characters (rule $.a); keep one of them"
        ),
        (
            "{ pseudonymize: { as: p, of: [x] } }",
            "39: of needs 2 to 8 fields (rule $.a); list their paths: [\"$.name\", \"$.dob\"]"
        ),
        (
            "{ pseudonymize: { as: p, of: [a, b, c, d, e, f, g, h, i] } }",
            "39: of needs 2 to 8 fields (rule $.a); list their paths: [\"$.name\", \"$.dob\"]"
        ),
        (
            "{ pseudonymize: { as: p, of: [a, b], canonical: digits } }",
            "58: canonical stands beside 'of' (rule $.a); write it with the field: { path: …, canonical: … }"
        ),
        (
            "{ pseudonymize: { as: p, of: [a, { canonical: digits }] } }",
            "43: of lacks 'path' (rule $.a); name the field that says who it is about"
        ),
        (
            "{ pseudonymize: { as: p, of: [a, { path: b, as: q }] } }",
            "54: of has no option 'as' (rule $.a); one of: path, canonical, prefixes"
        ),
        ("{ pseudonymize: { as: p, of: [a, []] } }", "43: of needs a text (rule $.a); write it in quotes"),
        (
            "[ { encrypt: { to: \(recipient) } }, { mask: {} } ]",
            "12: encrypt must be the last transform (rule $.a); move it to the end"
        ),
    ])
    func `a transform that is wrong is one problem`(rule: String, problem: String) {
        #expect(problems(policyText(rule: rule)) == ["policy.yaml:6:\(problem)"])
    }

    @Test func `an identity that stands for a recipient is not repeated`() {
        let identity = "AGE-SECRET-KEY-184JMZMVQH3E6U0PSL869004Y3U2NYV7R30EU99CSEDNPH02YUVFSZW44VU"
        let lines = problems(policyText(rule: "{ encrypt: { to: \(identity) } }"))
        #expect(lines.count == 1)
        #expect(!lines[0].contains("184JM"))
    }

    /// A field that a rule reads stands for one value, or nobody could say whose shift it is.
    @Test(arguments: [
        ("$.p[*].dob", "$.p[*].ref", true), ("$.p[*].dob", "$.id", true), ("$.a.*.x", "$.a.*.y.z", true),
        ("$.p[*].q[*].dob", "$.p[*].ref", true), ("$.p[*].dob", "$.p[*].refs[*]", false),
        ("$.dob", "$.ids[*]", false), ("$.a.*.x", "$.b.*.x", false), ("$.a.b.x", "$.a.*.x", false),
        ("$.p[*].dob", "$.q[*].ref", false), ("$.p.*", "$.p.*", true),
    ])
    func `a field that a rule reads has wildcards only where the rule begins with them`(
        path: String, by: String, isAllowed: Bool
    ) {
        for rule in [
            "{ shift-date: { by: \"\(by)\", days: 9 } }", "{ pseudonymize: { as: p, of: [\"$.k\", \"\(by)\"] } }",
        ] {
            let lines = problems(policyText(fields: "  \"\(path)\": \(rule)"))
            guard !isAllowed else {
                #expect(lines == [])
                continue
            }
            #expect(lines.count == 1)
            #expect(
                lines[0].hasSuffix(
                    "'\(by)' can be several fields (rule \(path)); [*] and .* may stand only where the rule's own path begins "
                        + "in the same way"))
        }
    }

    @Test func `below a path the fields that a rule reads belong to the object there`() {
        let text = policyText(
            rule: """
                { kinds: [ { when: always, fields: {
                    "@.x": { shift-date: { by: "@.id", days: 9 } },
                    "@.y": { shift-date: { by: "$.id", days: 9 } } } } ] }
                """)
        #expect(
            problems(text) == [
                "policy.yaml:8:32: '$.id' is not a path (rule @.y); a path here starts with @ (the object at $.a)"
            ])
    }

    @Test func `a rule that reads a field needs a domain, because it needs a key`() {
        let text = policyText(rule: "keep").replacing("domain: test.example/case-1\n", with: "").replacing(
            "\"$.a\": keep",
            with: """
                "$.a": { shift-date: { by: "$.id", days: 9 } }
                  "$.b": { pseudonymize: { as: p, of: [a, b] } }
                """)
        #expect(
            problems(text) == [
                "policy.yaml:5:24: shift-date without a domain (rule $.a); add `domain:`; it names where dates move alike",
                "policy.yaml:6:26: pseudonyms without a domain (rule $.b); add `domain:`; it names where pseudonyms may be linked",
            ])
    }

    @Test func `a transform that is wrong in Swift is a problem too`() {
        let lines = problems {
            try MinimizationPolicy(purpose: "p", recipient: "r", domain: PseudonymizationDomain(id: "d")) {
                FieldRule("$.a", .bucket(bounds: [2, 1], labels: ["x"]))
                FieldRule("$.b", .bucket(bounds: []))
                FieldRule("$.c", .generalize(to: .day, forms: [.iso, .iso]))
                FieldRule("$.d", .custom("D"))
                FieldRule("$.e", .lookup(file: "", level: 1))
                FieldRule("$.f", .pseudonymize(as: "p", of: ["$.x"]))
                FieldRule("$.g", .shiftDate(by: SubjectField("$.x[*]", prefixes: [""]), days: 1))
            }
        }
        #expect(
            lines.map { String($0.prefix { $0 != ";" }) } == [
                "a bound that is not greater than the one before it (rule $.a)",
                "labels needs 3 texts, one more than there are bounds (rule $.a)",
                "bounds needs 1 to 1000 numbers (rule $.b)", "written has a form twice (rule $.c)",
                "custom cannot be 'D' (rule $.d)", "file cannot be '' (rule $.e)",
                "of needs 2 to 8 fields (rule $.f)", "an empty prefix (rule $.g)",
                "'$.x[*]' can be several fields (rule $.g)",
            ])
    }
}
