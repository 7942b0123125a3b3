/// Where words begin and end, as the patterns see it: at what is no ASCII letter, digit or `_`, and no letter of two
/// bytes of UTF-8 (U+00C0 to U+07FF: Latin with marks, Greek, Cyrillic, Armenian, Hebrew, Arabic).
///
/// Characters of three and four bytes are boundaries, because the scripts among them write without spaces and would
/// hide whatever stands between their characters. The letter of an escaped line end or tab, `\n`, `\r` or `\t`, is a
/// boundary before what follows: logs are full of texts within JSON.
///
/// - **Cost**: at most two bytes are read.
enum TextBoundary {
    /// Whether a match may begin at an index.
    @inline(__always)
    static func isBefore(_ index: Int, in text: Span<UInt8>) -> Bool {
        guard index > 0 else { return true }
        let last = text[index - 1]
        if last < 0x80 { return !isWordByte(last) || isEscape(endingAt: index, in: text) }
        return index < 2 || !isTwoByteLetter(text[index - 2], last)
    }

    /// Whether a match may end before an index.
    @inline(__always)
    static func isBehind(_ index: Int, in text: Span<UInt8>) -> Bool {
        let first = text.byte(at: index)
        if first < 0x80 { return !isWordByte(first) }
        return !isTwoByteLetter(first, text.byte(at: index + 1))
    }

    /// Whether a number that begins at an index goes on from one before it, as the 3 of `1.2.3` does.
    static func isInsideNumber(_ index: Int, in text: Span<UInt8>) -> Bool {
        guard index >= 2, isASCIIDigit(text[index - 2]) else { return false }
        return isJoint(text[index - 1])
    }

    /// Whether a number that ends before an index goes on behind it, as the 1 of `1.2.3` does.
    static func goesOn(_ index: Int, in text: Span<UInt8>) -> Bool {
        isJoint(text.byte(at: index)) && isASCIIDigit(text.byte(at: index + 1))
    }

    /// Whether the escape of a line end or a tab ends before an index, as JSON and C have it: a word begins behind
    /// `\n`.
    static func isEscape(endingAt index: Int, in text: Span<UInt8>) -> Bool {
        guard index >= 2, text[index - 2] == UInt8(ascii: "\\") else { return false }
        let letter = text[index - 1]
        return letter == UInt8(ascii: "n") || letter == UInt8(ascii: "r") || letter == UInt8(ascii: "t")
    }

    /// Whether a byte belongs to words.
    @inline(__always)
    static func isWordByte(_ byte: UInt8) -> Bool {
        isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: "_")
    }

    /// Whether two bytes are one letter, mark or digit.
    static func isTwoByteLetter(_ first: UInt8, _ second: UInt8) -> Bool {
        guard first >= 0xC3, first <= 0xDF, second & 0xC0 == 0x80 else { return false }
        switch first {
        // The signs of multiplication and division.
        case 0xC3: return second != 0x97 && second != 0xB7
        // The Greek question mark and middle dot.
        case 0xCD: return second != 0xBE
        case 0xCE: return second != 0x87
        // Comma, semicolon and question mark, percent and separators, full stop of Arabic.
        case 0xD8: return second != 0x8C && second != 0x9B && second != 0x9F
        case 0xD9: return second < 0xAA || second > 0xAD
        case 0xDB: return second != 0x94
        default: return true
        }
    }

    /// The length of the letter of three bytes at an index, 0 where there is none: punctuation, symbols, full-width
    /// forms and spaces are no letters.
    static func threeByteLetterLength(at index: Int, in text: Span<UInt8>) -> Int {
        let first = text.byte(at: index)
        guard first >= 0xE0, first <= 0xEE, first != 0xE2, UTF8Text.sequenceLength(at: index, in: text) == 3
        else { return 0 }
        // U+3000 to U+303F: punctuation of Chinese and Japanese, but for the iteration mark 々.
        if first == 0xE3, text[index + 1] == 0x80 { return text[index + 2] == 0x85 ? 3 : 0 }
        return 3
    }

    /// The length of the letter of two bytes at an index, 0 where there is none.
    @inline(__always)
    static func twoByteLetterLength(at index: Int, in text: Span<UInt8>) -> Int {
        isTwoByteLetter(text.byte(at: index), text.byte(at: index + 1)) ? 2 : 0
    }

    /// The length of the space at an index within a line, 0 where there is none: a space, one that does not break, or
    /// one of the narrow ones that group digits.
    static func spaceLength(at index: Int, in text: Span<UInt8>) -> Int {
        switch text.byte(at: index) {
        case UInt8(ascii: " "): return 1
        case 0xC2: return text.byte(at: index + 1) == 0xA0 ? 2 : 0
        case 0xE2:
            guard text.byte(at: index + 1) == 0x80 else { return 0 }
            let third = text.byte(at: index + 2)
            return (0x80...0x8A).contains(third) || third == 0xAF ? 3 : 0
        default: return 0
        }
    }

    private static func isJoint(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "/"): true
        default: false
        }
    }
}

extension Span<UInt8> {
    /// The byte at an index, and 0 outside of the text. No pattern has a 0 in it.
    @inline(__always)
    func byte(at index: Int) -> UInt8 { indices.contains(index) ? self[index] : 0 }

    /// Whether an ASCII character stands at an index.
    @inline(__always)
    func has(_ character: Unicode.Scalar, at index: Int) -> Bool { byte(at: index) == UInt8(ascii: character) }

    /// Whether a text stands at an index; of ASCII and in any case if it is given in lower case and `anyCase` is true.
    func spells(_ word: StaticString, at index: Int, anyCase: Bool = false) -> Bool {
        word.withUTF8Buffer { buffer in
            // Sound: the word is lent for the call with its length.
            let word = unsafe Span(_unsafeElements: buffer)
            guard index >= 0, count - index >= word.count else { return false }
            for offset in word.indices {
                let byte = self[index + offset]
                if (anyCase ? lowerCased(byte) : byte) != word[offset] { return false }
            }
            return true
        }
    }

    /// The index of the first byte from an index on that is no ASCII digit, at most `limit` bytes away.
    @inline(__always)
    func endOfDigits(from start: Int, limit: Int) -> Int {
        var index = start
        while index - start < limit, isASCIIDigit(byte(at: index)) { index += 1 }
        return index
    }
}

/// Whether a byte is a hexadecimal digit in either case.
@inline(__always)
func isHexadecimal(_ byte: UInt8) -> Bool { isASCIIDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6 }
