import TestSupport
import Testing

/// `keys fingerprint`.
@Suite struct KeyFingerprintTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws {
        exchange = try Exchange()
        try workshop.write("case.key", "proviso-key-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n")
        try exchange.answer([
            "keys", "new", "keyring", "case.keyring", "--to", exchange.recipient, "--adopt", "case.key",
        ])
    }

    private func fingerprint(_ arguments: String...) throws -> String {
        let outcome = try exchange.proviso(["keys", "fingerprint"] + arguments)
        expectDone(outcome)
        let hasForm = outcome.output.wholeMatch(of: /fp_[a-z2-7]{26}\n/) != nil
        #expect(hasForm, "\(outcome.output)")
        return outcome.output.replacing("\n", with: "")
    }

    @Test func `a key file and a keyring that adopted it have the same fingerprints`() throws {
        // As the program on the page `Formats/Keyrings` computes it.
        #expect(try fingerprint("--key-file", "case.key") == "fp_mkhqbpr4loy7vfqjdqsrnwyf6u")
        #expect(
            try fingerprint("case.keyring", "--identity", "fiu.identity") == fingerprint("--key-file", "case.key"))
        let domain = ["--domain", "test.example/case-1", "--epoch", "2026-q4"]
        let answer = try exchange.answer(["keys", "fingerprint", "--key-file", "case.key"] + domain)
        #expect(answer.names == ["file", "version", "fingerprint", "domain", "epoch"])
        #expect(answer["version"]?.number == 0)
        #expect(
            try exchange.answer(["keys", "fingerprint", "case.keyring"] + domain + Exchange.opening)["fingerprint"]
                == answer["fingerprint"])
    }

    @Test func `the fingerprint of a domain is the one that a policy states`() throws {
        let domain = try fingerprint("--key-file", "case.key", "--domain", "d", "--epoch", "e")
        #expect(try fingerprint("--key-file", "case.key", "--domain", "d") != domain)
        #expect(
            try fingerprint(
                "--key-file", "case.key", "--domain", "d", "--epoch", "e", "--authorization",
                "sha256:" + String(repeating: "0", count: 64)) != domain)
        let outcome = try workshop.bash(
            """
            printf '%s\\n' 'proviso: policy/v1' 'purpose: t' 'recipient: r' 'domain: { id: d, epoch: e }' \\
                'key-fingerprint: \(domain)' 'fields: { a: { pseudonymize: { as: x } } }' > p.yaml
            echo '{"a":"b"}' | redact --policy p.yaml --key-file case.key
            echo '{"a":"b"}' | redact --policy p.yaml --keyring case.keyring --identity fiu.identity
            proviso keys rotate case.keyring --identity fiu.identity > rotated
            echo '{"a":"b"}' | redact --policy p.yaml --keyring case.keyring --identity fiu.identity || echo $?
            """)
        #expect(outcome.output.split(separator: "\n").count == 3, "\(outcome.errors)")
        #expect(outcome.output.hasSuffix("\n78\n"))
    }

    @Test func `every version has its own, also one that was destroyed`() throws {
        for _ in 0..<2 { try exchange.answer(["keys", "rotate", "case.keyring"] + Exchange.opening) }
        let known = try exchange.list()["versions"]?.list?.map { $0["fingerprint"]?.text }
        let before = try (0...2).map { try exchange.fingerprint($0) }
        #expect(Set(before).count == 3)
        #expect(known == before)
        _ = try exchange.destroy(1)
        #expect(try exchange.fingerprint(1) == before[1])
        #expect(try fingerprint("case.keyring", "--identity", "fiu.identity") == before[2])
        try exchange.answer(["keys", "retire", "case.keyring", "--version", "2"] + Exchange.opening)
        try exchange.expectRefusal(
            ["keys", "fingerprint", "case.keyring"] + Exchange.opening, ExitCode.configuration, "key-retired",
            "case.keyring: no version of the keyring is active")
        try exchange.expectRefusal(
            ["keys", "fingerprint", "case.keyring", "--version", "3"] + Exchange.opening, ExitCode.configuration,
            "key-unknown", "case.keyring: the keyring has no version 3;")
    }

    @Test func `a key is named, and in one way`() throws {
        let key = ["--key-file", "case.key"]
        for (arguments, beginning) in [
            ([], "no key was named; name a keyring, or add --key-file FILE"),
            (["case.keyring"] + key + Exchange.opening, "KEYRING and --key-file are different ways to name the key"),
            (key + ["--version", "0"], "--version is about a keyring, and a key file has no use for it"),
            (key + ["--any-generation"], "--any-generation is about a keyring, and a key file"),
            (key + ["--epoch", "e"], "--epoch is about a domain, and none was given; add --domain ID"),
            (key + ["--authorization", "sha256:0"], "--authorization is about a domain, and none was given"),
            (key + ["--domain", "D"], "the domain: a domain cannot be 'D'"),
            (key + ["--domain", "d", "--epoch", ""], "the domain: an epoch cannot be ''"),
            (key + ["--domain", "d", "--authorization", "sha256:0"], "--authorization: "),
            (["--key-file", ""], "the key file has an empty name"),
        ] { try exchange.expectRefusal(["keys", "fingerprint"] + arguments, ExitCode.usage, "usage", beginning) }
        try exchange.expectRefusal(
            ["keys", "fingerprint", "--key-file", "policy.yaml"], ExitCode.configuration, "key-invalid", "policy.yaml: "
        )
    }
}
