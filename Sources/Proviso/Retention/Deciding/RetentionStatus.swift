/// An item, and all else that decides about it: the holds on it, the events that its rules count from, and the rules.
///
/// Stores and engines decide by ``reason(at:)`` alone, so that there is one table and no other.
public struct RetentionStatus: Hashable, Sendable {
    /// The item and what has happened to it alone.
    public var retained: RetainedItem
    /// The holds on it, its subject, its case and everything, also those that are over, the oldest first.
    public var holds: [LegalHold]
    /// The events of it, its subject and its case.
    public var events: [RetentionEvent]
    /// The schedule that it is under; nil if none was adopted, or no rule of it applies.
    var governance: Governance?

    /// The rules that an item is under.
    struct Governance: Hashable, Sendable {
        let schedule: RetentionSchedule
        /// Since when the schedule is in use for the item.
        let adopted: Instant
        let rules: ApplicableRules
    }

    init(_ retained: RetainedItem, holds: [LegalHold], events: [RetentionEvent], governance: Governance?) {
        self.retained = retained
        self.holds = holds
        self.events = events
        self.governance = governance
    }

    /// The status of an item that no schedule is for: to test stores.
    package init(ungoverned retained: RetainedItem) {
        self.init(retained, holds: [], events: [], governance: nil)
    }

    /// The item.
    public var item: RetentionItem { retained.item }
    /// How far it has come.
    public var state: RetentionState { retained.state }
    /// The schedule that it is under; nil for a package that none applies to.
    public var schedule: RetentionSchedule? { governance?.schedule }

    /// The holds that keep it.
    public func holdsInForce(at clock: ClockReading) -> [LegalHold] {
        holds.filter { $0.isInForce(at: clock.latest) }
    }

    /// Its dates, as of a reading of the clock.
    public func times(at clock: ClockReading) -> RetentionTimes { times(at: clock.latest) }

    /// Why it is still there or gone at a reading of the clock.
    ///
    /// What was decided stays decided; then a hold beats every date; then its end, its minimum and its grace must have
    /// come and gone; then the clock must be one to believe.
    ///
    /// - **Source**: `Formats/Retention`, *What decides*.
    public func reason(at clock: ClockReading) -> RetentionReason {
        reason(at: clock, times(at: clock))
    }

    func reason(at clock: ClockReading, _ times: RetentionTimes) -> RetentionReason {
        switch state {
        case .erasing: return .erasing
        case .erased: return .erased
        case .certified: return .certified
        default: break
        }
        let instant = clock.latest
        if holds.contains(where: { $0.isInForce(at: instant) }) { return .onHold }
        guard let end = times.end else { return times.isWaiting ? .waitingForEvent : .noEnd }
        if instant < end { return .notDue }
        switch times.minimum {
        case .until(let minimum) where instant < minimum: return .minimum
        case .unknown: return .minimum
        default: break
        }
        guard let start = times.erasableFrom, start <= instant else { return .inGrace }
        // It was due when the clock showed the latest time, which may have been as wrong as the clock is now.
        if clock.isBehind { return .clockSteppedBack }
        if clock.hasJumped { return .clockJumped }
        return hasLapsedValidation(at: instant) ? .notValidated : .due
    }

    /// Whether it may be used at a reading of the clock.
    ///
    /// - **Source**: `Formats/Retention`, *What may be used*.
    public func access(at clock: ClockReading) -> RetentionAccess {
        if state != .kept { return .erased }
        let times = times(at: clock)
        if let end = times.end, end <= clock.latest { return .ended }
        if retained.restriction != nil { return .restricted }
        if times.unanswered == .restrict, isReviewOverdue(at: clock, times) { return .restricted }
        return .open
    }

    /// Whether its review is overdue; what has ended needs none.
    func isReviewOverdue(at clock: ClockReading, _ times: RetentionTimes) -> Bool {
        guard state == .kept, let due = times.reviewDue, due <= clock.latest else { return false }
        return times.end.map { clock.latest < $0 } ?? true
    }

    /// Whether its end is so near that its rule wants it listed.
    func isInNotice(at clock: ClockReading, _ times: RetentionTimes) -> Bool {
        guard state == .kept, let end = times.end, clock.latest < end, let governance,
            let notice = deciding(times, { $0.notice })
        else { return false }
        // A notice is not rounded to days. Beyond the year 9999 everything that ends is near.
        let calendar = RetentionCalendar(zone: governance.schedule.calendar.zone, ends: .instant)
        guard let horizon = try? calendar.end(of: notice, from: clock.latest) else { return true }
        return end <= horizon
    }

    /// What a certificate names as the rule that decided.
    func decidingRule(_ times: RetentionTimes) -> RetentionRuleReference {
        switch times.endSource {
        case .rule(let id), .review(let id):
            return governance?.schedule.reference(to: id) ?? .packageTerms
        case .eraseBy where item.package != nil: return .packageTerms
        case .eraseBy: return RetentionRuleReference(unchecked: "erase-by", version: 1)
        case .explicit: return RetentionRuleReference(unchecked: "own-end", version: 1)
        case .disposed: return RetentionRuleReference(unchecked: "review", version: 1)
        case .forgotten: return RetentionRuleReference(unchecked: "forget", version: 1)
        case .suppressed: return RetentionRuleReference(unchecked: "suppression", version: 1)
        case .notValidated: return RetentionRuleReference(unchecked: "not-validated", version: 1)
        case nil: return .packageTerms
        }
    }

    /// The error for an item or hold that a store does not know.
    static func unknown(_ what: String, _ id: some CustomStringConvertible) -> ProvisoError {
        ProvisoError(.retentionUnknown, "there is no \(what) \(printable(id.description))", remedy: "check the id")
    }
}
