import Testing

@testable import Proviso

@Suite struct JSONScannerTests {
    // MARK: Numbers and words

    static let numbers = [
        "0", "-0", "7", "10", "-1", "1.0", "-1.50", "0.0001", "1e5", "1E5", "1e+5", "1e-5", "0e0", "1e05", "1E400",
        "-0.0e-0",
        "0.1e-7", "123456789012345678901234567890", "1.000000000000000000000000000001", "1e99999999999999999999",
    ]

    @Test(arguments: numbers)
    func `a number of RFC 8259 ends where something else begins`(number: String) {
        for text in ["\(number)", " \(number)\t", "[\(number)]", "[\(number),\(number)\n]", "{\"a\":\(number)}"] {
            #expect(scanFault(text) == nil, "\(text)")
        }
        var scanner = JSONScanner()
        let text = Array("[\(number),".utf8)
        scanner.position = 1
        let isNumber = scanner.skipNumber(text.span)
        #expect(isNumber && scanner.position == text.count - 1)
    }

    @Test(arguments: [
        "01", "-01", "00", "-00", "007", "1.", "-1.", "0.", "1.e5", "1..2", "1.2.3", "1.+2", "1e", "1E", "1e+", "1E-",
        "1.5e",
        "1e.5", "1e5.5", "1ee5", "1e+-5", "-1.x",
    ])
    func `what begins as a number and is none is a fault at its beginning`(number: String) {
        for text in ["[\(number)]", "[\(number)", "[\(number) ,1]"] {
            #expect(scanFault(text) == faultText(.notANumber, at: 1), "\(text)")
        }
        #expect(scanFault("{\"a\":\(number)}") == faultText(.notANumber, at: 5))
    }

    @Test(arguments: [
        "-", "--1", "-x", "-.5", "-e5", "-Infinity", "- 1", "-\"1\"", "+1", "+", ".5", ".", "e5", "NaN", "nan",
        "Infinity",
        "t", "tru", "truE", "True", "TRUE", "f", "fals", "falsE", "False", "n", "nul", "nulL", "Null", "nil", "None",
        "undefined", "yes", "'a'", "`a`", "a", "\\u0031", "\\", "/", "//", "/**/", "#", ",", ":", "}", "(1)", "\u{0}",
        "\u{B}",
        "\u{C}", "\u{7F}", "\u{85}", "\u{A0}", "\u{2028}", "\u{FEFF}", "\u{FF11}", "é", "😀",
    ])
    func `what begins no value is a fault at its place`(word: String) {
        for text in ["[\(word)]", "[\(word)", "[\(word),1]"] {
            #expect(scanFault(text) == faultText(.notAValue, at: 1), "\(text)")
        }
        #expect(scanFault(word) == faultText(.notAValue, at: 0))
        #expect(scanFault("{\"a\":\(word)}") == faultText(.notAValue, at: 5))
    }

    @Test(arguments: ["true", "false", "null"])
    func `the three words are values, cut off at no byte and with nothing behind them`(word: String) {
        for text in [word, " \(word) ", "[\(word),\(word)]", "{\"a\":\(word)}"] { #expect(scanFault(text) == nil) }
        for length in 1..<word.count {
            #expect(scanFault(String(word.prefix(length))) == faultText(.notAValue, at: 0))
        }
        #expect(scanFault(word + word) == faultText(.trailingText, at: word.count))
    }

    // MARK: Structure

    @Test(arguments: [
        "{}", "[]", "{ }", "[ ]", "\"\"", "{\"\":\"\"}", " { \"a\" : [ 1 , { } , [ ] ] , \"b\" : { \"a\" : null } } ",
        "\t\n\r [\t\n\r 1\t\n\r ,\t\n\r {\t\n\r \"a\"\t\n\r :\t\n\r true\t\n\r }\t\n\r ]\t\n\r ", "[[[]],[[],[]]]",
    ])
    func `white space may stand between tokens and nowhere is needed`(text: String) {
        #expect(scanFault(text) == nil)
    }

    @Test(
        arguments: [
            ("", .endsTooEarly, 0), (" \n", .endsTooEarly, 2), ("{", .endsTooEarly, 1), ("{ ", .endsTooEarly, 2),
            ("{\"a\"", .endsTooEarly, 4), ("{\"a\" ", .endsTooEarly, 5), ("{\"a\":", .endsTooEarly, 5),
            ("{\"a\": ", .endsTooEarly, 6), ("{\"a\":1", .endsTooEarly, 6), ("{\"a\":1,", .endsTooEarly, 7),
            ("{\"a\":1, ", .endsTooEarly, 8), ("[", .endsTooEarly, 1), ("[1", .endsTooEarly, 2),
            ("[1,", .endsTooEarly, 3),
            ("[1, ", .endsTooEarly, 4), ("{\"a\":[", .endsTooEarly, 6), ("[{", .endsTooEarly, 2),
            ("{,", .expectedName, 1), ("{a:1}", .expectedName, 1), ("{'a':1}", .expectedName, 1),
            ("{1:2}", .expectedName, 1),
            ("{null:2}", .expectedName, 1), ("{[", .expectedName, 1), ("{]", .expectedName, 1),
            ("{:1}", .expectedName, 1),
            ("{\"a\":1,}", .expectedName, 7), ("{\"a\":1 , }", .expectedName, 9),
            ("{\"a\":1,,\"b\":2}", .expectedName, 7),
            ("{/**/}", .expectedName, 1), ("{\u{A0}}", .expectedName, 1), ("{\u{FEFF}\"a\":1}", .expectedName, 1),
            ("{\"a\"}", .expectedColon, 4), ("{\"a\" 1}", .expectedColon, 5), ("{\"a\",1}", .expectedColon, 4),
            ("{\"a\"=1}", .expectedColon, 4), ("{\"a\"\"b\"}", .expectedColon, 4),
            ("{\"a\"\u{A0}:1}", .expectedColon, 4),
            ("{\"a\":}", .notAValue, 5), ("{\"a\":,\"b\":1}", .notAValue, 5), ("{\"a\"::1}", .notAValue, 5),
            ("{\"a\":1]", .expectedCommaOrBrace, 6), ("{\"a\":1 \"b\":2}", .expectedCommaOrBrace, 7),
            ("{\"a\":1;", .expectedCommaOrBrace, 6), ("{\"a\":1:2}", .expectedCommaOrBrace, 6),
            ("{\"a\":\"b\"c\"}", .expectedCommaOrBrace, 8), ("{\"a\":{}{}}", .expectedCommaOrBrace, 7),
            ("{\"a\":0x10}", .expectedCommaOrBrace, 6), ("{\"a\":nulll}", .expectedCommaOrBrace, 9),
            ("{\"a\":1\u{A0}}", .expectedCommaOrBrace, 6),
            ("[1}", .expectedCommaOrBracket, 2), ("[1 2]", .expectedCommaOrBracket, 3),
            ("[1;2]", .expectedCommaOrBracket, 2),
            ("[1:2]", .expectedCommaOrBracket, 2), ("[\"a\":1]", .expectedCommaOrBracket, 4),
            ("[1-2]", .expectedCommaOrBracket, 2), ("[1+2]", .expectedCommaOrBracket, 2),
            ("[1_0]", .expectedCommaOrBracket, 2),
            ("[1e1e1]", .expectedCommaOrBracket, 4), ("[1f]", .expectedCommaOrBracket, 2),
            ("[truex]", .expectedCommaOrBracket, 5),
            ("[[][]]", .expectedCommaOrBracket, 3), ("[1//]", .expectedCommaOrBracket, 2),
            ("[,1]", .notAValue, 1), ("[1,]", .notAValue, 3), ("[1 , ]", .notAValue, 5), ("[1,,2]", .notAValue, 3),
        ] as [(String, RecordFault.Kind, Int)])
    func `broken structure is a fault of its kind at its place`(text: String, kind: RecordFault.Kind, offset: Int) {
        #expect(scanFault(text) == faultText(kind, at: offset))
        // The same inside of a value that is passed over, which moves it and nothing else.
        let outer = "{\"x\":[ "
        #expect(scanFault(outer + text) == faultText(kind, at: outer.utf8.count + offset))
    }

    @Test(arguments: ["{}", "[]", "{\"a\":[1,{\"b\":\"c\"}]}", "\"a\"", "true"])
    func `nothing but white space may follow a value`(text: String) {
        for byte in UInt8(0)...0xFF {
            let isWhiteSpace = [0x20, 0x09, 0x0A, 0x0D].contains(byte)
            let expected = isWhiteSpace ? nil : faultText(.trailingText, at: text.utf8.count)
            #expect(scanFault(Array(text.utf8) + [byte]) == expected, "\(byte)")
            let later = isWhiteSpace ? nil : faultText(.trailingText, at: text.utf8.count + 2)
            #expect(scanFault(Array(text.utf8) + [0x20, 0x0A, byte]) == later, "\(byte)")
        }
    }

    // MARK: Depth

    @Test(arguments: [("[", "]", 1), ("{\"a\":", "}", 5), ("[1,", "]", 3), ("{\"b\":1,\"a\":", "}", 11)])
    func `64 levels are read, and the 65th is a fault where it opens`(open: String, close: String, length: Int) {
        func nested(_ depth: Int) -> String {
            String(repeating: open, count: depth) + "0" + String(repeating: close, count: depth)
        }
        #expect(scanFault(nested(63)) == nil)
        #expect(scanFault(nested(64)) == nil)
        // The place of the bracket that is too much.
        #expect(scanFault(nested(65)) == faultText(.tooDeep, at: 64 * length))
        #expect(scanFault(nested(66)) == faultText(.tooDeep, at: 64 * length))
        #expect(scanFault(String(repeating: open, count: 65)) == faultText(.tooDeep, at: 64 * length))
    }

    @Test func `objects and arrays count alike, and an empty one counts too`() {
        let outer = String(repeating: "[{\"a\":", count: 32)
        let end = String(repeating: "}]", count: 32)
        #expect(scanFault(outer + "\"\"" + end) == nil)
        #expect(scanFault(outer + "[]" + end) == faultText(.tooDeep, at: 32 * 6))
        #expect(scanFault(outer + "{}" + end) == faultText(.tooDeep, at: 32 * 6))
    }

    @Test func `depth is what is open, not what was`() {
        let deepest = String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
        #expect(scanFault("[" + Array(repeating: deepest, count: 100).joined(separator: ",") + "]") == nil)
        #expect(scanFault("[" + deepest + ",[" + deepest + "]]") == faultText(.tooDeep, at: 1 + 126 + 1 + 63))
    }

    @Test func `depth counts from what the caller says`() {
        var scanner = JSONScanner()
        let text = Array("[0]".utf8)
        let isRead64 = scanner.skipValue(text.span, depth: 64)
        #expect(isRead64 && scanner.position == 3)
        scanner.reset(to: 1)
        let isScalarRead65 = scanner.skipValue(text.span, depth: 65)
        #expect(isScalarRead65 && scanner.position == 2)
        scanner.reset(to: 0)
        let isArrayRead65 = scanner.skipValue(text.span, depth: 65)
        #expect(!isArrayRead65)
        #expect(scanner.fault.map { faultText($0.kind, at: $0.offset) } == faultText(.tooDeep, at: 0))
    }

    @Test func `a million opening brackets are one fault`() {
        #expect(scanFault([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)) == faultText(.tooDeep, at: 64))
    }

    // MARK: Truncation

    /// Everything that a record can be cut inside of.
    static let whole =
        #"{"a":[true,false,null,-0,1.5e+10,-12E-3,{}],"\u0062":{"é":"😀\ud83d\uDE00\n","":"\"\\"},"c":[ [ ] , "x" ] }"#

    @Test func `a record that is cut off at any byte is a fault inside of it`() {
        let bytes = Array(Self.whole.utf8)
        #expect(scanFault(bytes) == nil)
        #expect(scannedTexts(bytes)?.count == 11)
        var scanner = JSONScanner()
        for length in 0..<bytes.count {
            // What lies behind the end must not matter, so the whole record lies there.
            let fault = scanFault(bytes.span.extracting(0..<length), &scanner)
            #expect(fault != nil, "\(length) bytes")
            #expect(fault == scanFault(Array(bytes[..<length])), "\(length) bytes")
            if let offset = scanner.fault?.offset { #expect((0...length).contains(offset), "\(length) bytes") }
        }
    }

    @Test func `random records are read, and cut off anywhere they are not`() {
        var generator = SeededGenerator(seed: testSeed)
        for number in 0..<200 {
            let record = RandomJSON.record(using: &generator)
            #expect(scanFault(record.spaced) == nil, "seed \(testSeed), record \(number)")
            #expect(scanFault(record.compact) == nil, "seed \(testSeed), record \(number)")
            #expect(
                scannedTexts(record.spaced) == scannedTexts(record.compact), "seed \(testSeed), record \(number)")
            let isReadCut = (0..<record.compact.count).contains { scanFault(Array(record.compact[..<$0])) == nil }
            #expect(!isReadCut, "seed \(testSeed), record \(number)")
        }
    }

    // MARK: Names

    @Test(arguments: [
        (#"{"a":1,"a":2}"#, 7), (#"{"a":1,"\u0061":2}"#, 7), (#"{"\u0061":1,"a":2}"#, 12),
        (#"{"\u0061":1,"\u0061":2}"#, 12),
        (#"{"":1,"":2}"#, 6), (#"{"é":1,"\u00e9":2}"#, 8), (#"{"\u00E9":1,"é":2}"#, 12),
        (#"{"😀":1,"\ud83d\uDE00":2}"#, 10),
        (#"{"/":1,"\/":2}"#, 7), (#"{"\n":1,"\u000a":2}"#, 8), (#"{"\"":1,"\u0022":2}"#, 8),
        (#"{"\\":1,"\u005C":2}"#, 8),
        (#"{"\u0000":1,"\u0000":2}"#, 12), (#"{"b":1,"a":2,"a":3,"b":4,"a":5}"#, 13), (#"{"a":{"a":1},"a":2}"#, 13),
        (#"{"x":{"b":1,"b":2}}"#, 12), (#"[{"b":1,"b":2}]"#, 8), (#"{"a":[{},{"b":{}}],"b":[{"c":1,"c":1}]}"#, 31),
        (#"{"personnummer-19":1,"personnummer-19":2}"#, 21), (#"{"personnummer-19x":1,"personnummer-19\u0078":2}"#, 22),
        (#"{"a" : 1 , "a" : 1}"#, 11),
    ])
    func `a name that an object has twice is a fault at its second place, however it is written`(
        text: String, offset: Int
    ) {
        #expect(scanFault(text) == faultText(.duplicateName, at: offset))
        #expect(scannedTexts(Array(text.utf8)) == nil)
    }

    @Test(arguments: [
        #"{"a":1,"A":2}"#, #"{"a":1,"a ":2," a":3}"#, #"{"a":1,"a\u0000":2}"#, #"{"":1,"\u0000":2}"#,
        #"{"\\u0061":1,"a":2}"#,
        #"{"é":1,"e\#u{301}":2}"#, #"{"Å":1,"\u212b":2}"#, #"{"a":{"a":{"a":1}}}"#, #"[{"a":1},{"a":1}]"#,
        #"{"b":{"a":1},"a":{"a":1}}"#, #"{"a":"a","b":"a"}"#, #"{"abcdefgh":1,"abcdefghh":2,"abcdefg":3}"#,
        #"{"aaaaaaaa":1,"aaaaaaaaa":2,"aaaaaaa":3,"aaaaaaaaaaaaaaaa":4,"aaaaaaaaaaaaaaaaa":5}"#,
        #"{"12345678-1-12345678":1,"12345678-2-12345678":2,"12345678-\u0033-12345678":3}"#,
        #"{"abcdefgh12345678":1,"12345678abcdefgh":2}"#,
    ])
    func `names that differ in a code point, and names in different objects, are no duplicates`(text: String) {
        #expect(scanFault(text) == nil)
        #expect(scannedTexts(Array(text.utf8)) != nil)
    }

    /// Object sizes around the limit up to which every name is compared at once, and the growth of the list of names.
    @Test(arguments: [2, 3, 63, 64, 65, 66, 67, 128, 129, 255, 256, 257, 258, 600])
    func `a duplicate is found between any two places of an object of any size`(count: Int) {
        for prefix in ["", "n", "a long beginning of a name "] {
            let suffix = prefix.count > 1 ? " and a long end" : ""
            var members = (0..<count).map { "\"\(prefix)\($0)\(suffix)\":0" }
            #expect(scanFault("{" + members.joined(separator: ",") + "}") == nil)
            let places = [
                (0, count - 1), (0, 1), (count - 2, count - 1), (count / 2, count - 1), (count / 2 - 1, count / 2),
            ]
            for (first, second) in places where first < second {
                let kept = members[second]
                // One of the pair is written with an escape, so that the two lie in different memory.
                members[second] =
                    "\"\\u00" + hex(members[first].utf8.dropFirst().prefix(1)) + members[first].dropFirst(2)
                let offset = 1 + members[..<second].reduce(0) { $0 + $1.utf8.count + 1 }
                let text = "{" + members.joined(separator: ",") + "}"
                #expect(scanFault(text) == faultText(.duplicateName, at: offset), "\(first), \(second)")
                #expect(
                    scanFault("[{\"x\":\(text)}]") == faultText(.duplicateName, at: 6 + offset), "\(first), \(second)")
                members[second] = kept
            }
        }
    }

    @Test func `of several duplicates in a large object the first is reported`() {
        let members = (0..<200).map { "\"n\($0 == 150 || $0 == 180 ? 100 : $0 == 170 ? 90 : $0)\":0" }
        let offset = 1 + members[..<150].reduce(0) { $0 + $1.utf8.count + 1 }
        #expect(
            scanFault("{" + members.joined(separator: ",") + "}") == faultText(.duplicateName, at: offset))
    }

    @Test func `large objects inside of large objects have names of their own`() {
        let inner = "{" + (0..<100).map { "\"\($0)\":0" }.joined(separator: ",") + "}"
        let outer = "{" + (0..<100).map { "\"\($0)\":\(inner)" }.joined(separator: ",")
        #expect(scanFault(outer + "}") == nil)
        #expect(scanFault(outer + ",\"99\":0}") == faultText(.duplicateName, at: outer.utf8.count + 1))
    }

    // MARK: Walking

    @Test func `a walk tells where a name stands, what it says, and whether an object is empty`() {
        let text = Array(#"{ "a":{}, "\u0062c" : 2 }"#.utf8)
        var scanner = JSONScanner()
        let isOpen = scanner.openObject(depth: 1)
        #expect(isOpen)
        var object = scanner.cursor()

        let hasFirst = scanner.nextMember(text.span, &object)
        #expect(hasFirst)
        #expect(Array(text[scanner.nameStart..<scanner.nameEnd]) == Array("\"a\"".utf8))
        let isA = scanner.name(equals: [UInt8(ascii: "a")].span, text.span)
        #expect(isA)
        let isB = scanner.name(equals: [UInt8(ascii: "b")].span, text.span)
        #expect(!isB)
        #expect(scanner.position == 6)
        let isInnerOpen = scanner.openObject(depth: 2)
        #expect(isInnerOpen)
        var inner = scanner.cursor()
        let innerHasMember = scanner.nextMember(text.span, &inner)
        let innerIsClosed = scanner.close(&inner, text.span)
        #expect(!innerHasMember && innerIsClosed && inner.isEmpty)

        let hasSecond = scanner.nextMember(text.span, &object)
        #expect(hasSecond)
        #expect(Array(text[scanner.nameStart..<scanner.nameEnd]) == Array(#""\u0062c""#.utf8))
        for (name, isEqual) in [("bc", true), ("b", false), ("bcd", false), (#"\u0062c"#, false), ("", false)] {
            let isName = scanner.name(equals: Array(name.utf8).span, text.span)
            #expect(isName == isEqual, "\(name)")
        }
        let isNumber = scanner.skipNumberOrWord(text.span)
        let hasThird = scanner.nextMember(text.span, &object)
        let isClosed = scanner.close(&object, text.span)
        #expect(isNumber && !hasThird && isClosed && !object.isEmpty)
        #expect(scanner.position == text.count)
    }

    @Test func `a scanner that was reset knows nothing of what it read before`() {
        var scanner = JSONScanner()
        let good = Array(#"{"a":{"b":1},"\u0063":2}"#.utf8)
        let bad = Array(#"{"a":{"b":1,"\u0063":2,"c":3}}"#.utf8)
        for _ in 0..<3 {
            #expect(scanFault(good.span, &scanner) == nil)
            #expect(scanFault(bad.span, &scanner) == faultText(.duplicateName, at: 23))
        }
    }

    @Test func `the first fault stays`() {
        var scanner = JSONScanner()
        scanner.fail(.tooDeep, at: 3)
        scanner.fail(.notUTF8, at: 1)
        #expect(scanner.fault.map { faultText($0.kind, at: $0.offset) } == faultText(.tooDeep, at: 3))
    }

    @Test(arguments: [
        (#"{"a b":[1,"c d\t"]}"#, false), (#"{"a":[1, 2]}"#, true), (#"{"a" :1}"#, true), (#"{"a":1 }"#, true),
        ("[ ]", true),
        ("[1\n]", true), ("{\t}", true), ("[\r1]", true), ("{\"a\": 1}", true), ("{\"a\":1, \"b\":2}", true),
    ])
    func `white space between tokens is noticed, and that in strings is not`(text: String, isSeen: Bool) {
        var scanner = JSONScanner()
        let isValue = scanner.skipValue(Array(text.utf8).span, depth: 1)
        #expect(isValue)
        #expect(scanner.sawWhitespace == isSeen)
    }
}
