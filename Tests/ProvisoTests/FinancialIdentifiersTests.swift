import Testing

@testable import Proviso

@Suite struct FinancialIdentifiersTests {
    /// Examples of those who give the numbers out, of python-stdnum, and made up ones.
    @Test(arguments: [
        IdentifierExamples(
            .paymentCard,
            right: [
                "4111 1111 1111 1111", "5555-5555-5555-4444", "3782 822463 10005", "6011111111111117",
                "3056 930902 5904", "3530111333300000",
            ],
            wrong: [
                "4111 1111 1111 1112", "4111 1111 1111 111", "4111 1111-1111 1111", "9999999999999995",
                "0000000000000000", "411111111111",
            ]),
        IdentifierExamples(
            .bankAccount,
            right: [
                "DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "NL91-ABNA-0417-1643-00", "no93 8601 1117 947",
            ],
            wrong: [
                "DE89 3704 0044 0532 0130 01", "GB29NWBK6016133192681", "US91ABNA0417164300",
                "DE89 3704-0044 0532 0130 00", "DE98370400440532013000",
            ]),
        IdentifierExamples(
            .bankCode,
            right: ["DEUTDEFF", "DEUTDEFF500", "NEDSZAJJXXX", "agrifrpp"],
            wrong: ["DEUTQQFF", "DEUTDEFF50", "DEUTDEF", "DEUTD1FF", "DEUT DE FF"]),
        IdentifierExamples(
            .legalEntity,
            right: ["213800KUD8LAJWSQ9D15", "5493001KJTIIGC8Y1R12", "213800kud8lajwsq9d15"],
            wrong: [
                "213800KUD8LXJWSQ9D15", "213800KUD8LAJWSQ9D1", "213800KUD8LAJWSQ9D51", "213800KUD8LAJWSQ9D1A",
                "00000000000000000001",
            ]),
    ])
    func `what is right is told from what is not`(examples: IdentifierExamples) {
        examples.check()
    }
}
