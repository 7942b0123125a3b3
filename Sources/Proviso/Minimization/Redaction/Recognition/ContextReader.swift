/// Reads the words around the places where something was found, and only those: most words of a text stand near none.
///
/// - **Cost**: a word before a place is read once, however many places it stands before, and one behind a place once for each.
struct ContextReader: ~Copyable {
    private let lexicon: ContextLexicon
    private var space = FoldingSpace()
    /// The letters of an abbreviation.
    private var acronym = ByteBuffer(capacity: 16)
    private var memory = ContextMemory()
    /// Up to where the words of the stream were read.
    private var readEnd = 0
    /// Where the text that is being read begins in the stream.
    private var base = 0
    /// Behind which place of the stream words were read last, and what they say.
    private var behindEnd = -1
    private var behind = (supported: TypeSet(), preferred: TypeSet())

    /// So far before a place words are read: as far as they count, and a long phrase more.
    static let reach = 192

    init(_ lexicon: ContextLexicon) {
        self.lexicon = lexicon
    }

    /// Begins another text.
    mutating func begin() {
        memory = ContextMemory()
        readEnd = 0
        behindEnd = -1
    }

    /// Takes note of a number that was found. What is in it is no word, and what was said of it holds for the next in a row.
    mutating func take(_ finding: ScannedFinding) {
        readEnd = max(readEnd, finding.end)
        if finding.reason.isSupported { memory.add(finding.typeNumber, end: finding.end) }
    }

    /// What the words before a place of a text say.
    mutating func evidence(
        before start: Int, in text: Span<UInt8>, base: Int
    ) -> (supported: TypeSet, contrary: TypeSet, preferred: TypeSet, nearest: TypeSet) {
        self.base = base
        if start &+ base > readEnd { read(text, upTo: start) }
        return memory.evidence(before: start + base)
    }

    // MARK: - Before a place

    private mutating func read(_ text: Span<UInt8>, upTo end: Int) {
        let classes = WordBoundary.classes
        let table = classes.span
        var index = readEnd &- base
        if index < end &- Self.reach {
            index = max(end &- Self.reach, 0)
            // What is left of a word is none. Whether there is one the two bytes before tell.
            if WordBoundary.start(in: text, table, before: index, behind: index &- 2) < index {
                index = WordBoundary.word(in: text, table, from: index)?.end ?? index
            }
        }
        index = max(index, 0)
        while index < end {
            // Sound: the index lies before an end that lies in the text, and every byte has its class in the table of 256.
            let kind = unsafe table[unchecked: Int(text[unchecked: index])]
            if kind & (WordBoundary.Class.small | WordBoundary.Class.capital) != 0 {
                let word = ShortWord(text, table, at: index)
                if word.count == 0 {
                    index = readAny(text, table, from: index)
                } else {
                    let wordEnd = index &+ word.count
                    if lexicon.mayBegin(with: word.letters, count: word.count) {
                        note(text, index, wordEnd, isASCII: true)
                    }
                    if word.count <= 2, text[wordEnd] == UInt8(ascii: ".") { noteAcronym(text, index..<wordEnd) }
                    // What follows is no part of a word.
                    index = wordEnd &+ 1
                }
            } else if kind & (WordBoundary.Class.word | WordBoundary.Class.letterOfThree) == 0 {
                index &+= 1
            } else if kind == WordBoundary.Class.digit {
                index = readDigits(text, table, from: index)
            } else {
                index = readAny(text, table, from: index)
            }
        }
        readEnd = base &+ index
    }

    /// Passes over digits, and returns where they end. A word that has more than digits is read, and so are digits right before one.
    @inline(__always)
    private mutating func readDigits(_ text: Span<UInt8>, _ classes: Span<UInt8>, from index: Int) -> Int {
        var end = index &+ 1
        while end < text.count, isASCIIDigit(text[end]) { end &+= 1 }
        if end < text.count, classes[Int(text[end])] & WordBoundary.Class.word != 0 {
            return readAny(text, classes, from: index)
        }
        // A phrase can begin with digits, as the Dutch `06-nummer` does.
        if end &+ 1 < text.count, isASCIILetter(text[end &+ 1]) { note(text, index, end, isASCII: true) }
        return end
    }

    /// Reads what stands at an index, and returns where it ends.
    private mutating func readAny(_ text: Span<UInt8>, _ classes: Span<UInt8>, from index: Int) -> Int {
        let kind = classes[Int(text[index])]
        if kind & WordBoundary.Class.letterOfThree != 0 {
            let end = Self.endOfRow(text, classes, from: index)
            noteUnspaced(text, index, end)
            return end
        }
        if kind == WordBoundary.Class.small, TextBoundary.isEscape(endingAt: index &+ 1, in: text) {
            // The letter of `\n`.
            return index &+ 1
        }
        guard kind & WordBoundary.Class.word != 0, let word = WordBoundary.word(in: text, classes, from: index) else {
            return index &+ 1
        }
        if word.kinds & WordBoundary.Class.letter != 0 { note(text, index, word.end, word.kinds) }
        return word.end
    }

    /// Remembers what a word of a script with spaces says about what stands near it.
    @inline(__always)
    private mutating func note(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ kinds: UInt8) {
        let isASCII = kinds & WordBoundary.Class.letterOfTwo == 0
        if kinds & WordBoundary.Class.underscore != 0 || (!isASCII && kinds & WordBoundary.Class.digit != 0) {
            noteParts(text, start, end, isASCII: isASCII)
            return
        }
        note(text, start, end, isASCII: isASCII)
        if end &- start <= 2, end < text.count, text[end] == UInt8(ascii: "."), kinds & WordBoundary.Class.digit == 0 {
            noteAcronym(text, start..<end)
        }
    }

    @inline(__always)
    private mutating func note(_ text: Span<UInt8>, _ start: Int, _ end: Int, isASCII: Bool) {
        // The words of a phrase say nothing of their own.
        guard start + base >= memory.end,
            let evidence = lexicon.evidence(text, start, end, isASCII: isASCII, &space)
        else { return }
        memory.add(evidence, end: base + evidence.end)
    }

    /// The same for a name that programs use, whose words stand between `_`.
    private mutating func noteParts(_ text: Span<UInt8>, _ start: Int, _ end: Int, isASCII: Bool) {
        if end - start > FoldedWord.capacity { return }
        var first = start
        while first < end {
            var last = first
            while last < end, text[last] != UInt8(ascii: "_") { last += 1 }
            if last > first { note(text, first, last, isASCII: isASCII) }
            first = last + 1
        }
    }

    /// The same for letters with dots between them, of which a word is the first: `A.C.N.` is `ACN`.
    private mutating func noteAcronym(_ text: Span<UInt8>, _ word: Range<Int>) {
        if word.lowerBound >= 2, text[word.lowerBound - 1] == UInt8(ascii: "."),
            TextBoundary.isWordByte(text[word.lowerBound - 2])
        {
            return
        }
        guard let (end, evidence) = acronymEvidence(text, word) else { return }
        memory.add(evidence, end: base + end)
    }

    /// The same for a row of letters of a script without spaces, in which words begin anywhere.
    private mutating func noteUnspaced(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        var index = start
        while index < end {
            if index + base >= memory.end, let evidence = lexicon.unspacedEvidence(text, index, end, &space) {
                memory.add(evidence, end: base + evidence.end)
                index = max(evidence.end, index + 1)
            } else {
                index += 1
            }
            while index < end, text[index] & 0xC0 == 0x80 { index += 1 }
        }
    }

    private static func endOfRow(_ text: Span<UInt8>, _ classes: Span<UInt8>, from start: Int) -> Int {
        var end = start + 1
        while end < text.count,
            classes[Int(text[end])] & (WordBoundary.Class.letterOfThree | WordBoundary.Class.continuation) != 0
        {
            end += 1
        }
        return end
    }

    // MARK: - Anywhere

    /// What letters with dots between them say, of which a word is the first, and where they end.
    private mutating func acronymEvidence(
        _ text: Span<UInt8>, _ word: Range<Int>
    ) -> (end: Int, evidence: ContextLexicon.Evidence)? {
        guard word.count <= 2, word.upperBound < text.count, text[word.upperBound] == UInt8(ascii: ".") else {
            return nil
        }
        acronym.removeAll()
        var index = word.lowerBound
        var letterCount = 0
        while letterCount < 8 {
            let length = isASCIILetter(text.byte(at: index)) ? 1 : TextBoundary.twoByteLetterLength(at: index, in: text)
            if length == 0 { break }
            let isLast = !text.has(".", at: index + length)
            // The last dot can be missing.
            if isLast, !TextBoundary.isBehind(index + length, in: text) { break }
            acronym.append(text, index..<index + length)
            letterCount += 1
            index += length + (isLast ? 0 : 1)
            if isLast { break }
        }
        guard letterCount >= 2 else { return nil }
        var letters = ByteBuffer.withoutMemory()
        swap(&letters, &acronym)
        defer { swap(&letters, &acronym) }
        let evidence = letters.withSpan { letters in
            lexicon.evidence(
                letters, 0, letters.count, isASCII: letters.count == letterCount, &space)
        }
        return evidence.map { (index, $0) }
    }
}

// MARK: - Behind a place

extension ContextReader {
    /// What the words right behind a place speak for: `123-45-6789 (SSN)`, `… is his passport number`.
    mutating func evidence(behind end: Int, in text: Span<UInt8>) -> (supported: TypeSet, preferred: TypeSet) {
        guard Self.isContinued(text, end) else { return (TypeSet(), TypeSet()) }
        // Several recognizers ask about one place.
        if behindEnd != end + base {
            behind = read(text, behind: end)
            behindEnd = end + base
        }
        return behind
    }

    private mutating func read(_ text: Span<UInt8>, behind end: Int) -> (supported: TypeSet, preferred: TypeSet) {
        var supported = TypeSet()
        var preferred = TypeSet()
        var index = end
        var wordEnd = end
        let limit = min(text.count, end + Self.reachBehind)
        let classes = WordBoundary.classes
        let table = classes.span
        for _ in 0..<Self.wordsBehind {
            while index < limit, index - wordEnd < 8, Self.leadsOn(text[index]) { index += 1 }
            guard index < limit, WordBoundary.isWord(text[index]), !isASCIIDigit(text[index]) else { break }
            let short = ShortWord(text, table, at: index)
            let word = index..<(short.count > 0 ? index + short.count : WordBoundary.end(of: text, from: index))
            index = word.upperBound
            // The name of another field.
            if text.has("=", at: index) { break }
            // Most words are in no phrase, and are no part of an abbreviation.
            let isNone =
                short.count > 0 && !text.has(".", at: index)
                && !lexicon.mayBegin(with: short.letters, count: short.count)
            if !isNone, let (end, evidence) = acronymEvidence(text, word) ?? wordEvidence(text, word) {
                supported.formUnion(evidence.supported)
                preferred.formUnion(evidence.preferred)
                index = max(index, end)
            }
            // What abbreviates a word goes on: `n.º`.
            if index - word.lowerBound <= 2, text.has(".", at: index) { index += 1 }
            wordEnd = index
        }
        return (supported, preferred)
    }

    private mutating func wordEvidence(
        _ text: Span<UInt8>, _ word: Range<Int>
    ) -> (end: Int, evidence: ContextLexicon.Evidence)? {
        let evidence: ContextLexicon.Evidence?
        if text[word.lowerBound] >= 0xE0 {
            evidence = lexicon.unspacedEvidence(text, word.lowerBound, word.upperBound, &space)
        } else {
            var isASCII = true
            for index in word where text[index] >= 0x80 { isASCII = false }
            evidence = lexicon.evidence(text, word.lowerBound, word.upperBound, isASCII: isASCII, &space)
        }
        guard let evidence else { return nil }
        return (evidence.end, evidence)
    }

    private static let reachBehind = 48
    private static let wordsBehind = 6

    /// Whether a word of letters can stand behind a place that is still about what stands before it: in most lines another number
    /// does, or a quotation begins.
    @inline(__always)
    private static func isContinued(_ text: Span<UInt8>, _ end: Int) -> Bool {
        guard end &+ 2 < text.count else { return false }
        switch text[end] {
        case UInt8(ascii: " "):
            let next = text[end &+ 1]
            return isASCIILetter(next) || next >= 0xC2 || next == UInt8(ascii: "(") || next == UInt8(ascii: "[")
                || next == UInt8(ascii: "-")
        case UInt8(ascii: "-"): return isASCIILetter(text[end &+ 1])
        case UInt8(ascii: "("), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "]"), 0xC2, 0xE2...: return true
        default: return false
        }
    }

    /// Whether what stands behind a byte can still be about what stands before it: spaces, brackets and quotes of any kind.
    @inline(__always)
    private static func leadsOn(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "-"), UInt8(ascii: "/"),
            UInt8(ascii: "\""), UInt8(ascii: "'"):
            true
        // U+00A0, U+00AB, U+00B0, U+00BA, U+2018 to U+201E, U+202F, byte by byte.
        case 0xC2, 0xA0, 0xAB, 0xB0, 0xBA, 0xE2, 0x80, 0x98...0x9E, 0xAF: true
        default: false
        }
    }
}

/// A word of one to seven ASCII letters, as most are, before a byte that no word begins with.
struct ShortWord {
    /// How many letters it has; 0 if there is no such word.
    let count: Int
    /// The letters in lower case, the first lowest.
    let letters: UInt64

    /// The word at an index of a text.
    @inline(__always)
    init(_ text: Span<UInt8>, _ classes: Span<UInt8>, at index: Int) {
        guard index &+ 8 <= text.count, index == 0 || text[index &- 1] != UInt8(ascii: "\\") else {
            self = ShortWord()
            return
        }
        // Sound: any eight bytes are a number, and they lie inside of the span, as was just checked.
        let bytes = unsafe UInt64(
            littleEndian: text.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
        let lower = bytes | 0x2020_2020_2020_2020
        // The highest bit of each byte that is no letter, by sums that do not reach into the next byte.
        let plain = lower & 0x7F7F_7F7F_7F7F_7F7F
        let others = ~((plain &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(plain &+ 0x0505_0505_0505_0505) & ~bytes)
        let first = others & 0x8080_8080_8080_8080
        let shift = UInt64(truncatingIfNeeded: first.trailingZeroBitCount &- 7)
        // Sound: every byte has its class in the table of 256.
        let next = unsafe classes[unchecked: Int(UInt8(truncatingIfNeeded: bytes &>> shift))]
        guard first != 0, next & (WordBoundary.Class.word | WordBoundary.Class.letterOfThree) == 0 else {
            self = ShortWord()
            return
        }
        count = Int(truncatingIfNeeded: shift &>> 3)
        letters = lower & (1 &<< shift &- 1)
    }

    /// No such word.
    private init() {
        count = 0
        letters = 0
    }
}
