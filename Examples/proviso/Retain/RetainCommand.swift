import ArgumentParser
import Proviso
import Shared

struct RetainCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "retain",
        abstract:
            "Keeps what a schedule or a sender's terms say for as long as they say, erases it then, and certifies that.",
        discussion: """
            Dates are written in UTC, like 2026-11-25T10:00:00Z. TARGET is the id of an item, subject:NAME, case:NAME or \
            everything; an id that looks like one of these is written item:ID.
            """,
        subcommands: [
            Init.self, Schedule.self, Adopt.self, Add.self, Import.self, Touch.self, Event.self, Hold.self,
            Preserve.self, Renew.self, Release.self, Holds.self, Restrict.self, Extend.self, Shorten.self,
            Validate.self, Review.self, Forget.self, Due.self, Explain.self, EndingSoon.self, Status.self, Changes.self,
            Sweep.self, Daemon.self, Certificates.self, SafeguardsCommand.self, ClockCommand.self,
        ])
}
