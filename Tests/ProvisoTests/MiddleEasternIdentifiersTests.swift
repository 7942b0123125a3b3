import Testing

@testable import Proviso

@Suite struct MiddleEasternIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .turkishPerson,
            right: ["17291716060", "172 917 160 60", "10000000146"],
            wrong: ["17291716050", "07291716092", "1729171606", "17291716061"]),
        IdentifierExamples(
            .turkishLicensePlate,
            right: ["34 ABC 123", "06 A 1234", "81AB999", "34-abc-12"],
            wrong: ["82 ABC 123", "00 ABC 123", "34 ABCD 123", "34 ABC 1"]),
        IdentifierExamples(
            .israeliPerson,
            right: ["039337423", "03933742-3", "39337423"],
            wrong: ["39337422", "000000000", "490154203237518", "03933742-2"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
