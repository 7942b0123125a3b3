import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct RetentionEngineTests {
    private let store = InMemoryRetentionStore()

    // MARK: The whole way

    @Test func `a package is registered, erased at its date and certified to its sender`() throws {
        let folder = try TemporaryFolder()
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let engine = RetentionEngine(store: store, time: clock.source)
        let package = try SamplePackage(
            in: folder.url.path, named: "case-114", created: Instant("2026-11-25T10:00:00Z"),
            eraseBy: Instant("2027-02-23T10:00:00Z"), { package in try engine.register(package) })
        let recipient = try Recipient()

        try clock.set("2027-02-23T09:59:59Z")
        let early = try engine.sweep(signer: recipient.signer, issuer: recipient.party)
        #expect(early.certified.isEmpty && early.kept.isEmpty && early.failures.isEmpty)
        #expect(names(in: folder.path("case-114"))?.count == 4)

        try clock.set("2027-02-23T10:05:12Z")
        #expect(try engine.due().map(\.item.id) == [package.sealed.terms.id])
        let report = try engine.sweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.certified.count == 1 && report.kept.isEmpty && report.failures.isEmpty)
        #expect(names(in: folder.url.path) == ["case-114.age"])
        #expect(try engine.due().isEmpty)

        let note = try #require(report.certified.first?.certificate)
        let statement = try recipient.trust().verify(Array(note.utf8), as: .certificate)
        let certificate = try ErasureCertificate(statement)
        try certificate.check(against: package.sealed)
        #expect(certificate.issuer == recipient.party && certificate.addressee == package.sender)
        #expect(certificate.due == (try Instant("2027-02-23T10:00:00Z")))
        #expect(certificate.erasedAt == (try Instant("2027-02-23T10:05:12Z")))
        #expect(certificate.secondsLate(by: package.sealed.terms) == 312)
        #expect(certificate.evidence.fileCount == 4)
    }

    @Test func `a package that cannot be registered does not appear`() throws {
        let folder = try TemporaryFolder()
        let faulty = FaultyRetentionStore(store, at: .init(call: 1, moment: .before))
        let engine = RetentionEngine(store: faulty)
        #expect(throws: InjectedFault()) {
            try SamplePackage(
                in: folder.url.path, named: "case-114", created: Instant("2026-11-25T10:00:00Z"),
                eraseBy: Instant("2027-02-23T10:00:00Z"), { package in try engine.register(package) })
        }
        #expect(try folder.names == ["case-114.age"])
    }

    @Test func `a package can be registered again, and not in two folders`() throws {
        let folder = try TemporaryFolder()
        let engine = RetentionEngine(store: store)
        let package = try SamplePackage(
            in: folder.url.path, named: "case-114", created: Instant("2026-11-25T10:00:00Z"),
            eraseBy: Instant("2027-02-23T10:00:00Z"))
        let item = try engine.register(package.opened)
        #expect(try engine.register(package.opened) == item)
        #expect(try store.items().map(\.item) == [item])
        let copy = VerifiedPackage(
            terms: package.opened.terms, termsDigest: package.opened.termsDigest, manifest: package.opened.manifest,
            manifestDigest: package.opened.manifestDigest, folder: folder.path("copy"))
        let error = #expect(throws: ProvisoError.self) { try engine.register(copy) }
        #expect(error?.code == .retentionExists)
    }

    @Test func `a package that was certified as gone is not opened again when the clock is set right`() throws {
        let folder = try TemporaryFolder()
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let engine = RetentionEngine(store: store, time: clock.source)
        let exchange = try Exchange()
        let sealed = try exchange.seal(PackageWriterTests.record)
        let path = exchange.folder.path("case.age")
        let target = folder.path("case-114")
        func open() throws {
            let reader = PackageReader(trust: exchange.trust, time: clock.source)
            _ = try reader.open(path, with: exchange.identity, into: target) { package in try engine.register(package) }
        }
        try open()
        // The clock jumps ahead.
        try clock.set("2030-01-01T00:00:00Z")
        let recipient = try Recipient()
        let report = try engine.sweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.certified.map(\.item.id) == [sealed.terms.id])
        try clock.set("2026-11-26T10:00:00Z")
        let error = #expect(throws: ProvisoError.self) { try open() }
        #expect(error?.code == .retentionErased)
        #expect(try folder.names == [])
    }

    // MARK: What keeps an item

    @Test func `a hold keeps an item until it is released`() throws {
        let clock = try ManualClock("2027-03-01T00:00:00Z")
        let (engine, eraser) = engine(clock)
        let item = try insert(1, eraseBy: "2027-02-23T10:00:00Z")
        let hold = try engine.hold(item.id, reason: "an appeal", authority: "court.example")
        #expect(hold.placed == (try Instant("2027-03-01T00:00:00Z")))
        #expect(try engine.due().isEmpty)
        #expect(try engine.explain(item.id).reason == .onHold)
        let report = try sweep(engine)
        #expect(report.kept.map(\.reason) == [.onHold])
        #expect(report.certified.isEmpty && eraser.items.isEmpty)

        try clock.set("2027-03-02T00:00:00Z")
        #expect(try engine.release(hold.id).released == (try Instant("2027-03-02T00:00:00Z")))
        #expect(try sweep(engine).certified.map(\.item.id) == [item.id])
    }

    @Test func `a hold that comes after the decision is told that it is too late`() throws {
        let (engine, _) = engine(try ManualClock("2027-03-01T00:00:00Z"))
        let item = try insert(1, eraseBy: "2027-02-23T10:00:00Z")
        _ = try sweep(engine)
        let error = #expect(throws: ProvisoError.self) {
            try engine.hold(item.id, reason: "an appeal", authority: "court.example")
        }
        #expect(error?.code == .retentionErased)
    }

    @Test func `a hold that is placed between the announcement and the decision counts`() throws {
        let item = try insert(1, eraseBy: "2027-02-23T10:00:00Z")
        let store = store
        let observer = FakeObserver { _ in
            try store.placeHold(
                LegalHold.new(
                    on: item.id, reason: "an appeal", authority: "court.example", at: Instant("2027-03-01T00:00:00Z")))
        }
        let (engine, eraser) = engine(try ManualClock("2027-03-01T00:00:00Z"), observer: observer)
        let report = try sweep(engine)
        #expect(report.kept.map(\.reason) == [.onHold])
        #expect(report.certified.isEmpty && report.failures.isEmpty && eraser.items.isEmpty)
        #expect(try store.status(of: item.id)?.state == .kept)
    }

    @Test func `a hold that is placed during a sweep counts for what is not decided yet`() throws {
        let first = try insert(1, eraseBy: "2027-02-23T10:00:00Z")
        let second = try insert(2, eraseBy: "2027-02-24T10:00:00Z")
        let store = store
        let clock = try ManualClock("2027-03-01T00:00:00Z")
        let eraser = FakeEraser { _, _ in
            try store.placeHold(
                LegalHold.new(on: second.id, reason: "an appeal", authority: "court.example", at: second.eraseBy))
        }
        let report = try sweep(RetentionEngine(store: store, eraser: eraser, time: clock.source))
        #expect(report.certified.map(\.item.id) == [first.id])
        #expect(report.kept.map(\.status.item.id) == [second.id])
        #expect(eraser.items == [first.id])
    }

    @Test func `a clock that stepped back begins nothing`() throws {
        let clock = try ManualClock("2027-03-01T00:00:00Z")
        let observer = FakeObserver()
        let (engine, eraser) = engine(clock, observer: observer)
        _ = try sweep(engine)
        let item = try insert(1, eraseBy: "2027-02-23T10:00:00Z")
        try clock.set("2027-02-28T23:59:59Z")
        #expect(try engine.due().isEmpty)
        #expect(try engine.explain(item.id).reason == .clockSteppedBack)
        let report = try sweep(engine)
        #expect(report.clock.isBehind)
        #expect(report.clock.latest == (try Instant("2027-03-01T00:00:00Z")))
        #expect(report.kept.map(\.reason) == [.clockSteppedBack])
        #expect(eraser.items.isEmpty && observer.operations.isEmpty)
        try clock.set("2027-03-01T00:00:00Z")
        #expect(try sweep(engine).certified.count == 1)
    }

    @Test func `to look at what is due does not count as a time seen`() throws {
        let clock = try ManualClock("2099-01-01T00:00:00Z")
        let (engine, _) = engine(clock)
        let item = try insert(1, eraseBy: "2027-02-23T10:00:00Z")
        #expect(try engine.due().count == 1)
        #expect(try engine.explain(item.id).reason == .due)
        #expect(try store.latestTime() == nil)
        try clock.set("2027-01-01T00:00:00Z")
        #expect(try engine.explain(item.id).reason == .notDue)
    }

    // MARK: Order, announcements, issuers

    @Test func `the most overdue goes first`() throws {
        let (engine, eraser) = engine(try ManualClock("2027-03-01T00:00:00Z"))
        let dates = ["2027-02-25T00:00:00Z", "2027-02-23T00:00:00Z", "2027-03-02T00:00:00Z", "2027-02-24T00:00:00Z"]
        let items = try dates.enumerated().map { number, date throws in try insert(number, eraseBy: date) }
        let report = try sweep(engine)
        #expect(eraser.items == [items[1].id, items[3].id, items[0].id])
        #expect(report.certified.map(\.item.id) == eraser.items)
        #expect(try store.status(of: items[2].id)?.state == .kept)
    }

    @Test func `an erasure is announced before it is decided`() throws {
        let item = try insert(1, eraseBy: "2027-02-23T10:00:00Z")
        let store = store
        let observer = FakeObserver { _ in
            guard try store.status(of: item.id)?.state == .kept else { throw InjectedFault() }
        }
        let (engine, _) = engine(try ManualClock("2027-03-01T00:00:00Z"), observer: observer)
        #expect(try sweep(engine).certified.count == 1)
        #expect(
            observer.operations == [
                ProcessingOperation(
                    .erasure, package: item.id.description, parties: [item.sender])
            ])
    }

    @Test func `an erasure that an observer refuses does not happen`() throws {
        let refused = try insert(1, eraseBy: "2027-02-23T10:00:00Z")
        let other = try insert(2, eraseBy: "2027-02-24T10:00:00Z")
        let observer = FakeObserver { operation in
            if operation.package == refused.id.description { throw InjectedFault() }
        }
        let (engine, eraser) = engine(try ManualClock("2027-03-01T00:00:00Z"), observer: observer)
        let report = try sweep(engine)
        #expect(report.failures.map(\.item.id) == [refused.id])
        #expect(report.failures.first?.error as? InjectedFault == InjectedFault())
        #expect(report.certified.map(\.item.id) == [other.id])
        #expect(eraser.items == [other.id])
        #expect(try store.status(of: refused.id)?.state == .kept)
    }

    @Test func `nothing is erased in the name of somebody whom it was not sent to`() throws {
        let item = try insert(1, eraseBy: "2027-02-23T10:00:00Z")
        let observer = FakeObserver()
        let (engine, eraser) = engine(try ManualClock("2027-03-01T00:00:00Z"), observer: observer)
        let recipient = try Recipient()
        let report = try engine.sweep(signer: recipient.signer, issuer: Party("other.example"))
        let error = try #require(report.failures.first?.error as? ProvisoError)
        #expect(error.code == .certificateIssuer)
        #expect(eraser.items.isEmpty && observer.operations.isEmpty)
        #expect(try store.status(of: item.id)?.state == .kept)
    }

    @Test func `what is unknown is refused`() throws {
        let (engine, _) = engine(try ManualClock("2027-03-01T00:00:00Z"))
        let unknown = try StatementID("000000000000000000000000000000ff")
        let calls: [() throws -> Void] = [
            { _ = try engine.explain(unknown) }, { try engine.release(unknown) },
            { try engine.hold(unknown, reason: "an appeal", authority: "court.example") },
        ]
        for call in calls {
            let error = #expect(throws: ProvisoError.self) { try call() }
            #expect(error?.code == .retentionUnknown)
        }
    }

    // MARK: Helpers

    private func engine(
        _ clock: ManualClock, observer: FakeObserver? = nil
    ) -> (RetentionEngine, FakeEraser) {
        let eraser = FakeEraser()
        return (RetentionEngine(store: store, eraser: eraser, time: clock.source, observer: observer), eraser)
    }

    private func insert(_ number: Int, eraseBy: String) throws -> RetentionItem {
        let item = try SampleItem.make(number, eraseBy: eraseBy)
        try store.insert(item)
        return item
    }

    private func sweep(_ engine: RetentionEngine) throws -> SweepReport {
        let recipient = try Recipient()
        return try engine.sweep(signer: recipient.signer, issuer: recipient.party)
    }
}
