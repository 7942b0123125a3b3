/// Keeps what it was told to keep, makes it go away on time, and can prove both.
///
/// ```swift
/// let engine = RetentionEngine(store: try SQLiteRetentionStore("retention.sqlite"))
/// try engine.register(package)
/// let report = try engine.sweep(signer: signer, issuer: Party("fiu.example"))
/// ```
///
/// - **Guarantees**: nothing is erased before its date, while a hold is in force, or while the clock shows an earlier
///   time than it has shown before. Nothing is certified that was not found to be gone. A process that is killed
///   between any two steps leaves what the next sweep finishes. Several processes may sweep at the same time.
/// - **Does not guarantee**: what an ``Eraser`` does not; and that a clock that jumped ahead is noticed.
public struct RetentionEngine: Sendable {
    private let store: any RetentionStore
    private let eraser: any Eraser
    private let time: TimeSource
    private let observer: (any ProcessingObserver)?

    /// An engine over a store. The observer is told of each erasure before it is decided, and can refuse it.
    public init(
        store: any RetentionStore, eraser: any Eraser = FolderEraser(), time: TimeSource = .system,
        observer: (any ProcessingObserver)? = nil
    ) {
        self.store = store
        self.eraser = eraser
        self.time = time
        self.observer = observer
    }

    /// Takes in a package, to be erased when its terms say so. The same package in the same folder again changes
    /// nothing.
    ///
    /// Call it while the package is being opened, so that nothing is given out that nobody will erase:
    ///
    /// ```swift
    /// let package = try reader.open("case-114.age", with: identity, into: "case-114") { try engine.register($0) }
    /// ```
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionErased`` for a package whose erasure was decided already, as when a
    ///   clock that had jumped ahead was set right; ``ProvisoError/Code/retentionFolder``,
    ///   ``ProvisoError/Code/retentionExists``, ``ProvisoError/Code/storeMissing``; what the store throws.
    @discardableResult
    public func register(_ package: VerifiedPackage) throws -> RetentionItem {
        let item = try RetentionItem(package)
        try store.insert(item)
        return item
    }

    /// Puts an item on hold from now on.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionErased`` if it is too late; ``ProvisoError/Code/retentionUnknown``,
    ///   ``ProvisoError/Code/valueInvalid``; what the store throws.
    @discardableResult
    public func hold(_ id: StatementID, reason: String, authority: String) throws -> LegalHold {
        let hold = try LegalHold.new(on: id, reason: reason, authority: authority, at: time.now())
        try store.placeHold(hold)
        return hold
    }

    /// Ends a hold. What was due meanwhile goes with the next sweep.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionUnknown``; what the store throws.
    @discardableResult
    public func release(_ hold: StatementID) throws -> LegalHold {
        try store.releaseHold(hold, at: time.now())
    }

    /// What a sweep would erase or finish now, the most overdue first. It changes nothing.
    ///
    /// - **Throws**: what the store throws.
    public func due() throws -> [RetentionStatus] {
        let clock = try reading()
        return try store.items(dueBy: clock.now).filter { status in
            [.due, .erasing, .erased].contains(status.reason(at: clock))
        }
    }

    /// Why an item is still there, or why it is gone. It changes nothing.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionUnknown``; what the store throws.
    public func explain(_ id: StatementID) throws -> RetentionExplanation {
        guard let status = try store.status(of: id) else { throw RetentionStatus.unknown("item", id) }
        return RetentionExplanation(status, clock: try reading())
    }

    /// Erases what is due, the most overdue first, certifies it, and finishes what another sweep has left.
    ///
    /// An item that fails is listed in the report with its error and does not stop the others.
    ///
    /// The issuer is who vouches for the erasure. Items that were not sent to this party fail, and are not erased.
    ///
    /// - **Throws**: what the store throws before the first item.
    public func sweep(signer: borrowing NoteSigner, issuer: Party) throws -> SweepReport {
        let clock = try store.advanceClock(time)
        var report = SweepReport(clock: clock)
        for status in try store.items(dueBy: clock.now) {
            do {
                switch try process(status, clock, signer, issuer) {
                case .certified(let status): report.certified.append(status)
                case .kept(let reason, let status): report.kept.append(SweepReport.Kept(status: status, reason: reason))
                }
            } catch {
                report.failures.append(SweepReport.Failure(item: status.item, error: error))
            }
        }
        return report
    }

    // MARK: - One item

    private enum Outcome {
        case certified(RetentionStatus)
        case kept(RetentionReason, RetentionStatus)
    }

    /// Takes an item through the steps that are left, each of which is one transaction or can be repeated.
    private func process(
        _ status: RetentionStatus, _ clock: ClockReading, _ signer: borrowing NoteSigner, _ issuer: Party
    ) throws -> Outcome {
        // What stays, stays, whoever asks.
        if status.state == .kept, status.reason(at: clock) != .due { return .kept(status.reason(at: clock), status) }
        guard status.item.isRecipient(issuer) else {
            throw ProvisoError(
                .certificateIssuer, "it was not sent to the party that is to certify its erasure",
                remedy: "sweep in the name of one of its recipients")
        }
        var status = status
        if status.state == .kept {
            switch try begin(status, clock) {
            case .begun(let begun): status = begun
            case .declined(let reason, let current):
                // Somebody else who sweeps has begun: to help does no harm, and they may have been killed.
                guard current.state != .kept else { return .kept(reason, current) }
                status = current
            }
        }
        if status.state == .erasing {
            let evidence = try eraser.erase(status.item)
            status = try store.recordErased(status.item.id, evidence, at: time.now())
        }
        if status.state == .erased {
            let certificate = try ErasureCertificate(status, issuer: issuer, now: time.now())
            let note = SignedNote(text: try certificate.statement().text, signer: signer)
            status = try store.recordCertificate(status.item.id, String(decoding: note.bytes, as: UTF8.self))
        }
        return .certified(status)
    }

    private func begin(_ status: RetentionStatus, _ clock: ClockReading) throws -> ErasureDecision {
        // What is known to stay is not announced.
        let reason = status.reason(at: clock)
        guard reason == .due else { return .declined(reason, status) }
        try observer?.willPerform(
            ProcessingOperation(
                .erasure, package: status.item.id.description, parties: [status.item.sender]))
        return try store.beginErasure(status.item.id, clock: time)
    }

    private func reading() throws -> ClockReading {
        ClockReading(now: time.now(), latestBefore: try store.latestTime())
    }
}
