import Proviso
import Testing

#if YAML
@Suite struct YAMLPolicyReaderTests {
    @Test(arguments: [
        ("purpose: &a test", "2:10: an anchor (&a)"),
        ("purpose: *a", "2:10: an alias (*a)"),
        ("purpose: !x test", "2:10: a tag"),
        ("purpose: !<tag:x> test", "2:10: a tag"),
        ("purpose: ! test", "2:10: a tag"),
        ("purpose: &a [ t ]", "2:10: an anchor (&a)"),
        ("&a purpose: test", "2:1: an anchor (&a)"),
        ("? [a]\n: b", "2:3: a key that is not a text"),
        ("? {a: b}\n: b", "2:3: a key that is not a text"),
        ("? \n: b", "a key that is not a text"),
        ("*a : b", "2:1: an alias (*a)"),
        ("terms: { <<: { handling: [x] } }", "2:10: a merge key (<<)"),
    ])
    func `what makes YAML mean something else than what stands there is a problem`(line: String, problem: String) {
        let lines = problems("proviso: policy/v1\n\(line)\n")
        #expect(lines.contains { $0.contains(problem) }, "\(lines)")
    }

    @Test func `a merge key in quotes is a name, and one in a list is a text`() {
        #expect(problems(policyText(fields: "  \"<<\": keep")) == [])
        #expect(problems(policyText(rule: "{ constant: << }")) == [])
    }

    @Test func `a directive is a problem of its own`() {
        let text = "%YAML 1.1\n---\n" + policyText(rule: "keep")
        #expect(problems(text) == ["policy.yaml:1:1: a directive (%); remove it"])
        #expect(problems("%TAG ! !a\n---\n" + policyText(rule: "keep")) == problems(text))
    }

    @Test func `one document may have its marks`() {
        #expect(problems("---\n" + policyText(rule: "keep") + "\n...\n") == [])
        let second = problems(policyText(rule: "keep") + "\n...\n---\na: [")
        #expect(second == ["policy.yaml:8:1: a second document; keep one policy in one file"])
    }

    @Test(arguments: [
        ("a: [", "1:5"), ("a: b: c", "1:5"), ("a: \"b", "1:6"), ("- a\nb: c", "2:1"), ("a: @b", "1:4"),
        ("a: \"\\q\"", "1:5"), ("a: b\u{7}", "1:5"), ("a: b\u{0}", "1:5"), ("a: é\u{7F}", "1:5"), ("\ta: b", "1:1"),
        ("%YAML 9.9\n---\n", "1:1"), ("a: \"\\uD800\"", "1:7"),
    ])
    func `what is not YAML gives exactly one problem`(text: String, place: String) {
        let lines = problems(text)
        #expect(lines.count == 1)
        #expect(lines[0].contains("not readable as YAML: "))
        #expect(lines[0].hasPrefix("policy.yaml:\(place): "), "\(lines)")
    }

    @Test func `every scalar is a text`() throws {
        let text =
            policyText(rule: "keep")
            + "\nonly-if: { \"$.v\": { in: [NO, 1, 1.0, ~, null, true, 2026-11-01, 0x10] } }"
        let policy = try MinimizationPolicy(text: text)
        #expect(
            policy.onlyIf == ["$.v": .isIn(["NO", "1", "1.0", "~", "null", "true", "2026-11-01", "0x10"])])
    }

    @Test(arguments: [
        ("De-duplication #7", true), ("De-duplication\t#7", true), ("#7", true), ("a  #b # c", true),
        ("a # comment", false), ("a #", false), ("a#b", false), ("\"a\" #b", false), ("'a' #b", false),
        ("a", false),
    ])
    func `an unquoted text that ends at a # without a blank behind it is cut off`(value: String, isCutOff: Bool) {
        for name in ["purpose", "recipient", "legal-basis"] {
            let valid = ["purpose: p", "recipient: r"].filter { !$0.hasPrefix(name) }.joined(separator: "\n")
            let lines = problems("proviso: policy/v1\n\(name): \(value)\n\(valid)\nfields: { \"$.a\": keep }\n")
            let expected = "\(name) is cut off by '#'; put the whole text in quotes"
            #expect(lines.map { String($0.drop { $0 != " " }.dropFirst()) } == (isCutOff ? [expected] : []))
        }
    }

    @Test func `a text in a list is cut off, too`() {
        let lines = problems(policyText(adding: "legal-basis:\n- art. 8\n- case #7"))
        #expect(lines == ["policy.yaml:8:3: legal-basis is cut off by '#'; put the whole text in quotes"])
    }

    @Test func `block texts are texts`() throws {
        let text = policyText(adding: "legal-basis: >-\n  one\n  two").replacing(
            "purpose: test", with: "purpose: |-\n  long")
        let policy = try MinimizationPolicy(text: text)
        #expect(policy.purpose.description == "long")
        #expect(policy.legalBasis.map(\.description) == ["one two"])
    }
}
#else
@Suite struct YAMLPolicyReaderTests {
    @Test func `without its trait YAML is refused, and the problem says how to go on`() {
        #expect(
            problems(policyText(rule: "keep")) == [
                "policy.yaml:1:1: not JSON, and this program is built without YAML; write the policy as JSON, or switch on "
                    + "the package trait YAML"
            ])
    }
}
#endif
