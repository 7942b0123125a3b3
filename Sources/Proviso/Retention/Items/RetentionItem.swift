/// Something that is kept and erased as one: what it is, whom and which case it is about, its dates, and where it lies.
///
/// ```swift
/// let item = try RetentionItem(
///     id: RetentionID("case-114/record-7"), labels: RetentionLabels(category: "case-record"),
///     subject: SubjectReference(pseudonym.text), caseReference: CaseReference("26/114"), created: created,
///     parts: [ErasablePart(eraser: "file", locator: "/srv/cases/114/7.json")])
/// ```
///
/// Data about several people are several items, one for each.
///
/// - **Guarantees**: no part is named twice, and no date contradicts another.
/// - **Does not guarantee**: that what it names is there, or that it names all there is. What is not listed among the parts
///   is not erased.
public struct RetentionItem: Hashable, Sendable {
    /// Its name.
    public let id: RetentionID
    /// What the rules look at.
    public let labels: RetentionLabels
    /// Whom it is about, if anybody.
    public let subject: SubjectReference?
    /// The case that it belongs to, if any.
    public let caseReference: CaseReference?
    /// When the data came into being.
    public let created: Instant
    /// When they were received; nil if that is when the item is registered.
    public let received: Instant?
    /// The latest date that whoever handed the data over allows.
    public let eraseBy: Instant?
    /// By when somebody must validate them, because they come from an emergency measure.
    public let validateBy: Instant?
    /// The statement that authorized to have them, if there is one.
    public let authorization: StatementDigest?
    /// Where it lies, in the order in which it is erased.
    public let parts: [ErasablePart]
    /// The package that it came in, if it is one.
    public let package: PackageOrigin?

    /// An item.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for no part, one named twice, more than 1,000, an end before the beginning, or a package without one.
    public init(
        id: RetentionID, labels: RetentionLabels, subject: SubjectReference? = nil, caseReference: CaseReference? = nil,
        created: Instant, received: Instant? = nil, eraseBy: Instant? = nil, validateBy: Instant? = nil,
        authorization: StatementDigest? = nil, parts: [ErasablePart], package: PackageOrigin? = nil
    ) throws(ProvisoError) {
        self.id = id
        self.labels = labels
        self.subject = subject
        self.caseReference = caseReference
        self.created = created
        self.received = received
        self.eraseBy = eraseBy
        self.validateBy = validateBy
        self.authorization = authorization
        self.parts = parts
        self.package = package
        if let fault {
            throw ProvisoError(
                .valueInvalid, "not a retention item: \(fault)", remedy: "register it with other parts or dates")
        }
    }

    /// How many parts an item may have.
    static let largestPartCount = 1000

    private var fault: String? {
        if parts.isEmpty { return "it lies nowhere, so nothing could be erased" }
        if parts.count > Self.largestPartCount { return "it has more than \(Self.largestPartCount) parts" }
        if Set(parts).count != parts.count { return "it names a part twice" }
        if let eraseBy, eraseBy < created { return "it ends before it begins" }
        if package != nil, eraseBy == nil { return "it is a package, and its terms say when it is erased" }
        return nil
    }
}
