#if SQLite

import GRDB
import Proviso
import Testing

@testable import ProvisoSQLite
@testable import ProvisoTesting

/// Rows that somebody else has written: each value that a column cannot have is damage, and never a trap or another value.
@Suite struct StoredRowTests {
    private let queue: DatabaseQueue
    /// The database as the store has written it.
    private let original: DatabaseQueue
    private let store: SQLiteRetentionStore

    init() throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA ignore_check_constraints = ON") }
        queue = try DatabaseQueue(configuration: configuration)
        original = try DatabaseQueue()
        store = try SQLiteRetentionStore(queue)
        try Self.fill(store)
        try queue.backup(to: original)
    }

    /// A column as the schema says.
    private struct Column: CustomStringConvertible {
        let table: String
        let name: String
        let type: String
        let isNullable: Bool

        var description: String { "\(table).\(name)" }
    }

    /// Every column but the numbers of rows, which SQLite itself keeps from being anything else, and what events are looked
    /// up by: other words are just not found.
    private func columns() throws -> [Column] {
        try original.read { db in
            var columns: [Column] = []
            for table in try RetentionSchema.tables(of: db) where table != "proviso_schema" {
                let rows = try Row.fetchAll(db, sql: "SELECT * FROM pragma_table_info(?)", arguments: [table])
                for row in rows where row["pk"] as Int == 0 || row["type"] as String == "TEXT" {
                    if table == "proviso_event", (row["name"] as String).hasPrefix("target") { continue }
                    columns.append(
                        Column(table: table, name: row["name"], type: row["type"], isNullable: row["notnull"] == 0))
                }
            }
            return columns
        }
    }

    @Test func `a row that is as it was written is read`() throws {
        try readEverything()
        #expect(try columns().count >= 60)
    }

    @Test func `a value of another type than its column has is damage`() throws {
        try loosenSchema()
        for column in try columns() {
            let values = column.type == "INTEGER" ? ["'soon'", "1.5", "x'00'", "-9223372036854775808"] : ["x'FF'"]
            for value in values {
                try expectDamage(column, value)
            }
        }
    }

    @Test func `a text that is not UTF-8, or goes on behind a NUL, is damage`() throws {
        for column in try columns() where column.type == "TEXT" {
            for value in ["CAST(x'61FF' AS TEXT)", "\(column.name) || char(0) || 'b'", "CAST(x'EDA080' AS TEXT)"] {
                try expectDamage(column, value)
            }
        }
    }

    @Test func `nothing is damage where something must be, or where a state asks for it`() throws {
        try loosenSchema()
        let asked = [
            "proviso_item.disposal", "proviso_item.disposed", "proviso_item.begun", "proviso_item.decided_by",
            "proviso_item.due", "proviso_item.erased", "proviso_item.evidence", "proviso_item.certificate",
            "proviso_hold.until", "proviso_change.decided_by", "proviso_clock.sweeping_until",
            "proviso_vault_key.wrapped_under", "proviso_vault_key.subject", "proviso_vault_key.wrapped",
        ]
        for column in try columns() where !column.isNullable || asked.contains(column.description) {
            // A key of a table without numbers of rows.
            if column.description == "proviso_event.name" { continue }
            try expectDamage(column, "NULL")
        }
    }

    @Test(arguments: [
        ("proviso_item", "id", "''"), ("proviso_item", "id", "'a' || char(10)"),
        ("proviso_item", "state", "'gone'"), ("proviso_item", "state", "'kept'"), ("proviso_item", "state", "'erased'"),
        ("proviso_item", "disposal", "'lost'"), ("proviso_item", "sets_minimum_aside", "2"),
        ("proviso_item", "authorization", "'sha256:00'"), ("proviso_item", "parts", "'file'"),
        ("proviso_item", "parts", "''"), ("proviso_item", "evidence", "'4 files-unlinked'"),
        ("proviso_item", "evidence", "'-4 files-unlinked files-absent'"), ("proviso_item", "evidence", "''"),
        ("proviso_item", "decided_by", "''"), ("proviso_item", "erase_by", "created - 1"),
        ("proviso_item", "class", "99"), ("proviso_item", "certificate", "99"),
        ("proviso_class", "category", "'Notes'"),
        ("proviso_package", "id", "'1'"), ("proviso_package", "sender", "''"), ("proviso_package", "recipients", "''"),
        ("proviso_package", "terms", "'sha256:00'"), ("proviso_package", "files", "'../../etc/passwd'"),
        ("proviso_hold", "target_kind", "'nobody'"), ("proviso_hold", "kind", "'wish'"), ("proviso_hold", "id", "'1'"),
        ("proviso_hold", "review_by", "until"), ("proviso_event", "name", "'hold-released'"),
        ("proviso_schedule", "scope", "'no-items'"),
        ("proviso_clock", "sweeper", "'somebody'"), ("proviso_change", "details", "'{'"),
        ("proviso_vault_key", "wrapped", "x'00'"), ("proviso_vault_key", "subject", "''"),
        ("proviso_suppression", "pseudonym", "x'00'"), ("proviso_suppression", "erased", "due - 1"),
        ("proviso_suppression", "category", "'Notes'"), ("proviso_suppression", "rule", "'all'"),
        ("proviso_change", "details", "'[1]'"), ("proviso_change", "target_kind", "'x'"),
    ])
    func `a value that is not of its form is damage`(table: String, name: String, value: String) throws {
        try expectDamage(Column(table: table, name: name, type: "", isNullable: false), value)
    }

    @Test func `without its one row the clock is damage, and not one that has never been seen`() throws {
        try queue.write { try $0.execute(sql: "DELETE FROM proviso_clock") }
        for look in [
            { _ = try $0.latestTime() }, { _ = try $0.lastSweep() }, { _ = try $0.sweepLease() },
            { try $0.setLatestTime(Day.late) }, { try $0.setSweepLease(nil) },
        ] as [(any RetentionTransaction) throws -> Void] {
            let error = #expect(throws: ProvisoError.self) { try store.write(look) }
            #expect(error?.code == .storeDamaged)
        }
    }

    @Test(arguments: [
        "text = '{'", "text = '{}'", "text = text || ' x'", "version = 2", "text = replace(text, 'P1D', 'P0D')",
    ])
    func `a schedule that cannot be read stops the engine, and nothing is erased`(change: String) throws {
        let queue = try DatabaseQueue()
        let store = try SQLiteRetentionStore(queue)
        let schedule = try RetentionSchedule("one", version: 1) { RetentionRule("notes", maximum: .days(1)) }
        let engine = RetentionEngine(store, at: Day.created)
        try engine.adopt(schedule, replacing: nil)
        try engine.register(SampleItem.make(1))
        try queue.write { db in
            try db.execute(sql: "UPDATE proviso_schedule SET \(change)")
            #expect(db.changesCount == 1)
        }
        let late = RetentionEngine(store, at: Day.late)
        for call in [{ _ = try late.sweep() }, { _ = try late.dryRun() }, { _ = try late.items() }]
            as [() throws -> Void]
        {
            let error = #expect(throws: ProvisoError.self) { try call() }
            #expect(error?.code == .storeDamaged)
        }
        #expect(try store.items().map(\.state) == [.kept])
    }

    // MARK: Helpers

    /// Something in every table and every column.
    private static func fill(_ store: SQLiteRetentionStore) throws {
        let item = try RetentionStoreConformance.fullItem(1)
        try store.write { store in
            try store.insert(item)
            try store.begin(RetentionStoreConformance.decision(item, at: RetentionStoreConformance.day(950)))
            try store.recordErased(
                item.item.id, RetentionStoreConformance.evidence, at: RetentionStoreConformance.day(951))
            try store.recordCertificate("a note", of: [item.item.id])
            let hold = try RetentionStoreConformance.hold(1, on: .item(item.item.id))
            try store.set(
                LegalHold(
                    id: hold.id, target: hold.target, kind: .hold, reason: hold.reason, authority: hold.authority,
                    reference: "17/26", placed: hold.placed, term: hold.term, renewalCount: 1,
                    released: RetentionStoreConformance.day(3)))
            try store.set(RetentionEvent("closed", on: .item(item.item.id), at: Day.created))
            try store.insert(
                AdoptedSchedule(version: 1, name: "one", text: "{}", scope: .allItems, adopted: Day.created))
            try store.set(RetentionStoreConformance.key(1, RetentionStoreConformance.scope))
            try store.set(RetentionStoreConformance.entry(1, erased: 3))
            try store.setLatestTime(Day.created)
            try store.setLastSweep(Day.created)
            try store.setSweepLease(SweepLease(holder: hold.id, until: Day.late))
            try store.append(
                .registered, of: .item(item.item.id), at: Day.created, Justification(reason: "a", by: "b"), ["c": "d"])
        }
    }

    private func readEverything() throws {
        let id = try RetentionStoreConformance.fullItem(1).item.id
        try store.read { store in
            let items = try store.items(after: nil, limit: 10)
            _ = try store.item(id)
            for item in items {
                _ = try store.holds(covering: item.item)
                _ = try store.events(covering: item.item)
            }
            _ = try (store.classes(), store.countsByState(), store.holds(), store.schedules(), store.latestTime())
            _ = try (store.lastSweep(), store.sweepLease(), store.changes(after: 0, limit: 10))
            _ = try store.items(in: .unfinished, after: nil, limit: 10)
            _ = try store.vaultKey(RetentionStoreConformance.statementID(1))
            _ = try store.vaultKeys(notUnder: KeyVersion(99), limit: 10)
            _ = try store.suppressions(after: nil, limit: 10)
        }
    }

    /// That reading is refused while a column has a value.
    private func expectDamage(_ column: Column, _ value: String) throws {
        try queue.write { db in
            try db.execute(sql: "UPDATE \(column.table) SET \(column.name) = \(value)")
            #expect(db.changesCount > 0, "\(column): there is no row")
        }
        do {
            try readEverything()
            Issue.record("\(column) = \(value) is read")
        } catch let error as ProvisoError {
            #expect(error.code == .storeDamaged, "\(column) = \(value): \(error)")
        }
        try original.backup(to: queue)
    }

    /// Takes types and constraints out of the schema, as somebody can who writes the file.
    private func loosenSchema() throws {
        defer { #expect(throws: Never.self) { try original.backup(to: queue) } }
        try original.inDatabase { db in
            try db.execute(sql: "PRAGMA writable_schema = ON")
            try db.execute(
                sql: """
                    UPDATE sqlite_schema SET sql = replace(replace(replace(sql, 'STRICT, ', ''), 'STRICT', ''), 'NOT NULL', '')
                    WHERE name GLOB 'proviso_*' AND type = 'table'
                    """)
            try db.execute(sql: "PRAGMA writable_schema = RESET")
        }
    }
}

#endif
