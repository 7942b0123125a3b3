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

    /// A sweep of one item calls its store five times; the engine's tests count them.
    static let places: [Place] =
        (1...5).flatMap { [.call($0, isAfter: false), .call($0, isAfter: true)] }
        + [.announcement, .beforeErasing, .afterErasing]

    @Test(arguments: places)
    func `a sweep that is killed anywhere is finished by the next one`(place: Place) async throws {
        let folder = try TemporaryFolder()
        let database = folder.path("retention.sqlite")
        let package = try SamplePackage(in: folder.path, named: "case", created: Day.created, eraseBy: Day.due)
        try RetentionEngine(store: SQLiteRetentionStore(database)).register(package.opened)
        let id = package.sealed.terms.id

        await #expect(processExitsWith: .signal(SIGKILL)) { [database = database as String, place] in
            try SQLiteKillTests.sweepAndDie(database, at: place)
        }

        let store = try SQLiteRetentionStore(database)
        let left = try #require(try store.status(of: id))
        let files = folder.names(in: "case")
        switch left.state {
        case .kept: #expect(files?.count == 4, "a file is gone of what is kept")
        case .erasing: break
        default: #expect(files == nil, "a file is there of what is gone")
        }
        #expect((left.certificate != nil) == (left.state == .certified))

        let engine = RetentionEngine(store: store, time: .fixed(Day.late))
        let signer = try NoteSigner.generate(name: "fiu.example/retention")
        let report = try engine.sweep(signer: signer, issuer: Party("fiu.example"))
        #expect(report.failures.isEmpty && report.kept.isEmpty)
        let end = try #require(try store.status(of: id))
        #expect(end.state == .certified)
        #expect(folder.names(in: "case") == nil)
        if let certificate = left.certificate { #expect(end.certificate == certificate, "certified twice") }
        #expect(end.begun == left.begun ?? Day.late, "decided twice")
    }

    @Test func `the sweep that is killed would have come to its end`() async throws {
        let folder = try TemporaryFolder()
        let database = folder.path("retention.sqlite")
        let package = try SamplePackage(in: folder.path, named: "case", created: Day.created, eraseBy: Day.due)
        try RetentionEngine(store: SQLiteRetentionStore(database)).register(package.opened)
        await #expect(processExitsWith: .success) { [database = database as String] in
            try SQLiteKillTests.sweepAndDie(database, at: .call(6, isAfter: false))
        }
        #expect(try SQLiteRetentionStore(database).items().map(\.state) == [.certified])
    }

    /// Each instruction at which a database can be killed while it is made is a moment in which another process finds
    /// half of it.
    @Test func `a database that is half made by a killed process is made whole by the next one`() async throws {
        let folder = try TemporaryFolder()
        let database = folder.path("retention.sqlite")
        await #expect(processExitsWith: .signal(SIGKILL)) { [database = database as String] in
            let store = try SQLiteRetentionStore(database)
            try store.insert(SampleItem.make(1))
            kill(getpid(), SIGKILL)
        }
        // Its log was never brought home, and its locks died with it.
        #expect(folder.names(in: ".")?.contains("retention.sqlite-wal") == true)
        #expect(try SQLiteRetentionStore(database).items().count == 1)
        // An empty file is what remains of a process that was killed right after it had made it.
        let empty = try folder.write([], to: "empty.sqlite")
        #expect(try SQLiteRetentionStore(empty).items().isEmpty)
    }

    private static func sweepAndDie(_ database: String, at place: Place) throws {
        let die: @Sendable () -> Void = { kill(getpid(), SIGKILL) }
        var faultPlace: FaultyRetentionStore.Place?
        if case .call(let call, let isAfter) = place {
            faultPlace = .init(call: call, moment: isAfter ? .after : .before)
        }
        let store = FaultyRetentionStore(try SQLiteRetentionStore(database), at: faultPlace, fault: die)
        let observer = ClosureObserver { _ in if case .announcement = place { die() } }
        let eraser = DyingEraser(place: place, die: die)
        let engine = RetentionEngine(store: store, eraser: eraser, time: .fixed(Day.late), observer: observer)
        let signer = try NoteSigner.generate(name: "fiu.example/retention")
        _ = try engine.sweep(signer: signer, issuer: Party("fiu.example"))
    }

    /// Erases a folder, and kills the process before or after.
    private struct DyingEraser: Eraser {
        let place: Place
        let die: @Sendable () -> Void

        func erase(_ item: RetentionItem) throws -> ErasureEvidence {
            if case .beforeErasing = place { die() }
            let evidence = try FolderEraser().erase(item)
            if case .afterErasing = place { die() }
            return evidence
        }
    }
}

#endif
