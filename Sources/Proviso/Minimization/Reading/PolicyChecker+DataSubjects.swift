/// Categories of data subjects: nothing is disclosed of victims and others that is not disclosed of those who are implicated.
extension PolicyChecker {
    /// Every kind is compared with each that is implicated; the bound keeps that fast.
    static let maximumKindCountWithDataSubjects = 50

    mutating func checkDataSubjects(of kinds: [RecordKind], rule: String?) {
        let implicated = kinds.indices.filter { kinds[$0].dataSubjects?.isImplicated == true }
        guard !implicated.isEmpty else { return }
        guard kinds.count <= Self.maximumKindCountWithDataSubjects else {
            problems.add(
                kinds[0].mark,
                "\(kinds.count) kinds with data-subjects, of which at most \(Self.maximumKindCountWithDataSubjects) are read",
                rule: rule, remedy: "use fewer kinds, or several policies")
            return
        }
        let trees = kinds.map { RuleTree($0.fields) }
        for index in kinds.indices where !implicated.contains(index) {
            var reported: Set<[UInt8]> = []
            for other in implicated {
                let excess = DisclosureOrder.excess(of: trees[index], over: trees[other])
                for field in excess where reported.insert(Array(field.writtenPath.utf8)).inserted {
                    report(field, of: kinds[index], over: kinds[other])
                }
            }
        }
    }

    private mutating func report(_ field: FieldRule, of kind: RecordKind, over implicated: RecordKind) {
        let people = kind.dataSubjects.map { "data-subjects '\($0.rawValue)'" } ?? "a kind without data-subjects"
        let line = implicated.mark.line > 0 ? " (line \(implicated.mark.line))" : ""
        problems.add(
            field.mark,
            "discloses more of \(people) than of '\(implicated.dataSubjects?.rawValue ?? "")'\(line)",
            rule: field.writtenPath, remedy: "drop it here, or write the same rule or keep there")
    }
}
