#if SQLite

internal import GRDB
internal import Proviso

/// The database of a ``SQLiteRetentionStore``: how it is opened, and how its errors are told.
final class RetentionDatabase: Sendable {
    private let path: String
    private let writer: any DatabaseWriter
    /// The file that was opened, if it is one of its own.
    private let file: (path: String, identity: FileIdentity)?

    /// A file of its own.
    init(path: String) throws {
        self.path = path
        (writer, file) = try PrivateFile.prepare(path) {
            // A path from the root is a file to SQLite; "file:a" would be an address, and ":memory:" no file at all.
            let file = try PrivateFile.resolved(path)
            for suffix in ["-wal", "-shm", "-journal"] { try PrivateFile.isThere(file + suffix) }
            let identity = try FileIdentity(ofFileAt: file)
            return try Self.translatingErrors(path) {
                let queue = try DatabaseQueue(path: file, configuration: Self.configuration)
                try queue.read { db in try Self.requireOurs(db, path) }
                try queue.writeWithoutTransaction(Self.setUp)
                return (queue, identity.map { (file, $0) })
            }
        }
        try prepare()
    }

    /// A database of the application, in which the tables stand beside its own.
    init(_ writer: any DatabaseWriter) throws {
        path = writer.path
        self.writer = writer
        file = nil
        try prepare()
    }

    /// One transaction that looks.
    func read<R>(_ body: (SQLiteTransaction) throws -> R) throws -> R {
        try requireSameFile()
        return try Self.translatingErrors(path) {
            try Self.read(writer) { db in try body(SQLiteTransaction(db, path: path)) }
        }
    }

    /// One transaction that looks and acts. Nobody else acts meanwhile.
    func write<R>(_ body: (SQLiteTransaction) throws -> R) throws -> R {
        try Self.translatingErrors(path) {
            try writer.writeWithoutTransaction { db in
                try Self.withDurableWrites(db) {
                    var result: R?
                    try db.inTransaction(.immediate) {
                        try requireSameFile()
                        result = try body(SQLiteTransaction(db, path: path))
                        if file == nil { try RetentionSchema.notifyObservers(db) }
                        return .commit
                    }
                    return result!
                }
            }
        }
    }

    /// Empties the write-ahead log into the database, in which what was deleted is overwritten.
    func scrub() throws {
        try Self.translatingErrors(path) { try Self.scrub(writer) }
    }

    // MARK: - What holds for every database that data are erased from

    /// One transaction that looks, and does nothing else.
    ///
    /// GRDB would see to that with a pragma, after which SQLite prepares every statement anew, and would tell what observes an application's
    /// transactions of it. So it is begun and ended without GRDB.
    static func read<R>(_ writer: any DatabaseWriter, _ body: (Database) throws -> R) throws -> R {
        try writer.unsafeRead { db in
            try RunningStatement.run("BEGIN DEFERRED TRANSACTION", db)
            do {
                let result = try body(db)
                try RunningStatement.run("COMMIT TRANSACTION", db)
                return result
            } catch {
                // Some errors have ended it already.
                try? RunningStatement.run("ROLLBACK TRANSACTION", db)
                throw error
            }
        }
    }

    /// Sees that what is committed is on the disk, and that what is deleted is overwritten, whatever an application has set for
    /// itself: the point of no return must be there before anything is erased.
    static func withDurableWrites<R>(_ db: Database, _ body: () throws -> R) throws -> R {
        let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? 0
        if synchronous < 2 { try db.execute(sql: "PRAGMA synchronous = FULL") }
        defer { if synchronous < 2 { try? db.execute(sql: "PRAGMA synchronous = \(synchronous)") } }
        if try Int.fetchOne(db, sql: "PRAGMA secure_delete") != 1 { try db.execute(sql: "PRAGMA secure_delete = ON") }
        return try body()
    }

    static func scrub(_ writer: any DatabaseWriter) throws {
        let isBusy = try writer.writeWithoutTransaction { db in
            try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") ?? 0
        }
        // A journal that is kept has in it what was there before.
        guard try writer.read({ db in try String.fetchOne(db, sql: "PRAGMA journal_mode") }) != "persist" else {
            throw ProvisoError(
                .storeFailed, "the database keeps its journal, and in it what was deleted",
                remedy: "set journal_mode to WAL", place: ProvisoError.Place(source: writer.path))
        }
        guard isBusy == 0 else {
            throw ProvisoError(
                .storeBusy, "somebody reads the database as it was before, so what was deleted is still in its files",
                remedy: "let them finish, then sweep again", place: ProvisoError.Place(source: writer.path))
        }
    }

    /// Refuses to go on with a file that nobody finds any more: what is written to it would be gone when it is closed, holds too.
    private func requireSameFile() throws {
        guard let file, try FileIdentity(ofFileAt: file.path) != file.identity else { return }
        throw ProvisoError(
            .storeFailed, "the file was replaced or removed while it was open", remedy: "open it again",
            place: ProvisoError.Place(source: path))
    }

    // MARK: - Opening

    private static let configuration: Configuration = {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.label = "Proviso retention"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA secure_delete = ON")
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }()

    /// A number in the header that tells our databases from others: "prvr".
    static let applicationID = 0x7072_7672

    private static func setUp(_ db: Database) throws {
        // Before the first table: a process that is killed then must not leave what looks like a database of another program.
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
    }

    /// Makes the tables, or what they lack, and sees that they are sound.
    private func prepare() throws {
        try Self.translatingErrors(path) {
            try writer.read { db in try Self.requireKnownVersion(db, path) }
            try writer.writeWithoutTransaction { db in try Self.requireSuitable(db, path) }
            // A database that can only be read is of no use; better to know it now. Others may be opening it too.
            try writer.write { db in
                try Self.requireKnownVersion(db, path)
                try RetentionSchema.migrate(db)
                try db.execute(sql: "UPDATE proviso_clock SET number = 1 WHERE false")
            }
            try writer.read { db in try requireSound(db) }
        }
    }

    private static func requireKnownVersion(_ db: Database, _ path: String) throws {
        guard try RetentionSchema.version(of: db) <= RetentionSchema.version else {
            throw ProvisoError(
                .storeVersion, "a database of a later version of Proviso", remedy: "update this program",
                place: ProvisoError.Place(source: path))
        }
    }

    /// Refuses what an application can have set and transactions, or the order of ids, cannot do without.
    private static func requireSuitable(_ db: Database, _ path: String) throws {
        let place = ProvisoError.Place(source: path)
        let journal = try String.fetchOne(db, sql: "PRAGMA journal_mode")
        let file = try String.fetchOne(db, sql: "SELECT file FROM pragma_database_list WHERE name = 'main'") ?? ""
        // A journal in memory is lost with the process. A database in memory is so too, and is for tests.
        guard journal != "off", journal != "persist", journal != "memory" || file.isEmpty else {
            throw ProvisoError(
                .storeFailed,
                "the database keeps no journal on the disk, so that half a transaction could stay, or keeps it for ever",
                remedy: "set journal_mode to WAL", place: place)
        }
        guard try String.fetchOne(db, sql: "PRAGMA encoding") == "UTF-8" else {
            throw ProvisoError(
                .storeFailed, "the database keeps its texts as UTF-16", remedy: "use one that keeps them as UTF-8",
                place: place)
        }
    }

    private func requireSound(_ db: Database) throws {
        if file != nil {
            let faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(1)")
            let orphans = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check")
            guard faults == ["ok"], orphans == nil else { throw Self.damaged(path) }
            return
        }
        // How sound an application's own tables are is not for us to judge.
        for table in try RetentionSchema.tables(of: db) {
            let faults = try String.fetchAll(db, sql: "SELECT * FROM pragma_integrity_check(?)", arguments: [table])
            let orphans = try Row.fetchOne(db, sql: "SELECT * FROM pragma_foreign_key_check(?)", arguments: [table])
            guard faults == ["ok"], orphans == nil else { throw Self.damaged(path) }
        }
    }

    // MARK: - Errors

    static func damaged(_ path: String) -> ProvisoError {
        ProvisoError(
            .storeDamaged, "the database is damaged", remedy: "restore it from a backup",
            place: ProvisoError.Place(source: path))
    }

    static func translatingErrors<R>(_ path: String, _ body: () throws -> R) throws -> R {
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

#endif
