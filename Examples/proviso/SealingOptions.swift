import ArgumentParser
import Proviso
import Shared

/// Identities and passphrases, of `seal` and `unseal`.
struct SecretOptions: ParsableArguments {
    @Option(
        name: [.customShort("i"), .customLong("identity")],
        help: ArgumentHelp(
            "A file of identities, as age-keygen or keys new identity makes it, also one under a passphrase; may be "
                + "given several times. To seal is to seal to their recipients.", valueName: "IDENTITY-FILE"))
    var identities: [String] = []

    @Flag(name: [.customShort("p"), .long], help: "Ask on the terminal for the passphrase of the file.")
    var passphrase = false

    @Option(
        help: ArgumentHelp(
            "The passphrase of the file, or with -i that of the identity file: one line, readable by its owner alone.",
            valueName: "FILE"))
    var passphraseFile: String?

    var hasPassphrase: Bool { passphrase || passphraseFile != nil }

    func check() throws(Ending) {
        if passphrase, passphraseFile != nil {
            throw .usage("-p and --passphrase-file are two ways to one passphrase", remedy: "give one of them")
        }
        if passphrase, !identities.isEmpty {
            throw .usage(
                "-p is for a file under a passphrase, and -i for one that is sealed to keys",
                remedy: "give one of them; where an identity file has a passphrase, it is asked for")
        }
        for (title, names) in [("-i", identities), ("--passphrase-file", passphraseFile.map { [$0] } ?? [])]
        where names.contains("-") {
            throw .usage("\(title) - would be a secret in a stream of data", remedy: "name a file")
        }
    }

    func addFiles(to roles: inout FileRoles) throws(Ending) {
        for file in identities { try roles.addSource("-i", file) }
        try roles.add("--passphrase-file", passphraseFile)
    }

    /// All identities of all files; nil if there are no files.
    func allIdentities() throws -> AgeIdentities? {
        var isPassphraseUsed = false
        var all: AgeIdentities?
        for file in identities {
            let identities = try AgeIdentityFile.readAll(file) {
                isPassphraseUsed = true
                return try knownPassphrase(of: file)
            }
            if all == nil { all = identities } else { all!.append(contentsOf: identities) }
        }
        if all != nil, let passphraseFile, !isPassphraseUsed {
            // Whoever meant to have two locks would have one.
            throw Ending.usage(
                "\(Ending.quoted(passphraseFile)): no identity file is under a passphrase",
                remedy: "leave --passphrase-file out; a file is sealed either to keys or under a passphrase")
        }
        return all
    }

    /// The passphrase of a file that is there.
    func knownPassphrase(of name: String) throws -> AgePassphrase {
        if let passphraseFile { return try AgePassphraseFile.read(passphraseFile) }
        return try Self.terminal().ask("Passphrase of \(Ending.quoted(name)): ", byteLimit: Self.byteLimit) { line in
            try Self.passphrase(line)
        }
    }

    /// The passphrase of a file that is to be made.
    func newPassphrase() throws -> AgePassphrase {
        if let passphraseFile { return try AgePassphraseFile.read(passphraseFile) }
        let terminal = try Self.terminal()
        return try terminal.ask("New passphrase: ", byteLimit: Self.byteLimit) { first in
            let passphrase = try Self.passphrase(first)
            let areEqual = try terminal.ask("The same once more: ", byteLimit: Self.byteLimit) { second in
                ConstantTime.areEqual(first, second)
            }
            guard areEqual else { throw Ending.usage("the two passphrases are not the same", remedy: "run it again") }
            return passphrase
        }
    }

    private static var byteLimit: Int { AgePassphrase.allowedByteCounts.upperBound }

    private static func passphrase(_ line: Span<UInt8>) throws -> AgePassphrase {
        if line.isEmpty { throw Ending.usage("the passphrase is empty", remedy: "run it again, and type one") }
        return try AgePassphrase(copying: line)
    }

    private static func terminal() throws(Ending) -> Terminal {
        guard let terminal = Terminal() else {
            throw .usage("there is no terminal to ask for the passphrase on", remedy: "use --passphrase-file FILE")
        }
        return terminal
    }
}

/// What is read and written, of `seal` and `unseal`.
struct StreamOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("How many threads work, from 1 to 16; 2 unless given, or 1 on one core.", valueName: "N"))
    var jobs: Int?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write to a file, which appears whole or not at all.", valueName: "FILE"))
    var output: String?

    @Argument(
        help: ArgumentHelp("The input; - is standard input, which is read too if none is named.", valueName: "INPUT"))
    var input: String?

    /// The file that is written; nil for standard output.
    // `-` has one meaning for the input and one for the output; whoever means a file of that name writes `./-`.
    var file: String? { output == "-" ? nil : output }
    var inputName: String { input ?? "-" }

    /// The terminal that is written to, by its name; nil if it is none.
    var terminal: String? {
        guard let file else { return OpenFile.isTerminal(FileIdentity.standardOutput) ? "standard output" : nil }
        return OpenFile.isTerminal(file) ? file : nil
    }

    /// An answer needs a standard output that does not have the data.
    func checkAnswer(_ options: AnswerOptions) throws(Ending) {
        guard options.json else { return }
        guard let file else {
            throw .usage("--json and the data would both go to standard output", remedy: "add -o FILE")
        }
        try FileRoles().requireAnswer(apartFrom: "-o", file)
    }

    func threadCount() throws(Ending) -> Int {
        guard let jobs else { return min(2, System.processorCount) }
        guard (1...16).contains(jobs) else { throw .usage("--jobs \(jobs) is out of range", remedy: "from 1 to 16") }
        return jobs
    }

    func addFiles(to roles: inout FileRoles) throws(Ending) {
        try roles.addSource("the input", inputName)
        try roles.add("-o", file)
        if file == nil { try roles.requireStandardOutputApart() }
    }

    func openInput() throws(ProvisoError) -> InputFile {
        inputName == "-" ? .standardInput() : try InputFile(inputName)
    }

    func openOutput() throws(ProvisoError) -> OutputFile {
        if let file { return try OutputFile(file) }
        return .standardOutput()
    }
}
