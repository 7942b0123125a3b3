import ArgumentParser
import Proviso
import Shared

/// A command whose answer is a list that can be long: it is written as it is found.
protocol ListingCommand: ParsableCommand {
    var options: AnswerOptions { get }

    /// The name of the list in the answer for programs; nil where each entry is an object on a line of its own.
    var listName: String? { get }

    /// What people are told where the list is empty.
    var emptyLine: String { get }

    /// Finds the entries, by a clock.
    func list(_ time: TimeSource, into listing: inout Listing) throws
}

extension ListingCommand {
    func run() throws {
        let time = try Clock.timeSource()
        var listing = Listing(isJSON: options.json, name: listName)
        do {
            try list(time, into: &listing)
        } catch {
            guard listing.hasBegun else { throw error }
            let ending = Ending(error, of: ProvisoCommand.self, help: "proviso --help")
            // What was found stays, and an object is ended, so that whoever reads it finds the error in it.
            try listing.finish(ending)
            throw Ending(ending.code, ending.problems, isAnswered: options.json)
        }
        try listing.finish(emptyLine: emptyLine)
    }
}

/// An answer that is a list, on its way to standard output.
struct Listing: ~Copyable {
    private var output = OutputFile.standardOutput()
    private let isJSON: Bool
    private let name: String?
    private(set) var count = 0

    init(isJSON: Bool, name: String?) {
        self.isJSON = isJSON
        self.name = name
    }

    var hasBegun: Bool { count > 0 }

    /// Writes an entry, as lines for people or as a value for programs.
    mutating func add(_ text: @autoclosure () -> String, _ json: @autoclosure () -> JSON) throws {
        if isJSON {
            if let name {
                try output.write(count == 0 ? "{\"\(name)\":[" : ",")
                try output.write(json().description)
            } else {
                try output.write(json().description + "\n")
            }
        } else {
            try output.write(text() + "\n")
        }
        count += 1
    }

    consuming func finish(emptyLine: String) throws {
        if isJSON, let name {
            try output.write(count == 0 ? "{\"\(name)\":[]}\n" : "]}\n")
        } else if !isJSON, count == 0 {
            try output.write(emptyLine + "\n")
        }
        try output.commit()
    }

    /// Ends a list that could not be ended.
    fileprivate consuming func finish(_ ending: Ending) throws {
        if isJSON {
            let error = JSON(ending)?.description ?? "{}"
            try output.write(name == nil ? error + "\n" : "]," + error.dropFirst() + "\n")
        }
        try output.commit()
    }
}
