import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

/// What a sweep leaves that does not come to its end, and what the next one makes of it.
@Suite struct RetentionEngineFaultTests {
    private let store = InMemoryRetentionStore()
    private let now = TimeSource.fixed(Instant(millisecondsSinceEpoch: 1_803_900_000_000)!)
    private static let due = "2027-02-23T10:00:00Z"

    /// How many calls to its store a sweep of one item needs, so that no place between two of them is left out.
    private static let callCount: Int = {
        do {
            let store = InMemoryRetentionStore()
            try store.insert(SampleItem.make(1, eraseBy: due))
            let counting = FaultyRetentionStore(store, at: nil)
            let recipient = try Recipient()
            let time = try TimeSource.fixed(Instant("2027-03-01T00:00:00Z"))
            let engine = RetentionEngine(store: counting, eraser: FakeEraser(), time: time)
            _ = try engine.sweep(signer: recipient.signer, issuer: recipient.party)
            return counting.callCount
        } catch {
            return 0
        }
    }()

    @Test(arguments: FaultyRetentionStore.Place.all(calls: callCount))
    func `a store that fails anywhere leaves what the next sweep finishes`(place: FaultyRetentionStore.Place) throws {
        let item = try SampleItem.make(1, eraseBy: Self.due)
        try store.insert(item)
        let eraser = FakeEraser()
        let recipient = try Recipient()
        let faulty = FaultyRetentionStore(store, at: place)
        let first = Result {
            try RetentionEngine(store: faulty, eraser: eraser, time: now).sweep(
                signer: recipient.signer, issuer: recipient.party)
        }
        if let report = try? first.get() { #expect(report.certified.isEmpty && report.failures.count == 1) }

        let left = try #require(try store.status(of: item.id))
        #expect(left.state != .kept || eraser.items.isEmpty, "erased what is kept")
        #expect(left.state == .erasing || left.state == .kept || eraser.items.count == 1, "gone without an eraser")

        let report = try RetentionEngine(store: store, eraser: eraser, time: now).sweep(
            signer: recipient.signer, issuer: recipient.party)
        #expect(report.failures.isEmpty)
        let end = try #require(try store.status(of: item.id))
        #expect(end.state == .certified)
        // A certificate that was recorded before the fault is not made again.
        if let certificate = left.certificate { #expect(end.certificate == certificate) }
        _ = try recipient.trust().verify(Array(try #require(end.certificate).utf8), as: .certificate)
    }

    @Test func `a sweep of one item has five steps`() {
        // Clock, list, decision, record, certificate: each a transaction.
        #expect(Self.callCount == 5)
    }

    @Test func `an eraser that fails does not stop the others, and is asked again`() throws {
        let items = try (1...4).map { number throws in try SampleItem.make(number, eraseBy: Self.due) }
        for item in items { try store.insert(item) }
        let eraser = FakeEraser { _, call in if call == 2 { throw InjectedFault() } }
        let engine = RetentionEngine(store: store, eraser: eraser, time: now)
        let recipient = try Recipient()
        let report = try engine.sweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.failures.map(\.item.id) == [items[1].id])
        #expect(report.certified.map(\.item.id) == [items[0].id, items[2].id, items[3].id])

        #expect(try store.status(of: items[1].id)?.state == .erasing)
        #expect(try engine.explain(items[1].id).reason == .erasing)
        #expect(try engine.due().map(\.item.id) == [items[1].id])
        let error = #expect(throws: ProvisoError.self) {
            try engine.hold(items[1].id, reason: "an appeal", authority: "court.example")
        }
        #expect(error?.code == .retentionErased)

        let next = try engine.sweep(signer: recipient.signer, issuer: recipient.party)
        #expect(next.certified.map(\.item.id) == [items[1].id])
        #expect(eraser.items == [items[0].id, items[1].id, items[2].id, items[3].id, items[1].id])
    }

    @Test func `what was begun is finished while the clock is behind, without another announcement`() throws {
        let item = try SampleItem.make(1, eraseBy: Self.due)
        try store.insert(item)
        let clock = try ManualClock("2027-03-01T00:00:00Z")
        let eraser = FakeEraser { _, call in if call == 1 { throw InjectedFault() } }
        let observer = FakeObserver()
        let engine = RetentionEngine(store: store, eraser: eraser, time: clock.source, observer: observer)
        let recipient = try Recipient()
        _ = try engine.sweep(signer: recipient.signer, issuer: recipient.party)

        try clock.set("2026-12-01T00:00:00Z")
        #expect(try engine.due().map(\.item.id) == [item.id])
        let report = try engine.sweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.certified.count == 1)
        #expect(observer.operations.count == 1)
        // The dates of the certificate agree all the same.
        let note = try #require(report.certified.first?.certificate)
        let certificate = try ErasureCertificate(recipient.trust().verify(Array(note.utf8), as: .certificate))
        #expect(certificate.erasedAt == (try Instant("2027-03-01T00:00:00Z")))
        #expect(certificate.created == (try Instant("2027-03-01T00:00:00Z")))
    }

    @Test func `a sweep with nothing left to do does nothing`() throws {
        let item = try SampleItem.make(1, eraseBy: Self.due)
        try store.insert(item)
        let eraser = FakeEraser()
        let engine = RetentionEngine(store: store, eraser: eraser, time: now)
        let recipient = try Recipient()
        _ = try engine.sweep(signer: recipient.signer, issuer: recipient.party)
        let certificate = try store.status(of: item.id)?.certificate
        let report = try engine.sweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.certified.isEmpty && report.kept.isEmpty && report.failures.isEmpty)
        #expect(eraser.items.count == 1)
        #expect(try store.status(of: item.id)?.certificate == certificate)
    }

    @Test func `two who sweep at once agree on one certificate`() throws {
        let item = try SampleItem.make(1, eraseBy: Self.due)
        try store.insert(item)
        // The second sweep runs from its beginning to its end while the first one is erasing.
        let inner = RetentionEngine(store: store, eraser: FakeEraser(), time: now)
        let eraser = FakeEraser { _, _ in
            let second = try Recipient()
            let report = try inner.sweep(signer: second.signer, issuer: second.party)
            guard report.certified.count == 1 else { throw InjectedFault() }
        }
        let recipient = try Recipient()
        let report = try RetentionEngine(store: store, eraser: eraser, time: now).sweep(
            signer: recipient.signer, issuer: recipient.party)
        #expect(report.failures.isEmpty)
        let certificate = try #require(try store.status(of: item.id)?.certificate)
        #expect(report.certified.map(\.certificate) == [certificate])
        // It is the second's, which came first.
        let error = #expect(throws: ProvisoError.self) {
            try recipient.trust().verify(Array(certificate.utf8), as: .certificate)
        }
        #expect(error?.code == .noteUnknownSigner)
    }
}
