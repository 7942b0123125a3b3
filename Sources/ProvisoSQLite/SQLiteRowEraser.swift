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
/// - **Guarantees**: what is deleted is overwritten, and then the table has no such row; the write-ahead log is emptied before anything is
///   certified.
/// - **Does not guarantee**: anything about other tables, and about triggers and foreign keys of the application's, which do what they do.
/// - **Cost**: a transaction for the parts of up to 256 items, and a checkpoint for the certificates of a sweep. Without an index on the column the whole table is read.
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
    /// - **Throws**: `erasureIncomplete` if there are rows again; `storeFailed` for what SQLite refuses.
    public func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        try delete([try place(part)])[0]
    }

    /// Deletes the rows of several parts in one transaction; one by one only if one of them cannot be deleted.
    public func erase(_ parts: [ItemPart]) -> [Result<ErasureEvidence, any Error>] {
        if let evidence = try? delete(parts.map { try place($0.part) }) { return evidence.map { .success($0) } }
        return parts.map { part in Result { try erase(part.part, of: part.retained) } }
    }

    /// Empties the write-ahead log, in which what was deleted still stands.
    ///
    /// - **Throws**: `storeBusy` if somebody reads the database as it was before.
    public func scrub() throws {
        try RetentionDatabase.translatingErrors(writer.path) { try RetentionDatabase.scrub(writer) }
    }

    private struct Place {
        let table: String
        let column: String
        let key: String
    }

    /// Deletes the rows at some places, all or none, and looks whether they are gone.
    private func delete(_ places: [Place]) throws -> [ErasureEvidence] {
        try RetentionDatabase.translatingErrors(writer.path) {
            let counts = try writer.writeWithoutTransaction { db in
                try RetentionDatabase.withDurableWrites(db) {
                    var counts: [Int] = []
                    try db.inTransaction(.immediate) {
                        for place in places {
                            let delete = try db.cachedStatement(
                                sql: "DELETE FROM \(place.table) WHERE \(place.column) = ?")
                            delete.setUncheckedArguments([place.key])
                            try delete.execute()
                            counts.append(db.changesCount)
                        }
                        return .commit
                    }
                    return counts
                }
            }
            try RetentionDatabase.read(writer) { db in try requireAbsent(places, db) }
            return counts.map { count in
                ErasureEvidence(
                    count: count, method: count > 0 ? .rowsDeleted : .foundAbsent, verification: .rowsAbsent)
            }
        }
    }

    private func requireAbsent(_ places: [Place], _ db: Database) throws {
        for place in places {
            let isThere = try Bool.fetchOne(
                db.cachedStatement(
                    sql: "SELECT EXISTS (SELECT 1 FROM \(place.table) WHERE \(place.column) = ?)"),
                arguments: [place.key])
            guard isThere == false else {
                throw ProvisoError(
                    .erasureIncomplete, "rows of the table \(place.table) are there again",
                    remedy: "see who makes them",
                    place: ProvisoError.Place(source: writer.path))
            }
        }
    }

    /// The table and the column, quoted, and the key.
    private func place(_ part: ErasablePart) throws -> Place {
        guard let slash = part.locator.firstIndex(of: "/") else { throw unknown() }
        let (table, key) = (String(part.locator[..<slash]), String(part.locator[part.locator.index(after: slash)...]))
        guard let column = tables[table], !key.isEmpty else { throw unknown() }
        return Place(
            table: table.quotedDatabaseIdentifier, column: column.quotedDatabaseIdentifier, key: key)
    }

    private func unknown() -> ProvisoError {
        ProvisoError(
            .valueInvalid, "not a row of a table that was listed",
            remedy: "write TABLE/KEY, with one of: \(tables.keys.sorted().joined(separator: ", "))")
    }
}

#endif
