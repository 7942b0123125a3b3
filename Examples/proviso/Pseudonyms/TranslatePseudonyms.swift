import ArgumentParser
import Proviso
import Shared

struct RewrapPseudonyms: ActingCommand {
    static let configuration = CommandConfiguration(
        commandName: "rewrap",
        abstract:
            "Moves reversible pseudonyms to the active version of the keyring, so that older ones can be destroyed.",
        discussion: """
            Reads any text: NDJSON, CSV, lines. Every reversible pseudonym of the type is replaced, and everything else \
            stays as it is. No identifier is shown.
            """)

    @OptionGroup var options: AnswerOptions
    @OptionGroup var pseudonyms: PseudonymOptions
    @OptionGroup var lines: LineOptions

    func answer(_ time: TimeSource) throws -> Answer {
        let domain = try pseudonyms.neededDomain()
        return try translate(pseudonyms, to: domain, lines, options)
    }
}

struct TranslatePseudonyms: ActingCommand {
    static let configuration = CommandConfiguration(
        commandName: "translate",
        abstract: "Translates reversible pseudonyms from one domain into another, under the active version.",
        discussion: """
            Reads any text: NDJSON, CSV, lines. Every reversible pseudonym of the type is replaced, and everything else \
            stays as it is. No identifier is shown.
            """)

    @OptionGroup var options: AnswerOptions
    @OptionGroup var pseudonyms: PseudonymOptions

    @Option(help: ArgumentHelp("The domain of the translations.", valueName: "ID"))
    var toDomain: String

    @Option(help: ArgumentHelp("Its epoch, if it has one.", valueName: "EPOCH"))
    var toEpoch: String?

    @Option(
        help: ArgumentHelp("The digest of the statement that it is bound to, if any.", valueName: "sha256:…"))
    var toAuthorization: String?

    @OptionGroup var lines: LineOptions

    func answer(_ time: TimeSource) throws -> Answer {
        let digest = try toAuthorization.map { text throws in
            try argument("--to-authorization") { try StatementDigest(text) }
        }
        let target = try argument("the target domain") {
            try PseudonymizationDomain(id: toDomain, epoch: toEpoch, authorization: digest)
        }
        return try translate(pseudonyms, to: target, lines, options)
    }
}

private func translate(
    _ pseudonyms: PseudonymOptions, to target: PseudonymizationDomain, _ lines: LineOptions, _ options: AnswerOptions
) throws -> Answer {
    try pseudonyms.check(lines, options, needsKeyring: true)
    guard let ring = try pseudonyms.ring() else { throw Ending.usage("no keyring", remedy: "add --keyring FILE") }
    let translator = try PseudonymTranslator(
        pseudonyms.pseudonymType(), canonicalization: pseudonyms.canonicalization(), from: pseudonyms.neededDomain(),
        to: target, keyring: ring, expecting: pseudonyms.expected())
    return try lines.run(
        BulkPseudonyms(translating: translator),
        JSON.object(["version": translator.version.json, "fingerprint": .of(translator.fingerprint)]).namedValues
    ) { counts in
        // A type that was mistyped would look like work that was done.
        if counts.translated == 0, counts.resumed == 0 {
            System.writeError("proviso: no reversible pseudonym of type \(pseudonyms.kind.type) was found\n")
        }
    }
}
