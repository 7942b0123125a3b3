import Testing

@testable import Proviso

@Suite struct PostcodeTransformTests {
    @Test(arguments: [
        ("1012 AB", 2, "10"), ("SW1A 1AA", 2, "SW"), ("sw1a1aa", 2, "SW"), ("1012AB", 4, "1012"), ("10115", 1, "1"),
        ("10115", 4, "1011"), ("90210-1234", 3, "902"), ("00-950", 2, "00"), ("D-10115", 2, "D1"), ("M1 1AE", 2, "M1"),
        (" 1012 AB ", 2, "10"), ("1 0 1 2", 3, "101"), ("IR-1234567890", 3, "IR1"), ("k1a 0b1", 3, "K1A"),
        ("1-2", 1, "1"),
    ])
    func `the first characters are kept, in upper case, without spaces and hyphens`(
        text: String, first: Int, expected: String
    ) {
        #expect(Self.cut(text, first) == expected)
    }

    @Test(arguments: [
        ("9", 2), ("", 2), ("10", 2), ("1-0", 2), (" 1 ", 1), ("1012", 4), ("1012 A", 5), ("-", 1), ("   ", 1),
    ])
    func `what has no more characters than are kept is not handled, because nothing would be hidden`(
        text: String, first: Int
    ) {
        #expect(Self.cut(text, first) == nil)
    }

    @Test(arguments: [
        "Amsterdam", "n/a", "1012.AB", "1012_AB", "1012\tAB", "1012\n", "１０１２ AB", "1012 ÄB", "\u{410}12345",
        "1012\u{A0}AB",
        "1012\u{2013}AB", "1012\u{0}AB", "〒100-0001", "#1012", "1234567890123", "ABC 1234567890",
    ])
    func `what is no postcode is not handled`(text: String) {
        for first in [1, 2, 4] { #expect(Self.cut(text, first) == nil) }
    }

    @Test func `the same postcode becomes the same, however it is written`() {
        for text in ["EC1A 1BB", "ec1a 1bb", "EC1A1BB", "EC1A-1BB", "Ec1a  1bb"] {
            #expect(Self.cut(text, 4) == "EC1A")
        }
    }

    private static func cut(_ text: String, _ first: Int) -> String? {
        var output = ByteBuffer()
        return PostcodeTransform.apply(Array(text.utf8).span, first: first, into: &output) ? output.text : nil
    }
}
