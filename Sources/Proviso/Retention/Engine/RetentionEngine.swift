/// Knows what is kept, why and until when, makes it go away on time, and can prove both.
///
/// ```swift
/// let engine = RetentionEngine(store: try SQLiteRetentionStore("retention.sqlite"))
/// try engine.adopt(RetentionSchedule(contentsOfFile: "schedule.yaml"), replacing: nil)
/// try engine.register(item)
/// let report = try engine.sweep(signer: signer, issuer: Party("fiu.example"))
/// ```
///
/// It is a handle: copies share the store, and may be used by several threads and processes at once.
///
/// - **Guarantees**: nothing is erased before its dates, while a hold is in force, or while the clock shows an earlier
///   time than it has shown before or has jumped ahead. Nothing is certified that was not found to be gone. A process that is killed
///   between any two steps leaves what the next sweep finishes.
/// - **Does not guarantee**: what an ``Eraser`` does not.
/// - **Source**: `Formats/Retention`.
public struct RetentionEngine: Sendable {
    let store: any RetentionStore
    let erasers: [String: any Eraser]
    let time: TimeSource
    let observer: (any ProcessingObserver)?
    let suppressionKeys: SuppressionKeys?
    let backupPeriod: RetentionPeriod?
    private let largestClockStepDays: Int
    private let schedules = ScheduleCache()

    /// An engine over a store.
    ///
    /// - Parameters:
    ///   - store: Where it remembers.
    ///   - erasers: What erases the parts of items, by the names that the parts have; beside ``FileEraser``, ``FolderTreeEraser`` and ``FolderEraser``, which are always there.
    ///   - time: The clock.
    ///   - largestClockStepDays: How many days may pass between two uses before somebody must confirm the time.
    ///   - suppression: Under which keys items that are certified are remembered by pseudonyms, and removed themselves; without, they stay as they are.
    ///   - backupPeriod: How long backups of what is erased are kept at most: certificates then say until when there may be copies. Without, they say nothing about backups.
    ///   - observer: Is told of each erasure before it is decided, and can refuse it.
    public init(
        store: any RetentionStore, erasers: [String: any Eraser] = [:], time: TimeSource = .system,
        largestClockStepDays: Int = 31, suppression: SuppressionKeys? = nil,
        backupsKeptFor backupPeriod: RetentionPeriod? = nil, observer: (any ProcessingObserver)? = nil
    ) {
        precondition(largestClockStepDays > 0, "RetentionEngine: a clock must be allowed to run")
        self.store = store
        let own: [String: any Eraser] = [
            FolderEraser.name: FolderEraser(), FileEraser.name: FileEraser(), FolderTreeEraser.name: FolderTreeEraser(),
        ]
        self.erasers = own.merging(erasers) { $1 }
        self.time = time
        self.observer = observer
        suppressionKeys = suppression
        self.backupPeriod = backupPeriod
        self.largestClockStepDays = largestClockStepDays
    }

    // MARK: - What is kept

    /// Takes in an item, under the schedule in use. The same item again changes nothing.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionUncovered`` if no rule applies to it, and it is no package; ``ProvisoError/Code/retentionSchedule`` if there is none;
    ///   ``ProvisoError/Code/retentionErased`` for an item whose erasure was decided already;
    ///   ``ProvisoError/Code/retentionExists`` for another item under the same id; ``ProvisoError/Code/erasureRefused`` for a part that no
    ///   eraser is for; what an eraser says of a part; what the store throws.
    public func register(_ item: RetentionItem) throws {
        try register(contentsOf: [item])
    }

    /// Takes in many items in one transaction: all of them, or none if one is refused.
    ///
    /// - **Throws**: as ``register(_:)-(RetentionItem)``.
    public func register(contentsOf items: [RetentionItem]) throws {
        for item in items {
            for part in item.parts { try eraser(for: part).check(part, of: item) }
        }
        try write { work in
            for item in items { try register(item, work) }
        }
    }

    private func register(_ item: RetentionItem, _ work: RetentionWork) throws {
        if let known = try work.store.item(item.id) {
            guard known.state == .kept else { throw RetentionWork.tooLate(item.id) }
            guard known.item == item else {
                throw ProvisoError(
                    .retentionExists, "\(item.id) is registered already, and otherwise",
                    remedy: "erase this copy of it, or register it under another id")
            }
            return
        }
        if let suppressionKeys, try work.store.suppression(among: suppressionKeys.pseudonyms(of: item.id)) != nil {
            throw RetentionWork.tooLate(item.id)
        }
        let retained = RetainedItem(item, registered: work.instant, scheduleVersion: work.current?.version ?? 0)
        try requireCovered(retained, work)
        try work.store.insert(retained)
        try work.record(.registered, .item(item.id), nil, ["category": item.labels.category])
    }

    /// Takes in a package, to be erased when its terms say so. The same package in the same folder again changes
    /// nothing.
    ///
    /// Call it while the package is being opened, so that nothing is given out that nobody will erase:
    ///
    /// ```swift
    /// let package = try reader.open("case-114.age", with: identity, into: "case-114") { try engine.register($0) }
    /// ```
    ///
    /// - **Throws**: as ``register(_:)-(RetentionItem)``; ``ProvisoError/Code/retentionFolder``, ``ProvisoError/Code/storeMissing``.
    @discardableResult
    public func register(_ package: VerifiedPackage) throws -> RetentionItem {
        let item = try RetentionItem(package)
        try register(item)
        return item
    }

    /// Notes that something was done with an item, from which rules can count. An earlier time than is known changes nothing.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionEnded``, ``ProvisoError/Code/retentionErased``, ``ProvisoError/Code/retentionUnknown``;
    ///   ``ProvisoError/Code/valueInvalid`` for a time that has not come; what the store throws.
    public func touch(_ id: RetentionID, at instant: Instant? = nil) throws {
        try write { work in
            var retained = try work.livingItem(id).retained
            let instant = instant ?? work.instant
            guard instant <= work.instant else {
                throw ProvisoError(
                    .valueInvalid, "an activity at \(instant), which has not come",
                    remedy: "give the time of the activity")
            }
            guard instant > retained.lastActivity else { return }
            retained.lastActivity = instant
            try work.store.update(retained)
            try work.record(.touched, .item(id))
        }
    }

    /// Records that something happened to an item, a subject or a case, or will, from which rules can count. An event
    /// of the same name on the same item, subject or case is corrected by it.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionErased`` and ``ProvisoError/Code/retentionUnknown`` for an event on an item; what the store throws.
    public func record(_ event: RetentionEvent) throws {
        try write { work in
            if case .item(let id) = event.target { _ = try work.keptItem(id) }
            try work.store.set(event)
            try work.record(
                .eventRecorded, event.target, nil, ["event": event.name, "at": event.instant.description])
        }
    }

    /// Withdraws an event: a case that is reopened was not closed.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionUnknown`` if there is none; what the store throws.
    public func withdrawEvent(_ name: String, on target: RetentionTarget) throws {
        try write { work in
            guard try work.store.removeEvent(name, on: target) else {
                throw RetentionStatus.unknown("event \(excerpt(name)) on", target)
            }
            try work.record(.eventWithdrawn, target, nil, ["event": name])
        }
    }

    // MARK: - Transactions

    /// One transaction that looks, with one reading of the clock.
    func read<R>(_ body: (RetentionWork) throws -> R) throws -> R {
        try store.read { transaction in
            try body(
                RetentionWork(
                    transaction, try reading(transaction), try schedules.versions(in: transaction), suppressionKeys))
        }
    }

    /// One transaction that looks and acts, with one reading of the clock, which counts as seen unless it has jumped.
    func write<R>(_ body: (RetentionWork) throws -> R) throws -> R {
        try store.write { transaction in
            let work = RetentionWork(
                transaction, try reading(transaction), try schedules.versions(in: transaction), suppressionKeys)
            let result = try body(work)
            // What was done may have brought a later time with it, which a clock that is behind must not take back.
            if !work.clock.hasJumped, try transaction.latestTime().map({ $0 < work.clock.latest }) ?? true {
                try transaction.setLatestTime(work.clock.latest)
            }
            return result
        }
    }

    private func reading(_ transaction: any RetentionTransaction) throws -> ClockReading {
        ClockReading(
            now: time.now(), latestBefore: try transaction.latestTime(), largestStepDays: largestClockStepDays)
    }

    func eraser(for part: ErasablePart) throws -> any Eraser {
        guard let eraser = erasers[part.eraser] else {
            throw ProvisoError(
                .erasureRefused, "there is no eraser '\(part.eraser)'", remedy: "give the engine one of that name")
        }
        return eraser
    }

    /// Nothing is kept without a rule, and no rules without a clock.
    private func requireCovered(_ retained: RetainedItem, _ work: RetentionWork) throws {
        if work.governance(of: retained) != nil || retained.item.package != nil { return }
        guard work.current != nil else {
            throw ProvisoError(
                .retentionSchedule, "no schedule was adopted yet, so no rule applies to \(retained.item.id)",
                remedy: "adopt one first")
        }
        throw ProvisoError(
            .retentionUncovered,
            "no rule applies to \(retained.item.id), of the category \(retained.labels.category)",
            remedy: "add a rule to the schedule, and adopt it")
    }
}
