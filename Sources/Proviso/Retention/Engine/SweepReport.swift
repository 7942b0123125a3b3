/// How long a sweep may go on. What is left over, the next one does.
public struct SweepBudget: Hashable, Sendable {
    /// How many items are begun at most. What was begun before and what is refused is not counted.
    public let itemCount: Int
    /// How many milliseconds pass before no item is begun any more.
    public let milliseconds: Int64

    /// As long as it takes.
    public static let unlimited = SweepBudget(itemCount: .max, milliseconds: .max)

    /// A budget.
    public init(itemCount: Int = .max, milliseconds: Int64 = .max) {
        precondition(itemCount > 0 && milliseconds > 0, "SweepBudget: a sweep must be allowed to begin")
        self.itemCount = itemCount
        self.milliseconds = milliseconds
    }
}

/// What came of a sweep, by counts: its size does not grow with the number of items, but with that of packages, each of which has a certificate.
public struct SweepReport: Sendable {
    /// An item that could not be erased or certified. A later sweep tries again.
    public struct Failure: Sendable {
        /// The item.
        public let id: RetentionID
        /// Its part that could not be erased; nil if that is not why.
        public let part: ErasablePart?
        /// Why not.
        public let error: any Error
    }

    /// The reading of the clock that the sweep began with. If it cannot be believed, nothing was begun, and what was begun
    /// before was finished.
    public let clock: ClockReading
    /// How many items were found to be gone.
    public internal(set) var erasedCount = 0
    /// How many of them, and of what earlier sweeps have left, are certified now.
    public internal(set) var certifiedCount = 0
    /// The certificates that were signed.
    public internal(set) var certificates: [String] = []
    /// How many items failed.
    public internal(set) var failureCount = 0
    /// The first items that failed, at most ``largestFailureList``.
    public private(set) var failures: [Failure] = []
    /// How many items that have failed before were left alone, until they are tried again.
    public internal(set) var postponedCount = 0
    /// How many items that have ended something keeps, by what it is: holds, minimums, a grace.
    public internal(set) var keptCounts: [RetentionReason: Int] = [:]
    /// Whether everything that was due was looked at: false if the budget was used up before, or another sweep has taken over.
    public internal(set) var isComplete = false

    /// How many failures are listed.
    public static let largestFailureList = 1000

    init(clock: ClockReading) {
        self.clock = clock
    }

    mutating func fail(_ id: RetentionID, _ error: any Error, in part: ErasablePart? = nil) {
        failureCount += 1
        if failures.count < Self.largestFailureList { failures.append(Failure(id: id, part: part, error: error)) }
    }
}
