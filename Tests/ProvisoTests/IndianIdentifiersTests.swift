import Testing

@testable import Proviso

@Suite struct IndianIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .indianResident,
            right: ["2341 2341 2346", "234123412346", "2341-2341-2346"],
            wrong: ["234123412347", "123412341234", "222222222222", "23412341234"]),
        IdentifierExamples(
            .indianTaxpayer,
            right: ["ACUPA7085R", "AAPPV8261K", "acupa7085r"],
            wrong: ["ABMXA3211G", "ACUPA0000R", "ACUPA7085", "ABMPA32111"]),
        IdentifierExamples(
            .indianBusiness,
            right: ["27AAPFU0939F1ZV", "27aapfu0939f1zv", "35FGHCD0367FPZQ"],
            wrong: ["27AAPFU0939F1ZO", "27AAPFU0939F1AA", "45AAPFU0939F1ZV", "27AAPFU0939F1Z", "27AAPFU0939F0ZV"]),
        IdentifierExamples(
            .indianPassport,
            right: ["A1234567", "z0000001", "M3456789"],
            wrong: ["A123456", "AA123456", "12345678", "A12345678"]),
        IdentifierExamples(
            .indianVoter,
            right: ["ABC1234567", "KSD0000001", "abc1234567"],
            wrong: ["AB1234567", "ABC123456", "ABCD123456", "ABC12345678"]),
        IdentifierExamples(
            .indianLicensePlate,
            right: ["MH 12 AB 1234", "KA01A1234", "22 BH 1234 AA", "dl-1-cab-1234"],
            wrong: ["XX 12 AB 1234", "MH 12 AB 123", "MH 123 AB 1234", "22 BX 1234 AA"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
