import Testing

@testable import Proviso

@Suite struct TextBoundaryTests {
    /// The characters before and behind an `x`.
    private func boundaries(_ character: String) -> (before: Bool, behind: Bool) {
        let text = Array((character + "x" + character).utf8)
        let index = character.utf8.count
        return (TextBoundary.isBefore(index, in: text.span), TextBoundary.isBehind(index + 1, in: text.span))
    }

    @Test(arguments: ["a", "Z", "0", "9", "_", "é", "ß", "Ж", "є", "ω", "ع", "٣", "א", "ş"])
    func `letters and digits go on a word`(character: String) {
        let found = boundaries(character)
        #expect(!found.before)
        #expect(!found.behind)
    }

    @Test(arguments: [
        "", " ", "-", ".", "@", "\n", "\u{A0}", "×", "÷", "،", "؟", "؛", "·", "。", "中", "”", "–", "한", "😀", "\u{200B}",
        "«",
    ])
    func `everything else ends it`(character: String) {
        let found = boundaries(character)
        #expect(found.before)
        #expect(found.behind)
    }

    @Test func `a word begins behind the escape of a line end`() {
        for (text, expected) in [("\\nx", true), ("\\rx", true), ("\\tx", true), ("nnx", false), ("\\dx", false)] {
            let bytes = Array(text.utf8)
            let isBefore = TextBoundary.isBefore(2, in: bytes.span)
            #expect(isBefore == expected, "\(text)")
        }
    }

    @Test func `a number goes on behind what joins digits`() {
        for joint in [".", ",", ":", "-", "/"] {
            let (inside, goesOn) = joints("1\(joint)2")
            #expect(inside, "\(joint)")
            #expect(goesOn, "\(joint)")
        }
        for other in ["1 2", "1;2", "1_2", "1\u{FF}"] {
            let (inside, goesOn) = joints(other)
            #expect(!inside && !goesOn, "\(other)")
        }
        #expect(!joints("a.2").inside && !joints("1.a").goesOn)
    }

    /// Whether the third byte goes on a number, and whether the first goes on.
    private func joints(_ text: String) -> (inside: Bool, goesOn: Bool) {
        let text = Array(text.utf8)
        return (TextBoundary.isInsideNumber(2, in: text.span), TextBoundary.goesOn(1, in: text.span))
    }

    @Test func `spaces have their lengths, and letters of three bytes are told from punctuation`() {
        for (text, space, letter) in [
            (" ", 1, 0), ("\u{A0}", 2, 0), ("\u{202F}", 3, 0), ("\u{2009}", 3, 0), ("\n", 0, 0), ("\t", 0, 0),
            ("中", 0, 3), ("々", 0, 3), ("。", 0, 0), ("한", 0, 3), ("—", 0, 0), ("ế", 0, 3), ("，", 0, 0),
            ("é", 0, 0), ("\u{E2}", 0, 0), ("", 0, 0),
        ] {
            let bytes = Array(text.utf8)
            let found = (
                TextBoundary.spaceLength(at: 0, in: bytes.span),
                TextBoundary.threeByteLetterLength(at: 0, in: bytes.span)
            )
            #expect(found == (space, letter), "\(text)")
        }
    }
}
