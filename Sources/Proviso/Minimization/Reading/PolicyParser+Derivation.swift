/// Rules that make several fields of one, and rules for the elements of an array.
extension PolicyParser {
    /// `{ derive: { NAME: keep or transforms, … }, otherwise? }`.
    mutating func derive(_ entry: PolicyNode.Entry, _ otherwise: Otherwise) -> FieldAction? {
        guard ruleLastStep?.isName != false else {
            problems.add(entry.keyMark, PolicyFault.derivedElsewhere, rule: rule)
            return nil
        }
        guard case .mapping(let entries) = entry.value.content, !entries.isEmpty else {
            report(entry.value, .nothingDerived)
            return nil
        }
        let fields = entries.map { entry in
            FieldAction.DerivedField(
                name: entry.key, steps: steps(entry.value, "a derived field", otherwise) ?? [], otherwise: otherwise,
                mark: entry.keyMark)
        }
        return FieldAction(operation: .derive(fields))
    }

    /// `{ only-elements: test, then?, otherwise? }` for single values, `{ only-elements: condition, fields, otherwise? }` for objects.
    mutating func onlyElements(_ entry: PolicyNode.Entry, _ entries: [PolicyNode.Entry]) -> FieldAction? {
        let parts = values(
            of: entries, "only-elements has no", among: ["only-elements", "then", "fields", "otherwise"])
        let otherwise = self.otherwise(entries)
        guard ruleLastStep == nil || ruleLastStep == .anyElement else {
            problems.add(entry.keyMark, PolicyFault.elementsElsewhere, rule: rule)
            return nil
        }
        if let fields = parts["fields"] { return onlyElements(entry, fields, then: parts["then"], otherwise) }
        if case .mapping(let tests) = entry.value.content, let first = tests.first,
            first.key.hasPrefix("@") || PolicyWords.combinations.contains(first.key)
        {
            report(
                entry.value, "a condition on elements without 'fields'",
                remedy: "say what is disclosed of them: { only-elements: …, fields: { \"@.name\": keep } }")
            return nil
        }
        let test = self.test(entry.value)
        let steps: [FieldAction.Step]? = if let then = parts["then"] { self.steps(then, "then", otherwise) } else { [] }
        guard let test, let steps else { return nil }
        return FieldAction(operation: .onlyElements(test, steps))
    }

    /// Objects are looked at like kinds of which there is one.
    private mutating func onlyElements(
        _ entry: PolicyNode.Entry, _ fields: PolicyNode, then: PolicyNode?, _ otherwise: Otherwise
    ) -> FieldAction? {
        if let then {
            report(then, "then beside 'fields'", remedy: "then is for single values, and fields for objects")
        }
        let condition = self.condition(entry.value, "only-elements")
        guard let rules = self.fields(fields), let condition else { return nil }
        let kind = RecordKind(when: condition, dataSubjects: nil, fields: rules, mark: entry.value.mark)
        return FieldAction(operation: .kinds([kind], otherwise: otherwise))
    }

    /// The last step of the rule's path; nil if it is no path, which is told elsewhere.
    private var ruleLastStep: FieldPath.Step? {
        rule.flatMap { try? FieldPath($0) }?.steps.last
    }
}
