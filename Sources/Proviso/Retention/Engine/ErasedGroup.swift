/// Items that were found to be gone and have one certificate in common: those of one category by one rule, or a package.
struct ErasedGroup {
    /// What is left to know of an item.
    struct Item {
        let id: RetentionID
        let due: Instant
        let erased: Instant
    }

    let category: String
    let rule: RetentionRuleReference
    /// The one item, if it is a package.
    let package: RetainedItem?
    private(set) var items: [Item]
    /// When the first of them should have been gone.
    private(set) var due: Instant
    /// When the first of them was found to be gone.
    private(set) var erasedFrom: Instant
    /// When the last of them was.
    private(set) var erasedUntil: Instant
    private(set) var methods: Set<ErasureEvidence.Method>
    private(set) var verifications: Set<ErasureEvidence.Verification>

    /// The group of an item that is *erased*, with it; nil for another.
    init?(_ retained: RetainedItem) {
        guard retained.state == .erased, let rule = retained.decidedBy, let due = retained.due,
            let erased = retained.erased
        else { return nil }
        category = retained.labels.category
        self.rule = rule
        package = retained.item.package == nil ? nil : retained
        items = [Item(id: retained.item.id, due: due, erased: erased)]
        self.due = due
        (erasedFrom, erasedUntil) = (erased, erased)
        methods = Set(retained.evidence.map(\.method))
        verifications = Set(retained.evidence.map(\.verification))
    }

    /// Takes in another group of the same category and rule.
    mutating func formUnion(_ other: ErasedGroup) {
        items += other.items
        due = min(due, other.due)
        erasedFrom = min(erasedFrom, other.erasedFrom)
        erasedUntil = max(erasedUntil, other.erasedUntil)
        methods.formUnion(other.methods)
        verifications.formUnion(other.verifications)
    }
}

/// The groups of a sweep.
struct ErasedGroups {
    private var groups: [ErasedGroup] = []
    /// Where the group of a category and a rule is.
    private var places: [Key: Int] = [:]
    private(set) var itemCount = 0

    private struct Key: Hashable {
        let category: String
        let rule: RetentionRuleReference
    }

    /// Takes in an item that is *erased*.
    mutating func add(_ retained: RetainedItem) {
        guard let group = ErasedGroup(retained) else { return }
        itemCount += 1
        let key = Key(category: group.category, rule: group.rule)
        if group.package == nil, let place = places[key] {
            groups[place].formUnion(group)
        } else {
            if group.package == nil { places[key] = groups.count }
            groups.append(group)
        }
    }

    /// Takes out all groups, in the order in which they were begun.
    mutating func removeAll() -> [ErasedGroup] {
        defer { self = ErasedGroups() }
        return groups
    }
}
