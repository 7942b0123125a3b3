import TestSupport
import Testing

/// `retain clock`.
@Suite struct ClockCommandTests {
    let exchange: Exchange

    init() throws {
        exchange = try Exchange()
        try exchange.initialize()
        try exchange.add("a", "log")
    }

    private static let later = "2027-02-01T00:00:00Z"

    @Test func `a clock that jumped is confirmed, and then counts`() throws {
        let outcome = try exchange.proviso(Exchange.sweeping + ["--json"], at: Self.later)
        expectProblems(
            outcome, ExitCode.configuration, "the clock shows \(Self.later), and was last seen at \(Exchange.created)",
            output: outcome.output)
        #expect(try JSON(outcome.output)["clock"]?.text == "jumped")
        #expect(exchange.workshop.exists("a"))
        let confirmed = try exchange.answer(
            ["retain", "clock", "confirm", "--store", "store"] + Exchange.decision, at: Self.later)
        #expect(
            try confirmed
                == JSON(#"{"at":"\#(Self.later)","latest-time-seen":"\#(Self.later)","clock":"sound"}"#))
        #expect(try exchange.answer(Exchange.sweeping, at: Self.later)["certified"]?.number == 1)
    }

    @Test func `a wrong time in the future is corrected`() throws {
        let decided = ["--store", "store"] + Exchange.decision
        try exchange.answer(["retain", "clock", "confirm"] + decided, at: Self.later)
        let time = "2026-11-26T00:00:00Z"
        try exchange.expectRefusal(
            ["retain", "clock", "confirm"] + decided, at: time, ExitCode.configuration, "value-invalid")
        try exchange.expectRefusal(
            ["retain", "clock", "correct", "--to", Self.later] + decided, at: time, ExitCode.usage, "usage", "--to: ")
        let corrected = try exchange.answer(["retain", "clock", "correct", "--to", time] + decided, at: time)
        #expect(corrected["latest-time-seen"]?.text == time)
        #expect(corrected["clock"]?.text == "sound")
    }
}
