import Proviso
import ProvisoTesting
import Testing

@Suite struct InMemoryRetentionStoreTests {
    @Test(arguments: RetentionStoreConformance.checks)
    func `the store in memory does what a store must do`(check: RetentionStoreConformance.Check) async throws {
        try await check.run(on: InMemoryRetentionStore())
    }

    @Test(arguments: RetentionStoreConformance.checks)
    func `a store around it changes nothing where there is no fault`(
        check: RetentionStoreConformance.Check
    ) async throws {
        try await check.run(on: FaultyRetentionStore(InMemoryRetentionStore(), at: nil))
    }

    @Test func `every check has a sentence of its own`() {
        let sentences = RetentionStoreConformance.checks.map(\.description)
        #expect(sentences.count >= 20)
        #expect(Set(sentences).count == sentences.count)
    }

    @Test func `a fault comes at its call, before or after it`() throws {
        for (moment, isKnown) in [(FaultyRetentionStore.Place.Moment.before, false), (.after, true)] {
            let store = InMemoryRetentionStore()
            let faulty = FaultyRetentionStore(store, at: .init(call: 2, moment: moment))
            #expect(try faulty.items().isEmpty)
            let item = try SampleItem.make(1, eraseBy: "2027-02-23T10:00:00Z")
            #expect(throws: InjectedFault()) { try faulty.insert(item) }
            #expect(try (store.status(of: item.id) != nil) == isKnown)
            try faulty.insert(item)
            #expect(faulty.callCount == 3)
        }
    }

    /// The checks can fail: each store breaks one rule, and is found out.
    @Test(arguments: BrokenStore.Fault.allCases)
    func `a store that breaks a rule is found out`(fault: BrokenStore.Fault) async {
        var found: [String] = []
        for check in RetentionStoreConformance.checks {
            do {
                try await check.run(on: BrokenStore(fault))
            } catch {
                found.append(check.description)
            }
        }
        #expect(!found.isEmpty)
    }
}

/// A store that breaks one rule.
final class BrokenStore: RetentionStore {
    enum Fault: String, CaseIterable, Sendable {
        case forgetsHolds
        case looksAtTheDateAlone
        case takesHoldsTooLate
        case replacesCertificates
        case skipsSteps
        case listsInNoOrder
        case lowersTheLatestTime
        case replacesItems
        case showsWhatIsCertified
    }

    private let store = InMemoryRetentionStore()
    private let fault: Fault

    init(_ fault: Fault) {
        self.fault = fault
    }

    func insert(_ item: RetentionItem) throws {
        do {
            try store.insert(item)
        } catch {
            if fault != .replacesItems { throw error }
        }
    }

    func status(of id: StatementID) throws -> RetentionStatus? { try store.status(of: id) }

    func items() throws -> [RetentionStatus] {
        fault == .listsInNoOrder ? try store.items().reversed() : try store.items()
    }

    func items(dueBy instant: Instant) throws -> [RetentionStatus] {
        fault == .showsWhatIsCertified ? try store.items() : try store.items(dueBy: instant)
    }

    func placeHold(_ hold: LegalHold) throws {
        do {
            if fault != .forgetsHolds { try store.placeHold(hold) }
        } catch {
            if fault != .takesHoldsTooLate { throw error }
        }
    }

    func releaseHold(_ id: StatementID, at instant: Instant) throws -> LegalHold {
        try store.releaseHold(id, at: instant)
    }

    func beginErasure(_ id: StatementID, clock: TimeSource) throws -> ErasureDecision {
        guard fault == .looksAtTheDateAlone, let status = try store.status(of: id) else {
            return try store.beginErasure(id, clock: clock)
        }
        for hold in status.holdsInForce { _ = try store.releaseHold(hold.id, at: clock.now()) }
        return try store.beginErasure(id, clock: clock)
    }

    func recordErased(
        _ id: StatementID, _ evidence: ErasureEvidence, at instant: Instant
    ) throws -> RetentionStatus {
        if fault == .skipsSteps, let status = try store.status(of: id), status.state == .kept {
            _ = try store.beginErasure(id, clock: .fixed(.last))
        }
        return try store.recordErased(id, evidence, at: instant)
    }

    func recordCertificate(_ id: StatementID, _ note: String) throws -> RetentionStatus {
        var status = try store.recordCertificate(id, note)
        if fault == .replacesCertificates { status.certificate = note }
        return status
    }

    func latestTime() throws -> Instant? { try store.latestTime() }

    func advanceClock(_ clock: TimeSource) throws -> ClockReading {
        let reading = try store.advanceClock(clock)
        return fault == .lowersTheLatestTime ? ClockReading(now: reading.now, latestBefore: nil) : reading
    }
}
