import Testing

@testable import Proviso

@Suite struct CalendarDayTests {
    @Test(arguments: ["0001-01-01", "1582-10-10", "1984-07-01", "2000-02-29", "9999-12-31"])
    func `a day is read from its text and written as it`(text: String) throws {
        #expect(try CalendarDay(text).description == text)
    }

    @Test(arguments: [
        "", "2020", "2020-02", "2020-2-9", "2020-02-9", "20200209", "2020-02-30", "2021-02-29", "1900-02-29",
        "0000-01-01",
        "2020-00-01", "2020-13-01", "2020-01-00", "2020-01-32", "2020-02-09T00:00", " 2020-02-09", "2020-02-09\n",
        "+020-02-09", "-020-02-09", "2020-+2-09", "2020-02-0\u{FF19}", "2020-02--9", "2020-02-09-", "10000-01-01",
        "2020/02/09",
    ])
    func `what is no day of the calendar is refused`(text: String) {
        let error = #expect(throws: ProvisoError.self) { try CalendarDay(text) }
        #expect(error?.code == .valueInvalid)
        #expect(error?.remedy == "write YYYY-MM-DD")
    }

    @Test func `days follow one another from the first to the last, over every border of the calendar`() {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        // 719,162 days lie between 0001-01-01 and 1970-01-01.
        var number: Int64 = -719_162
        var weekday = 1
        for year in 1...9999 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            var dayOfYear = 1
            for month in 1...12 {
                let length = lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
                // All days of the ends of the calendar, and the first and last days of other months.
                let isWhole = year < 5 || year > 9995 || (1896...2001).contains(year)
                for day in isWhole ? Array(1...length) : [1, length] {
                    let calendarDay = CalendarDay(year: year, month: month, day: day)
                    let expected = number + Int64(day - 1)
                    let isRight =
                        calendarDay?.daysSinceEpoch == expected && CalendarDay(daysSinceEpoch: expected) == calendarDay
                        && calendarDay?.dayOfYear == dayOfYear + day - 1
                        && CalendarDay(year: year, dayOfYear: dayOfYear + day - 1) == calendarDay
                        && calendarDay?.weekday == (weekday + day - 2) % 7 + 1
                    if !isRight { Issue.record("\(year)-\(month)-\(day)") }
                }
                #expect(CalendarDay(year: year, month: month, day: length + 1) == nil)
                number += Int64(length)
                weekday = (weekday + length - 1) % 7 + 1
                dayOfYear += length
            }
            #expect(CalendarDay(year: year, dayOfYear: dayOfYear) == nil)
        }
        #expect(CalendarDay(daysSinceEpoch: number) == nil && CalendarDay(daysSinceEpoch: -719_163) == nil)
        #expect(CalendarDay(daysSinceEpoch: .max) == nil && CalendarDay(daysSinceEpoch: .min) == nil)
    }

    @Test func `the first day of 1970 is day 0`() {
        #expect(CalendarDay(daysSinceEpoch: 0)?.description == "1970-01-01")
        #expect(CalendarDay(daysSinceEpoch: -1)?.description == "1969-12-31")
        #expect(CalendarDay(daysSinceEpoch: 20_454)?.description == "2026-01-01")
    }

    /// ISO 8601 gives these examples, or they lie at the ends of years whose weeks reach over.
    @Test(arguments: [
        ("2026-01-01", 2026, 1, 4), ("2027-01-03", 2026, 53, 7), ("2027-01-04", 2027, 1, 1),
        ("1985-04-12", 1985, 15, 5),
        ("2008-12-29", 2009, 1, 1), ("2010-01-03", 2009, 53, 7), ("2005-01-01", 2004, 53, 6),
        ("2005-01-02", 2004, 53, 7),
        ("2007-12-31", 2008, 1, 1), ("2024-12-29", 2024, 52, 7), ("2024-12-30", 2025, 1, 1), ("0001-01-01", 1, 1, 1),
        ("9999-12-31", 9999, 52, 5),
    ])
    func `a day has its week`(text: String, year: Int, week: Int, weekday: Int) throws {
        let day = try CalendarDay(text)
        #expect(day.week == (year, week))
        #expect(day.weekday == weekday)
        #expect(CalendarDay(weekYear: year, week: week, weekday: weekday) == day)
    }

    @Test func `a year has 53 weeks if it begins or ends on a Thursday`() throws {
        for year in 1...9999 {
            let first = try #require(CalendarDay(year: year, month: 1, day: 1))
            let last = try #require(CalendarDay(year: year, month: 12, day: 31))
            let isLong = first.weekday == 4 || last.weekday == 4
            #expect((CalendarDay(weekYear: year, week: 53, weekday: 1) != nil) == isLong, "\(year)")
        }
    }

    @Test(arguments: [
        (2026, 0, 1), (2026, 54, 1), (2025, 53, 1), (2026, 1, 0), (2026, 1, 8), (0, 1, 1), (10_000, 1, 1),
        (9999, 52, 6),
        (9999, 53, 1), (2026, -1, 1), (2026, .max, 1), (.max, 1, 1), (.min, 1, 1), (2026, 1, .min),
    ])
    func `a week or weekday that is not there has no day`(year: Int, week: Int, weekday: Int) {
        #expect(CalendarDay(weekYear: year, week: week, weekday: weekday) == nil)
    }

    @Test(arguments: [(2025, 366), (2024, 367), (2024, 0), (2024, -1), (0, 1), (10_000, 1), (9999, 366), (.min, .max)])
    func `a number that the year does not reach has no day`(year: Int, number: Int) {
        #expect(CalendarDay(year: year, dayOfYear: number) == nil)
    }

    @Test(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
    func `Python's calendar has the same weeks`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let days = (0..<5000).compactMap { _ in
            CalendarDay(daysSinceEpoch: Int64.random(in: -719_162...2_932_896, using: &generator))
        }
        let program = """
            import sys, json, datetime
            def answer(text):
                day = datetime.date.fromisoformat(text)
                return [*day.isocalendar(), day.timetuple().tm_yday, day.toordinal()]
            json.dump([answer(text) for text in json.load(sys.stdin)], sys.stdout)
            """
        let theirs = try Python.run(program, input: days.map(\.description), as: [[Int]].self)
        #expect(theirs.count == days.count)
        for (day, theirs) in zip(days, theirs) {
            let ours = [day.week.year, day.week.week, day.weekday, day.dayOfYear, Int(day.daysSinceEpoch) + 719_163]
            #expect(ours == theirs, "seed \(testSeed): \(day)")
        }
    }

    @Test func `earlier days are less`() throws {
        let days = try ["0001-12-31", "0002-01-01", "2019-12-31", "2020-01-31", "2020-02-01", "9999-12-31"].map {
            try CalendarDay($0)
        }
        for (index, left) in days.enumerated() {
            for (otherIndex, right) in days.enumerated() { #expect((left < right) == (index < otherIndex)) }
        }
    }
}
