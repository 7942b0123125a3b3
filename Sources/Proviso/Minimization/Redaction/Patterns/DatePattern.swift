extension RecognizedType {
    /// A calendar date, of a birth or of anything else.
    public static let writtenDate = RecognizedType(unchecked: "date")
}

/// Calendar dates in text.
///
/// **Rule.** A day that the calendar has, in a year from 1000 to 2999 or in two digits of one:
/// - `2024-03-05` and `2024/03/05`, likely, with a time behind `T` or a space and its offset; `2024.03.05` is possible,
///   as versions look so, and `2024-03-05-001` is, as other numbers do; `20240305` is weak, and likely with a time
///   behind `T`;
/// - `05.03.2024`, `5. 3. 2024`, `05/03/2024`, `05-03-2024`, with day or month first behind slash and hyphen: likely;
///   possible with two digits of a year;
/// - a day, the name of a month and a year, with what languages put between: `5 March 2024`, `5. März 2024`, `5 de
///   marzo de 2024`, `1er mars 2024`, `5-Mar-24`, and that of web servers' logs, `05/Mar/2024:12:30:00 +0000`: likely;
///   without a year weak. Digits can be Arabic too;
/// - with the signs of East Asia: `2024年3月5日`, `2024년 3월 5일`: likely;
/// - the name first: `March 5, 2024`, `Mar 5 12:30:00 2024` and, in system logs, `Mar  5 12:30:00` likely, `March 5` and `March 2024` weak.
///
/// A digit or letter right before or behind, or a point, comma, colon, hyphen or slash with a digit, makes it none.
///
/// - **Cost**: at most 2 bytes before the place are read and 100 behind it; no allocation.
/// - **Source**: ISO 8601-1:2019 sections 5.2 and 5.4, RFC 3339 section 5.6; Unicode CLDR 46, `dateFormats`, for the
///   others; for web servers the Apache HTTP Server's documentation of `mod_log_config`.
enum DatePattern {
    /// The date whose first digit stands at an index.
    static func match(in text: Span<UInt8>, at index: Int) -> PatternMatch? {
        let number = DateNumber(in: text, from: index)
        guard number.count > 0, number.count <= 4 || number.count == 8, TextBoundary.isBefore(index, in: text),
            !TextBoundary.isInsideNumber(index, in: text)
        else { return nil }
        switch number.count {
        case 1, 2: return dayFirst(in: text, number, from: index)
        case 4: return number.isASCII ? yearFirst(in: text, number, from: index) : nil
        case 8: return number.isASCII ? compact(in: text, number, from: index) : nil
        default: return nil
        }
    }

    /// The date that begins with the name of a month, if that is what the word is.
    static func match(in text: Span<UInt8>, atMonth range: Range<Int>) -> PatternMatch? {
        guard let month = MonthNames.month(text, range), TextBoundary.isBefore(range.lowerBound, in: text),
            TextBoundary.isBehind(range.upperBound, in: text)
        else { return nil }
        var index = range.upperBound
        if text.has(".", at: index) { index += 1 }
        // Two spaces stand where a log has columns.
        var space = TextBoundary.spaceLength(at: index, in: text)
        guard space > 0 else { return nil }
        space += TextBoundary.spaceLength(at: index + space, in: text)
        index += space
        let number = DateNumber(in: text, from: index)
        if number.count == 4 {
            guard isYear(number.value), ends(number.end, in: text) else { return nil }
            return found(range.lowerBound..<number.end, .weak)
        }
        guard (1...2).contains(number.count), exists(year: nil, month, number.value) else { return nil }
        var end = number.end
        end += ordinalLength(text, end, allowsDot: false)
        if let year = yearBehind(text, end) {
            guard exists(year: year.value, month, number.value) else { return nil }
            return found(range.lowerBound..<year.end, .likely)
        }
        if let time = timeBehind(text, end) { return found(range.lowerBound..<time, .likely) }
        guard ends(end, in: text) else { return nil }
        return found(range.lowerBound..<end, .weak)
    }

    /// Whether what stands between a day and a year may begin with two ASCII letters: the name of a month, `de`, `del` or `of`.
    @inline(__always)
    static func mayName(_ first: UInt8, _ second: UInt8, _ months: MonthNames) -> Bool {
        switch (first | 0x20, second | 0x20) {
        case (UInt8(ascii: "d"), UInt8(ascii: "e")), (UInt8(ascii: "o"), UInt8(ascii: "f")): true
        default: months.hasName(first, second) || second >= 0x80
        }
    }

    // MARK: Numbers alone

    private static func yearFirst(in text: Span<UInt8>, _ year: DateNumber, from start: Int) -> PatternMatch? {
        guard isYear(year.value) else { return nil }
        let separator = text.byte(at: year.end)
        if separator >= 0xE0 || separator == UInt8(ascii: " ") { return withSigns(in: text, year, from: start) }
        guard isSeparator(separator) else { return nil }
        let month = DateNumber(in: text, from: year.end + 1)
        guard (1...2).contains(month.count), text.byte(at: month.end) == separator else { return nil }
        let day = DateNumber(in: text, from: month.end + 1)
        guard (1...2).contains(day.count), exists(year: year.value, month.value, day.value) else { return nil }
        if let time = DateTime.end(in: text, from: day.end) { return found(start..<time, .likely) }
        guard TextBoundary.isBehind(day.end, in: text) else { return nil }
        let goesOn = TextBoundary.goesOn(day.end, in: text)
        if goesOn, text.byte(at: day.end) != UInt8(ascii: "-") { return nil }
        return found(start..<day.end, goesOn || separator == UInt8(ascii: ".") ? .possible : .likely)
    }

    /// Numbers with a sign behind each, and a space behind that or none.
    private static func withSigns(in text: Span<UInt8>, _ year: DateNumber, from start: Int) -> PatternMatch? {
        guard let monthStart = endOfSign("年", "년", in: text, from: year.end) else { return nil }
        let month = DateNumber(in: text, from: monthStart)
        guard (1...2).contains(month.count), let dayStart = endOfSign("月", "월", in: text, from: month.end) else {
            return nil
        }
        let day = DateNumber(in: text, from: dayStart)
        guard (1...2).contains(day.count), exists(year: year.value, month.value, day.value) else { return nil }
        let signStart = day.end + TextBoundary.spaceLength(at: day.end, in: text)
        guard text.spells("日", at: signStart) || text.spells("일", at: signStart) else { return nil }
        return found(start..<signStart + 3, .likely)
    }

    /// Behind one of two signs of three bytes, and the spaces around it.
    private static func endOfSign(
        _ chinese: StaticString, _ korean: StaticString, in text: Span<UInt8>, from start: Int
    ) -> Int? {
        let sign = start + TextBoundary.spaceLength(at: start, in: text)
        guard text.spells(chinese, at: sign) || text.spells(korean, at: sign) else { return nil }
        return sign + 3 + TextBoundary.spaceLength(at: sign + 3, in: text)
    }

    private static func compact(in text: Span<UInt8>, _ number: DateNumber, from start: Int) -> PatternMatch? {
        let (year, month, day) = (number.value / 10_000, number.value / 100 % 100, number.value % 100)
        guard (1900...2099).contains(year), exists(year: year, month, day) else { return nil }
        if text.has("T", at: number.end), let time = DateTime.end(in: text, from: number.end) {
            return found(start..<time, .likely)
        }
        guard ends(number.end, in: text) else { return nil }
        return found(start..<number.end, .weak)
    }

    private static func dayFirst(in text: Span<UInt8>, _ first: DateNumber, from start: Int) -> PatternMatch? {
        if let match = named(in: text, first, from: start) { return match }
        let separator = text.byte(at: first.end)
        guard isSeparator(separator) else { return nil }
        let isDotted = separator == UInt8(ascii: ".")
        var index = first.end + 1
        // German, Czech and others write a space behind the dots: 5. 3. 2024.
        let hasSpace = isDotted && text.has(" ", at: index)
        if hasSpace { index += 1 }
        let second = DateNumber(in: text, from: index)
        guard (1...2).contains(second.count), text.byte(at: second.end) == separator else { return nil }
        index = second.end + 1
        if hasSpace {
            guard text.has(" ", at: index) else { return nil }
            index += 1
        }
        let year = DateNumber(in: text, from: index)
        guard year.count == 4 || year.count == 2 && !hasSpace, ends(year.end, in: text) else { return nil }
        let full = year.count == 4 ? year.value : 2000 + year.value
        guard isYear(full) else { return nil }
        let isDay = exists(year: full, second.value, first.value)
        guard isDay || !isDotted && exists(year: full, first.value, second.value) else { return nil }
        return found(start..<year.end, year.count == 4 ? .likely : .possible)
    }

    // MARK: Names of months

    private static func named(in text: Span<UInt8>, _ day: DateNumber, from start: Int) -> PatternMatch? {
        var index = day.end + ordinalLength(text, day.end, allowsDot: true)
        let joint = text.byte(at: index)
        let isJoined = joint == UInt8(ascii: "-") || joint == UInt8(ascii: "/")
        if isJoined { index += 1 } else { index = skipParticle(text, index) }
        guard index > day.end || isJoined, let word = wordEnd(text, from: index),
            let month = MonthNames.month(text, index..<word), exists(year: nil, month, day.value)
        else { return nil }
        var end = word
        if isJoined {
            guard text.byte(at: end) == joint else { return nil }
            let year = DateNumber(in: text, from: end + 1)
            guard year.count == 4 && isYear(year.value) || year.count == 2,
                exists(year: year.count == 4 ? year.value : 2000 + year.value, month, day.value)
            else { return nil }
            if joint == UInt8(ascii: "/"), let time = DateTime.endInLog(in: text, from: year.end) {
                return found(start..<time, .likely)
            }
            return ends(year.end, in: text) ? found(start..<year.end, .likely) : nil
        }
        end = endOfDoubleName(text, index..<word) ?? end
        if let year = yearBehind(text, end) {
            guard exists(year: year.value, month, day.value) else { return nil }
            return found(start..<year.end, .likely)
        }
        return found(start..<end, .weak)
    }

    /// Where a time with seconds ends that follows a month and a day, as in the logs of systems.
    private static func timeBehind(_ text: Span<UInt8>, _ start: Int) -> Int? {
        guard text.has(" ", at: start), let end = DateTime.endOfClock(in: text, from: start + 1), end == start + 9,
            TextBoundary.isBehind(end, in: text)
        else { return nil }
        return end
    }

    /// Where the year stands that follows a day and a month: behind a dot or comma, a space, and `de`, `del` or `of`;
    /// or behind a time, as C writes dates.
    private static func yearBehind(_ text: Span<UInt8>, _ start: Int) -> (value: Int, end: Int)? {
        var index = start
        if text.has(".", at: index) { index += 1 }
        if text.has(",", at: index) { index += 1 }
        let particle = skipParticle(text, index)
        guard particle > start else { return nil }
        var year = DateNumber(in: text, from: particle)
        if year.count == 2, let time = DateTime.endOfClock(in: text, from: particle) {
            index = skipParticle(text, time)
            // The name of a time zone.
            var letters = index
            while letters - index < 5, isASCIILetter(text.byte(at: letters)) { letters += 1 }
            if letters - index >= 3 { index = skipParticle(text, letters) }
            year = DateNumber(in: text, from: index)
            guard index > time else { return nil }
        }
        guard year.count == 4, isYear(year.value), ends(year.end, in: text) else { return nil }
        return (year.value, year.end)
    }

    /// The index behind a space, and behind `de`, `del`, `of` or `d'` and another space.
    private static func skipParticle(_ text: Span<UInt8>, _ start: Int) -> Int {
        let index = start + TextBoundary.spaceLength(at: start, in: text)
        guard index > start else { return start }
        for length in 2...3 where text.has(" ", at: index + length) {
            let isParticle =
                length == 2
                ? text.spells("de", at: index, anyCase: true) || text.spells("of", at: index, anyCase: true)
                : text.spells("del", at: index, anyCase: true)
            if isParticle { return index + length + 1 }
        }
        return index
    }

    /// The length of what makes a day an ordinal: `.`, `st`, `nd`, `rd`, `th`, `er`, `e`, `º`, `ª`.
    private static func ordinalLength(_ text: Span<UInt8>, _ index: Int, allowsDot: Bool) -> Int {
        let first = text.byte(at: index)
        let second = text.byte(at: index + 1)
        if first == UInt8(ascii: "."), allowsDot { return 1 }
        if first == 0xC2 { return second == 0xBA || second == 0xAA ? 2 : 0 }
        let length = ordinalLetterCount(first | 0x20, second | 0x20)
        return TextBoundary.isBehind(index + length, in: text) ? length : 0
    }

    private static func ordinalLetterCount(_ first: UInt8, _ second: UInt8) -> Int {
        switch (first, second) {
        case (UInt8(ascii: "s"), UInt8(ascii: "t")), (UInt8(ascii: "n"), UInt8(ascii: "d")),
            (UInt8(ascii: "r"), UInt8(ascii: "d")), (UInt8(ascii: "t"), UInt8(ascii: "h")),
            (UInt8(ascii: "e"), UInt8(ascii: "r")):
            2
        case (UInt8(ascii: "e"), _): 1
        default: 0
        }
    }

    /// Where the letters end that begin at an index.
    private static func wordEnd(_ text: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index - start <= MonthNames.longestByteCount {
            if isASCIILetter(text.byte(at: index)) {
                index += 1
            } else {
                let length = TextBoundary.twoByteLetterLength(at: index, in: text)
                guard length > 0 else { break }
                index += length
            }
        }
        return index > start && !TextBoundary.isWordByte(text.byte(at: index)) ? index : nil
    }

    /// Where the two words end with which the Levant calls four months: the first or the second Kanun or Tishrin.
    private static func endOfDoubleName(_ text: Span<UInt8>, _ word: Range<Int>) -> Int? {
        guard text.spells("كانون", at: word.lowerBound) || text.spells("تشرين", at: word.lowerBound) else { return nil }
        let index = skipParticle(text, word.upperBound)
        if text.spells("الأول", at: index) { return index + "الأول".utf8.count }
        return text.spells("الثاني", at: index) ? index + "الثاني".utf8.count : nil
    }

    // MARK: Parts

    private static func found(_ range: Range<Int>, _ grade: RecognitionGrade) -> PatternMatch {
        PatternMatch(type: .writtenDate, range: range, grade: grade)
    }

    private static func ends(_ end: Int, in text: Span<UInt8>) -> Bool {
        TextBoundary.isBehind(end, in: text) && !TextBoundary.goesOn(end, in: text)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
    }

    private static func isYear(_ year: Int) -> Bool { (1000...2999).contains(year) }

    /// Whether there is such a day; in a leap year where none is given.
    private static func exists(year: Int?, _ month: Int, _ day: Int) -> Bool {
        CalendarDay(year: year ?? 2000, month: month, day: day) != nil
    }
}
