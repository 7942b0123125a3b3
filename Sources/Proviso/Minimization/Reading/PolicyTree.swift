/// What holds everywhere in a policy's text, whatever stands there: no key twice, and no `${`.
struct PolicyTree {
    private(set) var problems: PolicyProblems

    /// The node with what was refused taken out, so that nothing is said about it twice.
    mutating func checked(_ node: PolicyNode) -> PolicyNode {
        switch node.content {
        case .scalar(let scalar):
            return isReserved(scalar.text, node.mark) ? PolicyNode(mark: node.mark, content: .refused) : node
        case .sequence(let elements):
            return PolicyNode(mark: node.mark, content: .sequence(elements.map { checked($0) }))
        case .mapping(let entries):
            return PolicyNode(mark: node.mark, content: .mapping(checked(entries)))
        case .refused:
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
            if isReserved(entry.key, entry.keyMark) { continue }
            result.append(PolicyNode.Entry(key: entry.key, keyMark: entry.keyMark, value: value))
        }
        return result
    }

    private mutating func isReserved(_ text: String, _ mark: PolicyMark) -> Bool {
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if previous == UInt8(ascii: "$"), byte == UInt8(ascii: "{") {
                problems.add(
                    mark, "'\(excerpt(text))' holds ${, which is reserved for parameters",
                    remedy: "write the value out; parameters come with a later version")
                return true
            }
            previous = byte
        }
        return false
    }
}
