/// A calendar period of years, months, weeks and days, written as in ISO 8601: `P90D`, `P1Y6M`.
///
/// A period is not a number of seconds: what a month is depends on the day that it is counted from.
public struct RetentionPeriod: Hashable, Sendable, CustomStringConvertible {
    /// Whole years.
    public let years: Int
    /// Whole months.
    public let months: Int
    /// Whole weeks.
    public let weeks: Int
    /// Whole days.
    public let days: Int

    /// A period from `P[nY][nM][nW][nD]`, with at least one part, each of at most six digits.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    /// - **Source**: ISO 8601-1:2019, 5.5.2, without its time part.
    public init(_ text: String) throws(ProvisoError) {
        guard let parts = Self.parts(of: text) else {
            throw ProvisoError(
                .valueInvalid, "'\(printable(text))' is not a period",
                remedy: "write years, months, weeks and days like P90D or P1Y6M")
        }
        (years, months, weeks, days) = (parts[0], parts[1], parts[2], parts[3])
    }

    private init(years: Int = 0, months: Int = 0, weeks: Int = 0, days: Int = 0) {
        precondition(
            [years, months, weeks, days].allSatisfy { (0...999_999).contains($0) },
            "RetentionPeriod: a part is at most six digits")
        (self.years, self.months, self.weeks, self.days) = (years, months, weeks, days)
    }

    /// So many years; more than 999,999, or fewer than none, is a mistake in the program, and stops it.
    public static func years(_ count: Int) -> RetentionPeriod { RetentionPeriod(years: count) }

    /// So many months; as ``years(_:)``.
    public static func months(_ count: Int) -> RetentionPeriod { RetentionPeriod(months: count) }

    /// So many weeks; as ``years(_:)``.
    public static func weeks(_ count: Int) -> RetentionPeriod { RetentionPeriod(weeks: count) }

    /// So many days; as ``years(_:)``.
    public static func days(_ count: Int) -> RetentionPeriod { RetentionPeriod(days: count) }

    /// The period as ISO 8601 writes it, zero parts left out.
    public var description: String {
        var text = "P"
        for (number, letter) in [(years, "Y"), (months, "M"), (weeks, "W"), (days, "D")] where number != 0 {
            text += "\(number)\(letter)"
        }
        return text == "P" ? "P0D" : text
    }

    private static func parts(of text: String) -> [Int]? {
        let letters = Array("YMWD".utf8)
        var result = [0, 0, 0, 0]
        var next = 0
        var digits = 0
        var number = 0
        var bytes = Array(text.utf8)[...]
        guard bytes.popFirst() == UInt8(ascii: "P"), !bytes.isEmpty else { return nil }
        for byte in bytes {
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                digits += 1
                number = number * 10 + Int(byte - UInt8(ascii: "0"))
                guard digits <= 6 else { return nil }
            } else {
                guard digits > 0, let part = letters[next...].firstIndex(of: byte) else { return nil }
                result[part] = number
                (next, digits, number) = (part + 1, 0, 0)
            }
        }
        return digits == 0 ? result : nil
    }
}
