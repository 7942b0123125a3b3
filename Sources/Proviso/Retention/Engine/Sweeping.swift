internal import ProvisoCrypto

/// One sweep: takes items from one step to the next, in batches.
///
/// A batch has one transaction of the store, which records what of the last batch is gone and decides about the next. Erasers work between
/// two of them, outside of any transaction. Certificates come last, when what was deleted is in no file any more.
struct Sweeping {
    /// How many items the next batch has at most: so many are decided in one transaction, and a hold that is placed while they are being erased comes
    /// too late for them.
    private(set) var batchSize = 256
    /// What takes longer than the longest has half as many next time, and what takes a fraction of it twice as many: each transaction costs, and each
    /// item waits for the others of its batch.
    private static let longestBatchMilliseconds: Int64 = 250
    private static let batchSizes = 16...4096
    /// How many items wait for their certificates at most: they are certified by category and rule, each group in one transaction.
    private static let largestWaitingCount = 10_000

    private(set) var report: SweepReport
    /// Whether nothing is left that could be done.
    private(set) var isExhausted = false
    /// Whether the lease is still this sweep's.
    private(set) var isOurs = true

    private let engine: RetentionEngine
    private let issuer: Party
    private let holder: StatementID
    private let retries: ErasureRetries
    private var items: DueItems
    /// The number of the last change when this sweep last wrote: as long as it stays, nobody else has changed anything.
    private var lastChange: Int64
    /// What is being erased, and then found to be gone.
    private var steps: [Step] = []
    /// What was decided and could not be erased.
    private var failed: [RetainedItem] = []
    private var groups = ErasedGroups()
    /// What is in them, and what is being erased: an item can be found by two ranges if somebody changes it meanwhile.
    private var underWay: Set<RetentionID> = []

    /// An item on its way, with what its erasers found.
    private struct Step {
        var retained: RetainedItem
        var evidence: [ErasureEvidence] = []
    }

    /// Begins a sweep, and ends it at once if there is nothing to do.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionSweeping`` while another is under way; what the store throws.
    init(_ engine: RetentionEngine, issuer: Party, retries: ErasureRetries) throws {
        let holder = try StatementID.random()
        // What is due is looked for in transactions that look, because others can write meanwhile.
        var (items, change, isExhausted) = try engine.read { work in
            var items = try DueItems(work, retries)
            let isExhausted = try items.isExhausted(work)
            return (items, try work.store.lastChangeNumber(), isExhausted)
        }
        // The time counts as seen, also if nothing is due.
        report = try engine.write { work in
            if let lease = try SweepLease.other(than: holder, work) {
                throw ProvisoError(
                    .retentionSweeping, "another sweep is under way",
                    remedy: "let it finish; if it was killed, others take over at \(lease.until)")
            }
            if try work.store.lastChangeNumber() != change { items.epoch += 1 }
            change = try work.store.lastChangeNumber()
            var report = SweepReport(clock: work.clock)
            report.isComplete = isExhausted
            if isExhausted {
                try work.store.setLastSweep(work.instant)
            } else {
                try SweepLease.take(holder, work)
            }
            return report
        }
        (self.engine, self.issuer, self.holder, self.retries) = (engine, issuer, holder, retries)
        (self.items, lastChange, self.isExhausted) = (items, change, isExhausted)
        takeCounts()
    }

    // MARK: - Batches

    /// Records what was erased, decides about the next items, at most so many, and has them erased. Gives how many were begun.
    ///
    /// What was begun before, or is refused, is not counted: else the same few that fail could use up each budget.
    mutating func sweepBatch(_ count: Int, _ onErased: (RetainedItem) -> Void) throws -> Int {
        let start = engine.time.now()
        defer { adapt(engine.time.now().millisecondsSinceEpoch - start.millisecondsSinceEpoch) }
        var found: [DueItems.Item] = []
        if count > 0 {
            found = try engine.read { work in try items.next(count, work) }
            isExhausted = found.isEmpty
            // An observer can use the store, so it is asked outside of transactions.
            found = found.filter { isAllowed($0.status) }
        }
        var (done, next): ([RetainedItem], [Step]) = ([], [])
        var begunCount = 0
        try engine.write { work in
            if try work.store.lastChangeNumber() != lastChange { items.epoch += 1 }
            done = try record(work)
            if isOurs { (next, begunCount) = try decide(found, work) }
            lastChange = try work.store.lastChangeNumber()
        }
        for retained in done {
            onErased(retained)
            groups.add(retained)
        }
        (steps, failed) = (next, [])
        takeCounts()
        erase()
        return begunCount
    }

    private mutating func adapt(_ milliseconds: Int64) {
        var size = batchSize
        if milliseconds > Self.longestBatchMilliseconds { size /= 2 }
        if milliseconds < Self.longestBatchMilliseconds / 4 { size *= 2 }
        batchSize = min(max(size, Self.batchSizes.lowerBound), Self.batchSizes.upperBound)
    }

    /// Decides about items: holds, minimums and the clock are looked at in this transaction. What was read in an earlier one is read again, unless nobody has
    /// changed anything since.
    private mutating func decide(
        _ found: [DueItems.Item], _ work: RetentionWork
    ) throws -> (steps: [Step], begunCount: Int) {
        var next: [Step] = []
        var begunCount = 0
        for item in found {
            guard let status = try item.epoch == items.epoch ? item.status : work.current(item.status),
                !underWay.contains(status.item.id)
            else { continue }
            if let begun = try work.begin(status) {
                next.append(Step(retained: begun))
                begunCount += 1
            } else if status.state == .erasing || (status.state == .erased && requireErasers(status.retained)) {
                // Somebody else who sweeps has begun: to help does no harm, and they may have been killed.
                next.append(Step(retained: status.retained))
            } else {
                continue
            }
            underWay.insert(status.item.id)
        }
        return (next, begunCount)
    }

    /// Whether this engine has the erasers that have to scrub before an item that somebody else has erased is certified.
    private mutating func requireErasers(_ retained: RetainedItem) -> Bool {
        do {
            for part in retained.item.parts { _ = try engine.eraser(for: part) }
            return true
        } catch {
            report.fail(retained.item.id, error)
            return false
        }
    }

    /// Records what was erased and what failed, and prolongs the lease.
    private mutating func record(_ work: RetentionWork) throws -> [RetainedItem] {
        // Somebody who was not heard of for too long has lost the lease, and leaves the rest to whoever has it.
        isOurs = try SweepLease.other(than: holder, work) == nil
        if isOurs { try SweepLease.take(holder, work) }
        for retained in failed { try work.recordFailure(of: retained, retries) }
        return try steps.compactMap { step in
            step.retained.state == .erasing ? try work.recordErased(step.retained, step.evidence) : step.retained
        }
    }

    private mutating func takeCounts() {
        report.keptCounts = items.keptCounts
        report.postponedCount = items.postponedCount
    }

    /// Whether a sweep in this party's name may erase an item, as far as that is known before it is decided.
    private mutating func isAllowed(_ status: RetentionStatus) -> Bool {
        do {
            if let package = status.item.package, !package.isRecipient(issuer) {
                throw ProvisoError(
                    .certificateIssuer, "it was not sent to the party that is to certify its erasure",
                    remedy: "sweep in the name of one of its recipients")
            }
            guard status.state == .kept else { return true }
            try engine.observer?.willPerform(
                ProcessingOperation(
                    .erasure, package: status.item.id.description,
                    parties: status.item.package.map { [$0.sender] } ?? []))
            return true
        } catch {
            report.fail(status.item.id, error)
            return false
        }
    }

    // MARK: - Erasing

    /// Has the parts erased of what is *erasing*: the first parts of all items, then the second ones, so that those of each item go in
    /// their order. What fails is left out from there on.
    private mutating func erase() {
        var rank = 0
        var errors: [Int: (part: ErasablePart, error: any Error)] = [:]
        for index in steps.indices where steps[index].retained.state == .erasing {
            let count = steps[index].retained.destroyedKeyCount
            if count == 0 { continue }
            steps[index].evidence.append(
                ErasureEvidence(count: count, method: .keysDestroyed, verification: .keysAbsent))
        }
        while true {
            let indices = steps.indices.filter { index in
                errors[index] == nil && steps[index].retained.state == .erasing
                    && steps[index].retained.item.parts.count > rank
            }
            if indices.isEmpty { break }
            let byEraser = Dictionary(grouping: indices) { steps[$0].retained.item.parts[rank].eraser }
            for (_, indices) in byEraser.sorted(by: { $0.key < $1.key }) {
                let parts = indices.map { PartErasure(steps[$0].retained.item.parts[rank], of: steps[$0].retained) }
                for (index, result) in zip(indices, erase(parts)) {
                    switch result {
                    case .success(let evidence): steps[index].evidence.append(evidence)
                    case .failure(let error): errors[index] = (steps[index].retained.item.parts[rank], error)
                    }
                }
            }
            rank += 1
        }
        for index in errors.keys.sorted() {
            guard let (part, error) = errors[index] else { continue }
            failed.append(steps[index].retained)
            underWay.remove(steps[index].retained.item.id)
            items.failed.insert(steps[index].retained.item.id)
            report.fail(steps[index].retained.item.id, error, in: part)
        }
        steps = steps.indices.filter { errors[$0] == nil }.map { steps[$0] }
        report.erasedCount += steps.count { $0.retained.state == .erasing }
    }

    /// Has parts erased by the eraser that all of them name.
    private func erase(_ parts: [PartErasure]) -> [Result<ErasureEvidence, any Error>] {
        do {
            let results = try engine.eraser(for: parts[0].part).erase(parts)
            precondition(results.count == parts.count, "Eraser: a result for each part is needed")
            return results
        } catch {
            return parts.map { _ in .failure(error) }
        }
    }

    // MARK: - Certifying

    /// Certifies what waits for it once there is much, or at the end.
    mutating func certify(_ signer: borrowing NoteSigner, isEnd: Bool) throws {
        guard isOurs, groups.itemCount > 0, isEnd || groups.itemCount >= Self.largestWaitingCount else { return }
        let waiting = groups.removeAll()
        underWay.subtract(waiting.flatMap(\.items).map(\.id))
        do {
            // What was deleted must be in none of the files of the store and of what erasers delete from.
            for eraser in engine.erasers.values { try eraser.scrub() }
            try engine.store.scrub()
        } catch {
            for item in waiting.flatMap(\.items) { report.fail(item.id, error) }
            return
        }
        for group in waiting {
            do {
                try certify(group, signer)
            } catch {
                for item in group.items { report.fail(item.id, error) }
            }
        }
    }

    private mutating func certify(_ group: ErasedGroup, _ signer: borrowing NoteSigner) throws {
        do {
            try record(group, signer)
        } catch let error as ProvisoError where error.code == .retentionOrder || error.code == .retentionUnknown {
            // Somebody else has certified some of them meanwhile: what is left is certified anew.
            var rest = ErasedGroups()
            let items = try engine.read { work in try group.items.compactMap { try work.store.item($0.id) } }
            for item in items { rest.add(item) }
            for group in rest.removeAll() { try record(group, signer) }
        }
    }

    /// Signs a certificate and records it.
    private mutating func record(_ group: ErasedGroup, _ signer: borrowing NoteSigner) throws {
        // What was begun before is certified also while the clock cannot be believed, with the last time that could.
        let now = report.clock.hasJumped ? group.erasedUntil : engine.time.now()
        let statement =
            if let retained = group.package, let package = retained.item.package {
                try ErasureCertificate(
                    retained, package, issuer: issuer, backupsKeptFor: engine.backupPeriod, now: now
                ).statement()
            } else {
                try SweepCertificate(group, issuer: issuer, backupsKeptFor: engine.backupPeriod, now: now).statement()
            }
        let note = String(decoding: SignedNote(text: statement.text, signer: signer).bytes, as: UTF8.self)
        let details = [
            "certificate": statement["id"][0], "category": group.category, "rule": group.rule.description,
            "items": String(group.items.count),
        ]
        let isRecorded = try engine.write { work in
            // Who has lost the lease leaves it to whoever has it now.
            guard try SweepLease.other(than: holder, work) == nil else { return false }
            try work.certify(group, note, details)
            return true
        }
        isOurs = isRecorded
        guard isRecorded else { return }
        report.certificates.append(note)
        report.certifiedCount += group.items.count
    }

    // MARK: - The end

    /// Whether something was erased or failed that is not recorded.
    var isUnrecorded: Bool { !steps.isEmpty || !failed.isEmpty }

    /// Remembers that the sweep came to its end, if it did, and lets others sweep.
    mutating func finish() throws {
        guard !report.isComplete else { return }
        report.isComplete = isExhausted && isOurs
        try engine.write { work in
            if report.isComplete { try work.store.setLastSweep(work.instant) }
            try SweepLease.drop(holder, work)
        }
    }

    /// Lets others sweep, after something else has failed.
    func abandon() {
        try? engine.write { work in try SweepLease.drop(holder, work) }
    }
}

extension SweepLease {
    /// How long others wait for a sweep that is silent.
    private static let milliseconds: Int64 = 5 * 60_000

    /// The lease that somebody else has.
    fileprivate static func other(than holder: StatementID, _ work: RetentionWork) throws -> SweepLease? {
        guard let lease = try work.store.sweepLease(), lease.holder != holder, lease.until > work.clock.now,
            // A clock that was set back must not make a lease last for ever.
            lease.until.millisecondsSinceEpoch - work.clock.now.millisecondsSinceEpoch <= milliseconds
        else { return nil }
        return lease
    }

    /// Takes the lease, or prolongs it.
    fileprivate static func take(_ holder: StatementID, _ work: RetentionWork) throws {
        let end = min(work.clock.now.millisecondsSinceEpoch + milliseconds, Instant.last.millisecondsSinceEpoch)
        try work.store.setSweepLease(
            SweepLease(holder: holder, until: Instant(millisecondsSinceEpoch: end) ?? .last))
    }

    fileprivate static func drop(_ holder: StatementID, _ work: RetentionWork) throws {
        if try work.store.sweepLease()?.holder == holder { try work.store.setSweepLease(nil) }
    }
}
