import TestSupport
import Testing

/// What all commands of `retain` have in common: the store, and ids that nobody knows.
@Suite struct RetainTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws { exchange = try Exchange() }

    private static let unknown = "00000000000000000000000000000000"
    private static let until = ["--until", "2027-01-01T00:00:00Z"]
    private static let order = ["--reason", "r", "--authority", "a"]

    /// Every command that works on a store that is there.
    private static let commands: [[String]] = [
        ["schedule"], ["adopt", "--schedule", "schedule.yaml", "--replacing", "1"],
        ["add", "--id", "a", "--category", "log", "--part", "file:/a"], ["import", "items"], ["touch", "a"],
        ["event", "case-closed", "--on", "case:1", "--at", Exchange.created], ["hold", "a"] + order + until,
        ["preserve", "a", "--reference", "7"] + order + until, ["renew", unknown] + Exchange.decision + until,
        ["release", unknown], ["holds"], ["restrict", "a"] + Exchange.decision,
        ["extend", "a"] + Exchange.decision + until, ["shorten", "a"] + Exchange.decision + until,
        ["validate", "a", "--authorization", Exchange.authorization] + Exchange.decision, ["review"],
        ["review", "a", "keep"] + Exchange.decision, ["forget", "a"] + Exchange.decision, ["due"], ["explain"],
        ["ending"], ["status"], ["changes"], ["sweep", "--dry-run"],
        ["sweep", "--sign", "fiu.key", "--as", "fiu.example", "--certificates", "certificates"],
        ["daemon", "--sign", "fiu.key", "--as", "fiu.example", "--certificates", "certificates"],
        ["certificate"], ["safeguards", "export", "-o", "out"], ["safeguards", "reapply", "items"],
        ["safeguards", "forget", "--before", Exchange.created] + Exchange.decision,
        ["clock", "confirm"] + Exchange.decision, ["clock", "correct", "--to", Exchange.created] + Exchange.decision,
    ]

    @Test(arguments: commands)
    func `a store is not made by a mistyped name, and is ours and closed to others`(_ command: [String]) throws {
        try workshop.write("items", "")
        try workshop.write("schedule.yaml", Exchange.schedule)
        let command = ["retain"] + command
        try exchange.expectRefusal(
            command + ["--store", "stoer"], ExitCode.inputMissing, "store-missing",
            "stoer: there is no retention store;")
        #expect(!workshop.exists("stoer"))
        try exchange.expectRefusal(command + ["--store", ""], ExitCode.usage, "usage", "--store has an empty name")
        try exchange.expectRefusal(
            command + ["--store", "records.ndjson"], ExitCode.inputOutput, "store-damaged", "records.ndjson: ")
        #expect(try workshop.read("records.ndjson") == Exchange.records)
        try workshop.write("open", "", mode: 0o644)
        try exchange.expectRefusal(command + ["--store", "open"], ExitCode.fileMode, "store-mode", "open: ")
    }

    @Test(arguments: [
        ["touch", "a"], ["hold", "a"] + order + until, ["preserve", "a", "--reference", "7"] + order + until,
        ["renew", unknown] + Exchange.decision + until, ["release", unknown], ["restrict", "a"] + Exchange.decision,
        ["restrict", "--lift", "a"] + Exchange.decision, ["extend", "a"] + Exchange.decision + until,
        ["shorten", "a"] + Exchange.decision + until,
        ["validate", "a", "--authorization", Exchange.authorization] + Exchange.decision,
        ["review", "a", "keep"] + Exchange.decision, ["explain", "a"],
        ["event", "case-closed", "--on", "item:a", "--at", Exchange.created],
        ["event", "case-closed", "--on", "case:1", "--withdraw"],
    ])
    func `items, holds and events that nobody knows are missing`(_ command: [String]) throws {
        try exchange.initialize()
        try exchange.expectRefusal(
            ["retain"] + command + ["--store", "store"], ExitCode.inputMissing, "retention-unknown")
    }

    @Test(arguments: [["--reason", ""], ["--reason", "a\nb"], ["--by", " "], ["--by", "\u{202E}"]])
    func `a decision says why and by whom`(_ arguments: [String]) throws {
        try exchange.initialize()
        try exchange.add("a", "log")
        for command in [["restrict", "a"], ["review", "a", "keep"], ["forget", "a"], ["clock", "confirm"]] {
            try exchange.expectRefusal(
                ["retain"] + command + ["--store", "store"] + Exchange.decision + arguments, ExitCode.usage, "usage",
                "the decision: ")
        }
    }

    @Test(arguments: ["", " a", "a\u{202E}b", "a\nb"])
    func `an id has its form`(_ id: Text) throws {
        try exchange.initialize()
        for command in [["touch"], ["explain"], ["restrict"] + Exchange.decision] {
            try exchange.expectRefusal(
                ["retain"] + command + ["--store", "store", "--", id.value], ExitCode.usage, "usage", "the item: ")
        }
    }

    @Test func `what erases is not asked twice about what was decided`() throws {
        try exchange.initialize()
        try exchange.add("a", "log")
        try exchange.answer(Exchange.sweeping, at: Exchange.logEnd)
        for command in [
            ["touch", "a"], ["restrict", "a"] + Exchange.decision, ["hold", "a"] + Self.order + Self.until,
            ["review", "a", "erase"] + Exchange.decision,
        ] {
            try exchange.expectRefusal(
                ["retain"] + command + ["--store", "store"], at: Exchange.logEnd, ExitCode.badData, "retention-erased")
        }
    }
}
