/// A strict reader of RFC 8259 JSON over the bytes of one record, which decides nothing: it finds where things begin and end, and
/// notes the first fault.
///
/// Everything it passes over is checked, also what the filter will drop: UTF-8, escapes, surrogates, numbers, depth, names that
/// occur twice in one object. Functions that can fail give false or a token that ``StringToken/isFault``, and leave ``fault``;
/// throwing would cost more than the work between two fields.
///
/// State is kept in a structure that is passed `inout`, because a class pays an exclusivity check on every access.
///
/// - **Source**: RFC 8259; RFC 3629 for UTF-8.
struct JSONScanner: ~Copyable {
    /// The next byte to look at.
    var position = 0
    /// How many bytes can be read from the beginning of those that are scanned, where something lies behind them in memory. Whoever sets
    /// it answers for that.
    var readableCount = 0
    /// The first thing that is wrong.
    var fault: RecordFault?
    /// Whether there was white space between tokens since this was last set to false. A value without any can be copied whole.
    var sawWhitespace = false
    /// Where the current member's name begins and ends in the record, with its quotes.
    var nameStart = 0
    var nameEnd = 0
    /// The same name, if its shape does not have it.
    private(set) var name = NameStack.Entry.none
    /// The members that ``nextMember(_:_:)`` has passed over and that are kept, those that follow on each other as one, and the rules by which they
    /// are kept.
    var kept = PlainBuffer<ByteBuffer.Piece>()
    var keptRules = PlainBuffer<Int32>()
    /// Whether there was a space behind the last comma that was looked at closely.
    var isSpaced = false
    /// What objects looked like so far.
    var shapes = ObjectShapes()
    /// The names of the open objects that their shapes do not have.
    private var names = NameStack()
    private var decodedNames = ByteBuffer(capacity: 256)

    /// How deep values may nest, counted from the record's own object.
    static let depthLimit = 64

    /// Prepares for the next record, or for another look at the same one.
    mutating func reset(to position: Int) {
        self.position = position
        fault = nil
        forgetKept()
        names.close(0)
        decodedNames.removeAll()
    }

    /// Forgets the members that were passed over and are kept.
    @inline(__always)
    mutating func forgetKept() {
        kept.truncate(to: 0)
        keptRules.truncate(to: 0)
    }

    @inline(never)
    mutating func fail(_ kind: RecordFault.Kind, at offset: Int) {
        if fault == nil { fault = RecordFault(kind: kind, offset: offset) }
    }

    @inline(__always)
    mutating func skipWhitespace(_ bytes: Span<UInt8>) {
        while position < bytes.count {
            let byte = bytes[position]
            // The four bytes of white space are below every byte that begins a token.
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            sawWhitespace = true
            position += 1
        }
    }

    /// Whether a text is one JSON value and nothing else, with no name twice in an object, and not too deep.
    static func isStrict(_ bytes: Span<UInt8>) -> Bool {
        var scanner = JSONScanner()
        scanner.skipWhitespace(bytes)
        guard scanner.skipValue(bytes, depth: 1) else { return false }
        scanner.skipWhitespace(bytes)
        return scanner.position == bytes.count
    }

    // MARK: - Values

    /// Passes over a value and checks it. `name` is the known one that it lies under, which has its shape; 0 if there is none.
    @inline(__always)
    mutating func skipValue(_ bytes: Span<UInt8>, depth: Int, below name: Int32 = 0) -> Bool {
        guard position < bytes.count else {
            fail(.endsTooEarly, at: position)
            return false
        }
        switch bytes[position] {
        case UInt8(ascii: "\""): return !scanString(bytes).isFault
        case UInt8(ascii: "{"): return skipObject(bytes, depth: depth, below: name)
        case UInt8(ascii: "["): return skipArray(bytes, depth: depth, below: name)
        default: return skipNumberOrWord(bytes)
        }
    }

    private mutating func skipObject(_ bytes: Span<UInt8>, depth: Int, below name: Int32) -> Bool {
        guard openObject(depth: depth) else { return false }
        var object = cursor(of: shapes.shape(below: name))
        while nextMember(bytes, &object) {
            guard skipValue(bytes, depth: depth + 1, below: object.known) else { return false }
        }
        return close(&object, bytes)
    }

    private mutating func skipArray(_ bytes: Span<UInt8>, depth: Int, below name: Int32) -> Bool {
        guard openArray(depth: depth) else { return false }
        var isFirst = true
        while nextElement(bytes, &isFirst) {
            guard skipValue(bytes, depth: depth + 1, below: name) else { return false }
        }
        return fault == nil
    }

    /// Passes over a number, `true`, `false` or `null`.
    @inline(__always)
    mutating func skipNumberOrWord(_ bytes: Span<UInt8>) -> Bool {
        let byte = bytes[position]
        if byte == UInt8(ascii: "-") || isASCIIDigit(byte) { return skipNumber(bytes) }
        switch byte {
        case UInt8(ascii: "t"): return skipWord("true", bytes)
        case UInt8(ascii: "f"): return skipWord("false", bytes)
        case UInt8(ascii: "n"): return skipWord("null", bytes)
        default:
            fail(.notAValue, at: position)
            return false
        }
    }

    /// Passes over a number.
    @inline(__always)
    mutating func skipNumber(_ bytes: Span<UInt8>) -> Bool {
        let end = Self.endOfNumber(bytes, from: position)
        guard end > 0 else {
            fail(end == 0 ? .notAValue : .notANumber, at: position)
            return false
        }
        position = end
        return true
    }

    /// Where the number that begins at an index ends: RFC 8259 section 6. Zero where there is none, as in `-x`, and -1 where one
    /// begins and is not a number, as in `01` and `1.`.
    static func endOfNumber(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        let count = bytes.count
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        guard index < count, isASCIIDigit(bytes[index]) else { return 0 }
        if bytes[index] == UInt8(ascii: "0") {
            index += 1
        } else {
            while index < count, isASCIIDigit(bytes[index]) { index += 1 }
        }
        if index < count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            let first = index
            while index < count, isASCIIDigit(bytes[index]) { index += 1 }
            if index == first { return -1 }
        }
        if index < count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
            let first = index
            while index < count, isASCIIDigit(bytes[index]) { index += 1 }
            if index == first { return -1 }
        }
        // `01` and `1.2.3` go on where a number has ended.
        return index < count && (isASCIIDigit(bytes[index]) || bytes[index] == UInt8(ascii: ".")) ? -1 : index
    }

    private mutating func skipWord(_ word: StaticString, _ bytes: Span<UInt8>) -> Bool {
        let length = word.utf8CodeUnitCount
        let start = position
        guard length <= bytes.count - start else {
            fail(.notAValue, at: start)
            return false
        }
        // Sound: a StaticString of several characters has a pointer to as many bytes as its length says.
        let isEqual = word.withUTF8Buffer { word in
            for index in 0..<length where unsafe word[index] != bytes[start + index] { return false }
            return true
        }
        guard isEqual else {
            fail(.notAValue, at: start)
            return false
        }
        position += length
        return true
    }

    // MARK: - Objects and arrays

    /// Where a walk over an object stands.
    struct ObjectCursor: ~Copyable {
        /// The object's shape, -1 if there is none.
        let shape: Int32
        /// The known name that is expected next; 0 if there is none.
        var expected: Int32
        /// The current member's name as a known one; 0 if its shape does not have it.
        var known: Int32 = 0
        /// The last known name before.
        var previous: Int32 = 0
        /// The bits of the known names so far.
        var seenKnown: UInt64 = 0
        /// Where the object's other names begin on the stack.
        let firstName: Int
        /// One bit for each hash of them: a name whose bit is not set is new, which spares most comparisons.
        var seen: UInt64 = 0
        var isEmpty = true

        init(shape: Int32, expected: Int32, firstName: Int) {
            self.shape = shape
            self.expected = expected
            self.firstName = firstName
        }
    }

    /// Enters the object at ``position``, or fails if it is too deep.
    @inline(__always)
    mutating func openObject(depth: Int) -> Bool {
        guard depth <= Self.depthLimit else {
            fail(.tooDeep, at: position)
            return false
        }
        position += 1
        return true
    }

    /// A cursor for the object that was just entered, which has a shape, or -1.
    @inline(__always)
    func cursor(of shape: Int32 = -1) -> ObjectCursor {
        ObjectCursor(shape: shape, expected: shapes.first(of: shape), firstName: names.count)
    }

    @inline(__always)
    mutating func openArray(depth: Int) -> Bool { openObject(depth: depth) }

    /// Goes to the value of the next member that is not passed over. False at the object's end and at a fault.
    @inline(__always)
    mutating func nextMember(_ bytes: Span<UInt8>, _ object: inout ObjectCursor) -> Bool {
        switch passMembers(bytes, &object) {
        case .atValue: true
        case .behindEnd: false
        case .beforeOther: fault == nil && findMember(bytes, &object)
        }
    }

    /// Goes to the next member the long way, which every byte takes that ``passMembers(_:_:)`` does not.
    @inline(never)
    private mutating func findMember(_ bytes: Span<UInt8>, _ object: inout ObjectCursor) -> Bool {
        skipWhitespace(bytes)
        guard position < bytes.count else {
            fail(.endsTooEarly, at: position)
            return false
        }
        if bytes[position] == UInt8(ascii: "}") {
            position += 1
            return false
        }
        if !object.isEmpty {
            guard bytes[position] == UInt8(ascii: ",") else {
                fail(.expectedCommaOrBrace, at: position)
                return false
            }
            position += 1
            isSpaced = position < bytes.count && bytes[position] == UInt8(ascii: " ")
            skipWhitespace(bytes)
        }
        object.isEmpty = false
        let known = shapes.recognize(bytes, at: position, expecting: object.expected)
        if known == 0 { return readName(bytes, &object) }
        nameStart = position
        position += shapes.byteCount(of: known)
        nameEnd = position - 1
        skipWhitespace(bytes)
        return take(known, &object)
    }

    /// Makes a known name the current one, unless the object has it already.
    private mutating func take(_ known: Int32, _ object: inout ObjectCursor) -> Bool {
        let bit = shapes.bit(of: known)
        if object.seenKnown & bit != 0 {
            fail(.duplicateName, at: nameStart)
            return false
        }
        object.seenKnown |= bit
        object.known = known
        object.expected = shapes.next(after: known)
        return true
    }

    /// Reads a name and its colon, and goes to the value.
    private mutating func readName(_ bytes: Span<UInt8>, _ object: inout ObjectCursor) -> Bool {
        let start = position
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            fail(position < bytes.count ? .expectedName : .endsTooEarly, at: position)
            return false
        }
        let token = scanString(bytes)
        if token.isFault { return false }
        nameStart = start
        nameEnd = position
        if token.hasEscapes {
            name = decodedName(bytes, token)
        } else {
            name = NameStack.Entry(bytes, start: token.start, end: token.end, isDecoded: false)
        }
        guard isNew(bytes, &object) else { return false }
        skipWhitespace(bytes)
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
            fail(position < bytes.count ? .expectedColon : .endsTooEarly, at: position)
            return false
        }
        position += 1
        skipWhitespace(bytes)
        return true
    }

    /// Notes the name that was read, in the object's shape if there is room. False, with the fault, if the object has it already.
    private mutating func isNew(_ bytes: Span<UInt8>, _ object: inout ObjectCursor) -> Bool {
        let bit = name.bit
        if object.known > 0 { object.previous = object.known }
        let found = knownName(bytes, object)
        if found > 0 {
            shapes.expect(found, after: object.previous, in: object.shape)
            return take(found, &object)
        }
        object.known = 0
        if object.seen & bit != 0, isDuplicate(bytes, object) {
            fail(.duplicateName, at: nameStart)
            return false
        }
        // Of so many names not all have been compared, so none may leave the stack.
        if object.shape >= 0, !name.isDecoded, names.count - object.firstName <= NameStack.directLimit {
            let text = bytes.extracting(name.start..<name.end)
            let learned = shapes.learn(text, hashBit: bit, after: object.previous, in: object.shape)
            if learned > 0 { return take(learned, &object) }
        }
        object.seen |= bit
        names.push(name, at: nameStart)
        return true
    }

    private func knownName(_ bytes: Span<UInt8>, _ object: borrowing ObjectCursor) -> Int32 {
        if object.shape < 0 { return 0 }
        if name.isDecoded {
            return decodedNames.withSpan { decoded in
                shapes.find(decoded.extracting(name.start..<name.end), hashBit: name.bit, in: object.shape)
            }
        }
        return shapes.find(bytes.extracting(name.start..<name.end), hashBit: name.bit, in: object.shape)
    }

    /// Leaves an object whose end ``nextMember(_:_:)`` found. False if it stopped at a fault instead, or if a large object turns
    /// out to have a name twice.
    @inline(__always)
    mutating func close(_ object: inout ObjectCursor, _ bytes: Span<UInt8>) -> Bool {
        if fault != nil { return false }
        if names.count - object.firstName > NameStack.directLimit, !largeObjectIsClean(object, bytes) { return false }
        names.close(object.firstName)
        return true
    }

    /// Goes to the next element. False at the array's end and at a fault.
    @inline(__always)
    mutating func nextElement(_ bytes: Span<UInt8>, _ isFirst: inout Bool) -> Bool {
        skipWhitespace(bytes)
        guard position < bytes.count else {
            fail(.endsTooEarly, at: position)
            return false
        }
        let byte = bytes[position]
        if isFirst {
            isFirst = false
            if byte == UInt8(ascii: "]") {
                position += 1
                return false
            }
            return true
        }
        if byte == UInt8(ascii: "]") {
            position += 1
            return false
        }
        guard byte == UInt8(ascii: ",") else {
            fail(.expectedCommaOrBracket, at: position)
            return false
        }
        position += 1
        skipWhitespace(bytes)
        return true
    }

    /// Whether the current member's name, which its shape does not have, equals the one of a rule.
    @inline(__always)
    func name(equals text: Span<UInt8>, _ bytes: Span<UInt8>) -> Bool {
        name.isDecoded
            ? decodedNames.withSpan { name.text(in: $0, equals: text) }
            : name.text(in: bytes, equals: text)
    }

    private mutating func decodedName(_ bytes: Span<UInt8>, _ token: StringToken) -> NameStack.Entry {
        let start = decodedNames.count
        JSONText.decode(bytes, token.start..<token.end, into: &decodedNames)
        let end = decodedNames.count
        return decodedNames.withSpan { NameStack.Entry($0, start: start, end: end, isDecoded: true) }
    }

    private func isDuplicate(_ bytes: Span<UInt8>, _ object: borrowing ObjectCursor) -> Bool {
        decodedNames.withSpan { names.contains(name, from: object.firstName, bytes, decoded: $0) }
    }

    @inline(never)
    private mutating func largeObjectIsClean(_ object: borrowing ObjectCursor, _ bytes: Span<UInt8>) -> Bool {
        let duplicate = decodedNames.withSpan { names.firstDuplicate(from: object.firstName, bytes, decoded: $0) }
        guard let duplicate else { return true }
        fail(.duplicateName, at: duplicate)
        return false
    }
}
