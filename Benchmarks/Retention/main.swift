import Foundation
import GRDB
import Loops
import Proviso
import ProvisoSQLite

// Measures a retention engine over SQLite, one task in each run, so that each is a process of its own; Compare/retention.py
// runs them, beside the bare statements of Python.

/// What is measured, and in which database.
struct Task {
    let path: String

    /// When all is registered. What was created in the 300 days before is due within a year.
    static let today = instant("2026-06-01T00:00:00Z")
    static let classCount = 20
    static let batchSize = 1000

    /// Items about four to a subject, with a row of the application's for each, in the order in which they are due.
    func fill(_ count: Int) throws -> Int {
        let queue = try database()
        try queue.write { db in try db.execute(sql: "CREATE TABLE record (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
        }
        let engine = try engine(queue)
        try engine.adopt(try schedule(version: 1), replacing: nil, why)
        var number = 0
        while number < count {
            let numbers = number..<min(number + Self.batchSize, count)
            let items = try numbers.map { try item($0, of: count) }
            try queue.write { db in
                let insert = try db.cachedStatement(sql: "INSERT INTO record (id, body) VALUES (?, ?)")
                let body = String(repeating: "0123456789", count: 20)
                for number in numbers { try insert.execute(arguments: [number, body]) }
            }
            try engine.register(contentsOf: items)
            number = numbers.upperBound
        }
        // What a store in use has: holds on some, which are looked for with every item.
        for subject in stride(from: 0, to: count / 4, by: 100) {
            try engine.hold(
                .subject(SubjectReference("s\(subject)")), reason: "an appeal", authority: "court.example",
                term: .reviewBy(Self.instant("2099-01-01T00:00:00Z")))
        }
        return count
    }

    /// A key for each subject, wrapped in whatever there is: none is opened here.
    func addKeys() throws -> Int {
        try database().write { db in
            try db.execute(
                sql: """
                    INSERT INTO proviso_vault_key (id, wrapped_under, subject, case_reference, wrapped, created)
                    SELECT lower(hex(randomblob(16))), 1, subject, NULL, randomblob(48), 0
                    FROM (SELECT DISTINCT subject FROM proviso_item)
                    """)
            return db.changesCount
        }
    }

    func sweepNothing() throws -> Measured { try sweep(engine(database()), times: 2000) }

    func sweepAll() throws -> Measured { try sweep(engine(database(), daysLater: 400)) }

    func sweepIntoLedger() throws -> Measured {
        try sweep(engine(database(), daysLater: 400, SuppressionKeys(RootKey.generate())))
    }

    func explain() throws -> Measured {
        let engine = try engine(database())
        return try Measured {
            for number in 0..<1000 { _ = try engine.explain(RetentionID("item-\(number)")) }
            return 1000
        }
    }

    /// A new version of the schedule for everything that there is, with which nothing is stored again.
    func adopt() throws -> Measured {
        let engine = try engine(database())
        let schedule = try schedule(version: 2)
        return try Measured {
            try engine.adopt(schedule, for: .allItems, replacing: 1, why)
            return 1
        }
    }

    // MARK: - Pieces

    private let why: Justification

    init(_ path: String) throws {
        self.path = path
        why = try Justification(reason: "a measurement", by: "clerk.example")
    }

    private func sweep(_ engine: RetentionEngine, times: Int = 1) throws -> Measured {
        let signer = try NoteSigner.generate(name: "fiu.example/retention")
        let issuer = try Party("fiu.example")
        return try Measured {
            var count = 0
            for _ in 0..<times {
                let report = try engine.sweep(signer: signer, issuer: issuer)
                guard report.failures.isEmpty, report.isComplete else { fatalError("a sweep with failures") }
                count += report.certifiedCount
            }
            return max(count, times)
        }
    }

    private func schedule(version: Int) throws -> RetentionSchedule {
        try RetentionSchedule("cases", version: version) {
            for number in 0..<Self.classCount {
                RetentionRule("r\(number)", category: "c\(number)", maximum: .years(1))
            }
        }
    }

    private func item(_ number: Int, of count: Int) throws -> RetentionItem {
        let start = Self.today.millisecondsSinceEpoch - 300 * 86_400_000
        let created = start + Int64(number) * (300 * 86_400_000) / Int64(count)
        return try RetentionItem(
            id: RetentionID("item-\(number)"), labels: RetentionLabels(category: "c\(number % Self.classCount)"),
            subject: SubjectReference("s\(number / 4)"), created: Instant(millisecondsSinceEpoch: created)!,
            parts: [ErasablePart(eraser: SQLiteRowEraser.name, locator: "record/\(number)")])
    }

    private func database() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -16384")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        return queue
    }

    private func engine(
        _ queue: DatabaseQueue, daysLater: Int64 = 0, _ keys: SuppressionKeys? = nil
    ) throws -> RetentionEngine {
        let now = Instant(millisecondsSinceEpoch: Self.today.millisecondsSinceEpoch + daysLater * 86_400_000)!
        return RetentionEngine(
            store: try SQLiteRetentionStore(queue),
            erasers: [SQLiteRowEraser.name: SQLiteRowEraser(queue, tables: ["record": "id"])],
            time: .fixed(now), largestClockStepDays: 10_000, suppression: keys)
    }

    private static func instant(_ text: String) -> Instant {
        guard let instant = try? Instant(text) else { fatalError("not an instant") }
        return instant
    }
}

/// What a task took, apart from the opening of its database.
struct Measured {
    let count: Int
    let wallSeconds: Double
    let cpuSeconds: Double

    init(_ body: () throws -> Int) rethrows {
        let (wall, cpu) = (ContinuousClock.now, cpu_nanoseconds())
        count = try body()
        (wallSeconds, cpuSeconds) = ((ContinuousClock.now - wall) / .seconds(1), Double(cpu_nanoseconds() - cpu) / 1e9)
    }

    var json: String { "{\"count\":\(count),\"wall_seconds\":\(wallSeconds),\"cpu_seconds\":\(cpuSeconds)}" }
}

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
    FileHandle.standardError.write(Data("retention TASK DATABASE [ITEMS]\n".utf8))
    exit(64)
}
let task = try Task(arguments[2])
let measured: Measured
switch arguments[1] {
case "fill": measured = try Measured { try task.fill(arguments.count > 3 ? Int(arguments[3]) ?? 1000 : 1000) }
case "add-keys": measured = try Measured { try task.addKeys() }
case "idle": measured = try task.sweepNothing()
case "sweep": measured = try task.sweepAll()
case "sweep-ledger": measured = try task.sweepIntoLedger()
case "explain": measured = try task.explain()
case "adopt": measured = try task.adopt()
default: fatalError("no such task")
}
print(measured.json)
