#if SQLite

import GRDB
import Proviso
import ProvisoSQLite

/// An application with a database of its own, in which the tables of Proviso stand beside others.
enum Host {
    /// A queue that keeps a rollback journal, does not wait for the disk and ignores foreign keys.
    static func queue(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = TRUNCATE")
            try db.execute(sql: "PRAGMA synchronous = OFF")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try migrate(queue)
        return queue
    }

    /// A pool, which keeps a log ahead and waits for the disk now and then.
    static func pool(_ path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = NORMAL") }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try migrate(pool)
        return pool
    }

    /// What is the application's own, in words.
    static func content(_ db: Database) throws -> [String] {
        var words = try String.fetchAll(db, sql: "SELECT text FROM letter ORDER BY number")
        words += try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY identifier")
        for name in ["user_version", "application_id", "journal_mode", "synchronous"] {
            words.append(try String.fetchOne(db, sql: "PRAGMA \(name)") ?? "")
        }
        words += try String.fetchAll(
            db,
            sql: """
                SELECT sql FROM sqlite_schema
                WHERE tbl_name NOT GLOB 'proviso_*' AND name NOT GLOB 'sqlite_*' AND sql IS NOT NULL ORDER BY name
                """)
        return words
    }

    private static func migrate(_ writer: any DatabaseWriter) throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("letters") { db in
            try db.execute(
                sql: """
                    CREATE TABLE writer (number INTEGER PRIMARY KEY);
                    CREATE TABLE letter (number INTEGER PRIMARY KEY, text TEXT, writer INTEGER REFERENCES writer (number));
                    INSERT INTO letter (text) VALUES ('Dear Ana');
                    PRAGMA user_version = 7;
                    PRAGMA application_id = 42;
                    """)
        }
        try migrator.migrate(writer)
    }
}

/// The ways in which a store can have its database.
enum Arrangement: String, CaseIterable, Sendable {
    /// A file of its own.
    case file
    /// An application's queue.
    case queue
    /// An application's pool.
    case pool
    /// Two connections to one file, in turn.
    case alternating

    func open(_ path: String) throws -> any RetentionStore {
        switch self {
        case .file: try SQLiteRetentionStore(path)
        case .queue: try SQLiteRetentionStore(Host.queue(path))
        case .pool: try SQLiteRetentionStore(Host.pool(path))
        case .alternating: AlternatingStore([try SQLiteRetentionStore(path), try SQLiteRetentionStore(path)])
        }
    }
}

#endif
