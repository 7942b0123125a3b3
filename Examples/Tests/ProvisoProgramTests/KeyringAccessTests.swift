import TestSupport
import Testing

/// How commands get at a keyring, and when they do not.
@Suite struct KeyringAccessTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws {
        exchange = try Exchange()
        try exchange.makeRing(versions: 2)
        try workshop.write("passphrase", "correct horse\n")
    }

    /// Stands for the recipient that is only made in a test.
    private static let recipient = "age1…"

    /// Every command that opens a keyring, without what opens it.
    private static let commands = [
        ["keys", "list", "case.keyring"], ["keys", "rotate", "case.keyring"],
        ["keys", "retire", "case.keyring", "--version", "2"],
        [
            "keys", "destroy", "case.keyring", "--version", "1", "--fingerprint", "fp_qfqow36gcvirj65fy3dvqqtc54",
        ],
        ["keys", "fingerprint", "case.keyring"], ["keys", "rewrap", "case.keyring", "--new-passphrase-file", "new"],
        ["keys", "inventory", "--keyring", "case.keyring", "records.ndjson"],
        [
            "keys", "export-type-key", "case.keyring", "--type", "t", "--domain", "d", "--because", "b", "-o", "out",
            "--to", recipient,
        ],
        [
            "disclose", "seal", "--policy", "policy.yaml", "--sender", "police.example", "--sign", "police.key", "-o",
            "out", "--to", recipient, "--keyring",
            "case.keyring", "records.ndjson",
        ],
    ]

    private static let looking = commands.filter { ["list", "fingerprint", "inventory"].contains($0[1]) }
    private static let changing = commands.filter { ["rotate", "retire", "destroy", "rewrap"].contains($0[1]) }

    /// A command with its recipient and the files that it needs.
    private func prepared(_ command: [String]) throws -> [String] {
        try workshop.write("new", "battery staple\n")
        return command.map { $0 == Self.recipient ? exchange.recipient : $0 }
    }

    @Test(arguments: commands)
    func `a keyring is opened in exactly one way`(_ command: [String]) throws {
        let command = try prepared(command)
        let before = try workshop.readBytes("case.keyring")
        for (arguments, beginning) in [
            ([], "nothing was given that opens the keyring; add --identity FILE or --passphrase-file FILE"),
            (
                Exchange.opening + ["--passphrase-file", "passphrase"],
                "--identity and --passphrase-file are different ways to open the keyring; use one"
            ),
            (["--identity", ""], "the identity has an empty name"),
            (["--identity", "case.keyring"], "case.keyring: the identity and the keyring are the same file"),
            (["--passphrase-file", ""], "the passphrase file has an empty name"),
            (Exchange.opening + ["--seen", ""], "the keyring's memory has an empty name"),
            (Exchange.opening + ["--seen", "case.keyring"], "case.keyring: the keyring's memory and the keyring are"),
        ] { try exchange.expectRefusal(command + arguments, ExitCode.usage, "usage", beginning) }
        #expect(try workshop.readBytes("case.keyring") == before)
        #expect(!workshop.exists("out"))
    }

    @Test(arguments: commands)
    func `what does not open a keyring is told, and nothing is changed`(_ command: [String]) throws {
        let command = try prepared(command)
        _ = try exchange.answer(["keys", "new", "identity", "other.identity"])
        try workshop.write("open.identity", workshop.readBytes("fiu.identity"), mode: 0o640)
        let before = try workshop.readBytes("case.keyring")
        for (arguments, code, word, beginning) in [
            (["--identity", "nowhere"], ExitCode.inputMissing, "store-missing", "nowhere: "),
            (["--identity", "open.identity"], ExitCode.fileMode, "store-mode", "open.identity: mode 0640 lets"),
            (["--identity", "trust"], ExitCode.configuration, "key-invalid", "trust:2: neither a comment nor an"),
            (
                ["--identity", "other.identity"], ExitCode.configuration, "age-no-identity",
                "case.keyring: the keyring is sealed to other keys than this identity; use the identity"
            ),
            (
                ["--passphrase-file", "passphrase"], ExitCode.configuration, "keyring-passphrase",
                "case.keyring: the keyring is sealed under another passphrase, or to recipients;"
            ),
        ] { try exchange.expectRefusal(command + arguments, code, word, beginning) }
        #expect(try workshop.readBytes("case.keyring") == before)
        #expect(!workshop.exists("out"))
    }

    @Test(arguments: commands)
    func `a keyring that is none, or that others can reach, is refused`(_ command: [String]) throws {
        let command = try prepared(command) + Exchange.opening
        let ring = try workshop.readBytes("case.keyring")
        for (bytes, mode, code, word) in [
            (ring, 0o644, ExitCode.fileMode, "store-mode"),
            (Array(ring.dropLast()), 0o600, ExitCode.configuration, "age-payload"),
            (Array("proviso-key-v1:AAAA\n".utf8), 0o600, ExitCode.configuration, "age-header"),
        ] {
            try workshop.write("case.keyring", bytes, mode: mode)
            try exchange.expectRefusal(command, code, word, "case.keyring: ")
        }
        expectDone(try workshop.bash("rm case.keyring"))
        try exchange.expectRefusal(command, ExitCode.inputMissing, "store-missing", "case.keyring: ")
    }

    @Test(.enabled(if: Programs.exists("age"), "age is not installed"), arguments: commands)
    func `a keyring of a later version is refused by name`(_ command: [String]) throws {
        expectDone(
            try workshop.bash(
                "echo '{\"proviso\":\"keyring/v2\",\"new\":1}' | age -r \(exchange.recipient) > case.keyring"))
        try exchange.expectRefusal(
            prepared(command) + Exchange.opening, ExitCode.configuration, "keyring-version",
            "case.keyring: the keyring has a form of a later version of Proviso, keyring/v2; use that version")
    }

    // MARK: - Older copies

    @Test(arguments: commands)
    func `an older copy is refused, and so is another keyring`(_ command: [String]) throws {
        let command = try prepared(command) + Exchange.opening
        let old = try workshop.readBytes("case.keyring")
        try exchange.answer(["keys", "rotate", "case.keyring"] + Exchange.opening)
        try workshop.write("case.keyring", old)
        try exchange.expectRefusal(
            command, ExitCode.configuration, "keyring-generation",
            "case.keyring: an older copy of the keyring: generation 2, and 3 was seen before;")
        try exchange.makeRing("other.keyring", versions: 4)
        try workshop.write("case.keyring", workshop.readBytes("other.keyring"))
        try exchange.expectRefusal(
            command, ExitCode.configuration, "keyring-other", "case.keyring: another keyring than was seen before;")
        try workshop.write("case.keyring.seen", "what was here\n")
        try exchange.expectRefusal(
            command, ExitCode.configuration, "keyring-memory", "case.keyring.seen: not what remembers a keyring;")
        #expect(try workshop.read("case.keyring.seen") == "what was here\n")
    }

    @Test(arguments: looking)
    func `an old copy is looked at if that is meant`(_ command: [String]) throws {
        let command = command + Exchange.opening
        let old = try workshop.readBytes("case.keyring")
        try exchange.answer(["keys", "rotate", "case.keyring"] + Exchange.opening)
        let memory = try workshop.read("case.keyring.seen")
        try workshop.write("case.keyring", old)
        expectDone(try exchange.proviso(command + ["--any-generation"]))
        #expect(try workshop.read("case.keyring.seen") == memory)
        for other in [["--seen", "seen"], ["--at-least-generation", "1"]] {
            try exchange.expectRefusal(
                command + ["--any-generation"] + other, ExitCode.usage, "usage",
                "\(other[0]) and --any-generation are different ways to tell an older copy of the keyring; use one")
        }
    }

    @Test(arguments: commands.filter { !looking.contains($0) })
    func `nothing is made with or of an old copy`(_ command: [String]) throws {
        try exchange.expectRefusal(
            prepared(command) + Exchange.opening + ["--any-generation"], ExitCode.usage, "usage",
            "Unknown option '--any-generation'")
    }

    @Test(arguments: commands.filter { !changing.contains($0) })
    func `where nothing can be written, the least generation is said`(_ command: [String]) throws {
        let command = try prepared(command) + Exchange.opening
        expectDone(try workshop.bash("rm case.keyring.seen"))
        expectDone(try exchange.proviso(command + ["--at-least-generation", "2"]))
        #expect(!workshop.exists("case.keyring.seen"))
        try exchange.expectRefusal(
            command + ["--at-least-generation", "3"], ExitCode.configuration, "keyring-generation", "case.keyring: ")
        try exchange.expectRefusal(
            command + ["--at-least-generation", "0"], ExitCode.usage, "usage",
            "--at-least-generation 0 is out of range; generations begin with 1")
        try exchange.expectRefusal(
            command + ["--at-least-generation", "2", "--seen", "seen"], ExitCode.usage, "usage",
            "--seen and --at-least-generation are different ways")
    }

    @Test(arguments: changing)
    func `whoever changes a keyring remembers it`(_ command: [String]) throws {
        try exchange.expectRefusal(
            prepared(command) + Exchange.opening + ["--at-least-generation", "2"], ExitCode.usage, "usage",
            "Unknown option '--at-least-generation'")
    }

    /// The memory is written last, and a keyring that was changed then must not be told to be unchanged.
    @Test(arguments: commands)
    func `a memory that cannot be made is told, and nothing is changed`(_ command: [String]) throws {
        let command = try prepared(command)
        let before = try workshop.readBytes("case.keyring")
        try exchange.expectRefusal(
            command + Exchange.opening + ["--seen", "nowhere/seen"], ExitCode.inputOutput, "store-failed",
            "nowhere/seen: cannot be made: there is no such folder; make it, or name another file"
                + (Self.changing.contains { $0[1] == command[1] } ? "" : "; where nothing can be written, use --at"))
        #expect(try workshop.readBytes("case.keyring") == before)
        #expect(!workshop.exists("out"))
    }

    @Test func `what is about keyrings needs one`() throws {
        let sealing = exchange.sealing()
        for option in [["--identity", "fiu.identity"], ["--seen", "s"], ["--at-least-generation", "1"]] {
            for command in [sealing, ["keys", "inventory", "records.ndjson"]] {
                try exchange.expectRefusal(
                    command + option, ExitCode.usage, "usage",
                    "\(option[0]) is about a keyring, and none was given; add --keyring FILE")
            }
            try workshop.write("case.key", "proviso-key-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n")
            for command in [sealing, ["keys", "fingerprint"]] {
                try exchange.expectRefusal(
                    command + ["--key-file", "case.key"] + option, ExitCode.usage, "usage",
                    "\(option[0]) is about a keyring, and a key file has no use for it; leave it out")
            }
        }
        try exchange.expectRefusal(
            sealing + ["--key-file", "case.key", "--keyring", "case.keyring"] + Exchange.opening, ExitCode.usage,
            "usage", "--keyring and --key-file are different ways to name the key; use one")
    }

    // MARK: - Sealing packages

    @Test func `packages are sealed with the active version`() throws {
        try workshop.write(
            "policy.yaml",
            Exchange.policy.replacing(
                "fields:", with: "domain: d\nfields:\n  \"$.name\": { pseudonymize: { as: name } }"))
        let sealed = try exchange.answer(exchange.sealing("--keyring", "case.keyring", "--identity", "fiu.identity"))
        let stated = try exchange.answer(["keys", "fingerprint", "case.keyring", "--domain", "d"] + Exchange.opening)
        #expect(sealed["manifest"]?["records"]?.list?.first?["fingerprint"] == stated["fingerprint"])
        expectDone(try exchange.proviso(Exchange.opening()))
        #expect(try workshop.read("case/records.0001.ndjson").contains("\"name\":\"name_2_"))
    }

    @Test func `the package replaces no file that has to do with the key`() throws {
        for (file, title) in [
            ("case.keyring", "the keyring"), ("fiu.identity", "the identity"),
            ("case.keyring.seen", "the keyring's memory"),
        ] {
            let before = try workshop.readBytes(file)
            try exchange.expectRefusal(
                exchange.sealing("--keyring", "case.keyring", "--identity", "fiu.identity", to: file), ExitCode.usage,
                "usage", "\(file): -o and \(title) are the same file;")
            #expect(try workshop.readBytes(file) == before)
        }
    }
}
