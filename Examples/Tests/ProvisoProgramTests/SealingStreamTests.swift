import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Pipes, full disks and closed streams of `seal` and `unseal`.
@Suite struct SealingStreamTests {
    let files: SealedFiles
    private var workshop: Workshop { files.workshop }

    init() throws { files = try SealedFiles() }

    // MARK: - Pieces

    @Test(arguments: [1, 7, 4096])
    func `the content does not depend on how a sealed file arrives`(_ size: Int) throws {
        let content = Array(SealedFiles.content.prefix(size == 1 ? 100 : 70_000))
        for armor in [[], ["-a"]] {
            try workshop.write("content", content)
            expectDone(try workshop.run(["seal", "-i", "id", "-o", "sealed.age", "content"] + armor))
            let sealed = try workshop.readBytes("sealed.age")
            for arguments in [[], ["-o", "out"]] {
                let child = try workshop.start(
                    ["unseal", "-i", "id"] + arguments, input: .pipe,
                    output: .file(workshop.path(of: arguments.isEmpty ? "out" : "stream-out")),
                    errors: .file(workshop.path(of: "stream-err")))
                for start in stride(from: 0, to: sealed.count, by: size) {
                    #expect(child.send(Array(sealed[start..<min(start + size, sealed.count)])))
                    // What is still in the pipe would be read together with what comes next.
                    while child.unreadCount > 0 { usleep(50) }
                }
                child.closeInput()
                #expect(try child.wait() == .exit(ExitCode.done))
                #expect(try workshop.readBytes("out") == content)
                #expect(try workshop.read("stream-err") == "")
            }
        }
    }

    @Test func `what is sealed byte by byte is opened`() throws {
        let child = try workshop.start(
            ["seal", "-i", "id"], input: .pipe, output: .file(workshop.path(of: "sealed.age")),
            errors: .file(workshop.path(of: "stream-err")))
        for byte in Array("one byte after the other\n".utf8) {
            #expect(child.send([byte]))
            while child.unreadCount > 0 { usleep(50) }
        }
        child.closeInput()
        #expect(try child.wait() == .exit(ExitCode.done))
        expectDone(try files.proviso("unseal", "-i", "id", "sealed.age"), output: "one byte after the other\n")
    }

    @Test func `nothing comes out while the input is still open`() throws {
        let sealed = try files.seal(SealedFiles.largeContent)
        let child = try workshop.start(
            ["unseal", "-i", "id"], input: .pipe, output: .file(workshop.path(of: "out")),
            errors: .file(workshop.path(of: "stream-err")))
        #expect(child.send(Array(sealed.dropLast())))
        while child.unreadCount > 0 { usleep(50) }
        // All but the last byte is in the program, and none of it is on the disk under a name.
        #expect(try workshop.readBytes("out") == [])
        #expect(try workshop.names == ["content", "id", "out", "sealed.age"])
        #expect(child.send([sealed.last!]))
        child.closeInput()
        #expect(try child.wait() == .exit(ExitCode.done))
        #expect(try workshop.readBytes("out") == SealedFiles.largeContent)
    }

    @Test func `a stream that is not sealed ends the work at once`() throws {
        // It would never end.
        let outcome = try workshop.bash("set +o pipefail; cat /dev/zero | proviso unseal -i id")
        expectProblems(outcome, ExitCode.badData, "-: not an age file")
    }

    @Test func `standard input that was read in part is opened from where it stands`() throws {
        let sealed = try files.seal(Array("text\n".utf8))
        try workshop.write("both", Array("a line before it\n".utf8) + sealed)
        let outcome = try workshop.bash(
            #"{ read -r line; test "$line" = "a line before it"; proviso unseal -i id; } < both"#)
        expectDone(outcome, output: "text\n")
    }

    // MARK: - Files that change

    @Test func `a file that is cut off while it is opened is noticed`() throws {
        let sealed = try files.seal(SealedFiles.largeContent)
        let child = try workshop.start(
            ["unseal", "-i", "id", "sealed.age"], output: .pipe, errors: .file(workshop.path(of: "stream-err")))
        // All was checked when this comes, and the rest does not fit into the pipe.
        var content = try #require(child.receive(atMost: 1))
        // Sound: the path is lent for the call as a C string.
        #expect(unsafe truncate(workshop.path(of: "sealed.age"), off_t(sealed.count / 2)) == 0)
        while let bytes = child.receive() { content += bytes }
        #expect(content == Array(SealedFiles.largeContent.prefix(content.count)))
        #expect(content.count < SealedFiles.largeContent.count)
        #expect(try child.wait() == .exit(ExitCode.badData))
        let errors = try workshop.read("stream-err")
        #expect(
            errors.hasPrefix("proviso: sealed.age: somebody wrote to it while it was opened; discard what came out"))
    }

    @Test func `a file whose name leads elsewhere by then is still the one that was checked`() throws {
        try files.seal(SealedFiles.largeContent)
        let child = try workshop.start(
            ["unseal", "-i", "id", "sealed.age"], output: .pipe, errors: .file(workshop.path(of: "stream-err")))
        var content = try #require(child.receive(atMost: 1))
        expectDone(try workshop.bash("rm sealed.age && echo other > sealed.age"))
        while let bytes = child.receive() { content += bytes }
        #expect(content == SealedFiles.largeContent)
        #expect(try child.wait() == .exit(ExitCode.done))
    }

    // MARK: - Nobody reads, nothing fits

    @Test(arguments: ["unseal -i id sealed.age", "unseal -i id < sealed.age", "seal -i id content"])
    func `a reader who wants one byte gets it, and nothing is said`(_ command: String) throws {
        try files.seal(SealedFiles.largeContent)
        let outcome = try workshop.bash("set +o pipefail; proviso \(command) | head -c 1 | wc -c | tr -d ' '")
        expectDone(outcome, output: "1\n")
    }

    @Test(arguments: ["unseal -i id sealed.age", "seal -i id content"])
    func `a pipe that nobody reads ends the work in silence`(_ command: String) throws {
        try files.seal(SealedFiles.largeContent)
        let child = try workshop.start(
            command.split(separator: " ").map(String.init), output: .pipe,
            errors: .file(workshop.path(of: "stream-err")))
        child.closeOutput()
        #expect(try child.wait() == .exit(ExitCode.inputOutput))
        #expect(try workshop.read("stream-err") == "")
    }

    @Test(arguments: [["seal", "-i", "id", "content"], ["unseal", "-i", "id", "sealed.age"]])
    func `standard output that is closed is told, and may be closed where it is not needed`(
        _ arguments: [String]
    ) throws {
        try files.seal(Array("text\n".utf8))
        let outcome = try workshop.run(arguments, output: .closed)
        expectProblems(outcome, ExitCode.inputOutput, "-: cannot be written: ")
        expectDone(try workshop.run(arguments + ["-o", "out"], output: .closed))
        #expect(workshop.exists("out"))
    }

    @Test(.enabled(if: Programs.hasFullDevice), arguments: [1, 3 << 20])
    func `a disk that is full ends the work with one line`(_ count: Int) throws {
        try files.seal(Array(SealedFiles.largeContent.prefix(count)))
        for arguments in [["seal", "-i", "id", "content"], ["unseal", "-i", "id", "sealed.age"]] {
            expectProblems(
                try workshop.run(arguments, output: .file("/dev/full")), ExitCode.inputOutput, "-: cannot be written: ")
            expectProblems(
                try workshop.run(arguments + ["-o", "/dev/full"]), ExitCode.inputOutput,
                "/dev/full: cannot be written: ")
        }
    }

    @Test func `a folder for temporary files that is not there is named`() throws {
        try files.seal(Array("text\n".utf8))
        let outcome = try workshop.bash("cat sealed.age | TMPDIR=nowhere proviso unseal -i id")
        expectProblems(outcome, ExitCode.inputOutput, "nowhere: no temporary copy can be written there: ")
        #expect(outcome.errors.contains("TMPDIR"))
        // A file needs no copy.
        expectDone(try workshop.bash("TMPDIR=nowhere proviso unseal -i id < sealed.age"), output: "text\n")
    }

    @Test(.enabled(if: Programs.exists("mkfifo")))
    func `a pipe that has a name is given all or nothing too`() throws {
        let sealed = try files.seal(SealedFiles.content)
        let script = "rm -f pipe; mkfifo pipe; cat pipe > out & proviso unseal -i id -o pipe sealed.age; wait"
        expectDone(try workshop.bash(script))
        #expect(try workshop.readBytes("out") == SealedFiles.content)
        try workshop.write("sealed.age", Array(sealed.dropLast()))
        let outcome = try workshop.bash(script)
        expectProblems(outcome, ExitCode.badData, "sealed.age: its content was changed or cut off")
        #expect(try workshop.readBytes("out") == [])
    }

    // MARK: - Memory

    @Test(.enabled(if: Programs.hasProc), .timeLimit(.minutes(5)), arguments: ["seal", "unseal"])
    func `memory does not grow with the input`(_ command: String) throws {
        let piece = [UInt8](repeating: 0x61, count: 1 << 20)
        func peak(megabytes: Int) throws -> Int {
            let child = try workshop.start(
                ["seal", "-i", "id", "-o", "sealed.age"], input: .pipe, errors: .file(workshop.path(of: "stream-err")))
            for _ in 0..<megabytes { #expect(child.send(piece)) }
            // All but what fits into a pipe has been read, and the program waits for more.
            var peak = try #require(child.peakMemory)
            child.closeInput()
            #expect(try child.wait() == .exit(ExitCode.done))
            guard command == "unseal" else { return peak }
            let opening = try workshop.start(
                ["unseal", "-i", "id", "sealed.age"], output: .pipe, errors: .file(workshop.path(of: "stream-err")))
            var count = 0
            // More than fits into a pipe is left then, so the program is still there.
            while count < megabytes << 20 - 1 << 18 {
                count += try #require(opening.receive()).count
            }
            peak = try #require(opening.peakMemory)
            while opening.receive() != nil {}
            #expect(try opening.wait() == .exit(ExitCode.done))
            return peak
        }
        let few = try peak(megabytes: 4)
        let many = try peak(megabytes: 64)
        #expect(many - few < 4096, "\(few) KiB and \(many) KiB")
    }
}
