import Proviso
import Testing

@Suite struct JSONPolicyReaderTests {
    private let start =
        "{\"proviso\": \"policy/v1\", \"purpose\": \"t\", \"recipient\": \"r\", \"fields\": {\"$.a\": \"keep\"}"

    @Test func `JSON is read, with blanks wherever they may stand`() throws {
        let text =
            " \t\r\n{ \"proviso\" : \"policy/v1\" ,\n\"purpose\":\"t\",\"recipient\":\"r\",\"fields\":{ \"$.a\" :\"keep\"}} \n"
        let policy = try MinimizationPolicy(text: text)
        #expect(policy.purpose.description == "t")
    }

    @Test func `escapes are undone`() throws {
        let text = start.replacing("\"t\"", with: #""\"\\\/ \u00e9\uD83D\ude00""#) + "}"
        #expect(try MinimizationPolicy(text: text).purpose.description == "\"\\/ é😀")
        let constant = start.replacing("\"keep\"", with: #"{"constant": "\b\f\n\r\t\u0000"}"#) + "}"
        let policy = try MinimizationPolicy(text: constant)
        #expect(try MinimizationPolicy(text: policy.jsonText).jsonText == policy.jsonText)
        #expect(policy.jsonText.contains(#""\u0008\u000c\n\r\t\u0000""#))
    }

    @Test(arguments: [
        ("{", 2, "expected a name in double quotes"),
        ("{,", 2, "expected a name in double quotes"),
        ("{a", 2, "expected a name in double quotes"),
        ("{'a'", 2, "expected a name in double quotes"),
        ("{\"a\"", 5, "expected ':'"),
        ("{\"a\" 1", 6, "expected ':'"),
        ("{\"a\":", 6, "expected a value"),
        ("{\"a\":,", 6, "expected a value"),
        ("{\"a\":1", 7, "expected ',' or '}'"),
        ("{\"a\":1,", 8, "expected a name in double quotes"),
        ("{\"a\":1}}", 8, "expected the end of the text"),
        ("{\"a\":1}\u{A0}", 8, "expected the end of the text"),
        ("{\"a\":[", 7, "expected a value"),
        ("{\"a\":[1", 8, "expected ',' or ']'"),
        ("{\"a\":[1,", 9, "expected a value"),
        ("{\"a\":[1,]", 9, "expected a value"),
        ("{\"a\":[1}", 8, "expected ',' or ']'"),
        ("{\"a\":01", 7, "expected ',' or '}'"),
        ("{\"a\":-", 7, "expected a digit"),
        ("{\"a\":+1", 6, "expected a value"),
        ("{\"a\":1.", 8, "expected a digit"),
        ("{\"a\":.5", 6, "expected a value"),
        ("{\"a\":1e", 8, "expected a digit"),
        ("{\"a\":1e+", 9, "expected a digit"),
        ("{\"a\":NaN", 6, "expected a value"),
        ("{\"a\":tru}", 9, "expected a value"),
        ("{\"a\":True", 6, "expected a value"),
        ("{\"a\":nul", 9, "expected a value"),
        ("{\"a\":\"b", 8, "a text without its closing quote"),
        ("{\"a\":\"\t\"", 7, "a control character in a text"),
        ("{\"a\":\"\u{0}\"", 7, "a control character in a text"),
        ("{\"a\":\"\\x\"", 8, "an escape that JSON does not have"),
        ("{\"a\":\"\\", 8, "an escape that JSON does not have"),
        ("{\"a\":\"\\u12g4", 11, "\\u needs four hexadecimal digits"),
        ("{\"a\":\"\\u12\u{FF11}4", 11, "\\u needs four hexadecimal digits"),
        ("{\"a\":\"\\ud800\"", 13, "half of a surrogate pair"),
        ("{\"a\":\"\\udc00\"", 13, "half of a surrogate pair"),
        ("{\"a\":\"\\ud800\\ud800\"", 19, "half of a surrogate pair"),
        ("{\"a\":1}// comment", 8, "expected the end of the text"),
        ("{/* */}", 2, "expected a name in double quotes"),
        ("{\u{FEFF}}", 2, "expected a name in double quotes"),
    ])
    func `what is not JSON gives exactly one problem at its place`(text: String, column: Int, sentence: String) {
        let lines = problems(text)
        #expect(lines.count == 1)
        #expect(lines[0].hasPrefix("policy.yaml:1:\(column): not readable as JSON: \(sentence)"), "\(lines)")
        #expect(lines[0].hasSuffix("; check quotes, commas and brackets"))
    }

    @Test func `numbers and booleans are their literals, and null is nothing`() throws {
        let policy = try MinimizationPolicy(
            text: start + ", \"only-if\": {\"$.v\": {\"in\": [-1.50e+2, true, false]}}}")
        #expect(policy.onlyIf == ["$.v": .isIn(["-1.50e+2", "true", "false"])])
        #expect(
            problems(start + ", \"only-if\": {\"$.v\": null}}") == [
                "policy.yaml:1:106: a test needs a text (rule $.v); write it in quotes"
            ])
        #expect(problems(start.replacing("\"keep\"", with: "{\"keep\": null, \"otherwise\": \"stop\"}") + "}") == [])
    }

    @Test func `keys are compared unescaped and code point by code point`() {
        let composed = problems(
            start.replacing("\"keep\"", with: "\"keep\", \"$.é\": \"keep\", \"$.e\u{301}\": \"keep\"") + "}")
        #expect(composed == [])
        let twice = problems(start.replacing("\"keep\"", with: "\"keep\", \"\\u0024.a\": \"keep\"") + "}")
        #expect(twice == ["policy.yaml:1:86: '$.a' a second time (first in line 1); keep one of them"])
    }
}
