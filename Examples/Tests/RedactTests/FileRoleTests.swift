import TestSupport
import Testing

/// One file in two roles: each of these mistakes would cost data.
struct FileRoleTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        try workshop.write("records.ndjson", "{\"a\":1,\"b\":2}\n")
        expectDone(
            try workshop.bash(
                """
                ln -s case.key link.key
                ln case.key hard.key
                """))
    }

    @Test(arguments: ["case.key", "./case.key", "link.key", "hard.key"])
    func `the key is not replaced, by whatever name`(_ name: String) throws {
        for option in ["-o", "--report"] {
            expectProblems(
                try workshop.filter("--key-file", "case.key", option, name, "records.ndjson"), ExitCode.usage,
                "case.key: \(option) and the key file are the same file;")
        }
        #expect(try workshop.read("case.key") == Workshop.key)
        #expect(try workshop.read(name) == Workshop.key)
    }

    @Test func `the policy is not replaced`() throws {
        for option in ["-o", "--report"] {
            expectProblems(
                try workshop.filter(option, "./policy.yaml", "records.ndjson"), ExitCode.usage,
                "policy.yaml: \(option) and the policy are the same file;")
        }
        #expect(try workshop.read("policy.yaml") == Workshop.policy)
    }

    @Test func `the records are not replaced by the report`() throws {
        expectProblems(
            try workshop.filter("--report", "records.ndjson", "records.ndjson"), ExitCode.usage,
            "records.ndjson: --report and the input are the same file;")
        expectProblems(
            try workshop.filter(
                "--report", "records.ndjson", input: .stream(.file(workshop.path(of: "records.ndjson")))),
            ExitCode.usage, "-: --report and the input are the same file;")
        #expect(try workshop.read("records.ndjson") == "{\"a\":1,\"b\":2}\n")
    }

    @Test(arguments: ["out", "./out"])
    func `the records and the report go to two files`(_ name: String) throws {
        for _ in 0..<2 {
            expectProblems(
                try workshop.filter("-o", "out", "--report", name, "records.ndjson"), ExitCode.usage,
                "\(name): --report and -o are the same file;")
            #expect(try !workshop.exists("out") || workshop.read("out") == "old\n")
            try workshop.write("out", "old\n")
        }
    }

    @Test func `standard output is not the file that is replaced by the report`() throws {
        try workshop.write("out", "old\n")
        let outcome = try workshop.filter(
            "--report", "out", "records.ndjson", output: .appending(workshop.path(of: "out")))
        expectProblems(outcome, ExitCode.usage, "out: --report and standard output are the same file;")
        #expect(try workshop.read("out") == "old\n")
    }

    @Test func `an input is not written to while it is read`() throws {
        let outcome = try workshop.filter(
            "records.ndjson", output: .appending(workshop.path(of: "records.ndjson")))
        expectProblems(
            outcome, ExitCode.usage, "records.ndjson: standard output and the input are the same file;")
        #expect(try workshop.read("records.ndjson") == "{\"a\":1,\"b\":2}\n")
    }

    @Test func `the report needs a file`() throws {
        expectProblems(
            try workshop.filter("--report", "-", "records.ndjson"), ExitCode.usage, "--report - is no file;")
    }

    @Test func `everything may go to nowhere`() throws {
        expectDone(
            try workshop.filter("-o", "/dev/null", "--report", "/dev/null", "records.ndjson"), output: "")
        expectDone(
            try workshop.filter("--report", "/dev/null", "records.ndjson", output: .null), output: "")
    }

    @Test(arguments: ["", "- ", "/dev/stdin "])
    func `records and policy do not both come from standard input`(_ input: String) throws {
        let outcome = try workshop.bash("cat policy.yaml records.ndjson | redact --policy /dev/stdin \(input)")
        expectProblems(outcome, ExitCode.usage, "/dev/stdin: the policy and the records come from the same place;")
        expectProblems(
            try workshop.redact(
                ["--policy", "/dev/stdin"], input: .stream(.file(workshop.path(of: "policy.yaml")))), ExitCode.usage,
            "/dev/stdin: the policy and the records come from the same place;")
    }

    @Test func `records and key do not both come from standard input`() throws {
        let outcome = try workshop.bash("cat case.key | redact --policy policy.yaml --key-file /dev/stdin")
        expectProblems(outcome, ExitCode.usage, "/dev/stdin: the key file and the records come from the same place;")
    }
}
