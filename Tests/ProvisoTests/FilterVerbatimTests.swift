import Proviso
import Testing

/// What is disclosed unchanged is the same, byte for byte.
@Suite struct FilterVerbatimTests {
    /// Numbers that a program which computes with them would write otherwise.
    private static let numbers = [
        "0", "-0", "-0.0", "0.10", "1.50", "1E400", "1e-400", "-1.0E+00", "0e0", "100000000000000000000000000001",
        "9007199254740993", "3.14159265358979323846264338327950288", "1e5", "1E5", "1e+5", "0.1e-7",
        "1234567890123456789",
        "-9223372036854775809", "18446744073709551616", "1.7976931348623159e308", "4.9e-324", "2.0",
    ]
    private static let strings = [
        "", "é", "e\u{301}", "\\u00e9", "\\u00E9", "\\u0041", "\\/", "/", "\\\"", "\\\\", "\\b\\f\\n\\r\\t",
        "\\ud83d\\ude00", "\\uD83D\\uDE00", "😀", "\u{7F}", "\u{2028}", "\\u2028", "\\u0000", " a  b ", "a:b,c{d}[e]",
        "\u{FEFF}", "\u{FFFF}", "\u{10FFFF}", "</script>",
    ]

    @Test func `numbers keep their digits, under keep and under keep-subtree`() throws {
        let list = "{\"a\":[\(Self.numbers.joined(separator: ","))]}\n"
        #expect(try makeFilter("\"$.a\": keep-subtree").run(list).text == list)
        #expect(try makeFilter("\"$.a[*]\": keep").run(list).text == list)
        #expect(try makeFilter("\"$.*\": keep-subtree", "\"$.*.x\": drop").run(list).text == list)
        let filter = try makeFilter("\"$.a\": keep")
        for number in Self.numbers { #expect(filter.run("{\"a\":\(number)}").text == "{\"a\":\(number)}\n") }
    }

    @Test func `strings and names keep their escapes`() throws {
        let filter = try makeFilter("\"$.a\": keep-subtree")
        for string in Self.strings {
            let record = "{\"a\":{\"\(string)\":\"\(string)\",\"+\(string)\":[\"\(string)\"]}}\n"
            #expect(filter.run(record).text == record)
            let member = "{\"\(string)\":\"\(string)\"}\n"
            #expect(try makeFilter("\"$.*\": keep").run(member).text == member)
        }
    }

    @Test func `members keep their order`() throws {
        let record = "{\"z\":1,\"a\":{\"10\":1,\"9\":2,\"b\":3,\"B\":4},\"m\":[3,1,2],\"é\":0,\"e\":0}\n"
        #expect(try makeFilter("\"$.*\": keep-subtree").run(record).text == record)
        // The order of the rules has no meaning.
        let filter = try makeFilter(
            "\"$.e\": keep", "\"$.a.b\": keep", "\"$.a['9']\": keep", "\"$.m\": keep-subtree", "\"$.z\": keep")
        #expect(filter.run(record).text == "{\"z\":1,\"a\":{\"9\":2,\"b\":3},\"m\":[3,1,2],\"e\":0}\n")
    }

    @Test func `random records come out as they went in, without the white space`() throws {
        var random = RandomJSONText(generator: SeededGenerator(seed: testSeed)) { generator in
            (0..<Int.random(in: 0...4, using: &generator)).map { _ in Self.strings.randomElement(using: &generator)! }
                .joined()
        } number: { generator in
            Self.numbers.randomElement(using: &generator)!
        }
        let filters = [
            try makeFilter("\"$.*\": keep-subtree"),
            // Rules below that meet nothing make the filter walk instead of copying.
            try makeFilter("\"$.*\": keep-subtree", "\"$.*.*.*.none\": drop", "\"$.*[*][*].none\": drop"),
        ]
        for _ in 0..<400 {
            let members = (0..<Int.random(in: 1...6, using: &random.generator)).map { index in
                ("\"\(random.text(&random.generator))\(index)\"", random.value(depth: 5))
            }
            let compact = "{" + members.map { "\($0):\($1)" }.joined(separator: ",") + "}\n"
            // Between the tokens of the record itself; those inside of its values are left as they are.
            let spaced = " {\t" + members.map { "\r\($0) :  \($1) " }.joined(separator: ",\t") + " } \n"
            for filter in filters {
                #expect(filter.run(compact).text == compact)
                #expect(
                    filter.run(spaced, blockSize: Int.random(in: 1...300, using: &random.generator)).text == compact)
            }
        }
    }

    @Test func `white space between the tokens of a subtree goes, and that inside of strings stays`() throws {
        let filter = try makeFilter("\"$.a\": keep-subtree")
        let record = "{ \"a\" : { \"b c\" : [ 1 ,\t\" x , \\\" y \" , { } , [ ] ] , \"d\\\\\" : \" : \" } }\r\n"
        #expect(filter.run(record).text == "{\"a\":{\"b c\":[1,\" x , \\\" y \",{},[]],\"d\\\\\":\" : \"}}\n")
    }
}
