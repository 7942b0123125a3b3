/// A point in time between 1970 and 9999, in milliseconds of UTC.
///
/// Its text is that of RFC 3339 in whole seconds, `2026-11-25T10:00:00Z`, and that is the only one it is read from: an offset, a
/// fraction or a lower-case `z` would be a second text for the same instant, and statements have one.
///
/// - **Source**: RFC 3339 section 5.6; leap seconds do not occur, as in POSIX.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let millisecondsSinceEpoch: Int64

    /// The last instant that can be written.
    public static let last = Instant(unchecked: 253_402_300_799_999)

    /// An instant from its milliseconds; nil before 1970 and after 9999.
    public init?(millisecondsSinceEpoch: Int64) {
        guard (0...Self.last.millisecondsSinceEpoch).contains(millisecondsSinceEpoch) else { return nil }
        self.init(unchecked: millisecondsSinceEpoch)
    }

    /// An instant from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for any other form, and for a day that no calendar has.
    public init(_ text: String) throws(ProvisoError) {
        guard let milliseconds = Self.milliseconds(of: text) else {
            throw ProvisoError(
                .valueInvalid, "'\(printable(text))' is not an instant",
                remedy: "write a date and time of UTC like 2026-11-25T10:00:00Z")
        }
        self.init(unchecked: milliseconds)
    }

    private init(unchecked milliseconds: Int64) {
        millisecondsSinceEpoch = milliseconds
    }

    /// The instant without its milliseconds, as statements have it.
    public var wholeSeconds: Instant { Instant(unchecked: secondsSinceEpoch * 1000) }

    /// Whole seconds since 1970, as file systems and archives count.
    public var secondsSinceEpoch: Int64 { millisecondsSinceEpoch / 1000 }

    /// The text, in whole seconds.
    public var description: String {
        let date = CivilDate(daysSinceEpoch: secondsSinceEpoch / 86_400)
        let second = secondsSinceEpoch % 86_400
        return "\(date)T\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60))Z"
    }

    /// The instant a calendar period later, in UTC: years and months first, on the month's last day where it has no such day, then
    /// weeks and days.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` beyond the year 9999.
    public func adding(_ period: RetentionPeriod) throws(ProvisoError) -> Instant {
        let day: Int64 = 86_400_000
        let date = CivilDate(daysSinceEpoch: millisecondsSinceEpoch / day)
        let months = date.year * 12 + date.month - 1 + Int64(period.years) * 12 + Int64(period.months)
        let (year, month) = (months / 12, months % 12 + 1)
        let dayOfMonth = min(date.day, dayCount(ofMonth: month, year: year))
        let days =
            CivilDate(year: year, month: month, day: dayOfMonth).daysSinceEpoch + Int64(period.weeks) * 7
            + Int64(period.days)
        guard let result = Instant(millisecondsSinceEpoch: days * day + millisecondsSinceEpoch % day) else {
            throw ProvisoError(
                .valueInvalid, "a date beyond the year 9999", remedy: "choose a shorter period than \(period)")
        }
        return result
    }

    /// Earlier instants come first.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.millisecondsSinceEpoch < right.millisecondsSinceEpoch
    }

    private static func milliseconds(of text: String) -> Int64? {
        let bytes = Array(text.utf8)
        let form = Array("0000-00-00T00:00:00Z".utf8)
        guard bytes.count == form.count else { return nil }
        for (byte, expected) in zip(bytes, form) {
            let isDigit = byte &- UInt8(ascii: "0") < 10
            guard expected == UInt8(ascii: "0") ? isDigit : byte == expected else { return nil }
        }
        func number(_ range: Range<Int>) -> Int64 {
            bytes[range].reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        }
        let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
        let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
        guard year >= 1970, (1...12).contains(month), day >= 1,
            day <= dayCount(ofMonth: month, year: year), hour < 24, minute < 60, second < 60
        else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        return (days * 86_400 + hour * 3600 + minute * 60 + second) * 1000
    }
}

/// A day of the Gregorian calendar from 1970 on.
///
/// Days are counted from the first of March, so that the leap day is the last of its year, in eras of 400 years.
private struct CivilDate: CustomStringConvertible {
    let year: Int64
    let month: Int64
    let day: Int64

    init(year: Int64, month: Int64, day: Int64) {
        self.year = year
        self.month = month
        self.day = day
    }

    private static let daysPerEra: Int64 = 146_097
    /// From the first of March of the year 0 to 1970.
    private static let daysBeforeEpoch: Int64 = 719_468

    init(daysSinceEpoch: Int64) {
        let days = daysSinceEpoch + Self.daysBeforeEpoch
        let (era, dayOfEra) = (days / Self.daysPerEra, days % Self.daysPerEra)
        // Every fourth year has one day more, every hundredth has not, and the last of an era has.
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        // Months from March on have 153 days in every five.
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    }

    var daysSinceEpoch: Int64 {
        let marchYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = (marchYear / 400, marchYear % 400)
        let monthFromMarch = month <= 2 ? month + 9 : month - 3
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * Self.daysPerEra + dayOfEra - Self.daysBeforeEpoch
    }

    var description: String { "\(year)-\(twoDigits(month))-\(twoDigits(day))" }
}

private func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// How many days a month of the Gregorian calendar has.
func dayCount(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
}
