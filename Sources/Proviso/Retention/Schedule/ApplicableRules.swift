/// The rules that apply to an item, by what they decide.
///
/// - **Source**: `Formats/Retention`, *Which rules apply*.
struct ApplicableRules: Hashable, Sendable {
    /// Every rule with a minimum: the one that ends last counts.
    let minimums: [RetentionRule]
    /// The most explicit rules with a maximum: the one that ends first counts.
    let maximums: [RetentionRule]
    /// The most explicit rules with a review: the one that comes first counts.
    let reviews: [RetentionRule]
    /// Whether a minimum or maximum counts from an event.
    let countFromEvents: Bool

    /// The rules among these that apply; nil if none does.
    init?(of rules: [RetentionRule], for labels: RetentionLabels) {
        let applicable = rules.filter { $0.applies(to: labels) }
        if applicable.isEmpty { return nil }
        self.init(applicable)
    }

    /// Rules all of which apply.
    init(_ applicable: [RetentionRule]) {
        func mostExplicit(_ rules: [RetentionRule]) -> [RetentionRule] {
            let highest = rules.map(\.rank).max()
            return rules.filter { $0.rank == highest }
        }
        minimums = applicable.filter { $0.minimum != nil }
        maximums = mostExplicit(applicable.filter { $0.maximum != nil })
        reviews = mostExplicit(applicable.filter { $0.reviewEvery != nil })
        countFromEvents = (minimums + maximums).contains { !$0.anchor.isAlwaysKnown }
    }

    /// Whether an item under these rules cannot be forgotten: something comes that does not wait for an event.
    var haveClock: Bool {
        !reviews.isEmpty || maximums.contains { $0.anchor.isAlwaysKnown }
    }
}
