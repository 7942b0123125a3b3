internal import ProvisoCrypto

/// Turns the text of a schedule into the model, and collects every problem on the way.
///
/// - **Source**: `Formats/Retention`, *The schedule*.
struct ScheduleParser: TreeParser {
    var problems: PolicyProblems
    /// The id of the rule that is being read.
    var rule: String?

    private static let topLevel = ["proviso", "schedule", "version", "zone", "ends", "rules"]
    private static let ruleKeys = [
        "category", "purpose", "subject-category", "anchor", "minimum", "lock", "maximum", "grace", "notice",
        "extension", "review-every", "unanswered", "basis",
    ]
    /// Keys that say something only beside another.
    private static let companions = [
        ("lock", ["minimum"]), ("grace", ["maximum"]), ("notice", ["maximum"]), ("extension", ["maximum"]),
        ("unanswered", ["review-every"]), ("anchor", ["minimum", "maximum"]),
    ]
    private static let anchors: [(String, RetentionAnchor)] = [
        ("created", .created), ("received", .received), ("last-activity", .lastActivity),
        ("case-closed", .caseClosed), ("hold-released", .holdReleased),
    ]

    /// The schedule that a file's bytes say.
    static func parse(_ bytes: [UInt8], source: String?) throws(PolicyError) -> RetentionSchedule {
        var parser = ScheduleParser(problems: PolicyProblems(source: source))
        let text = try PolicyText(bytes, .schedule, source: source)
        let (root, _) = try PolicyTree.read(text, .schedule, &parser.problems)
        return try parser.schedule(root, digest: ContentDigest(of: bytes))
    }

    private mutating func schedule(
        _ root: PolicyNode, digest: ContentDigest
    ) throws(PolicyError) -> RetentionSchedule {
        let language = PolicyLanguage.schedule
        guard case .mapping(let entries) = root.content else {
            throw language.refusal(root.mark, "a schedule is a map of keys and values", problems.source)
        }
        try language.requireKnownVersion(entries, problems.source)
        let parts = values(of: entries, "a schedule has no", among: Self.topLevel)
        let proviso = required(
            "proviso", in: parts, root, "the schedule", remedy: "write `proviso: \(language.version)`")
        if let proviso { _ = text(proviso, "proviso") }
        let name = required(
            "schedule", in: parts, root, "the schedule", remedy: "give it a name that its versions share"
        )
        .flatMap { word($0, "schedule") }
        let version = required("version", in: parts, root, "the schedule", remedy: "write `version: 1`, and count up")
            .flatMap { wholeNumber($0, "version", in: 1...RetentionWords.largestVersion) }
        let zone = parts["zone"].map { self.zone($0) } ?? .utc
        let ends: RetentionCalendar.PeriodEnd? = parts["ends"].map { choice($0, "ends") } ?? .day
        var draft = ScheduleDraft()
        if let node = required("rules", in: parts, root, "the schedule", remedy: "say how long what is kept") {
            draft.rules = rules(node)
        }
        var checker = ScheduleChecker(problems: problems)
        checker.check(draft)
        problems = checker.problems
        guard problems.isEmpty, let name, let version, let zone, let ends else { throw problems.error }
        return RetentionSchedule(
            name: name, version: version, calendar: RetentionCalendar(zone: zone, ends: ends),
            rules: draft.rules.map(\.rule), digest: digest)
    }

    private mutating func zone(_ node: PolicyNode) -> CalendarZone? {
        guard let name = text(node, "zone") else { return nil }
        guard name.utf8.count <= 200 else {
            report(node, "zone has more than 200 bytes", remedy: "write a name like Europe/Berlin, or UTC")
            return nil
        }
        return converted(node) { () throws(ProvisoError) in try CalendarZone(name) }
    }

    private mutating func rules(_ node: PolicyNode) -> [(RetentionRule, PolicyMark)] {
        guard case .mapping(let entries) = node.content, !entries.isEmpty else {
            report(node, "rules needs names with what each says", remedy: "write `records: { maximum: P1Y }`")
            return []
        }
        return entries.compactMap { entry in
            rule = entry.key
            defer { rule = nil }
            return rule(entry).map { ($0, entry.keyMark) }
        }
    }

    private mutating func rule(_ entry: PolicyNode.Entry) -> RetentionRule? {
        guard case .mapping(let entries) = entry.value.content else {
            report(entry.value, "a rule needs its parts in { }", remedy: "write { maximum: P1Y }")
            return nil
        }
        let count = problems.count
        let parts = values(of: entries, "a rule has no", among: Self.ruleKeys)
        for (key, others) in Self.companions where parts[key] != nil && others.allSatisfy({ parts[$0] == nil }) {
            report(
                parts[key]!, "\(key) without \(others.joined(separator: " or "))",
                remedy: "add \(others.joined(separator: " or ")), or remove it")
        }
        let anchor = parts["anchor"].map { self.anchor($0) } ?? .created
        let lock: RetentionRule.Lock? = parts["lock"].map { choice($0, "lock") } ?? .governed
        let extensionNeeds: RetentionRule.ExtensionRequirement? =
            parts["extension"].map { choice($0, "extension") } ?? .reasoned
        let unanswered: RetentionRule.UnansweredReview? =
            parts["unanswered"].map { choice($0, "unanswered") } ?? .restrict
        let rule = RetentionRule(
            entry.key, category: parts["category"].flatMap { category($0) },
            purpose: parts["purpose"].flatMap { word($0, "purpose") },
            subjectCategory: parts["subject-category"].flatMap { word($0, "subject-category") },
            anchor: anchor ?? .created, minimum: parts["minimum"].flatMap { period($0, "minimum") },
            lock: lock ?? .governed, maximum: parts["maximum"].flatMap { period($0, "maximum") },
            grace: parts["grace"].flatMap { period($0, "grace") },
            notice: parts["notice"].flatMap { period($0, "notice") }, extensionNeeds: extensionNeeds ?? .reasoned,
            reviewEvery: parts["review-every"].flatMap { period($0, "review-every") },
            unanswered: unanswered ?? .restrict, basis: parts["basis"].map { statedTexts($0, "basis") } ?? [])
        // Of a rule that could not be read whole, nothing more is said.
        return problems.count == count ? rule : nil
    }

    private mutating func anchor(_ node: PolicyNode) -> RetentionAnchor? {
        if case .mapping(let entries) = node.content {
            let parts = values(of: entries, "an anchor has no", among: ["event"])
            guard let event = parts["event"] else {
                if entries.isEmpty {
                    report(node, "an anchor without 'event'", remedy: "write { event: contract-ended }")
                }
                return nil
            }
            return word(event, "event").map { .event($0) }
        }
        guard let text = text(node, "anchor") else { return nil }
        if let anchor = Self.anchors.first(where: { $0.0 == text })?.1 { return anchor }
        report(
            node, "anchor cannot be '\(excerpt(text))'",
            remedy: NearestWord.to(text, among: Self.anchors.map(\.0)).map { "did you mean '\($0)'?" }
                ?? "one of: \(Self.anchors.map(\.0).joined(separator: ", ")), or { event: NAME }")
        return nil
    }

    private mutating func word(_ node: PolicyNode, _ name: String) -> String? {
        guard let text = text(node, name) else { return nil }
        if RetentionWords.isWord(text) { return text }
        report(node, "\(name) cannot be '\(excerpt(text))'", remedy: "write \(RetentionWords.wordForm)")
        return nil
    }

    private mutating func category(_ node: PolicyNode) -> String? {
        guard let text = text(node, "category") else { return nil }
        if RetentionWords.isCategory(text) { return text }
        report(node, "category cannot be '\(excerpt(text))'", remedy: "write \(RetentionWords.categoryForm)")
        return nil
    }
}
