import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Hold: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "hold",
            abstract: "Keeps items whatever their dates say, and prints the id of the hold.",
            discussion: "It covers what is registered later too, and never gives access to what has ended.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions
        @OptionGroup var order: OrderOptions

        @Option(help: ArgumentHelp("The order's own number.", valueName: "TEXT"))
        var reference: String?

        @OptionGroup var term: TermOptions

        @Flag(help: "Its end is the event hold-released, from which rules can count.")
        var startsClock = false

        func answer(_ time: TimeSource) throws -> Answer {
            let (target, term) = try (order.retentionTarget(), term.term())
            let engine = try place.registry(time, ledger: .use(on: target)).engine
            let placed = try argument("the hold") {
                try engine.hold(
                    target, reason: order.reason, authority: order.authority, reference: reference, term: term,
                    startsClock: startsClock)
            }
            return Answer(placed)
        }
    }

    struct Preserve: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "preserve",
            abstract: "Places a preservation order, of at most 90 days, and prints its id. It can be renewed.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions
        @OptionGroup var order: OrderOptions

        @Option(help: ArgumentHelp("The order's own number.", valueName: "TEXT"))
        var reference: String

        @Option(help: ArgumentHelp("When it lapses.", valueName: "INSTANT"))
        var until: String

        func answer(_ time: TimeSource) throws -> Answer {
            let (target, end) = try (order.retentionTarget(), instant("--until", until))
            let engine = try place.registry(time, ledger: .use(on: target)).engine
            let placed = try argument("the order") {
                try engine.preserve(
                    target, reason: order.reason, authority: order.authority, reference: reference, until: end)
            }
            return Answer(placed)
        }
    }

    struct Renew: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "renew", abstract: "Gives a hold or a preservation order a later end or date of review.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions
        @OptionGroup var term: TermOptions
        @OptionGroup var decision: DecisionOptions
        @OptionGroup var hold: HoldArgument

        func answer(_ time: TimeSource) throws -> Answer {
            let (id, term, justification) = try (hold.id(), term.term(), decision.justification())
            let registry = try place.registry(time, ledger: .unused)
            let renewed = try registry.engine.renew(id, term: term, justification)
            let now = try registry.clock().latest
            return Answer([renewed.line(at: now)], .hold(renewed, at: now))
        }
    }

    struct Release: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "release",
            abstract: "Ends a hold. What was due meanwhile goes with the next sweep, or after its grace.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions
        @OptionGroup var hold: HoldArgument

        func answer(_ time: TimeSource) throws -> Answer {
            let id = try hold.id()
            let registry = try place.registry(time, ledger: .unused)
            let released = try registry.engine.release(id)
            let now = try registry.clock().latest
            let end = released.end(by: now)?.description ?? "now"
            return Answer(
                ["The hold \(released.id) on \(Ending.quoted(released.target.description)) is over since \(end)."],
                .hold(released, at: now))
        }
    }

    struct Holds: ListingCommand {
        static let configuration = CommandConfiguration(
            commandName: "holds",
            abstract: "Lists the holds and preservation orders in force, the oldest first, and which are overdue.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        var listName: String? { "holds" }
        var emptyLine: String { "No hold is in force." }

        func list(_ time: TimeSource, into listing: inout Listing) throws {
            let registry = try place.registry(time, ledger: .unused)
            let now = try registry.clock().latest
            for hold in try registry.holds() where hold.isInForce(at: now) {
                try listing.add(hold.line(at: now), .hold(hold, at: now))
            }
        }
    }

    /// What a hold is for.
    struct OrderOptions: ParsableArguments {
        @Option(help: ArgumentHelp("Why.", valueName: "TEXT"))
        var reason: String

        @Option(help: ArgumentHelp("Who ordered it.", valueName: "TEXT"))
        var authority: String

        @Argument(
            help: ArgumentHelp(
                "What is kept: the id of an item, subject:NAME, case:NAME or everything.", valueName: "TARGET"))
        var target: String

        func retentionTarget() throws -> RetentionTarget { try RetentionTarget(argument: target, "the target") }
    }

    struct HoldArgument: ParsableArguments {
        @Argument(help: ArgumentHelp("The id of the hold.", valueName: "HOLD-ID"))
        var hold: String

        func id() throws -> StatementID { try argument("the hold") { try StatementID(hold) } }
    }
}

extension Answer {
    /// A hold that was placed. A script takes its id from standard output, so the rest is told beside it.
    fileprivate init(_ placed: RetentionEngine.PlacedHold) {
        let hold = placed.hold
        if !placed.tooLate.isEmpty {
            System.writeError(
                "proviso: the hold came too late for \(placed.tooLate.count) items, whose erasure was decided;"
                    + " tell whoever asked that they are gone\n")
        }
        self.init(
            [hold.id.description], [:],
            and: JSON.hold(hold, at: hold.placed).namedValues + [("too-late", .texts(placed.tooLate))])
    }
}

extension LegalHold {
    /// The hold for people, on a line.
    fileprivate func line(at now: Instant) -> String {
        let limit =
            switch term {
            case .until(let end): "until \(end)"
            case .reviewBy(let date): "to be reviewed by \(date)" + (isOverdue(at: now) ? ", overdue" : "")
            }
        return "\(id)  \(kind)  \(Ending.quoted(target.description))  \(limit)  \(authority): \(reason)"
    }
}
