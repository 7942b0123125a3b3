internal import ProvisoCrypto

/// What a policy says about all records: its parameters, whom they are about, what they promise, how many may pass, and which fields
/// need a safeguard.
extension PolicyParser {
    mutating func parameters(_ node: PolicyNode) -> [PolicyDraft.Parameter]? {
        guard case .sequence(let elements) = node.content, !elements.isEmpty else {
            report(node, "parameters needs a list of names", remedy: "write at least one, or leave it out")
            return nil
        }
        if let fault = PolicyFault.ofParameterCount(elements.count) {
            report(node, fault)
            return nil
        }
        let parameters = elements.compactMap { parameter($0) }
        return parameters.count == elements.count ? parameters : nil
    }

    private mutating func parameter(_ node: PolicyNode) -> PolicyDraft.Parameter? {
        guard let name = text(node, "parameters") else { return nil }
        if let fault = PolicyFault.ofParameterName(name) {
            report(node, fault)
            return nil
        }
        return PolicyDraft.Parameter(name: name, mark: node.mark)
    }

    // MARK: Requirements

    mutating func requirements(_ node: PolicyNode) -> [FieldRequirement] {
        guard case .mapping(let entries) = node.content, !entries.isEmpty else {
            report(node, "require needs paths with their types", remedy: "write { \"$.id\": string }")
            return []
        }
        return entries.map { entry in
            rule = entry.key
            defer { rule = nil }
            return requirement(entry)
        }
    }

    private mutating func requirement(_ entry: PolicyNode.Entry) -> FieldRequirement {
        var types = entry.value
        var isOptional = false
        if case .mapping(let entries) = types.content {
            let parts = values(of: entries, "a requirement has no", among: ["type", "optional"])
            isOptional = parts["optional"].flatMap { answer($0, "optional") } ?? false
            types =
                option(
                    "type", in: parts, of: entry.value, "a requirement", remedy: "write { type: string, optional: yes }"
                )
                ?? PolicyNode(mark: entry.value.mark, content: .refused)
        }
        // A type that stands for those that were refused is never carried out.
        return FieldRequirement(
            entry.key, valueTypes(types) ?? [.string], isOptional: isOptional, mark: entry.keyMark)
    }

    private mutating func valueTypes(_ node: PolicyNode) -> [FieldRequirement.ValueType]? {
        guard case .sequence(let elements) = node.content else {
            return choice(node, "a type").map { [$0] }
        }
        let types: [FieldRequirement.ValueType] = elements.compactMap { choice($0, "a type") }
        guard types.count == elements.count else { return nil }
        if let fault = PolicyFault.ofValueTypes(types) {
            report(node, fault)
            return nil
        }
        return types
    }

    // MARK: Limit

    mutating func limit(_ node: PolicyNode) -> DisclosureLimit? {
        guard let options = options(node, "limit", ["records", "subjects", "otherwise"]) else { return nil }
        let records = options["records"].map { wholeNumber($0, "records", in: DisclosureLimit.range) }
        let subjects = options["subjects"].map { wholeNumber($0, "subjects", in: DisclosureLimit.range) }
        let otherwise: Otherwise? = if let node = options["otherwise"] { choice(node, "otherwise") } else { .stop }
        if records == nil, subjects == nil {
            report(node, "a limit without records and subjects", remedy: "write { records: 1000 } or { subjects: 10 }")
            return nil
        }
        // The two levels tell what is not there from what is wrong.
        if records == .some(nil) || subjects == .some(nil) { return nil }
        return otherwise.map { DisclosureLimit(records: records ?? nil, subjects: subjects ?? nil, otherwise: $0) }
    }

    // MARK: Special categories

    mutating func specialCategories(_ node: PolicyNode) -> [SpecialCategoryFields] {
        guard case .mapping(let entries) = node.content, !entries.isEmpty else {
            report(
                node, "special-categories needs categories with their fields",
                remedy: "write { health: { fields: [\"$.diagnosis\"] } }")
            return []
        }
        return entries.compactMap { specialCategory($0) }
    }

    private mutating func specialCategory(_ entry: PolicyNode.Entry) -> SpecialCategoryFields? {
        guard let category = SpecialCategory(rawValue: entry.key) else {
            problems.add(
                entry.keyMark, "no special category is called '\(excerpt(entry.key))'",
                remedy: NearestWord.remedy(for: entry.key, among: SpecialCategory.allCases.map(\.rawValue)))
            return nil
        }
        guard let options = options(entry.value, entry.key, ["fields", "safeguard"]) else { return nil }
        let safeguard = options["safeguard"].map { statedText($0, "safeguard") }
        guard
            let fields = option(
                "fields", in: options, of: entry.value, entry.key, remedy: "list the paths: [\"$.diagnosis\"]")
        else { return nil }
        guard case .sequence(let elements) = fields.content, !elements.isEmpty else {
            report(fields, .noTextList("fields"))
            return nil
        }
        let paths = elements.map { text($0, "fields") }
        // A safeguard that was refused is one for the checks that follow.
        guard !paths.contains(nil) else { return nil }
        return SpecialCategoryFields(
            category, paths.compactMap(\.self), safeguard.map { $0 ?? "" }, marks: elements.map(\.mark))
    }
}
