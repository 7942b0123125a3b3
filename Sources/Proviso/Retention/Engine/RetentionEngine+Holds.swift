/// Keeping what would go: holds, preservation orders, and restrictions of use.
extension RetentionEngine {
    /// A hold that was placed, and what it came too late for.
    public struct PlacedHold: Hashable, Sendable {
        /// The hold.
        public let hold: LegalHold
        /// The items that it would have kept, whose erasure was decided already, in the order of their ids;
        /// of a hold on everything only those that are not certified yet.
        public let tooLate: [RetentionID]
    }

    /// Puts an item, or all items of a subject, of a case or of everybody, on hold from now on.
    ///
    /// - Parameters:
    ///   - target: What is kept, also what is registered later.
    ///   - reason: Why, in words.
    ///   - authority: Who ordered it.
    ///   - reference: The order's own number.
    ///   - term: When it lapses, or when somebody must look at it again.
    ///   - startsClock: Whether its end is the event `hold-released`, from which rules can count.
    /// - **Throws**: ``ProvisoError/Code/retentionErased`` if it is too late for an item, which is recorded; ``ProvisoError/Code/retentionUnknown`` for an item;
    ///   ``ProvisoError/Code/retentionDirection`` for a term that is over; ``ProvisoError/Code/valueInvalid``; what the store throws.
    @discardableResult
    public func hold(
        _ target: RetentionTarget, reason: String, authority: String, reference: String? = nil, term: LegalHold.Term,
        startsClock: Bool = false
    ) throws -> PlacedHold {
        try place(target, startsClock ? .clockStarting : .hold, reason, authority, reference, term)
    }

    /// Places a preservation order: what it covers is kept and, if it has ended, stays closed.
    ///
    /// - Parameters:
    ///   - target: What is preserved, also what is registered later.
    ///   - reason: What it is needed for.
    ///   - authority: Who ordered it.
    ///   - reference: The order's own number.
    ///   - until: When it lapses, at most 90 days from now. It can be renewed.
    /// - **Throws**: ``ProvisoError/Code/retentionLimit`` for more than 90 days; as ``hold(_:reason:authority:reference:term:startsClock:)``.
    /// - **Source**: Convention on Cybercrime (ETS 185), articles 16 and 29; Regulation (EU) 2023/1543, article 11.
    @discardableResult
    public func preserve(
        _ target: RetentionTarget, reason: String, authority: String, reference: String, until: Instant
    ) throws -> PlacedHold {
        try place(target, .preservation, reason, authority, reference, .until(until))
    }

    /// Gives a hold or a preservation order a later term. The term that it has already changes nothing.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionUnknown``; ``ProvisoError/Code/retentionEnded`` for one that is over;
    ///   ``ProvisoError/Code/retentionDirection`` for a term that is not later; ``ProvisoError/Code/retentionLimit``; what the store throws.
    @discardableResult
    public func renew(_ id: StatementID, term: LegalHold.Term, _ justification: Justification) throws -> LegalHold {
        try write { work in
            guard let hold = try work.store.hold(id) else { throw RetentionStatus.unknown("hold", id) }
            guard term != hold.term else { return hold }
            let renewed = try hold.renewed(term, at: work.instant)
            try work.store.set(renewed)
            try work.record(
                .holdRenewed, hold.target, justification, ["hold": id.description, "term": term.instant.description])
            return renewed
        }
    }

    /// Ends a hold or a preservation order. What was due meanwhile goes with the next sweep, or after its grace. One that is over stays as it is.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionUnknown``; what the store throws.
    @discardableResult
    public func release(_ id: StatementID) throws -> LegalHold {
        try write { work in
            guard let hold = try work.store.hold(id) else { throw RetentionStatus.unknown("hold", id) }
            guard hold.isInForce(at: work.instant) else { return hold }
            let released = try hold.released(at: work.instant)
            try work.store.set(released)
            try work.record(.holdReleased, hold.target, nil, ["hold": id.description])
            return released
        }
    }

    /// The holds in force whose date of review has passed, the most overdue first.
    ///
    /// - **Throws**: what the store throws.
    public func overdueHolds() throws -> [LegalHold] {
        try read { work in
            try work.store.holds().filter { $0.isOverdue(at: work.instant) }
                .sorted { ($0.term.instant, $0.id.description) < ($1.term.instant, $1.id.description) }
        }
    }

    /// Allows an item to be used for one purpose only, which is said in words: because its accuracy is disputed, because it is evidence. It goes
    /// when it is due, unless a hold keeps it.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionErased``, ``ProvisoError/Code/retentionUnknown``; what the store throws.
    /// - **Source**: Directive (EU) 2016/680, article 16(3).
    public func restrict(_ id: RetentionID, _ justification: Justification) throws {
        try write { work in
            var retained = try work.keptItem(id).retained
            retained.restriction = justification.reason
            try work.store.update(retained)
            try work.record(.restricted, .item(id), justification)
        }
    }

    /// Lifts the restriction of an item.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionErased``, ``ProvisoError/Code/retentionUnknown``; what the store throws.
    public func liftRestriction(of id: RetentionID, _ justification: Justification) throws {
        try write { work in
            var retained = try work.keptItem(id).retained
            guard retained.restriction != nil else { return }
            retained.restriction = nil
            try work.store.update(retained)
            try work.record(.restrictionLifted, .item(id), justification)
        }
    }

    private func place(
        _ target: RetentionTarget, _ kind: LegalHold.Kind, _ reason: String, _ authority: String, _ reference: String?,
        _ term: LegalHold.Term
    ) throws -> PlacedHold {
        // A refused hold is recorded, so the transaction that refuses it must end well.
        let outcome: Result<PlacedHold, ProvisoError> = try write { work in
            let hold = try LegalHold.new(
                on: target, kind, reason: reason, authority: authority, reference: reference, term: term,
                at: work.instant)
            if case .item(let id) = target, try work.status(of: id).state != .kept {
                try work.record(.holdRefused, target, nil, ["authority": authority])
                return .failure(RetentionWork.tooLate(id))
            }
            let tooLate = try goneOrGoing(target, work)
            try work.store.set(hold)
            try work.record(.holdPlaced, target, nil, ["hold": hold.id.description, "authority": authority])
            return .success(PlacedHold(hold: hold, tooLate: tooLate))
        }
        return try outcome.get()
    }

    /// What a hold comes too late for; of everything only what is going.
    private func goneOrGoing(_ target: RetentionTarget, _ work: RetentionWork) throws -> [RetentionID] {
        guard target == .everything else {
            return try work.store.items(coveredBy: target).filter { $0.state != .kept }.map(\.item.id)
        }
        let ranges = [DueRange.unfinished, .failed(through: .last)]
        return try ranges.flatMap { try work.store.items(in: $0, after: nil, limit: .max) }.map(\.0.item.id).sorted()
    }
}
