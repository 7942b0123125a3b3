import Testing

@testable import Proviso

@Suite struct DocumentSplitterTests {
    static let documents: [(document: String, records: [String])] = [
        ("{}", ["{}"]), (" {\"a\":1}\n", ["{\"a\":1}"]), ("\u{FEFF}\r\n\t {}", ["{}"]), (" [ ] ", []), ("[]", []),
        ("[{}]", ["{}"]), ("\u{FEFF}[{},\n{}\t]", ["{}", "{}"]),
        ("[ {\"a\" : 1 , \"b\":2},\n\n {\"a\":[ ]} ]\n", ["{\"a\" : 1 , \"b\":2}", "{\"a\":[ ]}"]),
        (#"[{"a":"]},{\"\\"},{"b":"\\\\\"[{"}]"#, [#"{"a":"]},{\"\\"}"#, #"{"b":"\\\\\"[{"}"#]),
        (#"{"a":"}\"]"}"#, [#"{"a":"}\"]"}"#]),
        // Elements that are no objects are found; they are for others to refuse.
        (
            #"[1,-2.5e+7 ,"a,]\"b",true,null,[1,[2]],[]]"#,
            ["1", "-2.5e+7", #""a,]\"b""#, "true", "null", "[1,[2]]", "[]"]
        ),
        ("[nonsense,0{}\"]", ["nonsense", "0{}\""]),
        // Broken elements end where their brackets are closed, of whatever kind.
        (#"[{"a":1},{"a":2,},{"a":3}]"#, [#"{"a":1}"#, #"{"a":2,}"#, #"{"a":3}"#]),
        (#"[{"a":[}},{}]"#, [#"{"a":[}}"#, "{}"]), ("[{],{}]", ["{]", "{}"]), (#"{"a":1]"#, [#"{"a":1]"#]),
        ("[{\u{1}\0é},{}]", ["{\u{1}\0é}", "{}"]),
    ]

    @Test(arguments: documents)
    func `the records of a document are its elements, or its only object`(document: String, records: [String]) {
        #expect(
            split(document.utf8, with: DocumentSplitter()) == Splitting(records: records.map { Array($0.utf8) }))
        #expect(splittingThatDiffers(Array(document.utf8), with: DocumentSplitter()) == nil)
    }

    static let faults: [(document: String, recordCount: Int, kind: RecordFault.Kind, offset: Int)] = [
        ("", 0, .notADocument, 0), (" \n ", 0, .notADocument, 3), ("\u{FEFF}", 0, .notADocument, 3),
        ("\"x\"", 0, .notADocument, 0), (" 1", 0, .notADocument, 1), ("null", 0, .notADocument, 0),
        (",", 0, .notADocument, 0), ("]", 0, .notADocument, 0), ("\u{FEFF}\u{FEFF}{}", 0, .notADocument, 3),
        (" \u{FEFF}{}", 0, .notADocument, 1), ("\u{A0}{}", 0, .notADocument, 0), ("\u{C}[]", 0, .notADocument, 0),
        ("{} {}", 1, .notADocument, 3), ("{},", 1, .notADocument, 2), ("[]]", 0, .notADocument, 2),
        ("[{}]\n[", 1, .notADocument, 5), ("{}x", 1, .notADocument, 2), ("{}\0", 1, .notADocument, 2),
        ("[{},]", 1, .notAValue, 4), ("[,{}]", 0, .notAValue, 1), ("[{},,{}]", 1, .notAValue, 4),
        ("[}", 0, .notAValue, 1), ("[x]", 0, .notAValue, 1), ("[{}, 'a']", 1, .notAValue, 5),
        ("[//\n{}]", 0, .notAValue, 1),
        ("[{} {}]", 1, .expectedCommaOrBracket, 4), ("[{}{}]", 1, .expectedCommaOrBracket, 3),
        ("[{}}]", 1, .expectedCommaOrBracket, 3), ("[\"a\"\"b\"]", 1, .expectedCommaOrBracket, 4),
        ("[1 2]", 1, .expectedCommaOrBracket, 3), ("[{}:{}]", 1, .expectedCommaOrBracket, 3),
        ("[", 0, .documentEndsTooEarly, 1), ("[{}", 1, .documentEndsTooEarly, 3), ("[{},", 1, .documentEndsTooEarly, 4),
        ("{\"a\":1", 0, .documentEndsTooEarly, 6), ("[{\"a\":\"]}", 0, .documentEndsTooEarly, 9),
        ("[1", 0, .documentEndsTooEarly, 2), ("{\"a\\", 0, .documentEndsTooEarly, 4),
        ("[[]", 1, .documentEndsTooEarly, 3),
        (#"[{"a":[},{"b":1}]"#, 1, .documentEndsTooEarly, 17),
    ]

    @Test(arguments: faults)
    func `what stands between the records is checked to the letter`(
        document: String, recordCount: Int, kind: RecordFault.Kind, offset: Int
    ) {
        let found = split(document.utf8, with: DocumentSplitter())
        #expect(found.fault == faultText(kind, at: offset))
        #expect(found.records.count == recordCount)
        #expect(kind.isBroken)
        #expect(splittingThatDiffers(Array(document.utf8), with: DocumentSplitter()) == nil)
    }

    @Test func `half of a byte order mark is not passed over`() {
        for length in 1...2 {
            let document = [0xEF, 0xBB, 0xBF].prefix(length) + Array("{}".utf8)
            #expect(split(document, with: DocumentSplitter()).fault == faultText(.notADocument, at: length))
            #expect(splittingThatDiffers(Array(document), with: DocumentSplitter()) == nil)
            #expect(
                split(document.prefix(length), with: DocumentSplitter()).fault == faultText(.notADocument, at: length))
        }
    }

    @Test func `the kind of the document is known once it has begun, and until the next`() {
        var splitter = DocumentSplitter()
        #expect(splitter.isArray == nil)
        let space = Array(" ".utf8)
        let array = Array("[".utf8)
        let object = Array("{}".utf8)
        _ = splitter.next(in: space.span, from: 0)
        #expect(splitter.isArray == nil)
        _ = splitter.next(in: array.span, from: 0)
        #expect(splitter.isArray == true)
        _ = splitter.end()
        #expect(splitter.isArray == true)
        splitter.reset()
        #expect(splitter.isArray == nil)
        _ = splitter.next(in: object.span, from: 0)
        #expect(splitter.isArray == false)
    }

    @Test func `a million brackets take no memory, and a million of the wrong ones end nothing`() {
        let count = 1_000_000
        let open = [UInt8](repeating: UInt8(ascii: "["), count: count)
        let close = [UInt8](repeating: UInt8(ascii: "]"), count: count)
        let curly = [UInt8](repeating: UInt8(ascii: "}"), count: count)
        #expect(split(open + close, with: DocumentSplitter()).records.map(\.count) == [2 * count - 2])
        #expect(split(open, with: DocumentSplitter()).fault == faultText(.documentEndsTooEarly, at: count))
        #expect(
            split(open + curly, with: DocumentSplitter()).fault == faultText(.expectedCommaOrBracket, at: 2 * count - 1)
        )
        let quotes = [UInt8](repeating: UInt8(ascii: "\""), count: count)
        #expect(split(Array("{".utf8) + quotes + Array("}".utf8), with: DocumentSplitter()).records.count == 1)
        let string = Array("[\"".utf8) + [UInt8](repeating: UInt8(ascii: "\\"), count: count) + Array("\"]".utf8)
        var splitter = DocumentSplitter()
        let blocks = [Int](repeating: 4099, count: 300)
        #expect(split(string, with: &splitter, blocks: blocks).records == [Array(string[1...(count + 2)])])
    }
}
