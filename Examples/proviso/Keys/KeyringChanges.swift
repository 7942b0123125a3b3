import ArgumentParser
import Proviso
import Shared

extension KeysCommand {
    struct Rotate: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate",
            abstract: "Makes a new version of the key, which is active; the one that was active is retired.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var changing: ChangingOptions

        func answer(_ time: TimeSource) throws -> Answer {
            _ = try changing.roles()
            var retired: KeyVersion?
            let keyring = try changing.change { editor in
                retired = editor.versions.first { $0.status == .active }?.number
                try editor.rotate(at: time.now())
            }
            let version = keyring.versions[keyring.versions.count - 1]
            return Answer(
                [
                    "Version \(version.number) is active, \(version.fingerprint)"
                        + (retired.map { "; version \($0) is retired." } ?? ".")
                ], [:],
                and: keyring.members(version, in: changing.keyring)
                    + JSON.object(["retired": retired?.json]).namedValues)
        }
    }

    struct Retire: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "retire",
            abstract: "Retires the active version without a successor: the keyring makes nothing until it is rotated.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var changing: ChangingOptions
        @OptionGroup var version: VersionOption

        func answer(_ time: TimeSource) throws -> Answer {
            _ = try changing.roles()
            let keyring = try changing.change { editor in try editor.retire(version.number) }
            return Answer(
                [
                    "Version \(version.number) is retired. No version is active: nothing new is made before proviso"
                        + " keys rotate."
                ], [:],
                and: try keyring.members(keyring.version(version.number), in: changing.keyring))
        }
    }

    struct Destroy: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "destroy",
            abstract: "Destroys the key of a retired version. Nobody can take that back.",
            discussion: """
                What was made with it can then never be recognized or reversed with this keyring: proviso keys \
                inventory tells what still needs it. The version's fingerprint must be given too, so that no slip \
                destroys another one. Not reached are copies of the keyring in backups, snapshots and unused blocks \
                of the disk, programs that have it open, and keys of types that were exported.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var changing: ChangingOptions
        @OptionGroup var version: VersionOption

        @Option(
            help: ArgumentHelp("The version's fingerprint, as proviso keys list shows it.", valueName: "fp_…"))
        var fingerprint: String

        func answer(_ time: TimeSource) throws -> Answer {
            _ = try changing.roles()
            let fingerprint = try argument("--fingerprint") { try KeyFingerprint(self.fingerprint) }
            let keyring = try changing.change { editor in
                // What the editor says of an unknown or active version is worth more than that it has another
                // fingerprint; nothing is written before both are right.
                try editor.destroy(version.number)
                guard editor.versions.first(where: { $0.number == version.number })?.fingerprint == fingerprint else {
                    throw Ending.usage(
                        "--fingerprint is not that of version \(version.number), and nothing was destroyed",
                        remedy: "compare both with proviso keys list")
                }
            }
            return Answer(
                [
                    "Version \(version.number), \(fingerprint), is destroyed: nothing that it made can be recognized or"
                        + " reversed with this keyring any more.",
                    "Not reached:",
                    "  copies of the keyring in backups, snapshots and unused blocks of the disk: they open as before",
                    "  programs that have the keyring open, until they end",
                    "  keys of types that were exported",
                    "To put the copies out of use, rewrap the keyring to new recipients, and destroy the identities"
                        + " that open the copies.",
                ], [:],
                and: try keyring.members(keyring.version(version.number), in: changing.keyring)
                    + [("not-reached", .texts(["copies", "running-programs", "exports"]))])
        }
    }

    struct Rewrap: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "rewrap",
            abstract: "Seals the keyring to other recipients, or under another passphrase. Its keys stay.",
            discussion: """
                All who are to open it must be named, also those who could before. Copies that are elsewhere open as \
                before.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var changing: ChangingOptions
        @OptionGroup var sealing: KeyringSealingOptions

        @Option(
            help: ArgumentHelp("Instead of a recipient: the new passphrase to seal it under.", valueName: "FILE"))
        var newPassphraseFile: String?

        @Flag(help: "Leave out the recipient of the identity that opens it now: the keyring is given away.")
        var handingOver = false

        func answer(_ time: TimeSource) throws -> Answer {
            var roles = try changing.roles()
            try roles.add("the new passphrase file", newPassphraseFile)
            if newPassphraseFile != nil, handingOver {
                throw Ending.usage(
                    "--handing-over is about recipients, and a passphrase was given", remedy: "leave it out")
            }
            let keyring: Keyring
            switch try sealing.value(newPassphraseFile, "--new-passphrase-file") {
            case .recipients(let recipients):
                keyring = try changing.change { editor in
                    try editor.changeRecipients(to: recipients, handingOver: handingOver)
                }
            case .passphrase(let passphrase):
                keyring = try changing.change { editor in editor.changePassphrase(to: passphrase) }
            }
            return Answer(
                ["Sealed again, generation \(keyring.generation):"] + KeyringSummary.sealing(keyring)
                    + ["Copies of the keyring that are elsewhere open as before."],
                [
                    "file": .of(changing.keyring), "generation": .number(keyring.generation),
                    "recipients": .texts(keyring.recipients),
                ])
        }
    }
}
