import TestSupport
import Testing

/// `keys new keyring`, `list`, `rotate`, `retire`, `destroy` and `rewrap`.
@Suite struct KeyringTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }
    private static let keyFile = "proviso-key-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n"

    init() throws { exchange = try Exchange() }

    private func makeIdentity(_ name: String) throws -> String {
        try #require(try exchange.answer(["keys", "new", "identity", name])["recipient"]?.text)
    }

    // MARK: - Making

    @Test func `a new keyring is for its owner alone, and the fingerprint of its version is printed`() throws {
        let outcome = try exchange.proviso("keys", "new", "keyring", "case.keyring", "--to", exchange.recipient)
        expectDone(outcome)
        let hasForm = outcome.output.wholeMatch(of: /fp_[a-z2-7]{26}\n/) != nil
        #expect(hasForm, "\(outcome.output)")
        for name in ["case.keyring", "case.keyring.seen"] { #expect(try workshop.mode(name) == 0o600) }
        #expect(try workshop.read("case.keyring").hasPrefix("age-encryption.org/v1\n"))
        #expect(try exchange.fingerprint(1) + "\n" == outcome.output)
    }

    @Test func `programs are told what was made`() throws {
        let made = try exchange.answer([
            "keys", "new", "keyring", "case.keyring", "--to", exchange.recipient, "--seen", "elsewhere",
        ])
        #expect(
            made.names == [
                "kind", "file", "generation", "version", "status", "created", "fingerprint", "recipients",
            ])
        #expect(made["kind"]?.text == "keyring")
        #expect(made["file"]?.text == "case.keyring")
        #expect(made["created"]?.text == Exchange.created)
        #expect(made["recipients"]?.list?.map(\.text) == [exchange.recipient])
        #expect(workshop.exists("elsewhere"))
        #expect(!workshop.exists("case.keyring.seen"))
        let list = try exchange.list("case.keyring", Exchange.opening + ["--seen", "elsewhere"])
        #expect(list.names == ["file", "generation", "recipients", "versions"])
        #expect(list.generation == 1)
        #expect(list["versions"]?.list?.first?["fingerprint"] == made["fingerprint"])
        #expect(list["versions"]?.list?.first?.names == ["version", "status", "created", "fingerprint"])
    }

    @Test func `each of several recipients opens the keyring alone`() throws {
        let escrow = try makeIdentity("escrow")
        try exchange.answer(["keys", "new", "keyring", "case.keyring", "--to", exchange.recipient, "--to", escrow])
        for identity in ["fiu.identity", "escrow"] {
            let list = try exchange.list("case.keyring", ["--identity", identity])
            #expect(list["recipients"]?.list?.map(\.text) == [exchange.recipient, escrow])
        }
        // And who has several identities tries them all.
        _ = try makeIdentity("other")
        #expect(try exchange.list("case.keyring", ["--identity", "other", "--identity", "escrow"]).generation == 1)
        let rotated = try exchange.answer([
            "keys", "rotate", "case.keyring", "--identity", "other", "--identity", "escrow",
        ])
        #expect(rotated["version"]?.number == 2)
        #expect(try exchange.list()["recipients"]?.list?.map(\.text) == [exchange.recipient, escrow])
    }

    @Test func `a passphrase opens a keyring that has no recipients, and seals it again`() throws {
        try workshop.write("passphrase", "correct horse\n")
        try workshop.write("other", "battery staple\n")
        let opening = ["--passphrase-file", "passphrase"]
        try exchange.answer(["keys", "new", "keyring", "case.keyring"] + opening)
        try exchange.answer(["keys", "rotate", "case.keyring"] + opening)
        let list = try exchange.list("case.keyring", opening)
        #expect(list.versionNumbers == [1, 2])
        #expect(list["recipients"]?.list == [])
        let text = try exchange.proviso(["keys", "list", "case.keyring"] + opening).output
        #expect(text.contains("under a passphrase"))
        try exchange.expectRefusal(
            ["keys", "list", "case.keyring", "--passphrase-file", "other"], ExitCode.configuration,
            "keyring-passphrase", "case.keyring: the keyring is sealed under another passphrase")
        try exchange.expectRefusal(
            ["keys", "rotate", "case.keyring"] + Exchange.opening, ExitCode.configuration, "age-no-identity",
            "case.keyring: ")
    }

    @Test func `a key file that is adopted becomes version 0, and its pseudonyms stay what they are`() throws {
        try workshop.write("case.key", Self.keyFile)
        try workshop.write(
            "p.yaml",
            "proviso: policy/v1\npurpose: t\nrecipient: r\ndomain: d\nfields: { a: { pseudonymize: { as: x } } }")
        let made = try exchange.answer([
            "keys", "new", "keyring", "case.keyring", "--to", exchange.recipient, "--adopt", "case.key",
        ])
        #expect(made["version"]?.number == 0)
        #expect(try workshop.read("case.key") == Self.keyFile)
        let outcome = try workshop.bash(
            """
            echo '{"a":"b"}' > in
            redact --policy p.yaml --key-file case.key in
            redact --policy p.yaml --keyring case.keyring --identity fiu.identity in
            """)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 2, "\(outcome.errors)")
        #expect(lines.first == lines.last)
        try workshop.write("passphrase", "correct horse\n")
        let under = try exchange.answer([
            "keys", "new", "keyring", "under", "--passphrase-file", "passphrase", "--adopt", "case.key",
        ])
        #expect(under["fingerprint"] == made["fingerprint"])
        #expect(under["version"]?.number == 0)
    }

    @Test func `a keyring must be for somebody, in one way`() throws {
        let new = ["keys", "new", "keyring", "new"]
        try workshop.write("passphrase", "correct horse\n")
        let to = ["--to", exchange.recipient]
        for (arguments, word, beginning) in [
            ([], "usage", "nobody was named who can open the keyring; add --to age1… or --passphrase-file FILE"),
            (to + ["--passphrase-file", "passphrase"], "usage", "--to and --passphrase-file are different ways to"),
            (["--to", "age1x"], "usage", "--to: 'age1x' is not a recipient"),
            (to + to, "keyring-recipients", "new: a keyring is sealed to 1 to 64 recipients, each once"),
            (to + ["--seen", "new"], "usage", "new: the keyring's memory and the keyring are the same file"),
            (to + ["--adopt", ""], "usage", "the key file has an empty name"),
        ] { try exchange.expectRefusal(new + arguments, ExitCode.usage, word, beginning) }
        try exchange.expectRefusal(
            ["keys", "new", "keyring", ""] + to, ExitCode.usage, "usage", "the keyring has an empty name")
        #expect(!workshop.exists("new"))
        #expect(!workshop.exists("new.seen"))
    }

    @Test func `a keyring is not made of what is no key, and never in the place of a file`() throws {
        let to = ["--to", exchange.recipient]
        try workshop.write("open.key", Self.keyFile, mode: 0o644)
        for (arguments, code, word) in [
            (["new", "--adopt", "nowhere"], ExitCode.inputMissing, "store-missing"),
            (["new", "--adopt", "policy.yaml"], ExitCode.configuration, "key-invalid"),
            (["new", "--adopt", "open.key"], ExitCode.fileMode, "store-mode"),
            (["police.key"], ExitCode.inputOutput, "store-failed"),
            (["nowhere/new"], ExitCode.inputOutput, "store-failed"),
            (["new", "--seen", "nowhere/seen"], ExitCode.inputOutput, "store-failed"),
        ] { try exchange.expectRefusal(["keys", "new", "keyring"] + to + arguments, code, word) }
        #expect(!workshop.exists("new"))
        // The memory of a ring that is gone is not to be taken for that of the new one.
        try exchange.makeRing()
        expectDone(try workshop.bash("rm case.keyring"))
        try exchange.expectRefusal(
            ["keys", "new", "keyring", "case.keyring"] + to, ExitCode.configuration, "keyring-other",
            "case.keyring: another keyring than was seen before")
        #expect(!workshop.exists("case.keyring"))
    }

    /// Somebody who believes that a version was destroyed must not have seen the program's own.
    @Test(arguments: ["retire", "destroy", "fingerprint", "export-type-key"])
    func `a version of the key is never taken for a question about the program's version`(_ command: String) throws {
        try exchange.makeRing(versions: 2)
        for arguments in [
            ["--version"], ["--version", "1", "--unknown"], ["--unknown", "--version", "1"], ["--version", "one"],
            ["--version=-1"], ["--version", "4294967296"], ["--version", "1", "--version"], ["--json", "--version"],
        ] {
            let outcome = try exchange.proviso(["keys", command, "case.keyring"] + Exchange.opening + arguments)
            expectProblems(outcome, ExitCode.usage, "", output: arguments[0] == "--json" ? outcome.output : "")
        }
        #expect(try exchange.list().statuses == ["retired", "active"])
    }

    // MARK: - Changing

    @Test func `people are told what is in a keyring`() throws {
        try exchange.makeRing(versions: 2)
        let outcome = try exchange.proviso(["keys", "list", "case.keyring"] + Exchange.opening)
        expectDone(outcome)
        let expected = try """
        Keyring case.keyring:
          generation   2
          recipient    \(exchange.recipient)
          version 1    retired    \(Exchange.created)  \(exchange.fingerprint(1))
          version 2    active     \(Exchange.created)  \(exchange.fingerprint(2))

        """
        #expect(outcome.output == expected)
    }

    @Test func `a rotation makes a new active version and retires the one before`() throws {
        try exchange.makeRing()
        let outcome = try exchange.proviso(["keys", "rotate", "case.keyring"] + Exchange.opening)
        expectDone(outcome)
        #expect(
            try outcome.output == "Version 2 is active, \(exchange.fingerprint(2)); version 1 is retired.\n")
        let rotated = try exchange.answer(["keys", "rotate", "case.keyring"] + Exchange.opening)
        #expect(
            rotated.names == ["file", "generation", "version", "status", "created", "fingerprint", "retired"])
        #expect(rotated.generation == 3)
        #expect(rotated["version"]?.number == 3)
        #expect(rotated["retired"]?.number == 2)
        let list = try exchange.list()
        #expect(list.versionNumbers == [1, 2, 3])
        #expect(list.statuses == ["retired", "retired", "active"])
        #expect(try workshop.mode("case.keyring") == 0o600)
    }

    @Test func `a version is retired once, and the next rotation goes on`() throws {
        try exchange.makeRing()
        let retiring = ["keys", "retire", "case.keyring"] + Exchange.opening
        let retired = try exchange.answer(retiring + ["--version", "1"])
        #expect(retired.names == ["file", "generation", "version", "status", "created", "fingerprint"])
        #expect(retired["status"]?.text == "retired")
        #expect(try exchange.list().statuses == ["retired"])
        try exchange.expectRefusal(
            retiring + ["--version", "1"], ExitCode.configuration, "key-retired",
            "case.keyring: version 1 is retired already; nothing was changed")
        for version in ["0", "2", "4294967295"] {
            try exchange.expectRefusal(
                retiring + ["--version", version], ExitCode.configuration, "key-unknown",
                "case.keyring: the keyring has no version \(version);")
        }
        let rotated = try exchange.answer(["keys", "rotate", "case.keyring"] + Exchange.opening)
        #expect(rotated.names.contains("retired") == false)
        #expect(try exchange.list().statuses == ["retired", "active"])
        #expect(try exchange.list().generation == 3)
    }

    @Test func `a version is destroyed only if its fingerprint is repeated`() throws {
        try exchange.makeRing(versions: 3)
        let before = try workshop.readBytes("case.keyring")
        let destroying = ["keys", "destroy", "case.keyring"] + Exchange.opening
        let (first, second, third) = try (exchange.fingerprint(1), exchange.fingerprint(2), exchange.fingerprint(3))
        for (arguments, code, word, beginning) in [
            (["--version", "1"], ExitCode.usage, "usage", "Missing expected argument '--fingerprint"),
            (["--fingerprint", first], ExitCode.usage, "usage", "Missing expected argument '--version"),
            (
                ["--version", "1", "--fingerprint", second], ExitCode.usage, "usage",
                "--fingerprint is not that of version 1, and nothing was destroyed;"
            ),
            (["--version", "1", "--fingerprint", "yes"], ExitCode.usage, "usage", "--fingerprint: 'yes' is not a key"),
            (
                ["--version", "3", "--fingerprint", third], ExitCode.configuration, "key-active",
                "case.keyring: version 3 is active, and is not destroyed; rotate or retire it before"
            ),
            (
                ["--version", "4", "--fingerprint", third], ExitCode.configuration, "key-unknown",
                "case.keyring: the keyring has no version 4;"
            ),
        ] { try exchange.expectRefusal(destroying + arguments, code, word, beginning) }
        #expect(try workshop.readBytes("case.keyring") == before)

        let outcome = try exchange.proviso(destroying + ["--version", "1", "--fingerprint", first])
        expectDone(outcome)
        for word in ["Version 1, \(first), is destroyed", "Not reached", "backups", "programs", "exported"] {
            #expect(outcome.output.contains(word), "\(word)")
        }
        #expect(try exchange.list().statuses == ["destroyed", "retired", "active"])
        try exchange.expectRefusal(
            destroying + ["--version", "1", "--fingerprint", first], ExitCode.configuration, "key-destroyed",
            "case.keyring: version 1 was destroyed already;")
        let destroyed = try exchange.destroy(2)
        #expect(destroyed["status"]?.text == "destroyed")
        #expect(destroyed["not-reached"]?.list?.map(\.text) == ["copies", "running-programs", "exports"])
    }

    @Test(.enabled(if: Programs.exists("age"), "age is not installed"))
    func `what was destroyed is not in the keyring any more, and what needs it fails by name`() throws {
        try exchange.makeRing(versions: 3)
        func payload() throws -> [UInt8] {
            let outcome = try workshop.bash("age -d -i fiu.identity case.keyring")
            expectDone(outcome)
            return outcome.bytes
        }
        // The keys stand behind the line, 32 bytes each, in the order of their versions.
        let before = try payload()
        let keys = Array(before.drop { $0 != UInt8(ascii: "\n") }.dropFirst())
        #expect(keys.count == 96)
        let domain = ["--domain", "test.example/case-1"]
        let second = try exchange.answer(
            ["keys", "fingerprint", "case.keyring", "--version", "2"] + domain + Exchange.opening)["fingerprint"]?.text
        _ = try exchange.destroy(2)
        let after = try payload()
        #expect(Array(after.suffix(64)) == Array(keys[..<32] + keys[64...]))
        #expect(after.count - after.prefix { $0 != UInt8(ascii: "\n") }.count == 65)
        #expect(!after.indices.contains { after[$0...].starts(with: keys[32..<64]) })

        try exchange.expectRefusal(
            ["keys", "export-type-key", "case.keyring", "--version", "2", "--type", "person", "--to"]
                + [exchange.recipient, "--because", "test", "-o", "type.age"] + domain + Exchange.opening,
            ExitCode.configuration, "key-destroyed", "case.keyring: the key of version 2 was destroyed;")
        #expect(!workshop.exists("type.age"))
        try exchange.expectRefusal(
            ["keys", "fingerprint", "case.keyring", "--version", "2"] + domain + Exchange.opening,
            ExitCode.configuration, "key-destroyed", "case.keyring: the key of version 2 was destroyed;")
        try workshop.write(
            "p.yaml",
            """
            proviso: policy/v1
            purpose: test
            recipient: test.example
            domain: test.example/case-1
            key-fingerprint: \(try #require(second))
            fields: { a: { pseudonymize: { as: person } } }
            """)
        let outcome = try workshop.bash(
            "echo '{\"a\":1}' | redact --policy p.yaml --keyring case.keyring --identity fiu.identity || echo $?")
        #expect(outcome.output == "78\n")
        #expect(outcome.errors.contains("the policy allows only \(try #require(second))"), "\(outcome.errors)")
    }

    @Test func `a keyring is sealed to others, and keeps its keys`() throws {
        try exchange.makeRing(versions: 2)
        let new = try makeIdentity("new.identity")
        let fingerprint = try exchange.fingerprint(2)
        let rewrapping = ["keys", "rewrap", "case.keyring"] + Exchange.opening
        try exchange.expectRefusal(
            rewrapping + ["--to", new], ExitCode.usage, "keyring-recipients",
            "case.keyring: the identity that opened the keyring could not open it any more;")
        let both = try exchange.answer(rewrapping + ["--to", new, "--to", exchange.recipient])
        #expect(both.names == ["file", "generation", "recipients"])
        #expect(both["recipients"]?.list?.map(\.text) == [new, exchange.recipient])
        let outcome = try exchange.proviso(rewrapping + ["--to", new, "--handing-over"])
        expectDone(outcome)
        for word in ["generation 4", new, "open as before"] { #expect(outcome.output.contains(word), "\(word)") }
        try exchange.expectRefusal(
            ["keys", "list", "case.keyring"] + Exchange.opening, ExitCode.configuration, "age-no-identity")
        let list = try exchange.list("case.keyring", ["--identity", "new.identity"])
        #expect(list["versions"]?.list?.last?["fingerprint"]?.text == fingerprint)
        #expect(list.versionNumbers == [1, 2])
    }

    @Test func `a keyring goes from recipients to a passphrase and back`() throws {
        try exchange.makeRing()
        try workshop.write("passphrase", "correct horse\n")
        let under = try exchange.answer(
            ["keys", "rewrap", "case.keyring", "--new-passphrase-file", "passphrase"] + Exchange.opening)
        #expect(under["recipients"]?.list == [])
        try exchange.answer([
            "keys", "rewrap", "case.keyring", "--to", exchange.recipient, "--passphrase-file", "passphrase",
        ])
        #expect(try exchange.list().generation == 3)
    }

    @Test func `a keyring is not sealed to nobody, and not in two ways`() throws {
        try exchange.makeRing()
        try workshop.write("passphrase", "correct horse\n")
        let before = try workshop.readBytes("case.keyring")
        let to = ["--to", exchange.recipient]
        for (arguments, word, beginning) in [
            ([], "usage", "nobody was named who can open the keyring; add --to age1… or --new-passphrase-file FILE"),
            (to + ["--new-passphrase-file", "passphrase"], "usage", "--to and --new-passphrase-file are different"),
            (["--new-passphrase-file", "passphrase", "--handing-over"], "usage", "--handing-over is about recipients"),
            (["--new-passphrase-file", ""], "usage", "the new passphrase file has an empty name"),
            (["--to", ""], "usage", "--to: '' is not a recipient"),
            (to + to, "keyring-recipients", "case.keyring: a keyring is sealed to 1 to 64 recipients"),
        ] {
            try exchange.expectRefusal(
                ["keys", "rewrap", "case.keyring"] + Exchange.opening + arguments, ExitCode.usage, word, beginning)
        }
        try exchange.expectRefusal(
            ["keys", "rewrap", "case.keyring", "--new-passphrase-file", "nowhere"] + Exchange.opening,
            ExitCode.inputMissing, "store-missing", "nowhere: ")
        #expect(try workshop.readBytes("case.keyring") == before)
    }
}
