import TestSupport
import Testing

/// Where records are read from.
struct InputTests {
    let workshop: Workshop

    init() throws { workshop = try Workshop() }

    @Test func `records come from standard input, named or not`() throws {
        expectDone(try workshop.filter(input: "{\"a\":1,\"b\":2}\n"), output: "{\"a\":1}\n")
        expectDone(try workshop.filter("-", input: "{\"a\":1,\"b\":2}\n"), output: "{\"a\":1}\n")
    }

    @Test func `several inputs are read one after the other, standard input among them`() throws {
        try workshop.write("first.ndjson", "{\"a\":1}\n{\"a\":2}")
        try workshop.write("second.ndjson", "{\"a\":4}\n")
        expectDone(
            try workshop.filter("first.ndjson", "-", "second.ndjson", input: "{\"a\":3}"),
            output: "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n{\"a\":4}\n")
    }

    @Test func `an input can be named twice`() throws {
        try workshop.write("records.ndjson", "{\"a\":1}\n")
        expectDone(
            try workshop.filter("records.ndjson", "./records.ndjson"), output: "{\"a\":1}\n{\"a\":1}\n")
    }

    @Test func `a message names the input and counts its lines from one`() throws {
        try workshop.write("first.ndjson", "{\"a\":1}\n{\"a\":2}")
        try workshop.write("second.ndjson", "{\"a\":3}\n\n{\"a\":01}\n")
        expectProblems(
            try workshop.filter("first.ndjson", "second.ndjson"), ExitCode.badData, "second.ndjson:3:",
            output: "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n")
        expectProblems(
            try workshop.filter("first.ndjson", "-", "second.ndjson", input: "{\"a\":7}\nx"), ExitCode.badData,
            "-:2:1:", output: "{\"a\":1}\n{\"a\":2}\n{\"a\":7}\n")
    }

    @Test func `the last line of an input is its own, also when another input follows`() throws {
        try workshop.write("first.ndjson", "{\"a\":1}\n{\"a\":")
        try workshop.write("second.ndjson", "2}\n")
        expectProblems(
            try workshop.filter("first.ndjson", "second.ndjson"), ExitCode.badData, "first.ndjson:2:",
            output: "{\"a\":1}\n")
    }

    @Test func `an input that is missing is told`() throws {
        expectProblems(try workshop.filter("no.ndjson"), ExitCode.inputMissing, "no.ndjson: there is no such file;")
        expectProblems(
            try workshop.filter("policy.yaml/x"), ExitCode.inputMissing, "policy.yaml/x: there is no such file;")
    }

    @Test func `what comes before an input that is missing is whole`() throws {
        try workshop.write("first.ndjson", "{\"a\":1}\n{\"a\":2}")
        expectProblems(
            try workshop.filter("first.ndjson", "no.ndjson"), ExitCode.inputMissing, "no.ndjson: ",
            output: "{\"a\":1}\n")
        try workshop.write("out", "old\n")
        expectProblems(
            try workshop.filter("-o", "out", "first.ndjson", "no.ndjson"), ExitCode.inputMissing, "no.ndjson: ")
        #expect(try workshop.read("out") == "old\n")
        #expect(try workshop.names == ["first.ndjson", "out"])
    }

    @Test func `a folder is no input`() throws {
        try workshop.makeFolder("records")
        expectProblems(
            try workshop.filter("records"), ExitCode.inputOutput, "records: cannot be read: it is a folder;")
        expectProblems(
            try workshop.filter(input: .stream(.file(workshop.path))), ExitCode.inputOutput,
            "-: cannot be read: it is a folder;")
    }

    @Test(.disabled(if: Programs.isRoot, "root can read every file"))
    func `an input that must not be read is told`() throws {
        try workshop.write("records.ndjson", "{\"a\":1}\n", mode: 0)
        expectProblems(
            try workshop.filter("records.ndjson"), ExitCode.inputOutput, "records.ndjson: cannot be opened: ")
    }

    @Test(arguments: ["", "\n", "\r\n", " \t\n\n \n", "\u{FEFF}", "\u{FEFF}\n", " "] as [Text])
    func `an input without records gives nothing`(_ input: Text) throws {
        expectDone(try workshop.filter("--report", "report.json", input: .text(input.value)), output: "")
        #expect(try JSON(workshop.read("report.json"))["records"]?["read"] == .number(0))
    }

    @Test func `no input at all gives nothing`() throws {
        expectDone(try workshop.filter(input: .stream(.null)), output: "")
        expectDone(try workshop.filter("/dev/null", input: "x"), output: "")
    }

    @Test func `standard input that is closed is told`() throws {
        expectProblems(
            try workshop.filter(input: .stream(.closed)), ExitCode.inputOutput, "-: cannot be read: ")
    }

    @Test(
        arguments: [
            "{\"a\":1}\n{\"a\":2}", "{\"a\":1}\r\n{\"a\":2}\r\n", "\u{FEFF}{\"a\":1}\n{\"a\":2}\n",
            "\n\n{\"a\":1}\n \t\n{\"a\":2}\n\n", " { \"a\" : 1 } \n\t{\"a\":2}",
        ] as [Text])
    func `line endings, empty lines and a byte order mark do not matter`(_ input: Text) throws {
        expectDone(try workshop.filter(input: .text(input.value)), output: "{\"a\":1}\n{\"a\":2}\n")
    }

    @Test func `every input may begin with a byte order mark`() throws {
        try workshop.write("first.ndjson", "\u{FEFF}{\"a\":1}\n")
        try workshop.write("second.ndjson", "\u{FEFF}{\"a\":2}\n")
        expectDone(
            try workshop.filter("first.ndjson", "second.ndjson"), output: "{\"a\":1}\n{\"a\":2}\n")
    }

    @Test func `a name cannot steer the terminal or add a line in a message`() throws {
        let name = "\u{1B}[2Jnext\nredact: all is well; go on\u{202E}.ndjson"
        let shown = "\\u{1B}[2Jnext\\u{A}redact: all is well; go on\\u{202E}.ndjson"
        expectProblems(try workshop.filter(name), ExitCode.inputMissing, "\(shown): there is no such file;")
        try workshop.write(name, "{\"a\":1}\nx\n")
        expectProblems(
            try workshop.filter(name), ExitCode.badData, "\(shown):2:1: ", output: "{\"a\":1}\n")
        expectProblems(try workshop.redact(["--policy", name]), ExitCode.configuration, "\(shown):2:1:")
        expectProblems(
            try workshop.filter("--key-file", name), ExitCode.configuration, "\(shown): not a key file:")
        expectProblems(
            try workshop.filter("-o", "\(name)/out", "policy.yaml"), ExitCode.inputOutput,
            "\(shown)/out: cannot be written: ")
        expectProblems(try workshop.redact(["--new-key", name]), ExitCode.inputOutput, "\(shown): there is already")
    }

    @Test func `an input with an odd name is read and listed in the report`() throws {
        let name = "odd \"name\"\n\\é.ndjson"
        try workshop.write(name, "x\n{\"a\":1}\n")
        try workshop.write("other.ndjson", "x\n")
        expectDone(
            try workshop.filter("--on-error", "skip", "--report", "report.json", name, "other.ndjson"),
            output: "{\"a\":1}\n")
        #expect(
            try JSON(workshop.read("report.json"))["skipped-lines"]
                == .array([
                    .object(["input": .text(name), "line": .number(1)]),
                    .object(["input": .text("other.ndjson"), "line": .number(1)]),
                ]))
    }
}
