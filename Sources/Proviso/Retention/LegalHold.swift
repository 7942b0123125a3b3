/// An order to keep something whatever its date says: for a court, an audit, a complaint.
///
/// A hold beats every date until it is released, and is looked for in the very transaction that decides an erasure.
/// Released, it changes nothing: what was due meanwhile goes with the next sweep.
public struct LegalHold: Hashable, Sendable {
    /// Which hold this is.
    public let id: StatementID
    /// The item that it keeps.
    public let item: StatementID
    /// Why, in words.
    public let reason: String
    /// Who ordered it.
    public let authority: String
    /// Since when.
    public let placed: Instant
    /// Until when, if it is over.
    public let released: Instant?

    /// A new hold, in force from an instant on.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a reason or authority that is empty or holds an invisible
    ///   character; `CryptoError`.
    public static func new(on item: StatementID, reason: String, authority: String, at placed: Instant) throws
        -> LegalHold
    {
        try LegalHold(
            id: StatementID.random(), item: item, reason: reason, authority: authority, placed: placed, released: nil)
    }

    /// A hold from its parts: for stores, which give back what they were given.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` as ``new(on:reason:authority:at:)``.
    public init(
        id: StatementID, item: StatementID, reason: String, authority: String, placed: Instant, released: Instant?
    ) throws(ProvisoError) {
        for (name, text) in [("reason", reason), ("authority", authority)] {
            guard let fault = statedTextFault(text) else { continue }
            throw ProvisoError(.valueInvalid, "the \(name) of a hold \(fault.message)", remedy: fault.remedy)
        }
        self.id = id
        self.item = item
        self.reason = reason
        self.authority = authority
        self.placed = placed
        self.released = released
    }

    /// Whether it keeps its item.
    public var isInForce: Bool { released == nil }
}
