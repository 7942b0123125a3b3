/// Where a ``RetentionEngine`` remembers what is kept and what became of it.
///
/// Every check that protects data happens inside of the store: each method is **one transaction** that looks and acts
/// on what it saw, so that a hold of another process or a clock that steps back between two calls cannot be missed.
/// What a method has done is there for good when it returns, also after a loss of power.
///
/// `RetentionStoreConformance` in `ProvisoTesting` checks a store against all of this.
public protocol RetentionStore: Sendable {
    /// Takes in an item, in the state *kept*. The same item again changes nothing.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionErased`` for the same item once its erasure was decided: whoever opens
    ///   the package again must know that nobody would erase it. ``ProvisoError/Code/retentionExists`` for another item
    ///   with the same id.
    func insert(_ item: RetentionItem) throws

    /// What is known of an item; nil if it is not known.
    func status(of id: StatementID) throws -> RetentionStatus?

    /// Every item, the earliest *erase by* first, then by id.
    func items() throws -> [RetentionStatus]

    /// What there may be to do at an instant: the items that are kept with an *erase by* that is not later, also those
    /// on hold, and those that are *erasing* or *erased*. The earliest *erase by* first, then by id.
    func items(dueBy instant: Instant) throws -> [RetentionStatus]

    /// Puts an item on hold. The same hold again changes nothing, also if it was released meanwhile.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionErased`` if the item's erasure was decided;
    ///   ``ProvisoError/Code/retentionUnknown``; ``ProvisoError/Code/retentionExists`` for another hold with the same
    ///   id.
    func placeHold(_ hold: LegalHold) throws

    /// Ends a hold, and gives it. One that was released stays as it is.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionUnknown``.
    func releaseHold(_ id: StatementID, at instant: Instant) throws -> LegalHold

    /// Reads the clock and decides whether an item is erased: if ``RetentionStatus/reason(at:)`` is *due*, the item is
    /// *erasing* from now on, and the time counts as seen. Otherwise nothing changes.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionUnknown``.
    func beginErasure(_ id: StatementID, clock: TimeSource) throws -> ErasureDecision

    /// Records that an item that is *erasing* is gone, at the later of the instant and its decision. One that is
    /// *erased* or *certified* stays as it is.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionOrder`` for an item that is *kept*;
    ///   ``ProvisoError/Code/retentionUnknown``.
    func recordErased(_ id: StatementID, _ evidence: ErasureEvidence, at instant: Instant) throws -> RetentionStatus

    /// Records the certificate of an item that is *erased*. If there is one, that one stays: of two sweepers, both get
    /// the first's.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionOrder`` for an item that is *kept* or *erasing*;
    ///   ``ProvisoError/Code/retentionUnknown``.
    func recordCertificate(_ id: StatementID, _ note: String) throws -> RetentionStatus

    /// The latest time that was seen; nil if none was.
    func latestTime() throws -> Instant?

    /// Reads the clock, and remembers the time if it is the latest.
    func advanceClock(_ clock: TimeSource) throws -> ClockReading
}

/// What came of the question whether an item is erased now.
public enum ErasureDecision: Hashable, Sendable {
    /// It is *erasing*: whoever asked must erase it.
    case begun(RetentionStatus)
    /// Nothing was changed, and why. If somebody else has begun, the reason is *erasing*, *erased* or *certified*.
    case declined(RetentionReason, RetentionStatus)
}

extension RetentionStatus {
    /// The error for an item or hold that a store does not know.
    public static func unknown(_ what: String, _ id: StatementID) -> ProvisoError {
        ProvisoError(.retentionUnknown, "there is no \(what) \(id)", remedy: "check the id")
    }
}
