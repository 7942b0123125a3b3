/// The checks that a policy meets whether it was read or written in Swift: paths, overlaps, what must be last, what
/// must not be empty.
struct PolicyChecker {
    private(set) var problems: PolicyProblems
    private let hasDomain: Bool
    private var ruleCount = 0

    /// More rules than any policy needs; the bound keeps every program that reads one fast.
    static let maximumRuleCount = 10_000
    /// The longest text of a path.
    static let maximumPathLength = 1000
    /// The most steps of a path: records are no deeper.
    static let maximumStepCount = 64

    /// Where paths start.
    private enum Origin {
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

    init(problems: PolicyProblems, hasDomain: Bool) {
        self.problems = problems
        self.hasDomain = hasDomain
    }

    mutating func check(_ content: MinimizationPolicy.Content) {
        switch content {
        case .fields(let fields): check(fields, from: .record, mark: .unknown, rule: nil)
        case .kinds(let kinds): check(kinds, from: .record, mark: .unknown, rule: nil)
        }
        if ruleCount > Self.maximumRuleCount {
            problems.add(
                .unknown, "\(ruleCount) rules, of which at most \(Self.maximumRuleCount) are read",
                remedy: "use .* or keep-subtree, or several policies")
        }
    }

    mutating func check(onlyIf condition: RecordCondition) {
        check(condition, from: .record, mark: .unknown, rule: nil)
    }

    mutating func checkFingerprint(_ mark: PolicyMark) {
        if !hasDomain { add(mark, .fingerprintWithoutDomain) }
    }

    // MARK: Rules

    private mutating func check(_ fields: [FieldRule], from origin: Origin, mark: PolicyMark, rule: String?) {
        if fields.isEmpty { add(mark, .noFields, rule: rule) }
        ruleCount += fields.count
        var overlaps = PathOverlaps()
        for field in fields {
            if let path = path(field.writtenPath, from: origin, mark: field.mark) {
                if let overlap = overlaps.insert(field, steps: path.steps) {
                    add(field.mark, overlap, rule: field.writtenPath)
                }
            }
            check(field)
        }
    }

    private mutating func check(_ field: FieldRule) {
        switch field.action.operation {
        case .keep, .keepSubtree, .drop: break
        case .transform(let steps):
            if steps.isEmpty { add(field.mark, .noTransforms, rule: field.writtenPath) }
            for (index, step) in steps.enumerated() { check(step, isLast: index == steps.count - 1, field) }
        case .kinds(let kinds, _):
            check(kinds, from: .object(at: field.writtenPath), mark: field.mark, rule: field.writtenPath)
        }
    }

    private mutating func check(_ step: FieldAction.Step, isLast: Bool, _ field: FieldRule) {
        if step.transform.mustBeLast, !isLast {
            problems.add(
                step.mark, "\(step.transform.name) must be the last transform", rule: field.writtenPath,
                remedy: "move it to the end")
        }
        guard case .pseudonymize(_, _, let prefixes) = step.transform.operation else { return }
        if !hasDomain {
            problems.add(
                step.optionsMark, "pseudonyms without a domain", rule: field.writtenPath,
                remedy: "add `domain:`; it names where pseudonyms may be linked")
        }
        if prefixes.contains(where: \.isEmpty) { add(step.optionsMark, .emptyPrefix, rule: field.writtenPath) }
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
    }

    // MARK: Conditions

    private mutating func check(_ condition: RecordCondition, from origin: Origin, mark: PolicyMark, rule: String?) {
        if condition.tests.isEmpty { add(mark, .noTests, rule: rule) }
        var paths: Set<[UInt8]> = []
        for test in condition.tests {
            if !paths.insert(Array(test.writtenPath.utf8)).inserted {
                problems.add(
                    test.mark, "'\(excerpt(test.writtenPath))' a second time in a condition", rule: rule,
                    remedy: "keep one of them")
            }
            if test.test.texts.isEmpty { add(test.mark, .noTexts, rule: test.writtenPath) }
            _ = path(test.writtenPath, from: origin, mark: test.mark)
        }
    }

    // MARK: Paths

    private mutating func path(_ text: String, from origin: Origin, mark: PolicyMark) -> FieldPath? {
        let message = "'\(excerpt(text))' is not a path"
        guard text.unicodeScalars.dropFirst(Self.maximumPathLength).first == nil else {
            problems.add(mark, message, remedy: "it has more than \(Self.maximumPathLength) characters")
            return nil
        }
        do throws(FieldPath.ParseError) {
            let path = try FieldPath(text)
            if path.root == origin.root, path.steps.count <= Self.maximumStepCount { return path }
            let isDeep = path.root == origin.root
            problems.add(
                mark, message,
                remedy: isDeep
                    ? "it has more than \(Self.maximumStepCount) steps, and records are no deeper" : origin.remedy)
        } catch {
            problems.add(mark, message, remedy: error.description)
        }
        return nil
    }

    private mutating func add(_ mark: PolicyMark, _ fault: PolicyFault, rule: String? = nil) {
        problems.add(mark, fault.message, rule: rule, remedy: fault.remedy)
    }
}
