import Testing

@testable import Proviso

@Suite struct EastAsianIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .singaporeanPerson,
            right: ["S1234567D", "T1234567J", "F1234567N", "G1234567X", "M1234567K"],
            wrong: ["S1234567E", "A1234567D", "S123456D", "M1234567L", "S12345678"]),
        IdentifierExamples(
            .singaporeanEntity,
            right: ["00192200M", "197401143C", "S16FC0121D", "T01FC6132D"],
            wrong: ["00192200N", "197401143D", "S16XX0121D", "T01FC6132E", "0019220M"]),
        IdentifierExamples(
            .koreanResident,
            right: ["971013-1019909", "640212-2345678", "9710139019902"],
            wrong: ["971313-1019909", "971013-5019901", "971013-101990", "971013/1019909"]),
        IdentifierExamples(
            .koreanForeigner,
            right: ["971013-5019901", "880101-6123456", "000229-7123456"],
            wrong: ["971313-5019901", "971013-1019909", "970229-5019901", "971013-501990"]),
        IdentifierExamples(
            .koreanBusiness,
            right: ["116-82-00276", "1168200276", "134-86-72683"],
            wrong: ["116-82-00277", "100-82-00276", "116-00-00276", "116-8200276"]),
        IdentifierExamples(
            .koreanDrivingLicense,
            right: ["11-12-345678-90", "281234567890", "21 99 123456 01"],
            wrong: ["10-12-345678-90", "29-12-345678-90", "11-12-345678-9", "11-12-345678 90"]),
        IdentifierExamples(
            .koreanPassport,
            right: ["M12345678", "M123A4567", "s00000001"],
            wrong: ["A12345678", "M1234567", "M12A34567", "MM1234567"]),
        IdentifierExamples(
            .thaiPerson,
            right: ["1-2345-45678-78-1", "1234545678781", "3100600445635"],
            wrong: ["1-2345-45678-78-9", "9234545678781", "123454567878", "1-2345-45678 78-1"]),
        IdentifierExamples(
            .philippineTaxpayer,
            right: ["123-456-789", "123-456-789-000", "123456789000", "123 456 789 00000"],
            wrong: ["123-456-78", "123-456 789", "12345678", "123-456-789-00"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
