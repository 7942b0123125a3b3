import TestSupport
import Testing

/// `--show`: texts with what is found in them highlighted.
struct ShowTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        try workshop.write("policy.yaml", Self.policy)
    }

    private static let policy = """
        proviso: policy/v1
        purpose: test
        recipient: test.example
        text: { redact: { find: [email], deny: [Operation Walrus] } }

        """
    private static let text = "IBAN DE02 1203 0000 0000 2020 51, ana@example.org, Operation Walrus"

    @Test func `without a policy everything is looked for, and what is found stands in brackets`() throws {
        let expected =
            "IBAN ⟦DE02 1203 0000 0000 2020 51|iban 99⟧, ⟦ana@example.org|email 99⟧, Operation Walrus"
        let outcome = try workshop.redact(["--show"], input: .text(Self.text))
        expectDone(outcome)
        #expect(withoutConfidence(outcome.output) == withoutConfidence(expected))
        try workshop.write("a.txt", Self.text)
        for arguments in [["--show", "a.txt"], ["--show", "--format", "text", "a.txt"], ["a.txt", "--show"]] {
            expectDone(try workshop.redact(arguments), output: outcome.output)
        }
        expectDone(try workshop.redact(["--show", "a.txt", "a.txt"]), output: outcome.output + outcome.output)
    }

    @Test func `with a policy what it has looked for is shown`() throws {
        let outcome = try workshop.redact(["--show", "--policy", "policy.yaml"], input: .text(Self.text))
        expectDone(outcome)
        #expect(
            withoutConfidence(outcome.output)
                == "IBAN DE02 1203 0000 0000 2020 51, ⟦ana@example.org|email ⟧, ⟦Operation Walrus|known ⟧")
        #expect(outcome.output.contains("|known 100⟧"))
    }

    /// The text without the percentages, which are tested in the library.
    private func withoutConfidence(_ text: String) -> String { text.replacing(/\ [0-9]+⟧/, with: " ⟧") }

    @Test func `control characters are shown as escapes, and line ends and tabs as they are`() throws {
        expectDone(
            try workshop.redact(["--show"], input: .text("\u{1B}[2J\u{7}a\u{85}\u{9B}x\tb\r\nc\u{7F}\u{0}d\n")),
            output: "\\u{1B}[2J\\u{7}a\\u{85}\\u{9B}x\tb\r\nc\\u{7F}\\u{0}d\n")
    }

    @Test func `a text in which nothing is found, and an empty one, are shown as they are`() throws {
        expectDone(try workshop.redact(["--show"], input: "nothing of note\n"), output: "nothing of note\n")
        expectDone(try workshop.redact(["--show"], input: ""), output: "")
    }

    @Test(arguments: [
        ["-o", "out"], ["--report", "report.json"], ["--summary"], ["--list-findings"], ["--on-error", "stop"],
        ["--jobs", "2"], ["--max-record", "100"],
    ])
    func `whoever shows a text does nothing else`(options: [String]) throws {
        let outcome = try workshop.redact(["--show"] + options, input: .text(Self.text))
        expectProblems(
            outcome, ExitCode.usage, "--show prints a text and does nothing else; leave the other options out")
        #expect(try workshop.names == [])
    }

    @Test func `only texts are shown`() throws {
        for format in ["csv", "json", "ndjson", "combined"] {
            expectProblems(
                try workshop.redact(["--show", "--format", format], input: .text(Self.text)), ExitCode.usage,
                "--show is for texts; leave --format out, or write --format text")
        }
        try workshop.write("fields.yaml", Workshop.policy)
        expectProblems(
            try workshop.redact(["--show", "--policy", "fields.yaml"], input: .text(Self.text)),
            ExitCode.configuration, "fields.yaml: the policy says nothing about texts without fields; ")
        expectProblems(try workshop.redact(["--show", "none.txt"]), ExitCode.inputMissing, "none.txt: ")
    }

    @Test func `a key is made without showing anything`() throws {
        for option in ["--show", "--list-findings"] {
            expectProblems(
                try workshop.redact(["--new-key", "new.key", option]), ExitCode.usage,
                "--new-key makes a key and does nothing else; ")
        }
        #expect(!workshop.exists("new.key"))
    }
}
