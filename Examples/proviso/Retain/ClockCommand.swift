import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct ClockCommand: CommandGroup {
        static let configuration = CommandConfiguration(
            commandName: "clock",
            abstract: "Says that the clock is right after all, or that it was wrong before.",
            subcommands: [Confirm.self, Correct.self])
    }

    struct Confirm: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "confirm",
            abstract: "Confirms the time that the clock shows, after a look at another clock.",
            discussion: """
                A store that nobody used for 31 days does not know whether so long has passed, or the clock has jumped, \
                and nothing is erased before somebody says so.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions
        @OptionGroup var decision: DecisionOptions

        func answer(_ time: TimeSource) throws -> Answer {
            let justification = try decision.justification()
            let registry = try place.registry(time, ledger: .unused)
            try registry.engine.confirmClock(justification)
            return Answer(try registry.clock())
        }
    }

    struct Correct: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "correct",
            abstract: "Corrects the latest time that was ever seen, after the clock had run ahead.",
            discussion: "What was decided meanwhile stays decided.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("The right time: at most what the clock shows now.", valueName: "INSTANT"))
        var to: String

        @OptionGroup var decision: DecisionOptions

        func answer(_ time: TimeSource) throws -> Answer {
            let (instant, justification) = try (instant("--to", to), decision.justification())
            let registry = try place.registry(time, ledger: .unused)
            try argument("--to") { try registry.engine.correctClock(to: instant, justification) }
            return Answer(try registry.clock())
        }
    }
}

extension Answer {
    fileprivate init(_ clock: ClockReading) {
        self.init(
            [
                "The latest time seen is \(clock.latestBefore?.description ?? "unknown"), and the clock shows \(clock.now)."
            ],
            [:], and: JSON.clock(clock))
    }
}
