/// Finds rules of which nobody could say which one holds: the same path twice, one path inside another, `.*` beside a
/// name.
///
/// The paths form a tree, so that ten thousand of them are compared in the time that reading them takes.
struct PathOverlaps {
    private var nodes = [Node()]

    private struct Node {
        var children: [FieldPath.Step: Int] = [:]
        /// The rule whose path ends here.
        var rule: FieldRule?
        /// The first rule whose path leads through here.
        var firstBelow: FieldRule?
        /// The first rule that goes on from here with `.*`, and the first with a name.
        var firstAny: FieldRule?
        var firstName: FieldRule?
    }

    /// Takes a rule in, and says with which of those before it cannot stand; the first reason is enough.
    mutating func insert(_ rule: FieldRule, steps: [FieldPath.Step]) -> PolicyFault? {
        var fault: PolicyFault?
        var index = 0
        for step in steps {
            fault = fault ?? conflict(of: rule, inside: nodes[index].rule) ?? neighbor(of: step, at: index)
            if nodes[index].firstBelow == nil { nodes[index].firstBelow = rule }
            switch step {
            case .anyMember: if nodes[index].firstAny == nil { nodes[index].firstAny = rule }
            case .member: if nodes[index].firstName == nil { nodes[index].firstName = rule }
            case .anyElement: break
            }
            index = child(of: index, step)
        }
        fault = fault ?? conflict(of: rule, at: index)
        if nodes[index].rule == nil { nodes[index].rule = rule }
        return fault
    }

    private mutating func child(of index: Int, _ step: FieldPath.Step) -> Int {
        if let child = nodes[index].children[step] { return child }
        nodes.append(Node())
        nodes[index].children[step] = nodes.count - 1
        return nodes.count - 1
    }

    /// A rule whose path ends where another ended or went through.
    private func conflict(of rule: FieldRule, at index: Int) -> PolicyFault? {
        if let same = nodes[index].rule {
            return PolicyFault(message: "the same path as \(named(same))", remedy: "keep one of them")
        }
        guard let longer = nodes[index].firstBelow else { return nil }
        return conflict(of: rule, shorter: rule, with: longer)
    }

    /// A rule whose path goes on where another's ended.
    private func conflict(of rule: FieldRule, inside shorter: FieldRule?) -> PolicyFault? {
        shorter.flatMap { conflict(of: rule, shorter: $0, with: $0) }
    }

    private func conflict(of rule: FieldRule, shorter: FieldRule, with other: FieldRule) -> PolicyFault? {
        let remedy: String
        switch shorter.action.operation {
        case .keepSubtree: return nil
        case .keep:
            remedy =
                "`keep` passes single values only, so name the members one by one, or write keep-subtree: "
                + "then rules below it may take away"
        case .drop, .transform, .kinds:
            remedy = "keep the longer path, or the shorter one; only below keep-subtree may a longer path say otherwise"
        }
        return PolicyFault(message: "overlaps with \(named(other))", remedy: remedy)
    }

    /// `.*` where others have a name, or a name where others have `.*`.
    private func neighbor(of step: FieldPath.Step, at index: Int) -> PolicyFault? {
        let other =
            switch step {
            case .anyMember: nodes[index].firstName
            case .member: nodes[index].firstAny
            case .anyElement: nil as FieldRule?
            }
        return other.map { other in
            PolicyFault(
                message: "overlaps with \(named(other)): .* and a name at the same place",
                remedy: "name every member, or use keep-subtree with rules below it")
        }
    }

    private func named(_ rule: FieldRule) -> String {
        excerpt(rule.writtenPath) + (rule.mark.line > 0 ? " (line \(rule.mark.line))" : "")
    }
}
