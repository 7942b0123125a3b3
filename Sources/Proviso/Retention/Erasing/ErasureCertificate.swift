/// That a package has been erased, addressed to whoever sent it. It holds no personal data.
///
/// A recipient's ``RetentionEngine`` makes one for an item that was found to be gone, and in no other case. A sender
/// reads it from a statement that was verified, and checks it against what was sent:
///
/// ```swift
/// let statement = try trust.verify(bytes, as: .certificate)
/// let certificate = try ErasureCertificate(statement)
/// try certificate.check(against: sealed)
/// ```
///
/// - **Guarantees**: its dates agree with each other.
/// - **Does not guarantee**: that it is true. It says who vouches for the erasure, of what and when, and what is
///   known of backups.
/// - **Source**: `Formats/Statements`, *certificate*.
public struct ErasureCertificate: Hashable, Sendable {
    /// The id of the statement.
    public let id: StatementID
    /// Who held the package, and vouches for its erasure.
    public let issuer: Party
    /// Who sent it.
    public let addressee: Party
    /// The id of the package.
    public let package: StatementID
    /// The digest of its terms.
    public let termsDigest: StatementDigest
    /// The digest of its manifest.
    public let manifestDigest: StatementDigest
    /// The rule that decided.
    public let rule: RetentionRuleReference
    /// When the package was to be erased.
    public let due: Instant
    /// When it was found to be gone.
    public let erasedAt: Instant
    /// How many files it had, how they were erased, and what was checked.
    public let evidence: ErasureEvidence
    /// What is known of copies in backups.
    public let backups: BackupCoverage
    /// When this was signed.
    public let created: Instant

    /// A certificate from a statement that was verified.
    ///
    /// - **Throws**: ``ProvisoError/Code/statementType`` for a statement of another type;
    ///   ``ProvisoError/Code/statementValue`` for a value that is not of its form, and for dates that contradict each
    ///   other.
    public init(_ verified: VerifiedStatement) throws(ProvisoError) {
        let statement = verified.statement
        guard statement.type == .certificate else {
            throw ProvisoError(
                .statementType, "a statement of the type \(statement.type) is no certificate",
                remedy: "give the certificate")
        }
        try self.init(statement: statement)
    }

    /// The certificate for a package that was found to be gone.
    ///
    /// - **Throws**: ``ProvisoError/Code/erasureIncomplete`` if nobody has looked for its files; `CryptoError` where there are no random bytes.
    init(
        _ retained: RetainedItem, _ package: PackageOrigin, issuer: Party,
        backupsKeptFor backupPeriod: RetentionPeriod? = nil,
        now: Instant
    ) throws {
        guard retained.state == .erased, let erased = retained.erased, let due = retained.due,
            let rule = retained.decidedBy
        else {
            preconditionFailure("ErasureCertificate: nothing is certified that was not found to be gone")
        }
        // Keys that were destroyed and copies that were recalled are not what it is about.
        guard let evidence = retained.evidence.first(where: { $0.verification == .filesAbsent }) else {
            throw ProvisoError(
                .erasureIncomplete, "it is a package, and none of its erasers has looked for its files",
                remedy: "register packages with a part \(FolderEraser.name)")
        }
        id = try StatementID.random()
        self.issuer = issuer
        addressee = package.sender
        self.package = package.id
        termsDigest = package.termsDigest
        manifestDigest = package.manifestDigest
        self.rule = rule
        self.due = due.wholeSeconds
        erasedAt = erased.wholeSeconds
        self.evidence = evidence
        // The clock may have stepped back since.
        let signed = max(erased, now)
        // Until then a backup could still find it in a log.
        backups = BackupCoverage(keptFor: backupPeriod, after: signed)
        created = signed.wholeSeconds
    }

    init(statement: Statement) throws(ProvisoError) {
        do throws(ProvisoError) {
            id = try StatementID(statement["id"][0])
            issuer = try Party(statement["issuer"][0])
            addressee = try Party(statement["addressee"][0])
            package = try StatementID(statement["package"][0])
            termsDigest = try StatementDigest(statement["terms"][0])
            manifestDigest = try StatementDigest(statement["manifest"][0])
            rule = try RetentionRuleReference(statement["rule"][0])
            due = try Instant(statement["due"][0])
            erasedAt = try Instant(statement["erased-at"][0])
            backups = try BackupCoverage(statement["backups"][0])
            created = try Instant(statement["created"][0])
        } catch {
            throw Self.malformed(error.message)
        }
        guard let fileCount = Int(statement["erased-files"][0]),
            let method = try? ErasureEvidence.Method(statement["method"][0]),
            let verification = try? ErasureEvidence.Verification(statement["verification"][0])
        else { throw Self.malformed("a certificate of another erasure than of files") }
        evidence = ErasureEvidence(count: fileCount, method: method, verification: verification)
        if erasedAt < due { throw Self.malformed("a certificate of an erasure before its date") }
        if created < erasedAt { throw Self.malformed("a certificate that was signed before the erasure") }
    }

    /// The certificate as a statement.
    func statement() throws(ProvisoError) -> Statement {
        try Statement(
            .certificate,
            [
                "id": [id.description], "issuer": [issuer.description], "addressee": [addressee.description],
                "package": [package.description], "terms": [termsDigest.description],
                "manifest": [manifestDigest.description],
                "class": ["disclosure-package"], "rule": [rule.description], "due": [due.description],
                "erased-at": [erasedAt.description], "erased-files": [String(evidence.count)],
                "method": [evidence.method.description], "verification": [evidence.verification.description],
                "backups": [backups.description], "created": [created.description],
            ])
    }

    private static func malformed(_ message: String) -> ProvisoError {
        ProvisoError(
            .statementValue, message, remedy: "ask the recipient for a certificate in the form of Formats/Statements")
    }
}

// MARK: - The sender's check

extension ErasureCertificate {
    /// How many whole seconds passed between the date in the terms and the erasure. An engine never erases early, so it
    /// is seldom zero: it is the time to the next sweep.
    public func secondsLate(by terms: DisclosureTerms) -> Int64 {
        max(0, erasedAt.secondsSinceEpoch - terms.eraseBy.secondsSinceEpoch)
    }

    /// Checks that this is a certificate for a package that one has sent.
    ///
    /// - **Throws**: as ``check(against:termsDigest:manifestDigest:)``.
    public func check(against package: DisclosureRecord) throws(ProvisoError) {
        try check(
            against: package.terms, termsDigest: package.termsDigest, manifestDigest: package.manifestDigest)
    }

    /// Checks that this is a certificate for a package with some terms and a manifest.
    ///
    /// - **Throws**: ``ProvisoError/Code/certificateTerms`` for another package, terms or manifest;
    ///   ``ProvisoError/Code/certificateAddressee`` if it is not addressed to the sender;
    ///   ``ProvisoError/Code/certificateIssuer`` if its issuer is not among the recipients.
    public func check(
        against terms: DisclosureTerms, termsDigest: StatementDigest, manifestDigest: StatementDigest
    ) throws(ProvisoError) {
        guard package == terms.id, self.termsDigest == termsDigest, self.manifestDigest == manifestDigest else {
            throw ProvisoError(
                .certificateTerms, "the certificate is for another package", remedy: "give the terms that it is for")
        }
        guard addressee == terms.sender else {
            throw ProvisoError(
                .certificateAddressee, "the certificate is not addressed to the sender of the package",
                remedy: "ask the recipient for one that is")
        }
        guard terms.recipients.contains(where: { $0.party == issuer }) else {
            throw ProvisoError(
                .certificateIssuer, "the certificate is by somebody who was not sent the package",
                remedy: "ask the recipient for one in its own name")
        }
    }
}
