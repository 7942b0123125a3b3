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
    public var id: RetentionID { content.id }
    /// What the rules look at.
    public var labels: RetentionLabels { content.labels }
    /// Whom it is about, if anybody.
    public var subject: SubjectReference? { content.subject }
    /// The case that it belongs to, if any.
    public var caseReference: CaseReference? { content.caseReference }
    /// When the data came into being.
    public var created: Instant { content.created }
    /// When they were received; nil if that is when the item is registered.
    public var received: Instant? { content.received }
    /// The latest date that whoever handed the data over allows.
    public var eraseBy: Instant? { content.eraseBy }
    /// By when somebody must validate them, because they come from an emergency measure.
    public var validateBy: Instant? { content.validateBy }
    /// The statement that authorized to have them, if there is one.
    public var authorization: StatementDigest? { content.authorization }
    /// Where it lies, in the order in which it is erased.
    public var parts: [ErasablePart] { content.parts }
    /// The package that it came in, if it is one.
    public var package: PackageOrigin? { content.package }

    /// An item is copied often on its way through a sweep, and a copy is a reference.
    private let content: Content

    /// An item.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for no part, one named twice, more than 1,000, an end before the beginning, or a package without one.
    public init(
        id: RetentionID, labels: RetentionLabels, subject: SubjectReference? = nil, caseReference: CaseReference? = nil,
        created: Instant, received: Instant? = nil, eraseBy: Instant? = nil, validateBy: Instant? = nil,
        authorization: StatementDigest? = nil, parts: [ErasablePart], package: PackageOrigin? = nil
    ) throws(ProvisoError) {
        content = Content(
            id: id, labels: labels, subject: subject, caseReference: caseReference, created: created,
            received: received,
            eraseBy: eraseBy, validateBy: validateBy, authorization: authorization, parts: parts, package: package)
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
        if parts.count > 1, Set(parts).count != parts.count { return "it names a part twice" }
        if let eraseBy, eraseBy < created { return "it ends before it begins" }
        if package != nil, eraseBy == nil { return "it is a package, and its terms say when it is erased" }
        return nil
    }

    private final class Content: Sendable {
        let id: RetentionID
        let labels: RetentionLabels
        let subject: SubjectReference?
        let caseReference: CaseReference?
        let created: Instant
        let received: Instant?
        let eraseBy: Instant?
        let validateBy: Instant?
        let authorization: StatementDigest?
        let parts: [ErasablePart]
        let package: PackageOrigin?

        init(
            id: RetentionID, labels: RetentionLabels, subject: SubjectReference?, caseReference: CaseReference?,
            created: Instant, received: Instant?, eraseBy: Instant?, validateBy: Instant?,
            authorization: StatementDigest?, parts: [ErasablePart], package: PackageOrigin?
        ) {
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
        }
    }

    /// Two items are equal if all that is known of them is.
    public static func == (left: RetentionItem, right: RetentionItem) -> Bool {
        left.content === right.content
            || (left.id == right.id && left.labels == right.labels && left.subject == right.subject
                && left.caseReference == right.caseReference && left.created == right.created
                && left.received == right.received && left.eraseBy == right.eraseBy
                && left.validateBy == right.validateBy && left.authorization == right.authorization
                && left.parts == right.parts && left.package == right.package)
    }

    /// Items have ids of their own, so these tell them apart.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
