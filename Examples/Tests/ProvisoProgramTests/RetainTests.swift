import TestSupport
import Testing

/// `retain`.
@Suite struct RetainTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws { exchange = try Exchange() }

    private static let listing = ["retain", "due", "--store", "store"]

    private func hold(_ id: String) throws -> String {
        let outcome = try exchange.proviso(
            "retain", "hold", "--store", "store", id, "--reason", "appeal 17/26", "--authority", "court.example")
        expectDone(outcome)
        return outcome.output.replacing("\n", with: "")
    }

    // MARK: - Registering

    @Test func `a folder that was opened is checked again and registered`() throws {
        try exchange.answer(exchange.sealing())
        let opened = try exchange.answer(Exchange.opening())
        let adding = ["retain", "add", "--store", "store", "--trust", "trust", "case"]
        let added = try exchange.answer(adding)
        #expect(added["package"] == opened["package"])
        #expect(added["erase-by"]?.text == Exchange.due)
        expectDone(try exchange.proviso(adding))
        let items = try exchange.answer(["retain", "explain", "--store", "store"])["items"]?.list
        #expect(items?.count == 1)

        try workshop.write("case/records.0001.ndjson", "{\"case_id\":\"C-3\"}\n{\"case_id\":\"C-2\"}\n")
        try exchange.expectRefusal(
            ["retain", "add", "--store", "other", "--trust", "trust", "case"], ExitCode.badData, "manifest-digest",
            "case: ")
        #expect(!workshop.exists("other"))
    }

    @Test func `what is registered is there`() throws {
        try exchange.share()
        for (arguments, code, word) in [
            (["--trust", "trust", "nowhere"], ExitCode.inputMissing, "store-missing"),
            (["--trust", "nowhere", "case"], ExitCode.inputMissing, "store-missing"),
            (["--trust", "trust", ""], ExitCode.usage, "usage"),
            (["--trust", "trust", "store"], ExitCode.usage, "usage"),
        ] {
            try exchange.expectRefusal(["retain", "add", "--store", "store"] + arguments, code, word)
        }
    }

    // MARK: - Looking

    @Test func `nothing is due before the date, and then it is`() throws {
        let id = try exchange.share()
        expectDone(try exchange.proviso(Self.listing, at: "2027-02-23T09:59:59Z"), output: "Nothing is due.\n")
        #expect(try exchange.answer(Self.listing) == JSON(#"{"due":[]}"#))
        let outcome = try exchange.proviso(Self.listing, at: Exchange.due)
        expectDone(outcome, output: "\(id)  \(Exchange.due)  kept  \(workshop.path(of: "case"))\n")
        let due = try exchange.answer(Self.listing, at: Exchange.due)["due"]?.list
        #expect(due?.count == 1)
        #expect(due?.first?["package"]?.text == id)
        #expect(
            due?.first?.names == [
                "package", "state", "sender", "recipients", "folder", "files", "terms", "manifest", "rule", "anchor",
                "erase-by", "holds",
            ])
        #expect(workshop.exists("case"))
    }

    @Test func `a package is explained, and so are all of them`() throws {
        let id = try exchange.share()
        let other = try exchange.share("other")
        let outcome = try exchange.proviso("retain", "explain", "--store", "store", id)
        expectDone(outcome)
        #expect(outcome.output.hasPrefix("Package \(id) from police.example, in \(workshop.path(of: "case")):\n"))
        #expect(try exchange.item(id)["reason"]?.text == "not-due")
        #expect(try exchange.item(id, at: Exchange.due)["reason"]?.text == "due")
        let all = try exchange.answer(["retain", "explain", "--store", "store"])["items"]?.list
        #expect(Set(all?.compactMap { $0["package"]?.text } ?? []) == [id, other])
    }

    // MARK: - Holding

    @Test func `a hold keeps a package, and its end lets it go`() throws {
        let id = try exchange.share()
        let hold = try hold(id)
        #expect(try exchange.item(id, at: Exchange.afterDue)["reason"]?.text == "on-hold")
        #expect(try exchange.answer(Self.listing, at: Exchange.afterDue)["due"]?.list == [])
        let swept = try exchange.answer(Exchange.sweeping, at: Exchange.afterDue)
        #expect(swept["certified"]?.list == [])
        #expect(swept["kept"]?.list?.first?["reason"]?.text == "on-hold")
        #expect(workshop.exists("case/records.0001.ndjson"))

        let released = try exchange.answer(["retain", "release", "--store", "store", hold], at: Exchange.afterDue)
        #expect(released.names == ["hold", "package", "reason", "authority", "placed", "released"])
        #expect(released["package"]?.text == id)
        #expect(released["released"]?.text == Exchange.afterDue)
        try exchange.answer(Exchange.sweeping, at: Exchange.afterDue)
        #expect(!workshop.exists("case"))
    }

    @Test func `a hold that comes too late is refused`() throws {
        let id = try exchange.share()
        try exchange.answer(Exchange.sweeping, at: Exchange.afterDue)
        try exchange.expectRefusal(
            ["retain", "hold", "--store", "store", id, "--reason", "r", "--authority", "a"], at: Exchange.afterDue,
            ExitCode.badData, "retention-erased")
    }

    @Test func `packages and holds that nobody knows are missing`() throws {
        try exchange.share()
        let unknown = "00000000000000000000000000000000"
        let holding = ["retain", "hold", "--store", "store", "--reason", "r", "--authority", "a"]
        for arguments in [
            holding + [unknown], ["retain", "release", "--store", "store", unknown],
            ["retain", "explain", "--store", "store", unknown],
        ] {
            try exchange.expectRefusal(arguments, ExitCode.inputMissing, "retention-unknown")
        }
        for id in ["", "x", unknown + "0", "0000000000000000000000000000000A"] {
            for arguments in [
                holding + [id], ["retain", "release", "--store", "store", id],
                ["retain", "explain", "--store", "store", id],
            ] { try exchange.expectRefusal(arguments, ExitCode.usage, "usage") }
        }
    }

    @Test(arguments: [["--reason", ""], ["--reason", "a\nb"], ["--authority", " "], ["--authority", "\u{202E}"]])
    func `a hold says why and by whom`(_ arguments: [String]) throws {
        let id = try exchange.share()
        try exchange.expectRefusal(
            ["retain", "hold", "--store", "store", "--reason", "r", "--authority", "a", id] + arguments, ExitCode.usage,
            "usage", "the hold: ")
    }

    // MARK: - Stores

    @Test(arguments: [
        ["due"], ["explain"], ["hold", "00000000000000000000000000000000", "--reason", "r", "--authority", "a"],
        ["release", "00000000000000000000000000000000"],
        ["sweep", "--sign", "fiu.key", "--as", "fiu.example", "--certificates", "certificates"],
    ])
    func `a store is not made by a mistyped name, and is ours and closed to others`(_ command: [String]) throws {
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
}
