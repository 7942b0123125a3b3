import Proviso
import Testing

/// `kinds` of records and of objects below paths.
@Suite struct FilterEngineKindsTests {
    private static let atTop = """
        proviso: policy/v1
        purpose: test
        recipient: test.example
        domain: test.example/case-1
        kinds:
          - when: { "$.t": person }
            fields: { "$.name": { mask: { length: 1 } }, "$.born": { generalize: year } }
          - when: { "$.t": { in: [note, person] }, "$.open": true }
            fields: { "$.text": keep }
          - when: { "$.t": list }
            fields: { "$.l[*].a": keep }
        """

    @Test func `the first kind whose condition holds is taken`() throws {
        let filter = try makeFilter(policy: Self.atTop)
        let result = filter.run(
            """
            {"name":"Ana","born":"1984-07-19","text":"x","t":"person","open":true}
            {"t":"note","open":true,"text":"hello","name":"Bo"}
            {"t":"note","open":false,"text":"hidden"}
            {"t":"note","text":"hidden"}
            {"text":"hidden"}
            {"t":"list","l":[{"a":1,"b":2},{"b":3}],"text":"x"}
            {"t":"list"}
            """)
        #expect(
            result.text == """
                {"name":"*","born":"1984"}
                {"text":"hello"}
                {"l":[{"a":1}]}

                """)
        let report = try #require(result.report)
        #expect(report.rules.map(\.path) == ["$.name", "$.born", "$.text", "$.l[*].a"])
        #expect(report.rules.map(\.kind) == [1, 1, 2, 3])
        #expect(report.rules.map(\.below) == [nil, nil, nil, nil])
        #expect(report.counts == [[1, 1, 0, 0], [1, 1, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
        #expect(report.records.leftOutByNoKind == 3)
        #expect(report.records.leftOutWithNothingLeft == 1)
        // Of records of no kind nothing is counted here.
        #expect(report.unnamed == ["$.*": 3 + 3 + 2 + 1, "$.l[*].*": 2])
        #expect(report.noKind.isEmpty)
        #expect(report.wrongSums == [])
    }

    @Test func `always takes what no other kind took`() throws {
        let policy = Self.atTop + "\n  - when: always\n    fields: { \"$.t\": keep }"
        let result = try makeFilter(policy: policy).run("{\"t\":\"other\"}\n{\"x\":1}\n{\"t\":\"note\"}\n")
        #expect(result.text == "{\"t\":\"other\"}\n{\"t\":\"note\"}\n")
        #expect(result.report?.records.leftOutByNoKind == 0)
        #expect(result.report?.records.leftOutWithNothingLeft == 1)
    }

    @Test func `a policy with nothing but always needs no look`() throws {
        let policy = policyText(rule: "keep").replacing(
            "fields:\n", with: "kinds:\n  - when: always\n    fields:\n    ")
        let result = try makeFilter(policy: policy).run("{\"a\":1,\"b\":2}\n  {\"b\":2}\n")
        #expect(result.text == "{\"a\":1}\n")
        #expect(result.report?.unnamed == ["$.*": 2])
    }

    @Test func `a record of no kind is checked to its end`() throws {
        for record in ["{\"t\":\"x\",\"y\":01}", "{\"t\":\"x\"} x", "{\"t\":\"x\",\"t\":\"x\"}", "{\"t\":\"x\""] {
            #expect(try makeFilter(policy: Self.atTop).run(record).error?.code == .recordMalformed)
        }
    }

    // MARK: - Below a path

    private static let bundle = """
        proviso: policy/v1
        purpose: test
        recipient: test.example
        domain: test.example/case-1
        fields:
          "$.id": keep
          "$.entry[*].resource":
            kinds:
              - when: { "@.type": patient }
                fields:
                  "@.born": { generalize: year }
                  "@.contact":
                    kinds:
                      - when: { "@.open": true }
                        fields: { "@.city": keep, "@.tags[*].v": keep }
              - when: { "@.type": visit, "@.state": { in: [done, "1"] } }
                fields: { "@.who": { pseudonymize: { as: person } }, "@.born": keep }
        """

    @Test func `objects are taken by their own kind, and by nothing outside of them`() throws {
        let result = try makeFilter(policy: Self.bundle).run(
            """
            {"id":1,"type":"patient","entry":[{"resource":{"born":"1984-07-19","type":"patient","x":1},"y":2},\
            {"resource":{"type":"visit","state":1.0,"who":"7","born":"1990-01-01"}},\
            {"resource":{"type":"visit","who":"8"}},\
            {"resource":{"state":"done"}}]}
            {"id":2,"entry":[{"resource":{"type":"visit","state":"open"}}],"type":"patient"}
            """)
        #expect(
            result.text == """
                {"id":1,"entry":[{"resource":{"born":"1984"}},\
                {"resource":{"who":"person_0_q3amb3yek4225mbm3pmuni7u5i","born":"1990-01-01"}}]}
                {"id":2}

                """)
        let report = try #require(result.report)
        #expect(report.noKind == ["$.entry[*].resource": 3])
        #expect(
            report.unnamed == ["$.*": 2, "$.entry[*].*": 1, "$.entry[*].resource.*": 2 + 2])
        // An object of a kind is disclosed by this rule; one of no kind is dropped and not unhandled.
        #expect(report.counts[1] == [5, 0, 3, 0])
        #expect(report.wrongSums == [])
    }

    @Test func `kinds inside of kinds are told with their absolute paths`() throws {
        let result = try makeFilter(policy: Self.bundle).run(
            """
            {"entry":[{"resource":{"type":"patient",\
            "contact":{"city":"Ghent","open":true,"tags":[{"v":1,"w":2},3],"z":4}}}]}
            {"entry":[{"resource":{"type":"patient","contact":{"city":"Ghent","open":false}}}]}
            {"entry":[{"resource":{"type":"patient","contact":["Ghent"],"born":"1984"}}]}
            """)
        #expect(
            result.text == """
                {"entry":[{"resource":{"contact":{"city":"Ghent","tags":[{"v":1}]}}}]}
                {"entry":[{"resource":{"born":"1984"}}]}

                """)
        let report = try #require(result.report)
        #expect(
            report.rules.map { "\($0.below ?? "-") \($0.kind ?? 0) \($0.path)" } == [
                "- 0 $.id", "- 0 $.entry[*].resource", "$.entry[*].resource 1 @.born",
                "$.entry[*].resource 1 @.contact",
                "$.entry[*].resource.contact 1 @.city", "$.entry[*].resource.contact 1 @.tags[*].v",
                "$.entry[*].resource 2 @.who", "$.entry[*].resource 2 @.born",
            ])
        #expect(
            report.counts == [
                [0, 0, 0, 0], [3, 0, 0, 0], [1, 1, 0, 0], [3, 0, 2, 1], [1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0],
                [0, 0, 0, 0],
            ])
        #expect(report.noKind == ["$.entry[*].resource.contact": 1])
        #expect(
            report.unnamed == [
                "$.entry[*].resource.*": 3, "$.entry[*].resource.contact.*": 2,
                "$.entry[*].resource.contact.tags[*]": 1, "$.entry[*].resource.contact.tags[*].*": 1,
            ])
    }

    @Test func `what is no object is unhandled, and an object of no kind is not`() throws {
        let rule = "\"$.k\": { kinds: [ { when: { \"@.t\": p }, fields: { \"@.a\": keep } } ], otherwise: stop }"
        let filter = try makeFilter(rule)
        for value in ["1", "\"p\"", "null", "true", "[]", "[{\"t\":\"p\",\"a\":1}]"] {
            let error = filter.run("{\"k\":\(value)}").error
            #expect(error?.code == .recordStopped)
            #expect(error?.rule == "$.k")
        }
        for value in ["{}", "{\"t\":\"q\",\"a\":1}", "{\"a\":1}", "{\"t\":[\"p\"],\"a\":1}"] {
            let result = filter.run("{\"k\":\(value)}")
            #expect(result.error == nil)
            #expect(result.output.isEmpty)
            #expect(result.report?.counts.first == [1, 0, 1, 0])
            #expect(result.report?.noKind == ["$.k": 1])
        }
    }

    @Test func `a stop inside of a kind names the path in the kind`() throws {
        let filter = try makeFilter(
            "\"$.k\": { kinds: [ { when: always, fields: { \"@.a\": { mask: {}, otherwise: stop } } } ] }")
        let error = filter.run("{\"k\":{\"a\":[]}}").error
        #expect(error?.code == .recordStopped)
        #expect(error?.rule == "@.a")
        #expect(error?.place.column == 11)
    }

    @Test func `what the fields of a kind do not name is dropped, also below keep-subtree`() throws {
        let filter = try makeFilter(
            "\"$.a\": keep-subtree",
            "\"$.a.k\": { kinds: [ { when: { \"@.t\": p }, fields: { \"@.v\": keep, \"@.e.f\": keep } } ] }")
        let result = filter.run(
            "{\"a\":{\"x\":[],\"k\":{\"t\":\"p\",\"v\":1,\"w\":2,\"e\":{}}}}\n{\"a\":{\"k\":{\"t\":\"q\",\"v\":1}}}\n")
        #expect(result.text == "{\"a\":{\"x\":[],\"k\":{\"v\":1}}}\n")
        #expect(result.report?.unnamed == ["$.a.k.*": 2])
        #expect(result.report?.noKind == ["$.a.k": 1])
    }

    @Test func `an object that nests its own kind is looked at anew on each level`() throws {
        let filter = try makeFilter(
            "\"$.k\": { kinds: [ { when: { \"@.t\": outer }, fields: { \"@.k\": { kinds: ["
                + " { when: { \"@.t\": inner }, fields: { \"@.v\": keep } },"
                + " { when: always, fields: { \"@.w\": keep } } ] }, \"@.v\": keep } } ] }")
        #expect(
            filter.run("{\"k\":{\"k\":{\"t\":\"outer\",\"v\":1,\"w\":2},\"v\":3,\"t\":\"outer\"}}").text
                == "{\"k\":{\"k\":{\"w\":2},\"v\":3}}\n")
        #expect(
            filter.run("{\"k\":{\"k\":{\"v\":1,\"w\":2,\"t\":\"inner\"},\"v\":3,\"t\":\"outer\"}}").text
                == "{\"k\":{\"k\":{\"v\":1},\"v\":3}}\n")
        #expect(filter.run("{\"k\":{\"k\":{\"t\":\"inner\",\"v\":1}}}").output.isEmpty)
    }

    @Test func `a malformed object is found before its kind is`() throws {
        let filter = try makeFilter(policy: Self.bundle)
        let result = filter.run("{\"entry\":[{\"resource\":{\"type\":\"patient\",\"x\":{\"y\":1,\"y\":2}}}]}")
        #expect(result.error?.message == "the same name twice in one object")
        #expect(result.error?.place.column == 52)
    }
}
