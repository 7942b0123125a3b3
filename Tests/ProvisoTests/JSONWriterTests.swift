import Foundation
import Testing

@testable import Proviso

@Suite struct JSONWriterTests {
    @Test func `members keep their order and are indented by two spaces`() throws {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("b", "text")
            writer.member("a", 7)
            writer.null("nothing")
            writer.object("inner") { writer in writer.member("x", -1) }
            writer.array("list") { writer in
                writer.string("one")
                writer.number(2)
                writer.array { writer in writer.number(3) }
                writer.object { writer in writer.member("y", "z") }
            }
        }
        #expect(
            writer.text == """
                {
                  "b": "text",
                  "a": 7,
                  "nothing": null,
                  "inner": {
                    "x": -1
                  },
                  "list": [
                    "one",
                    2,
                    [
                      3
                    ],
                    {
                      "y": "z"
                    }
                  ]
                }
                """)
        #expect(try JSONValue(writer.text)["list"]?.elements.count == 4)
    }

    @Test func `empty containers take no lines`() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.object("a") { _ in }
            writer.array("b") { _ in }
            writer.member("c", 1)
        }
        #expect(writer.text == "{\n  \"a\": {},\n  \"b\": [],\n  \"c\": 1\n}")
        var empty = JSONWriter()
        empty.array { _ in }
        #expect(empty.text == "[]")
    }

    @Test func `counts are sorted by name`() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.counts("n", ["$.b": 2, "$.a": 1, "$.*": 3])
            writer.counts("none", [:])
        }
        #expect(
            writer.text
                == "{\n  \"n\": {\n    \"$.*\": 3,\n    \"$.a\": 1,\n    \"$.b\": 2\n  },\n  \"none\": {}\n}")
    }

    @Test(arguments: [
        ("", #""""#), ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t", #""\n\r\t""#),
        ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#),
        ("é😀/", #""é😀/""#), ("\u{202E}\u{200B}\u{FEFF}", #""\u202e\u200b\ufeff""#), ("\u{2028}", #""\u2028""#),
        ("\u{E0001}", #""\udb40\udc01""#), ("e\u{301}", "\"e\u{301}\""),
    ])
    func `a text is quoted, and what is invisible is escaped`(text: String, quoted: String) throws {
        #expect(Array(JSONWriter.quoted(text).utf8) == Array(quoted.utf8))
        #expect(try JSONValue(quoted) == .string(text))
    }

    @Test func `every scalar comes back from its quoted form`() throws {
        for value in UInt32(0)...0x3000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let quoted = JSONWriter.quoted(String(scalar))
            #expect(quoted.unicodeScalars.allSatisfy { !$0.isInvisible }, "U+\(String(value, radix: 16))")
            let read = try JSONDecoder().decode([String].self, from: Data("[\(quoted)]".utf8))
            #expect(read[0].unicodeScalars.elementsEqual([scalar]), "U+\(String(value, radix: 16))")
        }
    }
}
