import TestSupport
import Testing

/// Options, and what is not one.
struct CommandLineTests {
    let workshop: Workshop

    init() throws { workshop = try Workshop() }

    @Test(arguments: ["xml", "NDJSON", "", "ndjson ", "nd\njson", "\u{1B}[31m"])
    func `a format that is not known is refused`(_ format: Text) throws {
        expectProblems(
            try workshop.filter("--format", format.value, input: #"{"a":1}"#), ExitCode.usage, "--format ")
    }

    @Test func `the format can be said`() throws {
        expectDone(try workshop.filter("--format", "ndjson", input: #"{"a":1,"b":2}"#), output: "{\"a\":1}\n")
        expectDone(try workshop.filter("--jobs", "1", input: #"{"a":1,"b":2}"#), output: "{\"a\":1}\n")
    }

    @Test(arguments: ["0", "17", "9223372036854775807"])
    func `the number of jobs has its limits`(_ count: String) throws {
        expectProblems(
            try workshop.filter("--jobs", count), ExitCode.usage, "--jobs \(count) is out of range; from 1 to 16")
    }

    @Test(arguments: ["ignore", "", "Skip", "skip\n"])
    func `a bad record stops the work or is skipped, and nothing else`(_ action: Text) throws {
        expectProblems(try workshop.filter("--on-error", action.value), ExitCode.usage, "--on-error cannot be '")
    }

    @Test(arguments: ["0", "1073741825", "9223372036854775807"])
    func `the size of a record has its limits`(_ size: String) throws {
        expectProblems(
            try workshop.filter("--max-record", size), ExitCode.usage, "--max-record \(size) is out of range;")
    }

    @Test(arguments: [
        ["--max-record", "16M"], ["--max-record", "99999999999999999999"], ["--max-record", ""], ["--jobs", "two"],
        ["--max-record", "-1"],
        ["--unknown"], ["-x"], ["-O", "out"], ["--policies", "policy.yaml"], ["--poli\u{1B}[31m\ncy"], ["--summary=1"],
        ["--report"], ["-o"], ["--new-key"], ["--on-error"], ["--\u{202E}yramm"],
    ])
    func `a mistake in the arguments gives one line that names the help`(_ arguments: [Text]) throws {
        let outcome = try workshop.redact(["--policy", "policy.yaml"] + arguments.map(\.value), input: #"{"a":1}"#)
        expectProblems(outcome, ExitCode.usage, "")
        #expect(outcome.errors.hasSuffix("; see redact --help\n"))
    }

    @Test(arguments: [["--policy", ""], ["--key-file", ""], ["-o", ""], ["--report", ""], [""]])
    func `a variable of the shell that is not set is no file name`(_ arguments: [String]) throws {
        let outcome = try workshop.redact(["--policy", "policy.yaml"] + arguments, input: #"{"a":1}"#)
        #expect(outcome.problems.first?.contains("has an empty name; name a file") == true)
        expectProblems(outcome, ExitCode.usage, "")
    }

    @Test(arguments: ["--help", "-h"])
    func `the help names every option and exit code, and goes to standard output`(_ option: String) throws {
        let outcome = try workshop.redact([option])
        expectDone(outcome)
        for word in [
            "--policy", "--key-file", "--keyring", "--identity", "--passphrase-file", "--seen",
            "--at-least-generation", "--new-key", "--format", "--on-error", "--report", "--summary", "--max-record",
            "--jobs", "--output", "-o", "64", "65", "66", "74", "77", "78", "still personal data",
        ] { #expect(outcome.output.contains(word), "\(word)") }
    }

    @Test func `the version is a line on standard output`() throws {
        let outcome = try workshop.redact(["--version"])
        expectDone(outcome)
        let hasForm = outcome.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil
        #expect(hasForm)
    }

    @Test func `what follows two dashes is an input, whatever it looks like`() throws {
        try workshop.write("--summary", "{\"a\":1}\n")
        expectDone(try workshop.filter("--", "--summary"), output: "{\"a\":1}\n")
    }

    @Test func `options and inputs come in any order`() throws {
        try workshop.write("records.ndjson", "{\"a\":1}\n")
        expectDone(
            try workshop.redact(["records.ndjson", "-o", "out", "--policy=policy.yaml"]), output: "")
        #expect(try workshop.read("out") == "{\"a\":1}\n")
    }

    @Test func `help that cannot be written is not done`() throws {
        let outcome = try workshop.redact(["--help"], output: .closed)
        #expect(outcome.ending == .exit(ExitCode.inputOutput))
    }
}
