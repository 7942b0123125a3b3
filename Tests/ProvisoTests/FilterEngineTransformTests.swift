import Proviso
import Testing

/// `FilterEngine+Transforms`: how transforms get their values, follow one another, and write what they made.
@Suite struct FilterEngineTransformTests {
    /// What becomes of a value under a rule; nil if nothing is written.
    private func result(_ rule: String, of value: String) throws -> String? {
        let result = try makeFilter("\"$.a\": \(rule)").run("{\"a\":\(value)}")
        #expect(result.error == nil)
        guard !result.text.isEmpty else { return nil }
        #expect(result.text.hasPrefix("{\"a\":") && result.text.hasSuffix("}\n"))
        return String(result.text.dropFirst(5).dropLast(2))
    }

    private func pseudonym(
        of identifier: String, _ type: PseudonymType = "person", _ canonicalization: Canonicalization = .exact
    ) throws -> String {
        let domain = try PseudonymizationDomain(id: "test.example/case-1")
        return try Pseudonymizer(type, canonicalization: canonicalization, in: domain, key: testKey())
            .pseudonym(for: identifier).description
    }

    // MARK: - The examples of the specification

    @Test(arguments: [
        ("{ mask: { keep-last: 2 } }", "\"abcdef\"", "\"****ef\""),
        ("{ mask: { keep-first: 1, keep-last: 2 } }", "\"123456\"", "\"1***56\""),
        ("{ mask: { keep-first: 1, keep-last: 2 } }", "\"12345\"", "\"*****\""),
        ("{ mask: { keep-first: 1, keep-last: 2 } }", "-12.5e10", "\"-*****10\""),
        ("{ mask: { keep-last: 4, with: \"#\", length: 3 } }", "\"4111111111111111\"", "\"###1111\""),
        ("{ mask: { keep-last: 4, with: \"#\", length: 3 } }", "\"1234567\"", "\"###\""),
        ("{ mask: { length: 0 } }", "\"abc\"", "\"\""),
        ("{ generalize: year }", "\"2020-03-09\"", "\"2020\""),
        ("{ generalize: quarter }", "\"2020-03-09\"", "\"2020-Q1\""),
        ("{ generalize: quarter }", "\"2020\"", "\"2020\""),
        ("{ generalize: month }", "\"2020-03-09T24:00\"", nil),
        ("{ generalize: month }", "\"2020-03-09T23:59:60.5+01:00\"", "\"2020-03\""),
        ("{ generalize: year }", "\"2021-02-29\"", nil),
        ("{ generalize: year }", "20200229", nil),
        ("{ truncate-ip: { v4: 20, v6: 32 } }", "\"203.0.113.77\"", "\"203.0.112.0\""),
        ("{ truncate-ip: { v4: 20, v6: 32 } }", "\"2001:DB8:1:2::3\"", "\"2001:db8::\""),
        ("{ truncate-ip: { v4: 20, v6: 32 } }", "\"::ffff:203.0.113.77\"", "\"203.0.112.0\""),
        ("{ truncate-ip: { v4: 20, v6: 32 } }", "\"::1\"", "\"::\""),
        ("{ truncate-ip: {} }", "\"203.0.113.77\"", "\"203.0.113.0\""),
        ("{ truncate-ip: {} }", "\"203.0.113.0/24\"", nil),
        ("[ { generalize: month }, { mask: { keep-first: 2, keep-last: 1 } } ]", "\"2020-03-09\"", "\"20****3\""),
    ])
    func `a transform gives what the specification says`(rule: String, value: String, expected: String?) throws {
        #expect(try result(rule, of: value) == expected)
    }

    // MARK: - Texts in and out

    @Test func `a transform takes a string's content, whatever escapes it is written with`() throws {
        #expect(try result("{ generalize: year }", of: "\"2020\\u002d03-\\u00309\"") == "\"2020\"")
        #expect(try result("{ truncate-ip: {} }", of: "\"10.\\u0031.2.3\"") == "\"10.1.2.0\"")
        #expect(try result("{ mask: {} }", of: "\"\\u00e9\\n\\ud83d\\ude00\"") == "\"***\"")
        let rule = "{ pseudonymize: { as: person } }"
        let expected = "\"\(try pseudonym(of: "a/é😀"))\""
        for value in ["a/é😀", "a\\/é😀", "\\u0061\\u002F\\u00e9\\ud83d\\ude00"] {
            #expect(try result(rule, of: "\"\(value)\"") == expected)
        }
    }

    @Test func `what a transform makes is escaped only where JSON needs it`() throws {
        let rule = "{ mask: { keep-first: 4 } }"
        #expect(try result(rule, of: "\"\\\"\\\\\\/\\u0065----\"") == "\"\\\"\\\\/e****\"")
        #expect(try result(rule, of: "\"\\b\\f\\n\\r----\"") == "\"\\b\\f\\n\\r****\"")
        #expect(try result(rule, of: "\"\\t\\u0000\\u001F\\u007f----\"") == "\"\\t\\u0000\\u001f\u{7F}****\"")
        #expect(try result(rule, of: "\"\\u00e9\\ud83d\\ude00\\u2028x----\"") == "\"é😀\u{2028}x****\"")
        #expect(try result("{ mask: { with: \"\\\"\" } }", of: "\"ab\"") == "\"\\\"\\\"\"")
        #expect(try result("{ constant: \"a\\\"\\n\\\\é\" }", of: "1") == "\"a\\\"\\n\\\\é\"")
        #expect(
            try result("{ pseudonymize: { as: person, prefixes: [\"a\\\"\\t/\"] } }", of: "\"a\\\"\\t\\/7\"")
                == "\"a\\\"\\t/\(pseudonym(of: "7"))\"")
    }

    @Test func `nothing is left of a text when the next one is shorter`() throws {
        let filter = try makeFilter("\"$.*\": { mask: { keep-last: 1 } }")
        #expect(
            filter.run("{\"a\":\"long and \\u0065scaped\",\"b\":\"x\\n\",\"c\":\"ab\",\"d\":\"\\u0061\\u0062c\"}").text
                == "{\"a\":\"***************d\",\"b\":\"*\\n\",\"c\":\"*b\",\"d\":\"**c\"}\n")
    }

    // MARK: - Lists

    @Test func `each transform takes what the one before it gave`() throws {
        #expect(
            try result("[ { truncate-ip: { v4: 8 } }, { mask: { keep-first: 4 } } ]", of: "\"10.1.2.3\"")
                == "\"10.0****\"")
        #expect(
            try result("[ { mask: { keep-first: 4, length: 0 } }, { generalize: year } ]", of: "\"2020-03-09\"")
                == "\"2020\"")
        // A number is a text from the first transform on.
        #expect(
            try result("[ { mask: { keep-first: 4, length: 0 } }, { generalize: year } ]", of: "20200309") == "\"2020\""
        )
        #expect(
            try result("[ { generalize: year }, { pseudonymize: { as: year } } ]", of: "\"2020-03-09\"")
                == "\"\(pseudonym(of: "2020", "year"))\"")
        #expect(try result("[ { generalize: year }, { constant: known } ]", of: "\"2020-03-09\"") == "\"known\"")
        #expect(try result("[ { generalize: year }, set-null ]", of: "\"2020-03-09\"") == "null")
        #expect(
            try result(
                "[ { mask: {} }, { mask: { with: x, keep-first: 1 } }, { mask: { keep-last: 1 } } ]", of: "\"abc\"")
                == "\"**x\"")
    }

    @Test func `a list ends at the first transform that cannot handle its value`() throws {
        for value in ["\"unknown\"", "2020", "true", "null", "{\"a\":\"2020\"}", "[\"2020\"]", "\"\""] {
            #expect(try result("[ { generalize: year }, { constant: known } ]", of: value) == nil)
            #expect(try result("[ { generalize: year }, set-null ]", of: value) == nil)
        }
        #expect(try result("[ { mask: { length: 0 } }, { mask: {} } ]", of: "\"abc\"") == nil)
        #expect(
            try result("[ { mask: {} }, { pseudonymize: { as: person, canonical: digits } } ]", of: "\"123\"") == nil)
    }

    /// The date can be generalized and is then no address; the address can be neither.
    @Test func `the otherwise of the transform that could not go on counts`() throws {
        func code(_ first: String, _ second: String, _ value: String) throws -> ProvisoError.Code? {
            let filter = try makeFilter(
                "\"$.a\": [ { generalize: year, otherwise: \(first) }, { truncate-ip: {}, otherwise: \(second) } ]")
            let result = filter.run("{\"a\":\(value)}")
            if result.error == nil { #expect(result.report?.counts == [[1, 0, 1, 1]]) }
            #expect(result.output.isEmpty)
            return result.error?.code
        }
        #expect(try code("drop", "stop", "\"2020\"") == .recordStopped)
        #expect(try code("drop", "stop", "\"10.1.2.3\"") == nil)
        #expect(try code("stop", "drop", "\"2020\"") == nil)
        #expect(try code("stop", "drop", "\"10.1.2.3\"") == .recordStopped)
        #expect(try code("stop", "drop", "[]") == .recordStopped)
        #expect(try code("drop", "stop", "[]") == nil)
    }

    // MARK: - Pseudonyms

    @Test func `a number is the text of its literal`() throws {
        let rule = "{ pseudonymize: { as: person } }"
        for literal in ["7", "1e2", "100", "-0", "1.50", "0"] {
            let expected = "\"\(try pseudonym(of: literal))\""
            #expect(try result(rule, of: literal) == expected)
            #expect(try result(rule, of: "\"\(literal)\"") == expected)
        }
    }

    @Test(arguments: [Canonicalization.trimmed, .digits, .alphanumeric])
    func `the other canonicalizations take only plain whole numbers`(canonicalization: Canonicalization) throws {
        let rule = "{ pseudonymize: { as: person, canonical: \(canonicalization) } }"
        for literal in ["0", "7", "1234567890123456789012345"] {
            #expect(try result(rule, of: literal) == "\"\(pseudonym(of: literal, "person", canonicalization))\"")
        }
        for literal in ["-7", "7.0", "1e2", "1E2", "0.5", "-0", "0e0"] {
            #expect(try result(rule, of: literal) == nil)
        }
    }

    @Test func `the longest prefix stays in clear and does not belong to the identifier`() throws {
        let rule = "{ pseudonymize: { as: person, prefixes: [\"u:\", \"u:v:\", é] } }"
        let seven = try pseudonym(of: "7")
        #expect(seven == "person_0_q3amb3yek4225mbm3pmuni7u5i")
        #expect(try result(rule, of: "\"u:v:7\"") == "\"u:v:\(seven)\"")
        #expect(try result(rule, of: "\"u:7\"") == "\"u:\(seven)\"")
        #expect(try result(rule, of: "\"\\u0075:7\"") == "\"u:\(seven)\"")
        #expect(try result(rule, of: "\"é7\"") == "\"é\(seven)\"")
        #expect(try result(rule, of: "\"7\"") == "\"\(seven)\"")
        #expect(try result(rule, of: "7") == "\"\(seven)\"")
        #expect(try result(rule, of: "\"U:7\"") == "\"person_0_uo2dshjs75ure2k35bu6ds4orm\"")
        #expect(try result(rule, of: "\"u:v:\"") == nil)
        #expect(try result(rule, of: "\"u:\"") == nil)
        #expect(try result(rule, of: "\"u\"") == "\"\(pseudonym(of: "u"))\"")
        #expect(try result(rule, of: "\"e\u{301}7\"") == "\"\(pseudonym(of: "e\u{301}7"))\"")
        // Prefixes do not apply to numbers.
        let digits = "{ pseudonymize: { as: person, prefixes: [\"1\"] } }"
        #expect(try result(digits, of: "17") == "\"\(pseudonym(of: "17"))\"")
        #expect(try result(digits, of: "\"17\"") == "\"1\(seven)\"")
    }

    @Test func `what a prefix leaves is canonicalized`() throws {
        let rule = "{ pseudonymize: { as: person, canonical: alphanumeric, prefixes: [\"nl \"] } }"
        let expected = try pseudonym(of: "AB12", "person", .alphanumeric)
        #expect(try result(rule, of: "\"nl ab-12\"") == "\"nl \(expected)\"")
        #expect(try result(rule, of: "\"a.b.1.2.\"") == "\"\(expected)\"")
        #expect(try result(rule, of: "\"nl --\"") == nil)
        #expect(try result(rule, of: "\"nl é\"") == nil)
        #expect(try result(rule, of: "\"...\"") == nil)
    }
}
