/// Special categories: without a safeguard no rule discloses their fields, and no condition reads them.
extension PolicyChecker {
    /// Every field is compared with every rule; the bound keeps that fast.
    static let maximumSpecialFieldCount = 200

    mutating func checkSpecialCategories() {
        let fields = unprotectedFields(draft.specialCategories)
        if fields.list.isEmpty { return }
        if let condition = draft.onlyIf { check(condition, at: [], fields) }
        if let subject = draft.subject {
            checkRead(subject.writtenPath, at: [], mark: subject.mark, rule: nil, fields)
        }
        for requirement in draft.requirements {
            checkRead(requirement.writtenPath, at: [], mark: requirement.mark, rule: requirement.writtenPath, fields)
        }
        switch draft.content {
        case nil: break
        case .fields(let rules): check(rules, at: [], fields)
        case .kinds(let kinds): check(kinds, at: [], fields)
        }
    }

    /// Checks what is said about special categories themselves, and gives the fields without a safeguard.
    private mutating func unprotectedFields(_ categories: [SpecialCategoryFields]) -> SpecialFields {
        var result: [SpecialFields.Field] = []
        var named: Set<SpecialCategory> = []
        for category in categories {
            let name = category.category.rawValue
            let mark = category.marks.first ?? .unknown
            if !named.insert(category.category).inserted {
                problems.add(mark, "the category '\(name)' a second time", remedy: "write all of its fields together")
            }
            if category.writtenPaths.isEmpty { add(mark, .noTextList("fields"), rule: nil) }
            for (text, mark) in zip(category.writtenPaths, category.marks) {
                guard let path = path(text, from: .record, mark: mark), category.safeguard == nil else { continue }
                result.append(
                    SpecialFields.Field(category: category.category, writtenPath: text, mark: mark, steps: path.steps))
            }
        }
        guard result.count <= Self.maximumSpecialFieldCount else {
            problems.add(
                result[0].mark,
                "\(result.count) fields of special categories, of which at most \(Self.maximumSpecialFieldCount) are read",
                remedy: "name what they have in common, with .* or a path above them")
            return SpecialFields([])
        }
        return SpecialFields(result)
    }

    // MARK: What is disclosed

    private mutating func check(_ rules: [FieldRule], at place: [FieldPath.Step], _ fields: SpecialFields) {
        var disclosing: Set<[UInt8]> = []
        for rule in rules {
            guard let path = try? FieldPath(rule.writtenPath) else { continue }
            let steps = place + path.steps
            if let field = Self.disclosed(rule, at: steps, fields) {
                disclosing.insert(Array(rule.writtenPath.utf8))
                report(rule, field)
            }
            for subject in rule.transforms.flatMap({ $0.readFields + $0.knownFields }) where rule.kinds == nil {
                checkRead(subject.writtenPath, at: place, mark: subject.mark, rule: rule.writtenPath, fields)
            }
            if let kinds = rule.kinds { check(kinds, at: steps, fields) }
        }
        let tree = RuleTree(rules)
        for field in fields.list where field.liesBelow(place) {
            guard let rule = tree.keepSubtree(above: field.steps[place.count...]),
                disclosing.insert(Array(rule.writtenPath.utf8)).inserted
            else { continue }
            report(rule, field)
        }
    }

    /// The field that a rule itself makes something of; what keep-subtree above one does depends on the rules between them.
    private static func disclosed(
        _ rule: FieldRule, at steps: [FieldPath.Step], _ fields: SpecialFields
    ) -> SpecialFields.Field? {
        switch rule.action.operation {
        case .drop, .kinds: nil
        default:
            fields.field(holding: steps)
                ?? (rule.transforms.contains { $0.takesArrays } ? fields.field(amongElementsAt: steps) : nil)
        }
    }

    private mutating func report(_ rule: FieldRule, _ field: SpecialFields.Field) {
        problems.add(
            rule.mark,
            "discloses the special category '\(field.category.rawValue)', \(excerpt(field.writtenPath, field.mark))",
            rule: rule.writtenPath, remedy: "drop it, or state its safeguard: { fields: …, safeguard: … }")
    }

    // MARK: What is read

    private mutating func check(_ kinds: [RecordKind], at place: [FieldPath.Step], _ fields: SpecialFields) {
        for kind in kinds {
            if let condition = kind.when { check(condition, at: place, fields) }
            check(kind.fields, at: place, fields)
        }
    }

    private mutating func check(_ condition: RecordCondition, at place: [FieldPath.Step], _ fields: SpecialFields) {
        for test in condition.tests {
            checkRead(test.writtenPath, at: place, mark: test.mark, rule: test.writtenPath, fields)
        }
    }

    private mutating func checkRead(
        _ text: String, at place: [FieldPath.Step], mark: PolicyMark, rule: String?, _ fields: SpecialFields
    ) {
        guard let path = try? FieldPath(text), let field = fields.field(holding: place + path.steps) else {
            return
        }
        problems.add(
            mark, "reads the special category '\(field.category.rawValue)', \(excerpt(field.writtenPath, field.mark))",
            rule: rule, remedy: "read another field, or state its safeguard: { fields: …, safeguard: … }")
    }
}

extension FieldRule {
    /// The kinds of a rule that has some.
    var kinds: [RecordKind]? {
        if case .kinds(let kinds, _) = action.operation { kinds } else { nil }
    }
}
