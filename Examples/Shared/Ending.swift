package import ArgumentParser
package import Proviso

/// How a program ends when it does not end well: one line for each thing that is wrong, and an exit code of sysexits.h.
package struct Ending: Error {
    package let code: Code
    package let problems: [Problem]
    /// Whether standard output has the answer already, as of a sweep in which one item failed.
    package let isAnswered: Bool
    private var standardOutput: String?

    package enum Code: Int32, Sendable {
        case done = 0
        case usage = 64
        case badData = 65
        case inputMissing = 66
        case inputOutput = 74
        case fileMode = 77
        case configuration = 78
    }

    /// One thing that is wrong.
    package struct Problem: Sendable {
        /// What kind of thing, as a stable word.
        package let word: String
        package let place: ProvisoError.Place
        package let message: String
        package let remedy: String
        /// All of it for people.
        package let line: String

        package init(_ error: ProvisoError) {
            word = error.code.description
            place = error.place
            message = error.message
            remedy = error.remedy
            line = error.description
        }

        fileprivate init(_ problem: PolicyError.Problem) {
            word = "policy-invalid"
            place = problem.place
            message = problem.message
            remedy = problem.remedy
            line = problem.description
        }

        /// Something that only programs find wrong.
        package init(_ word: String, _ message: String, remedy: String) {
            self.word = word
            self.message = message
            self.remedy = remedy
            place = ProvisoError.Place()
            line = message + "; " + remedy
        }

        /// An error whose sentence says both what is wrong and what to do.
        fileprivate init(_ error: CryptoError) {
            let sentence = error.description.unicodeScalars
            let end = sentence.firstIndex(of: ";") ?? sentence.endIndex
            self.init(
                "crypto-failed", String(sentence[..<end]),
                remedy: String(sentence[end...].drop { $0 == ";" || $0 == " " }))
        }
    }

    /// A mistake in the arguments.
    package static func usage(_ message: String, remedy: String) -> Ending {
        Ending(.usage, [Problem("usage", message, remedy: remedy)])
    }

    package init(_ code: Code, _ problems: [Problem], isAnswered: Bool = false) {
        self.code = code
        self.problems = problems
        self.isAnswered = isAnswered
    }

    /// What an error of the library, of the argument parser or of a program means for the one who called it.
    ///
    /// - Parameter help: the command that explains the arguments.
    package init(_ error: any Error, of command: (some ParsableCommand).Type, help: String) {
        switch error {
        case let ending as Ending: self = ending
        case let policy as PolicyError: self.init(.configuration, policy.problems.map(Problem.init))
        case let failure as ProvisoError:
            self.init(Self.code(failure.code), failure.code == .storeClosed ? [] : [Problem(failure)])
        case let failure as CryptoError: self.init(.configuration, [Problem(failure)])
        default:
            // `--help` and `--version` come as errors too.
            if command.exitCode(for: error) == .success {
                self.init(.done, [])
                standardOutput = command.fullMessage(for: error) + "\n"
            } else {
                var message = command.message(for: error)
                while let last = message.unicodeScalars.last, last == "." || last == "\n" {
                    message.unicodeScalars.removeLast()
                }
                self = .usage(message.isEmpty ? "wrong arguments" : Self.quoted(message), remedy: "see \(help)")
            }
        }
    }

    package func exit(as program: String) -> Never {
        if let standardOutput, !System.writeOutput(standardOutput) { System.leave(Code.inputOutput.rawValue) }
        for problem in problems { System.writeError("\(program): \(problem.line)\n") }
        System.leave(code.rawValue)
    }

    /// A text from the command line without what could steer a terminal or break a line, in the way in which the
    /// library writes it.
    package static func quoted(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func code(_ code: ProvisoError.Code) -> Code {
        switch code {
        case .recordMalformed, .recordStopped, .recordsOverLimit, .retentionErased, .retentionExists, .retentionEnded,
            .retentionDirection, .retentionLimit, .retentionAuthorization:
            return .badData
        case .storeMissing, .retentionUnknown: return .inputMissing
        case .keyringRecipients: return .usage
        case .storeFailed, .storeClosed, .storeDamaged, .storeBusy, .keyringBusy, .erasureRefused, .erasureIncomplete,
            .retentionOrder, .retentionSweeping:
            return .inputOutput
        case .storeMode: return .fileMode
        default:
            // Whatever came from somebody else and was refused; its words begin with the layer that refused it.
            let layer = code.description.prefix { $0 != "-" }
            let layers = ["age", "tar", "note", "statement", "terms", "manifest", "certificate"]
            return layers.contains(String(layer)) ? .badData : .configuration
        }
    }
}
