internal import ProvisoCrypto

extension RetentionSchedule {
    /// A schedule that is written in Swift.
    ///
    /// ```swift
    /// let schedule = try RetentionSchedule("fiu-cases", version: 1, zone: CalendarZone("Europe/Berlin")) {
    ///     RetentionRule("everything", maximum: .years(10), reviewEvery: .years(1))
    ///     RetentionRule("bystanders", category: "case-record", subjectCategory: "other", maximum: .days(90))
    /// }
    /// ```
    ///
    /// - **Guarantees**: it meets the same checks as a schedule that is read, and its ``jsonText`` reads back to the same
    ///   schedule.
    /// - **Throws**: ``PolicyError`` with every problem at once; the problems name rules and no lines.
    public init(
        _ name: String, version: Int, zone: CalendarZone = .utc, ends: RetentionCalendar.PeriodEnd = .day,
        @RetentionRuleBuilder rules: () -> [RetentionRule]
    ) throws(PolicyError) {
        let rules = rules()
        var problems = PolicyProblems(source: nil)
        if !RetentionWords.isWord(name) {
            problems.add(
                .unknown, "a schedule cannot be called '\(excerpt(name))'", remedy: "write \(RetentionWords.wordForm)")
        }
        if !(1...RetentionWords.largestVersion).contains(version) {
            problems.add(
                .unknown, "version needs a whole number from 1 to \(RetentionWords.largestVersion)",
                remedy: "count up from 1")
        }
        if rules.isEmpty { problems.add(.unknown, "a schedule without rules", remedy: "say how long what is kept") }
        var ids: Set<String> = []
        for rule in rules where !ids.insert(rule.id).inserted {
            problems.add(.unknown, "'\(excerpt(rule.id))' a second time", remedy: "keep one of them")
        }
        var checker = ScheduleChecker(problems: problems)
        checker.check(ScheduleDraft(rules: rules.map { ($0, .unknown) }))
        guard checker.problems.isEmpty else { throw checker.problems.error }
        let schedule = RetentionSchedule(
            name: name, version: version, calendar: RetentionCalendar(zone: zone, ends: ends), rules: rules,
            digest: ContentDigest(of: ""))
        self = RetentionSchedule(
            name: name, version: version, calendar: schedule.calendar, rules: rules,
            digest: ContentDigest(of: schedule.jsonText))
    }
}

/// Collects the rules of a schedule that is written in Swift.
@resultBuilder
public enum RetentionRuleBuilder {
    /// One rule.
    public static func buildExpression(_ rule: RetentionRule) -> [RetentionRule] { [rule] }

    /// Several rules.
    public static func buildExpression(_ rules: [RetentionRule]) -> [RetentionRule] { rules }

    /// The rules of a block.
    public static func buildBlock(_ rules: [RetentionRule]...) -> [RetentionRule] { rules.flatMap(\.self) }

    /// The rules of a loop.
    public static func buildArray(_ rules: [[RetentionRule]]) -> [RetentionRule] { rules.flatMap(\.self) }

    /// The rules of an `if`.
    public static func buildOptional(_ rules: [RetentionRule]?) -> [RetentionRule] { rules ?? [] }

    /// The rules of an `if` with an `else`.
    public static func buildEither(first rules: [RetentionRule]) -> [RetentionRule] { rules }

    /// The rules of an `else`.
    public static func buildEither(second rules: [RetentionRule]) -> [RetentionRule] { rules }
}
