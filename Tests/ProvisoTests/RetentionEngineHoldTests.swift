import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct RetentionEngineHoldTests {
    // MARK: What a hold does

    @Test func `a hold beats everything until it is released, and what it kept goes without being asked for again`()
        throws
    {
        let bench = try RetentionBench("all: { maximum: P10D, review-every: P5D, unanswered: erase }")
        let id = try bench.register("a", subject: "s", eraseBy: day(8), validateBy: day(3))
        let placed = try bench.hold(.item(id), until: day(60))
        #expect(placed.tooLate.isEmpty && placed.hold.placed == day(0) && placed.hold.reference == "17/26")
        try bench.engine.review(id, .erase, bench.why)
        try bench.engine.forget(SubjectReference("s"), bench.why, settingMinimumsAside: true)
        try bench.at(20)
        #expect(try bench.reason(id) == .onHold)
        #expect(try bench.due().isEmpty)
        let report = try bench.sweep()
        #expect(report.certified.isEmpty && report.keptCounts == [.onHold: 1] && bench.eraser.items.isEmpty)
        #expect(try bench.engine.release(placed.hold.id).released == day(20))
        #expect(try bench.swept() == ["a"])
    }

    @Test(arguments: ["item", "subject", "case", "everything"])
    func `a hold on each kind of target covers what is registered later, and nothing else`(word: String) throws {
        let bench = try RetentionBench()
        let target: RetentionTarget =
            switch word {
            case "item": .item(try bench.register("a", subject: "s", caseName: "c"))
            case "subject": try .subject(named: "s")
            case "case": try .case(named: "c")
            default: .everything
            }
        try bench.hold(target)
        try bench.register("a", subject: "s", caseName: "c")
        try bench.register("b", subject: "t", caseName: "d")
        try bench.at(10)
        #expect(try bench.swept() == (word == "everything" ? [] : ["b"]))
    }

    @Test func `a hold that comes after the decision is told that it is too late, and by what`() throws {
        let bench = try RetentionBench(eraser: FakeEraser { _, call in if call == 1 { throw InjectedFault() } })
        for id in ["a", "b"] { try bench.register(id, subject: "s", caseName: "c") }
        let kept = try bench.register("k", subject: "s", caseName: "c", eraseBy: day(300))
        try bench.engine.extend(kept, until: day(200), bench.why)
        try bench.at(10)
        _ = try bench.sweep()
        // a is erasing, b is certified.
        let (a, b) = (try RetentionID("a"), try RetentionID("b"))
        for id in [a, b] { #expect(refusal { try bench.hold(.item(id)) } == .retentionErased) }
        #expect(try bench.hold(.subject(named: "s")).tooLate == [a, b])
        #expect(try bench.hold(.case(named: "c")).tooLate == [a, b])
        #expect(try bench.hold(.everything).tooLate == [a])
        #expect(try bench.reason(kept) == .onHold)
    }

    @Test func `a hold that is placed between the announcement and the decision counts`() throws {
        let store = InMemoryRetentionStore()
        let other = RetentionEngine(store: store, time: .fixed(day(10)))
        let observer = FakeObserver { _ in
            try other.hold(.everything, reason: "an appeal", authority: "court.example", term: .until(day(20)))
        }
        let bench = try RetentionBench(store: store, observer: observer)
        let id = try bench.register("a")
        try bench.at(10)
        let report = try bench.sweep()
        #expect(report.certified.isEmpty && report.failures.isEmpty && bench.eraser.items.isEmpty)
        #expect(try bench.reason(id) == .onHold)
    }

    @Test func `a hold that an eraser places counts for what is not decided yet, and is told of the rest`() throws {
        let store = InMemoryRetentionStore()
        let other = RetentionEngine(store: store, time: .fixed(day(10)))
        let eraser = FakeEraser { _, call in
            guard call == 1 else { return }
            let placed = try other.hold(
                .everything, reason: "an appeal", authority: "court.example", term: .until(day(20)))
            // A batch of 256 is decided at once.
            guard placed.tooLate.count == 256 else { throw InjectedFault() }
        }
        let bench = try RetentionBench(store: store, eraser: eraser)
        for number in 0..<300 { try bench.register("n\(number)", created: day(-1, plus: Int64(number))) }
        try bench.at(10)
        let report = try bench.sweep()
        #expect(report.failures.isEmpty && report.certified.count == 256 && eraser.items.count == 256)
        #expect(try bench.engine.summary().counts == [.kept: 44, .certified: 256])
    }

    // MARK: Terms

    @Test func `a hold lapses at its end by itself, also while nobody looks`() throws {
        let bench = try RetentionBench()
        let id = try bench.register("a")
        try bench.hold(.item(id), until: day(20))
        try bench.at(20, plus: -1)
        #expect(try bench.swept() == [])
        try bench.at(20)
        #expect(try bench.swept() == ["a"])
    }

    @Test func `a hold with a date of review never silently becomes endless: it is in force, and reported`() throws {
        let bench = try RetentionBench()
        try bench.register("a")
        let late = try bench.hold(.everything, reviewBy: day(9)).hold
        let first = try bench.hold(.everything, reviewBy: day(5)).hold
        try bench.hold(.everything, until: day(5))
        try bench.at(9, plus: -1)
        #expect(try bench.engine.overdueHolds().map(\.id) == [first.id])
        try bench.at(9)
        #expect(try bench.engine.overdueHolds().map(\.id) == [first.id, late.id])
        #expect(try bench.engine.summary().overdueHoldCount == 2)
        try bench.engine.renew(first.id, term: .reviewBy(day(40)), bench.why)
        try bench.engine.release(late.id)
        #expect(try bench.engine.overdueHolds().isEmpty)
        try bench.at(39)
        #expect(try bench.swept() == [])
    }

    @Test func `a renewal is refused where it is not later, over or unknown, and the same term is no change`() throws {
        let bench = try RetentionBench()
        let hold = try bench.hold(.everything, until: day(20)).hold
        let count = try bench.changes().count
        #expect(try bench.engine.renew(hold.id, term: .until(day(20)), bench.why) == hold)
        #expect(try bench.changes().count == count)
        #expect(refusal { try bench.engine.renew(hold.id, term: .until(day(19)), bench.why) } == .retentionDirection)
        #expect(try bench.engine.renew(hold.id, term: .until(day(30)), bench.why).renewalCount == 1)
        try bench.at(30)
        #expect(refusal { try bench.engine.renew(hold.id, term: .until(day(40)), bench.why) } == .retentionEnded)
        #expect(try bench.engine.release(hold.id).released == nil, "one that is over stays as it is")
    }

    @Test func `a preservation order runs 90 days, is renewed for 90 more, and lapses otherwise`() throws {
        let bench = try RetentionBench()
        try bench.register("a", subject: "s")
        let target = try RetentionTarget.subject(named: "s")
        func preserve(until: Instant) throws -> RetentionEngine.PlacedHold {
            try bench.engine.preserve(
                target, reason: "a request follows", authority: "prosecutor.example", reference: "P-1", until: until)
        }
        #expect(refusal { _ = try preserve(until: day(90, plus: 1)) } == .retentionLimit)
        let order = try preserve(until: day(90)).hold
        try bench.at(30)
        #expect(try bench.engine.access(to: RetentionID("a")) == .ended, "it gives no access")
        #expect(
            refusal { try bench.engine.renew(order.id, term: .until(day(120, plus: 1)), bench.why) } == .retentionLimit)
        #expect(refusal { try bench.engine.renew(order.id, term: .reviewBy(day(100)), bench.why) } == .retentionLimit)
        try bench.engine.renew(order.id, term: .until(day(120)), bench.why)
        try bench.at(60)
        try bench.at(90)
        #expect(try bench.swept() == [])
        try bench.at(120)
        #expect(try bench.swept() == ["a"])
    }

    @Test func `two kinds of hold: the release of one changes nothing else, that of the other starts the clock`() throws
    {
        let bench = try RetentionBench("all: { anchor: hold-released, maximum: P10D, review-every: P1Y }")
        let ids = try ["a", "b"].map { try bench.register($0) }
        let plain = try bench.hold(.item(ids[0]), until: day(30)).hold
        let starting = try bench.hold(.item(ids[1]), until: day(30), startsClock: true).hold
        try bench.at(5)
        for hold in [plain, starting] { try bench.engine.release(hold.id) }
        #expect(try bench.reason(ids[0]) == .waitingForEvent)
        #expect(try bench.end(ids[1]) == day(15))
        // A further one starts it anew.
        let again = try bench.hold(.item(ids[1]), until: day(30), startsClock: true).hold
        try bench.at(16)
        #expect(try bench.reason(ids[1]) == .onHold)
        try bench.engine.release(again.id)
        #expect(try bench.end(ids[1]) == day(26))
        #expect(refusal { try bench.hold(.everything, until: day(90), startsClock: true) } == .valueInvalid)
    }

    // MARK: Restrictions

    @Test func `a restriction marks an item for one purpose, and does not keep it`() throws {
        let bench = try RetentionBench()
        let id = try bench.register("a")
        try bench.engine.restrict(id, Justification(reason: "accuracy is disputed", by: "clerk.example"))
        #expect(try bench.engine.access(to: id) == .restricted)
        #expect(try bench.item(id)?.restriction == "accuracy is disputed")
        try bench.engine.liftRestriction(of: id, bench.why)
        #expect(try bench.engine.access(to: id) == .open)
        try bench.at(10)
        // What has ended is marked too, and goes.
        try bench.engine.restrict(id, bench.why)
        #expect(try bench.engine.access(to: id) == .ended)
        #expect(try bench.swept() == ["a"])
        #expect(refusal { try bench.engine.restrict(id, bench.why) } == .retentionErased)
        #expect(refusal { try bench.engine.liftRestriction(of: id, bench.why) } == .retentionErased)
    }
}
