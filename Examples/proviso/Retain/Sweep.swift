import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Sweep: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "sweep",
            abstract: "Erases what is due, and writes signed certificates of what is gone.",
            discussion: """
                A sweep that was killed is finished by another, five minutes later. The certificates of earlier sweeps \
                are written too, where their files are not there. --dry-run needs the store alone.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("The key that signs the certificates.", valueName: "FILE"))
        var sign: String?

        @Option(
            name: .customLong("as"),
            help: ArgumentHelp("Who vouches for the erasure; of a package one of its recipients.", valueName: "PARTY"))
        var issuer: String?

        @Option(
            help: ArgumentHelp(
                "The folder that the certificates are written into, PACKAGE-ID.certificate.note of each package and"
                    + " CERTIFICATE-ID.certificate.note of other items together; it must be there.",
                valueName: "FOLDER"))
        var certificates: String?

        @OptionGroup var backups: BackupOptions

        @Option(help: ArgumentHelp("Begin at most so many items; the next sweep goes on.", valueName: "N"))
        var limit: Int?

        @Option(help: ArgumentHelp("Begin no items after so many seconds; the next sweep goes on.", valueName: "N"))
        var seconds: Int?

        @Flag(help: "Change nothing, and count what would be erased.")
        var dryRun = false

        func answer(_ time: TimeSource) throws -> Answer {
            for (name, number) in [("--limit", limit), ("--seconds", seconds)] {
                guard let number, !(1...1_000_000_000).contains(number) else { continue }
                throw Ending.usage("\(name) \(number) is out of range", remedy: "give a number from 1 on")
            }
            if dryRun {
                if limit != nil || seconds != nil {
                    throw Ending.usage("--dry-run counts all that is due", remedy: "leave out --limit and --seconds")
                }
                return Answer(try place.registry(time, ledger: .unused).engine.dryRun(retries: .always))
            }
            guard let sign, let issuer, let certificates else {
                throw Ending.usage(
                    "nothing is erased that is not certified",
                    remedy: "give --sign FILE, --as PARTY and --certificates FOLDER, or --dry-run")
            }
            try checkFiles(sign, certificates)
            let party = try argument("--as") { try Party(issuer) }
            let registry = try place.registry(time, backups: backups.period())
            let signer = try SigningKeyFile.read(sign)
            var run = SweepRun(
                registry, CertificateFolder(certificates), budget: SweepBudget(itemCount: limit ?? .max))
            let deadline = seconds.map { ContinuousClock.now + .seconds($0) }
            try run.sweep(signer, party) { deadline.map { ContinuousClock.now < $0 } ?? true }
            try run.writeCertificates()
            return run.answer
        }

        private func checkFiles(_ sign: String, _ certificates: String) throws {
            var roles = FileRoles()
            try place.addFiles(to: &roles)
            try roles.add("the signing key", sign)
            try roles.add("--certificates", certificates)
            try CertificateFolder.require(certificates)
        }
    }
}

extension Answer {
    /// What a sweep would do.
    fileprivate init(_ preview: SweepPreview) {
        let groups = preview.dueCounts.sorted {
            ($0.key.category, $0.key.rule.description) < ($1.key.category, $1.key.rule.description)
        }
        var lines = groups.map { "\($0.value) of \($0.key.category) would be erased, by \($0.key.rule)." }
        if preview.postponedCount > 0 {
            lines.append("\(preview.postponedCount) have failed before; a sweep by hand tries them again.")
        }
        if preview.unfinishedCount > 0 { lines.append("\(preview.unfinishedCount) were begun, and would be finished.") }
        if lines.isEmpty { lines.append("Nothing is due.") }
        lines += [keptLine(preview.keptCounts), preview.clock.problem.map { "Clock: \($0.line)." }].compactMap(\.self)
        self.init(
            lines, [:],
            and: JSON.clock(preview.clock)
                + JSON.object([
                    "due": .list(
                        groups.map {
                            .object([
                                "category": .text($0.key.category), "rule": .of($0.key.rule),
                                "items": .number($0.value),
                            ])
                        }),
                    "unfinished": .number(preview.unfinishedCount),
                    "postponed": .number(preview.postponedCount), "kept": .kept(preview.keptCounts),
                ]).namedValues)
    }
}

/// What something keeps, by what it is; nil if nothing does.
func keptLine(_ counts: [RetentionReason: Int]) -> String? {
    let counts = counts.sorted { $0.key.description < $1.key.description }
    return counts.isEmpty ? nil : "Kept: " + counts.map { "\($0.value) \($0.key)" }.joined(separator: ", ") + "."
}
