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
    /// The first thing that is wrong.
    var fault: RecordFault?
    /// Whether there was white space between tokens since this was last set to false. A value without any can be copied whole.
    var sawWhitespace = false
    private var names = NameStack()
    private var decodedNames = ByteBuffer(capacity: 256)

    /// How deep values may nest, counted from the record's own object.
    static let depthLimit = 64

    /// Prepares for the next record, or for another look at the same one.
    mutating func reset(to position: Int) {
        self.position = position
        fault = nil
        names.close(0)
        decodedNames.removeAll()
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

    /// Passes over a value and checks it.
    mutating func skipValue(_ bytes: Span<UInt8>, depth: Int) -> Bool {
        guard position < bytes.count else {
            fail(.endsTooEarly, at: position)
            return false
        }
        switch bytes[position] {
        case UInt8(ascii: "\""): return !scanString(bytes).isFault
        case UInt8(ascii: "{"):
            guard openObject(depth: depth) else { return false }
            var object = ObjectCursor(firstName: names.count)
            while nextMember(bytes, &object) {
                guard skipValue(bytes, depth: depth + 1) else { return false }
            }
            return close(&object, bytes)
        case UInt8(ascii: "["):
            guard openArray(depth: depth) else { return false }
            var isFirst = true
            while nextElement(bytes, &isFirst) {
                guard skipValue(bytes, depth: depth + 1) else { return false }
            }
            return fault == nil
        default: return skipNumberOrWord(bytes)
        }
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
    struct ObjectCursor {
        /// Where the object's names begin on the stack.
        fileprivate let firstName: Int
        /// One bit for each hash of a name so far: a name whose bit is not set is new, which spares most comparisons.
        fileprivate var seen: UInt64 = 0
        /// The name of the current member.
        fileprivate(set) var name = NameStack.Entry.none
        /// Where the current member's name begins and ends in the record, with its quotes.
        fileprivate(set) var nameStart = 0
        fileprivate(set) var nameEnd = 0
        fileprivate(set) var isEmpty = true

        fileprivate init(firstName: Int) {
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

    /// A cursor for the object that was just entered.
    @inline(__always)
    func cursor() -> ObjectCursor { ObjectCursor(firstName: names.count) }

    @inline(__always)
    mutating func openArray(depth: Int) -> Bool { openObject(depth: depth) }

    /// Goes to the value of the next member. False at the object's end and at a fault.
    @inline(__always)
    mutating func nextMember(_ bytes: Span<UInt8>, _ object: inout ObjectCursor) -> Bool {
        skipWhitespace(bytes)
        guard position < bytes.count else {
            fail(.endsTooEarly, at: position)
            return false
        }
        if object.isEmpty {
            object.isEmpty = false
            if bytes[position] == UInt8(ascii: "}") {
                position += 1
                object.isEmpty = true
                return false
            }
        } else {
            if bytes[position] == UInt8(ascii: "}") {
                position += 1
                return false
            }
            guard bytes[position] == UInt8(ascii: ",") else {
                fail(.expectedCommaOrBrace, at: position)
                return false
            }
            position += 1
            skipWhitespace(bytes)
        }
        return memberName(bytes, &object)
    }

    /// Reads a name and its colon, and goes to the value.
    @inline(__always)
    private mutating func memberName(_ bytes: Span<UInt8>, _ object: inout ObjectCursor) -> Bool {
        let start = position
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            fail(position < bytes.count ? .expectedName : .endsTooEarly, at: position)
            return false
        }
        let token = scanString(bytes)
        if token.isFault { return false }
        object.nameStart = start
        object.nameEnd = position
        if token.hasEscapes {
            object.name = decodedName(bytes, token)
        } else {
            object.name = NameStack.Entry(bytes, start: token.start, end: token.end, isDecoded: false)
        }
        let bit = object.name.bit
        if object.seen & bit != 0, isDuplicate(bytes, object) {
            fail(.duplicateName, at: start)
            return false
        }
        object.seen |= bit
        names.push(object.name, at: start)
        skipWhitespace(bytes)
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
            fail(position < bytes.count ? .expectedColon : .endsTooEarly, at: position)
            return false
        }
        position += 1
        skipWhitespace(bytes)
        return true
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

    /// Whether the current member's name equals the one of an object's rule.
    @inline(__always)
    func name(_ object: ObjectCursor, equals text: Span<UInt8>, _ bytes: Span<UInt8>) -> Bool {
        object.name.isDecoded
            ? decodedNames.withSpan { object.name.text(in: $0, equals: text) }
            : object.name.text(in: bytes, equals: text)
    }

    private mutating func decodedName(_ bytes: Span<UInt8>, _ token: StringToken) -> NameStack.Entry {
        let start = decodedNames.count
        JSONText.decode(bytes, token.start..<token.end, into: &decodedNames)
        let end = decodedNames.count
        return decodedNames.withSpan { NameStack.Entry($0, start: start, end: end, isDecoded: true) }
    }

    private func isDuplicate(_ bytes: Span<UInt8>, _ object: ObjectCursor) -> Bool {
        decodedNames.withSpan { names.contains(object.name, from: object.firstName, bytes, decoded: $0) }
    }

    @inline(never)
    private mutating func largeObjectIsClean(_ object: ObjectCursor, _ bytes: Span<UInt8>) -> Bool {
        let duplicate = decodedNames.withSpan { names.firstDuplicate(from: object.firstName, bytes, decoded: $0) }
        guard let duplicate else { return true }
        fail(.duplicateName, at: duplicate)
        return false
    }
}
