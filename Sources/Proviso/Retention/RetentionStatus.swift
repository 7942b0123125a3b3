/// How far an item has come: *kept*, *erasing*, *erased*, *certified*, and never back. More states can be added, so a
/// `switch` needs a `default`.
public struct RetentionState: Hashable, Sendable, CustomStringConvertible {
    /// The state as a stable word.
    public let description: String

    /// It is there.
    public static let kept = RetentionState(unchecked: "kept")
    /// Its erasure is decided and under way. That decision is the point of no return: a hold that comes now comes too
    /// late.
    public static let erasing = RetentionState(unchecked: "erasing")
    /// It was found to be gone.
    public static let erased = RetentionState(unchecked: "erased")
    /// Somebody signed that it is gone.
    public static let certified = RetentionState(unchecked: "certified")

    /// A state from its word; nil for any other.
    public init?(_ word: String) {
        let states: [RetentionState] = [.kept, .erasing, .erased, .certified]
        guard let state = states.first(where: { $0.description.utf8.elementsEqual(word.utf8) }) else { return nil }
        self = state
    }

    private init(unchecked word: String) {
        description = word
    }
}

/// Why an item is still there, or why it is gone. More reasons can be added, so a `switch` needs a `default`.
public struct RetentionReason: Hashable, Sendable, CustomStringConvertible {
    /// The reason as a stable word.
    public let description: String

    /// Its date has not come.
    public static let notDue = RetentionReason(description: "not-due")
    /// Its date has come: the next sweep erases it.
    public static let due = RetentionReason(description: "due")
    /// A hold keeps it, whatever its date.
    public static let onHold = RetentionReason(description: "on-hold")
    /// Its date would have come, but the clock shows an earlier time than before, so nothing is begun.
    public static let clockSteppedBack = RetentionReason(description: "clock-stepped-back")
    /// Its erasure was begun and not finished: the next sweep goes on with it.
    public static let erasing = RetentionReason(description: "erasing")
    /// It is gone, and the next sweep certifies it.
    public static let erased = RetentionReason(description: "erased")
    /// It is gone, and that is certified.
    public static let certified = RetentionReason(description: "certified")
}

/// A reading of the clock, beside the latest time that the store has seen.
public struct ClockReading: Hashable, Sendable {
    /// What the clock shows.
    public let now: Instant
    /// The latest time seen, this reading included.
    public let latest: Instant

    /// A reading, with the latest time that was seen before it, if any was.
    public init(now: Instant, latestBefore: Instant?) {
        self.now = now
        latest = max(now, latestBefore ?? now)
    }

    /// Whether the clock stepped back, and can be believed by nobody who erases.
    public var isBehind: Bool { now < latest }
}

/// An item and all that has happened to it.
public struct RetentionStatus: Hashable, Sendable {
    /// The item.
    public let item: RetentionItem
    /// How far it has come.
    public var state: RetentionState
    /// Its holds, also those that were released, the oldest first.
    public var holds: [LegalHold]
    /// When its erasure was decided.
    public var begun: Instant?
    /// When it was found to be gone.
    public var erased: Instant?
    /// How it was erased.
    public var evidence: ErasureEvidence?
    /// The signed note that says so.
    public var certificate: String?

    /// The status of an item, as a store remembers it.
    public init(
        item: RetentionItem, state: RetentionState = .kept, holds: [LegalHold] = [], begun: Instant? = nil,
        erased: Instant? = nil, evidence: ErasureEvidence? = nil, certificate: String? = nil
    ) {
        self.item = item
        self.state = state
        self.holds = holds
        self.begun = begun
        self.erased = erased
        self.evidence = evidence
        self.certificate = certificate
    }

    /// The holds that keep it.
    public var holdsInForce: [LegalHold] { holds.filter(\.isInForce) }

    /// Why it is still there or gone at a reading of the clock: the one table by which stores decide,
    /// ``RetentionEngine/due()`` lists and ``RetentionEngine/explain(_:)`` explains.
    ///
    /// What was decided stays decided; then a hold beats every date; then the date must have come; then the clock must
    /// be one to believe.
    public func reason(at clock: ClockReading) -> RetentionReason {
        switch state {
        case .erasing: return .erasing
        case .erased: return .erased
        case .certified: return .certified
        default: break
        }
        if holds.contains(where: \.isInForce) { return .onHold }
        if clock.latest < item.eraseBy { return .notDue }
        // It was due when the clock showed the latest time, which may have been as wrong as the clock is now.
        return clock.isBehind ? .clockSteppedBack : .due
    }
}
