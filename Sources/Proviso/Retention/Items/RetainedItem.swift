/// An item and all that has happened to it alone, as a store remembers it.
public struct RetainedItem: Hashable, Sendable {
    /// The item as it was registered.
    public let item: RetentionItem
    /// When it was registered.
    public let registered: Instant
    /// The version of the schedule that was in use then; 0 if none was.
    public let scheduleVersion: Int

    /// What the rules look at: as registered, or as a review has changed it.
    public var labels: RetentionLabels
    /// When something was last done with it.
    public var lastActivity: Instant
    /// Its own end, by an extension or a shortening.
    public var ownEnd: Instant?
    /// When somebody last decided that it is still needed.
    public var lastReview: Instant?
    /// The decision that it goes, if there is one.
    public var disposal: Disposal?
    /// When it was validated, if it was.
    public var validated: Instant?
    /// What alone it may be used for, if it is restricted.
    public var restriction: String?

    /// How far its erasure has come.
    public let state: RetentionState
    /// When its erasure was decided.
    public let begun: Instant?
    /// By which rule, or what else.
    public let decidedBy: RetentionRuleReference?
    /// When it should have been gone.
    public let due: Instant?
    /// How many keys of a ``ShredVault`` were destroyed with that decision.
    public let destroyedKeyCount: Int
    /// How often its parts could not be erased.
    public let failureCount: Int
    /// From when on that is tried again; nil if it has not failed.
    public let nextTry: Instant?
    /// When it was found to be gone.
    public let erased: Instant?
    /// How each part was erased.
    public let evidence: [ErasureEvidence]
    /// The signed note that says so.
    public let certificate: String?

    /// A decision that an item goes whatever its rules say; holds and minimums still count.
    public struct Disposal: Hashable, Sendable {
        /// Why an item goes.
        public enum Reason: String, Hashable, Sendable, CaseIterable {
            /// A review decided that it is not needed any more.
            case disposed
            /// Its subject is to be forgotten.
            case forgotten
            /// It was erased before, and came back with a backup.
            case suppressed
        }

        /// Why.
        public let reason: Reason
        /// Since when.
        public let decided: Instant
        /// Whether governed minimums are set aside.
        public let setsMinimumAside: Bool

        /// A decision: for stores.
        public init(reason: Reason, decided: Instant, setsMinimumAside: Bool) {
            self.reason = reason
            self.decided = decided
            self.setsMinimumAside = setsMinimumAside
        }
    }

    /// An item that is registered now.
    init(_ item: RetentionItem, registered: Instant, scheduleVersion: Int) {
        self.init(
            item: item, registered: registered, scheduleVersion: scheduleVersion, labels: item.labels,
            lastActivity: item.created)
    }

    /// An item as a store remembers it: for stores.
    public init(
        item: RetentionItem, registered: Instant, scheduleVersion: Int, labels: RetentionLabels, lastActivity: Instant,
        ownEnd: Instant? = nil, lastReview: Instant? = nil, disposal: Disposal? = nil, validated: Instant? = nil,
        restriction: String? = nil, state: RetentionState = .kept, begun: Instant? = nil,
        decidedBy: RetentionRuleReference? = nil, due: Instant? = nil, destroyedKeyCount: Int = 0,
        failureCount: Int = 0, nextTry: Instant? = nil, erased: Instant? = nil, evidence: [ErasureEvidence] = [],
        certificate: String? = nil
    ) {
        self.item = item
        self.registered = registered
        self.scheduleVersion = scheduleVersion
        self.labels = labels
        self.lastActivity = lastActivity
        self.ownEnd = ownEnd
        self.lastReview = lastReview
        self.disposal = disposal
        self.validated = validated
        self.restriction = restriction
        self.state = state
        self.begun = begun
        self.decidedBy = decidedBy
        self.due = due
        self.destroyedKeyCount = destroyedKeyCount
        self.failureCount = failureCount
        self.nextTry = nextTry
        self.erased = erased
        self.evidence = evidence
        self.certificate = certificate
    }

    /// The item, further on its way.
    package func with(
        state: RetentionState? = nil, begun: Instant? = nil, decidedBy: RetentionRuleReference? = nil,
        due: Instant? = nil, destroyedKeyCount: Int? = nil, failureCount: Int? = nil, nextTry: Instant? = nil,
        erased: Instant? = nil, evidence: [ErasureEvidence]? = nil, certificate: String? = nil
    ) -> RetainedItem {
        RetainedItem(
            item: item, registered: registered, scheduleVersion: scheduleVersion, labels: labels,
            lastActivity: lastActivity, ownEnd: ownEnd, lastReview: lastReview, disposal: disposal,
            validated: validated,
            restriction: restriction, state: state ?? self.state, begun: begun ?? self.begun,
            decidedBy: decidedBy ?? self.decidedBy, due: due ?? self.due,
            destroyedKeyCount: destroyedKeyCount ?? self.destroyedKeyCount,
            failureCount: failureCount ?? self.failureCount, nextTry: nextTry ?? self.nextTry,
            erased: erased ?? self.erased, evidence: evidence ?? self.evidence,
            certificate: certificate ?? self.certificate)
    }

    /// When the data were received.
    public var received: Instant { item.received ?? registered }

    /// The earliest end that was set for this item alone; a store finds what is due by it.
    public var explicitEnd: Instant? {
        let validation = validated == nil ? item.validateBy : nil
        return [ownEnd, item.eraseBy, disposal?.decided, validation].compactMap(\.self).min()
    }
}
