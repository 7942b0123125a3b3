import Testing

@testable import Proviso

@Suite struct LowCountriesIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .dutchCitizen,
            right: ["1112.22.333", "111222333", "10000008", "123456782"],
            wrong: ["1112.52.333", "000000000", "1112223334", "11122233", "111222334"]),
        IdentifierExamples(
            .belgianNational,
            right: ["85.07.30-033.28", "85073003328", "98 47 28 997 65", "17073003384", "01490700185"],
            wrong: ["12345678901", "85.13.30-033.28", "85.07.30-033.29", "8507300332", "85073003382"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
