/// The rule by which local time goes on after the last change that a time zone file lists: an offset, and perhaps the two days of a
/// year between which another one holds.
///
/// What is called standard here need not be the smaller offset: Ireland's rule has its standard time in summer.
///
/// - **Source**: RFC 9636 section 3.3.2; POSIX.1-2024, section 8.3, `TZ`.
struct TimeZoneRule: Hashable, Sendable {
    /// The offset outside of the period of `daylight`, in seconds east of Greenwich.
    let standard: Int64
    /// The period of another offset, if there is one.
    let daylight: Daylight?

    /// A period of each year with its own offset.
    struct Daylight: Hashable, Sendable {
        let offset: Int64
        /// When it begins, as clocks of standard time show it.
        let start: YearTime
        /// When it ends, as clocks with its own offset show it.
        let end: YearTime
    }

    /// A day and time that every year has; the time can lie up to a week before or after the day.
    struct YearTime: Hashable, Sendable {
        let day: YearDay
        let seconds: Int64
    }

    /// A day that every year has.
    enum YearDay: Hashable, Sendable {
        /// A day of the week, 0 for Sunday, the first to fourth of its month, or the last one for 5.
        case weekday(month: Int64, week: Int64, weekday: Int64)
        /// 1 to 365; the leap day is not counted.
        case withoutLeapDay(Int64)
        /// 0 to 365; the leap day is counted.
        case counted(Int64)
    }

    /// The offset at a time that lies in the years 1 to 9999, or a few days outside.
    func offset(at seconds: Int64) -> Int64 {
        // No more than 373 days lie between two beginnings, or two ends.
        stretches(after: seconds - 400 * secondsPerDay, through: seconds).last?.offset ?? standard
    }

    /// What begins after one time and not after another, in order.
    ///
    /// Of two changes at the same instant the one that the year lists later comes last and counts: this is how a rule says that the other offset
    /// holds all year (RFC 9636 section 3.3.2).
    func stretches(after first: Int64, through last: Int64) -> [TimeZoneFile.Stretch] {
        guard let daylight, first < last else { return [] }
        var result: [TimeZoneFile.Stretch] = []
        // Two years before, because both changes of the year before can lie in this one's first days.
        for year in year(of: first) - 2...year(of: last) + 1 {
            let start = daylight.start.seconds(in: year) - standard
            let end = daylight.end.seconds(in: year) - daylight.offset
            for stretch in [
                TimeZoneFile.Stretch(start: start, offset: daylight.offset),
                TimeZoneFile.Stretch(start: end, offset: standard),
            ] where stretch.start > first && stretch.start <= last {
                // They come nearly in order, so it is found at once.
                let place = result.lastIndex { $0.start <= stretch.start } ?? -1
                result.insert(stretch, at: place + 1)
            }
        }
        return result
    }

    /// The year of a time; the first or last of the calendar for what lies outside.
    private func year(of seconds: Int64) -> Int64 {
        let days = CalendarDay.epochDays
        let day = min(max(seconds / secondsPerDay, days.lowerBound), days.upperBound)
        return Int64(CalendarDay(daysSinceEpoch: day)!.year)
    }
}

extension TimeZoneRule.YearTime {
    /// When it is in a year, in seconds that clocks count from 1970 on.
    fileprivate func seconds(in year: Int64) -> Int64 {
        day.number(in: year) * secondsPerDay + seconds
    }
}

extension TimeZoneRule.YearDay {
    /// How many days it lies after 1970-01-01 in a year, which may be one that ``CalendarDay`` does not have.
    fileprivate func number(in year: Int64) -> Int64 {
        let before = year - 1
        let first = before * 365 + before / 4 - before / 100 + before / 400 + CalendarDay.epochDays.lowerBound
        let hasLeapDay = dayCount(ofMonth: 2, year: year) == 29
        switch self {
        case .counted(let day): return first + day
        case .withoutLeapDay(let day): return first + day - (hasLeapDay && day >= 60 ? 0 : 1)
        case .weekday(let month, let week, let weekday):
            let start = (1..<month).reduce(first) { $0 + dayCount(ofMonth: $1, year: year) }
            // 1970-01-01 was a Thursday; the sum is above zero for all years that are asked for.
            let startWeekday = (start + 4 + 7 * 110_000) % 7
            let day = (weekday - startWeekday + 7) % 7 + (week - 1) * 7
            return start + (day < dayCount(ofMonth: month, year: year) ? day : day - 7)
        }
    }
}

private let secondsPerDay: Int64 = 86_400
