/// Rules, kinds and conditions as JSON.
extension PolicyJSON {
    static func fields(_ fields: [FieldRule]) -> PolicyJSON {
        .map(fields.map { ($0.writtenPath, $0.action.json) })
    }

    static func kinds(_ kinds: [RecordKind]) -> PolicyJSON {
        .list(
            kinds.map { kind in
                .map(
                    ("when", kind.when?.json ?? .text("always")),
                    ("data-subjects", kind.dataSubjects.map { .text($0.rawValue) }), ("fields", fields(kind.fields)))
            })
    }

    /// What is done to a value: nothing, one transform or a list. `otherwise` is what holds where a step says nothing.
    fileprivate static func steps(_ steps: [FieldAction.Step], otherwise: Otherwise = .drop) -> PolicyJSON {
        if steps.isEmpty { return .text("keep") }
        let list = steps.map { $0.json(otherwise: otherwise) }
        return list.count == 1 ? list[0] : .list(list)
    }

    /// A rule or transform by its name.
    fileprivate static func named(
        _ name: String, _ options: PolicyJSON, _ otherwise: Otherwise, default: Otherwise = .drop
    ) -> PolicyJSON {
        .map((name, options), ("otherwise", otherwise == `default` ? nil : .text(otherwise.rawValue)))
    }
}

extension FieldAction {
    fileprivate var json: PolicyJSON {
        switch operation {
        case .keep(.drop): .text("keep")
        case .keep(let otherwise): .named("keep", .null, otherwise)
        case .keepSubtree: .text("keep-subtree")
        case .drop: .text("drop")
        case .transform(let steps): steps.isEmpty ? .list([]) : .steps(steps)
        case .kinds(let kinds, let otherwise): .named("kinds", .kinds(kinds), otherwise)
        case .derive(let fields): Self.json(of: fields)
        case .onlyElements(let test, let steps):
            .map(("only-elements", test.json), ("then", steps.isEmpty ? nil : .steps(steps)))
        }
    }

    private static func json(of fields: [DerivedField]) -> PolicyJSON {
        // One `otherwise` beside them holds for all fields, whatever their steps say.
        let otherwise = fields.first?.otherwise ?? .drop
        return .named("derive", .map(fields.map { ($0.name, .steps($0.steps, otherwise: otherwise)) }), otherwise)
    }
}

extension FieldAction.Step {
    fileprivate func json(otherwise default: Otherwise) -> PolicyJSON {
        if case .setNull = transform.operation, otherwise == `default` { return .text(transform.name) }
        return .named(transform.name, transform.options, otherwise, default: `default`)
    }
}

extension RecordCondition {
    var json: PolicyJSON {
        switch content {
        case .tests(let tests): .map(tests.map { ($0.writtenPath, $0.test.json) })
        case .all(let conditions): .map(("all", .list(conditions.map(\.json))))
        case .any(let conditions): .map(("any", .list(conditions.map(\.json))))
        case .none(let conditions): .map(("none", .list(conditions.map(\.json))))
        }
    }
}

extension FieldTest {
    fileprivate var json: PolicyJSON {
        if let texts, texts.count == 1, bounds.isEmpty, presence == nil { return .text(texts[0]) }
        var members: [(String, PolicyJSON)] = []
        if let texts { members.append(("in", .texts(texts))) }
        members += bounds.map { ($0.comparison.rawValue, $0.limit.json) }
        if let presence { members.append(("present", .text(presence ? "yes" : "no"))) }
        return .map(members)
    }
}

extension FieldTest.Limit {
    fileprivate var json: PolicyJSON {
        switch self {
        case .number(let number): .decimal(number)
        case .day(let day): .text(day.description)
        case .parameter: .text(parameterText ?? "")
        }
    }
}
