internal import CTextMask

extension JSONScanner {
    /// How far ``passMembers(_:_:)`` has come.
    enum Passed {
        /// To the value of a member.
        case atValue
        /// Behind the object's end.
        case behindEnd
        /// To something else, or to a fault.
        case beforeOther
    }

    /// Passes over the members of an object that lie ahead, as long as they are simple, and stops at the value of the first whose name is
    /// known and whose value is not simple, at the object's end, or before anything else.
    ///
    /// Most members of most records are a known name and a text or number that is dropped, or kept as it is. For these alone, everything is
    /// held in registers: a member is a comma, two comparisons with an ``ObjectShapes/Name``, and a search for the end of the text,
    /// thirty-two bytes at a time. One comparison with `limit` stands for the bounds of all that is read up to there; what lies behind the
    /// end of the record may be read and is never believed. White space is what programs write most: none, or one space behind each comma
    /// and colon.
    @inline(__always)
    mutating func passMembers(_ bytes: Span<UInt8>, _ object: inout ObjectCursor) -> Passed {
        if object.expected == 0 { return .beforeOther }
        return isSpaced ? passSpacedMembers(bytes, &object) : passDenseMembers(bytes, &object)
    }

    @inline(never)
    private mutating func passDenseMembers(_ bytes: Span<UInt8>, _ object: inout ObjectCursor) -> Passed {
        passMembers(bytes, &object, spaceCount: 0)
    }

    @inline(never)
    private mutating func passSpacedMembers(_ bytes: Span<UInt8>, _ object: inout ObjectCursor) -> Passed {
        passMembers(bytes, &object, spaceCount: 1)
    }

    @inline(__always)
    private mutating func passMembers(
        _ bytes: Span<UInt8>, _ object: inout ObjectCursor, spaceCount: Int
    ) -> Passed {
        let readable = Readable(bytes, count: max(readableCount, bytes.count))
        let names = shapes.table
        var index = position
        var known = object.known
        var expected = object.expected
        var seen = object.seenKnown
        var result = Passed.beforeOther
        // Before the first member there is a brace in place of a comma.
        var separator = UInt8(ascii: ",")
        if object.isEmpty {
            index &-= 1
            separator = UInt8(ascii: "{")
        }
        // A comma, a space, sixteen bytes of a name, a space, a quote, and thirty-two bytes of a text.
        let limit = readable.count &- 52
        while index <= limit {
            guard readable[index] == separator else {
                if readable[index] == UInt8(ascii: "}"), index < bytes.count {
                    index &+= 1
                    result = .behindEnd
                }
                break
            }
            var start = index &+ 1
            if spaceCount > 0, readable[start] == UInt8(ascii: " ") { start &+= 1 }
            let name = Self.shortName(at: start, readable, names, expecting: expected)
            if name == 0 || seen & names[name].bit != 0 { break }
            var value = start &+ Int(names[name].byteCount)
            if spaceCount > 0, readable[value] == UInt8(ascii: " ") { value &+= 1 }
            var end = 0
            // White space behind a colon is not written, so that name and value of what is kept must be told apart.
            let passing = names[name].passing
            let isTogether = spaceCount == 0 || readable[value &- 1] == UInt8(ascii: ":")
            if passing == .drop || passing == .keep && isTogether {
                end = endOfSimpleValue(bytes, readable, from: value)
                if fault != nil { break }
            }
            // A name that reaches the record's end is for the long way.
            if end == 0, value >= bytes.count { break }
            seen |= names[name].bit
            known = name
            expected = names[name].next
            separator = UInt8(ascii: ",")
            if end == 0 {
                nameStart = start
                nameEnd = start &+ Int(names[name].byteCount) &- 1
                index = value
                result = .atValue
                break
            }
            if passing == .keep { noteKept(start, end, rule: names[name].rule) }
            index = end
        }
        if separator == UInt8(ascii: "{") { index &+= 1 } else { object.isEmpty = false }
        position = index
        object.expected = expected
        object.known = known
        object.seenKnown = seen
        if spaceCount > 0 { sawWhitespace = true }
        if result == .atValue { skipWhitespace(bytes) }
        return result
    }

    /// The name of at most sixteen bytes with its quotes and colon that stands at an index, if it is the expected one or comes soon after
    /// it; 0 otherwise.
    @inline(__always)
    private static func shortName(
        at start: Int, _ readable: Readable, _ names: ObjectShapes.Table, expecting expected: Int32
    ) -> Int32 {
        let beginning = readable.word(at: start)
        var name = expected
        for _ in 0..<ObjectShapes.tries {
            if beginning & names[name].firstMask == names[name].first {
                let last = Int(names[name].lastOffset)
                if last == 0 || last <= 8 && readable.word(at: start &+ last) == names[name].last { return name }
            }
            name = names[name].next
        }
        return 0
    }

    /// The index behind the string or number that begins at an index; 0 where there is something else, and at a fault.
    @inline(__always)
    private mutating func endOfSimpleValue(_ bytes: Span<UInt8>, _ readable: Readable, from start: Int) -> Int {
        let first = readable[start]
        if first == UInt8(ascii: "\"") {
            var index = start &+ 1
            var mask = readable.textMask(at: index)
            while mask == 0, index &+ 64 <= readable.count {
                index &+= 32
                mask = readable.textMask(at: index)
            }
            if mask != 0 {
                index &+= mask.trailingZeroBitCount
                if readable[index] == UInt8(ascii: "\""), index < bytes.count { return index &+ 1 }
            }
            return endOfString(bytes, from: start)
        }
        guard start < bytes.count, first == UInt8(ascii: "-") || isASCIIDigit(first) else { return 0 }
        return max(Self.endOfNumber(bytes, from: start), 0)
    }

    /// The same for a string with escapes or with more than ASCII in it.
    @inline(never)
    private mutating func endOfString(_ bytes: Span<UInt8>, from start: Int) -> Int {
        guard start < bytes.count else { return 0 }
        let before = position
        defer { position = before }
        position = start
        return scanString(bytes).isFault ? 0 : position
    }

    /// Notes a member that is kept. Those that follow on each other are one piece.
    @inline(__always)
    private mutating func noteKept(_ start: Int, _ end: Int, rule: Int32) {
        keptRules.append(rule)
        if kept.count > 0, kept[kept.count &- 1].end &+ 1 == start {
            kept[kept.count &- 1].end = end
        } else {
            kept.append(ByteBuffer.Piece(start: start, end: end))
        }
    }
}

/// A record and what can be read behind it, without a look at bounds: whoever reads has looked at them before.
@safe
private struct Readable {
    let count: Int
    private let base: UnsafeRawPointer

    @inline(__always)
    init(_ bytes: Span<UInt8>, count: Int) {
        self.count = count
        // Sound: the pointer is used as long as the span is lent to the caller, which is longer than this value lives. A span without
        // bytes has no base; the caller's has a brace at least.
        unsafe base = bytes.withUnsafeBytes { unsafe $0.baseAddress.unsafelyUnwrapped }
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        assert(index >= 0 && index < count)
        // Sound: the index was compared with the count.
        return unsafe base.load(fromByteOffset: index, as: UInt8.self)
    }

    @inline(__always)
    func word(at index: Int) -> UInt64 {
        assert(index >= 0 && index <= count - 8)
        // Sound: as above, with eight bytes more.
        return unsafe base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    }

    @inline(__always)
    func textMask(at index: Int) -> UInt32 {
        assert(index >= 0 && index <= count - 32)
        // Sound: as above, with thirty-two bytes more.
        return unsafe proviso_text_mask(base + index)
    }
}
