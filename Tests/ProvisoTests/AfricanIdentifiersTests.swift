import Testing

@testable import Proviso

@Suite struct AfricanIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .southAfricanPerson,
            right: ["7503305044089", "750330 5044 089", "750330 5044 08 9", "8001015009087"],
            wrong: ["8503305044089", "7513305044089", "750330504408", "7503305044389"]),
        IdentifierExamples(
            .nigerianPerson,
            right: ["12345678901", "98765432109", "1234 567 8901"],
            wrong: ["1234567890", "123456789012", "1234567890A", "1234-567 8901"]),
        IdentifierExamples(
            .nigerianLicensePlate,
            right: ["ABC 123 DE", "ABC-123DE", "lnd123xy"],
            wrong: ["AB 123 DE", "ABC 12 DE", "ABC 123 D", "1BC 123 DE"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
