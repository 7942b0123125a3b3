/// A key of a ``ShredVault`` as a store keeps it: wrapped, with whom and which case it is for, or destroyed.
///
/// Of a destroyed key nothing is left but its id, which means nothing to anybody, and when it was destroyed.
public struct VaultKey: Hashable, Sendable {
    /// Which key it is; it stands in every value that was sealed under it.
    public let id: StatementID
    /// The version of the keyring that it is wrapped under; nil for a destroyed key.
    public let wrappedUnder: KeyVersion?
    /// What it is for; nil for a destroyed key.
    public let scope: VaultScope?
    /// The wrapped key; nil for a destroyed one.
    public let wrapped: [UInt8]?
    /// When it was made.
    public let created: Instant
    /// When it was destroyed, if it was.
    public let destroyed: Instant?

    /// A key that is there: for stores.
    public init(id: StatementID, wrappedUnder: KeyVersion, scope: VaultScope, wrapped: [UInt8], created: Instant) {
        self.id = id
        self.wrappedUnder = wrappedUnder
        self.scope = scope
        self.wrapped = wrapped
        self.created = created
        destroyed = nil
    }

    /// What is left of a key that was destroyed: for stores.
    public init(id: StatementID, created: Instant, destroyed: Instant) {
        self.id = id
        wrappedUnder = nil
        scope = nil
        wrapped = nil
        self.created = created
        self.destroyed = destroyed
    }
}

/// What values share a key, and become unreadable together: those of a subject in a case, or of a subject in no case.
public struct VaultScope: Hashable, Sendable {
    /// Whom the values are about.
    public let subject: SubjectReference
    /// The case that they belong to, if any.
    public let caseReference: CaseReference?

    /// A scope.
    public init(subject: SubjectReference, caseReference: CaseReference? = nil) {
        self.subject = subject
        self.caseReference = caseReference
    }
}
