/// From local times back to instants. A local time is written as the milliseconds that clocks count from 1970-01-01T00:00:00 on, as if
/// they never had been set.
///
/// Where clocks are set forward there is a gap, local times that never are; where they are set back there is an overlap, local times
/// that come twice.
extension CalendarZone {
    /// The local time at an instant.
    func localMilliseconds(at instant: Instant) -> Int64 {
        instant.millisecondsSinceEpoch + offset(at: instant) * 1000
    }

    /// The milliseconds since 1970, in UTC, from which on clocks show no time before a local one any more.
    ///
    /// For a time that is never shown this is the moment at which clocks skip it. It never decreases as `local` grows.
    func milliseconds(atEndOfTimesBefore local: Int64) -> Int64 {
        var result = Int64.min
        for (stretch, end) in spans(around: local) {
            let reached = local - stretch.offset * 1000
            if reached > stretch.start * 1000 { result = min(reached, end) }
        }
        return result
    }

    /// The last milliseconds since 1970, in UTC, at which clocks show a local time. In a gap it is the local time moved forward by the length of
    /// the gap.
    ///
    /// - **Source**: RFC 5545 section 3.3.5 for gaps.
    func milliseconds(lastShowing local: Int64) -> Int64 {
        var result = Int64.min
        var offsetBefore: Int64?
        for (stretch, end) in spans(around: local) {
            let start = stretch.start * 1000
            let shown = local - stretch.offset * 1000
            if shown >= start, shown < end { result = max(result, shown) }
            if let offsetBefore {
                // Moved forward by the gap and read with the offset after it is the same as read with the offset before it.
                let moved = local - offsetBefore * 1000
                if moved >= start, shown < start { result = max(result, moved) }
            }
            offsetBefore = stretch.offset
        }
        return result
    }

    /// The most seconds by which a later instant can lie behind an earlier one that clocks showed a later time for, from 1970 to 9999: the largest
    /// step that clocks are set back by. Steps within two days of one another, which no zone has, are added up.
    var largestStepBack: Int64 {
        // The calendar, and with it the changes of a rule, comes again after 400 years.
        let end = Instant.last.secondsSinceEpoch
        let last = min(min(max(file.lastListedChange, 0), end) + 400 * 366 * 86_400, end)
        let stretches = file.stretches(from: 0, through: last)
        let steps = zip(stretches, stretches.dropFirst()).compactMap { before, after in
            after.offset < before.offset ? (at: after.start, size: before.offset - after.offset) : nil
        }
        // Two instants whose local times come in the other order lie less than this apart.
        let reach = TimeZoneFile.offsets.upperBound - TimeZoneFile.offsets.lowerBound
        var (first, sum, result): (Int, Int64, Int64) = (0, 0, 0)
        for step in steps {
            sum += step.size
            while step.at - steps[first].at > reach {
                sum -= steps[first].size
                first += 1
            }
            result = max(result, sum)
        }
        return result
    }

    /// The stretches around every instant at which clocks might show a local time, each with its end in milliseconds.
    private func spans(around local: Int64) -> [(stretch: TimeZoneFile.Stretch, end: Int64)] {
        // One second more, because a division rounds.
        let first = local / 1000 - TimeZoneFile.offsets.upperBound - 1
        let stretches = file.stretches(from: first, through: local / 1000 - TimeZoneFile.offsets.lowerBound + 1)
        let ends = stretches.dropFirst().map { $0.start * 1000 } + [Int64.max]
        return Array(zip(stretches, ends)).map { (stretch: $0, end: $1) }
    }
}
