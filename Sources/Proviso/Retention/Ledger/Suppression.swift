/// What is left of an item that was erased and certified: enough to know it again if a backup or an import brings it back, and nothing that
/// says whom it was about.
///
/// - **Source**: `Formats/Retention`, *The suppression ledger*.
public struct Suppression: Hashable, Sendable {
    /// The keyed pseudonym of the item's id, 16 bytes.
    public let pseudonym: [UInt8]
    /// The version of the keyring that it was made under; 0 for a bare key.
    public let keyVersion: KeyVersion
    /// The item's category.
    public let category: String
    /// What decided.
    public let rule: RetentionRuleReference
    /// When it should have been gone.
    public let due: Instant
    /// When it was found to be gone.
    public let erased: Instant

    /// What is left of an item: for stores, and for those who read an export.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a pseudonym of another length, an erasure before its date, or a category that is none.
    public init(
        pseudonym: [UInt8], keyVersion: KeyVersion, category: String, rule: RetentionRuleReference, due: Instant,
        erased: Instant
    ) throws(ProvisoError) {
        guard pseudonym.count == 16, due <= erased, RetentionWords.isCategory(category) else {
            throw ProvisoError(.valueInvalid, "not an entry of a suppression ledger", remedy: "export the ledger again")
        }
        self.pseudonym = pseudonym
        self.keyVersion = keyVersion
        self.category = category
        self.rule = rule
        self.due = due
        self.erased = erased
    }
}
