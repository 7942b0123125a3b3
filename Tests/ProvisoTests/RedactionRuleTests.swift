import Testing

@testable import Proviso

/// `RedactionRule`, and its checks in a policy that is written in Swift.
@Suite struct RedactionRuleTests {
    /// The problems of a policy that redacts one field, or a text.
    private func problems(_ redaction: RedactionRule, ofText: Bool = false) -> [String] {
        ProvisoTests.problems {
            try MinimizationPolicy(purpose: "p", recipient: "r", text: ofText ? redaction : nil) {
                if !ofText { FieldRule("$.a", .redact(redaction)) }
            }
        }
    }

    // MARK: - Types

    @Test func `every built-in type is named by its word`() {
        #expect(RecognizedType.all.count > 100)
        for type in RecognizedType.all { #expect(RecognizedType.named(type.description) == [type]) }
    }

    @Test func `groups name their types`() {
        func words(_ group: String) -> [String] { RecognizedType.named(group).map(\.description) }
        #expect(words("everything") == RecognizedType.all.map(\.description))
        #expect(words("contact") == ["email", "phone"])
        #expect(words("network") == ["url", "ipv4", "ipv6", "mac-address"])
        #expect(words("credentials") == ["api-key", "jwt", "private-key"])
        #expect(words("financial").contains("iban") && words("financial").contains("payment-card"))
        #expect(words("financial").contains("bitcoin-address") && !words("financial").contains("email"))
        #expect(words("identifiers").contains("iban") && words("identifiers").contains("de-tax-id"))
        #expect(!words("identifiers").contains("email") && !words("identifiers").contains("known"))
        for group in RecognizedType.groups { #expect(!words(group).isEmpty, "\(group)") }
    }

    @Test func `two letters name the identifiers of a country`() {
        let german = RecognizedType.named("de").map(\.description)
        #expect(german.contains("de-tax-id"))
        #expect(german.allSatisfy { $0.hasPrefix("de-") })
        #expect(RecognizedType.named("us").contains(RecognizedType("us-ssn")!))
    }

    @Test(arguments: ["", "xx", "d", "de-", "de-tax", "DE", "Email", "email ", "contacts", "ma", "everything "])
    func `other words name nothing`(word: String) {
        #expect(RecognizedType.named(word).isEmpty)
    }

    @Test func `a rule looks for what it names without its exceptions, and always for known values`() {
        func words(_ rule: RedactionRule) -> [String] { rule.types.map(\.description) }
        #expect(RedactionRule().types == RecognizedType.all)
        #expect(words(RedactionRule(find: ["contact", "iban"])) == ["known", "email", "phone", "iban"])
        #expect(words(RedactionRule(find: ["contact", "email"], except: ["phone"])) == ["known", "email"])
        #expect(words(RedactionRule(find: ["contact"], except: ["contact"])) == ["known"])
        #expect(words(RedactionRule(find: ["email"], except: ["known"])) == ["known", "email"])
        let withoutGermany = RedactionRule(except: ["de", "everything"])
        #expect(words(withoutGermany) == ["known"])
        #expect(!words(RedactionRule(except: ["de"])).contains { $0.hasPrefix("de-") })
        #expect(words(RedactionRule(except: ["de"])).contains("email"))
    }

    // MARK: - Keys

    @Test func `a rule needs a key only where it makes pseudonyms`() {
        #expect(!RedactionRule().needsKey)
        #expect(!RedactionRule(known: ["$.n"], replace: .surrogate).needsKey)
        #expect(!RedactionRule(replace: .constant("x"), replaceByType: [.email: .mask(keepLast: 2)]).needsKey)
        #expect(RedactionRule(known: [RedactionRule.KnownField("$.n", pseudonym: "person")]).needsKey)
        #expect(RedactionRule(replace: .pseudonym(as: "person")).needsKey)
        #expect(RedactionRule(replaceByType: [.email: .token(as: "email")]).needsKey)
    }

    @Test func `a policy with such a rule needs a domain and a key`() throws {
        let rule = RedactionRule(replaceByType: [.email: .pseudonym(as: "email")])
        for ofText in [false, true] {
            #expect(
                problems(rule, ofText: ofText) == [
                    "pseudonyms without a domain (rule \(ofText ? "text" : "$.a")); "
                        + "add `domain:`; it names where pseudonyms may be linked"
                ])
        }
        let domain = try PseudonymizationDomain(id: "d")
        let policy = try MinimizationPolicy(purpose: "p", recipient: "r", domain: domain, text: rule, fields: {})
        #expect(policy.needsKey && policy.makesPseudonyms)
        #expect {
            _ = try RecordFilter(policy)
        } throws: { error in
            "\(error)" == "the policy makes pseudonyms and no key was given; add --key-file or --keyring"
        }
        let other = try MinimizationPolicy(
            purpose: "p", recipient: "r", domain: domain, text: RedactionRule(), fields: {})
        #expect(!other.needsKey && !other.makesPseudonyms)
    }

    // MARK: - What only Swift can say

    @Test func `a type of the program's own is not known to a policy`() throws {
        let type = try RecognizedType(custom: "case-number")
        let problem =
            "redact knows no type 'case-number' (rule $.a); "
            + "name a built-in type; those of recognizers are not known to a policy"
        #expect(problems(RedactionRule(thresholds: [type: .certain])) == [problem])
        #expect(problems(RedactionRule(replaceByType: [type: .surrogate])) == [problem])
    }

    @Test func `words that are no types are refused`() {
        #expect(
            problems(RedactionRule(find: ["emial"], except: ["contct"])) == [
                "redact knows no type 'emial' (rule $.a); did you mean 'email'?",
                "redact knows no type 'contct' (rule $.a); did you mean 'contact'?",
            ])
        #expect(
            problems(RedactionRule(find: ["emial"]), ofText: true) == [
                "redact knows no type 'emial' (rule text); did you mean 'email'?"
            ])
    }

    @Test func `a rule that looks for nothing is refused`() {
        let problem = "redact looks for nothing (rule $.a); name types in find, or known values"
        #expect(problems(RedactionRule(find: ["contact"], except: ["email", "phone"])) == [problem])
        #expect(problems(RedactionRule(find: ["known"])) == [problem])
        for rule in [
            RedactionRule(find: ["known"], known: ["$.n"]), RedactionRule(find: ["known"], deny: ["Operation Walrus"]),
            RedactionRule(find: ["known"], watchLists: [RedactionRule.WatchList(file: "names.txt")]),
        ] {
            #expect(problems(rule) == [])
        }
    }

    @Test func `masks, files and texts that cannot be are refused`() {
        let mask =
            "mask needs a visible character, and counts between 0 and 1000 (rule $.a); write { mask: { keep-last: 4 } }"
        #expect(problems(RedactionRule(replace: .mask(keepFirst: -1))) == [mask])
        #expect(problems(RedactionRule(replace: .mask(keepLast: 1001))) == [mask])
        #expect(problems(RedactionRule(replaceByType: [.email: .mask(with: "\u{200B}")])) == [mask])
        for rule in [
            RedactionRule(watchLists: [RedactionRule.WatchList(file: "")]), RedactionRule(contextWords: [""]),
        ] {
            #expect(problems(rule) == ["file cannot be '' (rule $.a); name a CSV file, like jobs.csv"])
        }
        let deny = "write at least three letters or digits; fewer would be found everywhere"
        #expect(problems(RedactionRule(deny: [""])) == ["deny cannot be '' (rule $.a); \(deny)"])
        #expect(problems(RedactionRule(deny: ["a.b"])) == ["deny cannot be 'a.b' (rule $.a); \(deny)"])
        #expect(problems(RedactionRule(deny: ["abc"])) == [])
        #expect(
            problems(RedactionRule(allow: ["a"])) == ["allow cannot be 'a' (rule $.a); write at least two characters"])
        #expect(problems(RedactionRule(allow: ["ab"])) == [])
    }

    @Test func `a known field has a path and whole prefixes, and a text has no fields`() {
        #expect(
            problems(RedactionRule(known: ["$.x[1]"])).map { String($0.prefix(23)) } == ["'$.x[1]' is not a path "])
        #expect(
            problems(RedactionRule(known: ["@.x"])) == [
                "'@.x' is not a path (rule $.a); a path here starts with $ (the record)"
            ])
        let field = RedactionRule.KnownField(SubjectField("$.n", prefixes: [""]))
        #expect(problems(RedactionRule(known: [field])) == ["an empty prefix (rule $.a); remove it"])
        #expect(
            problems(RedactionRule(known: ["$.n", "$.m"]), ofText: true) == [
                "known names a field, and a text has none (rule text); write watch-list: with a file of names"
            ])
    }
}
