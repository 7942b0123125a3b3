import TestSupport
import Testing

/// What all commands have in common.
@Suite struct CommandLineTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws { exchange = try Exchange() }

    private static let groups = [
        [], ["keys"], ["keys", "new"], ["pseudonyms"], ["disclose"], ["retain"], ["retain", "clock"],
        ["retain", "safeguards"],
        ["certificate"],
    ]
    private static let commands = [
        ["keys", "new", "identity"], ["keys", "new", "signing"], ["keys", "new", "pseudonyms"],
        ["keys", "new", "keyring"], ["keys", "public"], ["keys", "list"], ["keys", "rotate"], ["keys", "retire"],
        ["keys", "destroy"], ["keys", "fingerprint"], ["keys", "rewrap"], ["keys", "inventory"],
        ["keys", "export-type-key"], ["disclose", "seal"], ["disclose", "inspect"], ["disclose", "open"],
        ["retain", "init"], ["retain", "schedule"], ["retain", "adopt"], ["retain", "add"], ["retain", "import"],
        ["retain", "touch"], ["retain", "event"], ["retain", "hold"], ["retain", "preserve"], ["retain", "renew"],
        ["retain", "release"], ["retain", "holds"], ["retain", "restrict"], ["retain", "extend"],
        ["retain", "shorten"],
        ["retain", "validate"], ["retain", "review"], ["retain", "forget"], ["retain", "due"], ["retain", "explain"],
        ["retain", "ending"], ["retain", "status"], ["retain", "changes"], ["retain", "sweep"],
        ["retain", "daemon"], ["retain", "certificate"],
        ["retain", "safeguards", "export"], ["retain", "safeguards", "reapply"], ["retain", "safeguards", "forget"],
        ["retain", "clock", "confirm"], ["retain", "clock", "correct"],
        ["certificate", "verify"], ["seal"], ["unseal"], ["pseudonyms", "make"], ["pseudonyms", "verify"],
        ["pseudonyms", "reverse"], ["pseudonyms", "rewrap"], ["pseudonyms", "translate"], ["pseudonyms", "map"],
    ]

    @Test(arguments: groups + commands)
    func `every command has its help, on standard output`(_ command: [String]) throws {
        let outcome = try workshop.run(command + ["--help"])
        expectDone(outcome)
        #expect(outcome.output.contains("USAGE: proviso"))
        if Self.commands.contains(command) { #expect(outcome.output.contains("--json")) }
    }

    @Test func `the help names every exit code`() throws {
        let outcome = try workshop.run(["--help"])
        for word in ["64", "65", "66", "74", "77", "78", "--json", "personal data"] {
            #expect(outcome.output.contains(word), "\(word)")
        }
    }

    @Test func `the version and the completions are on standard output`() throws {
        let version = try workshop.run(["--version"])
        expectDone(version)
        let hasForm = version.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil
        #expect(hasForm)
        let completions = try workshop.run(["--generate-completion-script", "bash"])
        expectDone(completions)
        #expect(completions.output.contains("sweep"))
    }

    @Test(arguments: groups)
    func `a command that is missing is a mistake`(_ command: [String]) throws {
        let outcome = try workshop.run(command)
        expectProblems(outcome, ExitCode.usage, "no command was given; one of: ")
    }

    @Test(arguments: commands)
    func `arguments that are missing or unknown give one line that names the help`(_ command: [String]) throws {
        let help = "; see proviso \(command.joined(separator: " ")) --help\n"
        var attempts = [command + ["--unknown"], command + ["a", "b", "c", "--d\u{1B}[31m\ne"]]
        // These take no name of a file for missing, or say better what they lack.
        let others = [["disclose", "seal"], ["seal"], ["unseal"], ["keys", "inventory"], ["keys", "fingerprint"]]
        if !others.contains(command) { attempts.append(command) }
        for arguments in attempts {
            let outcome = try workshop.run(arguments)
            expectProblems(outcome, ExitCode.usage, "")
            #expect(outcome.errors.hasSuffix(help), "\(outcome.errors)")
            let json = try workshop.run(arguments + ["--json"])
            #expect(json.ending == .exit(ExitCode.usage))
            #expect(try JSON(json.output)["error"]?["code"]?.text == "usage")
        }
    }

    @Test func `json after two dashes is a name`() throws {
        let outcome = try workshop.run(["keys", "public", "--", "--json"])
        expectProblems(outcome, ExitCode.inputMissing, "--json: ")
    }

    @Test(arguments: commands)
    func `every command says that its clock is set`(_ command: [String]) throws {
        let store = ["--store", "a"]
        let until = ["--until", Exchange.due]
        let decided = store + Exchange.decision
        let pseudonyms = ["--type", "person", "--domain", "d", "--key-file", "a"]
        let arguments: [[String]: [String]] = [
            ["keys", "new", "identity"]: ["new"], ["keys", "new", "signing"]: ["new", "--name", "a"],
            ["keys", "new", "pseudonyms"]: ["new"], ["keys", "public"]: ["fiu.key"],
            ["keys", "new", "keyring"]: ["new", "--to", exchange.recipient], ["keys", "list"]: ["a"],
            ["keys", "rotate"]: ["a"], ["keys", "retire"]: ["a", "--version", "1"],
            ["keys", "destroy"]: ["a", "--version", "1", "--fingerprint", "b"], ["keys", "fingerprint"]: ["a"],
            ["keys", "rewrap"]: ["a"], ["keys", "inventory"]: [],
            ["keys", "export-type-key"]: ["a", "--type", "b", "-o", "c"],
            ["disclose", "seal"]: Array(exchange.sealing().dropFirst(2)),
            ["disclose", "inspect"]: ["--identity", "a", "--trust", "b", "c"],
            ["disclose", "open"]: ["--identity", "a", "--trust", "b", "--into", "d", "c"],
            ["retain", "init"]: ["--store", "a", "--schedule", "b"], ["retain", "schedule"]: store,
            ["retain", "adopt"]: ["--store", "a", "--schedule", "b", "--replacing", "1"],
            ["retain", "add"]: ["--store", "a", "--trust", "b", "c"], ["retain", "import"]: store,
            ["retain", "touch"]: store + ["c"], ["retain", "event"]: store + ["c", "--on", "d", "--withdraw"],
            ["retain", "hold"]: store + ["--reason", "r", "--authority", "a", "c"] + until,
            ["retain", "preserve"]: store + ["--reason", "r", "--authority", "a", "--reference", "7", "c"] + until,
            ["retain", "renew"]: decided + ["c"] + until, ["retain", "holds"]: store,
            ["retain", "restrict"]: decided + ["c"], ["retain", "extend"]: decided + ["c"] + until,
            ["retain", "shorten"]: decided + ["c"] + until, ["retain", "review"]: store,
            ["retain", "validate"]: decided + ["c", "--authorization", "d"], ["retain", "forget"]: decided + ["c"],
            ["retain", "ending"]: store, ["retain", "status"]: store, ["retain", "changes"]: store,
            ["retain", "safeguards", "export"]: store, ["retain", "safeguards", "reapply"]: store + ["b"],
            ["retain", "safeguards", "forget"]: decided + ["--before", Exchange.created],
            ["retain", "clock", "confirm"]: decided,
            ["retain", "clock", "correct"]: decided + ["--to", Exchange.created],
            ["retain", "release"]: ["--store", "a", "c"], ["retain", "due"]: ["--store", "a"],
            ["retain", "explain"]: ["--store", "a"],
            ["retain", "sweep"]: ["--store", "a", "--sign", "b", "--as", "c", "--certificates", "d"],
            ["retain", "certificate"]: store,
            ["retain", "daemon"]: ["--store", "a", "--sign", "b", "--as", "c", "--certificates", "d"],
            ["certificate", "verify"]: ["--trust", "a", "b"], ["seal"]: ["-r", exchange.recipient, "-o", "sealed"],
            ["unseal"]: ["-i", "fiu.identity", "a"], ["pseudonyms", "make"]: pseudonyms,
            ["pseudonyms", "verify"]: pseudonyms, ["pseudonyms", "reverse"]: pseudonyms,
            ["pseudonyms", "rewrap"]: pseudonyms, ["pseudonyms", "translate"]: pseudonyms + ["--to-domain", "e"],
            ["pseudonyms", "map"]: pseudonyms + ["--from", "1"],
        ]
        let given = try #require(arguments[command])
        let outcome = try workshop.run(command + given, environment: ["PROVISO_TEST_CLOCK": Exchange.created])
        #expect(
            outcome.problems.first
                == "proviso: PROVISO_TEST_CLOCK sets the clock to \(Exchange.created); unset it for real work")
        expectForm(outcome)
        #expect(try !workshop.run(command + given).errors.contains("CLOCK"))
    }

    @Test(arguments: ["", "now", "2026-11-25", "2026-11-25T10:00:00+01:00", "2026-11-25T10:00:00Z\n"])
    func `a clock that is set to no instant stops everything`(_ time: Text) throws {
        let outcome = try workshop.run(
            ["keys", "new", "identity", "new", "--json"], environment: ["PROVISO_TEST_CLOCK": time.value])
        expectProblems(outcome, ExitCode.configuration, "PROVISO_TEST_CLOCK: ", output: outcome.output)
        #expect(try JSON(outcome.output)["error"]?["code"]?.text == "value-invalid")
        #expect(!workshop.exists("new"))
    }

    @Test func `without a clock that is set, the time is the system's`() throws {
        try exchange.answer(exchange.sealing())
        // It was made in another time than this one, unless somebody runs this in that very minute.
        let outcome = try workshop.run(["keys", "new", "identity", "new"])
        expectDone(outcome)
        let created = try #require(try workshop.read("new").firstMatch(of: /# created: (20[0-9-]+T[0-9:]+Z)\n/))
        #expect(created.output.1 != Exchange.created)
    }

    @Test func `an answer that cannot be written is not done`() throws {
        let closed = try exchange.proviso(["keys", "public", "fiu.key"], output: .closed)
        #expect(closed.ending == .exit(ExitCode.inputOutput))
        expectForm(closed)
    }

    @Test(.enabled(if: Programs.hasFullDevice))
    func `an answer that does not fit is told`() throws {
        let outcome = try exchange.proviso(["keys", "public", "fiu.key", "--json"], output: .file("/dev/full"))
        expectProblems(outcome, ExitCode.inputOutput, "-: ")
    }

    @Test func `names of files are told without steering the terminal`() throws {
        let outcome = try workshop.run(["keys", "public", "a\u{1B}[31m\nb\u{202E}"])
        expectProblems(outcome, ExitCode.inputMissing, #"a\u{1B}[31m\u{A}b\u{202E}: "#)
        let json = try workshop.run(["keys", "public", "--json", "a\u{1B}\u{202E}\"\\"])
        #expect(json.output.contains(#""source":"a\u001b\u202e\"\\""#), "\(json.output)")
        #expect(try JSON(json.output)["error"]?["source"]?.text == "a\u{1B}\u{202E}\"\\")
    }
}
