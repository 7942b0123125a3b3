/// Cuts a date down to its year, quarter or month.
///
/// - **Source**: `Formats/Policy`, `generalize`; ISO 8601-1:2019 for the forms of dates; the proleptic Gregorian calendar.
enum DateTransform {
    /// Appends the coarser date; false for a text that is not a date of the calendar. A date that is coarser already passes as it is.
    static func apply(
        _ text: Span<UInt8>, _ precision: FieldTransform.DatePrecision, into output: inout ByteBuffer
    ) -> Bool {
        guard let date = monthDate(text) else { return false }
        output.append(text, 0..<4)
        switch precision {
        case .year: break
        case .quarter:
            guard let month = date.month else { break }
            output.append("-Q")
            output.append(UInt8(ascii: "0") + UInt8((month - 1) / 3 + 1))
        case .month: if date.month != nil { output.append(text, 4..<7) }
        }
        return true
    }

    /// What a date says at least: its year, which is its first four characters, and its month unless it is a year alone.
    private struct MonthDate {
        let month: Int?
    }

    /// The month of a date, or nil for a text that is no date.
    ///
    /// Accepted are `YYYY`, `YYYY-MM`, `YYYY-MM-DD` and `YYYY-MM-DDThh:mm[:ss[.f]][Z|±hh:mm]`.
    private static func monthDate(_ text: Span<UInt8>) -> MonthDate? {
        guard let year = number(text, 0, digits: 4), year >= 1 else { return nil }
        if text.count == 4 { return MonthDate(month: nil) }
        guard isByte("-", at: 4, text), let month = number(text, 5, digits: 2), (1...12).contains(month) else {
            return nil
        }
        if text.count == 7 { return MonthDate(month: month) }
        guard isByte("-", at: 7, text), let day = number(text, 8, digits: 2),
            (1...dayCount(ofMonth: Int64(month), year: Int64(year))).contains(Int64(day))
        else { return nil }
        if text.count == 10 || (isByte("T", at: 10, text) && isTime(text, from: 11)) { return MonthDate(month: month) }
        return nil
    }

    private static func isTime(_ text: Span<UInt8>, from start: Int) -> Bool {
        guard let hour = number(text, start, digits: 2), hour < 24, isByte(":", at: start + 2, text),
            let minute = number(text, start + 3, digits: 2), minute < 60
        else { return false }
        var index = start + 5
        if isByte(":", at: index, text) {
            // 60 is a leap second.
            guard let second = number(text, index + 1, digits: 2), second <= 60 else { return false }
            index += 3
            if isByte(".", at: index, text) {
                let first = index + 1
                index = first
                while index < text.count, isASCIIDigit(text[index]) { index += 1 }
                if index == first { return false }
            }
        }
        if index == text.count { return true }
        if isByte("Z", at: index, text) { return index + 1 == text.count }
        guard isByte("+", at: index, text) || isByte("-", at: index, text),
            let hours = number(text, index + 1, digits: 2), hours < 24, isByte(":", at: index + 3, text),
            let minutes = number(text, index + 4, digits: 2), minutes < 60
        else { return false }
        return index + 6 == text.count
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
