import Testing

@testable import Proviso

@Suite struct RecordConditionTests {
    /// What the tests of a condition, which are written in YAML, find in a record, in their order.
    private func answers(_ condition: String, _ record: String) throws -> [Answer] {
        let policy = try MinimizationPolicy(text: policyText(adding: "only-if: " + condition))
        var engine = FilterEngine(try CompiledPolicy(policy, keys: nil))
        let bytes = Array(record.utf8)
        guard case .bad = engine.process(bytes.span) else {
            return engine.policy.probes.indices.map { engine.answer(ofProbe: $0) }
        }
        Issue.record("a malformed record: \(record)")
        return []
    }

    private func answer(_ test: String, _ value: String) throws -> Answer? {
        try answers("{ \"$.v\": \(test) }", "{\"a\":0,\"v\":\(value)}").first
    }

    /// Filters records, each with a field `a` that is kept, and gives what is left.
    private func passing(_ condition: String, _ records: String...) throws -> String {
        let filter = try makeFilter(policy: policyText(adding: "only-if: " + condition))
        let result = filter.run(records.joined(separator: "\n"))
        #expect(result.error == nil)
        #expect(result.report?.wrongSums == [])
        return result.text
    }

    // MARK: - A test

    @Test(arguments: [
        ("x", "\"x\""), ("x", "\"\\u0078\""), ("\"\"", "\"\""), ("é", "\"é\""), ("é", "\"\\u00e9\""),
        ("\"a\\\"\\n\"", "\"a\\\"\\n\""), ("\"😀\"", "\"\\ud83d\\ude00\""), ("NO", "\"NO\""),
        ("\"1\"", "1"), ("1", "\"1\""), ("\"1\"", "1.0"), ("\"1\"", "10e-1"), ("\"1\"", "0.1E+1"), ("\"1.0\"", "1"),
        ("\"1e2\"", "100"), ("\"100\"", "1E2"), ("\"-0\"", "0"), ("\"0\"", "-0.0e7"), ("\"-1.50\"", "-15e-1"),
        ("\"1e400\"", "10E399"), ("\"9007199254740993\"", "9007199254740993.0"),
        ("\"12345678901234567890123456789.1\"", "123456789012345678901234567891e-1"),
        ("\"1e9999999999999999\"", "1e9999999999999999"), ("true", "true"), ("true", "\"true\""),
        ("\"false\"", "false"),
        ("{ in: [a, \"2\", b] }", "2.0"), ("{ in: [a, \"2\", b] }", "\"b\""), ("\"null\"", "\"null\""),
    ])
    func `a test is true of a value that its text equals`(test: String, value: String) throws {
        #expect(try answer(test, value) == .holds)
    }

    @Test(arguments: [
        ("x", "\"X\""), ("x", "\"xx\""), ("x", "\"\""), ("xx", "\"x\""), ("x", "\" x\""), ("x", "1"), ("x", "true"),
        ("é", "\"e\u{301}\""), ("k", "\"\u{212A}\""),
        // A string is never compared by number.
        ("\"1\"", "\"01\""), ("\"1\"", "\"1.0\""), ("\"1.0\"", "\"1\""), ("\"1\"", "2"), ("\"1\"", "-1"),
        ("\"01\"", "1"),
        ("\"1 \"", "1"), ("\"+1\"", "1"), ("\".5\"", "0.5"), ("\"0x1\"", "1"),
        ("\"9007199254740993\"", "9007199254740992"),
        ("\"1e400\"", "1e401"), ("\"0.1\"", "0.1000000000000000055511151231257827"),
        // Beyond an exponent of 10^15 numbers are compared as texts only.
        ("\"1e9999999999999999\"", "10e9999999999999998"), ("\"1e9999999999999999\"", "1E9999999999999999"),
        ("true", "false"), ("true", "\"True\""), ("True", "true"), ("true", "1"), ("\"1\"", "true"), ("yes", "true"),
        ("{ in: [a, \"2\"] }", "\"c\""), ("{ in: [a, \"2\"] }", "3"),
    ])
    func `a test is false of any other string, number or boolean`(test: String, value: String) throws {
        #expect(try answer(test, value) == .fails)
    }

    @Test(arguments: ["null", "{}", "[]", "{\"x\":\"null\"}", "[\"x\"]", "[null]"])
    func `a test is unknown of null, an object and an array`(value: String) throws {
        for test in ["x", "\"null\"", "\"\"", "{ in: [x, \"null\", \"[]\", \"{}\"] }"] {
            #expect(try answer(test, value) == .unknown)
        }
    }

    @Test(arguments: [
        "{}", "{\"v\":{}}", "{\"v\":\"x\"}", "{\"v\":[{\"w\":\"x\"}]}", "{\"w\":\"x\"}", "{\"V\":{\"w\":\"x\"}}",
        "{\"v\":{\"W\":\"x\"}}", "{\"v\":{\"w\":null}}", "{\"v\":null}",
    ])
    func `a test is unknown where there is no value`(record: String) throws {
        #expect(try answers("{ \"$.v.w\": x }", record) == [.unknown])
    }

    @Test func `what a test finds is gone with its record`() throws {
        #expect(
            try passing(
                "{ \"$.v\": x }", "{\"a\":1,\"v\":\"x\"}", "{\"a\":2}", "{\"a\":3,\"v\":\"x\"}", "{\"a\":4,\"v\":null}",
                "{\"a\":5,\"v\":\"y\"}", "{\"a\":6}") == "{\"a\":1}\n{\"a\":3}\n")
    }

    // MARK: - Several values

    @Test(arguments: [
        ("[]", Answer.unknown), ("[null]", .unknown), ("[[\"x\"],{\"x\":\"x\"}]", .unknown),
        ("\"x\"", .unknown),
        ("[\"x\"]", .holds), ("[\"y\",\"x\"]", .holds), ("[\"x\",\"y\"]", .holds), ("[null,\"x\",null]", .holds),
        ("[\"x\",[],\"x\"]", .holds), ("[\"y\"]", .fails), ("[null,\"y\"]", .unknown), ("[\"y\",null]", .unknown),
        ("[1,2]", .fails),
    ])
    func `where a path selects several values, one that is true is enough`(value: String, expected: Answer)
        throws
    {
        #expect(try answers("{ \"$.v[*]\": x }", "{\"v\":\(value)}") == [expected])
    }

    @Test func `a path can select members whatever their names`() throws {
        let condition = "{ \"$.v.*.w[*]\": x }"
        #expect(try answers(condition, "{\"v\":{\"p\":{\"w\":[\"y\"]},\"q\":{\"w\":[\"y\",\"x\"]}}}") == [.holds])
        #expect(try answers(condition, "{\"v\":{\"p\":{\"w\":[\"y\"]},\"q\":{\"w\":\"x\"}}}") == [.fails])
        #expect(try answers(condition, "{\"v\":{\"p\":{\"w\":\"x\"}}}") == [.unknown])
    }

    @Test func `a star and a name at one place both read what is there`() throws {
        let condition = "{ \"$.*.w\": x, \"$.v.*\": y, \"$.v.w\": { in: [x, y] } }"
        #expect(try answers(condition, "{\"v\":{\"w\":\"x\"}}") == [.holds, .fails, .holds])
        #expect(try answers(condition, "{\"v\":{\"w\":\"y\"}}") == [.fails, .holds, .holds])
        #expect(try answers(condition, "{\"v\":{\"z\":\"y\"},\"u\":{\"w\":\"x\"}}") == [.holds, .holds, .unknown])
        #expect(try answers(condition, "{\"v\":[\"x\"]}") == [.unknown, .unknown, .unknown])
    }

    @Test func `a value and what is inside of it can both be tested`() throws {
        let condition = "{ \"$.v\": x, \"$.v.w\": y, \"$.v[*]\": z }"
        #expect(try answers(condition, "{\"v\":\"x\"}") == [.holds, .unknown, .unknown])
        #expect(try answers(condition, "{\"v\":{\"w\":\"y\"}}") == [.unknown, .holds, .unknown])
        #expect(try answers(condition, "{\"v\":[\"z\"]}") == [.unknown, .unknown, .holds])
    }

    // MARK: - A condition

    /// `x`, `y` and null make the first test true, false and unknown, and so does the second.
    @Test func `a condition holds only if every test is true`() throws {
        let values = ["\"x\"", "\"y\"", "null"]
        for first in values {
            for second in values {
                let text = try passing("{ \"$.v\": x, \"$.w\": x }", "{\"a\":1,\"v\":\(first),\"w\":\(second)}")
                #expect(text.isEmpty == (first != "\"x\"" || second != "\"x\""))
            }
        }
    }

    @Test func `a condition reads what is dropped, and what stands behind what it governs`() throws {
        let condition = "{ \"$.z.v\": x }"
        #expect(try passing(condition, "{\"a\":1,\"z\":{\"u\":[1,{}],\"v\":\"x\"}}") == "{\"a\":1}\n")
        #expect(try passing(condition, "{\"z\":{\"v\":\"x\"},\"a\":1}") == "{\"a\":1}\n")
    }

    @Test func `the specification's example`() throws {
        let records = ["1", "\"1\"", "1.0", "10e-1", "true", "null", "[1]", "\"01\""].enumerated().map {
            "{\"a\":\($0),\"v\":\($1)}\n"
        }
        let filter = try makeFilter(policy: policyText(adding: "only-if: { \"$.v\": \"1\" }"))
        let result = filter.run(records.joined() + "{\"a\":8}\n")
        #expect(result.text == (0...3).map { "{\"a\":\($0)}\n" }.joined())
        #expect(result.report?.records.leftOutByOnlyIf == 5)
    }

    @Test func `a record that is left out is counted as that, and nothing of it elsewhere`() throws {
        let filter = try makeFilter(policy: policyText(adding: "only-if: { \"$.v\": x }"))
        let report = try #require(filter.run("{\"a\":1,\"b\":2}\n{\"a\":[],\"v\":\"y\"}\n{\"v\":\"x\"}\n").report)
        #expect(report.records.read == 3)
        #expect(report.records.leftOutByOnlyIf == 2)
        #expect(report.records.leftOutWithNothingLeft == 1)
        #expect(report.counts == [[0, 0, 0, 0]])
        #expect(report.unnamed == ["$.*": 1])
    }

    @Test(arguments: [
        "{\"a\":1,\"v\":\"y\"", "{\"a\":1,\"v\":\"y\"}}", "{\"v\":\"y\",\"v\":\"y\"}", "{\"a\":01,\"v\":\"y\"}",
        "{\"v\":\"y\",\"z\":\"\\ud800\"}",
        "[]", "{\"v\":tru}",
    ])
    func `a bad record is bad, whether its condition holds or not`(record: String) throws {
        for value in ["\"y\"", "\"x\""] {
            let filter = try makeFilter(policy: policyText(adding: "only-if: { \"$.v\": x }"))
            #expect(filter.run(record.replacing("\"y\"", with: value)).error?.code == .recordMalformed)
        }
    }

    @Test func `a rule stops only at records that the condition lets through`() throws {
        let text = policyText(rule: "{ keep: , otherwise: stop }") + "\nonly-if: { \"$.v\": x }"
        let filter = try makeFilter(policy: text)
        #expect(filter.run("{\"a\":[],\"v\":\"y\"}\n{\"a\":1,\"v\":\"x\"}\n").text == "{\"a\":1}\n")
        #expect(filter.run("{\"a\":[],\"v\":\"x\"}").error?.code == .recordStopped)
    }

    @Test func `only-if is asked first, then the kinds`() throws {
        let policy = policyText(rule: "keep").replacing(
            "fields:\n",
            with: "only-if: { \"$.v\": x }\nkinds:\n  - when: { \"$.t\": p, \"$.v\": x }\n    fields:\n    ")
        let report = try #require(
            makeFilter(policy: policy).run(
                "{\"a\":1,\"v\":\"x\",\"t\":\"p\"}\n{\"a\":1,\"v\":\"y\",\"t\":\"p\"}\n"
                    + "{\"a\":1,\"v\":\"x\"}\n{\"a\":1,\"t\":\"q\"}\n"
            ).report)
        #expect(report.records.written == 1)
        #expect(report.records.leftOutByOnlyIf == 2)
        #expect(report.records.leftOutByNoKind == 1)
        #expect(report.wrongSums == [])
    }

    // MARK: - In Swift

    @Test func `a condition in Swift asks the same as one in YAML`() throws {
        let policy = try MinimizationPolicy(
            purpose: "test", recipient: "test.example",
            onlyIf: ["$.v": "x", "$.w": .isIn(["1", "true"]), "$.u": .equals("é")]
        ) { FieldRule("$.a", .keep) }
        let filter = try RecordFilter(policy)
        #expect(filter.run("{\"a\":1,\"v\":\"x\",\"w\":1.0,\"u\":\"\\u00e9\"}").text == "{\"a\":1}\n")
        #expect(filter.run("{\"a\":1,\"v\":\"x\",\"w\":true,\"u\":\"é\"}").text == "{\"a\":1}\n")
        #expect(filter.run("{\"a\":1,\"v\":\"x\",\"w\":false,\"u\":\"é\"}").report?.records.leftOutByOnlyIf == 1)
    }
}
