import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Import: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Registers many items, one JSON object a line or one row of CSV each.",
            discussion: """
                The members of an object are called like the options of add, and parts is a list of texts: \
                {"id":"r-7","category":"case-record","created":"2026-11-25T10:00:00Z","parts":["file:/srv/7.json"]}. \
                So are the columns of CSV, in its first row; an empty cell says nothing, and several parts stand in one \
                quoted cell, each on a line of its own. id, category, created and parts are needed. Items that are \
                registered already, and just so, change nothing, so an import that was interrupted is run again.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(
            help: ArgumentHelp(
                "What happens at a line that is refused: stop, which is the default, or skip it and tell.",
                valueName: "ACTION"))
        var onError: String?

        @Option(
            help: ArgumentHelp(
                "ndjson or csv; unless given, csv for a name that ends in .csv, and ndjson for others.",
                valueName: "FORMAT"))
        var format: String?

        @Argument(
            help: ArgumentHelp(
                "The items; - is standard input, which is read unless a file is named.", valueName: "FILE"))
        var input: String = "-"

        func answer(_ time: TimeSource) throws -> Answer {
            let (skips, format) = try (skipsRefused(), itemFormat())
            var roles = FileRoles()
            try roles.addSource("the input", input)
            try place.addFiles(to: &roles)
            let registry = try place.registry(time)
            guard try registry.engine.schedule() != nil else {
                throw ProvisoError(
                    .retentionSchedule, "no schedule is in use, so no rule applies to any item",
                    remedy: "take one into use with proviso retain init", place: ProvisoError.Place(source: place.store)
                )
            }
            var file = input == "-" ? InputFile.standardInput() : try InputFile(input)
            var run = ImportRun(registry, source: file.name, skipsRefused: skips)
            try run.read(&file, format)
            return run.answer
        }

        private func itemFormat() throws(Ending) -> ItemFormat {
            guard let format else { return ItemFormat(ofFile: input) }
            guard let known = ItemFormat(rawValue: format) else {
                let words = ItemFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw .usage("--format cannot be '\(Ending.quoted(format))'", remedy: "one of: \(words)")
            }
            return known
        }

        private func skipsRefused() throws(Ending) -> Bool {
            switch onError {
            case nil, "stop": return false
            case "skip": return true
            case .some(let other):
                throw .usage("--on-error cannot be '\(Ending.quoted(other))'", remedy: "one of: stop, skip")
            }
        }
    }
}
