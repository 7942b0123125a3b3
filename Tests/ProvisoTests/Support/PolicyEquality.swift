@testable import Proviso

extension MinimizationPolicy {
    /// Whether two policies say the same, wherever they were read from.
    func says(theSameAs other: MinimizationPolicy) -> Bool {
        purpose == other.purpose && legalBasis == other.legalBasis && recipient == other.recipient
            && domain == other.domain && keyFingerprint == other.keyFingerprint && onlyIf == other.onlyIf
            && content == other.content && terms == other.terms && parameters == other.parameters
            && subject == other.subject && requirements == other.requirements && limit == other.limit
            && specialCategories == other.specialCategories && text == other.text
    }
}
