import TestSupport
import Testing

/// Formats other than NDJSON, and what belongs to them on the command line.
struct FormatTests {
    let workshop: Workshop

    init() throws { workshop = try Workshop() }

    @Test func `a table comes out as a table`() throws {
        expectDone(try workshop.filter("--format", "csv", input: "b,a\r\n1,2\r\n"), output: "a\r\n2\r\n")
        expectDone(try workshop.filter("--format", "tsv", input: "b\ta\n1\tx,y\n"), output: "a\nx,y\n")
        expectDone(
            try workshop.filter(
                "--format", "csv", "--delimiter", ";", "--line-end", "lf", input: "b;a\r\n1;\"x;y\"\r\n"),
            output: "a\n\"x;y\"\n")
        expectDone(
            try workshop.filter("--format", "csv", "--columns", "b,a", input: "1,2\n3,4\n"), output: "2\n4\n")
    }

    @Test func `cells that rules made are defused if that is asked for`() throws {
        try workshop.write("policy.yaml", Workshop.policy(fields: "  a: { truncate: 4 }\n  b: keep\n"))
        let table = "a,b\n=1+2,=1+2\n-5,x\n"
        expectDone(try workshop.filter("--format", "csv", input: .text(table)), output: "a,b\n=1+2,=1+2\n-5,x\n")
        expectDone(
            try workshop.filter("--format", "csv", "--defuse-formulas", input: .text(table)),
            output: "a,b\n'=1+2,=1+2\n-5,x\n")
    }

    @Test func `a document comes out as a document`() throws {
        expectDone(
            try workshop.filter("--format", "json", input: #"[{"a":1,"b":2},{"b":3},{"a":4}]"#),
            output: "[\n{\"a\":1},\n{\"a\":4}\n]\n")
        expectDone(try workshop.filter("--format", "json", input: #"{"a":1,"b":2}"#), output: "{\"a\":1}\n")
        try workshop.write("1.json", #"{"a":1}"#)
        try workshop.write("2.json", #"[{"a":2}]"#)
        expectDone(
            try workshop.filter("--format", "json", "1.json", "2.json"), output: "[\n{\"a\":1},\n{\"a\":2}\n]\n")
    }

    @Test func `a log comes out as a log`() throws {
        try workshop.write(
            "policy.yaml",
            Workshop.policy(
                fields: "  host: { truncate-ip: {} }\n  time: keep\n  target: { url: path }\n  status: keep\n"))
        expectDone(
            try workshop.filter(
                "--format", "combined",
                input: .text(
                    "203.0.113.77 - ana [23/Nov/2026:09:15:33 +0000] \"GET /a?token=1 HTTP/1.1\" 200 1499 \"-\" \"curl\"\n"
                )),
            output: "203.0.113.0 - - [23/Nov/2026:09:15:33 +0000] \"- /a -\" 200 - \"-\" \"-\"\n")
    }

    @Test(arguments: [
        (["--delimiter", ";"], "--delimiter is for tables;"), (["--columns", "a"], "--columns is for tables;"),
        (["--defuse-formulas"], "--defuse-formulas is for tables;"),
        (["--line-end", "lf"], "--line-end is for tables;"),
        (["--format", "csv", "--delimiter", ""], "--delimiter cannot be '';"),
        (["--format", "csv", "--delimiter", "\""], "--delimiter cannot be '\"';"),
        (["--format", "csv", "--delimiter", "é"], "--delimiter cannot be 'é';"),
        (["--format", "csv", "--columns", "a,,b"], "--columns has an empty name or one twice;"),
        (["--format", "csv", "--columns", "a,a"], "--columns has an empty name or one twice;"),
        (["--format", "csv", "--line-end", "cr"], "--line-end cannot be 'cr';"),
        (["--format", "tsv", "--delimiter", ","], "--delimiter with --format tsv;"),
        (["--set", "x"], "--set without a name;"), (["--set", "=x"], "--set without a name;"),
        (["--set", "a=1", "--set", "a=2"], "the parameter a is given twice;"),
    ])
    func `options that do not fit are refused`(_ arguments: [String], _ problem: String) throws {
        expectProblems(
            try workshop.redact(["--policy", "policy.yaml"] + arguments, input: ""), ExitCode.usage, problem)
    }

    @Test
    func `a table that does not fit the policy ends as bad data, and a policy that fits no table as configuration`()
        throws
    {
        expectProblems(
            try workshop.filter("--format", "csv", input: "b,c\n1,2\n"), ExitCode.badData,
            "-:1: the header has no column 'a' that the policy names; check the spelling and --delimiter")
        try workshop.write("policy.yaml", Workshop.policy(fields: "  \"$.a.b\": keep\n"))
        expectProblems(
            try workshop.filter("--format", "csv", input: "a\n1\n"), ExitCode.configuration,
            "policy.yaml: a rule for what lies inside of a field, where fields are single values (rule $.a.b)")
    }

    @Test func `parameters come from the command line or from a file, and appear nowhere`() throws {
        let policy = """
            proviso: policy/v1
            purpose: test
            recipient: test.example
            parameters: [subject]
            only-if: { "$.id": "${subject}" }
            fields:
              "$.a": keep
            """
        try workshop.write("policy.yaml", policy)
        try workshop.write("subject", "4711\n")
        let records = "{\"id\":4711,\"a\":1}\n{\"id\":4712,\"a\":2}\n"
        expectDone(try workshop.filter("--set", "subject=4711", input: .text(records)), output: "{\"a\":1}\n")
        expectDone(
            try workshop.filter("--set-file", "subject=subject", "--report", "report.json", input: .text(records)),
            output: "{\"a\":1}\n")
        #expect(try !workshop.read("report.json").contains("4711"))
        expectProblems(
            try workshop.filter(input: .text(records)), ExitCode.configuration,
            "policy.yaml: the policy needs a text for 'subject';")
        expectProblems(
            try workshop.filter("--set-file", "subject=nowhere", input: .text(records)), ExitCode.inputMissing,
            "nowhere: ")
        expectProblems(
            try workshop.filter("--set-file", "subject=subject", "-o", "subject", input: .text(records)),
            ExitCode.usage,
            "")
    }

    @Test func `more than a policy's limit ends as bad data`() throws {
        try workshop.write("policy.yaml", Workshop.policy(fields: "  \"$.a\": keep\n") + "limit: { records: 1 }\n")
        expectProblems(
            try workshop.filter(input: "{\"a\":1}\n{\"a\":2}\n"), ExitCode.badData,
            "-:2:1: more than the policy's limit",
            output: "{\"a\":1}\n")
    }

    @Test(arguments: ["1", "2", "3"])
    func `several jobs give the same`(_ jobs: String) throws {
        let records = (0..<20_000).map { "{\"a\":\($0),\"b\":\"\(String(repeating: "x", count: $0 % 97))\"}\n" }
            .joined()
        let expected = (0..<20_000).map { "{\"a\":\($0)}\n" }.joined()
        expectDone(try workshop.filter("--jobs", jobs, input: .text(records)), output: expected)
    }
}
