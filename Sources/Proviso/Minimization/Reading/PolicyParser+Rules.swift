/// Fields, their rules, and kinds.
extension PolicyParser {
    mutating func fields(_ node: PolicyNode) -> [FieldRule]? {
        guard case .mapping(let entries) = node.content else {
            report(node, "fields needs paths with their rules", remedy: "write them as \"$.path\": rule")
            return nil
        }
        if entries.isEmpty {
            report(node, .noFields)
            return nil
        }
        let outer = rule
        defer { rule = outer }
        return entries.map { entry in
            rule = entry.key
            return FieldRule(entry.key, action(entry.value) ?? .drop, mark: entry.keyMark)
        }
    }

    mutating func kinds(_ node: PolicyNode) -> [RecordKind]? {
        guard case .sequence(let elements) = node.content else {
            report(node, "kinds needs a list", remedy: "write [ { when: …, fields: … } ]")
            return nil
        }
        if elements.isEmpty { report(node, .noKinds) }
        let kinds = elements.compactMap { kind($0) }
        return kinds.isEmpty ? nil : kinds
    }

    private mutating func kind(_ node: PolicyNode) -> RecordKind? {
        guard case .mapping(let entries) = node.content else {
            report(node, "a kind needs when and fields", remedy: "write { when: …, fields: … }")
            return nil
        }
        let parts = values(of: entries, "a kind has no", among: ["when", "fields"])
        for name in ["when", "fields"] where parts[name] == nil {
            report(node, "a kind without '\(name)'", remedy: "write { when: …, fields: … }")
        }
        let fields = parts["fields"].flatMap { self.fields($0) }
        guard let whenNode = parts["when"] else { return nil }
        if case .scalar(let scalar) = whenNode.content, scalar.text == "always" {
            return fields.map { RecordKind(when: nil, fields: $0, mark: whenNode.mark) }
        }
        guard let condition = condition(whenNode, "when"), let fields else { return nil }
        return RecordKind(when: condition, fields: fields, mark: whenNode.mark)
    }

    // MARK: One rule

    private mutating func action(_ node: PolicyNode) -> FieldAction? {
        switch node.content {
        case .refused: return nil
        case .scalar(let scalar): return word(node, scalar)
        case .sequence(let elements):
            if elements.isEmpty { report(node, .noTransforms) }
            let steps = elements.compactMap { element($0) }
            return steps.isEmpty ? nil : FieldAction(operation: .transform(steps))
        case .mapping(let entries): return action(node, entries)
        }
    }

    private mutating func word(_ node: PolicyNode, _ scalar: PolicyNode.Scalar) -> FieldAction? {
        switch scalar.text {
        case "keep": return .keep
        case "drop": return .drop
        case "keep-subtree": return .keepSubtree
        case "set-null":
            return FieldAction(
                operation: .transform([FieldAction.Step(transform: .setNull, otherwise: .drop, mark: node.mark)]))
        case let word where scalar.isNothing || word.isEmpty:
            report(
                node, "a rule is missing",
                remedy: NearestWord.remedy(for: "", among: PolicyWords.rules) + ", or one transform in { }")
        case let word where PolicyWords.transforms.contains(word):
            report(node, "'\(word)' needs its options", remedy: "write { \(word): … }")
        case let word:
            report(
                node, "'\(excerpt(word))' is not a rule",
                remedy: PolicyWords.remedy(for: word, among: PolicyWords.rules, later: PolicyWords.laterTransforms)
                    + ", or one transform in { }")
        }
        return nil
    }

    private mutating func action(_ node: PolicyNode, _ entries: [PolicyNode.Entry]) -> FieldAction? {
        guard let named = entries.first(where: { $0.key != "otherwise" }) else {
            return step(node, entries).map(transforming)
        }
        switch named.key {
        case "keep":
            requireNothing(named.value, "keep")
            refuseSecond(entries)
            return .keep(otherwise: otherwise(entries))
        case "kinds":
            refuseSecond(entries)
            let otherwise = otherwise(entries)
            return kinds(named.value).map { FieldAction(operation: .kinds($0, otherwise: otherwise)) }
        case "drop", "keep-subtree":
            problems.add(
                named.keyMark, "\(named.key) has no options", rule: rule, remedy: "write it as a word: \(named.key)")
            return nil
        default:
            return step(node, entries).map(transforming)
        }
    }

    private func transforming(_ step: FieldAction.Step) -> FieldAction {
        FieldAction(operation: .transform([step]))
    }

    // MARK: One transform

    /// An element of a list of transforms.
    private mutating func element(_ node: PolicyNode) -> FieldAction.Step? {
        switch node.content {
        case .refused: return nil
        case .scalar(let scalar):
            if scalar.text == "set-null" {
                return FieldAction.Step(transform: .setNull, otherwise: .drop, mark: node.mark)
            }
            if PolicyWords.neverInList.contains(scalar.text) {
                report(node, "\(scalar.text) cannot stand in a list of transforms", remedy: "write it alone")
            } else {
                report(
                    node, "'\(excerpt(scalar.text))' is not a transform", remedy: "write one in { } with its options")
            }
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
            return step(node, entries)
        }
    }

    private mutating func step(_ node: PolicyNode, _ entries: [PolicyNode.Entry]) -> FieldAction.Step? {
        let otherwise = otherwise(entries)
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

    private mutating func refuseSecond(_ entries: [PolicyNode.Entry]) {
        for entry in entries.filter({ $0.key != "otherwise" }).dropFirst() {
            problems.add(
                entry.keyMark, "a second transform '\(excerpt(entry.key))' in one map", rule: rule,
                remedy: "write a list: [ { … }, { … } ]")
        }
    }

    private mutating func otherwise(_ entries: [PolicyNode.Entry]) -> Otherwise {
        guard let entry = entries.first(where: { $0.key == "otherwise" }) else { return .drop }
        return choice(entry.value, "otherwise") ?? .drop
    }
}
