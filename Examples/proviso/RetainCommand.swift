import ArgumentParser
import Proviso
import ProvisoSQLite
import Shared

struct RetainCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "retain", abstract: "Keeps what was opened until its date, erases it then, and certifies that.",
        subcommands: [Add.self, Hold.self, Release.self, Due.self, Explain.self, Sweep.self])

    struct StoreOptions: ParsableArguments {
        @Option(help: ArgumentHelp("The retention store, an SQLite database.", valueName: "FILE"))
        var store: String
    }

    struct Add: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract:
                "Checks a folder that a package was opened into, and registers it. The store is made if there is none.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("Whose terms and manifests count: the trust file.", valueName: "FILE"))
        var trust: String

        @Argument(help: ArgumentHelp("The folder.", valueName: "FOLDER"))
        var folder: String

        func answer(_ time: TimeSource) throws -> Answer {
            var roles = FileRoles()
            try roles.add("the trust file", trust)
            try roles.add("--store", place.store)
            try roles.add("the folder", folder)
            let package = try PackageReader(trust: TrustPolicy(contentsOfFile: trust), time: time).verify(
                folder: folder)
            try Registry(newOrAt: place.store, time).register(package)
            return Answer(
                ["Package \(package.terms.id) is registered, to be erased by \(package.terms.eraseBy)."],
                [
                    "package": .of(package.terms.id), "folder": .of(folder), "erase-by": .of(package.terms.eraseBy),
                ])
        }
    }

    struct Hold: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "hold", abstract: "Keeps a package whatever its date says, and prints the id of the hold.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("Why.", valueName: "TEXT"))
        var reason: String

        @Option(help: ArgumentHelp("Who ordered it.", valueName: "TEXT"))
        var authority: String

        @Argument(help: ArgumentHelp("The id of the package.", valueName: "PACKAGE-ID"))
        var package: String

        func answer(_ time: TimeSource) throws -> Answer {
            let id = try argument("the package") { try StatementID(package) }
            let engine = try Registry(at: place.store, time).engine
            let hold = try argument("the hold") { try engine.hold(id, reason: reason, authority: authority) }
            return Answer([hold.id.description], [:], and: JSON.hold(hold).namedValues)
        }
    }

    struct Release: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "release",
            abstract: "Ends a hold. What was due meanwhile goes with the next sweep.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Argument(help: ArgumentHelp("The id of the hold.", valueName: "HOLD-ID"))
        var hold: String

        func answer(_ time: TimeSource) throws -> Answer {
            let id = try argument("the hold") { try StatementID(hold) }
            let released = try Registry(at: place.store, time).engine.release(id)
            return Answer(
                [
                    "The hold \(released.id) on package \(released.item) is over since"
                        + " \(released.released?.description ?? "now")."
                ], [:], and: JSON.hold(released).namedValues)
        }
    }

    struct Due: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "due", abstract: "Lists what the next sweep erases or finishes, the most overdue first.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        func answer(_ time: TimeSource) throws -> Answer {
            let due = try Registry(at: place.store, time).engine.due()
            let lines = due.map { "\($0.item.id)  \($0.item.eraseBy)  \($0.state)  \(Ending.quoted($0.item.folder))" }
            return Answer(
                lines.isEmpty ? ["Nothing is due."] : lines, ["due": .list(due.map { .item($0) })])
        }
    }

    struct Explain: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain",
            abstract: "Tells why a package is still there, or why it is gone; of all packages, if none is named.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Argument(help: ArgumentHelp("The id of the package.", valueName: "PACKAGE-ID"))
        var package: String?

        func answer(_ time: TimeSource) throws -> Answer {
            let named = try package.map { text throws in try argument("the package") { try StatementID(text) } }
            let registry = try Registry(at: place.store, time)
            let ids = try named.map { [$0] } ?? registry.store.items().map(\.item.id)
            let explanations = try ids.map { id throws in try registry.engine.explain(id) }
            let text = explanations.map(\.description).joined(separator: "\n\n")
            return Answer(
                [explanations.isEmpty ? "No package is registered." : text],
                [
                    "items": .list(
                        explanations.map { explanation in
                            .item(
                                explanation.status,
                                and: [
                                    ("reason", .text(explanation.reason.description)),
                                    ("explanation", .text(explanation.description)),
                                ])
                        })
                ])
        }
    }
}
