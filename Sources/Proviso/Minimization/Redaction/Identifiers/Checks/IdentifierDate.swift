/// The days of birth that stand in identifiers. A day in the future is one too: identifiers are checked without a
/// clock.
enum IdentifierDate {
    /// Whether there is such a day.
    static func exists(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        (1...12).contains(month) && day >= 1 && Int64(day) <= dayCount(ofMonth: Int64(month), year: Int64(year))
    }

    /// Whether there is such a day in some century that two digits of a year can mean: that of 2000 had a leap day in
    /// its first year, and no other day is in one century only.
    static func exists(yearOfSomeCentury year: Int, _ month: Int, _ day: Int) -> Bool {
        exists(2000 + year, month, day)
    }
}
