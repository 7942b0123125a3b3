import Testing

@testable import Proviso

@Suite struct AustralianIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .australianTaxFile,
            right: ["123 456 782", "123456782", "876 543 210"],
            wrong: ["999 999 999", "123456783", "12345678", "123 456-782"]),
        IdentifierExamples(
            .australianBusiness,
            right: ["83 914 571 673", "51824753556", "51 824 753 556"],
            wrong: ["99 999 999 999", "51824753557", "5182475355", "51 824-753 556"]),
        IdentifierExamples(
            .australianCompany,
            right: ["004 085 616", "010499966", "004085616"],
            wrong: ["999 999 999", "004085617", "00408561", "004-085 616"]),
        IdentifierExamples(
            .australianMedicare,
            right: ["2123 45670 1", "2123456701", "21234567011", "2123 45670 1/2"],
            wrong: ["2123456711", "1123456701", "2123456700", "212345670"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
