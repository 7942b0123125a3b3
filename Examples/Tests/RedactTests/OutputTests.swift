import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where records are written to.
struct OutputTests {
    let workshop: Workshop

    init() throws { workshop = try Workshop() }

    // MARK: - Files

    @Test(arguments: ["-o", "--output"])
    func `a file takes the records, and standard output nothing`(_ option: String) throws {
        expectDone(try workshop.filter(option, "out", input: "{\"a\":1}\n"), output: "")
        #expect(try workshop.read("out") == "{\"a\":1}\n")
        #expect(try workshop.names == ["out"])
    }

    @Test func `new files are for their owner alone, whatever the umask`() throws {
        let script = "umask 0; echo '{\"a\":1}' | redact --policy policy.yaml -o out --report report.json"
        expectDone(try workshop.bash(script), output: "")
        #expect(try workshop.mode("out") == 0o600)
        #expect(try workshop.mode("report.json") == 0o600)
    }

    @Test func `a file that is there is replaced, also by nothing`() throws {
        try workshop.write("out", "old\n")
        expectDone(try workshop.filter("-o", "out", input: "{\"b\":1}\n"))
        #expect(try workshop.read("out") == "")
    }

    @Test func `a dash is standard output`() throws {
        expectDone(try workshop.filter("-o", "-", input: "{\"a\":1}\n"), output: "{\"a\":1}\n")
        #expect(try workshop.names == [])
    }

    @Test func `the input may be replaced by what is left of it`() throws {
        try workshop.write("records.ndjson", "{\"a\":1,\"b\":2}\n{\"a\":3,\"b\":4}")
        expectDone(try workshop.filter("-o", "records.ndjson", "records.ndjson"))
        #expect(try workshop.read("records.ndjson") == "{\"a\":1}\n{\"a\":3}\n")
        try workshop.write("records.ndjson", "{\"a\":1,\"b\":2}\nx\n")
        expectProblems(
            try workshop.filter("-o", "records.ndjson", "records.ndjson"), ExitCode.badData, "records.ndjson:2:1:")
        #expect(try workshop.read("records.ndjson") == "{\"a\":1,\"b\":2}\nx\n")
    }

    @Test func `a folder that is missing is told before any record is read`() throws {
        expectProblems(
            try workshop.filter("-o", "nowhere/out", input: "x"), ExitCode.inputOutput,
            "nowhere/out: cannot be written: there is no such folder;")
        expectProblems(
            try workshop.filter("--report", "nowhere/report.json", input: "{\"a\":1}\n"), ExitCode.inputOutput,
            "nowhere/report.json: cannot be written: there is no such folder;")
    }

    @Test(arguments: ["folder", "folder/", "."])
    func `a folder is not replaced, which is told before any record is read`(_ name: String) throws {
        try workshop.makeFolder("folder")
        for option in ["-o", "--report"] {
            expectProblems(
                try workshop.filter(option, name, input: "x"), ExitCode.inputOutput,
                "\(name): cannot be written: it is a folder;")
        }
        #expect(try workshop.names == ["folder"])
    }

    @Test(.disabled(if: Programs.isRoot, "root can write into every folder"))
    func `a folder that must not be written to is told`() throws {
        try workshop.makeFolder("folder", mode: 0o500)
        expectProblems(
            try workshop.filter("-o", "folder/out", input: "x"), ExitCode.inputOutput,
            "folder/out: cannot be written: ")
    }

    @Test func `a name may be as long as the system allows`() throws {
        let name = String(repeating: "é", count: 127)
        expectDone(try workshop.filter("-o", name, input: "{\"a\":1}\n"))
        #expect(try workshop.read(name) == "{\"a\":1}\n")
        expectProblems(
            try workshop.filter("-o", name + "éé", input: "x"), ExitCode.inputOutput, "\(name)éé: cannot be written: ")
        #expect(try workshop.names == [name])
    }

    @Test func `a pipe with a name is written to and not replaced`() throws {
        let script = """
            mkfifo pipe
            cat pipe > copy &
            echo '{"a":1}' | redact --policy policy.yaml -o pipe
            wait
            test -p pipe
            """
        expectDone(try workshop.bash(script))
        #expect(try workshop.read("copy") == "{\"a\":1}\n")
    }

    // Through /proc, where not even root can make a file: a program that replaced /dev/stdout would break the machine.
    @Test(.enabled(if: Programs.hasProc))
    func `the system's own links to open files are written to and not replaced`() throws {
        let script = """
            echo '{"a":1}' | redact --policy policy.yaml -o /proc/self/fd/1 > out
            echo '{"a":2}' | redact --policy policy.yaml -o /proc/self/fd/1 >> out
            echo '{"a":3}' | redact --policy policy.yaml -o /proc/self/fd/1 | cat >> out
            echo '{"a":4}' | redact --policy policy.yaml --report /proc/self/fd/2 >> out 2> report.json
            """
        expectDone(try workshop.bash(script), output: "")
        #expect(try workshop.read("out") == "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n{\"a\":4}\n")
        #expect(try JSON(workshop.read("report.json"))["records"]?["read"] == .number(1))
    }

    // MARK: - All or nothing

    @Test func `a program that is killed leaves the old file as it was`() throws {
        try workshop.write("out", "old\n", mode: 0o640)
        let child = try workshop.start(["--policy", "policy.yaml", "-o", "out"], input: .pipe)
        let records = String(repeating: "{\"a\":\"0123456789\",\"b\":[1,2,3]}\n", count: 10_000)
        for _ in 0..<4 { #expect(child.send(records)) }
        child.send(signal: SIGKILL)
        #expect(try child.wait() == .signal(SIGKILL))
        #expect(try workshop.read("out") == "old\n")
        #expect(try workshop.mode("out") == 0o640)
        // What it had written so far stays beside it, hidden and for its owner alone.
        let left = try workshop.names.filter { $0 != "out" }
        #expect(left.count == 1)
        for name in left {
            #expect(name.hasPrefix(".out.proviso-"))
            #expect(try workshop.mode(name) == 0o600)
        }
        // And it is in nobody's way.
        expectDone(try workshop.filter("-o", "out", input: "{\"a\":1}\n"))
        #expect(try workshop.read("out") == "{\"a\":1}\n")
    }

    @Test func `the new file is not there before the end of the input`() throws {
        let child = try workshop.start(["--policy", "policy.yaml", "-o", "out"], input: .pipe)
        #expect(child.send(String(repeating: "{\"a\":1}\n", count: 100_000)))
        #expect(!workshop.exists("out"))
        child.closeInput()
        #expect(try child.wait() == .exit(ExitCode.done))
        #expect(try workshop.readBytes("out").count == 800_000)
        #expect(try workshop.names == ["out"])
    }

    @Test func `a file that grows larger than is allowed is a disk that is full`() throws {
        try workshop.write("out", "old\n")
        try workshop.write("records.ndjson", String(repeating: "{\"a\":1}\n", count: 100_000))
        let outcome = try workshop.bash("ulimit -f 64; redact --policy policy.yaml -o out records.ndjson")
        expectProblems(outcome, ExitCode.inputOutput, "out: cannot be written: ")
        #expect(try workshop.read("out") == "old\n")
        #expect(try workshop.names == ["out", "records.ndjson"])
    }
}
