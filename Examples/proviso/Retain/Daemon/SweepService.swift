import Dispatch
import Logging
import Proviso
import ServiceLifecycle
import Shared
import Synchronization

/// Sweeps at an interval until it is to end. What a signal finds under way is done to the end of its batch.
final class SweepService: Service {
    /// How a sweep is done; it asks now and then whether it is to end.
    typealias Sweeping = @Sendable (_ isEnding: @escaping () -> Bool) throws -> SweepOutcome

    /// What came of all sweeps.
    struct Totals {
        var sweepCount = 0
        var failedSweepCount = 0
        var certifiedCount = 0
        var failureCount = 0
    }

    private let interval: Duration
    private let sweeping: Sweeping
    private let summarize: @Sendable () throws -> RetentionSummary
    private let metrics: SweepMetrics
    private let file: MetricsFile?
    private let logger: Logger
    private let isEnding = Atomic(false)
    private let sum = Mutex(Totals())

    /// Somebody else who sweeps, or has been killed, is waited for no longer than this.
    private static let longestWaitForOthers = Duration.seconds(60)

    init(
        every interval: Duration, metrics: SweepMetrics, file: MetricsFile?, logger: Logger,
        summarize: @escaping @Sendable () throws -> RetentionSummary, sweeping: @escaping Sweeping
    ) {
        self.interval = interval
        self.sweeping = sweeping
        self.summarize = summarize
        self.metrics = metrics
        self.file = file
        self.logger = logger
    }

    var totals: Totals { sum.withLock { $0 } }

    func run() async {
        await withGracefulShutdownHandler {
            while !isEnding.load(ordering: .relaxed) {
                let pause = await sweep()
                // It throws to end at once.
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
            }
        } onGracefulShutdown: {
            self.isEnding.store(true, ordering: .relaxed)
        }
    }

    /// Sweeps once, and gives the time until the next.
    private func sweep() async -> Duration {
        // On a thread of its own: it waits for disks, and a signal must be heard meanwhile, also where there is one processor.
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "proviso.retain.sweep").async { continuation.resume(returning: self.sweepNow()) }
        }
    }

    private func sweepNow() -> Duration {
        let start = ContinuousClock.now
        let result = Result { try sweeping { self.isEnding.load(ordering: .relaxed) } }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let summary = try? summarize()
        if let summary { metrics.record(summary) }
        defer { write() }
        if case .failure(let error as ProvisoError) = result, error.code == .retentionSweeping {
            logger.notice("another sweep is under way, or was killed less than five minutes ago")
            return min(interval, Self.longestWaitForOthers)
        }
        let outcome = (try? result.get()) ?? SweepOutcome()
        let problem = outcome.clock?.problem
        var hasFailed = outcome.failureCount > 0 || problem != nil
        if case .failure = result { hasFailed = true }
        count(outcome, hasFailed)
        metrics.record(outcome, hasFailed: hasFailed, seconds: seconds)
        tell(result, problem, summary, seconds)
        return interval
    }

    private func count(_ outcome: SweepOutcome, _ hasFailed: Bool) {
        sum.withLock { totals in
            totals.sweepCount += 1
            totals.failedSweepCount += hasFailed ? 1 : 0
            totals.certifiedCount += outcome.certifiedCount
            totals.failureCount += outcome.failureCount
        }
    }

    // MARK: - Telling

    /// One line for each sweep, of counts and words.
    private func tell(
        _ result: Result<SweepOutcome, any Error>, _ problem: Ending.Problem?, _ summary: RetentionSummary?,
        _ seconds: Double
    ) {
        var metadata: Logger.Metadata = ["seconds": .stringConvertible((seconds * 1000).rounded() / 1000)]
        if let summary { metadata["backlog"] = .stringConvertible(summary.backlogCount) }
        switch result {
        case .failure(let error):
            let ending = Ending(error, of: ProvisoCommand.self, help: "proviso retain daemon --help")
            let failure = ending.problems.first
            metadata["error"] = .string(failure?.word ?? "unknown")
            logger.error(
                "the sweep failed: \(Ending.quoted(failure?.line ?? "it does not say why"))", metadata: metadata)
        case .success(let outcome):
            metadata["certified"] = .stringConvertible(outcome.certifiedCount)
            metadata["failed"] = .stringConvertible(outcome.failureCount)
            metadata["postponed"] = .stringConvertible(outcome.postponedCount)
            metadata["kept"] = .stringConvertible(outcome.keptCount)
            if !outcome.failureWords.isEmpty {
                metadata["errors"] = .string(outcome.failureWords.joined(separator: ","))
            }
            if let problem {
                metadata["error"] = .string(problem.word)
                logger.warning("\(Ending.quoted(problem.line))", metadata: metadata)
            } else if outcome.failureCount > 0 {
                logger.error("some items failed", metadata: metadata)
            } else {
                logger.info("swept", metadata: metadata)
            }
        }
    }

    private func write() {
        do {
            try file?.write()
        } catch {
            logger.error("no metrics: \(Ending.quoted(error.description))")
        }
    }
}

/// What came of one sweep, in numbers and words.
struct SweepOutcome {
    var clock: ClockReading?
    var certifiedCount = 0
    var failureCount = 0
    /// The codes of the failures, each once.
    var failureWords: [String] = []
    /// How many items that have failed before were left alone.
    var postponedCount = 0
    var keptCount = 0
}

/// Where log lines go.
struct StandardError: TextOutputStream, Sendable {
    func write(_ text: String) { System.writeError(text) }
}
