import Testing

@testable import Proviso

/// `PolicyCompiler` and what it makes, `CompiledPolicy`.
@Suite struct PolicyCompilerTests {
    private func compiled(policy: String) throws -> CompiledPolicy {
        let policy = try MinimizationPolicy(text: policy, source: "policy.yaml")
        return try CompiledPolicy(policy, keys: PolicyKeys(policy, key: testKey(), version: .bareKeyFile))
    }

    private func compiled(_ rules: String...) throws -> CompiledPolicy {
        try compiled(policy: policyText(fields: rules.map { "  " + $0 }.joined(separator: "\n")))
    }

    /// What stands at the places of a set of rules, by path.
    private func places(_ policy: CompiledPolicy) -> [String: PathTable.Node] {
        var result: [String: PathTable.Node] = [:]
        for node in policy.table.nodes {
            if let place = policy.places[Int(node.unexpectedCounter)] { result[place] = node }
        }
        return result
    }

    @Test func `every rule stands at its place with its action`() throws {
        let policy = try compiled(
            "\"$.keep\": keep", "\"$.tree\": keep-subtree", "\"$.tree.gone\": drop", "\"$.null\": set-null",
            "\"$.list[*].k\": { kinds: [ { when: always, fields: { \"@.a\": keep } } ] }")
        let places = places(policy)
        let actions = places.mapValues(\.action)
        #expect(actions["$"] == .enter)
        #expect(actions["$.keep"] == .keep)
        #expect(actions["$.tree"] == .keepSubtree)
        #expect(actions["$.tree.gone"] == .drop)
        #expect(actions["$.null"] == .transform)
        #expect(actions["$.list"] == .enter)
        #expect(actions["$.list[*]"] == .enter)
        #expect(actions["$.list[*].k.a"] == .keep)
        #expect(policy.rules.map(\.path) == ["$.keep", "$.tree", "$.tree.gone", "$.null", "$.list[*].k", "@.a"])
        for (place, rule) in [("$.keep", 0), ("$.tree", 1), ("$.tree.gone", 2), ("$.null", 3), ("$.list[*].k.a", 5)] {
            #expect(places[place]?.rule == Int32(rule))
        }
    }

    @Test func `only what lies below keep-subtree keeps what no path names`() throws {
        let policy = try compiled(
            "\"$.a\": keep-subtree", "\"$.a.b.c\": drop", "\"$.x.y\": keep",
            "\"$.a.k\": { kinds: [ { when: always, fields: { \"@.v\": keep } } ] }")
        let keeping = places(policy).filter(\.value.keepsUnlisted).keys
        #expect(keeping.contains("$.a"))
        #expect(keeping.contains("$.a.b"))
        #expect(!keeping.contains("$"))
        #expect(!keeping.contains("$.x"))
        #expect(!keeping.contains("$.x.y"))
        // What the fields of a kind do not name is dropped, wherever the rule stands.
        let kinds = try #require(policy.kinds.first)
        #expect(policy.kinds.count == 1)
        #expect(!policy.table.nodes[kinds.kinds[0].rootNode].keepsUnlisted)
    }

    @Test func `the rules of kinds follow the rule that they belong to`() throws {
        let policy = try compiled(
            "\"$.a\": keep",
            "\"$.e[*]\": { kinds: [ { when: { \"@.t\": p }, fields: { \"@.x\": keep, \"@.y\": { kinds: ["
                + " { when: always, fields: { \"@.z\": keep } } ] } } },"
                + " { when: always, fields: { \"@.w\": drop } } ] }",
            "\"$.b\": keep")
        #expect(policy.rules.map(\.path) == ["$.a", "$.e[*]", "@.x", "@.y", "@.z", "@.w", "$.b"])
        #expect(policy.rules.map(\.kind) == [nil, nil, 1, 1, 1, 2, nil])
        #expect(policy.rules.map(\.below) == [nil, nil, "$.e[*]", "$.e[*]", "$.e[*].y", "$.e[*]", nil])
    }

    @Test func `every counter has one meaning`() throws {
        let policy = try compiled(
            "\"$.a.b\": keep",
            "\"$.e[*]\": { kinds: [ { when: { \"@.t\": p }, fields: { \"@.x\": keep } },"
                + " { when: always, fields: { \"@.x\": drop } } ] }")
        let ruleCounters = policy.rules.count * RecordTally.Outcome.count
        let named = Array(policy.places.keys) + Array(policy.noKindCounters.keys)
        #expect(named.sorted() == Array(ruleCounters..<policy.counterCount))
        #expect(Set(policy.noKindCounters.values) == ["$.e[*]"])
        // Two kinds share the counters of one place.
        #expect(Set(policy.places.values).count == policy.places.count)
        #expect(policy.places.values.contains("$.e[*].*"))
        for node in policy.table.nodes where node.unnamedCounter >= 0 {
            let place = try #require(policy.places[Int(node.unexpectedCounter)])
            #expect(policy.places[Int(node.unnamedCounter)] == place + ".*")
        }
    }

    @Test func `places have one notation, whatever notation the policy uses`() throws {
        let policy = try compiled(
            "\"$['a']['b-c'].d\": keep",
            "'e': { kinds: [ { when: always, fields: { \"@['f'].g\": { kinds: ["
                + " { when: { \"@.t\": p }, fields: { \"@.h\": keep } } ] } } } ] }")
        #expect(policy.rules.map(\.path) == ["$['a']['b-c'].d", "e", "@['f'].g", "@.h"])
        let places = Set(policy.places.values)
        #expect(places.isSuperset(of: ["$.a.*", "$.a['b-c'].*", "$.e.*", "$.e.f.*", "$.e.f.g.*"]))
        #expect(places.allSatisfy { $0.hasPrefix("$") })
        #expect(Set(policy.noKindCounters.values) == ["$.e", "$.e.f.g"])
        #expect(policy.rules.map(\.below) == [nil, nil, "$.e", "$.e.f.g"])
    }

    @Test func `the steps of a rule keep their order and their otherwise`() throws {
        let policy = try compiled(
            "\"$.a\": [ { generalize: year, otherwise: stop }, { mask: {} }, { constant: c } ]",
            "\"$.b\": { keep: , otherwise: stop }", "\"$.c\": drop", "\"$.d\": keep")
        #expect(policy.steps.map(\.count) == [3, 1, 0, 1])
        #expect(policy.steps[0].map(\.otherwise) == [.stop, .drop, .drop])
        #expect(policy.steps[1][0].otherwise == .stop)
        #expect(policy.steps[3][0].otherwise == .drop)
        guard case .generalize(.year, _) = policy.steps[0][0].operation,
            case .mask = policy.steps[0][1].operation, case .replace(let json, let text) = policy.steps[0][2].operation
        else {
            Issue.record("other steps")
            return
        }
        #expect(json == Array("\"c\"".utf8))
        #expect(text == Array("c".utf8))
    }

    @Test func `the longest prefix is tried first`() throws {
        let policy = try compiled("\"$.a\": { pseudonymize: { as: p, prefixes: [u, \"u:v:\", \"u:\"] } }")
        guard case .pseudonymize(let pseudonymizer, let prefixes) = policy.steps[0][0].operation else {
            Issue.record("another step")
            return
        }
        #expect(prefixes == ["u:v:", "u:", "u"].map { Array($0.utf8) })
        #expect(pseudonymizer.type == "p")
    }

    @Test func `each kind of pseudonym has its own key, and rules of one kind share it`() throws {
        let policy = try compiled(
            "\"$.a\": { pseudonymize: { as: p } }", "\"$.b\": { pseudonymize: { as: q } }",
            "\"$.c\": { pseudonymize: { as: p, canonical: digits } }", "\"$.d\": { pseudonymize: { as: p } }")
        let pseudonyms = try policy.steps.map { steps in
            guard case .pseudonymize(let pseudonymizer, _) = steps[0].operation else { return "" }
            return try pseudonymizer.pseudonym(for: "7").description
        }
        #expect(pseudonyms[0] == "p_0_" + pseudonyms[0].suffix(26))
        #expect(Set(pseudonyms).count == 3)
        #expect(pseudonyms[0] == pseudonyms[3])
        let domain = try PseudonymizationDomain(id: "test.example/case-1")
        for (index, kind) in [("p", Canonicalization.exact), ("q", .exact), ("p", .digits)].enumerated() {
            let alone = try Pseudonymizer(
                PseudonymType(kind.0), canonicalization: kind.1, in: domain, key: testKey())
            #expect(try alone.pseudonym(for: "7").description == pseudonyms[index])
        }
    }

    @Test func `conditions of the record are looked at together, those of objects on their own`() throws {
        let policy = try compiled(
            policy: """
                proviso: policy/v1
                purpose: test
                recipient: test.example
                only-if: { "$.r": x, "$.s": { in: [y, "1.0"] } }
                kinds:
                  - when: { "$.t": p }
                    fields: { "$.e": { kinds: [ { when: { "@.t": q }, fields: { "@.a": keep } } ] } }
                  - when: always
                    fields: { "$.a": keep }
                """)
        #expect(policy.rootNode == -1)
        #expect(tests(policy.onlyIf) == [0, 1])
        let record = policy.kinds[policy.recordKinds]
        #expect(record.kinds.map { tests($0.condition) } == [[2], nil])
        #expect(record.look == -1)
        #expect(record.noKindCounter == -1)
        let object = try #require(policy.kinds.first { $0.look >= 0 })
        #expect(object.kinds.map { tests($0.condition) } == [[3]])
        #expect(object.look != policy.recordLook)
        #expect(policy.looks[policy.recordLook].probes == [0, 1, 2])
        #expect(policy.looks[object.look].probes == [3])
    }

    private func tests(_ condition: CompiledCondition?) -> [Int]? {
        if case .tests(let tests)? = condition { tests } else { nil }
    }

    @Test func `a policy without conditions has nothing to look at`() throws {
        let policy = try compiled("\"$.a\": keep")
        #expect(policy.recordLook == -1)
        #expect(policy.recordKinds == -1)
        #expect(policy.probes.isEmpty && policy.looks.isEmpty && policy.onlyIf == nil && policy.kinds.isEmpty)
        #expect(policy.table.nodes[policy.rootNode].action == .enter)
    }

    /// Conditions whose stars meet in so many places: two to the power of the number of paths.
    private func crossedCondition(_ root: String, _ count: Int) -> String {
        let paths = (0..<count).map { named in
            "\"\(root)" + (0..<count).map { $0 == named ? ".a" : ".*" }.joined() + "\": x"
        }
        return "{ " + paths.joined(separator: ", ") + " }"
    }

    @Test func `conditions that come to too many places are refused`() {
        let text = policyText(fields: "  \"$.a\": keep") + "\nonly-if: " + crossedCondition("$", 17)
        let error = #expect(throws: PolicyError.self) { try compiled(policy: text) }
        #expect(
            error?.description
                == "policy.yaml: conditions with so many '.*' that they meet in more than 100000 places; "
                + "name the members that they test")
    }

    @Test func `conditions of several objects that come to too many places together are refused`() {
        let rules = ["a", "b"].map { name in
            "  \"$.\(name)\": { kinds: [ { when: \(crossedCondition("@", 15)), fields: { \"@.a\": keep } } ] }"
        }
        // Each comes to 65,534 places, which `PathTreeTests` count.
        #expect(throws: PolicyError.self) { try compiled(policy: policyText(fields: rules.joined(separator: "\n"))) }
    }

    @Test func `rules may come to any number of places, because they cannot multiply`() throws {
        let steps = String(repeating: ".a", count: 50)
        let rules = (0..<2100).map { "  \"$.r\($0)\(steps)\": drop" }.joined(separator: "\n")
        #expect(try compiled(policy: policyText(fields: rules)).rules.count == 2100)
    }
}
