import Testing

@testable import Proviso

/// `FilterReport+Text`: what was found in texts, as JSON and as a table.
@Suite struct FilterReportRedactionTests {
    private static let policy = """
        proviso: policy/v1
        purpose: test
        recipient: test.example
        text: { redact: everything }
        fields: { "$.a": { redact: { find: everything, known: ["$.n"] } }, "$.b": { redact: { find: [email] } }, "$.c": keep }
        """
    private static let input = """
        {"n":"Jana Roth","a":"Roth: jana@example.org","b":"bert@example.org"}
        {"n":"Jana Roth","a":"Jana Roth, Bert","b":"-","c":1}

        """

    private static func report(_ input: String, format: RecordFormat = .ndjson, lists: Bool = true) throws
        -> FilterReport
    {
        let filter = try RecordFilter(
            MinimizationPolicy(text: policy), options: RecordFilter.Options(format: format, listsFindings: lists))
        return try filter.minimize(input).report
    }

    private func names(_ json: String, indentation: Int = 1) -> [String] {
        let start = String(repeating: "  ", count: indentation) + "\""
        return json.split(separator: "\n").filter { $0.hasPrefix(start) }
            .map { String($0.dropFirst(start.count).prefix { $0 != "\"" }) }
    }

    @Test func `JSON tells for each rule what was found, by how sure it was`() throws {
        let json = try JSONValue(Self.report(Self.input).json)
        let rules = try #require(json["rules"]?.elements)
        #expect(rules.map { $0["path"] } == ["$.a", "$.b", "$.c", "text"].map { .string($0) })
        #expect(
            rules[0]["found"]
                == .object([
                    "known": .object(["count": .number(2), "confidence": .object(["95": .number(2)])]),
                    "email": .object(["count": .number(1), "confidence": .object(["95": .number(1)])]),
                ]))
        #expect(
            rules[1]["found"]
                == .object(["email": .object(["count": .number(1), "confidence": .object(["95": .number(1)])])]))
        #expect(rules[1]["matched"] == .number(2) && rules[1]["changed"] == .number(1))
        #expect(rules[2]["found"] == nil)
        #expect(rules[3]["found"] == nil && rules[3]["matched"] == .number(0))
    }

    @Test func `JSON lists where something was found, if it is to`() throws {
        let report = try Self.report(Self.input)
        let findings = try #require(try JSONValue(report.json)["findings"]?.elements)
        #expect(
            findings.map { $0["path"] } == ["$.a", "$.a", "$.b", "$.a"].map { .string($0) })
        #expect(findings.map { $0["line"]?.integer } == [1, 1, 1, 2])
        #expect(findings.map { $0["start"]?.integer } == [0, 6, 0, 0])
        #expect(findings.map { $0["end"]?.integer } == [4, 22, 16, 9])
        #expect(findings.map { $0["type"] } == ["known", "email", "email", "known"].map { .string($0) })
        #expect(findings.map { $0["confidence"]?.integer }.allSatisfy { (95...100).contains($0!) })
        #expect(findings.allSatisfy { $0["column"] == nil && $0["input"] == nil })
        #expect(try JSONValue(Self.report(Self.input, lists: false).json)["findings"] == nil)
        #expect(try JSONValue(Self.report("{\"a\":\"x\"}").json)["findings"] == nil)
    }

    @Test func `members stand in their order, and findings before the notices`() throws {
        let report = try Self.report(Self.input)
        #expect(
            names(report.json) == [
                "proviso", "policy", "records", "rules", "unnamed", "no-kind", "findings", "notice", "text-notice",
            ])
        let text = try Self.report("x\njana@example.org", format: .text)
        #expect(
            Array(names(text.json, indentation: 3).suffix(7))
                == ["path", "line", "column", "start", "end", "type", "confidence"])
        #expect(try JSONValue(text.json)["text-notice"] == .string(FilterReport.textNotice))
        let finding = try #require(try JSONValue(text.json)["findings"]?.elements.first)
        #expect(finding["path"] == .string("text") && finding["line"] == .number(2) && finding["column"] == .number(1))
    }

    @Test func `a report of a policy without redact says nothing about texts`() throws {
        let filter = try RecordFilter(MinimizationPolicy(text: policyText(rule: "keep")))
        let report = try filter.minimize("{\"a\":1}").report
        #expect(try JSONValue(report.json)["text-notice"] == nil)
        #expect(!report.description.contains(FilterReport.textNotice))
        #expect(report.description.hasSuffix(FilterReport.notice + "\n"))
    }

    @Test func `the table tells what was found, rule by rule`() throws {
        let text = try Self.report(Self.input).description
        #expect(
            text.hasPrefix(
                """
                records: 2 read, 2 written

                rule  matched  disclosed unchanged  changed  withheld  of them unhandled
                $.a         2                    0        2         0                  0
                $.b         2                    1        1         0                  0
                $.c         1                    1        0         0                  0
                text        0                    0        0         0                  0

                found in $.a  count  confidence from
                known             2             95 %
                email             1             95 %

                found in $.b  count  confidence from
                email             1             95 %

                named by no rule  withheld
                $.*                      2

                purpose    test (stated, not verified)

                """))
        #expect(text.hasSuffix(FilterReport.notice + "\n" + FilterReport.textNotice + "\n"))
    }

    @Test func `the table of a text has its rule alone`() throws {
        let filter = try RecordFilter(
            MinimizationPolicy(
                text: "proviso: policy/v1\npurpose: p\nrecipient: r\ntext: { redact: everything }\n"),
            options: RecordFilter.Options(format: .text))
        let text = try filter.minimize("to jana@example.org").report.description
        #expect(
            text.hasPrefix(
                """
                records: 1 read, 1 written

                rule  matched  disclosed unchanged  changed  withheld  of them unhandled
                text        1                    0        1         0                  0

                found in text  count  confidence from
                email              1             95 %

                purpose    p (stated, not verified)

                """))
    }
}
