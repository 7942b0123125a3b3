/// What a date says as it is written, without conversion of its zone.
///
/// The form `iso` takes
/// - `YYYY`, `YYYY-MM`, `YYYY-MM-DD` and `YYYYMMDD`;
/// - `YYYY-DDD` and `YYYYDDD`, the day of the year;
/// - `YYYY-Www`, `YYYYWww`, `YYYY-Www-D` and `YYYYWwwD`, the week and its day;
///
/// and behind a day, after `T`, `t` or a space, a time `hh`, `hh:mm`, `hhmm`, `hh:mm:ss` or `hhmmss`, of which the last
/// number can have a fraction after a comma or point, and then `Z`, `z`, `±hh`, `±hh:mm` or `±hhmm`. `24:00` is the end
/// of the day that it is written with. Hyphens and colons need not agree between date and time: no text can be read in
/// two ways.
///
/// - **Source**: `Formats/Policy`, `generalize`; ISO 8601-1:2019; the proleptic Gregorian calendar, years 0001 to 9999.
struct WrittenDate: Equatable {
    /// How much of a date is said.
    enum Value: Equatable {
        case year(Int)
        case month(year: Int, month: Int)
        /// The year is the one that the week belongs to.
        case week(year: Int, week: Int)
        case day(CalendarDay)
    }

    let value: Value
    /// The time and the offset behind a day `YYYY-MM-DD`, where they can stay as they are if the day is moved. Empty
    /// where there are none; nil for a day that is written in another way, and for what is no day.
    let rest: Range<Int>?

    /// What a text says in one of some forms; nil where it says nothing in any, or two dates in two of them.
    static func read(_ text: Span<UInt8>, forms: [DateForm]) -> WrittenDate? {
        var found: WrittenDate?
        for form in forms {
            let date: WrittenDate? =
                switch form {
                case .standard: standard(text)
                case .iso: iso(text)
                case .format(let format): format.read(text).map { WrittenDate(value: .day($0), rest: nil) }
                }
            guard let date else { continue }
            if let found, found.value != date.value { return nil }
            if found == nil { found = date }
        }
        return found
    }

    /// The day, where one is said.
    var day: CalendarDay? {
        if case .day(let day) = value { day } else { nil }
    }

    // MARK: The standard form

    /// What a text says in the standard form; nil where it says nothing.
    static func standard(_ text: Span<UInt8>) -> WrittenDate? {
        guard let year = year(text) else { return nil }
        if text.count == 4 { return WrittenDate(value: .year(year), rest: nil) }
        guard isByte("-", at: 4, text) else { return nil }
        return calendarDate(year, text) { isByte("T", at: 10, text) && isStandardTime(text, from: 11) }
    }

    /// The date that goes on as `MM` or `MM-DD` behind `YYYY-`.
    private static func calendarDate(_ year: Int, _ text: Span<UInt8>, isTime: () -> Bool) -> WrittenDate? {
        guard let month = number(text, 5, digits: 2), (1...12).contains(month) else { return nil }
        if text.count == 7 { return WrittenDate(value: .month(year: year, month: month), rest: nil) }
        guard isByte("-", at: 7, text), let number = number(text, 8, digits: 2),
            let day = CalendarDay(year: year, month: month, day: number), text.count == 10 || isTime()
        else { return nil }
        return WrittenDate(value: .day(day), rest: 10..<text.count)
    }

    private static func isStandardTime(_ text: Span<UInt8>, from start: Int) -> Bool {
        guard let hour = number(text, start, digits: 2), hour < 24, isByte(":", at: start + 2, text),
            let minute = number(text, start + 3, digits: 2), minute < 60
        else { return false }
        var index = start + 5
        if isByte(":", at: index, text) {
            // 60 is a leap second.
            guard let second = number(text, index + 1, digits: 2), second <= 60 else { return false }
            index += 3
            if isByte(".", at: index, text) {
                let end = endOfDigits(text, from: index + 1)
                guard end > index + 1 else { return false }
                index = end
            }
        }
        if index == text.count { return true }
        if isByte("Z", at: index, text) { return index + 1 == text.count }
        return isOffset(text, from: index) && text.count - index == 6
    }

    // MARK: ISO 8601

    private static func iso(_ text: Span<UInt8>) -> WrittenDate? {
        guard let year = year(text) else { return nil }
        if text.count == 4 { return WrittenDate(value: .year(year), rest: nil) }
        let hasHyphens = isByte("-", at: 4, text)
        let start = hasHyphens ? 5 : 4
        if isByte("W", at: start, text) { return weekDate(year, text, from: start + 1, hasHyphens: hasHyphens) }
        let end = endOfDigits(text, from: start)
        switch end - start {
        case 2 where hasHyphens: return calendarDate(year, text) { isBehindDay(text, from: 10) }
        case 3:
            let day = number(text, start, digits: 3).flatMap { CalendarDay(year: year, dayOfYear: $0) }
            return otherDate(day, text, end: end)
        case 4 where !hasHyphens:
            guard let month = number(text, 4, digits: 2), let number = number(text, 6, digits: 2) else { return nil }
            return otherDate(CalendarDay(year: year, month: month, day: number), text, end: end)
        default: return nil
        }
    }

    private static func weekDate(
        _ year: Int, _ text: Span<UInt8>, from start: Int, hasHyphens: Bool
    ) -> WrittenDate? {
        guard let week = number(text, start, digits: 2) else { return nil }
        var index = start + 2
        if index == text.count {
            // The Thursday of a week lies in the week's year, and so exists where the week does.
            guard CalendarDay(weekYear: year, week: week, weekday: 4) != nil else { return nil }
            return WrittenDate(value: .week(year: year, week: week), rest: nil)
        }
        if hasHyphens {
            guard isByte("-", at: index, text) else { return nil }
            index += 1
        }
        let day = number(text, index, digits: 1).flatMap { CalendarDay(weekYear: year, week: week, weekday: $0) }
        return otherDate(day, text, end: index + 1)
    }

    /// A day that is not written `YYYY-MM-DD`.
    private static func otherDate(_ day: CalendarDay?, _ text: Span<UInt8>, end: Int) -> WrittenDate? {
        guard let day, end == text.count || isBehindDay(text, from: end) else { return nil }
        return WrittenDate(value: .day(day), rest: nil)
    }

    /// Whether what follows a day is a time.
    private static func isBehindDay(_ text: Span<UInt8>, from start: Int) -> Bool {
        guard isByte("T", at: start, text) || isByte("t", at: start, text) || isByte(" ", at: start, text),
            let hour = number(text, start + 1, digits: 2)
        else { return false }
        var index = start + 3
        let hasColons = isByte(":", at: index, text)
        let minute = sixtieth(text, &index, hasColons: hasColons)
        let second = minute == nil ? nil : sixtieth(text, &index, hasColons: hasColons)
        var isFractionZero = true
        if isByte(".", at: index, text) || isByte(",", at: index, text) {
            let end = endOfDigits(text, from: index + 1)
            guard end > index + 1 else { return false }
            for place in index + 1..<end where text[place] != UInt8(ascii: "0") { isFractionZero = false }
            index = end
        }
        let isEndOfDay = hour == 24 && (minute ?? 0) == 0 && (second ?? 0) == 0 && isFractionZero
        // 60 is a leap second.
        guard hour < 24 || isEndOfDay, minute ?? 0 < 60, second ?? 0 <= 60 else { return false }
        if index == text.count { return true }
        if isByte("Z", at: index, text) || isByte("z", at: index, text) { return index + 1 == text.count }
        return isOffset(text, from: index)
    }

    /// The minutes or seconds behind what was read, nil where there are none.
    private static func sixtieth(_ text: Span<UInt8>, _ index: inout Int, hasColons: Bool) -> Int? {
        if hasColons, !isByte(":", at: index, text) { return nil }
        let start = hasColons ? index + 1 : index
        guard let result = number(text, start, digits: 2) else { return nil }
        index = start + 2
        return result
    }

    // MARK: Parts

    /// Whether the text ends in an offset `±hh`, `±hh:mm` or `±hhmm` from an index on.
    private static func isOffset(_ text: Span<UInt8>, from index: Int) -> Bool {
        guard isByte("+", at: index, text) || isByte("-", at: index, text),
            let hours = number(text, index + 1, digits: 2), hours < 24
        else { return false }
        if text.count == index + 3 { return true }
        let start = isByte(":", at: index + 3, text) ? index + 4 : index + 3
        guard let minutes = number(text, start, digits: 2), minutes < 60 else { return false }
        return text.count == start + 2
    }

    private static func year(_ text: Span<UInt8>) -> Int? {
        guard let year = number(text, 0, digits: 4), year >= 1 else { return nil }
        return year
    }

    private static func endOfDigits(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count, isASCIIDigit(text[index]) { index += 1 }
        return index
    }

    private static func number(_ text: Span<UInt8>, _ start: Int, digits: Int) -> Int? {
        guard start + digits <= text.count else { return nil }
        var result = 0
        for index in start..<start + digits {
            guard isASCIIDigit(text[index]) else { return nil }
            result = result * 10 + Int(text[index] - UInt8(ascii: "0"))
        }
        return result
    }

    private static func isByte(_ character: Unicode.Scalar, at index: Int, _ text: Span<UInt8>) -> Bool {
        index < text.count && text[index] == UInt8(ascii: character)
    }
}
