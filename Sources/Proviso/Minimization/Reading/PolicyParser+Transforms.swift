internal import ProvisoCrypto

/// Transforms and their options.
extension PolicyParser {
    mutating func transform(_ entry: PolicyNode.Entry) -> FieldTransform? {
        switch entry.key {
        case "pseudonymize": return pseudonymize(entry.value)
        case "mask": return mask(entry.value)
        case "generalize": return generalize(entry.value)
        case "truncate-ip": return truncateIP(entry.value)
        case "constant": return text(entry.value, "constant").map { .constant($0) }
        case "set-null":
            requireNothing(entry.value, "set-null")
            return .setNull
        default:
            problems.add(
                entry.keyMark, "no transform is called '\(excerpt(entry.key))'", rule: rule,
                remedy: PolicyWords.remedy(
                    for: entry.key, among: PolicyWords.transforms, later: PolicyWords.laterTransforms))
            return nil
        }
    }

    mutating func requireNothing(_ node: PolicyNode, _ name: String) {
        if case .scalar(let scalar) = node.content, scalar.isNothing { return }
        report(node, "\(name) has no options", remedy: "write nothing after the colon")
    }

    private mutating func options(
        _ node: PolicyNode, _ name: String, _ words: [String], later: [String] = []
    ) -> [String: PolicyNode]? {
        guard case .mapping(let entries) = node.content else {
            report(node, "\(name) needs its options in { }", remedy: "options: " + words.joined(separator: ", "))
            return nil
        }
        return values(of: entries, "\(name) has no option", among: words, later: later)
    }

    private mutating func pseudonymize(_ node: PolicyNode) -> FieldTransform? {
        guard let options = options(node, "pseudonymize", ["as", "canonical", "prefixes"], later: ["of"]) else {
            return nil
        }
        let canonicalization: Canonicalization? =
            if let canonical = options["canonical"] { self.canonicalization(canonical) } else { .exact }
        let prefixes = options["prefixes"].flatMap { self.prefixes($0) } ?? []
        guard let type = options["as"] else {
            report(node, "pseudonymize lacks 'as'", remedy: "say what it stands for, like { as: person }")
            return nil
        }
        guard let type = pseudonymType(type), let canonicalization else { return nil }
        return .pseudonymize(as: type, canonicalization: canonicalization, prefixes: prefixes)
    }

    private mutating func prefixes(_ node: PolicyNode) -> [String]? {
        guard let prefixes = texts(node, "prefixes"), case .sequence(let elements) = node.content else { return nil }
        for (prefix, element) in zip(prefixes, elements) where prefix.isEmpty {
            if case .scalar(let scalar) = element.content, !scalar.isNothing { report(element, .emptyPrefix) }
        }
        return prefixes.filter { !$0.isEmpty }
    }

    private mutating func pseudonymType(_ node: PolicyNode) -> PseudonymType? {
        guard let label = text(node, "as") else { return nil }
        if let type = try? PseudonymType(label) { return type }
        report(node, "as cannot be '\(excerpt(label))'", remedy: "write \(PseudonymType.labelForm)")
        return nil
    }

    private mutating func mask(_ node: PolicyNode) -> FieldTransform? {
        guard let options = options(node, "mask", ["keep-first", "keep-last", "with", "length"]) else { return nil }
        let limit = FieldTransform.Limit.maskCount
        let keepFirst = options["keep-first"].flatMap { wholeNumber($0, "keep-first", in: limit) }
        let keepLast = options["keep-last"].flatMap { wholeNumber($0, "keep-last", in: limit) }
        let length = options["length"].flatMap { wholeNumber($0, "length", in: limit) }
        let character = options["with"].flatMap { maskCharacter($0) }
        return .mask(keepFirst: keepFirst ?? 0, keepLast: keepLast ?? 0, with: character ?? "*", length: length)
    }

    private mutating func maskCharacter(_ node: PolicyNode) -> Unicode.Scalar? {
        guard let text = text(node, "with") else { return nil }
        if let scalar = text.unicodeScalars.first, text.unicodeScalars.dropFirst().isEmpty, !scalar.isInvisible {
            return scalar
        }
        report(node, "with needs one visible character", remedy: "write it in quotes, like \"*\"")
        return nil
    }

    private mutating func generalize(_ node: PolicyNode) -> FieldTransform? {
        if case .mapping = node.content {
            report(
                node, "generalize has no options",
                remedy: "one of: year, quarter, month; others come with a later version")
            return nil
        }
        let precision: FieldTransform.DatePrecision? = choice(node, "generalize", later: PolicyWords.laterPrecisions)
        return precision.map { .generalize(to: $0) }
    }

    private mutating func truncateIP(_ node: PolicyNode) -> FieldTransform? {
        guard let options = options(node, "truncate-ip", ["v4", "v6"]) else { return nil }
        let v4 = options["v4"].flatMap { wholeNumber($0, "v4", in: FieldTransform.Limit.v4PrefixLength) }
        let v6 = options["v6"].flatMap { wholeNumber($0, "v6", in: FieldTransform.Limit.v6PrefixLength) }
        return .truncateIP(v4: v4 ?? 24, v6: v6 ?? 48)
    }
}
