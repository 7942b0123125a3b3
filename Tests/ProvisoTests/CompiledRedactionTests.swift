import Testing

@testable import Proviso

/// `CompiledRedaction` and `FoundCount`: what was found, by type and by how sure it was.
@Suite struct CompiledRedactionTests {
    private func compiled(_ rules: String...) throws -> CompiledPolicy {
        try RecordFilter(
            MinimizationPolicy(text: policyText(fields: rules.map { "  " + $0 }.joined(separator: "\n"))),
            key: testKey()
        ).compiled
    }

    @Test func `a confidence belongs to the highest band that it reaches`() {
        let bands = [(0, 0), (49, 0), (50, 1), (69, 1), (70, 2), (84, 2), (85, 3), (94, 3), (95, 4), (100, 4)]
        for (percent, band) in bands { #expect(FoundCount.band(of: Confidence(percent: percent)) == band) }
    }

    @Test func `counts name the lowest confidence of their band, without bands of which there is nothing`() {
        let count = FoundCount(type: .email, byBand: [2, 0, 0, 1, 4])
        #expect(count.count == 7)
        #expect(count.counts.map(\.from.percent) == [0, 85, 95])
        #expect(count.counts.map(\.count) == [2, 1, 4])
    }

    @Test func `every redaction has counters of its own`() throws {
        let policy = try compiled(
            "\"$.a\": [ { redact: { find: [email] } }, { redact: { find: [iban] } } ]",
            "\"$.b\": { redact: everything }")
        #expect(policy.redactions.count == 3)
        var taken: Set<Int32> = []
        for redaction in policy.redactions {
            for type in redaction.redactor.plan.table.types.indices {
                for percent in [0, 50, 70, 85, 95] {
                    let counter = redaction.counter(of: type, Confidence(percent: percent))
                    #expect(taken.insert(counter).inserted)
                    #expect(
                        (redaction.firstCounter..<redaction.firstCounter + Int32(redaction.counterCount)).contains(
                            counter))
                }
            }
        }
        #expect(taken.count == policy.redactions.reduce(0) { $0 + $1.counterCount })
    }

    @Test func `what was found is told by type, in the order of the types`() throws {
        let redaction = try compiled("\"$.a\": { redact: everything }").redactions[0]
        let table = redaction.redactor.plan.table
        var totals = [Int](repeating: 0, count: Int(redaction.firstCounter) + redaction.counterCount)
        #expect(redaction.found(totals).isEmpty)
        let (known, email) = (table.number(of: .knownValue)!, table.number(of: .email)!)
        totals[Int(redaction.counter(of: email, .certain))] = 2
        totals[Int(redaction.counter(of: email, Confidence(percent: 60)))] = 3
        totals[Int(redaction.counter(of: known, .certain))] = 1
        let found = redaction.found(totals)
        #expect(found.map(\.type) == [.knownValue, .email])
        #expect(found[1].counts.map(\.from.percent) == [50, 95] && found[1].counts.map(\.count) == [3, 2])
    }

    @Test func `the redactions of one rule are told together, in the order of its steps`() throws {
        let filter = try makeFilter(
            "\"$.a\": [ { redact: { find: [iban] } }, { redact: { find: [email] } } ]", "\"$.b\": keep")
        let report = try #require(filter.run("{\"a\":\"a@b.de, DE02120300000000202051\",\"b\":\"a@b.de\"}").report)
        #expect(report.rules[0].found.map(\.type) == [RecognizedType("iban")!, .email])
        #expect(report.rules[1].found.isEmpty)
    }
}
