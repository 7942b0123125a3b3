import Proviso
import Testing

/// Rules that keep and drop, and containers; transforms and kinds have files of their own.
@Suite struct FilterEngineTests {
    /// What a rule does to a value.
    enum Outcome: Sendable {
        /// Disclosed as this text.
        case kept(String)
        /// Something else is disclosed.
        case changed(String)
        case dropped
        case unhandled

        var text: String? {
            switch self {
            case .kept(let text), .changed(let text): text
            case .dropped, .unhandled: nil
            }
        }

        var counts: RuleCounts {
            switch self {
            case .kept: [1, 0, 0, 0]
            case .changed: [1, 1, 0, 0]
            case .dropped: [1, 0, 1, 0]
            case .unhandled: [1, 0, 1, 1]
            }
        }

        var isUnhandled: Bool {
            if case .unhandled = self { true } else { false }
        }
    }

    /// A value of each type, and the empty ones.
    private static let values = [
        "\"7\"", "12.50", "true", "false", "null", "{\"b\":1}", "[1,{}]", "\"\"", "{}", "[]",
    ]

    /// The table of the specification, *What a rule does to a value*: each row has an outcome for each of the values.
    private static let table: [(rule: String, outcomes: [Outcome])] = [
        (
            "keep",
            [
                .kept("\"7\""), .kept("12.50"), .kept("true"), .kept("false"), .kept("null"), .unhandled, .unhandled,
                .kept("\"\""), .unhandled, .unhandled,
            ]
        ),
        ("keep-subtree", values.map { .kept($0) }),
        ("drop", values.map { _ in .dropped }),
        ("{ constant: \"T\\\"é\" }", values.map { _ in .changed("\"T\\\"é\"") }),
        ("{ constant: \"\" }", values.map { _ in .changed("\"\"") }),
        ("set-null", values.map { _ in .changed("null") }),
        (
            "{ pseudonymize: { as: person } }",
            // The first is the pseudonym of the specification's example.
            [.changed("\"person_0_q3amb3yek4225mbm3pmuni7u5i\""), .changed(pseudonym("12.50"))]
                + values.dropFirst(2).map { _ in .unhandled }
        ),
        (
            "{ mask: {} }",
            [.changed("\"*\""), .changed("\"*****\"")] + values.dropFirst(2).map { _ in .unhandled }
        ),
        ("{ generalize: year }", values.map { _ in .unhandled }),
        ("{ truncate-ip: {} }", values.map { _ in .unhandled }),
        (
            "{ kinds: [ { when: always, fields: { \"@.b\": keep } } ] }",
            [
                .unhandled, .unhandled, .unhandled, .unhandled, .unhandled, .kept("{\"b\":1}"), .unhandled, .unhandled,
                // An object of a kind of which nothing remains is not written, and was not withheld by this rule.
                .kept(""), .unhandled,
            ]
        ),
    ]

    private static func pseudonym(_ identifier: String) -> String {
        do {
            let domain = try PseudonymizationDomain(id: "test.example/case-1")
            return "\"\(try Pseudonymizer("person", in: domain, key: testKey()).pseudonym(for: identifier))\""
        } catch {
            preconditionFailure("no pseudonym: \(error)")
        }
    }

    @Test(arguments: table.indices)
    func `a rule does to each type of value what the specification says`(row: Int) throws {
        let (rule, outcomes) = Self.table[row]
        let filter = try makeFilter("\"$.a\": \(rule)")
        for (value, outcome) in zip(Self.values, outcomes) {
            let result = filter.run("{\"a\":\(value)}")
            let text = outcome.text ?? ""
            #expect(result.text == (text.isEmpty ? "" : "{\"a\":\(text)}\n"), "\(rule) of \(value)")
            #expect(result.report?.counts.first == outcome.counts, "\(rule) of \(value)")
            #expect(result.report?.records.leftOutWithNothingLeft == (text.isEmpty ? 1 : 0))
        }
    }

    /// `drop` and `keep-subtree` handle every value, and have no otherwise.
    @Test(arguments: table.indices.filter { !["drop", "keep-subtree"].contains(table[$0].rule) })
    func `otherwise stop stops at what is unhandled, and changes nothing else`(row: Int) throws {
        let (rule, outcomes) = Self.table[row]
        let map = rule.hasPrefix("{") ? String(rule.dropLast(2)) : "{ \(rule): "
        let filter = try makeFilter("\"$.a\": \(map), otherwise: stop }")
        for (value, outcome) in zip(Self.values, outcomes) {
            let result = filter.run("{\"b\":0,\"a\":\(value)}")
            if outcome.isUnhandled {
                #expect(result.error?.code == .recordStopped, "\(rule) of \(value)")
                #expect(result.error?.rule == "$.a")
                #expect(result.error?.place == ProvisoError.Place(source: "-", line: 1, column: 12))
                #expect(result.output.isEmpty)
            } else {
                let text = outcome.text ?? ""
                #expect(result.text == (text.isEmpty ? "" : "{\"a\":\(text)}\n"), "\(rule) of \(value)")
                #expect(result.report?.counts.first == outcome.counts)
            }
        }
    }

    @Test(arguments: ["keep", "drop", "set-null", "{ mask: {}, otherwise: stop }", "{ keep: , otherwise: stop }"])
    func `a field that is missing is no value`(rule: String) throws {
        let result = try makeFilter("\"$.a\": \(rule)", "\"$.k\": keep").run("{\"k\":1}\n{\"b\":{\"a\":2}}\n")
        #expect(result.error == nil)
        #expect(result.text == "{\"k\":1}\n")
        #expect(result.report?.counts == [[0, 0, 0, 0], [1, 0, 0, 0]])
        #expect(result.report?.unnamed == ["$.*": 1])
    }

    // MARK: - Containers

    struct Walk: Sendable, CustomTestStringConvertible {
        let rules: [String]
        let record: String
        let output: String?
        var unnamed: [String: Int] = [:]

        var testDescription: String { rules.joined(separator: "; ") + " of " + record }
    }

    @Test(arguments: [
        // Only longer paths lead on, and everything else is withheld and counted.
        Walk(
            rules: ["\"$.a.b\": keep"], record: "{\"a\":{\"b\":1,\"c\":2},\"d\":{}}", output: "{\"a\":{\"b\":1}}",
            unnamed: ["$.a.*": 1, "$.*": 1]),
        Walk(rules: ["\"$.a.b\": keep"], record: "{\"a\":[{\"b\":1}]}", output: nil, unnamed: ["$.a": 1]),
        Walk(rules: ["\"$.a.b\": keep"], record: "{\"a\":\"b\"}", output: nil, unnamed: ["$.a": 1]),
        Walk(rules: ["\"$.a[*]\": keep"], record: "{\"a\":{\"b\":1}}", output: nil, unnamed: ["$.a": 1]),
        Walk(
            rules: ["\"$.a[*].b\": keep"], record: "{\"a\":[1,{\"b\":2},[{\"b\":3}],{\"b\":4,\"c\":5},null]}",
            output: "{\"a\":[{\"b\":2},{\"b\":4}]}", unnamed: ["$.a[*]": 3, "$.a[*].*": 1]),
        Walk(
            rules: ["\"$.a[*][*]\": keep"], record: "{\"a\":[[1,2],3,[],[[4]],[5]]}", output: "{\"a\":[[1,2],[5]]}",
            unnamed: ["$.a[*]": 1]),
        Walk(rules: ["\"$.a.b\": keep", "\"$.a[*]\": keep"], record: "{\"a\":[1]}", output: "{\"a\":[1]}"),
        Walk(rules: ["\"$.a.b\": keep", "\"$.a[*]\": keep"], record: "{\"a\":{\"b\":1}}", output: "{\"a\":{\"b\":1}}"),
        Walk(rules: ["\"$[*]\": keep"], record: "{\"a\":1}", output: nil, unnamed: ["$": 1]),
        // The star leads to every member, whatever its name.
        Walk(
            rules: ["\"$.*\": keep"], record: "{\"\":1,\"a\":[2],\"\\u0062\":\"3\"}",
            output: "{\"\":1,\"\\u0062\":\"3\"}"),
        Walk(
            rules: ["\"$.*.v\": keep"], record: "{\"p\":{\"v\":1,\"w\":2},\"q\":{\"w\":3},\"r\":4}",
            output: "{\"p\":{\"v\":1}}", unnamed: ["$.*.*": 2, "$.*": 1]),
        // Names are what they are after their escapes.
        Walk(
            rules: ["\"$['a.b']\": keep"], record: "{\"a\":{\"b\":1},\"a.b\":2}", output: "{\"a.b\":2}",
            unnamed: ["$.*": 1]),
        Walk(
            rules: ["\"$.é\": keep"], record: "{\"e\u{301}\":1,\"\\u00E9\":2}", output: "{\"\\u00E9\":2}",
            unnamed: ["$.*": 1]),
        Walk(rules: ["a: keep"], record: "{\"a\":1,\"A\":2}", output: "{\"a\":1}", unnamed: ["$.*": 1]),
        Walk(rules: ["\"$['']\": keep"], record: "{\"\":1}", output: "{\"\":1}"),
        // Empty containers vanish, from the inside out, and arrays close up.
        Walk(
            rules: ["\"$.a.b.c\": keep", "\"$.k\": keep"], record: "{\"a\":{\"b\":{\"c\":[1]}},\"k\":1}",
            output: "{\"k\":1}"),
        Walk(rules: ["\"$.a.b.c\": keep", "\"$.k\": keep"], record: "{\"k\":1,\"a\":{\"b\":{}}}", output: "{\"k\":1}"),
        Walk(rules: ["\"$.a.b.c\": keep"], record: "{\"a\":{}}", output: nil),
        Walk(rules: ["\"$.a[*]\": keep"], record: "{\"a\":[]}", output: nil),
        Walk(rules: ["\"$.a[*]\": keep"], record: "{\"a\":[[],{},1,[2],3,{}]}", output: "{\"a\":[1,3]}"),
        Walk(
            rules: ["\"$.a[*].b[*].c\": keep"],
            record: "{\"a\":[{\"b\":[{\"d\":1},{}]},{\"b\":[{\"c\":2},{\"d\":3}]},{\"b\":[]},{}]}",
            output: "{\"a\":[{\"b\":[{\"c\":2}]}]}", unnamed: ["$.a[*].b[*].*": 2]),
        Walk(
            rules: ["\"$.a\": drop", "\"$.b\": keep"], record: "{\"a\":1,\"b\":2,\"c\":3}", output: "{\"b\":2}",
            unnamed: ["$.*": 1]),
        Walk(rules: ["\"$.a\": drop"], record: "{}", output: nil),
        // Inside of keep-subtree the longer path wins, and only what was empty stays empty.
        Walk(
            rules: ["\"$.a\": keep-subtree"], record: "{\"a\":{\"b\":{},\"c\":[],\"d\":[{},[]]}}",
            output: "{\"a\":{\"b\":{},\"c\":[],\"d\":[{},[]]}}"),
        Walk(
            rules: ["\"$.a\": keep-subtree", "\"$.a.b.c\": drop"], record: "{\"a\":{\"b\":{\"c\":1},\"d\":{}}}",
            output: "{\"a\":{\"d\":{}}}"),
        Walk(
            rules: ["\"$.a\": keep-subtree", "\"$.a.b.c\": drop"], record: "{\"a\":{\"b\":{}}}",
            output: "{\"a\":{\"b\":{}}}"),
        Walk(
            rules: ["\"$.a\": keep-subtree", "\"$.a.b.c\": drop"], record: "{\"a\":{\"b\":[{\"c\":1}]}}",
            output: "{\"a\":{\"b\":[{\"c\":1}]}}"),
        Walk(rules: ["\"$.a\": keep-subtree", "\"$.a.b.c\": drop"], record: "{\"a\":{\"b\":{\"c\":1}}}", output: nil),
        Walk(
            rules: ["\"$.a\": keep-subtree", "\"$.a[*].s\": drop"],
            record: "{\"a\":[{\"s\":1},{},{\"s\":2,\"t\":3},4]}",
            output: "{\"a\":[{},{\"t\":3},4]}"),
        Walk(rules: ["\"$.a\": keep-subtree", "\"$.a[*]\": drop"], record: "{\"a\":[]}", output: "{\"a\":[]}"),
        Walk(rules: ["\"$.a\": keep-subtree", "\"$.a[*]\": drop"], record: "{\"a\":[1]}", output: nil),
        Walk(
            rules: ["\"$.a\": keep-subtree", "\"$.a.*\": drop"], record: "{\"a\":[{\"b\":1}]}",
            output: "{\"a\":[{\"b\":1}]}"),
        Walk(
            rules: ["\"$.a\": keep-subtree", "\"$.a.b\": keep"], record: "{\"a\":{\"b\":[1],\"c\":[1]}}",
            output: "{\"a\":{\"c\":[1]}}"),
        Walk(
            rules: ["\"$.a\": keep-subtree", "\"$.a.b\": keep-subtree", "\"$.a.b.c\": set-null"],
            record: "{\"a\":{\"b\":{\"c\":1,\"d\":2}}}", output: "{\"a\":{\"b\":{\"c\":null,\"d\":2}}}"),
        Walk(
            rules: ["\"$.*\": keep-subtree", "\"$.*.s\": drop"], record: "{\"a\":{\"s\":1,\"t\":2},\"s\":3}",
            output: "{\"a\":{\"t\":2},\"s\":3}"),
        Walk(
            rules: [
                "\"$.a\": keep-subtree", "\"$.a.id\": { pseudonymize: { as: person } }", "\"$.a.list[*].secret\": drop",
                "\"$.a.opt.*\": drop",
            ],
            record:
                "{\"a\":{\"id\":\"7\",\"n\":1,\"list\":[{\"secret\":\"x\",\"x\":1},{\"secret\":2},3],"
                + "\"opt\":{\"p\":\"y\"},\"e\":{}}}",
            output: "{\"a\":{\"id\":\"person_0_q3amb3yek4225mbm3pmuni7u5i\",\"n\":1,\"list\":[{\"x\":1},3],\"e\":{}}}"),
    ])
    func `what remains is what the paths lead to`(walk: Walk) throws {
        let filter = try makeFilter(
            policy: policyText(fields: walk.rules.map { "  " + $0 }.joined(separator: "\n")))
        for record in [walk.record, walk.record.replacing(/[\[\]{},:]/) { " \($0.output)\t" }] {
            let result = filter.run(record)
            #expect(result.error == nil)
            #expect(result.text == walk.output.map { $0 + "\n" } ?? "")
            #expect(result.report?.unnamed == walk.unnamed)
            #expect(result.report?.wrongSums == [])
        }
    }

    @Test func `a subtree counts once, and the rules below it for themselves`() throws {
        let filter = try makeFilter("\"$.a\": keep-subtree", "\"$.a.b[*]\": drop", "\"$.a.c\": { mask: {} }")
        let report = filter.run("{\"a\":{\"b\":[1,2,3],\"c\":\"x\"}}\n{\"a\":{\"b\":[4]}}\n{\"a\":[]}\n").report
        #expect(report?.counts == [[3, 0, 0, 0], [4, 0, 4, 0], [1, 1, 0, 0]])
        #expect(report?.records.leftOutWithNothingLeft == 1)
    }

    @Test func `a record with more values than the tally's journal holds is counted whole, or not at all`() throws {
        let filter = try makeFilter("\"$.a[*].k\": keep", "\"$.a[*].d\": drop", onBadRecord: .skip)
        let elements = Array(repeating: "{\"k\":1,\"d\":2,\"u\":3}", count: 5000).joined(separator: ",")
        let report = filter.run("{\"a\":[\(elements)]}\n{\"a\":[\(elements)],}\n{\"a\":[{\"k\":1}]}\n").report
        #expect(report?.counts == [[5001, 0, 0, 0], [5000, 0, 5000, 0]])
        #expect(report?.unnamed == ["$.a[*].*": 5000])
        #expect(report?.records.bad == 1)
    }

    @Test func `an object with very many members keeps their order`() throws {
        let filter = try makeFilter("\"$.m\": keep-subtree", "\"$.m.n7\": drop")
        let members = (0..<3000).map { "\"n\($0)\":\($0)" }
        let result = filter.run("{\"m\":{\(members.joined(separator: ","))}}")
        #expect(result.text == "{\"m\":{\(members.filter { !$0.hasPrefix("\"n7\"") }.joined(separator: ","))}}\n")
        let twice = filter.run("{\"m\":{\(members.joined(separator: ",")),\"n2999\":0}}")
        #expect(twice.error?.message == "the same name twice in one object")
    }
}
