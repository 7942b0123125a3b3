/// How a service's tokens begin, and of what they are.
struct TokenForm {
    let type: PatternType
    /// The length of the beginning.
    let prefixLength: Int
    /// How many characters stand behind it at least.
    let least: Int
    /// And at most, where the length is fixed.
    var most: Int?
    var characters = Characters.token
    /// Whether there is a digit among them for certain; words of letters and hyphens have none.
    var needsDigit = true

    /// What a token is made of.
    enum Characters {
        /// Letters and digits.
        case alphanumeric
        /// Hexadecimal digits in lower case.
        case hexadecimal
        /// Letters, digits, `-` and `_`.
        case token
        /// Those and dots.
        case dotted
    }

    /// No token is looked at any further.
    private static let longest = 512

    /// The form of what begins at an index with four bytes, given as a number too.
    static func form(of beginning: UInt32, in text: Span<UInt8>, at start: Int) -> TokenForm? {
        switch UInt8(beginning >> 24) {
        case UInt8(ascii: "A"): formOfA(text, start)
        case UInt8(ascii: "S"): formOfS(text, start)
        case UInt8(ascii: "d"):
            text.spells("dop_v1_", at: start)
                ? TokenForm(type: .apiKey, prefixLength: 7, least: 32, characters: .hexadecimal) : nil
        case UInt8(ascii: "e"):
            beginning >> 8 == 0x65_794A ? TokenForm(type: .jsonWebToken, prefixLength: 0, least: 0) : nil
        case UInt8(ascii: "g"): formOfG(text, start)
        case UInt8(ascii: "h"):
            text.spells("hf_", at: start)
                ? TokenForm(type: .apiKey, prefixLength: 3, least: 30, characters: .alphanumeric) : nil
        case UInt8(ascii: "n"):
            text.spells("npm_", at: start)
                ? TokenForm(type: .apiKey, prefixLength: 4, least: 36, characters: .alphanumeric) : nil
        case UInt8(ascii: "p"): formOfP(text, start)
        case UInt8(ascii: "r"):
            text.spells("rk_live_", at: start) || text.spells("rk_test_", at: start)
                ? TokenForm(type: .apiKey, prefixLength: 8, least: 16, characters: .alphanumeric) : nil
        case UInt8(ascii: "s"): formOfSmallS(text, start)
        case UInt8(ascii: "x"): formOfX(text, start)
        case UInt8(ascii: "y"):
            text.spells("ya29.", at: start) ? TokenForm(type: .apiKey, prefixLength: 5, least: 20) : nil
        default: nil
        }
    }

    private static func formOfA(_ text: Span<UInt8>, _ start: Int) -> TokenForm? {
        if text.spells("AKIA", at: start) || text.spells("ASIA", at: start) {
            return TokenForm(
                type: .apiKey, prefixLength: 4, least: 16, most: 16, characters: .alphanumeric, needsDigit: false)
        }
        if text.spells("AIza", at: start) { return TokenForm(type: .apiKey, prefixLength: 4, least: 35, most: 35) }
        if text.spells("AC", at: start) {
            return TokenForm(type: .apiKey, prefixLength: 2, least: 32, most: 32, characters: .hexadecimal)
        }
        guard text.spells("AGE-SECRET-KEY-", at: start) else { return nil }
        // 58 characters of Bech32 behind AGE-SECRET-KEY-1; the hybrid kind has more.
        return TokenForm(type: .privateKey, prefixLength: 15, least: 50, needsDigit: false)
    }

    private static func formOfS(_ text: Span<UInt8>, _ start: Int) -> TokenForm? {
        if text.spells("SG.", at: start) {
            return TokenForm(type: .apiKey, prefixLength: 3, least: 40, most: 80, characters: .dotted)
        }
        guard text.spells("SK", at: start) else { return nil }
        return TokenForm(type: .apiKey, prefixLength: 2, least: 32, most: 32, characters: .hexadecimal)
    }

    private static func formOfG(_ text: Span<UInt8>, _ start: Int) -> TokenForm? {
        if text.spells("github_pat_", at: start) { return TokenForm(type: .apiKey, prefixLength: 11, least: 22) }
        if text.spells("glpat-", at: start) {
            return TokenForm(type: .apiKey, prefixLength: 6, least: 20, characters: .dotted, needsDigit: false)
        }
        guard text.spells("gh", at: start), text.has("_", at: start + 3) else { return nil }
        switch text.byte(at: start + 2) {
        case UInt8(ascii: "p"), UInt8(ascii: "o"), UInt8(ascii: "u"), UInt8(ascii: "s"), UInt8(ascii: "r"):
            return TokenForm(type: .apiKey, prefixLength: 4, least: 30, characters: .alphanumeric)
        default: return nil
        }
    }

    private static func formOfP(_ text: Span<UInt8>, _ start: Int) -> TokenForm? {
        if text.spells("pk_live_", at: start) || text.spells("pk_test_", at: start) {
            return TokenForm(type: .apiKey, prefixLength: 8, least: 16, characters: .alphanumeric)
        }
        if text.spells("pypi-", at: start) { return TokenForm(type: .apiKey, prefixLength: 5, least: 50) }
        guard text.spells("proviso-key-v1:", at: start) else { return nil }
        return TokenForm(type: .privateKey, prefixLength: 15, least: 40, needsDigit: false)
    }

    private static func formOfSmallS(_ text: Span<UInt8>, _ start: Int) -> TokenForm? {
        if text.spells("sk_live_", at: start) || text.spells("sk_test_", at: start) {
            return TokenForm(type: .apiKey, prefixLength: 8, least: 16, characters: .alphanumeric)
        }
        guard text.spells("sk-", at: start) else { return nil }
        if text.spells("ant-", at: start + 3) { return TokenForm(type: .apiKey, prefixLength: 7, least: 30) }
        if text.spells("proj-", at: start + 3) { return TokenForm(type: .apiKey, prefixLength: 8, least: 30) }
        // Names in lower case with hyphens can be as long.
        let end = endOfRun(in: text, from: start + 3, limit: longest, .alphanumeric)
        guard end - start >= 23 else { return nil }
        return TokenForm(type: .apiKey, prefixLength: 3, least: 20)
    }

    private static func formOfX(_ text: Span<UInt8>, _ start: Int) -> TokenForm? {
        if text.spells("xapp-", at: start) { return TokenForm(type: .apiKey, prefixLength: 5, least: 20) }
        guard text.spells("xox", at: start), text.has("-", at: start + 4) else { return nil }
        switch text.byte(at: start + 3) {
        case UInt8(ascii: "a"), UInt8(ascii: "b"), UInt8(ascii: "e"), UInt8(ascii: "o"), UInt8(ascii: "p"),
            UInt8(ascii: "r"), UInt8(ascii: "s"):
            return TokenForm(type: .apiKey, prefixLength: 5, least: 20)
        default: return nil
        }
    }

    // MARK: Characters

    /// Where the characters end that a token can have behind its beginning.
    func end(in text: Span<UInt8>, from start: Int) -> Int {
        var end = Self.endOfRun(in: text, from: start, limit: Self.longest, characters)
        while end > start, text.has(".", at: end - 1) || text.has("-", at: end - 1) { end -= 1 }
        return end
    }

    /// Where letters, digits, `-` and `_` end.
    static func endOfToken(in text: Span<UInt8>, from start: Int, limit: Int) -> Int {
        endOfRun(in: text, from: start, limit: limit, .token)
    }

    private static func endOfRun(
        in text: Span<UInt8>, from start: Int, limit: Int, _ characters: Characters
    ) -> Int {
        var index = start
        while index - start < limit, characters.contains(text.byte(at: index)) { index += 1 }
        return index
    }
}

extension TokenForm.Characters {
    func contains(_ byte: UInt8) -> Bool {
        switch self {
        case .alphanumeric: isASCIIDigit(byte) || isASCIILetter(byte)
        case .hexadecimal: isASCIIDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        case .token: TextBoundary.isWordByte(byte) || byte == UInt8(ascii: "-")
        case .dotted: TextBoundary.isWordByte(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
    }
}
