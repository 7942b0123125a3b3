/// Identifiers of people, and the fields that they stand in.
extension PolicyParser {
    mutating func pseudonymize(_ node: PolicyNode) -> FieldTransform? {
        guard let options = options(node, "pseudonymize", ["as", "canonical", "prefixes", "of"]) else { return nil }
        let fields = options["of"].map { subjectFields($0) }
        if fields != nil {
            for name in ["canonical", "prefixes"] {
                guard let option = options[name] else { continue }
                report(option, "\(name) stands beside 'of'", remedy: "write it with the field: { path: …, \(name): … }")
            }
        }
        let canonicalization = self.canonicalization(in: options)
        let prefixes = self.prefixes(in: options)
        let type = option(
            "as", in: options, of: node, "pseudonymize", remedy: "say what it stands for, like { as: person }"
        ).flatMap { pseudonymType($0) }
        guard let type, let canonicalization else { return nil }
        guard let fields else { return .pseudonymize(as: type, canonicalization: canonicalization, prefixes: prefixes) }
        return fields.map { .pseudonymize(as: type, of: $0) }
    }

    mutating func pseudonymType(_ node: PolicyNode) -> PseudonymType? {
        guard let label = text(node, "as") else { return nil }
        if let type = try? PseudonymType(label) { return type }
        report(node, "as cannot be '\(excerpt(label))'", remedy: "write \(PseudonymType.labelForm)")
        return nil
    }

    /// The fields of a composite identifier.
    private mutating func subjectFields(_ node: PolicyNode) -> [SubjectField]? {
        guard case .sequence(let elements) = node.content,
            FieldTransform.Limit.compositeFields.contains(elements.count)
        else {
            report(node, .wrongFieldCount)
            return nil
        }
        let fields = elements.compactMap { subjectField($0, "of") }
        return fields.count == elements.count ? fields : nil
    }

    /// A path, or a map of a path and how the identifier there is normalized.
    mutating func subjectField(_ node: PolicyNode, _ name: String) -> SubjectField? {
        guard case .mapping(let entries) = node.content else {
            return text(node, name).map { SubjectField($0, .exact, [], mark: node.mark) }
        }
        let options = values(of: entries, "\(name) has no option", among: ["path", "canonical", "prefixes"])
        return subjectField(at: "path", in: options, of: node, name)
    }

    /// A field of which one option says the path, and others how the identifier there is normalized.
    mutating func subjectField(
        at word: String, in options: [String: PolicyNode], of node: PolicyNode, _ name: String
    ) -> SubjectField? {
        let canonicalization = self.canonicalization(in: options)
        let prefixes = self.prefixes(in: options)
        let path = option(word, in: options, of: node, name, remedy: "name the field that says who it is about")
        guard let path, let text = text(path, word), let canonicalization else { return nil }
        return SubjectField(text, canonicalization, prefixes, mark: path.mark)
    }

    private mutating func canonicalization(in options: [String: PolicyNode]) -> Canonicalization? {
        guard let node = options["canonical"] else { return .exact }
        return canonicalization(node)
    }

    private mutating func prefixes(in options: [String: PolicyNode]) -> [String] {
        guard let node = options["prefixes"], let prefixes = texts(node, "prefixes"),
            case .sequence(let elements) = node.content
        else { return [] }
        for (prefix, element) in zip(prefixes, elements) where prefix.isEmpty {
            if case .scalar(let scalar) = element.content, !scalar.isNothing { report(element, .emptyPrefix) }
        }
        return prefixes.filter { !$0.isEmpty }
    }
}
