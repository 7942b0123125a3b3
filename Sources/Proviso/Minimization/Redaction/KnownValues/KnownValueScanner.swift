/// Looks for known values in one text, from left to right.
///
/// Each word is looked up from its beginning; of a name whose first part, in the order of the text, is found there, the
/// other parts are looked for in the next few words, and initials in front of it. All of these looks are bounded.
struct KnownValueScanner {
    /// A word of names that was found.
    struct Hit {
        /// The number of the word.
        let word: Int32
        let end: Int
        let isInflected: Bool
        let isTransliterated: Bool
        /// Whether no other match can begin inside.
        let isPlain: Bool
    }

    /// A match that may lie inside of another one.
    private struct Candidate {
        let value: Int32
        let start: Int
        let end: Int
        let form: KnownValueMatch.Form
        let isPlain: Bool
    }

    let index: KnownValueIndex
    let folding = TextFolding.shared
    let endings = NameEndings.shared
    let nameWords = NameWords.shared

    /// The words that are found at the place, and then those of the words behind it.
    var hits: [Hit] = []
    var neighbors: [Neighbor] = []
    var initials: [LeadingInitial] = []
    private var candidates: [Candidate] = []
    /// By value: the end of what was last found of it, as long as something can lie inside.
    private var ends: [Int32: Int] = [:]
    private var lastEnd = 0

    init(_ index: KnownValueIndex) { self.index = index }

    mutating func scan(_ text: Span<UInt8>, _ body: (KnownValueMatch) -> Void) {
        var at = 0
        var before = FoldedScalar.Kind.other
        while at < text.count {
            let byte = text[at]
            if byte < 0x80 {
                if !(isASCIILetter(byte) || isASCIIDigit(byte)) {
                    before = .other
                    at &+= 1
                    continue
                }
                if before != .spaced && index.filter.mayBegin(at: at, in: text) { look(at, in: text, body) }
                before = .spaced
                repeat { at &+= 1 } while at < text.count && (isASCIILetter(text[at]) || isASCIIDigit(text[at]))
                continue
            }
            let scalar = folding.scalar(at: at, in: text)
            if scalar.kind != .ignored {
                if scalar.kind.isLetter && before.ends(before: scalar.kind) {
                    if index.filter.mayBegin(with: scalar, at: at, in: text, folding) { look(at, in: text, body) }
                    if hasPrefixes(scalar.symbol) { lookBehindPrefixes(scalar, at, in: text, body) }
                }
                before = scalar.kind
            }
            at += scalar.byteCount
        }
    }

    /// Whether a letter is one of Hebrew or Arabic.
    @inline(__always)
    private func hasPrefixes(_ symbol: UInt32) -> Bool { symbol &- 0x5D0 < 0x180 }

    /// Looks for names behind the prefixes of Arabic and Hebrew, which are written without a space.
    private mutating func lookBehindPrefixes(
        _ first: FoldedScalar, _ start: Int, in text: Span<UInt8>, _ body: (KnownValueMatch) -> Void
    ) {
        var at = start + first.byteCount
        switch first.symbol {
        // ו ב ל כ מ ה ש
        case 0x5D5, 0x5D1, 0x5DC, 0x5DB, 0x5DE, 0x5D4, 0x5E9: look(at, in: text, body)
        // و ب ل ك ف
        case 0x648, 0x628, 0x644, 0x643, 0x641:
            look(at, in: text, body)
            let second = folding.scalar(at: at, in: text)
            at += second.byteCount
            if second.symbol == 0x627 {
                let third = folding.scalar(at: at, in: text)
                if third.symbol == 0x644 { look(at + third.byteCount, in: text, body) }
            } else if first.symbol == 0x644 && second.symbol == 0x644 {
                look(at, in: text, body)
            }
        // ا of the article
        case 0x627:
            let second = folding.scalar(at: at, in: text)
            if second.symbol == 0x644 { look(at + second.byteCount, in: text, body) }
        default: break
        }
    }

    /// Looks for what begins at an index, where a word does.
    private mutating func look(_ start: Int, in text: Span<UInt8>, _ body: (KnownValueMatch) -> Void) {
        hits.removeAll(keepingCapacity: true)
        candidates.removeAll(keepingCapacity: true)
        walk(from: start, in: text, isFirst: true)
        if hits.isEmpty && candidates.isEmpty { return }
        if !hits.isEmpty { completeNames(from: start, in: text) }
        report(body, in: text)
    }

    /// Walks along the tree from the beginning of a word, and notes the words that end on the way; for the first word
    /// of a match also whole values. Once more with umlauts spelled out, if there are any.
    mutating func walk(from start: Int, in text: Span<UInt8>, isFirst: Bool) {
        let end = hits.count
        if !walkOnce(from: start, in: text, isFirst: isFirst, spellsOut: false) { return }
        let middle = hits.count
        _ = walkOnce(from: start, in: text, isFirst: isFirst, spellsOut: true)
        // The same word may have been found both ways.
        for place in (middle..<hits.count).reversed() {
            let hit = hits[place]
            if hits[end..<middle].contains(where: { $0.word == hit.word && $0.end == hit.end }) {
                hits.remove(at: place)
            }
        }
    }

    /// Gives whether there were accents that letters can be written for.
    private mutating func walkOnce(from start: Int, in text: Span<UInt8>, isFirst: Bool, spellsOut: Bool) -> Bool {
        var walk = Walk(start: start, isFirst: isFirst, spellsOut: spellsOut)
        while true {
            let scalar = folding.scalar(at: walk.at, in: text)
            switch scalar.kind {
            case .spaced, .unspaced, .katakana:
                guard index.trie.step(&walk, scalar) else { return walk.canSpellOut }
                walk.at &+= scalar.byteCount
                walk.end = walk.at
                guard skipMarks(&walk, in: text) else { return walk.canSpellOut }
                if walk.node & KnownValueTrie.hasRecords != 0 { accept(walk, in: text) }
            case .ignored: walk.at += scalar.byteCount
            case .apostrophe:
                guard walk.apostropheCount == 0 else { return walk.canSpellOut }
                walk.apostropheCount = 1
                walk.isPlain = false
                walk.at += scalar.byteCount
            case .separator:
                walk.separatorCount += 1
                guard walk.node & KnownValueTrie.goesOn != 0, walk.separatorCount <= 3 else { return walk.canSpellOut }
                walk.hasSeparators = true
                walk.at += scalar.byteCount
            case .other:
                guard scalar.byteCount > 0, walk.node & KnownValueTrie.goesOn != 0,
                    index.trie.step(&walk, scalar)
                else { return walk.canSpellOut }
                walk.hasSeparators = true
                walk.at += scalar.byteCount
            }
        }
    }

    /// Takes the marks behind a letter, and what is not seen; false where the tree does not go on.
    @inline(__always)
    private func skipMarks(_ walk: inout Walk, in text: Span<UInt8>) -> Bool {
        while walk.at < text.count, text[walk.at] >= 0x80 {
            let mark = folding.scalar(at: walk.at, in: text)
            guard mark.kind == .ignored else { break }
            walk.at += mark.byteCount
            if mark.accent == .none { continue }
            walk.end = walk.at
            if !index.trie.step(&walk, accent: mark.accent) { return false }
        }
        return true
    }

    // MARK: What ends at a node

    private mutating func accept(_ walk: Walk, in text: Span<UInt8>) {
        var tail: NameTail?
        var next = index.firstRecords[KnownValueTrie.index(walk.node)]
        while next >= 0 {
            let record = index.records[Int(next)]
            next = record.next
            switch record.kind {
            case .word, .transliteratedWord:
                if walk.hasSeparators { continue }
                let found = tail ?? readTail(walk, in: text)
                tail = found
                let rules = record.rules & found.rules
                if rules == 0 { continue }
                hits.append(
                    Hit(
                        word: record.item, end: found.end, isInflected: rules & 1 == 0 || found.end > found.plainEnd,
                        isTransliterated: record.kind == .transliteratedWord || walk.spellsOut,
                        isPlain: walk.isPlain && walk.kind == .spaced && !hasPrefixes(walk.lastLetter)))
            case .whole, .transliteratedWhole, .reversed, .initials:
                guard walk.isFirst, walk.kind.ends(before: folding.scalar(at: walk.at, in: text).kind) else { continue }
                acceptWhole(record, walk, in: text)
            }
        }
    }

    private mutating func acceptWhole(_ record: KnownValueIndex.Record, _ walk: Walk, in text: Span<UInt8>) {
        var form: KnownValueMatch.Form
        var end = walk.end
        switch record.kind {
        case .reversed: form = .reordered
        case .transliteratedWhole: form = .transliterated
        case .initials:
            form = .initialed
            guard let last = endOfInitials(walk.start, walk.end, in: text) else { return }
            end = last
        default: form = walk.spellsOut ? .transliterated : .folded
        }
        if form == .folded, isExact(record.item, walk.start..<end, in: text) { form = .exact }
        append(record.item, walk.start..<end, form, isPlain: false)
    }

    mutating func append(_ value: Int32, _ range: Range<Int>, _ form: KnownValueMatch.Form, isPlain: Bool) {
        candidates.append(
            Candidate(value: value, start: range.lowerBound, end: range.upperBound, form: form, isPlain: isPlain))
    }

    /// Whether the text has a value byte by byte.
    func isExact(_ value: Int32, _ range: Range<Int>, in text: Span<UInt8>) -> Bool {
        index.values[Int(value)].text.utf8.span.isEqual(to: text.extracting(range))
    }

    // MARK: Reporting

    /// Reports what was found at a place, but for what lies inside of another match of the same value.
    private mutating func report(_ body: (KnownValueMatch) -> Void, in text: Span<UInt8>) {
        if candidates.count > 1 {
            candidates.sort {
                ($0.start, $1.end, $0.value, $0.form.rawValue) < ($1.start, $0.end, $1.value, $1.form.rawValue)
            }
        }
        if let first = candidates.first, first.start >= lastEnd, !ends.isEmpty { ends.removeAll(keepingCapacity: true) }
        for place in candidates.indices {
            let candidate = candidates[place]
            if let end = ends[candidate.value], candidate.end <= end { continue }
            // Plain ones are not noted, but may be found in two ways.
            if place > 0, candidates[place - 1].value == candidate.value,
                candidates[place - 1].start == candidate.start, candidates[place - 1].end == candidate.end
            {
                continue
            }
            body(
                KnownValueMatch(
                    value: index.entries[Int(candidate.value)].index, range: candidate.start..<candidate.end,
                    form: candidate.form))
            if candidate.isPlain { continue }
            ends[candidate.value] = candidate.end
            lastEnd = max(lastEnd, candidate.end)
        }
    }
}
