public import Proviso
internal import Synchronization

/// A retention store in memory, for tests: it is gone with the process, and so is what it was to erase.
///
/// - **Guarantees**: what `RetentionStore` asks for, but for durability.
/// - **Cost**: each call goes through everything that it holds.
public final class InMemoryRetentionStore: RetentionStore {
    private let content = Mutex(MemoryTransaction.Content())

    /// A store that knows nothing.
    public init() {}

    /// One transaction that looks.
    public func read<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R {
        try body(MemoryTransaction(content.withLock { $0 }))
    }

    /// One transaction that looks and acts.
    public func write<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R {
        // What the body gives need not be sendable, so it leaves by another door.
        var result: Result<R, any Error>?
        content.withLock { content in
            let transaction = MemoryTransaction(content)
            result = Result { try body(transaction) }
            if case .success = result { content = transaction.content }
        }
        return try result!.get()
    }
}

/// A copy of what a store holds, to be put in its place if all goes well.
private final class MemoryTransaction: RetentionTransaction {
    struct Content: Sendable {
        var items: [RetentionID: RetainedItem] = [:]
        var holds: [StatementID: LegalHold] = [:]
        var events: [EventKey: RetentionEvent] = [:]
        var schedules: [AdoptedSchedule] = []
        var latestTime: Instant?
        var lastSweep: Instant?
        var lease: SweepLease?
        var vaultKeys: [StatementID: VaultKey] = [:]
        var suppressions: [[UInt8]: Suppression] = [:]
        var certificates: [String] = []
        var changes: [RetentionChange] = []
        var changeCount: Int64 = 0
    }

    struct EventKey: Hashable {
        let name: String
        let target: RetentionTarget
    }

    var content: Content

    init(_ content: Content) {
        self.content = content
    }

    // MARK: - Items

    func item(_ id: RetentionID) -> RetainedItem? { content.items[id] }

    func insert(_ item: RetainedItem) { content.items[item.item.id] = item }

    func update(_ item: RetainedItem) throws {
        var known = try require(item.item.id)
        known.labels = item.labels
        known.lastActivity = item.lastActivity
        known.ownEnd = item.ownEnd
        known.lastReview = item.lastReview
        known.disposal = item.disposal
        known.validated = item.validated
        known.restriction = item.restriction
        content.items[item.item.id] = known
    }

    func begin(_ decision: ErasureDecision) throws {
        let known = try require(decision.id, in: .kept)
        content.items[decision.id] = known.with(
            state: .erasing, begun: decision.instant, decidedBy: decision.rule, due: decision.due)
    }

    func recordErased(_ id: RetentionID, _ evidence: [ErasureEvidence], at instant: Instant) throws {
        let known = try require(id, in: .erasing)
        content.items[id] = known.with(state: .erased, erased: instant, evidence: evidence)
    }

    func recordFailure(of id: RetentionID, nextTry: Instant) throws {
        let known = try require(id, in: .erasing)
        content.items[id] = known.with(failureCount: known.failureCount + 1, nextTry: nextTry)
    }

    func setNextTries(_ instant: Instant) {
        for (id, item) in content.items where item.state == .erasing && item.nextTry != nil {
            content.items[id] = item.with(nextTry: instant)
        }
    }

    func postponedCount(after instant: Instant) -> Int {
        content.items.values.count { $0.state == .erasing && $0.nextTry.map { instant < $0 } ?? false }
    }

    func recordCertificate(_ note: String, of ids: [RetentionID]) throws {
        content.certificates.append(note)
        for id in ids {
            let known = try require(id, in: .erased)
            content.items[id] = known.with(state: .certified, certificate: note)
        }
    }

    func certificates(after number: Int64, limit: Int) -> [StoredCertificate] {
        Array(
            content.certificates.enumerated().map { StoredCertificate(number: Int64($0.offset) + 1, note: $0.element) }
                .filter { $0.number > number }.prefix(limit))
    }

    func items(after id: RetentionID?, limit: Int) -> [RetainedItem] {
        Array(sorted { item in id.map { $0 < item.item.id } ?? true }.prefix(limit))
    }

    func items(coveredBy target: RetentionTarget) -> [RetainedItem] {
        sorted { target.covers($0.item) }
    }

    func setDestroyedKeyCount(_ count: Int, of id: RetentionID) throws {
        let known = try require(id, in: .erasing)
        content.items[id] = known.with(destroyedKeyCount: count)
    }

    func hasKeptItems(of subject: SubjectReference, in caseReference: CaseReference?) -> Bool {
        content.items.values.contains { item in
            item.state == .kept && item.item.subject == subject
                && (caseReference == nil || item.item.caseReference == caseReference)
        }
    }

    func classes() -> [RetentionClass] {
        Array(
            Set(
                sorted { $0.state == .kept }.map {
                    RetentionClass(labels: $0.labels, scheduleVersion: $0.scheduleVersion)
                }))
    }

    func items(
        in range: DueRange, after place: DueRange.Place?, limit: Int
    ) -> [(RetainedItem, DueRange.Place)] {
        let found = content.items.values.filter { item in
            range.contains(item, events(covering: item.item)) && place.map { $0 < range.place(of: item) } ?? true
        }
        return found.map { ($0, range.place(of: $0)) }.sorted { $0.1 < $1.1 }.prefix(limit).map(\.self)
    }

    // MARK: - Holds, events, schedules

    func hold(_ id: StatementID) -> LegalHold? { content.holds[id] }

    func holds() -> [LegalHold] {
        content.holds.values.sorted { ($0.placed, $0.id.description) < ($1.placed, $1.id.description) }
    }

    func holds(covering item: RetentionItem) -> [LegalHold] { holds().filter { $0.target.covers(item) } }

    func set(_ hold: LegalHold) { content.holds[hold.id] = hold }

    func events(covering item: RetentionItem) -> [RetentionEvent] {
        content.events.values.filter { $0.target.covers(item) }
            .sorted { ($0.name, $0.target.description) < ($1.name, $1.target.description) }
    }

    func set(_ event: RetentionEvent) { content.events[EventKey(name: event.name, target: event.target)] = event }

    func removeEvent(_ name: String, on target: RetentionTarget) -> Bool {
        content.events.removeValue(forKey: EventKey(name: name, target: target)) != nil
    }

    func schedules() -> [AdoptedSchedule] { content.schedules }

    func insert(_ schedule: AdoptedSchedule) { content.schedules.append(schedule) }

    // MARK: - Keys

    func hasVaultKeys(of subject: SubjectReference) -> Bool {
        content.vaultKeys.values.contains { $0.scope?.subject == subject }
    }

    func vaultKey(_ id: StatementID) -> VaultKey? { content.vaultKeys[id] }

    func vaultKey(for scope: VaultScope) -> VaultKey? { content.vaultKeys.values.first { $0.scope == scope } }

    func set(_ key: VaultKey) { content.vaultKeys[key.id] = key }

    func vaultKeys(notUnder version: KeyVersion, limit: Int) -> [VaultKey] {
        Array(content.vaultKeys.values.filter { $0.destroyed == nil && $0.wrappedUnder != version }.prefix(limit))
    }

    func vaultKeyCount(notUnder version: KeyVersion) -> Int { vaultKeys(notUnder: version, limit: .max).count }

    func destroyVaultKey(for scope: VaultScope, at instant: Instant) -> Bool {
        guard let key = vaultKey(for: scope) else { return false }
        content.vaultKeys[key.id] = VaultKey(id: key.id, created: key.created, destroyed: instant)
        return true
    }

    // MARK: - What was erased

    func suppression(among pseudonyms: [[UInt8]]) -> Suppression? {
        pseudonyms.lazy.compactMap { self.content.suppressions[$0] }.first
    }

    func set(_ suppression: Suppression) { content.suppressions[suppression.pseudonym] = suppression }

    func remove(_ id: RetentionID) throws {
        let known = try require(id)
        guard known.state == .erased || known.state == .certified else {
            throw ProvisoError(
                .retentionOrder, "\(id) is \(known.state)", remedy: "leave these steps to a RetentionEngine")
        }
        content.items[id] = nil
    }

    func suppressions(after pseudonym: [UInt8]?, limit: Int) -> [Suppression] {
        let rest = content.suppressions.values.filter { entry in
            pseudonym.map { $0.lexicographicallyPrecedes(entry.pseudonym) } ?? true
        }
        return Array(rest.sorted { $0.pseudonym.lexicographicallyPrecedes($1.pseudonym) }.prefix(limit))
    }

    func removeSuppressions(erasedBefore instant: Instant) -> Int {
        let old = content.suppressions.values.filter { $0.erased < instant }
        for entry in old { content.suppressions[entry.pseudonym] = nil }
        return old.count
    }

    // MARK: - Time and changes

    func latestTime() -> Instant? { content.latestTime }

    func setLatestTime(_ instant: Instant) { content.latestTime = instant }

    func lastSweep() -> Instant? { content.lastSweep }

    func setLastSweep(_ instant: Instant) { content.lastSweep = instant }

    func sweepLease() -> SweepLease? { content.lease }

    func setSweepLease(_ lease: SweepLease?) { content.lease = lease }

    func countsByState() -> [RetentionState: Int] {
        Dictionary(grouping: content.items.values, by: \.state).mapValues(\.count)
    }

    func append(
        _ kind: RetentionChange.Kind, of target: RetentionTarget, at instant: Instant, _ justification: Justification?,
        _ details: [String: String]
    ) {
        content.changeCount += 1
        content.changes.append(
            RetentionChange(
                number: content.changeCount, instant: instant, kind: kind, target: target, justification: justification,
                details: details))
    }

    func lastChangeNumber() -> Int64 { content.changeCount }

    func changes(after number: Int64, limit: Int) -> [RetentionChange] {
        Array(content.changes.filter { $0.number > number }.prefix(limit))
    }

    func removeChanges(through number: Int64) { content.changes.removeAll { $0.number <= number } }

    // MARK: - Helpers

    private func sorted(where isWanted: (RetainedItem) -> Bool) -> [RetainedItem] {
        content.items.values.filter(isWanted).sorted { $0.item.id < $1.item.id }
    }

    private func require(_ id: RetentionID, in state: RetentionState? = nil) throws -> RetainedItem {
        guard let known = content.items[id] else {
            throw ProvisoError(.retentionUnknown, "there is no item \(id)", remedy: "check the id")
        }
        guard state == nil || known.state == state else {
            throw ProvisoError(
                .retentionOrder, "\(id) is \(known.state)", remedy: "leave these steps to a RetentionEngine")
        }
        return known
    }
}
