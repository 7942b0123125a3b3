import Testing

@testable import Proviso

@Suite struct FindingResolverTests {
    /// A finding in a few words: where it is, how sure, and its type; `rest` if it was cut.
    private static func finding(_ range: Range<Int>, _ percent: Int, type: Int = 1) -> ScannedFinding {
        ScannedFinding(
            start: range.lowerBound, end: range.upperBound, type: type, confidence: Confidence(percent: percent),
            reason: .recognizer, list: 0, value: 7)
    }

    private static func words(_ finding: ScannedFinding) -> String {
        let rest = finding.reason == .remainder ? " rest" : ""
        return "\(finding.start)-\(finding.end) \(finding.confidence.percent)%\(rest)"
    }

    private static func resolved(_ findings: [ScannedFinding]) -> [ScannedFinding] {
        var resolver = FindingResolver()
        var (list, result): ([ScannedFinding], [ScannedFinding]) = (findings, [])
        resolver.resolve(&list) { result.append($0) }
        resolver.finish { result.append($0) }
        return result
    }

    /// What becomes of findings, in any order in which they come.
    private func expect(
        _ findings: [ScannedFinding], become expected: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for turn in 0..<max(findings.count, 1) {
            let turned = Array(findings[turn...] + findings[..<turn])
            for list in [turned, turned.reversed()] {
                #expect(Self.resolved(list).map(Self.words) == expected, sourceLocation: sourceLocation)
            }
        }
    }

    // MARK: The rules

    @Test func `what does not overlap stays, in the order of the text`() {
        expect([])
        expect([Self.finding(3..<5, 80)], become: "3-5 80%")
        expect([Self.finding(5..<9, 50), Self.finding(3..<5, 99)], become: "3-5 99%", "5-9 50%")
    }

    @Test func `a finding inside of another disappears, however sure it is`() {
        expect([Self.finding(0..<10, 60), Self.finding(2..<8, 100)], become: "0-10 60%")
        expect([Self.finding(0..<10, 60), Self.finding(0..<8, 100)], become: "0-10 60%")
        expect([Self.finding(0..<10, 60), Self.finding(2..<10, 100)], become: "0-10 60%")
    }

    @Test func `of two at the same place the surer stays, and of equals the one whose type comes first`() {
        expect([Self.finding(0..<10, 60), Self.finding(0..<10, 61)], become: "0-10 61%")
        let equals = [Self.finding(0..<10, 60, type: 5), Self.finding(0..<10, 60, type: 4)]
        for list in [equals, equals.reversed()] { #expect(Self.resolved(list).map(\.typeNumber) == [4]) }
    }

    @Test func `where two overlap in part the surer keeps its place, and of equals the first`() {
        expect([Self.finding(0..<10, 60), Self.finding(6..<14, 50)], become: "0-10 60%", "10-14 50% rest")
        expect([Self.finding(0..<10, 50), Self.finding(6..<14, 60)], become: "0-6 50% rest", "6-14 60%")
        expect([Self.finding(0..<10, 60), Self.finding(6..<14, 60)], become: "0-10 60%", "10-14 60% rest")
    }

    @Test func `in a chain each keeps what surer ones leave of it`() {
        // The surest overlaps with one that was cut by the first.
        expect(
            [Self.finding(0..<10, 90), Self.finding(5..<20, 50), Self.finding(7..<25, 99)],
            become: "0-7 90% rest", "7-25 99%")
        expect(
            [Self.finding(0..<10, 90), Self.finding(5..<20, 50), Self.finding(7..<22, 40), Self.finding(9..<30, 99)],
            become: "0-9 90% rest", "9-30 99%")
        expect(
            [Self.finding(0..<10, 50), Self.finding(5..<15, 60), Self.finding(14..<24, 55)],
            become: "0-5 50% rest", "5-15 60%", "15-24 55% rest")
        // Nothing is left of the one in the middle.
        expect(
            [Self.finding(0..<10, 80), Self.finding(5..<12, 50), Self.finding(10..<20, 80)],
            become: "0-10 80%", "10-20 80%")
    }

    @Test func `a remainder is of no known value any more`() throws {
        let findings = Self.resolved([Self.finding(0..<10, 60), Self.finding(6..<14, 50)])
        #expect(findings.map(\.list) == [0, -1])
        #expect(findings.map(\.value) == [7, -1])
        #expect(findings.map(\.typeNumber) == [1, 1])
    }

    // MARK: Random findings

    /// The rules, word for word: who is inside of nobody stays, with what those that are surer leave of it.
    private static func resolvedByRule(_ findings: [ScannedFinding]) -> [String] {
        func isInside(_ one: Int, _ other: Int) -> Bool {
            let (a, b) = (findings[one], findings[other])
            guard one != other, b.start <= a.start, a.end <= b.end else { return false }
            if (a.start, a.end) != (b.start, b.end) { return true }
            return (b.confidence.percent, -b.typeNumber, -other) > (a.confidence.percent, -a.typeNumber, -one)
        }
        let staying = findings.indices.filter { one in !findings.indices.contains { isInside(one, $0) } }
        var result: [(Int, String)] = []
        for one in staying {
            var bytes = Set(findings[one].start..<findings[one].end)
            for other in staying where other != one {
                let (a, b) = (findings[one], findings[other])
                if b.confidence > a.confidence || (b.confidence == a.confidence && b.start < a.start) {
                    bytes.subtract(b.start..<b.end)
                }
            }
            guard let first = bytes.min(), let last = bytes.max() else { continue }
            precondition(bytes.count == last - first + 1, "what is left is in two pieces")
            let rest = bytes.count < findings[one].end - findings[one].start ? " rest" : ""
            result.append((first, "\(first)-\(last + 1) \(findings[one].confidence.percent)%\(rest)"))
        }
        return result.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private static func random(_ count: Int, using generator: inout SeededGenerator) -> [ScannedFinding] {
        (0..<count).map { _ in
            let start = Int.random(in: 0..<60, using: &generator)
            return finding(
                start..<start + Int.random(in: 1...20, using: &generator),
                Int.random(in: 0...5, using: &generator) * 20, type: Int.random(in: 0..<4, using: &generator))
        }
    }

    @Test func `random findings are settled as the rules say, and every byte of each stays covered`() {
        var generator = SeededGenerator(seed: testSeed)
        for round in 0..<2000 {
            let findings = Self.random(round % 12, using: &generator)
            let result = Self.resolved(findings)
            #expect(result.map(Self.words) == Self.resolvedByRule(findings), "seed \(testSeed), round \(round)")
            let covered = findings.reduce(into: Set<Int>()) { $0.formUnion($1.start..<$1.end) }
            let left = result.flatMap { Array($0.start..<$0.end) }
            #expect(left == covered.sorted(), "seed \(testSeed), round \(round)")
        }
    }

    @Test func `findings that come piece by piece are settled the same, and handed on as early as can be`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for round in 0..<1000 {
            let findings = Self.random(round % 15, using: &generator)
            var resolver = FindingResolver()
            var result: [ScannedFinding] = []
            var start = 0
            while start < 60 {
                let end = start + Int.random(in: 1...25, using: &generator)
                var piece = findings.filter { $0.start >= start && $0.start < end }
                resolver.resolve(&piece) { result.append($0) }
                resolver.finish(before: end) { result.append($0) }
                let settled = resolver.pendingStart ?? end
                let isSettled = result.allSatisfy { $0.end <= settled }
                #expect(isSettled, "seed \(testSeed), round \(round)")
                // What waits reaches over the end of the piece, or touches something that does.
                let reachesOver = findings.contains { $0.start < end && $0.end > end }
                #expect(resolver.pendingStart == nil || reachesOver, "seed \(testSeed), round \(round)")
                start = end
            }
            resolver.finish { result.append($0) }
            #expect(result == Self.resolved(findings), "seed \(testSeed), round \(round)")
        }
    }
}
