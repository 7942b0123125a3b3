/// Deciding about single items: reviews, extensions, validations, and forgetting people.
extension RetentionEngine {
    /// What a review decides.
    public enum ReviewOutcome: Hashable, Sendable {
        /// It is still needed; the next review is due a period from now.
        case keep
        /// It goes: it ends now. Its minimum and holds still count.
        case erase
        /// It is still needed, and beyond its end: as ``RetentionEngine/extend(_:until:_:authorization:)``.
        case extend(until: Instant, authorization: StatementDigest? = nil)
        /// It is something else, and the rules for that apply.
        case relabel(RetentionLabels)
    }

    /// Records what a review decided.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionEnded`` for an item that has ended, except to erase or extend it;
    ///   ``ProvisoError/Code/retentionErased``, ``ProvisoError/Code/retentionUnknown``; ``ProvisoError/Code/retentionUncovered`` if no rule applies to new labels;
    ///   as ``extend(_:until:_:authorization:)``; what the store throws.
    public func review(_ id: RetentionID, _ outcome: ReviewOutcome, _ justification: Justification) throws {
        try write { work in
            var status: RetentionStatus
            let word: String
            switch outcome {
            case .keep:
                (status, word) = (try work.livingItem(id), "keep")
            case .erase:
                (status, word) = (try work.keptItem(id), "erase")
                // What was decided first stays, unless the clock was wrong then, so that its date has not come yet.
                let earlier = status.retained.disposal
                if earlier.map({ $0.decided > work.instant }) ?? true {
                    status.retained.disposal = RetainedItem.Disposal(
                        reason: earlier?.reason ?? .disposed, decided: work.instant,
                        setsMinimumAside: earlier?.setsMinimumAside ?? false)
                }
            case .extend(let until, let authorization):
                (status, word) = (try work.keptItem(id), "extend")
                try extend(&status, until, authorization, work)
            case .relabel(let labels):
                (status, word) = (try work.livingItem(id), "relabel")
                let locked = status.governance?.rules.minimums.filter { $0.lock == .locked } ?? []
                guard locked.allSatisfy({ $0.applies(to: labels) }) else {
                    throw ProvisoError(
                        .retentionLocked, "a locked rule applies to \(id), and would not any more",
                        remedy: "choose labels that it applies to")
                }
                status.retained.labels = labels
                guard work.governance(of: status.retained) != nil || status.item.package != nil else {
                    throw ProvisoError(
                        .retentionUncovered, "no rule applies to the category \(labels.category)",
                        remedy: "add a rule to the schedule, or choose other labels")
                }
            }
            status.retained.lastReview = work.instant
            try work.store.update(status.retained)
            try work.record(.reviewed, .item(id), justification, ["outcome": word])
        }
    }

    /// Sets a later end of an item, in the place of its rules' maximum. The end that it has already changes nothing.
    ///
    /// An item that has ended can be brought back by it as long as its grace is not over.
    ///
    /// - Parameters:
    ///   - id: The item.
    ///   - until: Its end.
    ///   - justification: Who decided, and why.
    ///   - authorization: The digest of the statement that authorizes it, where a rule asks for one.
    /// - **Throws**: ``ProvisoError/Code/retentionDirection`` for an earlier end; ``ProvisoError/Code/retentionLimit`` for one beyond *erase by*;
    ///   ``ProvisoError/Code/retentionAuthorization``; ``ProvisoError/Code/retentionEnded`` when it is too late;
    ///   ``ProvisoError/Code/retentionErased``, ``ProvisoError/Code/retentionUnknown``; what the store throws.
    public func extend(
        _ id: RetentionID, until: Instant, _ justification: Justification, authorization: StatementDigest? = nil
    ) throws {
        try write { work in
            var status = try work.keptItem(id)
            let before = status.retained
            try extend(&status, until, authorization, work)
            guard status.retained != before else { return }
            try work.store.update(status.retained)
            var details = ["until": until.description]
            details["authorization"] = authorization?.description
            try work.record(.extended, .item(id), justification, details)
        }
    }

    /// Sets an earlier end of an item, in the place of its rules' maximum. The end that it has already changes nothing, and its minimum
    /// stays as it is.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionDirection`` for a later end; ``ProvisoError/Code/retentionEnded``,
    ///   ``ProvisoError/Code/retentionErased``, ``ProvisoError/Code/retentionUnknown``; what the store throws.
    public func shorten(_ id: RetentionID, until: Instant, _ justification: Justification) throws {
        try write { work in
            let status = try work.livingItem(id)
            let end = status.times(at: work.clock).end
            guard until != end else { return }
            if let end, until > end {
                throw ProvisoError(
                    .retentionDirection, "\(id) ends at \(end) already, which is earlier",
                    remedy: "extend it, if that is meant")
            }
            var retained = status.retained
            retained.ownEnd = until
            try work.store.update(retained)
            try work.record(.shortened, .item(id), justification, ["until": until.description])
        }
    }

    /// Records that an item from an emergency measure was validated by whoever must.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionEnded`` when it is too late; ``ProvisoError/Code/retentionErased``, ``ProvisoError/Code/retentionUnknown``; what the store throws.
    /// - **Source**: Regulation (EU) 2023/1543, article 4(5).
    public func validate(_ id: RetentionID, _ justification: Justification, authorization: StatementDigest) throws {
        try write { work in
            let status = try work.keptItem(id)
            if let validateBy = status.item.validateBy, status.hasLapsedValidation(at: work.instant) {
                throw RetentionWork.ended(id, validateBy)
            }
            var retained = status.retained
            guard retained.validated == nil else { return }
            retained.validated = work.instant
            try work.store.update(retained)
            try work.record(
                .validated, .item(id), justification, ["authorization": authorization.description])
        }
    }

    // MARK: - Forgetting

    /// What came of forgetting a subject.
    public struct Forgetting: Hashable, Sendable {
        /// An item that something keeps for now. It goes when that is over.
        public struct Deferred: Hashable, Sendable {
            /// The item.
            public let id: RetentionID
            /// What keeps it.
            public let reason: RetentionReason
        }

        /// The items that the next sweep erases.
        public internal(set) var due: [RetentionID] = []
        /// The items that something keeps.
        public internal(set) var deferred: [Deferred] = []
        /// The items that were going or gone already.
        public internal(set) var gone: [RetentionID] = []
    }

    /// Ends every item of a subject now: each goes with the next sweep, or when the holds and minimums on it are over.
    ///
    /// - Parameters:
    ///   - subject: Who is to be forgotten.
    ///   - justification: Who decided, and why.
    ///   - settingMinimumsAside: Whether governed minimums do not count. Locked ones always do.
    /// - **Does not guarantee**: anything about data that were never registered, or were registered for another subject.
    /// - **Throws**: what the store throws.
    /// - **Source**: Regulation (EU) 2016/679, article 17; Directive (EU) 2016/680, article 16(2).
    @discardableResult
    public func forget(
        _ subject: SubjectReference, _ justification: Justification, settingMinimumsAside: Bool = false
    ) throws -> Forgetting {
        try write { work in
            var result = Forgetting()
            for retained in try work.store.items(coveredBy: .subject(subject)) {
                guard retained.state == .kept else {
                    result.gone.append(retained.item.id)
                    continue
                }
                var status = try work.status(of: retained)
                let earlier = retained.disposal
                status.retained.disposal = RetainedItem.Disposal(
                    reason: .forgotten, decided: min(earlier?.decided ?? work.instant, work.instant),
                    setsMinimumAside: settingMinimumsAside || earlier?.setsMinimumAside ?? false)
                try work.store.update(status.retained)
                let reason = status.reason(at: work.clock)
                if reason.isForSweep {
                    result.due.append(retained.item.id)
                } else {
                    result.deferred.append(Forgetting.Deferred(id: retained.item.id, reason: reason))
                }
            }
            try work.record(
                .forgotten, .subject(subject), justification,
                ["minimums": settingMinimumsAside ? "set-aside" : "kept"])
            return result
        }
    }

    // MARK: - One extension

    private func extend(
        _ status: inout RetentionStatus, _ until: Instant, _ authorization: StatementDigest?, _ work: RetentionWork
    ) throws {
        let id = status.item.id
        let times = status.times(at: work.clock)
        if let end = times.end, end <= work.instant, !isInGrace(status, times, work) {
            throw RetentionWork.ended(id, end)
        }
        guard until != times.end else { return }
        // No end counts as later than every date.
        guard let end = times.end, until > end else {
            throw ProvisoError(
                .retentionDirection, "\(id) ends \(times.end.map { "at \($0)" } ?? "at no date yet"), which is later",
                remedy: "shorten it, if that is meant")
        }
        guard until > work.instant else {
            throw ProvisoError(.retentionDirection, "\(until) is over", remedy: "choose a date that has not come")
        }
        if let eraseBy = status.item.eraseBy, until > eraseBy {
            throw ProvisoError(
                .retentionLimit, "\(id) must be erased by \(eraseBy)", remedy: "ask whoever set that date")
        }
        if status.governance?.rules.maximums.contains(where: { $0.extensionNeeds == .authorized }) ?? false,
            authorization == nil
        {
            throw ProvisoError(
                .retentionAuthorization, "an extension of \(id) needs an authorization",
                remedy: "give the digest of the statement that authorizes it")
        }
        status.retained.ownEnd = until
        // A disposal is taken back by it: whoever extends has decided that it is still needed. A forgetting never is, also if the
        // clock was wrong, so that its date has not come yet.
        if status.retained.disposal?.reason != .forgotten { status.retained.disposal = nil }
    }

    /// Whether what has ended can be brought back: its grace is not over, and nobody is to be forgotten.
    private func isInGrace(_ status: RetentionStatus, _ times: RetentionTimes, _ work: RetentionWork) -> Bool {
        guard status.retained.disposal.map({ $0.reason == .disposed }) ?? true,
            !status.hasLapsedValidation(at: work.instant),
            status.deciding(times, { $0.grace }) != nil
        else { return false }
        // The grace counts from the end of the last hold, so of what is on hold it has not begun.
        if !status.holdsInForce(at: work.clock).isEmpty { return true }
        guard let start = status.graceEnd(times, at: work.instant) else { return true }
        return work.instant < start
    }
}
