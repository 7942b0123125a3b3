#if SQLite

import Foundation
import Proviso
import ProvisoSQLite
import ProvisoTesting
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A process that is killed between any two steps leaves before or after, and never between.
@Suite struct SQLiteKillTests {
    /// Where the process is killed.
    enum Place: Codable, Sendable, CustomTestStringConvertible {
        case call(Int, isAfter: Bool)
        case announcement
        case beforeErasing
        case afterErasing

        var testDescription: String {
            switch self {
            case .call(let call, let isAfter): "\(isAfter ? "after" : "before") call \(call) of the store"
            case .announcement: "after the announcement"
            case .beforeErasing: "after the decision, before the first file"
            case .afterErasing: "after the last file, before that is recorded"
            }
        }
    }

    /// How often a sweep of one item calls its store; `the sweep that is killed` counts them.
    static let callCount = 9

    static let places: [Place] =
        (1...callCount).flatMap { [.call($0, isAfter: false), .call($0, isAfter: true)] }
        + [.announcement, .beforeErasing, .afterErasing]

    @Test(arguments: places)
    func `a sweep that is killed anywhere is finished by the next one`(place: Place) async throws {
        let (folder, database, id) = try registered()
        await #expect(processExitsWith: .signal(SIGKILL)) { [database = database as String, place] in
            _ = try SQLiteKillTests.sweep(database, at: place) { kill(getpid(), SIGKILL) }
        }

        let store = try SQLiteRetentionStore(database)
        let left = try #require(try store.item(id))
        let files = folder.names(in: "case")
        switch left.state {
        case .kept: #expect(files?.count == 4, "a file is gone of what is kept")
        case .erasing: break
        default: #expect(files == nil, "a file is there of what is gone")
        }

        // Whoever was killed may still sweep, as far as anybody knows, for five minutes and no longer.
        let lease = try store.read { try $0.sweepLease() }
        if lease != nil {
            let error = #expect(throws: ProvisoError.self) {
                try RetentionEngine(store, at: Self.minutesLater(5, milliseconds: -1)).sweep()
            }
            #expect(error?.code == .retentionSweeping)
        }
        let engine = RetentionEngine(store, at: Self.minutesLater(5))
        let report = try engine.sweep()
        #expect(report.failures.isEmpty && report.keptCounts.isEmpty && report.isComplete)
        let end = try #require(try store.item(id))
        #expect(end.state == .certified)
        #expect(folder.names(in: "case") == nil)
        if let certificate = left.certificate { #expect(end.certificate == certificate, "certified twice") }
        #expect(end.begun == left.begun ?? Self.minutesLater(5), "decided twice")
        let kinds = try engine.changes().map(\.kind)
        #expect(kinds == [.registered, .erasureDecided, .erased, .certified])
    }

    @Test func `the sweep that is killed would have come to its end`() async throws {
        let (folder, database, _) = try registered()
        let count = try Self.sweep(database, at: .call(Self.callCount + 1, isAfter: false)) {
            Issue.record("it calls its store more often")
        }
        #expect(count == Self.callCount)
        #expect(try SQLiteRetentionStore(database).items().map(\.state) == [.certified])
        #expect(folder.names(in: "case") == nil)
    }

    /// Each instruction at which a database can be killed while it is made is a moment in which another process finds
    /// half of it.
    @Test func `a database that is half made by a killed process is made whole by the next one`() async throws {
        let folder = try TemporaryFolder()
        let database = folder.path("retention.sqlite")
        await #expect(processExitsWith: .signal(SIGKILL)) { [database = database as String] in
            let store = try SQLiteRetentionStore(database)
            try store.register(1)
            kill(getpid(), SIGKILL)
        }
        // Its log was never brought home, and its locks died with it.
        #expect(folder.names(in: ".")?.contains("retention.sqlite-wal") == true)
        #expect(try SQLiteRetentionStore(database).items().count == 1)
        // An empty file is what remains of a process that was killed right after it had made it.
        let empty = try folder.write([], to: "empty.sqlite")
        #expect(try SQLiteRetentionStore(empty).items().isEmpty)
    }

    /// A package that was registered, and is due.
    private func registered() throws -> (TemporaryFolder, String, RetentionID) {
        let folder = try TemporaryFolder()
        let database = folder.path("retention.sqlite")
        let package = try SamplePackage(in: folder.path, named: "case", created: Day.created, eraseBy: Day.due)
        try RetentionEngine(SQLiteRetentionStore(database), at: Day.created).register(package.opened)
        return (folder, database, RetentionID(package.sealed.terms.id))
    }

    private static func minutesLater(_ minutes: Int64, milliseconds: Int64 = 0) -> Instant {
        Instant(millisecondsSinceEpoch: Day.late.millisecondsSinceEpoch + minutes * 60_000 + milliseconds)!
    }

    /// Sweeps, dies at a place, and gives how often the store was called if it did not come there.
    private static func sweep(_ database: String, at place: Place, _ die: @escaping @Sendable () -> Void) throws -> Int
    {
        var faultPlace: FaultyRetentionStore.Place?
        if case .call(let call, let isAfter) = place {
            faultPlace = .init(call: call, moment: isAfter ? .after : .before)
        }
        let store = FaultyRetentionStore(try SQLiteRetentionStore(database), at: faultPlace, fault: die)
        let observer = ClosureObserver { _ in if case .announcement = place { die() } }
        let engine = RetentionEngine(
            store: store, erasers: [FolderEraser.name: DyingEraser(place: place, die: die)], time: .fixed(Day.late),
            largestClockStepDays: 1000, observer: observer)
        _ = try engine.sweep(
            signer: NoteSigner.generate(name: "fiu.example/retention"), issuer: Party("fiu.example"))
        return store.callCount
    }

    /// Erases a folder, and kills the process before or after.
    private struct DyingEraser: Eraser {
        let place: Place
        let die: @Sendable () -> Void

        func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
            if case .beforeErasing = place { die() }
            let evidence = try FolderEraser().erase(part, of: item)
            if case .afterErasing = place { die() }
            return evidence
        }
    }
}

#endif
