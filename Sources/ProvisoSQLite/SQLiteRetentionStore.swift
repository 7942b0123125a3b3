#if SQLite

public import GRDB
public import Proviso

/// What is kept and what became of it, in an SQLite database.
///
/// ```swift
/// let engine = RetentionEngine(store: try SQLiteRetentionStore("retention.sqlite"))
/// ```
///
/// It can be a file of its own, or the database that an application has anyway; all tables have names that begin with
/// `proviso_`. Any tool that reads SQLite can read them; instants are milliseconds since 1970.
///
/// - **Guarantees**: what ``RetentionStore`` asks for: each call is one transaction, and on the disk when it returns.
///   Several processes can use the database at once; a call waits up to five seconds for another. A file of its own is for its
///   owner alone. What is deleted is overwritten, in the write-ahead log by ``scrub()``. A file that was replaced
///   or removed while it was open is not gone on with.
/// - **Does not guarantee**: anything on a network file system, or in a folder that others can write to.
/// - **Cost**: opening reads the whole database, and of an application's the tables of Proviso, to see that they are sound.
public final class SQLiteRetentionStore: RetentionStore {
    private let database: RetentionDatabase

    /// Opens a file, and makes it if there is none.
    ///
    /// - **Throws**: `storeMode` for a file, or a log beside it, that others can read or write; `storeDamaged` for one that is damaged or
    ///   not ours; `storeVersion` for one that was written by a later version; `storeBusy`; `storeFailed`.
    public init(_ path: String) throws {
        database = try RetentionDatabase(path: path)
    }

    /// Uses an application's own database, and makes the tables in it if they are not there.
    ///
    /// Each transaction of the store is one of its own, and sets `secure_delete` on the connection that writes.
    ///
    /// - **Does not guarantee**: that the file is for its owner alone, and how long others are waited for: both are up to the
    ///   application.
    /// - **Throws**: `storeDamaged`, `storeVersion`, `storeBusy`; `storeFailed`, also for a file without a journal on the disk,
    ///   and for one that keeps its texts as UTF-16.
    public init(_ writer: any DatabaseWriter) throws {
        database = try RetentionDatabase(writer)
    }

    /// One transaction that looks; see ``RetentionStore``.
    public func read<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R {
        try database.read(body)
    }

    /// One transaction that looks and acts; see ``RetentionStore``.
    public func write<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R {
        try database.write(body)
    }

    /// Empties the write-ahead log; see ``RetentionStore``.
    public func scrub() throws {
        try database.scrub()
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
