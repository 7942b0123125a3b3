import ProvisoTesting
import Synchronization
import Testing

@testable import Proviso

@Suite struct RetentionEngineClockTests {
    @Test func `what has expired stays so when the clock is set back, and nothing new is begun`() throws {
        let observer = FakeObserver()
        let bench = try RetentionBench(observer: observer)
        let id = try bench.register("a")
        try bench.at(9)
        _ = try bench.sweep()
        try bench.at(10)
        try bench.register("later")
        bench.clock.set(day(3))
        #expect(try bench.reason(id) == .clockSteppedBack)
        #expect(try bench.engine.access(to: id) == .ended)
        let report = try bench.sweep()
        #expect(
            report.clock.isBehind && report.clock.latest == day(10) && report.certified.isEmpty && report.isComplete)
        #expect(bench.eraser.items.isEmpty && observer.operations.isEmpty)
        bench.clock.set(day(10))
        #expect(try bench.swept() == ["a"])
    }

    @Test func `a clock that jumps ahead stops the sweep, until somebody confirms the time`() throws {
        let bench = try RetentionBench()
        let id = try bench.register("a")
        bench.clock.set(day(31, plus: 1))
        #expect(try bench.reason(id) == .clockJumped)
        #expect(try bench.sweep().clock.hasJumped)
        #expect(bench.eraser.items.isEmpty)
        #expect(try bench.store.read { try $0.latestTime() } == day(0), "it is not stored")
        try bench.engine.confirmClock(bench.why)
        #expect(try bench.swept() == ["a"])
        #expect(try bench.changes().contains("clock-confirmed"))
    }

    @Test func `the largest step is what the engine was given`() throws {
        let bench = try RetentionBench()
        try bench.register("a")
        bench.clock.set(day(40))
        for (days, reason) in [(39, RetentionReason.clockJumped), (40, .due), (Int.max, .due)] {
            let engine = RetentionEngine(store: bench.store, time: bench.clock.source, largestClockStepDays: days)
            #expect(try engine.explain(RetentionID("a")).reason == reason)
        }
    }

    @Test func `a look and a refused call store no time, and a change and a sweep do`() throws {
        let bench = try RetentionBench()
        let id = try bench.register("a")
        func latest() throws -> Instant? { try bench.store.read { try $0.latestTime() } }
        bench.clock.set(day(5))
        _ = try bench.engine.explain(id)
        _ = try bench.engine.due()
        _ = try bench.engine.dryRun()
        _ = try bench.engine.summary()
        _ = try bench.engine.preview(RetentionBench.schedule("all: { maximum: P1D }", version: 2))
        #expect(refusal { try bench.engine.extend(id, until: day(1), bench.why) } == .retentionDirection)
        #expect(refusal { try bench.engine.touch(RetentionID("b")) } == .retentionUnknown)
        #expect(try latest() == day(0))
        try bench.engine.touch(id)
        #expect(try latest() == day(5))
        bench.clock.set(day(6))
        _ = try bench.sweep()
        #expect(try latest() == day(6))
        bench.clock.set(day(2))
        try bench.engine.restrict(id, bench.why)
        #expect(try latest() == day(6))
        #expect(try bench.engine.changes().last?.instant == day(6), "a change happens at the latest time seen")
    }

    @Test func `the clock is read once in each transaction`() throws {
        let readings = Mutex(0)
        let store = InMemoryRetentionStore()
        let time = TimeSource {
            readings.withLock { $0 += 1 }
            return day(0)
        }
        let engine = RetentionEngine(store: store, erasers: ["fake": FakeEraser()], time: time)
        func count(_ body: () throws -> Void) rethrows -> Int {
            readings.withLock { $0 = 0 }
            try body()
            return readings.withLock { $0 }
        }
        let why = RetentionBench.why
        #expect(try count { try engine.adopt(RetentionBench.schedule("all: { maximum: P10D }"), replacing: nil) } == 1)
        let id = try RetentionID("a")
        #expect(try count { try engine.register(SampleItem.note("a", subject: "s")) } == 1)
        #expect(try count { _ = try engine.explain(id) } == 1)
        #expect(try count { _ = try engine.due() } == 1)
        #expect(try count { try engine.forget(SubjectReference("s"), why) } == 1)
        #expect(try count { try engine.confirmClock(why) } == 1)
    }

    @Test func `a wrong time that was stored is corrected by somebody, and that is recorded`() throws {
        let bench = try RetentionBench()
        let ids = try ["a", "b"].map { try bench.register($0) }
        bench.clock.set(day(5000))
        try bench.engine.confirmClock(bench.why)
        bench.clock.set(day(1))
        #expect(try bench.reason(ids[0]) == .clockSteppedBack)
        for wrong in [day(1, plus: 1), day(5000), day(6000)] {
            #expect(refusal { try bench.engine.correctClock(to: wrong, bench.why) } == .valueInvalid)
        }
        try bench.engine.correctClock(to: day(1), bench.why)
        #expect(try bench.reason(ids[0]) == .notDue)
        let change = try #require(try bench.engine.changes().last)
        #expect(change.kind == .clockCorrected && change.instant == day(1) && change.justification == bench.why)
        #expect(change.details == ["from": day(5000).description, "to": day(1).description])
        #expect(refusal { try bench.engine.correctClock(to: day(1), bench.why) } == .valueInvalid)
    }

    @Test func `a time that lies behind is not confirmed, and one that is sound may be`() throws {
        let bench = try RetentionBench()
        try bench.at(5)
        _ = try bench.sweep()
        bench.clock.set(day(5, plus: -1))
        #expect(refusal { try bench.engine.confirmClock(bench.why) } == .valueInvalid)
        bench.clock.set(day(6))
        try bench.engine.confirmClock(bench.why)
        #expect(try bench.store.read { try $0.latestTime() } == day(6))
    }

    @Test func `the clock may show the last instant of all`() throws {
        let bench = try RetentionBench("all: { maximum: P10D, grace: P5D, notice: P9D, review-every: P1Y }")
        let id = try bench.register("a", subject: "s")
        bench.clock.set(.last)
        try bench.engine.confirmClock(bench.why)
        #expect(try bench.engine.summary().backlogCount == 1)
        try bench.register("b")
        #expect(try bench.swept() == ["a"])
        #expect(try bench.reason(id) == .certified)
        #expect(try bench.engine.ending().isEmpty)
        #expect(refusal { try bench.hold(.everything, until: .last) } == .retentionDirection)
    }
}
