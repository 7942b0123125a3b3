public import Proviso
internal import Synchronization

/// A retention store in memory, for tests: it is gone with the process, and so is what it was to erase.
///
/// - **Guarantees**: what `RetentionStore` asks for, but for durability.
public final class InMemoryRetentionStore: RetentionStore {
    fileprivate struct Content {
        var statuses: [StatementID: RetentionStatus] = [:]
        var latestTime: Instant?
    }

    private let content = Mutex(Content())

    /// A store that knows nothing.
    public init() {}

    /// Takes in an item.
    public func insert(_ item: RetentionItem) throws {
        try content.withLock { content in
            guard let known = content.statuses[item.id] else {
                content.statuses[item.id] = RetentionStatus(item: item)
                return
            }
            guard known.item == item else { throw Self.failure(.retentionExists, "another item has this id") }
            guard known.state == .kept else { throw Self.failure(.retentionErased, "its erasure was decided") }
        }
    }

    /// What is known of an item.
    public func status(of id: StatementID) throws -> RetentionStatus? {
        content.withLock { $0.statuses[id] }
    }

    /// Every item.
    public func items() throws -> [RetentionStatus] {
        content.withLock { $0.sorted { _ in true } }
    }

    /// What there may be to do.
    public func items(dueBy instant: Instant) throws -> [RetentionStatus] {
        content.withLock { content in
            content.sorted { status in
                switch status.state {
                case .kept: status.item.eraseBy <= instant
                case .certified: false
                default: true
                }
            }
        }
    }

    /// Puts an item on hold.
    public func placeHold(_ hold: LegalHold) throws {
        try content.withLock { content in
            if content.statuses.values.contains(where: { status in
                status.item.id != hold.item && status.holds.contains { $0.id == hold.id }
            }) {
                throw Self.failure(.retentionExists, "another hold has this id")
            }
            try content.change(hold.item) { status, _ in
                if let known = status.holds.first(where: { $0.id == hold.id }) {
                    guard known.reason == hold.reason, known.authority == hold.authority, known.placed == hold.placed
                    else { throw Self.failure(.retentionExists, "another hold has this id") }
                    return
                }
                guard status.state == .kept else { throw Self.failure(.retentionErased, "its erasure was decided") }
                status.holds.append(hold)
                status.holds.sort { ($0.placed, $0.id.description) < ($1.placed, $1.id.description) }
            }
        }
    }

    /// Ends a hold.
    public func releaseHold(_ id: StatementID, at instant: Instant) throws -> LegalHold {
        try content.withLock { content in
            for (item, status) in content.statuses {
                guard let index = status.holds.firstIndex(where: { $0.id == id }) else { continue }
                let hold = status.holds[index]
                let released = try LegalHold(
                    id: hold.id, item: hold.item, reason: hold.reason, authority: hold.authority, placed: hold.placed,
                    released: hold.released ?? instant)
                content.statuses[item]?.holds[index] = released
                return released
            }
            throw RetentionStatus.unknown("hold", id)
        }
    }

    /// Decides whether an item is erased.
    public func beginErasure(_ id: StatementID, clock: TimeSource) throws -> ErasureDecision {
        try content.withLock { content in
            try content.change(id) { status, latestTime in
                let reading = ClockReading(now: clock.now(), latestBefore: latestTime)
                let reason = status.reason(at: reading)
                guard reason == .due else { return .declined(reason, status) }
                latestTime = reading.latest
                status.state = .erasing
                status.begun = reading.now
                return .begun(status)
            }
        }
    }

    /// Records that an item is gone.
    public func recordErased(
        _ id: StatementID, _ evidence: ErasureEvidence, at instant: Instant
    ) throws -> RetentionStatus {
        try content.withLock { content in
            try content.change(id) { status, _ in
                if status.state == .kept { throw Self.failure(.retentionOrder, "its erasure was not begun") }
                guard status.state == .erasing, let begun = status.begun else { return status }
                status.state = .erased
                status.erased = max(begun, instant)
                status.evidence = evidence
                return status
            }
        }
    }

    /// Records a certificate.
    public func recordCertificate(_ id: StatementID, _ note: String) throws -> RetentionStatus {
        try content.withLock { content in
            try content.change(id) { status, _ in
                if status.state == .certified { return status }
                guard status.state == .erased else {
                    throw Self.failure(.retentionOrder, "it was not found to be gone")
                }
                status.state = .certified
                status.certificate = note
                return status
            }
        }
    }

    /// The latest time that was seen.
    public func latestTime() throws -> Instant? {
        content.withLock { $0.latestTime }
    }

    /// Reads the clock.
    public func advanceClock(_ clock: TimeSource) throws -> ClockReading {
        content.withLock { content in
            let reading = ClockReading(now: clock.now(), latestBefore: content.latestTime)
            content.latestTime = reading.latest
            return reading
        }
    }

    private static func failure(_ code: ProvisoError.Code, _ message: String) -> ProvisoError {
        ProvisoError(code, message, remedy: "mend the test")
    }
}

extension InMemoryRetentionStore.Content {
    fileprivate func sorted(_ isWanted: (RetentionStatus) -> Bool) -> [RetentionStatus] {
        statuses.values.filter(isWanted).sorted {
            ($0.item.eraseBy, $0.item.id.description) < ($1.item.eraseBy, $1.item.id.description)
        }
    }

    /// Changes an item, or leaves it as it was if the change throws.
    fileprivate mutating func change<R>(
        _ id: StatementID, _ body: (inout RetentionStatus, _ latestTime: inout Instant?) throws -> R
    ) throws -> R {
        guard var status = statuses[id] else { throw RetentionStatus.unknown("item", id) }
        let result = try body(&status, &latestTime)
        statuses[id] = status
        return result
    }
}
