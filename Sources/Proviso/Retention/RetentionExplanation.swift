/// Why an item is still there, or why it is gone, at an instant.
public struct RetentionExplanation: Hashable, Sendable, CustomStringConvertible {
    /// The item, its state, its dates and its holds.
    public let status: RetentionStatus
    /// The reading of the clock that the explanation holds for.
    public let clock: ClockReading
    /// What decides.
    public let reason: RetentionReason

    init(_ status: RetentionStatus, clock: ClockReading) {
        self.status = status
        self.clock = clock
        reason = status.reason(at: clock)
    }

    /// The rule that says how long it is kept, unless a hold does.
    public var rule: RetentionRule { status.item.rule }

    /// The explanation for people, one sentence a line.
    public var description: String {
        let item = status.item
        var lines = ["Package \(item.id) from \(item.sender), in \(printable(item.folder)):", sentence]
        lines.append("The rule \(rule) says: erase by \(item.eraseBy), counted from \(item.anchor).")
        lines += status.holds.map(Self.sentence)
        return lines.joined(separator: "\n")
    }

    private var sentence: String {
        let due = status.item.eraseBy
        switch reason {
        case .notDue: return "It is kept, because it is not due before \(due)."
        case .due: return "It has been due since \(due), and the next sweep erases it."
        case .onHold: return "It is kept, because it is on hold."
        case .clockSteppedBack:
            return
                "It is kept, because the clock shows \(clock.now), and has shown \(clock.latest) before. Check it."
        case .erasing:
            return "Its erasure was decided at \(Self.text(status.begun)), and the next sweep finishes it."
        case .erased:
            return "It was found to be gone at \(Self.text(status.erased)), and the next sweep certifies that."
        default: return "It was found to be gone at \(Self.text(status.erased)), and that is certified."
        }
    }

    private static func text(_ instant: Instant?) -> String { instant?.description ?? "an unknown time" }

    private static func sentence(on hold: LegalHold) -> String {
        let end = hold.released.map { ", released \($0)" } ?? ", in force"
        return "Hold \(hold.id) by \(hold.authority), placed \(hold.placed)\(end): \(hold.reason)."
    }
}
