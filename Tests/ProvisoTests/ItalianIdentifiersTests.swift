import Testing

@testable import Proviso

@Suite struct ItalianIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .italianFiscalCode,
            right: ["RCCMNL83S18D969H", "CNTCHR83T41D969D", "RCC MNL 83S18 D969H", "rccmnl83s18d969h"],
            wrong: ["RCCMNL83S18D969I", "RCCMNL83S32D969H", "RCCMNL83F18D969H", "RCCMNL83S18D969", "RCCMNL83S1AD969H"]),
        IdentifierExamples(
            .italianVAT,
            right: ["IT 00743110157", "00743110157", "IT00743110157"],
            wrong: ["00743110158", "00000000000", "IT 0074311015", "00743119997"]),
        IdentifierExamples(
            .italianDrivingLicense,
            right: ["AA0123456B", "U1H00A000B", "mi5000000x"],
            wrong: ["AA012345B", "A0123456BB", "U2H00A000B", "AA01234567"]),
        IdentifierExamples(
            .italianIDCard,
            right: ["AA0000000", "AX 1234567", "1234567AA", "CA12345AA"],
            wrong: ["A00000000", "AA000000", "1234567A", "CA1234AA"]),
        IdentifierExamples(
            .italianPassport,
            right: ["AA1234567", "YA0000001", "yb1234567"],
            wrong: ["A1234567", "AA123456", "AAA123456", "AA12345678"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
