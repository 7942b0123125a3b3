import Testing

@testable import Proviso

@Suite struct TruncateTransformTests {
    @Test(arguments: [
        ("😀éx", 2, "😀é"), ("x", 2, "x"), ("\"\\z", 2, "\"\\"), ("abcdef", 3, "abc"), ("abc", 3, "abc"),
        ("abc", 1000, "abc"),
        ("a", 1, "a"), ("é€😀x", 1, "é"), ("é€😀x", 3, "é€😀"), (" a", 1, " "), ("\u{0}\u{7F}x", 2, "\u{0}\u{7F}"),
        // Characters are code points: a letter and its accent are two, and so are the parts of a flag.
        ("e\u{301}x", 1, "e"), ("e\u{301}x", 2, "e\u{301}"), ("🇩🇪", 1, "\u{1F1E9}"), ("\r\nx", 1, "\r"),
        ("\u{10FFFF}\u{FEFF}", 1, "\u{10FFFF}"),
    ])
    func `the first characters are kept`(text: String, count: Int, expected: String) {
        #expect(Self.truncated(text, count)?.utf8.elementsEqual(expected.utf8) == true)
    }

    @Test func `an empty text is not handled`() {
        for count in [1, 5] { #expect(Self.truncated("", count) == nil) }
    }

    @Test func `every beginning of a text is its own`() {
        let scalars = (0..<50).map { Unicode.Scalar([0x41, 0xC0, 0x800, 0x1F600][$0 % 4] + UInt32($0))! }
        var whole = String.UnicodeScalarView()
        whole.append(contentsOf: scalars)
        for count in 1...60 {
            var beginning = String.UnicodeScalarView()
            beginning.append(contentsOf: scalars.prefix(count))
            #expect(Self.truncated(String(whole), count)?.utf8.elementsEqual(String(beginning).utf8) == true)
        }
    }

    private static func truncated(_ text: String, _ count: Int) -> String? {
        var output = ByteBuffer()
        return TruncateTransform.apply(Array(text.utf8).span, count: count, into: &output) ? output.text : nil
    }
}
