import ArgumentParser
import Proviso
import Shared

extension KeysCommand {
    struct NewKeyring: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "keyring",
            abstract: "Makes a keyring: keys for pseudonyms that follow one another, in one sealed file.",
            discussion: """
                It is sealed to one or more age recipients, each of whom can open it alone, or under a passphrase. \
                Prints the fingerprint of its first version. A key file that is adopted becomes version 0, so that \
                its pseudonyms stay what they are; it is left where it is, for you to remove.
                """)

        @OptionGroup var options: AnswerOptions

        @Argument(help: ArgumentHelp("The new file.", valueName: "FILE"))
        var file: String

        @OptionGroup var sealing: KeyringSealingOptions

        @Option(
            help: ArgumentHelp("Instead of a recipient: the passphrase to seal it under, one line.", valueName: "FILE"))
        var passphraseFile: String?

        @Option(help: ArgumentHelp("A key file, whose key becomes the first version.", valueName: "KEYFILE"))
        var adopt: String?

        @Option(
            help: ArgumentHelp(
                "Where its generation is remembered; unless given, its name with .seen.", valueName: "FILE"))
        var seen: String?

        func answer(_ time: TimeSource) throws -> Answer {
            try checkFiles()
            let seal = try sealing.value(passphraseFile, "--passphrase-file")
            let keyring = try make(seal, at: time.now(), rollback: .remembered(in: memory))
            let version = keyring.versions[0]
            return Answer(
                [version.fingerprint.description], ["kind": .of("keyring")],
                and: keyring.members(version, in: file)
                    + [("recipients", .texts(keyring.recipients))])
        }

        private var memory: String { seen ?? file + ".seen" }

        private func checkFiles() throws {
            var roles = FileRoles()
            try roles.add("the keyring", file)
            try roles.add("the passphrase file", passphraseFile)
            try roles.add("the key file", adopt)
            try roles.addNeededMemory(memory)
        }

        private func make(
            _ seal: consuming KeyringSealingOptions.Seal, at instant: Instant, rollback: RollbackCheck
        ) throws -> Keyring {
            guard let adopt else {
                switch seal {
                case .recipients(let recipients):
                    return try KeyringEditor.create(file, for: recipients, at: instant, rollback: rollback)
                case .passphrase(let passphrase):
                    return try KeyringEditor.create(file, passphrase: passphrase, at: instant, rollback: rollback)
                }
            }
            let key = try KeyFile.read(adopt)
            switch seal {
            case .recipients(let recipients):
                return try KeyringEditor.create(file, for: recipients, adopting: key, at: instant, rollback: rollback)
            case .passphrase(let passphrase):
                return try KeyringEditor.create(
                    file, passphrase: passphrase, adopting: key, at: instant, rollback: rollback)
            }
        }
    }
}

/// To whom a keyring is sealed, if it is not under a passphrase.
struct KeyringSealingOptions: ParsableArguments {
    @Option(
        name: .customLong("to"),
        help: ArgumentHelp(
            "A recipient who can open the keyring; may be given several times. Add one whose identity lies in a safe.",
            valueName: "age1…"))
    var recipients: [String] = []

    enum Seal: ~Copyable {
        case recipients([AgeRecipient])
        case passphrase(AgePassphrase)
    }

    /// One of both: an age file has recipients or a passphrase.
    func value(_ passphraseFile: String?, _ option: String) throws -> Seal {
        if recipients.isEmpty, passphraseFile == nil {
            throw Ending.usage("nobody was named who can open the keyring", remedy: "add --to age1… or \(option) FILE")
        }
        guard let passphraseFile else { return .recipients(try recipients.map(recipient)) }
        try Ending.requireOneWay((recipients.isEmpty ? [] : ["--to"]) + [option], "to seal the keyring")
        return .passphrase(try AgePassphraseFile.read(passphraseFile))
    }
}
