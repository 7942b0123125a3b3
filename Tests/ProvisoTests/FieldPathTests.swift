import Testing

@testable import Proviso

@Suite struct FieldPathTests {
    private static func member(_ name: String) -> FieldPath.Step { .member(FieldPath.Name(name)) }

    @Test(arguments: [
        ("$.a", [member("a")], "$.a"),
        ("a", [member("a")], "$.a"),
        ("Nom complet", [member("Nom complet")], "$['Nom complet']"),
        ("a-b", [member("a-b")], "$['a-b']"),
        ("$.a.b_1", [member("a"), member("b_1")], "$.a.b_1"),
        ("$.a[*].b", [member("a"), .anyElement, member("b")], "$.a[*].b"),
        ("$[*][*]", [.anyElement, .anyElement], "$[*][*]"),
        ("$.*", [.anyMember], "$.*"),
        ("$.*.*[*]", [.anyMember, .anyMember, .anyElement], "$.*.*[*]"),
        ("$['a']", [member("a")], "$.a"),
        ("$[\"a\"]", [member("a")], "$.a"),
        ("$['']", [member("")], "$['']"),
        ("$['*']", [member("*")], "$['*']"),
        ("$[\"it's\"]", [member("it's")], "$['it\\'s']"),
        ("$['it\\'s']", [member("it's")], "$['it\\'s']"),
        ("$['\\b\\f\\n\\r\\t\\/\\\\']", [member("\u{8}\u{C}\n\r\t/\\")], "$['\\b\\f\\n\\r\\t/\\\\']"),
        ("$['\\u0000\\u001F\\u00e9\\uD83D\\uDE00']", [member("\u{0}\u{1F}é😀")], "$['\\u0000\\u001fé😀']"),
        ("$.naïve.名.😀", [member("naïve"), member("名"), member("😀")], "$.naïve.名.😀"),
        ("$.a['b'].c", [member("a"), member("b"), member("c")], "$.a.b.c"),
        ("$['1']", [member("1")], "$['1']"),
        ("$['$']", [member("$")], "$['$']"),
    ])
    func `a path is read, and written in one way`(text: String, steps: [FieldPath.Step], description: String) throws {
        let path = try FieldPath(text)
        #expect(path.root == .record)
        #expect(path.steps == steps)
        #expect(path.description == description)
        #expect(try FieldPath(description) == path)
    }

    @Test func `a path that starts with @ starts at an object`() throws {
        let path = try FieldPath("@.a[*]")
        #expect(path.root == .object)
        #expect(path.description == "@.a[*]")
        #expect(path != (try FieldPath("$.a[*]")))
    }

    @Test(arguments: [
        ("", "write the name of a column or member, or a path that begins with $"),
        ("$", "a path names at least one step"),
        ("@", "a path names at least one step"),
        ("$a", "a step begins with '.' or '[', at character 2"),
        ("$.", "no name after '.' at character 2"),
        ("$.a.", "no name after '.' at character 4"),
        ("$.a.[*]", "no name after '.' at character 4"),
        ("$..a", "'..' is not part of the language; name each step"),
        ("$.a..b", "'..' is not part of the language; name each step"),
        ("$.*a", "a step begins with '.' or '[', at character 4"),
        ("$.a-b", "a name with '-' in it is written $['a-b']"),
        ("@.a b", "a name with ' ' in it is written @['a b']"),
        ("$.it's", "a name with ''' in it is written $['it\\'s']"),
        ("$.1a", "a name that begins with a digit is written $['1a']"),
        ("$.a\u{7}b", "a name with '\\u{7}' in it is written $['a\\u0007b']"),
        ("$.a\u{7F}b", "a name with '\\u{7F}' in it is written $['a\\u{7F}b']"),
        ("$[0]", "single positions cannot be named; [*] means every element"),
        ("$[-1]", "single positions cannot be named; [*] means every element"),
        ("$[:2]", "single positions cannot be named; [*] means every element"),
        ("$[1:2]", "single positions cannot be named; [*] means every element"),
        ("$[?(@.x)]", "filters are not part of the language; use only-if or kinds"),
        ("$[]", "a bracket holds * or a name in quotes, at character 2"),
        ("$[a]", "a bracket holds * or a name in quotes, at character 2"),
        ("$[ *]", "a bracket holds * or a name in quotes, at character 2"),
        ("$[", "a bracket holds * or a name in quotes, at character 2"),
        ("$[*", "']' is missing at character 4"),
        ("$['a'", "']' is missing at character 6"),
        ("$['a','b']", "']' is missing at character 6"),
        ("$['a", "a name in [' '] without its end"),
        ("$['a\"]", "a name in [' '] without its end"),
        ("$['a\\", "a name in [' '] without its end"),
        ("$['a\nb']", "a control character in a name is written \\uXXXX"),
        ("$['\\x']", "'\\x' is not an escape of RFC 9535"),
        ("$['\\\u{202E}']", "'\\\\u{202E}' is not an escape of RFC 9535"),
        ("$['\\u12']", "\\u needs four hexadecimal digits"),
        ("$['\\u00\u{FF11}1']", "\\u needs four hexadecimal digits"),
        ("$['\\uD800']", "half of a surrogate pair"),
        ("$['\\uDC00']", "half of a surrogate pair"),
        ("$['\\uD800\\uD800']", "half of a surrogate pair"),
        ("a.b", "write a column or member with . [ ] or * in its name as $['a.b'], and a path with $ in front"),
        (
            "a['b']",
            "write a column or member with . [ ] or * in its name as $['a[\\'b\\']'], and a path with $ in front"
        ),
        ("*", "write a column or member with . [ ] or * in its name as $['*'], and a path with $ in front"),
    ])
    func `what is not a path is refused with its remedy`(text: String, sentence: String) {
        let error = #expect(throws: FieldPath.ParseError.self) { try FieldPath(text) }
        #expect(error?.description == sentence)
    }

    @Test func `names are equal only code point by code point`() throws {
        #expect(try FieldPath("$.é") != FieldPath("$.e\u{301}"))
        #expect(try FieldPath("$.é") == FieldPath("$['\\u00e9']"))
        #expect(try FieldPath("$.\u{212A}") != FieldPath("$.K"))
    }

    @Test func `any name reads back from its description`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let scalars = Array("a1_-.[]*$@'\"\\/ \u{0}\u{8}\u{1F}\u{7F}\u{85}\u{2028}é\u{301}名😀u".unicodeScalars)
        for _ in 0..<2000 {
            var name = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...5, using: &generator) {
                name.append(scalars.randomElement(using: &generator)!)
            }
            let text = FieldPath.text(of: [.member(FieldPath.Name(String(name)))])
            #expect(try FieldPath("$" + text).steps == [.member(FieldPath.Name(String(name)))])
        }
    }
}
