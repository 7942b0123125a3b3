import ProvisoTesting

@testable import Proviso

/// An engine with a store, a clock and an eraser that a test holds in its hands.
struct RetentionBench {
    let store: any RetentionStore
    let clock: ManualClock
    let eraser: FakeEraser
    let engine: RetentionEngine

    /// A bench at day 0, with a schedule of these rules in use if there are any, in which days do not count whole.
    init(
        _ rules: String? = "all: { maximum: P10D }", store: any RetentionStore = InMemoryRetentionStore(),
        eraser: FakeEraser = FakeEraser(), observer: FakeObserver? = nil, clock: ManualClock = ManualClock()
    ) throws {
        self.store = store
        self.clock = clock
        self.eraser = eraser
        engine = RetentionEngine(
            store: store, erasers: ["fake": eraser], time: clock.source, observer: observer)
        if let rules { try engine.adopt(Self.schedule(rules), replacing: nil, Self.why) }
    }

    static let why: Justification = {
        guard let why = try? Justification(reason: "a test", by: "clerk.example") else {
            preconditionFailure("RetentionBench: the words are sound")
        }
        return why
    }()

    var why: Justification { Self.why }

    static func schedule(_ rules: String, version: Int = 1, ends: String = "instant") throws -> RetentionSchedule {
        try RetentionSchedule(
            text: """
                proviso: retention/v1
                schedule: one
                version: \(version)
                ends: \(ends)
                rules: { \(rules) }
                """)
    }

    /// Sets the clock, and confirms it where it would not be believed.
    func at(_ number: Int, plus milliseconds: Int64 = 0) throws {
        clock.set(day(number, plus: milliseconds))
        let latest = try store.read { try $0.latestTime() }
        if ClockReading(now: clock.now, latestBefore: latest, largestStepDays: 31).hasJumped {
            try engine.confirmClock(why)
        }
    }

    @discardableResult
    func register(
        _ id: String, category: String = "note", subject: String? = nil, caseName: String? = nil,
        created: Instant? = nil, received: Instant? = nil, eraseBy: Instant? = nil, validateBy: Instant? = nil
    ) throws -> RetentionID {
        let item = try SampleItem.note(
            id, category: category, subject: subject, caseName: caseName, created: created ?? clock.now,
            received: received, eraseBy: eraseBy, validateBy: validateBy)
        try engine.register(item)
        return item.id
    }

    @discardableResult
    func hold(
        _ target: RetentionTarget, until: Instant? = nil, reviewBy: Instant? = nil, startsClock: Bool = false
    ) throws -> RetentionEngine.PlacedHold {
        let term = until.map { LegalHold.Term.until($0) } ?? .reviewBy(reviewBy ?? day(10_000))
        return try engine.hold(
            target, reason: "an appeal", authority: "court.example", reference: "17/26", term: term,
            startsClock: startsClock)
    }

    func record(_ name: String, on target: RetentionTarget, at instant: Instant) throws {
        try engine.record(RetentionEvent(name, on: target, at: instant))
    }

    func sweep(
        budget: SweepBudget = .unlimited, progress: (SweepReport) -> Bool = { _ in true }
    ) throws -> CollectedSweep {
        let recipient = try Recipient()
        return try engine.collectedSweep(
            signer: recipient.signer, issuer: recipient.party, budget: budget, progress: progress)
    }

    /// The names of what a sweep certifies now.
    func swept() throws -> [String] { try sweep().certified.map(\.item.id.description) }

    /// The names of what is due.
    func due() throws -> [String] { try engine.due().map(\.status.item.id.description) }

    func reason(_ id: RetentionID) throws -> RetentionReason { try engine.explain(id).reason }

    func end(_ id: RetentionID) throws -> Instant? { try engine.explain(id).times.end }

    func item(_ id: RetentionID) throws -> RetainedItem? { try store.read { try $0.item(id) } }

    /// The words of the changes after a number.
    func changes(after number: Int64 = 0) throws -> [String] {
        try engine.changes(after: number).map(\.kind.description)
    }
}

extension RetentionTarget {
    static func subject(named name: String) throws -> RetentionTarget { .subject(try SubjectReference(name)) }
    static func `case`(named name: String) throws -> RetentionTarget { .case(try CaseReference(name)) }
}
