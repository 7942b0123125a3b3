import TestSupport
import Testing

/// `retain forget`.
@Suite struct ForgetTests {
    let exchange: Exchange

    init() throws {
        exchange = try Exchange()
        try exchange.initialize()
    }

    private func forgetting(_ arguments: String...) -> [String] {
        ["retain", "forget", "--store", "store"] + arguments + Exchange.decision
    }

    @Test func `a subject is forgotten, and what is kept for now is told`() throws {
        try exchange.add("a", "log", "--subject", "P-7")
        try exchange.add("b", "ledger", "--subject", "P-7")
        try exchange.add("c", "log", "--subject", "P-8")
        let outcome = try exchange.answer(forgetting("P-7"))
        #expect(
            try outcome == JSON(#"{"due":["a"],"deferred":[{"item":"b","reason":"minimum"}],"gone":[]}"#))
        let swept = try exchange.answer(Exchange.sweeping)
        #expect(swept["certified"]?.number == 1)
        #expect(swept["certificates"]?.list?.first?["rule"]?.text == "forget 1")
        #expect(exchange.workshop.exists("b") && exchange.workshop.exists("c") && !exchange.workshop.exists("a"))
        expectDone(
            try exchange.proviso(forgetting("P-7")),
            output: "0 items go with the next sweep; 1 were going or gone already.\nb: kept for now, minimum.\n")
    }

    @Test func `a minimum that is not locked can be set aside`() throws {
        try exchange.add("a", "case-record", "--subject", "P-7")
        #expect(try exchange.answer(forgetting("P-7"))["deferred"]?.list?.count == 1)
        #expect(
            try exchange.answer(forgetting("P-7", "--setting-minimums-aside"))["due"] == .array([.text("a")]))
    }

    @Test func `a subject that nobody knows has no items`() throws {
        expectDone(try exchange.proviso(forgetting("P-9")), output: "There is no item of this subject.\n")
        try exchange.expectRefusal(forgetting(""), ExitCode.usage, "usage", "the subject: ")
    }
}
