/// Why an item is still there, or why it is gone, at an instant.
public struct RetentionExplanation: Hashable, Sendable, CustomStringConvertible {
    /// The item, its state, its holds and its rules.
    public let status: RetentionStatus
    /// The reading of the clock that the explanation holds for.
    public let clock: ClockReading
    /// Its dates.
    public let times: RetentionTimes
    /// What decides.
    public let reason: RetentionReason
    /// Whether it may be used.
    public let access: RetentionAccess

    init(_ status: RetentionStatus, clock: ClockReading) {
        self.status = status
        self.clock = clock
        times = status.times(at: clock)
        reason = status.reason(at: clock, times)
        access = status.access(at: clock)
    }

    /// What its end comes from: a rule of a version of the schedule, or something else.
    public var rule: RetentionRuleReference { status.retained.decidedBy ?? status.decidingRule(times) }

    /// The explanation for people, one sentence a line.
    public var description: String {
        var lines = ["\(subject):", sentence]
        if status.state == .erasing, status.retained.failureCount > 0 {
            let count = status.retained.failureCount
            lines.append(
                "Its erasure has failed \(count == 1 ? "once" : "\(count) times"), and is tried again from \(text(status.retained.nextTry)) on."
            )
        }
        if let end = times.end { lines.append("\(rule) says: it ends at \(end)\(origin).") }
        switch times.minimum {
        case .until(let minimum): lines.append("Its minimum is over at \(minimum).")
        case .unknown: lines.append("Its minimum is not over at any known date.")
        case .none: break
        }
        if times.isContradictory {
            lines.append("Its rules contradict each other: the minimum outlasts the end. See the schedule.")
        }
        if let review = times.reviewDue, status.state == .kept {
            lines.append("Its next review is due at \(review).")
        }
        lines += status.holds.map { sentence(on: $0) }
        return lines.joined(separator: "\n")
    }

    /// What the end counts from, where it counts from something.
    private var origin: String {
        let date: Instant? =
            switch times.endSource {
            case .rule(let id): status.anchorOfMaximum(id, at: clock.latest)
            case .eraseBy where status.item.package != nil: status.item.created
            default: nil
            }
        return date.map { ", counted from \($0)" } ?? ""
    }

    private var subject: String {
        let item = status.item
        guard let package = item.package else {
            return "\(item.id), of the category \(status.retained.labels.category)"
        }
        return
            "Package \(item.id) from \(package.sender), in \(item.parts.map { printable($0.locator) }.joined(separator: ", "))"
    }

    private var sentence: String {
        let start = times.erasableFrom.map(\.description) ?? "an unknown time"
        switch reason {
        case .waitingForEvent: return "It is kept, because its end counts from an event that has not come."
        case .noEnd: return "It is kept, because its rules give it no end; somebody must review it."
        case .notDue: return "It is kept, because it is not due before \(start)."
        case .minimum: return "It has ended, and is kept, because its minimum is not over."
        case .inGrace: return "It has ended, and can be brought back until \(start)."
        case .due: return "It has been due since \(start), and the next sweep erases it."
        case .notValidated: return "It was not validated in time, and the next sweep erases it."
        case .onHold: return "It is kept, because it is on hold."
        case .clockSteppedBack:
            return
                "It is kept, because the clock shows \(clock.now), and has shown \(clock.latest) before. Check it."
        case .clockJumped:
            return
                "It is kept, because the clock shows \(clock.now), long after \(text(clock.latestBefore)). Check it, and confirm it."
        case .erasing:
            return "Its erasure was decided at \(text(status.retained.begun)), and the next sweep finishes it."
        case .erased:
            return "It was found to be gone at \(text(status.retained.erased)), and the next sweep certifies that."
        default: return "It was found to be gone at \(text(status.retained.erased)), and that is certified."
        }
    }

    private func text(_ instant: Instant?) -> String { instant?.description ?? "an unknown time" }

    private func sentence(on hold: LegalHold) -> String {
        let term: String
        if let end = hold.end(by: clock.latest) {
            term = ", over since \(end)"
        } else {
            switch hold.term {
            case .until(let end): term = ", in force until \(end)"
            case .reviewBy(let date): term = ", in force, to be reviewed by \(date)"
            }
        }
        return
            "Hold \(hold.id) on \(printable(hold.target.description)) by \(hold.authority), placed \(hold.placed)\(term): \(hold.reason)."
    }
}
