/// How long sweeps leave alone what could not be erased: longer with each failure, up to a limit.
///
/// A disk that is not there fails for everything on it: without a pause each sweep would try all of it again, and take its time from what can
/// be erased.
public struct ErasureRetries: Hashable, Sendable {
    /// How long after the first failure.
    public let firstDelayMilliseconds: Int64
    /// How long at most.
    public let longestDelayMilliseconds: Int64

    /// A minute after the first failure, twice as long after each further one, and a day at most.
    public static let standard = ErasureRetries(firstDelayMilliseconds: 60_000, longestDelayMilliseconds: 86_400_000)
    /// With every sweep.
    public static let always = ErasureRetries(firstDelayMilliseconds: 0, longestDelayMilliseconds: 0)

    /// Delays of one's own.
    public init(firstDelayMilliseconds: Int64, longestDelayMilliseconds: Int64) {
        precondition(
            0 <= firstDelayMilliseconds && firstDelayMilliseconds <= longestDelayMilliseconds,
            "ErasureRetries: the longest delay cannot be shorter than the first")
        self.firstDelayMilliseconds = firstDelayMilliseconds
        self.longestDelayMilliseconds = longestDelayMilliseconds
    }

    /// From when on an item is tried again; nil if it has not failed.
    ///
    /// It is never later than the longest delay from now, so that a failure under a clock that was ahead does not keep an item for ever.
    func next(_ retained: RetainedItem, now: Instant) -> Instant? {
        guard retained.failureCount > 0, let last = retained.lastFailure else { return nil }
        let doublings = min(retained.failureCount - 1, 40)
        let (product, isTooLong) = firstDelayMilliseconds.multipliedReportingOverflow(by: 1 << Int64(doublings))
        let delay = isTooLong ? longestDelayMilliseconds : min(product, longestDelayMilliseconds)
        let start = min(last, now).millisecondsSinceEpoch
        return Instant(millisecondsSinceEpoch: min(start + delay, Instant.last.millisecondsSinceEpoch))
    }
}
