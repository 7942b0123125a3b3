import ArgumentParser
import Proviso
import Shared

// What pseudonyms a command is about.

/// What the pseudonyms stand for, and how identifiers are normalized.
struct PseudonymKindOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The type, as in the policy's pseudonymize rule.", valueName: "TYPE"))
    var type: String

    @Option(
        help: ArgumentHelp(
            "How identifiers are normalized: exact, which is the default, trimmed, digits, alphanumeric, casefolded-u15,"
                + " email, iban, phone:NL or date:DD.MM.YYYY.", valueName: "NAME"))
    var canonical: String?

    func pseudonymType() throws -> PseudonymType { try argument("--type") { try PseudonymType(type) } }

    func canonicalization() throws -> Canonicalization {
        guard let canonical else { return .exact }
        return try argument("--canonical") { try Canonicalization(text: canonical) }
    }
}

/// Where pseudonyms may be linked, as a policy says it.
struct DomainOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The domain, as in the policy.", valueName: "ID"))
    var domain: String?

    @Option(help: ArgumentHelp("The domain's epoch, if the policy names one.", valueName: "EPOCH"))
    var epoch: String?

    @Option(
        help: ArgumentHelp(
            "The digest of the statement that authorized the exchange, if the pseudonyms are bound to one.",
            valueName: "sha256:…"))
    var authorization: String?

    /// The domain; nil if none was named.
    func value() throws -> PseudonymizationDomain? {
        guard let domain else {
            if let option = epoch.map({ _ in "--epoch" }) ?? authorization.map({ _ in "--authorization" }) {
                throw Ending.usage("\(option) is about a domain, and none was given", remedy: "add --domain ID")
            }
            return nil
        }
        let digest = try authorization.map { text throws in
            try argument("--authorization") { try StatementDigest(text) }
        }
        // The message says which of the two it is about.
        return try argument("the domain") {
            try PseudonymizationDomain(id: domain, epoch: epoch, authorization: digest)
        }
    }

    /// What programs are told of it.
    static func members(_ domain: PseudonymizationDomain?) -> [(name: String, value: JSON)] {
        JSON.object([
            "domain": .of(domain?.id), "epoch": .of(domain?.epoch), "authorization": .of(domain?.authorization),
        ]).namedValues
    }
}
