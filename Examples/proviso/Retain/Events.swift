import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Touch: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "touch", abstract: "Notes that something was done with an item, from which rules can count.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("When; now unless given.", valueName: "INSTANT"))
        var at: String?

        @OptionGroup var item: ItemArgument

        func answer(_ time: TimeSource) throws -> Answer {
            let id = try item.id()
            let at = try at.map { text throws in try instant("--at", text) }
            let engine = try place.registry(time).engine
            try argument("--at") { try engine.touch(id, at: at) }
            return try Answer(ofItem: id, in: engine)
        }
    }

    struct Event: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "event",
            abstract: "Records that something happened to an item, a subject or a case, or withdraws that.",
            discussion: """
                Rules can count from it, also of items that are registered later. Recorded again it takes the place of \
                the earlier one.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("What it happened to: item:ID, subject:NAME or case:NAME.", valueName: "TARGET"))
        var on: String

        @Option(help: ArgumentHelp("When it happened, or will.", valueName: "INSTANT"))
        var at: String?

        @Flag(help: "Withdraw it: it did not happen, as of a case that is reopened.")
        var withdraw = false

        @Argument(help: ArgumentHelp("Its name, such as case-closed.", valueName: "NAME"))
        var name: String

        func answer(_ time: TimeSource) throws -> Answer {
            let target = try RetentionTarget(argument: on, "--on")
            guard (at == nil) == withdraw else {
                throw Ending.usage(
                    withdraw ? "what is withdrawn has no time" : "an event has a time",
                    remedy: withdraw ? "leave out --at" : "add --at INSTANT, or --withdraw")
            }
            guard let at else {
                // Of the same form as one that is recorded.
                try argument("the event") { _ = try RetentionEvent(name, on: target, at: time.now()) }
                try place.registry(time, ledger: .use(on: target)).engine.withdrawEvent(name, on: target)
                return Answer(
                    ["\(name) on \(Ending.quoted(target.description)) is withdrawn."],
                    ["event": .text(name), "target": .text(target.commandLineText), "withdrawn": .flag(true)])
            }
            let date = try instant("--at", at)
            let event = try argument("the event") { try RetentionEvent(name, on: target, at: date) }
            try place.registry(time, ledger: .use(on: target)).engine.record(event)
            return Answer(["\(name) on \(Ending.quoted(target.description)): \(date)."], .event(event))
        }
    }
}
