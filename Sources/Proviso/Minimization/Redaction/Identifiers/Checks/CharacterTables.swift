/// A few digits and upper-case letters.
struct CharacterSet36: ExpressibleByStringLiteral, Sendable {
    private var bits: UInt64 = 0

    init(stringLiteral characters: String) {
        for byte in characters.utf8 { bits |= 1 << UInt64(byte - 0x30) }
    }

    /// Whether a digit or an upper-case letter is among them.
    @inline(__always)
    func contains(_ byte: UInt8) -> Bool { bits >> UInt64(byte &- 0x30) & 1 == 1 }
}

/// A few pairs of upper-case letters, such as the codes of countries.
struct LetterPairs: ExpressibleByStringLiteral, Sendable {
    /// By the first letter, one bit for each second one.
    private var bits = InlineArray<26, UInt32>(repeating: 0)

    /// The pairs of a text, with spaces or line ends between them.
    init(stringLiteral pairs: String) {
        for pair in pairs.split(whereSeparator: \.isWhitespace) {
            let letters = Array(pair.utf8)
            bits[Int(letters[0]) - 0x41] |= 1 << UInt32(letters[1] - 0x41)
        }
    }

    /// Whether the characters of a text at an index and behind it are one of them.
    func contains(_ text: Span<UInt8>, at index: Int) -> Bool {
        let (first, second) = (text[index] &- 0x41, text[index + 1] &- 0x41)
        return first < 26 && second < 26 && bits[Int(first)] >> UInt32(second) & 1 == 1
    }
}

/// Check characters, by what is left of a sum.
struct CheckCharacters: ExpressibleByStringLiteral, Sendable {
    private let characters: [UInt8]

    init(stringLiteral characters: String) { self.characters = Array(characters.utf8) }

    /// Their number, which is the modulus.
    var count: Int { characters.count }

    /// The character of a sum.
    subscript(_ sum: Int) -> UInt8 { characters[sum % characters.count] }
}
