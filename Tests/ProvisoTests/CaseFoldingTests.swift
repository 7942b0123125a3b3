import Foundation
import Testing

@testable import Proviso

@Suite struct CaseFoldingTests {
    private static func folded(_ text: String) -> String? { Canonicalization.casefoldedU15.form(of: text) }

    @Test(arguments: [
        ("Ana", "ana"), ("  Ana \t Maria\r\n", "ana maria"), ("STRASSE", "strasse"), ("Straße", "strasse"),
        ("ΣΑΣ", "σασ"), ("σας", "σασ"), ("İ", "i\u{307}"), ("ı", "ı"), ("ﬃ", "ffi"), ("Ａ１＠", "a1@"),
        ("½", "1\u{2044}2"),
        ("①", "1"), ("℡", "tel"), ("ℌ", "h"), ("\u{212A}", "k"), ("\u{C5}", "å"), ("\u{1C5}", "d\u{17E}"), ("ẞ", "ss"),
        ("Ꭰ", "Ꭰ"), ("ꭰ", "Ꭰ"),
        // Composed and decomposed, in either order of the marks.
        ("E\u{301}", "é"), ("É", "é"), ("a\u{302}\u{323}", "ậ"), ("a\u{323}\u{302}", "ậ"), ("Ậ", "ậ"),
        ("\u{212B}", "å"), ("A\u{30A}", "å"), ("q\u{307}\u{323}", "q\u{323}\u{307}"), ("\u{340}", "\u{300}"),
        // A mark of the same class, and a starter, block.
        ("a\u{300}\u{301}", "à\u{301}"), ("a\u{30D}\u{301}", "a\u{30D}\u{301}"), ("a\u{345}\u{301}", "aί"),
        // Hangul.
        ("\u{1100}\u{1161}\u{11A8}", "각"), ("가\u{11A8}", "각"), ("\u{1100}가", "\u{1100}가"), ("ㄱ", "\u{1100}"),
        ("ｶﾞ", "ガ"), ("㌔", "キロ"), ("\u{FDFA}", "صلى الله عليه وسلم"), ("\u{F900}", "\u{8C48}"),
        ("\u{2F800}", "\u{4E3D}"),
        // Default ignorables go, other format characters stay.
        ("a\u{AD}b\u{200D}c\u{FE0F}", "abc"), ("a\u{34F}\u{301}", "á"), ("\u{600}a", "\u{600}a"), ("❤\u{FE0F}", "❤"),
        ("\u{E0041}x\u{E01EF}", "x"), ("\u{3164}x", "x"),
        // White space: also what is in a compatibility form, and what folds to a space and a mark.
        ("a\u{A0}\u{3000}\u{1680}\u{2028}\u{85}b", "a b"), ("\u{2003}a\u{2003}", "a"), ("´", "\u{301}"),
        ("a´", "a \u{301}"), ("a \u{AD} b", "a b"),
        // Private use and controls stay.
        ("\u{E000}\u{F0000}\u{10FFFD}", "\u{E000}\u{F0000}\u{10FFFD}"), ("a\u{0}B\u{7F}", "a\u{0}b\u{7F}"),
    ])
    func `a text is folded`(text: String, expected: String) {
        #expect(areSameBytes(Self.folded(text), expected), "\(printable(Self.folded(text) ?? "unhandled"))")
    }

    @Test(arguments: [
        "", " ", "\u{AD}", " \u{200B}\t", "\u{FE0F}", "\u{378}", "a\u{FFFF}", "\(Unicode.Scalar(0xFDD0 as UInt32)!)b",
        "\u{10FFFF}", "\u{2FFC}",
        "\u{E0000}",
    ])
    func `nothing, ignorable characters alone and what Unicode 15 has not assigned are unhandled`(text: String) {
        #expect(Self.folded(text) == nil)
    }

    @Test func `of ASCII, capital letters become small ones and white space one space`() {
        for value in UInt8(0)..<0x80 {
            let character = String(Unicode.Scalar(value))
            let isSpace = [9, 10, 11, 12, 13, 32].contains(value)
            let expected = isSpace ? " " : character.lowercased()
            // The second text takes the way of texts that are not ASCII alone.
            #expect(areSameBytes(Self.folded("x\(character)y"), "x\(expected)y"))
            #expect(areSameBytes(Self.folded("é\(character)y"), "é\(expected)y"))
        }
    }

    @Test func `the vectors come out`() throws {
        let file = TestData.folder.appending(path: "Vectors/case-foldings.json")
        let rows = try JSONDecoder().decode([[String]].self, from: Data(contentsOf: file))
        #expect(rows.count == 1689)
        for row in rows {
            let text = String(decoding: bytes(hex: row[0]), as: UTF8.self)
            #expect(Self.folded(text).map { hex($0.utf8) } == row[1])
        }
    }

    // MARK: Hostile texts

    /// Two classes in turn, so that a sort by comparing neighbors would take a square of the length.
    @Test func `a very long sequence of combining characters is ordered by class, and by place within a class`() {
        let count = 100_000
        let low = (0..<count).map { $0.isMultiple(of: 2) ? Unicode.Scalar(0x323)! : Unicode.Scalar(0x325)! }
        let high = (0..<count).map { $0.isMultiple(of: 3) ? Unicode.Scalar(0x303)! : Unicode.Scalar(0x313)! }
        var text = "x".unicodeScalars
        for index in 0..<count {
            text.append(high[index])
            text.append(low[index])
        }
        var expected = "x".unicodeScalars
        expected += low
        expected += high
        #expect(areSameBytes(Self.folded(String(text)), String(expected)))
    }

    @Test(arguments: [1, 15, 16, 17, 18, 40])
    func `marks are ordered in the same way, however many there are`(count: Int) {
        var generator = SeededGenerator(seed: testSeed)
        let marks = [0x327, 0x323, 0x315, 0x301, 0x303, 0x5B0, 0x64B].map { Unicode.Scalar($0)! }
        for _ in 0..<50 {
            let chosen = (0..<count).map { _ in marks.randomElement(using: &generator)! }
            // Sorted by insertion, behind all of the same or a lower class.
            var sorted: [Unicode.Scalar] = []
            for mark in chosen {
                let combiningClass = UnicodeTables.properties(of: mark).combiningClass
                let index = sorted.firstIndex { UnicodeTables.properties(of: $0).combiningClass > combiningClass }
                sorted.insert(mark, at: index ?? sorted.count)
            }
            var expected = "\u{4E00}".unicodeScalars
            expected += sorted
            var text = "\u{4E00}".unicodeScalars
            text += chosen
            #expect(areSameBytes(Self.folded(String(text)), String(expected)), "seed \(testSeed)")
        }
    }

    @Test func `what grows most grows elevenfold`() {
        let text = String(repeating: "\u{FDFA}", count: 10_000)
        #expect(Self.folded(text)?.utf8.count == 33 * 10_000)
    }

    // MARK: Random texts

    private static let assigned = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init)
        .filter { UnicodeTables.properties(of: $0).kind != .unassigned }
    /// What composes, blocks, disappears or is white space.
    private static let difficult =
        Array(
            "aAeEoO \u{A0}\u{2028}\u{300}\u{301}\u{302}\u{308}\u{323}\u{327}\u{345}\u{34F}\u{AD}\u{200D}ΑΩωǄ"
                .unicodeScalars)
        + (0x1100...0x1112).map { Unicode.Scalar($0)! } + (0x1161...0x1175).map { Unicode.Scalar($0)! }
        + (0x11A7...0x11C2).map { Unicode.Scalar($0)! } + ["가", "히", "\u{9C7}", "\u{9BE}", "\u{FB1D}", "\u{FDFA}"]

    private static func text(_ generator: inout SeededGenerator) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 1...12, using: &generator) {
            let isDifficult = Int.random(in: 0..<4, using: &generator) > 0
            text.append((isDifficult ? difficult : assigned).randomElement(using: &generator)!)
        }
        return String(text)
    }

    @Test func `what is folded stays as it is`() {
        var generator = SeededGenerator(seed: testSeed)
        for _ in 0..<20_000 {
            guard let once = Self.folded(Self.text(&generator)) else { continue }
            #expect(areSameBytes(Self.folded(once), once), "seed \(testSeed), \(printable(once))")
        }
    }

    @Test func `every code point folds to something that stays as it is`() {
        for scalar in Self.assigned {
            guard let once = Self.folded("\(scalar)") else { continue }
            if !areSameBytes(Self.folded(once), once) { Issue.record("U+\(String(scalar.value, radix: 16))") }
        }
    }

    /// The folding of each code point is asked of Python, by the derivation of the standard: default ignorables left out,
    /// full case folding, NFKC, and again until nothing changes.
    private static let program = """
        import json, sys, unicodedata
        ignorable = set()
        for first, last in [(0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
                (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
                (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3),
                (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)]:
            ignorable.update(map(chr, range(first, last + 1)))
        def fold(character):
            while True:
                folded = unicodedata.normalize(
                    "NFKC", "".join(c for c in unicodedata.normalize("NFKC", character).casefold() if c not in ignorable))
                if folded == character:
                    return folded
                character = folded
        spaces = "\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2028\\u2029\\u202f\\u205f\\u3000" + "".join(
            map(chr, range(0x2000, 0x200B)))
        def canonical(text):
            if any(unicodedata.category(c) == "Cn" for c in text):
                return "?"
            folded = unicodedata.normalize("NFC", "".join(fold(c) for c in text))
            return " ".join(w for w in "".join(" " if c in spaces else c for c in folded).split(" ") if w)
        json.dump([canonical(text) for text in json.load(sys.stdin)], sys.stdout)
        """

    @Test(.enabled(if: !Python.isMissing, "python3 is not on this machine"))
    func `every code point that Python knows folds as the standard derives it`() throws {
        let texts = Self.assigned.map { String($0) }
        let theirs = try Python.run(Self.program, input: texts, as: [String].self)
        try #require(theirs.count == texts.count)
        var compared = 0
        // `?` alone is what a question mark folds to as well.
        for (text, theirs) in zip(texts, theirs) where theirs != "?" || text == "?" {
            if !areSameBytes(Self.folded(text) ?? "", theirs) {
                Issue.record("\(printable(text)): \(printable(Self.folded(text) ?? "")), \(printable(theirs))")
            }
            compared += 1
        }
        #expect(compared > 270_000)
    }

    @Test(.enabled(if: !Python.isMissing, "python3 is not on this machine"))
    func `random texts fold as Python folds and composes them`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let texts = (0..<20_000).map { _ in Self.text(&generator) }
        let theirs = try Python.run(Self.program, input: texts, as: [String].self)
        try #require(theirs.count == texts.count)
        for (text, theirs) in zip(texts, theirs) where theirs != "?" {
            #expect(areSameBytes(Self.folded(text) ?? "", theirs), "seed \(testSeed), \(printable(text))")
        }
        #expect(theirs.count { $0 != "?" } > 19_000)
    }
}
