/// Adopting versions of the schedule, and seeing beforehand what they change.
extension RetentionEngine {
    /// Takes a version of the schedule into use. The same text as that in use changes nothing.
    ///
    /// - Parameters:
    ///   - schedule: The version.
    ///   - scope: Whether it is for what is there too, or only for what is registered from now on.
    ///   - replacing: The version that is believed to be in use; nil for none. If it is another, somebody else was faster, and nothing happens.
    ///   - justification: Who decided, and why.
    /// - **Cost**: one row, however many items there are; and, for all items, a look at each class of labels among them, and at each item
    ///   if a class has no rule, because packages need none.
    /// - **Throws**: ``ProvisoError/Code/retentionVersion`` for a version that is not newer, of another name, or that was not expected;
    ///   ``ProvisoError/Code/retentionLocked`` if it takes back what a locked rule promises;
    ///   ``ProvisoError/Code/retentionUncovered`` if an item would be without a rule; ``ProvisoError/Code/valueInvalid`` for one
    ///   that is too long to be stored; what the store throws.
    public func adopt(
        _ schedule: RetentionSchedule, for scope: AdoptedSchedule.Scope = .allItems, replacing: Int?,
        _ justification: Justification? = nil
    ) throws {
        try Self.requireReadable(schedule)
        try write { work in
            if let current = work.current {
                if current.jsonText == schedule.jsonText { return }
                try Self.require(schedule, toFollow: current, replacing)
            } else if replacing != nil {
                throw ProvisoError(
                    .retentionVersion, "no schedule is in use", remedy: "adopt the first one in the place of none")
            }
            if scope == .allItems, let labels = try Self.uncovered(by: schedule, work) {
                throw ProvisoError(
                    .retentionUncovered, "items of the category \(labels.category) would be without a rule",
                    remedy: "add one that applies to them")
            }
            try work.store.insert(
                AdoptedSchedule(
                    version: schedule.version, name: schedule.name, text: schedule.jsonText, scope: scope,
                    adopted: work.instant))
            try work.record(
                .adopted, .everything, justification,
                ["schedule": schedule.name, "version": String(schedule.version), "scope": scope.rawValue])
        }
    }

    /// The schedule in use for what is registered; nil if none was adopted.
    ///
    /// - **Throws**: what the store throws.
    public func schedule() throws -> RetentionSchedule? {
        try read { $0.current }
    }

    /// What a version of the schedule would change for the items that are there.
    public struct SchedulePreview: Hashable, Sendable {
        /// Items that would have ended already, and have not.
        public internal(set) var atOnce = 0
        /// Items that would end sooner, but not at once.
        public internal(set) var sooner = 0
        /// Items that would end later, or not at all.
        public internal(set) var later = 0
        /// Items that would end as before.
        public internal(set) var unchanged = 0
        /// Items that no rule would apply to.
        public internal(set) var uncovered = 0
    }

    /// Counts what a version would change if it were adopted for all items now. It changes nothing.
    ///
    /// - **Cost**: every item is looked at.
    /// - **Throws**: what the store throws.
    public func preview(_ schedule: RetentionSchedule) throws -> SchedulePreview {
        try read { work in
            var preview = SchedulePreview()
            var last: RetentionID?
            while true {
                let page = try work.store.items(after: last, limit: 500)
                for retained in page where retained.state == .kept { try count(retained, schedule, work, in: &preview) }
                guard let end = page.last else { return preview }
                last = end.item.id
            }
        }
    }

    private func count(
        _ retained: RetainedItem, _ schedule: RetentionSchedule, _ work: RetentionWork,
        in preview: inout SchedulePreview
    ) throws {
        var status = try work.status(of: retained)
        let before = status.times(at: work.clock).end
        let rules = schedule.applicableRules(for: retained.labels)
        guard rules != nil || retained.item.package != nil else {
            preview.uncovered += 1
            return
        }
        status.governance = rules.map {
            RetentionStatus.Governance(schedule: schedule, adopted: work.instant, rules: $0)
        }
        let after = status.times(at: work.clock).end
        let (old, new) = (before ?? .last, after ?? .last)
        if before == after {
            preview.unchanged += 1
        } else if new <= work.instant, old > work.instant {
            preview.atOnce += 1
        } else if new < old {
            preview.sooner += 1
        } else {
            preview.later += 1
        }
    }

    /// What is stored must be read by every process from now on, or nothing could be done with the store any more.
    private static func requireReadable(_ schedule: RetentionSchedule) throws(ProvisoError) {
        guard let again = try? RetentionSchedule(text: schedule.jsonText), again.rules == schedule.rules else {
            throw ProvisoError(
                .valueInvalid, "the schedule has more than 1 MiB as it would be stored, in JSON",
                remedy: "use fewer rules, or shorter texts")
        }
    }

    /// The labels of an item that a schedule has no rule for, and that has no terms of its own.
    private static func uncovered(by schedule: RetentionSchedule, _ work: RetentionWork) throws -> RetentionLabels? {
        let labels = Set(try work.store.classes().map(\.labels)).filter { schedule.applicableRules(for: $0) == nil }
        if labels.isEmpty { return nil }
        // Labels do not say whether an item is a package: a review may have changed them.
        var last: RetentionID?
        while true {
            let page = try work.store.items(after: last, limit: 500)
            let found = page.first { $0.state == .kept && $0.item.package == nil && labels.contains($0.labels) }
            if let found { return found.labels }
            guard let end = page.last else { return nil }
            last = end.item.id
        }
    }

    private static func require(
        _ schedule: RetentionSchedule, toFollow current: RetentionSchedule, _ replacing: Int?
    ) throws(ProvisoError) {
        guard replacing == current.version else {
            throw ProvisoError(
                .retentionVersion, "version \(current.version) of the schedule is in use",
                remedy: "see what it says, and adopt yours in the place of that one")
        }
        guard schedule.name == current.name, schedule.version > current.version else {
            throw ProvisoError(
                .retentionVersion,
                "\(schedule.name) \(schedule.version) is no later version of \(current.name) \(current.version)",
                remedy: "keep the name, and count the version up")
        }
        for rule in current.rules where rule.lock == .locked {
            guard let minimum = rule.minimum else { continue }
            let isKept = schedule.rules.contains { next in
                next.id == rule.id && next.lock == .locked && next.category == rule.category
                    && next.purpose == rule.purpose && next.subjectCategory == rule.subjectCategory
                    && next.anchor == rule.anchor
                    && next.minimum.map { minimum == $0 || minimum.isNeverLonger(than: $0) } ?? false
                    && schedule.calendar == current.calendar
            }
            guard isKept else {
                throw ProvisoError(
                    .retentionLocked, "the minimum of '\(rule.id)' is locked",
                    remedy: "keep the rule, with its conditions and anchor, and a minimum that is not shorter")
            }
        }
    }
}
