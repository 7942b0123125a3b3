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

    /// From when on an item is tried again that has failed just now.
    ///
    /// - Parameters:
    ///   - failureCount: How often it has failed before.
    ///   - now: What the clock shows, if it can be believed.
    func next(afterFailures failureCount: Int, now: Instant) -> Instant {
        var delay = firstDelayMilliseconds
        for _ in 0..<min(max(failureCount, 0), 62) where delay < longestDelayMilliseconds {
            delay = delay > longestDelayMilliseconds / 2 ? longestDelayMilliseconds : delay * 2
        }
        let (end, isTooLate) = now.millisecondsSinceEpoch.addingReportingOverflow(delay)
        return isTooLate ? .last : Instant(millisecondsSinceEpoch: end) ?? .last
    }

    /// Until when what has failed must have been postponed for a sweep to try it.
    func horizon(_ now: Instant) -> Instant { self == .always ? .last : now }
}
