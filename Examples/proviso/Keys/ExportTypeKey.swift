import ArgumentParser
import Proviso
import Shared

extension KeysCommand {
    struct ExportTypeKey: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "export-type-key",
            abstract: "Seals the key of one type in one domain to a recipient, who can then make these pseudonyms too.",
            discussion: """
                It is the only key that leaves a keyring. Whoever has it can try every identifier of the type and find \
                out whose a pseudonym is, and only another epoch ends that. The recipient, the reason and everything \
                that the key is for stand in the sealed file.
                """)

        @OptionGroup var options: AnswerOptions

        @Argument(help: ArgumentHelp("The keyring.", valueName: "KEYRING"))
        var keyring: String

        @OptionGroup var reading: KeyringReadingOptions

        @OptionGroup var kind: PseudonymKindOptions

        @OptionGroup var domain: DomainOptions

        @Option(help: ArgumentHelp("The version; the active one unless given.", valueName: "N"))
        var version: UInt32?

        @Option(name: .customLong("to"), help: ArgumentHelp("Who is to have the key.", valueName: "age1…"))
        var recipients: [String] = []

        @Option(help: ArgumentHelp("Why; it is written into the file.", valueName: "TEXT"))
        var because: String?

        @Option(
            name: [.customShort("o"), .long],
            help: ArgumentHelp("The sealed key, which appears whole or not at all.", valueName: "FILE"))
        var output: String

        func answer(_ time: TimeSource) throws -> Answer {
            try checkFiles()
            let (recipient, reason) = try (recipient(), reason())
            let (type, canonicalization) = try (kind.pseudonymType(), kind.canonicalization())
            guard let domain = try domain.value() else {
                throw Ending.usage(
                    "a key without a domain is not exported: it would be for all that is linkable",
                    remedy: "add --domain ID")
            }
            let ring = try reading.open(keyring)
            let number = try version.map(KeyVersion.init) ?? ring.withActiveKey { version, _ in version }
            let fingerprint = try ring.withKey(number, for: .recognizing) { key in try domain.fingerprint(under: key) }
            try argument("--because") {
                try ring.exportTypeKey(
                    type, canonicalization: canonicalization, in: domain, version: number, because: reason,
                    to: recipient, at: time.now(), into: OutputFile(output))
            }
            return Answer(
                [
                    "The key of the type \(type) in \(domain.id), version \(number), \(fingerprint), sealed into"
                        + " \(Ending.quoted(output)).",
                    "Its recipient can try every identifier of this type; only another epoch ends that.",
                ],
                [
                    "file": .of(output), "type": .of(type), "canonicalization": .of(canonicalization.name),
                    "version": number.json, "fingerprint": .of(fingerprint), "recipient": .of(recipient),
                    "because": .of(reason),
                ], and: DomainOptions.members(domain))
        }

        private func checkFiles() throws(Ending) {
            try reading.check()
            var roles = FileRoles()
            for file in reading.files(of: keyring) { try roles.add(file.title, file.path) }
            try roles.addMemory(reading.memory(of: keyring))
            try roles.add("-o", output)
            try roles.requireAnswer(apartFrom: "-o", output)
        }

        private func recipient() throws(Ending) -> AgeRecipient {
            guard let first = recipients.first else {
                throw .usage("a key never leaves unsealed, and no recipient was named", remedy: "add --to age1…")
            }
            guard recipients.count == 1 else {
                throw .usage(
                    "a key is exported to one recipient, who answers for it", remedy: "export it once for each")
            }
            return try ProvisoProgram.recipient(first)
        }

        private func reason() throws(Ending) -> String {
            guard let because else {
                throw .usage(
                    "a key is not exported without a reason, which is written into the file",
                    remedy: "add --because TEXT")
            }
            return because
        }
    }
}
