/// What a policy says about all records.
extension PolicyChecker {
    mutating func checkParameters() {
        guard let parameters = draft.parameters else { return }
        if let fault = PolicyFault.ofParameterCount(parameters.count) {
            add(parameters[0].mark, fault)
            return
        }
        let used = usedParameters.union(draft.namedParameters)
        var names: Set<String> = []
        for parameter in parameters {
            if let fault = PolicyFault.ofParameterName(parameter.name) { add(parameter.mark, fault) }
            if !names.insert(parameter.name).inserted {
                problems.add(
                    parameter.mark, "the parameter '\(excerpt(parameter.name))' a second time",
                    remedy: "keep one of them")
            } else if !used.contains(parameter.name) {
                problems.add(
                    parameter.mark, "the parameter '\(excerpt(parameter.name))' is not used",
                    remedy: "write ${\(excerpt(parameter.name))} where its text belongs, or remove it")
            }
        }
    }

    mutating func check(subject: SubjectField) {
        if subject.prefixes.contains(where: \.isEmpty) { add(subject.mark, .emptyPrefix) }
        guard let path = path(subject.writtenPath, from: .record, mark: subject.mark) else { return }
        if path.steps.contains(where: \.isWildcard) {
            problems.add(
                subject.mark, "subject '\(excerpt(subject.writtenPath))' can be several fields",
                remedy: "a record is about one; write a path without [*] and .*")
        }
    }

    mutating func check(requirements: [FieldRequirement]) {
        var written: [[FieldPath.Step]: FieldRequirement] = [:]
        for requirement in requirements {
            if let fault = PolicyFault.ofValueTypes(requirement.types) {
                add(requirement.mark, fault, rule: requirement.writtenPath)
            }
            guard let path = path(requirement.writtenPath, from: .record, mark: requirement.mark) else { continue }
            if let first = written[path.steps] {
                problems.add(
                    requirement.mark, "the same path as \(excerpt(first.writtenPath, first.mark))",
                    rule: requirement.writtenPath, remedy: "keep one of them")
            } else {
                written[path.steps] = requirement
            }
        }
    }

    mutating func check(limit: DisclosureLimit) {
        if limit.subjects != nil, !draft.hasSubject {
            problems.add(
                draft.limitMark, "a limit of subjects without a subject",
                remedy: "add `subject:`; it names the field that says who a record is about")
        }
    }
}

/// A path for a message, with its line if it has one.
func excerpt(_ path: String, _ mark: PolicyMark) -> String {
    excerpt(path) + (mark.line > 0 ? " (line \(mark.line))" : "")
}
