extension RandomJSON {
    /// What readers of JSON disagree about.
    private static let snippets =
        [
            "NaN", "Infinity", "-Infinity", "true", "false", "null", "0", "-", "+", ".", "e", "1.", "01", "[]", "{}",
            "[", "]", "{", "}", ",", ":", "\"",
            "\\", "\\u", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "\\u0000", "\\u00e9", "\\/", "\\x", "\"a\":1,",
            "\"0\":1,", ",\"\\u0030\":0", "\u{FEFF}",
            "\u{A0}", "\u{2028}", "\u{0}", "\u{1F}", "\u{7F}", "\u{B}", "\u{C}", "\n", " ", "\t", "\r", "//", "/**/",
            "#", "'", "é", "😀", "e\u{301}",
        ].map { Array($0.utf8) } + [
            [0x80], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0xBD], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xE2, 0x82],
        ]

    /// A text with up to two changes, most of which make it no JSON.
    static func mutated(_ record: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var text = record
        for _ in 0..<Int.random(in: 0...2, using: &generator) {
            let first = Int.random(in: 0...text.count, using: &generator)
            let end = min(first + Int.random(in: 0...8, using: &generator), text.count)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: text.insert(UInt8.random(in: 0...0xFF, using: &generator), at: first)
            case 1, 2: text.insert(contentsOf: snippets.randomElement(using: &generator)!, at: first)
            case 3: text.replaceSubrange(first..<end, with: snippets.randomElement(using: &generator)!)
            case 4: text.removeSubrange(first..<end)
            case 5:
                text.insert(contentsOf: Array(text[first..<end]), at: Int.random(in: 0...text.count, using: &generator))
            case 6: text.removeSubrange(first...)
            default: if first < text.count { text[first] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
            }
        }
        return text
    }
}
