import TestSupport
import Testing

/// `retain import`.
@Suite struct ImportTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws {
        exchange = try Exchange()
        try exchange.initialize()
    }

    private static let importing = ["retain", "import", "--store", "store", "items"]

    private static func line(_ id: String, _ others: String = "") -> String {
        #"{"id":"\#(id)","category":"log","created":"2026-11-25T10:00:00Z","parts":["file:/srv/\#(id)"]\#(others)}"#
            + "\n"
    }

    @Test func `items are registered, and a second run changes nothing`() throws {
        let full = """
            {"parts": ["file:/srv/b 1", "file:/srv/b:2"], "created": "2026-11-01T00:00:00Z", "id": "b/1", "purpose": null,
            "subject-category": "witness", "subject": "P-7", "case": "26/114", "received": "2026-11-02T00:00:00Z",
            "erase-by": "2027-11-01T00:00:00Z", "validate-by": "2027-01-01T00:00:00Z", "category": "case-record",
            "authorization": "\(Exchange.authorization)"}
            """.replacing("\n", with: " ")
        try workshop.write("items", Self.line("a") + "\n \r\n" + full)
        let imported = try exchange.answer(Self.importing)
        #expect(
            try imported
                == JSON(#"{"file":"items","lines":4,"new":2,"known":0,"refused":0,"refusals":[]}"#))
        let item = try exchange.item("b/1")
        #expect(item["parts"] == .array([.text("file:/srv/b 1"), .text("file:/srv/b:2")]))
        #expect(item["case"]?.text == "26/114")
        #expect(item["purpose"] == nil)
        expectDone(try exchange.proviso(Self.importing), output: "0 items are new, 2 were known.\n")
        let input = try exchange.proviso(
            ["retain", "import", "--store", "store"], input: .text(Self.line("c")))
        expectDone(input, output: "1 items are new, 0 were known.\n")
    }

    /// What a line can have wrong, the beginning of what is told of it, and its word. In no value is anything told.
    static let faults: [(line: Text, told: String, word: String)] = [
        ("CANARY", "not a JSON object", "record-malformed"), ("[\"CANARY\"]", "not a JSON object", "record-malformed"),
        ("{\"id\":\"CANARY\"} x", "not a JSON object", "record-malformed"),
        ("{\"id\":\"CANARY\",\"eraseby\":\"CANARY\"}", "an item has no 'eraseby'", "record-malformed"),
        ("{\"id\":7}", "'id': it is not a text", "record-malformed"),
        ("{\"parts\":\"CANARY\"}", "'parts': it is not a list of texts", "record-malformed"),
        ("{\"parts\":[\"CANARY\",1]}", "'parts': it is not a list of texts", "record-malformed"),
        ("{}", "'id': it is missing", "record-malformed"),
        ("{\"id\":\"CANARY\"}", "'category': it is missing", "record-malformed"),
        (Text(stringLiteral: line("CANARY", #","id":"CANARY""#)), "the same name twice", "record-malformed"),
        (
            Text(stringLiteral: line("CANARY", #","subject":"\"CANARY\u202e""#)), "'subject' is not of its form",
            "value-invalid"
        ),
        (Text(stringLiteral: line("CANARY", #","purpose":"CANARY""#)), "'purpose' is not of its form", "value-invalid"),
        (
            Text(stringLiteral: line("CANARY", #","erase-by":"CANARY""#)), "'erase-by' is not of its form",
            "value-invalid"
        ),
        (
            Text(stringLiteral: line("CANARY", #","erase-by":"2026-01-01T00:00:00Z""#)), "not a retention item",
            "value-invalid"
        ),
        (
            Text(stringLiteral: line("CANARY").replacing("file:/srv", with: "row:")),
            "'parts': there is no eraser for a part", "erasure-refused"
        ),
        (
            Text(stringLiteral: line("CANARY").replacing("file:/srv/", with: "file:")), "'parts' is not of its form",
            "value-invalid"
        ),
        (
            Text(stringLiteral: line("CANARY").replacing(#""created":"2026-11-25T10:00:00Z","#, with: "")),
            "'created': it is missing", "record-malformed"
        ),
        (
            Text(stringLiteral: line("CANARY").replacing("log", with: "canary")),
            "'category': no rule of the schedule applies", "retention-uncovered"
        ),
        (
            Text(stringLiteral: line("known", #","subject":"CANARY""#)),
            "'id': an item of this id is registered already, and otherwise", "retention-exists"
        ),
    ]

    @Test(arguments: faults.indices)
    func `a line that is refused is told with its number and field, and never with a value`(_ index: Int) throws {
        let fault = Self.faults[index]
        let line = fault.line.value.replacing("\n", with: "")
        try workshop.write("items", Self.line("known") + line + "\n" + Self.line("after"))
        try exchange.expectRefusal(Self.importing, ExitCode.badData, fault.word, "items:2: " + fault.told)
        #expect(try exchange.retain("status")["items"]?["kept"]?.number == 1)

        let skipping = Self.importing + ["--on-error", "skip", "--json"]
        let outcome = try exchange.proviso(skipping)
        #expect(outcome.ending == .exit(ExitCode.done))
        #expect(outcome.problems.count == 1)
        expectForm(outcome)
        let counts = try JSON(outcome.output)
        #expect(counts["new"]?.number == 1)
        #expect(counts["known"]?.number == 1)
        #expect(counts["refused"]?.number == 1)
        #expect(counts["refusals"]?.list?.first?["code"]?.text == fault.word)
        #expect(counts["refusals"]?.list?.first?["line"]?.number == 2)
    }

    /// Lines of which some are refused by the engine and some before, and that are more than a batch has.
    private static let mixedCount = 2500
    private static let mixed = (1...mixedCount).map { number in
        switch number {
        case 700, 1900: line("CANARY\(number)").replacing("log", with: "canary")
        case 701: "CANARY\n"
        case 702: "\n"
        case 703: line("1")
        default: line("\(number)")
        }
    }.joined()

    @Test func `in batches too, what comes before a refused line is registered and what comes behind it is not`() throws
    {
        try workshop.write("items", Self.mixed)
        try exchange.expectRefusal(
            Self.importing, ExitCode.badData, "retention-uncovered", "items:700: 'category': no rule")
        #expect(try exchange.retain("status")["items"]?["kept"]?.number == 699)
        try workshop.write("items", Self.mixed.split(separator: "\n")[..<699].joined(separator: "\n") + "\nCANARY\n")
        try exchange.expectRefusal(
            Self.importing, ExitCode.badData, "record-malformed", "items:700: not a JSON object")
    }

    @Test func `in batches too, each refused line is skipped by itself and told in order`() throws {
        try workshop.write("items", Self.mixed)
        let outcome = try exchange.proviso(Self.importing + ["--on-error", "skip", "--json"])
        expectProblems(
            outcome, ExitCode.done, "items:700: ", "items:701: ", "items:1900: ", output: outcome.output)
        let counts = try JSON(outcome.output)
        #expect(counts["lines"]?.number == Double(Self.mixedCount))
        #expect(counts["new"]?.number == Double(Self.mixedCount - 5))
        #expect(counts["known"]?.number == 1)
        #expect(counts["refused"]?.number == 3)
        #expect(try exchange.retain("status")["items"]?["kept"]?.number == Double(Self.mixedCount - 5))
    }

    @Test func `an item is registered twice in a batch if it is the same, and otherwise once`() throws {
        try workshop.write("items", Self.line("a") + Self.line("a") + Self.line("a", #","subject":"CANARY""#))
        try exchange.expectRefusal(
            Self.importing, ExitCode.badData, "retention-exists", "items:3: 'id': an item of this id")
        expectDone(try workshop.bash("rm -f store store-*"))
        try exchange.initialize()
        let outcome = try exchange.proviso(Self.importing + ["--on-error", "skip"])
        expectProblems(
            outcome, ExitCode.done, "items:3: ", output: "1 items are new, 1 were known, 1 lines were refused.\n")
    }

    @Test func `what comes through a pipe is registered while whoever writes it pauses`() throws {
        let child = try workshop.start(
            ["retain", "import", "--store", "store"], input: .pipe,
            environment: ["PROVISO_TEST_CLOCK": Exchange.created])
        try #require(child.send(Self.line("a")))
        let deadline = ContinuousClock.now + .seconds(60)
        var count: Double?
        while count != 1, ContinuousClock.now < deadline {
            count = try exchange.retain("status")["items"]?["kept"]?.number
        }
        #expect(count == 1)
        try #require(child.send(Self.line("b")))
        child.closeInput()
        #expect(try child.wait() == .exit(ExitCode.done))
        #expect(try exchange.retain("status")["items"]?["kept"]?.number == 2)
    }

    @Test func `a line that is too long is refused without being kept`() throws {
        let long = String(repeating: "x", count: 9 << 20)
        try workshop.write("items", long + "\n" + Self.line("after"))
        try exchange.expectRefusal(
            Self.importing, ExitCode.badData, "record-malformed", "items:1: a line of more than 8388608 bytes")
        let outcome = try exchange.proviso(Self.importing + ["--on-error", "skip"])
        #expect(outcome.output == "1 items are new, 0 were known, 1 lines were refused.\n")
    }

    @Test func `what went already is refused, and what is wrong with the store stops all`() throws {
        try workshop.write("a", Exchange.canary)
        try workshop.write("items", Self.line("a").replacing("/srv/a", with: workshop.path(of: "a")))
        try exchange.answer(Self.importing)
        try exchange.answer(Exchange.sweeping, at: Exchange.logEnd)
        try exchange.expectRefusal(
            Self.importing, at: Exchange.logEnd, ExitCode.badData, "retention-erased", "items:1: 'id': ")
        try exchange.share("package")
        expectDone(try workshop.bash("rm -f store store-*"))
        try exchange.share("other")
        try exchange.expectRefusal(
            Self.importing + ["--on-error", "skip"], ExitCode.configuration, "retention-schedule", "store: ")
    }

    @Test(arguments: [
        (["--on-error", "go"], ExitCode.usage, "usage"), (["--store", "items"], ExitCode.usage, "usage"),
        (["nowhere"], ExitCode.usage, "usage"),
    ])
    func `an import has its form`(_ arguments: [String], _ code: Int32, _ word: String) throws {
        try workshop.write("items", Self.line("a"))
        try exchange.expectRefusal(Self.importing + arguments, code, word)
        try exchange.expectRefusal(
            ["retain", "import", "--store", "store", "nowhere"], ExitCode.inputMissing, "store-missing")
    }
}
