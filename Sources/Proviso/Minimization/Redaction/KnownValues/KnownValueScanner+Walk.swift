extension KnownValueScanner {
    /// Where a walk along the tree has come to.
    struct Walk {
        let start: Int
        /// Whether it begins at the first word of a match.
        let isFirst: Bool
        /// Whether an umlaut counts as the two letters it is written with in ASCII.
        let spellsOut: Bool
        var node = KnownValueTrie.root
        /// What is read next.
        var at: Int
        /// The end of the last letter with its marks.
        var end: Int
        var letterCount = 0
        var lastLetter: UInt32 = 0
        var kind = FoldedScalar.Kind.other
        var separatorCount = 0
        var apostropheCount = 0
        /// Whether there was something between the letters that words do not have.
        var hasSeparators = false
        /// Whether there were umlauts.
        var canSpellOut = false
        /// Whether no other match can begin inside.
        var isPlain = true

        init(start: Int, isFirst: Bool, spellsOut: Bool) {
            self.start = start
            self.isFirst = isFirst
            self.spellsOut = spellsOut
            at = start
            end = start
        }
    }

    /// What follows a stem up to the end of its word.
    struct NameTail {
        /// The rules that allow it.
        let rules: UInt64
        /// The end of the word, without and with an ending behind an apostrophe.
        let plainEnd: Int
        let end: Int
    }

    /// Reads an ending, of which there are none longer than a few letters.
    func readTail(_ walk: Walk, in text: Span<UInt8>) -> NameTail {
        var reader = EndingReader(at: walk.at, end: walk.end)
        // A short name is not one before a digit either.
        let endsAtDigit =
            walk.letterCount >= NameEndings.fewestLetters && !(0x30...0x39).contains(walk.lastLetter)
        if walk.kind != .unspaced {
            reader.read(walk.kind, endsAtDigit: endsAtDigit, folding, in: text)
            if reader.count > NameEndings.longestEnding { return NameTail(rules: 0, plainEnd: 0, end: 0) }
        }
        let rules = endings.rules(withEnding: reader.hash.value)
        let next = folding.scalar(at: reader.at, in: text)
        guard rules & 1 != 0, next.kind == .apostrophe, walk.kind == .spaced else {
            return NameTail(rules: rules, plainEnd: reader.end, end: reader.end)
        }
        var more = EndingReader(at: reader.at + next.byteCount, end: reader.end)
        more.read(.spaced, endsAtDigit: false, folding, in: text)
        let isEnding = more.count <= NameEndings.longestEnding && endings.canFollowApostrophe(more.hash.value)
        return NameTail(rules: rules, plainEnd: reader.end, end: isEnding ? more.end : reader.end)
    }

    /// Reads letters up to the end of a word.
    private struct EndingReader {
        var at: Int
        var end: Int
        var hash = SymbolHash()
        var count = 0

        /// Reads one letter more than there are in the longest ending.
        mutating func read(
            _ kind: FoldedScalar.Kind, endsAtDigit: Bool, _ folding: TextFolding, in text: Span<UInt8>
        ) {
            var last: UInt32 = 0
            while count <= NameEndings.longestEnding {
                let scalar = folding.scalar(at: at, in: text)
                if scalar.kind == .ignored, scalar.byteCount > 0 {
                    at += scalar.byteCount
                    if scalar.accent != .none {
                        end = at
                        if last != 0, !Symbol.hasAccent(last) { last |= Symbol.mark(scalar.accent) }
                    }
                    continue
                }
                if scalar.kind != kind || (endsAtDigit && (0x30...0x39).contains(scalar.symbol)) { break }
                add(last)
                last = scalar.symbol
                if scalar.secondSymbol != 0 {
                    add(last)
                    last = scalar.secondSymbol
                }
                if scalar.thirdSymbol != 0 {
                    add(last)
                    last = scalar.thirdSymbol
                }
                last |= Symbol.mark(scalar.accent)
                at += scalar.byteCount
                end = at
            }
            add(last)
        }

        private mutating func add(_ symbol: UInt32) {
            if symbol == 0 { return }
            hash.add(symbol)
            count += 1
        }
    }
}

extension KnownValueTrie {
    /// Goes on by the letters of a scalar, if the tree does.
    @inline(__always)
    func step(_ walk: inout KnownValueScanner.Walk, _ scalar: FoldedScalar) -> Bool {
        guard step(&walk, scalar.symbol) else { return false }
        if scalar.secondSymbol != 0, !step(&walk, scalar.secondSymbol) { return false }
        if scalar.thirdSymbol != 0, !step(&walk, scalar.thirdSymbol) { return false }
        walk.kind = scalar.kind
        walk.separatorCount = 0
        walk.apostropheCount = 0
        return scalar.accent == .none || step(&walk, accent: scalar.accent)
    }

    /// Goes on by the letter that an accent is written with in ASCII, if that is asked for.
    func step(_ walk: inout KnownValueScanner.Walk, accent: FoldedScalar.Accent) -> Bool {
        let letter = FoldedScalar.letter(for: accent, behind: walk.lastLetter)
        if letter == 0 { return true }
        walk.canSpellOut = true
        // Not twice for one letter.
        walk.lastLetter = 0
        return !walk.spellsOut || step(&walk, letter)
    }

    @inline(__always)
    private func step(_ walk: inout KnownValueScanner.Walk, _ symbol: UInt32) -> Bool {
        guard let node = child(of: walk.node, symbol) else { return false }
        walk.node = node
        walk.letterCount &+= 1
        if symbol != 0 { walk.lastLetter = symbol }
        return true
    }
}
