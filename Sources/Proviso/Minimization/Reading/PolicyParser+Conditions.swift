/// Conditions and their tests.
extension PolicyParser {
    mutating func condition(_ node: PolicyNode, _ name: String) -> RecordCondition? {
        guard case .mapping(let entries) = node.content else {
            let always = name == "when" ? ", or always" : ""
            report(node, "\(name) needs a condition", remedy: "write { \"$.role\": suspect }" + always)
            return nil
        }
        if entries.isEmpty {
            report(node, .noTests)
            return nil
        }
        if let combined = entries.first(where: { PolicyWords.combinations.contains($0.key) }) {
            return combination(combined, of: entries)
        }
        let outer = rule
        defer { rule = outer }
        let tests = entries.map { entry in
            rule = entry.key
            return RecordCondition.Test(
                writtenPath: entry.key, test: test(entry.value) ?? .placeholder, mark: entry.keyMark)
        }
        return RecordCondition(tests: tests)
    }

    /// Several conditions in one.
    private mutating func combination(_ entry: PolicyNode.Entry, of entries: [PolicyNode.Entry]) -> RecordCondition? {
        if entries.count > 1 {
            problems.add(
                entry.keyMark, "'\(entry.key)' beside other keys", rule: rule,
                remedy:
                    "write { all: [ { … }, { \(entry.key): … } ] }; a field of that name is written $['\(entry.key)']")
        }
        guard case .sequence(let elements) = entry.value.content, !elements.isEmpty else {
            report(entry.value, "\(entry.key) needs a list of conditions", remedy: "write [ { … }, { … } ]")
            return nil
        }
        let conditions = elements.compactMap { condition($0, entry.key) }
        guard conditions.count == elements.count else { return nil }
        switch entry.key {
        case "all": return .all(conditions)
        case "any": return .any(conditions)
        default: return .none(conditions)
        }
    }

    // MARK: Tests

    /// A text, or a map of what must hold of a value.
    mutating func test(_ node: PolicyNode) -> FieldTest? {
        switch node.content {
        case .refused: return nil
        case .scalar, .parameterized: return parameterText(node, "a test").map { .equals($0) }
        case .sequence:
            report(node, "a list is not a test", remedy: "write { in: [ … ] }")
            return nil
        case .mapping(let entries):
            let problemCount = problems.count
            let test = test(entries)
            // Of what is wrong already, nothing more is said.
            guard problems.count == problemCount else { return nil }
            if let fault = test.fault {
                report(node, fault)
                return nil
            }
            return test
        }
    }

    private mutating func test(_ entries: [PolicyNode.Entry]) -> FieldTest {
        _ = values(of: entries, "a test has no", among: PolicyWords.tests)
        var test = FieldTest(texts: nil)
        for entry in entries {
            switch entry.key {
            case "in": test.texts = allowedTexts(entry.value)
            case "present": test.presence = answer(entry.value, "present")
            default:
                guard let comparison = FieldTest.Comparison(rawValue: entry.key),
                    let limit = limit(entry.value, entry.key)
                else { continue }
                test.bounds.append(FieldTest.Bound(comparison: comparison, limit: limit))
            }
        }
        return test
    }

    /// The texts of which one must be equal to the value.
    private mutating func allowedTexts(_ node: PolicyNode) -> [String]? {
        guard case .sequence(let elements) = node.content, !elements.isEmpty else {
            report(node, .noTextList("in"))
            return nil
        }
        return elements.compactMap { parameterText($0, "in") }
    }

    /// What a value is compared with.
    private mutating func limit(_ node: PolicyNode, _ name: String) -> FieldTest.Limit? {
        switch node.content {
        case .scalar(let scalar):
            if let limit = FieldTest.Limit(scalar.text) { return limit }
        case .parameterized:
            guard let text = parameterText(node, name) else { return nil }
            if case .parameter(let name)? = ParameterText(text)?.parts.first, text == "${\(name)}" {
                return .parameter(name)
            }
            problems.add(
                node.mark, "\(name) needs a parameter alone", rule: rule,
                remedy: "write ${name}, and the whole bound into its text")
            return nil
        default: break
        }
        report(node, "\(name) needs a number or a day", remedy: "write it like 100, 0.05 or 2026-07-01")
        return nil
    }

    /// Yes or no.
    mutating func answer(_ node: PolicyNode, _ name: String) -> Bool? {
        let answer: Answer? = choice(node, name)
        return answer.map { $0 == .yes }
    }

    private enum Answer: String, CaseIterable {
        case yes, no
    }
}

extension FieldTest {
    /// What stands for a test that was refused, so that its path can be checked all the same.
    static let placeholder = FieldTest(texts: [""])
}
