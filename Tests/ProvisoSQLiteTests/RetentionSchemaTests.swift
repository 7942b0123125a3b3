#if SQLite

import Foundation
import GRDB
import Proviso
import Testing

@testable import ProvisoSQLite

@Suite struct RetentionSchemaTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder(inMemory: true)
        path = folder.path("retention.sqlite")
    }

    // MARK: Versions

    @Test func `a new database has every table, in the version of this program`() throws {
        _ = try SQLiteRetentionStore(path)
        #expect(try raw(RetentionSchema.version) == 1)
        #expect(
            try raw(RetentionSchema.tables) == [
                "proviso_certificate", "proviso_change", "proviso_class", "proviso_clock", "proviso_event",
                "proviso_hold", "proviso_item", "proviso_package", "proviso_schedule", "proviso_schema",
                "proviso_suppression",
                "proviso_vault_key",
            ])
    }

    @Test func `opening a database again changes nothing in it`() throws {
        do { try SQLiteRetentionStore(path).register(1) }
        let before = try raw { try String.fetchAll($0, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL") }
        do { _ = try SQLiteRetentionStore(path) }
        #expect(
            try raw { try String.fetchAll($0, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL") } == before)
        #expect(try SQLiteRetentionStore(path).items().count == 1)
    }

    @Test func `a database of a later version is refused, and stays as it is`() throws {
        do { try SQLiteRetentionStore(path).register(1) }
        try raw { try $0.execute(sql: "UPDATE proviso_schema SET version = 2; CREATE TABLE proviso_later (a)") }
        #expect(refusal { try SQLiteRetentionStore(path) }?.code == .storeVersion)
        #expect(refusal { try SQLiteRetentionStore(DatabaseQueue(path: path)) }?.code == .storeVersion)
        #expect(try raw { try Int.fetchOne($0, sql: "SELECT version FROM proviso_schema") } == 2)
    }

    @Test(arguments: [
        "UPDATE proviso_schema SET version = 0", "UPDATE proviso_schema SET version = -1", "DELETE FROM proviso_schema",
        "INSERT INTO proviso_schema VALUES (1)", "UPDATE proviso_schema SET version = -9223372036854775808",
    ])
    func `a version that no program writes is damage`(sql: String) throws {
        _ = try SQLiteRetentionStore(path)
        try raw { try $0.execute(sql: sql) }
        #expect(refusal { try SQLiteRetentionStore(path) }?.code == .storeDamaged)
    }

    // MARK: Half of it

    @Test func `of tables that are being made nobody sees any before all are there`() throws {
        let host = try Host.pool(path)
        let other = try DatabaseQueue(path: path)
        try other.inDatabase { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            try RetentionSchema.migrate(db)
            #expect(try host.read(RetentionSchema.version) == 0)
            #expect(try host.read(RetentionSchema.tables).isEmpty)
            // The application does not wait for anybody, so it is told at once.
            #expect(refusal { try SQLiteRetentionStore(host) }?.code == .storeBusy)
            try db.execute(sql: "ROLLBACK")
        }
        #expect(try host.read(RetentionSchema.tables).isEmpty)
        try SQLiteRetentionStore(host).register(1)
    }

    @Test func `tables that cannot all be made are not made at all`() throws {
        let host = try Host.queue(path)
        try host.write { try $0.execute(sql: "CREATE TABLE proviso_hold (mine TEXT)") }
        #expect(refusal { try SQLiteRetentionStore(host) }?.code == .storeFailed)
        #expect(try host.read(RetentionSchema.tables) == ["proviso_hold"])
    }

    @Test func `a process that is killed while it makes the tables leaves none of them`() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let queue = try DatabaseQueue(path: path)
            try queue.inDatabase { db in
                try db.execute(sql: "PRAGMA application_id = \(RetentionDatabase.applicationID)")
                try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA cache_size = 1; BEGIN IMMEDIATE")
                try RetentionSchema.migrate(db)
                kill(getpid(), SIGKILL)
            }
        }
        try folder.setMode(0o600, of: "retention.sqlite")
        for name in try #require(folder.names(in: ".")) { try folder.setMode(0o600, of: name) }
        #expect(try raw(RetentionSchema.tables).isEmpty)
        try SQLiteRetentionStore(path).register(1)
    }

    @Test func `processes that open a new file at once all get a whole one`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...4 {
                let (path, start) = (path, folder.path("start"))
                group.addTask {
                    await #expect(processExitsWith: .success) {
                        [path = path as String, start = start as String, number = number as Int] in
                        // They wait for each other, so that none is late.
                        try Data().write(to: URL(filePath: start + "-\(number)"))
                        for _ in 0..<5000
                        where !(1...4).allSatisfy({ FileManager.default.fileExists(atPath: start + "-\($0)") }) {
                            usleep(1000)
                        }
                        try SQLiteRetentionStore(path).register(number)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try SQLiteRetentionStore(path).items().count == 4)
    }

    // MARK: Beside an application's own tables

    @Test func `what is an application's own is left alone`() throws {
        let queue = try Host.queue(path)
        let pool = try Host.pool(folder.path("pool.sqlite"))
        for host in [queue, pool] as [any DatabaseWriter] {
            let before = try host.writeWithoutTransaction(Host.content)
            let store = try SQLiteRetentionStore(host)
            for number in 1...5 { try store.register(number) }
            #expect(try RetentionEngine(store, at: Day.created).items().count == 5)
            _ = try SQLiteRetentionStore(host)
            #expect(try host.writeWithoutTransaction(Host.content) == before)
            #expect(before.contains("Dear Ana") && before.contains("letters") && before.contains("42"))
        }
    }

    @Test func `how sound an application's own tables are is not for the store to judge`() throws {
        let host = try Host.queue(path)
        // A letter by nobody: the application does not mind.
        try host.write { try $0.execute(sql: "INSERT INTO letter (text, writer) VALUES ('Dear Bo', 99)") }
        try SQLiteRetentionStore(host).register(1)
        #expect(try SQLiteRetentionStore(host).items().count == 1)
    }

    @Test func `where foreign keys are off, an item that has lost what it refers to is damage`() throws {
        for sql in ["DELETE FROM proviso_class", "UPDATE proviso_item SET registered_class = 99"] {
            let path = folder.path("\(sql.count).sqlite")
            let host = try Host.queue(path)
            let store = try SQLiteRetentionStore(host)
            try store.register(1)
            try host.write { try $0.execute(sql: sql) }
            #expect(refusal { try store.item(SampleItem.id(1)) }?.code == .storeDamaged)
            #expect(refusal { try store.items() }?.code == .storeDamaged)
            #expect(refusal { try SQLiteRetentionStore(host) }?.code == .storeDamaged)
        }
    }

    // MARK: Helpers

    private func refusal<R>(_ body: () throws -> R) -> ProvisoError? {
        #expect(throws: ProvisoError.self) { _ = try body() }
    }

    private func raw<R>(_ body: (Database) throws -> R) throws -> R {
        try DatabaseQueue(path: path).writeWithoutTransaction(body)
    }
}

#endif
