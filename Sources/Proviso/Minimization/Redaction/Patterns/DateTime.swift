/// The time that follows a date.
///
/// - **Cost**: at most 36 bytes are read.
/// - **Source**: ISO 8601-1:2019 section 5.4, RFC 3339 section 5.6.
enum DateTime {
    /// Where the time ends that stands behind `T` or a space, with or without seconds, their decimals and an offset;
    /// nil where there is none.
    static func end(in text: Span<UInt8>, from start: Int) -> Int? {
        let first = text.byte(at: start)
        guard first == UInt8(ascii: "T") || first == UInt8(ascii: "t") || first == UInt8(ascii: " ") else { return nil }
        guard var end = endOfClock(in: text, from: start + 1) ?? endOfCompactClock(in: text, from: start + 1) else {
            return nil
        }
        if first == UInt8(ascii: " "), text.byte(at: start + 3) != UInt8(ascii: ":") { return nil }
        if text.has(".", at: end) || text.has(",", at: end) {
            let decimals = text.endOfDigits(from: end + 1, limit: 9)
            if decimals > end + 1 { end = decimals }
        }
        let next = text.byte(at: end)
        if next == UInt8(ascii: "Z") || next == UInt8(ascii: "z") {
            end += 1
        } else if let offset = endOfOffset(in: text, from: text.has(" ", at: end) ? end + 1 : end) {
            end = offset
        }
        return TextBoundary.isBehind(end, in: text) ? end : nil
    }

    /// Where the time and offset end of a web server's log, `:12:30:00 +0000`.
    static func endInLog(in text: Span<UInt8>, from start: Int) -> Int? {
        guard text.has(":", at: start), let end = endOfClock(in: text, from: start + 1), end == start + 9 else {
            return nil
        }
        return endOfOffset(in: text, from: text.has(" ", at: end) ? end + 1 : end) ?? end
    }

    /// Where `hh:mm` or `hh:mm:ss` ends.
    static func endOfClock(in text: Span<UInt8>, from start: Int) -> Int? {
        guard isNumber(text, start, below: 25), text.has(":", at: start + 2), isNumber(text, start + 3, below: 60)
        else {
            return nil
        }
        // 60 is a leap second.
        return text.has(":", at: start + 5) && isNumber(text, start + 6, below: 61) ? start + 8 : start + 5
    }

    private static func endOfCompactClock(in text: Span<UInt8>, from start: Int) -> Int? {
        guard isNumber(text, start, below: 25), isNumber(text, start + 2, below: 60) else { return nil }
        return isNumber(text, start + 4, below: 61) ? start + 6 : start + 4
    }

    private static func endOfOffset(in text: Span<UInt8>, from start: Int) -> Int? {
        guard text.has("+", at: start) || text.has("-", at: start), isNumber(text, start + 1, below: 15) else {
            return nil
        }
        let minutes = text.has(":", at: start + 3) ? start + 4 : start + 3
        let end = isNumber(text, minutes, below: 60) ? minutes + 2 : start + 3
        return TextBoundary.isBehind(end, in: text) && !TextBoundary.goesOn(end, in: text) ? end : nil
    }

    private static func isNumber(_ text: Span<UInt8>, _ index: Int, below limit: Int) -> Bool {
        guard isASCIIDigit(text.byte(at: index)), isASCIIDigit(text.byte(at: index + 1)) else { return false }
        return text.number(index..<index + 2) < limit
    }
}
