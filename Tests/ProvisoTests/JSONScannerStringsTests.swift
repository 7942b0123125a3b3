import Testing

@testable import Proviso

@Suite struct JSONScannerStringsTests {
    // MARK: Escapes

    @Test func `a backslash is followed by one of eight characters or by u`() {
        for byte in UInt8(0)...0xFF where byte != UInt8(ascii: "u") {
            let text = Array("[\"ab\\".utf8) + [byte] + Array("cd\"]".utf8)
            let isEscape = "\"\\/bfnrt".utf8.contains(byte)
            #expect(scanFault(text) == (isEscape ? nil : faultText(.unknownEscape, at: 4)), "\(byte)")
        }
    }

    @Test func `u is followed by four hexadecimal digits`() {
        for place in 0..<4 {
            for byte in UInt8(0)...0xFF {
                var text = Array("[\"\\u0000\"]".utf8)
                text[4 + place] = byte
                // D at the first place makes D000, which is no surrogate.
                let isDigit = "0123456789abcdefABCDEF".utf8.contains(byte)
                #expect(scanFault(text) == (isDigit ? nil : faultText(.unknownEscape, at: 2)), "\(place), \(byte)")
            }
        }
    }

    @Test(arguments: [
        #"\u"#, #"\u1"#, #"\u12"#, #"\u123"#, #"\u123 "#, #"\u 123"#, #"\u+123"#, #"\u-123"#, #"\u0x12"#, #"\u{61}"#,
        #"\U0061"#,
        "\\u\u{FF11}234", #"\u12\u0061"#, #"\x41"#, #"\0"#, #"\'"#, #"\a"#, #"\N"#, "\\\n", "\\é", "\\\u{0}", #"\ "#,
    ])
    func `what other languages escape is a fault at its backslash`(escape: String) {
        #expect(scanFault("[\"\(escape)\"]") == faultText(.unknownEscape, at: 2))
        #expect(scanFault("{\"é\(escape)\":1}") == faultText(.unknownEscape, at: 4))
        #expect(scanFault("[\"\\\\\\u0061\(escape)") == faultText(.unknownEscape, at: 10))
    }

    // MARK: Surrogates

    @Test func `a pair of surrogates is one escape, and half of one is a fault`() {
        for unit in UInt32(0xD700)...0xE0FF {
            let escape = "\\u" + String(unit, radix: 16)
            let isHigh = (0xD800...0xDBFF).contains(unit)
            let isLow = (0xDC00...0xDFFF).contains(unit)
            let alone = isHigh || isLow ? faultText(.halfSurrogate, at: 2) : nil
            #expect(scanFault("[\"\(escape)\"]") == alone, "\(escape)")
            #expect(
                scanFault("[\"\(escape)\\udc00\"]") == (isHigh ? nil : faultText(.halfSurrogate, at: isLow ? 2 : 8)),
                "\(escape)")
            #expect(
                scanFault("[\"\\uD800\(escape)\"]") == (isLow ? nil : faultText(.halfSurrogate, at: 2)), "\(escape)")
        }
    }

    @Test(arguments: [
        (#"\ud83d"#, 0), (#"\ude00"#, 0), (#"\ude00\ud83d"#, 0), (#"\ud83d\ud83d"#, 0), (#"\ud83d\ud83d\ude00"#, 0),
        (#"\ud83d\ude00\ude00"#, 12), (#"\ud83d\ude00\ud83d"#, 12), (#"\ud83dx\ude00"#, 0), (#"\ud83d \ude00"#, 0),
        (#"\ud83d\\ude00"#, 0), (#"\ud83d\n"#, 0), (#"\ud83d\u0041"#, 0), (#"\ud83d\ue000"#, 0), (#"\ud83d\udbff"#, 0),
        (#"\ud83d\Ude00"#, 0), (#"\ud83d\"\ude00"#, 0), (#"\ud83d😀"#, 0), (#"a\udc00"#, 1), (#"\n\udfff"#, 2),
        (#"\uDBFF"#, 0), (#"\ud83d\u"#, 0), (#"\ud83d\ude0"#, 0), (#"\ud83d\ude0g"#, 0), (#"\ud83d\"#, 0),
    ])
    func `a surrogate that is alone, swapped or interrupted is a fault at its backslash`(content: String, offset: Int) {
        #expect(scanFault("[\"\(content)\"]") == faultText(.halfSurrogate, at: 2 + offset))
        #expect(scanFault("{\"\(content)\":0}") == faultText(.halfSurrogate, at: 2 + offset))
        #expect(scanFault("[\"\(content)") == faultText(.halfSurrogate, at: 2 + offset))
    }

    @Test(arguments: [
        #"\ud83d\ude00"#, #"\uD83D\uDE00"#, #"\uD800\udc00"#, #"\uDBFF\uDFFF"#, #"\ud7ff\ue000"#, #"\uffff\ufffe"#,
    ])
    func `pairs in either case of digits, and what only looks like half of one, are text`(content: String) {
        #expect(scanFault("[\"\(content)\"]") == nil)
        #expect(scanFault("{\"\(content)\":\"\(content)\(content)\"}") == nil)
    }

    // MARK: Bytes

    @Test func `every byte is text, an end or a fault at its place`() {
        for byte in UInt8(0)...0xFF {
            // The last of these puts the byte into the second block of sixteen, the others into each half of the first.
            for count in [0, 3, 11, 20] {
                let before = [UInt8](repeating: UInt8(ascii: "x"), count: count)
                let text = Array("[\"".utf8) + before + [byte] + Array("zz, zz, zz, zz, zz\"]".utf8)
                let place = 2 + count
                let expected: String? =
                    switch byte {
                    case 0..<0x20: faultText(.controlCharacter, at: place)
                    case UInt8(ascii: "\""): faultText(.expectedCommaOrBracket, at: place + 1)
                    case UInt8(ascii: "\\"): faultText(.unknownEscape, at: place)
                    case 0x20..<0x80: nil
                    default: faultText(.notUTF8, at: place)
                    }
                #expect(scanFault(text) == expected, "byte \(byte) at \(place)")
            }
        }
    }

    @Test(arguments: UTF8TextTests.malformed)
    func `what is not UTF-8 is a fault at its first byte`(what: String, bytes: [UInt8]) {
        for before in ["", "x", "é", "€😀", "\\n", "0123456789abcdef", "0123456789abcdé"] {
            let place = 2 + before.utf8.count
            let start = Array("[\"\(before)".utf8) + bytes
            #expect(scanFault(start + Array("\"]".utf8)) == faultText(.notUTF8, at: place), "\(before)")
            #expect(scanFault(start + Array("x\"]".utf8)) == faultText(.notUTF8, at: place), "\(before)")
            #expect(scanFault(start) == faultText(.notUTF8, at: place), "\(before)")
        }
        #expect(scanFault(Array("{\"".utf8) + bytes + Array("\":1}".utf8)) == faultText(.notUTF8, at: 2))
        // Outside of strings nothing is text.
        #expect(scanFault([UInt8(ascii: "[")] + bytes) == faultText(.notAValue, at: 1))
    }

    @Test(arguments: [
        "\u{7F}", "\u{80}", "\u{9F}", "é", "\u{7FF}", "\u{800}", "\u{2028}", "\u{2029}", "\u{D7FF}", "\u{E000}",
        "\u{FEFF}", "\u{FFFE}",
        "\u{FFFF}", "\u{10000}", "😀", "\u{10FFFF}", "'", "e\u{301}", "/", "\u{202E}",
    ])
    func `every other scalar stands in a string as it is`(text: String) {
        #expect(scanFault("{\"\(text)\":\"\(text)\(text)x\(text)\"}") == nil)
    }

    // MARK: Ends

    @Test(arguments: ["\"", "\"a", "\"é", "\"\\\"", "\"\\\\\\\"", "\"\\n", "\"\\u0061", "\"\\ud83d\\ude00"])
    func `a string without its end is a fault at its beginning`(text: String) {
        for padding in 0..<40 {
            let inside = text + String(repeating: "x", count: padding)
            #expect(scanFault("[ " + inside) == faultText(.unterminatedString, at: 2), "\(inside)")
            #expect(scanFault("{ " + inside) == faultText(.unterminatedString, at: 2), "\(inside)")
            // A backslash at the end of all still lacks what it escapes.
            #expect(scanFault("[ " + inside + "\\") == faultText(.unterminatedString, at: 2), "\(inside)")
        }
    }

    @Test(arguments: [
        (#""""#, false), (#""abc""#, false), (#""é""#, false), (#""a\"b""#, true), (#""\\""#, true),
        (#""\u0061é""#, true),
        (#""0123456789abcdef0123456789abcdef\n""#, true),
    ])
    func `a string's token is what lies between its quotes`(string: String, hasEscapes: Bool) {
        let text = Array("[ \(string) , \"x\"".utf8)
        var scanner = JSONScanner()
        scanner.position = 2
        let token = scanner.scanString(text.span)
        #expect(!token.isFault && token.hasEscapes == hasEscapes)
        #expect(token.start == 3 && token.end == 2 + string.utf8.count - 1)
        #expect(scanner.position == 2 + string.utf8.count)
    }

    // MARK: Edges of buffers

    /// Strings that begin at every place of a block and end 1 to 40 bytes around the ends of several, in a buffer that
    /// ends right behind them, and in one that goes on with what would end them.
    @Test(arguments: 0..<17)
    func `a string ends at its quote wherever blocks and buffers end`(lead: Int) {
        let neighbor = Array("\"]\"]\"}\\\"\\u0022\u{0}é\"]\"]\"]\"]\"]\"]\"]\"]\"]\"]\"]\"]\"]".utf8)
        var scanner = JSONScanner()
        for length in 0...104 {
            let start = [UInt8](repeating: 0x20, count: lead) + Array("[\"".utf8)
            let text = start + [UInt8](repeating: UInt8(ascii: "x"), count: length) + Array("\"]".utf8)
            #expect(scanFault(text) == nil, "\(length)")
            let buffer = text + neighbor
            #expect(scanFault(buffer.span.extracting(0..<text.count), &scanner) == nil, "\(length)")
            #expect(
                scanFault(buffer.span.extracting(0..<text.count - 1), &scanner)
                    == faultText(.endsTooEarly, at: text.count - 1), "\(length)")
            // Without its quote the string has no end, whatever lies behind the buffer's.
            let open = Array(text.dropLast(2)) + neighbor
            #expect(
                scanFault(open.span.extracting(0..<text.count - 2), &scanner)
                    == faultText(.unterminatedString, at: lead + 1), "\(length)")
        }
    }

    /// What needs a closer look, at every place of a string of every length around two blocks.
    @Test(
        arguments: [
            ("\\\"", nil), ("\\\\", nil), ("\\/", nil), ("\\u0022", nil), ("\\ud83d\\ude00", nil), ("é", nil),
            ("€", nil), ("😀", nil),
            ("\u{7F}", nil), ("\u{0}", .controlCharacter), ("\n", .controlCharacter), ("\u{1F}", .controlCharacter),
            ("\\x", .unknownEscape), ("\\u00", .unknownEscape), ("\\ud83d", .halfSurrogate),
            ("\\ude00", .halfSurrogate),
        ] as [(String, RecordFault.Kind?)])
    func `a special character is met at every place of a string`(special: String, kind: RecordFault.Kind?) {
        let filling = Array(repeating: UInt8(ascii: "x"), count: 40)
        for before in 0...40 {
            for after in [0, 1, 7, 8, 15, 16, 17, 40 - before] where after >= 0 {
                let start = Array("{\"a\":\"".utf8) + filling[..<before]
                let text = start + Array(special.utf8) + filling[..<after] + Array("\"}".utf8)
                let expected = kind.map { faultText($0, at: start.count) }
                #expect(scanFault(text) == expected, "\(before), \(after)")
                let name =
                    Array("{\"".utf8) + filling[..<before] + Array(special.utf8) + filling[..<after]
                    + Array("\":1}".utf8)
                #expect(scanFault(name) == kind.map { faultText($0, at: 2 + before) }, "\(before), \(after)")
            }
        }
    }

    @Test func `a sequence or escape that a buffer's end cuts off is a fault, though it goes on behind`() {
        var scanner = JSONScanner()
        for special in ["é", "€", "😀", "\\n", "\\u0061", "\\ud83d\\ude00"] {
            for before in 0...40 {
                let text =
                    Array("[\"".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: before)
                    + Array("\(special)\"]".utf8)
                for cut in 1..<special.utf8.count {
                    let fault = scanFault(text.span.extracting(0..<2 + before + cut), &scanner)
                    #expect(
                        fault != nil && fault == scanFault(Array(text[..<(2 + before + cut)])),
                        "\(special), \(before), \(cut)")
                }
            }
        }
    }
}
