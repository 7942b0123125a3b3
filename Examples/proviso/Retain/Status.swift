import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Status: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "status",
            abstract: "Tells how the store and its sweeps are doing: for monitoring.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        func answer(_ time: TimeSource) throws -> Answer {
            let summary = try place.registry(time, ledger: .unused).engine.summary()
            let states: [RetentionState] = [.kept, .erasing, .erased, .certified]
            let counts = states.map { ($0.description, summary.counts[$0] ?? 0) }
            return Answer(
                lines(summary, counts),
                [
                    "schedule-version": summary.scheduleVersion.map { .number($0) },
                    "items": .members(counts.map { ($0.0, .number($0.1)) }),
                    "backlog": .number(summary.backlogCount), "oldest-due": .of(summary.oldestDue),
                    "last-sweep": .of(summary.lastSweep), "holds": .number(summary.holdCount),
                    "overdue-holds": .number(summary.overdueHoldCount),
                ], and: JSON.clock(summary.clock))
        }

        private func lines(_ summary: RetentionSummary, _ counts: [(String, Int)]) -> [String] {
            let rows = [
                ("schedule", summary.scheduleVersion.map { "version \($0)" } ?? "none in use"),
                ("items", counts.map { "\($0.1) \($0.0)" }.joined(separator: ", ")),
                ("due", "\(summary.backlogCount)" + (summary.oldestDue.map { ", the oldest since \($0)" } ?? "")),
                ("last sweep", summary.lastSweep?.description ?? "never came to its end"),
                ("holds", "\(summary.holdCount) in force, \(summary.overdueHoldCount) to be reviewed"),
            ]
            return rows.map { $0 + ":" + String(repeating: " ", count: 12 - $0.utf8.count) + $1 }
                + (summary.clock.problem.map { ["Clock:       \($0.line)."] } ?? [])
        }
    }
}
