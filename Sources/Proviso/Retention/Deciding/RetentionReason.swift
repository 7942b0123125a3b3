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
///
/// - **Source**: `Formats/Retention`, *What decides*.
public struct RetentionReason: Hashable, Sendable, CustomStringConvertible {
    /// The reason as a stable word.
    public let description: String

    /// A hold or a preservation order keeps it, whatever its dates.
    public static let onHold = RetentionReason(description: "on-hold")
    /// Its end counts from an event that has not been recorded.
    public static let waitingForEvent = RetentionReason(description: "waiting-for-event")
    /// Its rules give it no end, but reviews.
    public static let noEnd = RetentionReason(description: "no-end")
    /// Its end has not come.
    public static let notDue = RetentionReason(description: "not-due")
    /// It has ended, and a minimum keeps it.
    public static let minimum = RetentionReason(description: "minimum")
    /// It has ended, and can still be brought back.
    public static let inGrace = RetentionReason(description: "in-grace")
    /// It would go, but the clock shows an earlier time than before, so nothing is begun.
    public static let clockSteppedBack = RetentionReason(description: "clock-stepped-back")
    /// It would go, but the clock is further ahead than it may have run: somebody must confirm the time.
    public static let clockJumped = RetentionReason(description: "clock-jumped")
    /// The next sweep erases it.
    public static let due = RetentionReason(description: "due")
    /// The next sweep erases it, because nobody validated it in time.
    public static let notValidated = RetentionReason(description: "not-validated")
    /// Its erasure was begun and not finished: the next sweep goes on with it.
    public static let erasing = RetentionReason(description: "erasing")
    /// It is gone, and the next sweep certifies it.
    public static let erased = RetentionReason(description: "erased")
    /// It is gone, and that is certified.
    public static let certified = RetentionReason(description: "certified")

    /// Whether a sweep has something to do.
    public var isForSweep: Bool { [.due, .notValidated, .erasing, .erased].contains(self) }
}

/// Whether an item may be used. More can be added, so a `switch` needs a `default`.
///
/// - **Source**: `Formats/Retention`, *What may be used*.
public struct RetentionAccess: Hashable, Sendable, CustomStringConvertible {
    /// The access as a stable word.
    public let description: String

    /// It may be used for the purpose that it is kept for.
    public static let open = RetentionAccess(description: "open")
    /// It may be used only for what it is restricted to.
    public static let restricted = RetentionAccess(description: "restricted")
    /// It has ended, and may not be used any more, whatever keeps it.
    public static let ended = RetentionAccess(description: "ended")
    /// It is going, or gone.
    public static let erased = RetentionAccess(description: "erased")
}
