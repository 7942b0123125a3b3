import Testing

@testable import Proviso

@Suite struct LatinAmericanIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .brazilianTaxpayer,
            right: ["390.533.447-05", "39053344705", "390 533 447 05"],
            wrong: ["231.002.999-00", "111.111.111-11", "390.533.447/05", "3905334470"]),
        IdentifierExamples(
            .brazilianEntity,
            right: ["16.727.230/0001-97", "16727230000197", "12.ABC.345/01DE-35", "12abc34501de35"],
            wrong: ["16.727.230/0001-98", "00000000000000", "16.727.230-0001-97", "12ABC34501DE3A"]),
        IdentifierExamples(
            .mexicanPerson,
            right: ["BOXW310820HNERXN09", "boxw310820hnerxn09", "LKDE200225HCSDYCO4"],
            wrong: [
                "BOXW310820HNERXN08", "BOXW311320HNERXN09", "BOXW310820ANERXN09", "BOXW310820HXXRXN09",
                "BOXW310820HNERXN0",
            ]),
        IdentifierExamples(
            .mexicanTaxpayer,
            right: ["GODE 561231 GR8", "MAB-930714-8T4", "GODE561231GR8", "VACE460910SX6"],
            wrong: ["GODE 561331 GR8", "GODE561231GRB", "GO561231GR8", "GODE561231GR"]),
        IdentifierExamples(
            .argentineTaxpayer,
            right: ["20-05536168-2", "20267565393", "20 26756539 3"],
            wrong: ["20267565392", "21-05536168-2", "2026756539", "20-26756539 3"]),
        IdentifierExamples(
            .chileanTaxpayer,
            right: ["76.086.428-5", "12531909-2", "125319092", "12.531.909-2"],
            wrong: ["12531909-3", "76086A28-5", "12.531.9092", "1253190"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
