import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Init: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: "Makes a retention store, and takes a schedule into use. A store that has one is left as it is.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("The schedule, retention/v1.", valueName: "FILE"))
        var schedule: String

        func answer(_ time: TimeSource) throws -> Answer {
            try checkFiles(schedule, place)
            // A store with a schedule that cannot be read would be of no use.
            let schedule = try RetentionSchedule(contentsOfFile: schedule)
            let engine = try place.newRegistry(time, ledger: .unused).engine
            if let current = try engine.schedule() {
                throw ProvisoError(
                    .retentionExists, "the store has a schedule, \(current.name) \(current.version)",
                    remedy: "see it with proviso retain schedule; take another version into use with adopt",
                    place: ProvisoError.Place(source: place.store))
            }
            try engine.adopt(schedule, replacing: nil)
            return Answer(
                ["\(Ending.quoted(place.store)): \(schedule.summary) is in use."],
                ["store": .text(place.store)], and: schedule.members)
        }
    }

    struct Schedule: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "schedule",
            abstract: "Shows the schedule in use; with --json it is one, and can be adopted elsewhere.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        func answer(_ time: TimeSource) throws -> Answer {
            guard let schedule = try place.registry(time, ledger: .unused).engine.schedule() else {
                throw ProvisoError(
                    .retentionSchedule, "no schedule is in use", remedy: "take one into use with proviso retain init",
                    place: ProvisoError.Place(source: place.store))
            }
            let zone = "\(schedule.calendar.zone), ends: \(schedule.calendar.ends.rawValue)"
            return Answer(
                ["\(schedule.name) \(schedule.version), \(zone)"] + schedule.rules.map(\.line),
                .verbatim(schedule.jsonText))
        }
    }

    struct Adopt: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "adopt",
            abstract: "Takes another version of the schedule into use, or counts what that would change.",
            discussion: """
                For all items unless told otherwise: those that are there end by the new version from then on, after \
                its grace. If another version is in use than the one that is named, nothing happens.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("The new version, retention/v1.", valueName: "FILE"))
        var schedule: String

        @Option(
            name: .customLong("for"),
            help: ArgumentHelp("all-items, which is the default, or new-items.", valueName: "ITEMS"))
        var scope: String?

        @Option(help: ArgumentHelp("The number of the version that is in use.", valueName: "N"))
        var replacing: Int

        @Option(help: ArgumentHelp("Why; with --by.", valueName: "TEXT"))
        var reason: String?

        @Option(help: ArgumentHelp("Who decided; with --reason.", valueName: "TEXT"))
        var by: String?

        @Flag(help: "Change nothing, and count which items would end when, if it were adopted for all.")
        var preview = false

        func answer(_ time: TimeSource) throws -> Answer {
            try checkFiles(schedule, place)
            let scope = try adoptionScope()
            let justification = try justification()
            if preview, scope == .newItems {
                throw Ending.usage("for new items only nothing changes", remedy: "leave out --for or --preview")
            }
            let schedule = try RetentionSchedule(contentsOfFile: schedule)
            let engine = try place.registry(time, ledger: .unused).engine
            if preview { return answer(try engine.preview(schedule), schedule) }
            try engine.adopt(schedule, for: scope, replacing: replacing, justification)
            return Answer(
                ["\(schedule.summary) is in use, for \(scope == .allItems ? "all items" : "new items only")."],
                ["store": .text(place.store), "for": .text(scope.rawValue)], and: schedule.members)
        }

        private func adoptionScope() throws(Ending) -> AdoptedSchedule.Scope {
            guard let scope else { return .allItems }
            guard let known = AdoptedSchedule.Scope(rawValue: scope) else {
                let words = AdoptedSchedule.Scope.allCases.map(\.rawValue).joined(separator: ", ")
                throw .usage("--for cannot be '\(Ending.quoted(scope))'", remedy: "one of: \(words)")
            }
            return known
        }

        private func justification() throws -> Justification? {
            switch (reason, by) {
            case (nil, nil): return nil
            case (let reason?, let by?):
                return try argument("the decision") { try Justification(reason: reason, by: by) }
            default: throw Ending.usage("--reason and --by belong together", remedy: "give both or neither")
            }
        }

        private func answer(
            _ preview: RetentionEngine.SchedulePreview, _ schedule: RetentionSchedule
        ) -> Answer {
            let rows = [
                ("at-once", "would end at once", preview.atOnce), ("sooner", "would end sooner", preview.sooner),
                ("later", "would end later", preview.later), ("unchanged", "would end as before", preview.unchanged),
                ("uncovered", "would be without a rule, so it would be refused", preview.uncovered),
            ]
            return Answer(
                ["\(schedule.summary), if it were adopted for all items:"] + rows.map { "  \($0.2) \($0.1)" },
                ["preview": .members(rows.map { ($0.0, .number($0.2)) })], and: schedule.members)
        }
    }
}

private func checkFiles(_ schedule: String, _ place: RetainCommand.StoreOptions) throws {
    var roles = FileRoles()
    try roles.add("the schedule", schedule)
    try place.addFiles(to: &roles)
}

extension RetentionSchedule {
    fileprivate var summary: String { "The schedule \(name) \(version), of \(rules.count) rules," }

    fileprivate var members: [(name: String, value: JSON)] {
        JSON.object([
            "schedule": .text(name), "version": .number(version), "rules": .number(rules.count),
            "digest": .text("blake2b-256:\(digest)"),
        ]).namedValues
    }
}

extension RetentionRule {
    /// The rule for people, on a line.
    fileprivate var line: String {
        let conditions = [
            category.map { "category \($0)" }, purpose.map { "purpose \($0)" },
            subjectCategory.map { "subject-category \($0)" },
        ].compactMap(\.self)
        let parts = [
            minimum.map { "minimum \($0)" + (lock == .locked ? " (locked)" : "") }, maximum.map { "maximum \($0)" },
            minimum == nil && maximum == nil ? nil : "from \(anchor.name)",
            grace.map { "grace \($0)" }, notice.map { "notice \($0)" },
            extensionNeeds == .authorized ? "extension authorized" : nil,
            reviewEvery.map { "review every \($0), unanswered: \(unanswered.rawValue)" },
        ].compactMap(\.self)
        let what = conditions.isEmpty ? "everything" : conditions.joined(separator: ", ")
        return "  \(id): \(what): \(parts.joined(separator: ", "))"
    }
}

extension RetentionAnchor {
    fileprivate var name: String {
        switch self {
        case .created: "created"
        case .received: "received"
        case .lastActivity: "last-activity"
        case .event(let name): name
        }
    }
}
