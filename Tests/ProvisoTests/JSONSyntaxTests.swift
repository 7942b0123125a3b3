import Testing

@testable import Proviso

@Suite struct JSONSyntaxTests {
    private func isWellFormed(_ bytes: [UInt8]) -> Bool { JSONSyntax.isWellFormed(bytes.span) }

    private func isStrict(_ bytes: [UInt8]) -> Bool { JSONScanner.isStrict(bytes.span) }

    @Test(arguments: [
        "{}", "[]", " { } ", "\"\"", "0", "-1.5e+7", "true", "null", "[1,[2,{\"a\":[]}],\"x\"]", "{\"a\":1,\"a\":2}",
        "{\"a\" : { \"b\" : \"\\ud83d\" } }", "[\"\\u0041\\/\\\\\\\"\"]", "\t[\r\n1 ]",
    ])
    func `what is JSON by its grammar is well-formed`(text: String) {
        #expect(isWellFormed(Array(text.utf8)))
    }

    @Test(arguments: [
        "", " ", "{", "[", "}", "{]", "[}", "{\"a\":1,}", "[1,]", "[,1]", "{,}", "{\"a\"}", "{\"a\":}", "{a:1}",
        "{\"a\":1 \"b\":2}",
        "[1 2]", "[1,,2]", "01", "1.", "-", "+1", ".5", "NaN", "tru", "truex", "nul", "\"", "\"a", "\"\\x\"",
        "\"\\u12\"",
        "\"a\nb\"", "{} {}", "1 2", "[1]]", "{\"a\":[1,{\"b\":2]}",
    ])
    func `what is not JSON by its grammar is not`(text: String) {
        #expect(!isWellFormed(Array(text.utf8)))
    }

    @Test func `bytes that are not UTF-8 do not break the grammar inside of strings, and do outside`() {
        let inside = Array("[\"".utf8) + [0xFF, 0xC0] + Array("\"]".utf8)
        let outside = Array("[".utf8) + [0xFF] + Array("]".utf8)
        #expect(isWellFormed(inside))
        #expect(!isWellFormed(outside))
    }

    @Test func `a million open brackets take no stack`() {
        let count = 1_000_000
        let open = [UInt8](repeating: UInt8(ascii: "["), count: count)
        let whole = open + [UInt8](repeating: UInt8(ascii: "]"), count: count)
        #expect(!isWellFormed(open))
        #expect(isWellFormed(whole))
    }

    @Test func `it agrees with the scanner wherever that finds nothing but syntax to complain of`() {
        var generator = SeededGenerator(seed: testSeed)
        for _ in 0..<2000 {
            var bytes = RandomJSON.record(using: &generator).spaced
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] =
                    Array("{}[]\",:\\ x1".utf8).randomElement(using: &generator)!
            }
            if isStrict(bytes) { #expect(isWellFormed(bytes)) }
        }
    }
}
