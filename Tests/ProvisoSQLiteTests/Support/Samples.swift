import Proviso
import ProvisoTesting
import Synchronization

/// The days on which the tests play.
enum Day {
    static let created = instant("2026-11-25T10:00:00Z")
    static let due = instant("2027-02-23T10:00:00Z")
    static let late = instant("2027-03-01T00:00:00Z")

    static func instant(_ text: String) -> Instant {
        do { return try Instant(text) } catch { preconditionFailure("Day: \(error)") }
    }
}

/// A clock that a test sets.
final class ManualClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ instant: Instant) {
        self.instant = Mutex(instant)
    }

    var now: Instant { instant.withLock { $0 } }

    func set(_ new: Instant) { instant.withLock { $0 = new } }

    func advance(minutes: Int64) {
        instant.withLock { $0 = Instant(millisecondsSinceEpoch: $0.millisecondsSinceEpoch + minutes * 60_000)! }
    }

    var source: TimeSource { TimeSource { self.now } }
}

/// Packages that came from somewhere, so that no schedule need be adopted; their files are nowhere.
enum SampleItem {
    static func make(_ number: Int, eraseBy: Instant = Day.due) throws -> RetentionItem {
        let id = try StatementID(digits(number))
        return try RetentionItem(
            id: RetentionID(id), labels: RetentionLabels(category: "disclosure-package"),
            subject: SubjectReference("subject-\(number)"), caseReference: CaseReference("26/114"),
            created: Day.created, eraseBy: eraseBy,
            parts: [ErasablePart(eraser: "package-folder", locator: "/srv/cases/\(number)")],
            package: PackageOrigin(
                id: id, sender: Party("police.example"), recipients: [Party("fiu.example")],
                termsDigest: StatementDigest(bytes: Array(repeating: 1, count: 32)),
                manifestDigest: StatementDigest(bytes: Array(repeating: 2, count: 32)),
                fileNames: ["terms.note", "cases.0001.ndjson", "cases.report.json", "manifest.note"]))
    }

    static func id(_ number: Int) throws -> RetentionID { try RetentionID(digits(number)) }

    private static func digits(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}

extension RetentionEngine {
    /// An engine whose clock stands.
    init(_ store: any RetentionStore, at instant: Instant) {
        self.init(store: store, time: .fixed(instant), largestClockStepDays: 1000)
    }

    /// A sweep in the name of whom the samples were sent to.
    func sweep() throws -> CollectedSweep {
        try collectedSweep(signer: NoteSigner.generate(name: "fiu.example/retention"), issuer: Party("fiu.example"))
    }

    func hold(on id: RetentionID) throws {
        try hold(
            .item(id), reason: "an appeal", authority: "court.example",
            term: .reviewBy(Day.instant("2999-01-01T00:00:00Z")))
    }
}

extension RetentionStore {
    /// Everything, from the first id on.
    func items() throws -> [RetainedItem] { try read { try $0.items(after: nil, limit: .max) } }

    func item(_ id: RetentionID) throws -> RetainedItem? { try read { try $0.item(id) } }

    /// Decides the erasure of an item; false if it is decided already.
    func begin(_ id: RetentionID, at instant: Instant) throws -> Bool {
        try write { store in
            guard let item = try store.item(id) else { return false }
            let clock = ClockReading(now: instant, latestBefore: nil, largestStepDays: 31)
            guard let decision = ErasureDecision(RetentionStatus(ungoverned: item), at: clock) else { return false }
            try store.begin(decision)
            return true
        }
    }
}

/// Counts what happens on several threads.
final class Count: Sendable {
    private let number = Mutex(0)

    var value: Int { number.withLock { $0 } }

    func increase() { number.withLock { $0 += 1 } }
}
