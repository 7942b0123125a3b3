import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct RetentionEngineScheduleTests {
    private func adopt(
        _ bench: RetentionBench, _ rules: String, version: Int = 2, for scope: AdoptedSchedule.Scope = .allItems,
        replacing: Int? = 1
    ) throws {
        try bench.engine.adopt(
            RetentionBench.schedule(rules, version: version), for: scope, replacing: replacing, bench.why)
    }

    @Test func `whoever adopts a version says whether it is for what is there, by one row for any number of items`()
        throws
    {
        for scope in AdoptedSchedule.Scope.allCases {
            let bench = try RetentionBench()
            let old = try bench.register("old")
            let before = try bench.item(old)
            try adopt(bench, "all: { maximum: P5D }", for: scope)
            let new = try bench.register("new")
            #expect(try bench.end(old) == (scope == .allItems ? day(5) : day(10)))
            #expect(try bench.end(new) == day(5))
            #expect(try bench.item(old) == before, "an item is not changed by it")
            #expect(try bench.engine.schedule()?.version == 2)
            #expect(try bench.engine.explain(old).rule.version == (scope == .allItems ? 2 : 1))
        }
    }

    @Test func `a version for all takes along what an earlier one was not for`() throws {
        let bench = try RetentionBench()
        let ids = try ["a", "b", "c"].enumerated().map { index, id in
            if index > 0 {
                try adopt(
                    bench, "all: { maximum: P\(20 + index)D }", version: index + 1, for: .newItems, replacing: index)
            }
            return try bench.register(id)
        }
        #expect(try ids.map { try bench.end($0) } == [day(10), day(21), day(22)])
        try adopt(bench, "all: { maximum: P30D }", version: 4, replacing: 3)
        try adopt(bench, "all: { maximum: P40D }", version: 5, for: .newItems, replacing: 4)
        #expect(try ids.map { try bench.end($0) } == [day(30), day(30), day(30)])
    }

    @Test func `a version is adopted in the place of the one that is believed to be in use, or not at all`() throws {
        let bench = try RetentionBench()
        for replacing in [nil, 0, 2] as [Int?] {
            #expect(refusal { try adopt(bench, "all: { maximum: P5D }", replacing: replacing) } == .retentionVersion)
        }
        #expect(refusal { try adopt(bench, "all: { maximum: P5D }", version: 1) } == .retentionVersion)
        let other = try RetentionSchedule("two", version: 2) { RetentionRule("all", maximum: .days(5)) }
        #expect(refusal { try bench.engine.adopt(other, replacing: 1) } == .retentionVersion)
        let none = try RetentionBench(nil)
        #expect(refusal { try adopt(none, "all: { maximum: P5D }") } == .retentionVersion)
        #expect(try none.engine.schedule() == nil)
        // The same text again changes nothing, whatever is believed.
        let count = try bench.changes().count
        try bench.engine.adopt(RetentionBench.schedule("all: { maximum: P10D }"), replacing: 7)
        #expect(try bench.changes().count == count)
    }

    @Test func `an adoption that would leave an item without a rule is refused, and one for new items is not`() throws {
        let bench = try RetentionBench("a: { category: a, maximum: P5D }, b: { category: b, maximum: P5D }")
        try bench.register("x", category: "a")
        let gone = try bench.register("y", category: "b", eraseBy: day(1))
        #expect(refusal { try adopt(bench, "a: { category: a, maximum: P5D }") } == .retentionUncovered)
        try bench.at(1)
        #expect(try bench.swept() == ["y"])
        try adopt(bench, "a: { category: a, maximum: P5D }")
        #expect(try bench.reason(gone) == .certified)
        try adopt(bench, "b: { category: b, maximum: P5D }", version: 3, for: .newItems, replacing: 2)
        #expect(try bench.end(RetentionID("x")) == day(5))
    }

    @Test func `a preview counts what an adoption would end at once, sooner, later and as before`() throws {
        let bench = try RetentionBench("all: { maximum: P20D }")
        try bench.register("at-once", category: "a", created: day(-9))
        try bench.register("sooner", category: "a")
        try bench.register("later", category: "b")
        try bench.register("never", category: "c")
        try bench.register("same", category: "d")
        try bench.register("uncovered", category: "e")
        let next = try RetentionBench.schedule(
            "a: { category: a, maximum: P8D }, b: { category: b, maximum: P30D }, c: { category: c, review-every: P1Y }, "
                + "d: { category: d, maximum: P20D }", version: 2)
        let preview = try bench.engine.preview(next)
        #expect(preview == .init(atOnce: 1, sooner: 1, later: 2, unchanged: 1, uncovered: 1))
        #expect(try bench.engine.schedule()?.version == 1)
        #expect(refusal { try bench.engine.adopt(next, replacing: 1) } == .retentionUncovered)
    }

    @Test func `a preview counts a package by its terms where no rule is for it any more`() throws {
        let bench = try RetentionBench("all: { maximum: P10D }")
        try bench.engine.register(SampleItem.package(1, eraseBy: day(20)))
        try bench.engine.register(SampleItem.package(2, eraseBy: day(9)))
        let next = try RetentionBench.schedule("a: { category: a, maximum: P5D }", version: 2)
        #expect(try bench.engine.preview(next) == .init(later: 1, unchanged: 1))
        try bench.engine.adopt(next, replacing: 1)
        #expect(try bench.engine.items().map(\.times.end) == [day(20), day(9)])
    }

    // MARK: Locks

    private static let locked = "law: { category: a, minimum: P1M, lock: locked, maximum: P1Y }, all: { maximum: P1Y }"

    @Test(arguments: [
        ("law: { category: a, minimum: P30D, lock: locked, maximum: P1Y }, all: { maximum: P1Y }", true),
        ("law: { category: a, minimum: P1M, maximum: P1Y }, all: { maximum: P1Y }", true),
        ("law: { category: a/b, minimum: P1M, lock: locked, maximum: P1Y }, all: { maximum: P1Y }", true),
        ("law: { minimum: P1M, lock: locked, maximum: P1Y }, all: { maximum: P1Y }", true),
        ("law: { category: a, purpose: p, minimum: P1M, lock: locked, maximum: P1Y }, all: { maximum: P1Y }", true),
        (
            "law: { category: a, anchor: received, minimum: P1M, lock: locked, maximum: P1Y }, all: { maximum: P1Y }",
            true
        ),
        ("duty: { category: a, minimum: P1M, lock: locked, maximum: P1Y }, all: { maximum: P1Y }", true),
        ("all: { maximum: P1Y }", true),
        ("law: { category: a, minimum: P31D, lock: locked, maximum: P1Y }, all: { maximum: P1Y }", false),
        ("law: { category: a, minimum: P1M, lock: locked }, all: { maximum: P1D }", false),
    ])
    func `a locked rule can become longer and nothing else, for new items too`(rules: String, isRefused: Bool) throws {
        for scope in AdoptedSchedule.Scope.allCases {
            let bench = try RetentionBench(Self.locked)
            #expect(
                refusal { try adopt(bench, rules, for: scope) } == (isRefused ? .retentionLocked : nil), "\(scope)")
        }
    }

    @Test func `the zone and the way to count days stay as they are while a rule is locked`() throws {
        let bench = try RetentionBench(Self.locked)
        let days = try RetentionBench.schedule(Self.locked, version: 2, ends: "day")
        #expect(refusal { try bench.engine.adopt(days, replacing: 1) } == .retentionLocked)
        let free = try RetentionBench()
        try free.engine.adopt(RetentionBench.schedule("all: { maximum: P10D }", version: 2, ends: "day"), replacing: 1)
    }

    @Test func `a locked minimum keeps through every version, forgetting and shortening`() throws {
        let bench = try RetentionBench(Self.locked)
        let id = try bench.register("x", category: "a", subject: "s")
        try adopt(bench, Self.locked.replacing("P1M", with: "P2M"))
        #expect(refusal { try adopt(bench, Self.locked, version: 3, replacing: 2) } == .retentionLocked)
        try bench.engine.shorten(id, until: day(1), bench.why)
        try bench.engine.forget(SubjectReference("s"), bench.why, settingMinimumsAside: true)
        #expect(try bench.reason(id) == .minimum)
        #expect(try bench.engine.explain(id).times.erasableFrom == Instant("2026-03-10T12:00:00Z"))
    }

    // MARK: What is stored

    @Test func `what was adopted is read again by another engine, from its text`() throws {
        let bench = try RetentionBench(
            "a: { anchor: { event: e }, maximum: P10D, review-every: P1Y, basis: [\"caf\u{E9}\", \"a \\\"law\\\"\"] }")
        let other = RetentionEngine(store: bench.store, time: bench.clock.source)
        #expect(try other.schedule()?.rules == bench.engine.schedule()?.rules)
        #expect(try other.schedule()?.rules.first?.basis == ["caf\u{E9}", "a \"law\""])
    }

    @Test func `a text in the store that is no schedule is damage, and the clock can be corrected all the same`() throws
    {
        let bench = try RetentionBench()
        try bench.register("a")
        try bench.store.write { store in
            try store.insert(AdoptedSchedule(version: 2, name: "one", text: "{", scope: .allItems, adopted: day(0)))
        }
        #expect(refusal { _ = try bench.engine.due() } == .storeDamaged)
        #expect(refusal { _ = try bench.sweep() } == .storeDamaged)
        bench.clock.set(day(-1))
        try bench.engine.correctClock(to: day(-1), bench.why)
    }
}
