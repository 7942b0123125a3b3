/// Which of two rules discloses more.
///
/// Nothing is less than everything else. `keep-subtree` discloses at least what any rule does, and `keep` what a transform makes of the
/// single value that it keeps: so not `round-geo`, which also takes arrays, and not a pseudonym of other fields. A transform, or a list of
/// them, discloses as much as an equal one; of two others nobody can say which tells more, so neither is taken for less.
///
/// - **Source**: `Formats/Policy`, *Categories of data subjects*.
enum DisclosureOrder {
    /// The rules of one map that disclose something which those of another do not.
    static func excess(of tree: RuleTree, over otherTree: RuleTree) -> [FieldRule] {
        var result: [FieldRule] = []
        var found: Set<[UInt8]> = []
        func compare(_ rule: FieldRule, with other: FieldRule?) {
            guard !isCovered(rule.action, by: other?.action) else { return }
            if found.insert(Array(rule.writtenPath.utf8)).inserted { result.append(rule) }
        }
        for (rule, steps) in tree.rules { compare(rule, with: otherTree.rule(at: steps)) }
        // Where the others say something of their own, below a keep-subtree or for one name of `.*`.
        for (other, steps) in otherTree.rules {
            if let rule = tree.rule(at: steps) { compare(rule, with: other) }
        }
        return result
    }

    /// Whether everything that an action discloses is disclosed by another one too.
    static func isCovered(_ action: FieldAction, by other: FieldAction?) -> Bool {
        if case .drop = action.operation { return true }
        guard let other else { return false }
        switch (action.operation, other.operation) {
        case (_, .keepSubtree): return true
        case (_, .drop), (.keepSubtree, _): return false
        case (.kinds(let kinds, _), .kinds(let others, _)): return isCovered(kinds, by: others)
        case (.kinds, _), (_, .kinds): return false
        case (.onlyElements(let test, let steps), .onlyElements(let otherTest, let otherSteps)):
            return test == otherTest && isCovered([transforms(steps)], by: [transforms(otherSteps)])
        case (_, .onlyElements): return false
        default: return isCovered(disclosures(action), by: disclosures(other))
        }
    }

    private static func isCovered(_ kinds: [RecordKind], by others: [RecordKind]) -> Bool {
        kinds.map(\.when) == others.map(\.when)
            && zip(kinds, others).allSatisfy { excess(of: RuleTree($0.fields), over: RuleTree($1.fields)).isEmpty }
    }

    /// Lists of transforms; an empty one keeps the value.
    private static func isCovered(_ lists: [[FieldTransform]], by others: [[FieldTransform]]) -> Bool {
        lists.allSatisfy { list in
            others.contains(list) || others.contains([]) && !list.contains { $0.takesArrays || $0.isComposite }
        }
    }

    /// What an action makes of a single value, under whatever name.
    private static func disclosures(_ action: FieldAction) -> [[FieldTransform]] {
        switch action.operation {
        case .keep, .keepSubtree: [[]]
        case .transform(let steps), .onlyElements(_, let steps): [transforms(steps)]
        case .derive(let fields): fields.map { transforms($0.steps) }
        case .drop, .kinds: []
        }
    }

    private static func transforms(_ steps: [FieldAction.Step]) -> [FieldTransform] { steps.map(\.transform) }
}

extension FieldTransform {
    /// Whether it makes something of an array that depends on what is in it.
    var takesArrays: Bool {
        if case .roundGeo = operation { true } else { false }
    }

    /// Whether it looks at other fields in place of its own value.
    fileprivate var isComposite: Bool {
        if case .pseudonymizeComposite = operation { true } else { false }
    }
}
