#if SQLite

import GRDB
import Proviso
import ProvisoTesting
import Synchronization
import Testing

@testable import ProvisoSQLite

@Suite struct SQLiteRowEraserTests {
    private let folder: TemporaryFolder
    private let queue: DatabaseQueue
    private let engine: RetentionEngine

    /// An application's database, with notes of people that must not go before them, and the tables of the engine.
    init() throws {
        folder = try TemporaryFolder(inMemory: true)
        queue = try DatabaseQueue(path: folder.path("application.sqlite"))
        try queue.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA journal_mode = WAL;
                    CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL);
                    CREATE TABLE note (number INTEGER PRIMARY KEY, person TEXT NOT NULL REFERENCES person (id), text TEXT);
                    """)
        }
        engine = RetentionEngine(
            store: try SQLiteRetentionStore(queue),
            erasers: [
                SQLiteRowEraser.name: SQLiteRowEraser(queue, tables: ["person": "id", "note": "person"])
            ], time: .fixed(Day.late), largestClockStepDays: 1000)
        let schedule = try RetentionSchedule("tests", version: 1) { RetentionRule("people", maximum: .days(1)) }
        try engine.adopt(schedule, replacing: nil)
    }

    private func register(_ id: String, notes: Int = 2, _ locators: [String]? = nil) throws {
        try queue.write { db in
            try db.execute(sql: "INSERT INTO person VALUES (?, 'a name')", arguments: [id])
            for _ in 0..<notes {
                try db.execute(sql: "INSERT INTO note (person, text) VALUES (?, 'a text')", arguments: [id])
            }
        }
        let parts = try (locators ?? ["note/" + id, "person/" + id]).map { locator in
            try ErasablePart(eraser: SQLiteRowEraser.name, locator: locator)
        }
        try engine.register(
            RetentionItem(
                id: RetentionID(id), labels: RetentionLabels(category: "person"), created: Day.created, parts: parts))
    }

    private func people() throws -> [String] {
        try queue.read { db in try String.fetchAll(db, sql: "SELECT id FROM person ORDER BY id") }
    }

    @Test func `the rows of all parts go in the order of the parts, and the evidence counts them`() throws {
        for number in 1...5 { try register("p\(number)", notes: number) }
        let report = try engine.sweep()
        #expect(report.certified.count == 5 && report.certificates.count == 1)
        #expect(try people() == [])
        #expect(report.certified[2].evidence.map(\.count) == [3, 1])
        #expect(report.certified[2].evidence.allSatisfy { $0.method == .rowsDeleted })
    }

    @Test func `a row that cannot be deleted fails alone, and goes once it can`() throws {
        for id in ["a", "b", "c"] { try register(id, id == "b" ? ["person/b"] : nil) }
        let report = try engine.sweep()
        #expect(report.certified.map(\.item.id.description) == ["a", "c"])
        #expect(report.failures.map(\.id.description) == ["b"] && report.failures[0].part?.locator == "person/b")
        #expect((report.failures[0].error as? ProvisoError)?.code == .erasureRefused)
        #expect(try people() == ["b"])
        try queue.write { try $0.execute(sql: "DELETE FROM note") }
        #expect(try engine.sweep().certified.map(\.item.id.description) == ["b"])
    }

    @Test(arguments: ["BLOB", "", "ANY"])
    func `a key in a column whose values SQLite does not convert is refused, and its row is not certified as absent`(
        type: String
    ) throws {
        try queue.write { db in
            try db.execute(sql: "CREATE TABLE thing (id \(type), text TEXT)\(type == "ANY" ? " STRICT" : "")")
            try db.execute(sql: "INSERT INTO thing VALUES (17, 'a text')")
        }
        let eraser = SQLiteRowEraser(queue, tables: ["thing": "id"])
        let part = try ErasablePart(eraser: SQLiteRowEraser.name, locator: "thing/17")
        let item = try RetentionItem(
            id: RetentionID("x"), labels: RetentionLabels(category: "thing"), created: Day.created, parts: [part])
        let error = #expect(throws: ProvisoError.self) { try eraser.erase(part, of: item) }
        #expect(error?.code == .erasureRefused)
    }

    @Test func `a journal that is kept is not certified over`() throws {
        try register("a")
        _ = try engine.items()
        try queue.writeWithoutTransaction { db in
            _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = PERSIST")
        }
        let report = try engine.sweep()
        #expect(report.erasedCount == 1 && report.certifiedCount == 0)
        #expect((report.failures.first?.error as? ProvisoError)?.code == .storeFailed)
        try queue.writeWithoutTransaction { db in _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") }
        #expect(try engine.sweep().certifiedCount == 1)
    }

    @Test func `rows that were gone before are found absent`() throws {
        try register("a", notes: 0)
        let evidence = try #require(try engine.sweep().certified.first?.evidence)
        #expect(evidence.map(\.method) == [.foundAbsent, .rowsDeleted] && evidence.map(\.count) == [0, 1])
    }

    @Test(arguments: ["person", "person/", "/a", "other/a", "sqlite_schema/a", "person\" WHERE 1 --/a"])
    func `a part that is no row of a listed table is refused when it is registered`(locator: String) throws {
        let item = try RetentionItem(
            id: RetentionID("x"), labels: RetentionLabels(category: "person"), created: Day.created,
            parts: [ErasablePart(eraser: SQLiteRowEraser.name, locator: locator)])
        let error = #expect(throws: ProvisoError.self) { try engine.register(item) }
        #expect(error?.code == .valueInvalid)
    }

    @Test func `as long as somebody reads the rows that were deleted, nothing is certified`() throws {
        try register("a")
        // SQLite keeps for it what it began to read.
        let reader = try DatabasePool(path: folder.path("application.sqlite"))
        let snapshot = try reader.makeSnapshot()
        #expect(try snapshot.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM person") } == 1)
        let report = try engine.sweep()
        #expect(report.erasedCount == 1 && report.certifiedCount == 0)
        #expect((report.failures.first?.error as? ProvisoError)?.code == .storeBusy)
        try snapshot.close()
        #expect(try engine.sweep().certifiedCount == 1)
    }

    @Test func `what observes the tables through GRDB is told of changes`() throws {
        let count = Mutex(0)
        let transactions = TransactionCounter()
        queue.add(transactionObserver: transactions)
        let observing = DatabaseRegionObservation(tracking: Table("proviso_item")).start(in: queue) { error in
            Issue.record(error)
        } onChange: { _ in
            count.withLock { $0 += 1 }
        }
        defer { observing.cancel() }
        try register("a")
        #expect(count.withLock(\.self) == 1)
        let before = transactions.count.withLock(\.self)
        _ = try engine.items()
        #expect(count.withLock(\.self) == 1)
        #expect(before > 0 && transactions.count.withLock(\.self) == before, "of what looks nobody is told")
    }
}

/// Counts what is committed.
private final class TransactionCounter: TransactionObserver, Sendable {
    let count = Mutex(0)

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ db: Database) { count.withLock { $0 += 1 } }
    func databaseDidRollback(_ db: Database) {}
}

#endif
