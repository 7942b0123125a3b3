import Foundation
import Proviso
import Testing

@Suite struct RecordFilterTests {
    private static let pseudonymOf7 = "person_0_q3amb3yek4225mbm3pmuni7u5i"
    private static let pseudonymRule = "\"$.id\": { pseudonymize: { as: person } }"

    // MARK: - Ways to give records

    private static let records = """
        {"id":"7","é":"naïve 😀","secret":"x"}

        {"secret":"y"}
        { "id" : 7 , "n" : 1.50 }
        """
    private static let minimized = """
        {"id":"\(pseudonymOf7)","é":"naïve 😀"}
        {"id":"\(pseudonymOf7)","n":1.50}

        """

    @Test func `a text, an array, a Data and a span give the same`() throws {
        let filter = try makeFilter(Self.pseudonymRule, "\"$.é\": keep", "\"$.n\": keep")
        let bytes = Array(Self.records.utf8)
        // Parts of something larger begin at another index than zero.
        let part = Data([0, 0, 0] + bytes + [0]).dropFirst(3).dropLast()
        let results = [
            try filter.minimize(Self.records), try filter.minimize(bytes), try filter.minimize(Data(bytes)),
            try filter.minimize(part), try filter.minimize(bytes.span),
            try filter.minimize(([0] + bytes).span.extracting(1..<bytes.count + 1)),
        ]
        for result in results {
            #expect(result.text == Self.minimized)
            #expect(result.bytes == Array(Self.minimized.utf8))
            #expect(result.report.json == results[0].report.json)
        }
        #expect(results[0].report.records.read == 3)
        #expect(results[0].report.records.written == 2)
        let run = filter.run(Self.records)
        #expect(run.text == Self.minimized)
        #expect(run.report?.json == results[0].report.json)
    }

    @Test func `nothing gives nothing`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        let empty: [UInt8] = []
        for result in [
            try filter.minimize(""), try filter.minimize(empty), try filter.minimize(Data()),
            try filter.minimize(empty.span),
        ] {
            #expect(result.bytes.isEmpty && result.text.isEmpty)
            #expect(result.report.records.read == 0)
            #expect(result.report.counts == [[0, 0, 0, 0]])
        }
    }

    @Test func `every way throws at a bad record, without the name of an input`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        let bytes = Array("{\"a\":1}\n{\"a\":oops}\n".utf8)
        let attempts: [() throws -> Minimized] = [
            { try filter.minimize(String(decoding: bytes, as: UTF8.self)) }, { try filter.minimize(bytes) },
            { try filter.minimize(Data(bytes)) }, { try filter.minimize(bytes.span) },
        ]
        for attempt in attempts {
            let error = #expect(throws: ProvisoError.self) { try attempt() }
            #expect(error?.code == .recordMalformed)
            #expect(error?.place == ProvisoError.Place(source: nil, line: 2, column: 6))
            #expect(error?.rule == nil)
            #expect(error?.description == "2:6: not a JSON value; correct the record or use --on-error skip")
        }
    }

    // MARK: - Options

    @Test func `a filter stops at bad records and at 16 MiB unless it is told otherwise`() throws {
        #expect(RecordFilter.Options() == RecordFilter.Options(onBadRecord: .stop, largestRecordByteCount: 16_777_216))
        let policy = try MinimizationPolicy(text: policyText(rule: "keep"))
        #expect(try RecordFilter(policy).options == RecordFilter.Options())
        #expect(try RecordFilter(policy, key: testKey()).options == RecordFilter.Options())
        let options = RecordFilter.Options(onBadRecord: .skip, largestRecordByteCount: 7)
        #expect(try RecordFilter(policy, options: options).options == options)
        #expect(try RecordFilter(policy, key: testKey(), options: options).options == options)
        #expect(try RecordFilter(policy, options: options).minimize("{\"a\":1}\n{\"a\":10}\n").text == "{\"a\":1}\n")
    }

    @Test func `a record has between one byte and one GiB`() async {
        #expect(RecordFilter.Options(largestRecordByteCount: 1).largestRecordByteCount == 1)
        #expect(RecordFilter.Options(largestRecordByteCount: 1 << 30).largestRecordByteCount == 1 << 30)
        await #expect(processExitsWith: .failure) { _ = RecordFilter.Options(largestRecordByteCount: 0) }
        await #expect(processExitsWith: .failure) { _ = RecordFilter.Options(largestRecordByteCount: 1 << 30 + 1) }
    }

    @Test func `a filter knows its policy`() throws {
        let policy = try MinimizationPolicy(text: policyText(rule: "keep"), source: "policy.yaml")
        let filter = try RecordFilter(policy)
        #expect(filter.policy.digest == policy.digest)
        #expect(filter.policy.source == "policy.yaml")
    }

    // MARK: - Keys

    @Test func `a policy that makes no pseudonyms needs no key`() throws {
        let policy = try MinimizationPolicy(text: policyText(rule: "keep"))
        let filter = try RecordFilter(policy)
        #expect(filter.fingerprint == nil)
        #expect(try filter.minimize("{\"a\":1}").report.keyFingerprint == nil)
        #expect(try filter.minimize("{\"a\":1}").report.memoryLocking == nil)
    }

    @Test(arguments: [
        policyText(rule: "{ pseudonymize: { as: person } }"),
        policyText(rule: "[ { mask: {} }, { pseudonymize: { as: person } } ]"),
        policyText(
            rule: "{ kinds: [ { when: { \"@.t\": x }, fields: { \"@.a\": { pseudonymize: { as: person } } } } ] }"),
        policyText(rule: "keep").replacing("fields:\n", with: "kinds:\n  - when: always\n    fields:\n    ")
            .replacing("keep", with: "{ pseudonymize: { as: person } }"),
    ])
    func `a policy that makes pseudonyms anywhere needs a key`(policy: String) throws {
        let policy = try MinimizationPolicy(text: policy)
        let error = #expect(throws: ProvisoError.self) { try RecordFilter(policy) }
        #expect(error?.code == .policyKey)
        #expect(error?.message == "the policy makes pseudonyms and no key was given")
        #expect(try RecordFilter(policy, key: testKey()).fingerprint != nil)
    }

    @Test func `the fingerprint is that of the domain under the key`() throws {
        let domain = try PseudonymizationDomain(id: "test.example/case-1")
        let expected = try Pseudonymizer("person", in: domain, key: testKey()).fingerprint
        // It does not depend on whether the policy makes pseudonyms.
        for rule in ["keep", "{ pseudonymize: { as: person } }", "{ pseudonymize: { as: other } }"] {
            let filter = try makeFilter("\"$.a\": \(rule)")
            #expect(filter.fingerprint == expected)
            #expect(try filter.minimize("").report.keyFingerprint == expected)
        }
        let without = try MinimizationPolicy(text: policyText(adding: ""))
        #expect(try RecordFilter(without, key: testKey()).fingerprint == nil)
    }

    @Test func `a key that the policy names by its fingerprint is taken, and no other`() throws {
        let fingerprint = "fp_enxzi5sp7a5rlighp5vdlxkoiq"
        for rule in ["keep", "{ pseudonymize: { as: person } }"] {
            let text = policyText(rule: rule) + "\nkey-fingerprint: \(fingerprint)"
            let policy = try MinimizationPolicy(text: text, source: "policy.yaml")
            #expect(try RecordFilter(policy, key: testKey()).fingerprint?.description == fingerprint)
            let other = try RootKey(copying: Array(1..<33).span)
            let error = #expect(throws: ProvisoError.self) { try RecordFilter(policy, key: other) }
            #expect(error?.code == .policyKey)
            #expect(error?.place == ProvisoError.Place(source: "policy.yaml"))
            #expect(error?.message.contains(fingerprint) == true)
        }
    }

    @Test func `a fingerprint is checked only where a key is given`() throws {
        let text = policyText(rule: "keep") + "\nkey-fingerprint: fp_qfqow36gcvirj65fy3dvqqtc54"
        let policy = try MinimizationPolicy(text: text)
        #expect(try RecordFilter(policy).minimize("{\"a\":1}").text == "{\"a\":1}\n")
        #expect(throws: ProvisoError.self) { try RecordFilter(policy, key: testKey()) }
    }

    @Test func `the version of the key stands in the pseudonyms`() throws {
        let policy = try MinimizationPolicy(text: policyText(fields: "  " + Self.pseudonymRule))
        for version: UInt32 in [0, 3, .max] {
            let filter = try RecordFilter(policy, key: testKey(), version: KeyVersion(version))
            #expect(
                try filter.minimize("{\"id\":\"7\"}").text
                    == "{\"id\":\"person_\(version)_q3amb3yek4225mbm3pmuni7u5i\"}\n")
        }
    }

    @Test func `another key makes other pseudonyms`() throws {
        let policy = try MinimizationPolicy(text: policyText(fields: "  " + Self.pseudonymRule))
        let other = try RootKey(copying: Array(1..<33).span)
        let text = try RecordFilter(policy, key: other).minimize("{\"id\":\"7\"}").text
        #expect(text.hasPrefix("{\"id\":\"person_0_"))
        #expect(!text.contains(Self.pseudonymOf7))
    }

    // MARK: - Sharing

    @Test func `tasks that share a filter each get what they would get alone`() async throws {
        let rules = [Self.pseudonymRule, "\"$.d\": { generalize: year }", "\"$.n\": keep"]
        let shared = try makeFilter(rules[0], rules[1], rules[2], onBadRecord: .skip)
        let inputs = (0..<24).map { task in
            (0..<60).map { record in
                record % 17 == task % 17
                    ? "{\"id\":\"\(task)\n"
                    : "{\"id\":\"\(task)-\(record)\",\"d\":\"20\(10 + record)-01-01\",\"n\":\(task),\"x\":1}\n"
            }.joined()
        }
        let together = await withTaskGroup(of: (Int, FilterResult).self) { group in
            for (task, input) in inputs.enumerated() {
                group.addTask { (task, shared.run(input, blockSize: 50 + task)) }
            }
            return await group.reduce(into: [Int: FilterResult]()) { $0[$1.0] = $1.1 }
        }
        for (task, input) in inputs.enumerated() {
            let alone = try makeFilter(rules[0], rules[1], rules[2], onBadRecord: .skip).run(input)
            #expect(together[task] == alone)
            #expect(alone.report?.records.written ?? 0 > 50)
            #expect(alone.report?.wrongSums == [])
        }
    }

    @Test func `runs of one filter count for themselves`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        var sink = MemorySink()
        var first = filter.start()
        var second = filter.start()
        try first.write(Array("{\"a\":1}\n{\"a\":".utf8).span, into: &sink)
        try second.write(Array("{\"a\":2}\n{\"b\":".utf8).span, into: &sink)
        try first.write(Array("3}\n".utf8).span, into: &sink)
        try second.write(Array("4}\n".utf8).span, into: &sink)
        let reports = [try first.finish(into: &sink), try second.finish(into: &sink)]
        #expect(reports.map(\.records.written) == [2, 1])
        #expect(reports.map(\.records.leftOutWithNothingLeft) == [0, 1])
        #expect(reports.map(\.counts) == [[[2, 0, 0, 0]], [[1, 0, 0, 0]]])
        #expect(String(decoding: sink.bytes, as: UTF8.self) == "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n")
    }
}
