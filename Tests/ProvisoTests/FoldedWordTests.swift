import Testing

@testable import Proviso

@Suite struct FoldedWordTests {
    private static func folded(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        var word = FoldedWord()
        guard word.fold(bytes.span, 0..<bytes.count) else { return nil }
        return word.withSpan { word in String(decoding: word.indices.map { word[$0] }, as: UTF8.self) }
    }

    @Test(arguments: [
        ("IBAN", "iban"), ("Straße", "strasse"), ("STRASSE", "strasse"), ("É", "e"), ("e\u{301}", "e"),
        ("Łódź", "lodz"), ("Ærø", "aero"), ("КОД", "код"), ("Ё", "е"), ("Ελλάς", "ελλασ"), ("İ", "i"), ("ﬁ", "fi"),
        ("soft\u{AD}hyphen", "softhyphen"), ("Ｂ", "b"), ("账号", "账号"), ("x1Y2", "x1y2"), ("", ""),
    ])
    func `words are compared without case and accents`(text: String, expected: String) {
        #expect(Self.folded(text) == expected)
    }

    @Test func `a word of 116 bytes is folded, and a longer one is none`() {
        #expect(Self.folded(String(repeating: "x", count: 116))?.utf8.count == 116)
        #expect(Self.folded(String(repeating: "x", count: 117)) == nil)
        #expect(Self.folded(String(repeating: "é", count: 58))?.utf8.count == 58)
        #expect(Self.folded(String(repeating: "é", count: 59)) == nil)
        #expect(Self.folded(String(repeating: "ﷺ", count: 40)) == nil)
    }

    @Test func `a word is folded anew each time`() {
        var word = FoldedWord()
        let text = Array("ABC de".utf8)
        for (range, count) in [(0..<3, 3), (4..<6, 2)] {
            let isFolded = word.fold(text.span, range)
            let foldedCount = word.count
            #expect(isFolded && foldedCount == count)
        }
    }

    @Test func `bytes that are no text are read too`() {
        var generator = SeededGenerator(seed: testSeed)
        var word = FoldedWord()
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                UInt8.random(in: 0x70 ... .max, using: &generator)
            }
            for start in text.indices {
                for end in start...text.count where word.fold(text.span, start..<end) {
                    let count = word.count
                    #expect(count <= FoldedWord.capacity, "seed \(testSeed)")
                }
            }
        }
    }

    @Test func `the word behind a place is looked for once, and found by each test`() {
        let text = Array("tax-id number".utf8)
        var space = FoldingSpace()
        space.begin()
        func end(_ place: Int, _ wanted: String) -> Int? {
            space.end(of: text.span, behind: place) { word in
                word.withSpan { word in word.indices.map { word[$0] } == Array(wanted.utf8) }
            }
        }
        #expect(end(3, "no") == nil)
        #expect(end(3, "id") == 6)
        #expect(end(6, "number") == 13)
        #expect(end(3, "id") == 6)
        #expect(end(13, "") == nil)
    }
}
