internal import ProvisoCrypto

/// Turns the text of a policy into the model, and collects every problem on the way.
///
/// A part that is wrong is replaced by some other that is not, so that the rest can be checked too; no policy comes out
/// of it.
///
/// - **Source**: `Formats/Policy`.
struct PolicyParser {
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
        let root = try parser.tree(of: try PolicyText(bytes, source: source))
        return try parser.policy(root, digest: ContentDigest(of: bytes))
    }

    // MARK: The text as a tree

    private mutating func tree(of text: PolicyText) throws(PolicyError) -> PolicyNode {
        var root: PolicyNode?
        switch text.firstVisible {
        case nil: break
        case "{": root = try JSONPolicyReader.read(text, source: problems.source)
        default: root = try yaml(text)
        }
        guard let root else { throw notAPolicy(PolicyMark(line: 1, column: 1), "an empty policy") }
        var tree = PolicyTree(problems: problems)
        let checked = tree.checked(root)
        problems = tree.problems
        namedParameters = tree.parameterNames
        return checked
    }

    private mutating func yaml(_ text: PolicyText) throws(PolicyError) -> PolicyNode? {
        #if YAML
        return try YAMLPolicyReader.read(text, &problems)
        #else
        throw PolicyProblems.single(
            PolicyMark(line: 1, column: 1), "not JSON, and this program is built without YAML",
            remedy: "write the policy as JSON, or switch on the package trait YAML", source: problems.source)
        #endif
    }

    private func notAPolicy(_ mark: PolicyMark, _ message: String) -> PolicyError {
        PolicyProblems.single(
            mark, message, remedy: "a policy begins with `proviso: \(PolicyWords.version)`", source: problems.source)
    }

    // MARK: The top level

    private mutating func policy(_ root: PolicyNode, digest: ContentDigest) throws(PolicyError) -> MinimizationPolicy {
        guard case .mapping(let entries) = root.content else {
            throw notAPolicy(root.mark, "a policy is a map of keys and values")
        }
        try requireKnownVersion(entries)
        let parts = values(of: entries, "a policy has no", among: PolicyWords.topLevel)

        let version = required("proviso", in: parts, root, remedy: "write `proviso: \(PolicyWords.version)`")
        let purpose = required("purpose", in: parts, root, remedy: "say what the data are for")
            .flatMap { self.purpose($0) }
        let recipient = required("recipient", in: parts, root, remedy: "name who receives the data")
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
            specialCategories: draft.specialCategories, content: content, terms: terms, source: problems.source,
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
        draft.content = content(parts, root)
        return draft
    }

    /// A policy of another version has other words, so nothing more is said about it.
    private func requireKnownVersion(_ entries: [PolicyNode.Entry]) throws(PolicyError) {
        guard let node = entries.first(where: { $0.key == "proviso" })?.value, case .scalar(let scalar) = node.content,
            !scalar.isNothing, scalar.text != PolicyWords.version
        else { return }
        throw PolicyProblems.single(
            node.mark, "this program does not know '\(excerpt(scalar.text))'",
            remedy: "it reads `proviso: \(PolicyWords.version)`", source: problems.source)
    }

    private mutating func required(
        _ key: String, in parts: [String: PolicyNode], _ root: PolicyNode, remedy: String
    ) -> PolicyNode? {
        if let node = parts[key] { return node }
        problems.add(root.mark, "the policy lacks '\(key)'", remedy: remedy)
        return nil
    }

    private mutating func content(_ parts: [String: PolicyNode], _ root: PolicyNode) -> MinimizationPolicy.Content? {
        let fields = parts["fields"].map { self.fields($0) }
        let kinds = parts["kinds"].map { self.kinds($0) }
        if fields != nil, kinds != nil { report(root, .fieldsAndKinds) }
        if let fields { return fields.map { .fields($0) } }
        if let kinds { return kinds.map { .kinds($0) } }
        problems.add(root.mark, "the policy lacks 'fields'", remedy: "name what may be disclosed")
        return nil
    }
}

// MARK: What all parts need

extension PolicyParser {
    /// Reports a node, but not one that was refused and reported before. Of a text with a parameter where none may stand, this alone is
    /// said.
    mutating func report(
        _ node: PolicyNode, _ message: @autoclosure () -> String, remedy: @autoclosure () -> String
    ) {
        switch node.content {
        case .refused: return
        case .parameterized(let text):
            let fault = PolicyFault.misplacedParameter(in: text)
            problems.add(node.mark, fault.message, rule: rule, remedy: fault.remedy)
        case .scalar, .sequence, .mapping: problems.add(node.mark, message(), rule: rule, remedy: remedy())
        }
    }

    mutating func report(_ node: PolicyNode, _ fault: PolicyFault) {
        report(node, fault.message, remedy: fault.remedy)
    }

    /// The values of a map by their keys, without the unknown ones.
    mutating func values(
        of entries: [PolicyNode.Entry], _ subject: String, among words: [String]
    ) -> [String: PolicyNode] {
        var result: [String: PolicyNode] = [:]
        for entry in entries {
            if words.contains(entry.key) {
                result[entry.key] = entry.value
            } else {
                problems.add(
                    entry.keyMark, "\(subject) '\(excerpt(entry.key))'", rule: rule,
                    remedy: NearestWord.remedy(for: entry.key, among: words))
            }
        }
        return result
    }

    /// The text of a scalar.
    mutating func text(_ node: PolicyNode, _ name: String) -> String? {
        if case .scalar(let scalar) = node.content, !scalar.isNothing { return scalar.text }
        report(node, "\(name) needs a text", remedy: "write it in quotes")
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

    /// The texts of a list that is not empty.
    mutating func texts(_ node: PolicyNode, _ name: String) -> [String]? {
        guard case .sequence(let elements) = node.content, !elements.isEmpty else {
            report(node, .noTextList(name))
            return nil
        }
        return elements.map { text($0, name) ?? "" }
    }

    /// One word of several.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: PolicyNode, _ name: String
    ) -> Choice? where Choice.RawValue == String {
        guard let word = text(node, name) else { return nil }
        if let choice = Choice(rawValue: word) { return choice }
        report(
            node, "\(name) cannot be '\(excerpt(word))'",
            remedy: NearestWord.remedy(for: word, among: Choice.allCases.map(\.rawValue)))
        return nil
    }

    /// A whole number, written without sign and without zeros in front, which YAML 1.1 would read as octal.
    mutating func wholeNumber(_ node: PolicyNode, _ name: String, in range: ClosedRange<Int>) -> Int? {
        if case .scalar(let scalar) = node.content, let number = Int(scalar.text), String(number) == scalar.text,
            range.contains(number)
        {
            return number
        }
        report(
            node, "\(name) needs a whole number from \(range.lowerBound) to \(range.upperBound)",
            remedy: "write it in digits")
        return nil
    }
}
