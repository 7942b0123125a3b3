import Testing

@testable import Proviso

@Suite struct BalkanIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .romanianPerson,
            right: ["1630615123457", "9941103075392", "5710529207630"],
            wrong: ["1632215123457", "1630615993454", "1630615123458", "0800101221142"]),
        IdentifierExamples(
            .bulgarianPerson,
            right: ["7523169263", "8032056031", "7542011030"],
            wrong: ["8019010008", "7523169264", "7552A10004", "752316926"]),
        IdentifierExamples(
            .greekSocialSecurity,
            right: ["01013099997", "010130 99997", "17027382807"],
            wrong: ["01013099999", "32013099990", "0101309999", "01133099997"]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
