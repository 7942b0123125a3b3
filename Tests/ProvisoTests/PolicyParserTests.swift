import Proviso
import Testing

@Suite struct PolicyParserTests {
    @Test func `what a policy must have is named when it is missing`() {
        #expect(
            problems("x-y: z") == [
                "policy.yaml:1:1: a policy has no 'x-y'; one of: proviso, purpose, recipient, legal-basis, domain, "
                    + "key-fingerprint, parameters, subject, require, only-if, limit, special-categories, fields, kinds, "
                    + "text, terms",
                "policy.yaml:1:1: the policy lacks 'proviso'; write `proviso: policy/v1`",
                "policy.yaml:1:1: the policy lacks 'purpose'; say what the data are for",
                "policy.yaml:1:1: the policy lacks 'recipient'; name who receives the data",
                "policy.yaml:1:1: the policy lacks 'fields'; name what may be disclosed",
            ])
    }

    @Test(arguments: ["policy/v2", "policy/v10", "Policy/v1", "v1", "1"])
    func `an unknown version gives exactly one problem`(version: String) {
        let lines = problems("proviso: \(version)\nnew: &x x\nnew: *x\n")
        #expect(lines == ["policy.yaml:1:10: this program does not know '\(version)'; it reads `proviso: policy/v1`"])
    }

    @Test func `a version that is not a text is one problem among others`() {
        let lines = problems(policyText(rule: "keep").replacing("policy/v1", with: "[policy/v1]"))
        #expect(lines == ["policy.yaml:1:10: proviso needs a text; write it in quotes"])
    }

    @Test func `everything that can be stated is read`() throws {
        let policy = try MinimizationPolicy(
            text: policyText(
                adding: """
                    legal-basis: ["LED art. 8", "MLA NL-2026-114"]
                    domain: { id: fiu.example/case-114, epoch: 2026-q4 }
                    key-fingerprint: fp_enxzi5sp7a5rlighp5vdlxkoiq
                    only-if: { "$.role": { in: [suspect, convicted] } }
                    terms: { erase-after: P90D, review-every: P1M, handling: ["TLP:AMBER"] }
                    """))
        #expect(policy.purpose.description == "test")
        #expect(policy.recipient.description == "test.example")
        #expect(policy.legalBasis.map(\.description) == ["LED art. 8", "MLA NL-2026-114"])
        #expect(policy.domain == (try PseudonymizationDomain(id: "fiu.example/case-114", epoch: "2026-q4")))
        #expect(policy.keyFingerprint?.description == "fp_enxzi5sp7a5rlighp5vdlxkoiq")
        #expect(policy.onlyIf == ["$.role": .isIn(["suspect", "convicted"])])
        #expect(policy.terms?.eraseAfter?.days == 90)
        #expect(policy.terms?.reviewEvery?.months == 1)
        #expect(policy.terms?.handling == ["TLP:AMBER"])
        #expect(policy.content == .fields([FieldRule("$.a", .keep)]))
    }

    @Test(arguments: [
        ("legal-basis: []", "6:14: legal-basis needs a text; write at least one, or leave it out"),
        ("legal-basis: [a, [b]]", "6:18: legal-basis needs a text; write it in quotes"),
        ("legal-basis: { a: b }", "6:14: legal-basis needs a text; write it in quotes"),
        ("legal-basis: \" \"", "6:14: legal-basis is empty; say it in words"),
        ("legal-basis: \"a\\nb\"", "6:14: legal-basis holds an invisible character; remove it"),
        ("legal-basis: \"a\\u200bb\"", "6:14: legal-basis holds an invisible character; remove it"),
        ("legal-basis: \"a\\u2028b\"", "6:14: legal-basis holds an invisible character; remove it"),
        ("domain: A", "6:9: domain cannot be 'A'; write 1 to 64 of a-z 0-9 . / -"),
        ("domain: \"\"", "6:9: domain cannot be ''; write 1 to 64 of a-z 0-9 . / -"),
        ("domain: [a]", "6:9: domain needs a text; write it in quotes"),
        ("domain: { epoch: a }", "6:9: a domain without 'id'; name where pseudonyms may be linked"),
        ("domain: { id: a, epoch: B }", "6:25: epoch cannot be 'B'; write 1 to 64 of a-z 0-9 . / -"),
        ("domain: { id: a, epoch: }", "6:25: epoch needs a text; write it in quotes"),
        ("domain: { id: a, ID: b }", "6:18: a domain has no 'ID'; one of: id, epoch"),
        ("terms: P90D", "6:8: terms needs its parts in { }; write erase-after, review-every or handling"),
        (
            "terms: { erase-after: 90 }",
            "6:23: '90' is not a period; write years, months, weeks and days like P90D or P1Y6M"
        ),
        ("terms: { erase-aftr: P1D }", "6:10: terms has no 'erase-aftr'; did you mean 'erase-after'?"),
        ("terms: { handling: x }", "6:20: handling needs a list of texts; write [ … ]"),
        ("terms: { handling: [\"\\u202e\"] }", "6:21: handling holds an invisible character; remove it"),
        (
            "domain: d\nkey-fingerprint: fp_x",
            "7:18: 'fp_x' is not a key fingerprint; write fp_ and its 26 letters and digits"
        ),
        (
            "key-fingerprint: fp_enxzi5sp7a5rlighp5vdlxkoiq",
            "6:18: key-fingerprint without a domain; add `domain:`; the fingerprint is that of a key in a domain"
        ),
    ])
    func `a statement that is wrong is one problem`(line: String, problem: String) {
        #expect(problems(policyText(adding: line)) == ["policy.yaml:\(problem)"])
    }

    @Test func `terms may be empty, and a period without length is a period`() throws {
        let empty = try MinimizationPolicy(text: policyText(adding: "terms: {}"))
        #expect(empty.terms == HandlingTerms())
        let zero = try MinimizationPolicy(text: policyText(adding: "terms: { erase-after: P0Y }"))
        #expect(zero.terms?.eraseAfter?.description == "P0D")
    }

    @Test func `fields and kinds are one or the other`() {
        let lines = problems(policyText(adding: "kinds: [ { when: always, fields: { \"$.a\": keep } } ]"))
        #expect(lines == ["policy.yaml:1:1: a policy has fields or kinds, not both; move the fields into the kinds"])
        let none = policyText(rule: "keep").replacing("fields:\n  \"$.a\": keep", with: "kinds:")
        #expect(problems(none) == ["policy.yaml:5:7: kinds needs a list; write [ { when: …, fields: … } ]"])
    }
}
