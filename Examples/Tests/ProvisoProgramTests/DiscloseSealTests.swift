import TestSupport
import Testing

/// `disclose seal`.
@Suite struct DiscloseSealTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws { exchange = try Exchange() }

    private func inspected(_ package: String = "case.age", at time: String = Exchange.created) throws -> JSON {
        try exchange.answer(
            ["disclose", "inspect", "--identity", "fiu.identity", "--trust", "trust", package], at: time)
    }

    @Test func `a package is for its owner alone, and holds what the policy lets through`() throws {
        let sealed = try exchange.answer(exchange.sealing())
        #expect(
            sealed.names == ["package", "file", "records-read", "records-written", "terms", "manifest"])
        #expect(try workshop.mode("case.age") == 0o600)
        let terms = try #require(sealed["terms"])
        #expect(terms["sender"]?.text == "police.example")
        #expect(terms["recipients"]?.list?.map { $0["key"]?.text } == [exchange.recipient])
        #expect(terms["recipients"]?.list?.map { $0["party"]?.text } == ["fiu.example"])
        #expect(terms["purpose"]?.text == "Do our cases and theirs meet?")
        #expect(terms["created"]?.text == Exchange.created)
        #expect(terms["erase-by"]?.text == Exchange.due)
        #expect(terms["onward-sharing"]?.text == "prohibited")
        let handling = try JSON(#"[{"code":"TLP:AMBER","known":true},{"code":"EYES ONLY","known":false}]"#)
        #expect(terms["handling"] == handling)
        #expect(
            sealed["manifest"]?["members"]?.list?.map { $0["name"]?.text } == [
                "records.0001.ndjson", "records.report.json",
            ])
        let package = try inspected()
        #expect(package["terms"] == terms)
        #expect(package["manifest"] == sealed["manifest"])
        expectDone(try exchange.proviso(Exchange.opening()))
        #expect(try workshop.read("case/records.0001.ndjson") == "{\"case_id\":\"C-1\"}\n{\"case_id\":\"C-2\"}\n")
    }

    @Test func `what is said in the arguments stands in the terms`() throws {
        let second = try #require(
            try exchange.answer(["keys", "new", "identity", "second.identity"])["recipient"]?.text)
        try exchange.answer(
            exchange.sealing(
                "--to", second, "--case", "26/114", "--erase-by", "2027-01-01T00:00:00Z", "--review-by",
                "2026-12-24T00:00:00Z", "--not-before", "2026-12-01T00:00:00Z", "--onward-sharing", "with-consent",
                "--contact", "desk 4", "--records", "cases", "--keep", "sent"))
        let package = try inspected(at: "2026-12-01T00:00:00Z")
        let terms = try #require(package["terms"])
        #expect(terms["recipients"]?.list?.map { $0["key"]?.text } == [exchange.recipient, second])
        let expected = [
            "case": "26/114", "erase-by": "2027-01-01T00:00:00Z", "review-by": "2026-12-24T00:00:00Z",
            "not-before": "2026-12-01T00:00:00Z", "onward-sharing": "with-consent", "contact": "desk 4",
        ]
        for (name, value) in expected { #expect(terms[name]?.text == value, "\(name)") }
        #expect(package["manifest"]?["records"]?.list?.map { $0["name"]?.text } == ["cases"])
        #expect(try workshop.read("sent/terms.note").contains("\ncase: 26/114\n"))
        #expect(try workshop.read("sent/manifest.note").hasPrefix("proviso/manifest/v1\n"))
        #expect(try workshop.mode("sent") == 0o700)
    }

    @Test func `records come from standard input and from several files`() throws {
        expectDone(
            try exchange.proviso(
                exchange.sealing("records.ndjson", "-", "records.ndjson"), input: .text("{\"case_id\":\"C-9\"}")))
        expectDone(try exchange.proviso(Exchange.opening()))
        let lines = try workshop.read("case/records.0001.ndjson").split(separator: "\n")
        #expect(lines.map { $0.dropFirst(12).dropLast(2) } == ["C-1", "C-2", "C-9", "C-1", "C-2"])

        let arguments = Array(exchange.sealing(to: "in.age").dropLast())
        expectDone(try exchange.proviso(arguments, input: .text("{\"case_id\":\"C-9\"}\n")))
        expectDone(try exchange.proviso(Exchange.opening("in.age", into: "in")))
        #expect(try workshop.read("in/records.0001.ndjson") == "{\"case_id\":\"C-9\"}\n")
    }

    @Test func `a bad record leaves no package, and is left out if that is said`() throws {
        try workshop.write("bad.ndjson", "{\"case_id\":\"C-1\"}\n{\"case_id\":\"CANARY\n")
        try workshop.write("case.age", "old")
        try exchange.expectRefusal(
            exchange.sealing("--keep", "sent", "bad.ndjson"), ExitCode.badData, "record-malformed", "bad.ndjson:2:")
        #expect(try workshop.read("case.age") == "old")
        #expect(!workshop.exists("sent"))
        expectDone(try exchange.proviso(exchange.sealing("--on-error", "skip", "bad.ndjson")))
        expectDone(try exchange.proviso(Exchange.opening()))
        #expect(try workshop.read("case/records.0001.ndjson") == "{\"case_id\":\"C-1\"}\n")
    }

    @Test func `pseudonyms need their key`() throws {
        try workshop.write(
            "policy.yaml",
            Exchange.policy.replacing("fields:", with: "domain: d\nfields:\n  \"$.name\": { pseudonymize: { as: n } }"))
        try exchange.expectRefusal(
            exchange.sealing(), ExitCode.configuration, "policy-key", "the policy makes pseudonyms")
        expectDone(try exchange.proviso("keys", "new", "pseudonyms", "case.key"))
        let sealed = try exchange.answer(exchange.sealing("--key-file", "case.key"))
        let fingerprint = try #require(sealed["manifest"]?["records"]?.list?.first?["fingerprint"]?.text)
        let hasForm = fingerprint.wholeMatch(of: /fp_[a-z2-7]{26}/) != nil
        #expect(hasForm)
    }

    @Test func `nothing is sealed that nobody has to erase`() throws {
        try workshop.write("policy.yaml", Exchange.policy.replacing(/terms:.*\n/, with: ""))
        try exchange.expectRefusal(exchange.sealing(), ExitCode.configuration, "policy-terms")
        expectDone(try exchange.proviso(exchange.sealing("--erase-by", Exchange.due)))
    }

    @Test(arguments: [
        (["--erase-by", "2027-02-23"], "--erase-by: "), (["--not-before", "soon"], "--not-before: "),
        (["--review-by", ""], "--review-by: "), (["--onward-sharing", "Prohibited"], "--onward-sharing cannot be"),
        (["--to", "age1x"], "--to: 'age1x' is not a recipient"), (["--to", ""], "--to: '' is not a recipient"),
        (["--on-error", "ignore"], "--on-error cannot be 'ignore'"), (["--records", "Cases"], "--records: "),
        (["--contact", "\u{202E}x"], "--contact: "), (["--case", " "], "--case: "),
        (["--sender", ""], "--sender: "), (["--erase-by", Exchange.created], "the terms: "),
        (["--not-before", "2026-11-01T00:00:00Z"], "the terms: "),
        (["--review-by", "2028-01-01T00:00:00Z"], "the terms: "), (["--output", "-"], "-o - is no file"),
        (["--policy", ""], "the policy has an empty name"), (["--key-file", ""], "the key file has an empty name"),
        (["--sign", ""], "the signing key has an empty name"), (["-o", ""], "-o has an empty name"),
        (["--keep", ""], "--keep has an empty name"), ([""], "the input has an empty name"),
    ])
    func `a mistake in the arguments is told before anything is written`(_ arguments: [String], _ beginning: String)
        throws
    {
        try exchange.expectRefusal(exchange.sealing() + arguments, ExitCode.usage, "usage", beginning)
        #expect(!workshop.exists("case.age"))
    }

    @Test func `a key is not listed twice`() throws {
        try exchange.expectRefusal(
            exchange.sealing("--to", exchange.recipient), ExitCode.usage, "usage", "the terms: ")
    }

    @Test(arguments: ["policy.yaml", "case.key", "police.key", "records.ndjson"])
    func `no file that is read is replaced by the package`(_ name: String) throws {
        try workshop.write("case.key", "proviso-key-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n")
        let before = try workshop.readBytes(name)
        expectDone(try workshop.bash("ln -s \(name) link; ln \(name) hard"))
        for target in [name, "./\(name)", "link", "hard"] {
            try exchange.expectRefusal(
                exchange.sealing("--key-file", "case.key", to: target), ExitCode.usage, "usage")
        }
        #expect(try workshop.readBytes(name) == before)
    }

    @Test func `package and kept notes have two names`() throws {
        try exchange.expectRefusal(
            exchange.sealing("--keep", "./case.age"), ExitCode.usage, "usage", "./case.age: --keep and -o are the same")
        let outcome = try exchange.proviso(
            exchange.sealing(to: "/dev/stdout"), output: .file(workshop.path(of: "out")))
        #expect(outcome.ending == .exit(ExitCode.usage))
        #expect(try workshop.read("out") == "")
    }

    @Test func `policy and records do not both come from standard input`() throws {
        let arguments = exchange.sealing("-", "records.ndjson") + ["--policy", "/dev/stdin"]
        try exchange.expectRefusal(
            arguments, input: .text(Exchange.policy), ExitCode.usage, "usage", "-: the input and the policy")
    }

    @Test func `kept notes are never replaced`() throws {
        try workshop.makeFolder("sent")
        try exchange.expectRefusal(
            exchange.sealing("--keep", "sent"), ExitCode.inputOutput, "store-failed", "sent: there is already something"
        )
        #expect(!workshop.exists("case.age"))
    }

    @Test(arguments: [
        (["--policy", "nowhere"], ExitCode.inputMissing, "store-missing"),
        (["--sign", "nowhere"], ExitCode.inputMissing, "store-missing"),
        (["nowhere"], ExitCode.inputMissing, "store-missing"),
        (["--sign", "fiu.identity"], ExitCode.configuration, "key-invalid"),
        (["--key-file", "fiu.key"], ExitCode.configuration, "key-invalid"),
        (["-o", "nowhere/case.age"], ExitCode.inputOutput, "store-failed"),
        (["--policy", "records.ndjson"], ExitCode.usage, "usage"),
    ])
    func `a file that cannot serve is told`(_ arguments: [String], _ code: Int32, _ word: String) throws {
        try exchange.expectRefusal(exchange.sealing() + arguments, code, word)
        #expect(!workshop.exists("case.age"))
    }

    @Test func `every mistake in a policy is told`() throws {
        try workshop.write("policy.yaml", "proviso: policy/v1\npurpos: x\nfields: { a: kep }\n")
        let outcome = try exchange.proviso(exchange.sealing() + ["--json"])
        #expect(outcome.ending == .exit(ExitCode.configuration))
        let error = try #require(try JSON(outcome.output)["error"])
        #expect(error["code"]?.text == "policy-invalid")
        #expect((error["problems"]?.list?.count ?? 0) == outcome.problems.count)
        #expect(outcome.problems.count >= 3)
        #expect(error["problems"]?.list?.allSatisfy { $0["source"]?.text == "policy.yaml" } == true)
    }

    @Test(.enabled(if: Programs.exists("age") && Programs.exists("tar") && Programs.exists("b2sum")))
    func `age, tar and b2sum open and check a package`() throws {
        try exchange.answer(exchange.sealing())
        expectDone(
            try workshop.bash(
                """
                mkdir by-hand
                age -d -i fiu.identity case.age | tar -xf - -C by-hand
                cd by-hand
                sed -n 's/^member: \\([^ ]*\\) .* blake2b-256:\\(.*\\)/\\2  \\1/p' manifest.note > sums
                test -s sums
                b2sum -l 256 --check --quiet --strict sums
                """), output: "")
    }
}
