/// How the end of a retention period is counted: in the local time of which zone, and whether to the end of the last day.
///
/// A period is counted as people count it: from the local date on, years and months first (both together, on the month's last day where it has
/// no such day), then weeks and days. 31 January and one month give 28 or 29 February; 29 February and one year give 28 February.
///
/// - **Guarantees**: nothing ends early. A day counts as a whole with ``PeriodEnd/day``; a local time that comes twice is the second one; one
///   that is skipped is moved forward. An end that cannot be written is an error and not an earlier date.
/// - **Does not guarantee**: the same ends on machines with other time zone data; see ``CalendarZone``.
public struct RetentionCalendar: Hashable, Sendable {
    /// Where the days are counted.
    public let zone: CalendarZone
    /// Whether the last day counts as a whole.
    public let ends: PeriodEnd

    /// What a period lasts until.
    public enum PeriodEnd: String, CaseIterable, Sendable {
        /// The end of its last day. What is kept for one day from any time on 1 March goes when 3 March begins.
        case day
        /// The local time of the beginning, on its last day.
        case instant
    }

    /// A calendar of a zone.
    public init(zone: CalendarZone, ends: PeriodEnd = .day) {
        self.zone = zone
        self.ends = ends
    }

    /// When what is kept for a period from an instant on must be gone.
    ///
    /// With ``PeriodEnd/day`` it is the start of the day after the period's last day, see ``startOfDay(_:)``; it never decreases as the
    /// anchor's local time grows. With ``PeriodEnd/instant`` it is the local time of the anchor on the last day, to the millisecond: in a gap moved
    /// forward by the gap's length, in an overlap the later of the two instants. There a later anchor can end earlier, where months are
    /// too short: 30 January at 23:00 and 31 January at 01:00 both end a month later on 28 February.
    ///
    /// - **Guarantees**: the end is not before the anchor, and with ``PeriodEnd/day`` it is after it.
    /// - **Cost**: less than a microsecond.
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` if the end, the last day or the anchor's local day lies beyond the year 9999.
    public func end(of period: RetentionPeriod, from anchor: Instant) throws(ProvisoError) -> Instant {
        let (day, time) = Self.split(zone.localMilliseconds(at: anchor))
        guard let last = Self.day(day, after: period),
            let end = Instant(millisecondsSinceEpoch: end(on: last, at: time))
        else {
            throw ProvisoError(
                .valueInvalid, "a period ends beyond the year 9999", remedy: "choose a shorter period than \(period)")
        }
        return end
    }

    /// The last anchor that can have ended by an instant: for queries on stored anchors.
    ///
    /// - **Guarantees**: every anchor from 1970 on whose ``end(of:from:)`` is not later than `instant` is not later than the
    ///   result; nil means that there is none such. With ``PeriodEnd/day`` the result is the last such anchor itself. With
    ///   ``PeriodEnd/instant`` it is later than that by no more than the zone's clocks are set back and set forward by, and a
    ///   millisecond: an hour or two, and a day in a zone that once skipped one.
    /// - **Does not guarantee**: that every anchor up to the result has ended: where clocks are set back, and where months are
    ///   too short for the time of day, an earlier anchor can end later. A query's rows must be examined one by one with ``end(of:from:)``.
    /// - **Cost**: some ten microseconds.
    public func latestAnchor(ofPeriod period: RetentionPeriod, endingBy instant: Instant) -> Instant? {
        func hasEnded(_ local: Int64) -> Bool {
            earliestEnd(of: period, from: local).map { $0 <= instant.millisecondsSinceEpoch } ?? false
        }
        // Local times are sought, because ends follow them in order; both bounds are those of no anchor.
        var ended = -2 * millisecondsPerDay
        var open = Instant.last.millisecondsSinceEpoch + 2 * millisecondsPerDay
        guard hasEnded(ended) else { return nil }
        while open - ended > 1 {
            let middle = ended + (open - ended) / 2
            if hasEnded(middle) { ended = middle } else { open = middle }
        }
        // The last instant that shows it, or an earlier time.
        let last = zone.milliseconds(atEndOfTimesBefore: open) - 1
        return Instant(millisecondsSinceEpoch: min(last, Instant.last.millisecondsSinceEpoch))
    }

    /// The first instant of a day after which clocks show no earlier day any more; nil if that is before 1970 or after 9999.
    ///
    /// Mostly that is midnight. Where clocks skip midnight it is the first instant after; where they skip the whole day, the first of the
    /// day after it. Where they go back over midnight, and the day before comes again, it is the second midnight. Where they go back to midnight
    /// or later, the day before does not come again, and it is the first midnight.
    public func startOfDay(_ day: CalendarDay) -> Instant? {
        Instant(
            millisecondsSinceEpoch: zone.milliseconds(atEndOfTimesBefore: day.daysSinceEpoch * millisecondsPerDay))
    }

    /// The local day at an instant. In the last hours of 9999, east of Greenwich the first day of the year 10000, it is 9999-12-31.
    public func day(of instant: Instant) -> CalendarDay {
        let day = Self.split(zone.localMilliseconds(at: instant)).day
        return CalendarDay(daysSinceEpoch: min(day, CalendarDay.epochDays.upperBound))!
    }

    // MARK: Counting

    private func end(on day: Int64, at time: Int64) -> Int64 {
        switch ends {
        case .day: zone.milliseconds(atEndOfTimesBefore: (day + 1) * millisecondsPerDay)
        case .instant: zone.milliseconds(lastShowing: day * millisecondsPerDay + time)
        }
    }

    /// No later than the end from any anchor with this local time or a later one, and never decreasing as it grows; nil for later than any
    /// instant.
    private func earliestEnd(of period: RetentionPeriod, from local: Int64) -> Int64? {
        let (day, time) = Self.split(local)
        guard let last = Self.day(day, after: period) else { return nil }
        switch ends {
        case .day: return end(on: last, at: time)
        case .instant:
            // If the next day's periods end on the same day, they do so at any time of it.
            let time = Self.day(day + 1, after: period) == last ? 0 : time
            // A skipped time ends no earlier than it is skipped, and one that comes twice the second time.
            return zone.milliseconds(atEndOfTimesBefore: last * millisecondsPerDay + time)
        }
    }

    /// The number of the day that a period from a day on leads to; nil beyond the year 9999. It never decreases as the day grows.
    private static func day(_ number: Int64, after period: RetentionPeriod) -> Int64? {
        guard let date = CalendarDay(daysSinceEpoch: number) else { return nil }
        // Each part has at most six digits.
        let months = date.year * 12 + date.month - 1 + period.years * 12 + period.months
        let (year, month) = (months / 12, months % 12 + 1)
        let day = min(date.day, Int(dayCount(ofMonth: Int64(month), year: Int64(year))))
        guard let start = CalendarDay(year: year, month: month, day: day) else { return nil }
        let result = start.daysSinceEpoch + Int64(period.weeks) * 7 + Int64(period.days)
        return result <= CalendarDay.epochDays.upperBound ? result : nil
    }

    private static func split(_ local: Int64) -> (day: Int64, time: Int64) {
        let day = (local >= 0 ? local : local - millisecondsPerDay + 1) / millisecondsPerDay
        return (day, local - day * millisecondsPerDay)
    }
}

private let millisecondsPerDay: Int64 = 86_400_000
