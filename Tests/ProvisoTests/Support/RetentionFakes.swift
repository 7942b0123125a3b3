import Foundation
import ProvisoTesting
import Synchronization

@testable import Proviso

/// So many days and milliseconds after noon of 10 January 2026, which is when the tests of retention begin.
func day(_ number: Int, plus milliseconds: Int64 = 0) -> Instant {
    Instant(millisecondsSinceEpoch: 1_768_046_400_000 + Int64(number) * 86_400_000 + milliseconds)!
}

/// A clock that a test sets.
final class ManualClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ instant: Instant = day(0)) {
        self.instant = Mutex(instant)
    }

    convenience init(_ text: String) throws {
        self.init(try Instant(text))
    }

    var now: Instant { instant.withLock { $0 } }

    func set(_ new: Instant) { instant.withLock { $0 = new } }

    func set(_ text: String) throws { set(try Instant(text)) }

    var source: TimeSource { TimeSource { self.now } }
}

/// An eraser that remembers what it was asked to erase, and does what a test wants meanwhile.
final class FakeEraser: Eraser {
    private let asked = Mutex<[(RetentionID, ErasablePart)]>([])
    private let body: @Sendable (_ item: RetentionItem, _ call: Int) throws -> Void

    init(_ body: @escaping @Sendable (_ item: RetentionItem, _ call: Int) throws -> Void = { _, _ in }) {
        self.body = body
    }

    var items: [RetentionID] { asked.withLock { $0.map(\.0) } }
    var locators: [String] { asked.withLock { $0.map(\.1.locator) } }

    func check(_ part: ErasablePart, of item: RetentionItem) throws {
        if part.locator == "unusable" { throw InjectedFault() }
    }

    func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        let call = asked.withLock { asked in
            asked.append((item.id, part))
            return asked.count
        }
        try body(item, call)
        return ErasureEvidence(
            count: item.package?.fileNames.count ?? 1, method: .filesUnlinked, verification: .filesAbsent)
    }
}

/// An observer that remembers what it was told, and does what a test wants meanwhile.
final class FakeObserver: ProcessingObserver {
    private let told = Mutex<[ProcessingOperation]>([])
    private let body: @Sendable (ProcessingOperation) throws -> Void

    init(_ body: @escaping @Sendable (ProcessingOperation) throws -> Void = { _ in }) {
        self.body = body
    }

    var operations: [ProcessingOperation] { told.withLock { $0 } }

    func willPerform(_ operation: ProcessingOperation) throws {
        told.withLock { $0.append(operation) }
        try body(operation)
    }
}

/// Items without files, for tests of the engine alone.
enum SampleItem {
    static let fileNames = ["terms.note", "cases.0001.ndjson", "cases.report.json", "manifest.note"]

    /// A package of 2026-01-10 with a number for its id.
    static func package(
        _ number: Int, eraseBy: Instant, folder: String? = nil, eraser: String = "fake",
        recipients: [String] = ["fiu.example"], fileNames: [String] = fileNames
    ) throws -> RetentionItem {
        let digits = String(number, radix: 16)
        let id = try StatementID(String(repeating: "0", count: 32 - digits.count) + digits)
        return try RetentionItem(
            id: RetentionID(id), labels: RetentionLabels(category: "disclosure-package"), created: day(0),
            eraseBy: eraseBy, parts: [ErasablePart(eraser: eraser, locator: folder ?? "/srv/cases/\(number)")],
            package: PackageOrigin(
                id: id, sender: Party("police.example"),
                recipients: recipients.map { name throws in try Party(name) },
                termsDigest: StatementDigest(bytes: Array(repeating: 1, count: 32)),
                manifestDigest: StatementDigest(bytes: Array(repeating: 2, count: 32)), fileNames: fileNames))
    }

    /// A note.
    static func note(
        _ id: String, category: String = "note", purpose: String? = nil, subjectCategory: String? = nil,
        subject: String? = nil, caseName: String? = nil, created: Instant = day(0), received: Instant? = nil,
        eraseBy: Instant? = nil, validateBy: Instant? = nil, locators: [String]? = nil
    ) throws -> RetentionItem {
        try RetentionItem(
            id: RetentionID(id),
            labels: RetentionLabels(category: category, purpose: purpose, subjectCategory: subjectCategory),
            subject: subject.map { text throws in try SubjectReference(text) },
            caseReference: caseName.map { text throws in try CaseReference(text) }, created: created,
            received: received, eraseBy: eraseBy, validateBy: validateBy,
            parts: (locators ?? [id]).map { text throws in try ErasablePart(eraser: "fake", locator: text) })
    }
}

/// Who vouches for erasures in the tests.
struct Recipient: ~Copyable {
    let party: Party
    let signer: NoteSigner

    init() throws {
        let party = try Party("fiu.example")
        let signer = try NoteSigner.generate(name: "fiu.example/retention")
        self.party = party
        self.signer = signer
    }

    /// What the sender trusts.
    borrowing func trust() throws -> TrustPolicy {
        try TrustPolicy([.init([.certificate, .sweepCertificate], signer.verifier, for: party)])
    }
}

/// Everything in a folder, by name; nil if there is no such folder.
func names(in folder: String) -> [String]? {
    try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}
