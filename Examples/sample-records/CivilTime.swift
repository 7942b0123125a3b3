/// A moment as people write it, from seconds since 1970; enough of a calendar to need no Foundation.
struct CivilTime {
    let year: Int
    let month: Int
    let day: Int
    let secondOfDay: Int

    /// - **Source**: Howard Hinnant, *chrono-compatible low-level date algorithms*, `civil_from_days`; for 1970 and later.
    init(secondsSince1970 seconds: Int) {
        let days = seconds / 86_400 + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        secondOfDay = seconds % 86_400
    }
}

extension OutputBuffer {
    /// Appends an RFC 3339 timestamp in the local time of an offset from UTC.
    mutating func appendTimestamp(_ secondsSince1970: Int, offsetMinutes: Int) {
        let local = CivilTime(secondsSince1970: secondsSince1970 + offsetMinutes * 60)
        append(local.year, width: 4)
        append(UInt8(ascii: "-"))
        append(local.month, width: 2)
        append(UInt8(ascii: "-"))
        append(local.day, width: 2)
        append(UInt8(ascii: "T"))
        append(local.secondOfDay / 3_600, width: 2)
        append(UInt8(ascii: ":"))
        append(local.secondOfDay / 60 % 60, width: 2)
        append(UInt8(ascii: ":"))
        append(local.secondOfDay % 60, width: 2)
        guard offsetMinutes != 0 else { return append(UInt8(ascii: "Z")) }
        append(offsetMinutes < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        append(abs(offsetMinutes) / 60, width: 2)
        append(UInt8(ascii: ":"))
        append(abs(offsetMinutes) % 60, width: 2)
    }
}
