/// A reading of the clock, beside the latest time that the store has seen.
///
/// - **Source**: `Formats/Retention`, *The clock*.
public struct ClockReading: Hashable, Sendable {
    /// What the clock shows.
    public let now: Instant
    /// The latest time that was seen before; nil if none was.
    public let latestBefore: Instant?
    /// Whether it is further ahead than a clock may have run since then, and nobody has confirmed it.
    public let hasJumped: Bool

    /// A reading, with the latest time that was seen before it, if any was, and how many days a clock may run unseen.
    public init(now: Instant, latestBefore: Instant?, largestStepDays: Int) {
        self.now = now
        self.latestBefore = latestBefore
        // More days than there are instants are as many as there are.
        let largestStep = min(Int64(largestStepDays), Instant.last.millisecondsSinceEpoch / 86_400_000 + 1) * 86_400_000
        hasJumped =
            latestBefore.map { now.millisecondsSinceEpoch - $0.millisecondsSinceEpoch > largestStep } ?? false
    }

    /// The latest time seen, this reading included: what has ended stays ended when the clock is set back.
    public var latest: Instant { max(now, latestBefore ?? now) }

    /// A time that is not wrong by more than a step: what is stored and signed about what was begun before and is finished now.
    var believable: Instant { hasJumped ? latestBefore ?? now : now }

    /// Whether the clock stepped back, and can be believed by nobody who erases.
    public var isBehind: Bool { now < latest }
}
