import Proviso

/// What a rule did, as a report tells it.
struct RuleCounts: Equatable, Sendable, ExpressibleByArrayLiteral {
    let matched: Int
    let changed: Int
    let dropped: Int
    let unhandled: Int

    init(_ rule: FilterReport.Rule) {
        (matched, changed, dropped, unhandled) = (rule.matched, rule.changed, rule.dropped, rule.unhandled)
    }

    /// Matched, changed, dropped, unhandled.
    init(arrayLiteral counts: Int...) {
        precondition(counts.count == 4, "a rule has four counts")
        (matched, changed, dropped, unhandled) = (counts[0], counts[1], counts[2], counts[3])
    }
}

extension FilterReport {
    /// The counts of every rule, in the order of the policy.
    var counts: [RuleCounts] { rules.map(RuleCounts.init) }

    /// What does not add up; nothing in any report.
    var wrongSums: [String] {
        let leftOut =
            records.leftOutByOnlyIf + records.leftOutByNoKind + records.leftOutWithNothingLeft + records.leftOutByLimit
            + records.bad
        var wrong: [String] = []
        if records.read != records.written + leftOut { wrong.append("read is not written and left out") }
        if records.bad != skippedLines.count + unlistedSkippedCount { wrong.append("bad is not the skipped lines") }
        for rule in rules {
            if rule.matched != rule.kept + rule.changed + rule.dropped || rule.kept < 0 {
                wrong.append("\(rule.path): matched is not kept, changed and dropped")
            }
            if rule.unhandled > rule.dropped { wrong.append("\(rule.path): unhandled are not among dropped") }
        }
        return wrong
    }
}
