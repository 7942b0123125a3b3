/// Something that was changed, or that somebody tried to change and that was refused: it is stored in the very
/// transaction of the change, for a log that takes it from there.
///
/// ```swift
/// for change in try engine.changes(limit: 100) { try log.append(change) }
/// try engine.forgetChanges(through: last)
/// ```
public struct RetentionChange: Hashable, Sendable {
    /// What was changed. More can be added, so a `switch` needs a `default`.
    public struct Kind: Hashable, Sendable, CustomStringConvertible {
        /// The kind as a stable word.
        public let description: String

        /// A kind from its word: for stores.
        public init(_ word: String) { description = word }

        /// An item was registered.
        public static let registered = Kind("registered")
        /// Something was done with an item.
        public static let touched = Kind("touched")
        /// An event was recorded, or corrected.
        public static let eventRecorded = Kind("event-recorded")
        /// An event was withdrawn.
        public static let eventWithdrawn = Kind("event-withdrawn")
        /// A hold or a preservation order was placed.
        public static let holdPlaced = Kind("hold-placed")
        /// One was refused, because it came too late.
        public static let holdRefused = Kind("hold-refused")
        /// One was given a later term.
        public static let holdRenewed = Kind("hold-renewed")
        /// One was released.
        public static let holdReleased = Kind("hold-released")
        /// An item was restricted.
        public static let restricted = Kind("restricted")
        /// The restriction was lifted.
        public static let restrictionLifted = Kind("restriction-lifted")
        /// A review decided.
        public static let reviewed = Kind("reviewed")
        /// An item's end was set to a later date.
        public static let extended = Kind("extended")
        /// An item's end was set to an earlier date.
        public static let shortened = Kind("shortened")
        /// An item was validated.
        public static let validated = Kind("validated")
        /// A subject is to be forgotten.
        public static let forgotten = Kind("forgotten")
        /// A version of the schedule was adopted.
        public static let adopted = Kind("schedule-adopted")
        /// A time was confirmed to which the clock had jumped.
        public static let clockConfirmed = Kind("clock-confirmed")
        /// The latest time seen was corrected.
        public static let clockCorrected = Kind("clock-corrected")
        /// A ledger and holds were applied after a restore.
        public static let safeguardsReapplied = Kind("safeguards-reapplied")
        /// Entries of the ledger were removed.
        public static let suppressionsForgotten = Kind("suppressions-forgotten")
        /// An erasure was decided.
        public static let erasureDecided = Kind("erasure-decided")
        /// An item was found to be gone.
        public static let erased = Kind("erased")
        /// That was certified.
        public static let certified = Kind("certified")
    }

    /// Its number, from 1 on, in the order of the changes.
    public let number: Int64
    /// When.
    public let instant: Instant
    /// What.
    public let kind: Kind
    /// Of what.
    public let target: RetentionTarget
    /// Who decided and why, where that was asked for.
    public let justification: Justification?
    /// What else there is to say, by name: dates, ids and digests.
    public let details: [String: String]

    /// A change: for stores.
    public init(
        number: Int64, instant: Instant, kind: Kind, target: RetentionTarget, justification: Justification?,
        details: [String: String]
    ) {
        self.number = number
        self.instant = instant
        self.kind = kind
        self.target = target
        self.justification = justification
        self.details = details
    }
}
