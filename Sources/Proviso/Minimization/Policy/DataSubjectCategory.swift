/// The part that people have in a case.
///
/// - **Source**: Directive (EU) 2016/680, article 6.
public enum DataSubjectCategory: String, Hashable, Sendable, CaseIterable {
    /// There are serious grounds to believe that they have committed a criminal offense, or are about to.
    case suspect
    /// They were convicted of one.
    case convicted
    /// They are victims, or may be.
    case victim
    /// Others: witnesses, those who can give information, contacts.
    case other

    /// Whether they are implicated. Nothing more may be disclosed of others than of these.
    public var isImplicated: Bool { self == .suspect || self == .convicted }
}

/// A kind of personal data that may be processed only under a safeguard of its own.
///
/// - **Source**: Regulation (EU) 2016/679, article 9; Directive (EU) 2016/680, article 10.
public enum SpecialCategory: String, Hashable, Sendable, CaseIterable {
    /// Health.
    case health
    /// Religious or philosophical beliefs.
    case religion
    /// Political opinions.
    case opinion
    /// Sex life or sexual orientation.
    case orientation
    /// Biometric data that identify somebody.
    case biometrics
    /// Racial or ethnic origin.
    case ethnicity
    /// Genetic data.
    case genetics
    /// Membership of a trade union.
    case unionMembership = "union-membership"
}

/// The fields that hold one special category, and the safeguard under which a rule may disclose them.
public struct SpecialCategoryFields: Hashable, Sendable {
    /// The category.
    public let category: SpecialCategory
    /// The paths as the policy writes them.
    public let writtenPaths: [String]
    /// What protects the data; stated, not verified. Without it no rule may disclose them, and no condition read them.
    public let safeguard: String?
    /// Where the paths stand in the policy's text.
    let marks: [PolicyMark]

    /// The fields of a category.
    public init(_ category: SpecialCategory, fields: [String], safeguard: String? = nil) {
        self.init(category, fields, safeguard, marks: fields.map { _ in .unknown })
    }

    init(_ category: SpecialCategory, _ paths: [String], _ safeguard: String?, marks: [PolicyMark]) {
        self.category = category
        writtenPaths = paths
        self.safeguard = safeguard
        self.marks = marks
    }
}
