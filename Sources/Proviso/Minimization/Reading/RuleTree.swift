/// The rules of one map of fields by their places, for checks that ask what becomes of a value.
struct RuleTree {
    /// The rules in their order, with the steps of their paths.
    private(set) var rules: [(rule: FieldRule, steps: [FieldPath.Step])] = []
    private var nodes = [Node()]

    private struct Node {
        var children: [FieldPath.Step: Int] = [:]
        var rule: FieldRule?
        /// Whether there is a keep-subtree here or below.
        var leadsToKeepSubtree = false
    }

    /// A tree of the rules whose paths are some.
    init(_ fields: [FieldRule]) {
        for field in fields {
            guard let path = try? FieldPath(field.writtenPath) else { continue }
            rules.append((field, path.steps))
            var index = 0
            var way = [index]
            for step in path.steps {
                index = child(of: index, step)
                way.append(index)
            }
            if field.action.isKeepSubtree { for index in way { nodes[index].leadsToKeepSubtree = true } }
            if nodes[index].rule == nil { nodes[index].rule = field }
        }
    }

    private mutating func child(of index: Int, _ step: FieldPath.Step) -> Int {
        if let child = nodes[index].children[step] { return child }
        nodes.append(Node())
        nodes[index].children[step] = nodes.count - 1
        return nodes.count - 1
    }

    /// The rule for what a path leads to: the one that stands there, or keep-subtree above it; nil if nothing is disclosed. `.*` of the
    /// rules stands for a name of the path, but a name does not stand for `.*` of the path.
    func rule(at steps: [FieldPath.Step]) -> FieldRule? {
        var index = 0
        var keeping: FieldRule?
        for step in steps {
            if let rule = nodes[index].rule {
                guard rule.action.isKeepSubtree else { return nil }
                keeping = rule
            }
            let children = nodes[index].children
            guard let next = children[step] ?? (step.isName ? children[.anyMember] : nil) else { return keeping }
            index = next
        }
        return nodes[index].rule ?? keeping
    }

    /// The keep-subtree above a path that discloses at least some of the places that the path leads to, because no longer rule stands
    /// between them.
    func keepSubtree(above steps: ArraySlice<FieldPath.Step>) -> FieldRule? {
        keepSubtree(above: steps, from: 0, keeping: nil)
    }

    private func keepSubtree(
        above steps: ArraySlice<FieldPath.Step>, from index: Int, keeping: FieldRule?
    ) -> FieldRule? {
        guard keeping != nil || nodes[index].leadsToKeepSubtree else { return nil }
        guard let step = steps.first else { return nodes[index].rule == nil ? keeping : nil }
        var keeping = keeping
        if let rule = nodes[index].rule {
            guard rule.action.isKeepSubtree else { return nil }
            keeping = rule
        }
        let children = nodes[index].children
        guard let next = children[step] ?? (step.isName ? children[.anyMember] : nil) else {
            if let keeping { return keeping }
            guard step == .anyMember else { return nil }
            // The names that rules stand at.
            for (name, next) in children where name.isName {
                if let found = keepSubtree(above: steps.dropFirst(), from: next, keeping: nil) { return found }
            }
            return nil
        }
        return keepSubtree(above: steps.dropFirst(), from: next, keeping: keeping)
    }
}

extension FieldAction {
    var isKeepSubtree: Bool { if case .keepSubtree = operation { true } else { false } }
    var isDrop: Bool { if case .drop = operation { true } else { false } }
}

extension FieldPath.Step {
    var isName: Bool { if case .member = self { true } else { false } }

    /// Whether it leads to several places.
    var isWildcard: Bool { !isName }

    /// Whether two steps can lead to one place.
    func meets(_ other: FieldPath.Step) -> Bool {
        switch (self, other) {
        case (.anyMember, .member), (.member, .anyMember): true
        default: self == other
        }
    }
}
