import Testing

@testable import Proviso

@Suite struct DeviceIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .mobileDevice,
            right: ["490154203237518", "35-417803-685978-9", "49 015420 323751 8"],
            wrong: [
                "490154203237519", "49015420323751", "35-417803-685978-1", "35-417803 685978-9", "4901542032375180",
            ]),
        IdentifierExamples(
            .vehicle,
            right: ["1M8GDM9AXKP042788", "11111111111111111", "5GZCZ43D13S812715"],
            wrong: [
                "1M8GDM9A1KP042788", "1M8GDM9AXKP04278", "IM8GDM9AXKP042788", "1M8GDM9AXKP0427A8", "1M8GDM9AXKP042787",
            ]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
