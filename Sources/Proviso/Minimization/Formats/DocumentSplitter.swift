/// Finds the records of a JSON document that arrives in blocks of any size: the elements of its array, or its only
/// object.
///
/// What stands between the elements is checked to the letter. Inside of an element only strings, escapes and the number
/// of open brackets are followed, both kinds alike, so that no depth takes memory. Whether an element is well-formed,
/// and an object, is for the scanner to say, which sees the whole record. One that is not well-formed may have been cut
/// in the wrong place, and nothing behind it can be trusted. A byte order mark at the beginning is passed over.
///
/// - **Guarantees**: the records do not depend on where the document is cut. If every record is one JSON value, and
///   ``end()`` finds nothing wrong, the document is well-formed.
/// - **Source**: RFC 8259 section 2.
struct DocumentSplitter {
    /// Whether the document is an array of records, and not one record; nil until it has begun.
    private(set) var isArray: Bool?
    private var place = Place.start
    /// How many brackets are open in the record.
    private var depth = 0
    private var mark = ByteOrderMark()

    private enum Place {
        /// Before the document.
        case start
        /// Behind the bracket that opens the array.
        case opening
        /// Behind a comma.
        case comma
        /// Behind an element.
        case element
        /// Behind the document.
        case end
        /// In a record, outside of its strings.
        case structure
        case string
        /// Behind a backslash in a string.
        case escape
        /// In a record that is neither in brackets nor in quotes, as numbers are.
        case literal

        var isInRecord: Bool {
            switch self {
            case .start, .opening, .comma, .element, .end: false
            case .structure, .string, .escape, .literal: true
            }
        }
    }

    /// Finds the next end of a record in a block, from its beginning or from where the last search went on.
    mutating func next(in block: Span<UInt8>, from start: Int) -> RecordScan {
        var first = start
        if !mark.isSettled, !mark.pass(block, &first) { return .fault(.notADocument, at: first) }
        while !place.isInRecord {
            while first < block.count, Self.isWhitespace(block[first]) { first += 1 }
            if first == block.count { return .exhausted }
            if let fault = pass(block[first]) { return .fault(fault, at: first) }
            // The first byte of a record is looked at again as a part of it.
            if !place.isInRecord { first += 1 }
        }
        guard let end = endOfRecord(block, from: first) else { return .unfinished(from: first) }
        place = isArray == true ? .element : .end
        return .record(first..<end, next: end)
    }

    /// What the end of the input means: the document must have ended.
    mutating func end() -> RecordScanEnd {
        switch place {
        case .end: .nothing
        case .start: .fault(.notADocument)
        default: .fault(.documentEndsTooEarly)
        }
    }

    /// Prepares for another document.
    mutating func reset() {
        self = DocumentSplitter()
    }

    // MARK: - Between records

    /// Passes over a byte between records, or enters the record that it begins.
    private mutating func pass(_ byte: UInt8) -> RecordFault.Kind? {
        switch (place, byte) {
        case (.start, UInt8(ascii: "[")):
            isArray = true
            place = .opening
        case (.start, UInt8(ascii: "{")):
            isArray = false
            enterRecord(byte)
        case (.start, _), (.end, _): return .notADocument
        case (.opening, UInt8(ascii: "]")), (.element, UInt8(ascii: "]")): place = .end
        case (.element, UInt8(ascii: ",")): place = .comma
        case (.element, _): return .expectedCommaOrBracket
        default:
            guard Self.beginsValue(byte) else { return .notAValue }
            enterRecord(byte)
        }
        return nil
    }

    private mutating func enterRecord(_ byte: UInt8) {
        depth = 0
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): place = .structure
        default: place = .literal
        }
    }

    private static func beginsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "-"), UInt8(ascii: "t"),
            UInt8(ascii: "f"), UInt8(ascii: "n"):
            true
        default: isASCIIDigit(byte)
        }
    }

    private static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    // MARK: - In a record

    /// Where the record ends; nil if it goes on behind the block.
    private mutating func endOfRecord(_ block: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < block.count {
            switch place {
            case .escape:
                place = .string
                index += 1
            case .string:
                index = ByteSearch.first(UInt8(ascii: "\""), or: UInt8(ascii: "\\"), in: block, from: index)
                guard index < block.count else { return nil }
                if block[index] == UInt8(ascii: "\\") {
                    place = .escape
                } else {
                    place = .structure
                    if depth == 0 { return index + 1 }
                }
                index += 1
            case .literal:
                while index < block.count, !Self.endsLiteral(block[index]) { index += 1 }
                return index < block.count ? index : nil
            default:
                index = Self.nextQuoteOrBracket(block, from: index)
                guard index < block.count else { return nil }
                switch block[index] {
                case UInt8(ascii: "\""): place = .string
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                default:
                    depth -= 1
                    if depth == 0 { return index + 1 }
                }
                index += 1
            }
        }
        return nil
    }

    private static func endsLiteral(_ byte: UInt8) -> Bool {
        isWhitespace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]")
    }

    @inline(__always)
    private static func nextQuoteOrBracket(_ bytes: Span<UInt8>, from start: Int) -> Int {
        // Square and curly brackets differ in one bit, which is set here to need half of the comparisons.
        ByteSearch.first(in: bytes, from: start) {
            $0 == UInt8(ascii: "\"") || $0 | 0x20 == UInt8(ascii: "{") || $0 | 0x20 == UInt8(ascii: "}")
        } mask: { block in
            let folded: SIMD16<UInt8> = block | SIMD16<UInt8>(repeating: 0x20)
            let quote: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
            let opening: SIMDMask<SIMD16<Int8>> = folded .== SIMD16<UInt8>(repeating: UInt8(ascii: "{"))
            let closing: SIMDMask<SIMD16<Int8>> = folded .== SIMD16<UInt8>(repeating: UInt8(ascii: "}"))
            let found: SIMDMask<SIMD16<Int8>> = quote .| opening .| closing
            return found
        }
    }
}
