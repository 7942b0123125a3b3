#if SQLite

internal import GRDB
public import Proviso

/// What is kept and what became of it, in an SQLite database of its own.
///
/// ```swift
/// let store = try SQLiteRetentionStore("retention.sqlite")
/// let engine = RetentionEngine(store: store)
/// ```
///
/// Any tool that reads SQLite can read it; instants are milliseconds since 1970.
///
/// - **Guarantees**: what ``RetentionStore`` asks for: each call is one transaction, and on the disk when it returns.
///   Several processes can use the database at once; a call waits up to five seconds for another. The file is for its
///   owner alone, and what was deleted in it is overwritten; its write-ahead log can keep it until the log is used again.
/// - **Does not guarantee**: anything on a network file system.
/// - **Cost**: opening reads the whole database, to see that it is sound.
public final class SQLiteRetentionStore: RetentionStore {
    private let database: RetentionDatabase

    /// Opens a database, and makes it if there is no file.
    ///
    /// - **Throws**: `storeMode` for a file that others can read or write; `storeDamaged` for one that is damaged or
    ///   not ours; `storeVersion` for one that was written by a later version; `storeBusy`; `storeFailed`.
    public init(_ path: String) throws {
        database = try RetentionDatabase(path)
    }

    /// Takes in an item; see ``RetentionStore``.
    public func insert(_ item: RetentionItem) throws {
        try database.write { rows in
            guard let known = try rows.status(of: item.id) else { return try rows.insert(item) }
            guard known.item == item else {
                throw ProvisoError(
                    .retentionExists, "the package \(item.id) is registered already, and otherwise",
                    remedy: "erase this copy of it; one is enough")
            }
            guard known.state == .kept else {
                throw ProvisoError(
                    .retentionErased, "the erasure of the package \(item.id) was decided already",
                    remedy: "remove this copy of it; nobody else would")
            }
        }
    }

    /// What is known of an item; see ``RetentionStore``.
    public func status(of id: StatementID) throws -> RetentionStatus? {
        try database.read { try $0.status(of: id) }
    }

    /// Every item; see ``RetentionStore``.
    public func items() throws -> [RetentionStatus] {
        try database.read { try $0.statuses() }
    }

    /// What there may be to do; see ``RetentionStore``.
    public func items(dueBy instant: Instant) throws -> [RetentionStatus] {
        try database.read { try $0.statuses(dueBy: instant) }
    }

    /// Puts an item on hold; see ``RetentionStore``.
    public func placeHold(_ hold: LegalHold) throws {
        try database.write { rows in
            let status = try rows.requireStatus(of: hold.item)
            if let known = try rows.hold(hold.id) {
                guard known.isSameOrder(as: hold) else {
                    throw ProvisoError(
                        .retentionExists, "there is another hold \(hold.id)", remedy: "give this one another id")
                }
                return
            }
            guard status.state == .kept else {
                throw ProvisoError(
                    .retentionErased, "it is too late for a hold: the erasure of \(hold.item) was decided",
                    remedy: "tell who ordered the hold")
            }
            try rows.insert(hold)
        }
    }

    /// Ends a hold; see ``RetentionStore``.
    public func releaseHold(_ id: StatementID, at instant: Instant) throws -> LegalHold {
        try database.write { rows in
            try rows.release(id, at: instant)
            guard let hold = try rows.hold(id) else { throw RetentionStatus.unknown("hold", id) }
            return hold
        }
    }

    /// Decides whether an item is erased; see ``RetentionStore``.
    public func beginErasure(_ id: StatementID, clock: TimeSource) throws -> ErasureDecision {
        try database.write { rows in
            let status = try rows.requireStatus(of: id)
            let reading = ClockReading(now: clock.now(), latestBefore: try rows.latestTime())
            let reason = status.reason(at: reading)
            guard reason == .due else { return .declined(reason, status) }
            try rows.setLatestTime(reading.latest)
            try rows.begin(id, at: reading.now)
            return .begun(try rows.requireStatus(of: id))
        }
    }

    /// Records that an item is gone; see ``RetentionStore``.
    public func recordErased(
        _ id: StatementID, _ evidence: ErasureEvidence, at instant: Instant
    ) throws -> RetentionStatus {
        try database.write { rows in
            let status = try rows.requireStatus(of: id)
            if status.state == .kept { throw status.outOfOrder("its erasure was not begun") }
            guard status.state == .erasing, let begun = status.begun else { return status }
            try rows.recordErased(id, evidence, at: max(begun, instant))
            return try rows.requireStatus(of: id)
        }
    }

    /// Records a certificate; see ``RetentionStore``.
    public func recordCertificate(_ id: StatementID, _ note: String) throws -> RetentionStatus {
        try database.write { rows in
            let status = try rows.requireStatus(of: id)
            if status.state == .certified { return status }
            guard status.state == .erased else { throw status.outOfOrder("it was not found to be gone") }
            try rows.recordCertificate(id, note)
            return try rows.requireStatus(of: id)
        }
    }

    /// The latest time that was seen; see ``RetentionStore``.
    public func latestTime() throws -> Instant? {
        try database.read { try $0.latestTime() }
    }

    /// Reads the clock; see ``RetentionStore``.
    public func advanceClock(_ clock: TimeSource) throws -> ClockReading {
        try database.write { rows in
            let reading = ClockReading(now: clock.now(), latestBefore: try rows.latestTime())
            try rows.setLatestTime(reading.latest)
            return reading
        }
    }
}

#else

public import Proviso

/// What is kept and what became of it, in an SQLite database: switched off with the trait `SQLite`.
@available(
    *, unavailable,
    message: "SQLiteRetentionStore needs the trait SQLite: .package(name: \"proviso\", …, traits: [\"SQLite\"])"
)
public final class SQLiteRetentionStore: Sendable {
    /// Not available without the trait `SQLite`.
    public init(_ path: String) throws {}
}

#endif
