import Foundation
import Testing

@testable import Proviso

@Suite struct JSONTextTests {
    // MARK: Decoding

    @Test(arguments: [
        ("", ""), ("abc", "abc"), ("é😀", "é😀"), (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"),
        (#"\b\f\n\r\t"#, "\u{8}\u{C}\n\r\t"),
        (#"\u0000"#, "\u{0}"), (#"\u0041\u00e9\u20AC"#, "Aé€"), (#"\ud83d\ude00"#, "😀"), (#"\uD83D\uDE00"#, "😀"),
        (#"\ud800\udc00\udbff\udfff"#, "\u{10000}\u{10FFFF}"), (#"\ud7ff\ue000\uffff"#, "\u{D7FF}\u{E000}\u{FFFF}"),
        (#"\\u0041"#, #"\u0041"#), (#"\\\u0041\\"#, #"\A\"#), (#"a\nb\nc"#, "a\nb\nc"), (#"\"\"\""#, "\"\"\""),
        (#"\ud83d\ude00\ud83d\ude01x"#, "😀😁x"), (#"e\u0301"#, "e\u{301}"), (#"\u0022\u005c\u002F"#, "\"\\/"),
    ])
    func `escapes become what they stand for, and nothing else changes`(content: String, text: String) {
        let bytes = Array(content.utf8)
        #expect(decoded(bytes, 0..<bytes.count) == Array(text.utf8))
        // Only the range is looked at, and what the buffer holds already stays.
        let outer = Array("\\u0058\"\(content)\"\\u0059".utf8)
        var buffer = ByteBuffer()
        buffer.append("before")
        JSONText.decode(outer.span, 7..<7 + bytes.count, into: &buffer)
        #expect(buffer.array == Array("before\(text)".utf8))
    }

    @Test func `every scalar comes back from its escape`() {
        for value in UInt32(0)...0x10FFFF {
            // All of the plane in which escapes have one unit, and samples of the others.
            guard let scalar = Unicode.Scalar(value), value < 0x1_0400 || value % 0x3FF == 0 else { continue }
            let escape = String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
            let bytes = Array(escape.joined().utf8)
            if decoded(bytes, 0..<bytes.count) != Array(String(scalar).utf8) {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test func `random strings are decoded as Foundation decodes them`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for number in 0..<500 {
            let string = RandomJSON.string(RandomJSON.content(using: &generator), using: &generator)
            let bytes = Array(string.utf8)
            let expected = try JSONDecoder().decode([String].self, from: Data("[\(string)]".utf8))[0]
            #expect(
                decoded(bytes, 1..<bytes.count - 1) == Array(expected.utf8),
                "seed \(testSeed), string \(number): \(string)")
        }
    }

    // MARK: Writing

    @Test func `only quotes, backslashes and control characters are escaped`() {
        let short: [UInt8: String] = [
            0x08: #"\b"#, 0x09: #"\t"#, 0x0A: #"\n"#, 0x0C: #"\f"#, 0x0D: #"\r"#, 0x22: #"\""#, 0x5C: #"\\"#,
        ]
        for byte in UInt8(0)...0x7F {
            let expected = short[byte] ?? (byte < 0x20 ? "\\u00" + hex([byte]) : String(Unicode.Scalar(byte)))
            #expect(written([byte]) == "\"\(expected)\"", "\(byte)")
            #expect(written([0x78, byte, byte, 0x79]) == "\"x\(expected)\(expected)y\"", "\(byte)")
        }
    }

    @Test(arguments: [
        "", "abc", "é", "😀", "/", "\u{7F}", "\u{80}", "\u{2028}", "\u{202E}", "\u{FEFF}", "\u{10FFFF}", "e\u{301}",
        "<&>'",
    ])
    func `other text is written as it is`(text: String) {
        #expect(written(Array(text.utf8)).utf8.elementsEqual("\"\(text)\"".utf8))
    }

    @Test func `the content of a string is written without quotes behind what is there`() {
        var output = ByteBuffer()
        output.append("[")
        JSONText.appendContent(Array("a\"b".utf8).span, to: &output)
        JSONText.appendContent(Array("".utf8).span, to: &output)
        JSONText.appendString(Array("\n".utf8).span, to: &output)
        #expect(output.text == #"[a\"b"\n""#)
    }

    @Test func `what was written is read by the scanner and by Foundation, and is the same text`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for number in 0..<500 {
            var text = String.UnicodeScalarView()
            text += RandomJSON.content(using: &generator)
            let string = Array(written(Array(String(text).utf8)).utf8)
            #expect(scannedTexts(string) == [Array(String(text).utf8)], "seed \(testSeed), text \(number)")
            let read = try JSONDecoder().decode([String].self, from: Data("[".utf8 + string + "]".utf8))
            #expect(Array(read[0].utf8) == Array(String(text).utf8), "seed \(testSeed), text \(number)")
        }
    }

    // MARK: Without white space

    @Test(arguments: [
        ("{}", "{}"), (" { } ", "{}"), ("[ 1 , 2 ]", "[1,2]"), ("{ \"a\" : 1 }", "{\"a\":1}"),
        ("\t[\r\n\"a b\"\n]", "[\"a b\"]"),
        (#"{"a b" : " c  d "}"#, #"{"a b":" c  d "}"#), (#"[ "\" " , " \\" , " \\\" " ]"#, #"["\" "," \\"," \\\" "]"#),
        (#"[ "\\" , "\\\\" ]"#, #"["\\","\\\\"]"#), ("[ \"é \u{A0}\" ]", "[\"é \u{A0}\"]"),
        ("[ 1.50 , -0 , 1E400 ]", "[1.50,-0,1E400]"),
        ("\"\"", "\"\""), ("", ""), ("   ", ""), (#"[ "\u0022 \u005c" , 1 ]"#, #"["\u0022 \u005c",1]"#),
    ])
    func `white space goes between tokens and stays in strings`(text: String, expected: String) {
        #expect(compact(Array(text.utf8), 0..<text.utf8.count) == Array(expected.utf8))
    }

    @Test func `only the range is copied`() {
        let text = Array("[ 1, { \"a\" : \" \" } , 2 ]".utf8)
        #expect(compact(text, 5..<18) == Array("{\"a\":\" \"}".utf8))
        #expect(compact(text, 5..<5) == [])
    }

    @Test func `random records lose their white space and nothing else`() {
        var generator = SeededGenerator(seed: testSeed)
        for number in 0..<500 {
            let record = RandomJSON.record(using: &generator)
            #expect(
                compact(record.spaced, 0..<record.spaced.count) == record.compact, "seed \(testSeed), record \(number)")
            #expect(
                compact(record.compact, 0..<record.compact.count) == record.compact,
                "seed \(testSeed), record \(number)")
        }
    }

    // MARK: Code units

    @Test(
        arguments: [
            ("0000", 0), ("0041", 0x41), ("ffff", 0xFFFF), ("FFFF", 0xFFFF), ("aBcD", 0xABCD), ("1234", 0x1234),
            ("9999", 0x9999),
            ("00e9x", 0xE9), ("", nil), ("123", nil), ("12g4", nil), ("12G4", nil), ("+123", nil), ("-123", nil),
            (" 123", nil),
            ("123 ", nil), ("0x12", nil), ("12`4", nil), ("12@4", nil), ("12/4", nil), ("12:4", nil),
            ("\u{FF11}2", nil),
        ] as [(String, UInt32?)])
    func `four hexadecimal digits are a code unit, and anything else is none`(digits: String, unit: UInt32?) {
        #expect(JSONText.codeUnit(Array(digits.utf8).span, at: 0) == unit)
        #expect(JSONText.codeUnit(Array("xyz\(digits)".utf8).span, at: 3) == unit)
    }

    // MARK: Helpers

    private func written(_ text: [UInt8]) -> String {
        var output = ByteBuffer()
        JSONText.appendString(text.span, to: &output)
        return output.text
    }

    private func compact(_ text: [UInt8], _ range: Range<Int>) -> [UInt8] {
        var output = ByteBuffer()
        JSONText.appendCompact(text.span, range, to: &output)
        return output.array
    }
}
