import TestSupport
import Testing

/// `--report` and `--summary`.
struct ReportTests {
    let workshop: Workshop

    init() throws { workshop = try Workshop() }

    private static let records = """
        {"a":1,"CANARY-name":"CANARY-value","deep":{"CANARY-inner":["CANARY-element"]}}
        {"a":"CANARY-kept","b":null}
        {"a":{"CANARY-object":true}}
        {"a":"CANARY-dropped
        {"CANARY-alone":1}
        """

    @Test func `a report is JSON with counts, and has neither a value nor a name that the policy does not have`() throws
    {
        expectDone(
            try workshop.filter("--on-error", "skip", "--report", "report.json", input: .text(Self.records)),
            output: "{\"a\":1}\n{\"a\":\"CANARY-kept\"}\n")
        let text = try workshop.read("report.json")
        #expect(!text.contains("CANARY"))
        #expect(text.contains("still personal data"))
        let report = try JSON(text)
        #expect(report["proviso"] == .text("report/v1"))
        #expect(report["program"]?["name"] == .text("redact"))
        #expect(report["policy"]?["purpose"] == .text("test"))
        #expect(report["policy"]?["recipient"] == .text("test.example"))
        #expect(
            report["records"]
                == .object([
                    "read": .number(5), "written": .number(2),
                    "left-out": .object(["nothing-left": .number(2), "bad": .number(1)]),
                ]))
        #expect(
            report["rules"]
                == .array([
                    .object([
                        "path": .text("$.a"), "matched": .number(3), "changed": .number(0), "dropped": .number(1),
                        "unhandled": .number(1),
                    ])
                ]))
        #expect(report["unnamed"] == .object(["$.*": .number(4)]))
        #expect(report["key-fingerprint"] == nil)
    }

    @Test func `a report about pseudonyms names the key by its fingerprint, which a policy takes`() throws {
        try workshop.write("policy.yaml", Workshop.pseudonymPolicy)
        expectDone(try workshop.filter("--key-file", "case.key", "--report", "report.json", input: "{\"a\":1}"))
        guard case .text(let fingerprint) = try JSON(workshop.read("report.json"))["key-fingerprint"] else {
            Issue.record("no fingerprint")
            return
        }
        try workshop.write(
            "policy.yaml",
            Workshop.pseudonymPolicy.replacing("fields:", with: "key-fingerprint: \(fingerprint)\nfields:"))
        expectDone(try workshop.filter("--key-file", "case.key", input: "{\"a\":1}"))
    }

    @Test(.enabled(if: Programs.exists("b2sum"), "b2sum is needed"))
    func `b2sum gives the same digests of the program and of the policy`() throws {
        expectDone(try workshop.filter("--report", "report.json", input: "{\"a\":1}"))
        let report = try JSON(workshop.read("report.json"))
        let digests = try workshop.bash("b2sum -l 256 \"$(command -v redact)\" policy.yaml | cut -d ' ' -f 1")
        let lines = digests.output.split(separator: "\n").map { JSON.text(String($0)) }
        #expect(lines.count == 2)
        #expect(report["program"]?["blake2b-256"] == lines.first)
        #expect(report["policy"]?["blake2b-256"] == lines.last)
        #expect(report["program"]?["version"] == .text(try workshop.redact(["--version"]).output.trimmed))
    }

    @Test func `the same records and policy give the same report`() throws {
        expectDone(try workshop.filter("--report", "one.json", input: "{\"a\":1,\"b\":2}"))
        expectDone(try workshop.filter("--report", "two.json", input: "{\"a\":3,\"b\":4}"))
        #expect(try workshop.read("one.json") == workshop.read("two.json"))
    }

    @Test func `a report of one input lists lines, and one of several lists them with their inputs`() throws {
        try workshop.write("first.ndjson", "{\"a\":1}\nx\n")
        try workshop.write("second.ndjson", "{\"a\":1}\n{\"a\":1}\n")
        func lines(_ inputs: String...) throws -> JSON? {
            let arguments = ["--policy", "policy.yaml", "--on-error", "skip", "--report", "report.json"]
            expectDone(try workshop.redact(arguments + inputs))
            return try JSON(workshop.read("report.json"))["skipped-lines"]
        }
        let withInput = JSON.array([.object(["input": .text("first.ndjson"), "line": .number(2)])])
        #expect(try lines("first.ndjson") == .array([.number(2)]))
        #expect(try lines("first.ndjson", "second.ndjson") == withInput)
        #expect(try lines("second.ndjson", "first.ndjson") == withInput)
        #expect(try lines("second.ndjson") == nil)
    }

    @Test func `without a terminal nothing is said on success`() throws {
        expectDone(try workshop.filter("--report", "report.json", "-o", "out", input: "{\"a\":1}\n"), output: "")
    }

    @Test func `a summary is a table on standard error`() throws {
        let outcome = try workshop.filter(
            "--summary", "--on-error", "skip", input: .text(Self.records))
        #expect(outcome.ending == .exit(ExitCode.done))
        #expect(outcome.output == "{\"a\":1}\n{\"a\":\"CANARY-kept\"}\n")
        for text in [
            "records: 5 read, 2 written, 2 left out (nothing was left), 1 left out (bad)", "disclosed unchanged",
            "withheld", "$.a ", "$.* ", "still personal data", "stated, not verified",
        ] { #expect(outcome.errors.contains(text), "\(text)") }
        #expect(!outcome.errors.contains("CANARY"))
        #expect(!outcome.errors.contains("redact:"))
    }

    @Test func `there is no summary of work that failed`() throws {
        expectProblems(
            try workshop.filter("--summary", input: "{\"a\":1}\nx\n"), ExitCode.badData, "-:2:1:",
            output: "{\"a\":1}\n")
    }

    @Test(.enabled(if: Programs.hasProc && Programs.exists("script"), "script of util-linux is needed"))
    func `a terminal gets the summary unasked`() throws {
        let outcome = try workshop.bash("script -qec 'redact --policy policy.yaml /dev/null' /dev/null")
        #expect(outcome.ending == .exit(ExitCode.done))
        #expect(outcome.output.contains("records: 0 read, 0 written"))
    }
}

extension String {
    fileprivate var trimmed: String { String(trimmingPrefix(/\s+/).prefix { !$0.isWhitespace }) }
}
