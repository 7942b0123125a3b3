/// A word without case and accents, to be compared with others. It is made once and used for many words.
struct FoldedWord: ~Copyable {
    private var bytes = ByteBuffer(capacity: 160)
    private let folding = TextFolding.shared

    /// So many bytes it has at most.
    static let capacity = 128

    /// How many bytes it has.
    var count: Int { bytes.count }

    /// Takes the folded form of a word; false for a longer one.
    mutating func fold(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        bytes.removeAll()
        guard range.count + 12 <= Self.capacity else { return false }
        bytes.append(text.extracting(range)) { byte in (lowerCased(byte), true) }
        while index < range.upperBound, text[index] < 0x80 { index += 1 }
        if index == range.upperBound { return true }
        // From the first letter that is not of ASCII on.
        bytes.truncate(to: index - range.lowerBound)
        while index < range.upperBound {
            guard bytes.count + 12 <= Self.capacity else { return false }
            if text[index] < 0x80 {
                bytes.append(lowerCased(text[index]))
                index += 1
                continue
            }
            let scalar = folding.scalar(at: index, in: text)
            if scalar.kind != .ignored {
                append(scalar.symbol)
                if scalar.secondSymbol != 0 { append(scalar.secondSymbol) }
                if scalar.thirdSymbol != 0 { append(scalar.thirdSymbol) }
            }
            index += max(scalar.byteCount, 1)
        }
        return true
    }

    borrowing func withSpan<R>(_ body: (Span<UInt8>) -> R) -> R { bytes.withSpan(body) }

    private mutating func append(_ symbol: UInt32) {
        if symbol < 0x80 {
            bytes.append(UInt8(symbol))
        } else if let scalar = Unicode.Scalar(symbol) {
            bytes.append(scalar: scalar)
        }
    }
}

/// Where words are folded while phrases are looked for: one of the text, and one that follows.
struct FoldingSpace: ~Copyable {
    var word = FoldedWord()
    private var next = FoldedWord()
    /// Behind which place the word was looked for that is in `next`, and where it ends; nil if there is none.
    private var place = -1
    private var nextEnd: Int?

    /// Forgets which word follows.
    mutating func begin() { place = -1 }

    /// The end of the word behind a place, if a test holds for it; it is folded once, however many tests there are.
    mutating func end(of text: Span<UInt8>, behind end: Int, if test: (borrowing FoldedWord) -> Bool) -> Int? {
        if place != end {
            place = end
            let range = WordBoundary.nextWord(in: text, from: end, gap: 3)
            nextEnd = range.flatMap { next.fold(text, $0) ? $0.upperBound : nil }
        }
        guard let nextEnd, test(next) else { return nil }
        return nextEnd
    }
}
