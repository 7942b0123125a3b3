/// The items that a sweep has to do with, the most overdue first, found by ranges that a store has indexes of.
///
/// A range is read in pages, so that a sweep of a million items holds a few hundred.
struct DueItems {
    /// An item as it was read: a reference, because it is passed on often.
    final class Item: Sendable {
        let status: RetentionStatus
        fileprivate let start: Instant
        /// What ``DueItems/epoch`` was then.
        let epoch: Int

        fileprivate init(_ status: RetentionStatus, start: Instant, epoch: Int) {
            self.status = status
            self.start = start
            self.epoch = epoch
        }

        /// Whether it is given before another.
        fileprivate func precedes(_ other: Item) -> Bool {
            (start, status.item.id) < (other.start, other.status.item.id)
        }
    }

    /// Is counted up by whoever finds that something was changed by others: what was read before may not be as it was.
    var epoch = 0
    private var sources: [Source]
    /// What has failed while these items were given, and is not given again.
    var failed: Set<RetentionID> = []
    /// How many items wait until they are tried again.
    let postponedCount: Int
    /// How many of the items that were looked at something keeps, by what it is.
    private(set) var keptCounts: [RetentionReason: Int] = [:]

    /// How many items are read at once.
    private static let pageSize = 256

    private struct Source {
        /// Sources of a stage are given in turn, and those of a later one after them.
        let stage: Int
        let range: DueRange
        /// The items that were read and not given, the last to be given first.
        var buffer: [Item] = []
        var place: DueRange.Place?
        var isExhausted = false
    }

    init(_ work: RetentionWork, _ retries: ErasureRetries) throws {
        let horizon = retries.horizon(work.clock.now)
        postponedCount = try work.store.postponedCount(after: horizon)
        // What was begun before goes first, so that nothing is begun that would be found as such, and what has failed goes last, so that it does not take
        // the time of others.
        sources = try Self.ranges(work, failedThrough: horizon).map { stage, range in Source(stage: stage, range: range)
        }
    }

    /// The next item; nil if there is none. The work may be another transaction each time.
    mutating func next(_ work: RetentionWork) throws -> Item? {
        var first: Int?
        for index in sources.indices {
            if let first, sources[first].stage < sources[index].stage { break }
            try fill(index, work)
            guard let candidate = sources[index].buffer.last else { continue }
            if let best = first.flatMap({ sources[$0].buffer.last }), !candidate.precedes(best) { continue }
            first = index
        }
        return first.flatMap { sources[$0].buffer.popLast() }
    }

    /// Whether there is no item.
    mutating func isExhausted(_ work: RetentionWork) throws -> Bool {
        for index in sources.indices {
            try fill(index, work)
            if !sources[index].buffer.isEmpty { return false }
        }
        return true
    }

    /// The next items, at most so many; none if there are none.
    mutating func next(_ count: Int, _ work: RetentionWork) throws -> [Item] {
        var items: [Item] = []
        while items.count < count, let item = try next(work) { items.append(item) }
        return items
    }

    /// Reads pages until one has something to do.
    private mutating func fill(_ index: Int, _ work: RetentionWork) throws {
        while sources[index].buffer.isEmpty, !sources[index].isExhausted {
            let page = try work.store.items(
                in: sources[index].range, after: sources[index].place, limit: Self.pageSize)
            sources[index].place = page.last?.1 ?? sources[index].place
            sources[index].isExhausted = page.count < Self.pageSize
            var found: [Item] = []
            for (retained, _) in page {
                let status = try work.status(of: retained)
                // It was given, or will be, as an item of that range.
                if sources[..<index].contains(where: { $0.range.contains(retained, status.events) }) { continue }
                let times = status.times(at: work.clock)
                let reason = status.reason(at: work.clock, times)
                guard reason.isForSweep, let start = retained.due ?? times.erasableFrom else {
                    // What has not ended was only found because it counts from another date too.
                    if let end = times.end, end <= work.instant { keptCounts[reason, default: 0] += 1 }
                    continue
                }
                if failed.contains(retained.item.id) { continue }
                found.append(Item(status, start: start, epoch: epoch))
            }
            sources[index].buffer = found.sorted { $1.precedes($0) }
        }
    }

    // MARK: - Ranges

    /// A period in the calendar of a version of the schedule.
    private struct Counted: Hashable {
        let version: Int
        let period: RetentionPeriod
    }

    private static func ranges(
        _ work: RetentionWork, failedThrough horizon: Instant
    ) throws -> [(stage: Int, range: DueRange)] {
        [(0, .unfinished)] + (try keptRanges(work).map { (1, $0) }) + [(2, .failed(through: horizon))]
    }

    private static func keptRanges(_ work: RetentionWork) throws -> [DueRange] {
        var ranges: [DueRange] = []
        // Nothing is begun by a clock that cannot be believed.
        if work.clock.isBehind || work.clock.hasJumped { return ranges }
        let now = work.instant
        ranges.append(.explicitEnd(through: now))
        // Many rules have the same period.
        var latestAnchors: [Counted: Instant?] = [:]
        func latestAnchor(_ period: RetentionPeriod, _ schedule: RetentionSchedule) -> Instant? {
            let counted = Counted(version: schedule.version, period: period)
            if let known = latestAnchors[counted] { return known }
            let found = schedule.calendar.latestAnchor(ofPeriod: period, endingBy: now)
            latestAnchors[counted] = .some(found)
            return found
        }
        for items in try work.store.classes() {
            guard let governance = work.governance(of: items) else { continue }
            for rule in governance.rules.maximums {
                guard let maximum = rule.maximum,
                    let through = latestAnchor(maximum, governance.schedule)
                else { continue }
                switch rule.anchor {
                case .created, .received, .lastActivity:
                    ranges.append(.anchored(items, rule.anchor, through: through))
                case .event(RetentionAnchor.holdReleasedEvent): ranges.append(.all(items))
                case .event(let name): ranges.append(.event(items, name, through: through))
                }
            }
            for rule in governance.rules.reviews where rule.unanswered == .erase {
                guard let period = rule.reviewEvery,
                    let through = latestAnchor(period, governance.schedule)
                else { continue }
                ranges.append(.reviewed(items, through: through))
            }
        }
        return ranges
    }
}

extension DueRange {
    /// Whether an item is in it, of which these are the events that cover it.
    public func contains(_ retained: RetainedItem, _ events: [RetentionEvent]) -> Bool {
        let isKept = retained.state == .kept
        func isOf(_ items: RetentionClass) -> Bool {
            isKept && retained.labels == items.labels && retained.scheduleVersion == items.scheduleVersion
        }
        switch self {
        case .unfinished: return retained.state == .erased || (retained.state == .erasing && retained.nextTry == nil)
        case .failed(let through): return retained.state == .erasing && retained.nextTry.map { $0 <= through } ?? false
        case .explicitEnd(let through): return isKept && retained.explicitEnd.map { $0 <= through } ?? false
        case .anchored(let items, let anchor, let through):
            let date: Instant? =
                switch anchor {
                case .created: retained.item.created
                case .received: retained.received
                case .lastActivity: retained.lastActivity
                case .event: nil
                }
            return isOf(items) && retained.ownEnd == nil && date.map { $0 <= through } ?? false
        case .reviewed(let items, let through):
            return isOf(items) && retained.lastReview ?? retained.received <= through
        case .event(let items, let name, let through):
            return isOf(items) && retained.ownEnd == nil
                && events.contains { $0.name == name && $0.instant <= through }
        case .all(let items): return isOf(items) && retained.ownEnd == nil
        }
    }

    /// The place of an item in it.
    public func place(of retained: RetainedItem) -> Place {
        let instant: Instant? =
            switch self {
            case .explicitEnd: retained.explicitEnd
            case .anchored(_, .created, _): retained.item.created
            case .anchored(_, .received, _): retained.received
            case .anchored(_, .lastActivity, _): retained.lastActivity
            case .reviewed: retained.lastReview ?? retained.received
            case .failed: retained.nextTry
            case .unfinished, .event, .all, .anchored(_, .event, _): nil
            }
        return Place(instant: instant, id: retained.item.id)
    }
}

extension DueRange.Place: Comparable {
    /// Earlier instants come first, then smaller ids.
    public static func < (left: DueRange.Place, right: DueRange.Place) -> Bool {
        (left.instant ?? .last, left.id) < (right.instant ?? .last, right.id)
    }
}
