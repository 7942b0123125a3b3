/// The dates of an item, worked out from its anchors, its rules and what was set for it alone.
///
/// - **Source**: `Formats/Retention`, *What decides*.
public struct RetentionTimes: Hashable, Sendable {
    /// What an item's end comes from.
    public enum EndSource: Hashable, Sendable, CustomStringConvertible {
        /// The maximum of a rule.
        case rule(String)
        /// The item's own end: an extension or a shortening.
        case explicit
        /// The latest date that the sender allows.
        case eraseBy
        /// A review decided that it goes.
        case disposed
        /// Its subject is to be forgotten.
        case forgotten
        /// It was erased before, and came back with a backup.
        case suppressed
        /// Nobody validated it in time.
        case notValidated
        /// The review of a rule was not answered.
        case review(String)

        /// The id of the rule, or a stable word.
        public var description: String {
            switch self {
            case .rule(let id): id
            case .explicit: "explicit"
            case .eraseBy: "erase-by"
            case .disposed: "disposed"
            case .forgotten: "forgotten"
            case .suppressed: "suppressed"
            case .notValidated: "not-validated"
            case .review: "review"
            }
        }
    }

    /// When a minimum is over.
    public enum Minimum: Hashable, Sendable {
        /// There is none, or it was set aside.
        case none
        /// It is over then.
        case until(Instant)
        /// It waits for an event, or lies beyond the year 9999.
        case unknown
    }

    /// From when the item must not be used any more; nil if that is not known, or never.
    public var end: Instant?
    /// What the end comes from.
    public var endSource: EndSource?
    /// Whether the rules have a maximum that waits for an event.
    public var isWaiting: Bool
    /// When its last minimum is over.
    public var minimum: Minimum
    /// From when it can be erased, if no hold keeps it; nil if that is not known, or never.
    public var erasableFrom: Instant?
    /// When somebody must decide whether it is still needed.
    public var reviewDue: Instant?
    /// What becomes of it if nobody does.
    public var unanswered: RetentionRule.UnansweredReview?

    /// Whether the minimum outlasts the end that a rule or the sender's terms set: they contradict each other, and the minimum counts.
    public var isContradictory: Bool {
        switch endSource {
        case .rule, .eraseBy: break
        default: return false
        }
        switch (end, minimum) {
        case (.some, .unknown): return true
        case (.some(let end), .until(let minimum)): return minimum > end
        default: return false
        }
    }
}

extension RetentionStatus {
    /// The dates as of an instant. It is the one place where they are worked out.
    func times(at instant: Instant) -> RetentionTimes {
        var times = RetentionTimes(isWaiting: false, minimum: .none)
        findReview(&times)
        findEnd(&times, at: instant)
        times.minimum = minimum(at: instant, &times)
        times.erasableFrom = erasableFrom(times, at: instant)
        return times
    }

    // MARK: - The end

    private func findEnd(_ times: inout RetentionTimes, at instant: Instant) {
        var candidates: [(Instant, RetentionTimes.EndSource)] = []
        if let ownEnd = retained.ownEnd {
            candidates.append((ownEnd, .explicit))
        } else {
            for rule in governance?.rules.maximums ?? [] {
                guard let anchor = anchor(rule.anchor, at: instant) else {
                    times.isWaiting = true
                    continue
                }
                if let end = end(of: rule.maximum, from: anchor) { candidates.append((end, .rule(rule.id))) }
            }
        }
        if let eraseBy = retained.item.eraseBy { candidates.append((eraseBy, .eraseBy)) }
        if let disposal = retained.disposal {
            let source: RetentionTimes.EndSource =
                switch disposal.reason {
                case .disposed: .disposed
                case .forgotten: .forgotten
                case .suppressed: .suppressed
                }
            candidates.append((disposal.decided, source))
        }
        if let validateBy = retained.item.validateBy, retained.validated == nil {
            candidates.append((validateBy, .notValidated))
        }
        if times.unanswered == .erase, let due = times.reviewDue, let rule = reviewRule(due) {
            candidates.append((due, .review(rule.id)))
        }
        // Of those that come at the same time, the first in this order.
        guard let first = candidates.map(\.0).min() else { return }
        times.end = first
        times.endSource = candidates.first { $0.0 == first }?.1
    }

    // MARK: - The minimum

    private func minimum(at instant: Instant, _ times: inout RetentionTimes) -> RetentionTimes.Minimum {
        // Its minimum was over when it was erased.
        if retained.disposal?.reason == .suppressed { return .none }
        // To what nobody validated in time, the duty to keep it does not extend; but what is locked is so for everybody.
        let isSetAside = retained.disposal?.setsMinimumAside ?? false || hasLapsedValidation(at: instant)
        var latest: Instant?
        for rule in governance?.rules.minimums ?? [] where !(isSetAside && rule.lock == .governed) {
            guard let anchor = anchor(rule.anchor, at: instant), let end = end(of: rule.minimum, from: anchor) else {
                return .unknown
            }
            latest = max(latest ?? end, end)
        }
        return latest.map { .until($0) } ?? .none
    }

    // MARK: - The erasure

    private func erasableFrom(_ times: RetentionTimes, at instant: Instant) -> Instant? {
        guard let start = graceEnd(times, at: instant) else { return nil }
        switch times.minimum {
        case .none: return start
        case .until(let minimum): return max(start, minimum)
        case .unknown: return nil
        }
    }

    /// When the grace is over, if there is one, or else the end; nil where there is no end, or only one beyond the year 9999.
    func graceEnd(_ times: RetentionTimes, at instant: Instant) -> Instant? {
        guard let end = times.end else { return nil }
        guard let grace = deciding(times, { $0.grace }) else { return end }
        let base = max(end, retained.registered, adopted, lastHoldEnd(by: instant) ?? end)
        // What ends the grace before its time.
        var limits: [Instant] = []
        if let eraseBy = retained.item.eraseBy { limits.append(eraseBy) }
        if let disposal = retained.disposal, disposal.reason != .disposed { limits.append(disposal.decided) }
        if let validateBy = retained.item.validateBy, hasLapsedValidation(at: instant) { limits.append(validateBy) }
        if let graceEnd = self.end(of: grace, from: base) { limits.append(graceEnd) }
        return limits.min().map { max(end, $0) }
    }

    /// What the rule says that the end comes from; if it comes from elsewhere, what the rules with a maximum say.
    func deciding(_ times: RetentionTimes, _ part: (RetentionRule) -> RetentionPeriod?) -> RetentionPeriod? {
        let rules = governance?.rules.maximums ?? []
        if case .rule(let id) = times.endSource { return rules.first { $0.id == id }.flatMap(part) }
        return rules.compactMap(part).first
    }

    private var adopted: Instant {
        guard let governance, governance.schedule.version != retained.scheduleVersion else {
            return retained.registered
        }
        return governance.adopted
    }

    private func lastHoldEnd(by instant: Instant) -> Instant? {
        holds.compactMap { $0.end(by: instant) }.max()
    }

    // MARK: - The review

    private func findReview(_ times: inout RetentionTimes) {
        let base = retained.lastReview ?? retained.received
        for rule in governance?.rules.reviews ?? [] {
            guard let due = end(of: rule.reviewEvery, from: base), due < times.reviewDue ?? .last else { continue }
            times.reviewDue = due
            times.unanswered = rule.unanswered
        }
    }

    private func reviewRule(_ due: Instant) -> RetentionRule? {
        governance?.rules.reviews.first {
            end(of: $0.reviewEvery, from: retained.lastReview ?? retained.received) == due
        }
    }

    // MARK: - What they count from

    /// The date that the maximum of a rule counts from.
    func anchorOfMaximum(_ rule: String, at instant: Instant) -> Instant? {
        governance?.rules.maximums.first { $0.id == rule }.flatMap { anchor($0.anchor, at: instant) }
    }

    /// The date that an anchor stands for; nil for an event that has not been recorded.
    private func anchor(_ anchor: RetentionAnchor, at instant: Instant) -> Instant? {
        switch anchor {
        case .created: return retained.item.created
        case .received: return retained.received
        case .lastActivity: return retained.lastActivity
        case .event(RetentionAnchor.holdReleasedEvent):
            let starting = holds.filter { $0.kind == .clockStarting }
            return starting.contains { $0.isInForce(at: instant) }
                ? nil : starting.compactMap { $0.end(by: instant) }.max()
        case .event(let name): return events.filter { $0.name == name }.map(\.instant).max()
        }
    }

    private func end(of period: RetentionPeriod?, from anchor: Instant) -> Instant? {
        guard let period, let calendar = governance?.schedule.calendar else { return nil }
        return try? calendar.end(of: period, from: anchor)
    }

    func hasLapsedValidation(at instant: Instant) -> Bool {
        guard let validateBy = retained.item.validateBy, retained.validated == nil else { return false }
        return validateBy <= instant
    }
}
