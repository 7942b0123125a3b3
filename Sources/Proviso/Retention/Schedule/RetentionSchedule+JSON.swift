extension RetentionSchedule {
    /// The schedule as a text in JSON that reads back to the same schedule, with its keys in a fixed order.
    ///
    /// - **Source**: `Formats/Retention`.
    public var jsonText: String {
        PolicyJSON.map(
            ("proviso", .text(PolicyLanguage.schedule.version)), ("schedule", .text(name)),
            ("version", .number(version)),
            ("zone", calendar.zone == .utc ? nil : .text(calendar.zone.description)),
            ("ends", calendar.ends == .day ? nil : .text(calendar.ends.rawValue)),
            ("rules", .map(rules.map { ($0.id, $0.json) }))
        ).text
    }
}

extension RetentionRule {
    fileprivate var json: PolicyJSON {
        .map(
            ("category", category.map { .text($0) }), ("purpose", purpose.map { .text($0) }),
            ("subject-category", subjectCategory.map { .text($0) }),
            ("anchor", minimum == nil && maximum == nil || anchor == .created ? nil : anchor.json),
            ("minimum", minimum?.json), ("lock", minimum == nil || lock == .governed ? nil : .text(lock.rawValue)),
            ("maximum", maximum?.json), ("grace", grace?.json), ("notice", notice?.json),
            (
                "extension",
                maximum == nil || extensionNeeds == .reasoned ? nil : .text(extensionNeeds.rawValue)
            ),
            ("review-every", reviewEvery?.json),
            ("unanswered", reviewEvery == nil || unanswered == .restrict ? nil : .text(unanswered.rawValue)),
            ("basis", basis.isEmpty ? nil : .texts(basis)))
    }
}

extension RetentionAnchor {
    fileprivate var json: PolicyJSON {
        switch self {
        case .created: .text("created")
        case .received: .text("received")
        case .lastActivity: .text("last-activity")
        case .caseClosed: .text("case-closed")
        case .holdReleased: .text("hold-released")
        case .event(let name): .map(("event", .text(name)))
        }
    }
}

extension RetentionPeriod {
    fileprivate var json: PolicyJSON { .text(description) }
}
