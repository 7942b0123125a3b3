import TestSupport
import Testing

/// `retain due`, `explain` and `ending`.
@Suite struct LookingTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws { exchange = try Exchange() }

    private static let listing = ["retain", "due", "--store", "store"]
    private static let packageMembers: Set<String> = [
        "item", "state", "reason", "access", "category", "created", "registered", "schedule-version", "erase-by",
        "parts",
        "package", "last-activity", "end", "rule", "erasable-from", "holds", "events",
    ]

    @Test func `nothing is due before the date, and then it is`() throws {
        let id = try exchange.share()
        try exchange.confirmClock(at: "2027-02-23T09:00:00Z")
        expectDone(try exchange.proviso(Self.listing, at: "2027-02-23T09:59:59Z"), output: "Nothing is due.\n")
        #expect(try exchange.answer(Self.listing, at: "2027-02-23T09:59:59Z") == JSON(#"{"due":[]}"#))
        let outcome = try exchange.proviso(Self.listing, at: Exchange.due)
        expectDone(outcome, output: "\(id)  \(Exchange.due)  kept  \(workshop.path(of: "case"))\n")
        let due = try exchange.answer(Self.listing, at: Exchange.due)["due"]?.list
        #expect(due?.count == 1)
        #expect(due?.first?["item"]?.text == id)
        #expect(due?.first?.names == Self.packageMembers)
        #expect(due?.first?["package"]?.names == ["sender", "recipients", "terms", "manifest", "files"])
        #expect(due?.first?["parts"] == .array([.text("package-folder:" + workshop.path(of: "case"))]))
        #expect(workshop.exists("case"))
    }

    @Test func `a package is explained, and so are all items`() throws {
        let id = try exchange.share()
        try exchange.initialize()
        try exchange.add("a", "log")
        let outcome = try exchange.proviso("retain", "explain", "--store", "store", id)
        expectDone(outcome)
        #expect(outcome.output.hasPrefix("Package \(id) from police.example, in \(workshop.path(of: "case")):\n"))
        let item = try exchange.item(id)
        #expect(item["reason"]?.text == "not-due")
        #expect(item.names == Self.packageMembers.union(["explanation"]))
        #expect(try exchange.item(id, at: Exchange.due)["reason"]?.text == "clock-jumped")
        try exchange.confirmClock(at: Exchange.due)
        #expect(try exchange.item(id, at: Exchange.due)["reason"]?.text == "due")
        let all = try exchange.answer(["retain", "explain", "--store", "store"])["items"]?.list
        #expect(Set(all?.compactMap { $0["item"]?.text } ?? []) == [id, "a"])
        let text = try exchange.proviso("retain", "explain", "--store", "store").output
        #expect(text.split(separator: "\n\n").count == 2)
    }

    @Test func `more items than are read at once are all explained`() throws {
        try exchange.initialize()
        let lines = (0..<1203).map {
            #"{"id":"i\#($0)","category":"log","created":"2026-11-25T10:00:00Z","parts":["file:/srv/\#($0)"]}"#
        }
        try workshop.write("items", lines.joined(separator: "\n"))
        #expect(try exchange.retain("import", "items")["new"]?.number == 1203)
        let items = try exchange.retain("explain")["items"]?.list
        #expect(Set(items?.compactMap { $0["item"]?.text } ?? []).count == 1203)
    }

    @Test func `what is in its notice is listed`() throws {
        try exchange.initialize()
        expectDone(try exchange.proviso("retain", "ending", "--store", "store"), output: "Nothing is in its notice.\n")
        try exchange.add("a", "case-record")
        try exchange.retain("event", "case-closed", "--on", "item:a", "--at", Exchange.created)
        #expect(try exchange.retain("ending")["ending"]?.list == [])
        let time = "2026-12-01T00:00:00Z"
        #expect(try exchange.retain("ending", at: time)["ending"]?.list?.map { $0["item"]?.text } == ["a"])
        let outcome = try exchange.proviso("retain", "ending", "--store", "store", at: time)
        expectDone(outcome, output: "a  \(Exchange.logEnd)  cases/records 1  \(workshop.path(of: "a"))\n")
    }

    @Test func `an answer whose reader has gone ends without a word`() throws {
        try exchange.initialize()
        try exchange.add("a", "log")
        let outcome = try workshop.bash(
            "set +e; proviso retain explain --store store | true; echo ${PIPESTATUS[0]}",
            environment: ["PROVISO_TEST_CLOCK": Exchange.created])
        #expect(!outcome.errors.contains("error"))
        #expect(["0\n", "74\n"].contains(outcome.output))
    }
}
