/// The text of a rule: `CET-1CEST,M3.5.0,M10.5.0/3`.
extension TimeZoneRule {
    /// A rule from its text; nil for any other text. Offsets count west there.
    ///
    /// A rule that names a second offset and not when it holds is refused: every system supplies other days.
    ///
    /// - Parameter extended: Whether the times of changes can lie outside of their day, -167 to 167 hours after its
    ///   beginning, as from version 3 of the format on.
    init?(_ text: ArraySlice<UInt8>, extended: Bool) {
        var text = RuleText(rest: text)
        guard text.skipName(), let west = text.time(maximum: 24, isSigned: true) else { return nil }
        standard = -west
        if text.rest.isEmpty {
            daylight = nil
            return
        }
        guard text.skipName() else { return nil }
        var offset = standard + 3600
        if text.rest.first != UInt8(ascii: ",") {
            guard let west = text.time(maximum: 24, isSigned: true) else { return nil }
            offset = -west
        }
        guard let start = text.yearTime(extended), let end = text.yearTime(extended), text.rest.isEmpty else {
            return nil
        }
        daylight = Daylight(offset: offset, start: start, end: end)
    }
}

/// What is left of a rule's text.
private struct RuleText {
    private(set) var rest: ArraySlice<UInt8>

    /// An abbreviation, of at least three letters, or in angle brackets also of digits and signs.
    mutating func skipName() -> Bool {
        let isQuoted = skip("<")
        let name = rest.prefix { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"): isQuoted
            default: false
            }
        }
        rest = rest[name.endIndex...]
        return name.count >= 3 && (!isQuoted || skip(">"))
    }

    /// A comma, a day and perhaps a time; two in the morning otherwise.
    mutating func yearTime(_ extended: Bool) -> TimeZoneRule.YearTime? {
        guard skip(","), let day = yearDay() else { return nil }
        guard skip("/") else { return TimeZoneRule.YearTime(day: day, seconds: 7200) }
        guard let seconds = time(maximum: extended ? 167 : 24, isSigned: extended) else { return nil }
        return TimeZoneRule.YearTime(day: day, seconds: seconds)
    }

    private mutating func yearDay() -> TimeZoneRule.YearDay? {
        if skip("J") { return number(1...365, digits: 3).map { .withoutLeapDay($0) } }
        if skip("M") {
            guard let month = number(1...12, digits: 2), skip("."), let week = number(1...5, digits: 1), skip("."),
                let weekday = number(0...6, digits: 1)
            else { return nil }
            return .weekday(month: month, week: week, weekday: weekday)
        }
        return number(0...365, digits: 3).map { .counted($0) }
    }

    /// `h`, `h:mm` or `h:mm:ss` in seconds.
    mutating func time(maximum: Int64, isSigned: Bool) -> Int64? {
        let isNegative = isSigned && skip("-")
        if isSigned, !isNegative { _ = skip("+") }
        guard var seconds = number(0...maximum, digits: maximum < 100 ? 2 : 3).map({ $0 * 3600 }) else { return nil }
        for unit: Int64 in [60, 1] where skip(":") {
            let digits = rest.count
            guard let part = number(0...59, digits: 2), digits - rest.count == 2 else { return nil }
            seconds += part * unit
        }
        return isNegative ? -seconds : seconds
    }

    private mutating func number(_ range: ClosedRange<Int64>, digits: Int) -> Int64? {
        let text = rest.prefix { $0 &- UInt8(ascii: "0") < 10 }
        guard (1...digits).contains(text.count) else { return nil }
        rest = rest[text.endIndex...]
        let number = text.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        return range.contains(number) ? number : nil
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }
}
