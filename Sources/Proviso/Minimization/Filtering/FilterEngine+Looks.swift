/// Looking at a record or object before it is filtered: to answer the tests of conditions, to remember fields that rules elsewhere need,
/// and to check what the policy requires.
extension FilterEngine {
    /// What was seen of a probe.
    struct Seen {
        /// What the values so far come to; nil if there was none.
        var answer: Answer?
        /// Whether there was a value other than null.
        var isPresent = false
        /// Whether there was any value.
        var isThere = false
    }

    /// A field that is remembered: where its text lies in the record.
    struct Remembered {
        var start = 0
        var end = 0
        var form = Form.absent

        enum Form: UInt8 {
            case absent
            case string
            /// A string with escapes, or a quoted cell with quotes inside.
            case escaped
            case number
        }
    }

    /// Whether a condition is true.
    func holds(_ condition: CompiledCondition?) -> Bool {
        guard let condition else { return true }
        return condition.answer { answer(ofProbe: $0) } == .holds
    }

    func answer(ofProbe number: Int) -> Answer {
        guard case .test(let test) = policy.probes[number] else { preconditionFailure("FilterEngine: not a test") }
        let seen = seen[number]
        switch test.presence {
        case nil: return seen.answer ?? .unknown
        case false?: return seen.isPresent ? .fails : .holds
        case true?:
            guard seen.isPresent else { return .fails }
            return test.asksForValue ? seen.answer ?? .unknown : .holds
        }
    }

    /// Forgets what was found before. Other looks keep what they have found.
    mutating func beginLook(_ look: CompiledPolicy.Look) {
        for number in look.probes {
            seen[number] = Seen()
            switch policy.probes[number] {
            case .slot(let slot): remembered[slot] = Remembered()
            case .list(let list): collected[list].removeAll(keepingCapacity: true)
            case .test, .requirement: break
            }
        }
    }

    /// Whether everything is there that the policy requires; a fault at an index otherwise.
    mutating func endLook(_ look: CompiledPolicy.Look, at index: Int) -> Bool {
        for number in look.required where !seen[number].isThere {
            guard case .requirement(let requirement) = policy.probes[number] else { continue }
            scanner.fail(.missing(requirement: requirement), at: index)
            return false
        }
        return true
    }

    /// Walks over the value at the scanner's position, checks it, and answers a look's probes. The scanner goes on behind the value. False
    /// at a fault.
    mutating func look(_ bytes: Span<UInt8>, _ number: Int, depth: Int) -> Bool {
        let look = policy.looks[number]
        let start = scanner.position
        beginLook(look)
        return self.look(bytes, at: look.rootNode, depth: depth) && endLook(look, at: start)
    }

    private mutating func look(_ bytes: Span<UInt8>, at place: Int, depth: Int) -> Bool {
        guard scanner.position < bytes.count else {
            scanner.fail(.endsTooEarly, at: scanner.position)
            return false
        }
        let node = policy.table.nodes[place]
        let start = scanner.position
        switch bytes[start] {
        case UInt8(ascii: "{"):
            guard observe(node, .object, bytes, Remembered(start: start), at: start) else { return false }
            guard node.hasMembers else { return scanner.skipValue(bytes, depth: depth) }
            guard scanner.openObject(depth: depth) else { return false }
            var object = scanner.cursor(of: scanner.shapes.shape(ofPlace: place))
            while scanner.nextMember(bytes, &object) {
                let child = child(of: place, known: object.known, shape: object.shape, bytes)
                let isWellFormed =
                    child < 0
                    ? scanner.skipValue(bytes, depth: depth + 1, below: object.known)
                    : look(bytes, at: child, depth: depth + 1)
                if !isWellFormed { return false }
            }
            return scanner.close(&object, bytes)
        case UInt8(ascii: "["):
            guard observe(node, .array, bytes, Remembered(start: start), at: start) else { return false }
            guard node.anyElement >= 0 else { return scanner.skipValue(bytes, depth: depth) }
            guard scanner.openArray(depth: depth) else { return false }
            var isFirst = true
            while scanner.nextElement(bytes, &isFirst) {
                guard look(bytes, at: Int(node.anyElement), depth: depth + 1) else { return false }
            }
            return scanner.fault == nil
        case UInt8(ascii: "\""):
            let token = scanner.scanString(bytes)
            if token.isFault { return false }
            let value = Remembered(
                start: token.start, end: token.end, form: token.hasEscapes ? .escaped : .string)
            return observe(node, .string, bytes, value, at: start)
        default:
            guard scanner.skipNumberOrWord(bytes) else { return false }
            let (type, form) = Self.scalar(bytes[start])
            return observe(
                node, type, bytes, Remembered(start: start, end: scanner.position, form: form), at: start)
        }
    }

    private static func scalar(_ first: UInt8) -> (FieldRequirement.ValueType, Remembered.Form) {
        switch first {
        case UInt8(ascii: "t"), UInt8(ascii: "f"): (.boolean, .absent)
        case UInt8(ascii: "n"): (.null, .absent)
        default: (.number, .number)
        }
    }

    /// Answers the probes at a place with a value. False if the policy requires another.
    private mutating func observe(
        _ node: PathTable.Node, _ type: FieldRequirement.ValueType, _ bytes: Span<UInt8>, _ value: Remembered,
        at start: Int
    ) -> Bool {
        guard node.probeCount > 0 else { return true }
        if value.form == .escaped {
            text.removeAll()
            Self.decode(bytes, value.start..<value.end, of: table, into: &text)
        }
        return observe(policy.table.probes(at: node), type, bytes, value, at: start)
    }

    /// The same for the probes of a list; the text of an escaped value is in `text` already.
    mutating func observe(
        _ numbers: ArraySlice<Int32>, _ type: FieldRequirement.ValueType, _ bytes: Span<UInt8>, _ value: Remembered,
        at start: Int
    ) -> Bool {
        for number in numbers {
            let number = Int(number)
            seen[number].isThere = true
            if type != .null { seen[number].isPresent = true }
            switch policy.probes[number] {
            case .slot(let slot): remembered[slot] = value
            case .list(let list): if value.form != .absent { collected[list].append(value) }
            case .test(let test):
                guard test.asksForValue else { continue }
                let answer =
                    value.form == .escaped
                    ? Self.answer(test, text, type) : Self.answer(test, bytes, value, type)
                // Where a path selects several values, one that passes is enough.
                seen[number].answer = seen[number].answer?.or(answer) ?? answer
            case .requirement(let index):
                let requirement = policy.policy.requirements[index]
                let isMet =
                    value.form == .escaped
                    ? Self.isMet(requirement, text, type, isCell: table != nil)
                    : Self.isMet(requirement, bytes, value, type, isCell: table != nil)
                if isMet { continue }
                scanner.fail(.wrongType(requirement: index), at: start)
                return false
            }
        }
        return true
    }

    // MARK: - One value

    private static func answer(
        _ test: CompiledTest, _ text: borrowing ByteBuffer, _ type: FieldRequirement.ValueType
    ) -> Answer {
        text.withSpan { test.answer($0, type) }
    }

    private static func answer(
        _ test: CompiledTest, _ bytes: Span<UInt8>, _ value: Remembered, _ type: FieldRequirement.ValueType
    ) -> Answer {
        switch type {
        case .null, .object, .array: .unknown
        default: test.answer(bytes.extracting(value.start..<max(value.start, value.end)), type)
        }
    }

    private static func isMet(
        _ requirement: FieldRequirement, _ text: borrowing ByteBuffer, _ type: FieldRequirement.ValueType, isCell: Bool
    ) -> Bool {
        text.withSpan { isMet(requirement, $0, type, isCell: isCell) }
    }

    private static func isMet(
        _ requirement: FieldRequirement, _ bytes: Span<UInt8>, _ value: Remembered,
        _ type: FieldRequirement.ValueType, isCell: Bool
    ) -> Bool {
        isMet(requirement, bytes.extracting(value.start..<max(value.start, value.end)), type, isCell: isCell)
    }

    /// Whether a value has one of the types that are allowed; a cell of a table is what its text says.
    private static func isMet(
        _ requirement: FieldRequirement, _ text: Span<UInt8>, _ type: FieldRequirement.ValueType, isCell: Bool
    ) -> Bool {
        requirement.types.contains { wanted in
            if wanted == type { return true }
            switch wanted {
            case .number: return isCell && isNumber(text)
            case .integer: return (type == .number || isCell && isNumber(text)) && isInteger(text)
            case .boolean:
                return isCell
                    && (text.starts(with: Array("true".utf8)) && text.count == 4
                        || text.starts(with: Array("false".utf8)) && text.count == 5)
            case .date: return type == .string && WrittenDate.read(text, forms: DateForm.standardOnly)?.day != nil
            case .string, .object, .array, .null: return false
            }
        }
    }

    private static func isNumber(_ text: Span<UInt8>) -> Bool {
        !text.isEmpty && JSONScanner.endOfNumber(text, from: 0) == text.count
    }

    private static func isInteger(_ literal: Span<UInt8>) -> Bool {
        for index in literal.indices where !isASCIIDigit(literal[index]) && literal[index] != UInt8(ascii: "-") {
            return false
        }
        return true
    }
}
