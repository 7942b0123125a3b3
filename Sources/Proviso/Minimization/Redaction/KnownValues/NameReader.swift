/// Reads a value into the letters it is compared by.
struct NameReader {
    /// A word of a name.
    struct Word {
        /// Its letters among those of the value.
        let range: Range<Int>
        let isCapitalized: Bool
        let hash: SymbolHash
        /// How many letters it has; one of a script without spaces counts as two.
        let weight: Int
    }

    private(set) var symbols: [UInt32] = []
    private(set) var words: [Word] = []
    /// How many letters and digits there are; one of a script without spaces counts as two.
    private(set) var weight = 0
    /// Whether all letters are of scripts without spaces.
    private(set) var isUnspaced = true

    private let folding = TextFolding.shared

    /// Reads the words of a name, those behind a comma first.
    mutating func readName(_ text: String) {
        removeAll()
        let bytes = text.utf8.span
        var word = Building()
        var comma: Int?
        var commaCount = 0
        var index = 0
        while index < bytes.count {
            let scalar = folding.scalar(at: index, in: bytes)
            if scalar.kind.isLetter {
                if word.start == symbols.count { word.isCapitalized = bytes.isCapitalized(at: index) }
                word.weight += append(scalar)
            } else if scalar.kind == .ignored {
                mark(scalar.accent, since: word.start)
            } else if scalar.kind != .apostrophe {
                finish(&word)
                if scalar.symbol == 0x2C {
                    comma = words.count
                    commaCount += 1
                }
            }
            index += scalar.byteCount
        }
        finish(&word)
        if let comma, commaCount == 1, comma > 0, comma < words.count {
            words = Array(words[comma...] + words[..<comma])
        }
    }

    /// Reads any value as one, with the punctuation inside that can not be left out.
    mutating func readWhole(_ text: String) {
        removeAll()
        let bytes = text.utf8.span
        var end = 0
        var index = 0
        while index < bytes.count {
            let scalar = folding.scalar(at: index, in: bytes)
            if scalar.kind.isLetter {
                weight += append(scalar)
                end = symbols.count
            } else if scalar.kind == .ignored {
                mark(scalar.accent, since: 0)
            } else if scalar.kind == .other, !symbols.isEmpty {
                symbols.append(scalar.symbol)
            }
            index += scalar.byteCount
        }
        symbols.removeSubrange(end...)
    }

    private struct Building {
        var start = 0
        var isCapitalized = false
        var weight = 0
    }

    private mutating func removeAll() {
        symbols.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        weight = 0
        isUnspaced = true
    }

    private mutating func finish(_ word: inout Building) {
        if word.start < symbols.count {
            var hash = SymbolHash()
            for index in word.start..<symbols.count { hash.add(symbols[index] & Symbol.base) }
            words.append(
                Word(
                    range: word.start..<symbols.count, isCapitalized: word.isCapitalized, hash: hash,
                    weight: word.weight))
            weight += word.weight
        }
        word = Building(start: symbols.count)
    }

    /// Appends the letters of a scalar, and gives their weight.
    private mutating func append(_ scalar: FoldedScalar) -> Int {
        if scalar.kind == .spaced { isUnspaced = false }
        let start = symbols.count
        symbols.append(scalar.symbol)
        if scalar.secondSymbol != 0 { symbols.append(scalar.secondSymbol) }
        if scalar.thirdSymbol != 0 { symbols.append(scalar.thirdSymbol) }
        mark(scalar.accent, since: start)
        return (symbols.count - start) * (scalar.kind == .spaced ? 1 : 2)
    }

    /// Gives the last letter an accent, if it has none.
    private mutating func mark(_ accent: FoldedScalar.Accent, since start: Int) {
        guard let last = symbols.last, symbols.count > start, !Symbol.hasAccent(last) else { return }
        symbols[symbols.count - 1] = last | Symbol.mark(accent)
    }
}

extension Span<UInt8> {
    /// Whether a letter begins at an index that is in upper case, or of a script that has no case.
    func isCapitalized(at index: Int) -> Bool {
        let byte = self[index]
        if byte < 0x80 { return byte &- 0x41 < 26 }
        if UTF8Text.sequenceLength(at: index, in: self) == 0 { return false }
        let properties = UTF8Text.scalar(at: index, in: self).scalar.properties
        return properties.isUppercase || !properties.isCased || properties.changesWhenLowercased
    }
}
