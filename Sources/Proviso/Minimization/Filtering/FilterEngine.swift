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
    /// What the last looks found, by probe, and the fields that they remember, by slot.
    var seen: [Seen]
    var remembered: [Remembered]
    /// Decoded and transformed texts on their way to the output.
    var text = ByteBuffer()
    var nextText = ByteBuffer()
    var canonical = ByteBuffer()
    var decoded = ByteBuffer()
    /// How many records and subjects may still be disclosed, if the policy limits them.
    var limiter: DisclosureLimiter?
    /// How records are set apart in the output.
    let framing: Framing
    /// What becomes of the columns, where records are rows of a table.
    var table: TablePlan?
    var rowScanner = RowScanner(delimiter: UInt8(ascii: ","))
    var log = LogLines()

    /// How records are set apart in the output.
    enum Framing {
        /// Each record ends with a line feed.
        case lines
        /// Each record begins with a comma and a line feed, of which the first is taken off.
        case elements
    }

    init(_ policy: CompiledPolicy, framing: Framing = .lines) {
        self.policy = policy
        self.framing = framing
        tally = RecordTally(counterCount: policy.counterCount)
        seen = [Seen](repeating: Seen(), count: policy.probes.count)
        remembered = [Remembered](repeating: Remembered(), count: policy.slotCount)
        limiter = policy.policy.limit.map { DisclosureLimiter($0) }
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
        case overLimit
    }

    /// What became of a value.
    enum Written {
        case nothing
        case something
        case fault
    }

    /// Filters one record.
    mutating func process(_ record: Span<UInt8>) -> Outcome {
        if let table { return processRow(record, table) }
        scanner.reset(to: 0)
        scanner.skipWhitespace(record)
        let start = scanner.position
        if start == record.count { return .blank }
        guard record[start] == UInt8(ascii: "{") else {
            // In a document, what is not even a value may end in the wrong place, so that it cannot be skipped.
            if framing == .elements, !checked(record, from: start) { return .bad }
            scanner.fail(.notAnObject, at: start)
            return .bad
        }
        var root = policy.rootNode
        if policy.recordLook >= 0 {
            guard look(record, policy.recordLook, depth: 1), reachesEnd(record) else { return .bad }
            if !holds(policy.onlyIf) { return .leftOut(.onlyIf) }
            scanner.reset(to: start)
        }
        if policy.recordKinds >= 0 {
            guard let kind = policy.kinds[policy.recordKinds].kinds.first(where: { holds($0.condition) }) else {
                return checked(record, from: start) ? .leftOut(.noKind) : .bad
            }
            root = kind.rootNode
        }
        let mark = output.count
        if framing == .elements { output.append(",\n") }
        let written = filter(record, root, depth: 1)
        guard written != .fault, reachesEnd(record) else { return takeBack(to: mark, .bad) }
        return finish(written, record, from: mark)
    }

    /// Lets a record that is through leave, unless nothing remains of it or the policy's limit is reached.
    mutating func finish(_ written: Written, _ record: Span<UInt8>, from mark: Int) -> Outcome {
        if written == .nothing {
            output.truncate(to: mark)
            tally.commit()
            return .leftOut(.nothingLeft)
        }
        if limiter != nil, !admits(record) {
            if limiter!.limit.otherwise == .stop { scanner.fail(.overLimit, at: 0) }
            return takeBack(to: mark, limiter!.limit.otherwise == .stop ? .bad : .leftOut(.overLimit))
        }
        tally.commit()
        if framing == .lines, table == nil { output.append(UInt8(ascii: "\n")) }
        return .written
    }

    /// Takes back what was written and counted of a record.
    mutating func takeBack(to mark: Int, _ outcome: Outcome) -> Outcome {
        output.truncate(to: mark)
        tally.rollBack()
        return outcome
    }

    private mutating func admits(_ record: Span<UInt8>) -> Bool {
        guard limiter!.limit.subjects != nil, let subject = policy.subject else { return limiter!.admitsRecord() }
        let digest = withIdentifier(subject, record) { identifier, scratch in
            subject.canonicalization.withForm(of: identifier, scratch: &scratch) { ContentDigest(of: $0) }
        }
        return limiter!.admitsRecord(of: digest)
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
        case .keep: return keep(bytes, rule: node.rule, depth: depth)
        case .keepSubtree:
            tally.add(.kept, rule: node.rule)
            return enter(bytes, node, depth: depth)
        case .drop:
            tally.add(.dropped, rule: node.rule)
            return scanner.skipValue(bytes, depth: depth) ? .nothing : .fault
        case .transform: return transform(bytes, rule: node.rule, depth: depth)
        case .kinds: return filterByKind(bytes, node, depth: depth)
        case .onlyElements: return filterElement(bytes, node, depth: depth)
        case .derive: preconditionFailure("FilterEngine: a rule that derives members is carried out with its object")
        }
    }

    /// Goes into an object or array where longer paths lead into it, and otherwise drops the value, or discloses it below
    /// `keep-subtree`.
    private mutating func enter(_ bytes: Span<UInt8>, _ node: PathTable.Node, depth: Int) -> Written {
        if node.look >= 0 {
            let start = scanner.position
            guard look(bytes, Int(node.look), depth: depth) else { return .fault }
            scanner.position = start
        }
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
            if child >= 0, policy.table.nodes[child].action == .derive {
                let count = derive(bytes, policy.table.nodes[child], depth: depth + 1, isFirst: writtenCount == 0)
                if count < 0 { return .fault }
                writtenCount += count
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
    mutating func copy(_ bytes: Span<UInt8>, depth: Int) -> Written {
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
        guard bytes[start] == UInt8(ascii: "{") else { return unhandled(bytes, rule: node.rule, step: 0, depth: depth) }
        let kinds = policy.kinds[Int(node.detail)]
        if kinds.look >= 0 {
            guard look(bytes, kinds.look, depth: depth) else { return .fault }
            scanner.position = start
        }
        guard let kind = kinds.kinds.first(where: { holds($0.condition) }) else {
            tally.add(.dropped, rule: node.rule)
            tally.add(1, to: kinds.noKindCounter)
            return scanner.skipValue(bytes, depth: depth) ? .nothing : .fault
        }
        tally.add(.kept, rule: node.rule)
        return filter(bytes, kind.rootNode, depth: depth)
    }

    /// Drops a value that a rule cannot handle, or stops at it. The value is checked before, so that a malformed record is called
    /// malformed.
    mutating func unhandled(_ bytes: Span<UInt8>, rule: Int32, step: Int, depth: Int) -> Written {
        let start = scanner.position
        guard scanner.skipValue(bytes, depth: depth) else { return .fault }
        return unhandled(rule: rule, step: step, at: start)
    }

    /// The same for a value that was passed over.
    mutating func unhandled(rule: Int32, step: Int, at index: Int) -> Written {
        if policy.steps[Int(rule)][step].otherwise == .stop {
            scanner.fail(.stopped(rule: Int(rule)), at: index)
            return .fault
        }
        tally.add(.unhandled, rule: rule)
        return .nothing
    }
}
