import TestSupport
import Testing

/// Where the policy is read from, and what is wrong with it.
struct PolicyFileTests {
    let workshop: Workshop

    init() throws { workshop = try Workshop() }

    @Test func `without a policy nothing is done`() throws {
        expectProblems(
            try workshop.redact([], input: #"{"a":1}"#), ExitCode.usage, "no policy was given; add --policy FILE")
        expectProblems(
            try workshop.redact(["--key-file", "case.key", "records.ndjson"]), ExitCode.usage, "no policy was given;")
    }

    @Test func `a policy that is missing is told`() throws {
        expectProblems(
            try workshop.redact(["--policy", "no.yaml"]), ExitCode.inputMissing, "no.yaml: there is no such file;")
        expectProblems(
            try workshop.redact(["--policy", "policy.yaml/x"]), ExitCode.inputMissing,
            "policy.yaml/x: there is no such file;")
    }

    @Test func `a folder is no policy`() throws {
        try workshop.makeFolder("policies")
        expectProblems(
            try workshop.redact(["--policy", "policies"]), ExitCode.inputOutput,
            "policies: cannot be read: it is a folder;")
    }

    @Test(.disabled(if: Programs.isRoot, "root can read every file"))
    func `a policy that must not be read is told`() throws {
        try workshop.write("policy.yaml", Workshop.policy, mode: 0)
        expectProblems(try workshop.filter(), ExitCode.inputOutput, "policy.yaml: cannot be opened: ")
    }

    @Test func `every problem of a policy is told at once, a line each`() throws {
        try workshop.write(
            "policy.yaml",
            """
            proviso: policy/v1
            purpose: response #7
            recipient: test.example
            fields:
              "$.case-no": keep
              "$.subject": keep
              "$.subject.dob": { generalize: yearly }
            only_if: { "$.role": suspect }
            """)
        expectProblems(
            try workshop.filter(input: #"{"a":1}"#), ExitCode.configuration,
            "policy.yaml:2:10: purpose is cut off by '#';", "policy.yaml:5:3: '$.case-no' is not a path;",
            "policy.yaml:7:3: overlaps with $.subject (line 6) (rule $.subject.dob);",
            "policy.yaml:7:34: generalize cannot be 'yearly' (rule $.subject.dob);",
            "policy.yaml:8:1: a policy has no 'only_if';")
    }

    @Test func `a problem of the policy comes before one of the key or of the records`() throws {
        try workshop.write("policy.yaml", "proviso: policy/v2\n")
        expectProblems(
            try workshop.filter("--key-file", "no.key", "no.ndjson"), ExitCode.configuration, "policy.yaml:1:")
    }

    @Test func `what a policy says cannot steer the terminal in a message`() throws {
        try workshop.write(
            "policy.yaml", Workshop.policy(fields: #"  "$.a\u001B[31m\n\u202E": keep"#))
        expectProblems(try workshop.filter(), ExitCode.configuration, "policy.yaml:6:")
    }

    @Test func `a policy has at most 1 MiB`() throws {
        let start = Workshop.policy + "\n#"
        let padding = String(repeating: "x", count: 1_048_576 - start.utf8.count)
        try workshop.write("policy.yaml", start + padding)
        expectDone(try workshop.filter(input: #"{"a":1}"#), output: "{\"a\":1}\n")
        try workshop.write("policy.yaml", start + padding + "x")
        expectProblems(try workshop.filter(), ExitCode.configuration, "policy.yaml: a policy of more than 1 MiB;")
    }

    @Test func `a policy that never ends is given up at 1 MiB`() throws {
        let outcome = try workshop.bash("yes '# no end' | redact --policy /dev/stdin no-records.ndjson")
        expectProblems(outcome, ExitCode.configuration, "/dev/stdin: a policy of more than 1 MiB;")
    }

    @Test func `a policy that is not UTF-8 is refused with its place`() throws {
        try workshop.write("policy.yaml", Array(Workshop.policy.utf8) + [0x0A, 0x23, 0x20, 0xFF])
        expectProblems(
            try workshop.filter(), ExitCode.configuration, "policy.yaml:8:3: not readable as UTF-8 text;")
    }

    @Test(arguments: ["", "\n\n", "# nothing\n", "\0", "\u{1}\u{2}", "%", "&", "[[[[", "{", "\"", "- a"])
    func `what is no policy gives one line`(_ text: Text) throws {
        try workshop.write("policy.yaml", text.value)
        let outcome = try workshop.filter(input: #"{"a":1}"#)
        #expect(outcome.ending == .exit(ExitCode.configuration))
        #expect(outcome.problems.count == 1, "\(outcome.errors)")
        #expect(outcome.errors.hasPrefix("redact: policy.yaml:"))
        expectForm(outcome)
    }

    @Test func `the policy may come through a pipe, of the shell or with a name`() throws {
        try workshop.write("records.ndjson", "{\"a\":1,\"b\":2}\n")
        let script = """
            redact --policy <(cat policy.yaml) records.ndjson
            cat policy.yaml | redact --policy /dev/stdin records.ndjson
            redact --policy /dev/stdin records.ndjson < policy.yaml
            mkfifo pipe
            cat policy.yaml > pipe &
            redact --policy pipe records.ndjson
            """
        expectDone(try workshop.bash(script), output: String(repeating: "{\"a\":1}\n", count: 4))
    }

    @Test func `a policy in JSON is read like one in YAML`() throws {
        let policy = #"{"proviso":"policy/v1","purpose":"t","recipient":"r","fields":{"$.a":"keep"}}"#
        try workshop.write("policy.json", policy)
        expectDone(
            try workshop.redact(["--policy", "policy.json"], input: #"{"a":1,"b":2}"#), output: "{\"a\":1}\n")
    }
}
