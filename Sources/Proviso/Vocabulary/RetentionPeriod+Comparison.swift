/// Which of two periods is the longer one, which can depend on the day that they are counted from: `P1M` is longer than `P30D` from 1 March on, and
/// shorter from 1 February on.
///
/// Every answer is exact over all days of the Gregorian calendar. It comes again after 400 years, or 4800 months, all of which are
/// tried; of the days in a month the first and the last suffice.
extension RetentionPeriod {
    /// Whether the period has no length.
    public var isZero: Bool { (years, months, weeks, days) == (0, 0, 0, 0) }

    /// The fewest and the most days that the period can have: 28 to 31 for `P1M`.
    ///
    /// - **Cost**: some forty microseconds.
    public var dayRange: ClosedRange<Int64> {
        let none = DayArithmetic(months: 0, days: 0)
        return DayArithmetic(self).dayDifferences(to: none)
    }

    /// Whether the period ends on the same day as the other or earlier, whatever day both are counted from.
    ///
    /// - **Cost**: some forty microseconds.
    public func isNeverLonger(than other: RetentionPeriod) -> Bool {
        DayArithmetic(self).dayDifferences(to: DayArithmetic(other)).upperBound <= 0
    }

    /// Whether there is a day from which the period ends on a later day than the other.
    ///
    /// - **Cost**: some forty microseconds.
    public func canBeLonger(than other: RetentionPeriod) -> Bool {
        !isNeverLonger(than: other)
    }
}

/// A period as what is added to a date: months, then days. Parts have at most six digits, so nothing overflows.
private struct DayArithmetic {
    let months: Int
    let days: Int64

    init(months: Int, days: Int64) {
        self.months = months
        self.days = days
    }

    init(_ period: RetentionPeriod) {
        self.init(months: period.years * 12 + period.months, days: Int64(period.weeks) * 7 + Int64(period.days))
    }

    /// By how many days it ends later than the other one, at least and at most, over all days.
    func dayDifferences(to other: DayArithmetic) -> ClosedRange<Int64> {
        var (least, most) = (Int64.max, Int64.min)
        for month in 0..<Self.monthCount {
            let (target, otherTarget) = (month + months, month + other.months)
            let fromFirst = Self.firstDay(target) - Self.firstDay(otherTarget)
            // What the last day loses in shorter months; days before it lose as much or less, each in turn.
            let last = Self.length(month)
            let fromLast = fromFirst + min(last, Self.length(target)) - min(last, Self.length(otherTarget))
            least = min(least, fromFirst, fromLast)
            most = max(most, fromFirst, fromLast)
        }
        return least + days - other.days...most + days - other.days
    }

    private static let monthCount = 4800
    private static let dayCountOfAll: Int64 = 146_097

    /// The first days of the months of a cycle.
    private static let firstDays: [Int64] = {
        var day: Int64 = 0
        return (0..<monthCount).map { month in
            defer { day += dayCount(ofMonth: Int64(month % 12 + 1), year: Int64(month / 12)) }
            return day
        }
    }()

    private static func firstDay(_ month: Int) -> Int64 {
        firstDays[month % monthCount] + Int64(month / monthCount) * dayCountOfAll
    }

    private static func length(_ month: Int) -> Int64 { firstDay(month + 1) - firstDay(month) }
}
