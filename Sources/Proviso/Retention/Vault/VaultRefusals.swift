/// The words with which a vault refuses.
extension ProvisoError.Code {
    /// A sealed value is erased: its key was destroyed.
    public static let vaultErased = ProvisoError.Code("vault-erased")
    /// A sealed value's key is not in the store.
    public static let vaultUnknown = ProvisoError.Code("vault-unknown")
    /// Bytes that are no sealed value, were changed, or belong to another place.
    public static let vaultMalformed = ProvisoError.Code("vault-malformed")
    /// A value of a subject and case of which no item is kept: nothing would ever erase it.
    public static let vaultUncovered = ProvisoError.Code("vault-uncovered")
}
