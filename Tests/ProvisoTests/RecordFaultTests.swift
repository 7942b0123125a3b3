import Testing

@testable import Proviso

@Suite struct RecordFaultTests {
    /// For each kind of fault a record that has it, with its column and the sentence of the message. Each holds a value
    /// that is not to appear anywhere.
    static let faults: [(record: [UInt8], column: Int, sentence: String)] = [
        (Array("{\"a\":\"Kassandra".utf8) + [0xC3, 0x28] + Array("\"}".utf8), 16, "not UTF-8"),
        (Array("{\"a\":\"Kassandra\t\"}".utf8), 16, "a control character in a string"),
        (Array(#"{"a":"Kassandra\ud83d"}"#.utf8), 16, "half of a surrogate pair"),
        (Array(#"{"a":"Kassandra\x"}"#.utf8), 16, "an escape that JSON does not have"),
        (Array(#"{"a":"Kassandra"#.utf8), 6, "a string without its end"),
        (Array(#"{"a":"b",Kassandra}"#.utf8), 10, "expected a name in double quotes"),
        (Array(#"{"Kassandra""b"}"#.utf8), 13, "expected ':' after a name"),
        (Array(#"{"a":"Kassandra""b"}"#.utf8), 17, "expected ',' or '}'"),
        (Array(#"{"a":["Kassandra"}"#.utf8), 18, "expected ',' or ']'"),
        (Array(#"{"a":Kassandra}"#.utf8), 6, "not a JSON value"),
        (Array(#"{"Kassandra":01}"#.utf8), 14, "not a JSON number"),
        (Array(#"{"a":"Kassandra","#.utf8), 18, "the record ends too early"),
        (Array((#"{"Kassandra":"# + String(repeating: "[", count: 64)).utf8), 77, "nested deeper than 64"),
        (Array(#"{"Kassandra":1,"Kassandra":2}"#.utf8), 16, "the same name twice in one object"),
        (Array(#"{"a":1}"Kassandra""#.utf8), 8, "text after the end of the record"),
        (Array(#" "Kassandra""#.utf8), 2, "a record is a JSON object"),
        (Array(#"{"a":["Kassandra"]}"#.utf8), 6, "a value that the rule cannot handle (rule $.a)"),
        (Array("{\"a\":\"\(String(repeating: "Kassandra", count: 100))\"}".utf8), 1, "a record of more than 500 bytes"),
    ]

    @Test(arguments: faults)
    func `a bad record is told by its place and a sentence, and none of its text`(
        record: [UInt8], column: Int, sentence: String
    ) throws {
        let filter = try makeFilter("\"$.a\": { keep: , otherwise: stop }", largestRecordByteCount: 500)
        let result = filter.run(Array("{\"a\":1}\n".utf8) + record + Array("\n{\"a\":2}\n".utf8))
        #expect(result.error?.description == Self.line(2, column, sentence))
        #expect(result.error?.code == (sentence.contains("rule") ? .recordStopped : .recordMalformed))
        #expect(result.text == "{\"a\":1}\n")
        for text in result.everything { #expect(!text.contains("Kassandra")) }
    }

    private static func line(_ line: Int, _ column: Int, _ sentence: String) -> String {
        let conversion =
            sentence == "not UTF-8" ? ", and convert a file that is in Latin-1 with iconv -f ISO-8859-1 -t UTF-8" : ""
        return "-:\(line):\(column): \(sentence); correct the record or use --on-error skip" + conversion
    }

    /// Whether a record is bad, and why, must not depend on how the policy makes the filter walk over it.
    @Test(arguments: [
        #""$.a": drop"#, #""$.b": keep"#, #""$.a": keep-subtree"#, #""$.a[*].x": keep"#, #""$.a": { constant: "" }"#,
        #""$.a": { mask: {} }"#, #""$.a": { generalize: year }"#,
    ])
    func `what is wrong with a record does not depend on the rules`(rule: String) throws {
        let filter = try makeFilter(rule)
        for (record, column, sentence) in Self.faults.dropLast(2) {
            #expect(filter.run(record).error?.description == Self.line(1, column, sentence))
        }
    }

    @Test func `columns count characters, behind a byte order mark`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        #expect(filter.run("{\"é😀\":\"e\u{301}\",x}").error?.place.column == 12)
        #expect(filter.run("\u{FEFF}{\"é😀\":\"e\u{301}\",x}").error?.place.column == 12)
    }

    /// The kinds that lines of JSON have, and those of other formats; with whether what follows in a document cannot be trusted.
    private static let kindsOfLines: [(kind: RecordFault.Kind, isBroken: Bool)] = [
        (.notUTF8, false), (.controlCharacter, true), (.halfSurrogate, false), (.unknownEscape, true),
        (.unterminatedString, true), (.expectedName, true), (.expectedColon, true), (.expectedCommaOrBrace, true),
        (.expectedCommaOrBracket, true), (.notAValue, true), (.notANumber, true), (.endsTooEarly, true),
        (.tooDeep, false), (.duplicateName, false), (.trailingText, true), (.notAnObject, false),
        (.tooLong(limit: 500), false), (.stopped(rule: 0), false),
    ]

    private static let kindsOfOtherFormats: [(kind: RecordFault.Kind, isBroken: Bool)] = [
        (.notADocument, true), (.documentEndsTooEarly, true), (.utf16, true), (.quoteInCell, true),
        (.textAfterQuote, true), (.unterminatedQuote, true), (.carriageReturn, true),
        (.ragged(cells: 3, columns: 2), false), (.notALogLine, false),
    ]

    private static func sentence(_ kind: RecordFault.Kind) -> String { kind.sentence }

    @Test func `no two kinds of faults have the same sentence`() {
        let kinds = Self.kindsOfLines + Self.kindsOfOtherFormats
        #expect(Set(kinds.map { Self.sentence($0.kind) }).count == kinds.count)
        // Those of the records above: none is forgotten.
        #expect(
            Set(Self.kindsOfLines.map { Self.sentence($0.kind) })
                == Set(Self.faults.map { $0.sentence.replacing(" (rule $.a)", with: "") }))
    }

    @Test func `broken syntax is told from what is wrong with a record that ends where it seems to`() {
        for (kind, isBroken) in Self.kindsOfLines + Self.kindsOfOtherFormats {
            #expect(kind.isBroken == isBroken, "\(kind)")
        }
    }

    @Test func `a row says how many cells it has`() {
        #expect(Self.sentence(.ragged(cells: 3, columns: 2)) == "a row of 3 cells under a header of 2")
        #expect(Self.sentence(.ragged(cells: 1, columns: 2)) == "a row of 1 cell under a header of 2")
    }
}
