import ProvisoTesting
import Testing

@testable import Proviso

/// Every change of an engine is recorded with it, in one transaction; and what is refused is not, but for a hold that came too late.
@Suite struct RetentionChangesTests {
    private static let rules = "all: { maximum: P10D, grace: P1D, review-every: P5D }"

    /// What is done, in which words it is recorded, and of what.
    struct Call: Sendable, CustomTestStringConvertible {
        let words: [String]
        let target: String
        let body: @Sendable (RetentionBench, RetentionID) throws -> Void

        init(
            _ words: String..., of target: String = "item a",
            _ body: @escaping @Sendable (RetentionBench, RetentionID) throws -> Void
        ) {
            (self.words, self.target, self.body) = (words, target, body)
        }

        var testDescription: String { words.joined(separator: ", ") }
    }

    static let calls = [
        Call("registered", of: "item b") { bench, _ in try bench.register("b") },
        Call("touched") { bench, id in
            try bench.at(1)
            try bench.engine.touch(id)
        },
        Call("event-recorded", of: "case c") { bench, _ in
            try bench.record("case-closed", on: .case(named: "c"), at: day(5))
        },
        Call("event-recorded", "event-withdrawn") { bench, id in
            try bench.record("ended", on: .item(id), at: day(5))
            try bench.engine.withdrawEvent("ended", on: .item(id))
        },
        Call("hold-placed", of: "subject s") { bench, _ in try bench.hold(.subject(named: "s")) },
        Call("hold-placed", "hold-renewed", "hold-released", of: "everything") { bench, _ in
            let id = try bench.hold(.everything, until: day(9)).hold.id
            try bench.engine.renew(id, term: .until(day(10)), bench.why)
            try bench.engine.release(id)
        },
        Call("restricted", "restriction-lifted") { bench, id in
            try bench.engine.restrict(id, bench.why)
            try bench.engine.liftRestriction(of: id, bench.why)
        },
        Call("reviewed") { bench, id in try bench.engine.review(id, .keep, bench.why) },
        Call("extended") { bench, id in try bench.engine.extend(id, until: day(20), bench.why) },
        Call("shortened") { bench, id in try bench.engine.shorten(id, until: day(2), bench.why) },
        Call("validated") { bench, id in
            try bench.engine.validate(
                id, bench.why, authorization: StatementDigest(bytes: Array(repeating: 7, count: 32)))
        },
        Call("forgotten", of: "subject s") { bench, _ in try bench.engine.forget(SubjectReference("s"), bench.why) },
        Call("schedule-adopted", of: "everything") { bench, _ in
            try bench.engine.adopt(RetentionBench.schedule(rules, version: 2), replacing: 1, bench.why)
        },
        Call("clock-confirmed", of: "everything") { bench, _ in try bench.engine.confirmClock(bench.why) },
        Call("clock-confirmed", "clock-corrected", of: "everything") { bench, _ in
            bench.clock.set(day(9))
            try bench.engine.confirmClock(bench.why)
            try bench.engine.correctClock(to: day(1), bench.why)
        },
    ]

    private func bench(store: any RetentionStore = InMemoryRetentionStore()) throws -> (RetentionBench, RetentionID) {
        let bench = try RetentionBench(Self.rules, store: store)
        return (bench, try bench.register("a", subject: "s", caseName: "c"))
    }

    @Test(arguments: calls) func `a change is recorded once, in order, with what it is about`(call: Call) throws {
        let (bench, id) = try bench()
        try call.body(bench, id)
        let changes = try bench.engine.changes(after: 2)
        #expect(changes.map(\.kind.description) == call.words)
        #expect(changes.allSatisfy { $0.target.description == call.target })
        #expect(changes.map(\.number) == Array(3..<Int64(3 + changes.count)))
    }

    /// A store that fails at a call must not have the change without its record, or the record without its change.
    @Test(arguments: calls.filter { $0.words.count == 1 })
    func `a change and its record are there together or not at all`(call: Call) throws {
        for place in FaultyRetentionStore.Place.all(calls: 3) {
            let (plain, id) = try bench()
            let before = try content(plain)
            let faulty = FaultyRetentionStore(plain.store, at: place)
            let other = try RetentionBench(nil, store: faulty, clock: plain.clock)
            _ = try? call.body(other, id)
            #expect(try (content(plain) == before) == (plain.changes().count == 2), "\(place)")
        }
    }

    private func content(_ bench: RetentionBench) throws -> [String] {
        try bench.store.read { store in
            let items = try store.items(after: nil, limit: 9)
            var events: [RetentionEvent] = []
            for item in items { events += try store.events(covering: item.item) }
            return [
                "\(items)", "\(events)", "\(try store.holds())", "\(try store.schedules().map(\.version))",
                // What is confirmed or corrected is the time itself.
                "\(try store.changes(after: 2, limit: 9).contains { $0.kind == .clockConfirmed })",
            ]
        }
    }

    @Test func `a sweep records each step of each item`() throws {
        let (bench, _) = try bench()
        try bench.at(11)
        _ = try bench.sweep()
        let changes = try bench.engine.changes(after: 2)
        #expect(changes.map(\.kind) == [.erasureDecided, .erased, .certified])
        #expect(try changes.allSatisfy { try $0.target == .item(RetentionID("a")) && $0.instant == day(11) })
        #expect(changes.first?.details == ["rule": "one/all 1", "due": day(11).description])
    }

    @Test func `a hold that came too late is recorded, with who ordered it`() throws {
        let (bench, id) = try bench()
        try bench.at(11)
        _ = try bench.sweep()
        let count = Int64(try bench.changes().count)
        #expect(refusal { try bench.hold(.item(id)) } == .retentionErased)
        let changes = try bench.engine.changes(after: count)
        #expect(changes.map(\.kind) == [.holdRefused])
        #expect(changes.first?.target == .item(id) && changes.first?.details == ["authority": "court.example"])
    }

    @Test func `nothing is recorded when a call is refused otherwise, and nothing is changed`() throws {
        let (bench, id) = try bench()
        let unknown = try RetentionID("nobody")
        let hold = try bench.hold(.everything, until: day(9)).hold.id
        let (engine, why) = (bench.engine, bench.why)
        let calls: [() throws -> Void] = [
            { try engine.register(SampleItem.note("a")) }, { try engine.touch(id, at: day(1)) },
            { try engine.withdrawEvent("ended", on: .item(id)) },
            { try bench.record("ended", on: .item(unknown), at: day(1)) },
            { try bench.hold(.item(unknown)) }, { try bench.hold(.everything, until: day(0)) },
            { try bench.hold(.everything, until: day(9), startsClock: true) },
            { try engine.hold(.everything, reason: "", authority: "a", term: .until(day(9))) },
            { try engine.preserve(.everything, reason: "a", authority: "a", reference: "a", until: day(91)) },
            { try engine.renew(hold, term: .until(day(8)), why) }, { try engine.restrict(unknown, why) },
            { try engine.review(unknown, .keep, why) }, { try engine.extend(id, until: day(1), why) },
            { try engine.shorten(id, until: day(11), why) },
            { try engine.adopt(RetentionBench.schedule(Self.rules, version: 2), replacing: 2) },
            { try engine.adopt(RetentionBench.schedule("b: { category: b, maximum: P1D }", version: 2), replacing: 1) },
            { try engine.correctClock(to: day(1), why) },
        ]
        let (before, count) = (try content(bench), try bench.changes().count)
        for call in calls {
            #expect(refusal(call) != nil)
            #expect(try content(bench) == before)
            #expect(try bench.changes().count == count)
        }
    }

    @Test func `who decided and why is recorded wherever somebody had to say so`() throws {
        let (bench, id) = try bench()
        for call in Self.calls { try? call.body(bench, id) }
        let asked: Set<RetentionChange.Kind> = [
            .holdRenewed, .restricted, .restrictionLifted, .reviewed, .extended, .shortened, .validated, .forgotten,
            .clockConfirmed, .clockCorrected,
        ]
        let changes = try bench.engine.changes().filter { asked.contains($0.kind) }
        #expect(Set(changes.map(\.kind)).count >= 8)
        #expect(changes.allSatisfy { $0.justification == bench.why })
    }
}
