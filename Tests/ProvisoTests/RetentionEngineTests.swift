import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct RetentionEngineTests {
    // MARK: The whole way of a package

    @Test func `a package is registered, erased at its date and certified to its sender`() throws {
        let folder = try TemporaryFolder()
        let clock = ManualClock()
        let engine = RetentionEngine(store: InMemoryRetentionStore(), time: clock.source)
        let package = try SamplePackage(
            in: folder.url.path, named: "case-114", created: day(0), eraseBy: day(30),
            { package in try engine.register(package) })
        let recipient = try Recipient()

        clock.set(day(30, plus: -1000))
        let early = try engine.collectedSweep(signer: recipient.signer, issuer: recipient.party)
        #expect(early.certified.isEmpty && early.keptCounts.isEmpty && early.failures.isEmpty)
        #expect(names(in: folder.path("case-114"))?.count == 4)

        clock.set(day(30, plus: 312_000))
        #expect(try engine.due().map(\.status.item.id) == [RetentionID(package.sealed.terms.id)])
        let report = try engine.collectedSweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.certified.count == 1 && report.keptCounts.isEmpty && report.failures.isEmpty)
        #expect(names(in: folder.url.path) == ["case-114.age"])
        #expect(try engine.due().isEmpty)

        let note = try #require(report.certified.first?.certificate)
        #expect(report.certificates == [note])
        let statement = try recipient.trust().verify(Array(note.utf8), as: .certificate)
        let certificate = try ErasureCertificate(statement)
        try certificate.check(against: package.sealed)
        #expect(certificate.issuer == recipient.party && certificate.addressee == package.sender)
        #expect(certificate.due == day(30))
        #expect(certificate.erasedAt == day(30, plus: 312_000))
        #expect(certificate.secondsLate(by: package.sealed.terms) == 312)
        #expect(certificate.evidence.count == 4)
    }

    @Test func `a package that cannot be registered does not appear`() throws {
        let folder = try TemporaryFolder()
        let faulty = FaultyRetentionStore(InMemoryRetentionStore(), at: .init(call: 1, moment: .before))
        let engine = RetentionEngine(store: faulty)
        #expect(throws: InjectedFault()) {
            try SamplePackage(
                in: folder.url.path, named: "case-114", created: day(0), eraseBy: day(30),
                { package in try engine.register(package) })
        }
        #expect(try folder.names == ["case-114.age"])
    }

    @Test func `a package can be registered again, and not in two folders`() throws {
        let folder = try TemporaryFolder()
        let bench = try RetentionBench(nil)
        let package = try SamplePackage(in: folder.url.path, named: "case-114", created: day(0), eraseBy: day(30))
        let item = try bench.engine.register(package.opened)
        #expect(try bench.engine.register(package.opened) == item)
        #expect(try bench.engine.items().map(\.status.item) == [item])
        let copy = VerifiedPackage(
            terms: package.opened.terms, termsDigest: package.opened.termsDigest, manifest: package.opened.manifest,
            manifestDigest: package.opened.manifestDigest, folder: folder.path("copy"))
        #expect(refusal { try bench.engine.register(copy) } == .retentionExists)
    }

    @Test func `a package that was certified as gone is not opened again when the clock is set right`() throws {
        let folder = try TemporaryFolder()
        let bench = try RetentionBench(nil, clock: ManualClock("2026-11-25T10:00:00Z"))
        let (engine, clock) = (bench.engine, bench.clock)
        let exchange = try Exchange()
        let sealed = try exchange.seal(PackageWriterTests.record)
        let path = exchange.folder.path("case.age")
        let target = folder.path("case-114")
        func open() throws {
            let reader = PackageReader(trust: exchange.trust, time: clock.source)
            _ = try reader.open(path, with: exchange.identity, into: target) { package in try engine.register(package) }
        }
        try open()
        // The clock jumps ahead, and somebody confirms it who should not have.
        try clock.set("2030-01-01T00:00:00Z")
        try engine.confirmClock(bench.why)
        #expect(try bench.sweep().certified.map(\.item.id) == [RetentionID(sealed.terms.id)])
        try clock.set("2026-11-26T10:00:00Z")
        try engine.correctClock(to: clock.now, bench.why)
        #expect(refusal(open) == .retentionErased)
        #expect(try folder.names == [])
    }

    // MARK: Registering

    @Test func `nothing is kept without a rule, and a package by its terms alone`() throws {
        let none = try RetentionBench(nil)
        #expect(refusal { try none.register("a") } == .retentionSchedule)
        try none.engine.register(try SampleItem.package(1, eraseBy: day(5)))
        let bench = try RetentionBench("letters: { category: letter, maximum: P10D }")
        #expect(refusal { try bench.register("a") } == .retentionUncovered)
        try bench.engine.register(try SampleItem.package(1, eraseBy: day(5)))
        #expect(try bench.engine.items().map(\.times.endSource) == [.eraseBy])
        try bench.register("b", category: "letter/private")
        #expect(refusal { try bench.register("c", category: "letters") } == .retentionUncovered)
    }

    @Test func `the same item again changes nothing, also after it got other labels, an end and a review`() throws {
        let bench = try RetentionBench("all: { maximum: P10D, review-every: P5D }")
        let item = try SampleItem.note("a", subject: "s", locators: ["/a", "/b"])
        try bench.engine.register(item)
        try bench.engine.review(item.id, .relabel(RetentionLabels(category: "letter")), bench.why)
        try bench.engine.extend(item.id, until: day(12), bench.why)
        let (before, count) = (try bench.item(item.id), try bench.changes().count)
        try bench.at(1)
        try bench.engine.register(item)
        #expect(try bench.item(item.id) == before)
        #expect(try bench.changes().count == count)
    }

    @Test func `another item under a known id is refused, whatever the difference`() throws {
        let bench = try RetentionBench()
        try bench.engine.register(SampleItem.note("a", subject: "s", locators: ["/caf\u{E9}"]))
        let others = try [
            SampleItem.note("a", subject: "s", locators: ["/cafe\u{301}"]),
            SampleItem.note("a", subject: "t", locators: ["/caf\u{E9}"]),
            SampleItem.note("a", category: "letter", subject: "s", locators: ["/caf\u{E9}"]),
            SampleItem.note("a", subject: "s", created: day(0, plus: -1), locators: ["/caf\u{E9}"]),
            SampleItem.note("a", subject: "s", eraseBy: day(9), locators: ["/caf\u{E9}"]),
            SampleItem.note("a", subject: "s", locators: ["/caf\u{E9}", "/b"]),
        ]
        for other in others { #expect(refusal { try bench.engine.register(other) } == .retentionExists) }
    }

    @Test func `ids, subjects and cases that only look alike are two`() throws {
        let bench = try RetentionBench()
        let names = ["caf\u{E9}", "cafe\u{301}"]
        for name in names { try bench.register(name, subject: name, caseName: name) }
        #expect(try bench.engine.items().count == 2)
        try bench.hold(.subject(named: names[0]))
        try bench.record("case-closed", on: .case(named: names[1]), at: day(0))
        let found = try names.map { try bench.engine.explain(RetentionID($0)).status }
        #expect(found.map(\.holds.count) == [1, 0])
        #expect(found.map(\.events.count) == [0, 1])
        let forgotten = try bench.engine.forget(SubjectReference(names[1]), bench.why)
        #expect(try forgotten.due == [RetentionID(names[1])])
    }

    @Test func `a part that nobody could erase is refused at once`() throws {
        let bench = try RetentionBench()
        let unknown = try RetentionItem(
            id: RetentionID("a"), labels: RetentionLabels(category: "note"), created: day(0),
            parts: [ErasablePart(eraser: "fake", locator: "x"), ErasablePart(eraser: "cloud", locator: "x")])
        #expect(refusal { try bench.engine.register(unknown) } == .erasureRefused)
        #expect(throws: InjectedFault()) {
            try bench.engine.register(SampleItem.note("b", locators: ["x", "unusable"]))
        }
        let relative = try RetentionItem(
            id: RetentionID("c"), labels: RetentionLabels(category: "note"), created: day(0),
            parts: [ErasablePart(eraser: "file", locator: "a/b")])
        #expect(refusal { try bench.engine.register(relative) } == .valueInvalid)
        #expect(try bench.engine.items().isEmpty)
    }

    @Test func `an application's own eraser takes the place of the one for files`() throws {
        let eraser = FakeEraser()
        let engine = RetentionEngine(
            store: InMemoryRetentionStore(), erasers: ["file": eraser], time: .fixed(day(0)))
        try engine.adopt(RetentionBench.schedule("all: { maximum: P10D }"), replacing: nil)
        let item = try RetentionItem(
            id: RetentionID("a"), labels: RetentionLabels(category: "note"), created: day(-10),
            parts: [ErasablePart(eraser: "file", locator: "no path")])
        try engine.register(item)
        let recipient = try Recipient()
        #expect(try engine.collectedSweep(signer: recipient.signer, issuer: recipient.party).certified.count == 1)
        #expect(eraser.locators == ["no path"])
    }

    @Test func `an item of 1,000 parts goes part by part in its order`() throws {
        let bench = try RetentionBench()
        let locators = (0..<1000).map { "/srv/\(999 - $0)" }
        try bench.engine.register(SampleItem.note("a", locators: locators))
        try bench.at(10)
        let report = try bench.sweep()
        #expect(bench.eraser.locators == locators)
        #expect(report.certified.first?.evidence.count == 1000)
    }

    // MARK: Touching

    @Test func `a touch counts if it is later, and not if it is earlier or has not come`() throws {
        let bench = try RetentionBench("all: { anchor: last-activity, maximum: P10D }")
        let id = try bench.register("a")
        try bench.at(5)
        try bench.engine.touch(id, at: day(3))
        #expect(try bench.end(id) == day(13))
        let count = try bench.changes().count
        for earlier in [day(3), day(2), day(-3)] { try bench.engine.touch(id, at: earlier) }
        #expect(try bench.changes().count == count)
        #expect(refusal { try bench.engine.touch(id, at: day(5, plus: 1)) } == .valueInvalid)
        try bench.engine.touch(id)
        #expect(try bench.end(id) == day(15))
        try bench.at(15)
        #expect(refusal { try bench.engine.touch(id) } == .retentionEnded)
        _ = try bench.sweep()
        #expect(refusal { try bench.engine.touch(id) } == .retentionErased)
    }

    @Test func `a touch at the time that was seen last counts where the clock was set back`() throws {
        let bench = try RetentionBench("all: { anchor: last-activity, maximum: P10D }")
        let id = try bench.register("a")
        try bench.at(5)
        _ = try bench.sweep()
        try bench.at(2)
        try bench.engine.touch(id)
        #expect(try bench.item(id)?.lastActivity == day(5))
    }

    // MARK: Events

    @Test func `an event of a case is inherited by what is registered later`() throws {
        let bench = try RetentionBench("all: { anchor: case-closed, maximum: P10D, review-every: P1Y }")
        try bench.record("case-closed", on: .case(named: "c"), at: day(-3))
        let (inside, outside) = (try bench.register("a", caseName: "c"), try bench.register("b", caseName: "d"))
        #expect(try bench.end(inside) == day(7))
        #expect(try bench.reason(outside) == .waitingForEvent)
    }

    @Test func `an event can be corrected, withdrawn, past and future, and needs a target`() throws {
        let bench = try RetentionBench("all: { anchor: { event: ended }, maximum: P10D, review-every: P1Y }")
        let id = try bench.register("a", subject: "s", caseName: "c")
        let subject = try RetentionTarget.subject(named: "s")
        try bench.record("ended", on: subject, at: day(100))
        #expect(try bench.end(id) == day(110))
        try bench.record("ended", on: subject, at: day(-100))
        #expect(try bench.reason(id) == .due)
        // Of several the latest counts, whatever it is on.
        try bench.record("ended", on: .item(id), at: day(-4))
        try bench.record("ended", on: .case(named: "c"), at: day(-50))
        #expect(try bench.end(id) == day(6))
        try bench.engine.withdrawEvent("ended", on: .item(id))
        #expect(try bench.end(id) == day(-40))
        #expect(refusal { try bench.engine.withdrawEvent("ended", on: .item(id)) } == .retentionUnknown)
        #expect(refusal { try bench.engine.withdrawEvent("ended", on: .everything) } == .retentionUnknown)
        #expect(refusal { try bench.record("ended", on: .everything, at: day(0)) } == .valueInvalid)
        #expect(refusal { try bench.record("hold-released", on: subject, at: day(0)) } == .valueInvalid)
    }

    @Test func `an event that is corrected during the grace opens what has ended, and not what is erased`() throws {
        let bench = try RetentionBench("all: { anchor: case-closed, maximum: P10D, grace: P5D, review-every: P1Y }")
        let ids = try ["a", "b"].map { try bench.register($0, caseName: $0) }
        for name in ["a", "b"] { try bench.record("case-closed", on: .case(named: name), at: day(0)) }
        try bench.at(12)
        #expect(try bench.reason(ids[0]) == .inGrace)
        try bench.record("case-closed", on: .case(named: "a"), at: day(11))
        #expect(try bench.reason(ids[0]) == .notDue)
        #expect(try bench.engine.access(to: ids[0]) == .open)
        try bench.at(15)
        #expect(try bench.swept() == ["b"])
        try bench.record("case-closed", on: .case(named: "b"), at: day(14))
        #expect(try bench.reason(ids[1]) == .certified)
        #expect(refusal { try bench.record("case-closed", on: .item(ids[1]), at: day(14)) } == .retentionErased)
    }

    // MARK: What is not known

    @Test func `what is unknown is refused by every call`() throws {
        let (bench, id) = (try RetentionBench(), try RetentionID("nobody"))
        let (engine, why) = (bench.engine, bench.why)
        let hold = try StatementID("000000000000000000000000000000ff")
        let digest = try StatementDigest(bytes: Array(repeating: 7, count: 32))
        let calls: [() throws -> Void] = [
            { try engine.touch(id) }, { _ = try engine.explain(id) }, { _ = try engine.access(to: id) },
            { try bench.hold(.item(id)) }, { try engine.release(hold) },
            { try engine.renew(hold, term: .until(day(9)), why) }, { try engine.restrict(id, why) },
            { try engine.liftRestriction(of: id, why) }, { try engine.review(id, .keep, why) },
            { try engine.review(id, .erase, why) }, { try engine.extend(id, until: day(9), why) },
            { try engine.shorten(id, until: day(9), why) }, { try engine.validate(id, why, authorization: digest) },
            { try bench.record("ended", on: .item(id), at: day(0)) },
            { try engine.withdrawEvent("ended", on: .item(id)) },
        ]
        let count = try bench.changes().count
        for call in calls { #expect(refusal(call) == .retentionUnknown) }
        #expect(try bench.changes().count == count)
    }

    @Test func `two engines over one store know the same`() throws {
        let bench = try RetentionBench()
        let other = RetentionEngine(store: bench.store, erasers: ["fake": bench.eraser], time: bench.clock.source)
        let id = try bench.register("a")
        try other.extend(id, until: day(12), bench.why)
        #expect(try bench.end(id) == day(12))
        #expect(try other.schedule()?.name == "one")
    }
}
