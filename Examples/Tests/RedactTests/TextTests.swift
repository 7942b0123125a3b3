import TestSupport
import Testing

/// Texts without fields: `--format text` and `--list-findings`.
struct TextTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        try workshop.write("policy.yaml", Self.policy)
        try workshop.write("letter.txt", Self.letter)
    }

    private static let policy = """
        proviso: policy/v1
        purpose: test
        recipient: test.example
        text: { redact: everything }

        """
    private static let letter = "To Ana <ana@example.org>,\r\nIBAN DE02 1203 0000 0000 2020 51"
    private static let redacted = "To Ana <[email]>,\r\nIBAN [iban]"

    // MARK: - Inputs and outputs

    @Test func `a text comes in through standard input or a file, and out through standard output or a file`() throws {
        let arguments = ["--format", "text", "--policy", "policy.yaml"]
        expectDone(try workshop.redact(arguments, input: .text(Self.letter)), output: Self.redacted)
        expectDone(try workshop.redact(arguments + ["-"], input: .text(Self.letter)), output: Self.redacted)
        expectDone(try workshop.redact(arguments + ["letter.txt"]), output: Self.redacted)
        expectDone(try workshop.redact(arguments + ["letter.txt", "-o", "out.txt"]), output: "")
        #expect(try workshop.read("out.txt") == Self.redacted)
        #expect(try workshop.mode("out.txt") == 0o600)
        expectDone(try workshop.redact(arguments, input: ""), output: "")
        // A file can be replaced by what is left of it.
        expectDone(try workshop.redact(arguments + ["letter.txt", "-o", "letter.txt"]), output: "")
        #expect(try workshop.read("letter.txt") == Self.redacted)
    }

    @Test func `several texts come out one after the other`() throws {
        try workshop.write("more.txt", "bo@example.org\n")
        expectDone(
            try workshop.filter("--format", "text", "more.txt", "letter.txt", "more.txt"),
            output: "[email]\n\(Self.redacted)[email]\n")
    }

    @Test(.enabled(if: Programs.hasProc), .timeLimit(.minutes(5)))
    func `memory does not grow with the text`() throws {
        let line = "nothing of note happened on that day, said he, and went home to write it down\n"
        let block = Array(String(repeating: line, count: 1 << 14).utf8)
        func peak(blocks: Int) throws -> Int {
            let child = try workshop.start(
                ["--policy", "policy.yaml", "--format", "text", "-o", "out"], input: .pipe,
                errors: .file(workshop.path(of: "stream-err")))
            for _ in 0..<blocks { #expect(child.send(block)) }
            // All but what fits into a pipe has been read, and the program waits for more.
            let peak = try #require(child.peakMemory)
            child.closeInput()
            #expect(try child.wait() == .exit(ExitCode.done))
            return peak
        }
        let few = try peak(blocks: 2)
        let many = try peak(blocks: 52)
        #expect(block.count * 52 > 64_000_000)
        #expect(many - few < 4096, "\(few) KiB and \(many) KiB")
    }

    // MARK: - The report

    @Test func `the report counts what was found, and lists where only on demand`() throws {
        expectDone(
            try workshop.filter("--format", "text", "--report", "report.json", "letter.txt"), output: Self.redacted)
        var report = try JSON(workshop.read("report.json"))
        #expect(report["records"]?["read"]?.number == 1 && report["records"]?["written"]?.number == 1)
        let rule = try #require(report["rules"]?.list?.first)
        #expect(rule["path"]?.text == "text" && rule["changed"]?.number == 1)
        #expect(rule["found"]?["email"]?["count"]?.number == 1)
        #expect(rule["found"]?["iban"]?["count"]?.number == 1)
        #expect(rule["found"]?.names == ["email", "iban"])
        #expect(report["findings"] == nil)
        #expect(report["text-notice"]?.text?.isEmpty == false)

        try workshop.write("more.txt", "\u{FEFF}é bo@example.org\n")
        expectDone(
            try workshop.filter(
                "--format", "text", "--report", "report.json", "--list-findings", "letter.txt", "more.txt"))
        report = try JSON(workshop.read("report.json"))
        let findings = try #require(report["findings"]?.list)
        #expect(findings.map { $0["type"]?.text } == ["email", "iban", "email"])
        #expect(findings.map { $0["path"]?.text } == ["text", "text", "text"])
        #expect(findings.map { $0["input"]?.number } == [nil, nil, 2])
        #expect(findings.map { $0["line"]?.number } == [1, 2, 1])
        #expect(findings.map { $0["column"]?.number } == [9, 6, 3])
        #expect(findings.map { $0["start"]?.number } == [8, 32, 6])
        #expect(findings.map { $0["end"]?.number } == [23, 59, 20])
        let text = try workshop.read("report.json")
        for value in ["example.org", "DE02", "2020"] { #expect(!text.contains(value)) }
    }

    @Test func `the summary tells what was found`() throws {
        let outcome = try workshop.filter("--format", "text", "--summary", "letter.txt")
        #expect(outcome.ending == .exit(ExitCode.done))
        #expect(outcome.output == Self.redacted)
        #expect(outcome.errors.hasPrefix("records: 1 read, 1 written\n"))
        #expect(
            outcome.errors.contains("\nfound in text  count  confidence from\nemail              1             95 %\n"))
        #expect(!outcome.errors.contains("ana@"))
    }

    // MARK: - What cannot be

    @Test func `options that make no sense are told`() throws {
        let arguments = ["--policy", "policy.yaml", "--format", "text", "letter.txt"]
        let wrong = [
            (["--list-findings"], "--list-findings without a report; add --report FILE"),
            (
                ["--on-error", "skip"],
                "--on-error skip with --format text; leave it out; a text is not made of records"
            ),
            (["--delimiter", ";"], "--delimiter is for tables; add --format csv or --format tsv"),
            (["--columns", "a"], "--columns is for tables; add --format csv or --format tsv"),
        ]
        for (options, problem) in wrong {
            let outcome = try workshop.redact(arguments + options)
            expectProblems(outcome, ExitCode.usage, problem)
            #expect(outcome.errors == "redact: \(problem)\n")
        }
        expectDone(try workshop.redact(arguments + ["--on-error", "stop", "--jobs", "2"]), output: Self.redacted)
    }

    @Test func `a policy that says nothing about texts, and one that says nothing else, are told`() throws {
        try workshop.write("fields.yaml", Workshop.policy)
        let problem =
            "fields.yaml: the policy says nothing about texts without fields; "
            + "add `text: { redact: everything }`, or choose another format"
        let outcome = try workshop.redact(["--policy", "fields.yaml", "--format", "text", "letter.txt"])
        expectProblems(outcome, ExitCode.configuration, problem)
        #expect(outcome.errors == "redact: \(problem)\n")
        let other = "policy.yaml: the policy is for texts alone; add `fields:`, or choose the format text"
        for format in [[], ["--format", "csv"], ["--format", "json"], ["--format", "combined"]] {
            let outcome = try workshop.redact(["--policy", "policy.yaml", "letter.txt"] + format)
            expectProblems(outcome, ExitCode.configuration, other)
            #expect(outcome.errors == "redact: \(other)\n")
        }
        try workshop.write("limit.yaml", Self.policy + "fields: { \"$.a\": keep }\nlimit: { records: 1 }\n")
        expectProblems(
            try workshop.redact(["--policy", "limit.yaml", "--format", "text", "letter.txt"]), ExitCode.configuration,
            "limit.yaml: the policy has conditions on records, and a text is none; ")
    }

    @Test func `a text that is not UTF-8 ends with its place, and leaves no file`() throws {
        let bytes = Array("ana@example.org\nM".utf8) + [0xFC] + Array("ller\n".utf8)
        try workshop.write("latin.txt", bytes)
        let problem = "latin.txt:2:2: not UTF-8; convert a text that is in Latin-1 with iconv -f ISO-8859-1 -t UTF-8"
        expectProblems(
            try workshop.filter("--format", "text", "latin.txt"), ExitCode.badData, problem, output: "[email]\nM")
        expectProblems(
            try workshop.filter("--format", "text", "-o", "out", "--report", "report.json", "latin.txt"),
            ExitCode.badData, problem)
        #expect(!workshop.exists("out") && !workshop.exists("report.json"))
        try workshop.write("wide.txt", [0xFF, 0xFE, 0x61, 0x00])
        expectProblems(try workshop.filter("--format", "text", "wide.txt"), ExitCode.badData, "wide.txt:1:1: ")
        expectProblems(
            try workshop.filter("--format", "text", "none.txt"), ExitCode.inputMissing, "none.txt: ")
    }

    @Test func `lists lie beside the policy, and what is wrong in them is told with its line`() throws {
        try workshop.makeFolder("case")
        try workshop.write(
            "case/policy.yaml",
            Self.policy.replacing(
                "everything", with: "{ find: [known], watch-list: names.txt, context-words: [words.txt] }"))
        try workshop.write("case/words.txt", "language: en\niban: account\n")
        func outcome(_ names: String) throws -> Workshop.Outcome {
            try workshop.write("case/names.txt", names)
            return try workshop.redact(
                ["--policy", "case/policy.yaml", "--format", "text"], input: "Frau Roth, Ana\n")
        }
        expectDone(try outcome("# names\r\nJana Roth\r\n"), output: "Frau [known], Ana\n")
        expectProblems(
            try outcome("Jana Roth\nxy\n"), ExitCode.configuration,
            "case/names.txt:2: a value of fewer than three letters or digits (rule text); leave it out; ")
        try workshop.write("case/words.txt", "language: en\nibna: account\n")
        expectProblems(
            try outcome("Jana Roth\n"), ExitCode.configuration,
            "case/words.txt:2: no type is called 'ibna' (rule text); did you mean 'iban'?")
    }
}
