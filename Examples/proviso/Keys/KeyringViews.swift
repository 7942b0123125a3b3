import ArgumentParser
import Proviso
import Shared

extension KeysCommand {
    struct List: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Tells what is in a keyring: its generation, recipients and versions.")

        @OptionGroup var options: AnswerOptions

        @Argument(help: ArgumentHelp("The keyring.", valueName: "KEYRING"))
        var keyring: String

        @OptionGroup var looking: LookingOptions

        func answer(_ time: TimeSource) throws -> Answer {
            var roles = FileRoles()
            try looking.addRoles(of: keyring, to: &roles)
            let ring = try looking.open(keyring)
            return Answer(
                ["Keyring \(Ending.quoted(keyring)):"] + KeyringSummary.lines(ring),
                [
                    "file": .of(keyring), "generation": .number(ring.generation),
                    "recipients": .texts(ring.recipients), "versions": .list(ring.versions.map(JSON.version)),
                ])
        }
    }

    struct Fingerprint: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "fingerprint",
            abstract:
                "Prints the fingerprint of a key, or with --domain the one that a policy's key-fingerprint states.")

        @OptionGroup var options: AnswerOptions

        @Argument(help: ArgumentHelp("The keyring.", valueName: "KEYRING"))
        var keyring: String?

        @Option(help: ArgumentHelp("Instead of a keyring: a key file.", valueName: "FILE"))
        var keyFile: String?

        @OptionGroup var looking: LookingOptions

        @Option(
            help: ArgumentHelp("The version; the active one unless given.", valueName: "N"))
        var version: UInt32?

        @OptionGroup var domain: DomainOptions

        func answer(_ time: TimeSource) throws -> Answer {
            try check()
            let domain = try domain.value()
            let (version, fingerprint) = try fingerprint(in: domain)
            return Answer(
                [fingerprint.description],
                [
                    "file": .of(keyring ?? keyFile), "version": version.json, "fingerprint": .of(fingerprint),
                ], and: DomainOptions.members(domain))
        }

        private func check() throws {
            var roles = FileRoles()
            switch (keyring, keyFile) {
            case (.some(let keyring), .none): try looking.addRoles(of: keyring, to: &roles)
            case (.none, .some(let keyFile)):
                try roles.add("the key file", keyFile)
                if let option = looking.given.first ?? version.map({ _ in "--version" }) {
                    throw Ending.usage(
                        "\(option) is about a keyring, and a key file has no use for it", remedy: "leave it out")
                }
            case (.some, .some): try Ending.requireOneWay(["KEYRING", "--key-file"], "to name the key")
            case (.none, .none):
                throw Ending.usage("no key was named", remedy: "name a keyring, or add --key-file FILE")
            }
        }

        private func fingerprint(
            in domain: PseudonymizationDomain?
        ) throws -> (version: KeyVersion, fingerprint: KeyFingerprint) {
            guard let keyring else {
                let key = try KeyFile.read(keyFile ?? "")
                return (
                    .bareKeyFile, try domain.map { try $0.fingerprint(under: key) } ?? KeyFingerprint(of: key)
                )
            }
            let ring = try looking.open(keyring)
            let number = try version.map(KeyVersion.init) ?? ring.withActiveKey { version, _ in version }
            let known = try ring.version(number)
            // The line has it, also of a version that was destroyed.
            guard let domain else { return (number, known.fingerprint) }
            return (
                number, try ring.withKey(number, for: .recognizing) { key in try domain.fingerprint(under: key) }
            )
        }
    }
}

/// What stands in a keyring, for people.
enum KeyringSummary {
    static func lines(_ keyring: Keyring) -> [String] {
        ["  generation   \(keyring.generation)"] + sealing(keyring)
            + keyring.versions.map { version in
                row("version \(version.number)")
                    + "\(padded(version.status.rawValue, to: 11))\(version.created)  \(version.fingerprint)"
            }
    }

    /// Who can open it.
    static func sealing(_ keyring: Keyring) -> [String] {
        keyring.recipients.isEmpty
            ? [row("sealed") + "under a passphrase"] : keyring.recipients.map { row("recipient") + $0.description }
    }

    private static func row(_ title: String) -> String { "  " + padded(title, to: 13) }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.utf8.count))
    }
}
