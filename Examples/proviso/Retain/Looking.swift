import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Due: ListingCommand {
        static let configuration = CommandConfiguration(
            commandName: "due", abstract: "Lists what the next sweep erases or finishes, the most overdue first.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        var listName: String? { "due" }
        var emptyLine: String { "Nothing is due." }

        func list(_ time: TimeSource, into listing: inout Listing) throws {
            for item in try place.registry(time, ledger: .unused).engine.due() {
                let since = item.status.retained.due ?? item.times.erasableFrom
                try listing.add(
                    "\(item.status.item.id)  \(since?.description ?? "")  \(item.status.state)  \(item.places)",
                    .item(item))
            }
        }
    }

    struct EndingSoon: ListingCommand {
        static let configuration = CommandConfiguration(
            commandName: "ending",
            abstract: "Lists what ends so soon that its rule wants it listed, the earliest end first.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        var listName: String? { "ending" }
        var emptyLine: String { "Nothing is in its notice." }

        func list(_ time: TimeSource, into listing: inout Listing) throws {
            for item in try place.registry(time, ledger: .unused).engine.ending() {
                try listing.add(
                    "\(item.status.item.id)  \(item.times.end?.description ?? "")  \(item.rule)  \(item.places)",
                    .item(item))
            }
        }
    }

    struct Explain: ListingCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain",
            abstract: "Tells why an item is still there, or why it is gone; of all items, if none is named.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Argument(help: ArgumentHelp("The id of the item; of a package its id.", valueName: "ITEM-ID"))
        var item: String?

        var listName: String? { "items" }
        var emptyLine: String { "No item is registered." }

        /// How many items are in memory at once.
        private static let pageSize = 500

        func list(_ time: TimeSource, into listing: inout Listing) throws {
            let named = try item.map { text throws in try argument("the item") { try RetentionID(text) } }
            let engine = try place.registry(time, ledger: named == nil ? .unused : .needed).engine
            if let named {
                try add(try engine.explain(named), to: &listing)
                return
            }
            var last: RetentionID?
            while true {
                let page = try engine.items(after: last, limit: Self.pageSize)
                for item in page { try add(item, to: &listing) }
                guard let end = page.last else { return }
                last = end.status.item.id
            }
        }

        private func add(_ item: RetentionExplanation, to listing: inout Listing) throws {
            let gap = listing.hasBegun ? "\n" : ""
            try listing.add(
                gap + item.description,
                .object([:], and: JSON.item(item).namedValues + [("explanation", .text(item.description))]))
        }
    }
}
