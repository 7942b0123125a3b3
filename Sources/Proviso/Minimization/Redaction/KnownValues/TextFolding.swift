/// Folds texts for comparing names and identifiers: case, accents, ligatures and widths are taken off, in place.
///
/// - **Folding**: NFKC_Casefold of Unicode 15.0, canonically decomposed, without combining marks of the classes 10 to
///   35 (points of Hebrew, Arabic and Syriac) and from 200 on (accents); marks of other classes tell letters apart,
///   as the vowels of Thai and the voicing of kana do. Besides: `ł→l ø→o đ→d ð→d ħ→h ŧ→t ı→i æ→ae œ→oe þ→th`; of
///   Arabic, tatweel off, `ٱ→ا ى→ي ی→ي ة→ه ک→ك`. What is not seen, such as soft hyphens and zero-width spaces, is
///   skipped.
/// - **Cost**: a load or two for scripts that are looked up often, and some ten for the rest.
/// - **Source**: the Unicode Standard 15.0, section 3.13, *toNFKC_Casefold*.
struct TextFolding: Sendable {
    static let shared = TextFolding()

    /// The blocks of 256 scalars that are folded beforehand: all of two bytes, Thai, more Latin and Greek,
    /// punctuation, kana.
    private static let blocks: [UInt32] = [0, 1, 2, 3, 4, 5, 6, 7, 0x0E, 0x1E, 0x1F, 0x20, 0x30, 0xFF]

    private let ready: [FoldedScalar]
    /// By block: its place among those folded beforehand.
    private let places: [UInt8]

    private init() {
        var ready: [FoldedScalar] = []
        var places = [UInt8](repeating: 0xFF, count: 256)
        for (place, block) in Self.blocks.enumerated() {
            places[Int(block)] = UInt8(place)
            for low in 0..<UInt32(256) {
                let scalar = Unicode.Scalar(block << 8 | low)
                ready.append(scalar.map(Self.fold) ?? FoldedScalar(.other, byteCount: 1))
            }
        }
        self.ready = ready
        self.places = places
    }

    /// What begins at an index; nothing at the end, and a malformed byte alone.
    @inline(__always)
    func scalar(at index: Int, in text: Span<UInt8>) -> FoldedScalar {
        guard index < text.count else { return FoldedScalar(.other, byteCount: 0) }
        let first = text[index]
        if first < 0x80 { return ready[Int(first)] }
        if first >= 0xC2, first < 0xE0, index &+ 1 < text.count, text[index &+ 1] & 0xC0 == 0x80 {
            return ready[Int(first & 0x1F) &<< 6 | Int(text[index &+ 1] & 0x3F)]
        }
        return wideScalar(at: index, in: text)
    }

    private func wideScalar(at index: Int, in text: Span<UInt8>) -> FoldedScalar {
        if UTF8Text.sequenceLength(at: index, in: text) == 0 { return FoldedScalar(.other, byteCount: 1) }
        let (scalar, length) = UTF8Text.scalar(at: index, in: text)
        // Ideographs and syllables of Hangul stand for themselves.
        if (0x4E00...0x9FFF).contains(scalar.value) || (0xAC00...0xD7A3).contains(scalar.value) {
            return FoldedScalar(.unspaced, scalar.value, byteCount: length)
        }
        if scalar.value < 0x10000 {
            let place = places[Int(scalar.value >> 8)]
            if place != 0xFF { return ready[Int(place) << 8 | Int(scalar.value & 0xFF)] }
        }
        return Self.fold(scalar)
    }

    // MARK: One scalar

    private static func fold(_ scalar: Unicode.Scalar) -> FoldedScalar {
        let byteCount = UTF8.width(scalar)
        if let kind = punctuation(scalar) { return FoldedScalar(kind, scalar.value, byteCount: byteCount) }
        var letters = Letters()
        switch UnicodeTables.folding(of: scalar) {
        case .itself: letters.append(scalar)
        case .scalar(let folded): letters.append(folded)
        case .sequence(let sequence):
            for index in 0..<sequence.count { letters.append(UnicodeTables.scalar(at: index, in: sequence)) }
        }
        if letters.count == 0 { return FoldedScalar(.ignored, accent: letters.accent, byteCount: byteCount) }
        if letters.isLetters {
            return FoldedScalar(
                kind(letters.symbols[0]), letters.symbols, accent: letters.accent, byteCount: byteCount)
        }
        // Full-width punctuation is what it is in ASCII.
        let folded = letters.count == 1 ? letters.symbols[0] : scalar.value
        let kind = Unicode.Scalar(folded).flatMap(punctuation) ?? .other
        return FoldedScalar(kind, folded, byteCount: byteCount)
    }

    /// What separators and apostrophes are, and what is skipped though it has a folding; nil for anything else.
    private static func punctuation(_ scalar: Unicode.Scalar) -> FoldedScalar.Kind? {
        switch scalar.value {
        case 0x27, 0x60, 0xB4, 0x2BC, 0x2018, 0x2019: .apostrophe
        case 0x2D, 0x2E, 0xB7, 0x2010...0x2015, 0x2212, 0x30FB: .separator
        // Tatweel, which only makes words longer.
        case 0x640: .ignored
        default: UnicodeTables.isWhiteSpace(scalar) ? .separator : nil
        }
    }

    private static func kind(_ symbol: UInt32) -> FoldedScalar.Kind {
        switch symbol {
        case 0x30A0...0x30FF, 0x31F0...0x31FF: .katakana
        // Thai, Lao; Myanmar; Jamo; Khmer; hiragana and ideographs with their marks; Hangul; ideographs.
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x3005...0x309F, 0x3100...0x318F,
            0x3400...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
            .unspaced
        default: .spaced
        }
    }

    /// The letters that a scalar is made of.
    private struct Letters {
        var symbols: FoldedScalar.Symbols = [0, 0, 0]
        var count = 0
        var accent = FoldedScalar.Accent.none
        /// Whether they are letters and digits alone, and as many as there is room for.
        var isLetters = true

        mutating func append(_ scalar: Unicode.Scalar) {
            let properties = UnicodeTables.properties(of: scalar)
            if (10...35).contains(properties.combiningClass) || properties.combiningClass >= 200 {
                if accent == .none { accent = Letters.accent(scalar) }
                return
            }
            if properties.kind != .letterOrMark && properties.kind != .number { isLetters = false }
            switch scalar.value {
            case 0xE6: add(0x61, 0x65)
            case 0x153: add(0x6F, 0x65)
            case 0xFE: add(0x74, 0x68)
            case 0xF8: addStruck(0x6F, .takesE)
            case 0x142: addStruck(0x6C, .any)
            case 0x111, 0xF0: addStruck(0x64, .any)
            case 0x127: addStruck(0x68, .any)
            case 0x167: addStruck(0x74, .any)
            case 0x131: add(0x69)
            case 0x671: add(0x627)
            case 0x649, 0x6CC: add(0x64A)
            case 0x629: add(0x647)
            case 0x6A9: add(0x643)
            default: add(scalar.value)
            }
        }

        private static func accent(_ mark: Unicode.Scalar) -> FoldedScalar.Accent {
            switch mark.value {
            case 0x308: .takesE
            case 0x30A: .takesA
            default: .any
            }
        }

        private mutating func addStruck(_ symbol: UInt32, _ accent: FoldedScalar.Accent) {
            add(symbol)
            self.accent = accent
        }

        private mutating func add(_ symbol: UInt32, _ second: UInt32) {
            add(symbol)
            add(second)
        }

        private mutating func add(_ symbol: UInt32) {
            // Beyond the first there is room for a symbol of 16 bits.
            if count == 3 || (count > 0 && symbol > 0xFFFF) {
                isLetters = false
                return
            }
            symbols[count] = symbol
            count += 1
        }
    }
}
