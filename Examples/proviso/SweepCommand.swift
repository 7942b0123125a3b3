import ArgumentParser
import Proviso
import ProvisoSQLite
import Shared

extension RetainCommand {
    struct Sweep: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "sweep",
            abstract: "Erases what is due, and writes a signed certificate for each package that is gone.",
            discussion: """
                A sweep that was killed is finished by the next one. The certificates of earlier sweeps are written \
                too, where their files are not there.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("The key that signs the certificates.", valueName: "FILE"))
        var sign: String

        @Option(
            name: .customLong("as"),
            help: ArgumentHelp("Who vouches for the erasure: one of the recipients.", valueName: "PARTY"))
        var issuer: String

        @Option(
            help: ArgumentHelp(
                "The folder that PACKAGE-ID.certificate.note is written into; it must be there.", valueName: "FOLDER"))
        var certificates: String

        func answer(_ time: TimeSource) throws -> Answer {
            try checkFiles()
            let party = try argument("--as") { try Party(issuer) }
            let registry = try Registry(at: place.store, time)
            let signer = try SigningKeyFile.read(sign)
            let report = try registry.engine.sweep(signer: signer, issuer: party)
            var outcome = Outcome(report)
            for status in try registry.store.items() { outcome.write(status, into: certificates) }
            return outcome.answer
        }

        private func checkFiles() throws {
            var roles = FileRoles()
            try roles.add("--store", place.store)
            try roles.add("the signing key", sign)
            try roles.add("--certificates", certificates)
            // Before anything is erased that could then not be proven.
            guard let folder = FileIdentity(certificates) else {
                throw ProvisoError(
                    .storeMissing, "there is no such folder", remedy: "make it, for the certificates",
                    place: ProvisoError.Place(source: certificates))
            }
            guard folder.isFolder else {
                throw ProvisoError(
                    .storeFailed, "not a folder", remedy: "name a folder for the certificates",
                    place: ProvisoError.Place(source: certificates))
            }
        }
    }
}

/// What came of a sweep, and of the writing of certificates after it.
private struct Outcome {
    private let report: SweepReport
    private var written: [(package: StatementID, file: String)] = []
    private var failures: [(package: StatementID, error: Ending.Problem)] = []

    init(_ report: SweepReport) {
        self.report = report
        for failure in report.failures { add(failure.error, of: failure.item) }
    }

    /// Writes the certificate of a package that is gone, if it is not there yet.
    mutating func write(_ status: RetentionStatus, into folder: String) {
        guard let note = status.certificate else { return }
        let path = "\(folder)/\(status.item.id).certificate.note"
        guard FileIdentity(path) == nil else { return }
        do {
            var file = try OutputFile(path)
            try file.write(note)
            try file.commit()
            written.append((status.item.id, path))
        } catch {
            add(error, of: status.item)
        }
    }

    var answer: Answer {
        Answer(
            lines,
            [
                "at": .of(report.clock.now),
                "latest-time-seen": .of(report.clock.latest),
                "certified": .list(report.certified.map { .item($0) }),
                "kept": .list(report.kept.map { .item($0.status, and: [("reason", .text($0.reason.description))]) }),
                "certificates": .list(
                    written.map { .object(["package": .of($0.package), "file": .of($0.file)]) }),
                "failures": .list(failures.map { .object(["package": .of($0.package), "error": JSON($0.error)]) }),
            ],
            ending: failures.isEmpty ? nil : Ending(.inputOutput, failures.map(\.error), isAnswered: true))
    }

    private var lines: [String] {
        var lines: [String] = []
        for status in report.certified {
            lines.append("Package \(status.item.id): erased \(status.erased?.description ?? "before").")
        }
        for kept in report.kept { lines.append("Package \(kept.status.item.id): kept, \(kept.reason).") }
        for failure in failures { lines.append("Package \(failure.package): failed, \(failure.error.word).") }
        for certificate in written { lines.append("Certificate: \(Ending.quoted(certificate.file))") }
        if report.clock.isBehind {
            lines.append(
                "The clock shows \(report.clock.now), and has shown \(report.clock.latest) before: nothing was begun.")
        }
        return lines.isEmpty ? ["Nothing is due."] : lines
    }

    private mutating func add(_ error: any Error, of item: RetentionItem) {
        let problem: Ending.Problem
        if var failure = error as? ProvisoError {
            // A sweep has several items, so each must be named.
            if failure.place.source == nil { failure.place.source = item.folder }
            problem = Ending.Problem(failure)
        } else {
            problem = Ending(error, of: ProvisoCommand.self, help: "proviso retain sweep --help").problems[0]
        }
        failures.append((item.id, problem))
    }
}
