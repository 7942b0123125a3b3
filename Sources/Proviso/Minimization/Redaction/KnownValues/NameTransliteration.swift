/// Writes names of other scripts in Latin letters, by the rules that passports are written by.
///
/// - **Source**: for Ukrainian, the resolution of the Cabinet of Ministers no. 55 of 2010; for Russian, ICAO Doc 9303
///   part 3, section 6, table *Transliteration of Cyrillic Characters*; for Greek, ELOT 743 (ISO 843).
/// - **Not possible**: Arabic and Hebrew, which write few vowels, and Chinese and Japanese, whose characters have
///   several readings: what such a person is called in Latin letters must be given as a value of its own.
enum NameTransliteration: CaseIterable {
    case ukrainian
    case russian
    case greek

    /// Whether a name can be of the language. One in Cyrillic is taken for both, but for letters that one alone has.
    func applies(to name: Span<UInt32>) -> Bool {
        for index in name.indices {
            let (letter, hasAccent) = (name[index] & Symbol.base, Symbol.hasAccent(name[index]))
            switch self {
            case .greek: if !(0x3B1...0x3C9).contains(letter) { return false }
            case .ukrainian:
                if !Self.isCyrillic(letter) { return false }
                // ы, э, ъ, ё
                if letter == 0x44B || letter == 0x44D || letter == 0x44A { return false }
                if letter == 0x435 && hasAccent { return false }
            case .russian:
                if !Self.isCyrillic(letter) { return false }
                // і and ї, є, ґ
                if letter == 0x456 || letter == 0x454 || letter == 0x491 { return false }
            }
        }
        return !name.isEmpty
    }

    private static func isCyrillic(_ letter: UInt32) -> Bool { (0x430...0x45F).contains(letter) || letter == 0x491 }

    /// Appends a name that the rules apply to.
    func append(_ name: Span<UInt32>, to output: inout [UInt32]) {
        var index = 0
        while index < name.count {
            if self == .greek {
                index += Self.appendGreek(name, index, &output)
                continue
            }
            for byte in latin(name, index).utf8 { output.append(UInt32(byte)) }
            index += 1
        }
    }

    private func latin(_ name: Span<UInt32>, _ index: Int) -> String {
        let (letter, hasAccent) = (name[index] & Symbol.base, Symbol.hasAccent(name[index]))
        if self == .ukrainian {
            let isFirst = index == 0
            switch letter {
            case 0x433: return index > 0 && name[index - 1] & Symbol.base == 0x437 ? "gh" : "h"  // г, зг
            case 0x491: return "g"  // ґ
            case 0x454: return isFirst ? "ye" : "ie"  // є
            case 0x438: return hasAccent ? (isFirst ? "y" : "i") : "y"  // й, и
            case 0x456: return hasAccent && isFirst ? "yi" : "i"  // ї, і
            case 0x44E: return isFirst ? "yu" : "iu"  // ю
            case 0x44F: return isFirst ? "ya" : "ia"  // я
            default: break
            }
        }
        return Self.cyrillic(letter)
    }

    /// What both languages write alike, and what is left of Russian.
    private static func cyrillic(_ letter: UInt32) -> String {
        switch letter {
        case 0x430: "a"
        case 0x431: "b"
        case 0x432: "v"
        case 0x433: "g"
        case 0x434: "d"
        case 0x435: "e"
        case 0x436: "zh"
        case 0x437: "z"
        case 0x438: "i"
        case 0x43A: "k"
        case 0x43B: "l"
        case 0x43C: "m"
        case 0x43D: "n"
        case 0x43E: "o"
        case 0x43F: "p"
        case 0x440: "r"
        case 0x441: "s"
        case 0x442: "t"
        case 0x443: "u"
        case 0x444: "f"
        case 0x445: "kh"
        case 0x446: "ts"
        case 0x447: "ch"
        case 0x448: "sh"
        case 0x449: "shch"
        case 0x44A: "ie"
        case 0x44B: "y"
        case 0x44D: "e"
        case 0x44E: "iu"
        case 0x44F: "ia"
        // The soft sign, and letters of other languages.
        default: ""
        }
    }

    /// Appends a letter or two of Greek, and says how many.
    private static func appendGreek(_ name: Span<UInt32>, _ index: Int, _ output: inout [UInt32]) -> Int {
        let letter = name[index] & Symbol.base
        let next = index + 1 < name.count ? name[index + 1] & Symbol.base : 0
        let pair: String? =
            switch (letter, next) {
            case (0x3BF, 0x3C5): "ou"
            case (0x3B1, 0x3C5): isVoiceless(name, index + 2) ? "af" : "av"
            case (0x3B5, 0x3C5): isVoiceless(name, index + 2) ? "ef" : "ev"
            case (0x3B7, 0x3C5): isVoiceless(name, index + 2) ? "if" : "iv"
            case (0x3B3, 0x3B3): "ng"
            case (0x3B3, 0x3BE): "nx"
            case (0x3B3, 0x3C7): "nch"
            case (0x3BC, 0x3C0): index == 0 || index + 2 == name.count ? "b" : "mp"
            default: nil
            }
        for byte in (pair ?? greek(letter)).utf8 { output.append(UInt32(byte)) }
        return pair == nil ? 1 : 2
    }

    /// Whether no vowel or voiced consonant follows.
    private static func isVoiceless(_ name: Span<UInt32>, _ index: Int) -> Bool {
        guard index < name.count else { return true }
        switch name[index] & Symbol.base {
        case 0x3B8, 0x3BA, 0x3BE, 0x3C0, 0x3C3, 0x3C4, 0x3C6, 0x3C7, 0x3C8: return true
        default: return false
        }
    }

    private static func greek(_ letter: UInt32) -> String {
        switch letter {
        case 0x3B1: "a"
        case 0x3B2: "v"
        case 0x3B3: "g"
        case 0x3B4: "d"
        case 0x3B5: "e"
        case 0x3B6: "z"
        case 0x3B7, 0x3B9: "i"
        case 0x3B8: "th"
        case 0x3BA: "k"
        case 0x3BB: "l"
        case 0x3BC: "m"
        case 0x3BD: "n"
        case 0x3BE: "x"
        case 0x3BF, 0x3C9: "o"
        case 0x3C0: "p"
        case 0x3C1: "r"
        case 0x3C3: "s"
        case 0x3C4: "t"
        case 0x3C5: "y"
        case 0x3C6: "f"
        case 0x3C7: "ch"
        case 0x3C8: "ps"
        default: ""
        }
    }
}
