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
/// - **Cost**: a transaction for the parts of a batch of items, and a checkpoint for the certificates of a sweep. Without an index on the column the whole table is read.
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
    /// - **Throws**: `erasureIncomplete` if there are rows again; `erasureRefused` if a foreign key or a trigger keeps them, or for a column of no type that a key in a text can be
    ///   compared with; `storeBusy`; `storeFailed` for what else SQLite refuses.
    public func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        try delete([try place(part)])[0].get()
    }

    /// Deletes the rows of several parts in one transaction; one by one only if one of them is kept by a foreign key or a trigger.
    public func erase(_ parts: [PartErasure]) -> [Result<ErasureEvidence, any Error>] {
        do {
            return try delete(parts.map { try place($0.part) })
        } catch let error as ProvisoError
            where parts.count > 1 && [.erasureRefused, .valueInvalid].contains(error.code)
        {
            return parts.map { part in Result { try erase(part.part, of: part.retained) } }
        } catch {
            // A database that is in use is so for all of them, and each would wait for it.
            return parts.map { _ in .failure(error) }
        }
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

    /// Deletes the rows at some places, all or none, and looks for each whether they are gone.
    private func delete(_ places: [Place]) throws -> [Result<ErasureEvidence, any Error>] {
        try RetentionDatabase.translatingErrors(writer.path) {
            let counts = try writer.writeWithoutTransaction { db in
                try RetentionDatabase.withDurableWrites(db) {
                    var counts: [Int] = []
                    try db.inTransaction(.immediate) {
                        for (table, column) in Set(places.map { [$0.table, $0.column] }).map({ ($0[0], $0[1]) }) {
                            try requireComparable(column, of: table, db)
                        }
                        counts = try places.map { try delete($0, db) }
                        return .commit
                    }
                    return counts
                }
            }
            return try RetentionDatabase.read(writer) { db in
                try zip(places, counts).map { place, count in
                    if try isThere(place, db) { return .failure(thereAgain(place)) }
                    return .success(
                        ErasureEvidence(
                            count: count, method: count > 0 ? .rowsDeleted : .foundAbsent, verification: .rowsAbsent))
                }
            }
        }
    }

    private func delete(_ place: Place, _ db: Database) throws -> Int {
        let delete = try db.cachedStatement(
            sql:
                "DELETE FROM \(place.table.quotedDatabaseIdentifier) WHERE \(place.column.quotedDatabaseIdentifier) = ?"
        )
        delete.setUncheckedArguments([place.key])
        do {
            try delete.execute()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw ProvisoError(
                .erasureRefused, "a foreign key or a trigger keeps rows of the table \(place.table)",
                remedy: "erase what refers to them first", place: ProvisoError.Place(source: writer.path))
        }
        return db.changesCount
    }

    private func isThere(_ place: Place, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM \(place.table.quotedDatabaseIdentifier)
                        WHERE \(place.column.quotedDatabaseIdentifier) = ?)
                    """),
            arguments: [place.key]) ?? true
    }

    /// Refuses a column in which a key that is a text would not find its row, and nothing would be found to be gone: SQLite converts it for columns
    /// of texts and numbers alone (Datatypes In SQLite, section 3.1).
    private func requireComparable(_ column: String, of table: String, _ db: Database) throws {
        let declared = try String.fetchOne(
            db, sql: "SELECT upper(type) FROM pragma_table_xinfo(?) WHERE lower(name) = lower(?)",
            arguments: [table, column])
        let types = ["INT", "CHAR", "CLOB", "TEXT", "REAL", "FLOA", "DOUB", "NUM", "DEC"]
        guard let declared, types.contains(where: { declared.contains($0) }) else {
            throw ProvisoError(
                .erasureRefused,
                "the column \(column) of the table \(table) is not there, or has no type that the key of a part could be compared with",
                remedy: "list a column of texts or of numbers", place: ProvisoError.Place(source: writer.path))
        }
    }

    private func thereAgain(_ place: Place) -> ProvisoError {
        ProvisoError(
            .erasureIncomplete, "rows of the table \(place.table) are there again", remedy: "see who makes them",
            place: ProvisoError.Place(source: writer.path))
    }

    private func place(_ part: ErasablePart) throws -> Place {
        guard let slash = part.locator.firstIndex(of: "/") else { throw unknown() }
        let (table, key) = (String(part.locator[..<slash]), String(part.locator[part.locator.index(after: slash)...]))
        guard let column = tables[table], !key.isEmpty else { throw unknown() }
        return Place(table: table, column: column, key: key)
    }

    private func unknown() -> ProvisoError {
        ProvisoError(
            .valueInvalid, "not a row of a table that was listed",
            remedy: "write TABLE/KEY, with one of: \(tables.keys.sorted().joined(separator: ", "))")
    }
}

#endif
