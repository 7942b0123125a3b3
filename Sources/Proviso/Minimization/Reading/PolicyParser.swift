internal import ProvisoCrypto

/// Turns the text of a policy into the model, and collects every problem on the way.
///
/// A part that is wrong is replaced by some other that is not, so that the rest can be checked too; no policy comes out
/// of it.
///
/// - **Source**: `Formats/Policy`.
struct PolicyParser: TreeParser {
    var problems: PolicyProblems
    /// The path of the rule that is being read, as it is written.
    var rule: String?
    /// The parameters that the policy declares; nil if they could not be read.
    var parameterNames: [String]? = []
    /// The parameters that stand somewhere in the text.
    private var namedParameters: Set<String> = []

    private init(source: String?) {
        problems = PolicyProblems(source: source)
    }

    /// The policy that a file's bytes say.
    static func parse(_ bytes: [UInt8], source: String?) throws(PolicyError) -> MinimizationPolicy {
        var parser = PolicyParser(source: source)
        let root = try parser.tree(of: try PolicyText(bytes, .policy, source: source))
        return try parser.policy(root, digest: ContentDigest(of: bytes))
    }

    private mutating func tree(of text: PolicyText) throws(PolicyError) -> PolicyNode {
        let (root, parameterNames) = try PolicyTree.read(text, .policy, &problems)
        namedParameters = parameterNames
        return root
    }

    // MARK: The top level

    private mutating func policy(_ root: PolicyNode, digest: ContentDigest) throws(PolicyError) -> MinimizationPolicy {
        guard case .mapping(let entries) = root.content else {
            throw PolicyLanguage.policy.refusal(root.mark, "a policy is a map of keys and values", problems.source)
        }
        try PolicyLanguage.policy.requireKnownVersion(entries, problems.source)
        let parts = values(of: entries, "a policy has no", among: PolicyWords.topLevel)

        let version = required(
            "proviso", in: parts, root, "the policy", remedy: "write `proviso: \(PolicyWords.version)`")
        let purpose = required("purpose", in: parts, root, "the policy", remedy: "say what the data are for")
            .flatMap { self.purpose($0) }
        let recipient = required("recipient", in: parts, root, "the policy", remedy: "name who receives the data")
            .flatMap { self.recipient($0) }
        let legalBasis = parts["legal-basis"].map { self.legalBasis($0) } ?? []
        let domain = parts["domain"].flatMap { self.domain($0) }
        let fingerprint = parts["key-fingerprint"].flatMap { self.keyFingerprint($0) }
        let draft = draft(parts, root)
        let terms = parts["terms"].flatMap { self.terms($0) }
        if let version { _ = text(version, "proviso") }

        var checker = PolicyChecker(problems: problems, draft)
        checker.check()
        problems = checker.problems

        guard problems.isEmpty, let purpose, let recipient, let content = draft.content else { throw problems.error }
        return MinimizationPolicy(
            purpose: purpose, legalBasis: legalBasis, recipient: recipient, domain: domain, keyFingerprint: fingerprint,
            parameters: (draft.parameters ?? []).map(\.name), subject: draft.subject,
            requirements: draft.requirements, onlyIf: draft.onlyIf, limit: draft.limit,
            specialCategories: draft.specialCategories, content: content, text: draft.text, terms: terms,
            source: problems.source,
            digest: digest)
    }

    /// What is checked together.
    private mutating func draft(_ parts: [String: PolicyNode], _ root: PolicyNode) -> PolicyDraft {
        var draft = PolicyDraft(
            hasDomain: parts["domain"] != nil, namedParameters: namedParameters, hasSubject: parts["subject"] != nil,
            limitMark: parts["limit"]?.mark ?? .unknown, fingerprintMark: parts["key-fingerprint"]?.mark)
        // The parameters come first: what follows is read with their names.
        if let node = parts["parameters"] { draft.parameters = parameters(node) }
        parameterNames = draft.parameters?.map(\.name)
        draft.subject = parts["subject"].flatMap { subjectField($0, "subject") }
        draft.requirements = parts["require"].map { requirements($0) } ?? []
        draft.onlyIf = parts["only-if"].flatMap { condition($0, "only-if") }
        draft.limit = parts["limit"].flatMap { limit($0) }
        draft.specialCategories = parts["special-categories"].map { specialCategories($0) } ?? []
        draft.text = parts["text"].map { textRule($0) ?? RedactionRule() }
        draft.textMark = parts["text"]?.mark ?? .unknown
        draft.content = content(parts, root)
        return draft
    }

    private mutating func content(_ parts: [String: PolicyNode], _ root: PolicyNode) -> MinimizationPolicy.Content? {
        let fields = parts["fields"].map { self.fields($0) }
        let kinds = parts["kinds"].map { self.kinds($0) }
        if fields != nil, kinds != nil { report(root, .fieldsAndKinds) }
        if let fields { return fields.map { .fields($0) } }
        if let kinds { return kinds.map { .kinds($0) } }
        // A policy for texts alone has no fields.
        if parts["text"] != nil { return .fields([]) }
        problems.add(root.mark, "the policy lacks 'fields'", remedy: "name what may be disclosed")
        return nil
    }

    /// The text of a scalar in which parameters may stand.
    mutating func parameterText(_ node: PolicyNode, _ name: String) -> String? {
        guard case .parameterized(let text) = node.content else { return self.text(node, name) }
        if let fault = PolicyFault.ofParameters(in: text, declared: parameterNames) {
            problems.add(node.mark, fault.message, rule: rule, remedy: fault.remedy)
            return nil
        }
        return text
    }
}
