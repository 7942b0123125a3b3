import TestSupport
import Testing

/// `unseal`: what is sealed comes out, and nothing comes out of anything else.
@Suite struct UnsealTests {
    let files: SealedFiles
    private var workshop: Workshop { files.workshop }
    private static let old = Array("what was there before\n".utf8)

    init() throws { files = try SealedFiles() }

    // MARK: - All

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000, 1 << 20, 1 << 20 + 1, 3 << 20])
    func `what was sealed comes out by every way`(_ count: Int) throws {
        let content = Array(SealedFiles.largeContent.prefix(count))
        for arguments in [[], ["-a"]] {
            try workshop.write("content", content)
            expectDone(try workshop.run(["seal", "-r", files.recipient, "-o", "sealed", "content"] + arguments))
            for (way, outcome, out) in try files.unsealings(of: workshop.readBytes("sealed"), old: Self.old) {
                expectDone(outcome)
                #expect(out == content, "\(way)")
            }
        }
        #expect(try workshop.names == ["content", "id", "in.age", "out", "sealed"])
        #expect(try workshop.mode("out") == 0o600)
    }

    @Test(arguments: [
        ("empty.age", ""), ("sentence.age", SealedFiles.sentence), ("third-parties.age", SealedFiles.sentence),
        ("other-type.age", SealedFiles.sentence), ("armored.age", SealedFiles.sentence),
        ("two-chunks.age", String(repeating: "x", count: 70_000)),
    ])
    func `a file that age made opens`(_ name: String, _ content: String) throws {
        try workshop.write("id", try SealedFiles.vector("identity.txt"))
        for (way, outcome, out) in try files.unsealings(of: SealedFiles.vector(name), old: Self.old) {
            expectDone(outcome)
            #expect(String(decoding: out, as: UTF8.self) == content, "\(way)")
        }
    }

    @Test func `an answer tells whose identity it was`() throws {
        try files.seal(Array("text\n".utf8))
        expectDone(try files.proviso("keys", "new", "identity", "other"))
        let outcome = try files.proviso("unseal", "-i", "other", "-i", "id", "-o", "out", "--json", "sealed.age")
        expectDone(outcome)
        #expect(try JSON(outcome.output) == JSON(#"{"file":"out","opened-by":"\#(files.recipient)"}"#))
        #expect(try workshop.read("out") == "text\n")
        try files.writePassphrase()
        try files.seal(Array("text\n".utf8), into: "locked.age", "--passphrase-file", "passphrase")
        let opened = try files.proviso(
            "unseal", "--passphrase-file", "passphrase", "-o", "out", "--json", "locked.age")
        #expect(try JSON(opened.output) == JSON(#"{"file":"out","under-passphrase":true}"#))
    }

    // MARK: - Or nothing

    /// Expects that a file is refused by every way, and that nothing comes out.
    private func expectRefusal(
        of sealed: [UInt8], _ message: String, _ comment: Comment = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for (way, outcome, out) in try files.unsealings(of: sealed, old: Self.old) {
            let isFile = outcome.errors.hasPrefix("proviso: in.age: ")
            expectProblems(
                outcome, ExitCode.badData, "\(isFile ? "in.age" : "-"): \(message)", sourceLocation: sourceLocation)
            #expect(out == (way == "a new file" ? Self.old : []), "\(way), \(comment)", sourceLocation: sourceLocation)
        }
    }

    @Test func `a file that was cut off anywhere gives nothing`() throws {
        let sealed = try files.seal(SealedFiles.content)
        let header = try SealedFiles.header(of: sealed)
        let firstChunk = header + 16
        let chunk = 65_536 + 16
        for count in [0, 1, 21, 22, 23, header - 44, header - 1, header, header + 1, firstChunk - 1] {
            try expectRefusal(of: Array(sealed.prefix(count)), "not an age file", "\(count) bytes")
        }
        for count in [
            firstChunk, firstChunk + 1, firstChunk + 16, firstChunk + 17, firstChunk + chunk - 1, firstChunk + chunk,
            firstChunk + chunk + 1, firstChunk + 3 * chunk, firstChunk + 3 * chunk + 16, sealed.count - 17,
            sealed.count - 16, sealed.count - 1,
        ] {
            try expectRefusal(of: Array(sealed.prefix(count)), "its content was changed or cut off", "\(count) bytes")
        }
        #expect(try workshop.names == ["content", "id", "in.age", "out", "sealed.age"])
    }

    @Test func `a file that was cut off at the end of a chunk gives nothing, also a large one`() throws {
        let sealed = try files.seal(SealedFiles.largeContent)
        let chunk = 65_536 + 16
        #expect(sealed.count == (try SealedFiles.header(of: sealed)) + 16 + 48 * chunk)
        for count in [sealed.count - 1, sealed.count - chunk, sealed.count - 20 * chunk] {
            try expectRefusal(of: Array(sealed.prefix(count)), "its content was changed or cut off", "\(count) bytes")
        }
        try expectRefusal(of: sealed + [0], "its content was changed or cut off")
    }

    @Test func `an armor that was cut off gives nothing`() throws {
        let sealed = try files.seal(SealedFiles.content, "-a")
        let end = "-----END AGE ENCRYPTED FILE-----\n".utf8.count
        for count in [1, 34, 35, 100] { try expectRefusal(of: Array(sealed.prefix(count)), "not an age file") }
        for count in [
            sealed.count - 2, sealed.count - end + 1, sealed.count - end, sealed.count - end - 1, sealed.count - 70_000,
        ] {
            try expectRefusal(of: Array(sealed.prefix(count)), "its content was changed or cut off", "\(count) bytes")
        }
        try expectRefusal(of: sealed + Array("more".utf8), "its content was changed or cut off")
    }

    @Test func `a file that was changed anywhere gives nothing`() throws {
        let sealed = try files.seal(SealedFiles.content)
        let header = try SealedFiles.header(of: sealed)
        func changed(at index: Int) -> [UInt8] {
            var bytes = sealed
            bytes[index] ^= 1
            return bytes
        }
        // The mark of the version, the MAC; then nonce, first, second and last chunk.
        for index in [0, 20, header - 10] { try expectRefusal(of: changed(at: index), "not an age file", "\(index)") }
        for index in [header, header + 15, header + 16, header + 16 + 65_552, sealed.count - 17, sealed.count - 1] {
            try expectRefusal(of: changed(at: index), "its content was changed or cut off", "\(index)")
        }
        let chunk = 65_552
        let first = header + 16
        let swapped =
            sealed[..<first] + sealed[(first + chunk)..<(first + 2 * chunk)] + sealed[first..<(first + chunk)]
            + sealed[(first + 2 * chunk)...]
        try expectRefusal(of: Array(swapped), "its content was changed or cut off")
    }

    @Test func `what is no sealed file gives nothing`() throws {
        for text in ["text\n", "-", " ", "\n\n\n", "age-encryption.org/v2\n-> X25519 a\n", "{\"a\":1}\n"] {
            try expectRefusal(of: Array(text.utf8), "not an age file", "\(text)")
        }
        try expectRefusal(of: [UInt8](repeating: 0, count: 1 << 20), "not an age file")
    }

    @Test func `a file for others gives nothing, and it is said what it wants`() throws {
        try expectRefusal(of: SealedFiles.vector("strangers.age"), "sealed to other keys than those that were given")
        try expectRefusal(
            of: SealedFiles.vector("passphrase.age"), "sealed under a passphrase, and not to keys; give -p")
        try files.writePassphrase()
        try workshop.write("in.age", SealedFiles.vector("sentence.age"))
        expectProblems(
            try files.proviso("unseal", "--passphrase-file", "passphrase", "in.age"), ExitCode.badData,
            "in.age: sealed to keys, and not under a passphrase; give the identity of one of them with -i")
    }

    @Test func `nothing to open with is a mistake, of which the file says what it wants`() throws {
        for (name, code, message) in [
            ("sentence.age", ExitCode.usage, "sealed to recipients; give the identity of one with -i FILE"),
            ("armored.age", ExitCode.usage, "sealed to recipients; give the identity of one with -i FILE"),
            ("passphrase.age", ExitCode.usage, "sealed under a passphrase; give -p, or --passphrase-file FILE"),
            ("identity.txt", ExitCode.badData, "not an age file"),
        ] {
            try workshop.write("in.age", SealedFiles.vector(name))
            expectProblems(try files.proviso("unseal", "in.age"), code, "in.age: \(message)")
            expectProblems(try workshop.bash("cat in.age | proviso unseal -o out"), code, "-: \(message)")
        }
        #expect(!workshop.exists("out"))
    }

    // MARK: - Arguments

    @Test func `two openers of different kinds are a mistake`() throws {
        for arguments in [["-p", "-i", "id"], ["-p", "--passphrase-file", "p"]] {
            let outcome = try workshop.run(["unseal"] + arguments)
            expectProblems(outcome, ExitCode.usage, "-p ")
        }
    }

    @Test func `one file in two roles is a mistake, and stays as it is`() throws {
        let sealed = try files.seal(Array("text\n".utf8))
        for (arguments, message) in [
            (["-i", "id", "-o", "sealed.age"], "sealed.age: -o and the input"),
            (["-i", "id", "-o", "./sealed.age"], "./sealed.age: -o and the input"),
            (["-i", "id", "-o", "id"], "id: -o and -i"), (["-i", "sealed.age"], "sealed.age: the input and -i"),
            (["--passphrase-file", "id", "-o", "id"], "id: -o and --passphrase-file"),
        ] {
            let outcome = try workshop.run(["unseal"] + arguments + ["sealed.age"])
            expectProblems(outcome, ExitCode.usage, "\(message) are the same file")
        }
        expectProblems(
            try workshop.run(
                ["unseal", "-i", "id", "sealed.age"], output: .appending(workshop.path(of: "sealed.age"))
            ), ExitCode.usage, "sealed.age: standard output and the input are the same file")
        #expect(try workshop.readBytes("sealed.age") == sealed)
        expectProblems(try files.proviso("unseal", "-i", "id", "nowhere"), ExitCode.inputMissing, "nowhere: ")
        expectProblems(try files.proviso("unseal", "-i", "id", "."), ExitCode.inputOutput, ".: cannot be read: ")
    }
}
