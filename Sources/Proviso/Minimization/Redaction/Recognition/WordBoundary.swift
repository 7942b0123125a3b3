/// What belongs to a word, by bytes.
enum WordBoundary {
    /// The classes of bytes, as bits.
    enum Class {
        static let small: UInt8 = 1
        static let capital: UInt8 = 2
        static let digit: UInt8 = 4
        static let underscore: UInt8 = 8
        /// The first byte of a letter of two bytes: Latin, Greek, Cyrillic, Hebrew, Arabic.
        static let letterOfTwo: UInt8 = 16
        /// The first byte of a letter of three bytes: those of Asia. They do not join with those of other scripts.
        static let letterOfThree: UInt8 = 32
        /// What follows a first byte.
        static let continuation: UInt8 = 64
        /// A byte at which something may begin that is no word.
        static let trigger: UInt8 = 128

        static let asciiWord = small | capital | digit | underscore
        static let letter = small | capital | letterOfTwo
        /// What a word in a script with spaces begins with.
        static let word = letter | digit | underscore
    }

    /// The class of each byte.
    static let classes: [UInt8] = (0...255).map { (byte: UInt8) in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Class.small
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Class.capital
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Class.digit
        case UInt8(ascii: "_"): Class.underscore
        case UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "+"), UInt8(ascii: "("), UInt8(ascii: "-"),
            UInt8(ascii: "%"):
            Class.trigger
        case 0x80...0xBF: Class.continuation
        // 0xC2 leads what is no letter: spaces, signs, controls.
        case 0xC3...0xDF: Class.letterOfTwo
        // 0xE2 leads punctuation and signs.
        case 0xE0, 0xE1, 0xE3...0xEF: Class.letterOfThree
        default: 0
        }
    }

    /// Where the word begins that an index lies in or behind; the index itself if there is none. Nothing before `limit` is looked at.
    @inline(__always)
    static func start(in text: Span<UInt8>, _ classes: Span<UInt8>, before index: Int, behind limit: Int) -> Int {
        let limit = max(limit, 0)
        var start = index
        while start > limit {
            let kind = classes[Int(text[start &- 1])]
            if kind & Class.asciiWord != 0 {
                // The letter of `\n` belongs to no word.
                if kind == Class.small, TextBoundary.isEscape(endingAt: start, in: text) { break }
                start &-= 1
            } else if kind == Class.continuation, start &- 2 >= limit,
                TextBoundary.isTwoByteLetter(text[start &- 2], text[start &- 1])
            {
                start &-= 2
            } else {
                break
            }
        }
        return start
    }

    /// The end of the word in a script with spaces that begins at an index, and the classes of its bytes; nil if none begins there.
    @inline(__always)
    static func word(
        in text: Span<UInt8>, _ classes: Span<UInt8>, from start: Int
    ) -> (end: Int, kinds: UInt8)? {
        var end = start
        var kinds: UInt8 = 0
        while end < text.count {
            // Sound: the end lies inside of the text, and every byte has its class in the table of 256.
            let kind = unsafe classes[unchecked: Int(text[unchecked: end])]
            if kind & Class.asciiWord == 0 {
                guard kind == Class.letterOfTwo, TextBoundary.twoByteLetterLength(at: end, in: text) > 0 else { break }
                end &+= 1
            }
            kinds |= kind
            end &+= 1
        }
        return end > start ? (end, kinds) : nil
    }

    /// The next word from an index on, behind at most so many bytes that belong to none; nil if there is none or a line ends before it.
    static func nextWord(in text: Span<UInt8>, from start: Int, gap: Int) -> Range<Int>? {
        nextStart(in: text, from: start, gap: gap).map { $0..<end(of: text, from: $0) }
    }

    /// Where the next word begins.
    @inline(__always)
    static func nextStart(in text: Span<UInt8>, from start: Int, gap: Int) -> Int? {
        var index = start
        while index < text.count, !isWord(text[index]) {
            if index - start >= gap || text[index] == UInt8(ascii: "\n") { return nil }
            index += 1
        }
        return index < text.count ? index : nil
    }

    /// Where the word ends that begins at an index, or a bit further on than any word that matters.
    static func end(of text: Span<UInt8>, from start: Int) -> Int {
        let limit = min(text.count, start + FoldedWord.capacity * 4)
        let isOfThree = text[start] >= 0xE0
        var end = start + 1
        while end < limit, text[end] & 0xC0 == 0x80 || (isWord(text[end]) && (text[end] >= 0xE0) == isOfThree) {
            end += 1
        }
        return end
    }

    /// Whether a byte begins a letter or digit.
    @inline(__always)
    static func isWord(_ byte: UInt8) -> Bool {
        isASCIILetter(byte) || isASCIIDigit(byte) || (byte >= 0xC3 && byte != 0xE2 && byte < 0xF0)
    }
}
