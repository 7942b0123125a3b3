import Foundation
import TestSupport
import Testing

/// Two agencies in one folder: the police, which sends, and the FIU, which receives. Their keys and trust file are made
/// by the program; the time is what a test says.
struct Exchange {
    let workshop: Workshop
    /// The FIU's recipient.
    let recipient: String

    static let created = "2026-11-25T10:00:00Z"
    /// Ninety days later.
    static let due = "2027-02-23T10:00:00Z"
    static let afterDue = "2027-02-23T10:05:00Z"

    static let policy = """
        proviso: policy/v1
        purpose: "Do our cases and theirs meet?"
        recipient: fiu.example
        legal-basis: ["LED art. 8"]
        terms: { erase-after: P90D, handling: ["TLP:AMBER", "EYES ONLY"] }
        fields:
          "$.case_id": keep
        """

    /// What never may appear outside of a file of records.
    static let canary = "CANARY"
    static let records = """
        {"case_id":"C-1","name":"CANARY"}
        {"case_id":"C-2","name":"CANARY"}

        """

    init() throws {
        let workshop = try Workshop(
            for: "proviso", files: ["policy.yaml": Self.policy, "records.ndjson": Self.records])
        func make(_ arguments: String...) throws -> String {
            let outcome = try workshop.run(["keys", "new"] + arguments)
            expectDone(outcome)
            return outcome.output.replacing("\n", with: "")
        }
        self.workshop = workshop
        recipient = try make("identity", "fiu.identity")
        let police = try make("signing", "police.key", "--name", "police.example/disclosure")
        let fiu = try make("signing", "fiu.key", "--name", "fiu.example/retention")
        try workshop.write(
            "trust", "# Who may sign what.\nterms,manifest \(police) police.example\ncertificate \(fiu) fiu.example\n")
        try workshop.makeFolder("certificates")
    }

    // MARK: - The program

    /// Runs the program at a time, and takes the line that says so from its standard error.
    func proviso(
        _ arguments: [String], at time: String = created, input: Workshop.Input = .stream(.null),
        output: ChildProcess.Stream? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Workshop.Outcome {
        var outcome = try workshop.run(
            arguments, input: input, output: output, environment: ["PROVISO_TEST_CLOCK": time])
        let announcement = "proviso: PROVISO_TEST_CLOCK sets the clock to \(time); unset it for real work\n"
        if outcome.errors.hasPrefix(announcement) {
            outcome.errors.removeFirst(announcement.count)
        } else if outcome.ending != .exit(ExitCode.usage) {
            // Arguments that are not understood end the program before it looks at a clock.
            Issue.record("the clock is not announced: \(outcome.errors)", sourceLocation: sourceLocation)
        }
        #expect(!outcome.errors.contains(Self.canary), sourceLocation: sourceLocation)
        #expect(!outcome.output.contains(Self.canary), sourceLocation: sourceLocation)
        return outcome
    }

    func proviso(
        _ arguments: String..., at time: String = created, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Workshop.Outcome {
        try proviso(arguments, at: time, sourceLocation: sourceLocation)
    }

    /// Runs a command that must end well, and gives its JSON.
    @discardableResult
    func answer(
        _ arguments: [String], at time: String = created, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> JSON {
        let outcome = try proviso(arguments + ["--json"], at: time, sourceLocation: sourceLocation)
        expectDone(outcome, sourceLocation: sourceLocation)
        // One object, on one line.
        #expect(outcome.output.hasSuffix("}\n"), sourceLocation: sourceLocation)
        #expect(outcome.output.count { $0 == "\n" } == 1, sourceLocation: sourceLocation)
        return try JSON(outcome.output)
    }

    /// Runs a command that must be refused, for people and for programs.
    func expectRefusal(
        _ arguments: [String], at time: String = created, input: Workshop.Input = .stream(.null), _ code: Int32,
        _ word: String, _ beginning: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let told = try proviso(arguments, at: time, input: input, sourceLocation: sourceLocation)
        expectProblems(told, code, beginning, sourceLocation: sourceLocation)
        let outcome = try proviso(["--json"].inserted(into: arguments), at: time, input: input)
        #expect(outcome.ending == .exit(code), sourceLocation: sourceLocation)
        #expect(outcome.problems == told.problems, sourceLocation: sourceLocation)
        let error = try JSON(outcome.output)["error"]
        #expect(error?["code"]?.text == word, "\(outcome.output)", sourceLocation: sourceLocation)
        for name in ["message", "remedy"] {
            #expect(error?[name]?.text?.isEmpty == false, "\(name)", sourceLocation: sourceLocation)
        }
    }

    // MARK: - Steps

    /// The arguments that seal the records.
    func sealing(_ arguments: String..., to package: String = "case.age") -> [String] {
        [
            "disclose", "seal", "--policy", "policy.yaml", "--sender", "police.example", "--to", recipient, "--sign",
            "police.key", "-o", package,
        ] + arguments + (arguments.contains { $0.hasSuffix(".ndjson") } ? [] : ["records.ndjson"])
    }

    static func opening(_ package: String = "case.age", into folder: String = "case", _ arguments: String...)
        -> [String]
    {
        ["disclose", "open", "--identity", "fiu.identity", "--trust", "trust", "--into", folder] + arguments + [package]
    }

    static let sweeping = [
        "retain", "sweep", "--store", "store", "--sign", "fiu.key", "--as", "fiu.example", "--certificates",
        "certificates",
    ]

    /// Seals the records and opens them, registered in the store; gives the id of the package.
    @discardableResult
    func share(_ name: String = "case") throws -> String {
        try answer(sealing("--keep", "\(name).sent", to: "\(name).age"))
        let opened = try answer(Self.opening("\(name).age", into: name, "--store", "store"))
        return try #require(opened["package"]?.text)
    }

    /// Lets the time come: a store that nobody used for a month asks whether it is right.
    func confirmClock(at time: String = afterDue) throws {
        try answer(
            ["retain", "clock", "confirm", "--store", "store", "--reason", "looked at the clock", "--by", "staff 7"],
            at: time)
    }

    /// What the store says of an item.
    func item(_ id: String, at time: String = created) throws -> JSON {
        let items = try answer(["retain", "explain", "--store", "store", id], at: time)["items"]?.list
        return try #require(items?.first)
    }

    func certificate(_ id: String) -> String { "certificates/\(id).certificate.note" }
}

extension [String] {
    /// The arguments with these before any `--`.
    fileprivate func inserted(into arguments: [String]) -> [String] {
        guard let end = arguments.firstIndex(of: "--") else { return arguments + self }
        return Array(arguments[..<end]) + self + Array(arguments[end...])
    }
}
