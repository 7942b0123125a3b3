/// One transaction of an engine: what the store holds, one reading of the clock, and the schedules.
struct RetentionWork {
    let store: any RetentionTransaction
    /// The one reading of this transaction.
    let clock: ClockReading
    private let adopted: AdoptedVersions
    /// The rules that items of a class are under, once they were looked for: there are few classes, and may be many items.
    private let governances = Governances()
    private let suppressionKeys: SuppressionKeys?

    init(
        _ store: any RetentionTransaction, _ clock: ClockReading, _ adopted: AdoptedVersions,
        _ suppressionKeys: SuppressionKeys?
    ) {
        self.store = store
        self.clock = clock
        self.adopted = adopted
        self.suppressionKeys = suppressionKeys
    }

    /// When a change of this transaction happens: time does not go back.
    var instant: Instant { clock.latest }

    // MARK: - Schedules

    /// The schedule in use; nil if none was adopted.
    var current: RetentionSchedule? { adopted.current }

    /// Every adopted version, in the order of adoption.
    var versions: AdoptedVersions { adopted }

    func governance(of retained: RetainedItem) -> RetentionStatus.Governance? {
        governance(of: RetentionClass(labels: retained.labels, scheduleVersion: retained.scheduleVersion))
    }

    func governance(of items: RetentionClass) -> RetentionStatus.Governance? {
        if let known = governances.byClass[items] { return known }
        let found = adopted.governance(of: items)
        governances.byClass[items] = .some(found)
        return found
    }

    private final class Governances {
        var byClass: [RetentionClass: RetentionStatus.Governance?] = [:]
    }

    // MARK: - Items

    func status(of id: RetentionID) throws -> RetentionStatus {
        if let retained = try store.item(id) { return try status(of: retained) }
        if let suppressionKeys, let left = try store.suppression(among: suppressionKeys.pseudonyms(of: id)) {
            throw ProvisoError(
                .retentionErased, "\(id) was erased, and found to be gone at \(left.erased), by \(left.rule)",
                remedy: "tell whoever asked that it is gone")
        }
        throw RetentionStatus.unknown("item", id)
    }

    func status(of retained: RetainedItem) throws -> RetentionStatus {
        RetentionStatus(
            retained, holds: try store.holds(covering: retained.item),
            events: try store.events(covering: retained.item),
            governance: governance(of: retained))
    }

    /// An item whose erasure was not decided.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionErased``, ``ProvisoError/Code/retentionUnknown``.
    func keptItem(_ id: RetentionID) throws -> RetentionStatus {
        let status = try status(of: id)
        guard status.state == .kept else { throw Self.tooLate(id) }
        return status
    }

    /// An item that is kept and has not ended.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionEnded``, and as ``keptItem(_:)``.
    func livingItem(_ id: RetentionID) throws -> RetentionStatus {
        let status = try keptItem(id)
        if let end = status.times(at: clock).end, end <= clock.latest { throw Self.ended(id, end) }
        return status
    }

    // MARK: - Erasing

    /// An item that another transaction has read, as it is now; nil if it is not known any more.
    func current(_ status: RetentionStatus) throws -> RetentionStatus? {
        try store.item(status.item.id).map { try self.status(of: $0) }
    }

    /// Decides the erasure of an item that is due, and destroys the keys that no item needs any more; nil if it is not due.
    func begin(_ status: RetentionStatus) throws -> RetainedItem? {
        guard let decision = ErasureDecision(status, at: clock) else { return nil }
        let item = status.item
        // As of now it is not kept any more, so that it does not count below.
        try store.begin(decision)
        let count = try destroyKeys(of: item)
        if count > 0 { try store.setDestroyedKeyCount(count, of: item.id) }
        try record(
            .erasureDecided, .item(item.id), nil,
            ["rule": decision.rule.description, "due": decision.due.description])
        return status.retained.with(
            state: .erasing, begun: decision.instant, decidedBy: decision.rule, due: decision.due,
            destroyedKeyCount: count)
    }

    /// Records that an item that is *erasing* is gone. Of two sweepers the first is right: then this gives the item as that has left it, or nil if nothing is
    /// left of it but its entry in the ledger.
    func recordErased(_ retained: RetainedItem, _ evidence: [ErasureEvidence]) throws -> RetainedItem? {
        let erased = max(retained.begun ?? clock.believable, clock.believable)
        do {
            try store.recordErased(retained.item.id, evidence, at: erased)
        } catch let error as ProvisoError where error.code == .retentionOrder || error.code == .retentionUnknown {
            return try store.item(retained.item.id)
        }
        try record(.erased, .item(retained.item.id))
        return retained.with(state: .erased, erased: erased, evidence: evidence)
    }

    /// Remembers that a part of an item could not be erased. Where somebody else has finished it meanwhile, there is nothing to remember.
    func recordFailure(of retained: RetainedItem, _ retries: ErasureRetries) throws {
        let next = retries.next(afterFailures: retained.failureCount, now: clock.believable)
        do {
            try store.recordFailure(of: retained.item.id, nextTry: next)
        } catch let error as ProvisoError where error.code == .retentionOrder || error.code == .retentionUnknown {}
    }

    /// A key is destroyed with the last item of its subject in its case; that of no case with the last of its subject.
    private func destroyKeys(of item: RetentionItem) throws -> Int {
        guard let subject = item.subject, try store.hasVaultKeys(of: subject) else { return 0 }
        var count = 0
        if let reference = item.caseReference, try !store.hasKeptItems(of: subject, in: reference),
            try store.destroyVaultKey(for: VaultScope(subject: subject, caseReference: reference), at: instant)
        {
            count += 1
        }
        if try !store.hasKeptItems(of: subject, in: nil),
            try store.destroyVaultKey(for: VaultScope(subject: subject), at: instant)
        {
            count += 1
        }
        return count
    }

    /// Records a certificate, and that the items it is for are certified. With a ledger, nothing is left of them but its entries.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionOrder`` or ``ProvisoError/Code/retentionUnknown`` if one of them is not *erased* any more: somebody else
    ///   has certified it.
    func certify(_ group: ErasedGroup, _ note: String, _ details: [String: String]) throws {
        let ids = group.items.map(\.id)
        try store.recordCertificate(note, of: ids)
        try record(.certified, ids.count == 1 ? .item(ids[0]) : .everything, nil, details)
        guard let suppressionKeys else { return }
        for item in group.items {
            let (version, pseudonym) = suppressionKeys.pseudonym(of: item.id)
            try store.set(
                Suppression(
                    pseudonym: pseudonym, keyVersion: version, category: group.category, rule: group.rule,
                    due: item.due, erased: item.erased))
            try store.remove(item.id)
        }
    }

    // MARK: - Changes

    func record(
        _ kind: RetentionChange.Kind, _ target: RetentionTarget, _ justification: Justification? = nil,
        _ details: [String: String] = [:]
    ) throws {
        try store.append(kind, of: target, at: instant, justification, details)
    }

    // MARK: - Refusals

    static func tooLate(_ id: RetentionID) -> ProvisoError {
        ProvisoError(
            .retentionErased, "it is too late: the erasure of \(id) was decided",
            remedy: "tell whoever asked that it is gone")
    }

    static func ended(_ id: RetentionID, _ end: Instant) -> ProvisoError {
        ProvisoError(
            .retentionEnded, "\(id) has ended at \(end)",
            remedy: "extend it, if it has a grace that is not over; otherwise let it go")
    }
}

/// The versions of a schedule that were adopted, as they were read.
struct AdoptedVersions: Sendable {
    /// The versions, in the order of adoption.
    let all: [(adopted: AdoptedSchedule, schedule: RetentionSchedule)]

    /// The schedule for new items.
    var current: RetentionSchedule? { all.last?.schedule }

    /// The version that is in use for what was registered under another one: the last that was adopted for all items, if that
    /// came later.
    private func effective(for version: Int) -> (adopted: AdoptedSchedule, schedule: RetentionSchedule)? {
        let own = all.firstIndex { $0.adopted.version == version }
        let later = all[(own.map { $0 + 1 } ?? 0)...].last { $0.adopted.scope == .allItems }
        return later ?? own.map { all[$0] }
    }

    /// The schedule, and the rules of it, that items of a class are under; nil if there are none.
    func governance(of items: RetentionClass) -> RetentionStatus.Governance? {
        guard let (adopted, schedule) = effective(for: items.scheduleVersion),
            let rules = schedule.applicableRules(for: items.labels)
        else { return nil }
        return RetentionStatus.Governance(schedule: schedule, adopted: adopted.adopted, rules: rules)
    }
}
