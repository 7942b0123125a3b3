import Proviso
import Synchronization

/// Calls several stores in turn: what one connection has done, the next one must see.
final class AlternatingStore: RetentionStore {
    private let stores: [any RetentionStore]
    private let next = Mutex(0)

    init(_ stores: [any RetentionStore]) {
        self.stores = stores
    }

    private var store: any RetentionStore {
        next.withLock { next in
            next += 1
            return stores[next % stores.count]
        }
    }

    func insert(_ item: RetentionItem) throws { try store.insert(item) }
    func status(of id: StatementID) throws -> RetentionStatus? { try store.status(of: id) }
    func items() throws -> [RetentionStatus] { try store.items() }
    func items(dueBy instant: Instant) throws -> [RetentionStatus] { try store.items(dueBy: instant) }
    func placeHold(_ hold: LegalHold) throws { try store.placeHold(hold) }
    func releaseHold(_ id: StatementID, at instant: Instant) throws -> LegalHold {
        try store.releaseHold(id, at: instant)
    }
    func beginErasure(_ id: StatementID, clock: TimeSource) throws -> ErasureDecision {
        try store.beginErasure(id, clock: clock)
    }
    func recordErased(
        _ id: StatementID, _ evidence: ErasureEvidence, at instant: Instant
    ) throws -> RetentionStatus {
        try store.recordErased(id, evidence, at: instant)
    }
    func recordCertificate(_ id: StatementID, _ note: String) throws -> RetentionStatus {
        try store.recordCertificate(id, note)
    }
    func latestTime() throws -> Instant? { try store.latestTime() }
    func advanceClock(_ clock: TimeSource) throws -> ClockReading { try store.advanceClock(clock) }
}
