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

/// What came of a sweep, item by item.
public struct SweepReport: Sendable {
    /// An item that could not be erased or certified. The next sweep tries again.
    public struct Failure: Sendable {
        /// The item.
        public let item: RetentionItem
        /// Why not.
        public let error: any Error
    }

    /// The reading of the clock that the sweep began with. If it cannot be believed, nothing was begun, and what was begun
    /// before was finished.
    public let clock: ClockReading
    /// The items that are gone and certified now, in the order in which they were erased.
    public internal(set) var certified: [RetainedItem] = []
    /// The certificates, each once.
    public internal(set) var certificates: [String] = []
    /// The items that failed.
    public internal(set) var failures: [Failure] = []
    /// How many items that have ended something keeps, by what it is: holds, minimums, a grace.
    public internal(set) var keptCounts: [RetentionReason: Int] = [:]
    /// Whether everything that was due was looked at: false if the budget was used up before, or another sweep has taken over.
    public internal(set) var isComplete = false

    init(clock: ClockReading) {
        self.clock = clock
    }

    /// Takes in items that are certified, in the order in which they were erased.
    mutating func add(_ items: [RetainedItem]) {
        certified += items
        var known = Set(certificates)
        for note in items.compactMap(\.certificate) where known.insert(note).inserted { certificates.append(note) }
    }
}
