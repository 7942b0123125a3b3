import TestSupport
import Testing

/// `retain status`.
@Suite struct StatusTests {
    let exchange: Exchange

    init() throws {
        exchange = try Exchange()
        try exchange.initialize()
    }

    @Test func `the store is told in numbers`() throws {
        try exchange.add("a", "log")
        try exchange.add("b", "open")
        try exchange.answer([
            "retain", "hold", "--store", "store", "b", "--reason", "r", "--authority", "a", "--review-by",
            "2026-12-01T00:00:00Z",
        ])
        #expect(
            try exchange.retain("status")
                == JSON(
                    """
                    {"schedule-version":1,"items":{"kept":2,"erasing":0,"erased":0,"certified":0},"backlog":0,"holds":1,
                    "overdue-holds":0,"at":"\(Exchange.created)","latest-time-seen":"\(Exchange.created)","clock":"sound"}
                    """))
        let later = try exchange.retain("status", at: Exchange.logEnd)
        #expect(later["backlog"]?.number == 1)
        #expect(later["oldest-due"]?.text == Exchange.logEnd)
        #expect(later["overdue-holds"]?.number == 1)
        #expect(later["last-sweep"] == nil)
        try exchange.answer(Exchange.sweeping, at: Exchange.logEnd)
        let swept = try exchange.retain("status", at: Exchange.logEnd)
        #expect(swept["last-sweep"]?.text == Exchange.logEnd)
        #expect(swept["items"]?["certified"]?.number == 1)
        #expect(swept["backlog"]?.number == 0)
    }

    @Test func `the store is told to people, with what is wrong with the clock`() throws {
        let outcome = try exchange.proviso("retain", "status", "--store", "store")
        expectDone(
            outcome,
            output: """
                schedule:    version 1
                items:       0 kept, 0 erasing, 0 erased, 0 certified
                due:         0
                last sweep:  never came to its end
                holds:       0 in force, 0 to be reviewed

                """)
        let jumped = try exchange.proviso("retain", "status", "--store", "store", at: Exchange.due)
        expectDone(jumped)
        #expect(jumped.output.contains("Clock:       the clock shows \(Exchange.due), and was last seen at"))
        #expect(try exchange.retain("status", at: Exchange.due)["clock"]?.text == "jumped")
        #expect(try exchange.retain("status", at: "2026-11-25T09:00:00Z")["clock"]?.text == "stepped-back")
    }
}
