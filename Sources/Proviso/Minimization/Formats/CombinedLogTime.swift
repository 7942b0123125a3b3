/// The time of a line of a log, `23/Nov/2026:09:15:33 +0000`, and the same as rules know it,
/// `2026-11-23T09:15:33+00:00`.
///
/// - **Source**: `Formats/Policy`, `generalize`, for what rules know; Apache HTTP Server, `mod_log_config`, `%t`; ISO
///   8601-1:2019.
enum CombinedLogTime {
    /// How many bytes the time of a log has.
    static let byteCount = 26

    private static let months: [StaticString] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static let logPunctuation: [Mark] = [(2, "/"), (6, "/"), (11, ":"), (14, ":"), (17, ":"), (20, " ")]
    private static let isoPunctuation: [Mark] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
    private typealias Mark = (index: Int, character: Unicode.Scalar)

    /// Whether a text is the time of a log: a day of the calendar, a time of the day, and an offset from UTC.
    static func isTime(_ text: Span<UInt8>) -> Bool {
        guard text.count == byteCount, hasPunctuation(text, logPunctuation), let day = number(text, 0, digits: 2),
            let month = month(text, at: 3), let year = number(text, 7, digits: 4),
            CalendarDay(year: year, month: month, day: day) != nil
        else { return false }
        return isClock(text, 12, 15, 18) && isOffset(text, sign: 21, hours: 22, minutes: 24)
    }

    /// Appends a text that ``isTime(_:)`` as an ISO 8601 date and time with its offset.
    static func appendISO(_ text: Span<UInt8>, to output: inout ByteBuffer) {
        let month = month(text, at: 3) ?? 0
        output.append(text, 7..<11)
        output.append("-")
        output.append(UInt8(ascii: "0") + UInt8(month / 10))
        output.append(UInt8(ascii: "0") + UInt8(month % 10))
        output.append("-")
        output.append(text, 0..<2)
        output.append("T")
        output.append(text, 12..<20)
        output.append(text, 21..<24)
        output.append(":")
        output.append(text, 24..<26)
    }

    /// Appends an ISO 8601 date and time as the time of a log. False, and nothing, for any other text: a date alone, a
    /// time with a part of a second or without an offset; the time of a log cannot say what they say.
    static func append(iso text: Span<UInt8>, to output: inout ByteBuffer) -> Bool {
        guard text.count >= 20, hasPunctuation(text, isoPunctuation),
            let year = number(text, 0, digits: 4), let month = number(text, 5, digits: 2),
            let day = number(text, 8, digits: 2), CalendarDay(year: year, month: month, day: day) != nil,
            isClock(text, 11, 14, 17)
        else { return false }
        let isUTC = text.count == 20 && text[19] == UInt8(ascii: "Z")
        guard
            isUTC
                || (text.count == 25 && text[22] == UInt8(ascii: ":")
                    && isOffset(text, sign: 19, hours: 20, minutes: 23))
        else { return false }
        output.append(text, 8..<10)
        output.append("/")
        output.append(months[month - 1])
        output.append("/")
        output.append(text, 0..<4)
        output.append(":")
        output.append(text, 11..<19)
        output.append(" ")
        if isUTC {
            output.append("+0000")
        } else {
            output.append(text, 19..<22)
            output.append(text, 23..<25)
        }
        return true
    }

    // MARK: - Parts

    private static func hasPunctuation(_ text: Span<UInt8>, _ marks: [Mark]) -> Bool {
        marks.allSatisfy { text[$0.index] == UInt8(ascii: $0.character) }
    }

    private static func month(_ text: Span<UInt8>, at start: Int) -> Int? {
        months.firstIndex { name in
            // Sound: a name has three bytes.
            name.withUTF8Buffer { name in
                unsafe name[0] == text[start] && name[1] == text[start + 1] && name[2] == text[start + 2]
            }
        }.map { $0 + 1 }
    }

    private static func isClock(_ text: Span<UInt8>, _ hours: Int, _ minutes: Int, _ seconds: Int) -> Bool {
        guard let hour = number(text, hours, digits: 2), let minute = number(text, minutes, digits: 2),
            let second = number(text, seconds, digits: 2)
        else { return false }
        // 60 is a leap second.
        return hour < 24 && minute < 60 && second <= 60
    }

    private static func isOffset(_ text: Span<UInt8>, sign: Int, hours: Int, minutes: Int) -> Bool {
        guard text[sign] == UInt8(ascii: "+") || text[sign] == UInt8(ascii: "-"),
            let hour = number(text, hours, digits: 2), let minute = number(text, minutes, digits: 2)
        else { return false }
        return hour < 24 && minute < 60
    }

    private static func number(_ text: Span<UInt8>, _ start: Int, digits: Int) -> Int? {
        var result = 0
        for index in start..<start + digits {
            guard isASCIIDigit(text[index]) else { return nil }
            result = result * 10 + Int(text[index] - UInt8(ascii: "0"))
        }
        return result
    }
}
