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
        let parts = values(of: entries, "a kind has no", among: ["when", "data-subjects", "fields"])
        for name in ["when", "fields"] where parts[name] == nil {
            report(node, "a kind without '\(name)'", remedy: "write { when: …, fields: … }")
        }
        let fields = parts["fields"].flatMap { self.fields($0) }
        let dataSubjects: DataSubjectCategory?? = parts["data-subjects"].map { choice($0, "data-subjects") }
        guard let whenNode = parts["when"] else { return nil }
        var condition: RecordCondition?
        if !whenNode.isText("always") {
            condition = self.condition(whenNode, "when")
            if condition == nil { return nil }
        }
        // Of a kind whose data subjects were refused, nobody could say what it may disclose.
        guard let fields, dataSubjects != .some(nil) else { return nil }
        return RecordKind(when: condition, dataSubjects: dataSubjects ?? nil, fields: fields, mark: whenNode.mark)
    }

    // MARK: One rule

    private mutating func action(_ node: PolicyNode) -> FieldAction? {
        switch node.content {
        case .refused: return nil
        case .scalar(let scalar): return word(node, scalar)
        case .sequence, .parameterized: return steps(node, "a rule", .drop).map(transforming)
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
                remedy: PolicyWords.remedy(forTransform: word, among: PolicyWords.rules) + ", or one transform in { }")
        }
        return nil
    }

    private mutating func action(_ node: PolicyNode, _ entries: [PolicyNode.Entry]) -> FieldAction? {
        let named =
            entries.first { PolicyWords.rulesInMap.contains($0.key) } ?? entries.first { $0.key != "otherwise" }
        guard let named else {
            return step(node, entries).map { transforming([$0]) }
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
        case "derive":
            refuseSecond(entries)
            return derive(named, otherwise(entries))
        case "only-elements":
            return onlyElements(named, entries)
        case "drop", "keep-subtree":
            problems.add(
                named.keyMark, "\(named.key) has no options", rule: rule, remedy: "write it as a word: \(named.key)")
            return nil
        default:
            return step(node, entries).map { transforming([$0]) }
        }
    }

    private func transforming(_ steps: [FieldAction.Step]) -> FieldAction {
        FieldAction(operation: .transform(steps))
    }
}
