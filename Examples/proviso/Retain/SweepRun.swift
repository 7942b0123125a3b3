import Proviso
import Shared

/// A sweep, and the writing of its certificates and of those that earlier sweeps could not write.
struct SweepRun {
    private let registry: Registry
    private let budget: SweepBudget
    private let retries: ErasureRetries
    private var folder: CertificateFolder
    private var report: SweepReport?
    /// Certificates that could not be written.
    private var problems: [Ending.Problem] = []

    /// A run.
    ///
    /// - Parameter retries: How long what has failed is left alone.
    init(
        _ registry: Registry, _ folder: CertificateFolder, budget: SweepBudget = .unlimited,
        retries: ErasureRetries = .always
    ) {
        self.registry = registry
        self.budget = budget
        self.retries = retries
        self.folder = folder
    }

    // MARK: - Sweeping

    /// Sweeps, for as long as `goesOn` says so after each batch.
    mutating func sweep(
        _ signer: borrowing NoteSigner, _ issuer: Party, while goesOn: () -> Bool = { true }
    ) throws {
        defer { hideProgress() }
        report = try registry.engine.sweep(
            signer: signer, issuer: issuer, budget: budget, retries: retries,
            progress: { part in
                show(part)
                return goesOn()
            })
    }

    /// Writes the certificates of all that is gone, where their files are not there: also those of sweeps that were killed, or found the disk full.
    mutating func writeCertificates() throws {
        var last: Int64 = 0
        while true {
            let page = try registry.engine.certificates(after: last)
            for certificate in page {
                do {
                    try folder.write(certificate.note)
                } catch {
                    problems.append(Self.problem(error, of: nil))
                }
            }
            guard let end = page.last else { return }
            last = end.number
        }
    }

    private static func problem(_ error: any Error, of part: ErasablePart?) -> Ending.Problem {
        guard var failure = error as? ProvisoError else {
            return Ending(error, of: ProvisoCommand.self, help: "proviso retain sweep --help").problems[0]
        }
        // A sweep has several items, so each must be named.
        if failure.place.source == nil { failure.place.source = part?.locator }
        return Ending.Problem(failure)
    }

    // MARK: - The answer

    /// What came of it, in numbers and words.
    var outcome: SweepOutcome {
        let errors = (report?.failures ?? []).map { Self.problem($0.error, of: $0.part) } + problems
        return SweepOutcome(
            clock: report?.clock, certifiedCount: report?.certifiedCount ?? 0,
            failureCount: (report?.failureCount ?? 0) + problems.count,
            failureWords: Set(errors.map(\.word)).sorted(), postponedCount: report?.postponedCount ?? 0,
            keptCount: report?.keptCounts.values.reduce(0, +) ?? 0)
    }

    var answer: Answer {
        let clock = report?.clock
        let failures = (report?.failures ?? []).map { ($0.id, Self.problem($0.error, of: $0.part)) }
        let failureCount = (report?.failureCount ?? 0) + problems.count
        let all = failures.map(\.1) + problems + (clock?.problem.map { [$0] } ?? [])
        let code: Ending.Code = failureCount == 0 ? .configuration : .inputOutput
        return Answer(
            lines(failures), [:],
            and: (clock.map { JSON.clock($0) } ?? [])
                + JSON.object([
                    "complete": .flag(report?.isComplete ?? false),
                    "erased": .number(report?.erasedCount ?? 0), "certified": .number(report?.certifiedCount ?? 0),
                    "postponed": .number(report?.postponedCount ?? 0), "kept": .kept(report?.keptCounts ?? [:]),
                    "certificates": .list(folder.written.map(\.json)), "failed": .number(failureCount),
                    "failures": .list(failures.map { .object(["item": .of($0.0), "error": JSON($0.1)]) }),
                ]).namedValues,
            ending: all.isEmpty ? nil : Ending(code, all, isAnswered: true))
    }

    private func lines(_ failures: [(id: RetentionID, problem: Ending.Problem)]) -> [String] {
        var result = (report?.certificates ?? []).compactMap { CertificateNote($0)?.sentence }
        result += failures.map { "\($0.id): failed, \($0.problem.word)." }
        if let report, report.failureCount > failures.count {
            result.append("\(report.failureCount - failures.count) more failed.")
        }
        result += folder.written.map { "Certificate: \(Ending.quoted($0.file))" }
        if result.isEmpty { result.append(report?.clock.problem == nil ? "Nothing is due." : "Nothing is begun.") }
        if let report, report.postponedCount > 0 {
            result.append("Postponed: \(report.postponedCount) that have failed before.")
        }
        if let line = keptLine(report?.keptCounts ?? [:]) { result.append(line) }
        if let report, !report.isComplete { result.append("There is more to do: the next sweep goes on.") }
        return result
    }

    // MARK: - Progress

    private func show(_ report: SweepReport) {
        guard System.errorsGoToTerminal else { return }
        System.writeError("\r\(report.erasedCount) erased, \(report.failureCount) failed")
    }

    private func hideProgress() {
        if System.errorsGoToTerminal { System.writeError("\r\u{1B}[K") }
    }
}
