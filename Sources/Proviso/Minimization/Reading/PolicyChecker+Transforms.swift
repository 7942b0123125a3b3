/// What a transform must meet: its place in a list, its options, and the fields that it reads.
extension PolicyChecker {
    /// The steps of one list.
    mutating func check(_ steps: [FieldAction.Step], _ field: FieldRule, from origin: Origin) {
        for (index, step) in steps.enumerated() {
            check(step, isLast: index == steps.count - 1, field, from: origin)
        }
    }

    /// The fields that a rule derives from its own.
    mutating func check(_ derived: [FieldAction.DerivedField], of field: FieldRule, from origin: Origin) {
        if derived.isEmpty { add(field.mark, .nothingDerived, rule: field.writtenPath) }
        if let path = try? FieldPath(field.writtenPath), path.steps.last?.isName == false {
            add(field.mark, .derivedElsewhere, rule: field.writtenPath)
        }
        for part in derived {
            if let fault = PolicyFault.ofDerivedName(part.name) { add(part.mark, fault, rule: field.writtenPath) }
            check(part.steps, field, from: origin)
        }
    }

    private mutating func check(_ step: FieldAction.Step, isLast: Bool, _ field: FieldRule, from origin: Origin) {
        let transform = step.transform
        if transform.mustBeLast, !isLast {
            problems.add(
                step.mark, "\(transform.name) must be the last transform", rule: field.writtenPath,
                remedy: "move it to the end")
        }
        for fault in faults(of: transform) { add(step.optionsMark, fault, rule: field.writtenPath) }
        if case .constant(let text) = transform.operation {
            checkParameters(in: text, mark: step.optionsMark, rule: field.writtenPath)
        }
        for subject in transform.readFields { check(subject, ofRule: field, from: origin) }
        if case .redact(let redaction) = transform.operation {
            check(known: redaction.known, ofRule: field, from: origin)
        }
    }

    private func faults(of transform: FieldTransform) -> [PolicyFault] {
        var faults: [PolicyFault?] = []
        if transform.needsKey, !draft.hasDomain { faults.append(.keyWithoutDomain(transform)) }
        switch transform.operation {
        case .pseudonymize(_, _, let prefixes): faults.append(prefixes.contains { $0.isEmpty } ? .emptyPrefix : nil)
        case .pseudonymizeComposite(_, let fields):
            faults.append(FieldTransform.Limit.compositeFields.contains(fields.count) ? nil : .wrongFieldCount)
        case .generalize(_, let forms): faults.append(.ofDateForms(forms))
        case .ageBand(let options): faults.append(.ofDateForms(options.forms))
        case .shiftDate(let options): faults.append(.ofDateForms(options.forms))
        case .bucket(.bounds(let bounds, let labels)):
            if !FieldTransform.Limit.bounds.contains(bounds.count) { faults.append(.wrongBoundCount) }
            if zip(bounds, bounds.dropFirst()).contains(where: >=) { faults.append(.boundsDoNotRise) }
            faults.append(labels.flatMap { .ofLabelCount($0.count, boundCount: bounds.count) })
        case .lookup(let options): faults.append(.ofFileName(options.file))
        case .redact(let redaction): faults += Self.faults(of: redaction)
        case .custom(let options): faults.append(.ofCustomName(options.name))
        default: break
        }
        return faults.compactMap(\.self)
    }

    /// A field that a rule reads beside its own value. It must be one value, so where it has `.*` or `[*]` this is a step that the
    /// rule's own path begins with: then it is the same member or element.
    private mutating func check(_ subject: SubjectField, ofRule field: FieldRule, from origin: Origin) {
        if subject.prefixes.contains(where: \.isEmpty) { add(subject.mark, .emptyPrefix, rule: field.writtenPath) }
        guard let path = path(subject.writtenPath, from: origin, mark: subject.mark, rule: field.writtenPath),
            let own = try? FieldPath(field.writtenPath)
        else { return }
        let shared = zip(path.steps, own.steps).prefix { $0 == $1 }.count
        if path.steps.dropFirst(shared).contains(where: \.isWildcard) {
            problems.add(
                subject.mark, "'\(excerpt(subject.writtenPath))' can be several fields", rule: field.writtenPath,
                remedy: "[*] and .* may stand only where the rule's own path begins in the same way")
        }
    }
}
