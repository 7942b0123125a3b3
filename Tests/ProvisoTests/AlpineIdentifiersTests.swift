import Testing

@testable import Proviso

@Suite struct AlpineIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .austrianSocialSecurity,
            right: ["1237 010180", "1237010180", "1237 01 01 80"],
            wrong: ["2237 010180", "1237 320180", "1237 010080", "123701018"]),
        IdentifierExamples(
            .swissSocialSecurity,
            right: ["756.9217.0769.85", "7569217076985", "756 9217 0769 85"],
            wrong: ["756.9217.0769.84", "757.9217.0769.85", "756.9217 0769.85", "756921707698"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
