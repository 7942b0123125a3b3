import Proviso
import Shared

/// A sweep, and the writing of certificates during and after it.
///
/// An engine's report has every item that went, so that a sweep of a million is made of several with reports of thousands.
struct SweepRun {
    private let registry: Registry
    private let limit: Int
    private let deadline: ContinuousClock.Instant?
    private var folder: CertificateFolder
    private var certifiedCount = 0
    private var lines: [String] = []
    private var failures: [(item: RetentionID, error: Ending.Problem)] = []
    private var failed: Set<RetentionID> = []
    /// That of the last part.
    private var last: SweepReport?

    /// How many items a part has, beside those that have failed: they are tried again, and first.
    private static let partSize = 4096
    /// With more failures than that, to try them again in each part would take longer than the sweep.
    private static let retriedLimit = 10_000

    init(_ registry: Registry, _ folder: CertificateFolder, limit: Int, deadline: ContinuousClock.Instant?) {
        self.registry = registry
        self.folder = folder
        self.limit = limit
        self.deadline = deadline
    }

    // MARK: - Sweeping

    mutating func sweep(_ signer: borrowing NoteSigner, _ issuer: Party) throws {
        var left = limit
        while left > 0 {
            let size = failed.count > Self.retriedLimit ? left : min(left, Self.partSize)
            let (count, isFirst) = (size > Int.max - failed.count ? Int.max : size + failed.count, last == nil)
            let report: SweepReport
            do {
                report = try registry.engine.sweep(
                    signer: signer, issuer: issuer, budget: SweepBudget(itemCount: count)
                ) { part in
                    show(certifiedCount + part.certified.count, failed.count + part.failures.count)
                    return !isOver
                }
            } catch let error as ProvisoError where error.code == .retentionSweeping && !isFirst {
                // Somebody else goes on from here.
                break
            }
            let known = failed.count
            take(report)
            let progress = report.certified.count + failed.count - known
            left -= progress
            if report.isComplete || isOver || progress == 0 { break }
        }
        hideProgress()
    }

    private var isOver: Bool { deadline.map { ContinuousClock.now >= $0 } ?? false }

    private mutating func take(_ report: SweepReport) {
        certifiedCount += report.certified.count
        last = report
        for failure in report.failures where failed.insert(failure.item.id).inserted {
            fail(failure.item, failure.error)
        }
        // Each once, though many items have the same.
        var written: String?
        for retained in report.certified {
            guard let note = retained.certificate, note != written else { continue }
            written = note
            if let package = retained.item.package {
                lines.append("Package \(package.id): erased \(retained.erased?.description ?? "before").")
            } else if let certificate = CertificateNote(note) {
                lines.append(
                    "\(certificate["items"] ?? "Some") of \(retained.labels.category): erased, by"
                        + " \(certificate["rule"] ?? "a rule").")
            }
            write(note, of: retained)
        }
    }

    // MARK: - Certificates

    /// Writes the certificates of all that is gone, where they are not there: somebody was killed before, or the disk was full.
    ///
    /// All items are looked at, some at a time.
    mutating func writeEarlierCertificates() throws {
        var place: RetentionID?
        while true {
            let page = try registry.items(after: place, limit: 1000)
            for retained in page { if let note = retained.certificate { write(note, of: retained) } }
            guard let end = page.last else { return }
            place = end.item.id
        }
    }

    private mutating func write(_ note: String, of retained: RetainedItem) {
        do {
            try folder.write(note, of: retained)
        } catch {
            fail(retained.item, error)
        }
    }

    private mutating func fail(_ item: RetentionItem, _ error: any Error) {
        let problem: Ending.Problem
        if var failure = error as? ProvisoError {
            // A sweep has several items, so each must be named.
            if failure.place.source == nil { failure.place.source = item.parts.first?.locator }
            problem = Ending.Problem(failure)
        } else {
            problem = Ending(error, of: ProvisoCommand.self, help: "proviso retain sweep --help").problems[0]
        }
        failures.append((item.id, problem))
    }

    // MARK: - The answer

    var answer: Answer {
        let clock = last?.clock
        let problems = failures.map(\.error) + (clock?.problem.map { [$0] } ?? [])
        let code: Ending.Code = failures.isEmpty ? .configuration : .inputOutput
        return Answer(
            allLines, [:],
            and: (clock.map { JSON.clock($0) } ?? [])
                + JSON.object([
                    "complete": .flag(last?.isComplete ?? false), "certified": .number(certifiedCount),
                    "kept": .kept(last?.keptCounts ?? [:]), "certificates": .list(folder.written.map(\.json)),
                    "failures": .list(failures.map { .object(["item": .of($0.item), "error": JSON($0.error)]) }),
                ]).namedValues,
            ending: problems.isEmpty ? nil : Ending(code, problems, isAnswered: true))
    }

    private var allLines: [String] {
        var result = lines
        result += failures.map { "\($0.item): failed, \($0.error.word)." }
        result += folder.written.map { "Certificate: \(Ending.quoted($0.file))" }
        if result.isEmpty { result.append(last?.clock.problem == nil ? "Nothing is due." : "Nothing is begun.") }
        if let line = keptLine(last?.keptCounts ?? [:]) { result.append(line) }
        if let last, !last.isComplete { result.append("There is more to do: the next sweep goes on.") }
        return result
    }

    // MARK: - Progress

    private func show(_ certified: Int, _ failed: Int) {
        guard System.errorsGoToTerminal else { return }
        System.writeError("\r\(certified) erased and certified, \(failed) failed")
    }

    private func hideProgress() {
        if System.errorsGoToTerminal { System.writeError("\r\u{1B}[K") }
    }
}
