/// A kind of statement, with the fields that it has and their order.
///
/// - **Source**: `Formats/Statements`.
public struct StatementType: Hashable, Sendable, CustomStringConvertible {
    /// The word in the statement's first line.
    public let description: String
    let fields: [Field]
    /// The field that names the party who vouches for it.
    let signerField: String

    /// A field of a type.
    struct Field: Hashable, Sendable {
        let key: String
        let occurrence: Occurrence
        let form: Form
        /// How often a repeated field may stand.
        let limit: Int

        init(_ key: String, _ occurrence: Occurrence, _ form: Form, limit: Int = .max) {
            self.key = key
            self.occurrence = occurrence
            self.form = form
            self.limit = occurrence.isRepeatable ? limit : 1
        }
    }

    /// How often a field stands.
    enum Occurrence: Hashable, Sendable {
        case once
        case optional
        case oneOrMore
        case any

        var isRequired: Bool { self == .once || self == .oneOrMore }
        var isRepeatable: Bool { self == .oneOrMore || self == .any }
    }

    /// What a field's value looks like.
    enum Form: Hashable, Sendable {
        case id
        case instant
        case party
        case statementDigest
        case number
        case text
        /// One of some words.
        case words([String])
        /// A form that only the type's own reader knows.
        case composed
    }

    private init(_ word: String, signer: String, _ fields: [Field]) {
        description = word
        signerField = signer
        self.fields = fields
    }

    /// What a package is shared under.
    public static let terms = StatementType(
        "terms", signer: "sender",
        [
            Field("id", .once, .id), Field("sender", .once, .party),
            Field("recipient", .oneOrMore, .composed, limit: 64),
            Field("purpose", .once, .text), Field("legal-basis", .any, .text), Field("case", .optional, .text),
            Field("handling", .any, .text), Field("created", .once, .instant), Field("not-before", .optional, .instant),
            Field("erase-by", .once, .instant), Field("review-by", .optional, .instant),
            Field("onward-sharing", .once, .words(["prohibited", "with-consent", "permitted"])),
            Field("contact", .optional, .text), Field("authorization", .optional, .statementDigest),
        ])

    /// What a package holds.
    public static let manifest = StatementType(
        "manifest", signer: "sender",
        [
            Field("id", .once, .id), Field("sender", .once, .party), Field("created", .once, .instant),
            Field("terms", .once, .statementDigest), Field("records", .oneOrMore, .composed),
            Field("member", .oneOrMore, .composed),
        ])

    /// That a package has been erased.
    public static let certificate = StatementType(
        "certificate", signer: "issuer",
        [
            Field("id", .once, .id), Field("issuer", .once, .party), Field("addressee", .once, .party),
            Field("package", .once, .id), Field("terms", .once, .statementDigest),
            Field("manifest", .once, .statementDigest), Field("class", .once, .words(["disclosure-package"])),
            Field("rule", .once, .composed), Field("due", .once, .instant), Field("erased-at", .once, .instant),
            Field("erased-files", .once, .number), Field("method", .once, .words(["files-unlinked", "found-absent"])),
            Field("verification", .once, .words(["files-absent"])), Field("backups", .once, .composed),
            Field("created", .once, .instant),
        ])

    /// That a sweep erased items of one class.
    public static let sweepCertificate = StatementType(
        "sweep-certificate", signer: "issuer",
        [
            Field("id", .once, .id), Field("issuer", .once, .party), Field("class", .once, .composed),
            Field("rule", .once, .composed), Field("items", .once, .number), Field("due", .once, .instant),
            Field("erased-from", .once, .instant), Field("erased-until", .once, .instant),
            Field("method", .oneOrMore, .composed), Field("verification", .oneOrMore, .composed),
            Field("backups", .once, .composed), Field("created", .once, .instant),
        ])

    /// That a package is to be erased before its terms say so.
    public static let recall = StatementType(
        "recall", signer: "issuer",
        [
            Field("id", .once, .id), Field("issuer", .once, .party), Field("addressee", .oneOrMore, .party, limit: 64),
            Field("package", .once, .id), Field("terms", .once, .statementDigest),
            Field("manifest", .once, .statementDigest), Field("rule", .optional, .composed),
            Field("erase-by", .once, .instant), Field("created", .once, .instant),
        ])

    /// Every type that there is.
    public static let all = [terms, manifest, certificate, sweepCertificate, recall]
}
