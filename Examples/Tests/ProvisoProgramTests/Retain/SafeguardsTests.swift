import TestSupport
import Testing

/// The ledger of what was erased: `--ledger-keys`, and `retain safeguards`.
@Suite struct SafeguardsTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws {
        exchange = try Exchange()
        try exchange.initialize()
        try exchange.makeRing(Self.ring)
    }

    private static let ring = "ledger.keyring"
    private static let keys = ["--ledger-keys", ring] + Exchange.opening
    private static let lacking =
        "store: without the keys of its ledger it cannot be told what was erased; add --ledger-keys"

    /// Erases a log, which the ledger then remembers.
    private func erase(_ id: String) throws {
        try exchange.add(id, "log")
        try sweep()
        #expect(!workshop.exists(id))
    }

    @discardableResult
    private func sweep() throws -> JSON { try exchange.answer(Exchange.sweeping + Self.keys, at: Exchange.logEnd) }

    private func counts() throws -> JSON? { try exchange.retain("status", at: Exchange.logEnd)["items"] }

    private func export(to file: String = "safeguards") throws -> JSON {
        try exchange.retain("safeguards", "export", "-o", file, at: Exchange.logEnd)
    }

    // MARK: - Remembering

    @Test func `what was certified is remembered by pseudonym alone, and does not come back`() throws {
        try erase("person-7")
        #expect(try counts() == JSON(#"{"kept":0,"erasing":0,"erased":0,"certified":0}"#))
        try exchange.expectRefusal(
            ["retain", "explain", "--store", "store", "person-7"] + Self.keys, at: Exchange.logEnd, ExitCode.badData,
            "retention-erased", "")
        for command in [exchange.adding("person-7", "log"), ["retain", "touch", "--store", "store", "person-7"]] {
            let outcome = try workshop.run(
                command + Self.keys + ["--json"], environment: ["PROVISO_TEST_CLOCK": Exchange.logEnd])
            #expect(outcome.ending == .exit(ExitCode.badData))
            #expect(try JSON(outcome.output)["error"]?["code"]?.text == "retention-erased")
        }
        #expect(try export() == JSON(#"{"file":"safeguards","suppressions":1,"holds":0}"#))
        #expect(try !workshop.read("safeguards").contains("person-7"))
    }

    @Test func `an import with the keys leaves out what was erased`() throws {
        try erase("a")
        func line(_ id: String) -> String {
            #"{"id":"\#(id)","category":"open","created":"2026-11-25T10:00:00Z","parts":["file:/srv/\#(id)"]}"# + "\n"
        }
        try workshop.write("items", line("b") + line("a") + line("c"))
        let importing = ["retain", "import", "--store", "store", "items", "--on-error", "skip"]
        let outcome = try exchange.proviso(importing + Self.keys, at: Exchange.logEnd)
        expectProblems(
            outcome, ExitCode.done, "items:2: 'id': the erasure of an item of this id was decided already",
            output: "2 items are new, 0 were known, 1 lines were refused.\n")
    }

    @Test func `what was swept without keys stays known, and takes no keys`() throws {
        try exchange.add("a", "log")
        try exchange.answer(Exchange.sweeping, at: Exchange.logEnd)
        #expect(try counts()?["certified"]?.number == 1)
        #expect(try exchange.item("a", at: Exchange.logEnd)["state"]?.text == "certified")
        try exchange.add("b", "open")
    }

    // MARK: - Without the keys

    /// What takes in, names or erases items.
    private static let asking: [[String]] = [
        ["add", "--id", "a", "--category", "log", "--part", "file:/a"], ["import", "records.ndjson"], ["touch", "a"],
        ["explain", "a"], ["restrict", "a"] + Exchange.decision, ["review", "a", "keep"] + Exchange.decision,
        ["hold", "a", "--reason", "r", "--authority", "a", "--until", "2027-01-01T00:00:00Z"],
        ["event", "case-closed", "--on", "item:a", "--at", Exchange.created],
        ["extend", "a", "--until", "2027-01-01T00:00:00Z"] + Exchange.decision,
        ["sweep", "--sign", "fiu.key", "--as", "fiu.example", "--certificates", "certificates"],
        ["daemon", "--sign", "fiu.key", "--as", "fiu.example", "--certificates", "certificates"],
        ["safeguards", "reapply", "safeguards"],
    ]

    @Test(arguments: asking)
    func `nothing is taken in, named or erased by somebody who cannot tell what was erased`(_ command: [String]) throws
    {
        try erase("a")
        _ = try export()
        try exchange.expectRefusal(
            ["retain"] + command + ["--store", "store"], at: Exchange.logEnd, ExitCode.configuration, "ledger-keys",
            Self.lacking)
        #expect(try counts() == JSON(#"{"kept":0,"erasing":0,"erased":0,"certified":0}"#))
    }

    @Test func `a package is not registered by somebody who cannot tell what was erased`() throws {
        try exchange.share("case")
        try erase("a")
        try exchange.answer(exchange.sealing(to: "other.age"))
        let opening = Exchange.opening("other.age", into: "other", "--store", "store")
        try exchange.expectRefusal(
            opening, at: Exchange.logEnd, ExitCode.configuration, "ledger-keys", Self.lacking)
        #expect(!workshop.exists("other"))
        try exchange.answer(opening + ["--ledger-keys", Self.ring], at: Exchange.logEnd)
        #expect(try counts()?["kept"]?.number == 2)
        try exchange.expectRefusal(
            Exchange.opening("case.age", into: "x", "--ledger-keys", Self.ring), ExitCode.usage, "usage",
            "--ledger-keys is about a store")
    }

    @Test(arguments: [
        ["status"], ["due"], ["ending"], ["changes"], ["holds"], ["schedule"], ["explain"], ["review"],
        ["sweep", "--dry-run"],
        ["hold", "case:7", "--reason", "r", "--authority", "a", "--until", "2027-01-01T00:00:00Z"],
        ["event", "case-closed", "--on", "case:7", "--at", Exchange.created], ["forget", "P-7"] + Exchange.decision,
        ["certificate"], ["safeguards", "export", "-o", "out"],
        ["safeguards", "forget", "--before", Exchange.created] + Exchange.decision,
    ])
    func `what counts, lists, or is about many at once takes no keys`(_ command: [String]) throws {
        try erase("a")
        for keys in [[], Self.keys] {
            let outcome = try exchange.proviso(["retain"] + command + ["--store", "store"] + keys, at: Exchange.logEnd)
            expectDone(outcome)
        }
    }

    @Test func `entries of a version that the keyring has not are told`() throws {
        try exchange.answer(["keys", "rotate", Self.ring] + Exchange.opening)
        try erase("a")
        try exchange.makeRing("other.keyring")
        let other = ["--ledger-keys", "other.keyring"] + Exchange.opening
        try exchange.expectRefusal(
            ["retain", "explain", "--store", "store", "a"] + other, at: Exchange.logEnd, ExitCode.configuration,
            "ledger-keys", "store: its ledger has entries under version 2, which the keyring has not")
        // Under a version that was retired they are found.
        try exchange.answer(["keys", "rotate", Self.ring] + Exchange.opening)
        try exchange.expectRefusal(
            ["retain", "explain", "--store", "store", "a"] + Self.keys, at: Exchange.logEnd, ExitCode.badData,
            "retention-erased")
    }

    @Test(arguments: [
        (["--ledger-keys", ring], ExitCode.usage, "usage", "nothing was given that opens the keyring"),
        (["--ledger-keys", ""] + Exchange.opening, ExitCode.usage, "usage", "--ledger-keys has an empty name"),
        (
            Exchange.opening, ExitCode.usage, "usage",
            "--identity is about the keyring of the ledger, and none was given"
        ),
        (["--ledger-keys", "store"] + Exchange.opening, ExitCode.usage, "usage", "store: the keyring and --store are"),
        (["--ledger-keys", "nowhere"] + Exchange.opening, ExitCode.inputMissing, "store-missing", "nowhere: "),
        (["--ledger-keys", ring, "--identity", "fiu.key"], ExitCode.configuration, "key-invalid", "fiu.key:1: "),
    ])
    func `the keys are opened as those of other commands`(
        _ arguments: [String], _ code: Int32, _ word: String, _ beginning: String
    ) throws {
        for command in [["status"], ["touch", "a"]] {
            try exchange.expectRefusal(
                ["retain"] + command + ["--store", "store"] + arguments, code, word, beginning)
        }
    }

    // MARK: - After a restore

    @Test func `what a backup brings back goes again, and holds that it had lost are back`() throws {
        try exchange.add("b", "log")
        expectDone(try workshop.bash("cp b b.backup"))
        try erase("a")
        let hold = try exchange.retain(
            "hold", "case:7", "--reason", "r", "--authority", "a", "--until", "2027-01-01T00:00:00Z",
            at: Exchange.logEnd)
        #expect(try export() == JSON(#"{"file":"safeguards","suppressions":2,"holds":1}"#))

        // The backup was made before: it has the schedule, and both items.
        expectDone(try workshop.bash("rm -f store store-* && cp b.backup b"))
        try exchange.initialize()
        for id in ["a", "b"] { try exchange.add(id, "log") }
        let reapplying = ["retain", "safeguards", "reapply", "--store", "store", "safeguards"]
        try exchange.expectRefusal(
            reapplying, at: Exchange.logEnd, ExitCode.configuration, "ledger-keys", Self.lacking)
        for newCount in [2.0, 0] {
            let applied = try exchange.answer(reapplying + Self.keys, at: Exchange.logEnd)
            #expect(applied["new-suppressions"]?.number == newCount)
            #expect(applied["changed-holds"]?.number == newCount / 2)
            #expect(applied["reappeared"] == .array([.text("a"), .text("b")]))
        }
        let holds = try exchange.retain("holds", at: Exchange.logEnd)["holds"]?.list
        #expect(holds?.map { $0["hold"] } == [hold["hold"]])
        #expect(try sweep()["certified"]?.number == 2)
        #expect(!workshop.exists("a") && !workshop.exists("b"))
    }

    @Test func `holds alone are taken back without keys`() throws {
        let other = ["retain", "safeguards", "reapply", "--store", "other"]
        try exchange.retain(
            "hold", "case:7", "--reason", "r", "--authority", "a", "--until", "2027-01-01T00:00:00Z")
        let exported = try exchange.proviso("retain", "safeguards", "export", "--store", "store")
        expectDone(exported)
        try workshop.write("schedule.yaml", Exchange.schedule)
        try exchange.answer(["retain", "init", "--store", "other", "--schedule", "schedule.yaml"])
        let applied = try exchange.proviso(other + ["-"], input: .text(exported.output))
        expectDone(
            applied,
            output: """
                0 entries were not known, and 1 holds were not, or otherwise.
                0 items are there that were erased: they go with the next sweep.

                """)
    }

    @Test func `an export that was changed or cut changes nothing`() throws {
        try erase("a")
        _ = try export()
        let lines = try workshop.read("safeguards").split(separator: "\n").map(String.init)
        try #require(lines.count == 2)
        for (text, told) in [
            ("", "not exported safeguards"), (lines[1], "1: not a line of"),
            (lines[0] + "\n" + lines[1].dropLast(), "2: not a line of"), (lines[0] + "\n\u{0}", "2: not a line of"),
            (lines[0] + "\nCANARY", "2: not a line of"),
        ] {
            try workshop.write("bad", text)
            try exchange.expectRefusal(
                ["retain", "safeguards", "reapply", "--store", "store", "bad"] + Self.keys, at: Exchange.logEnd,
                ExitCode.badData, "value-invalid", "bad:" + (told.first?.isNumber == true ? told : " " + told))
        }
        try workshop.write("bad", Array(lines[0].utf8) + [0x0A, 0xFF])
        try exchange.expectRefusal(
            ["retain", "safeguards", "reapply", "--store", "store", "bad"] + Self.keys, at: Exchange.logEnd,
            ExitCode.badData, "value-invalid", "bad:2: not a line of")
    }

    // MARK: - Forgetting

    @Test func `entries that are older than every backup are removed, with a reason`() throws {
        try erase("a")
        let forgetting = ["retain", "safeguards", "forget", "--store", "store"] + Exchange.decision + ["--before"]
        try exchange.expectRefusal(
            forgetting + ["2026-12-06T00:00:01Z"], at: Exchange.logEnd, ExitCode.usage, "usage",
            "--before 2026-12-06T00:00:01Z has not come")
        #expect(try exchange.answer(forgetting + [Exchange.logEnd], at: Exchange.logEnd)["removed"]?.number == 0)
        let later = "2026-12-07T00:00:00Z"
        #expect(try exchange.answer(forgetting + [later], at: later)["removed"]?.number == 1)
        let last = try #require(
            try exchange.proviso("retain", "changes", "--store", "store", "--json", at: later).output.split(
                separator: "\n"
            )
            .last.map { try JSON(String($0)) })
        #expect(last["change"]?.text == "suppressions-forgotten")
        #expect(last["by"]?.text == "staff 7")
        // Nothing is left that would need keys.
        try exchange.retain("sweep", "--dry-run", at: later)
        try exchange.expectRefusal(
            ["retain", "explain", "--store", "store", "a"], at: later, ExitCode.inputMissing, "retention-unknown")
    }

    @Test func `an export and its answer do not share standard output`() throws {
        let exporting = ["retain", "safeguards", "export", "--store", "store"]
        let both = try exchange.proviso(exporting + ["--json"])
        #expect(both.ending == .exit(ExitCode.usage))
        let outcome = try exchange.proviso(exporting + ["-o", "store"])
        expectProblems(outcome, ExitCode.usage, "store: -o and --store are the same file")
        #expect(try exchange.proviso(exporting).output.hasPrefix(#"{"proviso": "safeguards/v1""#))
    }
}
