#if SQLite

internal import GRDB
internal import GRDBSQLite
internal import Proviso

/// What a statement can be given.
protocol SQLArgument {
    /// Binds it to a place of a statement that was reset, and gives SQLite's code.
    func bind(_ statement: OpaquePointer, _ index: Int32) -> Int32
}

/// A statement while a transaction runs it.
///
/// GRDB opens connections, begins and ends transactions, and keeps prepared statements. They are run with SQLite's own functions, because GRDB's
/// rows and arguments take several times as long as what they are for, and a sweep runs ten statements for each item.
@safe struct RunningStatement: ~Copyable {
    fileprivate let handle: OpaquePointer
    private let db: Database

    /// Runs a prepared statement from its beginning.
    fileprivate init(_ prepared: PreparedStatement, _ db: Database, _ arguments: [(any SQLArgument)?]) throws {
        // Sound: the statement is GRDB's, of the connection that the transaction has to itself, and the transaction keeps it.
        let statement = unsafe prepared.statement.sqliteStatement
        for (index, argument) in arguments.enumerated() {
            let place = Int32(index + 1)
            // Sound: as above; it was reset after its last use.
            let code = unsafe argument.map { unsafe $0.bind(statement, place) } ?? sqlite3_bind_null(statement, place)
            if code != SQLITE_OK { throw Self.failure(code, db) }
        }
        unsafe handle = statement
        self.db = db
    }

    /// Runs a statement to its end.
    static func run(_ sql: String, _ db: Database) throws {
        let statement = try RunningStatement(PreparedStatement(db.cachedStatement(sql: sql)), db, [])
        while try statement.step() {}
    }

    /// What it reads is let go of, and it holds no lock any more.
    deinit {
        // Sound: as above.
        _ = unsafe sqlite3_reset(handle)
    }

    /// Goes on to the next row; false if there is none.
    borrowing func step() throws -> Bool {
        // Sound: as above.
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw Self.failure(code, db)
        }
    }

    /// The row that it stands at.
    borrowing func row(_ columns: [String: Int32], path: String) -> StoredRow {
        // Sound: a row is looked at before the statement goes on, and leaves no function of this file.
        unsafe StoredRow(handle, columns, path: path)
    }

    private static func failure(_ code: Int32, _ db: Database) -> DatabaseError {
        // Sound: the connection is open as long as its statements; the message is copied.
        DatabaseError(
            resultCode: ResultCode(rawValue: code), message: unsafe String(cString: sqlite3_errmsg(db.sqliteConnection))
        )
    }
}

/// Has SQLite copy what is bound (its `SQLITE_TRANSIENT`, a macro that Swift does not see).
// Sound: SQLite compares the address with -1, and calls nothing there.
private let copying = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Int64: SQLArgument {
    func bind(_ statement: OpaquePointer, _ index: Int32) -> Int32 {
        // Sound: the statement is alive and stands at no row.
        unsafe sqlite3_bind_int64(statement, index, self)
    }
}

extension Int: SQLArgument {
    // Sound: as above.
    func bind(_ statement: OpaquePointer, _ index: Int32) -> Int32 { unsafe Int64(self).bind(statement, index) }
}

extension Bool: SQLArgument {
    func bind(_ statement: OpaquePointer, _ index: Int32) -> Int32 {
        // Sound: as above.
        unsafe Int64(self ? 1 : 0).bind(statement, index)
    }
}

extension String: SQLArgument {
    func bind(_ statement: OpaquePointer, _ index: Int32) -> Int32 {
        // Sound: as above. What is empty may have no address, and without one SQLite would bind NULL.
        if isEmpty { return unsafe sqlite3_bind_text(statement, index, "", 0, copying) }
        var text = self
        return text.withUTF8 { bytes in
            // Sound: as above; SQLite copies the bytes before it returns.
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe sqlite3_bind_text(statement, index, characters.baseAddress, Int32(characters.count), copying)
            }
        }
    }
}

extension [UInt8]: SQLArgument {
    func bind(_ statement: OpaquePointer, _ index: Int32) -> Int32 {
        // Sound: as above.
        if isEmpty { return unsafe sqlite3_bind_zeroblob(statement, index, 0) }
        // Sound: as above.
        return unsafe withUnsafeBytes { bytes in
            unsafe sqlite3_bind_blob(statement, index, bytes.baseAddress, Int32(bytes.count), copying)
        }
    }
}

/// A statement that is run for each of many items: it is told from others by what it is, not by its text, which takes longer to compare than the statement
/// to run. It is a constant, which is never gone.
final class SQLText: Sendable {
    let text: String

    init(_ text: String) {
        self.text = text
    }
}

/// A statement, ready to run, and where its columns are.
final class PreparedStatement {
    fileprivate let statement: GRDB.Statement
    fileprivate let columns: [String: Int32]

    fileprivate init(_ statement: GRDB.Statement) {
        self.statement = statement
        columns = Dictionary(zip(statement.columnNames, 0...), uniquingKeysWith: { first, _ in first })
    }
}

extension SQLiteTransaction {
    /// Runs a statement, and gives the number of the row that it inserted last.
    @discardableResult
    func execute(_ sql: String, _ arguments: [(any SQLArgument)?]) throws -> Int64 {
        try execute(prepared(sql), arguments)
    }

    /// Runs a statement.
    @discardableResult
    func execute(_ sql: SQLText, _ arguments: [(any SQLArgument)?]) throws -> Int64 {
        try execute(prepared(sql), arguments)
    }

    /// The rows that a statement gives, as values. A row with a value that it cannot have was not written by us.
    func rows<R>(_ sql: String, _ arguments: [(any SQLArgument)?] = [], _ body: (StoredRow) throws -> R) throws -> [R] {
        try rows(prepared(sql), arguments, body)
    }

    /// The rows that a statement gives, as values.
    func rows<R>(_ sql: SQLText, _ arguments: [(any SQLArgument)?] = [], _ body: (StoredRow) throws -> R) throws -> [R]
    {
        try rows(prepared(sql), arguments, body)
    }

    /// Whether a statement gives a row.
    func exists(_ sql: SQLText, _ arguments: [(any SQLArgument)?]) throws -> Bool {
        try RunningStatement(prepared(sql), db, arguments).step()
    }

    private func execute(_ prepared: PreparedStatement, _ arguments: [(any SQLArgument)?]) throws -> Int64 {
        let statement = try RunningStatement(prepared, db, arguments)
        while try statement.step() {}
        return db.lastInsertedRowID
    }

    private func rows<R>(
        _ prepared: PreparedStatement, _ arguments: [(any SQLArgument)?], _ body: (StoredRow) throws -> R
    ) throws -> [R] {
        let statement = try RunningStatement(prepared, db, arguments)
        var values: [R] = []
        while try statement.step() {
            do {
                values.append(try body(statement.row(prepared.columns, path: path)))
            } catch is ProvisoError {
                throw RetentionDatabase.damaged(path)
            }
        }
        return values
    }

    private func prepared(_ sql: String) throws -> PreparedStatement {
        if let known = statementsByText[sql] { return known }
        let made = PreparedStatement(try db.cachedStatement(sql: sql))
        statementsByText[sql] = made
        return made
    }

    private func prepared(_ sql: SQLText) throws -> PreparedStatement {
        if let known = statements[ObjectIdentifier(sql)] { return known }
        let made = try prepared(sql.text)
        statements[ObjectIdentifier(sql)] = made
        return made
    }
}

#endif
