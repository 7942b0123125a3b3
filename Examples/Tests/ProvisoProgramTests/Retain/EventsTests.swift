import TestSupport
import Testing

/// `retain touch` and `event`.
@Suite struct EventsTests {
    let exchange: Exchange

    init() throws {
        exchange = try Exchange()
        try exchange.initialize()
    }

    @Test func `a touch is remembered, and lies in the past`() throws {
        try exchange.add("a", "log")
        let later = "2026-11-27T00:00:00Z"
        #expect(try exchange.retain("touch", "a", at: later)["last-activity"]?.text == later)
        #expect(
            try exchange.retain("touch", "a", "--at", "2026-11-26T00:00:00Z", at: later)["last-activity"]?.text == later
        )
        try exchange.expectRetainRefusal(
            ["touch", "a", "--at", "2026-11-28T00:00:00Z"], at: later, ExitCode.usage, "usage", "--at: ")
        try exchange.expectRetainRefusal(["touch", "a", "--at", "now"], ExitCode.usage, "usage", "--at: ")
        try exchange.expectRetainRefusal(
            ["touch", "a"], at: Exchange.logEnd, ExitCode.badData, "retention-ended")
    }

    @Test func `an event starts what counts from it, and is corrected and withdrawn`() throws {
        try exchange.add("a", "case-record", "--case", "26/114")
        #expect(try exchange.item("a")["reason"]?.text == "waiting-for-event")
        let recorded = try exchange.retain(
            "event", "case-closed", "--on", "case:26/114", "--at", "2026-11-20T00:00:00Z")
        #expect(
            try recorded
                == JSON(#"{"event":"case-closed","target":"case:26/114","at":"2026-11-20T00:00:00Z"}"#))
        let item = try exchange.item("a")
        #expect(item["end"]?.text == "2026-12-01T00:00:00Z")
        #expect(item["rule"]?.text == "cases/records 1")
        #expect(item["events"] == .array([recorded]))
        // It counts from the event, and not from when the item was made.
        #expect(item["explanation"]?.text?.contains("it ends at 2026-12-01T00:00:00Z, counted from 2026-11-20") == true)
        try exchange.retain("event", "case-closed", "--on", "case:26/114", "--at", "2026-11-21T00:00:00Z")
        #expect(try exchange.item("a")["end"]?.text == "2026-12-02T00:00:00Z")
        let withdrawn = try exchange.retain("event", "case-closed", "--on", "case:26/114", "--withdraw")
        #expect(withdrawn["withdrawn"] == .boolean(true))
        #expect(try exchange.item("a")["reason"]?.text == "waiting-for-event")
    }

    @Test func `an event on an item or a subject counts too`() throws {
        try exchange.add("case:odd", "case-record", "--subject", "P-7")
        try exchange.retain("event", "case-closed", "--on", "subject:P-7", "--at", "2026-11-20T00:00:00Z")
        try exchange.retain("event", "case-closed", "--on", "item:case:odd", "--at", "2026-11-22T00:00:00Z")
        #expect(try exchange.item("case:odd")["end"]?.text == "2026-12-03T00:00:00Z")
    }

    @Test(arguments: [
        ["case-closed", "--on", "everything", "--at", Exchange.created],
        ["hold-released", "--on", "case:1", "--at", Exchange.created],
        ["Closed", "--on", "case:1", "--at", Exchange.created],
        ["case-closed", "--on", "case:", "--at", Exchange.created],
        ["case-closed", "--on", "", "--at", Exchange.created], ["case-closed", "--on", "case:1", "--at", "now"],
        ["case-closed", "--on", "case:1"], ["case-closed", "--on", "case:1", "--withdraw", "--at", Exchange.created],
        ["Closed", "--on", "case:1", "--withdraw"],
    ])
    func `an event has its form`(_ arguments: [String]) throws {
        try exchange.expectRefusal(
            ["retain", "event", "--store", "store"] + arguments, ExitCode.usage, "usage")
    }
}
