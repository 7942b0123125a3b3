/// Remembering what was erased, so that it does not come back.
extension RetentionEngine {
    /// What is left of an item that was erased and certified; nil if the ledger does not know it, or there is none.
    ///
    /// - **Throws**: what the store throws.
    public func suppression(of id: RetentionID) throws -> Suppression? {
        guard let suppressionKeys else { return nil }
        return try read { work in try work.store.suppression(among: suppressionKeys.pseudonyms(of: id)) }
    }

    /// What came of applying a ledger and holds.
    public struct Reapplication: Hashable, Sendable {
        /// Entries of the ledger that were not known.
        public internal(set) var newSuppressionCount = 0
        /// Holds that were not known, or were released, renewed or ended meanwhile.
        public internal(set) var changedHoldCount = 0
        /// Items that are there although they were erased: they go with the next sweep, unless a hold keeps them.
        public internal(set) var reappeared: [RetentionID] = []
    }

    /// The ledger and the holds, as one line of JSON each, to be kept apart from the backups of the store.
    ///
    /// Whoever restores a backup of the store loses what was erased and held since: ``reapplySafeguards(_:)`` brings that back.
    ///
    /// - **Throws**: what the store throws, and what `write` throws.
    /// - **Source**: `Formats/Retention`, *The suppression ledger*.
    public func exportSafeguards(_ write: (String) throws -> Void) throws {
        // One transaction, so that ledger and holds are of one moment.
        try read { work in
            try write(SafeguardLine.head(latestTime: try work.store.latestTime()).text)
            for hold in try work.store.holds() { try write(SafeguardLine.hold(hold).text) }
            var last: [UInt8]?
            while true {
                let page = try work.store.suppressions(after: last, limit: 500)
                for suppression in page { try write(SafeguardLine.suppression(suppression).text) }
                guard let end = page.last else { return }
                last = end.pseudonym
            }
        }
    }

    /// Applies what ``exportSafeguards(_:)`` wrote, after a backup of the store was restored or its data were taken over elsewhere. To apply it again changes nothing.
    ///
    /// A hold takes the later state: released if either says so, and the later term. Of the items that are there, each that the ledger knows ends now.
    ///
    /// - **Cost**: every item is looked at.
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a line that is none, with its number, and then nothing is changed; what the store throws.
    public func reapplySafeguards(_ lines: [String]) throws -> Reapplication {
        let lines = try SafeguardLine.parse(lines)
        return try write { work in
            var result = Reapplication()
            for line in lines {
                switch line {
                case .head(let latestTime):
                    // A store that was restored must not believe a clock that is older than its data.
                    if let latestTime, latestTime > work.instant { try work.store.setLatestTime(latestTime) }
                case .hold(let hold):
                    let known = try work.store.hold(hold.id)
                    let merged = try known.map { try $0.merged(with: hold) } ?? hold
                    guard merged != known else { continue }
                    try work.store.set(merged)
                    result.changedHoldCount += 1
                case .suppression(let suppression):
                    guard try work.store.suppression(among: [suppression.pseudonym]) == nil else { continue }
                    try work.store.set(suppression)
                    result.newSuppressionCount += 1
                }
            }
            if let suppressionKeys { result.reappeared = try endReappeared(suppressionKeys, work) }
            try work.record(
                .safeguardsReapplied, .everything, nil,
                [
                    "suppressions": String(result.newSuppressionCount), "holds": String(result.changedHoldCount),
                    "reappeared": String(result.reappeared.count),
                ])
            return result
        }
    }

    /// Ends the items that are there although the ledger knows them.
    private func endReappeared(_ keys: SuppressionKeys, _ work: RetentionWork) throws -> [RetentionID] {
        var reappeared: [RetentionID] = []
        var last: RetentionID?
        while true {
            let page = try work.store.items(after: last, limit: 500)
            for var retained in page where retained.state == .kept {
                guard try work.store.suppression(among: keys.pseudonyms(of: retained.item.id)) != nil else { continue }
                reappeared.append(retained.item.id)
                guard retained.disposal?.reason != .suppressed else { continue }
                retained.disposal = RetainedItem.Disposal(
                    reason: .suppressed, decided: min(work.instant, retained.disposal?.decided ?? work.instant),
                    setsMinimumAside: true)
                try work.store.update(retained)
            }
            guard let end = page.last else { return reappeared }
            last = end.item.id
        }
    }

    /// Removes entries of the ledger that are older than every backup.
    ///
    /// - **Returns**: how many.
    /// - **Throws**: what the store throws.
    @discardableResult
    public func forgetSuppressions(erasedBefore instant: Instant, _ justification: Justification) throws -> Int {
        try write { work in
            let count = try work.store.removeSuppressions(erasedBefore: instant)
            try work.record(
                .suppressionsForgotten, .everything, justification,
                ["before": instant.description, "count": String(count)])
            return count
        }
    }
}

extension LegalHold {
    /// The later of two states of one hold.
    fileprivate func merged(with other: LegalHold) throws(ProvisoError) -> LegalHold {
        let released = [released, other.released].compactMap(\.self).min()
        let later = other.renewalCount > renewalCount ? other : self
        return try LegalHold(
            id: id, target: target, kind: kind, reason: reason, authority: authority, reference: reference,
            placed: placed, term: later.term, renewalCount: later.renewalCount, released: released)
    }
}
