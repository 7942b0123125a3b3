import ArgumentParser
import Proviso
import Shared

struct UnsealCommand: ActingCommand {
    static let configuration = CommandConfiguration(
        commandName: "unseal",
        abstract: "Opens a file that was sealed by seal or by age, all or nothing.",
        discussion: """
            Reads standard input and writes standard output unless told otherwise. ASCII armor is recognized. Nothing is \
            written before the last byte was checked, also to standard output: what comes from a pipe is kept in a \
            temporary file until then, sealed as it is.
            """)

    @OptionGroup var options: AnswerOptions
    @OptionGroup var secrets: SecretOptions
    @OptionGroup var streams: StreamOptions

    func answer(_ time: TimeSource) throws -> Answer {
        try streams.checkAnswer(options)
        try secrets.check()
        let threadCount = try streams.threadCount()
        try checkFiles()
        let input = try streams.openInput()
        guard secrets.hasPassphrase || !secrets.identities.isEmpty else {
            throw try Self.refusalWithoutOpener(of: input)
        }
        let opener = SealedFileOpener(try openers(), isPassphrase: secrets.identities.isEmpty, threadCount)
        let output = try streams.openOutput()
        let openedBy =
            output.appearsWhole
            ? try Self.open(input, with: opener, into: output)
            : try Self.openTwice(input, with: opener, into: output, terminal: streams.terminal)
        return Answer(
            [],
            [
                "file": .of(streams.file), "opened-by": .of(openedBy),
                "under-passphrase": openedBy == nil ? .flag(true) : nil,
            ])
    }

    private func checkFiles() throws(Ending) {
        var roles = FileRoles()
        try secrets.addFiles(to: &roles)
        try streams.addFiles(to: &roles)
    }

    private func openers() throws -> AgeIdentities {
        if let identities = try secrets.allIdentities() { return identities }
        return AgeIdentities(passphrase: try secrets.knownPassphrase(of: streams.inputName))
    }

    /// Why nothing can be opened with nothing: that depends on the file.
    private static func refusalWithoutOpener(of input: consuming InputFile) throws -> any Error {
        let name = Ending.quoted(input.name)
        return switch try SealedFileOpener.isUnderPassphrase(input) {
        case true: Ending.usage("\(name): sealed under a passphrase", remedy: "give -p, or --passphrase-file FILE")
        case false: Ending.usage("\(name): sealed to recipients", remedy: "give the identity of one with -i FILE")
        }
    }

    /// Into a file that appears at the end.
    private static func open(
        _ input: consuming InputFile, with opener: SealedFileOpener, into output: consuming OutputFile
    ) throws -> AgeRecipient? {
        let openedBy = try opener.open(input) { bytes in try output.write(bytes) }
        try output.commit()
        return openedBy
    }

    /// Into something that is seen as it is written: first everything is checked, and then it is opened once more.
    private static func openTwice(
        _ input: consuming InputFile, with opener: SealedFileOpener, into output: consuming OutputFile,
        terminal: String?
    ) throws -> AgeRecipient? {
        let input = try RereadableInput(input)
        var content = SmallContent()
        var text = TextCheck()
        let openedBy = try input.read { file in
            try opener.open(file) { bytes in
                content.append(bytes)
                if terminal != nil { text.append(bytes) }
            }
        }
        if let terminal, !text.isText {
            throw Ending.usage(
                "\(Ending.quoted(terminal)) is a terminal, and the content is no text", remedy: "name a file with -o")
        }
        let isWritten = try content.withBytes { bytes in try output.write(bytes) }
        if !isWritten {
            _ = try input.read { file in try opener.open(file) { bytes in try output.write(bytes) } }
        }
        try output.commit()
        return openedBy
    }
}

/// Content that is so small that it is not opened twice.
private struct SmallContent {
    private static let byteLimit = 1024 * 1024
    private var bytes: [UInt8]? = []

    mutating func append(_ piece: Span<UInt8>) {
        guard var bytes = bytes.take() else { return }
        // With room for all of it, so that growing leaves no copy behind.
        if bytes.isEmpty { bytes.reserveCapacity(Self.byteLimit) }
        if bytes.count + piece.count > Self.byteLimit {
            wipe(&bytes)
        } else {
            for index in piece.indices { bytes.append(piece[index]) }
            self.bytes = bytes
        }
    }

    /// Lends the content and wipes it; false if it was too large.
    mutating func withBytes(_ body: (Span<UInt8>) throws -> Void) throws -> Bool {
        guard var bytes = bytes.take() else { return false }
        defer { wipe(&bytes) }
        try body(bytes.span)
        return true
    }
}
