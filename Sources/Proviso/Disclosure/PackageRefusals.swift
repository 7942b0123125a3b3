/// The words with which a package is refused, one for each fault: `Formats/Package`, *Refusals*.
extension ProvisoError.Code {
    /// A header block of the archive does not have the form that is accepted.
    public static let tarHeader = ProvisoError.Code("tar-header")
    /// A member has a name that no member has.
    public static let tarName = ProvisoError.Code("tar-name")
    /// Members are missing, repeated or out of order.
    public static let tarOrder = ProvisoError.Code("tar-order")
    /// A member's time is not that of the terms.
    public static let tarTime = ProvisoError.Code("tar-time")
    /// A member is larger than its kind may be, or a part is empty.
    public static let tarSize = ProvisoError.Code("tar-size")
    /// There is something where zeros must be, or the archive has another length than its padding gives it.
    public static let tarPadding = ProvisoError.Code("tar-padding")
    /// The archive ends too early.
    public static let tarTruncated = ProvisoError.Code("tar-truncated")
    /// The package was not made for the key that opened it.
    public static let termsRecipient = ProvisoError.Code("terms-recipient")
    /// The package may not be opened yet.
    public static let termsNotYet = ProvisoError.Code("terms-not-yet")
    /// The package should have been erased by now.
    public static let termsExpired = ProvisoError.Code("terms-expired")
    /// The manifest is not for these terms.
    public static let manifestTerms = ProvisoError.Code("manifest-terms")
    /// The manifest lists other members than there are.
    public static let manifestMembers = ProvisoError.Code("manifest-members")
    /// A member has another size than the manifest lists.
    public static let manifestSize = ProvisoError.Code("manifest-size")
    /// A member has another digest than the manifest lists.
    public static let manifestDigest = ProvisoError.Code("manifest-digest")
    /// The manifest's streams of records are not those that there are.
    public static let manifestRecords = ProvisoError.Code("manifest-records")
    /// A policy is for another purpose or recipient than the package.
    public static let policyTerms = ProvisoError.Code("policy-terms")
}
