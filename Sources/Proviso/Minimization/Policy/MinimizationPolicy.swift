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
    /// What must hold of a record for it to be disclosed at all.
    public let onlyIf: RecordCondition?
    /// What becomes of the fields.
    public let content: Content
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

    /// Whether the policy makes pseudonyms and therefore needs a key.
    public var makesPseudonyms: Bool {
        switch content {
        case .fields(let fields): fields.contains(where: \.makesPseudonyms)
        case .kinds(let kinds): kinds.contains { $0.fields.contains(where: \.makesPseudonyms) }
        }
    }
}

/// One kind of record, or of object below a path, and the rules for it.
public struct RecordKind: Hashable, Sendable {
    /// What must hold of the record or object; nil for `always`, which only the last kind may say.
    public let when: RecordCondition?
    /// What becomes of its fields.
    public let fields: [FieldRule]
    /// Where the kind's condition stands in the policy's text.
    let mark: PolicyMark

    /// A kind with its condition and rules.
    public init(when: RecordCondition?, @FieldRuleBuilder fields: () -> [FieldRule]) {
        self.init(when: when, fields: fields(), mark: .unknown)
    }

    init(when: RecordCondition?, fields: [FieldRule], mark: PolicyMark) {
        self.when = when
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
