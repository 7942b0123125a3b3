#if SQLite

import Foundation
import GRDB
import Proviso
import ProvisoSQLite
import ProvisoTesting
import Testing

@Suite struct SQLiteRetentionStoreTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("retention.sqlite")
    }

    @Test func `what was stored is there when the database is opened again`() throws {
        let items = [try SampleItem.make(1), try SampleItem.make(2), try SampleItem.make(3)]
        let before: [RetainedItem]
        let holds: [LegalHold]
        do {
            let store = try SQLiteRetentionStore(path)
            let engine = RetentionEngine(store, at: Day.created)
            for item in items { try engine.register(item) }
            try engine.hold(on: items[0].id)
            #expect(try store.begin(items[1].id, at: Day.late))
            before = try store.items()
            holds = try store.read { try $0.holds(covering: items[0]) }
        }
        let store = try SQLiteRetentionStore(path)
        #expect(try store.items() == before)
        #expect(before.map(\.state) == [.kept, .erasing, .kept])
        #expect(before.map(\.item) == items)
        #expect(try store.read { try $0.holds(covering: items[0]) } == holds)
        #expect(holds.count == 1)
        #expect(try store.read { try $0.latestTime() } == Day.created)
    }

    // MARK: The file

    @Test func `the file is for its owner alone, and so is what SQLite puts beside it`() throws {
        let store = try SQLiteRetentionStore(path)
        try store.register(1)
        let names = try #require(folder.names(in: "."))
        #expect(names.contains("retention.sqlite-wal"))
        for name in names { #expect(try folder.mode(name) == 0o600, "\(name)") }
    }

    /// In a process of its own, because a path that begins so cannot begin at the root.
    @Test func `a path is a path, also if it looks like an address`() async throws {
        await #expect(processExitsWith: .success) { [folder = folder.path as String] in
            guard FileManager.default.changeCurrentDirectoryPath(folder) else { exit(1) }
            try SQLiteRetentionStore("file:a.sqlite?mode=rwc").register(1)
        }
        #expect(
            folder.names(in: ".")?.filter { $0.hasSuffix("rwc") || $0.hasSuffix("sqlite") } == [
                "file:a.sqlite?mode=rwc"
            ])
    }

    @Test func `the database keeps a log ahead, and its tables are strict about types`() throws {
        _ = try SQLiteRetentionStore(path)
        #expect(try raw { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
        let tables = try raw { try String.fetchAll($0, sql: "SELECT name FROM pragma_table_list WHERE NOT strict") }
        #expect(tables.allSatisfy { $0.hasPrefix("sqlite_") })
    }

    @Test func `instants are milliseconds and words are words, for every tool that reads SQLite`() throws {
        let store = try SQLiteRetentionStore(path)
        try store.register(0xAB)
        #expect(try store.begin(SampleItem.id(0xAB), at: Day.late))
        let sql = "SELECT * FROM proviso_item AS item JOIN proviso_package AS package ON package.item = item.number"
        let row = try #require(try raw { try Row.fetchOne($0, sql: sql) })
        #expect(row["id"] == "000000000000000000000000000000ab")
        #expect(row["sender"] == "police.example")
        #expect(row["state"] == "erasing")
        #expect(row["parts"] == "package-folder /srv/cases/171")
        // 2027-02-23T10:00:00Z and 2027-03-01T00:00:00Z.
        #expect(row["erase_by"] == 1_803_376_800_000 as Int64)
        #expect(row["begun"] == 1_803_859_200_000 as Int64)
        #expect(row["files"] == "terms.note\ncases.0001.ndjson\ncases.report.json\nmanifest.note")
    }

    @Test(arguments: [
        "UPDATE proviso_item SET state = 'erased'", "UPDATE proviso_item SET state = 'certified'",
        "UPDATE proviso_item SET state = 'gone'", "UPDATE proviso_item SET state = 'erasing', begun = due - 1",
        "UPDATE proviso_item SET begun = erase_by", "UPDATE proviso_item SET erase_by = 'soon'",
        "UPDATE proviso_item SET certificate = 1", "UPDATE proviso_item SET disposal = 'disposed'",
        "UPDATE proviso_item SET sets_minimum_aside = 2", "UPDATE proviso_item SET class = 99",
        "INSERT INTO proviso_hold VALUES ('1', 'item', 'a', 'hold', 'b', 'c', NULL, 1, NULL, NULL, 0, NULL)",
        "INSERT INTO proviso_hold VALUES ('1', 'item', 'a', 'hold', 'b', 'c', NULL, 1, 2, 2, 0, NULL)",
        "INSERT INTO proviso_event VALUES ('everything', '', 'a', 1)", "INSERT INTO proviso_clock (number) VALUES (2)",
        "UPDATE proviso_clock SET sweeper = 'a'", "DELETE FROM proviso_class",
    ])
    func `the schema itself refuses a state that no step leads to`(sql: String) throws {
        let store = try SQLiteRetentionStore(path)
        try store.register(1)
        #expect(throws: DatabaseError.self) { try raw { try $0.execute(sql: sql) } }
    }

    // MARK: What cannot be opened

    @Test(arguments: [0o644, 0o640, 0o604, 0o660]) func `a file that others can reach is refused`(mode: Int) throws {
        _ = try SQLiteRetentionStore(path)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        #expect(refusal()?.code == .storeMode)
        #expect(try folder.mode("retention.sqlite") == mode)
    }

    @Test(arguments: [
        "a text, and no database", String(repeating: "no database ", count: 1000), "SQLite format 3\0 and then nothing",
    ])
    func `a file that is no database is refused, and stays as it is`(text: String) throws {
        let bytes = Array(text.utf8)
        _ = try folder.write(bytes, to: "retention.sqlite")
        let error = refusal()
        #expect(error?.code == .storeDamaged)
        #expect(error?.place.source == path)
        #expect(try folder.bytes("retention.sqlite") == bytes)
    }

    @Test func `a database of another program is refused, and stays as it is`() throws {
        try raw { try $0.execute(sql: "CREATE TABLE message (text TEXT)") }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let before = try folder.bytes("retention.sqlite")
        #expect(refusal()?.code == .storeDamaged)
        #expect(try folder.bytes("retention.sqlite") == before)
    }

    @Test func `a database with the number of another program is refused, be it empty`() throws {
        try raw { try $0.execute(sql: "PRAGMA application_id = 252006674") }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(refusal()?.code == .storeDamaged)
    }

    @Test func `a database that can only be read is refused`() throws {
        _ = try SQLiteRetentionStore(path)
        // SQLite takes a database as read-only whose header asks for a writer of a later version; no mode stops root.
        var bytes = try folder.bytes("retention.sqlite")
        #expect(bytes[18] == 2)
        bytes[18] = 3
        _ = try folder.write(bytes, to: "retention.sqlite")
        let error = refusal()
        #expect(error?.code == .storeFailed)
        #expect(error?.message.contains("only be read") == true)
    }

    @Test func `a damaged database is refused`() throws {
        do {
            let store = try SQLiteRetentionStore(path)
            for number in 1...200 { try store.register(number) }
        }
        var bytes = try folder.bytes("retention.sqlite")
        // Pages of 4096 bytes; those in the middle hold items.
        #expect(bytes.count > 10 * 4096)
        for index in 5 * 4096..<6 * 4096 { bytes[index] ^= 0x55 }
        _ = try folder.write(bytes, to: "retention.sqlite")
        #expect(refusal()?.code == .storeDamaged)
    }

    @Test func `a folder, and a database in a folder that is not there, are refused`() throws {
        for path in [folder.path, folder.path("nowhere/retention.sqlite")] {
            let error = #expect(throws: ProvisoError.self) { try SQLiteRetentionStore(path) }
            #expect(error?.code == .storeFailed)
        }
        #expect(folder.names(in: ".") == [])
    }

    // MARK: Helpers

    private func refusal() -> ProvisoError? {
        #expect(throws: ProvisoError.self) { try SQLiteRetentionStore(path) }
    }

    /// The database as any other program sees it.
    private func raw<R>(_ body: (Database) throws -> R) throws -> R {
        try DatabaseQueue(path: path).write(body)
    }
}

extension SQLiteRetentionStore {
    /// Registers a sample on the day on which it was made.
    func register(_ number: Int) throws {
        try RetentionEngine(self, at: Day.created).register(SampleItem.make(number))
    }
}

#endif
