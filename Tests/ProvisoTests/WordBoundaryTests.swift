import Testing

@testable import Proviso

@Suite struct WordBoundaryTests {
    private static func words(_ text: String, gap: Int = 100) -> [String] {
        let bytes = Array(text.utf8)
        var words: [String] = []
        var index = 0
        while let range = WordBoundary.nextWord(in: bytes.span, from: index, gap: gap) {
            words.append(String(decoding: bytes[range], as: UTF8.self))
            index = range.upperBound
        }
        return words
    }

    @Test(arguments: [
        ("one two", ["one", "two"]), ("one_two-3.4", ["one", "two", "3", "4"]), ("", []), ("...", []),
        ("naïve Ёлка", ["naïve", "Ёлка"]), ("卡号abc", ["卡号", "abc"]), ("abc卡号12", ["abc", "卡号", "12"]),
        ("a\u{A0}b", ["a", "b"]), ("“a”—b…", ["a", "b"]), ("a😀b", ["a", "b"]), ("e\u{301}a", ["e\u{301}a"]),
    ])
    func `words are letters and digits of a script`(text: String, expected: [String]) {
        #expect(Self.words(text) == expected)
    }

    @Test func `a word is looked for up to a line end or so many bytes away`() {
        #expect(Self.words("a  b", gap: 2) == ["a", "b"])
        #expect(Self.words("a   b", gap: 2) == ["a"])
        #expect(Self.words("a\nb") == ["a"])
        #expect(Self.words("\na").isEmpty)
    }

    @Test func `a word that is longer than any that matters is cut`() {
        let text = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000)
        #expect(WordBoundary.end(of: text.span, from: 0) == FoldedWord.capacity * 4)
    }

    @Test func `every byte has at most one class`() {
        #expect(WordBoundary.classes.count == 256)
        for kind in WordBoundary.classes { #expect(kind & (kind &- 1) == 0) }
        for byte in UInt8(0)...0x7F {
            let isWord = WordBoundary.classes[Int(byte)] & WordBoundary.Class.word != 0
            #expect(isWord == TextBoundary.isWordByte(byte), "\(byte)")
        }
    }
}
