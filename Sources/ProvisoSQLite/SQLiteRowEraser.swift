#if SQLite

public import GRDB
public import Proviso

/// Deletes rows of an application's own database.
///
/// ```swift
/// let eraser = SQLiteRowEraser(queue, tables: ["person": "id", "note": "person_id"])
/// let engine = RetentionEngine(store: store, erasers: [SQLiteRowEraser.name: eraser])
/// let part = try ErasablePart(eraser: SQLiteRowEraser.name, locator: "note/17")
/// ```
///
/// The locator of a part is a table that was listed, `/` and a key: every row of the table is deleted that has the key in the column that was
/// listed for it.
///
/// - **Guarantees**: what is deleted is overwritten, and the write-ahead log is emptied before it ends well; then the table has no such row.
/// - **Does not guarantee**: anything about other tables, and about triggers and foreign keys of the application's, which do what they do.
/// - **Cost**: a transaction, and a checkpoint, for each part. Without an index on the column the whole table is read.
public struct SQLiteRowEraser: Eraser {
    /// The name by which parts ask for it.
    public static let name = "row"

    private let writer: any DatabaseWriter
    /// The column of the key, by table.
    private let tables: [String: String]

    /// An eraser of rows in some tables, each with the column that its keys stand in.
    public init(_ writer: any DatabaseWriter, tables: [String: String]) {
        self.writer = writer
        self.tables = tables
    }

    /// Refuses a table that was not listed, and a part without a key.
    ///
    /// - **Throws**: `valueInvalid`.
    public func check(_ part: ErasablePart, of item: RetentionItem) throws {
        _ = try place(part)
    }

    /// Deletes the rows of a part.
    ///
    /// - **Throws**: `erasureIncomplete` if there are rows again; `storeBusy` if somebody reads the database as it was before; `storeFailed` for what SQLite refuses.
    public func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        let (table, column, key) = try place(part)
        return try RetentionDatabase.translatingErrors(writer.path) {
            let count = try writer.writeWithoutTransaction { db in
                try RetentionDatabase.withDurableWrites(db) {
                    var count = 0
                    try db.inTransaction(.immediate) {
                        try db.execute(sql: "DELETE FROM \(table) WHERE \(column) = ?", arguments: [key])
                        count = db.changesCount
                        return .commit
                    }
                    return count
                }
            }
            try RetentionDatabase.scrub(writer)
            let left = try writer.read { db in
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table) WHERE \(column) = ?", arguments: [key]) ?? 0
            }
            guard left == 0 else {
                throw ProvisoError(
                    .erasureIncomplete, "rows of the table \(table) are there again", remedy: "see who makes them",
                    place: ProvisoError.Place(source: writer.path))
            }
            return ErasureEvidence(
                count: count, method: count > 0 ? .rowsDeleted : .foundAbsent, verification: .rowsAbsent)
        }
    }

    /// The table and the column, quoted, and the key.
    private func place(_ part: ErasablePart) throws -> (table: String, column: String, key: String) {
        guard let slash = part.locator.firstIndex(of: "/") else { throw unknown() }
        let (table, key) = (String(part.locator[..<slash]), String(part.locator[part.locator.index(after: slash)...]))
        guard let column = tables[table], !key.isEmpty else { throw unknown() }
        return (table.quotedDatabaseIdentifier, column.quotedDatabaseIdentifier, key)
    }

    private func unknown() -> ProvisoError {
        ProvisoError(
            .valueInvalid, "not a row of a table that was listed",
            remedy: "write TABLE/KEY, with one of: \(tables.keys.sorted().joined(separator: ", "))")
    }
}

#endif
