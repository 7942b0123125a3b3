import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Review: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "review",
            abstract: "Records whether an item is still needed; without an item, lists those whose review is overdue.",
            discussion: """
                OUTCOME is keep, erase, extend or relabel. extend takes --until, and where the rule asks for it \
                --authorization; relabel takes the labels that the item has from then on: --category, and --purpose \
                and --subject-category if it has any.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("Why, without saying anything about the person concerned.", valueName: "TEXT"))
        var reason: String?

        @Option(help: ArgumentHelp("Who decided: an office, or a number of staff.", valueName: "TEXT"))
        var by: String?

        @Option(help: ArgumentHelp("With extend: the new end.", valueName: "INSTANT"))
        var until: String?

        @Option(help: ArgumentHelp("With extend: the digest of what authorizes it.", valueName: "sha256:…"))
        var authorization: String?

        @Option(help: ArgumentHelp("With relabel: what the item is.", valueName: "CATEGORY"))
        var category: String?

        @Option(help: ArgumentHelp("With relabel: what it is for.", valueName: "WORD"))
        var purpose: String?

        @Option(help: ArgumentHelp("With relabel: what kind of person it is about.", valueName: "WORD"))
        var subjectCategory: String?

        @Argument(help: ArgumentHelp("The id of the item.", valueName: "ITEM-ID"))
        var item: String?

        @Argument(help: ArgumentHelp("What was decided.", valueName: "OUTCOME"))
        var outcome: String?

        func answer(_ time: TimeSource) throws -> Answer {
            guard let item else { return try overdue(time) }
            let id = try argument("the item") { try RetentionID(item) }
            let outcome = try reviewOutcome()
            guard let reason, let by else {
                throw Ending.usage("a review says why, and who decided", remedy: "add --reason TEXT and --by TEXT")
            }
            let justification = try argument("the decision") { try Justification(reason: reason, by: by) }
            let engine = try place.registry(time).engine
            try engine.review(id, outcome, justification)
            return try Answer(ofItem: id, in: engine)
        }

        /// The options that only some outcomes have, or none.
        private var given: [String] {
            [
                ("--until", until), ("--authorization", authorization), ("--category", category),
                ("--purpose", purpose), ("--subject-category", subjectCategory),
            ].filter { $0.1 != nil }.map(\.0)
        }

        private func reviewOutcome() throws -> RetentionEngine.ReviewOutcome {
            switch outcome {
            case "keep":
                try requireOnly([])
                return .keep
            case "erase":
                try requireOnly([])
                return .erase
            case "extend":
                try requireOnly(["--until", "--authorization"])
                guard let until else {
                    throw Ending.usage("an extension has a new end", remedy: "add --until INSTANT")
                }
                return .extend(
                    until: try instant("--until", until),
                    authorization: try digest("--authorization", authorization))
            case "relabel":
                try requireOnly(["--category", "--purpose", "--subject-category"])
                guard let category else {
                    throw Ending.usage("new labels have a category", remedy: "add --category CATEGORY")
                }
                return .relabel(
                    try argument("the labels") {
                        try RetentionLabels(category: category, purpose: purpose, subjectCategory: subjectCategory)
                    })
            case nil:
                throw Ending.usage(
                    "a review of an item has an outcome", remedy: "one of: keep, erase, extend, relabel")
            case .some(let other):
                throw Ending.usage(
                    "the outcome cannot be '\(Ending.quoted(other))'", remedy: "one of: keep, erase, extend, relabel")
            }
        }

        private func requireOnly(_ allowed: [String]) throws(Ending) {
            guard let option = given.first(where: { !allowed.contains($0) }) else { return }
            throw .usage("\(option) is not for this outcome", remedy: "leave it out")
        }

        private func overdue(_ time: TimeSource) throws -> Answer {
            if let option = given.first ?? (reason == nil ? nil : "--reason") ?? (by == nil ? nil : "--by") {
                throw Ending.usage("\(option) is for the review of an item", remedy: "name the item, or leave it out")
            }
            let overdue = try place.registry(time, ledger: .unused).engine.overdueReviews()
            let lines = overdue.map {
                "\($0.status.item.id)  \($0.times.reviewDue?.description ?? "")  \($0.access)  \($0.places)"
            }
            return Answer(
                lines.isEmpty ? ["No review is overdue."] : lines, ["overdue": .list(overdue.map { .item($0) })])
        }
    }
}
