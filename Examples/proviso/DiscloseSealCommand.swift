import ArgumentParser
import Proviso
import Shared

extension DiscloseCommand {
    struct Seal: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "seal",
            abstract:
                "Filters records under a policy, and seals what is left, with its terms, to a recipient's keys.",
            discussion: """
                Purpose, legal basis, recipient and handling come from the policy, and so do the dates that are not \
                given. Only the recipient can open the package: not even you can, unless you add a key of your own.
                """)

        @OptionGroup var options: AnswerOptions

        @Option(help: ArgumentHelp("The policy, in YAML or JSON.", valueName: "FILE"))
        var policy: String

        @OptionGroup var keys: KeyOptions

        @Option(help: ArgumentHelp("Who discloses.", valueName: "PARTY"))
        var sender: String

        @Option(
            name: .customLong("to"),
            help: ArgumentHelp("A key of the policy's recipient; may be given several times.", valueName: "age1…"))
        var recipients: [String]

        @Option(help: ArgumentHelp("The key that signs terms and manifest.", valueName: "FILE"))
        var sign: String

        @Option(name: .customLong("case"), help: ArgumentHelp("Your reference.", valueName: "TEXT"))
        var caseReference: String?

        @Option(
            help: ArgumentHelp(
                "When it must be erased, such as 2027-02-23T10:00:00Z; instead of the policy's erase-after.",
                valueName: "INSTANT"))
        var eraseBy: String?

        @Option(
            help: ArgumentHelp(
                "When the need for it must be reviewed; instead of the policy's review-every.", valueName: "INSTANT"))
        var reviewBy: String?

        @Option(help: ArgumentHelp("It is not to be opened earlier.", valueName: "INSTANT"))
        var notBefore: String?

        @Option(
            help: ArgumentHelp(
                "Whether the recipient may pass it on: prohibited, which is the default, with-consent or permitted.",
                valueName: "RULE"))
        var onwardSharing: String?

        @Option(help: ArgumentHelp("Whom to ask.", valueName: "TEXT"))
        var contact: String?

        @Option(help: ArgumentHelp("The name of the records in the package; records unless given.", valueName: "NAME"))
        var records: String?

        @Option(
            help: ArgumentHelp(
                "What happens at a bad record: stop, which is the default, or skip it.", valueName: "ACTION"))
        var onError: String?

        @Option(
            help: ArgumentHelp(
                "Keep the signed terms and manifest in a new folder, to check the certificate of erasure against.",
                valueName: "FOLDER"))
        var keep: String?

        @Option(
            name: [.customShort("o"), .long],
            help: ArgumentHelp("The package, which appears whole or not at all.", valueName: "FILE"))
        var output: String

        @Argument(
            help: ArgumentHelp(
                "The records; - is standard input, which is read too if no input is named.", valueName: "INPUT"))
        var inputs: [String] = []

        func answer(_ time: TimeSource) throws -> Answer {
            let inputs = inputs.isEmpty ? ["-"] : inputs
            try keys.check()
            try checkFiles(inputs)
            let name = try argument("--records") { try StreamName(records ?? "records") }
            let filter = try keys.filter(MinimizationPolicy(contentsOfFile: policy), makeOptions())
            let terms = try makeTerms(filter.policy, time)
            let signer = try SigningKeyFile.read(sign)
            var package = try PackageWriter(output, terms: terms, signer: signer)
            let report = try package.addRecords(name, filteredBy: filter, paths: inputs)
            let sealed = try package.finish { sealed in
                // Before the package appears: one whose notes are lost could never be matched with its certificate.
                if let keep { try sealed.keep(in: keep) }
            }
            let summary = PackageSummary(sealed)
            return Answer(
                ["Package \(sealed.terms.id), sealed into \(Ending.quoted(output)):"] + summary.lines
                    + ["  records:    \(report.records.read) read, \(report.records.written) written"],
                [
                    "package": .of(sealed.terms.id), "file": .of(output), "kept-in": .of(keep),
                    "records-read": .number(report.records.read), "records-written": .number(report.records.written),
                ], and: summary.members)
        }

        private func checkFiles(_ inputs: [String]) throws {
            var roles = FileRoles()
            try roles.add("the policy", policy)
            try roles.add(keys)
            try roles.add("the signing key", sign)
            // Not even the records themselves: whoever seals them cannot open the package again.
            try roles.add("-o", output)
            try roles.add("--keep", keep)
            for input in inputs { try roles.addRecords(input) }
            try roles.requireAnswer(apartFrom: "-o", output)
            // Now rather than after all the work.
            if let keep, FileIdentity(keep) != nil {
                throw ProvisoError(
                    .storeFailed, "there is already something of this name",
                    remedy: "name a new folder; if a killed run left it and its package is not there, remove it",
                    place: ProvisoError.Place(source: keep))
            }
        }

        private func makeOptions() throws -> RecordFilter.Options {
            guard let onError else { return RecordFilter.Options() }
            guard let action = RecordFilter.OnBadRecord(rawValue: onError) else {
                throw Ending.usage("--on-error cannot be '\(Ending.quoted(onError))'", remedy: "one of: stop, skip")
            }
            return RecordFilter.Options(onBadRecord: action)
        }

        private func makeTerms(_ policy: MinimizationPolicy, _ time: TimeSource) throws -> DisclosureTerms {
            let keys = try recipients.map(recipient)
            let party = try argument("--sender") { try Party(sender) }
            let reference = try caseReference.map { text throws in try argument("--case") { try CaseReference(text) } }
            let office = try contact.map { text throws in try argument("--contact") { try Contact(text) } }
            let dates = try (
                notBefore: instant("--not-before", notBefore), eraseBy: instant("--erase-by", eraseBy),
                reviewBy: instant("--review-by", reviewBy)
            )
            let sharing = try makeOnwardSharing()
            return try argument("the terms") {
                try DisclosureTerms(
                    under: policy, sender: party, recipients: keys, caseReference: reference, created: time.now(),
                    notBefore: dates.notBefore, eraseBy: dates.eraseBy, reviewBy: dates.reviewBy,
                    onwardSharing: sharing,
                    contact: office)
            }
        }

        private func instant(_ name: String, _ text: String?) throws -> Instant? {
            try text.map { text throws in try argument(name) { try Instant(text) } }
        }

        private func makeOnwardSharing() throws -> DisclosureTerms.OnwardSharing {
            guard let onwardSharing else { return .prohibited }
            guard let rule = DisclosureTerms.OnwardSharing(rawValue: onwardSharing) else {
                let words = DisclosureTerms.OnwardSharing.allCases.map(\.rawValue).joined(separator: ", ")
                throw Ending.usage(
                    "--onward-sharing cannot be '\(Ending.quoted(onwardSharing))'", remedy: "one of: \(words)")
            }
            return rule
        }
    }
}
