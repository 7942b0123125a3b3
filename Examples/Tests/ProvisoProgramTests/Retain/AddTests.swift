import TestSupport
import Testing

/// `retain add`.
@Suite struct AddTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws { exchange = try Exchange() }

    // MARK: - Packages

    @Test func `a folder that was opened is checked again and registered`() throws {
        try exchange.answer(exchange.sealing())
        let opened = try exchange.answer(Exchange.opening())
        let adding = ["retain", "add", "--store", "store", "--trust", "trust", "case"]
        let added = try exchange.answer(adding)
        #expect(added["item"] == opened["package"])
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

    @Test func `a package that is registered is there`() throws {
        try exchange.share()
        for (arguments, code, word) in [
            (["--trust", "trust", "nowhere"], ExitCode.inputMissing, "store-missing"),
            (["--trust", "nowhere", "case"], ExitCode.inputMissing, "store-missing"),
            (["--trust", "trust", ""], ExitCode.usage, "usage"),
            (["--trust", "trust", "store"], ExitCode.usage, "usage"), (["case"], ExitCode.usage, "usage"),
            (["--trust", "trust"], ExitCode.usage, "usage"),
            (["--trust", "trust", "case", "--id", "a"], ExitCode.usage, "usage"),
            (["case", "--id", "a"], ExitCode.usage, "usage"),
        ] {
            try exchange.expectRefusal(["retain", "add", "--store", "store"] + arguments, code, word)
        }
    }

    // MARK: - Items

    @Test func `an item is registered with all that is said of it`() throws {
        try exchange.initialize()
        let added = try exchange.add(
            "r-7", "case-record/message", "--purpose", "inquiry", "--subject-category", "witness", "--subject", "P-7",
            "--case", "26/114", "--created", "2026-11-01T00:00:00Z", "--received", "2026-11-02T00:00:00Z", "--erase-by",
            "2027-11-01T00:00:00Z", "--validate-by", "2026-12-01T00:00:00Z", "--authorization", Exchange.authorization)
        for (name, value) in [
            ("item", "r-7"), ("state", "kept"), ("category", "case-record/message"), ("purpose", "inquiry"),
            ("subject-category", "witness"), ("subject", "P-7"), ("case", "26/114"),
            ("created", "2026-11-01T00:00:00Z"), ("received", "2026-11-02T00:00:00Z"),
            ("registered", Exchange.created), ("erase-by", "2027-11-01T00:00:00Z"),
            ("validate-by", "2026-12-01T00:00:00Z"), ("authorization", Exchange.authorization), ("access", "open"),
            ("reason", "not-due"), ("end", "2026-12-01T00:00:00Z"), ("minimum", "waits-for-event"),
        ] { #expect(added[name]?.text == value, "\(name)") }
        #expect(added["parts"] == .array([.text("file:" + workshop.path(of: "r-7"))]))
        #expect(added["schedule-version"]?.number == 1)
        #expect(added["package"] == nil)
    }

    @Test func `what is not said is now, and the same item again changes nothing`() throws {
        try exchange.initialize()
        let added = try exchange.add("a", "log")
        #expect(added["created"]?.text == Exchange.created)
        #expect(added["end"]?.text == Exchange.logEnd)
        #expect(try exchange.add("a", "log") == added)
        #expect(try exchange.retain("status")["items"]?["kept"]?.number == 1)
        try exchange.expectRefusal(
            exchange.adding("a", "log", ["--subject", "P-7"]), ExitCode.badData, "retention-exists")
    }

    @Test func `what no rule applies to is refused`() throws {
        try exchange.initialize()
        try exchange.expectRefusal(exchange.adding("a", "other"), ExitCode.configuration, "retention-uncovered")
    }

    @Test(arguments: [
        (["--id", ""], "--id: "), (["--category", "Log"], "--category: "), (["--category", ""], "--category: "),
        (["--purpose", "A b"], "--purpose: "), (["--subject-category", "-"], "--subject-category: "),
        (["--subject", " "], "--subject: "), (["--case", ""], "--case: "), (["--created", "yesterday"], "--created: "),
        (["--received", "2026-11-25"], "--received: "), (["--erase-by", ""], "--erase-by: "),
        (["--validate-by", "x"], "--validate-by: "), (["--authorization", "sha256:0"], "--authorization: "),
        (["--part", "records.ndjson"], "--part: "), (["--part", "file:records.ndjson"], "--part: "),
        (["--part", "file:/a/../b"], "--part: "), (["--part", "row:7"], "--part: "),
        (["--part", "package-folder:/a"], "--part: "),
        (["--part", "file:/b", "--part", "file:/b"], "not a retention item"),
        (["--erase-by", "2026-11-01T00:00:00Z"], "not a retention item"),
    ])
    func `an item has its form`(_ arguments: [String], _ beginning: String) throws {
        try exchange.initialize()
        let adding = ["retain", "add", "--store", "store", "--id", "a", "--category", "log", "--part", "file:/a"]
        try exchange.expectRefusal(adding + arguments, ExitCode.usage, "usage", beginning)
    }

    @Test(arguments: ["--id", "--category", "--part"])
    func `an item says what it is and where it lies`(_ option: String) throws {
        try exchange.initialize()
        var adding = exchange.adding("a", "log")
        let index = try #require(adding.firstIndex(of: option))
        adding.removeSubrange(index...(index + 1))
        try exchange.expectRefusal(adding, ExitCode.usage, "usage", "\(option): it is missing")
    }
}
