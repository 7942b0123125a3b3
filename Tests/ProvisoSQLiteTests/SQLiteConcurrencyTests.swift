#if SQLite

import Foundation
import GRDB
import Proviso
import ProvisoSQLite
import ProvisoTesting
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
            for number in 1...8 {
                group.addTask { try SQLiteRetentionStore(path).insert(SampleItem.make(number)) }
            }
            try await group.waitForAll()
        }
        #expect(try SQLiteRetentionStore(path).items().count == 8)
    }

    @Test func `of many connections that decide at once, one begins`() async throws {
        let path = path
        let items = try (1...16).map { number throws in try SampleItem.make(number) }
        let first = try SQLiteRetentionStore(path)
        for item in items { try first.insert(item) }
        let begun = try await withThrowingTaskGroup(of: [StatementID].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let store = try SQLiteRetentionStore(path)
                    return try items.map(\.id).filter { id in
                        if case .begun = try store.beginErasure(id, clock: .fixed(Day.late)) { return true }
                        return false
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(begun.count == 16)
        #expect(Set(begun).count == 16)
    }

    @Test func `a hold of another connection that is placed during a sweep counts`() throws {
        let first = try SampleItem.make(1)
        let second = try SampleItem.make(2)
        let store = try SQLiteRetentionStore(path)
        for item in [first, second] { try store.insert(item) }
        let path = path
        let eraser = ClosureEraser { _ in
            try SQLiteRetentionStore(path).placeHold(SampleItem.hold(on: second))
        }
        let observer = ClosureObserver { _ in }
        let report = try sweep(store, eraser, observer)
        #expect(report.certified.map(\.item.id) == [first.id])
        #expect(report.kept.map(\.reason) == [.onHold])
        #expect(report.failures.isEmpty)
        #expect(try store.status(of: second.id)?.state == .kept)
    }

    @Test func `a hold of another connection between announcement and decision counts`() throws {
        let item = try SampleItem.make(1)
        let store = try SQLiteRetentionStore(path)
        try store.insert(item)
        let path = path
        let observer = ClosureObserver { _ in
            try SQLiteRetentionStore(path).placeHold(SampleItem.hold(on: item))
        }
        let report = try sweep(store, ClosureEraser { _ in throw InjectedFault() }, observer)
        #expect(report.kept.map(\.reason) == [.onHold])
        #expect(report.failures.isEmpty, "it was erased")
    }

    @Test func `two sweeps of one package agree on one certificate`() async throws {
        let folder = folder
        let store = try SQLiteRetentionStore(path)
        let package = try SamplePackage(in: folder.path, named: "case", created: Day.created, eraseBy: Day.due)
        try RetentionEngine(store: store).register(package.opened)
        let path = path
        let certificates = try await withThrowingTaskGroup(of: [String?].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let engine = RetentionEngine(store: try SQLiteRetentionStore(path), time: .fixed(Day.late))
                    let signer = try NoteSigner.generate(name: "fiu.example/retention")
                    let report = try engine.sweep(signer: signer, issuer: Party("fiu.example"))
                    if let failure = report.failures.first { throw failure.error }
                    return report.certified.map(\.certificate)
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let recorded = try #require(try store.status(of: package.sealed.terms.id)?.certificate)
        #expect(!certificates.isEmpty)
        #expect(Set(certificates) == [recorded])
        #expect(folder.names(in: "case") == nil)
    }

    @Test func `a database that another program has locked is busy, and nothing is begun`() throws {
        let store = try SQLiteRetentionStore(path)
        let item = try SampleItem.make(1)
        try store.insert(item)
        let other = try DatabaseQueue(path: path)
        try other.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            let error = #expect(throws: ProvisoError.self) {
                try store.beginErasure(item.id, clock: .fixed(Day.late))
            }
            #expect(error?.code == .storeBusy)
            // To look is possible all the while.
            #expect(try store.status(of: item.id)?.state == .kept)
            try db.execute(sql: "COMMIT")
        }
        guard case .begun = try store.beginErasure(item.id, clock: .fixed(Day.late)) else {
            Issue.record("the lock is gone, and it is not begun")
            return
        }
    }

    private func sweep(
        _ store: any RetentionStore, _ eraser: any Eraser, _ observer: any ProcessingObserver
    ) throws -> SweepReport {
        let engine = RetentionEngine(store: store, eraser: eraser, time: .fixed(Day.late), observer: observer)
        return try engine.sweep(signer: NoteSigner.generate(name: "fiu.example/key"), issuer: Party("fiu.example"))
    }
}

struct ClosureEraser: Eraser {
    let body: @Sendable (RetentionItem) throws -> Void

    func erase(_ item: RetentionItem) throws -> ErasureEvidence {
        try body(item)
        return ErasureEvidence(fileCount: item.fileNames.count, method: .filesUnlinked, verification: .filesAbsent)
    }
}

struct ClosureObserver: ProcessingObserver {
    let body: @Sendable (ProcessingOperation) throws -> Void

    func willPerform(_ operation: ProcessingOperation) throws { try body(operation) }
}

#endif
