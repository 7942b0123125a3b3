/// Where a string's content lies, between its quotes.
struct StringToken {
    let start: Int
    let end: Int
    let hasEscapes: Bool

    /// The token of a string that is at fault.
    static let fault = StringToken(start: 0, end: -1, hasEscapes: false)

    @inline(__always)
    var isFault: Bool { end < 0 }
}

extension JSONScanner {
    /// Passes over the string whose opening quote is at ``position``.
    ///
    /// Sixteen bytes at a time are compared with all that needs a closer look: the quote, the backslash, control characters and
    /// everything that is not ASCII.
    @inline(__always)
    mutating func scanString(_ bytes: Span<UInt8>) -> StringToken {
        let start = position + 1
        var index = start
        var hasEscapes = false
        while true {
            index = Self.nextSpecial(bytes, from: index)
            guard index < bytes.count else {
                fail(.unterminatedString, at: position)
                return .fault
            }
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                position = index + 1
                return StringToken(start: start, end: index, hasEscapes: hasEscapes)
            }
            if byte >= 0x80 {
                index = Self.endOfMultibyte(bytes, from: index)
                if index < 0 {
                    fail(.notUTF8, at: ~index)
                    return .fault
                }
            } else if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                index = skipEscape(bytes, at: index)
                if index < 0 { return .fault }
            } else {
                fail(.controlCharacter, at: index)
                return .fault
            }
        }
    }

    /// The first byte from an index on that is a quote, a backslash, a control character or not ASCII; the count if there is none.
    @inline(__always)
    private static func nextSpecial(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        let count = bytes.count
        while index &+ 16 <= count {
            // Sound: any sixteen bytes are a vector, and the load itself checks that they lie inside of the span.
            let block = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            let (low, high) = special(block)
            if low != 0 { return index &+ low.trailingZeroBitCount &>> 3 }
            if high != 0 { return index &+ 8 &+ high.trailingZeroBitCount &>> 3 }
            index &+= 16
        }
        while index < count {
            let byte = bytes[index]
            if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
            index &+= 1
        }
        return count
    }

    /// Of sixteen bytes, 0xFF in the place of each that is a quote, a backslash, a control character or not ASCII.
    @inline(__always)
    static func special(_ block: SIMD16<UInt8>) -> (low: UInt64, high: UInt64) {
        // Every mask has its type written out: an inferred one compiles to a loop over bytes.
        let quote: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
        let backslash: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
        // Control characters and what is not ASCII are, as signed bytes, below a space.
        let low: SIMDMask<SIMD16<Int8>> = ByteSearch.isSignedLess(block, than: 0x20)
        let special: SIMDMask<SIMD16<Int8>> = quote .| backslash .| low
        // Sound: a mask has the size of its vector; each of its bytes is 0 or 0xFF.
        let words = unsafe unsafeBitCast(special, to: SIMD2<UInt64>.self)
        return (words[0], words[1])
    }

    /// The first ASCII byte after some multibyte sequences, or the complement of the place where they are not UTF-8.
    private static func endOfMultibyte(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] >= 0x80 {
            let length = UTF8Text.sequenceLength(at: index, in: bytes)
            if length == 0 { return ~index }
            index += length
        }
        return index
    }

    /// Passes over the escape at an index; -1 at a fault.
    private mutating func skipEscape(_ bytes: Span<UInt8>, at start: Int) -> Int {
        guard start + 1 < bytes.count else {
            fail(.unterminatedString, at: position)
            return -1
        }
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            guard let unit = JSONText.codeUnit(bytes, at: start + 2) else {
                fail(.unknownEscape, at: start)
                return -1
            }
            if unit & 0xF800 != 0xD800 { return start + 6 }
            guard unit < 0xDC00, start + 7 < bytes.count, bytes[start + 6] == UInt8(ascii: "\\"),
                bytes[start + 7] == UInt8(ascii: "u"), let low = JSONText.codeUnit(bytes, at: start + 8),
                low & 0xFC00 == 0xDC00
            else {
                fail(.halfSurrogate, at: start)
                return -1
            }
            return start + 12
        default:
            fail(.unknownEscape, at: start)
            return -1
        }
    }
}
