import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Import: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Registers many items, one JSON object a line.",
            discussion: """
                The members of an object are called like the options of add, and parts is a list of texts: \
                {"id":"r-7","category":"case-record","created":"2026-11-25T10:00:00Z","parts":["file:/srv/7.json"]}. \
                id, category, created and parts are needed. Items that are registered already, and just so, change \
                nothing, so an import that was interrupted is run again.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(
            help: ArgumentHelp(
                "What happens at a line that is refused: stop, which is the default, or skip it and tell.",
                valueName: "ACTION"))
        var onError: String?

        @Argument(
            help: ArgumentHelp(
                "The items; - is standard input, which is read unless a file is named.", valueName: "FILE"))
        var input: String = "-"

        func answer(_ time: TimeSource) throws -> Answer {
            let skips = try skipsRefused()
            var roles = FileRoles()
            try roles.addSource("the input", input)
            try roles.add("--store", place.store)
            let registry = try Registry(at: place.store, time)
            guard try registry.engine.schedule() != nil else {
                throw ProvisoError(
                    .retentionSchedule, "no schedule is in use, so no rule applies to any item",
                    remedy: "take one into use with proviso retain init", place: ProvisoError.Place(source: place.store)
                )
            }
            var file = input == "-" ? InputFile.standardInput() : try InputFile(input)
            var run = ImportRun(registry: registry, source: file.name, skipsRefused: skips)
            try run.read(&file)
            return run.answer
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

/// One import, line by line.
private struct ImportRun {
    let registry: Registry
    let source: String
    let skipsRefused: Bool
    private var lineNumber = 0
    private var newCount = 0
    private var knownCount = 0
    private var refusedCount = 0
    /// The first refusals.
    private var refusals: [Ending.Problem] = []

    private static let listedLimit = 10_000

    init(registry: Registry, source: String, skipsRefused: Bool) {
        self.registry = registry
        self.source = source
        self.skipsRefused = skipsRefused
    }

    mutating func read(_ file: inout InputFile) throws {
        var lines = LineBuffer()
        while try file.readBlock({ block in try lines.append(block) { line in try take(line) } }) {}
        try lines.finish { line in try take(line) }
    }

    var answer: Answer {
        let unlistedCount = refusedCount - refusals.count
        return Answer(
            [
                "\(newCount) items are new, \(knownCount) were known"
                    + (skipsRefused ? ", \(refusedCount) lines were refused." : ".")
            ],
            [
                "file": .text(source), "lines": .number(lineNumber), "new": .number(newCount),
                "known": .number(knownCount), "refused": .number(refusedCount),
                "refusals": .list(refusals.map { JSON($0) }),
                "refusals-not-listed": unlistedCount == 0 ? nil : .number(unlistedCount),
            ])
    }

    /// Registers the item of a line; nil stands for one that is too long.
    private mutating func take(_ line: [UInt8]?) throws {
        lineNumber += 1
        if let line, line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
        do throws(Refusal) {
            try register(line)
        } catch {
            let refused: ProvisoError
            switch error {
            case .line(let error): refused = error
            case .store(let error): throw error
            }
            let problem = Ending.Problem(
                ProvisoError(
                    refused.code, refused.message, remedy: refused.remedy,
                    place: ProvisoError.Place(source: source, line: lineNumber)))
            // Whatever is wrong with a line, it is a bad one. What came before is registered.
            guard skipsRefused else { throw Ending(.badData, [problem]) }
            refusedCount += 1
            if refusals.count < Self.listedLimit { refusals.append(problem) }
            System.writeError("proviso: \(problem.line)\n")
        }
    }

    /// Whether a line is wrong, or all that can be done with any.
    private enum Refusal: Error {
        case line(ProvisoError)
        case store(any Error)
    }

    private mutating func register(_ line: [UInt8]?) throws(Refusal) {
        let item: RetentionItem
        do throws(ItemFields.Fault) {
            item = try ItemLine.fields(line).item(created: nil)
        } catch {
            throw .line(Self.withoutValues(error))
        }
        do {
            // What is there just so need not be written, and to look is fifty times as fast.
            if let known = try registry.item(item.id), known.state == .kept, known.item == item {
                knownCount += 1
            } else {
                try registry.engine.register(item)
                newCount += 1
            }
        } catch let error as ProvisoError {
            guard let told = Self.withoutValues(error) else { throw .store(error) }
            throw .line(told)
        } catch {
            throw .store(error)
        }
    }

    /// What is wrong with a field, without what stands in it.
    private static func withoutValues(_ fault: ItemFields.Fault) -> ProvisoError {
        let error = fault.error
        guard let field = fault.field else { return error }
        // The library's sentence can have an excerpt of the value, for those who have just typed it.
        let message =
            error.code == .valueInvalid
            ? "'\(field.rawValue)' is not of its form" : "'\(field.rawValue)': \(error.message)"
        return ProvisoError(error.code, message, remedy: error.remedy)
    }

    /// Why an engine refuses an item, without what stands in it; nil for what is not the item's fault.
    private static func withoutValues(_ error: ProvisoError) -> ProvisoError? {
        let message: String
        switch error.code {
        case .retentionExists: message = "'id': an item of this id is registered already, and otherwise"
        case .retentionErased: message = "'id': the erasure of an item of this id was decided already"
        case .retentionUncovered: message = "'category': no rule of the schedule applies"
        default: return nil
        }
        return ProvisoError(error.code, message, remedy: error.remedy)
    }
}
