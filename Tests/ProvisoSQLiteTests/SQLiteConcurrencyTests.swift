#if SQLite

import Foundation
import GRDB
import Proviso
import ProvisoSQLite
import ProvisoTesting
import Synchronization
import Testing

/// Several connections to one database, as several processes have them.
@Suite struct SQLiteConcurrencyTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("retention.sqlite")
    }

    @Test func `many can make and open a database at once`() async throws {
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...8 { group.addTask { try SQLiteRetentionStore(path).register(number) } }
            try await group.waitForAll()
        }
        #expect(try SQLiteRetentionStore(path).items().count == 8)
    }

    @Test func `of many connections that decide at once, one begins`() async throws {
        let path = path
        let ids = try (1...16).map { number throws in try SampleItem.id(number) }
        let first = try SQLiteRetentionStore(path)
        for number in 1...16 { try first.register(number) }
        let begun = try await withThrowingTaskGroup(of: [RetentionID].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let store = try SQLiteRetentionStore(path)
                    return try ids.filter { id in try store.begin(id, at: Day.late) }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(begun.count == 16)
        #expect(Set(begun).count == 16)
    }

    @Test func `a hold of another connection that is placed before the decision of a batch counts`() throws {
        let store = try SQLiteRetentionStore(path)
        for number in [1, 2] { try store.register(number) }
        let held = try SampleItem.id(2)
        let path = path
        // An item is announced after it was found, and before its erasure is decided.
        let observer = ClosureObserver { operation in
            guard operation.package == held.description else { return }
            try RetentionEngine(SQLiteRetentionStore(path), at: Day.late).hold(on: held)
        }
        let erased = Mutex<[RetentionID]>([])
        let report = try sweep(store, ClosureEraser { item in erased.withLock { $0.append(item.id) } }, observer)
        #expect(report.failures.isEmpty)
        #expect(report.certified.map(\.item.id) == [try SampleItem.id(1)])
        #expect(erased.withLock(\.self) == [try SampleItem.id(1)])
        #expect(try store.item(held)?.state == .kept)
    }

    @Test func `a hold of another connection that comes after the decision is refused`() throws {
        let store = try SQLiteRetentionStore(path)
        try store.register(1)
        let id = try SampleItem.id(1)
        let path = path
        let eraser = ClosureEraser { item in
            let error = #expect(throws: ProvisoError.self) {
                try RetentionEngine(SQLiteRetentionStore(path), at: Day.late).hold(on: item.id)
            }
            #expect(error?.code == .retentionErased)
        }
        let report = try sweep(store, eraser, ClosureObserver { _ in })
        #expect(report.certified.map(\.item.id) == [id])
    }

    @Test func `while one sweeps, another connection is told so`() throws {
        let store = try SQLiteRetentionStore(path)
        try store.register(1)
        let path = path
        let eraser = ClosureEraser { _ in
            let error = #expect(throws: ProvisoError.self) {
                try RetentionEngine(SQLiteRetentionStore(path), at: Day.late).sweep()
            }
            #expect(error?.code == .retentionSweeping)
        }
        #expect(try sweep(store, eraser, ClosureObserver { _ in }).certified.count == 1)
        // The lease was given back.
        #expect(try RetentionEngine(store, at: Day.late).sweep().isComplete)
    }

    @Test func `of several sweeps at once one erases, and the others are told or find it done`() async throws {
        let folder = folder
        let store = try SQLiteRetentionStore(path)
        let package = try SamplePackage(in: folder.path, named: "case", created: Day.created, eraseBy: Day.due)
        try RetentionEngine(store, at: Day.created).register(package.opened)
        let path = path
        let certificates = try await withThrowingTaskGroup(of: [String?].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    do {
                        let report = try RetentionEngine(SQLiteRetentionStore(path), at: Day.late).sweep()
                        if let failure = report.failures.first { throw failure.error }
                        return report.certified.map(\.certificate)
                    } catch let error as ProvisoError where error.code == .retentionSweeping {
                        return []
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let recorded = try #require(try store.item(RetentionID(package.sealed.terms.id))?.certificate)
        #expect(certificates == [recorded])
        #expect(folder.names(in: "case") == nil)
    }

    @Test func `a database that another program has locked is busy, and nothing is begun`() throws {
        let store = try SQLiteRetentionStore(path)
        try store.register(1)
        let id = try SampleItem.id(1)
        let other = try DatabaseQueue(path: path)
        try other.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            let error = #expect(throws: ProvisoError.self) { try store.begin(id, at: Day.late) }
            #expect(error?.code == .storeBusy)
            // To look is possible all the while.
            #expect(try store.item(id)?.state == .kept)
            try db.execute(sql: "COMMIT")
        }
        #expect(try store.begin(id, at: Day.late))
    }

    private func sweep(
        _ store: any RetentionStore, _ eraser: any Eraser, _ observer: any ProcessingObserver
    ) throws -> CollectedSweep {
        try RetentionEngine(
            store: store, erasers: [FolderEraser.name: eraser], time: .fixed(Day.late), largestClockStepDays: 1000,
            observer: observer
        ).sweep()
    }
}

/// Does what a test wants in the place of erasing something.
struct ClosureEraser: Eraser {
    let body: @Sendable (RetentionItem) throws -> Void

    func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        try body(item)
        return ErasureEvidence(count: 4, method: .filesUnlinked, verification: .filesAbsent)
    }
}

struct ClosureObserver: ProcessingObserver {
    let body: @Sendable (ProcessingOperation) throws -> Void

    func willPerform(_ operation: ProcessingOperation) throws { try body(operation) }
}

#endif
