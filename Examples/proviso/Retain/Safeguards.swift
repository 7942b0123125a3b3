import ArgumentParser
import Proviso
import Shared

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension RetainCommand {
    struct SafeguardsCommand: CommandGroup {
        static let configuration = CommandConfiguration(
            commandName: "safeguards",
            abstract:
                "Takes the ledger of what was erased and the holds out of a store, and back into one that was restored.",
            subcommands: [Export.self, Reapply.self, ForgetEntries.self])
    }

    struct Export: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Writes the ledger and the holds, to be kept apart from the backups of the store.",
            discussion: "It names nobody whom the holds do not name. Needs no keys.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(
            name: [.customShort("o"), .long],
            help: ArgumentHelp("Write to a file, which appears whole or not at all.", valueName: "FILE"))
        var output: String?

        /// The file that is written; nil for standard output.
        private var file: String? { output == "-" ? nil : output }

        func answer(_ time: TimeSource) throws -> Answer {
            if options.json {
                guard let file else {
                    throw Ending.usage("--json and the data would both go to standard output", remedy: "add -o FILE")
                }
                try FileRoles().requireAnswer(apartFrom: "-o", file)
            }
            var roles = FileRoles()
            try place.addFiles(to: &roles)
            try roles.add("-o", file)
            let engine = try place.registry(time, ledger: .unused).engine
            var output = try file.map { path throws(ProvisoError) in try OutputFile(path) } ?? .standardOutput()
            var (entryCount, lineCount) = (0, 0)
            try engine.exportSafeguards { line in
                try output.write(line + "\n")
                lineCount += 1
                if SafeguardKind(line).isSuppression { entryCount += 1 }
            }
            try output.commit()
            // The first line is of neither kind.
            let holdCount = lineCount - 1 - entryCount
            return Answer(
                file.map { ["\(Ending.quoted($0)): \(entryCount) entries and \(holdCount) holds."] } ?? [],
                ["file": .of(file), "suppressions": .number(entryCount), "holds": .number(holdCount)])
        }
    }

    struct Reapply: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "reapply",
            abstract:
                "Applies what export wrote to a store that was restored: what was erased goes again, and holds are back.",
            discussion: "Run it before anything else is done with the store. To run it again changes nothing.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Argument(help: ArgumentHelp("What export wrote; - is standard input.", valueName: "FILE"))
        var input: String

        func answer(_ time: TimeSource) throws -> Answer {
            var roles = FileRoles()
            try roles.addSource("the input", input)
            try place.addFiles(to: &roles)
            var file = input == "-" ? InputFile.standardInput() : try InputFile(input)
            let lines = try readLines(&file)
            let registry = try place.registry(time)
            if place.ledgerKeys == nil, lines.contains(where: { SafeguardKind($0).isSuppression }) {
                throw Registry.lacksLedger(place.store)
            }
            let result: RetentionEngine.Reapplication
            do {
                result = try registry.engine.reapplySafeguards(lines)
            } catch var error as ProvisoError where error.code == .valueInvalid {
                error.place.source = input
                throw Ending(.badData, [Ending.Problem(error)])
            }
            return Answer(
                [
                    "\(result.newSuppressionCount) entries were not known, and \(result.changedHoldCount) holds were not, or otherwise.",
                    "\(result.reappeared.count) items are there that were erased: they go with the next sweep.",
                ],
                [
                    "new-suppressions": .number(result.newSuppressionCount),
                    "changed-holds": .number(result.changedHoldCount), "reappeared": .texts(result.reappeared),
                ])
        }

        private func readLines(_ file: inout InputFile) throws -> [String] {
            var buffer = LineBuffer()
            var lines: [String] = []
            func take(_ line: [UInt8]?) throws {
                guard let line, let text = String(validating: line, as: UTF8.self) else {
                    throw Ending(
                        .badData,
                        [
                            Ending.Problem(
                                ProvisoError(
                                    .valueInvalid, "not a line of exported safeguards",
                                    remedy: "give the whole export, as it was written",
                                    place: ProvisoError.Place(source: input, line: lines.count + 1)))
                        ])
                }
                lines.append(text)
            }
            while try file.readBlock({ block in try buffer.append(block, take) }) {}
            try buffer.finish(take)
            return lines
        }
    }

    struct ForgetEntries: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "forget",
            abstract:
                "Removes entries of the ledger that are older than every backup, and every other copy that could come back."
        )

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("Of what was erased before.", valueName: "INSTANT"))
        var before: String

        @OptionGroup var decision: DecisionOptions

        func answer(_ time: TimeSource) throws -> Answer {
            let (before, justification) = try (instant("--before", before), decision.justification())
            guard before <= time.now() else {
                throw Ending.usage("--before \(before) has not come", remedy: "give the date of the oldest backup")
            }
            let engine = try place.registry(time, ledger: .unused).engine
            let count = try engine.forgetSuppressions(erasedBefore: before, justification)
            return Answer(
                ["\(count) entries are removed: what they were of is not known any more."],
                ["before": .of(before), "removed": .number(count)])
        }
    }
}

/// What a line of exported safeguards is about.
private struct SafeguardKind: Decodable {
    private let suppression: String?

    var isSuppression: Bool { suppression != nil }

    /// A line; one that is none is of no kind, and found by the engine.
    init(_ line: String) {
        self = (try? JSONDecoder().decode(SafeguardKind.self, from: Data(line.utf8))) ?? SafeguardKind(suppression: nil)
    }

    private init(suppression: String?) { self.suppression = suppression }
}
