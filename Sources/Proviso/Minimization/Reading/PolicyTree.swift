/// What holds everywhere in a policy's text, whatever stands there: no key twice, and no `${` in a key.
struct PolicyTree {
    private(set) var problems: PolicyProblems
    /// The parameters that stand somewhere in it.
    private(set) var parameterNames: Set<String> = []

    private init(problems: PolicyProblems) {
        self.problems = problems
    }

    /// The tree that a text is, and the parameters that stand somewhere in it. Problems are added to `problems`.
    ///
    /// - **Throws**: one problem for a text that is neither YAML nor JSON.
    static func read(
        _ text: PolicyText, _ language: PolicyLanguage, _ problems: inout PolicyProblems
    ) throws(PolicyError) -> (root: PolicyNode, parameterNames: Set<String>) {
        var root: PolicyNode?
        switch text.firstVisible {
        case nil: break
        case "{": root = try JSONPolicyReader.read(text, source: problems.source)
        default: root = try yaml(text, language, &problems)
        }
        guard let root else {
            throw language.refusal(PolicyMark(line: 1, column: 1), "an empty \(language.noun)", problems.source)
        }
        var tree = PolicyTree(problems: problems)
        let checked = tree.checked(root)
        problems = tree.problems
        return (checked, tree.parameterNames)
    }

    private static func yaml(
        _ text: PolicyText, _ language: PolicyLanguage, _ problems: inout PolicyProblems
    ) throws(PolicyError) -> PolicyNode? {
        #if YAML
        return try YAMLPolicyReader.read(text, language, &problems)
        #else
        throw PolicyProblems.single(
            PolicyMark(line: 1, column: 1), "not JSON, and this program is built without YAML",
            remedy: "write the \(language.noun) as JSON, or switch on the package trait YAML", source: problems.source)
        #endif
    }

    /// The node with what was refused taken out, so that nothing is said about it twice.
    mutating func checked(_ node: PolicyNode) -> PolicyNode {
        switch node.content {
        case .scalar(let scalar):
            guard ParameterText.isOne(scalar.text) else { return node }
            parameterNames.formUnion(ParameterText(scalar.text)?.names ?? [])
            return PolicyNode(mark: node.mark, content: .parameterized(scalar.text))
        case .sequence(let elements):
            return PolicyNode(mark: node.mark, content: .sequence(elements.map { checked($0) }))
        case .mapping(let entries):
            return PolicyNode(mark: node.mark, content: .mapping(checked(entries)))
        case .refused, .parameterized:
            return node
        }
    }

    private mutating func checked(_ entries: [PolicyNode.Entry]) -> [PolicyNode.Entry] {
        // Keys are compared as bytes: to Swift, two texts are equal if they look alike.
        var lines: [[UInt8]: Int] = [:]
        var result: [PolicyNode.Entry] = []
        for entry in entries {
            let value = checked(entry.value)
            let key = Array(entry.key.utf8)
            if let line = lines[key] {
                problems.add(
                    entry.keyMark, "'\(excerpt(entry.key))' a second time (first in line \(line))",
                    remedy: "keep one of them")
                continue
            }
            lines[key] = entry.keyMark.line
            if ParameterText.isOne(entry.key) {
                let fault = PolicyFault.misplacedParameter(in: entry.key)
                problems.add(entry.keyMark, fault.message, remedy: fault.remedy)
                continue
            }
            result.append(PolicyNode.Entry(key: entry.key, keyMark: entry.keyMark, value: value))
        }
        return result
    }
}
