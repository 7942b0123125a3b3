import Testing

@testable import Proviso

@Suite struct FrenchIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .frenchSocialSecurity,
            right: ["2 95 10 99 126 111 93", "295109912611193", "253072B07300470", "253072A073004 43"],
            wrong: ["295109912611199", "295139912611193", "953072B07300470", "253072C07300443", "29510991261119"]),
        IdentifierExamples(
            .frenchBusiness,
            right: ["404 833 048", "404833048", "552008443"],
            wrong: ["404833047", "40483304", "404 833-048", "4048330488"]),
        IdentifierExamples(
            .frenchEstablishment,
            right: ["732 829 320 00074", "73282932000074", "35600000000048", "35600000049837"],
            wrong: ["73282932000079", "7328293200007", "73282932100074", "35600000042644"]),
        IdentifierExamples(
            .frenchVAT,
            right: ["FR 40 303265045", "FR23334175221", "FRK7399859412", "FR4Z123456782", "FR40303265045"],
            wrong: ["FR84323140391", "FRIO334175221", "40303265045", "FR4030326504", "FR40303265046"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
