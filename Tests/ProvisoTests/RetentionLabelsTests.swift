import Testing

@testable import Proviso

@Suite struct RetentionLabelsTests {
    @Test(arguments: [
        "", "/", "a/", "/a", "a//b", "A", "a b", "a.b", "1", "a/1", "-a", "é", "a/\u{0}", "a\n", "caf\u{E9}",
        String(repeating: "a", count: 65), "a/" + String(repeating: "b", count: 65),
        String(repeating: "a/", count: 64) + "b",
    ])
    func `a category has words with slashes between them`(text: String) {
        #expect(refusal { _ = try RetentionLabels(category: text) } == .valueInvalid)
    }

    @Test func `a category has at most 128 bytes`() throws {
        let long = String(repeating: "a", count: 64) + "/" + String(repeating: "b", count: 63)
        #expect(try RetentionLabels(category: long).category == long)
        #expect(refusal { _ = try RetentionLabels(category: long + "b") } == .valueInvalid)
    }

    @Test(arguments: ["", "A", "a/b", "a b", "1", "é"]) func `a purpose and a subject category are words`(text: String)
    {
        #expect(refusal { _ = try RetentionLabels(category: "a", purpose: text) } == .valueInvalid)
        #expect(refusal { _ = try RetentionLabels(category: "a", subjectCategory: text) } == .valueInvalid)
    }

    @Test func `the categories of data subjects in policies are words here too`() throws {
        for category in DataSubjectCategory.allCases {
            #expect(
                try RetentionLabels(category: "a", subjectCategory: category.rawValue).subjectCategory
                    == category.rawValue)
        }
    }
}
