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
        let outer = rule
        defer { rule = outer }
        let tests = entries.compactMap { test($0) }
        return tests.isEmpty ? nil : RecordCondition(tests: tests)
    }

    private mutating func test(_ entry: PolicyNode.Entry) -> RecordCondition.Test? {
        if PolicyWords.laterConditions.contains(entry.key) {
            problems.add(
                entry.keyMark, "no condition is called '\(entry.key)'", rule: rule,
                remedy: "it comes with a later version; a field of that name is written $['\(entry.key)']")
            return nil
        }
        rule = entry.key
        return RecordCondition.Test(
            writtenPath: entry.key, test: FieldTest(texts: allowedTexts(entry.value)), mark: entry.keyMark)
    }

    /// The texts of which one must be equal to the value.
    private mutating func allowedTexts(_ node: PolicyNode) -> [String] {
        // What stands for a test that was refused; the checks that follow would refuse an empty list again.
        let refused = [""]
        switch node.content {
        case .refused: return refused
        case .scalar: return text(node, "a test").map { [$0] } ?? refused
        case .sequence:
            report(node, "a list is not a test", remedy: "write { in: [ … ] }")
            return refused
        case .mapping(let entries):
            let parts = values(of: entries, "a test has no", among: ["in"], later: PolicyWords.laterTests)
            if entries.isEmpty { report(node, "an empty test", remedy: "write a text, or { in: [ … ] }") }
            return parts["in"].flatMap { texts($0, "in") } ?? refused
        }
    }
}
