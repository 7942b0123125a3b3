/// Lists of transforms, and what stands where a rule takes one, a list or `keep`.
extension PolicyParser {
    /// What is done to a value: nothing for `keep`, one transform or a list. What a step does not say about `otherwise` is said for it.
    mutating func steps(_ node: PolicyNode, _ name: String, _ otherwise: Otherwise) -> [FieldAction.Step]? {
        switch node.content {
        case .scalar(let scalar) where scalar.text == "keep": return []
        case .scalar(let scalar) where scalar.text != "set-null":
            let word = scalar.text
            report(
                node, scalar.isNothing ? "\(name) needs keep or transforms" : "\(name) cannot be '\(excerpt(word))'",
                remedy: PolicyWords.transforms.contains(word)
                    ? "write { \(word): … }"
                    : PolicyWords.unkeyedHashRemedy(word) ?? "write keep, or transforms in { } with their options")
            return nil
        case .sequence(let elements):
            if elements.isEmpty { report(node, .noTransforms) }
            let steps = elements.compactMap { step($0, otherwise) }
            return steps.isEmpty ? nil : steps
        default:
            return step(node, otherwise).map { [$0] }
        }
    }

    /// One transform, alone or as an element of a list.
    private mutating func step(_ node: PolicyNode, _ otherwise: Otherwise) -> FieldAction.Step? {
        switch node.content {
        case .refused: return nil
        case .scalar(let scalar):
            if scalar.text == "set-null" {
                return FieldAction.Step(transform: .setNull, otherwise: otherwise, mark: node.mark)
            }
            if PolicyWords.neverInList.contains(scalar.text) {
                report(node, "\(scalar.text) cannot stand in a list of transforms", remedy: "write it alone")
                return nil
            }
            fallthrough
        case .parameterized:
            var text = ""
            if case .scalar(let scalar) = node.content { text = scalar.text }
            report(
                node, "'\(excerpt(text))' is not a transform",
                remedy: PolicyWords.unkeyedHashRemedy(text) ?? "write one in { } with its options")
            return nil
        case .sequence:
            report(node, "a list in a list of transforms", remedy: "write one list")
            return nil
        case .mapping(let entries):
            if let entry = entries.first(where: { PolicyWords.neverInList.contains($0.key) }) {
                problems.add(
                    entry.keyMark, "\(entry.key) cannot stand in a list of transforms", rule: rule,
                    remedy: "write it alone")
                return nil
            }
            return step(node, entries, otherwise)
        }
    }

    /// A map of one transform.
    mutating func step(
        _ node: PolicyNode, _ entries: [PolicyNode.Entry], _ otherwise: Otherwise = .drop
    ) -> FieldAction.Step? {
        let otherwise = self.otherwise(entries, otherwise)
        guard let named = entries.first(where: { $0.key != "otherwise" }) else {
            report(
                node, "a rule without a transform", remedy: "one of: " + PolicyWords.transforms.joined(separator: ", "))
            return nil
        }
        refuseSecond(entries)
        guard let transform = transform(named) else { return nil }
        return FieldAction.Step(
            transform: transform, otherwise: otherwise, mark: node.mark, optionsMark: named.value.mark)
    }

    mutating func refuseSecond(_ entries: [PolicyNode.Entry]) {
        for entry in entries.filter({ $0.key != "otherwise" }).dropFirst() {
            problems.add(
                entry.keyMark, "a second transform '\(excerpt(entry.key))' in one map", rule: rule,
                remedy: "write a list: [ { … }, { … } ]")
        }
    }

    mutating func otherwise(_ entries: [PolicyNode.Entry], _ otherwise: Otherwise = .drop) -> Otherwise {
        guard let entry = entries.first(where: { $0.key == "otherwise" }) else { return otherwise }
        return choice(entry.value, "otherwise") ?? otherwise
    }
}
