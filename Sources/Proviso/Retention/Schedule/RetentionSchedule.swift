internal import ProvisoCrypto

/// How long which items are kept, from when, and who must look at them when.
///
/// ```swift
/// let schedule = try RetentionSchedule(contentsOfFile: "schedule.yaml")
/// try engine.adopt(schedule, replacing: nil)
/// ```
///
/// - **Guarantees**: every item that a rule applies to has a clock: an end, or a review, that does not wait for an event
///   that may never come. No rule's minimum can outlast its own maximum.
/// - **Does not guarantee**: that it says what the law asks for, or that the minimum of one rule ends before the maximum of another.
/// - **Source**: `Formats/Retention`.
public struct RetentionSchedule: Hashable, Sendable {
    /// Its name. Versions of one schedule have one name.
    public let name: String
    /// Its version.
    public let version: Int
    /// The zone in which days begin, and whether periods end with their last day.
    public let calendar: RetentionCalendar
    /// Its rules.
    public let rules: [RetentionRule]
    /// The digest of the text that it was read from; of one that was made in Swift, of ``jsonText``.
    public let digest: ContentDigest

    /// The rules that apply to an item with these labels; nil if none does.
    func applicableRules(for labels: RetentionLabels) -> ApplicableRules? {
        ApplicableRules(of: rules, for: labels)
    }

    /// The name that a rule of this schedule has in a certificate.
    func reference(to rule: String) -> RetentionRuleReference {
        RetentionRuleReference(unchecked: "\(name)/\(rule)", version: version)
    }
}
