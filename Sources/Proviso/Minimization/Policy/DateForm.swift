/// How a date in a record is written.
public enum DateForm: Hashable, Sendable, CustomStringConvertible {
    /// `YYYY`, `YYYY-MM`, `YYYY-MM-DD` and `YYYY-MM-DDThh:mm[:ss[.f]][Z|±hh:mm]`, and nothing else.
    case standard
    /// ISO 8601 in all its common forms: basic and extended, with week or day of the year, with a time of any precision.
    case iso
    /// A format like `DD.MM.YYYY`.
    case format(Canonicalization.DateFormat)

    /// The forms of conditions and requirements, and of rules that name none.
    static let standardOnly = [DateForm.standard]

    /// A form from its text in a policy: `standard`, `iso` or a format.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        switch text {
        case "standard": self = .standard
        case "iso": self = .iso
        default: self = .format(try Canonicalization.DateFormat(text))
        }
    }

    /// The text in a policy.
    public var description: String {
        switch self {
        case .standard: "standard"
        case .iso: "iso"
        case .format(let format): format.description
        }
    }
}
