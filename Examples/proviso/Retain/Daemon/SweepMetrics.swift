import CoreMetrics
import Proviso
import Shared

/// The metrics of sweeps, with names that Prometheus takes as they are. They hold no personal data.
struct SweepMetrics: Sendable {
    private let backlog = Gauge(label: "proviso_retention_backlog_items")
    private let oldestOverdue = Gauge(label: "proviso_retention_oldest_overdue_seconds")
    private let lastSuccess = Gauge(label: "proviso_retention_last_success_timestamp_seconds")
    private let certified = Counter(label: "proviso_retention_certified_items_total")
    private let failed = Counter(label: "proviso_retention_failed_items_total")
    private let sweeps = Counter(label: "proviso_retention_sweeps_total")
    private let failedSweeps = Counter(label: "proviso_retention_failed_sweeps_total")
    private let postponed = Gauge(label: "proviso_retention_postponed_items")
    private let duration = Timer(label: "proviso_retention_sweep_duration_seconds")

    static let help = [
        "proviso_retention_postponed_items": "Items that have failed before, and that the last sweep left alone.",
        "proviso_retention_backlog_items": "Items that the next sweep erases or finishes.",
        "proviso_retention_oldest_overdue_seconds": "For how long the most overdue of them has been due.",
        "proviso_retention_last_success_timestamp_seconds":
            "When a sweep last came to its end, also another process's.",
        "proviso_retention_certified_items_total": "Items that were erased and certified.",
        "proviso_retention_failed_items_total": "Failures to erase or certify an item, each time that it fails.",
        "proviso_retention_sweeps_total": "Sweeps that were begun.",
        "proviso_retention_failed_sweeps_total":
            "Those that could not be done, did not believe the clock, or in which an item failed.",
        "proviso_retention_sweep_duration_seconds": "How long sweeps took.",
    ]

    func record(_ outcome: SweepOutcome, hasFailed: Bool, seconds: Double) {
        sweeps.increment()
        certified.increment(by: outcome.certifiedCount)
        failed.increment(by: outcome.failureCount)
        postponed.record(outcome.postponedCount)
        if hasFailed { failedSweeps.increment() }
        duration.recordNanoseconds(Int64(seconds * 1e9))
    }

    /// What cannot be told now stays as it was.
    func record(_ summary: RetentionSummary) {
        let now = summary.clock.now
        backlog.record(summary.backlogCount)
        oldestOverdue.record(summary.oldestDue.map { max(0, Self.seconds(now) - Self.seconds($0)) } ?? 0)
        if let lastSweep = summary.lastSweep { lastSuccess.record(Self.seconds(lastSweep)) }
    }

    private static func seconds(_ instant: Instant) -> Double { Double(instant.millisecondsSinceEpoch) / 1000 }
}

/// The file that the metrics are written into, for a collector that reads such files.
struct MetricsFile: Sendable {
    private let path: String
    private let metrics: TextMetrics

    init(_ path: String, _ metrics: TextMetrics) {
        self.path = path
        self.metrics = metrics
    }

    /// Writes all of them, in the place of what was there.
    func write() throws(ProvisoError) {
        // Its name ends otherwise, so that no collector takes it for metrics before it is whole.
        let new = path + ".new"
        var output = try OutputFile(new)
        try output.write(metrics.text(help: SweepMetrics.help))
        try output.commit()
        guard OpenFile.publish(new, as: path) else {
            throw ProvisoError(
                .storeFailed, "cannot be put in its place",
                remedy: "look at what is there, and who may write to its folder",
                place: ProvisoError.Place(source: path))
        }
    }
}
