import TestSupport
import Testing

/// `keys export-type-key`.
@Suite struct ExportTypeKeyTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws {
        exchange = try Exchange()
        try exchange.makeRing(versions: 2)
    }

    private static let domain = ["--domain", "fiu.example/case-114"]

    private func exporting(_ arguments: [String], without option: String? = nil) -> [String] {
        var options = [
            ["--type", "person"], Self.domain, ["--to", exchange.recipient], ["--because", "MLA NL-2026-114"],
            ["-o", "person.age"],
        ]
        options.removeAll { $0[0] == option }
        return ["keys", "export-type-key", "case.keyring"] + Exchange.opening + options.flatMap(\.self) + arguments
    }

    @Test(.enabled(if: Programs.exists("age"), "age is not installed"))
    func `the sealed file holds the key and everything that it is for`() throws {
        let authorization = "sha256:" + String(repeating: "a", count: 64)
        let answer = try exchange.answer(
            exporting([
                "--canonical", "alphanumeric", "--epoch", "2026-q4", "--authorization", authorization, "--version", "1",
            ]))
        #expect(
            answer.names == [
                "file", "type", "canonicalization", "version", "fingerprint", "recipient", "because", "domain", "epoch",
                "authorization",
            ])
        #expect(try workshop.mode("person.age") == 0o600)
        let bytes = try workshop.bash("age -d -i fiu.identity person.age").bytes
        let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        #expect(bytes.count == line.utf8.count + 33)
        let sealed = try JSON(line)
        #expect(sealed["proviso"]?.text == "type-key/v1")
        for name in ["type", "canonicalization", "version", "fingerprint", "because", "domain", "epoch"] {
            #expect(sealed[name] == answer[name], "\(name)")
        }
        #expect(sealed["authorization"]?.text == authorization)
        #expect(sealed["created"]?.text == Exchange.created)
        let stated = try exchange.answer(
            ["keys", "fingerprint", "case.keyring", "--version", "1", "--epoch", "2026-q4", "--authorization"]
                + [authorization] + Self.domain + Exchange.opening)
        #expect(stated["fingerprint"] == answer["fingerprint"])
    }

    @Test func `the active version is exported unless another one is named`() throws {
        let outcome = try exchange.proviso(exporting([]))
        expectDone(outcome)
        #expect(outcome.output.contains("The key of the type person in fiu.example/case-114, version 2, fp_"))
        #expect(outcome.output.contains("only another epoch ends that"))
        try exchange.answer(["keys", "retire", "case.keyring", "--version", "2"] + Exchange.opening)
        try exchange.expectRefusal(
            exporting([]), ExitCode.configuration, "key-retired", "case.keyring: no version of the keyring is active")
        #expect(try exchange.answer(exporting(["--version", "2"]))["version"]?.number == 2)
    }

    /// An option that is left out, what is given instead of it, and how the refusal begins.
    private typealias Mistake = (option: String?, arguments: [String], beginning: String)

    private static let mistakes: [Mistake] = [
        ("--because", [], "a key is not exported without a reason, which is written into the file; add --because TEXT"),
        ("--because", ["--because", ""], "--because: the key of a type is not exported without a reason"),
        ("--because", ["--because", "\u{202E}x"], "--because: the key of a type is not exported without a reason"),
        ("--because", ["--because", String(repeating: "x", count: 4097)], "--because: a reason of more than 4,096"),
        ("--to", [], "a key never leaves unsealed, and no recipient was named; add --to age1…"),
        ("--to", ["--to", "age1x"], "--to: 'age1x' is not a recipient"),
        ("--to", ["--to", "age1x", "--to", "age1y"], "a key is exported to one recipient, who answers for it"),
        ("--domain", [], "a key without a domain is not exported"),
        ("--domain", ["--domain", "D"], "the domain: a domain cannot be 'D'"),
        ("--type", ["--type", "Person"], "--type: a pseudonym type cannot be 'Person'"),
        ("--type", [], "Missing expected argument '--type"),
        (
            nil, ["--canonical", "Exact"],
            "--canonical: no canonicalization is called 'Exact'; one of: exact, trimmed, digits, alphanumeric"
        ),
        ("-o", [], "Missing expected argument '--output"),
        ("-o", ["-o", "-"], "-o - is no file"), ("-o", ["-o", ""], "-o has an empty name"),
        ("-o", ["-o", "case.keyring"], "case.keyring: -o and the keyring are the same file"),
        ("-o", ["-o", "case.keyring.seen"], "case.keyring.seen: -o and the keyring's memory are the same file"),
        ("-o", ["-o", "fiu.identity"], "fiu.identity: -o and the identity are the same file"),
    ]

    @Test(arguments: mistakes)
    func `a mistake in the arguments exports nothing`(
        _ option: String?, _ arguments: [String], _ beginning: String
    ) throws {
        let files = ["case.keyring", "case.keyring.seen", "fiu.identity"]
        let before = try files.map(workshop.readBytes)
        try exchange.expectRefusal(exporting(arguments, without: option), ExitCode.usage, "usage", beginning)
        #expect(try files.map(workshop.readBytes) == before)
        #expect(!workshop.exists("person.age"))
    }

    @Test func `a version that is not there is not exported`() throws {
        _ = try exchange.destroy(1)
        try exchange.expectRefusal(
            exporting(["--version", "1"]), ExitCode.configuration, "key-destroyed",
            "case.keyring: the key of version 1 was destroyed;")
        try exchange.expectRefusal(
            exporting(["--version", "3"]), ExitCode.configuration, "key-unknown",
            "case.keyring: the keyring has no version 3;")
        #expect(!workshop.exists("person.age"))
    }
}
