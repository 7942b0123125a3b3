/// Who decided something, and why: it is asked for wherever somebody changes how long something is kept.
///
/// - **Does not guarantee**: that it is true, or that it holds no personal data. It is kept in the log of changes, so name an office
///   or a number of staff, and a reason that says nothing about the subject.
public struct Justification: Hashable, Sendable {
    /// Why.
    public let reason: String
    /// Who decided.
    public let by: String

    /// A justification.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a text that is empty or holds an invisible character.
    public init(reason: String, by: String) throws(ProvisoError) {
        for (name, text) in [("reason", reason), ("name of who decided", by)] {
            guard let fault = statedTextFault(text) else { continue }
            throw ProvisoError(.valueInvalid, "the \(name) \(fault.message)", remedy: fault.remedy)
        }
        self.reason = reason
        self.by = by
    }
}
