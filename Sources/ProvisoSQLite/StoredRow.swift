#if SQLite

internal import GRDBSQLite
internal import Proviso

/// A row of our tables, read with distrust: whoever can write the file can put anything into it.
///
/// A value of another type than its column has, or a text that is not UTF-8 or holds a NUL, is damage. SQLite would convert
/// the one, so that a date that is a text would be 1970 and its item due; GRDB would repair or cut the other, so that two ids
/// could be one.
@safe struct StoredRow {
    private let statement: OpaquePointer
    private let columns: [String: Int32]
    private let path: String

    /// The row that a statement stands at, for as long as it does.
    init(_ statement: OpaquePointer, _ columns: [String: Int32], path: String) {
        // Sound: kept for as long as the caller says that it stands at a row.
        unsafe self.statement = statement
        self.columns = columns
        self.path = path
    }

    func text(_ column: String) throws -> String { try value(try optionalText(column)) }

    func optionalText(_ column: String) throws -> String? {
        // Sound: the bytes are those of a column of the row that the statement stands at, and are read before it goes on.
        guard let bytes = unsafe try bytes(column, SQLITE_TEXT) else { return nil }
        return try value(unsafe bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self))
    }

    func data(_ column: String) throws -> [UInt8] { try value(try optionalData(column)) }

    func optionalData(_ column: String) throws -> [UInt8]? {
        // Sound: as above; they are copied.
        unsafe try bytes(column, SQLITE_BLOB).map { unsafe Array($0) }
    }

    func number(_ column: String) throws -> Int64 { try value(try optionalNumber(column)) }

    func optionalNumber(_ column: String) throws -> Int64? {
        let index = try index(column)
        // Sound: the statement stands at a row, which has a column of this index.
        switch unsafe sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: return unsafe sqlite3_column_int64(statement, index)
        case SQLITE_NULL: return nil
        default: throw RetentionDatabase.damaged(path)
        }
    }

    /// A number that counts something: versions, renewals.
    func count(_ column: String) throws -> Int {
        try value(Int(exactly: try number(column)).flatMap { $0 < 0 ? nil : $0 })
    }

    func instant(_ column: String) throws -> Instant { try value(try optionalInstant(column)) }

    func optionalInstant(_ column: String) throws -> Instant? {
        try optionalNumber(column).map { try value(Instant(millisecondsSinceEpoch: $0)) }
    }

    /// A value that is one.
    func value<V>(_ value: V?) throws -> V {
        guard let value else { throw RetentionDatabase.damaged(path) }
        return value
    }

    /// The bytes of a column of a type; nil for NULL.
    private func bytes(_ column: String, _ type: Int32) throws -> UnsafeRawBufferPointer? {
        let index = try index(column)
        // Sound: as above. SQLite keeps the bytes until the statement goes on or the column is converted, and nothing here does either.
        switch unsafe sqlite3_column_type(statement, index) {
        case type:
            let bytes = unsafe sqlite3_column_blob(statement, index)
            return unsafe UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, index)))
        case SQLITE_NULL: return nil
        default: throw RetentionDatabase.damaged(path)
        }
    }

    private func index(_ column: String) throws -> Int32 {
        guard let index = columns[column] else { preconditionFailure("StoredRow: no column \(column)") }
        return index
    }
}

#endif
