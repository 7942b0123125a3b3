import TestSupport
import Testing

/// `--new-key` and `--key-file`.
struct KeyTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        try workshop.write("policy.yaml", Workshop.pseudonymPolicy)
    }

    // MARK: - Making a key

    @Test func `a new key file has one line, and its owner alone can reach it`() throws {
        expectDone(try workshop.redact(["--new-key", "new.key"]), output: "")
        #expect(try workshop.mode("new.key") == 0o600)
        let key = try workshop.read("new.key")
        #expect(key.utf8.count == 59)
        let hasForm = key.wholeMatch(of: /proviso-key-v1:[A-Za-z0-9_-]{43}\n/) != nil
        #expect(hasForm)
        #expect(try workshop.names == ["new.key"])
    }

    @Test func `a generous umask does not open a new key file`() throws {
        expectDone(try workshop.bash("umask 0; redact --new-key new.key"))
        #expect(try workshop.mode("new.key") == 0o600)
    }

    @Test func `a new key works`() throws {
        expectDone(try workshop.redact(["--new-key", "new.key"]))
        let outcome = try workshop.filter("--key-file", "new.key", input: #"{"a":"Ana"}"#)
        expectDone(outcome)
        let hasForm = outcome.output.wholeMatch(of: /\{"a":"person_0_[a-z2-7]{26}"\}\n/) != nil
        #expect(hasForm, "\(outcome.output)")
    }

    @Test func `two new keys make different pseudonyms, and one key always the same`() throws {
        var outputs: Set<String> = []
        for name in ["one.key", "two.key"] {
            expectDone(try workshop.redact(["--new-key", name]))
            let output = try workshop.filter("--key-file", name, input: #"{"a":"Ana"}"#).output
            #expect(try workshop.filter("--key-file", name, input: #"{"a":"Ana"}"#).output == output)
            outputs.insert(output)
        }
        #expect(outputs.count == 2)
        #expect(try workshop.read("one.key") != workshop.read("two.key"))
    }

    @Test func `a file that is there is not replaced by a new key`() throws {
        expectProblems(
            try workshop.redact(["--new-key", "case.key"]), ExitCode.inputOutput, "case.key: there is already a file;")
        #expect(try workshop.read("case.key") == Workshop.key)
        #expect(try workshop.mode("case.key") == 0o600)
    }

    @Test func `a link that leads nowhere is not followed by a new key`() throws {
        expectDone(try workshop.bash("ln -s elsewhere.key link.key"))
        expectProblems(
            try workshop.redact(["--new-key", "link.key"]), ExitCode.inputOutput, "link.key: there is already a file;")
        #expect(!workshop.exists("elsewhere.key"))
    }

    @Test func `a new key needs a folder`() throws {
        expectProblems(
            try workshop.redact(["--new-key", "nowhere/new.key"]), ExitCode.inputOutput,
            "nowhere/new.key: cannot be made: there is no such folder;")
    }

    @Test func `a new key needs a name`() throws {
        expectProblems(try workshop.redact(["--new-key", ""]), ExitCode.usage, "--new-key has an empty name;")
    }

    @Test(arguments: [
        ["--policy", "policy.yaml"], ["--key-file", "case.key"], ["--format", "ndjson"], ["--on-error", "stop"],
        ["--report", "report.json"], ["--max-record", "1"], ["--jobs", "1"], ["-o", "out"], ["--summary"],
        ["--keyring", "ring"], ["--identity", "id"], ["--passphrase-file", "pass"], ["--seen", "s"],
        ["--at-least-generation", "1"], ["records.ndjson"], ["-"],
    ])
    func `a new key goes together with no other argument`(_ others: [String]) throws {
        expectProblems(
            try workshop.redact(["--new-key", "new.key"] + others), ExitCode.usage,
            "--new-key makes a key and does nothing else;")
        #expect(try workshop.names == [])
    }

    // MARK: - Using a key

    @Test func `a policy that makes pseudonyms needs a key`() throws {
        expectProblems(
            try workshop.filter(input: #"{"a":"Ana"}"#), ExitCode.configuration,
            "the policy makes pseudonyms and no key was given; add --key-file")
    }

    @Test func `a policy without pseudonyms takes a key all the same`() throws {
        try workshop.write("policy.yaml", Workshop.policy)
        expectDone(
            try workshop.filter("--key-file", "case.key", input: #"{"a":"Ana"}"#), output: "{\"a\":\"Ana\"}\n")
    }

    @Test func `a key file that is missing is told`() throws {
        expectProblems(
            try workshop.filter("--key-file", "no.key"), ExitCode.inputMissing, "no.key: there is no such file;")
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o666])
    func `a key file that others can reach is refused`(_ mode: Int) throws {
        try workshop.write("case.key", Workshop.key, mode: mode)
        expectProblems(
            try workshop.filter("--key-file", "case.key"), ExitCode.fileMode,
            "case.key: mode 0\(String(mode, radix: 8)) lets others reach the key; run: chmod 600 case.key")
    }

    @Test func `the remedy for a key file that others can reach is one`() throws {
        try workshop.write("case.key", Workshop.key, mode: 0o644)
        let problem = try #require(try workshop.filter("--key-file", "case.key").problems.first)
        let remedy = try #require(problem.firstMatch(of: /run: (.+)/))
        expectDone(try workshop.bash(String(remedy.1)))
        expectDone(try workshop.filter("--key-file", "case.key"))
    }

    @Test(arguments: [0o600, 0o400, 0o700])
    func `a key file that its owner alone can reach is taken`(_ mode: Int) throws {
        try workshop.write("case.key", Workshop.key, mode: mode)
        expectDone(try workshop.filter("--key-file", "case.key"))
    }

    private static let body = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

    @Test(arguments: [
        "", "\n", "proviso-key-v1:", "proviso-key-v1:\n", "\(body)\n", "proviso-key-v2:\(body)\n",
        "PROVISO-KEY-V1:\(body)\n", "proviso-key-v1: \(body)\n", " proviso-key-v1:\(body)\n",
        "\u{FEFF}proviso-key-v1:\(body)\n", "proviso-key-v1:\(body.dropLast())\n", "proviso-key-v1:\(body)A\n",
        "proviso-key-v1:\(body)=\n", "proviso-key-v1:\(body) \n", "proviso-key-v1:\(body)\n\n",
        "proviso-key-v1:\(body)\nproviso-key-v1:\(body)\n", "proviso-key-v1:\(body.dropLast())9\n",
        "proviso-key-v1:+\(body.dropFirst())\n", "proviso-key-v1:/\(body.dropFirst())\n",
        "proviso-key-v1:\(body.dropLast())\0\n", "proviso-key-v1:\(body.dropLast())é\n",
        Text(String(repeating: "A", count: 100_000)),
    ])
    func `a key file that is not one line of the right form is refused, and nothing of it is told`(_ text: Text) throws
    {
        try workshop.write("case.key", text.value)
        let outcome = try workshop.filter("--key-file", "case.key", input: #"{"a":"Ana"}"#)
        expectProblems(outcome, ExitCode.configuration, "case.key: not a key file: it must be one line,")
        #expect(!outcome.errors.contains("AAECAwQFBgcICQoL"))
    }

    @Test(arguments: ["", "\n", "\r\n"])
    func `a key file may end in any line ending or none`(_ ending: Text) throws {
        try workshop.write("case.key", "proviso-key-v1:\(Self.body)\(ending.value)")
        expectDone(
            try workshop.filter("--key-file", "case.key", input: #"{"a":"Ana"}"#),
            output: "{\"a\":\"person_0_7aahqa2wkqao2wnoretuy7p4ny\"}\n")
    }

    @Test(arguments: [0o755, 0o700])
    func `a folder is no key file, and its mode is not to be changed`(_ mode: Int) throws {
        try workshop.makeFolder("keys", mode: mode)
        expectProblems(
            try workshop.filter("--key-file", "keys"), ExitCode.inputOutput, "keys: cannot be read: it is a folder;")
    }

    @Test func `a device is no key file, and its mode is not to be changed`() throws {
        expectProblems(
            try workshop.filter("--key-file", "/dev/null", input: "{}"), ExitCode.configuration,
            "/dev/null: not a key file:")
    }

    @Test func `the key may come through a pipe`() throws {
        let script = """
            redact --policy policy.yaml --key-file <(cat case.key) records.ndjson
            cat case.key | redact --policy policy.yaml --key-file /dev/stdin records.ndjson
            """
        try workshop.write("records.ndjson", "{\"a\":\"Ana\"}\n")
        let line = "{\"a\":\"person_0_7aahqa2wkqao2wnoretuy7p4ny\"}\n"
        expectDone(try workshop.bash(script), output: line + line)
    }

    @Test func `a key of another fingerprint than the policy's is refused`() throws {
        let line = "key-fingerprint: fp_qfqow36gcvirj65fy3dvqqtc54\nfields:"
        try workshop.write(
            "policy.yaml", Workshop.pseudonymPolicy.replacing("fields:", with: line))
        let outcome = try workshop.filter("--key-file", "case.key", input: #"{"a":"Ana"}"#)
        #expect(outcome.problems.first?.contains("fp_qfqow36gcvirj65fy3dvqqtc54") == true)
        expectProblems(outcome, ExitCode.configuration, "policy.yaml: the key has the fingerprint fp_")
    }
}
