import Foundation
import Proviso
import Testing

/// What the parts of the policy language do that need more than one value: other fields, other records, texts from outside.
@Suite struct FilterLanguageTests {
    /// Filters records under a policy that has these lines behind its first four.
    private func filtered(
        _ lines: String, _ input: String, format: RecordFormat = .ndjson, parameters: PolicyParameters = [:],
        transforms: [any CustomTransform] = [], skip: Bool = false
    ) throws -> FilterResult {
        let text = "proviso: policy/v1\npurpose: test\nrecipient: test.example\ndomain: test.example/case-1\n" + lines
        let filter = try RecordFilter(
            MinimizationPolicy(text: text, source: "policy.yaml"), key: testKey(), parameters: parameters,
            transforms: transforms, options: RecordFilter.Options(format: format, onBadRecord: skip ? .skip : .stop))
        let result = filter.run(input)
        for size in [1, 5] { #expect(filter.run(input, blockSize: size) == result, "blocks of \(size)") }
        #expect(result.report?.wrongSums ?? [] == [])
        return result
    }

    // MARK: - Derived fields

    @Test func `one field gives several, in its place, and itself only if it is named`() throws {
        let result = try filtered(
            """
            fields:
              "$.id": keep
              "$.dob": { derive: { birth_year: { generalize: year }, age: { generalize: { to: age-band, at: 2026-07-01 } }, dob: keep } }
              "$.z": keep
            """,
            """
            {"z":1,"dob":"1984-07-01","id":2}
            {"dob":"unknown"}
            {"dob":null,"id":1}
            {"id":3}
            """)
        #expect(
            result.text == """
                {"z":1,"birth_year":"1984","age":"40-49","dob":"1984-07-01","id":2}
                {"dob":"unknown"}
                {"dob":null,"id":1}
                {"id":3}

                """)
        let rules = try #require(result.report).rules
        #expect(rules.map(\.derivedName) == [nil, "birth_year", "age", "dob", nil])
        #expect(rules.map(\.matched) == [3, 3, 3, 3, 1])
        #expect(rules.map(\.changed) == [0, 1, 1, 0, 0])
    }

    @Test func `a field of which nothing can be derived leaves no comma behind`() throws {
        let rules = "fields:\n  \"$.a\": { derive: { b: { generalize: year } } }\n  \"$.c\": keep"
        #expect(
            try filtered(rules, "{\"a\":\"x\",\"c\":1}\n{\"c\":1,\"a\":\"x\"}\n{\"a\":\"x\"}").text
                == "{\"c\":1}\n{\"c\":1}\n")
    }

    @Test func `what cannot be derived stops the filter if the rule says so`() throws {
        let result = try filtered(
            "fields:\n  \"$.a\": { derive: { b: { generalize: year }, c: keep }, otherwise: stop }", "{\"a\":\"x\"}")
        #expect(result.error?.code == .recordStopped)
        #expect(result.error?.rule == "$.a")
        #expect(result.output.isEmpty)
    }

    @Test func `a table has a column for each derived field`() throws {
        let result = try filtered(
            "fields: { id: keep, dob: { derive: { year: { generalize: year }, month: { generalize: month } } } }",
            "dob,x,id\n1984-07-19,1,a\n,2,b\n", format: .csv)
        #expect(result.text == "year,month,id\n1984,1984-07,a\n,,b\n")
    }

    // MARK: - Elements

    @Test func `only elements that pass a test are kept or transformed`() throws {
        let result = try filtered(
            """
            fields:
              "$.codes[*]": { only-elements: { in: [A1, "7"] } }
              "$.amounts[*]": { only-elements: { at-least: 1000 }, then: { round: 1000 } }
            """,
            "{\"codes\":[\"A1\",\"C9\",null,7.0,{\"A1\":1},[\"A1\"],\"\\u0041\\u0031\"],\"amounts\":[999,1499.5,\"2000\"]}\n{\"codes\":[\"C9\"]}"
        )
        #expect(result.text == "{\"codes\":[\"A1\",7.0,\"\\u0041\\u0031\"],\"amounts\":[1000,\"2000\"]}\n")
        #expect(result.report?.records.leftOutWithNothingLeft == 1)
        #expect(result.report?.rules[0].dropped == 5)
    }

    @Test func `elements that are objects are kept by a condition, with fields of their own`() throws {
        let result = try filtered(
            "fields:\n  \"$.e[*]\": { only-elements: { \"@.t\": login }, fields: { \"@.at\": { generalize: day } } }",
            "{\"e\":[{\"at\":\"2026-01-02T03:04\",\"t\":\"login\"},{\"t\":\"buy\",\"at\":\"2026-01-02\"},7]}")
        #expect(result.text == "{\"e\":[{\"at\":\"2026-01-02\"}]}\n")
    }

    // MARK: - Fields that other rules read

    @Test func `several fields make one pseudonym, wherever they stand in the record`() throws {
        let rules =
            "fields:\n  \"$.who\": { pseudonymize: { as: person, of: [ { path: \"$.name\", canonical: casefolded-u15 }, \"$.born\" ] } }"
        let records = """
            {"who":"x","name":"Ana","born":1984}
            {"born":"1984","who":"y","name":" ANA "}
            {"name":"Ana","who":"z"}
            {"name":"Ana","born":null,"who":"z"}
            """
        let result = try filtered(rules, records)
        let persons = try CompositePseudonymizer(
            "person", of: [.casefoldedU15, .exact], in: PseudonymizationDomain(id: "test.example/case-1"),
            key: testKey())
        let expected = try persons.pseudonym(for: ["Ana", "1984"])
        #expect(result.text == "{\"who\":\"\(expected)\"}\n{\"who\":\"\(expected)\"}\n")
        #expect(result.report?.rules[0].unhandled == 2)
        let table = try filtered(
            rules, "who,name,born\nx,Ana,1984\ny,\"ANA\",1984\nz,Ana,\n", format: .csv)
        #expect(table.text == "who\n\(expected)\n\(expected)\n")
    }

    @Test func `an element's date is shifted by its own subject, and never by that of another element or record`()
        throws
    {
        let rules = "fields:\n  \"$.p[*].at\": { shift-date: { by: \"$.p[*].id\", days: 10 } }"
        let one = try filtered(rules, "{\"p\":[{\"id\":\"A\",\"at\":\"2020-01-01\"}]}").text
        let other = try filtered(rules, "{\"p\":[{\"id\":\"B\",\"at\":\"2020-01-01\"}]}").text
        #expect(one != other)
        let together = try filtered(
            rules,
            "{\"p\":[{\"id\":\"A\",\"at\":\"2020-01-01\"},{\"at\":\"2020-01-01\"},{\"at\":\"2020-01-01\",\"id\":\"B\"}]}\n{\"p\":[{\"at\":\"2020-01-01\"}]}"
        )
        func element(_ text: String) -> String { String(text.dropFirst(6).dropLast(3)) }
        #expect(together.text == "{\"p\":[\(element(one)),\(element(other))]}\n")
    }

    @Test func `a shift is the same in every format`() throws {
        let rules = "fields: { at: { shift-date: { by: id, days: 30 } } }"
        let lines = try filtered(rules, "{\"id\":\"A\",\"at\":\"2020-02-28\"}").text
        #expect(lines == "{\"at\":\"2020-03-09\"}\n")
        #expect(try filtered(rules, "at,id\n2020-02-28,A\n", format: .csv).text == "at\n2020-03-09\n")
        #expect(try filtered(rules, "{\"at\":\"2020-02-28\",\"id\":\"\\u0041\"}", format: .json).text == lines)
    }

    @Test func `a log's time stays one when it is shifted`() throws {
        let line = "192.0.2.7 - ana [28/Feb/2020:10:11:12 +0100] \"GET /a?q=1 HTTP/1.1\" 200 1499 \"-\" \"curl\""
        let result = try filtered(
            "fields: { host: { truncate-ip: {} }, time: { shift-date: { by: user, days: 30 } }, target: { url: path }, status: keep }",
            line + "\n", format: .combinedLog)
        #expect(result.error == nil)
        let date = try filtered(
            "fields: { at: { shift-date: { by: id, days: 30 } } }", "{\"id\":\"ana\",\"at\":\"2020-02-28\"}"
        ).text
        let day = try #require(date.split(separator: "\"").last { $0.hasPrefix("2020") }).split(separator: "-")
        let months = ["01": "Jan", "02": "Feb", "03": "Mar"]
        #expect(
            result.text
                == "192.0.2.0 - - [\(day[2])/\(months[String(day[1])]!)/\(day[0]):10:11:12 +0100] \"- /a -\" 200 - \"-\" \"-\"\n"
        )
    }

    // MARK: - Texts from outside

    @Test func `parameters stand for texts in conditions and constants`() throws {
        let lines = """
            parameters: [subject, since]
            only-if: { "$.id": "${subject}", "$.at": { at-least: "${since}" } }
            fields: { "$.at": keep, "$.id": { constant: "subject ${subject}" } }
            """
        let records =
            "{\"id\":4711,\"at\":\"2026-01-02\"}\n{\"id\":\"4711\",\"at\":\"2025-12-31\"}\n{\"id\":\"4712\",\"at\":\"2026-01-02\"}"
        let result = try filtered(lines, records, parameters: ["subject": "4711", "since": "2026-01-01"])
        #expect(result.text == "{\"id\":\"subject 4711\",\"at\":\"2026-01-02\"}\n")
        let report = try #require(result.report)
        #expect(report.parameters == ["subject", "since"])
        #expect(!report.json.contains("4711"))
        for parameters: PolicyParameters in [
            [:], ["subject": "4711"], ["subject": "4711", "since": "x"],
            ["subject": "4711", "since": "2026-01-01", "more": "y"],
        ] {
            let error = #expect(throws: ProvisoError.self) { try filtered(lines, records, parameters: parameters) }
            #expect(error?.code == .policyParameter)
            #expect(error?.description.contains("4711") == false)
        }
        #expect("\(PolicyParameters(["subject": "4711"]))" == "subject")
        var dumped = ""
        dump(PolicyParameters(["subject": "4711"]), to: &dumped)
        #expect(!dumped.contains("4711"))
    }

    @Test func `values are looked up in a hierarchy beside the policy`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("nurse;health;*\nbaker;food;*\n39;30-39;*\n", to: "h.csv")
        let path = try folder.write(
            """
            proviso: policy/v1
            purpose: test
            recipient: test.example
            fields:
              "$.a": { lookup: { file: h.csv, level: 1, delimiter: ";" } }
            """, to: "policy.yaml")
        let filter = try RecordFilter(MinimizationPolicy(contentsOfFile: path))
        let result = filter.run("{\"a\":\"nurse\"}\n{\"a\":39}\n{\"a\":\"pilot\"}\n")
        #expect(result.text == "{\"a\":\"health\"}\n{\"a\":\"30-39\"}\n")
        #expect(result.report?.hierarchies.keys.sorted() == ["h.csv"])
        _ = try folder.write("nurse;health\nbaker\n", to: "h.csv")
        let error = #expect(throws: ProvisoError.self) { try RecordFilter(MinimizationPolicy(contentsOfFile: path)) }
        #expect(error?.code == .policyLookup)
        #expect(error?.rule == "$.a")
        try FileManager.default.removeItem(atPath: path.replacing("policy.yaml", with: "h.csv"))
        let missing = #expect(throws: ProvisoError.self) { try RecordFilter(MinimizationPolicy(contentsOfFile: path)) }
        #expect(missing?.code == .storeMissing)
    }

    @Test func `a sealed value opens with the recipient's identity, under the policy and path`() throws {
        let identity = try AgeIdentity.generate()
        let text =
            "proviso: policy/v1\npurpose: test\nrecipient: test.example\nfields:\n  \"$.p.phone\": { encrypt: { to: \(identity.recipient) } }"
        let policy = try MinimizationPolicy(text: text)
        let result = try RecordFilter(policy).run("{\"p\":{\"phone\":\"+31 20\"}}")
        let sealed = try #require(result.text.split(separator: "\"").first { $0.hasPrefix("proviso-sealed-v1:") })
        let context = SealedValue.Context(policy: policy.digest, path: try FieldPath("$.p.phone"))
        #expect(try SealedValue(text: String(sealed)).open(with: identity, context: context) == Array("+31 20".utf8))
    }

    private struct Reversing: CustomTransform {
        let name = "reverse"
        func transform(_ value: FieldValue, in context: TransformContext) -> FieldValue? {
            switch value {
            case .number(let literal): return .number(literal == "7" ? "01" : "-" + literal)
            case .string(let text):
                if text == "?" { return nil }
                return .string(
                    "\(String(text.reversed())) \(context.path) \(context.options["suffix"] ?? "") \(context.subject ?? "nobody") \(context.purpose) \(context.recipient)"
                )
            }
        }
    }

    @Test func `a program's own transform is given its context, and what it gives is checked`() throws {
        let lines =
            "subject: \"$.id\"\nfields: { \"$.a\": [ { truncate: 3 }, { custom: { name: reverse, options: { suffix: \"!\" } } } ], \"$.n\": { custom: reverse } }"
        let result = try filtered(
            lines, "{\"a\":\"abcdef\",\"id\":\"\\u0058\"}\n{\"a\":\"x\\\"y\"}\n{\"a\":\"?\"}\n{\"n\":5}\n{\"n\":7}",
            transforms: [Reversing()])
        #expect(
            result.text == """
                {"a":"cba $.a ! X test test.example"}
                {"a":"y\\"x $.a ! nobody test test.example"}
                {"n":-5}

                """)
        let error = #expect(throws: ProvisoError.self) { try filtered(lines, "") }
        #expect(error?.code == .policyTransform)
        #expect("\(FieldValue.string("Kassandra"))" == "a string")
        var dumped = ""
        dump(FieldValue.string("Kassandra"), to: &dumped)
        #expect(!dumped.contains("Kassandra"))
    }

    // MARK: - Limits

    private let records = """
        {"id":"A","v":1}
        {"id":"B","v":2}
        {"id":"a ","v":3}
        {"v":4}
        {"id":"C","v":5}
        """

    @Test func `beyond a limit of records the filter stops, also where bad ones are skipped`() throws {
        for skip in [false, true] {
            let result = try filtered("limit: { records: 2 }\nfields: { \"$.v\": keep }", records, skip: skip)
            #expect(result.text == "{\"v\":1}\n{\"v\":2}\n")
            #expect(result.error?.code == .recordsOverLimit)
            #expect(result.error?.place.line == 3)
        }
    }

    @Test func `beyond a limit that drops, records are left out and counted`() throws {
        let result = try filtered("limit: { records: 2, otherwise: drop }\nfields: { \"$.v\": keep }", records)
        #expect(result.text == "{\"v\":1}\n{\"v\":2}\n")
        #expect(result.report?.records.leftOutByLimit == 3)
        #expect(result.report?.rules[0].matched == 2)
    }

    @Test func `a limit of subjects counts each once, and leaves out records without one`() throws {
        let result = try filtered(
            "subject: { path: \"$.id\", canonical: casefolded-u15 }\nlimit: { subjects: 2, otherwise: drop }\nfields: { \"$.v\": keep }",
            records)
        #expect(result.text == "{\"v\":1}\n{\"v\":2}\n{\"v\":3}\n")
        #expect(result.report?.records.leftOutByLimit == 2)
    }

    @Test func `a record that discloses nothing does not use up the limit`() throws {
        let result = try filtered(
            "only-if: { \"$.v\": { above: 1 } }\nlimit: { records: 2 }\nfields: { \"$.id\": keep }",
            "{\"id\":\"A\",\"v\":1}\n{\"v\":2}\n{\"id\":\"B\",\"v\":2}\n{\"id\":\"C\",\"v\":3}")
        #expect(result.text == "{\"id\":\"B\"}\n{\"id\":\"C\"}\n")
        #expect(result.error == nil)
    }

    // MARK: - Requirements

    @Test(arguments: [
        ("{\"id\":\"A\",\"dob\":\"2020-02-29\",\"n\":[1,2]}", nil), ("{\"id\":7}", nil),
        ("{\"dob\":\"2020-02-29\"}", "a value that the policy requires is missing (rule $.id)"),
        ("{\"id\":1.5}", "a value of a type that the policy does not allow there (rule $.id)"),
        ("{\"id\":null}", "a value of a type that the policy does not allow there (rule $.id)"),
        (
            "{\"id\":\"A\",\"dob\":\"2021-02-29\"}",
            "a value of a type that the policy does not allow there (rule $.dob)"
        ),
        ("{\"id\":\"A\",\"dob\":\"2020-02\"}", "a value of a type that the policy does not allow there (rule $.dob)"),
        ("{\"id\":\"A\",\"n\":[1,\"2\"]}", "a value of a type that the policy does not allow there (rule $.n[*])"),
    ])
    func `what the policy requires of a record is checked`(record: String, fault: String?) throws {
        let lines = """
            require: { "$.id": [string, integer], "$.dob": { type: date, optional: yes }, "$.n[*]": { type: number, optional: yes } }
            fields: { "$.id": keep }
            """
        let result = try filtered(lines, record)
        #expect((result.error == nil) == (fault == nil))
        if let fault {
            #expect(result.error?.description.contains(fault) == true, "\(result.error?.description ?? "")")
            #expect(result.error?.code == .recordStopped)
            #expect(try filtered(lines, record, skip: true).report?.records.bad == 1)
        }
    }

    @Test func `a table's cells are of the types that their texts say`() throws {
        let lines =
            "require: { id: integer, ok: { type: boolean, optional: yes }, n: [number, null] }\nfields: { id: keep }"
        let good = try filtered(lines, "id,ok,n\n7,true,1.5\n8,,\n", format: .csv)
        #expect(good.text == "id\n7\n8\n")
        for row in ["x,true,1", "7.0,true,1", ",true,1", "7,yes,1", "7,true,x"] {
            #expect(try filtered(lines, "id,ok,n\n\(row)\n", format: .csv).error?.code == .recordStopped, "\(row)")
        }
    }

    // MARK: - Kinds in tables

    @Test func `rows of several kinds have the columns of all of them`() throws {
        let result = try filtered(
            """
            kinds:
              - when: { t: p }
                fields: { t: keep, name: { mask: {} } }
              - when: { t: q }
                fields: { t: keep, amount: { round: 100 } }
            """, "amount,t,name,x\n149,p,Ana,1\n149,q,Ana,2\n1,r,Bo,3\n", format: .csv)
        #expect(result.text == "amount,t,name\n,p,***\n100,q,\n")
        #expect(result.report?.records.leftOutByNoKind == 1)
        #expect(result.report?.unnamed == ["$.*": 4])
    }

    @Test func `a rule for what lies inside of a field refuses tables`() {
        for rule in [
            "\"$.a.b\": keep", "\"$.a[*]\": keep",
            "\"$.a\": { kinds: [ { when: always, fields: { \"@.b\": keep } } ] }",
        ] {
            let error = #expect(throws: ProvisoError.self) {
                try filtered("fields:\n  \(rule)", "a\n1\n", format: .csv)
            }
            #expect(error?.code == .policyFormat)
        }
        let error = #expect(throws: ProvisoError.self) {
            try filtered("fields: { hots: keep }", "", format: .combinedLog)
        }
        #expect(error?.code == .policyFormat)
    }
}
