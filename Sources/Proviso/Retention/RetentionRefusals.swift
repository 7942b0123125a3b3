/// The words with which the chapter *Retention* and its stores refuse, one for each fault.
extension ProvisoError.Code {
    /// A store does not know an item or a hold.
    public static let retentionUnknown = ProvisoError.Code("retention-unknown")
    /// A package is registered already, and in another folder or under other terms.
    public static let retentionExists = ProvisoError.Code("retention-exists")
    /// A hold or a registration came too late: the erasure was decided, and cannot be taken back.
    public static let retentionErased = ProvisoError.Code("retention-erased")
    /// A step was asked for before the one that it needs: nothing is recorded as erased whose erasure was not begun.
    public static let retentionOrder = ProvisoError.Code("retention-order")
    /// A package that was only inspected has no files that could be kept or erased.
    public static let retentionFolder = ProvisoError.Code("retention-folder")
    /// What was to be erased is still there, in whole or in part.
    public static let erasureIncomplete = ProvisoError.Code("erasure-incomplete")
    /// What lies where the item should be is something else: another package, a link, a folder in place of a file.
    public static let erasureRefused = ProvisoError.Code("erasure-refused")
    /// A certificate is for another package.
    public static let certificateTerms = ProvisoError.Code("certificate-terms")
    /// A certificate is addressed to somebody else than the sender of the package.
    public static let certificateAddressee = ProvisoError.Code("certificate-addressee")
    /// A certificate is by somebody who is not among the recipients of the package.
    public static let certificateIssuer = ProvisoError.Code("certificate-issuer")
    /// A database is not one of ours, or is damaged.
    public static let storeDamaged = ProvisoError.Code("store-damaged")
    /// A database was written by a later version of Proviso.
    public static let storeVersion = ProvisoError.Code("store-version")
    /// Another process uses a database and has not let go of it in time.
    public static let storeBusy = ProvisoError.Code("store-busy")
}
