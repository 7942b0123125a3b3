import Foundation
import Proviso
import Testing

@Suite struct FilterReportTests {
    @Test func `the specification's example gives its counts`() throws {
        let result = try ReportExample.result()
        #expect(result.text == ReportExample.output)
        let report = try #require(result.report)
        #expect(report.records.read == 5)
        #expect(report.records.written == 2)
        #expect(report.records.leftOutByOnlyIf == 1)
        #expect(report.records.leftOutByNoKind == 0)
        #expect(report.records.leftOutWithNothingLeft == 1)
        #expect(report.records.bad == 1)
        #expect(report.rules.map(\.path) == ["$.case_id", "$.subject.dob", "$.subject.national_id"])
        #expect(report.counts == [[2, 0, 0, 0], [2, 1, 1, 1], [2, 2, 0, 0]])
        #expect(report.rules.map(\.kept) == [2, 0, 0])
        #expect(report.unnamed == ["$.*": 4, "$.subject": 1, "$.subject.*": 2])
        #expect(report.noKind.isEmpty)
        #expect(report.skippedLines.map(\.line) == [5])
        #expect(report.skippedLines.map(\.input) == [nil])
        #expect(report.unlistedSkippedCount == 0)
        #expect(report.wrongSums == [])
    }

    @Test func `a report repeats what the policy states, with its digest and the key's fingerprint`() throws {
        let report = try #require(ReportExample.result().report)
        #expect(report.purpose.description == "Inquiry 26/114: do our cases and theirs meet?")
        #expect(report.recipient.description == "fiu.example")
        #expect(report.policyDigest.description == ReportExample.policyDigest)
        #expect(report.keyFingerprint?.description == ReportExample.fingerprint)
        #expect(report.memoryLocking != nil)
        #expect(report.program == nil)
    }

    @Test func `every rule is listed, also one that did nothing`() throws {
        let report = try #require(
            makeFilter("\"$.a\": keep", "\"$.b.c\": drop", "\"$['d']\": set-null").run("").report)
        #expect(report.rules.map(\.path) == ["$.a", "$.b.c", "$['d']"])
        #expect(report.counts == [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]])
        #expect(report.records.read == 0)
        #expect(report.unnamed.isEmpty)
    }

    @Test func `a changed value counts as changed also where the result is the same`() throws {
        let report = try makeFilter("\"$.a\": { generalize: year }", "\"$.b\": set-null").run(
            "{\"a\":\"2020\",\"b\":null}"
        ).report
        #expect(report?.counts == [[1, 1, 0, 0], [1, 1, 0, 0]])
    }

    @Test func `a member that no rule names counts once, whatever it holds`() throws {
        let filter = try makeFilter("\"$.s.a\": keep", "\"$.l[*].a\": keep", "\"$.m.*.v\": keep")
        let report = filter.run(
            """
            {"x":{"y":[1,2,{"z":3}]},"s":{"a":1,"b":{},"c":[]},"l":[{"a":1},{"b":2},3],"m":{"p":{"v":1,"w":2},"q":3}}
            {"s":[],"l":{},"m":null,"y":0}
            """
        ).report
        #expect(
            report?.unnamed == [
                "$.*": 2, "$.s.*": 2, "$.s": 1, "$.l[*].*": 1, "$.l[*]": 1, "$.l": 1, "$.m.*.*": 1, "$.m.*": 1,
                "$.m": 1,
            ])
    }

    @Test func `the names of places have one notation`() throws {
        let filter = try makeFilter(
            "\"$['a']['b c'].d\": keep", "'e f': { kinds: [ { when: always, fields: { \"@.g.h\": keep } } ] }")
        let report = filter.run("{\"a\":{\"b c\":{\"x\":1},\"y\":2},\"e f\":{\"g\":{\"z\":3},\"u\":4}}").report
        #expect(report?.unnamed == ["$.a['b c'].*": 1, "$.a.*": 1, "$['e f'].*": 1, "$['e f'].g.*": 1])
        #expect(report?.rules.map(\.path) == ["$['a']['b c'].d", "e f", "@.g.h"])
        #expect(report?.rules.map(\.below) == [nil, nil, "$['e f']"])
    }

    @Test func `the counts of skipped records are nobody's`() throws {
        let filter = try makeFilter(
            "\"$.a\": keep", "\"$.b\": { keep: , otherwise: stop }", "\"$.s.t\": drop", onBadRecord: .skip)
        let good = "{\"a\":1,\"s\":{\"t\":1,\"u\":2},\"x\":3}\n"
        let alone = try #require(filter.run(good).report)
        let among = try #require(
            filter.run(
                "{\"a\":1,\"s\":{\"t\":1,\"u\":2},\"x\":3\n" + good + "{\"a\":1,\"s\":{\"t\":1,\"u\":2},\"b\":[]}\n"
            ).report)
        #expect(among.counts == alone.counts)
        #expect(among.unnamed == alone.unnamed)
        #expect(among.records.bad == 2)
        #expect(among.records.read == 3)
    }

    /// Values whose fate under each rule the test knows when it makes them.
    @Test func `random records are counted as they were made`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let filter = try makeFilter(
            "\"$.k\": keep", "\"$.m\": { mask: {} }", "\"$.d\": drop", "\"$.t\": keep-subtree",
            "\"$.y\": { generalize: year }",
            onBadRecord: .skip)
        let scalars = ["\"x\"", "1.5", "true", "null"]
        let containers = ["{}", "[]", "{\"a\":1}", "[1]"]
        for _ in 0..<60 {
            var input = ""
            var matched = [0, 0, 0, 0, 0]
            var changed = [0, 0, 0, 0, 0]
            var unhandled = [0, 0, 0, 0, 0]
            var unnamed = 0
            var (read, written, bad) = (0, 0, 0)
            for _ in 0..<Int.random(in: 0...20, using: &generator) {
                var members: [String] = []
                var isWritten = false
                // Counts of a bad record are noted nowhere.
                let isBad = Int.random(in: 0..<5, using: &generator) == 0
                for (index, name) in ["k", "m", "d", "t", "y"].enumerated() where Bool.random(using: &generator) {
                    let isScalar = Bool.random(using: &generator)
                    var value = (isScalar ? scalars : containers).randomElement(using: &generator)!
                    if name == "y" { value = ["\"1984-07\"", "\"July\"", "1984"].randomElement(using: &generator)! }
                    members.append("\"\(name)\":\(value)")
                    if isBad { continue }
                    let outcome: (changed: Bool, unhandled: Bool) =
                        switch name {
                        case "k": (false, !isScalar)
                        case "m": (value == "\"x\"" || value == "1.5", value != "\"x\"" && value != "1.5")
                        case "y": (value == "\"1984-07\"", value != "\"1984-07\"")
                        default: (false, false)
                        }
                    matched[index] += 1
                    changed[index] += outcome.changed ? 1 : 0
                    unhandled[index] += outcome.unhandled ? 1 : 0
                    isWritten = isWritten || (name != "d" && !outcome.unhandled)
                }
                for index in 0..<Int.random(in: 0...3, using: &generator) {
                    members.append("\"u\(index)\":\(containers.randomElement(using: &generator)!)")
                    if !isBad { unnamed += 1 }
                }
                input += "{" + members.shuffled(using: &generator).joined(separator: ",") + (isBad ? ",}\n" : "}\n")
                read += 1
                bad += isBad ? 1 : 0
                written += isWritten ? 1 : 0
            }
            let report = try #require(filter.run(input, blockSize: Int.random(in: 1...500, using: &generator)).report)
            #expect(report.records.read == read)
            #expect(report.records.written == written)
            #expect(report.records.bad == bad)
            #expect(report.records.leftOutWithNothingLeft == read - written - bad)
            #expect(report.rules.map(\.matched) == matched)
            #expect(report.rules.map(\.changed) == changed)
            #expect(report.rules.map(\.unhandled) == unhandled)
            #expect(report.rules.map(\.dropped) == [unhandled[0], unhandled[1], matched[2], 0, unhandled[4]])
            #expect(report.unnamed == (unnamed > 0 ? ["$.*": unnamed] : [:]))
            #expect(report.wrongSums == [])
        }
    }

    @Test(arguments: FilterCase.all.filter { $0.expectedExit == 0 && $0.format != "text" })
    func `the sums of a worked case add up`(filterCase: FilterCase) throws {
        let filter = try makeFilter(policy: filterCase.policy, onBadRecord: .skip)
        let result = filter.run(filterCase.input)
        let report = try #require(result.report)
        #expect(report.wrongSums == [])
        #expect(report.records.written == result.output.count { $0 == UInt8(ascii: "\n") })
    }
}
