import TestSupport
import Testing

/// Passphrases of `seal` and `unseal`, from files and from a terminal.
@Suite struct SealingPassphraseTests {
    let files: SealedFiles
    private var workshop: Workshop { files.workshop }
    private static let passphrase = SealedFiles.passphrase

    init() throws {
        files = try SealedFiles()
        try files.writePassphrase()
        try workshop.write("content", "text\n")
    }

    // MARK: - From a file

    @Test func `a passphrase from a file opens what age sealed under it`() throws {
        let sealed = Workshop.Input.bytes(try SealedFiles.vector("passphrase.age"))
        expectDone(
            try files.proviso("unseal", "--passphrase-file", "passphrase", input: sealed), output: SealedFiles.sentence)
        // With another line ending, or with none, it is the same line.
        for ending in ["", "\r\n"] {
            try workshop.write("passphrase", Self.passphrase + ending)
            expectDone(
                try files.proviso("unseal", "--passphrase-file", "passphrase", input: sealed),
                output: SealedFiles.sentence)
        }
        try workshop.write("passphrase", Self.passphrase + " \n")
        expectProblems(
            try files.proviso("unseal", "--passphrase-file", "passphrase", input: sealed), ExitCode.badData,
            "-: sealed under another passphrase; check it")
    }

    @Test func `what is sealed under a passphrase opens under it, also when it is large`() throws {
        let content = SealedFiles.largeContent
        try files.seal(content, "-a", "--passphrase-file", "passphrase")
        let outcome = try files.proviso("unseal", "--passphrase-file", "passphrase", "sealed.age")
        expectDone(outcome)
        #expect(outcome.bytes == content)
    }

    // MARK: - Of identities

    @Test(arguments: [[], ["-a"]])
    func `an identity file that is sealed itself opens with its passphrase`(_ armor: [String]) throws {
        expectDone(
            try workshop.run(["seal", "--passphrase-file", "passphrase", "-o", "locked", "id"] + armor), output: "")
        let sealed = try files.proviso("seal", "-i", "locked", "--passphrase-file", "passphrase", "content")
        expectDone(sealed)
        expectDone(try files.proviso("unseal", "-i", "id", input: .bytes(sealed.bytes)), output: "text\n")
        let opened = try files.proviso(
            "unseal", "-i", "locked", "--passphrase-file", "passphrase", input: .bytes(sealed.bytes))
        expectDone(opened, output: "text\n")
        // Out of a pipe it comes but once.
        let piped = try workshop.bash(
            "proviso unseal -i <(cat locked) --passphrase-file passphrase", input: .bytes(sealed.bytes))
        expectDone(piped, output: "text\n")
    }

    @Test func `an identity file that is sealed and cannot be opened is refused`() throws {
        expectDone(try files.proviso("seal", "--passphrase-file", "passphrase", "-o", "locked", "id"))
        let locked = try workshop.readBytes("locked")
        func expectRefusal(_ code: Int32, _ message: String, line: Int? = nil) throws {
            for command in ["seal", "unseal"] {
                let outcome = try files.proviso(
                    command, "-i", "locked", "--passphrase-file", "passphrase", "-o", "out", "content")
                expectProblems(outcome, code, "locked:\(line.map { "\($0):" } ?? "") \(message)")
            }
            #expect(!workshop.exists("out"))
        }
        try workshop.write("locked", locked, mode: 0o644)
        try expectRefusal(ExitCode.fileMode, "mode 0644 lets others reach the key")
        for bytes in [Array(locked.dropLast()), locked + [0], Array(locked.prefix(200))] {
            try workshop.write("locked", bytes)
            try expectRefusal(ExitCode.configuration, "the sealed identities were changed or cut off")
        }
        try workshop.write("locked", try SealedFiles.vector("sentence.age"))
        try expectRefusal(
            ExitCode.configuration, "the identities are sealed under another passphrase, or to recipients")
        try workshop.write("locked", locked)
        try workshop.write("passphrase", "another\n")
        try expectRefusal(
            ExitCode.configuration, "the identities are sealed under another passphrase, or to recipients")
        // What is sealed in it is no identity.
        expectDone(try files.proviso("seal", "--passphrase-file", "passphrase", "-o", "locked", "content"))
        try expectRefusal(ExitCode.configuration, "neither a comment nor an identity", line: 1)
    }

    @Test func `a passphrase that no identity file needs is a mistake`() throws {
        for command in ["seal", "unseal"] {
            let outcome = try files.proviso(command, "-i", "id", "--passphrase-file", "passphrase", "content")
            expectProblems(outcome, ExitCode.usage, "passphrase: no identity file is under a passphrase")
        }
    }

    // MARK: - Without a terminal

    @Test(.enabled(if: Programs.exists("setsid")))
    func `where there is no terminal, the file is named`() throws {
        expectDone(try files.proviso("seal", "--passphrase-file", "passphrase", "-o", "locked", "id"))
        for arguments in ["seal -p content", "unseal -p locked", "unseal -i locked content", "seal -i locked content"] {
            expectProblems(
                try workshop.bash("setsid -w proviso \(arguments)"), ExitCode.usage,
                "there is no terminal to ask for the passphrase on; use --passphrase-file FILE")
        }
    }
}

/// Passphrases that are typed.
@Suite(.enabled(if: PseudoTerminal.exists, "python3, which makes the terminal, is not installed"))
struct TypedPassphraseTests {
    let files: SealedFiles
    private var workshop: Workshop { files.workshop }
    private static let passphrase = SealedFiles.passphrase

    init() throws {
        files = try SealedFiles()
        try workshop.write("content", "text\n")
    }

    private func expect(
        _ outcome: PseudoTerminal.Outcome, ending: Int32, shown: String, questions: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(outcome.ending == Int(ending), "\(outcome.shown)", sourceLocation: sourceLocation)
        #expect(outcome.shown == shown, sourceLocation: sourceLocation)
        // What is typed is not shown while it is typed, and is again afterwards.
        let hidden = [Bool](repeating: false, count: questions)
        #expect(outcome.echoed == hidden, sourceLocation: sourceLocation)
        #expect(outcome.echoesAfterwards, sourceLocation: sourceLocation)
    }

    @Test func `a passphrase that is typed twice seals, and typed once opens`() throws {
        let sealed = try PseudoTerminal.run(
            ["proviso", "seal", "-p", "-o", "out", "content"], in: workshop,
            ["New passphrase: ": Self.passphrase + "\n", "The same once more: ": Self.passphrase + "\n"])
        expect(sealed, ending: ExitCode.done, shown: "New passphrase: \nThe same once more: \n", questions: 2)
        let opened = try PseudoTerminal.run(
            ["proviso", "unseal", "-p", "out"], in: workshop, ["Passphrase of out: ": Self.passphrase + "\n"])
        expect(opened, ending: ExitCode.done, shown: "Passphrase of out: \ntext\n", questions: 1)
        try files.writePassphrase()
        expectDone(try files.proviso("unseal", "--passphrase-file", "passphrase", "out"), output: "text\n")
        let wrong = try PseudoTerminal.run(
            ["proviso", "unseal", "-p", "-o", "new", "out"], in: workshop, ["Passphrase of out: ": "wrong\n"])
        expect(
            wrong, ending: ExitCode.badData,
            shown: "Passphrase of out: \nproviso: out: sealed under another passphrase; check it and try again\n",
            questions: 1)
        #expect(!workshop.exists("new"))
    }

    @Test func `it is asked on the terminal whatever the standard streams are`() throws {
        let sealed = try PseudoTerminal.run(
            ["sh", "-c", "proviso seal -p < content > out 2> stream-err"], in: workshop,
            ["New passphrase: ": "a\n", "The same once more: ": "a\n"])
        expect(sealed, ending: ExitCode.done, shown: "New passphrase: \nThe same once more: \n", questions: 2)
        let opened = try PseudoTerminal.run(
            ["sh", "-c", "cat out | proviso unseal -p > new"], in: workshop, ["Passphrase of -: ": "a\n"])
        expect(opened, ending: ExitCode.done, shown: "Passphrase of -: \n", questions: 1)
        #expect(try workshop.read("new") == "text\n")
    }

    @Test func `two passphrases that differ seal nothing, and neither does an empty or a long one`() throws {
        func attempt(_ steps: KeyValuePairs<String, String>) throws -> PseudoTerminal.Outcome {
            try PseudoTerminal.run(["proviso", "seal", "-p", "-o", "out", "content"], in: workshop, steps)
        }
        let different = try attempt(["New passphrase: ": "one\n", "The same once more: ": "two\n"])
        expect(
            different, ending: ExitCode.usage,
            shown:
                "New passphrase: \nThe same once more: \nproviso: the two passphrases are not the same; run it again\n",
            questions: 2)
        // An end of the input is an empty line too.
        for empty in ["\n", "\u{4}"] {
            let outcome = try attempt(["New passphrase: ": empty])
            expect(
                outcome, ending: ExitCode.usage,
                shown: "New passphrase: \nproviso: the passphrase is empty; run it again, and type one\n", questions: 1)
        }
        // The rest of the line does not come to who reads from the terminal next.
        let long = try PseudoTerminal.run(
            ["bash", "-c", "proviso seal -p -o out content; code=$?; read -t 0 && echo rest; exit $code"], in: workshop,
            ["New passphrase: ": String(repeating: "x", count: 2000) + "\n"])
        expect(
            long, ending: ExitCode.configuration,
            shown: "New passphrase: \nproviso: /dev/tty: a line of more than 1024 bytes; use a shorter one\n",
            questions: 1)
        #expect(!workshop.exists("out"))
    }

    @Test(arguments: [("SIGINT", 2), ("SIGTERM", 15), ("SIGHUP", 1), ("SIGQUIT", 3), ("\u{3}", 2)])
    func `a signal while it is asked ends the program, and the terminal shows again what is typed`(
        _ signal: String, _ number: Int
    ) throws {
        let outcome = try PseudoTerminal.run(
            ["proviso", "seal", "-p", "-o", "out", "content"], in: workshop, ["New passphrase: ": signal])
        #expect(outcome.ending == -number)
        #expect(outcome.echoed == [false])
        #expect(outcome.echoesAfterwards)
        #expect(try workshop.names == ["content", "id"])
    }

    @Test func `an identity file that is sealed is asked for by its name`() throws {
        try files.writePassphrase("first", to: "one")
        try files.writePassphrase("second", to: "two")
        expectDone(try files.proviso("keys", "new", "identity", "id2"))
        expectDone(try files.proviso("seal", "--passphrase-file", "one", "-o", "locked1", "id"))
        expectDone(try files.proviso("seal", "--passphrase-file", "two", "-o", "locked2", "id2"))
        try files.seal(Array("text\n".utf8))
        let outcome = try PseudoTerminal.run(
            ["proviso", "unseal", "-i", "locked2", "-i", "locked1", "sealed.age"], in: workshop,
            ["Passphrase of locked2: ": "second\n", "Passphrase of locked1: ": "first\n"])
        expect(
            outcome, ending: ExitCode.done, shown: "Passphrase of locked2: \nPassphrase of locked1: \ntext\n",
            questions: 2)
    }

    @Test(.enabled(if: SealedFiles.hasAge))
    func `age opens what was sealed under a typed passphrase, and the other way around`() throws {
        _ = try PseudoTerminal.run(
            ["proviso", "seal", "-a", "-p", "-o", "out", "content"], in: workshop,
            ["New passphrase: ": Self.passphrase + "\n", "The same once more: ": Self.passphrase + "\n"])
        _ = try PseudoTerminal.run(
            ["age", "-d", "-o", "by-age", "out"], in: workshop, ["Enter passphrase: ": Self.passphrase + "\n"])
        #expect(try workshop.read("by-age") == "text\n")
        // An identity as age locks it.
        _ = try PseudoTerminal.run(
            ["age", "-p", "-o", "locked", "id"], in: workshop,
            ["Enter passphrase": Self.passphrase + "\n", "Confirm passphrase: ": Self.passphrase + "\n"])
        expectDone(try workshop.bash("chmod 600 locked"))
        try files.seal(Array("text\n".utf8))
        try files.writePassphrase()
        expectDone(
            try files.proviso("unseal", "-i", "locked", "--passphrase-file", "passphrase", "sealed.age"),
            output: "text\n")
    }

    // MARK: - What a terminal is not given

    @Test func `a sealed file is not written to a terminal, except as text`() throws {
        for (arguments, name) in [
            ([], "standard output"), (["-o", "-"], "standard output"), (["-o", "/dev/tty"], "/dev/tty"),
            (["-o", "/dev/stdout"], "/dev/stdout"),
        ] {
            let outcome = try PseudoTerminal.run(
                ["proviso", "seal", "-i", "id", "content"] + arguments, in: workshop)
            expect(
                outcome, ending: ExitCode.usage,
                shown: "proviso: \(name) is a terminal, and a sealed file is no text; name a file with -o, or have it "
                    + "written as text with -a\n", questions: 0)
        }
        let armored = try PseudoTerminal.run(["proviso", "seal", "-a", "-i", "id", "content"], in: workshop)
        #expect(armored.ending == 0)
        #expect(armored.shown.hasPrefix("-----BEGIN AGE ENCRYPTED FILE-----\n"))
        #expect(armored.shown.hasSuffix("-----END AGE ENCRYPTED FILE-----\n"))
    }

    struct Content: Sendable, CustomTestStringConvertible {
        let bytes: [UInt8]
        let isText: Bool
        var testDescription: String { bytes.suffix(6).map { String($0, radix: 16) }.joined(separator: " ") }

        init(_ bytes: [UInt8], isText: Bool) {
            self.bytes = bytes
            self.isText = isText
        }

        init(text: String, isText: Bool) { self.init(Array(text.utf8), isText: isText) }

        /// Over the end of a chunk.
        init(afterChunk bytes: [UInt8], isText: Bool) {
            self.init([UInt8](repeating: 0x61, count: 65_535) + bytes, isText: isText)
        }
    }

    @Test(arguments: [
        Content(text: "", isText: true), Content(text: "a\tb\r\n", isText: true), Content(text: "é €😀", isText: true),
        Content(text: "\u{A0}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}", isText: true),
        Content(text: "\u{0}", isText: false), Content(text: "\u{1B}[31m", isText: false),
        Content(text: "\u{7F}", isText: false), Content(text: "\u{9B}31m", isText: false),
        // Cut off, without a beginning, overlong, a surrogate, beyond the last character.
        Content([0xC3], isText: false), Content([0x80], isText: false), Content([0xC3, 0x41], isText: false),
        Content([0xC1, 0xBF], isText: false), Content([0xE0, 0x9F, 0xBF], isText: false),
        Content([0xED, 0xA0, 0x80], isText: false), Content([0xF0, 0x8F, 0xBF, 0xBF], isText: false),
        Content([0xF4, 0x90, 0x80, 0x80], isText: false), Content([0xF5, 0x80, 0x80, 0x80], isText: false),
        Content([0xFF], isText: false), Content(afterChunk: [0xC3, 0xA9], isText: true),
        Content(afterChunk: [0xC2, 0x9B], isText: false),
    ])
    func `content that is no text is not written to a terminal`(_ content: Content) throws {
        try files.seal(content.bytes)
        let outcome = try PseudoTerminal.run(["proviso", "unseal", "-i", "id", "sealed.age"], in: workshop)
        #expect(outcome.ending == Int(content.isText ? ExitCode.done : ExitCode.usage))
        let refusal = "proviso: standard output is a terminal, and the content is no text; name a file with -o\n"
        if content.isText {
            #expect(outcome.shown.utf8.count >= content.bytes.count)
            #expect(!outcome.shown.contains("proviso"))
        } else {
            #expect(outcome.shown == refusal)
        }
    }
}
