import Testing

@testable import Proviso

@Suite struct ApplicableRulesTests {
    private func rules(
        _ rules: [RetentionRule], _ category: String = "a/b", _ purpose: String? = "p", _ subject: String? = "s"
    ) throws -> ApplicableRules? {
        ApplicableRules(
            of: rules, for: try RetentionLabels(category: category, purpose: purpose, subjectCategory: subject))
    }

    @Test func `no rule is no rules`() throws {
        #expect(try rules([]) == nil)
        #expect(try rules([RetentionRule("r", category: "x", maximum: .days(1))]) == nil)
    }

    @Test func `every minimum counts, however general`() throws {
        let found = try rules([
            RetentionRule("general", minimum: .days(9)),
            RetentionRule("explicit", category: "a/b", minimum: .days(1), maximum: .days(1)),
            RetentionRule("elsewhere", category: "c", minimum: .days(99)),
        ])
        #expect(found?.minimums.map(\.id) == ["general", "explicit"])
    }

    @Test func `the maximum is that of the most explicit rank that has one, and so is the review, each by itself`()
        throws
    {
        let found = try rules([
            RetentionRule("general", maximum: .days(1), reviewEvery: .days(1)),
            RetentionRule("purpose", purpose: "p", maximum: .days(2)),
            RetentionRule("subject", subjectCategory: "s", maximum: .days(3)),
            RetentionRule("one", category: "a", maximum: .days(4)),
            RetentionRule("two", category: "a", maximum: .days(5)),
            RetentionRule("review", category: "a", purpose: "p", reviewEvery: .days(6)),
            RetentionRule("minimum", category: "a/b", minimum: .days(1)),
        ])
        #expect(found?.maximums.map(\.id) == ["one", "two"])
        #expect(found?.reviews.map(\.id) == ["review"])
        #expect(found?.haveClock == true)
    }

    @Test func `the subject is more explicit than the purpose, and both less than a longer category`() throws {
        let all = [
            RetentionRule("category", category: "a", maximum: .days(1)),
            RetentionRule("both", purpose: "p", subjectCategory: "s", maximum: .days(1)),
            RetentionRule("subject", subjectCategory: "s", maximum: .days(1)),
            RetentionRule("purpose", purpose: "p", maximum: .days(1)),
            RetentionRule("none", maximum: .days(1)),
        ]
        for count in all.indices {
            #expect(try rules(Array(all.dropFirst(count)).shuffled())?.maximums.map(\.id) == [all[count].id])
        }
    }
}
