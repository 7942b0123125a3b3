import ArgumentParser
import Proviso
import Shared

/// Why something is decided, and who decided it.
struct DecisionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why, without saying anything about the person concerned.", valueName: "TEXT"))
    var reason: String

    @Option(help: ArgumentHelp("Who decided: an office, or a number of staff.", valueName: "TEXT"))
    var by: String

    func justification() throws -> Justification {
        try argument("the decision") { try Justification(reason: reason, by: by) }
    }
}

/// The item that a command is about.
struct ItemArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The id of the item; of a package its id.", valueName: "ITEM-ID"))
    var item: String

    func id() throws -> RetentionID { try argument("the item") { try RetentionID(item) } }
}

/// When a hold is over, or when somebody must look at it.
struct TermOptions: ParsableArguments {
    @Option(help: ArgumentHelp("When it lapses.", valueName: "INSTANT"))
    var until: String?

    @Option(
        help: ArgumentHelp(
            "When somebody must look at it again: it stays in force, and is listed as overdue.", valueName: "INSTANT"))
    var reviewBy: String?

    func term() throws -> LegalHold.Term {
        switch (until, reviewBy) {
        case (let until?, nil): return .until(try instant("--until", until))
        case (nil, let reviewBy?): return .reviewBy(try instant("--review-by", reviewBy))
        case (nil, nil):
            throw Ending.usage(
                "no hold is without an end or a date of review",
                remedy: "add --until INSTANT or --review-by INSTANT")
        default:
            throw Ending.usage("--until and --review-by are different ways to limit a hold", remedy: "use one")
        }
    }
}

/// A date from the command line.
func instant(_ name: String, _ text: String) throws -> Instant {
    try argument(name) { try Instant(text) }
}

/// A statement's digest from the command line.
func digest(_ name: String, _ text: String?) throws -> StatementDigest? {
    try text.map { text throws in try argument(name) { try StatementDigest(text) } }
}

extension RetentionTarget {
    /// What the command line calls a target: the id of an item, or a kind and a name.
    init(argument text: String, _ title: String) throws {
        let kinds = ["item", "subject", "case"]
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        self = try argument(title) {
            if text == "everything" { return .everything }
            guard parts.count == 2, kinds.contains(parts[0]) else { return .item(try RetentionID(text)) }
            return try RetentionTarget(word: parts[0], name: parts[1])
        }
    }

    /// It as the command line takes it.
    var commandLineText: String { name.isEmpty ? word : "\(word):\(name)" }
}
