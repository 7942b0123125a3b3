/// What a policy says, as far as it could be read, for its checks. Both ways to a policy make one: its text, and its builder in Swift.
struct PolicyDraft {
    var hasDomain = false
    /// Nil if they could not be read.
    var parameters: [Parameter]? = []
    /// The parameters that stand somewhere in the text, also in what was refused.
    var namedParameters: Set<String> = []
    var subject: SubjectField?
    /// Whether the policy has a subject, also one that was refused.
    var hasSubject = false
    var requirements: [FieldRequirement] = []
    var onlyIf: RecordCondition?
    var limit: DisclosureLimit?
    var limitMark = PolicyMark.unknown
    var specialCategories: [SpecialCategoryFields] = []
    var content: MinimizationPolicy.Content?
    var text: RedactionRule?
    var textMark = PolicyMark.unknown
    /// Where the fingerprint of a key stands, if the policy has one.
    var fingerprintMark: PolicyMark?

    struct Parameter {
        let name: String
        let mark: PolicyMark
    }
}
