/// What came of a sweep, item by item.
public struct SweepReport: Sendable {
    /// An item that was not erased, although its date has come.
    public struct Kept: Sendable {
        /// The item.
        public let status: RetentionStatus
        /// What kept it.
        public let reason: RetentionReason
    }

    /// An item that could not be erased or certified. The next sweep tries again.
    public struct Failure: Sendable {
        /// The item.
        public let item: RetentionItem
        /// Why not.
        public let error: any Error
    }

    /// The reading of the clock that the sweep began with. If it is behind, nothing was begun, and what was begun
    /// before was finished.
    public let clock: ClockReading
    /// The items that are gone and certified now.
    public internal(set) var certified: [RetentionStatus] = []
    /// The items that something kept.
    public internal(set) var kept: [Kept] = []
    /// The items that failed.
    public internal(set) var failures: [Failure] = []

    init(clock: ClockReading) {
        self.clock = clock
    }
}
