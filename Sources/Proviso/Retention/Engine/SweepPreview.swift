/// What a sweep would do, by counts.
public struct SweepPreview: Hashable, Sendable {
    /// Items that go by one rule, or for one other reason.
    public struct Group: Hashable, Sendable {
        /// Their category.
        public let category: String
        /// What decides.
        public let rule: RetentionRuleReference
    }

    /// The reading of the clock that it holds for: what has come to its date by then is due.
    public let clock: ClockReading
    /// How many items would be erased.
    public internal(set) var dueCounts: [Group: Int] = [:]
    /// How many items were begun by an earlier sweep, and would be finished.
    public internal(set) var unfinishedCount = 0
    /// How many items that have failed before would be left alone.
    public internal(set) var postponedCount = 0
    /// How many items that have ended something keeps, by what it is.
    public internal(set) var keptCounts: [RetentionReason: Int] = [:]

    init(clock: ClockReading) {
        self.clock = clock
    }
}

/// How a store and its sweeps are doing: for monitoring.
public struct RetentionSummary: Hashable, Sendable {
    /// The reading of the clock that it holds for.
    public let clock: ClockReading
    /// The version of the schedule in use, if there is one.
    public let scheduleVersion: Int?
    /// How many items there are in each state.
    public let counts: [RetentionState: Int]
    /// How many items the next sweep would erase or finish.
    public let backlogCount: Int
    /// Since when the first of them has been due.
    public let oldestDue: Instant?
    /// When a sweep last came to its end.
    public let lastSweep: Instant?
    /// How many holds and preservation orders are in force.
    public let holdCount: Int
    /// How many of them should have been reviewed.
    public let overdueHoldCount: Int
}

extension RetentionEngine {
    /// How the store and its sweeps are doing.
    ///
    /// - **Cost**: what is due is counted one by one.
    /// - **Throws**: what the store throws.
    public func summary() throws -> RetentionSummary {
        try read { work in
            var items = try DueItems(work, .always)
            var backlogCount = 0
            var oldestDue: Instant?
            while let status = try items.next(work)?.status {
                backlogCount += 1
                let start = status.retained.due ?? status.times(at: work.clock).erasableFrom
                oldestDue = [oldestDue, start].compactMap(\.self).min()
            }
            let holds = try work.store.holds()
            return RetentionSummary(
                clock: work.clock, scheduleVersion: work.current?.version, counts: try work.store.countsByState(),
                backlogCount: backlogCount, oldestDue: oldestDue, lastSweep: try work.store.lastSweep(),
                holdCount: holds.count { $0.isInForce(at: work.instant) },
                overdueHoldCount: holds.count { $0.isOverdue(at: work.instant) })
        }
    }
}
