import TestSupport
import Testing

/// `--keyring` and what opens it. The keyrings are made by `proviso`.
struct KeyringTests {
    let workshop: Workshop
    private static let ring = ["--keyring", "case.keyring", "--identity", "own.identity"]

    init() throws {
        workshop = try Workshop()
        try workshop.write("policy.yaml", Workshop.pseudonymPolicy)
        try workshop.write("passphrase", "correct horse\n")
        try workshop.write("records.ndjson", "{\"a\":\"Ana\"}\n")
        try proviso("keys new identity own.identity > own.recipient")
        try proviso("keys new keyring case.keyring --to $(cat own.recipient) > fingerprint")
    }

    private func proviso(_ command: String) throws {
        expectDone(try workshop.bash("proviso \(command)"))
    }

    private func filter(_ arguments: [String]) throws -> Workshop.Outcome {
        try workshop.redact(["--policy", "policy.yaml"] + arguments + ["records.ndjson"])
    }

    /// The version in the pseudonym of the one record.
    private func version(_ arguments: [String] = ring) throws -> String? {
        let outcome = try filter(arguments)
        expectDone(outcome)
        return outcome.output.wholeMatch(of: /\{"a":"person_([0-9]+)_[a-z2-7]{26}"\}\n/).map { String($0.output.1) }
    }

    // MARK: - Using a keyring

    @Test func `the active version makes the pseudonyms, and its number stands in them`() throws {
        #expect(try version() == "1")
        try proviso("keys rotate case.keyring --identity own.identity > rotated")
        #expect(try version() == "2")
        #expect(try filter(Self.ring).output == filter(Self.ring).output)
    }

    @Test func `a key file and a keyring that adopted it make the same pseudonyms`() throws {
        try proviso("keys new keyring adopted --adopt case.key --to $(cat own.recipient) > adopted.fp")
        expectDone(
            try filter(["--keyring", "adopted", "--identity", "own.identity"]),
            output: try filter(["--key-file", "case.key"]).output)
    }

    @Test func `whichever of several identities opens the keyring is used, and a passphrase does too`() throws {
        try proviso("keys new identity other.identity > other.recipient")
        #expect(
            try version(["--keyring", "case.keyring", "--identity", "other.identity", "--identity", "own.identity"])
                == "1")
        try proviso("keys new keyring under --passphrase-file passphrase > under.fp")
        #expect(try version(["--keyring", "under", "--passphrase-file", "passphrase"]) == "1")
    }

    @Test func `the report states the fingerprint, and a policy that states it too is kept`() throws {
        expectDone(try filter(Self.ring + ["--report", "report.json"]))
        let report = try JSON(workshop.read("report.json"))
        let fingerprint = try #require(report["key-fingerprint"]?.text)
        let policy = Workshop.pseudonymPolicy.replacing("fields:", with: "key-fingerprint: \(fingerprint)\nfields:")
        try workshop.write("policy.yaml", policy)
        #expect(try version() == "1")
        try proviso("keys rotate case.keyring --identity own.identity > rotated")
        let outcome = try filter(Self.ring)
        #expect(outcome.problems.first?.contains("the policy allows only \(fingerprint)") == true)
        expectProblems(outcome, ExitCode.configuration, "policy.yaml: the key has the fingerprint fp_")
    }

    @Test func `a policy without pseudonyms takes a keyring all the same`() throws {
        try workshop.write("policy.yaml", Workshop.policy)
        expectDone(try filter(Self.ring), output: "{\"a\":\"Ana\"}\n")
    }

    // MARK: - What is refused

    private typealias Refusal = (prepare: String, arguments: [String], code: Int32, beginning: String)

    private static let refusals: [Refusal] = [
        ("rm case.keyring", ring, ExitCode.inputMissing, "case.keyring: there is no such file;"),
        ("chmod 640 case.keyring", ring, ExitCode.fileMode, "case.keyring: mode 0640 lets others reach the key; run: "),
        ("chmod 604 own.identity", ring, ExitCode.fileMode, "own.identity: mode 0604 lets others reach the key; run: "),
        ("chmod 644 case.keyring.seen", ring, ExitCode.fileMode, "case.keyring.seen: mode 0644 lets others reach"),
        (
            "proviso keys retire case.keyring --version 1 --identity own.identity > retired", ring,
            ExitCode.configuration,
            "case.keyring: no version of the keyring is active, so nothing new is made with it; rotate it"
        ),
        (
            "rm own.identity; proviso keys new identity own.identity > other", ring, ExitCode.configuration,
            "case.keyring: the keyring is sealed to other keys than this identity; use the identity of one of its"
        ),
        (
            "true", ["--keyring", "case.keyring", "--passphrase-file", "passphrase"], ExitCode.configuration,
            "case.keyring: the keyring is sealed under another passphrase, or to recipients; use its passphrase"
        ),
        (
            "cp case.keyring old; proviso keys rotate case.keyring --identity own.identity > new; cp old case.keyring",
            ring, ExitCode.configuration,
            "case.keyring: an older copy of the keyring: generation 1, and 2 was seen before; use the last one"
        ),
        (
            "true", ring + ["--at-least-generation", "2"], ExitCode.configuration,
            "case.keyring: an older copy of the keyring: generation 1, and at least 2 was asked for; use the last one"
        ),
        (
            "rm case.keyring.seen; touch case.keyring.seen; chmod 600 case.keyring.seen", ring, ExitCode.configuration,
            "case.keyring.seen: not what remembers a keyring;"
        ),
        ("cp policy.yaml case.keyring", ring, ExitCode.configuration, "case.keyring: not a keyring: not an age file"),
        (
            "head -c 300 case.keyring > cut; cat cut > case.keyring", ring, ExitCode.configuration,
            "case.keyring: the keyring was changed or cut off; restore it from a copy"
        ),
    ]

    @Test(arguments: refusals)
    func `a keyring that is not to be used is told in one sentence`(
        _ prepare: String, _ arguments: [String], _ code: Int32, _ beginning: String
    ) throws {
        expectDone(try workshop.bash(prepare))
        expectProblems(try filter(arguments + ["-o", "out"]), code, beginning)
        #expect(!workshop.exists("out"))
    }

    @Test(.enabled(if: Programs.exists("age"), "age is not installed"))
    func `a keyring of a later version is refused by name`() throws {
        expectDone(
            try workshop.bash(
                "echo '{\"proviso\":\"keyring/v2\"}' | age -r $(cat own.recipient) > case.keyring"))
        expectProblems(
            try filter(Self.ring), ExitCode.configuration,
            "case.keyring: the keyring has a form of a later version of Proviso, keyring/v2; use that version")
    }

    @Test(arguments: [
        (["--key-file", "case.key"], "--keyring and --key-file are different ways to name the key; use one"),
        (["--passphrase-file", "passphrase"], "--identity and --passphrase-file are different ways to open the"),
        (["--seen", "s", "--at-least-generation", "1"], "--seen and --at-least-generation are different ways to tell"),
        (["--at-least-generation", "0"], "--at-least-generation 0 is out of range; generations begin with 1"),
        (["--identity", ""], "the identity has an empty name; name a file"),
        (["--seen", ""], "--seen has an empty name; name a file"),
        (["--any-generation"], "Unknown option '--any-generation'; see redact --help"),
    ])
    func `what contradicts itself is a mistake`(_ arguments: [String], _ beginning: String) throws {
        expectProblems(try filter(Self.ring + arguments), ExitCode.usage, beginning)
    }

    @Test(arguments: [
        (["--keyring", "case.keyring"], "nothing was given that opens the keyring; add --identity FILE or"),
        (["--keyring", "", "--identity", "own.identity"], "the keyring has an empty name; name a file"),
        (["--identity", "own.identity"], "--identity is about a keyring, and none was given; add --keyring FILE"),
        (["--passphrase-file", "passphrase"], "--passphrase-file is about a keyring, and none was given;"),
        (["--seen", "s"], "--seen is about a keyring, and none was given;"),
        (
            ["--key-file", "case.key", "--identity", "own.identity"],
            "--identity is about a keyring, and a key file has"
        ),
        (
            ["--key-file", "case.key", "--at-least-generation", "1"],
            "--at-least-generation is about a keyring, and a key file has no use for it; leave it out"
        ),
    ])
    func `a keyring and what opens it are named together`(_ arguments: [String], _ beginning: String) throws {
        expectProblems(try filter(arguments), ExitCode.usage, beginning)
    }

    @Test func `a policy that makes pseudonyms needs a key, in a file or on a keyring`() throws {
        expectProblems(
            try filter([]), ExitCode.configuration,
            "the policy makes pseudonyms and no key was given; add --key-file or --keyring")
    }

    // MARK: - The memory

    @Test func `the generation is remembered beside the keyring or where it is said, and nowhere if none is asked for`()
        throws
    {
        let remembered = try workshop.read("case.keyring.seen")
        #expect(try version(Self.ring + ["--seen", "elsewhere"]) == "1")
        #expect(try workshop.read("elsewhere") == remembered)
        #expect(try workshop.mode("elsewhere") == 0o600)
        expectDone(try workshop.bash("rm case.keyring.seen elsewhere"))
        #expect(try version(Self.ring + ["--at-least-generation", "1"]) == "1")
        #expect(!workshop.exists("case.keyring.seen"))
        #expect(try version() == "1")
        #expect(try workshop.read("case.keyring.seen") == remembered)
    }

    // MARK: - One file in two roles

    @Test(arguments: [
        ("case.keyring", "the keyring"), ("own.identity", "the identity"),
        ("case.keyring.seen", "the keyring's memory"),
    ])
    func `no file that has to do with the key is replaced`(_ file: String, _ title: String) throws {
        let before = try workshop.readBytes(file)
        expectDone(try workshop.bash("ln -s \(file) link"))
        for option in ["-o", "--report"] {
            for name in [file, "./\(file)", "link"] {
                expectProblems(
                    try filter(Self.ring + [option, name]), ExitCode.usage,
                    "\(file): \(option) and \(title) are the same file;")
            }
        }
        #expect(try workshop.readBytes(file) == before)
    }

    @Test(arguments: [
        ("records.ndjson", "the input"), ("policy.yaml", "the policy"), ("case.keyring", "the keyring"),
        ("own.identity", "the identity"),
    ])
    func `the memory replaces nothing that is read`(_ file: String, _ title: String) throws {
        let before = try workshop.readBytes(file)
        expectProblems(
            try filter(Self.ring + ["--seen", file]), ExitCode.usage,
            "\(file): the keyring's memory and \(title) are the same file;")
        #expect(try workshop.readBytes(file) == before)
    }

    @Test func `the identity may come through a pipe, and not out of the one with the records`() throws {
        let script = "redact --policy policy.yaml --keyring case.keyring --identity"
        let outcome = try workshop.bash("\(script) <(cat own.identity) records.ndjson")
        #expect(outcome.output.hasPrefix("{\"a\":\"person_1_"), "\(outcome.errors)")
        expectProblems(
            try workshop.bash("cat own.identity | \(script) /dev/stdin"), ExitCode.usage,
            "/dev/stdin: the identity and the records come from the same place;")
    }
}
