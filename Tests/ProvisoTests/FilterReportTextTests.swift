import Proviso
import ProvisoCrypto
import Testing

/// `FilterReport+Text`: the report as JSON and as a table.
@Suite struct FilterReportTextTests {
    /// The names of an object's members in the order in which a JSON text that is indented by two spaces has them.
    private func names(_ json: String, indentation: Int = 1) -> [String] {
        let start = String(repeating: "  ", count: indentation) + "\""
        return json.split(separator: "\n").filter { $0.hasPrefix(start) }
            .map { String($0.dropFirst(start.count).prefix { $0 != "\"" }) }
    }

    /// Memory cannot be locked on every machine, and the report says so.
    private func withoutLocking(_ text: String) -> String {
        text.replacing("\"unlocked\"", with: "\"locked\"")
            .replacing("The keys could not be locked into memory: raise ulimit -l.\n", with: "")
    }

    // MARK: - JSON

    @Test func `the specification's example gives its JSON`() throws {
        var report = try #require(ReportExample.result().report)
        report.program = FilterReport.Program(name: "redact", version: "0.1.0", digest: ContentDigest(of: "redact"))
        #expect(
            withoutLocking(report.json) == """
                {
                  "proviso": "report/v1",
                  "program": {
                    "name": "redact",
                    "version": "0.1.0",
                    "blake2b-256": "\(ContentDigest(of: "redact"))"
                  },
                  "policy": {
                    "purpose": "Inquiry 26/114: do our cases and theirs meet?",
                    "recipient": "fiu.example",
                    "blake2b-256": "180d1744cdf83caec67c28c838a7b9c1d4babd798b4c020e46ed61c421c88347"
                  },
                  "key-fingerprint": "fp_vqjcyfmt2kpqxsu7pib46rdy34",
                  "key-memory": "locked",
                  "records": {
                    "read": 5,
                    "written": 2,
                    "left-out": {
                      "only-if": 1,
                      "nothing-left": 1,
                      "bad": 1
                    }
                  },
                  "rules": [
                    {
                      "path": "$.case_id",
                      "matched": 2,
                      "changed": 0,
                      "dropped": 0,
                      "unhandled": 0
                    },
                    {
                      "path": "$.subject.dob",
                      "matched": 2,
                      "changed": 1,
                      "dropped": 1,
                      "unhandled": 1
                    },
                    {
                      "path": "$.subject.national_id",
                      "matched": 2,
                      "changed": 2,
                      "dropped": 0,
                      "unhandled": 0
                    }
                  ],
                  "unnamed": {
                    "$.*": 4,
                    "$.subject": 1,
                    "$.subject.*": 2
                  },
                  "no-kind": {},
                  "skipped-lines": [
                    5
                  ],
                  "notice": "\(FilterReport.notice)"
                }

                """)
    }

    @Test func `what is not there is left out, and what is always there stays`() throws {
        let filter = try RecordFilter(MinimizationPolicy(text: policyText(rule: "keep")))
        let report = try filter.minimize("").report
        #expect(
            names(report.json) == ["proviso", "policy", "records", "rules", "unnamed", "no-kind", "notice"])
        let json = try JSONValue(report.json)
        #expect(json["proviso"] == .string("report/v1"))
        #expect(
            json["records"]
                == .object(["read": .number(0), "written": .number(0), "left-out": .object([:])]))
        #expect(json["unnamed"] == .object([:]))
        #expect(json["no-kind"] == .object([:]))
        #expect(json["notice"] == .string(FilterReport.notice))
    }

    @Test func `members stand in the order of the specification`() throws {
        let policy = policyText(rule: "{ kinds: [ { when: { \"@.t\": p }, fields: { \"@.v\": keep } } ] }")
        let filter = try makeFilter(policy: policy, onBadRecord: .skip)
        var report = try #require(filter.run("{\"a\":{}}\n?\n").report)
        report.program = FilterReport.Program(name: "p", version: "1")
        #expect(
            names(report.json) == [
                "proviso", "program", "policy", "key-fingerprint", "key-memory", "records", "rules", "unnamed",
                "no-kind",
                "skipped-lines", "notice",
            ])
        #expect(
            names(report.json, indentation: 3) == [
                // The reasons of `left-out`, and the members of both rules.
                "nothing-left", "bad", "path", "matched", "changed", "dropped", "unhandled",
                "path", "kind", "below", "matched", "changed", "dropped", "unhandled",
            ])
        let json = try JSONValue(report.json)
        #expect(json["no-kind"] == .object(["$.a": .number(1)]))
        #expect(json["program"] == .object(["name": .string("p"), "version": .string("1")]))
        #expect(json["rules"]?.elements[1]["kind"] == .number(1))
        #expect(json["rules"]?.elements[1]["below"] == .string("$.a"))
        #expect(json["rules"]?.elements[0]["kind"] == nil)
        #expect(json["key-memory"] == .string("locked") || json["key-memory"] == .string("unlocked"))
    }

    @Test func `every reason for leaving out has its member`() throws {
        let policy = policyText(rule: "keep").replacing(
            "fields:\n", with: "only-if: { \"$.v\": x }\nkinds:\n  - when: { \"$.t\": p }\n    fields:\n    ")
        let filter = try makeFilter(policy: policy, onBadRecord: .skip)
        let input =
            "{\"a\":1,\"v\":\"x\",\"t\":\"p\"}\n" + String(repeating: "{}\n", count: 2)
            + String(repeating: "{\"v\":\"x\"}\n", count: 3)
            + String(repeating: "{\"v\":\"x\",\"t\":\"p\"}\n", count: 4)
            + String(repeating: "{\n", count: 5)
        let json = try JSONValue(try #require(filter.run(input).report).json)
        let records = try #require(json["records"])
        #expect(records["read"] == .number(15))
        #expect(records["written"] == .number(1))
        #expect(
            records["left-out"]
                == .object([
                    "only-if": .number(2), "no-kind": .number(3), "nothing-left": .number(4), "bad": .number(5),
                ]))
        #expect(json["skipped-lines"] == .array((11...15).map { .number($0) }))
    }

    @Test func `lines that were skipped are listed with their input where there are several`() throws {
        let filter = try makeFilter("\"$.a\": keep", onBadRecord: .skip)
        var sink = MemorySink()
        var run = filter.start()
        for name in ["a.ndjson", "b \"x\"\n.ndjson"] {
            try run.begin(name, into: &sink)
            try run.write(Array("{}\n?\n".utf8).span, into: &sink)
        }
        let report = try run.finish(into: &sink)
        #expect(
            try JSONValue(report.json)["skipped-lines"]
                == .array([
                    .object(["input": .string("a.ndjson"), "line": .number(2)]),
                    .object(["input": .string("b \"x\"\n.ndjson"), "line": .number(2)]),
                ]))
    }

    @Test func `the lines that are not listed are counted`() throws {
        let filter = try makeFilter("\"$.a\": keep", onBadRecord: .skip)
        let many = try JSONValue(try #require(filter.run(String(repeating: "?\n", count: 10_002)).report).json)
        #expect(many["skipped-lines"]?.elements.count == 10_000)
        #expect(many["skipped-lines-not-listed"] == .number(2))
        let exact = try JSONValue(try #require(filter.run(String(repeating: "?\n", count: 10_000)).report).json)
        #expect(exact["skipped-lines"]?.elements.count == 10_000)
        #expect(exact["skipped-lines-not-listed"] == nil)
    }

    @Test func `places are sorted, and odd names of the policy are escaped`() throws {
        let filter = try makeFilter(
            ##""$['z\\u0000\"'].a": keep"##, "\"$.b.a\": keep", ##""$['\\u202E'].a": keep"##)
        let record = "{\"z\\u0000\\\"\":{\"x\":1},\"b\":{\"x\":1},\"\u{202E}\":{\"x\":1},\"y\":1}"
        let report = try #require(filter.run(record).report)
        let json = report.json
        #expect(!json.contains("\u{202E}"))
        #expect(!report.description.contains("\u{202E}"))
        let places = try #require(try JSONValue(json)["unnamed"])
        #expect(places == .object(report.unnamed.mapValues { .number($0) }))
        let written = json.split(separator: "\n").drop { !$0.contains("\"unnamed\"") }.dropFirst().prefix(4)
        #expect(
            written.map { $0.trimmingPrefix("    ") } == [
                #""$.*": 1,"#, #""$.b.*": 1,"#, #""$.\u202e.*": 1,"#, #""$['z\\u0000\"'].*": 1"#,
            ])
    }

    // MARK: - The table

    @Test func `the specification's example gives its table`() throws {
        let report = try #require(ReportExample.result().report)
        #expect(
            withoutLocking(report.description) == """
                records: 5 read, 2 written, 1 left out (only-if does not hold), 1 left out (nothing was left), \
                1 left out (bad)

                rule                   matched  disclosed unchanged  changed  withheld  of them unhandled
                $.case_id                    2                    2        0         0                  0
                $.subject.dob                2                    0        1         1                  1
                $.subject.national_id        2                    0        2         0                  0

                named by no rule  withheld
                $.*                      4
                $.subject                1
                $.subject.*              2

                purpose    Inquiry 26/114: do our cases and theirs meet? (stated, not verified)
                recipient  fiu.example (stated, not verified)
                policy     180d1744cdf83caec67c28c838a7b9c1d4babd798b4c020e46ed61c421c88347 (b2sum -l 256)
                key        fp_vqjcyfmt2kpqxsu7pib46rdy34
                \(FilterReport.notice)

                """)
    }

    @Test func `the table tells kinds, and objects of none`() throws {
        let filter = try makeFilter(
            "\"$.k[*]\": { kinds: [ { when: { \"@.t\": p }, fields: { \"@.é\": keep, \"@.long_name\": drop } } ] }")
        let record =
            "{\"k\":[{\"t\":\"p\",\"é\":1},{\"t\":\"p\",\"long_name\":2}" + String(repeating: ",{}", count: 100) + "]}"
        let text = try #require(filter.run(record).report).description
        let table = """
            rule                        matched  disclosed unchanged  changed  withheld  of them unhandled
            $.k[*]                          102                    2        0       100                  0
            $.k[*] kind 1: @.é                1                    1        0         0                  0
            $.k[*] kind 1: @.long_name        1                    0        0         1                  0

            named by no rule  withheld
            $.k[*].*                 2

            objects of no kind at $.k[*]: 100 withheld

            """
        #expect(text.contains(table))
        #expect(text.hasPrefix("records: 1 read, 1 written\n\n"))
    }

    @Test func `the kinds of records have no path`() throws {
        let policy = policyText(rule: "keep").replacing(
            "fields:\n", with: "kinds:\n  - when: { \"$.t\": p }\n    fields:\n    ")
        let text = try #require(makeFilter(policy: policy).run("{}\n{}\n").report).description
        #expect(text.hasPrefix("records: 2 read, 0 written, 2 left out (of no kind)\n\nrule         matched  "))
        #expect(text.contains("\nkind 1: $.a        0  "))
        #expect(!text.contains("named by no rule"))
        #expect(!text.contains("objects of no kind"))
    }

    @Test func `without a key no key is told`() throws {
        let filter = try RecordFilter(MinimizationPolicy(text: policyText(rule: "keep")))
        let text = try filter.minimize("{\"a\":1}").report.description
        #expect(!text.contains("\nkey "))
        #expect(text.hasSuffix("(b2sum -l 256)\n\(FilterReport.notice)\n"))
    }

    @Test(arguments: FilterCase.all.filter { $0.expectedExit == 0 && $0.format != "text" })
    func `the JSON of a worked case is JSON, with everything that the report holds`(filterCase: FilterCase) throws {
        let report = try #require(
            makeFilter(policy: filterCase.policy, onBadRecord: .skip).run(filterCase.input).report)
        let json = try JSONValue(report.json)
        #expect(report.json.hasSuffix("}\n"))
        #expect(json["rules"]?.elements.map { $0["path"] } == report.rules.map { .string($0.path) })
        #expect(json["rules"]?.elements.map { $0["matched"]?.integer } == report.rules.map { $0.matched })
        #expect(json["unnamed"] == .object(report.unnamed.mapValues { .number($0) }))
        #expect(json["no-kind"] == .object(report.noKind.mapValues { .number($0) }))
        #expect(json["policy"]?["blake2b-256"] == .string(report.policyDigest.description))
        #expect(json["records"]?["read"]?.integer == report.records.read)
    }
}
