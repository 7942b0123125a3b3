import TestSupport
import Testing

/// `seal`.
@Suite struct SealTests {
    let files: SealedFiles
    private var workshop: Workshop { files.workshop }

    init() throws { files = try SealedFiles() }

    private func opened(_ bytes: [UInt8], with identity: String = "id") throws -> String {
        let outcome = try files.proviso("unseal", "-i", identity, input: .bytes(bytes))
        expectDone(outcome)
        return outcome.output
    }

    // MARK: - Recipients

    @Test func `recipients of all kinds are mixed, and each opens what is sealed`() throws {
        for name in ["a", "b", "c", "d"] { expectDone(try files.proviso("keys", "new", "identity", name)) }
        func recipient(_ name: String) throws -> String { try files.proviso("keys", "public", name).output }
        try workshop.write(
            "recipients", "# Two lines that count.\n\n" + recipient("a") + "# another\r\n" + recipient("b") + "\r\n")
        try workshop.write("identities", "# two\n" + workshop.read("c") + "\n" + workshop.read("d"))
        let outcome = try files.proviso(
            "seal", "-r", files.recipient, "-R", "recipients", "-i", "identities", input: "text\n")
        expectDone(outcome)
        // A stanza of each, and none twice.
        #expect(outcome.output.ranges(of: "\n-> X25519 ").count == 5)
        for name in ["id", "a", "b", "c", "d", "identities"] {
            #expect(try opened(outcome.bytes, with: name) == "text\n", "\(name)")
        }
    }

    @Test func `a recipient that is given several times counts once`() throws {
        try workshop.write("recipients", files.recipient)
        let outcome = try files.proviso(
            "seal", "-r", files.recipient, "--recipient", files.recipient, "-R", "recipients", "--recipients-file",
            "recipients", "-i", "id", "--identity", "id", input: "text\n")
        expectDone(outcome)
        #expect(outcome.output.ranges(of: "\n-> X25519 ").count == 1)
        #expect(try opened(outcome.bytes) == "text\n")
    }

    @Test func `recipients can come from standard input, and then the input cannot`() throws {
        try workshop.write("content", "text\n")
        let recipients = Workshop.Input.text(files.recipient + "\n")
        let outcome = try files.proviso("seal", "-R", "-", "content", input: recipients)
        expectDone(outcome)
        #expect(try opened(outcome.bytes) == "text\n")
        for arguments in [[], ["-"]] {
            expectProblems(
                try workshop.bash("printf x | proviso seal -R - \(arguments.joined())"), ExitCode.usage,
                "-: the input and -R come from the same place")
        }
    }

    @Test(arguments: [
        (
            "age1pq1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq",
            "a post-quantum recipient (age1pq1…), which needs ML-KEM"
        ),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAA comment", "an SSH key, to which age seals"),
        ("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB", "an SSH key, to which age seals"),
        ("age1yubikey1qwertyuiop", "a recipient of the plugin age-plugin-yubikey"),
        (
            "AGE-SECRET-KEY-1QQPQQPQQPQQPQQPQQPQQPQQPQQPQQPQQPQQPQQPQQPQQPQQPQQQQQQQQQQ",
            "an identity, which opens files"
        ),
        ("age-plugin-yubikey-1qwertyuiop", "an identity, which opens files"),
        ("age1", "not a recipient"), ("", "not a recipient"), ("AGE1QQ", "not a recipient"),
        // A mistyped character in a recipient, also where it looks like the end of a plugin's name.
        ("age1cy0su9fwf3gf9mw868g5yut09p6nytfmmnktexz2ya5uqg9vl9sss4euqn", "not a recipient"),
        ("age11y0su9fwf3gf9mw868g5yut09p6nytfmmnktexz2ya5uqg9vl9sss4euqm", "not a recipient"),
        ("\u{1B}[31mage1", "not a recipient"),
    ])
    func `what is no recipient here is refused by its kind, and not told`(_ text: String, _ message: String) throws {
        let argument = try files.proviso("seal", "-r", files.recipient, "-r", text, input: "text\n")
        expectProblems(argument, ExitCode.configuration, "-r (the 2. of 2): \(message)")
        if text.isEmpty { return }
        try workshop.write("recipients", "# one\n\(files.recipient)\n\(text)\n")
        let file = try files.proviso("seal", "-R", "recipients", "-o", "out", input: "text\n")
        expectProblems(file, ExitCode.configuration, "recipients:3: \(message)")
        for outcome in [argument, file] where text.count > 20 {
            #expect(!outcome.errors.contains(text.dropFirst(15)))
        }
        #expect(!workshop.exists("out"))
    }

    @Test(arguments: ["", "# nobody\n\n"])
    func `a file without recipients is refused`(_ text: Text) throws {
        try workshop.write("recipients", text.value)
        expectProblems(
            try files.proviso("seal", "-r", files.recipient, "-R", "recipients"), ExitCode.configuration,
            "recipients: no recipient in it")
    }

    @Test func `more recipients than a header names are refused`() throws {
        let recipients = try (0..<8).map { number in
            try files.proviso("keys", "new", "identity", "many\(number)").output
        }
        // The same ones over and over are still eight.
        try workshop.write("recipients", String(repeating: recipients.joined(), count: 200))
        expectDone(try files.proviso("seal", "-R", "recipients", "-o", "out"))
        try workshop.write("recipients", String(repeating: "# a comment that goes on and on\n", count: 40_000))
        expectProblems(
            try files.proviso("seal", "-R", "recipients"), ExitCode.configuration, "recipients: more than 1 MiB")
    }

    // MARK: - Identities

    @Test func `a post-quantum identity is refused by its name, and others by their line`() throws {
        for (text, message) in [
            ("AGE-SECRET-KEY-PQ-1QQPQQ", "a post-quantum identity (AGE-SECRET-KEY-PQ-…)"),
            ("AGE-PLUGIN-YUBIKEY-1QQ", "neither a comment nor an identity"),
            ("-----BEGIN OPENSSH PRIVATE KEY-----", "neither a comment nor an identity"),
        ] {
            try workshop.write("identities", "# one\n" + workshop.read("id") + text + "\n")
            for command in ["seal", "unseal"] {
                let outcome = try files.proviso(command, "-i", "identities", input: "text\n")
                expectProblems(outcome, ExitCode.configuration, "identities:5: \(message)")
            }
        }
    }

    @Test(arguments: ["seal", "unseal"])
    func `identities and passphrases that are missing or can be reached are refused`(_ command: String) throws {
        try workshop.write("open", workshop.readBytes("id"), mode: 0o640)
        for option in ["-i", "--passphrase-file"] {
            expectProblems(
                try files.proviso(command, option, "open", input: "text\n"), ExitCode.fileMode,
                "open: mode 0640 lets others reach the key; run: chmod 600 open")
            expectProblems(
                try files.proviso(command, option, "nowhere", input: "text\n"), ExitCode.inputMissing, "nowhere: ")
            expectProblems(
                try files.proviso(command, option, "-", input: "text\n"), ExitCode.usage,
                "\(option) - would be a secret")
            expectProblems(
                try files.proviso(command, option, "", input: "text\n"), ExitCode.usage, "\(option) has an empty name")
        }
        for text in ["", "# nothing\n"] {
            try workshop.write("empty", text)
            expectProblems(
                try files.proviso(command, "-i", "empty", input: "text\n"), ExitCode.configuration,
                "empty: no identity in it")
        }
        try workshop.write("two", "one\ntwo\n")
        expectProblems(
            try files.proviso(command, "--passphrase-file", "two", input: "text\n"), ExitCode.configuration,
            "two: not a passphrase file")
    }

    // MARK: - Arguments

    @Test func `nobody to seal to is a mistake that names all options`() throws {
        let outcome = try files.proviso("seal", input: "text\n")
        expectProblems(outcome, ExitCode.usage, "nobody could open it")
        for option in ["-r ", "-R ", "-i ", "-p ", "--passphrase-file "] {
            #expect(outcome.errors.contains(option), "\(option)")
        }
    }

    @Test(arguments: [
        ["-p", "-r", "age1x"], ["-p", "-R", "recipients"], ["-p", "-i", "id"],
        ["--passphrase-file", "p", "-r", "age1x"],
        ["--passphrase-file", "p", "-R", "recipients"], ["-p", "--passphrase-file", "p"],
    ])
    func `a passphrase and anything else is a mistake`(_ arguments: [String]) throws {
        let outcome = try workshop.run(["seal"] + arguments + ["--json", "-o", "out"], input: "text\n")
        #expect(outcome.ending == .exit(ExitCode.usage))
        #expect(try JSON(outcome.output)["error"]?["code"]?.text == "usage")
        expectForm(outcome)
    }

    @Test(arguments: ["0", "17", "-1", "x", ""])
    func `a number of jobs out of range is a mistake`(_ jobs: String) throws {
        for command in ["seal", "unseal"] {
            let outcome = try workshop.run([command, "-i", "id", "--jobs=\(jobs)"], input: "text\n")
            expectProblems(outcome, ExitCode.usage, "")
        }
    }

    @Test func `the number of jobs changes nothing`() throws {
        let content = SealedFiles.largeContent
        for jobs in ["1", "2", "16"] {
            try files.seal(content, "--jobs", jobs)
            for others in ["1", "2", "16"] {
                let outcome = try files.proviso("unseal", "-i", "id", "--jobs", others, "sealed.age")
                expectDone(outcome)
                #expect(outcome.bytes == content)
            }
        }
    }

    @Test func `one file in two roles is a mistake, and stays as it is`() throws {
        try workshop.write("content", "text\n")
        try workshop.write("recipients", files.recipient)
        let conflicts: [([String], String)] = [
            (["-i", "id", "-o", "content", "content"], "content: -o and the input"),
            (["-i", "id", "-o", "id", "content"], "id: -o and -i"),
            (["-R", "recipients", "-o", "recipients", "content"], "recipients: -o and -R"),
            (["-R", "recipients", "recipients"], "recipients: the input and -R"),
            (["-i", "id", "id"], "id: the input and -i"),
            (["--passphrase-file", "id", "id"], "id: the input and --passphrase-file"),
        ]
        for (arguments, message) in conflicts {
            expectProblems(try workshop.run(["seal"] + arguments), ExitCode.usage, "\(message) are the same file")
        }
        let script = "proviso seal -i id content >> content || test $? = 64; proviso seal -i id < content >> content"
        let outcome = try workshop.bash(script)
        #expect(outcome.ending == .exit(ExitCode.usage))
        #expect(outcome.errors.contains("content: standard output and the input are the same file"))
        #expect(try workshop.read("content") == "text\n")
        expectProblems(try files.proviso("seal", "-i", "id", "-o", ""), ExitCode.usage, "-o has an empty name")
        expectProblems(try files.proviso("seal", "-i", "id", ""), ExitCode.usage, "the input has an empty name")
        expectProblems(try files.proviso("seal", "-i", "id", "nowhere"), ExitCode.inputMissing, "nowhere: ")
        expectProblems(try files.proviso("seal", "-i", "id", "."), ExitCode.inputOutput, ".: cannot be read: ")
    }

    @Test func `an answer in JSON needs a file for the data`() throws {
        try workshop.write("content", "text\n")
        for arguments in [[], ["-o", "-"], ["-o", "/dev/stdout"]] {
            let outcome = try workshop.run(["seal", "-i", "id", "--json", "content"] + arguments)
            #expect(outcome.ending == .exit(ExitCode.usage))
            #expect(try JSON(outcome.output)["error"]?["code"]?.text == "usage")
        }
        let sealed = try files.proviso("seal", "-i", "id", "--json", "-o", "out", "content")
        expectDone(sealed)
        #expect(try JSON(sealed.output) == JSON(#"{"file":"out","recipients":["\#(files.recipient)"]}"#))
        try files.writePassphrase()
        let locked = try files.proviso("seal", "--passphrase-file", "passphrase", "--json", "-o", "out", "content")
        #expect(try JSON(locked.output) == JSON(#"{"file":"out","under-passphrase":true}"#))
        let missing = try files.proviso("seal", "-i", "id", "--json", "-o", "out", "nowhere")
        #expect(missing.ending == .exit(ExitCode.inputMissing))
        #expect(try JSON(missing.output)["error"]?["source"]?.text == "nowhere")
    }

    // MARK: - What age makes of it

    @Test(.enabled(if: SealedFiles.hasAge), arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
    func `age opens what is sealed, with and without armor`(_ count: Int) throws {
        let content = Array(SealedFiles.content.prefix(count))
        expectDone(try workshop.bash("age-keygen -o theirs 2> /dev/null && age-keygen -y theirs > recipients"))
        for arguments in [[], ["-a"]] {
            try workshop.write("content", content)
            expectDone(try workshop.run(["seal", "-R", "recipients", "-i", "id", "-o", "out", "content"] + arguments))
            for identity in ["theirs", "id"] {
                let outcome = try workshop.bash("age -d -i \(identity) out")
                expectDone(outcome)
                #expect(outcome.bytes == content)
            }
            let isText = try workshop.read("out").hasPrefix("-----BEGIN AGE ENCRYPTED FILE-----\n")
            #expect(isText == !arguments.isEmpty)
        }
    }

    @Test(.enabled(if: SealedFiles.hasAge), arguments: ["-r $(cat recipients)", "-R recipients", "-i id", "-a -i id"])
    func `what age seals is opened`(_ arguments: String) throws {
        try workshop.write("recipients", files.recipient + "\n")
        try workshop.write("content", SealedFiles.content)
        let outcome = try workshop.bash("age -e \(arguments) content | proviso unseal -i id")
        expectDone(outcome)
        #expect(outcome.bytes == SealedFiles.content)
    }

    @Test func `identities of several in one file are those that age-keygen makes`() throws {
        let theirs = String(decoding: try SealedFiles.vector("identity.txt"), as: UTF8.self)
        try workshop.write("identities", "# created: 2026-11-25\n" + workshop.read("id") + "\n# more\n" + theirs)
        let outcome = try files.proviso(
            "unseal", "-i", "identities", input: .bytes(try SealedFiles.vector("sentence.age")))
        expectDone(outcome, output: SealedFiles.sentence)
    }
}
