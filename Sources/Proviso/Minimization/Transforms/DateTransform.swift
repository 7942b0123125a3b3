/// Cuts a date down to its day, week, month, quarter or year.
///
/// - **Source**: `Formats/Policy`, `generalize`; ISO 8601-1:2019 for weeks and the forms of dates.
enum DateTransform {
    /// Appends the coarser date; false for a text that is not a date of the calendar in one of the forms.
    ///
    /// A date that is coarser already passes as it is. A week that does not lie in one month, quarter or year is
    /// unhandled where that is asked for.
    static func apply(
        _ text: Span<UInt8>, to precision: FieldTransform.DatePrecision, forms: [DateForm],
        into output: inout ByteBuffer
    ) -> Bool {
        guard let date = WrittenDate.read(text, forms: forms), let value = coarsened(date.value, to: precision) else {
            return false
        }
        append(value, to: precision, &output)
        return true
    }

    /// The same for the form `YYYY-MM-DD` and what goes with it.
    static func apply(
        standard text: Span<UInt8>, to precision: FieldTransform.DatePrecision, into output: inout ByteBuffer
    ) -> Bool {
        guard let date = WrittenDate.standard(text), let value = coarsened(date.value, to: precision) else {
            return false
        }
        append(value, to: precision, &output)
        return true
    }

    /// The value with no more than is asked for; a quarter is the month that it begins with.
    private static func coarsened(_ value: WrittenDate.Value, to precision: FieldTransform.DatePrecision) -> WrittenDate
        .Value?
    {
        switch (value, precision) {
        case (_, .day), (.year, _), (.month, .month), (.month, .week), (.week, .week): return value
        case (.day(let day), .week):
            let week = day.week
            return .week(year: week.year, week: week.week)
        case (.day(let day), _):
            return coarsened(.month(year: day.year, month: day.month), to: precision)
        case (.month(let year, let month), .quarter): return .month(year: year, month: (month - 1) / 3 * 3 + 1)
        case (.month(let year, _), .year): return .year(year)
        case (.week(let year, let week), _):
            guard let first = CalendarDay(weekYear: year, week: week, weekday: 1),
                let last = CalendarDay(weekYear: year, week: week, weekday: 7),
                let value = coarsened(.day(first), to: precision), value == coarsened(.day(last), to: precision)
            else { return nil }
            return value
        }
    }

    private static func append(
        _ value: WrittenDate.Value, to precision: FieldTransform.DatePrecision, _ output: inout ByteBuffer
    ) {
        switch value {
        case .year(let year): output.append(year, digits: 4)
        case .month(let year, let month):
            output.append(year, digits: 4)
            output.append(precision == .quarter ? "-Q" : "-")
            let isQuarter = precision == .quarter
            output.append(isQuarter ? (month - 1) / 3 + 1 : month, digits: isQuarter ? 1 : 2)
        case .week(let year, let week):
            output.append(year, digits: 4)
            output.append("-W")
            output.append(week, digits: 2)
        case .day(let day): output.append(day)
        }
    }
}
