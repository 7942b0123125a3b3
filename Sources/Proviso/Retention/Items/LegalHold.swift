/// An order to keep something whatever its dates say: for a court, an audit, a complaint, a foreign authority's request.
///
/// A hold beats every date until it is released or lapses, and is looked for in the very transaction that decides an
/// erasure. It never gives access to what has ended.
///
/// - **Source**: `Formats/Retention`, *Holds, preservation orders and restrictions*.
public struct LegalHold: Hashable, Sendable {
    /// What becomes of a hold's items besides that they are kept. More can be added, so a `switch` needs a `default`.
    public struct Kind: Hashable, Sendable, CustomStringConvertible {
        /// The kind as a stable word.
        public let description: String

        /// Its end changes nothing else.
        public static let hold = Kind(unchecked: "hold")
        /// Its end is the event `hold-released`, from which rules can count.
        public static let clockStarting = Kind(unchecked: "clock-starting")
        /// A preservation order: it lapses within 90 days unless it is renewed.
        public static let preservation = Kind(unchecked: "preservation")

        /// A kind from its word; nil for any other.
        public init?(_ word: String) {
            guard let kind = [Self.hold, .clockStarting, .preservation].first(where: { $0.description == word }) else {
                return nil
            }
            self = kind
        }

        private init(unchecked word: String) { description = word }
    }

    /// When a hold is over, or when somebody must look at it: there is none without.
    public enum Term: Hashable, Sendable {
        /// It lapses then.
        case until(Instant)
        /// It stays in force, and is reported as overdue from then on.
        case reviewBy(Instant)

        /// The date.
        public var instant: Instant {
            switch self {
            case .until(let instant), .reviewBy(let instant): instant
            }
        }
    }

    /// Which hold this is.
    public let id: StatementID
    /// What it keeps.
    public let target: RetentionTarget
    /// What kind it is of.
    public let kind: Kind
    /// Why, in words.
    public let reason: String
    /// Who ordered it.
    public let authority: String
    /// The order's own number, if it has one.
    public let reference: String?
    /// Since when.
    public let placed: Instant
    /// Its end, or its date of review.
    public let term: Term
    /// How often its term was set anew.
    public let renewalCount: Int
    /// When it was released, if it was.
    public let released: Instant?

    /// A new hold, in force from an instant on.
    ///
    /// - **Throws**: as ``init(id:target:kind:reason:authority:reference:placed:term:renewalCount:released:)``; `CryptoError`.
    static func new(
        on target: RetentionTarget, _ kind: Kind, reason: String, authority: String, reference: String?,
        term: Term, at placed: Instant
    ) throws -> LegalHold {
        guard kind != .clockStarting || target != .everything else {
            throw ProvisoError(
                .valueInvalid, "a hold on everything cannot start the clock",
                remedy: "place it on an item, a subject or a case")
        }
        let hold = try LegalHold(
            id: StatementID.random(), target: target, kind: kind, reason: reason, authority: authority,
            reference: reference, placed: placed, term: term, renewalCount: 0, released: nil)
        try hold.requireTerm(from: placed, after: placed)
        return hold
    }

    /// A hold from its parts: for stores, which give back what they were given.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a reason, authority or reference that is empty or holds an
    ///   invisible character.
    public init(
        id: StatementID, target: RetentionTarget, kind: Kind, reason: String, authority: String, reference: String?,
        placed: Instant, term: Term, renewalCount: Int, released: Instant?
    ) throws(ProvisoError) {
        for (name, text) in [("reason", reason), ("authority", authority), ("reference", reference)] {
            guard let text, let fault = statedTextFault(text) else { continue }
            throw ProvisoError(.valueInvalid, "the \(name) of a hold \(fault.message)", remedy: fault.remedy)
        }
        guard (0...Self.mostRenewals).contains(renewalCount) else {
            throw ProvisoError(
                .valueInvalid, "a hold that was renewed \(renewalCount) times", remedy: "give how often it was renewed")
        }
        self.id = id
        self.target = target
        self.kind = kind
        self.reason = reason
        self.authority = authority
        self.reference = reference
        self.placed = placed
        self.term = term
        self.renewalCount = renewalCount
        self.released = released
    }

    /// Nobody has renewed a hold so often.
    private static let mostRenewals = 1_000_000

    /// Whether it keeps its items at an instant.
    public func isInForce(at instant: Instant) -> Bool { end(by: instant) == nil }

    /// When it was over, if it was at an instant.
    public func end(by instant: Instant) -> Instant? {
        var ends: [Instant] = []
        if let released { ends.append(released) }
        if case .until(let end) = term, end <= instant { ends.append(end) }
        return ends.min()
    }

    /// Whether somebody should have looked at it by an instant.
    public func isOverdue(at instant: Instant) -> Bool {
        guard case .reviewBy(let date) = term else { return false }
        return date <= instant && isInForce(at: instant)
    }

    // MARK: - Changes

    /// The longest that a preservation order runs before it must be renewed.
    ///
    /// - **Source**: `Formats/Retention`; Convention on Cybercrime (ETS 185), article 16.
    static let longestPreservation = RetentionPeriod.days(90)

    func released(at instant: Instant) throws(ProvisoError) -> LegalHold {
        try with(term: term, renewalCount: renewalCount, released: released ?? instant)
    }

    /// The hold with another term, which must be later.
    func renewed(_ term: Term, at instant: Instant) throws(ProvisoError) -> LegalHold {
        guard isInForce(at: instant) else {
            throw ProvisoError(
                .retentionEnded, "the hold \(id) is over", remedy: "place a new one, if what it kept is still there")
        }
        let hold = try with(term: term, renewalCount: renewalCount + 1, released: nil)
        try hold.requireTerm(from: instant, after: self.term.instant)
        return hold
    }

    private func with(term: Term, renewalCount: Int, released: Instant?) throws(ProvisoError) -> LegalHold {
        try LegalHold(
            id: id, target: target, kind: kind, reason: reason, authority: authority, reference: reference,
            placed: placed, term: term, renewalCount: renewalCount, released: released)
    }

    private func requireTerm(from start: Instant, after earlier: Instant) throws(ProvisoError) {
        guard term.instant > earlier else {
            throw ProvisoError(
                .retentionDirection, "a hold cannot end, or be reviewed, before \(earlier)",
                remedy: "choose a later date, or release it")
        }
        guard kind == .preservation else { return }
        guard case .until(let end) = term, end <= (try start.adding(Self.longestPreservation)) else {
            throw ProvisoError(
                .retentionLimit, "a preservation order of more than 90 days",
                remedy: "set an end within 90 days, and renew it then"
            )
        }
    }
}
