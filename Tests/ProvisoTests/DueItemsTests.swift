import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct DueItemsTests {
    private func all(_ bench: RetentionBench) throws -> (names: [String], kept: [RetentionReason: Int]) {
        try bench.engine.read { work in
            var items = try DueItems(work, .always)
            var found: [String] = []
            while let item = try items.next(work) { found.append(item.status.item.id.description) }
            return (found, items.keptCounts)
        }
    }

    @Test func `more than two pages come in order, each item once`() throws {
        var numbers = SeededGenerator(seed: testSeed)
        let bench = try RetentionBench("all: { maximum: P30D }")
        let ids = (0..<600).map { "n\($0)" }
        for (index, id) in ids.shuffled(using: &numbers).enumerated() {
            try bench.register(id, created: day(-40, plus: Int64(index / 2)))
        }
        let found = try all(bench).names
        #expect(found.count == 600 && Set(found).count == 600)
        let starts = try bench.engine.due().map { ($0.times.erasableFrom ?? .last, $0.status.item.id) }
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
        #expect(try bench.swept() == found)
    }

    @Test func `an item in several ranges comes once`() throws {
        let bench = try RetentionBench(
            "a: { maximum: P30D }, b: { anchor: received, maximum: P30D }, c: { review-every: P30D, unanswered: erase }, "
                + "d: { anchor: case-closed, maximum: P3D }, e: { anchor: hold-released, maximum: P3D }")
        try bench.record("case-closed", on: .case(named: "c"), at: day(-12))
        for number in 0..<5 {
            try bench.register(
                "n\(number)", caseName: "c", created: day(-40 - number), received: day(-40), eraseBy: day(-number))
        }
        #expect(try all(bench).names == ["n4", "n3", "n2", "n1", "n0"])
    }

    @Test func `the most overdue come first, then what has the smaller id, across ranges`() throws {
        let bench = try RetentionBench(
            "notes: { category: note, maximum: P5D }, letters: { category: letter, anchor: received, maximum: P7D }, "
                + "cases: { category: case, anchor: case-closed, maximum: P2D, review-every: P1Y }")
        try bench.register("b", created: day(-10))
        try bench.register("c", category: "letter", received: day(-13))
        try bench.register("a", category: "letter", received: day(-12))
        try bench.register("d", category: "case", caseName: "x")
        try bench.register("z", category: "note", created: day(-20), eraseBy: day(-9))
        try bench.record("case-closed", on: .case(named: "x"), at: day(-9))
        // z on -15, d on -7, c on -6, a and b on -5.
        #expect(try all(bench).names == ["z", "d", "c", "a", "b"])
    }

    @Test func `what is kept after its end is counted by what keeps it, and not what has not ended`() throws {
        let bench = try RetentionBench(
            "notes: { category: note, maximum: P5D, grace: P5D }, duty: { category: note/duty, minimum: P20D }")
        try bench.register("a", created: day(-1))
        try bench.register("b")
        // Its grace counts from the registration.
        try bench.register("c", created: day(-20))
        try bench.register("d", category: "note/duty", created: day(-10))
        try bench.register("e", created: day(-19))
        try bench.register("f", created: day(3))
        try bench.hold(.item(RetentionID("e")))
        try bench.hold(.item(RetentionID("f")))
        try bench.at(6)
        let (names, kept) = try all(bench)
        #expect(names == ["c"])
        #expect(kept == [.inGrace: 2, .minimum: 1, .onHold: 1])
    }

    @Test func `a clock that cannot be believed has nothing but what was begun`() throws {
        let bench = try RetentionBench(eraser: FakeEraser { _, call in if call == 1 { throw InjectedFault() } })
        for id in ["a", "b"] { try bench.register(id, created: day(-9)) }
        try bench.at(1)
        _ = try bench.sweep(budget: SweepBudget(itemCount: 1))
        for now in [day(0), day(1, plus: -1), day(33)] {
            bench.clock.set(now)
            #expect(try all(bench).names == ["a"])
        }
        bench.clock.set(day(1))
        // What has failed goes last.
        #expect(try all(bench).names == ["b", "a"])
    }

    // MARK: Against a plain look at every item

    private static let schedules = [
        "all: { maximum: P20D, grace: P3D, review-every: P30D }, duty: { category: note/duty, minimum: P25D, lock: locked }, "
            + "closed: { category: case, anchor: case-closed, maximum: P4D, review-every: P9D, unanswered: erase }, "
            + "held: { category: held, anchor: hold-released, maximum: P6D, grace: P1D, review-every: P60D }, "
            + "active: { category: letter, anchor: last-activity, maximum: P8D }",
        "all: { anchor: received, maximum: P15D }, duty: { category: note/duty, minimum: P25D, lock: locked }, both: { anchor: case-closed, maximum: P2D }, "
            + "review: { category: case, review-every: P7D, unanswered: erase, minimum: P8D }, "
            + "letters: { category: letter, subject-category: victim, maximum: P12D, grace: P2D }",
    ]

    /// A store of random items with holds, events, reviews and all else, some days later.
    private func population(_ numbers: inout SeededGenerator, ends: String) throws -> RetentionBench {
        let bench = try RetentionBench(nil)
        try bench.engine.adopt(RetentionBench.schedule(Self.schedules[0], ends: ends), replacing: nil)
        func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &numbers) == 0 }
        func time(_ days: ClosedRange<Int>) -> Instant {
            day(.random(in: days, using: &numbers), plus: chance(2) ? 0 : .random(in: 0..<86_400_000, using: &numbers))
        }
        for number in 0..<500 {
            let created = time(-40 ... -1)
            try bench.engine.register(
                try SampleItem.note(
                    "n\(number)",
                    category: ["note", "note/duty", "case", "held", "letter"].randomElement(using: &numbers)!,
                    subjectCategory: chance(2) ? "victim" : nil, subject: chance(2) ? "s\(number % 20)" : nil,
                    caseName: chance(2) ? "c\(number % 15)" : nil, created: created,
                    received: chance(2) ? time(-30 ... -1) : nil,
                    eraseBy: chance(5) ? max(created, time(-5...30)) : nil,
                    validateBy: chance(9) ? time(0...20) : nil))
            if number == 250 {
                try bench.engine.adopt(
                    RetentionBench.schedule(Self.schedules[1], version: 2, ends: ends), for: .newItems, replacing: 1)
            }
        }
        let ids = try (0..<500).map { number throws in try RetentionID("n\(number)") }
        for number in 0..<12 {
            try bench.record("case-closed", on: .case(named: "c\(number)"), at: time(-30...10))
            if chance(3) { try bench.record("case-closed", on: .subject(named: "s\(number)"), at: time(-30...10)) }
            if chance(3) { try bench.record("case-closed", on: .item(ids[number]), at: time(-30...10)) }
        }
        for number in 0..<15 {
            let target: RetentionTarget =
                switch number % 3 {
                case 0: .item(ids[number * 7])
                case 1: try .subject(named: "s\(number)")
                default: try .case(named: "c\(number)")
                }
            let hold = try bench.hold(target, until: time(1...25), startsClock: chance(2)).hold
            if chance(3) { try bench.engine.release(hold.id) }
        }
        for id in ids {
            let explanation = try bench.engine.explain(id)
            guard explanation.access == .open || explanation.access == .restricted else { continue }
            switch Int.random(in: 0..<14, using: &numbers) {
            case 0: try bench.engine.review(id, .keep, bench.why)
            case 1: try bench.engine.review(id, .erase, bench.why)
            case 2: try? bench.engine.extend(id, until: time(1...40), bench.why)
            case 3: try? bench.engine.shorten(id, until: time(0...20), bench.why)
            case 4: try bench.engine.touch(id)
            case 5:
                try bench.engine.validate(
                    id, bench.why, authorization: StatementDigest(bytes: Array(repeating: 7, count: 32)))
            case 6: try? bench.engine.review(id, .relabel(RetentionLabels(category: "letter")), bench.why)
            default: break
            }
        }
        try bench.engine.forget(SubjectReference("s3"), bench.why)
        try bench.engine.forget(SubjectReference("s4"), bench.why, settingMinimumsAside: true)
        if chance(2) {
            try bench.engine.adopt(
                RetentionBench.schedule(Self.schedules[1], version: 3, ends: ends), for: .newItems, replacing: 2)
        }
        return bench
    }

    @Test(arguments: 0..<4) func `they are those that a plain look at every item finds due, in order`(round: Int) throws
    {
        var numbers = SeededGenerator(seed: testSeed &+ UInt64(round))
        let bench = try population(&numbers, ends: round % 2 == 0 ? "instant" : "day")
        for number in [0, 9, 16, 40] {
            try bench.at(number, plus: .random(in: 0..<86_400_000, using: &numbers))
            let plain = try bench.engine.items().filter { $0.reason.isForSweep }
                .sorted {
                    ($0.times.erasableFrom ?? .last, $0.status.item.id) < (
                        $1.times.erasableFrom ?? .last, $1.status.item.id
                    )
                }
            let found = try all(bench)
            #expect(found.names == plain.map(\.status.item.id.description), "on day \(number)")
            let ended = try bench.engine.items().filter { item in
                item.status.state == .kept && !item.reason.isForSweep
                    && item.times.end.map { $0 <= item.clock.latest } ?? false
            }
            #expect(found.kept == Dictionary(ended.map { ($0.reason, 1) }, uniquingKeysWith: +), "on day \(number)")
            // A dry run finds the same, by the same query.
            let dryRun = try bench.engine.dryRun()
            #expect(dryRun.dueCounts.values.reduce(0, +) == plain.count && dryRun.keptCounts == found.kept)
            if number == 16 { #expect(try bench.swept().count == plain.count) }
        }
    }
}
