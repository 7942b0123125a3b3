import Testing

@testable import Proviso

@Suite struct RetentionRuleTests {
    private func applies(_ rule: RetentionRule, _ category: String, _ purpose: String? = nil, _ subject: String? = nil)
        throws -> Bool
    {
        rule.applies(to: try RetentionLabels(category: category, purpose: purpose, subjectCategory: subject))
    }

    @Test func `a rule is for its category and those below it, on the border of words`() throws {
        let rule = RetentionRule("r", category: "case-record/message")
        for (category, isFor) in [
            ("case-record/message", true), ("case-record/message/draft", true), ("case-record/messages", false),
            ("case-record", false), ("message", false), ("case-record/message-2", false), ("case-record/note", false),
        ] {
            #expect(try applies(rule, category) == isFor, "\(category)")
        }
        #expect(try applies(RetentionRule("r"), "anything/at/all"))
    }

    @Test func `each condition must hold, and an absent one holds for every word and none`() throws {
        let rule = RetentionRule("r", category: "a", purpose: "p", subjectCategory: "s")
        #expect(try applies(rule, "a", "p", "s"))
        for (category, purpose, subject) in [
            ("b", "p", "s"), ("a", "q", "s"), ("a", nil, "s"), ("a", "p", "t"), ("a", "p", nil),
        ] as [(String, String?, String?)] {
            #expect(try !applies(rule, category, purpose, subject))
        }
        for subject in [nil, "s", "t"] { #expect(try applies(RetentionRule("r", purpose: "p"), "a", "p", subject)) }
    }

    @Test func `the longer category is more explicit, then a subject category, then a purpose`() {
        let rising = [
            RetentionRule("r"), RetentionRule("r", purpose: "p"), RetentionRule("r", subjectCategory: "s"),
            RetentionRule("r", purpose: "p", subjectCategory: "s"), RetentionRule("r", category: "a"),
            RetentionRule("r", category: "a", purpose: "p"), RetentionRule("r", category: "a", subjectCategory: "s"),
            RetentionRule("r", category: "a", purpose: "p", subjectCategory: "s"), RetentionRule("r", category: "a/b"),
        ]
        for (index, rule) in rising.enumerated() {
            for (other, more) in rising.enumerated() { #expect((rule.rank < more.rank) == (index < other)) }
        }
        // A word that is longer is no longer category.
        #expect(RetentionRule("r", category: "a").rank == RetentionRule("r", category: "abc-def").rank)
    }

    @Test func `a rule covers another if it is for all that the other is for`() {
        let general = RetentionRule("r", category: "a")
        #expect(general.covers(general))
        #expect(general.covers(RetentionRule("r", category: "a/b", purpose: "p")))
        #expect(!general.covers(RetentionRule("r", category: "ab")))
        #expect(!general.covers(RetentionRule("r")))
        #expect(RetentionRule("r").covers(general))
        #expect(!RetentionRule("r", purpose: "p").covers(general))
        #expect(!RetentionRule("r", subjectCategory: "s").covers(RetentionRule("r", subjectCategory: "t")))
    }
}
