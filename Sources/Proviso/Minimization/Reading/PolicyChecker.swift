/// The checks that a policy meets whether it was read or written in Swift: paths, overlaps, what must be last, what
/// must not be empty.
struct PolicyChecker {
    var problems: PolicyProblems
    let draft: PolicyDraft
    /// The parameters that the policy declares; nil if they could not be read.
    let parameterNames: [String]?
    /// The parameters that the policy uses, as far as it was checked.
    var usedParameters: Set<String> = []
    private var ruleCount = 0

    /// More rules than any policy needs; the bound keeps every program that reads one fast.
    static let maximumRuleCount = 10_000
    /// The longest text of a path.
    static let maximumPathLength = 1000
    /// The most steps of a path: records are no deeper.
    static let maximumStepCount = 64

    /// Where paths start.
    enum Origin {
        case record
        case object(at: String)

        var root: FieldPath.Root {
            if case .record = self { .record } else { .object }
        }

        var remedy: String {
            switch self {
            case .record: "a path here starts with $ (the record)"
            case .object(let path): "a path here starts with @ (the object at \(excerpt(path)))"
            }
        }
    }

    init(problems: PolicyProblems, _ draft: PolicyDraft) {
        self.problems = problems
        self.draft = draft
        parameterNames = draft.parameters?.map(\.name)
    }

    mutating func check() {
        if let subject = draft.subject { check(subject: subject) }
        check(requirements: draft.requirements)
        if let condition = draft.onlyIf { check(condition, from: .record, mark: .unknown, rule: nil) }
        if let limit = draft.limit { check(limit: limit) }
        switch draft.content {
        case nil: break
        case .fields(let fields) where fields.isEmpty && draft.text != nil: break
        case .fields(let fields): check(fields, from: .record, mark: .unknown, rule: nil)
        case .kinds(let kinds): check(kinds, from: .record, mark: .unknown, rule: nil)
        }
        if let text = draft.text { check(text, ofTexts: draft.textMark) }
        if ruleCount > Self.maximumRuleCount {
            problems.add(
                .unknown, "\(ruleCount) rules, of which at most \(Self.maximumRuleCount) are read",
                remedy: "use .* or keep-subtree, or several policies")
        } else {
            checkSpecialCategories()
        }
        if let mark = draft.fingerprintMark, !draft.hasDomain { add(mark, .fingerprintWithoutDomain) }
        checkParameters()
    }

    // MARK: Rules

    private mutating func check(_ fields: [FieldRule], from origin: Origin, mark: PolicyMark, rule: String?) {
        if fields.isEmpty { add(mark, .noFields, rule: rule) }
        ruleCount += fields.count
        var overlaps = PathOverlaps()
        for field in fields {
            if let path = path(field.writtenPath, from: origin, mark: field.mark) {
                for overlap in overlaps.insert(field, steps: path.steps) {
                    add(overlap.mark, overlap.fault, rule: field.writtenPath)
                }
            }
            check(field, from: origin)
        }
    }

    private mutating func check(_ field: FieldRule, from origin: Origin) {
        switch field.action.operation {
        case .keep, .keepSubtree, .drop: break
        case .transform(let steps):
            if steps.isEmpty { add(field.mark, .noTransforms, rule: field.writtenPath) }
            check(steps, field, from: origin)
        case .derive(let fields): check(fields, of: field, from: origin)
        case .onlyElements(let test, let steps):
            if let path = try? FieldPath(field.writtenPath), path.steps.last != .anyElement {
                add(field.mark, .elementsElsewhere, rule: field.writtenPath)
            }
            check(test, mark: field.mark, rule: field.writtenPath)
            check(steps, field, from: origin)
        case .kinds(let kinds, _):
            check(kinds, from: .object(at: field.writtenPath), mark: field.mark, rule: field.writtenPath)
        }
    }

    private mutating func check(_ kinds: [RecordKind], from origin: Origin, mark: PolicyMark, rule: String?) {
        if kinds.isEmpty { add(mark, .noKinds, rule: rule) }
        for (index, kind) in kinds.enumerated() {
            if let condition = kind.when {
                check(condition, from: origin, mark: kind.mark, rule: rule)
            } else if index < kinds.count - 1 {
                problems.add(
                    kind.mark, "always before other kinds", rule: rule,
                    remedy: "put it last; the first kind that matches wins")
            }
            check(kind.fields, from: origin, mark: kind.mark, rule: rule)
        }
        checkDataSubjects(of: kinds, rule: rule)
    }

    // MARK: Conditions

    mutating func check(_ condition: RecordCondition, from origin: Origin, mark: PolicyMark, rule: String?) {
        let parts: [RecordCondition]
        switch condition.content {
        case .tests(let tests):
            check(tests, from: origin, mark: mark, rule: rule)
            return
        case .all(let conditions), .any(let conditions), .none(let conditions): parts = conditions
        }
        if parts.isEmpty { add(mark, .noConditions, rule: rule) }
        for part in parts { check(part, from: origin, mark: mark, rule: rule) }
    }

    private mutating func check(_ tests: [RecordCondition.Test], from origin: Origin, mark: PolicyMark, rule: String?) {
        if tests.isEmpty { add(mark, .noTests, rule: rule) }
        var paths: Set<[UInt8]> = []
        for test in tests {
            if !paths.insert(Array(test.writtenPath.utf8)).inserted {
                problems.add(
                    test.mark, "'\(excerpt(test.writtenPath))' a second time in a condition", rule: rule,
                    remedy: "keep one of them")
            }
            // Only Swift can say this: in a text the word would combine conditions.
            if PolicyWords.combinations.contains(test.writtenPath) {
                problems.add(
                    test.mark, "'\(test.writtenPath)' is no path in a condition", rule: rule,
                    remedy: "write $['\(test.writtenPath)']")
            }
            check(test.test, mark: test.mark, rule: test.writtenPath)
            _ = path(test.writtenPath, from: origin, mark: test.mark)
        }
    }

    mutating func check(_ test: FieldTest, mark: PolicyMark, rule: String) {
        if let fault = test.fault { add(mark, fault, rule: rule) }
        for text in (test.texts ?? []) + test.bounds.compactMap(\.limit.parameterText) {
            checkParameters(in: text, mark: mark, rule: rule)
        }
    }

    /// A text in which parameters may stand.
    mutating func checkParameters(in text: String, mark: PolicyMark, rule: String) {
        if let fault = PolicyFault.ofParameters(in: text, declared: parameterNames) { add(mark, fault, rule: rule) }
        usedParameters.formUnion(ParameterText(text)?.names ?? [])
    }

    // MARK: Paths

    mutating func path(
        _ text: String, from origin: Origin, mark: PolicyMark, rule: String? = nil
    ) -> FieldPath? {
        let message = "'\(excerpt(text))' is not a path"
        guard text.unicodeScalars.dropFirst(Self.maximumPathLength).first == nil else {
            problems.add(mark, message, rule: rule, remedy: "it has more than \(Self.maximumPathLength) characters")
            return nil
        }
        do throws(FieldPath.ParseError) {
            let path = try FieldPath(text)
            if path.root == origin.root, path.steps.count <= Self.maximumStepCount { return path }
            let isDeep = path.root == origin.root
            problems.add(
                mark, message, rule: rule,
                remedy: isDeep
                    ? "it has more than \(Self.maximumStepCount) steps, and records are no deeper" : origin.remedy)
        } catch {
            problems.add(mark, message, rule: rule, remedy: error.description)
        }
        return nil
    }

    mutating func add(_ mark: PolicyMark, _ fault: PolicyFault, rule: String? = nil) {
        problems.add(mark, fault.message, rule: rule, remedy: fault.remedy)
    }
}
