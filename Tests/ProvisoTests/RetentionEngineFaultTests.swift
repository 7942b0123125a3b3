import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

/// What a sweep leaves that does not come to its end, and what the next one makes of it.
@Suite struct RetentionEngineFaultTests {
    private let store = InMemoryRetentionStore()

    /// A bench over a store with an item that is due on day 10, when its clock stands.
    private func bench(
        _ ids: [String] = ["a"], eraser: FakeEraser = FakeEraser(), observer: FakeObserver? = nil
    ) throws -> RetentionBench {
        let bench = try RetentionBench(store: store, eraser: eraser, observer: observer)
        for id in ids { try bench.register(id) }
        try bench.at(10)
        return bench
    }

    private func engine(_ bench: RetentionBench, over store: any RetentionStore) -> RetentionEngine {
        RetentionEngine(store: store, erasers: ["fake": bench.eraser], time: bench.clock.source)
    }

    /// How many calls to its store a sweep of one item needs, so that no place between two of them is left out.
    private static let callCount: Int = {
        do {
            let store = InMemoryRetentionStore()
            let bench = try RetentionBench(store: store)
            try bench.register("a")
            try bench.at(10)
            let counting = FaultyRetentionStore(store, at: nil)
            let recipient = try Recipient()
            let engine = RetentionEngine(
                store: counting, erasers: ["fake": bench.eraser], time: bench.clock.source)
            _ = try engine.sweep(signer: recipient.signer, issuer: recipient.party)
            return counting.callCount
        } catch {
            return 0
        }
    }()

    @Test(arguments: FaultyRetentionStore.Place.all(calls: callCount))
    func `a store that fails anywhere leaves what the next sweep finishes`(place: FaultyRetentionStore.Place) throws {
        let bench = try bench()
        let id = try RetentionID("a")
        let recipient = try Recipient()
        let faulty = engine(bench, over: FaultyRetentionStore(store, at: place))
        let first = Result { try faulty.collectedSweep(signer: recipient.signer, issuer: recipient.party) }
        if let report = try? first.get() { #expect(report.certifiedCount + report.failureCount == 1) }

        let left = try #require(try bench.item(id))
        #expect(left.state != .kept || bench.eraser.items.isEmpty, "erased what is kept")
        #expect(left.state == .erasing || left.state == .kept || bench.eraser.items.count == 1, "gone by no eraser")

        // The lease of a sweep that came to no end is over after five minutes.
        try bench.at(10, plus: 5 * 60_000)
        let report = try bench.engine.collectedSweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.failures.isEmpty && report.isComplete)
        let end = try #require(try bench.item(id))
        #expect(end.state == .certified)
        // A certificate that was recorded before the fault is not made again.
        if let certificate = left.certificate { #expect(end.certificate == certificate) }
        let note = Array(try #require(end.certificate).utf8)
        let certificate = try SweepCertificate(recipient.trust().verify(note, as: .sweepCertificate))
        #expect(certificate.itemCount == 1)
        #expect(try bench.changes().count { $0 == "erasure-decided" } == 1, "the decision is made once")
    }

    @Test func `a sweep of one item has nine steps, the last of which gives back the lease`() {
        // Look, lease; look, decision; look, record; scrubbing, certificate, end.
        #expect(Self.callCount == 9)
    }

    @Test func `an eraser that fails does not stop the others, and is asked again`() throws {
        let bench = try bench(
            ["a", "b", "c", "d"], eraser: FakeEraser { _, call in if call == 2 { throw InjectedFault() } })
        let report = try bench.sweep()
        #expect(report.failures.map(\.id.description) == ["b"])
        #expect(report.failures.first?.error as? InjectedFault == InjectedFault())
        #expect(report.certified.map(\.item.id.description) == ["a", "c", "d"])

        let id = try RetentionID("b")
        #expect(try bench.item(id)?.state == .erasing)
        #expect(try bench.reason(id) == .erasing)
        #expect(try bench.due() == ["b"])
        #expect(refusal { try bench.hold(.item(id)) } == .retentionErased)

        #expect(try bench.swept() == ["b"])
        #expect(bench.eraser.locators == ["a", "b", "c", "d", "b"])
    }

    @Test func `an item is deleted whole: if one part fails, all parts are asked for again`() throws {
        let eraser = FakeEraser { _, call in if call == 2 { throw InjectedFault() } }
        let bench = try bench([], eraser: eraser)
        try bench.engine.register(SampleItem.note("a", locators: ["/key", "/row", "/index"]))
        #expect(try bench.sweep().certified.isEmpty)
        #expect(try bench.item(RetentionID("a"))?.evidence == [])
        #expect(try bench.swept() == ["a"])
        #expect(eraser.locators == ["/key", "/row", "/key", "/row", "/index"])
        #expect(try bench.item(RetentionID("a"))?.evidence.count == 3)
    }

    @Test func `what was begun is finished while the clock is behind, without another announcement`() throws {
        let observer = FakeObserver()
        let bench = try bench(
            eraser: FakeEraser { _, call in if call == 1 { throw InjectedFault() } }, observer: observer)
        _ = try bench.sweep()
        bench.clock.set(day(-30))
        #expect(try bench.due() == ["a"])
        let recipient = try Recipient()
        let report = try bench.engine.collectedSweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.clock.isBehind)
        #expect(report.certified.count == 1)
        #expect(observer.operations.count == 1)
        // The dates of the certificate agree all the same.
        let note = Array(try #require(report.certified.first?.certificate).utf8)
        let certificate = try SweepCertificate(recipient.trust().verify(note, as: .sweepCertificate))
        #expect(certificate.erasedFrom == day(10) && certificate.created == day(10))
    }

    @Test func `a sweep with nothing left to do does nothing`() throws {
        let bench = try bench()
        _ = try bench.sweep()
        let (item, count) = (try bench.item(RetentionID("a")), try bench.changes().count)
        let report = try bench.sweep()
        #expect(report.certified.isEmpty && report.keptCounts.isEmpty && report.failures.isEmpty && report.isComplete)
        #expect(bench.eraser.items.count == 1)
        #expect(try bench.item(RetentionID("a")) == item)
        #expect(try bench.changes().count == count)
    }

    @Test func `two who sweep at once agree on one certificate`() throws {
        let inner = RetentionEngine(
            store: store, erasers: ["fake": FakeEraser()], time: .fixed(day(10, plus: 5 * 60_000)))
        // The first is so slow that the second takes over, and comes to its end, while the first is erasing.
        let bench = try bench(
            eraser: FakeEraser { _, _ in
                let second = try Recipient()
                let report = try inner.collectedSweep(signer: second.signer, issuer: second.party)
                guard report.certified.count == 1 else { throw InjectedFault() }
            })
        let recipient = try Recipient()
        let report = try bench.engine.collectedSweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.failures.isEmpty)
        let certificate = try #require(try bench.item(RetentionID("a"))?.certificate)
        #expect(report.certified.map(\.certificate) == [certificate])
        // It is the second's, which came first.
        #expect(
            refusal { _ = try recipient.trust().verify(Array(certificate.utf8), as: .sweepCertificate) }
                == .noteUnknownSigner)
    }

    @Test func `what somebody else has erased and not certified is certified by whoever comes next`() throws {
        let bench = try bench()
        let id = try RetentionID("a")
        let status = try bench.engine.explain(id)
        try store.write { store in
            let decision = try #require(ErasureDecision(status.status, at: status.clock))
            try store.begin(decision)
            try store.recordErased(
                id, [ErasureEvidence(count: 1, method: .foundAbsent, verification: .filesAbsent)], at: day(10))
        }
        #expect(try bench.engine.explain(id).reason == .erased)
        #expect(try bench.swept() == ["a"])
        #expect(bench.eraser.items.isEmpty)
    }
}
