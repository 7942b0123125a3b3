/// Other names of a day: by the week that it lies in, and by its number in the year.
///
/// Weeks begin on Monday and belong to the year that their Thursday lies in. 0001-01-01 is a Monday and 9999-12-31 a
/// Friday, so the weeks of all days belong to the years 1 to 9999.
///
/// - **Source**: ISO 8601-1:2019, sections 4.3.7 and 4.3.8.
extension CalendarDay {
    /// The day of the week, from 1 for Monday to 7 for Sunday.
    var weekday: Int {
        // 1970-01-01 was a Thursday; the sum is above zero for all days.
        Int((daysSinceEpoch + 3 + 7 * 110_000) % 7) + 1
    }

    /// The number of the day in its year, from 1.
    var dayOfYear: Int { Int(daysSinceEpoch - Self.daysSinceEpoch(ofYear: year)) + 1 }

    /// The week and the year that it belongs to.
    var week: (year: Int, week: Int) {
        // It exists: see above.
        let thursday = CalendarDay(daysSinceEpoch: daysSinceEpoch + Int64(4 - weekday))!
        return (thursday.year, (thursday.dayOfYear - 1) / 7 + 1)
    }

    /// The day of a year, or nil where the year does not have so many.
    init?(year: Int, dayOfYear: Int) {
        guard (1...9999).contains(year), (1...366).contains(dayOfYear),
            let day = CalendarDay(daysSinceEpoch: Self.daysSinceEpoch(ofYear: year) + Int64(dayOfYear - 1)),
            day.year == year
        else { return nil }
        self = day
    }

    /// The day of a week, or nil where the year does not have so many weeks, or the day lies behind the year 9999.
    init?(weekYear: Int, week: Int, weekday: Int) {
        guard (1...53).contains(week), (1...7).contains(weekday),
            let fourth = CalendarDay(year: weekYear, month: 1, day: 4)
        else { return nil }
        // The first week is the one that the fourth of January lies in.
        let thursday = fourth.daysSinceEpoch + Int64(4 - fourth.weekday + 7 * (week - 1))
        guard CalendarDay(daysSinceEpoch: thursday)?.year == weekYear,
            let day = CalendarDay(daysSinceEpoch: thursday + Int64(weekday - 4))
        else { return nil }
        self = day
    }

    private static func daysSinceEpoch(ofYear year: Int) -> Int64 {
        let before = Int64(year - 1)
        return before * 365 + before / 4 - before / 100 + before / 400 + epochDays.lowerBound
    }
}
