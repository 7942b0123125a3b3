import Testing

@testable import Proviso

@Suite struct GermanIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .germanTaxID,
            right: ["36 574 261 809", "36574261809", "65929970489"],
            wrong: ["36574261890", "36554266806", "06574261809", "3657426180", "36 574-261 809"]),
        IdentifierExamples(
            .germanTaxNumber,
            right: ["12/345/67890", "181/815/08155", "021 815 08150", "2893081508152"],
            wrong: ["12/345/6789", "12345/678901", "12-345-67890", "ab/345/67890"]),
        IdentifierExamples(
            .germanSocialSecurity,
            right: [
                "65 170839 J 003", "15070649C103", "10 010490 A 44 3", "65170839j003", "65490839J000", "65000039J005",
            ],
            wrong: ["65170839J004", "65310239J008", "01170839J006", "65171339J005", "65170839J03"]),
        IdentifierExamples(
            .germanHealthInsurance,
            right: ["A123456780", "a123456780", "A 123 456 780"],
            wrong: ["A123456781", "A12345678", "B123456780", "1123456780"]),
        IdentifierExamples(
            .germanIDCard,
            right: ["T220001293", "L01X00T471", "l01x00t471"],
            wrong: ["T220001294", "L01X00T472", "A220001293", "L01X00T4711", "L01A00T470", "C01X00T478"]),
        IdentifierExamples(
            .germanPassport,
            right: ["C01X00T478", "c01x00t478", "CZ6311T472"],
            wrong: ["C01X00T479", "C01X00T47", "T220001293", "C01O00T475"]),
        IdentifierExamples(
            .germanVAT,
            right: ["DE136695976", "DE 136 695 976", "de136695976"],
            wrong: ["DE136695978", "DE 136 695-976", "DE036695976", "136695976", "FR136695976"]),
        IdentifierExamples(
            .germanPhysician,
            right: ["123456601", "123456699", "999999900"],
            wrong: ["123456701", "12345660", "123456602A", "223456601"]),
        IdentifierExamples(
            .germanPractice,
            right: ["721234567", "011234500", "983333300"],
            wrong: ["72123456", "7212345678", "72123456A", "72 1234567"]),
        IdentifierExamples(
            .germanDrivingLicense,
            right: ["B072RRE2I55", "N0704578035", "AB123456781"],
            wrong: ["B072RRE2I5", "B07RRRE2I555", "1072RRE2I55", "B-072RRE2I55"]),
        IdentifierExamples(
            .germanCommercialRegister,
            right: ["HRB 12345", "HRA 1", "hrb-123456", "HRB86891"],
            wrong: ["HRC 12345", "HRB", "HRB 1234567", "HRB  12345"]),
        IdentifierExamples(
            .germanLicensePlate,
            right: ["B-MW 1234", "M AB 1E", "HH-X 999H", "ROWAB123"],
            wrong: ["B-MW 12345", "BIT-AB 1234E", "1-MW 1234", "B-MWX 123", "B-MW 1234A"]),
        IdentifierExamples(
            .germanPostcode,
            right: ["10115", "80331", "01067"],
            wrong: ["1011", "101155", "1011A", "D-10115"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
