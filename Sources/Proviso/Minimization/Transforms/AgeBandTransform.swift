/// Turns a date of birth into the range that somebody's age lies in on one day: `40-44`, `85+`.
///
/// The birthday counts: who is born on 1984-07-01 is 42 on 2026-07-01. Who is born on the 29th of February has their
/// birthday on the first of March where the year has no such day. Ranges begin at the multiples of the width; the last
/// before the top ends where the top begins. A range of one year is a number alone.
///
/// - **Source**: `Formats/Policy`, `generalize` to `age-band`.
struct AgeBandTransform: Hashable, Sendable {
    /// The day on which the age is taken.
    let at: CalendarDay
    /// How many years a range has, at least one.
    let width: Int
    /// From which age on there is one range, at least one.
    let top: Int

    /// Appends the range; false for a text that is not a day in one of the forms, for a year or month alone, and for
    /// who is not born yet.
    func apply(_ text: Span<UInt8>, forms: [DateForm], into output: inout ByteBuffer) -> Bool {
        guard let birth = WrittenDate.read(text, forms: forms)?.day, birth <= at else { return false }
        let hasBirthdayToCome = (at.month, at.day) < (birth.month, birth.day)
        let age = at.year - birth.year - (hasBirthdayToCome ? 1 : 0)
        if age >= top {
            output.append(top, digits: 1)
            output.append("+")
            return true
        }
        let first = age / width * width
        let last = min(first + width, top) - 1
        output.append(first, digits: 1)
        if last > first {
            output.append("-")
            output.append(last, digits: 1)
        }
        return true
    }
}
