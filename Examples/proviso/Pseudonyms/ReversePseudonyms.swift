import ArgumentParser
import Proviso
import Shared

struct ReversePseudonyms: ActingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reverse",
        abstract: "Turns reversible pseudonyms back into identifiers, for a reason that is announced first.",
        discussion: """
            Every run says on standard error, before anything is turned back, who asks, what for, and under which key. \
            Identifiers come back in their canonical form.
            """)

    @OptionGroup var options: AnswerOptions
    @OptionGroup var pseudonyms: PseudonymOptions

    @Option(help: ArgumentHelp("Why: the warrant, the decision, the request.", valueName: "TEXT"))
    var because: String?

    @Option(help: ArgumentHelp("Who wants to know: police.example.", valueName: "PARTY"))
    var requestedBy: String?

    @Flag(
        help: ArgumentHelp(
            "Turn back every pseudonym of the type in a plain text, and leave the rest of it as it is.",
            discussion: "Without it, the input is one pseudonym a line."))
    var inText = false

    @OptionGroup var lines: LineOptions

    func answer(_ time: TimeSource) throws -> Answer {
        guard let because else {
            throw Ending.usage("pseudonyms are not turned back without a reason", remedy: "add --because TEXT")
        }
        guard let requestedBy else {
            throw Ending.usage("it was not said who wants to know", remedy: "add --requested-by PARTY")
        }
        let purpose = try argument("--because") { try Purpose(because) }
        let party = try argument("--requested-by") { try Party(requestedBy) }
        try pseudonyms.check(lines, options)
        let reidentification = try reidentifier().begin(for: purpose, requestedBy: party)
        return try lines.run(
            inText ? BulkPseudonyms(restoring: reidentification) : BulkPseudonyms(reversing: reidentification), [])
    }

    private func reidentifier() throws -> Reidentifier {
        let (type, canonicalization) = try (pseudonyms.pseudonymType(), pseudonyms.canonicalization())
        let domain = try pseudonyms.neededDomain()
        if let ring = try pseudonyms.ring() {
            return try Reidentifier(
                type, canonicalization: canonicalization, in: domain, keyring: ring, expecting: pseudonyms.expected(),
                observer: Announcer())
        }
        let key = try KeyFile.read(pseudonyms.keys.keyFile ?? "")
        return try Reidentifier(
            type, canonicalization: canonicalization, in: domain, key: key, expecting: pseudonyms.expected(),
            observer: Announcer())
    }
}

/// Says on standard error what is about to be done.
private struct Announcer: ProcessingObserver {
    func willPerform(_ operation: ProcessingOperation) throws {
        let parties = operation.parties.map(\.description).joined(separator: ", ")
        System.writeError(
            "proviso: \(operation.kind) under \(operation.package), requested by \(parties), for:"
                + " \(operation.purpose?.description ?? "")\n")
    }
}
