import ArgumentParser
import Proviso
import Shared

/// The command line.
struct ProvisoCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "proviso",
        abstract: "Shares records with conditions attached, and proves that they are gone in time.",
        discussion: """
            Every command takes --json, and then answers with one JSON object, retain changes with one for each; those whose \
            output is data with -o alone. proviso --version prints the version. Terms are stated and signed, and nobody is \
            made to comply with them. Pseudonymized data are still personal data.

            Exit codes: 0 done; 64 usage; 65 a bad record, a sealed file, package, note or certificate that is refused, \
            or a hold or decision that comes too late or goes too far; 66 missing; 74 input or output failed, also of one item \
            in a sweep; 77 a secret that others can reach; 78 policy, schedule, key, keyring, recipient, trust file, clock or \
            configuration.
            """,
        subcommands: [
            KeysCommand.self, SealCommand.self, UnsealCommand.self, PseudonymsCommand.self, DiscloseCommand.self,
            RetainCommand.self, CertificateCommand.self,
        ])

    /// The command that explains the arguments.
    static func help(for arguments: some Sequence<String>) -> String {
        var words = ["proviso"]
        var command: any ParsableCommand.Type = Self.self
        for argument in arguments {
            let next = command.configuration.subcommands.first { $0.configuration.commandName == argument }
            guard let next else { break }
            words.append(argument)
            command = next
        }
        return (words + ["--help"]).joined(separator: " ")
    }
}

/// A command that only leads to others.
protocol CommandGroup: ParsableCommand {}

extension CommandGroup {
    /// A script with a variable that is not set must not end well because it asked for nothing.
    func run() throws {
        let names = Self.configuration.subcommands.compactMap { $0.configuration.commandName }
        throw Ending.usage("no command was given", remedy: "one of: \(names.joined(separator: ", "))")
    }
}

/// A command that does something.
protocol ActingCommand: ParsableCommand {
    var options: AnswerOptions { get }

    /// Does it, by a clock.
    func answer(_ time: TimeSource) throws -> Answer
}

struct AnswerOptions: ParsableArguments {
    @Flag(help: "Answer with one JSON object on standard output, also where something is wrong.")
    var json = false
}

extension ActingCommand {
    func run() throws {
        let answer = try answer(Clock.timeSource())
        var output = OutputFile.standardOutput()
        try output.write(options.json ? answer.json.description + "\n" : answer.text)
        try output.commit()
        if let ending = answer.ending { throw ending }
    }
}

/// What a command found or did. Without values of the data.
struct Answer {
    let text: String
    let json: JSON
    /// How the program ends if it did not do all that it was to do.
    var ending: Ending?

    /// An answer for people in lines, and one for programs.
    init(
        _ lines: [String], _ members: KeyValuePairs<String, JSON?>, and others: [(name: String, value: JSON)] = [],
        ending: Ending? = nil
    ) {
        text = lines.map { $0 + "\n" }.joined()
        json = .object(members, and: others)
        self.ending = ending
    }

    /// An answer for people in lines, and any value for programs.
    init(_ lines: [String], _ json: JSON) {
        text = lines.map { $0 + "\n" }.joined()
        self.json = json
    }
}

enum Clock {
    /// The system's clock, unless a test or a demonstration sets another.
    static func timeSource() throws -> TimeSource {
        guard let text = System.environment("PROVISO_TEST_CLOCK") else { return .system }
        let instant: Instant
        do throws(ProvisoError) {
            instant = try Instant(text)
        } catch {
            throw Ending(
                .configuration,
                [Ending.Problem(ProvisoError(error.code, "PROVISO_TEST_CLOCK: " + error.message, remedy: error.remedy))]
            )
        }
        System.writeError("proviso: PROVISO_TEST_CLOCK sets the clock to \(instant); unset it for real work\n")
        return .fixed(instant)
    }
}

/// The recipient that `--to` names.
func recipient(_ text: String) throws(Ending) -> AgeRecipient {
    guard let recipient = try? AgeRecipient(text) else {
        throw .usage(
            "--to: '\(Ending.quoted(text))' is not a recipient",
            remedy: "write the line age1… that its holder published")
    }
    return recipient
}

/// A value that an argument gives: what is wrong with it is wrong with the arguments.
func argument<Value: Sendable>(_ name: String, _ make: () throws -> Value) throws -> Value {
    do {
        return try make()
    } catch let error as ProvisoError where error.code == .valueInvalid {
        throw Ending.usage("\(name): \(error.message)", remedy: error.remedy)
    }
}
