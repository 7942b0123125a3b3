#if SQLite

internal import GRDB
internal import Proviso

/// The database of a ``SQLiteRetentionStore``: how it is opened, and how its errors are told.
final class RetentionDatabase: Sendable {
    private let path: String
    private let queue: DatabaseQueue

    init(_ path: String) throws {
        self.path = path
        queue = try PrivateFile.prepare(path) {
            try Self.translatingErrors(path) {
                // SQLite can take a path that begins with "file:" for an address, and open another file than was made.
                let path = path.hasPrefix("file:") ? "./" + path : path
                let queue = try DatabaseQueue(path: path, configuration: Self.configuration)
                try queue.read { db in try Self.requireOurs(db, path) }
                try queue.writeWithoutTransaction(Self.setUp)
                try Self.migrator.migrate(queue)
                return queue
            }
        }
        try Self.translatingErrors(path) { [queue] in
            try queue.read { db in try Self.requireSound(db, path) }
            // A database that can only be read is of no use; better to know it now. A transaction alone would not tell.
            try queue.write { db in try db.execute(sql: "DELETE FROM clock WHERE false") }
        }
    }

    /// One transaction that looks.
    func read<R>(_ body: (RetentionRows) throws -> R) throws -> R {
        try Self.translatingErrors(path) {
            try queue.read { db in try body(RetentionRows(db: db, path: path)) }
        }
    }

    /// One transaction that looks and acts. Nobody else acts meanwhile.
    func write<R>(_ body: (RetentionRows) throws -> R) throws -> R {
        try Self.translatingErrors(path) {
            try queue.write { db in try body(RetentionRows(db: db, path: path)) }
        }
    }

    // MARK: - Opening

    private static let configuration: Configuration = {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.label = "Proviso retention"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA secure_delete = ON")
            // The point of no return must be on the disk before anything is erased.
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }()

    /// A number in the header that tells our databases from others: "prvr".
    static let applicationID = 0x7072_7672

    private static func setUp(_ db: Database) throws {
        // Before the first table, which the migrator makes for itself: a process that is killed then must not leave what looks
        // like a database of another program.
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
            throw DatabaseError(resultCode: .SQLITE_CANTOPEN, message: "it cannot keep a write-ahead log")
        }
    }

    private static func requireOurs(_ db: Database, _ path: String) throws {
        let id = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let isNew = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard id == applicationID || (id == 0 && isNew) else {
            throw ProvisoError(
                .storeDamaged, "a database of another program", remedy: "name another file",
                place: ProvisoError.Place(source: path))
        }
        guard try !migrator.hasBeenSuperseded(db) else {
            throw ProvisoError(
                .storeVersion, "a database of a later version of Proviso", remedy: "update this program",
                place: ProvisoError.Place(source: path))
        }
    }

    private static func requireSound(_ db: Database, _ path: String) throws {
        let faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(1)")
        let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
        guard faults == ["ok"], orphans.isEmpty else { throw damaged(path) }
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(sql: RetentionRows.schema)
        }
        return migrator
    }

    // MARK: - Errors

    static func damaged(_ path: String) -> ProvisoError {
        ProvisoError(
            .storeDamaged, "the database is damaged", remedy: "restore it from a backup",
            place: ProvisoError.Place(source: path))
    }

    private static func translatingErrors<R>(_ path: String, _ body: () throws -> R) throws -> R {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw translated(error, path)
        }
    }

    /// SQLite's errors as ours, without the statement and its values.
    private static func translated(_ error: DatabaseError, _ path: String) -> ProvisoError {
        let place = ProvisoError.Place(source: path)
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return ProvisoError(
                .storeBusy, "another process uses the database", remedy: "let it finish and run again", place: place)
        case .SQLITE_NOTADB:
            return ProvisoError(.storeDamaged, "not a database", remedy: "name another file", place: place)
        case .SQLITE_CORRUPT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
            return damaged(path)
        case .SQLITE_READONLY:
            return ProvisoError(
                .storeFailed, "the database can only be read", remedy: "check who owns it and its mode", place: place)
        case .SQLITE_FULL:
            return ProvisoError(
                .storeFailed, "there is no room for the database", remedy: "make room and run again", place: place)
        default:
            return ProvisoError(
                .storeFailed,
                "the database cannot be used: \(error.message ?? "SQLite error \(error.resultCode.rawValue)")",
                remedy: "mend that and run again", place: place)
        }
    }
}

extension RetentionStatus {
    /// The error for a step before its time.
    func outOfOrder(_ why: String) -> ProvisoError {
        ProvisoError(
            .retentionOrder, "the package \(item.id) is \(state): \(why)",
            remedy: "leave these steps to a RetentionEngine")
    }
}

extension LegalHold {
    /// Whether two descriptions of a hold say the same, be it released or not.
    func isSameOrder(as other: LegalHold) -> Bool {
        id == other.id && item == other.item && reason == other.reason && authority == other.authority
            && placed == other.placed
    }
}

#endif
