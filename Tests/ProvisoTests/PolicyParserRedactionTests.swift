import Testing

@testable import Proviso

/// `PolicyParser+Redaction`, `PolicyJSON+Redaction` and `PolicyChecker+Redaction`: `redact` in a policy's text.
@Suite struct PolicyParserRedactionTests {
    private static let iban = RecognizedType("iban")!

    /// What a policy's text says of one field, which reads back from its JSON to the same.
    private func redaction(_ options: String) throws -> RedactionRule? {
        let policy = try MinimizationPolicy(text: policyText(rule: "{ redact: \(options) }"))
        #expect(try MinimizationPolicy(text: policy.jsonText).says(theSameAs: policy))
        guard case .fields(let fields) = policy.content, case .transform(let steps) = fields[0].action.operation,
            case .redact(let redaction) = steps[0].transform.operation
        else { return nil }
        return redaction
    }

    // MARK: - What can be said

    private static let valid: [(String, RedactionRule)] = [
        ("everything", RedactionRule()), ("{}", RedactionRule()),
        ("{ find: everything }", RedactionRule(find: ["everything"])),
        ("{ find: [contact, iban, de] }", RedactionRule(find: ["contact", "iban", "de"])),
        ("{ find: [\"email\"], except: [phone] }", RedactionRule(find: ["email"], except: ["phone"])),
        ("{ except: [network, us] }", RedactionRule(except: ["network", "us"])),
        ("{ known: $.name }", RedactionRule(known: ["$.name"])),
        ("{ known: [\"$.name\", \"$.aliases[*]\"] }", RedactionRule(known: ["$.name", "$.aliases[*]"])),
        ("{ known: { path: \"$.name\" } }", RedactionRule(known: ["$.name"])),
        (
            "{ known: [ { path: \"$.id\", kind: exact, as: person, canonical: digits, prefixes: [\"P/\"] } ] }",
            RedactionRule(
                known: [
                    RedactionRule.KnownField(
                        SubjectField("$.id", canonicalization: .digits, prefixes: ["P/"]), kind: .exact,
                        pseudonym: "person")
                ])
        ),
        (
            "{ known: [ { path: \"$.n\", kind: name, as: p } ] }",
            RedactionRule(known: [RedactionRule.KnownField("$.n", pseudonym: "p")])
        ),
        ("{ watch-list: names.txt }", RedactionRule(watchLists: [RedactionRule.WatchList(file: "names.txt")])),
        (
            "{ watch-list: [a.txt, { file: b.txt, kind: exact }, { kind: name, file: /c d.txt }] }",
            RedactionRule(
                watchLists: [
                    RedactionRule.WatchList(file: "a.txt"), RedactionRule.WatchList(file: "b.txt", kind: .exact),
                    RedactionRule.WatchList(file: "/c d.txt"),
                ])
        ),
        (
            "{ deny: [Operation Walrus], allow: [\"@example.org\", 0900 100 200] }",
            RedactionRule(deny: ["Operation Walrus"], allow: ["@example.org", "0900 100 200"])
        ),
        ("{ threshold: 0 }", RedactionRule(threshold: Confidence(percent: 0))),
        ("{ threshold: 100 }", RedactionRule(threshold: .certain)),
        (
            "{ threshold: { default: 70, iban: 0, phone: 95 } }",
            RedactionRule(
                threshold: Confidence(percent: 70),
                thresholds: [iban: Confidence(percent: 0), .phoneNumber: Confidence(percent: 95)])
        ),
        ("{ threshold: { iban: 40 } }", RedactionRule(thresholds: [iban: Confidence(percent: 40)])),
        ("{ context-words: [words.txt, more.txt] }", RedactionRule(contextWords: ["words.txt", "more.txt"])),
        ("{ replace: label }", RedactionRule()), ("{ replace: surrogate }", RedactionRule(replace: .surrogate)),
        ("{ replace: { constant: \"\" } }", RedactionRule(replace: .constant(""))),
        ("{ replace: { constant: \"[…]\" } }", RedactionRule(replace: .constant("[…]"))),
        ("{ replace: { mask: {} } }", RedactionRule(replace: .mask())),
        (
            "{ replace: { mask: { keep-first: 1, keep-last: 1000, with: \"é\" } } }",
            RedactionRule(replace: .mask(keepFirst: 1, keepLast: 1000, with: "é"))
        ),
        ("{ replace: { pseudonymize: { as: person } } }", RedactionRule(replace: .pseudonym(as: "person"))),
        (
            "{ replace: { pseudonymize: { as: iban, canonical: alphanumeric } } }",
            RedactionRule(replace: .pseudonym(as: "iban", canonicalization: .alphanumeric))
        ),
        ("{ replace: { tokenize: { as: person } } }", RedactionRule(replace: .token(as: "person"))),
        (
            "{ replace: { default: surrogate, iban: label, email: { mask: { keep-last: 4 } } } }",
            RedactionRule(
                replace: .surrogate, replaceByType: [iban: .label, .email: .mask(keepLast: 4)])
        ),
        ("{ replace: { known: { constant: N } } }", RedactionRule(replaceByType: [.knownValue: .constant("N")])),
        (
            "{ replace: { iban: { tokenize: { as: iban } } }, find: [iban] }",
            RedactionRule(find: ["iban"], replaceByType: [iban: .token(as: "iban")])
        ),
    ]

    @Test(arguments: valid)
    func `every option is read, and read again from JSON`(options: String, expected: RedactionRule) throws {
        #expect(try redaction(options) == expected)
    }

    @Test func `redact can stand in a list, before and behind others, and below derive and only-elements`() throws {
        let policy = try MinimizationPolicy(
            text: policyText(
                fields: """
                      "$.a": [ { redact: everything, otherwise: stop }, { truncate: 9 } ]
                      "$.b": [ { truncate: 9 }, { redact: { find: [email] } } ]
                      "$.c": { derive: { d: { redact: everything }, c: keep } }
                      "$.e[*]": { only-elements: { in: [x] }, then: { redact: everything } }
                    """))
        #expect(policy.transforms.filter { $0.name == "redact" }.count == 4)
        #expect(try MinimizationPolicy(text: policy.jsonText).says(theSameAs: policy))
    }

    // MARK: - What cannot

    private static let types =
        (RecognizedType.groups + RecognizedType.all.map(\.description)).joined(separator: ", ")
    private static let replacements =
        "write label, surrogate, { constant: … }, { mask: … }, { pseudonymize: … } or { tokenize: … }"

    private static let invalid: [(String, [String])] = [
        (
            "all",
            [
                "20: redact needs its options in { } (rule $.a); options: find, except, known, watch-list, deny, allow, "
                    + "threshold, context-words, replace"
            ]
        ),
        ("{ fnd: [iban] }", ["22: redact has no option 'fnd' (rule $.a); did you mean 'find'?"]),
        (
            "{ watchlist: a }",
            ["22: redact has no option 'watchlist' (rule $.a); did you mean 'watch-list'?"]
        ),
        // What is looked for.
        ("{ find: iban }", ["28: find needs a list of texts (rule $.a); write at least one: [ … ]"]),
        ("{ find: [] }", ["28: find needs a list of texts (rule $.a); write at least one: [ … ]"]),
        ("{ except: [] }", ["30: except needs a list of texts (rule $.a); write at least one: [ … ]"]),
        ("{ find: [ibna, iban] }", ["29: find cannot be 'ibna' (rule $.a); did you mean 'iban'?"]),
        ("{ find: [iban, contacts] }", ["35: find cannot be 'contacts' (rule $.a); did you mean 'contact'?"]),
        ("{ find: [de-taxid] }", ["29: find cannot be 'de-taxid' (rule $.a); did you mean 'de-tax-id'?"]),
        ("{ except: [\"\"] }", ["31: except cannot be '' (rule $.a); one of: \(types)"]),
        ("{ find: [xx] }", ["29: find cannot be 'xx' (rule $.a); one of: \(types)"]),
        ("{ find: [{}] }", ["29: find needs a text (rule $.a); write it in quotes"]),
        (
            "{ find: [contact], except: [email, phone] }",
            ["20: redact looks for nothing (rule $.a); name types in find, or known values"]
        ),
        // What is known.
        ("{ known: [] }", ["29: known is empty (rule $.a); write at least one, or leave it out"]),
        ("{ known: [[]] }", ["30: known needs a text (rule $.a); write it in quotes"]),
        (
            "{ known: [\"$.b\", \"$.a[1]\"] }",
            [
                "37: '$.a[1]' is not a path (rule $.a); single positions cannot be named; [*] means every element"
            ]
        ),
        (
            "{ known: [\"@.n\"] }",
            ["30: '@.n' is not a path (rule $.a); a path here starts with $ (the record)"]
        ),
        (
            "{ known: { kind: exact } }",
            ["29: known lacks 'path' (rule $.a); name the field that says who it is about"]
        ),
        ("{ known: { path: n, knd: exact } }", ["40: known has no option 'knd' (rule $.a); did you mean 'kind'?"]),
        (
            "{ known: { path: n, kind: nam } }", ["46: kind cannot be 'nam' (rule $.a); did you mean 'name'?"]
        ),
        (
            "{ known: { path: n, as: Per.son } }",
            ["44: as cannot be 'Per.son' (rule $.a); write \(PseudonymType.labelForm)"]
        ),
        ("{ known: { path: n, prefixes: [\"\"] } }", ["51: an empty prefix (rule $.a); remove it"]),
        // Files.
        ("{ watch-list: [] }", ["34: watch-list is empty (rule $.a); write at least one, or leave it out"]),
        (
            "{ watch-list: { kind: exact } }",
            ["34: watch-list lacks 'file' (rule $.a); name a file with one value a line"]
        ),
        (
            "{ watch-list: { file: a, kind: exct } }",
            ["51: kind cannot be 'exct' (rule $.a); did you mean 'exact'?"]
        ),
        ("{ context-words: [] }", ["37: context-words needs a list of texts (rule $.a); write at least one: [ … ]"]),
        // Texts.
        ("{ deny: secret }", ["28: deny needs a list of texts (rule $.a); write at least one: [ … ]"]),
        ("{ deny: [[]] }", ["29: deny needs a text (rule $.a); write it in quotes"]),
        (
            "{ deny: [ab] }",
            [
                "20: deny cannot be 'ab' (rule $.a); write at least three letters or digits; fewer would be found "
                    + "everywhere"
            ]
        ),
        ("{ allow: [] }", ["29: allow needs a list of texts (rule $.a); write at least one: [ … ]"]),
        ("{ allow: [x] }", ["20: allow cannot be 'x' (rule $.a); write at least two characters"]),
        // Thresholds.
        (
            "{ threshold: 101 }",
            ["33: threshold needs a whole number from 0 to 100 (rule $.a); write it in digits"]
        ),
        (
            "{ threshold: [50] }",
            ["33: threshold needs a whole number from 0 to 100 (rule $.a); write it in digits"]
        ),
        ("{ threshold: {} }", ["33: threshold is empty (rule $.a); write a number, or { default: 50 }"]),
        (
            "{ threshold: { iban: 5 % } }",
            ["41: threshold needs a whole number from 0 to 100 (rule $.a); write it in digits"]
        ),
        ("{ threshold: { ibn: 50 } }", ["35: threshold has no type 'ibn' (rule $.a); did you mean 'iban'?"]),
        (
            "{ threshold: { contact: 50 } }",
            [
                "35: threshold has no type 'contact' (rule $.a); one of: default, "
                    + RecognizedType.all.map(\.description).joined(separator: ", ")
            ]
        ),
        // Replacements.
        ("{ replace: lable }", ["31: replace needs a replacement (rule $.a); \(replacements)"]),
        ("{ replace: {} }", ["31: replace needs a replacement (rule $.a); \(replacements)"]),
        ("{ replace: [label] }", ["31: replace needs a replacement (rule $.a); \(replacements)"]),
        (
            "{ replace: { mask: {}, constant: x } }", ["31: replace needs a replacement (rule $.a); \(replacements)"]
        ),
        ("{ replace: { iban: hide } }", ["39: replace needs a replacement (rule $.a); \(replacements)"]),
        ("{ replace: { emial: label } }", ["33: replace has no type 'emial' (rule $.a); did you mean 'email'?"]),
        ("{ replace: { constant: } }", ["43: constant needs a text (rule $.a); write it in quotes"]),
        (
            "{ replace: { mask: { length: 3 } } }",
            ["41: mask has no option 'length' (rule $.a); one of: keep-first, keep-last, with"]
        ),
        (
            "{ replace: { mask: { keep-last: 1001 } } }",
            ["52: keep-last needs a whole number from 0 to 1000 (rule $.a); write it in digits"]
        ),
        (
            "{ replace: { tokenize: {} } }", ["43: tokenize lacks 'as' (rule $.a); write { as: person }"]
        ),
        (
            "{ replace: { tokenize: { as: p, canonical: digits } } }",
            ["52: tokenize has no option 'canonical' (rule $.a); write as"]
        ),
        (
            "{ replace: { pseudonymize: { as: p, of: [\"$.a\", \"$.b\"] } } }",
            ["47: replace needs a pseudonym of one value (rule $.a); write { as: person }"]
        ),
        // Several at once.
        (
            "{ find: [ibna], except: [emial], threshold: -1 }",
            [
                "29: find cannot be 'ibna' (rule $.a); did you mean 'iban'?",
                "45: except cannot be 'emial' (rule $.a); did you mean 'email'?",
                "64: threshold needs a whole number from 0 to 100 (rule $.a); write it in digits",
            ]
        ),
    ]

    @Test(arguments: invalid)
    func `what is wrong is told once, with its place and what to do`(options: String, expected: [String]) {
        #expect(
            problems(policyText(rule: "{ redact: \(options) }")) == expected.map { "policy.yaml:6:\($0)" })
    }

    // MARK: - Texts without fields

    private func textPolicy(_ text: String, fields: Bool = false) -> String {
        """
        proviso: policy/v1
        purpose: test
        recipient: test.example
        text: \(text)
        \(fields ? "fields: { \"$.a\": keep }" : "")
        """
    }

    @Test func `a policy can be for texts alone, or beside fields or kinds`() throws {
        let alone = try MinimizationPolicy(text: textPolicy("{ redact: everything }"))
        #expect(alone.text == RedactionRule() && alone.content == .fields([]) && alone.isForTextsOnly)
        let beside = try MinimizationPolicy(text: textPolicy("{ redact: { find: [iban] } }", fields: true))
        #expect(beside.text == RedactionRule(find: ["iban"]) && !beside.isForTextsOnly)
        #expect(beside.content == .fields([FieldRule("$.a", .keep)]))
        let kinds = try MinimizationPolicy(
            text: textPolicy("{ redact: everything }") + "\nkinds: [ { when: always, fields: { \"$.a\": keep } } ]")
        #expect(kinds.text == RedactionRule() && !kinds.isForTextsOnly)
        for policy in [alone, beside, kinds] {
            #expect(try MinimizationPolicy(text: policy.jsonText).says(theSameAs: policy))
        }
        #expect(
            alone.jsonText == """
                {
                  "proviso": "policy/v1",
                  "purpose": "test",
                  "recipient": "test.example",
                  "text": {
                    "redact": "everything"
                  }
                }

                """)
    }

    @Test(arguments: [
        "redact", "{ redact: everything, otherwise: stop }", "{ mask: {} }", "keep", "[ { redact: everything } ]", "{}",
    ])
    func `text takes redact and nothing else`(text: String) {
        #expect(
            problems(textPolicy(text)) == [
                "policy.yaml:4:7: text needs redact and nothing else (rule text); write { redact: { find: [ … ] } }"
            ])
    }

    @Test(arguments: [
        ("{ redact: { find: [ibna] } }", "26: find cannot be 'ibna' (rule text); did you mean 'iban'?"),
        (
            "{ redact: { known: \"$.n\" } }",
            "26: known names a field, and a text has none (rule text); write watch-list: with a file of names"
        ),
        (
            "{ redact: { replace: { tokenize: { as: person } } } }",
            "7: pseudonyms without a domain (rule text); add `domain:`; it names where pseudonyms may be linked"
        ),
        (
            "{ redact: { find: [known] } }",
            "7: redact looks for nothing (rule text); name types in find, or known values"
        ),
    ])
    func `what is wrong in the rule for texts is told with its place`(text: String, problem: String) {
        #expect(problems(textPolicy(text)) == ["policy.yaml:4:\(problem)"])
    }

    @Test func `a policy without fields and without a rule for texts lacks fields`() {
        #expect(
            problems("proviso: policy/v1\npurpose: p\nrecipient: r\n") == [
                "policy.yaml:1:1: the policy lacks 'fields'; name what may be disclosed"
            ])
    }

    // MARK: - Both ways

    @Test func `a random rule in Swift reads back from its JSON to the same`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let domain = try PseudonymizationDomain(id: "d")
        for _ in 0..<400 {
            let rule = Self.random(&generator, hasFields: true)
            let ofText = Self.random(&generator, hasFields: false)
            let policy = try MinimizationPolicy(purpose: "p", recipient: "r", domain: domain, text: ofText) {
                FieldRule("$.a", .redact(rule))
            }
            let again = try MinimizationPolicy(text: policy.jsonText)
            #expect(again.says(theSameAs: policy), "seed \(testSeed)")
            #expect(again.jsonText == policy.jsonText, "seed \(testSeed)")
        }
    }

    /// A rule that looks for something.
    private static func random(_ generator: inout SeededGenerator, hasFields: Bool) -> RedactionRule {
        func list<T>(_ make: (inout SeededGenerator) -> T) -> [T] {
            (0..<max(0, Int.random(in: -2...3, using: &generator))).map { _ in make(&generator) }
        }
        func text(_ generator: inout SeededGenerator) -> String {
            ["abc", "Ömer \"Ö\"", "a\\b/c", "\u{202E}xyz", "12 34", "null", "true", "everything"]
                .randomElement(using: &generator)!
        }
        func type(_ generator: inout SeededGenerator) -> RecognizedType {
            RecognizedType.all.randomElement(using: &generator)!
        }
        func kind(_ generator: inout SeededGenerator) -> KnownValue.Kind {
            Bool.random(using: &generator) ? .name : .exact
        }
        func canonicalization(_ generator: inout SeededGenerator) -> Canonicalization {
            [.exact, .digits, .alphanumeric].randomElement(using: &generator)!
        }
        func replacement(_ generator: inout SeededGenerator) -> RedactionRule.TextReplacement {
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: .label
            case 1: .surrogate
            case 2: .constant(text(&generator))
            case 3:
                .mask(
                    keepFirst: Int.random(in: 0...3, using: &generator),
                    keepLast: Int.random(in: 0...3, using: &generator),
                    with: ["*", "é", "\""].randomElement(using: &generator)!)
            case 4: .pseudonym(as: "person", canonicalization: canonicalization(&generator))
            default: .token(as: "person")
            }
        }
        func confidence(_ generator: inout SeededGenerator) -> Confidence {
            Confidence(percent: Int.random(in: 0...100, using: &generator))
        }
        var rule = RedactionRule(deny: ["abc"])
        rule.find = list {
            Bool.random(using: &$0) ? type(&$0).description : RecognizedType.groups.randomElement(using: &$0)!
        }
        rule.except = list { type(&$0).description }
        if hasFields {
            rule.known = list { generator in
                RedactionRule.KnownField(
                    SubjectField(
                        "$.n\(Int.random(in: 0...9, using: &generator))",
                        canonicalization: canonicalization(&generator),
                        prefixes: Bool.random(using: &generator) ? [] : ["P/"]),
                    kind: kind(&generator), pseudonym: Bool.random(using: &generator) ? nil : "person")
            }
        }
        rule.watchLists = list { RedactionRule.WatchList(file: text(&$0).filter { $0 != "\u{202E}" }, kind: kind(&$0)) }
        rule.deny += list(text)
        rule.allow = list(text)
        rule.threshold = Bool.random(using: &generator) ? .usualThreshold : confidence(&generator)
        for (type, confidence) in list({ (type(&$0), confidence(&$0)) }) { rule.thresholds[type] = confidence }
        rule.contextWords = list { _ in "words.txt" }
        rule.replace = replacement(&generator)
        for (type, replacement) in list({ (type(&$0), replacement(&$0)) }) { rule.replaceByType[type] = replacement }
        return rule
    }
}
