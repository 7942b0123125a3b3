import Testing

@testable import Proviso

@Suite struct IberianIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .spanishTaxID,
            right: ["54362315K", "54362315-K", "54.362.315-K", "M1234567L", "1234567L"],
            wrong: ["54362315Z", "54362315", "543623155K", "N1234567L", "5436231-5K"]),
        IdentifierExamples(
            .spanishForeigner,
            right: ["X2482300W", "X-2482300-W", "X5253868R", "y0000000z"],
            wrong: ["X2482300A", "W2482300W", "X2482300", "X-2482300 W"]),
        IdentifierExamples(
            .spanishEntity,
            right: ["J99216582", "B64717838", "A13585625", "P2807900B"],
            wrong: ["J99216583", "M1234567L", "O1234567L", "J9921658", "J992165831"]),
        IdentifierExamples(
            .spanishPassport,
            right: ["AAA000000", "XDA123456", "zab000254"],
            wrong: ["AA000000", "AAAA00000", "AAA00000", "AAA0000000"]),
        IdentifierExamples(
            .portugueseTaxID,
            right: ["501 964 843", "501964843", "PT501964843"],
            wrong: ["501964842", "001964843", "50196484", "PT 501964843", "501 964-843"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
