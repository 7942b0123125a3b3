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
    /// The values of fields that are looked for in texts, by list.
    var collected: [[Remembered]]
    /// What is kept for each `redact`.
    let redactions: [RedactionState]
    /// Whether findings are noted with their places, and those of the record that was filtered last.
    var listsFindings = false
    var findings: [LocatedFinding] = []
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
        collected = [[Remembered]](repeating: [], count: policy.listCount)
        redactions = policy.redactions.map { RedactionState($0) }
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

    /// Filters the record that lies in a range of some bytes.
    mutating func process(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Outcome {
        // What lies behind the record is read, and not believed, because that spares looking for its end all the time.
        scanner.readableCount = bytes.count - range.lowerBound
        defer { scanner.readableCount = 0 }
        return process(bytes.extracting(range))
    }

    /// Filters one record.
    mutating func process(_ record: Span<UInt8>) -> Outcome {
        findings.removeAll(keepingCapacity: true)
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
        let rule = policy.table.nodes[place].rule
        switch policy.table.nodes[place].action {
        case .enter: return enter(bytes, place, depth: depth)
        case .transform: return transform(bytes, rule: rule, depth: depth)
        case .keep: return keep(bytes, rule: rule, depth: depth)
        case .keepSubtree:
            tally.add(.kept, rule: rule)
            return enter(bytes, place, depth: depth)
        case .drop:
            tally.add(.dropped, rule: rule)
            return scanner.skipValue(bytes, depth: depth) ? .nothing : .fault
        case .kinds: return filterByKind(bytes, policy.table.nodes[place], depth: depth)
        case .onlyElements: return filterElement(bytes, policy.table.nodes[place], depth: depth)
        case .derive: preconditionFailure("FilterEngine: a rule that derives members is carried out with its object")
        }
    }

    /// Goes into an object or array where longer paths lead into it, and otherwise drops the value, or discloses it below
    /// `keep-subtree`.
    @inline(__always)
    private mutating func enter(_ bytes: Span<UInt8>, _ place: Int, depth: Int) -> Written {
        if policy.table.nodes[place].look >= 0 {
            let start = scanner.position
            guard look(bytes, Int(policy.table.nodes[place].look), depth: depth) else { return .fault }
            scanner.position = start
        }
        switch bytes[scanner.position] {
        case UInt8(ascii: "{") where policy.table.nodes[place].hasMembers:
            return filterObject(bytes, place, depth: depth)
        case UInt8(ascii: "[") where policy.table.nodes[place].anyElement >= 0:
            return filterArray(bytes, place, depth: depth)
        default:
            if policy.table.nodes[place].keepsUnlisted { return copy(bytes, depth: depth) }
            tally.add(1, to: policy.table.nodes[place].unexpectedCounter)
            return scanner.skipValue(bytes, depth: depth) ? .nothing : .fault
        }
    }

    private mutating func filterObject(_ bytes: Span<UInt8>, _ place: Int, depth: Int) -> Written {
        guard scanner.openObject(depth: depth) else { return .fault }
        let start = output.count
        output.append(UInt8(ascii: "{"))
        var object = scanner.cursor(of: scanner.shapes.shape(ofPlace: place))
        var writtenCount = 0
        var unnamedCount = 0
        while scanner.nextMember(bytes, &object) {
            let child = child(of: place, known: object.known, shape: object.shape, bytes)
            let written: Int
            if child >= 0 {
                if scanner.kept.count > 0 { writeKept(bytes, &writtenCount) }
                written = filterMember(bytes, child, isFirst: writtenCount == 0, depth: depth + 1)
            } else if policy.table.nodes[place].keepsUnlisted {
                if scanner.kept.count > 0 { writeKept(bytes, &writtenCount) }
                written = copyMember(bytes, below: object.known, isFirst: writtenCount == 0, depth: depth + 1)
            } else {
                // Known names are counted at the end.
                if object.known == 0 { unnamedCount += 1 }
                written = scanner.skipValue(bytes, depth: depth + 1, below: object.known) ? 0 : -1
            }
            if written < 0 { return .fault }
            writtenCount += written
        }
        guard scanner.close(&object, bytes) else { return .fault }
        if scanner.kept.count > 0 { writeKept(bytes, &writtenCount) }
        unnamedCount += scanner.shapes.droppedCount(object.seenKnown, of: object.shape)
        if unnamedCount > 0 { tally.add(unnamedCount, to: policy.table.nodes[place].unnamedCounter) }
        let staysEmpty = object.isEmpty && policy.table.nodes[place].keepsUnlisted
        return end(of: "}", from: start, isEmpty: writtenCount == 0, staysEmpty: staysEmpty)
    }

    /// Writes what the rule at a place lets through of the current member, and gives how many members that are; -1 at a fault.
    private mutating func filterMember(_ bytes: Span<UInt8>, _ place: Int, isFirst: Bool, depth: Int) -> Int {
        if policy.table.nodes[place].action == .derive {
            return derive(bytes, policy.table.nodes[place], depth: depth, isFirst: isFirst)
        }
        let mark = output.count
        beginMember(bytes, isFirst: isFirst)
        return end(filter(bytes, place, depth: depth), from: mark)
    }

    /// The same for one that is disclosed because it lies below a `keep-subtree`.
    private mutating func copyMember(_ bytes: Span<UInt8>, below known: Int32, isFirst: Bool, depth: Int) -> Int {
        let mark = output.count
        beginMember(bytes, isFirst: isFirst)
        return end(copy(bytes, depth: depth, below: known), from: mark)
    }

    @inline(__always)
    private mutating func beginMember(_ bytes: Span<UInt8>, isFirst: Bool) {
        if !isFirst { output.append(UInt8(ascii: ",")) }
        output.append(bytes, scanner.nameStart..<scanner.nameEnd)
        output.append(UInt8(ascii: ":"))
    }

    /// Takes a member back of which nothing is written.
    @inline(__always)
    private mutating func end(_ member: Written, from mark: Int) -> Int {
        switch member {
        case .something: return 1
        case .nothing:
            output.truncate(to: mark)
            return 0
        case .fault: return -1
        }
    }

    /// The place that the current member's name leads to; -1 if no path leads there. Of a known name it is noted beside the name.
    @inline(__always)
    mutating func child(of place: Int, known: Int32, shape: Int32, _ bytes: Span<UInt8>) -> Int {
        let child = scanner.shapes.place(of: known)
        return child != ObjectShapes.unknownPlace ? Int(child) : findChild(of: place, known: known, shape: shape, bytes)
    }

    @inline(never)
    private mutating func findChild(of place: Int, known: Int32, shape: Int32, _ bytes: Span<UInt8>) -> Int {
        let node = policy.table.nodes[place]
        if known == 0 { return policy.table.child(of: node, scanner, bytes) }
        // Not the name as it stands in the record: that can have escapes, if a record before broke off behind this name, so that nothing was
        // noted of it.
        let child = scanner.shapes.withText(of: known) { name in policy.table.child(of: node, named: name) }
        if child < 0, !node.keepsUnlisted {
            scanner.shapes.noteDropped(known, of: shape)
        } else {
            let isKept = child >= 0 && policy.table.nodes[child].action == .keep
            scanner.shapes.note(
                place: Int32(child), keptBy: isKept ? policy.table.nodes[child].rule : nil, of: known)
        }
        return child
    }

    /// Writes the members that the scanner has passed over and that are kept. Those that follow on each other are copied with their commas.
    private mutating func writeKept(_ bytes: Span<UInt8>, _ writtenCount: inout Int) {
        output.append(
            scanner.kept, of: bytes, readableCount: max(scanner.readableCount, bytes.count),
            separator: UInt8(ascii: ","), isFirst: writtenCount == 0)
        tally.addKept(scanner.keptRules)
        writtenCount += scanner.keptRules.count
        scanner.forgetKept()
    }

    private mutating func filterArray(_ bytes: Span<UInt8>, _ place: Int, depth: Int) -> Written {
        guard scanner.openArray(depth: depth) else { return .fault }
        let start = output.count
        output.append(UInt8(ascii: "["))
        let element = Int(policy.table.nodes[place].anyElement)
        var isFirst = true
        var elementCount = 0
        var writtenCount = 0
        while scanner.nextElement(bytes, &isFirst) {
            elementCount += 1
            let mark = output.count
            if writtenCount > 0 { output.append(UInt8(ascii: ",")) }
            switch filter(bytes, element, depth: depth + 1) {
            case .something: writtenCount += 1
            case .nothing: output.truncate(to: mark)
            case .fault: return .fault
            }
        }
        if scanner.fault != nil { return .fault }
        return end(
            of: "]", from: start, isEmpty: writtenCount == 0,
            staysEmpty: elementCount == 0 && policy.table.nodes[place].keepsUnlisted)
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
    mutating func copy(_ bytes: Span<UInt8>, depth: Int, below name: Int32 = 0) -> Written {
        let start = scanner.position
        scanner.sawWhitespace = false
        guard scanner.skipValue(bytes, depth: depth, below: name) else { return .fault }
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
