/// Everything that is wrong with a policy, at once.
///
/// Each problem is one line of the form `policy.yaml:7:34: what is wrong (rule $.subject.dob); what to do`.
public struct PolicyError: Error, Sendable, CustomStringConvertible {
    /// One problem.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// Where it is, as far as that is known: a policy written in Swift has no lines.
        public let place: ProvisoError.Place
        /// What is wrong.
        public let message: String
        /// The path of the rule that is wrong, as the policy writes it.
        public let rule: String?
        /// What to do about it.
        public let remedy: String

        /// The problem on one line.
        public var description: String {
            diagnosticLine(place: place, message: message, rule: rule, remedy: remedy)
        }
    }

    /// The problems, in the order of their places.
    public let problems: [Problem]

    /// All problems, a line each.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
