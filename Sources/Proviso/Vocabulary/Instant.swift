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
        let date = CalendarDay(daysSinceEpoch: secondsSinceEpoch / 86_400)!
        let second = secondsSinceEpoch % 86_400
        return "\(date)T\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60))Z"
    }

    /// The instant a calendar period later, in UTC: years and months first, on the month's last day where it has no such day, then
    /// weeks and days.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` beyond the year 9999.
    public func adding(_ period: RetentionPeriod) throws(ProvisoError) -> Instant {
        let day: Int64 = 86_400_000
        let date = CalendarDay(daysSinceEpoch: millisecondsSinceEpoch / day)!
        let months = date.year * 12 + date.month - 1 + period.years * 12 + period.months
        let (year, month) = (months / 12, months % 12 + 1)
        let dayOfMonth = min(date.day, Int(dayCount(ofMonth: Int64(month), year: Int64(year))))
        guard let start = CalendarDay(year: year, month: month, day: dayOfMonth) else { throw Self.tooLate(period) }
        let days = start.daysSinceEpoch + Int64(period.weeks) * 7 + Int64(period.days)
        guard let result = Instant(millisecondsSinceEpoch: days * day + millisecondsSinceEpoch % day) else {
            throw Self.tooLate(period)
        }
        return result
    }

    private static func tooLate(_ period: RetentionPeriod) -> ProvisoError {
        ProvisoError(.valueInvalid, "a date beyond the year 9999", remedy: "choose a shorter period than \(period)")
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
        let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
        let date = CalendarDay(
            year: Int(number(0..<4)), month: Int(number(5..<7)), day: Int(number(8..<10)))
        guard let date, date.year >= 1970, hour < 24, minute < 60, second < 60 else { return nil }
        let days = date.daysSinceEpoch
        return (days * 86_400 + hour * 3600 + minute * 60 + second) * 1000
    }
}

private func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
