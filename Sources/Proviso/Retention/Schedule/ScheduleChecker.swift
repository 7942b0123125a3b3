/// What a schedule says, as far as it could be read, for its checks. Both ways to a schedule make one: its text, and Swift.
struct ScheduleDraft {
    var rules: [(rule: RetentionRule, mark: PolicyMark)] = []
}

/// Looks for what is wrong with the rules of a schedule, each by itself and together.
///
/// - **Source**: `Formats/Retention`, *The schedule*, *Which rules apply*.
struct ScheduleChecker {
    var problems: PolicyProblems

    /// More rules than anybody keeps apart.
    static let largestRuleCount = 1000

    mutating func check(_ draft: ScheduleDraft) {
        if draft.rules.count > Self.largestRuleCount {
            problems.add(
                draft.rules[Self.largestRuleCount].mark, "more than \(Self.largestRuleCount) rules",
                remedy: "use categories, so that one rule is for many")
            return
        }
        for (rule, mark) in draft.rules {
            checkWords(rule, mark)
            checkTimes(rule, mark)
        }
        guard problems.isEmpty else { return }
        // Only where every rule is sound by itself is it known what applies to what.
        for (rule, mark) in draft.rules { checkClock(rule, mark, among: draft.rules.map(\.rule)) }
    }

    private mutating func add(_ mark: PolicyMark, _ rule: RetentionRule, _ message: String, remedy: String) {
        problems.add(mark, message, rule: rule.id, remedy: remedy)
    }

    private mutating func checkWords(_ rule: RetentionRule, _ mark: PolicyMark) {
        if !RetentionWords.isWord(rule.id) {
            problems.add(
                mark, "a rule cannot be called '\(excerpt(rule.id))'", remedy: "write \(RetentionWords.wordForm)")
        }
        if let category = rule.category, !RetentionWords.isCategory(category) {
            add(mark, rule, "category cannot be '\(excerpt(category))'", remedy: "write \(RetentionWords.categoryForm)")
        }
        for (name, word) in [("purpose", rule.purpose), ("subject-category", rule.subjectCategory)] {
            guard let word, !RetentionWords.isWord(word) else { continue }
            add(mark, rule, "\(name) cannot be '\(excerpt(word))'", remedy: "write \(RetentionWords.wordForm)")
        }
        if case .event(let name) = rule.anchor, !RetentionWords.isWord(name) {
            add(mark, rule, "an event cannot be called '\(excerpt(name))'", remedy: "write \(RetentionWords.wordForm)")
        }
        for text in rule.basis {
            guard let fault = PolicyFault.ofStatedText(text, "basis") ?? Self.parameter(in: text) else { continue }
            add(mark, rule, fault.message, remedy: fault.remedy)
        }
    }

    /// What was written in Swift must be readable as a text, in which there are no parameters.
    private static func parameter(in text: String) -> PolicyFault? {
        ParameterText.isOne(text) ? PolicyFault.misplacedParameter(in: text) : nil
    }

    private mutating func checkTimes(_ rule: RetentionRule, _ mark: PolicyMark) {
        if rule.minimum == nil, rule.maximum == nil, rule.reviewEvery == nil {
            add(
                mark, rule, "a rule that says nothing about time",
                remedy: "give it a minimum, a maximum or review-every")
        }
        for (name, isThere) in [
            ("grace", rule.grace != nil), ("notice", rule.notice != nil),
            ("extension", rule.extensionNeeds != .reasoned),
        ] where isThere && rule.maximum == nil {
            add(mark, rule, "\(name) without maximum", remedy: "add maximum, or remove it")
        }
        if rule.anchor != .created, rule.minimum == nil, rule.maximum == nil {
            add(
                mark, rule, "anchor without minimum or maximum", remedy: "add minimum or maximum, or remove it")
        }
        if rule.lock == .locked, rule.minimum == nil {
            add(mark, rule, "lock without minimum", remedy: "add minimum, or remove it")
        }
        if rule.unanswered != .restrict, rule.reviewEvery == nil {
            add(mark, rule, "unanswered without review-every", remedy: "add review-every, or remove it")
        }
        let periods = [
            ("minimum", rule.minimum), ("maximum", rule.maximum), ("grace", rule.grace), ("notice", rule.notice),
            ("review-every", rule.reviewEvery),
        ]
        for (name, period) in periods where period?.isZero ?? false {
            add(mark, rule, "\(name) of no time", remedy: "leave it out, or write at least P1D")
        }
        if let minimum = rule.minimum, let maximum = rule.maximum, minimum != maximum,
            minimum.canBeLonger(than: maximum)
        {
            add(
                mark, rule, "the minimum \(minimum) can be longer than the maximum \(maximum)",
                remedy: "write a shorter minimum, or both in the same unit")
        }
    }

    /// Nothing is kept without a clock: something must come that does not wait for an event.
    private mutating func checkClock(_ rule: RetentionRule, _ mark: PolicyMark, among rules: [RetentionRule]) {
        let certain = ApplicableRules(rules.filter { $0.covers(rule) })
        guard !certain.haveClock else { return }
        add(
            mark, rule, "what this rule is for could be kept for ever",
            remedy:
                "add review-every, or a maximum from created, received or last-activity, here or in a rule that is for more"
        )
    }
}
