/// Finds rules of which nobody could say which one holds: the same path twice, one path inside another, `.*` beside a
/// name, or a derived field where another rule stands.
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
        /// The rules that make a member of another name here, by its name.
        var derived: [FieldPath.Name: FieldRule] = [:]
        /// The first rule that makes a member of another name here or below.
        var firstDeriving: FieldRule?
    }

    struct Overlap {
        let mark: PolicyMark
        let fault: PolicyFault
    }

    /// Takes a rule in, and says with which of those before it cannot stand; for each of its places the first reason is enough.
    mutating func insert(_ rule: FieldRule, steps: [FieldPath.Step]) -> [Overlap] {
        let fault = conflict(byInserting: rule, steps: steps)
        var overlaps = fault.map { [Overlap(mark: rule.mark, fault: $0)] } ?? []
        if case .derive(let fields) = rule.action.operation {
            overlaps += conflicts(byDeriving: fields, from: rule, steps: steps)
        }
        return overlaps
    }

    private mutating func conflict(byInserting rule: FieldRule, steps: [FieldPath.Step]) -> PolicyFault? {
        var fault: PolicyFault?
        var index = 0
        for step in steps {
            fault = fault ?? conflict(of: rule, inside: nodes[index].rule) ?? neighbor(of: step, at: index)
            if case .member(let name) = step, let other = nodes[index].derived[name] {
                fault =
                    fault ?? Self.derivedTwice(name, other, remedy: "derive another name there, or remove this rule")
            }
            if nodes[index].firstBelow == nil { nodes[index].firstBelow = rule }
            switch step {
            case .anyMember: if nodes[index].firstAny == nil { nodes[index].firstAny = rule }
            case .member: if nodes[index].firstName == nil { nodes[index].firstName = rule }
            case .anyElement: break
            }
            index = child(of: index, step)
        }
        fault = fault ?? conflict(of: rule, at: index)
        if rule.action.isKeepSubtree, let deriving = nodes[index].firstDeriving {
            fault = fault ?? Self.derivedBelow(deriving)
        }
        if nodes[index].rule == nil { nodes[index].rule = rule }
        return fault
    }

    private mutating func child(of index: Int, _ step: FieldPath.Step) -> Int {
        if let child = nodes[index].children[step] { return child }
        nodes.append(Node())
        nodes[index].children[step] = nodes.count - 1
        return nodes.count - 1
    }

    // MARK: Derived fields

    /// The members that a rule makes beside its own.
    private mutating func conflicts(
        byDeriving fields: [FieldAction.DerivedField], from rule: FieldRule, steps: [FieldPath.Step]
    ) -> [Overlap] {
        var index = 0
        var keeping: FieldRule?
        var way = [index]
        for step in steps.dropLast() {
            index = child(of: index, step)
            way.append(index)
        }
        for index in way { if nodes[index].rule?.action.isKeepSubtree == true { keeping = nodes[index].rule } }
        var names: Set<FieldPath.Name> = []
        var overlaps: [Overlap] = []
        for field in fields {
            let name = FieldPath.Name(field.name)
            let remedy = "choose another name"
            if !names.insert(name).inserted {
                overlaps.append(Overlap(mark: field.mark, fault: Self.derivedTwice(name, rule, remedy: remedy)))
            }
            if steps.last == .member(name) { continue }
            if let other = nodes[index].derived[name], other != rule {
                overlaps.append(Overlap(mark: field.mark, fault: Self.derivedTwice(name, other, remedy: remedy)))
            } else if let other = ruleAtOrBelow(name, at: index) {
                overlaps.append(
                    Overlap(
                        mark: field.mark,
                        fault: PolicyFault(
                            message: "'\(excerpt(field.name))' is derived at the place of \(Self.named(other))",
                            remedy: remedy)))
            } else if let keeping {
                overlaps.append(Overlap(mark: field.mark, fault: Self.derivedBelow(keeping, field.name)))
            }
            if nodes[index].derived[name] == nil { nodes[index].derived[name] = rule }
            for index in way where nodes[index].firstDeriving == nil { nodes[index].firstDeriving = rule }
        }
        return overlaps
    }

    private func ruleAtOrBelow(_ name: FieldPath.Name, at index: Int) -> FieldRule? {
        nodes[index].children[.member(name)].flatMap { nodes[$0].rule ?? nodes[$0].firstBelow }
    }

    private static func derivedTwice(_ name: FieldPath.Name, _ rule: FieldRule, remedy: String) -> PolicyFault {
        PolicyFault(message: "'\(excerpt(name.text))' is derived by \(named(rule)) too", remedy: remedy)
    }

    private static let derivedBelowRemedy =
        "name the members that are kept one by one: one of them could have this name"

    private static func derivedBelow(_ keeping: FieldRule, _ name: String) -> PolicyFault {
        PolicyFault(
            message: "'\(excerpt(name))' is derived below \(named(keeping)), which keeps every member",
            remedy: derivedBelowRemedy)
    }

    private static func derivedBelow(_ deriving: FieldRule) -> PolicyFault {
        PolicyFault(
            message: "keep-subtree keeps every member where \(named(deriving)) derives some", remedy: derivedBelowRemedy
        )
    }

    // MARK: Rules

    /// A rule whose path ends where another ended or went through.
    private func conflict(of rule: FieldRule, at index: Int) -> PolicyFault? {
        if let same = nodes[index].rule {
            return PolicyFault(message: "the same path as \(Self.named(same))", remedy: "keep one of them")
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
        case .drop, .transform, .kinds, .derive, .onlyElements:
            remedy = "keep the longer path, or the shorter one; only below keep-subtree may a longer path say otherwise"
        }
        return PolicyFault(message: "overlaps with \(Self.named(other))", remedy: remedy)
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
                message: "overlaps with \(Self.named(other)): .* and a name at the same place",
                remedy: "name every member, or use keep-subtree with rules below it")
        }
    }

    private static func named(_ rule: FieldRule) -> String {
        excerpt(rule.writtenPath, rule.mark)
    }
}
