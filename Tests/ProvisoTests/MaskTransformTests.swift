import Testing

@testable import Proviso

@Suite struct MaskTransformTests {
    @Test(arguments: [
        (0, 0, "abcdef", "******"), (0, 2, "abcdef", "****ef"), (1, 0, "abcdef", "a*****"), (1, 2, "123456", "1***56"),
        (1, 2, "-12.5e10", "-*****10"), (0, 4, "4111111111111111", "************1111"), (0, 0, "a", "*"),
    ])
    func `characters are replaced but for those at the ends`(first: Int, last: Int, text: String, masked: String) {
        #expect(mask(text, first: first, last: last) == masked)
    }

    @Test(arguments: [
        (1, 2, "12345", "*****"), (1, 1, "123", "***"), (1, 1, "1234", "1**4"), (2, 0, "123", "***"),
        (2, 0, "1234", "12**"), (0, 1, "1", "*"),
        (0, 1, "12", "*2"), (1, 0, "12", "1*"), (1, 1, "12", "**"), (2, 2, "1234567", "*******"),
        (2, 2, "12345678", "12****78"),
        (1000, 1000, "123456", "******"), (1000, 0, "1", "*"), (0, 1000, "12", "**"),
    ])
    func `if more than half were shown, nothing is`(first: Int, last: Int, text: String, masked: String) {
        #expect(mask(text, first: first, last: last) == masked)
    }

    @Test func `at least half of the characters are hidden, at every length`() {
        for count in 1...40 {
            // All different, so that the shown ones can be told from the hidden ones.
            let characters = (0..<count).map { Unicode.Scalar(UInt32(0x4E00 + $0))! }
            var text = String.UnicodeScalarView()
            text += characters
            for first in 0...count {
                for last in 0...count {
                    let isShown = first + last <= count / 2
                    var expected = String.UnicodeScalarView()
                    for (index, character) in characters.enumerated() {
                        expected.append(isShown && (index < first || index >= count - last) ? character : "*")
                    }
                    #expect(
                        mask(String(text), first: first, last: last) == String(expected), "\(first), \(last), \(count)")
                }
            }
        }
    }

    @Test func `all that may be kept of a long text is kept`() {
        let text =
            String(repeating: "a", count: 1000) + String(repeating: "b", count: 2000)
            + String(repeating: "c", count: 1000)
        #expect(mask(text, first: 1000, last: 1000) == text.replacing("b", with: "*"))
    }

    @Test(arguments: [
        (0, 4, 3, "4111111111111111", "###1111"), (0, 4, 3, "1234567", "###"), (0, 0, 0, "secret", ""),
        (1, 1, 0, "secret", "st"),
        (1, 1, 1, "secret", "s#t"), (0, 0, 8, "a", "########"), (2, 0, 5, "abcd", "ab#####"), (2, 0, 5, "abc", "#####"),
        (1, 0, 0, "a", ""),
    ])
    func `a fixed length hides how many characters there were`(
        first: Int, last: Int, length: Int, text: String, masked: String
    ) {
        #expect(mask(text, first: first, last: last, with: "#", length: length) == masked)
    }

    @Test func `a mask of a thousand characters has a thousand`() {
        #expect(mask("a", length: 1000) == String(repeating: "*", count: 1000))
        #expect(mask("a", with: "😀", length: 1000)?.utf8.count == 4000)
    }

    @Test(arguments: [
        (1, 1, "é€😀x", "é**x"), (1, 1, "x😀€é", "x**é"), (0, 1, "😀😁", "*😁"), (1, 0, "😀😁", "😀*"),
        (2, 2, "aé€😀😀€éa", "aé****éa"), (0, 0, "😀", "*"),
        // Characters are code points: a letter and its accent are two, and so are the parts of a flag.
        (0, 0, "e\u{301}", "**"), (0, 1, "xxe\u{301}", "***\u{301}"), (1, 0, "e\u{301}", "e*"),
        (1, 0, "🇩🇪", "\u{1F1E9}*"), (0, 0, "👩‍👩‍👧", "*****"),
        (0, 0, "\r\n", "**"), (1, 1, "\"\\\u{0}\u{7F}", "\"**\u{7F}"),
    ])
    func `characters are code points`(first: Int, last: Int, text: String, masked: String) {
        #expect(mask(text, first: first, last: last)?.utf8.elementsEqual(masked.utf8) == true)
    }

    @Test(arguments: ["*", "#", "x", "é", "€", "😀", "\u{10FFFF}", " ", "\"", "\\"] as [Unicode.Scalar])
    func `any character masks`(scalar: Unicode.Scalar) {
        let masks = String(repeating: String(scalar), count: 3)
        #expect(mask("abcdef", first: 1, last: 2, with: scalar) == "a\(masks)ef")
        #expect(mask("ab", with: scalar, length: 3) == masks)
    }

    @Test func `nothing of an empty text can be masked, and nothing is written`() {
        let text: [UInt8] = []
        for length in [nil, 0, 5] {
            var output = ByteBuffer()
            let isMasked = MaskTransform.apply(text.span, FieldTransform.MaskOptions(length: length), into: &output)
            #expect(!isMasked && output.count == 0)
        }
    }

    @Test func `the masked text is written behind what is there`() {
        var output = ByteBuffer()
        output.append("tel ")
        let options = FieldTransform.MaskOptions(keepFirst: 0, keepLast: 2, with: "x", length: nil)
        let isMasked = MaskTransform.apply(Array("01234".utf8).span, options, into: &output)
        #expect(isMasked && output.text == "tel xxx34")
    }

    private func mask(
        _ text: String, first: Int = 0, last: Int = 0, with scalar: Unicode.Scalar = "*", length: Int? = nil
    ) -> String? {
        let options = FieldTransform.MaskOptions(keepFirst: first, keepLast: last, with: scalar, length: length)
        var output = ByteBuffer()
        return MaskTransform.apply(Array(text.utf8).span, options, into: &output) ? output.text : nil
    }
}
