/// Which records and fields may be disclosed, to whom, for what, and what becomes of each on the way.
///
/// A policy is read from YAML or JSON, or written in Swift; the three give the same model and meet the same checks:
///
/// ```swift
/// let policy = try MinimizationPolicy(
///     purpose: "Money-laundering inquiry 26/114", recipient: "fiu.example",
///     domain: PseudonymizationDomain(id: "fiu.example/case-114", epoch: "2026-q4")
/// ) {
///     FieldRule("$.case_id", .keep)
///     FieldRule("$.subject.national_id", .pseudonymize(as: "person", canonicalization: .alphanumeric))
///     FieldRule("$.subject.dob", .generalize(to: .year))
/// }
/// ```
///
/// - **Guarantees**: a field that no rule names is dropped. A policy with an unknown word, an ambiguous rule or a missing part does
///   not exist: reading it throws, with every problem at once.
/// - **Does not guarantee**: that the purpose is true, that the recipient is who is named, or that what remains is anonymous.
/// - **Source**: `Formats/Policy`.
public struct MinimizationPolicy: Sendable {
    /// What the data are for; stated, not verified.
    public let purpose: Purpose
    /// The laws or agreements that they are shared under; stated, not verified.
    public let legalBasis: [LegalBasis]
    /// Who receives the data; stated, not verified.
    public let recipient: Party
    /// Where pseudonyms may be linked; required where pseudonyms are made.
    public let domain: PseudonymizationDomain?
    /// The fingerprint of the only key that may be used.
    public let keyFingerprint: KeyFingerprint?
    /// The names that stand for texts which the filter is given: `${subject}`.
    public let parameters: [String]
    /// The field that says who a record is about.
    public let subject: SubjectField?
    /// What the sender of the records promises of their fields; a record that breaks it is a bad record.
    public let requirements: [FieldRequirement]
    /// What must hold of a record for it to be disclosed at all.
    public let onlyIf: RecordCondition?
    /// How many records, or records of how many subjects, may be disclosed.
    public let limit: DisclosureLimit?
    /// The fields that hold special categories of personal data, with their safeguards.
    public let specialCategories: [SpecialCategoryFields]
    /// What becomes of the fields.
    public let content: Content
    /// What is done to texts, which have no fields: to what is filtered with the format ``RecordFormat/text``. Nil for a policy that
    /// says nothing about them, under which no text passes.
    public let text: RedactionRule?
    /// What the recipient is asked to do with the data; stated, not enforced.
    public let terms: HandlingTerms?
    /// The name of the file that the policy was read from.
    public let source: String?
    /// The BLAKE2b-256 digest of the policy's text as it was read, which `b2sum -l 256` prints; of a policy written in Swift, that
    /// of its JSON text.
    public let digest: ContentDigest

    /// The rules of a policy.
    public enum Content: Hashable, Sendable {
        /// One set of rules for every record.
        case fields([FieldRule])
        /// A set of rules for each kind of record; the first kind whose condition holds is taken.
        case kinds([RecordKind])
    }

    /// Whether the policy makes pseudonyms or shifts dates, and therefore needs a key.
    public var needsKey: Bool { transforms.contains(where: \.needsKey) }

    /// Whether the policy makes pseudonyms.
    public var makesPseudonyms: Bool {
        transforms.contains { $0.needsKey && $0.name != "shift-date" }
    }

    /// Every transform of every rule.
    var transforms: [FieldTransform] {
        let ofTexts = text.map { [FieldTransform.redact($0)] } ?? []
        switch content {
        case .fields(let fields): return fields.flatMap(\.transforms) + ofTexts
        case .kinds(let kinds): return kinds.flatMap { $0.fields.flatMap(\.transforms) } + ofTexts
        }
    }

    /// Whether the policy is about texts alone.
    var isForTextsOnly: Bool { text != nil && content == .fields([]) }
}

/// One kind of record, or of object below a path, and the rules for it.
public struct RecordKind: Hashable, Sendable {
    /// What must hold of the record or object; nil for `always`, which only the last kind may say.
    public let when: RecordCondition?
    /// What becomes of its fields.
    public let fields: [FieldRule]
    /// The people whom records of this kind are about, if the policy says so. Nothing may be disclosed of people who are not implicated
    /// that is not disclosed of those who are.
    public let dataSubjects: DataSubjectCategory?
    /// Where the kind's condition stands in the policy's text.
    let mark: PolicyMark

    /// A kind with its condition and rules.
    public init(
        when: RecordCondition?, dataSubjects: DataSubjectCategory? = nil, @FieldRuleBuilder fields: () -> [FieldRule]
    ) {
        self.init(when: when, dataSubjects: dataSubjects, fields: fields(), mark: .unknown)
    }

    init(when: RecordCondition?, dataSubjects: DataSubjectCategory?, fields: [FieldRule], mark: PolicyMark) {
        self.when = when
        self.dataSubjects = dataSubjects
        self.fields = fields
        self.mark = mark
    }
}

/// A line and column in a policy's text, counted from one, columns in Unicode scalars. It is a place and not a part of what the
/// policy says, so all marks are equal.
struct PolicyMark: Sendable, Hashable {
    let line: Int
    let column: Int

    /// The place of what was not read from a text.
    static let unknown = PolicyMark(line: 0, column: 0)

    static func == (left: PolicyMark, right: PolicyMark) -> Bool { true }

    func hash(into hasher: inout Hasher) {}

    /// Whether one place comes before another, for the order of messages.
    static func < (left: PolicyMark, right: PolicyMark) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
