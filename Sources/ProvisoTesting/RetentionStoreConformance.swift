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
    public static let checks: [Check] = transactions + items + ranges + surroundings + keys + ledger + changes + races

    // MARK: - Expectations

    static func expect(_ condition: Bool, _ otherwise: @autoclosure () -> String) throws {
        guard condition else { throw Failure(description: otherwise()) }
    }

    static func expectEqual<V: Equatable>(_ found: V?, _ expected: V?, _ what: String) throws {
        try expect(found == expected, "\(what): \(String(describing: found)), and not \(String(describing: expected))")
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

    // MARK: - Samples

    /// An instant some days and milliseconds into a year.
    static func day(_ days: Int64, plus milliseconds: Int64 = 0) -> Instant {
        Instant(millisecondsSinceEpoch: (20_000 + days) * 86_400_000 + milliseconds)!
    }

    static func statementID(_ number: Int) throws -> StatementID {
        let digits = String(number, radix: 16)
        return try StatementID(String(repeating: "0", count: 32 - digits.count) + digits)
    }

    static func digest(_ byte: UInt8) throws -> StatementDigest {
        try StatementDigest(bytes: Array(repeating: byte, count: 32))
    }

    static func id(_ number: Int) throws -> RetentionID { try RetentionID("item-\(number)") }

    /// An item that says as little as one can.
    static func item(
        _ number: Int, category: String = "note", subject: String? = nil, caseName: String? = nil,
        created: Instant = day(0), eraseBy: Instant? = nil
    ) throws -> RetainedItem {
        try retained(
            RetentionItem(
                id: id(number), labels: RetentionLabels(category: category),
                subject: subject.map { try SubjectReference($0) },
                caseReference: caseName.map { try CaseReference($0) },
                created: created, eraseBy: eraseBy, parts: [ErasablePart(eraser: "file", locator: "/srv/\(number)")]))
    }

    static func retained(_ item: RetentionItem, scheduleVersion: Int = 1) -> RetainedItem {
        RetainedItem(
            item: item, registered: day(1), scheduleVersion: scheduleVersion, labels: item.labels,
            lastActivity: item.created)
    }

    /// An item that says as much as one can, in texts that only look like others.
    static func fullItem(_ number: Int) throws -> RetainedItem {
        // In one and in two code points: to Swift these are one text, and must not become one party.
        let parties = [
            try Party("caf\u{E9}.example"), try Party("cafe\u{301}.example"), try Party("Amt für Fälle, 2"),
        ]
        let item = try RetentionItem(
            id: RetentionID("caf\u{E9} \(number)"),
            labels: RetentionLabels(category: "case-record/message", purpose: "inquiry", subjectCategory: "victim"),
            subject: SubjectReference("person_0_cafe\u{301}"), caseReference: CaseReference("26/114 „Fälle“"),
            created: day(0, plus: 1), received: day(1, plus: 2), eraseBy: day(900, plus: 999),
            validateBy: day(3, plus: 3), authorization: digest(7),
            parts: [
                ErasablePart(eraser: "index", locator: "row 'a' b\"c"),
                ErasablePart(eraser: "file", locator: "/srv/fälle/\(number)"),
            ],
            package: PackageOrigin(
                id: statementID(number), sender: parties[1], recipients: parties, termsDigest: digest(0xFF),
                manifestDigest: digest(0), fileNames: ["terms.note", "cases.0001.ndjson"]))
        var retained = retained(item, scheduleVersion: 17)
        retained.labels = try RetentionLabels(category: "case-record/note")
        retained.lastActivity = day(4, plus: 4)
        retained.ownEnd = day(800, plus: 5)
        retained.lastReview = day(6, plus: 6)
        retained.disposal = RetainedItem.Disposal(reason: .forgotten, decided: day(7, plus: 7), setsMinimumAside: true)
        retained.validated = day(2, plus: 8)
        retained.restriction = "evidence in 17/26"
        return retained
    }

    static func hold(
        _ number: Int, on target: RetentionTarget, placed: Instant = day(1), term: LegalHold.Term = .until(day(50))
    ) throws -> LegalHold {
        try LegalHold(
            id: statementID(1000 + number), target: target, kind: .hold, reason: "Beschwerde „17/26“",
            authority: "court.example", reference: "17/26", placed: placed, term: term, renewalCount: 0, released: nil)
    }

    static let evidence = [
        ErasureEvidence(count: 4, method: .filesUnlinked, verification: .filesAbsent),
        ErasureEvidence(count: 0, method: .foundAbsent, verification: .filesAbsent),
    ]

    /// That an item is to be erased, because its *erase by* has come.
    static func decision(_ item: RetainedItem, at instant: Instant) throws -> ErasureDecision {
        let clock = ClockReading(now: instant, latestBefore: nil, largestStepDays: 31)
        guard let decision = ErasureDecision(RetentionStatus(ungoverned: item), at: clock) else {
            throw Failure(description: "the sample is not due")
        }
        return decision
    }

    /// Takes an item, which must have an *erase by*, as far as a state.
    static func move(_ store: any RetentionStore, _ item: RetainedItem, to state: RetentionState) throws {
        guard state != .kept else { return }
        let due = item.item.eraseBy ?? day(0)
        try store.write { try $0.begin(try decision(item, at: due)) }
        guard state != .erasing else { return }
        try store.write { try $0.recordErased(item.item.id, evidence, at: due) }
        guard state != .erased else { return }
        try store.write { try $0.recordCertificate("a note", of: [item.item.id]) }
    }
}
