/// What a scalar of a text is to names and identifiers: the letters it is compared by, and whether words end at it.
struct FoldedScalar {
    /// How a scalar takes part in words.
    enum Kind: UInt8 {
        /// Ends words: punctuation, symbols, controls, malformed bytes.
        case other
        /// A letter or digit of a script with spaces between its words.
        case spaced
        /// A letter of a script without them: ideographs, hiragana, Thai; and of Hangul, whose particles follow
        /// directly.
        case unspaced
        /// A letter of katakana, whose words end where other scripts begin.
        case katakana
        /// A mark, or a scalar that is not seen, which words go on behind.
        case ignored
        /// An apostrophe, in all its forms.
        case apostrophe
        /// A space, hyphen or dot, which identifiers can have anywhere.
        case separator

        /// Whether a word can be made of it.
        var isLetter: Bool { self == .spaced || self == .unspaced || self == .katakana }

        /// Whether a word of this kind ends in front of a scalar of another.
        func ends(before next: Kind) -> Bool { self == .unspaced || self != next }
    }

    /// The accents of a letter, as far as they matter when names are compared.
    enum Accent: UInt8 {
        case none
        case any
        /// A diaeresis or stroke, for which an `e` can be written behind an `a`, `o` or `u`.
        case takesE
        /// A ring, for which an `a` can be written behind an `a`.
        case takesA
    }

    /// From the lowest bit on: a symbol of 21 bits, two of 16 bits, kind, accent, and length in bytes, of three bits
    /// each.
    private let bits: UInt64

    init(_ kind: Kind, _ symbols: Symbols, accent: Accent = .none, byteCount: Int) {
        let (first, second, third) = (UInt64(symbols[0]), UInt64(symbols[1]), UInt64(symbols[2]))
        bits =
            first | second << 21 | third << 37 | UInt64(kind.rawValue) << 53 | UInt64(accent.rawValue) << 56
            | UInt64(byteCount) << 59
    }

    init(_ kind: Kind, _ symbol: UInt32 = 0, accent: Accent = .none, byteCount: Int) {
        self.init(kind, [symbol, 0, 0], accent: accent, byteCount: byteCount)
    }

    /// Up to three symbols, of which the unused ones are 0.
    typealias Symbols = InlineArray<3, UInt32>

    @inline(__always)
    var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: bits >> 53 & 7)) ?? .other }

    @inline(__always)
    var accent: Accent { Accent(rawValue: UInt8(truncatingIfNeeded: bits >> 56 & 7)) ?? .none }

    /// How many bytes of the text it takes; 0 at the end of the text.
    @inline(__always)
    var byteCount: Int { Int(bits >> 59) }

    /// The letter it is compared by.
    @inline(__always)
    var symbol: UInt32 { UInt32(truncatingIfNeeded: bits & 0x1F_FFFF) }

    /// A second letter, such as that of `ß`, or 0.
    @inline(__always)
    var secondSymbol: UInt32 { UInt32(truncatingIfNeeded: bits >> 21 & 0xFFFF) }

    /// A third letter, such as that of the ligature `ﬃ`, or 0.
    @inline(__always)
    var thirdSymbol: UInt32 { UInt32(truncatingIfNeeded: bits >> 37 & 0xFFFF) }

    /// Which letter stands for an accent where a name is written in ASCII, or 0: the `e` of `ue`, the `a` of `aa`.
    @inline(__always)
    static func letter(for accent: Accent, behind symbol: UInt32) -> UInt32 {
        switch accent {
        case .none, .any: 0
        case .takesE: symbol == 0x61 || symbol == 0x6F || symbol == 0x75 ? 0x65 : 0
        case .takesA: symbol == 0x61 ? 0x61 : 0
        }
    }
}
