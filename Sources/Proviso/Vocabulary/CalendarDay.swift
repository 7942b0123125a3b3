/// A day of the Gregorian calendar, from 0001-01-01 to 9999-12-31; before its introduction the calendar is continued backwards.
///
/// - **Source**: ISO 8601-1:2019.
public struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The year, 1 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// A day from its text, `YYYY-MM-DD`.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } ? Int(String(decoding: part, as: UTF8.self)) : nil
        }
        guard parts.map(\.count) == [4, 2, 2], numbers.count == 3,
            let day = CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2])
        else {
            throw ProvisoError(
                .valueInvalid, "'\(printable(text))' is not a day of the calendar", remedy: "write YYYY-MM-DD")
        }
        self = day
    }

    /// A day, or nil where the calendar has none.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...dayCount(ofMonth: Int64(month), year: Int64(year))).contains(Int64(day))
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The day that lies so many days after 1970-01-01, or nil where it is outside of the years 1 to 9999.
    ///
    /// Days are counted from the first of March, so that the leap day is the last of its year, in eras of 400 years.
    init?(daysSinceEpoch: Int64) {
        guard Self.epochDays.contains(daysSinceEpoch) else { return nil }
        let days = daysSinceEpoch + Self.daysBeforeEpoch
        let (era, dayOfEra) = (days / Self.daysPerEra, days % Self.daysPerEra)
        // Every fourth year has one day more, every hundredth has not, and the last of an era has.
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        // Months from March on have 153 days in every five.
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
        month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        year = Int(era * 400 + yearOfEra) + (month <= 2 ? 1 : 0)
    }

    private static let daysPerEra: Int64 = 146_097
    /// From the first of March of the year 0 to 1970.
    private static let daysBeforeEpoch: Int64 = 719_468
    /// 0001-01-01 to 9999-12-31.
    static let epochDays: ClosedRange<Int64> = -719_162...2_932_896

    /// How many days it lies after 1970-01-01.
    var daysSinceEpoch: Int64 {
        let marchYear = Int64(month <= 2 ? year - 1 : year)
        let (era, yearOfEra) = (marchYear / 400, marchYear % 400)
        let monthFromMarch = Int64(month <= 2 ? month + 9 : month - 3)
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * Self.daysPerEra + dayOfEra - Self.daysBeforeEpoch
    }

    /// `YYYY-MM-DD`.
    public var description: String {
        "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
    }

    private func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: count - text.utf8.count) + text
    }

    /// Earlier days come first.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

/// How many days a month of the Gregorian calendar has.
func dayCount(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
}
