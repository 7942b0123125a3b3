public import Proviso
internal import Synchronization

/// A worked story of what a retention engine does: a schedule, calls at given times, and what must come of each.
///
/// ```text
/// # A maximum counts its last day whole.
/// schedule one <<
/// { "proviso": "retention/v1", "schedule": "one", "version": 1, "rules": { "notes": { "maximum": "P1D" } } }
/// >>
/// at 2026-03-01T09:00:00Z
/// adopt one
/// register a category=note
/// at 2026-03-02T23:59:59Z
/// sweep -> nothing
/// at 2026-03-03T00:00:00Z
/// sweep -> a
/// ```
///
/// The files in `Tests/Testkit/retention` are stories for every store; its README specifies them.
public struct RetentionScenario: Sendable {
    /// What it shows, in a sentence.
    public let about: String
    let schedules: [String: String]
    let lines: [Line]

    /// A line with its number, its words, and what must come of it.
    struct Line: Sendable {
        let number: Int
        let command: String
        let words: [String]
        let options: [String: String]
        let expectation: String?

        /// The first word that is no option.
        func word(_ index: Int) throws -> String {
            guard words.indices.contains(index) else {
                throw RetentionScenario.Failure(line: number, description: "a word is missing")
            }
            return words[index]
        }
    }

    /// A line of which something else came.
    public struct Failure: Error, CustomStringConvertible {
        /// The line's number.
        public let line: Int
        /// What came of it.
        public let description: String

        init(line: Int, description: String) {
            self.line = line
            self.description = "line \(line): \(description)"
        }
    }

    /// A scenario from the text of its file.
    ///
    /// - **Throws**: ``Failure`` for a text that is none.
    public init(_ text: String) throws {
        var about: String?
        var schedules: [String: String] = [:]
        var lines: [Line] = []
        var open: (name: String, text: String)?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let (name, text) = open {
                if line == ">>" {
                    schedules[name] = text
                    open = nil
                } else {
                    open?.text = text + line + "\n"
                }
                continue
            }
            if line.hasPrefix("#") {
                about = about ?? String(line.drop { $0 == "#" || $0 == " " })
                continue
            }
            let parts = String(line).splitOnce(at: " -> ")
            var words = parts.0.split(separator: " ").map(String.init)
            if words.isEmpty { continue }
            let command = words.removeFirst()
            if command == "schedule", words.count == 2, words[1] == "<<" {
                open = (words[0], "")
                continue
            }
            var options: [String: String] = [:]
            for word in words {
                guard let sign = word.firstIndex(of: "=") else { continue }
                options[String(word[..<sign])] = String(word[word.index(after: sign)...])
            }
            lines.append(
                Line(
                    number: index + 1, command: command, words: words.filter { !$0.contains("=") }, options: options,
                    expectation: parts.1))
        }
        guard let about, open == nil, !lines.isEmpty else {
            throw Failure(line: 1, description: "not a scenario")
        }
        self.about = about
        self.schedules = schedules
        self.lines = lines
    }

    /// Plays it on a store, which must be new. `reopen` closes the store and gives it again.
    ///
    /// - **Throws**: ``Failure`` for the first line of which something else came.
    public func run(
        on store: any RetentionStore, reopen: (any RetentionStore) throws -> any RetentionStore = { $0 }
    ) throws {
        let run = try RetentionScenarioRun(self, store)
        for line in lines {
            if line.command == "restart" {
                run.store = try reopen(run.store)
                continue
            }
            try run.play(line)
        }
    }
}

extension String {
    fileprivate func splitOnce(at separator: String) -> (String, String?) {
        guard let range = firstRange(of: separator) else { return (self, nil) }
        return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
    }
}
