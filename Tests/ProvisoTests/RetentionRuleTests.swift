import Testing

@testable import Proviso

@Suite struct RetentionRuleTests {
    @Test func `a rule is a name, a space and a version`() throws {
        let rule = try RetentionRule("package-terms 1")
        #expect(rule == .packageTerms)
        #expect(rule.id == "package-terms" && rule.version == 1)
        #expect(rule.description == "package-terms 1")
        #expect(try RetentionRule(id: "Fälle/closed", version: 999_999_999).description == "Fälle/closed 999999999")
    }

    @Test(arguments: [
        "", " ", "package-terms", "package-terms ", " 1", "package-terms  1", "package terms 1", "package-terms 1 ",
        "package-terms 0", "package-terms 01", "package-terms +1", "package-terms -1", "package-terms 1000000000",
        "package-terms 99999999999999999999", "package-terms one", "package\u{A0}terms 1", "package\u{200B}terms 1",
    ])
    func `another text is no rule`(text: String) {
        let error = #expect(throws: ProvisoError.self) { try RetentionRule(text) }
        #expect(error?.code == .valueInvalid)
    }
}
