import Testing

@testable import Proviso

@Suite struct RetentionRuleReferenceTests {
    @Test func `a rule is a name, a space and a version`() throws {
        let rule = try RetentionRuleReference("package-terms 1")
        #expect(rule == .packageTerms)
        #expect(rule.id == "package-terms" && rule.version == 1)
        #expect(rule.description == "package-terms 1")
        let other = try RetentionRuleReference(id: "Fälle/closed", version: 999_999_999)
        #expect(other.description == "Fälle/closed 999999999")
    }

    @Test func `every rule that a schedule can have has a reference that reads back`() throws {
        let word = "a" + String(repeating: "-", count: 63)
        let schedule = try RetentionSchedule(word, version: 999_999_999) { RetentionRule(word, maximum: .days(1)) }
        let reference = schedule.reference(to: word)
        #expect(try RetentionRuleReference(reference.description) == reference)
    }

    @Test(arguments: [
        "", " ", "package-terms", "package-terms ", " 1", "package-terms  1", "package terms 1", "package-terms 1 ",
        "package-terms 0", "package-terms 01", "package-terms +1", "package-terms -1", "package-terms 1000000000",
        "package-terms 99999999999999999999", "package-terms one", "package\u{A0}terms 1", "package\u{200B}terms 1",
        String(repeating: "a", count: 257) + " 1",
    ])
    func `another text is no rule`(text: String) {
        #expect(refusal { _ = try RetentionRuleReference(text) } == .valueInvalid)
    }
}
