/// Looking at a record or object before it is filtered, to answer the tests of the policy's conditions.
extension FilterEngine {
    /// Whether every one of these tests holds.
    func holds(_ tests: [Int]) -> Bool {
        tests.allSatisfy { answers[$0] == .holds }
    }

    /// Walks over the value at the scanner's position, checks it, and answers the tests whose paths begin here. False at a fault.
    mutating func look(_ bytes: Span<UInt8>, _ root: Int, depth: Int) -> Bool {
        // Tests of other objects are answered anew whenever they are looked at, so all answers can be forgotten.
        for index in answers.indices { answers[index] = .unknown }
        return look(bytes, at: root, depth: depth)
    }

    private mutating func look(_ bytes: Span<UInt8>, at place: Int, depth: Int) -> Bool {
        guard scanner.position < bytes.count else {
            scanner.fail(.endsTooEarly, at: scanner.position)
            return false
        }
        let node = policy.table.nodes[place]
        switch bytes[scanner.position] {
        case UInt8(ascii: "{") where node.hasMembers:
            guard scanner.openObject(depth: depth) else { return false }
            var object = scanner.cursor()
            while scanner.nextMember(bytes, &object) {
                let child = policy.table.child(of: node, for: object, scanner, bytes)
                let isWellFormed =
                    child < 0
                    ? scanner.skipValue(bytes, depth: depth + 1) : look(bytes, at: child, depth: depth + 1)
                if !isWellFormed { return false }
            }
            return scanner.close(&object, bytes)
        case UInt8(ascii: "[") where node.anyElement >= 0:
            guard scanner.openArray(depth: depth) else { return false }
            var isFirst = true
            while scanner.nextElement(bytes, &isFirst) {
                guard look(bytes, at: Int(node.anyElement), depth: depth + 1) else { return false }
            }
            return scanner.fault == nil
        default: return answer(bytes, node, depth: depth)
        }
    }

    /// Answers the tests on a value. What is no text, number or boolean leaves them as they are.
    private mutating func answer(_ bytes: Span<UInt8>, _ node: PathTable.Node, depth: Int) -> Bool {
        let start = scanner.position
        guard node.testCount > 0 else { return scanner.skipValue(bytes, depth: depth) }
        switch bytes[start] {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "n"):
            return scanner.skipValue(bytes, depth: depth)
        case UInt8(ascii: "\""):
            let token = scanner.scanString(bytes)
            if token.isFault { return false }
            if token.hasEscapes {
                text.removeAll()
                JSONText.decode(bytes, token.start..<token.end, into: &text)
                Self.answer(policy, node, &answers, text, number: nil)
            } else {
                Self.answer(policy, node, &answers, bytes.extracting(token.start..<token.end), number: nil)
            }
        default:
            guard scanner.skipNumberOrWord(bytes) else { return false }
            let literal = bytes.extracting(start..<scanner.position)
            Self.answer(policy, node, &answers, literal, number: DecimalLiteral(literal))
        }
        return true
    }

    private static func answer(
        _ policy: CompiledPolicy, _ node: PathTable.Node, _ answers: inout [Answer], _ text: borrowing ByteBuffer,
        number: DecimalLiteral?
    ) {
        text.withSpan { answer(policy, node, &answers, $0, number: number) }
    }

    private static func answer(
        _ policy: CompiledPolicy, _ node: PathTable.Node, _ answers: inout [Answer], _ text: Span<UInt8>,
        number: DecimalLiteral?
    ) {
        for offset in Int(node.firstTest)..<Int(node.firstTest + node.testCount) {
            let index = Int(policy.table.tests[offset])
            // Where a path selects several values, one that passes is enough.
            if answers[index] == .holds { continue }
            answers[index] = policy.tests[index].isPassed(by: text, number: number) ? .holds : .fails
        }
    }
}

extension CompiledPolicy.Test {
    /// Whether one of the texts equals a value's text, or its number.
    fileprivate func isPassed(by text: Span<UInt8>, number: DecimalLiteral?) -> Bool {
        for candidate in texts where candidate.count == text.count {
            let candidate = candidate.span
            var isEqual = true
            for index in text.indices where text[index] != candidate[index] { isEqual = false }
            if isEqual { return true }
        }
        guard let number else { return false }
        return numbers.contains(number)
    }
}
