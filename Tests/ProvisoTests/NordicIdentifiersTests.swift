import Testing

@testable import Proviso

@Suite struct NordicIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .swedishPerson,
            right: ["880320-0016", "8803200016", "19880320-0016", "880380-0013", "880320+0016"],
            wrong: ["880320-0018", "881320-0016", "17880320-0016", "880320-001", "880320/0016"]),
        IdentifierExamples(
            .swedishOrganization,
            right: ["556036-0793", "5560360793", "16556036-0793"],
            wrong: ["556036-0794", "551036-0793", "17556036-0793", "55603-60793"]),
        IdentifierExamples(
            .finnishPerson,
            right: ["131052-308T", "131052A308T", "131052+308T", "131052Y308T"],
            wrong: ["131052-308U", "310252-308Y", "131052G308T", "131052-001R", "131052308T"]),
        IdentifierExamples(
            .danishPerson,
            right: ["211062-5629", "211062 5629", "290200-4000"],
            wrong: ["311162-5629", "511062-5629", "290200-0000", "211062-562", "21106-25629"]),
        IdentifierExamples(
            .norwegianPerson,
            right: ["151086 95088", "15108695088", "151086 950 88"],
            wrong: ["15108695077", "15138695088", "1510869508", "151086-9508"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
