#if SQLite

import Foundation
import Proviso
import ProvisoSQLite
import ProvisoTesting
import Synchronization
import Testing

/// The contract of stores and the stories of the engine, on every way to have a database.
@Suite struct SQLiteContractTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder(inMemory: true)
        path = folder.path("retention.sqlite")
    }

    @Test(arguments: RetentionStoreConformance.checks, Arrangement.allCases)
    func `a database does what a store must do`(
        check: RetentionStoreConformance.Check, arrangement: Arrangement
    ) async throws {
        try await check.run(on: arrangement.open(path))
    }

    /// All of them in one test for each arrangement: a story takes a few milliseconds, a test of its own as long again.
    @Test(arguments: Arrangement.allCases) func `every story of the testkit comes true`(arrangement: Arrangement) throws
    {
        let stories = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Testkit/retention")
        let files = try FileManager.default.contentsOfDirectory(at: stories, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "scenario" }
        #expect(files.count >= 200)
        for file in files {
            let name = file.deletingPathExtension().lastPathComponent
            let database = folder.path(name + ".sqlite")
            do {
                let scenario = try RetentionScenario(String(contentsOf: file, encoding: .utf8))
                let store = try ReopenedStore { try arrangement.open(database) }
                try scenario.run(on: store) { _ in
                    try store.reopen()
                    return store
                }
            } catch {
                Issue.record("\(name): \(error)")
            }
        }
    }
}

/// A store that is closed, and then opened again.
private final class ReopenedStore: RetentionStore {
    private let open: @Sendable () throws -> any RetentionStore
    private let current: Mutex<(any RetentionStore)?>

    init(_ open: @escaping @Sendable () throws -> any RetentionStore) throws {
        self.open = open
        current = Mutex(try open())
    }

    func reopen() throws {
        // One after the other, so that the last connection is closed before there is another.
        current.withLock { $0 = nil }
        let new = try open()
        current.withLock { $0 = new }
    }

    private var store: any RetentionStore {
        guard let store = current.withLock(\.self) else { preconditionFailure("ReopenedStore: it could not be opened") }
        return store
    }

    func read<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R { try store.read(body) }
    func write<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R { try store.write(body) }
}

#endif
