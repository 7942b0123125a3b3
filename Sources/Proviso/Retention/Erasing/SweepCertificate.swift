/// That items of one class were erased: how many, by which rule, how, and what was checked. It holds no personal data.
///
/// A ``RetentionEngine`` makes them at the end of a sweep, of items that were found to be gone, and of no others; of a package it makes an
/// ``ErasureCertificate``, which is addressed to whoever sent it.
///
/// - **Guarantees**: its dates agree with each other.
/// - **Does not guarantee**: that it is true. It says who vouches for the erasure, and what is known of backups.
/// - **Source**: `Formats/Statements`, *sweep-certificate*.
public struct SweepCertificate: Hashable, Sendable {
    /// The id of the statement.
    public let id: StatementID
    /// Who held the items, and vouches for their erasure.
    public let issuer: Party
    /// The category of the items.
    public let category: String
    /// The rule that decided, or what else.
    public let rule: RetentionRuleReference
    /// How many items they were.
    public let itemCount: Int
    /// When the first of them should have been gone.
    public let due: Instant
    /// When the first of them was found to be gone.
    public let erasedFrom: Instant
    /// When the last of them was.
    public let erasedUntil: Instant
    /// How they were erased.
    public let methods: [ErasureEvidence.Method]
    /// What was checked.
    public let verifications: [ErasureEvidence.Verification]
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
        guard statement.type == .sweepCertificate else {
            throw ProvisoError(
                .statementType, "a statement of the type \(statement.type) is no certificate of a sweep",
                remedy: "give the certificate")
        }
        try self.init(statement: statement)
    }

    init(statement: Statement) throws(ProvisoError) {
        do throws(ProvisoError) {
            id = try StatementID(statement["id"][0])
            issuer = try Party(statement["issuer"][0])
            category = try RetentionLabels(category: statement["class"][0]).category
            rule = try RetentionRuleReference(statement["rule"][0])
            due = try Instant(statement["due"][0])
            erasedFrom = try Instant(statement["erased-from"][0])
            erasedUntil = try Instant(statement["erased-until"][0])
            methods = try statement["method"].map { text throws(ProvisoError) in try ErasureEvidence.Method(text) }
            verifications = try statement["verification"].map { text throws(ProvisoError) in
                try ErasureEvidence.Verification(text)
            }
            backups = try BackupCoverage(statement["backups"][0])
            created = try Instant(statement["created"][0])
        } catch {
            throw Self.malformed(error.message)
        }
        guard let count = Int(statement["items"][0]), count > 0 else {
            throw Self.malformed("a certificate of nothing")
        }
        itemCount = count
        if erasedFrom < due { throw Self.malformed("a certificate of an erasure before its date") }
        if erasedUntil < erasedFrom || created < erasedUntil {
            throw Self.malformed("a certificate with dates that contradict each other")
        }
    }

    /// The certificate of items that were found to be gone.
    ///
    /// - **Throws**: `CryptoError` where there are no random bytes.
    init(_ group: ErasedGroup, issuer: Party, backupsKeptFor backupPeriod: RetentionPeriod? = nil, now: Instant) throws
    {
        func words<Word: CustomStringConvertible>(_ words: Set<Word>) -> [Word] {
            words.sorted { $0.description < $1.description }
        }
        id = try StatementID.random()
        self.issuer = issuer
        category = group.category
        rule = group.rule
        itemCount = group.items.count
        due = group.due.wholeSeconds
        erasedFrom = group.erasedFrom.wholeSeconds
        erasedUntil = group.erasedUntil.wholeSeconds
        methods = words(group.methods)
        verifications = words(group.verifications)
        // The clock may have stepped back since.
        let signed = max(group.erasedUntil, now)
        // Until then a backup could still find them in a log.
        backups = BackupCoverage(keptFor: backupPeriod, after: signed)
        created = signed.wholeSeconds
    }

    /// The certificate as a statement.
    func statement() throws(ProvisoError) -> Statement {
        try Statement(
            .sweepCertificate,
            [
                "id": [id.description], "issuer": [issuer.description], "class": [category],
                "rule": [rule.description], "items": [String(itemCount)], "due": [due.description],
                "erased-from": [erasedFrom.description], "erased-until": [erasedUntil.description],
                "method": methods.map(\.description), "verification": verifications.map(\.description),
                "backups": [backups.description], "created": [created.description],
            ])
    }

    private static func malformed(_ message: String) -> ProvisoError {
        ProvisoError(
            .statementValue, message, remedy: "ask the issuer for a certificate in the form of Formats/Statements")
    }
}
