/// Where a ``RetentionEngine`` remembers what is kept and what became of it.
///
/// A store has two methods, and each call of them is **one transaction**: what it reads is of one moment, and what it writes is
/// there for good when the call returns, also after a loss of power, or not at all if the body throws. Every check that
/// protects data is made inside of the transaction that acts on it, so that a hold of another process or a clock
/// that steps back between two calls cannot be missed.
///
/// `RetentionStoreConformance` in `ProvisoTesting` checks a store against all of this.
public protocol RetentionStore: Sendable {
    /// One transaction that looks.
    func read<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R

    /// One transaction that looks and acts. Nobody else acts meanwhile.
    func write<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R

    /// Removes from the store's files what its transactions have deleted: before anything is certified.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeBusy`` if that cannot be done now, because somebody still reads what was there before. The default
    ///   does nothing, for stores that keep nothing of what was deleted.
    func scrub() throws
}

extension RetentionStore {
    public func scrub() throws {}
}

/// What a ``RetentionEngine`` reads and writes within one transaction of a ``RetentionStore``.
///
/// A store decides nothing: it gives back what it was given.
public protocol RetentionTransaction {
    // MARK: Items

    /// An item; nil if it is not known.
    func item(_ id: RetentionID) throws -> RetainedItem?

    /// Takes in an item that is not known.
    func insert(_ item: RetainedItem) throws

    /// Puts what may change of an item in the place of what was there: its labels, its last activity, its own end, its last review, its disposal,
    /// its validation and its restriction. How far its erasure has come stays as it is.
    func update(_ item: RetainedItem) throws

    /// Moves an item that is *kept* to *erasing*.
    func begin(_ decision: ErasureDecision) throws

    /// Remembers how many keys were destroyed with an item that is *erasing*.
    func setDestroyedKeyCount(_ count: Int, of id: RetentionID) throws

    /// Counts a failure of an item that is *erasing*, and remembers from when on that is tried again.
    func recordFailure(of id: RetentionID, nextTry: Instant) throws

    /// Has everything that has failed tried again from an instant on.
    func setNextTries(_ instant: Instant) throws

    /// How many items that have failed are tried again only after an instant.
    func postponedCount(after instant: Instant) throws -> Int

    /// Moves an item that is *erasing* to *erased*.
    func recordErased(_ id: RetentionID, _ evidence: [ErasureEvidence], at instant: Instant) throws

    /// Takes in a certificate under the next number, and moves the items that it is for from *erased* to *certified*.
    func recordCertificate(_ note: String, of ids: [RetentionID]) throws

    /// The certificates that come after a number, in their order, at most so many.
    func certificates(after number: Int64, limit: Int) throws -> [StoredCertificate]

    /// The items that come after an id, in the order of their ids, at most so many.
    func items(after id: RetentionID?, limit: Int) throws -> [RetainedItem]

    /// The items that a hold or an event covers, in the order of their ids.
    func items(coveredBy target: RetentionTarget) throws -> [RetainedItem]

    /// Whether an item of a subject is *kept*; with a case, one that belongs to it.
    func hasKeptItems(of subject: SubjectReference, in caseReference: CaseReference?) throws -> Bool

    /// The different labels and versions of the items that are *kept*.
    func classes() throws -> [RetentionClass]

    /// The items in a range that come after a place in it, in the order of the range, at most so many.
    func items(in range: DueRange, after place: DueRange.Place?, limit: Int) throws -> [(RetainedItem, DueRange.Place)]

    // MARK: What is about several items

    /// A hold; nil if it is not known.
    func hold(_ id: StatementID) throws -> LegalHold?

    /// Every hold, the oldest first, then by id.
    func holds() throws -> [LegalHold]

    /// The holds that cover an item, also those that are over, the oldest first, then by id.
    func holds(covering item: RetentionItem) throws -> [LegalHold]

    /// Stores a hold in the place of the one with its id, if there is one.
    func set(_ hold: LegalHold) throws

    /// The events of an item, its subject and its case, in the order of their names.
    func events(covering item: RetentionItem) throws -> [RetentionEvent]

    /// Stores an event in the place of the one with its name and target, if there is one.
    func set(_ event: RetentionEvent) throws

    /// Removes an event, and says whether there was one.
    func removeEvent(_ name: String, on target: RetentionTarget) throws -> Bool

    /// The versions of the schedule, in the order in which they were adopted.
    func schedules() throws -> [AdoptedSchedule]

    /// Takes in a version.
    func insert(_ schedule: AdoptedSchedule) throws

    // MARK: Keys

    /// Whether a subject has a living key, of any case or of none.
    func hasVaultKeys(of subject: SubjectReference) throws -> Bool

    /// A key, also one that was destroyed; nil if it is not known.
    func vaultKey(_ id: StatementID) throws -> VaultKey?

    /// The living key of a scope; nil if there is none.
    func vaultKey(for scope: VaultScope) throws -> VaultKey?

    /// Stores a living key in the place of the one with its id, if there is one.
    func set(_ key: VaultKey) throws

    /// The living keys that are not wrapped under a version, at most so many.
    func vaultKeys(notUnder version: KeyVersion, limit: Int) throws -> [VaultKey]

    /// How many living keys are not wrapped under a version.
    func vaultKeyCount(notUnder version: KeyVersion) throws -> Int

    /// Destroys the key of a scope: what is left of it is its id and its dates. Says whether there was one.
    func destroyVaultKey(for scope: VaultScope, at instant: Instant) throws -> Bool

    // MARK: What was erased

    /// The entry of the ledger with one of these pseudonyms; nil if there is none.
    func suppression(among pseudonyms: [[UInt8]]) throws -> Suppression?

    /// Stores an entry of the ledger in the place of the one with its pseudonym, if there is one.
    func set(_ suppression: Suppression) throws

    /// Removes an item that is *erased* or *certified*, and keeps its certificate if it has one.
    func remove(_ id: RetentionID) throws

    /// The entries that come after a pseudonym, in the order of their bytes, at most so many.
    func suppressions(after pseudonym: [UInt8]?, limit: Int) throws -> [Suppression]

    /// Removes the entries of what was erased before an instant, and says how many there were.
    func removeSuppressions(erasedBefore instant: Instant) throws -> Int

    // MARK: Time and changes

    /// The latest time that was seen; nil if none was.
    func latestTime() throws -> Instant?

    /// Sets the latest time that was seen.
    func setLatestTime(_ instant: Instant) throws

    /// When a sweep last came to its end; nil if none did.
    func lastSweep() throws -> Instant?

    /// Remembers that a sweep came to its end.
    func setLastSweep(_ instant: Instant) throws

    /// Who sweeps now, and until when others wait for them; nil if nobody does.
    func sweepLease() throws -> SweepLease?

    /// Sets who sweeps now.
    func setSweepLease(_ lease: SweepLease?) throws

    /// How many items there are in each state.
    func countsByState() throws -> [RetentionState: Int]

    /// Stores a change under the next number.
    func append(
        _ kind: RetentionChange.Kind, of target: RetentionTarget, at instant: Instant, _ justification: Justification?,
        _ details: [String: String]
    ) throws

    /// The number of the last change that was stored, also if it was removed since; 0 if there was none.
    func lastChangeNumber() throws -> Int64

    /// The changes that come after a number, in their order, at most so many.
    func changes(after number: Int64, limit: Int) throws -> [RetentionChange]

    /// Removes the changes up to a number.
    func removeChanges(through number: Int64) throws
}

/// A certificate as a store keeps it.
public struct StoredCertificate: Hashable, Sendable {
    /// Its number, from 1 on, in the order in which they were signed.
    public let number: Int64
    /// The signed note.
    public let note: String

    /// A certificate: for stores.
    public init(number: Int64, note: String) {
        self.number = number
        self.note = note
    }
}

/// That somebody sweeps, and that others wait until then: of a process that was killed the lease is over by itself.
public struct SweepLease: Hashable, Sendable {
    /// Whose it is.
    public let holder: StatementID
    /// When it is over.
    public let until: Instant

    /// A lease: for stores.
    public init(holder: StatementID, until: Instant) {
        self.holder = holder
        self.until = until
    }
}

/// Items that the same rules apply to.
public struct RetentionClass: Hashable, Sendable {
    /// What the rules look at.
    public let labels: RetentionLabels
    /// The version of the schedule under which they were registered.
    public let scheduleVersion: Int

    /// A class: for stores.
    public init(labels: RetentionLabels, scheduleVersion: Int) {
        self.labels = labels
        self.scheduleVersion = scheduleVersion
    }
}

/// Items of which some may be due, found by what a store can keep an index of. Whether one is, ``RetentionStatus`` says.
///
/// Except in ``unfinished`` and ``failed(through:)`` all are *kept*.
public enum DueRange: Hashable, Sendable {
    /// Those that are *erased*, or *erasing* and have not failed; in the order of their ids.
    case unfinished
    /// Those that are *erasing*, have failed, and are tried again from no later on; the earliest first, then by id.
    case failed(through: Instant)
    /// Those whose ``RetainedItem/explicitEnd`` is not later; the earliest first, then by id.
    case explicitEnd(through: Instant)
    /// Those of a class, without an end of their own, whose anchor is not later; the earliest first, then by id. The anchor is
    /// `created`, `received` or `lastActivity`.
    case anchored(RetentionClass, RetentionAnchor, through: Instant)
    /// Those of a class whose last review, or else reception, is not later; the earliest first, then by id.
    case reviewed(RetentionClass, through: Instant)
    /// Those of a class, without an end of their own, that an event of a name covers which is not later; in the order of their ids.
    case event(RetentionClass, String, through: Instant)
    /// Those of a class, without an end of their own; in the order of their ids.
    case all(RetentionClass)

    /// A place in a range: behind the item with this instant, where the range is in the order of instants, and this id.
    public struct Place: Hashable, Sendable {
        /// What the range is ordered by; nil if by ids alone.
        public let instant: Instant?
        /// The id.
        public let id: RetentionID

        /// A place: for stores.
        public init(instant: Instant?, id: RetentionID) {
            self.instant = instant
            self.id = id
        }
    }
}

/// That an item is to be erased: made by a ``RetentionEngine`` in the transaction in which it looked for holds, and by nothing else.
public struct ErasureDecision: Hashable, Sendable {
    /// The item.
    public let id: RetentionID
    /// When it was decided.
    public let instant: Instant
    /// By which rule, or what else.
    public let rule: RetentionRuleReference
    /// When the item should have been gone.
    public let due: Instant

    /// Nil unless the item is due.
    package init?(_ status: RetentionStatus, at clock: ClockReading) {
        let times = status.times(at: clock)
        guard status.state == .kept, [.due, .notValidated].contains(status.reason(at: clock, times)),
            let due = times.erasableFrom
        else { return nil }
        id = status.item.id
        instant = clock.now
        rule = status.decidingRule(times)
        self.due = due
    }
}
