import TestSupport
import Testing

/// `retain restrict`, `extend`, `shorten` and `validate`.
@Suite struct DecisionsTests {
    let exchange: Exchange

    init() throws {
        exchange = try Exchange()
        try exchange.initialize()
    }

    private func deciding(_ arguments: String...) -> [String] {
        ["retain"] + arguments + ["--store", "store"] + Exchange.decision
    }

    @Test func `a restriction is set and lifted`() throws {
        try exchange.add("a", "log")
        let restricted = try exchange.answer(deciding("restrict", "a"))
        #expect(restricted["restriction"]?.text == "because")
        #expect(restricted["access"]?.text == "restricted")
        #expect(try exchange.answer(deciding("restrict", "a", "--lift"))["access"]?.text == "open")
    }

    @Test func `an end is moved, with what its rule asks for`() throws {
        try exchange.add("a", "log", "--erase-by", "2027-01-01T00:00:00Z")
        let extending = deciding("extend", "a", "--until", "2026-12-20T00:00:00Z")
        try exchange.expectRefusal(extending, ExitCode.badData, "retention-authorization")
        let authorized = ["--authorization", Exchange.authorization]
        #expect(try exchange.answer(extending + authorized)["own-end"]?.text == "2026-12-20T00:00:00Z")
        // The end that it has already changes nothing.
        try exchange.answer(extending + authorized)
        try exchange.expectRefusal(
            deciding("extend", "a", "--until", "2026-12-10T00:00:00Z") + authorized, ExitCode.badData,
            "retention-direction")
        try exchange.expectRefusal(
            deciding("extend", "a", "--until", "2027-02-01T00:00:00Z") + authorized, ExitCode.badData, "retention-limit"
        )
        #expect(
            try exchange.answer(deciding("shorten", "a", "--until", "2026-12-10T00:00:00Z"))["end"]?.text
                == "2026-12-10T00:00:00Z")
        try exchange.expectRefusal(
            deciding("shorten", "a", "--until", "2026-12-12T00:00:00Z"), ExitCode.badData, "retention-direction")
        try exchange.expectRefusal(
            deciding("shorten", "a", "--until", "2026-12-01T00:00:00Z"), at: "2026-12-11T00:00:00Z", ExitCode.badData,
            "retention-ended")
    }

    @Test func `during its grace an extension brings an item back`() throws {
        try exchange.add("a", "case-record")
        try exchange.retain("event", "case-closed", "--on", "item:a", "--at", Exchange.created)
        let inGrace = "2026-12-07T00:00:00Z"
        #expect(try exchange.item("a", at: inGrace)["reason"]?.text == "in-grace")
        let extended = try exchange.answer(deciding("extend", "a", "--until", "2027-01-01T00:00:00Z"), at: inGrace)
        #expect(extended["reason"]?.text == "not-due")
        #expect(extended["access"]?.text == "open")
    }

    @Test func `a validation comes in time or not at all`() throws {
        try exchange.add("a", "log", "--validate-by", "2026-11-27T00:00:00Z")
        try exchange.add("b", "log", "--validate-by", "2026-11-27T00:00:00Z")
        let authorized = ["--authorization", Exchange.authorization]
        let validated = try exchange.answer(deciding("validate", "a") + authorized)
        #expect(validated["validated"]?.text == Exchange.created)
        #expect(validated["end"]?.text == Exchange.logEnd)
        try exchange.expectRefusal(
            deciding("validate", "b") + authorized, at: "2026-11-27T00:00:00Z", ExitCode.badData, "retention-ended")
        #expect(try exchange.item("b", at: "2026-11-27T00:00:00Z")["reason"]?.text == "not-validated")
    }

    @Test(arguments: [
        ["extend", "a", "--until", "soon"], ["shorten", "a", "--until", ""],
        ["extend", "a", "--until", "2027-01-01T00:00:00Z", "--authorization", "7"],
        ["validate", "a", "--authorization", "sha256:"],
    ])
    func `dates and digests have their form`(_ arguments: [String]) throws {
        try exchange.add("a", "log")
        try exchange.expectRefusal(
            ["retain"] + arguments + ["--store", "store"] + Exchange.decision, ExitCode.usage, "usage", "--")
    }
}
