/// Erasing what is due, and certifying it.
extension RetentionEngine {
    /// Erases what is due, the most overdue first, certifies it, and finishes what another sweep has left.
    ///
    /// It goes on in batches, each of which is one transaction. An item that fails is listed in the report with its error, does not stop the
    /// others, and is left alone by sweeps for a while, longer with each failure.
    ///
    /// The issuer is who vouches for the erasure. Packages that were not sent to this party fail, and are not erased.
    ///
    /// - Parameters:
    ///   - signer: Who signs the certificates.
    ///   - issuer: The party that vouches for them.
    ///   - budget: How long it may go on.
    ///   - retries: How long what has failed is left alone.
    ///   - onErased: Is given each item that was found to be gone, by this sweep or an earlier one that did not certify it, once that is recorded.
    ///   - progress: Is told after each batch, and can end the sweep by giving false.
    /// - **Cost**: memory for a batch, and for the ids of what waits for a certificate, at most 10,000, or have failed.
    /// - **Throws**: ``ProvisoError/Code/retentionSweeping`` while another sweep is under way; what the store throws outside of single items.
    public func sweep(
        signer: borrowing NoteSigner, issuer: Party, budget: SweepBudget = .unlimited,
        retries: ErasureRetries = .standard, onErased: (RetainedItem) -> Void = { _ in },
        progress: (SweepReport) -> Bool = { _ in true }
    ) throws -> SweepReport {
        let start = time.now().millisecondsSinceEpoch
        var sweeping = try Sweeping(self, issuer: issuer, retries: retries)
        do {
            var left = budget.itemCount
            var goesOn = true
            while goesOn, !sweeping.isExhausted, left > 0,
                time.now().millisecondsSinceEpoch - start < budget.milliseconds
            {
                left -= try sweeping.sweepBatch(min(left, sweeping.batchSize), onErased)
                try sweeping.certify(signer, isEnd: false)
                // Told also of the last batch before somebody else took over.
                goesOn = (sweeping.isExhausted || progress(sweeping.report)) && sweeping.isOurs
            }
            if sweeping.isUnrecorded { _ = try sweeping.sweepBatch(0, onErased) }
            try sweeping.certify(signer, isEnd: true)
            try sweeping.finish()
        } catch {
            sweeping.abandon()
            throw error
        }
        return sweeping.report
    }

    /// What a sweep would do now. It changes nothing, and finds things as a sweep does.
    ///
    /// - Parameter retries: How long that sweep would leave alone what has failed.
    /// - **Throws**: what the store throws.
    public func dryRun(retries: ErasureRetries = .standard) throws -> SweepPreview {
        try read { work in
            var preview = SweepPreview(clock: work.clock)
            var items = try DueItems(work, retries)
            while let status = try items.next(work)?.status {
                guard status.state == .kept else {
                    preview.unfinishedCount += 1
                    continue
                }
                let rule = status.decidingRule(status.times(at: work.clock))
                preview.dueCounts[.init(category: status.retained.labels.category, rule: rule), default: 0] += 1
            }
            preview.keptCounts = items.keptCounts
            preview.postponedCount = items.postponedCount
            return preview
        }
    }
}
