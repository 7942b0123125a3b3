/// The words with which a recall is refused, or what is said to be its answer.
extension ProvisoError.Code {
    /// A notice is for another package.
    public static let recallTerms = ProvisoError.Code("recall-terms")
    /// A notice is by somebody else than the sender of the package.
    public static let recallIssuer = ProvisoError.Code("recall-issuer")
    /// A notice is addressed to somebody who was not sent the package.
    public static let recallAddressee = ProvisoError.Code("recall-addressee")
    /// A certificate is for a package that was not recalled.
    public static let recallUnknown = ProvisoError.Code("recall-unknown")
}
