import Testing

@testable import Proviso

@Suite struct BritishIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .britishPatient,
            right: ["943 476 5870", "9434765870", "943-476-5870"],
            wrong: ["943 476 5871", "943 476-5870", "943476587", "94347658700"]),
        IdentifierExamples(
            .britishNationalInsurance,
            right: ["AB 12 34 56 C", "AB123456C", "ab 123456 d", "JG 10 37 59A"],
            wrong: ["QQ123456C", "BG123456C", "AB123456E", "AO123456C", "AB12345C", "ZZ 12 34 56 A"]),
        IdentifierExamples(
            .britishTaxpayer,
            right: ["1955839661", "19558 39661", "1955839661K"],
            wrong: ["2955839661", "195583966", "19558396611", "1955839661L"]),
        IdentifierExamples(
            .britishDrivingLicense,
            right: ["MORGA753116SM9IJ", "MORGA657054SM9IJ", "FO999512018A99XY"],
            wrong: ["MORGA713116SM9IJ", "MORGA753326SM9IJ", "9ORGA753116SM9IJ", "MO9GA753116SM9IJ", "MORGA753116SM9I"]),
        IdentifierExamples(
            .britishPassport,
            right: ["533380006", "AB1234567", "925665416"],
            wrong: ["53338000", "AB123456", "A12345678", "533-380-006"]),
        IdentifierExamples(
            .britishPostcode,
            right: ["SW1A 1AA", "M1 1AE", "EC1A1BB", "cr2 6xh", "B33 8TH"],
            wrong: ["SW1A 1A", "SW1A 11A", "1SW 1AA", "SWA 1AA", "SW111 1AA"]),
        IdentifierExamples(
            .britishLicensePlate,
            right: ["AB51 ABC", "A123 BCD", "ABC 123D", "ab51abc"],
            wrong: ["AB51 AB", "AB5 ABC", "1234 ABC", "AB51-ABCD"]),
        IdentifierExamples(
            .irishPublicService,
            right: ["6433435F", "6433435FT", "6433435OA", "6433435IH", "6433435FW"],
            wrong: ["6433435E", "6433435VH", "643343F", "6433435FQ", "6433435"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
