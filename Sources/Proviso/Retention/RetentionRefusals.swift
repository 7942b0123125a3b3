/// The words with which the chapter *Retention* and its stores refuse, one for each fault.
extension ProvisoError.Code {
    /// A store does not know an item, a hold or an event.
    public static let retentionUnknown = ProvisoError.Code("retention-unknown")
    /// There is another item under the same id.
    public static let retentionExists = ProvisoError.Code("retention-exists")
    /// It is too late: the erasure was decided, and cannot be taken back.
    public static let retentionErased = ProvisoError.Code("retention-erased")
    /// An item has ended, or a hold is over, and this cannot be done with it any more.
    public static let retentionEnded = ProvisoError.Code("retention-ended")
    /// No rule of the schedule applies: nothing is kept without one.
    public static let retentionUncovered = ProvisoError.Code("retention-uncovered")
    /// An extension to an earlier end, a shortening to a later one, a renewal to an earlier date.
    public static let retentionDirection = ProvisoError.Code("retention-direction")
    /// A date beyond what is allowed.
    public static let retentionLimit = ProvisoError.Code("retention-limit")
    /// An extension without the authorization that a rule asks for.
    public static let retentionAuthorization = ProvisoError.Code("retention-authorization")
    /// A version of the schedule that is not newer, or that takes the place of another than was expected.
    public static let retentionVersion = ProvisoError.Code("retention-version")
    /// A version of the schedule takes back what a locked rule promises.
    public static let retentionLocked = ProvisoError.Code("retention-locked")
    /// No schedule was adopted yet.
    public static let retentionSchedule = ProvisoError.Code("retention-schedule")
    /// A step was asked for before the one that it needs: nothing is recorded as erased whose erasure was not begun.
    public static let retentionOrder = ProvisoError.Code("retention-order")
    /// A package that was only inspected has no files that could be kept or erased.
    public static let retentionFolder = ProvisoError.Code("retention-folder")
    /// Another sweep is under way.
    public static let retentionSweeping = ProvisoError.Code("retention-sweeping")
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
