import TestSupport
import Testing

/// `retain review`.
@Suite struct ReviewTests {
    let exchange: Exchange

    init() throws {
        exchange = try Exchange()
        try exchange.initialize()
        try exchange.add("a", "open")
    }

    private static let overdue = "2026-12-03T00:00:00Z"

    private func reviewing(_ arguments: String...) -> [String] {
        ["retain", "review", "--store", "store"] + arguments + Exchange.decision
    }

    @Test func `what was not reviewed in time is listed until it is`() throws {
        #expect(try exchange.retain("review")["overdue"]?.list == [])
        expectDone(try exchange.proviso("retain", "review", "--store", "store"), output: "No review is overdue.\n")
        let overdue = try exchange.retain("review", at: Self.overdue)["overdue"]?.list
        #expect(overdue?.map { $0["item"]?.text } == ["a"])
        #expect(overdue?.first?["access"]?.text == "restricted")
        let outcome = try exchange.proviso("retain", "review", "--store", "store", at: Self.overdue)
        expectDone(
            outcome, output: "a  \(Self.overdue)  restricted  \(exchange.workshop.path(of: "a"))\n")
        let reviewed = try exchange.answer(reviewing("a", "keep"), at: Self.overdue)
        #expect(reviewed["last-review"]?.text == Self.overdue)
        #expect(reviewed["access"]?.text == "open")
        #expect(try exchange.retain("review", at: Self.overdue)["overdue"]?.list == [])
    }

    @Test func `a review disposes, extends and relabels`() throws {
        let until = "2028-01-01T00:00:00Z"
        #expect(try exchange.answer(reviewing("a", "extend", "--until", until))["own-end"]?.text == until)
        let relabeled = try exchange.answer(
            reviewing("a", "relabel", "--category", "log", "--purpose", "audit", "--subject-category", "other"))
        #expect(relabeled["category"]?.text == "log")
        #expect(relabeled["purpose"]?.text == "audit")
        #expect(relabeled["subject-category"]?.text == "other")
        let erased = try exchange.answer(reviewing("a", "erase"))
        #expect(erased["disposal"]?.text == "disposed")
        #expect(erased["reason"]?.text == "due")
    }

    @Test func `a review keeps to what is locked and covered`() throws {
        try exchange.add("b", "ledger")
        try exchange.expectRefusal(
            reviewing("b", "relabel", "--category", "log"), ExitCode.configuration, "retention-locked")
        try exchange.expectRefusal(
            reviewing("a", "relabel", "--category", "other"), ExitCode.configuration, "retention-uncovered")
        #expect(try exchange.item("a")["category"]?.text == "open")
    }

    @Test(arguments: [
        ["a"], ["a", "burn"], ["a", "extend"], ["a", "relabel"], ["a", "keep", "--until", "2028-01-01T00:00:00Z"],
        ["a", "erase", "--category", "log"], ["a", "extend", "--until", "2028-01-01T00:00:00Z", "--purpose", "b"],
        ["a", "relabel", "--category", "log", "--authorization", Exchange.authorization],
        ["a", "relabel", "--category", "Log"], ["a", "extend", "--until", "soon"],
        ["a", "extend", "--until", "2028-01-01T00:00:00Z", "--authorization", "7"], [],
        ["", "keep"],
    ])
    func `a review has its form`(_ arguments: [String]) throws {
        try exchange.expectRefusal(
            ["retain", "review", "--store", "store"] + arguments + Exchange.decision, ExitCode.usage, "usage")
    }

    @Test(arguments: [[], ["--by", "b"], ["--reason", "r"]])
    func `a review says why and by whom`(_ arguments: [String]) throws {
        try exchange.expectRefusal(
            ["retain", "review", "--store", "store", "a", "keep"] + arguments, ExitCode.usage, "usage",
            "a review says why, and who decided")
    }
}
