internal import ProvisoCrypto

/// Erasing what is due, and certifying it.
extension RetentionEngine {
    /// Erases what is due, the most overdue first, certifies it, and finishes what another sweep has left.
    ///
    /// It goes on in batches, each of a few transactions. An item that fails is listed in the report with its error and does not stop the others.
    ///
    /// The issuer is who vouches for the erasure. Packages that were not sent to this party fail, and are not erased.
    ///
    /// - Parameters:
    ///   - signer: Who signs the certificates.
    ///   - issuer: The party that vouches for them.
    ///   - budget: How long it may go on.
    ///   - progress: Is told after each batch, and can end the sweep by giving false.
    /// - **Throws**: ``ProvisoError/Code/retentionSweeping`` while another sweep is under way; what the store throws outside of single items.
    public func sweep(
        signer: borrowing NoteSigner, issuer: Party, budget: SweepBudget = .unlimited,
        progress: (SweepReport) -> Bool = { _ in true }
    ) throws -> SweepReport {
        let holder = try StatementID.random()
        // The time counts as seen, also if nothing is due.
        var (items, report) = try write { work in
            if let lease = try takeLease(holder, work) {
                throw ProvisoError(
                    .retentionSweeping, "another sweep is under way",
                    remedy: "let it finish; if it was killed, others take over at \(lease.until)")
            }
            return (try DueItems(work), SweepReport(clock: work.clock))
        }
        defer { try? write { work in try dropLease(holder, work) } }
        let start = time.now().millisecondsSinceEpoch
        var left = budget.itemCount
        var goesOn = true
        while goesOn, left > 0, time.now().millisecondsSinceEpoch - start < budget.milliseconds {
            let batch = try read { work in try items.next(min(left, Self.batchSize), work) }
            report.keptCounts = items.keptCounts
            if batch.isEmpty {
                report.isComplete = true
                break
            }
            // What was begun before, or is refused, takes nothing from the budget: else the same few that fail could use up each.
            left -= try process(batch, signer, issuer, &report)
            // Somebody who was not heard of for too long has lost the lease, and leaves the rest to whoever has it. Told also of
            // the last batch before somebody else took over.
            let isOurs = try write { work in try takeLease(holder, work) == nil }
            goesOn = progress(report) && isOurs
        }
        if report.isComplete { try write { work in try work.store.setLastSweep(work.instant) } }
        return report
    }

    /// What a sweep would do now. It changes nothing, and finds things as a sweep does.
    ///
    /// - **Throws**: what the store throws.
    public func dryRun() throws -> SweepPreview {
        try read { work in
            var preview = SweepPreview(clock: work.clock)
            var items = try DueItems(work)
            while let status = try items.next(work) {
                guard status.state == .kept else {
                    preview.unfinishedCount += 1
                    continue
                }
                let rule = status.decidingRule(status.times(at: work.clock))
                preview.dueCounts[.init(category: status.retained.labels.category, rule: rule), default: 0] += 1
            }
            preview.keptCounts = items.keptCounts
            return preview
        }
    }

    // MARK: - The lease

    /// How many items one batch has: so many are decided in one transaction, and a hold that is placed while they are being erased comes too late for them.
    private static let batchSize = 256
    /// How long others wait for a sweep that is silent.
    private static let leaseMilliseconds: Int64 = 5 * 60_000

    /// Takes the lease, or prolongs it; gives that of somebody else, if they have it.
    private func takeLease(_ holder: StatementID, _ work: RetentionWork) throws -> SweepLease? {
        if let lease = try work.store.sweepLease(), lease.holder != holder, lease.until > work.clock.now,
            // A clock that was set back must not make a lease last for ever.
            lease.until.millisecondsSinceEpoch - work.clock.now.millisecondsSinceEpoch <= Self.leaseMilliseconds
        {
            return lease
        }
        let end = min(
            work.clock.now.millisecondsSinceEpoch + Self.leaseMilliseconds, Instant.last.millisecondsSinceEpoch)
        try work.store.setSweepLease(
            SweepLease(holder: holder, until: Instant(millisecondsSinceEpoch: end) ?? .last))
        return nil
    }

    private func dropLease(_ holder: StatementID, _ work: RetentionWork) throws {
        if try work.store.sweepLease()?.holder == holder { try work.store.setSweepLease(nil) }
    }

    // MARK: - A batch

    /// An item on its way, with what its erasers found.
    private struct Step {
        var retained: RetainedItem
        var evidence: [ErasureEvidence] = []
    }

    /// Takes items through the steps that are left, each of which is one transaction or can be repeated, and gives the number of those
    /// that were begun.
    private func process(
        _ batch: [RetentionStatus], _ signer: borrowing NoteSigner, _ issuer: Party, _ report: inout SweepReport
    ) throws -> Int {
        let begun = try begin(batch.filter { isAllowed($0, issuer, &report) })
        var steps = begun.steps
        erase(&steps, &report)
        let erased = try recordErased(steps)
        do {
            // What the transactions have deleted must be in none of the store's files.
            try store.scrub()
        } catch {
            report.failures += erased.filter { $0.state == .erased }.map { .init(item: $0.item, error: error) }
            return begun.begunCount
        }
        // Of two sweepers, both give the first's certificate.
        var certified = erased.filter { $0.state == .certified }
        var groups: [[RetainedItem]] = []
        var places: [[String]: Int] = [:]
        for item in erased where item.state != .certified {
            let group = [
                item.labels.category, item.decidedBy?.description ?? "", item.item.package?.id.description ?? "",
            ]
            if let place = places[group] {
                groups[place].append(item)
            } else {
                places[group] = groups.count
                groups.append([item])
            }
        }
        for group in groups {
            do {
                certified += try certify(group, signer, issuer)
            } catch {
                report.failures += group.map { SweepReport.Failure(item: $0.item, error: error) }
            }
        }
        let byID = Dictionary(certified.map { ($0.item.id, $0) }, uniquingKeysWith: { first, _ in first })
        report.add(erased.compactMap { byID[$0.item.id] })
        return begun.begunCount
    }

    /// Whether a sweep in this party's name may erase an item, as far as that is known before it is decided.
    private func isAllowed(_ status: RetentionStatus, _ issuer: Party, _ report: inout SweepReport) -> Bool {
        do {
            if let package = status.item.package, !package.isRecipient(issuer) {
                throw ProvisoError(
                    .certificateIssuer, "it was not sent to the party that is to certify its erasure",
                    remedy: "sweep in the name of one of its recipients")
            }
            guard status.state == .kept else { return true }
            try observer?.willPerform(
                ProcessingOperation(
                    .erasure, package: status.item.id.description,
                    parties: status.item.package.map { [$0.sender] } ?? []))
            return true
        } catch {
            report.failures.append(SweepReport.Failure(item: status.item, error: error))
            return false
        }
    }

    /// Decides the erasures: holds, minimums and the clock are looked at once more, in the transaction that decides.
    private func begin(_ batch: [RetentionStatus]) throws -> (steps: [Step], begunCount: Int) {
        try write { work in
            var steps: [Step] = []
            var begunCount = 0
            for status in batch {
                guard let retained = try work.store.item(status.item.id) else { continue }
                let current = try work.status(of: retained)
                if let begun = try work.begin(current) {
                    steps.append(Step(retained: begun))
                    begunCount += 1
                } else if current.state != .kept {
                    // Somebody else who sweeps has begun: to help does no harm, and they may have been killed.
                    steps.append(Step(retained: current.retained))
                }
            }
            return (steps, begunCount)
        }
    }

    /// Has the parts erased of what is *erasing*. What fails is left out from here on.
    private func erase(_ steps: inout [Step], _ report: inout SweepReport) {
        var done: [Step] = []
        for var step in steps {
            do {
                if step.retained.state == .erasing {
                    if step.retained.destroyedKeyCount > 0 {
                        step.evidence.append(
                            ErasureEvidence(
                                count: step.retained.destroyedKeyCount, method: .keysDestroyed,
                                verification: .keysAbsent))
                    }
                    for part in step.retained.item.parts {
                        step.evidence.append(try eraser(for: part).erase(part, of: step.retained.item))
                    }
                }
                done.append(step)
            } catch {
                report.failures.append(SweepReport.Failure(item: step.retained.item, error: error))
            }
        }
        steps = done
    }

    private func recordErased(_ steps: [Step]) throws -> [RetainedItem] {
        if steps.isEmpty { return [] }
        return try write { work in
            try steps.compactMap { step -> RetainedItem? in
                guard step.retained.state == .erasing else { return step.retained }
                return try work.recordErased(step.retained, step.evidence)
            }
        }
    }

    /// Signs one certificate for items that have a class and a rule in common, or for a package, and records it.
    private func certify(
        _ items: [RetainedItem], _ signer: borrowing NoteSigner, _ issuer: Party
    ) throws -> [RetainedItem] {
        let statement =
            if let first = items.first, let package = first.item.package {
                try ErasureCertificate(first, package, issuer: issuer, now: time.now()).statement()
            } else {
                try SweepCertificate(items, issuer: issuer, now: time.now()).statement()
            }
        let note = String(decoding: SignedNote(text: statement.text, signer: signer).bytes, as: UTF8.self)
        return try write { work in
            try items.compactMap { try work.certify($0, note) }
        }
    }
}
