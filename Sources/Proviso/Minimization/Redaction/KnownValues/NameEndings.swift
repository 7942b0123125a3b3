/// The endings that names get in a sentence: which may follow a name, and which may take the place of its last letters.
///
/// | Language | Endings, by example |
/// |---|---|
/// | English, Dutch | `Anna’s`, and all of German |
/// | German | `Müllers`, `Hesses`, `Franzens`, `Goethen`, `Müllersche` |
/// | Danish, Norwegian, Swedish | `Johanssons` |
/// | Polish | `Kowalskiego`, `Nowakowi`, `Annę`, `Marka` of `Marek`, `Olgi` |
/// | Czech, Slovak | `Novákovi`, `Jany`, `Novotného`, `Nováková` of `Novák` |
/// | Croatian, Slovene | `Marka` of `Marko`, `Horvatom` |
/// | Romanian | `Mariei` |
/// | Finnish | `Virtasen` of `Virtanen`, `Rosalle` |
/// | Ukrainian, Russian | `Шевченка`, `Іванові`, `Ковальської`, `Достоевского`, `Кравця` of `Кравець` |
/// | Greek | `Παπαδόπουλου`, `Μαρίας` |
/// | Turkish | `Ali'nin`, behind an apostrophe only |
///
/// A rule belongs to no language, since it is not known of a text which it is in: it depends on how the name ends.
/// Endings are compared as a whole up to the end of the word, so `Anna` is not found in `Annahme`. Names of fewer
/// than four letters get none but behind an apostrophe, since `Jana` is more often another name than a form of `Jan`.
/// Of longer ones some forms are other names as well, as `Paula` is of `Paul`.
///
/// - **Not found**: changes inside of the stem but for those in the table, such as Finnish consonant gradation.
struct NameEndings: Sendable {
    static let shared = NameEndings()

    /// Names that end in one of some ways can have endings.
    struct Rule {
        let finals: String
        /// How many of the name's own letters the endings take the place of.
        let strip: Int
        let endings: String
        /// Whether the letters can also be left out.
        let canBeEmpty: Bool

        init(_ finals: String, strip: Int, _ endings: String, otherwise more: String = "") {
            self.finals = finals
            self.strip = strip
            self.endings = endings.isEmpty ? more : endings
            canBeEmpty = endings.isEmpty
        }
    }

    /// How many letters of their own names can lose.
    static let mostStripped = 3
    /// The longest ending.
    static let longestEnding = 6
    /// Names of fewer letters get no endings.
    static let fewestLetters = 4

    /// What a name's own letters end in, for which rule.
    private struct Final {
        let symbols: [UInt32]
        let strip: Int
        let rule: UInt64
    }

    /// By last letter.
    private let finals: [UInt32: [Final]]
    /// By hash of an ending: the rules that have it. That of no ending has the lowest bit, which all names have.
    private let rules: [UInt64: UInt64]
    private let afterApostrophe: Set<UInt64>

    private init() {
        var finals: [UInt32: [Final]] = [:]
        var rules: [UInt64: UInt64] = [SymbolHash().value: 1]
        precondition(Self.table.count < 64, "NameEndings: more rules than bits")
        for (index, rule) in Self.table.enumerated() {
            let bit = UInt64(2) << UInt64(index)
            for final in rule.finals.split(separator: " ") {
                let symbols = Self.symbols(final)
                let entry = Final(symbols: symbols, strip: rule.strip, rule: bit)
                finals[(symbols.last ?? 0) & Symbol.base, default: []].append(entry)
            }
            for ending in rule.endings.split(separator: " ") {
                rules[SymbolHash(Self.symbols(ending)).value, default: 0] |= bit
            }
            if rule.canBeEmpty { rules[SymbolHash().value, default: 0] |= bit }
        }
        self.finals = finals
        self.rules = rules
        afterApostrophe = Set(
            Self.behindApostrophe.split(separator: " ").map { SymbolHash(Self.symbols($0)).value })
    }

    /// By how many letters a name loses: the rules whose endings can then follow. The lowest bit is that of no ending.
    func rules(for name: Span<UInt32>) -> InlineArray<4, UInt64> {
        var masks: InlineArray<4, UInt64> = [1, 0, 0, 0]
        guard name.count >= Self.fewestLetters, let finals = finals[name[name.count - 1] & Symbol.base] else {
            return masks
        }
        for final in finals where Self.ends(name, in: final.symbols) { masks[final.strip] |= final.rule }
        return masks
    }

    /// The rules that have an ending, from its hash.
    @inline(__always)
    func rules(withEnding hash: UInt64) -> UInt64 { rules[hash] ?? 0 }

    func canFollowApostrophe(_ hash: UInt64) -> Bool { afterApostrophe.contains(hash) }

    private static func ends(_ name: Span<UInt32>, in final: [UInt32]) -> Bool {
        guard name.count > final.count else { return false }
        let start = name.count - final.count
        for index in final.indices where (name[start + index] ^ final[index]) & Symbol.base != 0 { return false }
        return true
    }

    private static func symbols(_ text: Substring) -> [UInt32] {
        var symbols: [UInt32] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let scalar = TextFolding.shared.scalar(at: index, in: bytes.span)
            symbols.append(scalar.symbol | Symbol.mark(scalar.accent))
            index += scalar.byteCount
        }
        return symbols
    }
}

/// A letter as names are compared by: its scalar, and above it its accents.
enum Symbol {
    /// The bits of the letter without its accents.
    static let base: UInt32 = 0x1F_FFFF
    private static let shift: UInt32 = 24

    @inline(__always)
    static func mark(_ accent: FoldedScalar.Accent) -> UInt32 { UInt32(accent.rawValue) << shift }

    @inline(__always)
    static func accent(_ symbol: UInt32) -> FoldedScalar.Accent {
        FoldedScalar.Accent(rawValue: UInt8(truncatingIfNeeded: symbol >> shift)) ?? .none
    }

    @inline(__always)
    static func hasAccent(_ symbol: UInt32) -> Bool { symbol > base }
}

/// A hash of letters that tells those with an accent from those without (FNV-1a, of letters instead of bytes).
struct SymbolHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    init(_ symbols: [UInt32]) {
        for symbol in symbols { add(symbol) }
    }

    @inline(__always)
    mutating func add(_ symbol: UInt32) {
        let letter = UInt64(symbol & Symbol.base) | (Symbol.hasAccent(symbol) ? 1 << 24 : 0)
        value = (value ^ letter) &* 0x100_0000_01B3
    }
}
