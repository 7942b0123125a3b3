import TestSupport
import Testing

/// `retain changes`.
@Suite struct ChangesTests {
    let exchange: Exchange

    init() throws {
        exchange = try Exchange()
        try exchange.initialize()
        for id in ["a", "b", "c"] { try exchange.add(id, "log") }
        try exchange.answer(["retain", "restrict", "--store", "store", "a"] + Exchange.decision)
    }

    private func changes(_ arguments: String...) throws -> [JSON] {
        let outcome = try exchange.proviso(["retain", "changes", "--store", "store", "--json"] + arguments)
        expectDone(outcome)
        return try outcome.output.split(separator: "\n").map { try JSON(String($0)) }
    }

    @Test func `changes are objects, one a line, in their order`() throws {
        let all = try changes()
        #expect(all.map { $0["number"]?.number } == [1, 2, 3, 4, 5])
        #expect(
            all.map { $0["change"]?.text } == [
                "schedule-adopted", "registered", "registered", "registered", "restricted",
            ])
        #expect(
            try all.last
                == JSON(
                    """
                    {"number":5,"at":"\(Exchange.created)","change":"restricted","target":"item:a","reason":"because",
                    "by":"staff 7","details":{}}
                    """))
        #expect(try changes("--after", "2", "--limit", "2").map { $0["number"]?.number } == [3, 4])
        #expect(try changes("--after", "5") == [])
    }

    @Test func `a log takes them, and then they are removed`() throws {
        #expect(try changes("--forget-through", "4").map { $0["number"]?.number } == [5])
        #expect(try changes().map { $0["number"]?.number } == [5])
        let outcome = try exchange.proviso("retain", "changes", "--store", "store")
        expectDone(outcome, output: "5  \(Exchange.created)  restricted  item a  staff 7: because\n")
        expectDone(
            try exchange.proviso("retain", "changes", "--store", "store", "--forget-through", "5"),
            output: "Nothing was changed.\n")
    }

    @Test(arguments: [["--after", "-1"], ["--limit", "0"], ["--forget-through", "-5"], ["--after", "a"]])
    func `numbers are in range`(_ arguments: [String]) throws {
        try exchange.expectRefusal(
            ["retain", "changes", "--store", "store"] + arguments, ExitCode.usage, "usage")
    }
}
