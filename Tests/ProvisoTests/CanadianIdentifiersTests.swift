import Testing

@testable import Proviso

@Suite struct CanadianIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .canadianSocialInsurance,
            right: ["123-456-782", "193 456 787", "123456782"],
            wrong: ["999-999-999", "823456785", "046454286", "12345678", "123-456 782"])
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
