#if SQLite

import Foundation
import GRDB
import Proviso
import ProvisoTesting
import ProvisoSQLite
import Testing

/// What can be found in the raw files of a database after something was certified as gone.
@Suite struct ForensicsTests {
    private let folder: TemporaryFolder
    private let path: String
    private static let count = 20_000

    init() throws {
        folder = try TemporaryFolder(inMemory: true)
        path = folder.path("retention.sqlite")
    }

    @Test func `after a certificate no file of the store holds what was erased`() throws {
        let engine = try filledEngine()
        #expect(try occurrences() >= Self.count)
        let report = try engine.sweep()
        #expect(report.certified.count == Self.count && report.failures.isEmpty)
        // The changes name the items until a log has taken them.
        try engine.forgetChanges(through: .max)
        try SQLiteRetentionStore(path).scrub()
        #expect(try occurrences() == 0)
        #expect(try engine.suppression(of: Self.id(7)) != nil)
    }

    @Test func `as long as somebody reads the store as it was, nothing is certified`() throws {
        let engine = try filledEngine()
        let pool = try DatabasePool(path: path)
        let (reading, isDone) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let reader = Thread {
            // An error would leave the test waiting for nothing.
            try? pool.read { db in
                _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM proviso_item")
                reading.signal()
                isDone.wait()
            }
            reading.signal()
        }
        reader.start()
        reading.wait()
        let pinned = try engine.collectedSweep(
            signer: NoteSigner.generate(name: "fiu.example/retention"), issuer: Party("fiu.example"),
            budget: SweepBudget(itemCount: 100))
        #expect(pinned.certified.isEmpty && pinned.failures.count >= 100)
        #expect(pinned.failures.allSatisfy { ($0.error as? ProvisoError)?.code == .storeBusy })
        #expect(try engine.summary().counts[.erased] == 100)
        isDone.signal()
        reading.wait()

        let report = try engine.sweep()
        #expect(report.certified.count == Self.count && report.failures.isEmpty)
    }

    // MARK: Helpers

    /// An engine with items that are due, whose ids, subjects and places hold a mark.
    private func filledEngine() throws -> RetentionEngine {
        let root = try RootKey(copying: [UInt8](repeating: 1, count: 32).span)
        let engine = RetentionEngine(
            store: try SQLiteRetentionStore(path), erasers: ["null": NullEraser()], time: .fixed(Day.late),
            largestClockStepDays: 1000, suppression: try SuppressionKeys(root))
        let schedule = try RetentionSchedule("tests", version: 1) { RetentionRule("notes", maximum: .days(1)) }
        try engine.adopt(schedule, replacing: nil)
        try engine.register(
            contentsOf: (0..<Self.count).map { number in
                try RetentionItem(
                    id: Self.id(number), labels: RetentionLabels(category: "note"),
                    subject: SubjectReference("MARKED-subject-\(number)"), created: Day.created,
                    parts: [ErasablePart(eraser: "null", locator: "/srv/MARKED-\(number)")])
            })
        try SQLiteRetentionStore(path).scrub()
        return engine
    }

    private static func id(_ number: Int) throws -> RetentionID { try RetentionID("MARKED-\(number)") }

    /// How often the mark stands in the files.
    private func occurrences() throws -> Int {
        let mark = Data("MARKED".utf8)
        var count = 0
        for suffix in ["", "-wal", "-journal"] {
            guard let data = FileManager.default.contents(atPath: path + suffix) else { continue }
            var rest = data[...]
            while let range = rest.range(of: mark) {
                count += 1
                rest = rest[range.upperBound...]
            }
        }
        return count
    }
}

/// An eraser of what is nowhere.
private struct NullEraser: Eraser {
    func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        ErasureEvidence(count: 1, method: .foundAbsent, verification: .filesAbsent)
    }
}

#endif
