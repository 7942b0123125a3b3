package import Proviso

/// A report, and the items that it counts: for tests, which have few.
@dynamicMemberLookup
package struct CollectedSweep {
    package let report: SweepReport
    /// The items that are certified now, in the order in which they were found to be gone.
    package let certified: [RetainedItem]

    package subscript<V>(dynamicMember path: KeyPath<SweepReport, V>) -> V { report[keyPath: path] }
}

extension RetentionEngine {
    /// A sweep whose items are collected. What has failed is tried again by each.
    package func collectedSweep(
        signer: borrowing NoteSigner, issuer: Party, budget: SweepBudget = .unlimited,
        retries: ErasureRetries = .always, progress: (SweepReport) -> Bool = { _ in true }
    ) throws -> CollectedSweep {
        var erased: [RetainedItem] = []
        let report = try sweep(
            signer: signer, issuer: issuer, budget: budget, retries: retries, onErased: { erased.append($0) },
            progress: progress)
        let certified = try erased.compactMap { item in
            do {
                let retained = try explain(item.item.id).status.retained
                return retained.state == .certified ? retained : nil
            } catch let error as ProvisoError where error.code == .retentionErased {
                // Nothing is left of it but its entry in the ledger.
                return item.with(state: .certified)
            }
        }
        return CollectedSweep(report: report, certified: certified)
    }
}
