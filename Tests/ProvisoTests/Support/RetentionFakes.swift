import Foundation
import Proviso
import ProvisoTesting
import Synchronization

/// A clock that a test sets.
final class ManualClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ text: String) throws {
        instant = Mutex(try Instant(text))
    }

    func set(_ text: String) throws {
        let new = try Instant(text)
        instant.withLock { $0 = new }
    }

    var source: TimeSource { TimeSource { self.instant.withLock { $0 } } }
}

/// An eraser that remembers what it was asked to erase, and does what a test wants meanwhile.
final class FakeEraser: Eraser {
    private let asked = Mutex<[StatementID]>([])
    private let body: @Sendable (_ item: RetentionItem, _ call: Int) throws -> Void

    init(_ body: @escaping @Sendable (_ item: RetentionItem, _ call: Int) throws -> Void = { _, _ in }) {
        self.body = body
    }

    var items: [StatementID] { asked.withLock { $0 } }

    func erase(_ item: RetentionItem) throws -> ErasureEvidence {
        let call = asked.withLock { asked in
            asked.append(item.id)
            return asked.count
        }
        try body(item, call)
        return ErasureEvidence(fileCount: item.fileNames.count, method: .filesUnlinked, verification: .filesAbsent)
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

    /// An item of 2026-11-25 with a number for its id.
    static func make(
        _ number: Int, eraseBy: String, folder: String? = nil, recipients: [String] = ["fiu.example"]
    ) throws -> RetentionItem {
        let digits = String(number, radix: 16)
        return try RetentionItem(
            id: StatementID(String(repeating: "0", count: 32 - digits.count) + digits), sender: Party("police.example"),
            recipients: recipients.map { name throws in try Party(name) },
            termsDigest: StatementDigest(bytes: Array(repeating: 1, count: 32)),
            manifestDigest: StatementDigest(bytes: Array(repeating: 2, count: 32)),
            folder: folder ?? "/srv/cases/\(number)", fileNames: fileNames, anchor: Instant("2026-11-25T10:00:00Z"),
            rule: .packageTerms, eraseBy: Instant(eraseBy), authorization: nil)
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
        try TrustPolicy([.init([.certificate], signer.verifier, for: party)])
    }
}

/// Everything in a folder, by name; nil if there is no such folder.
func names(in folder: String) -> [String]? {
    try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}
