import ArgumentParser
import Proviso

/// How the program ends when it does not end well: one line for each thing that is wrong, and an exit code of sysexits.h.
struct Ending: Error {
    let code: Code
    let lines: [String]
    private var standardOutput: String?

    enum Code: Int32 {
        case done = 0
        case usage = 64
        case badRecord = 65
        case inputMissing = 66
        case inputOutput = 74
        case fileMode = 77
        case configuration = 78
    }

    init(_ code: Code, _ line: String) {
        self.code = code
        lines = [line]
    }

    private init(_ code: Code, lines: [String] = [], standardOutput: String? = nil) {
        self.code = code
        self.lines = lines
        self.standardOutput = standardOutput
    }

    /// What an error of the library, of the argument parser or of this program means for the one who called it.
    init(_ error: any Error) {
        switch error {
        case let ending as Ending: self = ending
        case let policy as PolicyError: self.init(.configuration, lines: policy.problems.map(\.description))
        case let failure as ProvisoError:
            self.init(Self.code(failure.code), lines: failure.code == .storeClosed ? [] : [failure.description])
        case let failure as CryptoError: self.init(.configuration, failure.description)
        default:
            // `--help` and `--version` come as errors too.
            if Redact.exitCode(for: error) == .success {
                self.init(.done, standardOutput: Redact.fullMessage(for: error) + "\n")
            } else {
                var message = Redact.message(for: error)
                while let last = message.unicodeScalars.last, last == "." || last == "\n" {
                    message.unicodeScalars.removeLast()
                }
                self.init(.usage, (message.isEmpty ? "wrong arguments" : Self.quoted(message)) + "; see redact --help")
            }
        }
    }

    func exit() -> Never {
        if let standardOutput, !System.writeOutput(standardOutput) { System.leave(Code.inputOutput.rawValue) }
        for line in lines { System.writeError("redact: " + line + "\n") }
        System.leave(code.rawValue)
    }

    /// A text from the command line without what could steer a terminal or break a line, in the way in which the library writes it.
    static func quoted(_ text: String) -> String {
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
        case .recordMalformed, .recordStopped: .badRecord
        case .storeMissing: .inputMissing
        case .storeFailed, .storeClosed: .inputOutput
        case .storeMode: .fileMode
        default: .configuration
        }
    }
}
