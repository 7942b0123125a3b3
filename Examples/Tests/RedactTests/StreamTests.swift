import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Pipes, full disks and closed streams.
struct StreamTests {
    let workshop: Workshop

    init() throws { workshop = try Workshop() }

    private static let record = "{\"a\":\"0123456789\",\"b\":[1,2,3]}\n"

    // MARK: - Nobody reads

    @Test func `a reader who wants one line gets it, and nothing is said`() throws {
        try workshop.write("records.ndjson", String(repeating: Self.record, count: 50_000))
        let outcome = try workshop.bash("redact --policy policy.yaml records.ndjson | head -n 1")
        expectDone(outcome, output: "{\"a\":\"0123456789\"}\n")
    }

    @Test func `a pipe that nobody reads ends the work at once and in silence, and leaves no file`() throws {
        let child = try workshop.start(
            ["--policy", "policy.yaml", "--report", "report.json"], input: .pipe, output: .pipe,
            errors: .file(workshop.path(of: "stream-err")))
        child.closeOutput()
        // Its input would never end.
        let records = String(repeating: Self.record, count: 1000)
        var count = 0
        while child.send(records), count < 10_000 { count += 1 }
        #expect(count < 1000)
        #expect(try child.wait(seconds: 10) == .exit(ExitCode.inputOutput))
        #expect(try workshop.read("stream-err") == "")
        #expect(try workshop.names == [])
    }

    @Test func `a report that nobody reads ends in silence too`() throws {
        let script = """
            mkfifo pipe input
            { : < pipe; echo '{"a":1}' > input; } &
            redact --policy policy.yaml --report pipe -o out input
            """
        let outcome = try workshop.bash(script)
        #expect(outcome.ending == .exit(ExitCode.inputOutput))
        #expect(outcome.errors == "")
        #expect(!workshop.exists("out"))
    }

    @Test func `standard output that is closed is not mistaken for another file`() throws {
        try workshop.write("records.ndjson", Self.record)
        for arguments in [["--report", "report.json"], []] {
            let outcome = try workshop.redact(
                ["--policy", "policy.yaml", "records.ndjson"] + arguments, output: .closed)
            expectProblems(outcome, ExitCode.inputOutput, "-: cannot be written: ")
        }
        #expect(try workshop.names == ["records.ndjson"])
    }

    @Test func `standard output may be closed where it is not needed`() throws {
        expectDone(try workshop.filter("-o", "out", input: "{\"a\":1}\n", output: .closed))
        #expect(try workshop.read("out") == "{\"a\":1}\n")
    }

    @Test func `what is said to a standard error that is closed lands in no file`() throws {
        let script = """
            redact --policy policy.yaml --summary -o out --report report.json good.ndjson 2>&-
            redact --policy policy.yaml --summary -o out bad.ndjson 2>&- || test $? = 65
            redact --policy policy.yaml --summary -o out good.ndjson <&- 2>&- >&-
            """
        try workshop.write("good.ndjson", "{\"a\":1}\n")
        try workshop.write("bad.ndjson", "x\n")
        expectDone(try workshop.bash(script))
        #expect(try workshop.read("out") == "{\"a\":1}\n")
        #expect(throws: Never.self) { try JSON(workshop.read("report.json")) }
        #expect(try workshop.names == ["bad.ndjson", "good.ndjson", "out", "report.json"])
    }

    // MARK: - Nothing fits

    @Test(.enabled(if: Programs.hasFullDevice), arguments: [1, 20_000])
    func `a disk that is full ends the work with one line`(_ count: Int) throws {
        let records = String(repeating: Self.record, count: count)
        expectProblems(
            try workshop.filter(input: .text(records), output: .file("/dev/full")), ExitCode.inputOutput,
            "-: cannot be written: ")
        expectProblems(
            try workshop.filter("-o", "/dev/full", input: .text(records)), ExitCode.inputOutput,
            "/dev/full: cannot be written: ")
    }

    @Test(.enabled(if: Programs.hasFullDevice))
    func `a report that does not fit keeps the old output in its place`() throws {
        try workshop.write("out", "old\n")
        expectProblems(
            try workshop.filter("-o", "out", "--report", "/dev/full", input: .text(Self.record)), ExitCode.inputOutput,
            "/dev/full: cannot be written: ")
        #expect(try workshop.read("out") == "old\n")
        #expect(try workshop.names == ["out"])
    }

    @Test(.enabled(if: Programs.hasFullDevice))
    func `that good records could not be written is worse than a bad one`() throws {
        expectProblems(
            try workshop.filter(input: .text(Self.record + "x\n"), output: .file("/dev/full")), ExitCode.inputOutput,
            "-: cannot be written: ")
    }

    // MARK: - Pieces

    @Test(arguments: [1, 7, 4096])
    func `the output does not depend on how the input arrives`(_ size: Int) throws {
        try workshop.write("policy.yaml", Workshop.pseudonymPolicy)
        let records = Array(
            "\u{FEFF}{\"a\":\"Ana é\\u00e9 😀\",\"b\":[1,{\"c\":\"😀\"}]}\r\n\n{\"a\":\"Bo\"}\n{\"a\":01}".utf8)
        let arguments = ["--policy", "policy.yaml", "--key-file", "case.key"]
        let expected = try workshop.redact(arguments, input: .bytes(records))
        let child = try workshop.start(
            arguments, input: .pipe, output: .file(workshop.path(of: "stream-out")),
            errors: .file(workshop.path(of: "stream-err")))
        for start in stride(from: 0, to: records.count, by: size) {
            #expect(child.send(Array(records[start..<min(start + size, records.count)])))
            // What is still in the pipe would be read together with what comes next.
            while child.unreadCount > 0 { usleep(50) }
        }
        child.closeInput()
        #expect(try child.wait() == expected.ending)
        #expect(expected.ending == .exit(ExitCode.badData))
        #expect(try workshop.read("stream-out") == expected.output)
        #expect(try workshop.read("stream-err") == expected.errors)
    }

    @Test func `records in front of a bad one come out while the input is still open`() throws {
        let child = try workshop.start(
            ["--policy", "policy.yaml"], input: .pipe, output: .pipe,
            errors: .file(workshop.path(of: "stream-err")))
        #expect(child.send("{\"a\":1}\n{\"a\":2}\nx\n"))
        var output: [UInt8] = []
        while let bytes = child.receive() { output += bytes }
        #expect(String(decoding: output, as: UTF8.self) == "{\"a\":1}\n{\"a\":2}\n")
        #expect(try child.wait() == .exit(ExitCode.badData))
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["1", "2"])
    func `a record comes out before the next one is there`(jobs: String) throws {
        let child = try workshop.start(
            ["--policy", "policy.yaml", "--jobs", jobs], input: .pipe, output: .pipe,
            errors: .file(workshop.path(of: "stream-err")))
        for number in 0..<3 {
            #expect(child.send("{\"a\":\(number)}\n"))
            var output: [UInt8] = []
            while output.last != UInt8(ascii: "\n"), let bytes = child.receive() { output += bytes }
            #expect(String(decoding: output, as: UTF8.self) == "{\"a\":\(number)}\n")
        }
        child.closeInput()
        #expect(try child.wait() == .exit(0))
    }

    // MARK: - Memory

    @Test(.enabled(if: Programs.hasProc), .timeLimit(.minutes(5)))
    func `memory does not grow with the input`() throws {
        expectDone(try workshop.sampleRecords("3000", output: .file(workshop.path(of: "records.ndjson"))))
        let records = try workshop.readBytes("records.ndjson")
        let policy = Programs.examples + "/redact/sample/policy.yaml"
        func peak(rounds: Int) throws -> Int {
            let child = try workshop.start(
                ["--policy", policy, "--key-file", "case.key", "-o", "out"], input: .pipe,
                errors: .file(workshop.path(of: "stream-err")))
            for _ in 0..<rounds { #expect(child.send(records)) }
            // All but what fits into a pipe has been read, and the program waits for more.
            let peak = try #require(child.peakMemory)
            child.closeInput()
            #expect(try child.wait() == .exit(ExitCode.done))
            return peak
        }
        #expect(records.count > 1_500_000)
        let few = try peak(rounds: 1)
        let many = try peak(rounds: 20)
        #expect(many - few < 4096, "\(few) KiB and \(many) KiB")
    }
}
