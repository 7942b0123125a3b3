/// `redact`, as a transform and as what becomes of a text.
extension PolicyParser {
    static let redactOptions = [
        "find", "except", "known", "watch-list", "deny", "allow", "threshold", "context-words", "replace",
    ]

    mutating func redact(_ node: PolicyNode) -> FieldTransform? {
        if case .scalar(let scalar) = node.content, scalar.text == "everything" { return .redact(RedactionRule()) }
        guard let options = options(node, "redact", Self.redactOptions) else { return nil }
        var redaction = RedactionRule()
        if let node = options["find"] { redaction.find = typeWords(node, "find") }
        if let node = options["except"] { redaction.except = typeWords(node, "except") }
        if let node = options["known"] { redaction.known = list(node, "known").compactMap { knownField($0) } }
        if let node = options["watch-list"] {
            redaction.watchLists = list(node, "watch-list").compactMap { watchList($0) }
        }
        if let node = options["deny"] { redaction.deny = readTexts(node, "deny") }
        if let node = options["allow"] { redaction.allow = readTexts(node, "allow") }
        if let node = options["context-words"] { redaction.contextWords = readTexts(node, "context-words") }
        if let node = options["threshold"] { threshold(node, &redaction) }
        if let node = options["replace"] { replace(node, &redaction) }
        return .redact(redaction)
    }

    /// `text: { redact: … }`: what becomes of a text without fields.
    mutating func textRule(_ node: PolicyNode) -> RedactionRule? {
        let previous = rule
        rule = "text"
        defer { rule = previous }
        guard case .mapping(let entries) = node.content,
            let entry = entries.first(where: { $0.key == "redact" }), entries.count == 1
        else {
            report(node, "text needs redact and nothing else", remedy: "write { redact: { find: [ … ] } }")
            return nil
        }
        guard case .redact(let redaction)? = redact(entry.value)?.operation else { return nil }
        return redaction
    }

    // MARK: What is looked for

    /// The elements of a list, or one that stands alone.
    private mutating func list(_ node: PolicyNode, _ name: String) -> [PolicyNode] {
        guard case .sequence(let elements) = node.content else { return [node] }
        if elements.isEmpty { report(node, "\(name) is empty", remedy: "write at least one, or leave it out") }
        return elements
    }

    private mutating func typeWords(_ node: PolicyNode, _ name: String) -> [String] {
        if case .scalar(let scalar) = node.content, scalar.text == "everything" { return ["everything"] }
        guard case .sequence(let elements) = node.content, !elements.isEmpty else {
            report(node, .noTextList(name))
            return []
        }
        return elements.compactMap { typeWord($0, name) }
    }

    /// A word of types; nil, so that nobody reports it again, for one that there is not.
    private mutating func typeWord(_ node: PolicyNode, _ name: String) -> String? {
        guard let word = text(node, name) else { return nil }
        if !RecognizedType.named(word).isEmpty { return word }
        report(
            node, "\(name) cannot be '\(excerpt(word))'",
            remedy: NearestWord.remedy(
                for: word, among: RecognizedType.groups + RecognizedType.all.map(\.description)))
        return nil
    }

    /// The texts of a list that is not empty, without those that are none.
    private mutating func readTexts(_ node: PolicyNode, _ name: String) -> [String] {
        guard case .sequence(let elements) = node.content, !elements.isEmpty else {
            report(node, .noTextList(name))
            return []
        }
        return elements.compactMap { text($0, name) }
    }

    private mutating func knownField(_ node: PolicyNode) -> RedactionRule.KnownField? {
        guard case .mapping(let entries) = node.content else {
            return text(node, "known").map { RedactionRule.KnownField(SubjectField($0, .exact, [], mark: node.mark)) }
        }
        let options = values(
            of: entries, "known has no option", among: ["path", "canonical", "prefixes", "kind", "as"])
        let kind: KnownValue.Kind? =
            if let kind = options["kind"] { choice(kind, "kind") } else { .name }
        let type = options["as"].map { pseudonymType($0) }
        guard let field = subjectField(at: "path", in: options, of: node, "known"), let kind else { return nil }
        if case .some(nil) = type { return nil }
        return RedactionRule.KnownField(field, kind: kind, pseudonym: type ?? nil)
    }

    private mutating func watchList(_ node: PolicyNode) -> RedactionRule.WatchList? {
        guard case .mapping(let entries) = node.content else {
            return file(node).map { RedactionRule.WatchList(file: $0) }
        }
        let options = values(of: entries, "watch-list has no option", among: ["file", "kind"])
        let kind: KnownValue.Kind? =
            if let kind = options["kind"] { choice(kind, "kind") } else { .name }
        let name = option("file", in: options, of: node, "watch-list", remedy: "name a file with one value a line")
        guard let kind, let name, let file = file(name) else { return nil }
        return RedactionRule.WatchList(file: file, kind: kind)
    }

    private mutating func threshold(_ node: PolicyNode, _ redaction: inout RedactionRule) {
        guard case .mapping(let entries) = node.content else {
            if let percent = wholeNumber(node, "threshold", in: 0...100) {
                redaction.threshold = Confidence(percent: percent)
            }
            return
        }
        if entries.isEmpty { report(node, "threshold is empty", remedy: "write a number, or { default: 50 }") }
        for entry in entries {
            guard let percent = wholeNumber(entry.value, "threshold", in: 0...100) else { continue }
            if entry.key == "default" {
                redaction.threshold = Confidence(percent: percent)
            } else if let type = type(entry, "threshold") {
                redaction.thresholds[type] = Confidence(percent: percent)
            }
        }
    }

    /// The type that a key names.
    private mutating func type(_ entry: PolicyNode.Entry, _ name: String) -> RecognizedType? {
        if let type = RecognizedType(entry.key) { return type }
        problems.add(
            entry.keyMark, "\(name) has no type '\(excerpt(entry.key))'", rule: rule,
            remedy: NearestWord.remedy(for: entry.key, among: ["default"] + RecognizedType.all.map(\.description)))
        return nil
    }

    // MARK: What is written instead

    private static let replacements = ["label", "surrogate", "constant", "mask", "pseudonymize", "tokenize"]

    private mutating func replace(_ node: PolicyNode, _ redaction: inout RedactionRule) {
        guard case .mapping(let entries) = node.content, !entries.isEmpty,
            !entries.contains(where: { Self.replacements.contains($0.key) })
        else {
            if let replacement = replacement(node) { redaction.replace = replacement }
            return
        }
        for entry in entries {
            guard let replacement = replacement(entry.value) else { continue }
            if entry.key == "default" {
                redaction.replace = replacement
            } else if let type = type(entry, "replace") {
                redaction.replaceByType[type] = replacement
            }
        }
    }

    private mutating func replacement(_ node: PolicyNode) -> RedactionRule.TextReplacement? {
        switch node.content {
        case .scalar(let scalar) where scalar.text == "label": return .label
        case .scalar(let scalar) where scalar.text == "surrogate": return .surrogate
        case .mapping(let entries) where entries.count == 1:
            let entry = entries[0]
            switch entry.key {
            case "constant": return text(entry.value, "constant").map { .constant($0) }
            case "mask":
                guard let (first, last, mask) = maskEnds(entry.value) else { return nil }
                return .mask(keepFirst: first, keepLast: last, with: mask)
            case "pseudonymize":
                guard case .pseudonymize(let type, let canonicalization, _)? = pseudonymize(entry.value)?.operation
                else {
                    report(entry.value, "replace needs a pseudonym of one value", remedy: "write { as: person }")
                    return nil
                }
                return .pseudonym(as: type, canonicalization: canonicalization)
            case "tokenize":
                guard let options = options(entry.value, "tokenize", ["as"]),
                    let label = option("as", in: options, of: entry.value, "tokenize", remedy: "write { as: person }"),
                    let type = pseudonymType(label)
                else { return nil }
                return .token(as: type)
            default: break
            }
        default: break
        }
        report(
            node, "replace needs a replacement",
            remedy: "write label, surrogate, { constant: … }, { mask: … }, { pseudonymize: … } or { tokenize: … }")
        return nil
    }
}
