import Testing

@testable import Proviso

@Suite struct USIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .usSocialSecurity,
            right: ["536-90-4399", "078-05-1120", "536 90 4399", "001.01.0001"],
            wrong: [
                "666-00-0000", "000-12-3456", "900-12-3456", "536-00-4399", "536-90-0000", "536-90 4399", "5369-04399",
            ]),
        IdentifierExamples(
            .usTaxpayer,
            right: ["912-90-3456", "900-50-0000", "999 88 1234"],
            wrong: ["123-45-6789", "912-93-4567", "912-89-3456", "912-49-3456", "9129-03456"]),
        IdentifierExamples(
            .usHealthProvider,
            right: ["1234567893", "1245319599", "2000000002"],
            wrong: ["1234567890", "3234567893", "123456789", "12345678933"]),
        IdentifierExamples(
            .usBankRouting,
            right: ["111000025", "021000021", "0110 0001 5"],
            wrong: ["112000025", "000000000", "131000025", "11100002", "990000022"]),
        IdentifierExamples(
            .usPrescriber,
            right: ["AB1234563", "F91234563", "BC 1234563"],
            wrong: ["AB1234564", "IB1234563", "A1234563", "AB123456"]),
        IdentifierExamples(
            .usMedicare,
            right: ["1EG4-TE5-MK73", "1EG4TE5MK73", "1eg4 te5 mk73"],
            wrong: ["0EG4-TE5-MK73", "1SG4-TE5-MK73", "1EG4-TE5-MK7", "1EGA-TE5-MK73", "1EG4-TE5 MK73"]),
        IdentifierExamples(
            .usPassport,
            right: ["340020013", "A12345678", "910239248"],
            wrong: ["34002001", "AB1234567", "3400200133", "A1234567"]),
        IdentifierExamples(
            .usDrivingLicense,
            right: ["H12234567", "A1234567", "123456789", "D123-4567-8901", "AB12345"],
            wrong: ["H123", "12345", "ABC12345", "H12234567890123456"]),
        IdentifierExamples(
            .usBankAccount,
            right: ["945456787654", "12345678", "12345678901234567"],
            wrong: ["1234567", "123456789012345678", "1234-5678", "12345678A"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
