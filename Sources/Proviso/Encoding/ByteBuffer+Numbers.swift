extension ByteBuffer {
    /// Appends a number that is not negative, with zeros before it where it has fewer digits.
    mutating func append(_ number: Int, digits: Int) {
        precondition(number >= 0, "ByteBuffer: a negative number")
        var power = 1
        var count = 1
        while count < digits || number / power >= 10 {
            power *= 10
            count += 1
        }
        while power > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / power % 10))
            power /= 10
        }
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
