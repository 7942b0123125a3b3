/// Tells quickly that no value begins as a word does: by a bit for each beginning of four letters (three, where they
/// are not of ASCII), and for the shorter ones at which a value can end, or have a separator.
struct KnownValueFilter: Sendable {
    private var bits: [UInt64]
    private let shift: UInt64
    /// Whether there are stems of one, two or three letters.
    private var isShort: InlineArray<3, Bool> = [false, false, false]

    /// What a bit is for, besides the letters.
    private enum Role {
        /// Of ASCII letters: plus how many there are; a word can go on behind them.
        static let ascii: UInt64 = 0
        /// The same for words of these letters alone.
        static let asciiWord: UInt64 = 4
        /// Of any letters.
        static let wide: UInt64 = 8
        static let wideWord: UInt64 = 12
    }

    /// A filter for values of about so many letters.
    init(letterCount: Int) {
        let size = max(9, min(20, UInt64(Int.bitWidth - (letterCount * 4).leadingZeroBitCount)))
        shift = 64 - size
        bits = [UInt64](repeating: 0, count: 1 << Int(size - 6))
    }

    /// Lets words pass that begin with one to four letters; if they do not go on, only words of those alone.
    mutating func insert(_ letters: Span<UInt32>, count: Int, goesOn: Bool) {
        if goesOn && count < 4 { isShort[count - 1] = true }
        set(UInt64(letters[0] & Symbol.base), Role.wide)
        var key: UInt64 = 0
        for index in 0..<min(count, 3) { key = key << 21 | UInt64(letters[index] & Symbol.base) }
        set(key, count > 2 || goesOn ? Role.wide + UInt64(min(count, 3)) : Role.wideWord + UInt64(count))
        key = 0
        for index in 0..<count {
            let letter = letters[index] & Symbol.base
            if letter >= 0x80 { return }
            key = key << 8 | UInt64(letter)
        }
        set(key, (goesOn ? Role.ascii : Role.asciiWord) + UInt64(count))
    }

    /// Whether a value may begin with the word that begins at an index, with an ASCII letter or digit.
    @inline(__always)
    func mayBegin(at start: Int, in text: Span<UInt8>) -> Bool {
        var key: UInt64 = 0
        for count in 0..<4 {
            let index = start &+ count
            let byte = index < text.count ? text[index] : 0
            if !(isASCIILetter(byte) || isASCIIDigit(byte)) {
                // What is not ASCII may fold to anything, and an apostrophe may be left out.
                return byte >= 0x80 || byte == 0x27 || byte == 0x60 || has(key, Role.asciiWord &+ UInt64(count))
            }
            key = key &<< 8 | UInt64(lowerCased(byte))
            if count == 3 { return has(key, Role.ascii &+ 4) }
            if isShort[count] && has(key, Role.ascii &+ UInt64(count &+ 1)) { return true }
        }
        return false
    }

    /// Whether a value may begin with the word that begins with a scalar.
    @inline(__always)
    func mayBegin(with first: FoldedScalar, at start: Int, in text: Span<UInt8>, _ folding: TextFolding) -> Bool {
        if !has(UInt64(first.symbol), Role.wide) { return false }
        var scalar = first
        var (index, key) = (start, UInt64(0))
        for count in 1...3 {
            // Letters that are folded to several, and what may be left out, are looked at closely.
            if scalar.secondSymbol != 0 || scalar.kind == .ignored || scalar.kind == .apostrophe { return true }
            if !scalar.kind.isLetter { return has(key, Role.wideWord &+ UInt64(count &- 1)) }
            key = key &<< 21 | UInt64(scalar.symbol)
            if count == 3 || isShort[count &- 1] && has(key, Role.wide &+ UInt64(count)) {
                return has(key, Role.wide &+ UInt64(count))
            }
            index += scalar.byteCount
            scalar = folding.scalar(at: index, in: text)
        }
        return false
    }

    private mutating func set(_ key: UInt64, _ role: UInt64) {
        let place = place(key, role)
        bits[place >> 6] |= 1 << UInt64(place & 63)
    }

    @inline(__always)
    private func has(_ key: UInt64, _ role: UInt64) -> Bool {
        let place = place(key, role)
        return bits[place &>> 6] &>> UInt64(place & 63) & 1 != 0
    }

    @inline(__always)
    private func place(_ key: UInt64, _ role: UInt64) -> Int {
        Int(truncatingIfNeeded: ((key ^ role &<< 59) &* 0x9E37_79B9_7F4A_7C15) &>> shift)
    }
}
