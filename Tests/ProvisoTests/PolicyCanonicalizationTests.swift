import Proviso
import Testing

/// `PolicyParser+Canonicalizations`.
@Suite struct PolicyCanonicalizationTests {
    private static let valid: [(String, Canonicalization)] = [
        ("exact", .exact), ("trimmed", .trimmed), ("digits", .digits), ("alphanumeric", .alphanumeric),
        ("casefolded-u15", .casefoldedU15), ("email", .email), ("\"iban\"", .iban),
        ("{ phone: NL }", .phone(defaultCountry: "NL")), ("{ phone: NO }", .phone(defaultCountry: "NO")),
        ("{ \"phone\": \"DE\" }", .phone(defaultCountry: "DE")),
        ("{ date: [DD.MM.YYYY] }", .date(formats: ["DD.MM.YYYY"])),
        ("{ date: [YYYY-MM-DD, \"D. M. YYYY\"] }", .date(formats: ["YYYY-MM-DD", "D. M. YYYY"])),
    ]

    @Test(arguments: valid)
    func `every canonicalization is read, and written in JSON`(text: String, canonicalization: Canonicalization) throws
    {
        let rule = FieldRule("$.a", .pseudonymize(as: "p", canonicalization: canonicalization))
        let policy = try MinimizationPolicy(text: policyText(rule: "{ pseudonymize: { as: p, canonical: \(text) } }"))
        #expect(policy.content == .fields([rule]))
        #expect(try MinimizationPolicy(text: policy.jsonText).content == .fields([rule]))
    }

    @Test(arguments: [
        ("emial", "46: canonical cannot be 'emial' (rule $.a); did you mean 'email'?"),
        ("Exact", "46: canonical cannot be 'Exact' (rule $.a); did you mean 'exact'?"),
        ("casefolded-U15", "46: canonical cannot be 'casefolded-U15' (rule $.a); did you mean 'casefolded-u15'?"),
        (
            "casefolded-u17",
            "46: canonical cannot be 'casefolded-u17' (rule $.a); it comes with a later version; this one has: exact, trimmed, "
                + "digits, alphanumeric, casefolded-u15, email, phone, iban, date"
        ),
        ("phone", "46: canonical 'phone' needs its default country (rule $.a); write { phone: NL }"),
        ("date", "46: canonical 'date' needs its formats (rule $.a); write { date: [DD.MM.YYYY] }"),
        ("\"phone:NL\"", "46: canonical cannot be 'phone:NL' (rule $.a); write it as a map: { phone: … }"),
        ("", "47: canonical needs a text (rule $.a); write it in quotes"),
        ("[email]", "46: canonical needs a text (rule $.a); write it in quotes"),
        ("{}", "46: canonical needs one of phone and date (rule $.a); write { phone: NL } or { date: [DD.MM.YYYY] }"),
        (
            "{ phone: NL, date: [YYYYMMDD] }",
            "46: canonical needs one of phone and date (rule $.a); write { phone: NL } or { date: [DD.MM.YYYY] }"
        ),
        ("{ email: }", "48: email has no options (rule $.a); write it as a word: email"),
        ("{ phon: NL }", "48: canonical has no option 'phon' (rule $.a); did you mean 'phone'?"),
        ("{ country: NL }", "48: canonical has no option 'country' (rule $.a); one of: phone, date"),
        ("{ phone: nl }", "55: phone cannot be 'nl' (rule $.a); did you mean 'NL'?"),
        ("{ phone: UK }", "55: phone cannot be 'UK' (rule $.a); did you mean 'GB'?"),
        (
            "{ phone: Germany }",
            "55: phone cannot be 'Germany' (rule $.a); write the two capital letters of ISO 3166, like NL"
        ),
        ("{ phone: }", "55: phone needs a text (rule $.a); write it in quotes"),
        ("{ phone: [NL] }", "55: phone needs a text (rule $.a); write it in quotes"),
        ("{ date: YYYY-MM-DD }", "54: date needs a list of texts (rule $.a); write at least one: [ … ]"),
        ("{ date: [] }", "54: date needs a list of texts (rule $.a); write at least one: [ … ]"),
        ("{ date: [dd.mm.yyyy] }", "55: date cannot be 'dd.mm.yyyy' (rule $.a); did you mean 'DD.MM.YYYY'?"),
        (
            "{ date: [YYYYMMDD, YYYY] }",
            "65: date cannot be 'YYYY' (rule $.a); write YYYY, MM or M, and DD or D, once each, with - . / or spaces between them"
        ),
        ("{ date: [YYYYMMDD, YYYYMMDD] }", "54: date has the format 'YYYYMMDD' twice (rule $.a); leave one out"),
    ])
    func `a canonicalization that is wrong is one problem`(text: String, problem: String) {
        let lines = problems(policyText(rule: "{ pseudonymize: { as: p, canonical: \(text) } }"))
        #expect(lines == ["policy.yaml:6:\(problem)"])
    }

    @Test func `a policy in JSON is refused in the same words`() {
        let text = """
            {"proviso": "policy/v1", "purpose": "p", "recipient": "r", "domain": "d", "fields": {"$.a":
            {"pseudonymize": {"as": "p", "canonical": {"phone": "XX"}}}, "$.b":
            {"pseudonymize": {"as": "p", "canonical": {"date": ["YYYY"], "date": []}}}}}
            """
        #expect(
            problems(text) == [
                "policy.yaml:2:53: phone cannot be 'XX' (rule $.a); write the two capital letters of ISO 3166, like NL",
                "policy.yaml:3:53: date cannot be 'YYYY' (rule $.b); write YYYY, MM or M, and DD or D, once each, with - . / or "
                    + "spaces between them",
                "policy.yaml:3:62: 'date' a second time (first in line 3); keep one of them",
            ])
    }

    @Test func `a filter makes the pseudonyms of every canonicalization`() throws {
        let domain = try PseudonymizationDomain(id: "test.example/case-1")
        for (text, identifier, canonicalization) in [
            ("email", "Ana@Example.org", .email), ("{ phone: NL }", "020-1234567", .phone(defaultCountry: "NL")),
            ("{ date: [D.M.YYYY] }", "9.2.1980", .date(formats: ["D.M.YYYY"])),
            ("iban", "nl91 abna 0417 1643 00", .iban),
            ("casefolded-u15", "STRASSE", .casefoldedU15),
        ] as [(String, String, Canonicalization)] {
            let persons = try Pseudonymizer("p", canonicalization: canonicalization, in: domain, key: testKey())
            let rule = "{ pseudonymize: { as: p, canonical: \(text) } }"
            let records = #"{"a":"\#(identifier)"}"# + "\n" + #"{"a":"\u0378"}"# + "\n"
            let result = try makeFilter("\"$.a\": \(rule)").run(records)
            #expect(result.error == nil)
            #expect(result.text == #"{"a":"\#(try persons.pseudonym(for: identifier))"}"# + "\n")
        }
    }
}
