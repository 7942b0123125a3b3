/// Walks over one record after another, checks every byte, and writes what the policy lets through.
///
/// The walk writes as it goes and takes back what turns out to be empty; a bad record is taken back whole, with its counts. Where a
/// policy has conditions the record, which is in memory, gets a look of its own before: a field that decides may come last.
struct FilterEngine: ~Copyable {
    let policy: CompiledPolicy
    var scanner = JSONScanner()
    /// The records that were let through and not yet handed on.
    var output = ByteBuffer(capacity: 2 * InputFile.blockByteCount)
    var tally: RecordTally
    /// What the tests of the last look found, by test.
    var answers: [Answer]
    /// Decoded and transformed texts on their way to the output.
    var text = ByteBuffer()
    var nextText = ByteBuffer()
    var canonical = ByteBuffer()

    /// What a test found. Only `holds` ever lets a record pass.
    enum Answer: UInt8 {
        case unknown
        case fails
        case holds
    }

    init(_ policy: CompiledPolicy) {
        self.policy = policy
        tally = RecordTally(counterCount: policy.counterCount)
        answers = [Answer](repeating: .unknown, count: policy.tests.count)
    }

    /// What became of a record.
    enum Outcome {
        /// There was only white space.
        case blank
        case written
        case leftOut(Reason)
        /// The scanner's fault says why.
        case bad
    }

    enum Reason {
        case onlyIf
        case noKind
        case nothingLeft
    }

    /// What became of a value.
    enum Written {
        case nothing
        case something
        case fault
    }

    /// Filters one record, from its first byte (behind a byte order mark).
    mutating func process(_ record: Span<UInt8>, from first: Int) -> Outcome {
        scanner.reset(to: first)
        scanner.skipWhitespace(record)
        let start = scanner.position
        if start == record.count { return .blank }
        guard record[start] == UInt8(ascii: "{") else {
            scanner.fail(.notAnObject, at: start)
            return .bad
        }
        var root = policy.rootNode
        if policy.recordTestNode >= 0 {
            guard look(record, policy.recordTestNode, depth: 1), reachesEnd(record) else { return .bad }
            if !holds(policy.onlyIf) { return .leftOut(.onlyIf) }
            scanner.reset(to: start)
        }
        if policy.recordKinds >= 0 {
            guard let kind = policy.kinds[policy.recordKinds].kinds.first(where: { holds($0.tests) }) else {
                return checked(record, from: start) ? .leftOut(.noKind) : .bad
            }
            root = kind.rootNode
        }
        let mark = output.count
        let written = filter(record, root, depth: 1)
        guard written != .fault, reachesEnd(record) else {
            output.truncate(to: mark)
            tally.rollBack()
            return .bad
        }
        tally.commit()
        if written == .nothing { return .leftOut(.nothingLeft) }
        output.append(UInt8(ascii: "\n"))
        return .written
    }

    /// Whether nothing but white space follows.
    private mutating func reachesEnd(_ record: Span<UInt8>) -> Bool {
        scanner.skipWhitespace(record)
        if scanner.position == record.count { return true }
        scanner.fail(.trailingText, at: scanner.position)
        return false
    }

    /// Whether the record is well-formed, for one that is left out without having been walked over.
    private mutating func checked(_ record: Span<UInt8>, from start: Int) -> Bool {
        scanner.reset(to: start)
        return scanner.skipValue(record, depth: 1) && reachesEnd(record)
    }

    // MARK: - Rules

    /// Writes what the rule at a place lets through of the value at the scanner's position.
    private mutating func filter(_ bytes: Span<UInt8>, _ place: Int, depth: Int) -> Written {
        guard scanner.position < bytes.count else {
            scanner.fail(.endsTooEarly, at: scanner.position)
            return .fault
        }
        let node = policy.table.nodes[place]
        switch node.action {
        case .enter: return enter(bytes, node, depth: depth)
        case .keep:
            let byte = bytes[scanner.position]
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                return unhandled(bytes, node, step: 0, depth: depth)
            }
            tally.add(.kept, rule: node.rule)
            return copy(bytes, depth: depth)
        case .keepSubtree:
            tally.add(.kept, rule: node.rule)
            return enter(bytes, node, depth: depth)
        case .drop:
            tally.add(.dropped, rule: node.rule)
            return scanner.skipValue(bytes, depth: depth) ? .nothing : .fault
        case .transform: return transform(bytes, node, depth: depth)
        case .kinds: return filterByKind(bytes, node, depth: depth)
        }
    }

    /// Goes into an object or array where longer paths lead into it, and otherwise drops the value, or discloses it below
    /// `keep-subtree`.
    private mutating func enter(_ bytes: Span<UInt8>, _ node: PathTable.Node, depth: Int) -> Written {
        switch bytes[scanner.position] {
        case UInt8(ascii: "{") where node.hasMembers: return filterObject(bytes, node, depth: depth)
        case UInt8(ascii: "[") where node.anyElement >= 0: return filterArray(bytes, node, depth: depth)
        default:
            if node.keepsUnlisted { return copy(bytes, depth: depth) }
            tally.add(1, to: node.unexpectedCounter)
            return scanner.skipValue(bytes, depth: depth) ? .nothing : .fault
        }
    }

    private mutating func filterObject(_ bytes: Span<UInt8>, _ node: PathTable.Node, depth: Int) -> Written {
        guard scanner.openObject(depth: depth) else { return .fault }
        let start = output.count
        output.append(UInt8(ascii: "{"))
        var object = scanner.cursor()
        var writtenCount = 0
        var unnamedCount = 0
        while scanner.nextMember(bytes, &object) {
            let child = policy.table.child(of: node, for: object, scanner, bytes)
            if child < 0, !node.keepsUnlisted {
                unnamedCount += 1
                guard scanner.skipValue(bytes, depth: depth + 1) else { return .fault }
                continue
            }
            let mark = output.count
            if writtenCount > 0 { output.append(UInt8(ascii: ",")) }
            output.append(bytes, object.nameStart..<object.nameEnd)
            output.append(UInt8(ascii: ":"))
            switch child < 0 ? copy(bytes, depth: depth + 1) : filter(bytes, child, depth: depth + 1) {
            case .something: writtenCount += 1
            case .nothing: output.truncate(to: mark)
            case .fault: return .fault
            }
        }
        guard scanner.close(&object, bytes) else { return .fault }
        if unnamedCount > 0 { tally.add(unnamedCount, to: node.unnamedCounter) }
        return end(of: "}", from: start, isEmpty: writtenCount == 0, staysEmpty: object.isEmpty && node.keepsUnlisted)
    }

    private mutating func filterArray(_ bytes: Span<UInt8>, _ node: PathTable.Node, depth: Int) -> Written {
        guard scanner.openArray(depth: depth) else { return .fault }
        let start = output.count
        output.append(UInt8(ascii: "["))
        var isFirst = true
        var elementCount = 0
        var writtenCount = 0
        while scanner.nextElement(bytes, &isFirst) {
            elementCount += 1
            let mark = output.count
            if writtenCount > 0 { output.append(UInt8(ascii: ",")) }
            switch filter(bytes, Int(node.anyElement), depth: depth + 1) {
            case .something: writtenCount += 1
            case .nothing: output.truncate(to: mark)
            case .fault: return .fault
            }
        }
        if scanner.fault != nil { return .fault }
        return end(
            of: "]", from: start, isEmpty: writtenCount == 0, staysEmpty: elementCount == 0 && node.keepsUnlisted)
    }

    /// Closes a container, or takes it back if nothing of it remains: its mere presence would tell something.
    private mutating func end(of bracket: Unicode.Scalar, from start: Int, isEmpty: Bool, staysEmpty: Bool) -> Written {
        if isEmpty, !staysEmpty {
            output.truncate(to: start)
            return .nothing
        }
        output.append(UInt8(ascii: bracket))
        return .something
    }

    /// Discloses a value as it is written, without the white space between its tokens.
    @inline(__always)
    private mutating func copy(_ bytes: Span<UInt8>, depth: Int) -> Written {
        let start = scanner.position
        scanner.sawWhitespace = false
        guard scanner.skipValue(bytes, depth: depth) else { return .fault }
        if scanner.sawWhitespace {
            JSONText.appendCompact(bytes, start..<scanner.position, to: &output)
        } else {
            output.append(bytes, start..<scanner.position)
        }
        return .something
    }

    private mutating func filterByKind(_ bytes: Span<UInt8>, _ node: PathTable.Node, depth: Int) -> Written {
        let start = scanner.position
        guard bytes[start] == UInt8(ascii: "{") else { return unhandled(bytes, node, step: 0, depth: depth) }
        let kinds = policy.kinds[Int(node.detail)]
        if kinds.testNode >= 0 {
            guard look(bytes, kinds.testNode, depth: depth) else { return .fault }
            scanner.position = start
        }
        guard let kind = kinds.kinds.first(where: { holds($0.tests) }) else {
            tally.add(.dropped, rule: node.rule)
            tally.add(1, to: kinds.noKindCounter)
            return scanner.skipValue(bytes, depth: depth) ? .nothing : .fault
        }
        tally.add(.kept, rule: node.rule)
        return filter(bytes, kind.rootNode, depth: depth)
    }

    /// Drops a value that a rule cannot handle, or stops at it. The value is checked before, so that a malformed record is called
    /// malformed.
    mutating func unhandled(_ bytes: Span<UInt8>, _ node: PathTable.Node, step: Int, depth: Int) -> Written {
        let start = scanner.position
        guard scanner.skipValue(bytes, depth: depth) else { return .fault }
        if policy.steps[Int(node.rule)][step].otherwise == .stop {
            scanner.fail(.stopped(rule: Int(node.rule)), at: start)
            return .fault
        }
        tally.add(.unhandled, rule: node.rule)
        return .nothing
    }
}
