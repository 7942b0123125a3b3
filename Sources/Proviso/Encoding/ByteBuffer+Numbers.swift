extension ByteBuffer {
    /// Appends a number that is not negative, with zeros before it where it has fewer digits.
    mutating func append(_ number: Int, digits: Int) {
        precondition(number >= 0 && digits <= 19, "ByteBuffer: a negative number, or too many digits")
        // From behind, in the room that the largest number takes.
        var text = InlineArray<19, UInt8>(repeating: UInt8(ascii: "0"))
        var rest = number
        var start = 19
        while rest > 0 {
            start &-= 1
            text[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        append(text.span, min(start, 19 - digits)..<19)
    }

    /// Appends a day as `YYYY-MM-DD`.
    mutating func append(_ day: CalendarDay) {
        append(day.year, digits: 4)
        append(UInt8(ascii: "-"))
        append(day.month, digits: 2)
        append(UInt8(ascii: "-"))
        append(day.day, digits: 2)
    }
}
