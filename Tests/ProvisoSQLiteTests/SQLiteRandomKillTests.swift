#if SQLite

import Foundation
import Proviso
import ProvisoSQLite
import ProvisoTesting
import Synchronization
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A process that registers, holds and sweeps without a pause, killed at a moment that nobody chose, again and again over one database.
@Suite struct SQLiteRandomKillTests {
    /// Several databases, each of which outlives this many processes: 24 in all, or as many as `PROVISO_KILLS` says.
    private static let databases = 4
    private static let kills =
        (ProcessInfo.processInfo.environment["PROVISO_KILLS"].flatMap { Int($0) } ?? 24) / databases

    @Test(arguments: 1...databases) func `whatever kills it, nothing goes early and nothing stays for ever`(
        database: Int
    ) async throws {
        let folder = try TemporaryFolder(inMemory: true)
        for name in ["there", "gone"] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: false)
        }
        for round in 1...Self.kills {
            // Most of the time of a process is spent on coming to life; from then on, up to a twentieth of a second.
            let microseconds = UInt32.random(in: 0...50_000)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [folder = folder.path as String, round = round as Int, microseconds = microseconds as UInt32] in
                let work = try KilledWork(folder)
                Thread.detachNewThread {
                    usleep(microseconds)
                    kill(getpid(), SIGKILL)
                }
                while true { try work.step(round) }
            }
            try check(folder, "kill \(round) after \(microseconds) microseconds")
        }
        try finish(folder)
    }

    /// What must be so between any two steps.
    private func check(_ folder: TemporaryFolder, _ place: String) throws {
        let store = try SQLiteRetentionStore(folder.path("retention.sqlite"))
        let there = Set(try #require(folder.names(in: "there")))
        let gone = Set(try #require(folder.names(in: "gone")))
        for retained in try store.items() {
            let id = retained.item.id.description
            switch retained.state {
            case .kept:
                #expect(
                    there.contains(id) && !gone.contains(id), "\(place): \(id) is gone, and its erasure was not decided"
                )
            case .erasing: break
            default: #expect(!there.contains(id), "\(place): \(id) is there, and counts as \(retained.state)")
            }
            if let begun = retained.begun {
                let end = retained.item.created.millisecondsSinceEpoch + KilledWork.periodMilliseconds
                #expect(begun.millisecondsSinceEpoch >= end, "\(place): \(id) went early")
            }
            let holds = try store.read { try $0.holds(covering: retained.item) }
            // A hold on an item comes in time, or is refused.
            if !holds.isEmpty {
                #expect(retained.state == .kept && there.contains(id), "\(place): \(id) is on hold, and went")
            }
        }
    }

    /// Five minutes after the last of them was killed, another one sweeps up.
    private func finish(_ folder: TemporaryFolder) throws {
        let work = try KilledWork(folder.path)
        let before = try work.store.items()
        work.clock.advance(minutes: KilledWork.periodMilliseconds / 60_000)
        let report = try work.engine.sweep()
        #expect(report.failures.isEmpty && report.isComplete)
        let after = try work.store.items()
        #expect(after.count == before.count)
        for retained in after {
            let isHeld = try !work.store.read { try $0.holds(covering: retained.item).isEmpty }
            #expect(retained.state == (isHeld ? .kept : .certified))
            #expect(FileManager.default.fileExists(atPath: folder.path("there/\(retained.item.id)")) == isHeld)
        }
        #expect(after.contains { $0.state == .certified }, "nothing was done at all")
    }
}

/// What is done until somebody kills it.
private final class KilledWork: Sendable {
    /// How long items are kept.
    static let periodMilliseconds: Int64 = 86_400_000

    let store: SQLiteRetentionStore
    let clock: ManualClock
    let engine: RetentionEngine
    private let folder: String
    private let steps = Mutex(0)

    /// Begins five minutes after the last time that was seen: then the lease of whoever was killed is over, and not a millisecond before.
    init(_ folder: String) throws {
        self.folder = folder
        store = try SQLiteRetentionStore(folder + "/retention.sqlite")
        clock = ManualClock(try store.read { try $0.latestTime() } ?? Day.created)
        clock.advance(minutes: 5)
        engine = RetentionEngine(store: store, erasers: ["folder": MovingEraser(folder: folder)], time: clock.source)
        let schedule = try RetentionSchedule("one", version: 1, ends: .instant) {
            RetentionRule("notes", maximum: .days(1))
        }
        try engine.adopt(schedule, replacing: nil)
    }

    func step(_ round: Int) throws {
        let number = steps.withLock { steps in
            steps += 1
            return steps
        }
        let id = "\(round)-\(number)"
        guard FileManager.default.createFile(atPath: folder + "/there/" + id, contents: Data(id.utf8)) else {
            throw InjectedFault()
        }
        try engine.register(
            RetentionItem(
                id: RetentionID(id), labels: RetentionLabels(category: "note"), created: clock.now,
                parts: [ErasablePart(eraser: "folder", locator: id)]))
        if number % 3 == 0 {
            // It can be too late for that one, or it was never registered.
            do {
                try engine.hold(on: RetentionID("\(round)-\(number - Int.random(in: 0...5))"))
            } catch let error as ProvisoError where [.retentionErased, .retentionUnknown].contains(error.code) {}
        }
        clock.advance(minutes: 7 * 60)
        if number % 2 == 0 {
            let report = try engine.sweep()
            guard report.failures.isEmpty else { throw InjectedFault() }
        }
    }
}

/// Writes down what goes, and then takes it away.
private struct MovingEraser: Eraser {
    let folder: String

    func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        let manager = FileManager.default
        let (there, gone) = (folder + "/there/" + part.locator, folder + "/gone/" + part.locator)
        guard manager.fileExists(atPath: there) else {
            return ErasureEvidence(count: 1, method: .foundAbsent, verification: .filesAbsent)
        }
        guard manager.createFile(atPath: gone, contents: nil) else { throw InjectedFault() }
        try manager.removeItem(atPath: there)
        return ErasureEvidence(count: 1, method: .filesUnlinked, verification: .filesAbsent)
    }
}

#endif
