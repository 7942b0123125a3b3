/// That a package is to be erased before its terms say so, addressed to whoever it was sent to. It holds no personal data.
///
/// A recipient reads it from a statement that was verified, checks it against what is held, and brings the end forward:
///
/// ```swift
/// let notice = try RecallNotice(trust.verify(bytes, as: .recall))
/// let item = try engine.explain(RetentionID(notice.package)).status.item
/// try notice.check(against: item)
/// try engine.shorten(item.id, until: notice.eraseBy, Justification(reason: "recall \(notice.id)", by: "clerk.example"))
/// ```
///
/// The certificate of that erasure is the answer.
///
/// - **Guarantees**: its dates agree with each other.
/// - **Does not guarantee**: that anybody has received it, or does what it says.
/// - **Source**: `Formats/Statements`, *recall*.
public struct RecallNotice: Hashable, Sendable {
    /// The id of the statement.
    public let id: StatementID
    /// Who sent the package, and wants it to be erased.
    public let issuer: Party
    /// Whom it was sent to.
    public let addressees: [Party]
    /// The id of the package.
    public let package: StatementID
    /// The digest of its terms.
    public let termsDigest: StatementDigest
    /// The digest of its manifest.
    public let manifestDigest: StatementDigest
    /// The sender's rule that decided, if it was one.
    public let rule: RetentionRuleReference?
    /// When the recipients must have erased it.
    public let eraseBy: Instant
    /// When this was made.
    public let created: Instant

    /// A notice from a statement that was verified.
    ///
    /// - **Throws**: ``ProvisoError/Code/statementType`` for a statement of another type;
    ///   ``ProvisoError/Code/statementValue`` for a value that is not of its form, and for dates that contradict each
    ///   other.
    public init(_ verified: VerifiedStatement) throws(ProvisoError) {
        let statement = verified.statement
        guard statement.type == .recall else {
            throw ProvisoError(
                .statementType, "a statement of the type \(statement.type) is no notice of a recall",
                remedy: "give the notice")
        }
        try self.init(statement: statement)
    }

    /// A notice for a package that one has sent.
    ///
    /// - **Throws**: as ``init(for:termsDigest:manifestDigest:rule:eraseBy:created:)``.
    public init(
        for package: DisclosureRecord, rule: RetentionRuleReference? = nil, eraseBy: Instant, created: Instant
    ) throws {
        try self.init(
            for: package.terms, termsDigest: package.termsDigest, manifestDigest: package.manifestDigest, rule: rule,
            eraseBy: eraseBy, created: created)
    }

    /// A notice for a package with some terms and a manifest. It counts in whole seconds.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for an erasure before the notice; `CryptoError` where there are no random bytes.
    public init(
        for terms: DisclosureTerms, termsDigest: StatementDigest, manifestDigest: StatementDigest,
        rule: RetentionRuleReference? = nil, eraseBy: Instant, created: Instant
    ) throws {
        id = try StatementID.random()
        issuer = terms.sender
        var addressees: [Party] = []
        for recipient in terms.recipients where !addressees.contains(recipient.party) {
            addressees.append(recipient.party)
        }
        self.addressees = addressees
        package = terms.id
        self.termsDigest = termsDigest
        self.manifestDigest = manifestDigest
        self.rule = rule
        self.eraseBy = eraseBy.wholeSeconds
        self.created = created.wholeSeconds
        guard self.eraseBy >= self.created else {
            throw ProvisoError(
                .valueInvalid, "a recall cannot ask for an erasure before it is made", remedy: "choose a later date")
        }
    }

    init(statement: Statement) throws(ProvisoError) {
        do throws(ProvisoError) {
            id = try StatementID(statement["id"][0])
            issuer = try Party(statement["issuer"][0])
            addressees = try statement["addressee"].map { text throws(ProvisoError) in try Party(text) }
            package = try StatementID(statement["package"][0])
            termsDigest = try StatementDigest(statement["terms"][0])
            manifestDigest = try StatementDigest(statement["manifest"][0])
            rule = try statement["rule"].first.map { text throws(ProvisoError) in try RetentionRuleReference(text) }
            eraseBy = try Instant(statement["erase-by"][0])
            created = try Instant(statement["created"][0])
        } catch {
            throw Self.malformed(error.message)
        }
        if eraseBy < created { throw Self.malformed("a recall that asks for an erasure before it was made") }
    }

    /// The notice as a statement.
    func statement() throws(ProvisoError) -> Statement {
        var fields = [
            "id": [id.description], "issuer": [issuer.description], "addressee": addressees.map(\.description),
            "package": [package.description], "terms": [termsDigest.description],
            "manifest": [manifestDigest.description], "erase-by": [eraseBy.description],
            "created": [created.description],
        ]
        if let rule { fields["rule"] = [rule.description] }
        return try Statement(.recall, fields)
    }

    /// The notice as it is sent, signed.
    ///
    /// - **Throws**: ``ProvisoError/Code/statementValue`` for an instant beyond what a statement can say.
    public func signed(by signer: borrowing NoteSigner) throws(ProvisoError) -> SignedNote {
        SignedNote(text: try statement().text, signer: signer)
    }

    private static func malformed(_ message: String) -> ProvisoError {
        ProvisoError(
            .statementValue, message, remedy: "ask the sender for a notice in the form of Formats/Statements")
    }
}

// MARK: - The recipient's check

extension RecallNotice {
    /// Checks that this is a notice for a package that one holds.
    ///
    /// - **Throws**: ``ProvisoError/Code/recallTerms`` for another package, terms or manifest;
    ///   ``ProvisoError/Code/recallIssuer`` if it is not by the sender; ``ProvisoError/Code/recallAddressee`` if it is addressed to somebody who is not
    ///   among the recipients.
    public func check(against package: VerifiedPackage) throws(ProvisoError) {
        try check(
            package.terms.id, package.termsDigest, package.manifestDigest, sender: package.terms.sender,
            recipients: package.terms.recipients.map(\.party))
    }

    /// Checks that this is a notice for an item that one keeps.
    ///
    /// - **Throws**: as ``check(against:)-(VerifiedPackage)``; ``ProvisoError/Code/recallTerms`` also for an item that is no package.
    public func check(against item: RetentionItem) throws(ProvisoError) {
        guard let package = item.package else { throw anotherPackage }
        try check(
            package.id, package.termsDigest, package.manifestDigest, sender: package.sender,
            recipients: package.recipients)
    }

    private func check(
        _ id: StatementID, _ termsDigest: StatementDigest, _ manifestDigest: StatementDigest, sender: Party,
        recipients: [Party]
    ) throws(ProvisoError) {
        guard package == id, self.termsDigest == termsDigest, self.manifestDigest == manifestDigest else {
            throw anotherPackage
        }
        guard issuer == sender else {
            throw ProvisoError(
                .recallIssuer, "the notice is by somebody else than the sender of the package",
                remedy: "ask the sender, who alone can recall it")
        }
        guard addressees.allSatisfy(recipients.contains) else {
            throw ProvisoError(
                .recallAddressee, "the notice is addressed to somebody who was not sent the package",
                remedy: "ask the sender for one that is addressed to its recipients")
        }
    }

    private var anotherPackage: ProvisoError {
        ProvisoError(.recallTerms, "the notice is for another package", remedy: "give the package that it is for")
    }
}

// MARK: - The sender's check

extension RecallNotice {
    /// Checks that a certificate answers this notice. Also one of an erasure that came before the notice does.
    ///
    /// - **Throws**: ``ProvisoError/Code/certificateTerms`` for another package, terms or manifest;
    ///   ``ProvisoError/Code/certificateAddressee`` if it is not addressed to who made the notice;
    ///   ``ProvisoError/Code/certificateIssuer`` if its issuer is not among those whom the notice is addressed to.
    public func check(answer certificate: ErasureCertificate) throws(ProvisoError) {
        guard certificate.package == package, certificate.termsDigest == termsDigest,
            certificate.manifestDigest == manifestDigest
        else {
            throw ProvisoError(
                .certificateTerms, "the certificate is for another package than the notice",
                remedy: "give the notice that it answers")
        }
        guard certificate.addressee == issuer else {
            throw ProvisoError(
                .certificateAddressee, "the certificate is not addressed to who recalled the package",
                remedy: "ask the recipient for one that is")
        }
        guard addressees.contains(certificate.issuer) else {
            throw ProvisoError(
                .certificateIssuer, "the certificate is by somebody whom the notice is not addressed to",
                remedy: "ask the recipient for one in its own name")
        }
    }
}
