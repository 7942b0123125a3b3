/// Looking, which changes nothing.
extension RetentionEngine {
    /// Why an item is still there, or why it is gone.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionUnknown``; ``ProvisoError/Code/retentionErased``, with the date and the rule, for an item of which only an entry in
    ///   the ledger is left; what the store throws.
    public func explain(_ id: RetentionID) throws -> RetentionExplanation {
        try read { work in RetentionExplanation(try work.status(of: id), clock: work.clock) }
    }

    /// The items that come after an id, in the order of their ids, at most so many.
    ///
    /// - **Throws**: what the store throws.
    public func items(after id: RetentionID? = nil, limit: Int = 1000) throws -> [RetentionExplanation] {
        try read { work in
            try work.store.items(after: id, limit: limit).map {
                RetentionExplanation(try work.status(of: $0), clock: work.clock)
            }
        }
    }

    /// Whether an item may be used now. Ask before each use.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionUnknown``; what the store throws.
    public func access(to id: RetentionID) throws -> RetentionAccess {
        try read { work in
            if let suppressionKeys, try work.store.item(id) == nil,
                try work.store.suppression(among: suppressionKeys.pseudonyms(of: id)) != nil
            {
                return .erased
            }
            return try work.status(of: id).access(at: work.clock)
        }
    }

    /// What a sweep would erase or finish now, the most overdue first: what is under way already, then what is due.
    ///
    /// - **Throws**: what the store throws.
    public func due() throws -> [RetentionExplanation] {
        try read { work in
            var due: [RetentionExplanation] = []
            var items = try DueItems(work, .always)
            while let status = try items.next(work)?.status {
                due.append(RetentionExplanation(status, clock: work.clock))
            }
            // A sweep reads in pages, and within some ranges they are in the order of ids.
            func start(_ item: RetentionExplanation) -> Instant {
                item.status.retained.due ?? item.times.erasableFrom ?? .last
            }
            return due.sorted { (start($0), $0.status.item.id) < (start($1), $1.status.item.id) }
        }
    }

    /// The items that end so soon that their rules want them listed, the earliest end first.
    ///
    /// - **Cost**: every item is looked at.
    /// - **Throws**: what the store throws.
    public func ending() throws -> [RetentionExplanation] {
        try explanations { status, clock, times in status.isInNotice(at: clock, times) }
            .sorted { ($0.times.end ?? .last, $0.status.item.id) < ($1.times.end ?? .last, $1.status.item.id) }
    }

    /// The items whose review is overdue, the most overdue first.
    ///
    /// - **Cost**: every item is looked at.
    /// - **Throws**: what the store throws.
    public func overdueReviews() throws -> [RetentionExplanation] {
        try explanations { status, clock, times in status.isReviewOverdue(at: clock, times) }
            .sorted {
                ($0.times.reviewDue ?? .last, $0.status.item.id) < ($1.times.reviewDue ?? .last, $1.status.item.id)
            }
    }

    /// The certificates after a number, in the order in which they were signed, at most so many.
    ///
    /// - **Throws**: what the store throws.
    public func certificates(after number: Int64 = 0, limit: Int = 1000) throws -> [StoredCertificate] {
        try store.read { try $0.certificates(after: number, limit: limit) }
    }

    /// The changes after a number, for a log to take from here, in their order, at most so many.
    ///
    /// - **Throws**: what the store throws.
    public func changes(after number: Int64 = 0, limit: Int = 1000) throws -> [RetentionChange] {
        try store.read { try $0.changes(after: number, limit: limit) }
    }

    /// Removes the changes up to a number, once a log has them.
    ///
    /// - **Throws**: what the store throws.
    public func forgetChanges(through number: Int64) throws {
        try store.write { try $0.removeChanges(through: number) }
    }

    private func explanations(
        _ isWanted: (RetentionStatus, ClockReading, RetentionTimes) -> Bool
    ) throws -> [RetentionExplanation] {
        try read { work in
            var found: [RetentionExplanation] = []
            var last: RetentionID?
            while true {
                let page = try work.store.items(after: last, limit: 500)
                for retained in page where retained.state == .kept {
                    let status = try work.status(of: retained)
                    if isWanted(status, work.clock, status.times(at: work.clock)) {
                        found.append(RetentionExplanation(status, clock: work.clock))
                    }
                }
                guard let end = page.last else { return found }
                last = end.item.id
            }
        }
    }
}
