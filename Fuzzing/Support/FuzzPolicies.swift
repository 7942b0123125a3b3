@testable public import Proviso

/// Parts of a policy that its text cannot state yet, and a program can.
public struct UnwrittenParts: Sendable {
    private let onlyIf: RecordCondition?
    private let kinds: [RecordKind]
    private let subject: SubjectField?
    private let requirements: [FieldRequirement]
    private let limit: DisclosureLimit?
    private let rules: [FieldRule]

    /// Parts that are added; kinds take the place of the rules.
    public init(
        onlyIf: RecordCondition? = nil, kinds: [RecordKind] = [], subject: SubjectField? = nil,
        requirements: [FieldRequirement] = [], limit: DisclosureLimit? = nil, rules: [FieldRule] = []
    ) {
        self.onlyIf = onlyIf
        self.kinds = kinds
        self.subject = subject
        self.requirements = requirements
        self.limit = limit
        self.rules = rules
    }

    fileprivate func added(to policy: MinimizationPolicy) -> MinimizationPolicy {
        guard case .fields(let fields) = policy.content else {
            preconditionFailure("rules of kinds cannot be added to")
        }
        return MinimizationPolicy(
            purpose: policy.purpose, legalBasis: policy.legalBasis, recipient: policy.recipient, domain: policy.domain,
            keyFingerprint: policy.keyFingerprint, parameters: policy.parameters, subject: subject ?? policy.subject,
            requirements: policy.requirements + requirements, onlyIf: onlyIf ?? policy.onlyIf,
            limit: limit ?? policy.limit, specialCategories: policy.specialCategories,
            content: kinds.isEmpty ? .fields(fields + rules) : .kinds(kinds), terms: policy.terms,
            source: policy.source, digest: policy.digest)
    }
}

/// Makes a filter under a policy that is written in YAML: its `fields` or `kinds`, and what else goes before them.
public func filter(_ lines: String, _ parts: UnwrittenParts?) -> RecordFilter {
    let text = "proviso: policy/v1\npurpose: test\nrecipient: test.example\ndomain: test.example/case-1\n" + lines
    do {
        let policy = try MinimizationPolicy(text: text, source: "policy.yaml")
        return try filter(parts?.added(to: policy) ?? policy)
    } catch {
        fatalError("\(error)")
    }
}

/// A filter under a policy, with a key that everybody knows.
public func filter(_ policy: MinimizationPolicy) throws -> RecordFilter {
    let bytes = [UInt8](0..<32)
    return try RecordFilter(policy, key: RootKey(copying: bytes.span))
}
