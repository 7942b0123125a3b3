public import Proviso

/// What every `RetentionStore` must do, as checks that run on yours.
///
/// ```swift
/// @Test(arguments: RetentionStoreConformance.checks)
/// func `my store does what a store must do`(check: RetentionStoreConformance.Check) async throws {
///     try await check.run(on: MyStore())
/// }
/// ```
///
/// - **Does not guarantee**: durability: only a process that is killed can show that.
public enum RetentionStoreConformance {
    /// One thing that a store must do.
    public struct Check: Sendable, CustomStringConvertible {
        /// What, in a sentence.
        public let description: String
        private let body: @Sendable (any RetentionStore) async throws -> Void

        init(_ description: String, _ body: @escaping @Sendable (any RetentionStore) async throws -> Void) {
            self.description = description
            self.body = body
        }

        /// Checks a store, which must be new.
        ///
        /// - **Throws**: ``Failure``, or what the store throws and must not.
        public func run(on store: any RetentionStore) async throws {
            try await body(store)
        }
    }

    /// A store did not do what it must.
    public struct Failure: Error, CustomStringConvertible {
        /// What it did instead.
        public let description: String
    }

    /// All of the checks.
    public static let checks: [Check] = items + holds + decisions + records + clocks + races

    // MARK: - Expectations

    static func expect(_ condition: Bool, _ otherwise: @autoclosure () -> String) throws {
        guard condition else { throw Failure(description: otherwise()) }
    }

    static func expectEqual<V: Equatable>(_ found: V, _ expected: V, _ what: String) throws {
        try expect(found == expected, "\(what): \(found), and not \(expected)")
    }

    static func expectRefusal<R>(
        _ code: ProvisoError.Code, _ what: String, _ body: () throws -> R
    ) throws {
        do {
            _ = try body()
        } catch let error as ProvisoError {
            return try expectEqual(error.code, code, "\(what) is refused with another word")
        }
        throw Failure(description: "\(what) is not refused")
    }

    static func status(_ store: any RetentionStore, _ item: RetentionItem) throws -> RetentionStatus {
        guard let status = try store.status(of: item.id) else {
            throw Failure(description: "an item that was taken in is not known")
        }
        return status
    }

    // MARK: - Samples

    /// An instant some days and milliseconds into a year.
    static func day(_ days: Int64, plus milliseconds: Int64 = 0) -> Instant {
        Instant(millisecondsSinceEpoch: (20_000 + days) * 86_400_000 + milliseconds)!
    }

    static func id(_ number: Int) throws -> StatementID {
        let digits = String(number, radix: 16)
        return try StatementID(String(repeating: "0", count: 32 - digits.count) + digits)
    }

    static func digest(_ byte: UInt8) throws -> StatementDigest {
        try StatementDigest(bytes: Array(repeating: byte, count: 32))
    }

    static func item(_ number: Int, eraseBy: Instant, folder: String? = nil) throws -> RetentionItem {
        try RetentionItem(
            id: id(number), sender: Party("police.example"), recipients: [Party("fiu.example")],
            termsDigest: digest(1), manifestDigest: digest(2), folder: folder ?? "/srv/cases/\(number)",
            fileNames: ["terms.note", "cases.0001.ndjson", "cases.report.json", "manifest.note"], anchor: day(0),
            rule: .packageTerms, eraseBy: eraseBy, authorization: nil)
    }

    static func hold(_ number: Int, on item: RetentionItem, reason: String = "an appeal") throws -> LegalHold {
        try LegalHold(
            id: id(1000 + number), item: item.id, reason: reason, authority: "court.example", placed: day(1),
            released: nil)
    }

    static let evidence = ErasureEvidence(fileCount: 4, method: .filesUnlinked, verification: .filesAbsent)

    /// Takes an item to *erasing*.
    static func begin(_ store: any RetentionStore, _ item: RetentionItem, at instant: Instant) throws {
        guard case .begun = try store.beginErasure(item.id, clock: .fixed(instant)) else {
            throw Failure(description: "the erasure of an item that is due is not begun")
        }
    }

    static func expectDeclined(
        _ store: any RetentionStore, _ item: RetentionItem, at instant: Instant, _ reason: RetentionReason
    ) throws {
        switch try store.beginErasure(item.id, clock: .fixed(instant)) {
        case .begun: throw Failure(description: "an erasure is begun, and must be declined as \(reason)")
        case .declined(let found, _): try expectEqual(found, reason, "an erasure is declined for another reason")
        }
    }
}
