/// What readers of all languages need whose texts are trees of ``PolicyNode``s: policies and retention schedules.
protocol TreeParser {
    /// What is wrong so far.
    var problems: PolicyProblems { get set }
    /// The rule that is being read, for messages.
    var rule: String? { get }
}

extension TreeParser {
    /// Reports a node, but not one that was refused and reported before. Of a text with a parameter where none may stand, this alone is
    /// said.
    mutating func report(
        _ node: PolicyNode, _ message: @autoclosure () -> String, remedy: @autoclosure () -> String
    ) {
        switch node.content {
        case .refused: return
        case .parameterized(let text):
            let fault = PolicyFault.misplacedParameter(in: text)
            problems.add(node.mark, fault.message, rule: rule, remedy: fault.remedy)
        case .scalar, .sequence, .mapping: problems.add(node.mark, message(), rule: rule, remedy: remedy())
        }
    }

    mutating func report(_ node: PolicyNode, _ fault: PolicyFault) {
        report(node, fault.message, remedy: fault.remedy)
    }

    /// The values of a map by their keys, without the unknown ones.
    mutating func values(
        of entries: [PolicyNode.Entry], _ subject: String, among words: [String]
    ) -> [String: PolicyNode] {
        var result: [String: PolicyNode] = [:]
        for entry in entries {
            if words.contains(entry.key) {
                result[entry.key] = entry.value
            } else {
                problems.add(
                    entry.keyMark, "\(subject) '\(excerpt(entry.key))'", rule: rule,
                    remedy: NearestWord.remedy(for: entry.key, among: words))
            }
        }
        return result
    }

    /// The text of a scalar.
    mutating func text(_ node: PolicyNode, _ name: String) -> String? {
        if case .scalar(let scalar) = node.content, !scalar.isNothing { return scalar.text }
        report(node, "\(name) needs a text", remedy: "write it in quotes")
        return nil
    }

    /// The texts of a list that is not empty.
    mutating func texts(_ node: PolicyNode, _ name: String) -> [String]? {
        guard case .sequence(let elements) = node.content, !elements.isEmpty else {
            report(node, .noTextList(name))
            return nil
        }
        return elements.map { text($0, name) ?? "" }
    }

    /// One word of several.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: PolicyNode, _ name: String
    ) -> Choice? where Choice.RawValue == String {
        guard let word = text(node, name) else { return nil }
        if let choice = Choice(rawValue: word) { return choice }
        report(
            node, "\(name) cannot be '\(excerpt(word))'",
            remedy: NearestWord.remedy(for: word, among: Choice.allCases.map(\.rawValue)))
        return nil
    }

    /// A whole number, written without sign and without zeros in front, which YAML 1.1 would read as octal.
    mutating func wholeNumber(_ node: PolicyNode, _ name: String, in range: ClosedRange<Int>) -> Int? {
        if case .scalar(let scalar) = node.content, let number = Int(scalar.text), String(number) == scalar.text,
            range.contains(number)
        {
            return number
        }
        report(
            node, "\(name) needs a whole number from \(range.lowerBound) to \(range.upperBound)",
            remedy: "write it in digits")
        return nil
    }

    mutating func required(
        _ key: String, in parts: [String: PolicyNode], _ root: PolicyNode, _ subject: String, remedy: String
    ) -> PolicyNode? {
        if let node = parts[key] { return node }
        problems.add(root.mark, "\(subject) lacks '\(key)'", remedy: remedy)
        return nil
    }

    /// One text or a list of them.
    mutating func statedTexts(_ node: PolicyNode, _ name: String) -> [String] {
        guard case .sequence(let elements) = node.content else { return statedText(node, name).map { [$0] } ?? [] }
        if elements.isEmpty { report(node, "\(name) needs a text", remedy: "write at least one, or leave it out") }
        return elements.compactMap { statedText($0, name) }
    }

    mutating func statedText(_ node: PolicyNode, _ name: String) -> String? {
        if case .scalar(let scalar) = node.content, scalar.isCutOff {
            report(node, "\(name) is cut off by '#'", remedy: "put the whole text in quotes")
            return nil
        }
        guard let text = text(node, name) else { return nil }
        if let fault = PolicyFault.ofStatedText(text, name) {
            report(node, fault)
            return nil
        }
        return text
    }

    mutating func converted<Value>(
        _ node: PolicyNode, _ make: () throws(ProvisoError) -> Value
    ) -> Value? {
        do throws(ProvisoError) {
            return try make()
        } catch {
            report(node, error.message, remedy: error.remedy)
            return nil
        }
    }

    mutating func period(_ node: PolicyNode, _ name: String) -> RetentionPeriod? {
        guard let text = text(node, name) else { return nil }
        guard text.utf8.count <= 200 else {
            report(node, "\(name) has more than 200 bytes", remedy: "write a period like P90D or P1Y6M")
            return nil
        }
        return converted(node) { () throws(ProvisoError) in try RetentionPeriod(text) }
    }
}
