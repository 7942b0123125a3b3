import TestSupport
import Testing

/// `keys new` and `keys public`.
@Suite struct KeysTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws { exchange = try Exchange() }

    @Test func `a new identity is for its owner alone, and its recipient is printed`() throws {
        let outcome = try exchange.proviso("keys", "new", "identity", "new.identity")
        expectDone(outcome)
        let hasForm = outcome.output.wholeMatch(of: /age1[a-z0-9]{58}\n/) != nil
        #expect(hasForm, "\(outcome.output)")
        #expect(try workshop.mode("new.identity") == 0o600)
        let file = try workshop.read("new.identity")
        #expect(file.contains("# created: \(Exchange.created)\n"))
        let hasSecret = file.contains(/\nAGE-SECRET-KEY-1[A-Z0-9]{58}\n/)
        #expect(hasSecret)
        expectDone(try exchange.proviso("keys", "public", "new.identity"), output: outcome.output)
    }

    @Test func `a new signing key is for its owner alone, and its verifier key is printed`() throws {
        let outcome = try exchange.proviso("keys", "new", "signing", "new.key", "--name", "sea.example/é")
        expectDone(outcome)
        let hasForm = outcome.output.wholeMatch(of: /sea\.example\/é\+[0-9a-f]{8}\+[A-Za-z0-9+\/]{44}\n/) != nil
        #expect(hasForm, "\(outcome.output)")
        #expect(try workshop.mode("new.key") == 0o600)
        #expect(try workshop.read("new.key").hasPrefix("PRIVATE+KEY+sea.example/é+"))
        expectDone(try exchange.proviso("keys", "public", "new.key"), output: outcome.output)
    }

    @Test func `a new key for pseudonyms is one that redact takes`() throws {
        expectDone(try exchange.proviso("keys", "new", "pseudonyms", "case.key"), output: "")
        #expect(try workshop.mode("case.key") == 0o600)
        let hasForm = try workshop.read("case.key").wholeMatch(of: /proviso-key-v1:[A-Za-z0-9_-]{43}\n/) != nil
        #expect(hasForm)
        let outcome = try workshop.bash(
            """
            printf '%s\n' 'proviso: policy/v1' 'purpose: test' 'recipient: r' 'domain: d' \
                'fields: { a: { pseudonymize: { as: x } } }' > p.yaml
            echo '{"a":"b"}' | redact --policy p.yaml --key-file case.key
            """)
        #expect(outcome.output.hasPrefix(#"{"a":"x_0_"#), "\(outcome.errors)")
    }

    @Test func `programs are told what was made`() throws {
        let identity = try exchange.answer(["keys", "new", "identity", "new.identity"])
        #expect(identity.names == ["kind", "file", "recipient"])
        #expect(identity["kind"]?.text == "identity")
        #expect(try exchange.answer(["keys", "public", "new.identity"])["recipient"] == identity["recipient"])
        let signing = try exchange.answer(["keys", "new", "signing", "new.key", "--name", "a.example"])
        #expect(signing.names == ["kind", "file", "verifier"])
        #expect(try exchange.answer(["keys", "public", "new.key"]) == signing)
        let pseudonyms = try exchange.answer(["keys", "new", "pseudonyms", "pseudonyms.key"])
        #expect(try pseudonyms == JSON(#"{"kind":"pseudonyms","file":"pseudonyms.key"}"#))
    }

    @Test(arguments: [["identity"], ["signing", "--name", "a.example"], ["pseudonyms"]])
    func `a file that is there may hold the only copy of a key, and is left alone`(_ arguments: [String]) throws {
        let before = try workshop.readBytes("police.key")
        try exchange.expectRefusal(
            ["keys", "new"] + arguments + ["police.key"], ExitCode.inputOutput, "store-failed",
            "police.key: there is already a file;")
        #expect(try workshop.readBytes("police.key") == before)
        try exchange.expectRefusal(
            ["keys", "new"] + arguments + ["nowhere/new"], ExitCode.inputOutput, "store-failed", "nowhere/new: ")
        try exchange.expectRefusal(
            ["keys", "new"] + arguments + [""], ExitCode.usage, "usage", "the key file has an empty")
    }

    @Test(arguments: ["", "a b", "a+b", "a\nb", "\u{202E}a"])
    func `what cannot name a key is a mistake in the arguments`(_ name: Text) throws {
        try exchange.expectRefusal(
            ["keys", "new", "signing", "new.key", "--name", name.value], ExitCode.usage, "usage", "--name: ")
        #expect(!workshop.exists("new.key"))
    }

    @Test func `only what has a public half tells it`() throws {
        try workshop.write("pseudonyms.key", "proviso-key-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n")
        for file in ["pseudonyms.key", "policy.yaml", "records.ndjson"] {
            try exchange.expectRefusal(
                ["keys", "public", file], ExitCode.configuration, "key-invalid", "\(file): neither an identity nor")
        }
        try exchange.expectRefusal(["keys", "public", "nowhere"], ExitCode.inputMissing, "store-missing", "nowhere: ")
        try exchange.expectRefusal(["keys", "public", ""], ExitCode.usage, "usage", "the key file has an empty name")
    }

    @Test(arguments: ["police.key", "fiu.identity"])
    func `a key that others can read is not used`(_ file: String) throws {
        try workshop.write("open.key", try workshop.readBytes(file), mode: 0o644)
        try exchange.expectRefusal(
            ["keys", "public", "open.key"], ExitCode.fileMode, "store-mode", "open.key: mode 0644 lets others reach")
    }
}
