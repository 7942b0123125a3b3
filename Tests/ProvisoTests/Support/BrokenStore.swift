import ProvisoTesting

@testable import Proviso

/// A store that breaks one rule.
final class BrokenStore: RetentionStore {
    enum Fault: String, CaseIterable, Sendable {
        case keepsWhatWasUndone, forgetsHolds, forgetsEvents, keepsEvents, looksAtSubjectsAlone, skipsSteps
        case listsInNoOrder, repeatsTheLastOfAPage, findsTooMuch, findsTooLittle, mixesClasses, updatesNothing
        case updatesStates, forgetsMilliseconds, normalizesNames, lowersNoTime, numbersAnew, losesTheSweep
        case keepsTheLease, countsNothing, reversesVersions, keepsDestroyedKeys, mixesScopes, losesKeyCounts
        case forgetsSuppressions, removesNothing, keepsOldSuppressions, forgetsFailures, repeatsCertificates
        case certifiesTheFirst, overlooksKeys, missesChanges, keepsPauses, countsNoPauses
    }

    private let store = InMemoryRetentionStore()
    private let fault: Fault

    init(_ fault: Fault) {
        self.fault = fault
    }

    func read<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R {
        try store.read { try body(BrokenTransaction($0, fault)) }
    }

    func write<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R {
        if fault == .keepsWhatWasUndone {
            let result = try store.write { transaction in Result { try body(BrokenTransaction(transaction, fault)) } }
            return try result.get()
        }
        return try store.write { try body(BrokenTransaction($0, fault)) }
    }
}

private struct BrokenTransaction: RetentionTransaction {
    private let base: any RetentionTransaction
    private let fault: BrokenStore.Fault

    init(_ base: any RetentionTransaction, _ fault: BrokenStore.Fault) {
        (self.base, self.fault) = (base, fault)
    }

    func item(_ id: RetentionID) throws -> RetainedItem? { try base.item(id) }

    func insert(_ item: RetainedItem) throws {
        var item = item
        if fault == .forgetsMilliseconds { item.lastActivity = item.lastActivity.wholeSeconds }
        if fault == .normalizesNames, let package = item.item.package, let first = package.recipients.first {
            let origin = try PackageOrigin(
                id: package.id, sender: first, recipients: package.recipients, termsDigest: package.termsDigest,
                manifestDigest: package.manifestDigest, fileNames: package.fileNames)
            let old = item.item
            var other = RetainedItem(
                item: try RetentionItem(
                    id: old.id, labels: old.labels, subject: old.subject, caseReference: old.caseReference,
                    created: old.created, received: old.received, eraseBy: old.eraseBy, validateBy: old.validateBy,
                    authorization: old.authorization, parts: old.parts, package: origin),
                registered: item.registered, scheduleVersion: item.scheduleVersion, labels: item.labels,
                lastActivity: item.lastActivity)
            (other.ownEnd, other.lastReview, other.disposal) = (item.ownEnd, item.lastReview, item.disposal)
            (other.validated, other.restriction) = (item.validated, item.restriction)
            item = other
        }
        try base.insert(item)
    }

    func update(_ item: RetainedItem) throws {
        switch fault {
        case .updatesNothing: _ = try base.item(item.item.id)
        case .updatesStates: try base.insert(item)
        default: try base.update(item)
        }
    }

    func begin(_ decision: ErasureDecision) throws { try base.begin(decision) }

    func recordErased(_ id: RetentionID, _ evidence: [ErasureEvidence], at instant: Instant) throws {
        try base.recordErased(id, evidence, at: instant)
    }

    func recordFailure(of id: RetentionID, nextTry: Instant) throws {
        if fault != .forgetsFailures { try base.recordFailure(of: id, nextTry: nextTry) }
    }

    func setNextTries(_ instant: Instant) throws { if fault != .keepsPauses { try base.setNextTries(instant) } }

    func postponedCount(after instant: Instant) throws -> Int {
        fault == .countsNoPauses ? 0 : try base.postponedCount(after: instant)
    }

    func certificates(after number: Int64, limit: Int) throws -> [StoredCertificate] {
        try base.certificates(after: fault == .repeatsCertificates ? 0 : number, limit: limit)
    }

    func recordCertificate(_ note: String, of ids: [RetentionID]) throws {
        do {
            try base.recordCertificate(note, of: fault == .certifiesTheFirst ? Array(ids.prefix(1)) : ids)
        } catch let error as ProvisoError {
            if fault != .skipsSteps || error.code != .retentionOrder { throw error }
        }
    }

    func items(after id: RetentionID?, limit: Int) throws -> [RetainedItem] {
        let items = try base.items(after: id, limit: limit)
        return fault == .listsInNoOrder ? items.reversed() : items
    }

    func items(coveredBy target: RetentionTarget) throws -> [RetainedItem] {
        if fault == .looksAtSubjectsAlone, case .case = target { return [] }
        return try base.items(coveredBy: target)
    }

    func classes() throws -> [RetentionClass] {
        let classes = try base.classes()
        return fault == .mixesClasses ? classes + classes.prefix(1) : classes
    }

    func items(
        in range: DueRange, after place: DueRange.Place?, limit: Int
    ) throws -> [(RetainedItem, DueRange.Place)] {
        switch fault {
        case .repeatsTheLastOfAPage where place != nil && limit > 1:
            let page = try base.items(in: range, after: nil, limit: .max)
            return Array(page.filter { $0.1 >= place! }.prefix(limit))
        case .findsTooMuch:
            if case .explicitEnd = range {
                return try base.items(in: .explicitEnd(through: .last), after: place, limit: limit)
            }
        case .findsTooLittle:
            if case .event = range { return [] }
        default: break
        }
        return try base.items(in: range, after: place, limit: limit)
    }

    func hold(_ id: StatementID) throws -> LegalHold? { fault == .forgetsHolds ? nil : try base.hold(id) }
    func holds() throws -> [LegalHold] { try base.holds() }
    func holds(covering item: RetentionItem) throws -> [LegalHold] { try base.holds(covering: item) }
    func set(_ hold: LegalHold) throws { try base.set(hold) }

    func events(covering item: RetentionItem) throws -> [RetentionEvent] {
        fault == .forgetsEvents ? [] : try base.events(covering: item)
    }

    func set(_ event: RetentionEvent) throws { try base.set(event) }

    func removeEvent(_ name: String, on target: RetentionTarget) throws -> Bool {
        try fault == .keepsEvents || base.removeEvent(name, on: target)
    }

    func hasKeptItems(of subject: SubjectReference, in caseReference: CaseReference?) throws -> Bool {
        try base.hasKeptItems(of: subject, in: fault == .mixesScopes ? nil : caseReference)
    }

    func setDestroyedKeyCount(_ count: Int, of id: RetentionID) throws {
        try base.setDestroyedKeyCount(fault == .losesKeyCounts ? 0 : count, of: id)
    }

    func hasVaultKeys(of subject: SubjectReference) throws -> Bool {
        try fault != .overlooksKeys && base.hasVaultKeys(of: subject)
    }

    func vaultKey(_ id: StatementID) throws -> VaultKey? { try base.vaultKey(id) }
    func vaultKey(for scope: VaultScope) throws -> VaultKey? { try base.vaultKey(for: scope) }
    func set(_ key: VaultKey) throws { try base.set(key) }

    func vaultKeys(notUnder version: KeyVersion, limit: Int) throws -> [VaultKey] {
        try base.vaultKeys(notUnder: version, limit: limit)
    }

    func vaultKeyCount(notUnder version: KeyVersion) throws -> Int { try base.vaultKeyCount(notUnder: version) }

    func destroyVaultKey(for scope: VaultScope, at instant: Instant) throws -> Bool {
        if fault == .keepsDestroyedKeys { return try base.vaultKey(for: scope) != nil }
        return try base.destroyVaultKey(for: scope, at: instant)
    }

    func suppression(among pseudonyms: [[UInt8]]) throws -> Suppression? {
        fault == .forgetsSuppressions ? nil : try base.suppression(among: pseudonyms)
    }

    func set(_ suppression: Suppression) throws { try base.set(suppression) }
    func remove(_ id: RetentionID) throws { if fault != .removesNothing { try base.remove(id) } }

    func suppressions(after pseudonym: [UInt8]?, limit: Int) throws -> [Suppression] {
        try base.suppressions(after: pseudonym, limit: limit)
    }

    func removeSuppressions(erasedBefore instant: Instant) throws -> Int {
        fault == .keepsOldSuppressions
            ? try base.suppressions(after: nil, limit: .max).count { $0.erased < instant }
            : try base.removeSuppressions(erasedBefore: instant)
    }

    func schedules() throws -> [AdoptedSchedule] {
        let schedules = try base.schedules()
        return fault == .reversesVersions ? schedules.reversed() : schedules
    }

    func insert(_ schedule: AdoptedSchedule) throws { try base.insert(schedule) }
    func latestTime() throws -> Instant? { try base.latestTime() }

    func setLatestTime(_ instant: Instant) throws {
        let latest = try base.latestTime() ?? instant
        try base.setLatestTime(fault == .lowersNoTime ? max(latest, instant) : instant)
    }

    func lastSweep() throws -> Instant? { fault == .losesTheSweep ? nil : try base.lastSweep() }
    func setLastSweep(_ instant: Instant) throws { try base.setLastSweep(instant) }
    func sweepLease() throws -> SweepLease? { try base.sweepLease() }

    func setSweepLease(_ lease: SweepLease?) throws {
        if fault != .keepsTheLease || lease != nil { try base.setSweepLease(lease) }
    }

    func countsByState() throws -> [RetentionState: Int] { fault == .countsNothing ? [:] : try base.countsByState() }

    func append(
        _ kind: RetentionChange.Kind, of target: RetentionTarget, at instant: Instant, _ justification: Justification?,
        _ details: [String: String]
    ) throws { try base.append(kind, of: target, at: instant, justification, details) }

    func lastChangeNumber() throws -> Int64 {
        fault == .missesChanges
            ? try base.changes(after: 0, limit: .max).last?.number ?? 0 : try base.lastChangeNumber()
    }

    func changes(after number: Int64, limit: Int) throws -> [RetentionChange] {
        let changes = try base.changes(after: number, limit: limit)
        if fault != .numbersAnew { return changes }
        return changes.enumerated().map { index, change in
            RetentionChange(
                number: Int64(index) + 1, instant: change.instant, kind: change.kind, target: change.target,
                justification: change.justification, details: change.details)
        }
    }

    func removeChanges(through number: Int64) throws { try base.removeChanges(through: number) }
}
