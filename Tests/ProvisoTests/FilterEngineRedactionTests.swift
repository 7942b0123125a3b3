import Testing

@testable import Proviso

/// `FilterEngine+Redaction`: texts in the fields of records.
@Suite struct FilterEngineRedactionTests {
    private static let iban = "DE02 1203 0000 0000 2020 51"

    /// What one text in `$.a` becomes, and what the rule counted.
    private func result(_ rule: String, _ value: String) throws -> (text: String, counts: RuleCounts?) {
        let result = try makeFilter("\"$.a\": \(rule)").run("{\"a\":\(value)}")
        #expect(result.error == nil)
        #expect(result.report?.wrongSums == [])
        guard !result.text.isEmpty else { return ("", result.report?.counts[0]) }
        #expect(result.text.hasPrefix("{\"a\":") && result.text.hasSuffix("}\n"))
        return (String(result.text.dropFirst(5).dropLast(2)), result.report?.counts[0])
    }

    /// The text that is found, under a rule for everything, with the known fields `n` of the record.
    private func known(_ options: String, _ record: String) throws -> String {
        let filter = try makeFilter("\"$.a\": { redact: { find: [known], known: \(options) } }")
        let result = filter.run(record)
        #expect(result.error == nil)
        return String(result.text.dropFirst(6).dropLast(3))
    }

    private func pseudonym(_ text: String, _ canonicalization: Canonicalization = .exact) throws -> String {
        try Pseudonymizer(
            "person", canonicalization: canonicalization, in: PseudonymizationDomain(id: "test.example/case-1"),
            key: testKey()
        ).pseudonym(for: text).description
    }

    // MARK: - Formats

    @Test(arguments: [
        (RecordFormat.ndjson, "{\"a\":\"to jana@example.org\"}\n", "{\"a\":\"to [email]\"}\n"),
        (.json, "[{\"a\":\"to jana@example.org\"}]", "[\n{\"a\":\"to [email]\"}\n]\n"),
        (.csv, "a,b\nto jana@example.org,x\n", "a\nto [email]\n"),
        (.csv, "a\r\n\"to \"\"J\"\" jana@example.org, \"\r\n", "a\r\n\"to \"\"J\"\" [email], \"\r\n"),
        (.tsv, "b\ta\nx\tto jana@example.org\n", "a\nto [email]\n"),
    ])
    func `a field is redacted in every format`(format: RecordFormat, input: String, output: String) throws {
        let policy = try MinimizationPolicy(text: policyText(rule: "{ redact: everything }"))
        let result = try RecordFilter(policy, key: testKey(), options: RecordFilter.Options(format: format)).run(input)
        #expect(result.error == nil)
        #expect(result.text == output)
        #expect(result.report?.counts[0] == [1, 1, 0, 0])
        #expect(result.report?.rules[0].found.map(\.count) == [1])
        #expect(result.report?.rules[0].found.map(\.type) == [.email])
    }

    @Test func `a field of a web server's log is redacted`() throws {
        let policy = try MinimizationPolicy(
            text: policyText(fields: "  agent: { redact: everything }\n  target: { redact: everything }"))
        let filter = try RecordFilter(policy, key: testKey(), options: RecordFilter.Options(format: .combinedLog))
        let line =
            "10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /to?jana@example.org HTTP/1.1\" 200 1 \"-\" \"x \\\"jana@example.org\\\"\"\n"
        let result = filter.run(line)
        #expect(result.error == nil)
        #expect(result.text == "- - - [-] \"- /to?[email] -\" - - \"-\" \"x \\\"[email]\\\"\"\n")
    }

    // MARK: - Strings of JSON

    @Test(arguments: [
        ("\"write to jana@example.org.\"", "\"write to [email].\""),
        // Escapes are read before anything is looked for, and written only where they are needed.
        ("\"f\\u00fcr jana\\u0040example.org\"", "\"für [email]\""),
        ("\"\\\"jana@example.org\\\"\"", "\"\\\"[email]\\\"\""),
        ("\"a\\/b jana@example.org\"", "\"a/b [email]\""),
        ("\"\\ud83d\\ude00 jana@example.org\\n\\t\"", "\"😀 [email]\\n\\t\""),
        ("\"jana@example.org\"", "\"[email]\""),
    ])
    func `a text is read with its escapes`(value: String, output: String) throws {
        let (text, counts) = try result("{ redact: { find: [email] } }", value)
        #expect(text == output)
        #expect(counts == [1, 1, 0, 0])
    }

    @Test(arguments: [
        "\"nothing here\"", "\"f\\u00fcr \\\"alle\\\" a\\/b \\ud83d\\ude00\"", "\"\\u0041\\n\"", "\"jana at example\"",
    ])
    func `a text in which nothing is found keeps its bytes, and counts as disclosed unchanged`(value: String) throws {
        let (text, counts) = try result("{ redact: everything }", value)
        #expect(text == value)
        #expect(counts == [1, 0, 0, 0])
    }

    @Test(arguments: [
        "4111111111111111", "true", "null", "{\"b\":\"jana@example.org\"}", "[\"jana@example.org\"]", "\"\"",
    ])
    func `what is no text, or an empty one, is unhandled`(value: String) throws {
        let (text, counts) = try result("{ redact: everything }", value)
        #expect(text.isEmpty)
        #expect(counts == [1, 0, 1, 1])
        let filter = try makeFilter("\"$.a\": { redact: everything, otherwise: stop }")
        #expect(filter.run("{\"a\":\(value)}").error?.code == .recordStopped)
    }

    // MARK: - Among other transforms

    @Test(arguments: [
        ("[ { redact: { find: [email] } }, { truncate: 7 } ]", "\"an jana@example.org\"", "\"an [ema\""),
        ("[ { truncate: 7 }, { redact: { find: [email] } } ]", "\"an jana@example.org\"", "\"an jana\""),
        ("[ { truncate: 7 }, { redact: { find: [email] } } ]", "\"\\u0061n\"", "\"an\""),
        ("[ { redact: { find: [email] } }, { truncate: 7 } ]", "\"\\u0061n bei \\ud83d\\ude00!\"", "\"an bei \""),
        ("[ { redact: { find: [email] } }, { mask: { keep-last: 3 } } ]", "\"a@bc.de 123456\"", "\"***********456\""),
        (
            "[ { redact: { find: [email], replace: { constant: x } } }, { redact: { find: [iban] } } ]",
            "\"a@bc.de \(iban)\"", "\"x [iban]\""
        ),
        ("[ { redact: { find: [email] } }, { redact: { find: [iban] } } ]", "\"\\u0061 b\"", "\"\\u0061 b\""),
        ("[ { redact: everything }, { constant: gone } ]", "\"a@bc.de\"", "\"gone\""),
    ])
    func `redact takes and gives a text in a list`(rule: String, value: String, output: String) throws {
        #expect(try result(rule, value).text == output)
    }

    @Test func `redact stands in derive, with its own counts`() throws {
        let filter = try makeFilter(
            "\"$.a\": { derive: { a: { redact: { find: [email] } }, b: { redact: { find: [iban] } }, c: keep } }")
        let result = filter.run("{\"a\":\"\\u0061@bc.de\"}\n{\"a\":\"\\u0061\"}\n")
        #expect(
            result.text == """
                {"a":"[email]","b":"\\u0061@bc.de","c":"\\u0061@bc.de"}
                {"a":"\\u0061","b":"\\u0061","c":"\\u0061"}

                """)
        #expect(result.report?.counts == [[2, 1, 0, 0], [2, 0, 0, 0], [2, 0, 0, 0]])
        #expect(result.report?.rules.map { $0.found.count } == [1, 0, 0])
    }

    @Test func `redact stands in only-elements`() throws {
        let filter = try makeFilter(
            "\"$.a[*]\": { only-elements: { in: [a@bc.de, x] }, then: { redact: { find: [email] } } }")
        let result = filter.run("{\"a\":[\"a@bc.de\",\"d@bc.de\",\"x\",1]}\n")
        #expect(result.text == "{\"a\":[\"[email]\",\"x\"]}\n")
        #expect(result.report?.counts == [[4, 1, 2, 0]])
    }

    // MARK: - Known values

    @Test(arguments: [
        // Of several fields, by each way of naming several.
        (
            "[\"$.n\"]", "{\"n\":\"Jana Roth\",\"a\":\"Jana Roth came, and Roth left\"}",
            "[known] came, and [known] left"
        ),
        (
            "[\"$.l[*]\"]", "{\"a\":\"Ana met Bert Klee and Ute Laurin\",\"l\":[\"Bert Klee\",\"Ute Laurin\"]}",
            "Ana met [known] and [known]"
        ),
        (
            "[\"$.m.*\"]",
            "{\"a\":\"Ana met Bert Klee and Ute Laurin\",\"m\":{\"x\":\"Bert Klee\",\"y\":\"Ute Laurin\"}}",
            "Ana met [known] and [known]"
        ),
        (
            "[\"$.l[*].n\", \"$.n\"]", "{\"l\":[{\"n\":\"Bert Klee\"},{}],\"n\":\"Ute Laurin\",\"a\":\"Klee, Laurin\"}",
            "[known], [known]"
        ),
        // Values with escapes.
        ("[\"$.n\"]", "{\"n\":\"J\\u00fcrgen \\u004das\",\"a\":\"an Juergen Mas\"}", "an [known]"),
        // The text with escapes.
        ("[\"$.n\"]", "{\"n\":\"Jürgen Mas\",\"a\":\"an J\\u00fcrgen Mas\"}", "an [known]"),
        // Prefixes are no part of the value.
        (
            "[{ path: \"$.n\", prefixes: [\"Person/\", P], kind: exact }]",
            "{\"n\":\"Person/AX-771\",\"a\":\"AX-771, AX771 and Person\"}", "[known], [known] and Person"
        ),
        // What is as it stands, is found with other separators and case, and not in parts.
        (
            "[{ path: \"$.n\", kind: exact }]", "{\"n\":\"Jana Roth\",\"a\":\"jana roth, Roth\"}", "[known], Roth"
        ),
    ])
    func `what the record says elsewhere is found in a text`(options: String, record: String, output: String) throws {
        #expect(try known(options, record) == output)
    }

    @Test(arguments: [
        "{\"a\":\"Jana Roth\"}", "{\"n\":null,\"a\":\"Jana Roth\"}",
        "{\"n\":{\"x\":\"Jana Roth\"},\"a\":\"Jana Roth\"}",
        "{\"n\":true,\"a\":\"Jana Roth\"}", "{\"n\":\"\",\"a\":\"Jana Roth\"}", "{\"n\":\"J\",\"a\":\"Jana Roth\"}",
        "{\"n\":[\"Jana Roth\"],\"a\":\"Jana Roth\"}",
    ])
    func `a field that has no value to look for changes nothing`(record: String) throws {
        #expect(try known("[\"$.n\"]", record) == "Jana Roth")
    }

    @Test func `the number of a known field is found`() throws {
        #expect(
            try known("[{ path: \"$.n\", kind: exact }]", "{\"n\":4711987,\"a\":\"Akte 4711987, 47119870\"}")
                == "Akte [known], 47119870")
    }

    @Test func `values that differ from record to record are looked for in their own record`() throws {
        let filter = try makeFilter("\"$.a\": { redact: { find: [known], known: [\"$.n\", \"$.m\"] } }")
        let records = [
            ("\"n\":\"Jana Roth\"", "[known], Bert Klee, Ute Laurin"),
            ("\"n\":\"Jana Roth\"", "[known], Bert Klee, Ute Laurin"),
            ("\"m\":\"Jana Roth\"", "[known], Bert Klee, Ute Laurin"),
            ("\"n\":\"Bert Klee\"", "Jana Roth, [known], Ute Laurin"),
            ("\"x\":1", "Jana Roth, Bert Klee, Ute Laurin"), ("\"n\":\"Ute Laurin\"", "Jana Roth, Bert Klee, [known]"),
            ("\"n\":\"Ute Laurin\",\"m\":\"Jana Roth\"", "[known], Bert Klee, [known]"),
            ("\"n\":\"Ute LauJana\",\"m\":\" Roth\"", "Jana [known], Bert Klee, Ute Laurin"),
            ("\"x\":1", "Jana Roth, Bert Klee, Ute Laurin"),
        ]
        let input = records.map { "{\($0.0),\"a\":\"Jana Roth, Bert Klee, Ute Laurin\"}\n" }.joined()
        let expected = records.map { "{\"a\":\"\($0.1)\"}\n" }.joined()
        for jobs in 1...3 {
            var options = filter.options
            options.jobs = jobs
            #expect(try RecordFilter(filter.compiled, options).run(input).text == expected)
        }
    }

    @Test func `two rules look for the values of their own fields`() throws {
        let filter = try makeFilter(
            "\"$.a\": { redact: { find: [known], known: [\"$.n\"] } }",
            "\"$.b\": { redact: { find: [known], known: [\"$.m\"] } }")
        let result = filter.run(
            "{\"a\":\"Jana Roth, Ute Laurin\",\"b\":\"Jana Roth, Ute Laurin\",\"n\":\"Jana Roth\",\"m\":\"Ute Laurin\"}\n"
        )
        #expect(result.text == "{\"a\":\"[known], Ute Laurin\",\"b\":\"Jana Roth, [known]\"}\n")
        #expect(result.report?.rules.map { $0.found.map(\.count) } == [[1], [1]])
    }

    @Test func `known fields of a kind are those of the record, or of the object that the kind is of`() throws {
        let top = try makeFilter(
            policy: """
                proviso: policy/v1
                purpose: test
                recipient: test.example
                domain: test.example/case-1
                kinds:
                  - when: { "$.t": p }
                    fields: { "$.a": { redact: { find: [known], known: ["$.n"] } } }
                  - when: always
                    fields: { "$.a": { redact: { find: [known], known: ["$.m"] } } }
                """)
        #expect(
            top.run(
                """
                {"t":"p","n":"Jana Roth","m":"Ute Laurin","a":"Jana Roth, Ute Laurin"}
                {"t":"q","n":"Jana Roth","m":"Ute Laurin","a":"Jana Roth, Ute Laurin"}

                """
            ).text == "{\"a\":\"[known], Ute Laurin\"}\n{\"a\":\"Jana Roth, [known]\"}\n")
        let below = try makeFilter(
            "\"$.l[*]\": { kinds: [ { when: always, fields: { \"@.a\": { redact: { find: [known], known: [\"@.n\"] } } } } ] }"
        )
        let result = below.run(
            """
            {"l":[{"n":"Jana Roth","a":"Jana Roth, Ute Laurin"},{"a":"Jana Roth, Ute Laurin","n":"Ute Laurin"},{"a":"Jana Roth"}]}

            """)
        #expect(
            result.text == """
                {"l":[{"a":"[known], Ute Laurin"},{"a":"Jana Roth, [known]"},{"a":"Jana Roth"}]}

                """)
    }

    @Test func `known columns of a table are found in another`() throws {
        let policy = try MinimizationPolicy(
            text: policyText(rule: "{ redact: { find: [known], known: [n, m] } }"))
        let filter = try RecordFilter(policy, key: testKey(), options: RecordFilter.Options(format: .csv))
        let result = filter.run(
            """
            n,a,m
            Jana Roth,"Roth, ""Jana"", Klee",Bert Klee
            "Jana ""Jojo"" Roth",Jojo and Klee,
            ,"Jana, Klee","Klee"

            """)
        #expect(result.error == nil)
        #expect(
            result.text == """
                a
                "[known], ""[known]"", [known]"
                [known] and Klee
                "Jana, [known]"

                """)
    }

    @Test func `known fields of a log's line are found in another`() throws {
        let policy = try MinimizationPolicy(
            text: policyText(
                fields: "  agent: { redact: { find: [known], known: [user, { path: referer, kind: exact }] } }"))
        let filter = try RecordFilter(policy, key: testKey(), options: RecordFilter.Options(format: .combinedLog))
        let start = "10.0.0.1 - zwackel [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 1 "
        let result = filter.run(
            start + "\"x \\\"y\\\" z\" \"bot of zwackel: x \\\"y\\\" z, jana\"\n"
                + start.replacing("zwackel", with: "jana") + "\"-\" \"zwackel, jana\"\n")
        #expect(result.error == nil)
        let end = "- - - [-] \"-\" - - \"-\" "
        #expect(result.text == end + "\"bot of [known]: [known], jana\"\n" + end + "\"zwackel, [known]\"\n")
    }

    @Test func `a table must have the known columns, or their values would be left in silence`() throws {
        let rule = { (known: String) in policyText(rule: "{ redact: { find: [known], known: [\(known)] } }") }
        let filter = try RecordFilter(
            MinimizationPolicy(text: rule("nmae")), options: RecordFilter.Options(format: .csv))
        let result = filter.run("name,a\nJana Roth,Jana Roth\n")
        #expect(result.error?.code == .recordMalformed)
        #expect(
            result.error?.description
                == "-:1: the header has no column 'nmae' that the policy names; check the spelling and --delimiter")
        #expect(result.text.isEmpty)
        for (known, format) in [("nmae", RecordFormat.combinedLog), ("\"$.n.x\"", .csv), ("\"$.n[*]\"", .csv)] {
            #expect {
                let policy = try MinimizationPolicy(text: rule(known).replacing("\"$.a\"", with: "agent"))
                _ = try RecordFilter(policy, options: RecordFilter.Options(format: format))
            } throws: { error in
                (error as? ProvisoError)?.code == .policyFormat
            }
        }
    }

    // MARK: - Pseudonyms

    @Test(arguments: [
        ("", Canonicalization.exact, "Jana Roth"), (", canonical: casefolded-u15", .casefoldedU15, "Jana Roth"),
    ])
    func `a known value becomes the pseudonym that its field gets`(
        option: String, canonicalization: Canonicalization, name: String
    ) throws {
        let filter = try makeFilter(
            "\"$.n\": { pseudonymize: { as: person\(option) } }",
            "\"$.a\": { redact: { find: [known], known: [{ path: \"$.n\", as: person\(option) }] } }")
        let result = filter.run("{\"n\":\"\(name)\",\"a\":\"with Jana Roth, ROTH and Frau Roths\"}\n")
        let made = try pseudonym(name, canonicalization)
        #expect(result.text == "{\"n\":\"\(made)\",\"a\":\"with [\(made)], [\(made)] and Frau [\(made)]\"}\n")
    }

    @Test func `prefixes are no part of what a pseudonym is of, in the field and in the text`() throws {
        let filter = try makeFilter(
            "\"$.n\": { pseudonymize: { as: person, prefixes: [\"Patient/\"], canonical: alphanumeric } }",
            "\"$.a\": { redact: { find: [known], known: [{ path: \"$.n\", kind: exact, as: person, prefixes: [\"Patient/\"], canonical: alphanumeric }] } }"
        )
        let result = filter.run("{\"n\":\"Patient/ax-771-9\",\"a\":\"AX 771 9 came\"}\n")
        let made = try pseudonym("ax-771-9", .alphanumeric)
        #expect(result.text == "{\"n\":\"Patient/\(made)\",\"a\":\"[\(made)] came\"}\n")
    }

    @Test func `a found identifier becomes the pseudonym that a field gets, however it is grouped`() throws {
        let filter = try makeFilter(
            "\"$.i\": { pseudonymize: { as: person, canonical: alphanumeric } }",
            "\"$.a\": { redact: { find: [iban], replace: { iban: { pseudonymize: { as: person, canonical: alphanumeric } } } } }"
        )
        let compact = Self.iban.replacing(" ", with: "")
        let result = filter.run("{\"i\":\"\(compact)\",\"a\":\"auf \(Self.iban)\"}\n")
        let made = try pseudonym(compact, .alphanumeric)
        #expect(result.text == "{\"i\":\"\(made)\",\"a\":\"auf [\(made)]\"}\n")
    }

    @Test func `what cannot be normalized gets the label`() throws {
        let filter = try makeFilter(
            "\"$.a\": { redact: { find: [email], replace: { pseudonymize: { as: person, canonical: digits } } } }")
        #expect(filter.run("{\"a\":\"an jana@example.org\"}\n").text == "{\"a\":\"an [email]\"}\n")
    }

    // MARK: - Bad records

    @Test(arguments: [1, 2, 3])
    func `what was found in a bad record does not count`(jobs: Int) throws {
        let policy = try MinimizationPolicy(text: policyText(rule: "{ redact: everything }"))
        let options = RecordFilter.Options(onBadRecord: .skip, jobs: jobs, listsFindings: true)
        let filter = try RecordFilter(policy, key: testKey(), options: options)
        let input = """
            {"a":"x jana@example.org"}
            {"a":"x jana@example.org","b":}
            {"a":"\(Self.iban)","a":1}
            {"b":1}
            {"a":"jana@example.org and bert@example.org"}

            """
        let result = filter.run(input)
        #expect(result.text == "{\"a\":\"x [email]\"}\n{\"a\":\"[email] and [email]\"}\n")
        let report = try #require(result.report)
        #expect(report.counts == [[2, 2, 0, 0]])
        #expect(report.records.bad == 2)
        #expect(report.rules[0].found.map(\.type) == [.email] && report.rules[0].found[0].count == 3)
        #expect(report.findings.map(\.line) == [1, 5, 5])
        #expect(report.findings.map(\.start) == [2, 0, 21])
        #expect(report.findings.map(\.end) == [18, 16, 37])
        #expect(report.findings.allSatisfy { $0.path == "$.a" && $0.column == nil && $0.type == .email })
    }

    @Test func `jobs and blocks change nothing of output and report`() throws {
        let policy = try MinimizationPolicy(
            text: policyText(
                fields: """
                      "$.a": { redact: { find: everything, known: [{ path: "$.n", as: person }, "$.l[*]"] } }
                      "$.b": [ { redact: { find: [contact], replace: surrogate } }, { truncate: 40 } ]
                    """))
        var generator = SeededGenerator(seed: testSeed)
        var input = ""
        for number in 0..<300 {
            let name = ["Jana Roth", "Bert Klee", "Ute Laurin", "J\\u00fcrgen Mas"].randomElement(using: &generator)!
            let other = ["Roth", "Klee", "Lau", "jana@example.org", Self.iban].randomElement(using: &generator)!
            input +=
                "{\"n\":\"\(name)\",\"l\":[\"Olga \(number % 7)\"],\"a\":\"\(number) \(other) \(name)\",\"b\":\"\(other)\"}\n"
            if number % 50 == 7 { input += "{\"a\":\"\(other)\"\n" }
        }
        func filter(_ jobs: Int) throws -> RecordFilter {
            try RecordFilter(
                policy, key: testKey(),
                options: RecordFilter.Options(onBadRecord: .skip, jobs: jobs, listsFindings: true))
        }
        let expected = try filter(1).run(input)
        #expect(expected.error == nil && expected.report?.records.bad == 6)
        for jobs in 1...3 {
            for blockSize in [1, 7, 997, 100_000] {
                #expect(try filter(jobs).run(input, blockSize: blockSize) == expected, "\(jobs) jobs, \(blockSize)")
            }
        }
    }

    // MARK: - Nothing leaks

    @Test func `no known value and no identifier appears in reports, errors and descriptions`() throws {
        let secrets = [
            "Quirin Zwackelmann", "Zwackelmann", "quirin@zwackel.example", "zwackel", "DE02120300000000202051",
            "4111111111111111",
        ]
        let rules = [
            "\"$.a\": { redact: { find: everything, known: [\"$.n\", { path: \"$.m\", as: person }] }, otherwise: stop }"
        ]
        let filter = try RecordFilter(
            MinimizationPolicy(text: policyText(fields: "  " + rules[0])), key: testKey(),
            options: RecordFilter.Options(listsFindings: true))
        let record = """
            {"n":"Quirin Zwackelmann","m":"Zwackelmann","a":"Quirin Zwackelmann (quirin@zwackel.example), \
            IBAN DE02120300000000202051, card 4111111111111111"}

            """
        for input in [
            record, record + "{\"n\":\"Quirin Zwackelmann\",\"a\":4111111111111111}\n", record + record.dropLast(9),
        ] {
            let result = filter.run(input)
            #expect(result.report == nil || result.report?.findings.count == 4)
            #expect((result.error == nil) == (input == record))
            for text in result.everything {
                for secret in secrets { #expect(!text.contains(secret), "\(secret)") }
            }
        }
    }
}
