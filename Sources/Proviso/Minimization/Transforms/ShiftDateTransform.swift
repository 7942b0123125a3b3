/// Moves a day by some days, which are the same for all dates of one person, so that the time between them stays what
/// it is.
///
/// - **Source**: `Formats/Policy`, `shift-date`.
enum ShiftDateTransform {
    /// Appends the day so many days later. What stands behind a day `YYYY-MM-DD`, time and offset, stays as it is
    /// written; a day in another form becomes `YYYY-MM-DD` alone.
    ///
    /// False for a text that is not a day in one of the forms, for a year, month or week alone, and where the new day
    /// lies outside of the years 1 to 9999.
    static func apply(_ text: Span<UInt8>, days: Int, forms: [DateForm], into output: inout ByteBuffer) -> Bool {
        guard let date = WrittenDate.read(text, forms: forms), let day = date.day,
            let moved = CalendarDay(daysSinceEpoch: day.daysSinceEpoch + Int64(days))
        else { return false }
        output.append(moved)
        if let rest = date.rest { output.append(text, rest) }
        return true
    }

    /// The days that a hash of 16 bytes stands for: from -limit to limit, each as often as the others, and never none.
    ///
    /// How much more often some come up, because 2^128 is no multiple of twice the limit, is beyond observation.
    static func days(hash: Span<UInt8>, limit: Int) -> Int {
        precondition(
            hash.count == 16 && limit > 0, "ShiftDateTransform: a hash has 16 bytes, and a limit is above zero")
        var number: UInt128 = 0
        // Little-endian.
        for index in hash.indices.reversed() { number = number << 8 | UInt128(hash[index]) }
        let position = Int(number % UInt128(2 * limit))
        return position < limit ? position - limit : position - limit + 1
    }
}
