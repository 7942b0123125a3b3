#if SQLite

import GRDB
import Proviso
import ProvisoSQLite
import ProvisoTesting
import Testing

/// A database that cannot grow any more, as on a disk that is full.
@Suite struct FullDiskTests {
    private let folder: TemporaryFolder
    private let queue: DatabaseQueue
    private let engine: RetentionEngine
    private static let count = 120

    init() throws {
        folder = try TemporaryFolder(inMemory: true)
        queue = try DatabaseQueue(path: folder.path("application.sqlite"))
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; CREATE TABLE note (id TEXT PRIMARY KEY, text TEXT)")
        }
        engine = RetentionEngine(
            store: try SQLiteRetentionStore(queue),
            erasers: [SQLiteRowEraser.name: SQLiteRowEraser(queue, tables: ["note": "id"])], time: .fixed(Day.late),
            largestClockStepDays: 1000)
        let schedule = try RetentionSchedule("tests", version: 1) { RetentionRule("notes", maximum: .days(1)) }
        try engine.adopt(schedule, replacing: nil)
        try queue.write { db in
            for number in 0..<Self.count {
                try db.execute(sql: "INSERT INTO note VALUES (?, 'a text')", arguments: ["\(number)"])
            }
        }
        try engine.register(
            contentsOf: (0..<Self.count).map { number in
                try RetentionItem(
                    id: RetentionID("\(number)"), labels: RetentionLabels(category: "note"), created: Day.created,
                    parts: [ErasablePart(eraser: SQLiteRowEraser.name, locator: "note/\(number)")])
            })
        try engine.hold(on: RetentionID("7"))
    }

    private func pages() throws -> Int { try queue.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 } }

    private func allow(_ pages: Int) throws {
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
    }

    /// What must be so whatever a sweep could not store.
    private func check(_ place: String) throws {
        let notes = Set(try queue.read { try String.fetchAll($0, sql: "SELECT id FROM note") })
        #expect(notes.contains("7"), "\(place): what is on hold is gone")
        for item in try engine.items() {
            let (id, state) = (item.status.item.id.description, item.status.state)
            if state == .kept {
                #expect(notes.contains(id), "\(place): \(id) is gone, and its erasure was not decided")
            }
            if state == .erased || state == .certified { #expect(!notes.contains(id), "\(place): \(id) is there") }
        }
    }

    @Test func `wherever a sweep meets a full disk, nothing is lost or released, and the next one finishes`() throws {
        var refusals = 0
        // The page after the last one of all that a sweep stores.
        for more in 0..<40 {
            try allow(try pages() + (more == 0 ? 0 : 1))
            do {
                _ = try engine.sweep()
            } catch let error as ProvisoError {
                #expect(error.code == .storeFailed && error.message == "there is no room for the database")
                refusals += 1
            }
            try check("with \(more) more pages")
        }
        #expect(refusals > 0)
        try allow(1_000_000)
        let report = try engine.sweep()
        #expect(report.isComplete && report.failures.isEmpty && report.keptCounts == [.onHold: 1])
        #expect(try engine.summary().counts == [.kept: 1, .certified: Self.count - 1])
        #expect(try queue.read { try String.fetchAll($0, sql: "SELECT id FROM note") } == ["7"])
        let decided = try engine.changes(limit: 10_000).filter { $0.kind == .erasureDecided }
        #expect(decided.count == Self.count - 1, "each is decided once")
    }
}

#endif
