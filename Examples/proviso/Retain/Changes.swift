import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Changes: ListingCommand {
        static let configuration = CommandConfiguration(
            commandName: "changes",
            abstract:
                "Gives what was changed, and what was refused, for a log to take it; with --json, one object a line.",
            discussion: """
                A log takes them, and tells so with --forget-through once it has them: those are then removed before \
                the next are given.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("Give those that come after this number; 0 unless given.", valueName: "N"))
        var after: Int64?

        @Option(help: ArgumentHelp("Give at most so many; all unless given.", valueName: "N"))
        var limit: Int?

        @Option(help: ArgumentHelp("First remove those up to this number.", valueName: "N"))
        var forgetThrough: Int64?

        var listName: String? { nil }
        var emptyLine: String { "Nothing was changed." }

        /// How many changes are in memory at once.
        private static let pageSize = 1000

        func list(_ time: TimeSource, into listing: inout Listing) throws {
            for (name, number) in [("--after", after), ("--forget-through", forgetThrough)] {
                guard let number, number < 0 else { continue }
                throw Ending.usage("\(name) \(number) is out of range", remedy: "changes are numbered from 1")
            }
            if let limit, limit < 1 {
                throw Ending.usage("--limit \(limit) is out of range", remedy: "give a number from 1 on")
            }
            let engine = try place.registry(time, ledger: .unused).engine
            if let forgetThrough { try engine.forgetChanges(through: forgetThrough) }
            var last = after ?? 0
            while listing.count < limit ?? .max {
                let page = try engine.changes(
                    after: last, limit: min(Self.pageSize, (limit ?? .max) - listing.count))
                for change in page { try listing.add(change.line, .change(change)) }
                guard let end = page.last else { return }
                last = end.number
            }
        }
    }
}

extension RetentionChange {
    /// The change for people, on a line.
    fileprivate var line: String {
        let details = details.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let why = justification.map { ["\($0.by): \($0.reason)"] } ?? []
        let rest = (details + why).joined(separator: ", ")
        let text = "\(number)  \(instant)  \(kind)  \(target)"
        return Ending.quoted(rest.isEmpty ? text : text + "  " + rest)
    }
}
