import ArgumentParser
import Proviso
import Shared

struct SealCommand: ActingCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Seals a file to recipients or under a passphrase, as age does; age opens it too.",
        discussion: """
            Reads standard input and writes standard output unless told otherwise. -r, -R and -i can be repeated and \
            mixed. Whoever knows a recipient can seal to it: who did is not recorded; disclose seal signs.
            """)

    @OptionGroup var options: AnswerOptions

    @Option(
        name: [.customShort("r"), .customLong("recipient")],
        help: ArgumentHelp("A recipient; may be given several times.", valueName: "age1…"))
    var recipients: [String] = []

    @Option(
        name: [.customShort("R"), .customLong("recipients-file")],
        help: ArgumentHelp(
            "A file with a recipient a line, and comments after #; - is standard input.", valueName: "FILE"))
    var recipientsFiles: [String] = []

    @OptionGroup var secrets: SecretOptions

    @Flag(name: [.customShort("a"), .long], help: "Write text instead of bytes: ASCII armor.")
    var armor = false

    @OptionGroup var streams: StreamOptions

    func answer(_ time: TimeSource) throws -> Answer {
        try checkOptions()
        let threadCount = try streams.threadCount()
        try checkFiles()
        if let terminal = streams.terminal, !armor {
            throw Ending.usage(
                "\(Ending.quoted(terminal)) is a terminal, and a sealed file is no text",
                remedy: "name a file with -o, or have it written as text with -a")
        }
        guard recipients.isEmpty, recipientsFiles.isEmpty, secrets.identities.isEmpty else {
            let recipients = try allRecipients()
            let input = try streams.openInput()
            let writer = try AgeWriter(
                streams.openOutput(), to: recipients, isArmored: armor, threadCount: threadCount)
            try Self.seal(input, with: writer)
            return Answer([], ["file": .of(streams.file), "recipients": .texts(recipients)])
        }
        // Opened before anybody is asked for anything.
        let input = try streams.openInput()
        let passphrase = try secrets.newPassphrase()
        let writer = try AgeWriter(
            streams.openOutput(), passphrase: passphrase, isArmored: armor, threadCount: threadCount)
        try Self.seal(input, with: writer)
        return Answer([], ["file": .of(streams.file), "under-passphrase": .flag(true)])
    }

    private func checkOptions() throws(Ending) {
        try streams.checkAnswer(options)
        try secrets.check()
        let isForKeys = !recipients.isEmpty || !recipientsFiles.isEmpty || !secrets.identities.isEmpty
        guard isForKeys || secrets.hasPassphrase else {
            throw .usage(
                "nobody could open it: there is neither a recipient nor a passphrase",
                remedy: "give -r RECIPIENT, -R FILE, -i IDENTITY-FILE, -p or --passphrase-file FILE")
        }
        // With -i, the passphrase is that of the identity file.
        if isForKeys, secrets.hasPassphrase, secrets.passphrase || secrets.identities.isEmpty {
            throw .usage(
                "a file that is sealed under a passphrase has no recipients beside it",
                remedy: "give either a passphrase or recipients")
        }
    }

    private func checkFiles() throws(Ending) {
        var roles = FileRoles()
        for file in recipientsFiles { try roles.addSource("-R", file) }
        try secrets.addFiles(to: &roles)
        try streams.addFiles(to: &roles)
    }

    private func allRecipients() throws -> [AgeRecipient] {
        var list = RecipientList()
        for (index, text) in recipients.enumerated() { try list.add(text, number: index + 1, of: recipients.count) }
        for file in recipientsFiles { try list.add(contentsOf: file) }
        if let identities = try secrets.allIdentities() { list.add(identities.recipients) }
        return list.recipients
    }

    private static func seal(_ input: consuming InputFile, with writer: consuming AgeWriter) throws {
        while try input.readBlock({ bytes in try writer.write(bytes) }) {}
        try writer.finish()
    }
}
