/// What to do when the clock is wrong, or seems to be.
extension RetentionEngine {
    /// Confirms the time that the clock shows, after somebody has looked at another clock: an engine that was not used for a long time, or whose
    /// clock has jumped, decides nothing before.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a clock that is behind; what the store throws.
    public func confirmClock(_ justification: Justification) throws {
        try write { work in
            guard !work.clock.isBehind else {
                throw ProvisoError(
                    .valueInvalid, "the clock shows \(work.clock.now), and has shown \(work.clock.latest) before",
                    remedy: "set the clock, or correct the latest time if that was wrong")
            }
            try work.store.setLatestTime(work.clock.now)
            try work.record(.clockConfirmed, .everything, justification, ["time": work.clock.now.description])
        }
    }

    /// Corrects the latest time that was ever seen, after the clock had run ahead. What has been decided meanwhile stays decided.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a time that is later than the clock or the latest time seen; what the store throws.
    public func correctClock(to instant: Instant, _ justification: Justification) throws {
        try store.write { transaction in
            let (now, latest) = (time.now(), try transaction.latestTime())
            guard instant <= now, let latest, instant < latest else {
                throw ProvisoError(
                    .valueInvalid,
                    "a correction of the latest time to \(instant), which is not earlier than that or has not come",
                    remedy: "set the clock first, then give the time that it shows")
            }
            try transaction.setLatestTime(instant)
            // What has failed meanwhile is postponed from a time that is wrong too.
            try transaction.setNextTries(instant)
            try transaction.append(
                .clockCorrected, of: .everything, at: instant, justification,
                ["from": latest.description, "to": instant.description])
        }
    }
}
