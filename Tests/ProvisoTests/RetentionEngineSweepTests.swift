import ProvisoTesting
import Synchronization
import Testing

@testable import Proviso

@Suite struct RetentionEngineSweepTests {
    private func bench(
        _ count: Int, store: any RetentionStore = InMemoryRetentionStore(), eraser: FakeEraser = FakeEraser(),
        observer: FakeObserver? = nil
    ) throws -> RetentionBench {
        let bench = try RetentionBench(store: store, eraser: eraser, observer: observer)
        for number in 0..<count { try bench.register("n\(number)", created: day(-1, plus: Int64(number))) }
        try bench.at(10)
        return bench
    }

    // MARK: Order and reports

    @Test func `the most overdue goes first, whatever the class, and the report tells it in this order`() throws {
        let bench = try RetentionBench("all: { maximum: P10D }, letters: { category: letter, maximum: P8D }")
        try bench.register("a", created: day(-3))
        try bench.register("b", category: "letter", created: day(-2))
        try bench.register("c", created: day(-5))
        try bench.register("d", category: "letter")
        try bench.register("e", created: day(-1))
        try bench.register("f", created: day(5))
        try bench.at(10)
        let report = try bench.sweep()
        // c on 5, b on 6, a on 7, d on 8, e on 9.
        #expect(bench.eraser.locators == ["c", "b", "a", "d", "e"])
        #expect(report.certified.map(\.item.id.description) == bench.eraser.locators)
        #expect(report.certificates.count == 2)
        #expect(Set(report.certified.compactMap(\.certificate)) == Set(report.certificates))
    }

    @Test func `one certificate is signed for what a class and a rule have in common, and one for each package`() throws
    {
        let bench = try RetentionBench("all: { maximum: P10D }, letters: { category: letter, maximum: P8D }")
        for id in ["a", "b"] { try bench.register(id) }
        for id in ["c", "d"] { try bench.register(id, category: "letter") }
        try bench.engine.shorten(RetentionID("d"), until: day(7), bench.why)
        for number in 1...2 { try bench.engine.register(SampleItem.package(number, eraseBy: day(9))) }
        try bench.at(10)
        let recipient = try Recipient()
        let report = try bench.engine.collectedSweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.certified.count == 6 && report.certificates.count == 5)
        let trust = try recipient.trust()
        let sweeps = report.certificates.compactMap { note in
            try? SweepCertificate(trust.verify(Array(note.utf8), as: .sweepCertificate))
        }
        let told = sweeps.map { "\($0.category) \($0.rule) \($0.itemCount)" }.sorted()
        #expect(told == ["letter one/letters 1 1", "letter own-end 1 1", "note one/all 1 2"])
        let packages = report.certificates.compactMap { note in
            try? ErasureCertificate(trust.verify(Array(note.utf8), as: .certificate))
        }
        #expect(packages.map(\.addressee.description) == ["police.example", "police.example"])
    }

    @Test func `one certificate is signed for all items of a whole sweep that a class and a rule have in common`()
        throws
    {
        let bench = try bench(700)
        let report = try bench.sweep()
        #expect(report.certifiedCount == 700 && report.certificates.count == 1)
        #expect(report.certificates[0].contains("\nitems: 700\n"))
        let stored = try bench.engine.certificates()
        #expect(stored.map(\.note) == report.certificates)
        #expect(try bench.engine.certificates(after: stored[0].number).isEmpty)
        let change = try #require(bench.engine.changes(limit: 10_000).last)
        #expect(change.kind == .certified && change.target == .everything && change.details["items"] == "700")
        #expect(report.certificates[0].contains("id: \(change.details["certificate"] ?? "")\n"))
    }

    @Test func `nothing is certified before every eraser has scrubbed, and the next sweep makes up for it`() throws {
        let eraser = ScrubbingEraser()
        let bench = try RetentionBench()
        let engine = RetentionEngine(store: bench.store, erasers: ["fake": eraser], time: bench.clock.source)
        for id in ["a", "b"] { try bench.register(id) }
        try bench.at(10)
        let recipient = try Recipient()
        eraser.fails.withLock { $0 = true }
        let first = try engine.collectedSweep(signer: recipient.signer, issuer: recipient.party)
        #expect(first.erasedCount == 2 && first.certifiedCount == 0 && first.certificates.isEmpty)
        #expect(first.failures.map(\.id.description) == ["a", "b"] && first.isComplete)
        #expect(try engine.certificates().isEmpty)
        eraser.fails.withLock { $0 = false }
        let second = try engine.collectedSweep(signer: recipient.signer, issuer: recipient.party)
        #expect(second.erasedCount == 0 && second.certifiedCount == 2 && second.certificates.count == 1)
    }

    @Test func `a sweep does not take what it has begun itself for what an earlier one has left`() throws {
        // What was left goes first, though other items are more overdue, and their ids come later.
        let eraser = FakeEraser { item, call in if call <= 300 { throw InjectedFault() } }
        let bench = try bench(300, eraser: eraser)
        _ = try bench.sweep()
        for number in 0..<300 { try bench.register("z\(number)", created: day(-5, plus: Int64(number))) }
        var erased: [String] = []
        let recipient = try Recipient()
        let report = try bench.engine.sweep(
            signer: recipient.signer, issuer: recipient.party, retries: .always,
            onErased: { erased.append($0.item.id.description) })
        #expect(erased.count == 600 && Set(erased).count == 600)
        #expect(report.certifiedCount == 600 && report.certificates.count == 1 && report.failures.isEmpty)
        #expect(erased.prefix(300).allSatisfy { $0.hasPrefix("z") }, "what has failed does not hold up others")
    }

    @Test func `what a sweep begins while others fail again is not tried twice by it`() throws {
        let eraser = FakeEraser { item, _ in if item.id.description < "n5" { throw InjectedFault() } }
        let bench = try bench(10, eraser: eraser)
        for _ in 0..<3 { _ = try bench.sweep() }
        #expect(eraser.items.count == 3 * 5 + 5)
    }

    @Test func `what another engine has erased is certified by none that lacks its erasers`() throws {
        let eraser = ScrubbingEraser()
        let bench = try RetentionBench()
        try bench.register("a")
        try bench.at(10)
        let recipient = try Recipient()
        eraser.fails.withLock { $0 = true }
        let first = RetentionEngine(store: bench.store, erasers: ["fake": eraser], time: bench.clock.source)
        _ = try first.sweep(signer: recipient.signer, issuer: recipient.party)
        let other = RetentionEngine(store: bench.store, time: bench.clock.source)
        let report = try other.sweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.certifiedCount == 0 && report.failureCount == 1)
        #expect((report.failures.first?.error as? ProvisoError)?.code == .erasureRefused)
        #expect(try other.certificates().isEmpty)
    }

    @Test func `what is finished while the clock has jumped is certified with a time that could be believed`() throws {
        let bench = try bench(1, eraser: FakeEraser { _, call in if call == 1 { throw InjectedFault() } })
        _ = try bench.sweep()
        bench.clock.set(day(20_000))
        let report = try bench.sweep()
        #expect(report.certified.map(\.erased) == [day(10)])
        #expect(report.certificates[0].contains("\nerased-until: \(day(10))\n"))
        #expect(report.certificates[0].contains("\ncreated: \(day(10))\n"))
    }

    @Test func `a package of which nobody looked for its files is not certified, and stops nothing else`() throws {
        let item = try SampleItem.package(1, eraseBy: day(9))
        let bench = try RetentionBench()
        let engine = RetentionEngine(store: bench.store, erasers: ["fake": KeyEraser()], time: bench.clock.source)
        try engine.register(item)
        try engine.register(SampleItem.note("a"))
        try bench.at(10)
        let recipient = try Recipient()
        let report = try engine.sweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.erasedCount == 2 && report.certifiedCount == 1)
        #expect(report.failures.map(\.id) == [item.id])
        #expect((report.failures.first?.error as? ProvisoError)?.code == .erasureIncomplete)
    }

    @Test func `a hold that is placed between two batches keeps what was read ahead of it`() throws {
        // Of two ranges pages are read ahead while the items of one go first.
        let bench = try RetentionBench("all: { maximum: P10D }, letters: { category: letter, maximum: P8D }")
        for number in 0..<300 {
            try bench.register("l\(number)", category: "letter", created: day(-9, plus: Int64(number)))
        }
        for number in 0..<100 {
            try bench.register("n\(number)", subject: "s\(number % 2)", created: day(0, plus: Int64(number)))
        }
        try bench.at(10, plus: 1000)
        var isPlaced = false
        let report = try bench.sweep { _ in
            if !isPlaced { _ = try? bench.hold(.subject(SubjectReference("s1")), until: day(900)) }
            isPlaced = true
            return true
        }
        #expect(report.certifiedCount == 350 && report.failures.isEmpty)
        let kept = try bench.store.read { try $0.items(coveredBy: .subject(SubjectReference("s1"))) }
        #expect(kept.count == 50 && kept.allSatisfy { $0.state == .kept })
    }

    @Test func `batches become small where erasing takes long, so that holds do not come too late for many`() throws {
        let clock = ManualClock()
        let eraser = FakeEraser { _, call in clock.set(day(10, plus: Int64(call) * 10)) }
        let bench = try RetentionBench(eraser: eraser, clock: clock)
        for number in 0..<800 { try bench.register("n\(number)", created: day(-1, plus: Int64(number))) }
        try bench.at(10)
        var counts: [Int] = []
        _ = try bench.sweep { report in
            counts.append(report.erasedCount)
            return true
        }
        // 10 ms an item: a quarter of a second has 25.
        #expect(counts.prefix(6) == [256, 384, 448, 480, 496, 512])
    }

    @Test func `the reports of several tries add up, and nothing is told twice`() throws {
        let bench = try bench(5, eraser: FakeEraser { item, call in if call % 2 == 0 { throw InjectedFault() } })
        var certified: [RetentionID] = []
        var tries = 0
        while certified.count < 5, tries < 10 {
            let report = try bench.sweep()
            #expect(report.certified.count + report.failures.count == 5 - certified.count)
            certified += report.certified.map(\.item.id)
            tries += 1
        }
        #expect(certified.count == 5 && Set(certified).count == 5 && tries > 1)
    }

    // MARK: Budget and progress

    @Test func `a budget of items ends a sweep after so many, the most overdue, and the next goes on`() throws {
        let bench = try bench(10)
        let first = try bench.sweep(budget: SweepBudget(itemCount: 4))
        #expect(first.certified.map(\.item.id.description) == ["n0", "n1", "n2", "n3"])
        #expect(!first.isComplete)
        let summary = try bench.engine.summary()
        #expect(summary.backlogCount == 6 && summary.oldestDue == day(9, plus: 4) && summary.lastSweep == nil)
        #expect(try bench.sweep().certified.count == 6)
        #expect(try bench.engine.summary().lastSweep == day(10))
    }

    @Test func `what fails each time, or is refused, leaves the budget to others`() throws {
        let eraser = FakeEraser { item, _ in if item.id.description < "n2" { throw InjectedFault() } }
        let observer = FakeObserver { operation in if operation.package == "n2" { throw InjectedFault() } }
        let bench = try bench(6, eraser: eraser, observer: observer)
        var certified: [[String]] = []
        for _ in 0..<4 {
            let report = try bench.sweep(budget: SweepBudget(itemCount: 2))
            certified.append(report.certified.map(\.item.id.description))
        }
        #expect(certified == [[], ["n3", "n4"], ["n5"], []])
        #expect(try bench.due() == ["n0", "n1", "n2"])
    }

    @Test func `a budget of time begins no further batch when it is over`() throws {
        let clock = ManualClock()
        let eraser = FakeEraser { _, call in if call == 256 { clock.set(day(10, plus: 1000)) } }
        let bench = try RetentionBench(eraser: eraser, clock: clock)
        for number in 0..<300 { try bench.register("n\(number)", created: day(-1, plus: Int64(number))) }
        try bench.at(10)
        let report = try bench.sweep(budget: SweepBudget(milliseconds: 1000))
        #expect(report.certified.count == 256 && !report.isComplete)
        try bench.at(10, plus: 2000)
        #expect(try bench.sweep(budget: SweepBudget(milliseconds: 1001)).certified.count == 44)
    }

    @Test func `progress is told after each batch, and ends the sweep by giving false`() throws {
        let bench = try bench(1200)
        var counts: [Int] = []
        let report = try bench.sweep { report in
            counts.append(report.erasedCount)
            return counts.count < 2
        }
        // A batch that took no time has one twice as large after it.
        #expect(counts == [256, 768] && report.certified.count == 768 && !report.isComplete)
        counts = []
        #expect(
            try bench.sweep(progress: {
                counts.append($0.erasedCount)
                return true
            }).isComplete)
        #expect(counts == [256, 432])
    }

    // MARK: One sweeper at a time

    @Test func `a second sweep is refused while the first runs, and may begin when it has ended`() throws {
        let bench = try bench(300)
        var refused: [ProvisoError.Code?] = []
        let report = try bench.sweep { _ in
            refused.append(refusal { _ = try bench.sweep() })
            return true
        }
        #expect(refused == [.retentionSweeping, .retentionSweeping])
        #expect(report.certified.count == 300)
        #expect(try bench.sweep().isComplete)
        #expect(try bench.store.read { try $0.sweepLease() } == nil)
    }

    @Test func `a sweep that is silent for five minutes is taken over, to the millisecond`() throws {
        let holder = try StatementID(String(repeating: "a", count: 32))
        let bench = try bench(1)
        let lease = SweepLease(holder: holder, until: day(10, plus: 5 * 60_000))
        try bench.store.write { try $0.setSweepLease(lease) }
        try bench.at(10, plus: 5 * 60_000 - 1)
        #expect(refusal { _ = try bench.sweep() } == .retentionSweeping)
        #expect(try bench.store.read { try $0.sweepLease() } == lease)
        try bench.at(10, plus: 5 * 60_000)
        #expect(try bench.swept() == ["n0"])
    }

    @Test func `a lease that lies further ahead than any lease is that of a clock that was set back`() throws {
        let holder = try StatementID(String(repeating: "a", count: 32))
        let bench = try bench(1)
        for milliseconds: Int64 in [5 * 60_000 + 1, 3_600_000] {
            try bench.store.write { store in
                try store.setSweepLease(SweepLease(holder: holder, until: day(10, plus: milliseconds)))
            }
            #expect(try bench.sweep().isComplete)
        }
    }

    @Test func `a sweep that went on for longer than its lease and was taken over tells what it did, and ends`() throws
    {
        let clock = ManualClock()
        let store = InMemoryRetentionStore()
        let other = try RetentionBench(nil, store: store, clock: clock)
        let eraser = FakeEraser { _, call in
            // The other one begins, and is under way when this batch ends.
            guard call == 256 else { return }
            clock.set(day(10, plus: 5 * 60_000))
            try store.write { transaction in
                try transaction.setSweepLease(
                    SweepLease(
                        holder: StatementID(String(repeating: "b", count: 32)), until: day(10, plus: 10 * 60_000)))
            }
        }
        let bench = try RetentionBench(store: store, eraser: eraser, clock: clock)
        for number in 0..<300 { try bench.register("n\(number)", created: day(-1, plus: Int64(number))) }
        try bench.at(10)
        let report = try bench.sweep()
        #expect(report.erasedCount == 256 && report.certifiedCount == 0 && !report.isComplete)
        #expect(try store.read { try $0.sweepLease()?.holder.description } == String(repeating: "b", count: 32))
        #expect(try other.engine.summary().counts == [.kept: 44, .erased: 256])
    }

    // MARK: Announcements and issuers

    @Test func `an erasure is announced before it is decided`() throws {
        let store = InMemoryRetentionStore()
        let observer = FakeObserver { _ in
            guard try store.read({ try $0.item(RetentionID("n0"))?.state }) == .kept else { throw InjectedFault() }
        }
        let bench = try bench(1, store: store, observer: observer)
        #expect(try bench.swept() == ["n0"])
        #expect(observer.operations == [ProcessingOperation(.erasure, package: "n0", parties: [])])
    }

    @Test func `an erasure that an observer refuses does not happen, and stops no other`() throws {
        let observer = FakeObserver { operation in if operation.package == "n1" { throw InjectedFault() } }
        let bench = try bench(3, observer: observer)
        let report = try bench.sweep()
        #expect(report.failures.map(\.id.description) == ["n1"])
        #expect(report.failures.first?.error as? InjectedFault == InjectedFault())
        #expect(report.certified.map(\.item.id.description) == ["n0", "n2"] && report.isComplete)
        #expect(bench.eraser.locators == ["n0", "n2"])
        #expect(try bench.item(RetentionID("n1"))?.state == .kept)
    }

    @Test func `no package is erased in the name of somebody whom it was not sent to`() throws {
        let observer = FakeObserver()
        let bench = try bench(1, observer: observer)
        try bench.engine.register(SampleItem.package(1, eraseBy: day(5)))
        let recipient = try Recipient()
        let report = try bench.engine.collectedSweep(signer: recipient.signer, issuer: Party("other.example"))
        #expect((report.failures.first?.error as? ProvisoError)?.code == .certificateIssuer)
        #expect(report.certified.map(\.item.id.description) == ["n0"])
        #expect(observer.operations.map(\.package) == ["n0"])
        #expect(try bench.due().count == 1)
    }

    // MARK: Dry runs and summaries

    @Test func `a dry run tells what the sweep then does, and changes nothing`() throws {
        let bench = try RetentionBench(
            "all: { maximum: P10D, grace: P2D }, letters: { category: letter, maximum: P8D }",
            eraser: FakeEraser { item, call in if item.id.description == "stuck", call == 1 { throw InjectedFault() } })
        try bench.register("stuck", created: day(-30), eraseBy: day(0))
        _ = try bench.sweep()
        for number in 0..<5 { try bench.register("n\(number)", created: day(-3)) }
        for number in 0..<3 { try bench.register("l\(number)", category: "letter") }
        try bench.register("grace", created: day(-1))
        try bench.register("held", created: day(-9))
        try bench.hold(.item(RetentionID("held")))
        try bench.at(10)
        let count = try bench.changes().count
        let preview = try bench.engine.dryRun()
        #expect(try bench.changes().count == count && bench.due().count == 9)
        let told = preview.dueCounts.map { "\($0.key.category) \($0.key.rule) \($0.value)" }.sorted()
        #expect(told == ["letter one/letters 1 3", "note one/all 1 5"])
        #expect(preview.unfinishedCount == 1 && preview.keptCounts == [.inGrace: 1, .onHold: 1])
        #expect(preview.clock.now == day(10))
        let report = try bench.sweep()
        #expect(report.certified.count == 9 && report.keptCounts == preview.keptCounts)
        let decided = Dictionary(grouping: report.certified.dropLast()) { "\($0.labels.category) \($0.decidedBy!)" }
        #expect(decided.map { "\($0.key) \($0.value.count)" }.sorted() == told)
    }

    @Test func `a dry run does not stand in the way of what was begun`() throws {
        let bench = try bench(1, eraser: FakeEraser { _, call in if call == 1 { throw InjectedFault() } })
        _ = try bench.sweep()
        for _ in 0..<3 { #expect(try bench.engine.dryRun(retries: .always).unfinishedCount == 1) }
        #expect(try bench.swept() == ["n0"])
        #expect(try bench.engine.dryRun().unfinishedCount == 0)
    }

    @Test func `a summary tells the backlog, the oldest of it and when a sweep last came to its end`() throws {
        let bench = try bench(3)
        try bench.register("young")
        try bench.hold(.item(RetentionID("young")), until: day(60))
        try bench.hold(.item(RetentionID("n2")), reviewBy: day(11))
        try bench.at(11)
        var summary = try bench.engine.summary()
        #expect(summary.clock.now == day(11) && summary.scheduleVersion == 1)
        #expect(summary.counts == [.kept: 4] && summary.backlogCount == 2 && summary.oldestDue == day(9))
        #expect(summary.holdCount == 2 && summary.overdueHoldCount == 1 && summary.lastSweep == nil)
        _ = try bench.sweep()
        summary = try bench.engine.summary()
        #expect(summary.counts == [.kept: 2, .certified: 2] && summary.backlogCount == 0)
        #expect(summary.oldestDue == nil && summary.lastSweep == day(11))
    }

    @Test func `the oldest of a backlog is the oldest, also where it is found last`() throws {
        let bench = try RetentionBench("all: { anchor: case-closed, maximum: P1D, review-every: P1Y }")
        for number in 0..<300 {
            try bench.register("n\(1000 + number)", caseName: "c\(number)")
            try bench.record("case-closed", on: .case(named: "c\(number)"), at: day(-2 - number))
        }
        #expect(try bench.engine.summary().oldestDue == day(-300))
        let due = try bench.engine.due().compactMap(\.times.erasableFrom)
        #expect(due.count == 300 && due == due.sorted())
    }
}

/// An eraser that has to scrub.
private final class ScrubbingEraser: Eraser {
    let fails = Mutex(false)

    func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        ErasureEvidence(count: 1, method: .filesUnlinked, verification: .filesAbsent)
    }

    func scrub() throws {
        if fails.withLock({ $0 }) { throw InjectedFault() }
    }
}

/// An eraser of keys alone.
private struct KeyEraser: Eraser {
    func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        ErasureEvidence(count: 1, method: .keysDestroyed, verification: .keysAbsent)
    }
}
