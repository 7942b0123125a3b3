import ArgumentParser
import Proviso
import Shared

struct MakePseudonyms: ActingCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "Makes the pseudonym of each identifier.",
        discussion: """
            Linkable pseudonyms are one-way. With --reversible, whoever has the key can turn them back.
            """)

    @OptionGroup var options: AnswerOptions
    @OptionGroup var pseudonyms: PseudonymOptions

    @Flag(help: "Make reversible pseudonyms.")
    var reversible = false

    @Option(
        name: .customLong("of"),
        help: ArgumentHelp(
            "Instead of --canonical, for identifiers in several parts with tabs between them: how each part is"
                + " normalized; once for each.", valueName: "NAME"))
    var parts: [String] = []

    @OptionGroup var lines: LineOptions

    func answer(_ time: TimeSource) throws -> Answer {
        try pseudonyms.check(lines, options)
        if !parts.isEmpty {
            try Ending.requireOneWay(
                ["--of"] + (pseudonyms.kind.canonical == nil ? [] : ["--canonical"]), "to normalize identifiers")
            if reversible {
                throw Ending.usage(
                    "identifiers in several parts cannot be turned back", remedy: "leave --reversible out")
            }
            let pseudonymizer = try pseudonyms.compositePseudonymizer(of: parts)
            return try lines.run(
                BulkPseudonyms(making: pseudonymizer), members(pseudonymizer.version, pseudonymizer.fingerprint))
        }
        if reversible {
            let pseudonymizer = try pseudonyms.reversiblePseudonymizer()
            return try lines.run(
                BulkPseudonyms(making: pseudonymizer), members(pseudonymizer.version, pseudonymizer.fingerprint))
        }
        let pseudonymizer = try pseudonyms.pseudonymizer()
        return try lines.run(
            BulkPseudonyms(making: pseudonymizer), members(pseudonymizer.version, pseudonymizer.fingerprint))
    }

    private func members(_ version: KeyVersion, _ fingerprint: KeyFingerprint) -> [(name: String, value: JSON)] {
        JSON.object(["version": version.json, "fingerprint": .of(fingerprint)]).namedValues
    }
}

struct VerifyPseudonyms: ActingCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Tells whether each pseudonym is that of an identifier.",
        discussion: """
            A line is an identifier, a tab and a linkable pseudonym, of any version that lives; it becomes true or false.
            """)

    @OptionGroup var options: AnswerOptions
    @OptionGroup var pseudonyms: PseudonymOptions
    @OptionGroup var lines: LineOptions

    func answer(_ time: TimeSource) throws -> Answer {
        try pseudonyms.check(lines, options)
        return try lines.run(BulkPseudonyms(verifying: verifier()), [])
    }

    private func verifier() throws -> VersionedPseudonymizer {
        guard let ring = try pseudonyms.ring() else { return VersionedPseudonymizer(try pseudonyms.pseudonymizer()) }
        return try VersionedPseudonymizer(
            pseudonyms.pseudonymType(), canonicalization: pseudonyms.canonicalization(), in: pseudonyms.neededDomain(),
            keyring: ring, expecting: pseudonyms.expected())
    }
}

struct MapPseudonyms: ActingCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "Makes a translation file from one version of the key to another: OLD,NEW for each identifier.",
        discussion: """
            Linkable pseudonyms cannot be moved to another version without the identifiers. Whoever has those makes this \
            file, in which none of them stands, for those who have the pseudonyms.
            """)

    @OptionGroup var options: AnswerOptions
    @OptionGroup var pseudonyms: PseudonymOptions

    @Option(help: ArgumentHelp("The version of the pseudonyms that are there.", valueName: "N"))
    var from: UInt32

    @Option(help: ArgumentHelp("The version that they are to have; the active one unless given.", valueName: "N"))
    var to: UInt32?

    @OptionGroup var lines: LineOptions

    func answer(_ time: TimeSource) throws -> Answer {
        try pseudonyms.check(lines, options, needsKeyring: true)
        guard let ring = try pseudonyms.ring() else { throw Ending.usage("no keyring", remedy: "add --keyring FILE") }
        let versions = try VersionedPseudonymizer(
            pseudonyms.pseudonymType(), canonicalization: pseudonyms.canonicalization(), in: pseudonyms.neededDomain(),
            keyring: ring, expecting: pseudonyms.expected())
        let target = try to.map(KeyVersion.init) ?? ring.withActiveKey { version, _ in version }
        guard target != KeyVersion(from) else {
            throw Ending.usage("--from and --to are the same version", remedy: "name two versions")
        }
        let (older, newer) = try (versions.pseudonymizer(of: KeyVersion(from)), versions.pseudonymizer(of: target))
        return try lines.run(
            BulkPseudonyms(translating: older, to: newer),
            JSON.object(["from": older.version.json, "to": newer.version.json]).namedValues)
    }
}
