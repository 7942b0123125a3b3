import Testing

@testable import Proviso

@Suite struct CentralEuropeanIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .czechPerson,
            right: ["710319/2745", "7103192745", "531231/123", "780123/3540"],
            wrong: ["7103192746", "711319/2745", "590312/123", "710319-27455"]),
        IdentifierExamples(
            .polishPerson,
            right: ["44051401359", "02070803628", "02211307589"],
            wrong: ["44051401358", "02381307589", "4405140135", "44 051401359"]),
        IdentifierExamples(
            .polishTaxID,
            right: ["856-734-62-15", "8567346215", "PL8567346215", "856-73-46-215"],
            wrong: ["8567346216", "856-734 62-15", "856734621", "PL856734621"]),
        IdentifierExamples(
            .polishBusiness,
            right: ["192598184", "123456785", "12345678512347"],
            wrong: ["192598183", "12345678612342", "12345678512348", "19259818"]),
        IdentifierExamples(
            .ukrainianTaxpayer,
            right: ["1759013776", "2530414071", "3184710691"],
            wrong: ["1759013770", "175901377", "17590137766", "1759013A76"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
