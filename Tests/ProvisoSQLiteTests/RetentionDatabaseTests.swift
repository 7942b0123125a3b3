#if SQLite

import Foundation
import GRDB
import Proviso
import ProvisoSQLite
import ProvisoTesting
import Testing

/// What can happen to a database, and what somebody can do to it who may write where it lies.
@Suite struct RetentionDatabaseTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder(inMemory: true)
        path = folder.path("retention.sqlite")
    }

    // MARK: Names

    /// In a process of its own, because these cannot begin at the root.
    @Test(arguments: [":memory:", "file::memory:", "file:a?mode=memory", "a b%20c?mode=ro#d", "./a/../b.sqlite", "-b"])
    func `a name is that of a file, whatever it means to SQLite`(name: String) async throws {
        try FileManager.default.createDirectory(atPath: folder.path("a"), withIntermediateDirectories: false)
        await #expect(processExitsWith: .success) { [folder = folder.path as String, name = name as String] in
            guard FileManager.default.changeCurrentDirectoryPath(folder) else { exit(1) }
            do { try SQLiteRetentionStore(name).register(1) }
            guard try SQLiteRetentionStore(folder + "/" + name).items().count == 1 else { exit(2) }
        }
        let names = try #require(folder.names(in: ".")).filter { $0 != "a" }
        #expect(names == [name.hasSuffix("b.sqlite") ? "b.sqlite" : name])
    }

    @Test(arguments: ["", "retention.sqlite\0", "retention.sqlite\0.bak"])
    func `a name that no file can have is refused`(name: String) throws {
        do { try SQLiteRetentionStore(path).register(1) }
        let error = refusal { try SQLiteRetentionStore(name.isEmpty ? "" : folder.path(name)) }
        #expect(error?.code == .storeFailed)
        #expect(folder.names(in: ".") == ["retention.sqlite"])
    }

    @Test func `through a link one comes to the same database, and it to the same log`() throws {
        let store = try SQLiteRetentionStore(path)
        try store.register(1)
        try link("link", to: "retention.sqlite")
        let other = try SQLiteRetentionStore(folder.path("link"))
        try RetentionEngine(other, at: Day.created).hold(on: SampleItem.id(1))
        let report = try RetentionEngine(store, at: Day.late).sweep()
        #expect(report.certified.isEmpty && report.keptCounts == [.onHold: 1])
        #expect(folder.names(in: ".")?.contains { $0.hasPrefix("link-") } == false)
    }

    @Test func `a link that leads nowhere, and one to a file that others can reach, are refused`() throws {
        try link("nowhere", to: "gone.sqlite")
        #expect(refusal { try SQLiteRetentionStore(folder.path("nowhere")) }?.code == .storeFailed)
        _ = try folder.write([], to: "open.sqlite")
        try folder.setMode(0o644, of: "open.sqlite")
        try link("there", to: "open.sqlite")
        #expect(refusal { try SQLiteRetentionStore(folder.path("there")) }?.code == .storeMode)
        #expect(folder.names(in: ".") == ["nowhere", "open.sqlite", "there"])
    }

    @Test func `a pipe and a device are refused, and nobody waits`() throws {
        // Sound: the path is lent as a C string.
        #expect(unsafe mkfifo(folder.path("pipe"), 0o600) == 0)
        for path in [folder.path("pipe"), "/dev/null"] {
            #expect(refusal { try SQLiteRetentionStore(path) }?.code == .storeFailed)
        }
    }

    // MARK: What lies beside it

    @Test(arguments: ["-wal", "-shm", "-journal"], [0o644, 0o660, 0o602])
    func `what lies beside it and others can reach is refused`(suffix: String, mode: Int) throws {
        do { try SQLiteRetentionStore(path).register(1) }
        _ = try folder.write([], to: "retention.sqlite" + suffix)
        try folder.setMode(mode, of: "retention.sqlite" + suffix)
        let error = refusal { try SQLiteRetentionStore(path) }
        #expect(error?.code == .storeMode)
        #expect(error?.place.source?.hasSuffix(suffix) == true)
    }

    @Test(arguments: ["-wal", "-shm"]) func `a log that is a link is not written through`(suffix: String) throws {
        do { try SQLiteRetentionStore(path).register(1) }
        let victim = Array("a letter".utf8)
        _ = try folder.write(victim, to: "victim")
        try link("retention.sqlite" + suffix, to: "victim")
        #expect(refusal { try SQLiteRetentionStore(path).register(2) } != nil)
        #expect(try folder.bytes("victim") == victim)
    }

    @Test func `a log that is no log of this database is not taken for one`() throws {
        do { try SQLiteRetentionStore(path).register(1) }
        var numbers = SystemRandomNumberGenerator()
        for header in [[], [0x37, 0x7F, 0x06, 0x82], [0x37, 0x7F, 0x06, 0x83]] as [[UInt8]] {
            let bytes = header + (0..<9000).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            _ = try folder.write(bytes, to: "retention.sqlite-wal")
            #expect(try SQLiteRetentionStore(path).items().count == 1)
        }
    }

    // MARK: Another file in its place

    @Test func `a database that was replaced, renamed or removed while it was open is not gone on with`() throws {
        let manager = FileManager.default
        for change in [
            { try manager.removeItem(atPath: path) },
            { try manager.moveItem(atPath: path, toPath: folder.path("away")) },
            {
                try manager.moveItem(atPath: path, toPath: folder.path("before"))
                try manager.copyItem(atPath: folder.path("before"), toPath: path)
            },
            {
                try manager.removeItem(atPath: path)
                try manager.createDirectory(atPath: path, withIntermediateDirectories: false)
            },
        ] as [() throws -> Void] {
            for name in try #require(folder.names(in: ".")) { try manager.removeItem(atPath: folder.path(name)) }
            let store = try SQLiteRetentionStore(path)
            try store.register(1)
            try change()
            let late = RetentionEngine(store, at: Day.late)
            for call in [{ try store.register(2) }, { _ = try late.sweep() }, { _ = try late.items() }]
                as [() throws -> Void]
            {
                #expect(refusal(call)?.code == .storeFailed)
            }
        }
    }

    @Test func `a sweep ends when the database is replaced, and certifies nothing`() throws {
        let store = try SQLiteRetentionStore(path)
        try store.register(1)
        let (path, away) = (path, folder.path("away"))
        let eraser = ClosureEraser { _ in try FileManager.default.moveItem(atPath: path, toPath: away) }
        let engine = RetentionEngine(
            store: store, erasers: [FolderEraser.name: eraser], time: .fixed(Day.late), largestClockStepDays: 1000)
        #expect(refusal { try engine.sweep() }?.code == .storeFailed)
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.moveItem(atPath: path + suffix, toPath: away + suffix)
        }
        #expect(try SQLiteRetentionStore(away).items().map(\.state) == [.erasing])
    }

    // MARK: What fails

    @Test func `a database that is full refuses a transaction whole, and goes on when there is room`() throws {
        let host = try Host.queue(path)
        let store = try SQLiteRetentionStore(host)
        let pages = try host.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        try host.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 4)") }
        var count = 0
        let error = refusal {
            while count < 1000 {
                try store.register(count + 1)
                count += 1
            }
        }
        #expect(error?.code == .storeFailed)
        #expect(error?.message.contains("no room") == true)
        #expect((1..<1000).contains(count))
        #expect(try store.items().count == count)
        #expect(try store.read { try $0.changes(after: 0, limit: 1000).count } == count)
        // Nor is anything begun that could not be remembered.
        let erased = Count()
        let engine = RetentionEngine(
            store: store, erasers: [FolderEraser.name: ClosureEraser { _ in erased.increase() }],
            time: .fixed(Day.late),
            largestClockStepDays: 1000)
        #expect(refusal { try engine.sweep() }?.code == .storeFailed)
        #expect(erased.value == 0)
        try host.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
        try store.register(count + 1)
        #expect(try RetentionEngine(store, at: Day.late).items().count == count + 1)
    }

    @Test func `a database that an application opened to read only is refused, also if that comes later`() throws {
        do { _ = try SQLiteRetentionStore(Host.queue(path)) }
        var configuration = Configuration()
        configuration.readonly = true
        let readOnly = try DatabaseQueue(path: path, configuration: configuration)
        let error = refusal { try SQLiteRetentionStore(readOnly) }
        #expect(error?.code == .storeFailed)
        #expect(error?.message.contains("only be read") == true)

        let host = try Host.queue(path)
        let store = try SQLiteRetentionStore(host)
        try host.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
        #expect(refusal { try store.register(1) }?.code == .storeFailed)
    }

    @Test func `an application that waits for nobody is told at once that the database is busy`() throws {
        let host = try Host.pool(path)
        let store = try SQLiteRetentionStore(host)
        let other = try DatabaseQueue(path: path)
        try other.inDatabase { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            #expect(refusal { try store.register(1) }?.code == .storeBusy)
            #expect(try store.items().isEmpty)
            try db.execute(sql: "ROLLBACK")
        }
        try store.register(1)
    }

    @Test(arguments: Arrangement.allCases)
    func `a body that throws in the middle leaves nothing behind, and the next one is not disturbed`(
        arrangement: Arrangement
    ) throws {
        let store = try arrangement.open(path)
        try RetentionEngine(store, at: Day.created).register(SampleItem.make(1))
        let item = try #require(try store.item(SampleItem.id(1)))
        for number in 2...4 {
            #expect(throws: InjectedFault.self) {
                try store.write { transaction in
                    try transaction.insert(
                        RetainedItem(
                            item: SampleItem.make(number), registered: Day.created, scheduleVersion: 0,
                            labels: item.labels, lastActivity: Day.created))
                    _ = try transaction.items(after: nil, limit: 1)
                    throw InjectedFault()
                }
            }
            #expect(throws: InjectedFault.self) { try store.read { _ in throw InjectedFault() } }
        }
        #expect(try store.items() == [item])
        try RetentionEngine(store, at: Day.created).register(SampleItem.make(2))
        #expect(try store.items().count == 2)
    }

    // MARK: An application's own settings

    @Test(arguments: ["OFF", "MEMORY", "PERSIST"])
    func `a database without a journal on the disk is refused`(mode: String) throws {
        let host = try DatabaseQueue(path: path)
        try host.writeWithoutTransaction { db in _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = \(mode)") }
        #expect(refusal { try SQLiteRetentionStore(host) }?.code == .storeFailed)
        #expect(try host.read { try $0.tableExists("proviso_item") } == false)
    }

    @Test func `a database in memory will do, for tests`() throws {
        let store = try SQLiteRetentionStore(DatabaseQueue())
        try store.register(1)
        #expect(try store.items().count == 1)
    }

    @Test(arguments: ["UTF-16le", "UTF-16be"])
    func `a database that keeps its texts in another order of bytes is refused`(encoding: String) throws {
        let host = try DatabaseQueue(path: path)
        try host.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA encoding = '\(encoding)'; CREATE TABLE letter (a)")
        }
        #expect(refusal { try SQLiteRetentionStore(host) }?.code == .storeFailed)
        #expect(try host.read { try $0.tableExists("proviso_item") } == false)
    }

    @Test func `a transaction waits for the disk and overwrites, whatever the application has set`() throws {
        let host = try Host.queue(path)
        let store = try SQLiteRetentionStore(host)
        let name = "synchronous"
        try host.writeWithoutTransaction { try $0.execute(sql: "PRAGMA secure_delete = OFF") }
        #expect(try pragma(name, host) == 0)
        try store.write { _ in
            // The connection is the application's, and this is its thread.
            let inside = try host.unsafeReentrantRead { db in
                [try Int.fetchOne(db, sql: "PRAGMA synchronous"), try Int.fetchOne(db, sql: "PRAGMA secure_delete")]
            }
            #expect(inside == [2, 1])
        }
        #expect(try pragma(name, host) == 0)
        #expect(throws: InjectedFault.self) { try store.write { _ in throw InjectedFault() } }
        #expect(try pragma(name, host) == 0)
    }

    @Test(arguments: Arrangement.allCases) func `what was deleted is in no file any more`(arrangement: Arrangement)
        throws
    {
        let store = try arrangement.open(path)
        let engine = RetentionEngine(store, at: Day.created)
        let word = "a reason that says too much"
        try engine.register(SampleItem.make(1))
        for _ in 1...40 {
            try engine.restrict(SampleItem.id(1), Justification(reason: word, by: "officer 7"))
            try engine.liftRestriction(of: SampleItem.id(1), Justification(reason: word, by: "officer 7"))
        }
        #expect(try files(contain: word), "the test looks in the wrong place")
        let last = try #require(try engine.changes().last)
        try engine.forgetChanges(through: last.number)
        #expect(try engine.changes().isEmpty)
        try DatabaseQueue(path: path).writeWithoutTransaction { db in
            _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        #expect(try !files(contain: word))
        #expect(try store.items().count == 1)
    }

    // MARK: Helpers

    private func refusal<R>(_ body: () throws -> R) -> ProvisoError? {
        #expect(throws: ProvisoError.self) { _ = try body() }
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path(name), withDestinationPath: folder.path(target))
    }

    private func pragma(_ name: String, _ queue: DatabaseQueue) throws -> Int? {
        try queue.read { try Int.fetchOne($0, sql: "PRAGMA \(name)") }
    }

    private func files(contain text: String) throws -> Bool {
        try #require(folder.names(in: ".")).contains { name in
            try Data(contentsOf: URL(filePath: folder.path(name))).range(of: Data(text.utf8)) != nil
        }
    }
}

#endif
