import ProvisoTesting
import Testing

@testable import Proviso

/// What a hostile caller, a wrong clock or bad luck could do to an engine, and does not.
@Suite struct RetentionAttackTests {
    // MARK: Nothing is kept without a rule

    @Test func `an item that only calls itself a package needs a rule like any other`() throws {
        let bench = try RetentionBench()
        try bench.register("a", category: "disclosure-package")
        let next = try RetentionBench.schedule("notes: { category: note, maximum: P10D }", version: 2)
        #expect(refusal { try bench.engine.adopt(next, replacing: 1) } == .retentionUncovered)
        #expect(try bench.engine.preview(next).uncovered == 1)
    }

    @Test func `a package that a review calls otherwise is in the way of no schedule`() throws {
        let bench = try RetentionBench()
        try bench.engine.register(SampleItem.package(1, eraseBy: day(20)))
        let id = try #require(try bench.engine.items().first?.status.item.id)
        try bench.engine.review(id, .relabel(RetentionLabels(category: "letter")), bench.why)
        try bench.engine.adopt(
            RetentionBench.schedule("notes: { category: note, maximum: P10D }", version: 2), replacing: 1)
        #expect(try bench.end(id) == day(20))
        try bench.at(20)
        #expect(try bench.swept().count == 1)
    }

    @Test func `a package without a date of erasure is no item, because it would have no clock`() throws {
        let package = try SampleItem.package(1, eraseBy: day(5))
        #expect(
            refusal {
                _ = try RetentionItem(
                    id: package.id, labels: package.labels, created: day(0), parts: package.parts,
                    package: package.package)
            } == .valueInvalid)
    }

    @Test func `an empty schedule cannot be made, so none can be adopted`() {
        #expect(throws: PolicyError.self) { try RetentionSchedule("one", version: 1) {} }
        #expect(throws: PolicyError.self) { try RetentionBench.schedule("") }
    }

    // MARK: What is stored can be read again

    @Test func `a schedule that is too long to be stored is refused, and the store goes on`() throws {
        let bench = try RetentionBench()
        let id = try bench.register("a")
        // In YAML a quote is one character, and in JSON two.
        let basis = "'" + String(repeating: "\"", count: 4000) + "'"
        let text = """
            { proviso: retention/v1, schedule: one, version: 2, rules: {
            \((0..<150).map { "r\($0): { maximum: P9D, basis: \(basis) }" }.joined(separator: ",\n")) } }
            """
        let next = try RetentionSchedule(text: "---\n" + text)
        #expect(next.jsonText.utf8.count > 1 << 20)
        #expect(refusal { try bench.engine.adopt(next, replacing: 1) } == .valueInvalid)
        #expect(try bench.end(id) == day(10))
    }

    @Test func `a schedule of Swift with words that a text would take for a parameter is refused`() throws {
        #expect(throws: PolicyError.self) {
            try RetentionSchedule("one", version: 1) {
                RetentionRule("all", maximum: .days(1), basis: ["section ${n}"])
            }
        }
    }

    // MARK: Wrong clocks

    /// A bench whose clock showed day 5000 while something was done, and shows day 1 since somebody corrected that.
    private func corrected(_ bench: RetentionBench, _ body: () throws -> Void) throws {
        bench.clock.set(day(5000))
        try bench.engine.confirmClock(bench.why)
        try body()
        bench.clock.set(day(1))
        try bench.engine.correctClock(to: day(1), bench.why)
    }

    @Test func `nobody takes back a forgetting, also if the clock was wrong when it was asked for`() throws {
        let bench = try RetentionBench("all: { maximum: P9000D, grace: P5D }")
        let id = try bench.register("a", subject: "s")
        try corrected(bench) { try bench.engine.forget(SubjectReference("s"), bench.why) }
        #expect(try bench.reason(id) == .notDue)
        try? bench.engine.extend(id, until: day(6000), bench.why)
        #expect(try bench.item(id)?.disposal?.reason == .forgotten)
        // Asked for again, it counts from now.
        #expect(try bench.engine.forget(SubjectReference("s"), bench.why).due == [id])
    }

    @Test func `a review that erases counts from now, also if one was made when the clock was wrong`() throws {
        let bench = try RetentionBench("all: { maximum: P9000D }")
        let id = try bench.register("a")
        try corrected(bench) { try bench.engine.review(id, .erase, bench.why) }
        #expect(try bench.reason(id) == .notDue)
        try bench.engine.review(id, .erase, bench.why)
        #expect(try bench.due() == ["a"])
    }

    @Test func `a clock that jumped neither erases, nor lets anybody extend or shorten what it makes look ended`()
        throws
    {
        let bench = try RetentionBench()
        let id = try bench.register("a")
        bench.clock.set(day(5000))
        #expect(refusal { try bench.engine.extend(id, until: day(6000), bench.why) } == .retentionEnded)
        #expect(refusal { try bench.engine.shorten(id, until: day(1), bench.why) } == .retentionEnded)
        #expect(try bench.swept() == [])
        bench.clock.set(day(1))
        #expect(try bench.reason(id) == .notDue)
    }

    @Test func `a clock that jumps between the look and the decision decides nothing`() throws {
        let clock = ManualClock()
        let observer = FakeObserver { _ in clock.set(day(500)) }
        let bench = try RetentionBench(observer: observer, clock: clock)
        let id = try bench.register("a")
        try bench.at(10)
        #expect(try bench.swept() == [])
        #expect(try bench.item(id)?.state == .kept)
        clock.set(day(9))
        #expect(try bench.reason(id) == .clockSteppedBack)
    }

    @Test func `a clock that is set back between the look and the decision decides nothing`() throws {
        let clock = ManualClock()
        let observer = FakeObserver { _ in clock.set(day(9)) }
        let bench = try RetentionBench(observer: observer, clock: clock)
        let id = try bench.register("a")
        try bench.at(10)
        #expect(try bench.swept() == [])
        #expect(try bench.item(id)?.state == .kept && bench.eraser.items.isEmpty)
    }

    // MARK: Huge periods

    @Test func `periods as long as they can be written end nothing early, and stop nothing`() throws {
        let huge = "P999999Y999999M999999W999999D"
        let bench = try RetentionBench(
            "all: { minimum: \(huge), maximum: \(huge), grace: \(huge), notice: \(huge), review-every: \(huge), unanswered: erase }"
        )
        let id = try bench.register("a", subject: "s")
        bench.clock.set(.last)
        try bench.engine.confirmClock(bench.why)
        #expect(try bench.reason(id) == .noEnd)
        #expect(try bench.swept() == [] && bench.engine.ending().isEmpty && bench.engine.overdueReviews().isEmpty)
        #expect(try bench.engine.forget(SubjectReference("s"), bench.why).deferred.map(\.reason) == [.minimum])
        #expect(try bench.engine.forget(SubjectReference("s"), bench.why, settingMinimumsAside: true).due == [id])
    }

    // MARK: Stories

    @Test func `hold, forget, relabel, correct and extend, and the item goes when the last of it allows`() throws {
        let bench = try RetentionBench(
            "all: { anchor: case-closed, maximum: P5D, grace: P3D, review-every: P90D }, "
                + "law: { category: law, anchor: case-closed, minimum: P9D, lock: locked }")
        let id = try bench.register("a", subject: "s", caseName: "c")
        try bench.record("case-closed", on: .case(named: "c"), at: day(0))
        try bench.engine.review(id, .relabel(RetentionLabels(category: "law")), bench.why)
        try bench.at(6)
        #expect(try bench.reason(id) == .minimum)
        try bench.record("case-closed", on: .case(named: "c"), at: day(4))
        #expect(try bench.engine.access(to: id) == .open)
        try bench.at(9)
        try bench.engine.extend(id, until: day(11), bench.why)
        let hold = try bench.hold(.case(named: "c"), until: day(30)).hold
        try bench.engine.forget(SubjectReference("s"), bench.why, settingMinimumsAside: true)
        try bench.engine.withdrawEvent("case-closed", on: .case(named: "c"))
        try bench.engine.release(hold.id)
        try bench.at(39)
        #expect(try bench.reason(id) == .minimum, "it waits for the event again")
        try bench.record("case-closed", on: .case(named: "c"), at: day(31))
        try bench.at(40, plus: -1)
        #expect(try bench.swept() == [])
        try bench.at(40)
        #expect(try bench.swept() == ["a"])
    }

    @Test func `two sweepers and a hold cannot make an item half gone`() throws {
        let store = InMemoryRetentionStore()
        let clock = ManualClock()
        // The second sweeper takes over in the middle, meets a hold on all, and helps with what was begun.
        let second = try RetentionBench(nil, store: store, clock: clock)
        let eraser = FakeEraser { _, call in
            guard call == 1 else { return }
            clock.set(day(10, plus: 5 * 60_000))
            try second.hold(.everything, until: day(20))
            guard try second.sweep().certified.count == 3 else { throw InjectedFault() }
        }
        let bench = try RetentionBench(store: store, eraser: eraser, clock: clock)
        for id in ["a", "b", "c"] { try bench.register(id) }
        try bench.register("d", created: day(1))
        try bench.at(10)
        let report = try bench.sweep()
        #expect(report.failures.isEmpty && report.certified.count == 3)
        #expect(report.certificates.isEmpty)
        #expect(try bench.engine.certificates().count == 1)
        try bench.at(12)
        #expect(try bench.swept() == [])
        #expect(try bench.reason(RetentionID("d")) == .onHold)
    }

    @Test func `an item whose eraser always fails is told in each report, and never certified`() throws {
        let bench = try RetentionBench(eraser: FakeEraser { _, _ in throw InjectedFault() })
        try bench.register("a")
        try bench.at(10)
        for number in 0..<5 {
            try bench.at(10 + number)
            let report = try bench.sweep()
            #expect(report.certified.isEmpty && report.failures.map(\.id.description) == ["a"])
        }
        #expect(try bench.changes().count { $0 == "erasure-decided" } == 1)
        #expect(try bench.engine.summary().oldestDue == day(10))
    }
}
