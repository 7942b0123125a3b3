import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Add: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Registers an item, or checks a folder that a package was opened into, and registers that.",
            discussion: """
                Of a package: --trust FILE and the folder. The store is made if there is none, because a package ends \
                when its terms say so, also without a schedule.

                Of anything else: what it is, and each of the places that it lies in, in the order in which they are \
                to be erased. The same item again changes nothing.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("Of a package: whose terms and manifests count, the trust file.", valueName: "FILE"))
        var trust: String?

        @Argument(help: ArgumentHelp("Of a package: its folder.", valueName: "FOLDER"))
        var folder: String?

        @OptionGroup(title: "Options of an item") var item: ItemOptions

        func answer(_ time: TimeSource) throws -> Answer {
            let given = item.given
            if let trust, let folder {
                if let option = given.first {
                    throw Ending.usage("\(option) is not for a package", remedy: "leave it out: its terms say it")
                }
                return try addPackage(folder, trust, time)
            }
            if trust != nil || folder != nil {
                throw Ending.usage(
                    "a package needs both its folder and --trust FILE",
                    remedy: given.isEmpty ? "give both" : "leave both out for anything else")
            }
            return try addItem(time)
        }

        private func addPackage(_ folder: String, _ trust: String, _ time: TimeSource) throws -> Answer {
            var roles = FileRoles()
            try roles.add("the trust file", trust)
            try place.addFiles(to: &roles)
            try roles.add("the folder", folder)
            let package = try PackageReader(trust: TrustPolicy(contentsOfFile: trust), time: time).verify(
                folder: folder)
            let engine = try place.newRegistry(time).engine
            let item = try engine.register(package)
            return Answer(
                ["Package \(item.id) is registered, to be erased by \(package.terms.eraseBy)."],
                .item(try engine.explain(item.id)))
        }

        private func addItem(_ time: TimeSource) throws -> Answer {
            let item = try item.item(created: time.now())
            let engine = try place.registry(time).engine
            try engine.register(item)
            return try Answer(ofItem: item.id, in: engine)
        }
    }

    /// What is said of an item.
    struct ItemOptions: ParsableArguments {
        @Option(help: ArgumentHelp("Its name, which says nothing about anybody.", valueName: "ID"))
        var id: String?

        @Option(help: ArgumentHelp("What it is, as in the schedule: case-record/message.", valueName: "CATEGORY"))
        var category: String?

        @Option(help: ArgumentHelp("What it is for, a word of the schedule.", valueName: "WORD"))
        var purpose: String?

        @Option(help: ArgumentHelp("What kind of person it is about, a word of the schedule.", valueName: "WORD"))
        var subjectCategory: String?

        @Option(help: ArgumentHelp("Whom it is about: a pseudonym or a number, never a name.", valueName: "SUBJECT"))
        var subject: String?

        @Option(name: .customLong("case"), help: ArgumentHelp("The case that it belongs to.", valueName: "CASE"))
        var caseReference: String?

        @Option(help: ArgumentHelp("When it came into being; now unless given.", valueName: "INSTANT"))
        var created: String?

        @Option(help: ArgumentHelp("When it was received; now unless given.", valueName: "INSTANT"))
        var received: String?

        @Option(help: ArgumentHelp("The latest date that whoever handed it over allows.", valueName: "INSTANT"))
        var eraseBy: String?

        @Option(
            help: ArgumentHelp(
                "By when somebody must validate it, because it comes from an emergency measure.", valueName: "INSTANT"))
        var validateBy: String?

        @Option(help: ArgumentHelp("The digest of the statement that authorizes to have it.", valueName: "sha256:…"))
        var authorization: String?

        @Option(
            name: .customLong("part"),
            help: ArgumentHelp(
                "A place that it lies in: file: and the path of a file from the root. Once for each.",
                valueName: "ERASER:LOCATOR"))
        var parts: [String] = []

        private var texts: [ItemFields.Name: String] {
            let pairs: [(ItemFields.Name, String?)] = [
                (.id, id), (.category, category), (.purpose, purpose), (.subjectCategory, subjectCategory),
                (.subject, subject), (.caseReference, caseReference), (.created, created), (.received, received),
                (.eraseBy, eraseBy), (.validateBy, validateBy), (.authorization, authorization),
            ]
            return Dictionary(uniqueKeysWithValues: pairs.compactMap { name, text in text.map { (name, $0) } })
        }

        /// The options that were given.
        var given: [String] {
            (texts.keys.map(Self.option) + (parts.isEmpty ? [] : [Self.option(.parts)])).sorted()
        }

        func item(created: Instant) throws(Ending) -> RetentionItem {
            do throws(ItemFields.Fault) {
                return try ItemFields(texts: texts, parts: parts).item(created: created)
            } catch {
                throw .usage(
                    (error.field.map { Self.option($0) + ": " } ?? "") + error.error.message,
                    remedy: error.error.remedy)
            }
        }

        private static func option(_ name: ItemFields.Name) -> String {
            name == .parts ? "--part" : "--\(name.rawValue)"
        }
    }
}

extension Answer {
    /// What a store says of an item after something was done with it.
    init(ofItem id: RetentionID, in engine: RetentionEngine) throws {
        let explanation = try engine.explain(id)
        self.init([explanation.description], .item(explanation))
    }
}
