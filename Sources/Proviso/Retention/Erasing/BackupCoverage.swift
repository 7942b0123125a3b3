/// What a certificate says about copies in backups, apart from what it says about the data themselves.
///
/// - **Source**: `Formats/Statements`, *certificate*.
public enum BackupCoverage: Hashable, Sendable, CustomStringConvertible {
    /// It says nothing about them: there may be some.
    case notCovered
    /// There may be some until then, and the last of them is gone by then.
    case until(Instant)

    /// What a certificate says from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    init(_ text: String) throws(ProvisoError) {
        let until = "until "
        if text == "not-covered" {
            self = .notCovered
        } else if text.hasPrefix(until) {
            self = .until(try Instant(String(text.dropFirst(until.count))))
        } else {
            throw ProvisoError(
                .valueInvalid, "a certificate with other words about backups",
                remedy: "write 'not-covered' or 'until' and a date")
        }
    }

    /// What holds for something that was erased, where backups are kept for a period; without one, nothing is known.
    init(keptFor period: RetentionPeriod?, after erased: Instant) {
        // Beyond the year 9999 there is no date to name.
        guard let period, let end = try? erased.adding(period),
            // A date is written in whole seconds, and never as an earlier one.
            let date = Instant(millisecondsSinceEpoch: (end.millisecondsSinceEpoch + 999) / 1000 * 1000)
        else {
            self = .notCovered
            return
        }
        self = .until(date)
    }

    /// The text: `not-covered`, or `until` and the date.
    public var description: String {
        switch self {
        case .notCovered: "not-covered"
        case .until(let date): "until \(date)"
        }
    }
}
