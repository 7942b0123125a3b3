/// One rule of a schedule: which items it is for, and how long they are kept.
///
/// ```swift
/// RetentionRule("case-records", category: "case-record", anchor: .caseClosed, minimum: .years(1), maximum: .years(5))
/// ```
///
/// A rule is checked when a ``RetentionSchedule`` is made of it.
///
/// - **Source**: `Formats/Retention`, *The schedule*.
public struct RetentionRule: Hashable, Sendable {
    /// Who may erase before the minimum is over.
    public enum Lock: String, Hashable, Sendable, CaseIterable {
        /// A named person, with a reason, by a call that says so.
        case governed
        /// Nobody; and no later version of the schedule may make it shorter.
        case locked
    }

    /// What an extension needs.
    public enum ExtensionRequirement: String, Hashable, Sendable, CaseIterable {
        /// A reason, and who decided.
        case reasoned
        /// That, and the digest of an authorization.
        case authorized
    }

    /// What becomes of an item whose review is overdue.
    public enum UnansweredReview: String, Hashable, Sendable, CaseIterable {
        /// It may not be used, but for what is restricted to.
        case restrict
        /// It is erased.
        case erase
        /// It is reported, and nothing else.
        case report
    }

    /// Its name in the schedule.
    public let id: String
    /// The category that it is for, with those below it; nil for every category.
    public let category: String?
    /// The purpose that it is for; nil for every one and none.
    public let purpose: String?
    /// The part of the subject that it is for; nil for every one and none.
    public let subjectCategory: String?
    /// The date that the minimum and the maximum count from.
    public let anchor: RetentionAnchor
    /// How long nothing is erased.
    public let minimum: RetentionPeriod?
    /// Who may erase before the minimum is over.
    public let lock: Lock
    /// After which time the item ends.
    public let maximum: RetentionPeriod?
    /// How long after its end it can be brought back.
    public let grace: RetentionPeriod?
    /// How long before its end it is listed as one that will end.
    public let notice: RetentionPeriod?
    /// What an extension needs.
    public let extensionNeeds: ExtensionRequirement
    /// How often somebody must decide whether it is still needed.
    public let reviewEvery: RetentionPeriod?
    /// What becomes of it if nobody does.
    public let unanswered: UnansweredReview
    /// The laws and agreements that say so, in words.
    public let basis: [String]

    /// A rule.
    public init(
        _ id: String, category: String? = nil, purpose: String? = nil, subjectCategory: String? = nil,
        anchor: RetentionAnchor = .created, minimum: RetentionPeriod? = nil, lock: Lock = .governed,
        maximum: RetentionPeriod? = nil, grace: RetentionPeriod? = nil, notice: RetentionPeriod? = nil,
        extensionNeeds: ExtensionRequirement = .reasoned, reviewEvery: RetentionPeriod? = nil,
        unanswered: UnansweredReview = .restrict, basis: [String] = []
    ) {
        self.id = id
        self.category = category
        self.purpose = purpose
        self.subjectCategory = subjectCategory
        self.anchor = anchor
        self.minimum = minimum
        self.lock = lock
        self.maximum = maximum
        self.grace = grace
        self.notice = notice
        self.extensionNeeds = extensionNeeds
        self.reviewEvery = reviewEvery
        self.unanswered = unanswered
        self.basis = basis
    }

    /// Whether it is for items with these labels.
    public func applies(to labels: RetentionLabels) -> Bool {
        (category.map { labels.isBelow($0) } ?? true) && (purpose == nil || purpose == labels.purpose)
            && (subjectCategory == nil || subjectCategory == labels.subjectCategory)
    }

    /// Whether it applies to everything that another rule applies to.
    func covers(_ other: RetentionRule) -> Bool {
        let coversCategory =
            category.map { own in
                // The words of a rule that was read are sound.
                other.category.flatMap { try? RetentionLabels(category: $0) }?.isBelow(own) ?? false
            } ?? true
        return coversCategory && (purpose == nil || purpose == other.purpose)
            && (subjectCategory == nil || subjectCategory == other.subjectCategory)
    }

    /// How explicit it is: of two rules that apply to an item, the one with the greater rank.
    var rank: Rank {
        Rank(
            depth: category.map { $0.utf8.count { $0 == UInt8(ascii: "/") } + 1 } ?? 0,
            hasSubjectCategory: subjectCategory != nil, hasPurpose: purpose != nil)
    }

    struct Rank: Hashable, Comparable {
        let depth: Int
        let hasSubjectCategory: Bool
        let hasPurpose: Bool

        static func < (left: Rank, right: Rank) -> Bool {
            func number(_ rank: Rank) -> Int {
                rank.depth * 4 + (rank.hasSubjectCategory ? 2 : 0) + (rank.hasPurpose ? 1 : 0)
            }
            return number(left) < number(right)
        }
    }
}
