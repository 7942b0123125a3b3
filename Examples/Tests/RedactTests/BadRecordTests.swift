import TestSupport
import Testing

/// What happens at a record that is bad.
struct BadRecordTests {
    let workshop: Workshop

    init() throws { workshop = try Workshop() }

    /// A value that makes its record bad, and where in the value the fault is.
    struct Fault: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let value: [UInt8]
        /// How many scalars of the value stand before the fault.
        let offset: Int
        let problem: String

        init(_ name: String, _ value: String, at offset: Int, _ problem: String) {
            self.init(name, Array(value.utf8), at: offset, problem)
        }

        init(_ name: String, _ value: [UInt8], at offset: Int, _ problem: String) {
            testDescription = name
            self.value = value
            self.offset = offset
            self.problem = problem
        }
    }

    static let faults = [
        Fault("a byte that is not UTF-8", [0x22, 0x53, 0xFF, 0x22], at: 2, "not UTF-8"),
        Fault("an overlong form", [0x22, 0xC0, 0x80, 0x22], at: 1, "not UTF-8"),
        Fault("a surrogate in UTF-8", [0x22, 0xED, 0xA0, 0x80, 0x22], at: 1, "not UTF-8"),
        Fault("a sequence that is cut off", [0x22, 0xE2, 0x82, 0x22], at: 1, "not UTF-8"),
        Fault("a zero before a number", "01", at: 0, "not a JSON number"),
        Fault("a number without digits", "-", at: 0, "not a JSON value"),
        Fault("a word that is none", "SECRET", at: 0, "not a JSON value"),
        Fault("a name that occurs twice", #"{"SECRET":1,"\u0053ECRET":2}"#, at: 12, "the same name twice"),
        Fault("a lone surrogate", #""SECRET\uD800""#, at: 7, "half of a surrogate pair"),
        Fault("a surrogate of the wrong half", #""SECRET\uDC00""#, at: 7, "half of a surrogate pair"),
        Fault(
            "65 levels", String(repeating: "[", count: 64) + String(repeating: "]", count: 64), at: 63,
            "nested deeper than 64"),
        Fault("a control character", "\"SECRET\u{1}\"", at: 7, "a control character"),
        Fault("an escape that is none", #""SECRET\x""#, at: 7, "an escape that JSON does not have"),
        Fault("a comma too many", #"["SECRET",]"#, at: 10, "not a JSON value"),
    ]

    @Test(arguments: faults)
    func `a fault in a field that is dropped stops the work, with its place`(_ fault: Fault) throws {
        let start = "{\"a\":3,\"CANARY\":"
        let input = Array("{\"a\":1}\n{\"a\":2}\n\(start)".utf8) + fault.value + Array("}\n{\"a\":4}\n".utf8)
        let outcome = try workshop.filter(input: .bytes(input))
        let column = 1 + start.unicodeScalars.count + fault.offset
        expectProblems(
            outcome, ExitCode.badData, "-:3:\(column): \(fault.problem)", output: "{\"a\":1}\n{\"a\":2}\n")
        #expect(!outcome.errors.contains("CANARY"))
        #expect(!outcome.errors.contains("SECRET"))
    }

    @Test(arguments: faults)
    func `a fault in a field that is kept stops the work too`(_ fault: Fault) throws {
        let input = Array("{\"a\":1}\n{\"a\":".utf8) + fault.value + Array("}\n".utf8)
        let outcome = try workshop.filter(input: .bytes(input))
        expectProblems(
            outcome, ExitCode.badData, "-:2:\(6 + fault.offset): \(fault.problem)", output: "{\"a\":1}\n")
        #expect(!outcome.errors.contains("SECRET"))
    }

    @Test(arguments: faults)
    func `a fault leaves out its record and no other where bad records are skipped`(_ fault: Fault) throws {
        let input = Array("{\"a\":1}\n{\"a\":2,\"b\":".utf8) + fault.value + Array("}\n{\"a\":3}\n".utf8)
        let outcome = try workshop.filter(
            "--on-error", "skip", "--report", "report.json", input: .bytes(input))
        expectDone(outcome, output: "{\"a\":1}\n{\"a\":3}\n")
        let report = try JSON(workshop.read("report.json"))
        #expect(report["skipped-lines"] == .array([.number(2)]))
        #expect(report["records"]?["left-out"] == .object(["bad": .number(1)]))
    }

    @Test(arguments: [
        "1", "[{\"a\":1}]", "\"text\"", "null", "{\"a\":1}{\"a\":2}", "{\"a\":1} x", "{\"a\":1", "{", "}",
    ])
    func `a record is one object`(_ line: String) throws {
        expectProblems(
            try workshop.filter(input: .text("{\"a\":0}\n\(line)\n{\"a\":1}\n")), ExitCode.badData, "-:2:",
            output: "{\"a\":0}\n")
    }

    @Test func `a rule that stops names itself and not the value`() throws {
        try workshop.write(
            "policy.yaml", Workshop.policy(fields: "  \"$.a\": { generalize: year, otherwise: stop }"))
        let outcome = try workshop.filter(input: "{\"a\":\"2020-01-02\"}\n{\"a\":\"SECRET\"}\n{\"a\":\"2021\"}\n")
        expectProblems(
            outcome, ExitCode.badData, "-:2:6: a value that the rule cannot handle (rule $.a);",
            output: "{\"a\":\"2020\"}\n")
        #expect(!outcome.errors.contains("SECRET"))
    }

    @Test func `the old file stays where the work stops, and nothing lies beside it`() throws {
        try workshop.write("out", "old\n", mode: 0o640)
        try workshop.write("report.json", "old\n")
        expectProblems(
            try workshop.filter("-o", "out", "--report", "report.json", input: "{\"a\":1}\nx\n"), ExitCode.badData,
            "-:2:1:")
        #expect(try workshop.read("out") == "old\n")
        #expect(try workshop.mode("out") == 0o640)
        #expect(try workshop.read("report.json") == "old\n")
        #expect(try workshop.names == ["out", "report.json"])
    }

    @Test func `no file is made where the work stops`() throws {
        expectProblems(
            try workshop.filter("-o", "out", "--report", "report.json", input: "{\"a\":1}\nx\n"), ExitCode.badData,
            "-:2:1:")
        #expect(try workshop.names == [])
    }

    @Test func `skipped records are counted, with their lines`() throws {
        let input = "{\"a\":1}\nx\n\n{\"a\":2}\n{\"a\":\"\\uD800\"}\n[]\n{\"a\":3}"
        expectDone(
            try workshop.filter("--on-error", "skip", "--report", "report.json", input: .text(input)),
            output: "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n")
        let report = try JSON(workshop.read("report.json"))
        #expect(
            report["records"]
                == .object([
                    "read": .number(6), "written": .number(3), "left-out": .object(["bad": .number(3)]),
                ]))
        #expect(report["skipped-lines"] == .array([.number(2), .number(5), .number(6)]))
    }

    @Test func `ten thousand skipped lines are listed and the others counted`() throws {
        let input = String(repeating: "x\n", count: 10_003) + "{\"a\":1}\n"
        expectDone(
            try workshop.filter("--on-error", "skip", "--report", "report.json", input: .text(input)),
            output: "{\"a\":1}\n")
        let report = try JSON(workshop.read("report.json"))
        guard case .array(let lines) = report["skipped-lines"] else {
            Issue.record("no lines")
            return
        }
        #expect(lines.count == 10_000)
        #expect(lines.last == .number(10_000))
        #expect(report["skipped-lines-not-listed"] == .number(3))
        #expect(report["records"]?["left-out"]?["bad"] == .number(10_003))
    }

    // MARK: - Size

    @Test func `a record may be as large as it is allowed to be, and no larger`() throws {
        let record = "{\"a\":\"0123456789\"}"
        let size = record.utf8.count
        expectDone(
            try workshop.filter("--max-record", "\(size)", input: .text("\(record)\n\(record)")),
            output: "\(record)\n\(record)\n")
        expectProblems(
            try workshop.filter("--max-record", "\(size - 1)", input: .text("{\"a\":1}\n\(record)\n")),
            ExitCode.badData, "-:2:1: a record of more than \(size - 1) bytes;", output: "{\"a\":1}\n")
        expectDone(
            try workshop.filter(
                "--max-record", "\(size - 1)", "--on-error", "skip",
                input: .text("{\"a\":1}\n\(record)\n{\"a\":2}\n\(record)")), output: "{\"a\":1}\n{\"a\":2}\n")
    }

    @Test func `a record has at most 16 MiB where nothing is said`() throws {
        let padding = String(repeating: " ", count: 16 * 1_048_576 - 7)
        expectDone(try workshop.filter(input: .text("{\"a\":1\(padding)}")), output: "{\"a\":1}\n")
        expectProblems(
            try workshop.filter(input: .text("{\"a\":1\(padding) }")), ExitCode.badData,
            "-:1:1: a record of more than 16777216 bytes;")
    }

    @Test func `the work stops as soon as a line is too long, though its end never comes`() throws {
        let child = try workshop.start(
            ["--policy", "policy.yaml", "--max-record", "1000"], input: .pipe,
            output: .file(workshop.path(of: "stream-out")), errors: .file(workshop.path(of: "stream-err")))
        #expect(child.send("{\"a\":1}\n"))
        _ = child.send(String(repeating: "x", count: 50_000))
        // Its standard input stays open.
        #expect(try child.wait() == .exit(ExitCode.badData))
        #expect(try workshop.read("stream-out") == "{\"a\":1}\n")
        #expect(try workshop.read("stream-err").hasPrefix("redact: -:2:1: a record of more than 1000 bytes;"))
    }
}
