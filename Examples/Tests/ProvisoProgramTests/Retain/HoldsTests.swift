import TestSupport
import Testing

/// `retain hold`, `preserve`, `renew`, `release` and `holds`.
@Suite struct HoldsTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws { exchange = try Exchange() }

    private static let order = ["--reason", "appeal 17/26", "--authority", "court.example"]
    private static let members: Set<String> = [
        "hold", "kind", "target", "reason", "authority", "placed", "renewals", "in-force", "overdue",
    ]

    private func holding(_ target: String, _ arguments: String...) -> [String] {
        ["retain", "hold", "--store", "store", target] + Self.order + arguments
    }

    @Test func `a hold keeps a package, and its end lets it go`() throws {
        let id = try exchange.share()
        let outcome = try exchange.proviso(holding(id, "--until", "2028-01-01T00:00:00Z"))
        expectDone(outcome)
        let hold = outcome.output.replacing("\n", with: "")
        try exchange.confirmClock()
        #expect(try exchange.item(id, at: Exchange.afterDue)["reason"]?.text == "on-hold")
        #expect(try exchange.retain("due", at: Exchange.afterDue)["due"]?.list == [])
        let swept = try exchange.answer(Exchange.sweeping, at: Exchange.afterDue)
        #expect(swept["certified"]?.number == 0)
        #expect(try swept["kept"] == JSON(#"{"on-hold":1}"#))
        #expect(workshop.exists("case/records.0001.ndjson"))

        let released = try exchange.retain("release", hold, at: Exchange.afterDue)
        #expect(released.names == Self.members.union(["until", "released"]))
        #expect(released["target"]?.text == "item:" + id)
        #expect(released["released"]?.text == Exchange.afterDue)
        #expect(released["in-force"] == .boolean(false))
        try exchange.answer(Exchange.sweeping, at: Exchange.afterDue)
        #expect(!workshop.exists("case"))
    }

    @Test(arguments: ["a", "item:a", "subject:P-7", "case:26/114", "everything"])
    func `a hold is on an item, a subject, a case or everything`(_ target: String) throws {
        try exchange.initialize()
        try exchange.add("a", "log", "--subject", "P-7", "--case", "26/114")
        let placed = try exchange.answer(
            holding(target, "--reference", "AZ 7", "--review-by", "2026-12-01T00:00:00Z"))
        #expect(placed.names == Self.members.union(["reference", "review-by", "too-late"]))
        #expect(placed["target"]?.text == (target == "a" ? "item:a" : target))
        #expect(placed["kind"]?.text == "hold")
        #expect(try exchange.item("a", at: Exchange.logEnd)["reason"]?.text == "on-hold")
    }

    @Test func `the holds in force are listed, and which are overdue`() throws {
        try exchange.initialize()
        expectDone(try exchange.proviso("retain", "holds", "--store", "store"), output: "No hold is in force.\n")
        let first = try exchange.answer(holding("case:1", "--review-by", "2026-12-01T00:00:00Z"))
        let second = try exchange.answer(holding("everything", "--until", "2026-12-02T00:00:00Z"))
        func listed(at time: String) throws -> [JSON] {
            try #require(try exchange.retain("holds", at: time)["holds"]?.list)
        }
        #expect(
            Set(try listed(at: Exchange.created).map { $0["hold"]?.text }) == [
                first["hold"]?.text, second["hold"]?.text,
            ])
        #expect(try listed(at: Exchange.created).allSatisfy { $0["overdue"] == .boolean(false) })
        let later = try listed(at: Exchange.logEnd)
        #expect(later.map { $0["hold"] } == [first["hold"]])
        #expect(later.first?["overdue"] == .boolean(true))
        let outcome = try exchange.proviso("retain", "holds", "--store", "store", at: Exchange.logEnd)
        let id = try #require(first["hold"]?.text)
        expectDone(
            outcome,
            output:
                "\(id)  hold  case 1  to be reviewed by 2026-12-01T00:00:00Z, overdue  court.example: appeal 17/26\n")
    }

    @Test func `a preservation order ends within ninety days, and is renewed`() throws {
        try exchange.initialize()
        let preserving = ["retain", "preserve", "--store", "store", "case:1", "--reference", "7"] + Self.order
        try exchange.expectRefusal(
            preserving + ["--until", "2027-02-24T00:00:00Z"], ExitCode.badData, "retention-limit")
        let placed = try exchange.answer(preserving + ["--until", "2026-12-20T00:00:00Z"])
        #expect(placed["kind"]?.text == "preservation")
        let id = try #require(placed["hold"]?.text)
        let renewing = ["retain", "renew", "--store", "store", id] + Exchange.decision
        try exchange.expectRefusal(
            renewing + ["--until", "2026-12-10T00:00:00Z"], ExitCode.badData, "retention-direction")
        let renewed = try exchange.answer(renewing + ["--until", "2027-02-01T00:00:00Z"])
        #expect(renewed["renewals"]?.number == 1)
        #expect(renewed["until"]?.text == "2027-02-01T00:00:00Z")
        try exchange.retain("release", id)
        try exchange.expectRefusal(
            renewing + ["--until", "2027-02-10T00:00:00Z"], ExitCode.badData, "retention-ended")
    }

    @Test func `a hold can start the clock`() throws {
        try exchange.initialize(
            Exchange.schedule.replacing("anchor: case-closed", with: "anchor: hold-released"))
        try exchange.add("a", "case-record")
        let placed = try exchange.answer(holding("a", "--until", "2026-11-26T00:00:00Z", "--starts-clock"))
        #expect(placed["kind"]?.text == "clock-starting")
        #expect(try exchange.item("a", at: "2026-11-27T00:00:00Z")["end"]?.text == "2026-12-07T00:00:00Z")
        try exchange.expectRefusal(
            holding("everything", "--until", "2027-01-01T00:00:00Z", "--starts-clock"), ExitCode.usage, "usage",
            "the hold: ")
    }

    @Test func `a hold that comes too late for some says so beside its id`() throws {
        try exchange.initialize()
        try exchange.add("a", "log", "--case", "1")
        try exchange.add("b", "ledger", "--case", "1")
        try exchange.answer(Exchange.sweeping, at: Exchange.logEnd)
        try exchange.expectRefusal(
            holding("a", "--until", "2027-01-01T00:00:00Z"), at: Exchange.logEnd, ExitCode.badData, "retention-erased")
        let outcome = try exchange.proviso(
            holding("case:1", "--until", "2027-01-01T00:00:00Z") + ["--json"], at: Exchange.logEnd)
        #expect(outcome.ending == .exit(ExitCode.done))
        #expect(outcome.problems.first?.hasPrefix("proviso: the hold came too late for 1 items") == true)
        expectForm(outcome)
        #expect(try JSON(outcome.output)["too-late"] == .array([.text("a")]))
    }

    @Test(arguments: [["--reason", ""], ["--reason", "a\nb"], ["--authority", " "], ["--authority", "\u{202E}"]])
    func `a hold says why and by whom`(_ arguments: [String]) throws {
        let id = try exchange.share()
        try exchange.expectRefusal(
            holding(id, "--until", "2027-01-01T00:00:00Z") + arguments, ExitCode.usage, "usage", "the hold: ")
    }

    @Test(arguments: [
        [], ["--until", "2027-01-01T00:00:00Z", "--review-by", "2027-01-01T00:00:00Z"], ["--until", "2027-01-01"],
        ["--review-by", ""],
    ])
    func `no hold is without an end or a date of review`(_ arguments: [String]) throws {
        try exchange.initialize()
        try exchange.expectRefusal(
            ["retain", "hold", "--store", "store", "case:1"] + Self.order + arguments, ExitCode.usage, "usage")
        try exchange.expectRefusal(
            holding("case:1", "--until", "2026-11-25T10:00:00Z"), ExitCode.badData, "retention-direction")
    }

    @Test(arguments: ["", "x", "0000000000000000000000000000000A"])
    func `a hold has an id of its form`(_ id: String) throws {
        try exchange.initialize()
        try exchange.expectRetainRefusal(["release", id], ExitCode.usage, "usage", "the hold: ")
    }
}
