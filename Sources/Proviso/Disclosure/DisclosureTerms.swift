public import ProvisoCrypto

/// What a package is shared under: from whom, for whom, what for, until when.
///
/// ```swift
/// let terms = try DisclosureTerms(
///     under: policy, sender: Party("police.example"), recipients: [AgeRecipient("age1…")], created: time.now())
/// ```
///
/// - **Guarantees**: there is a recipient's key, a purpose and a date by which the data must be erased.
/// - **Does not guarantee**: that the recipient complies. What is stated is not enforced once somebody holds the key.
/// - **Source**: `Formats/Statements`, *terms*.
public struct DisclosureTerms: Hashable, Sendable {
    /// Somebody the package is for.
    public struct Recipient: Hashable, Sendable {
        /// The key that can open it.
        public let key: AgeRecipient
        /// Whose key that is.
        public let party: Party
    }

    /// Whether the recipient may pass the data on.
    public enum OnwardSharing: String, Hashable, Sendable, CaseIterable {
        /// To nobody.
        case prohibited
        /// If the sender agrees.
        case withConsent = "with-consent"
        /// Yes.
        case permitted
    }

    /// The id of the terms, which is the package's: a ``PackageWriter`` gives each package one of its own.
    public private(set) var id: StatementID
    /// Who discloses.
    public let sender: Party
    /// Who may open the package.
    public let recipients: [Recipient]
    /// What the data are for.
    public let purpose: Purpose
    /// Under which law or agreement.
    public let legalBasis: [LegalBasis]
    /// The sender's reference.
    public let caseReference: CaseReference?
    /// How the data are to be handled.
    public let handling: [HandlingCode]
    /// When the package was made.
    public let created: Instant
    /// When it may be opened, if not at once.
    public let notBefore: Instant?
    /// When the recipient must have erased it.
    public let eraseBy: Instant
    /// When the need for it must be reviewed.
    public let reviewBy: Instant?
    /// Whether the recipient may pass the data on.
    public let onwardSharing: OnwardSharing
    /// Whom to ask.
    public let contact: Contact?
    /// The statement that authorized the exchange.
    public let authorization: StatementDigest?

    /// Terms for data that a policy lets through: its purpose, legal basis, recipient, handling codes and periods, counted from `created`.
    ///
    /// Where `eraseBy` is given, it comes before the policy's period, and may not lie behind its end. Without `reviewBy` the first of the
    /// policy's reviews is stated, unless it falls behind the erasure.
    ///
    /// - **Throws**: ``ProvisoError/Code/policyTerms`` if neither the policy nor the caller says when the data must be erased, or the caller
    ///   says a later date than the policy; ``ProvisoError/Code/valueInvalid`` for dates that contradict each other, no recipient, too many, or
    ///   one twice; `CryptoError`.
    public init(
        under policy: MinimizationPolicy, sender: Party, recipients: [AgeRecipient],
        caseReference: CaseReference? = nil,
        created: Instant, notBefore: Instant? = nil, eraseBy: Instant? = nil, reviewBy: Instant? = nil,
        onwardSharing: OnwardSharing = .prohibited, contact: Contact? = nil, authorization: StatementDigest? = nil
    ) throws {
        let created = created.wholeSeconds
        let latest = try policy.terms?.eraseAfter.map { period throws in try created.adding(period) }
        guard let eraseBy = eraseBy ?? latest else {
            throw ProvisoError(
                .policyTerms, "nothing says when the recipient must erase the data",
                remedy: "add terms: { erase-after: P90D } to the policy, or give a date",
                place: ProvisoError.Place(source: policy.source))
        }
        if let latest, eraseBy > latest {
            throw ProvisoError(
                .policyTerms, "the data would be erased by \(eraseBy), and the policy says by \(latest)",
                remedy: "give an earlier date, or change the policy", place: ProvisoError.Place(source: policy.source))
        }
        self.id = try StatementID.random()
        self.sender = sender
        self.recipients = recipients.map { Recipient(key: $0, party: policy.recipient) }
        self.purpose = policy.purpose
        self.legalBasis = policy.legalBasis
        self.caseReference = caseReference
        self.handling = try (policy.terms?.handling ?? []).map { text throws in try HandlingCode(text) }
        self.created = created
        self.notBefore = notBefore?.wholeSeconds
        self.eraseBy = eraseBy.wholeSeconds
        // A first review that falls behind the erasure has nothing left to review.
        let firstReview = try policy.terms?.reviewEvery.map { period throws in try created.adding(period) }
        self.reviewBy = reviewBy?.wholeSeconds ?? firstReview.flatMap { $0 <= eraseBy ? $0 : nil }
        self.onwardSharing = onwardSharing
        self.contact = contact
        self.authorization = authorization
        if let fault = contradiction {
            throw ProvisoError(
                .valueInvalid, "terms that contradict themselves: \(fault)",
                remedy: "correct the dates or the recipients")
        }
    }

    /// Terms from a statement that was verified.
    ///
    /// - **Throws**: ``ProvisoError/Code/statementValue``.
    init(statement: Statement, place: ProvisoError.Place) throws(ProvisoError) {
        do throws(ProvisoError) {
            id = try StatementID(statement["id"][0])
            sender = try Party(statement["sender"][0])
            recipients = try statement["recipient"].map(Self.recipient)
            purpose = try Purpose(statement["purpose"][0])
            legalBasis = try statement["legal-basis"].map { text throws(ProvisoError) in try LegalBasis(text) }
            caseReference = try statement["case"].first.map { text throws(ProvisoError) in try CaseReference(text) }
            handling = try statement["handling"].map { text throws(ProvisoError) in try HandlingCode(text) }
            created = try Instant(statement["created"][0])
            notBefore = try statement["not-before"].first.map { text throws(ProvisoError) in try Instant(text) }
            eraseBy = try Instant(statement["erase-by"][0])
            reviewBy = try statement["review-by"].first.map { text throws(ProvisoError) in try Instant(text) }
            onwardSharing = OnwardSharing(rawValue: statement["onward-sharing"][0]) ?? .prohibited
            contact = try statement["contact"].first.map { text throws(ProvisoError) in try Contact(text) }
            authorization = try statement["authorization"].first.map { text throws(ProvisoError) in
                try StatementDigest(text)
            }
        } catch {
            throw ProvisoError(
                .statementValue, error.message, remedy: "ask the sender for terms in the form of Formats/Statements",
                place: place)
        }
        if let fault = contradiction {
            throw ProvisoError(
                .statementValue, "terms that contradict themselves: \(fault)",
                remedy: "ask the sender for terms in the form of Formats/Statements", place: place)
        }
    }

    /// The same terms under an id of their own, because an id is made anew for each package.
    func withNewID() throws(CryptoError) -> DisclosureTerms {
        var terms = self
        terms.id = try StatementID.random()
        return terms
    }

    /// The terms as a statement.
    func statement() throws(ProvisoError) -> Statement {
        try Statement(
            .terms,
            [
                "id": [id.description], "sender": [sender.description],
                "recipient": recipients.map { "\($0.key) \($0.party)" }, "purpose": [purpose.description],
                "legal-basis": legalBasis.map(\.description), "case": Self.list(caseReference),
                "handling": handling.map(\.description), "created": [created.description],
                "not-before": Self.list(notBefore), "erase-by": [eraseBy.description], "review-by": Self.list(reviewBy),
                "onward-sharing": [onwardSharing.rawValue], "contact": Self.list(contact),
                "authorization": Self.list(authorization),
            ])
    }

    private static func list(_ value: (any CustomStringConvertible)?) -> [String] {
        value.map { [$0.description] } ?? []
    }

    private static func recipient(_ value: String) throws(ProvisoError) -> Recipient {
        let parts = value.unicodeScalars.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard parts.count == 2, parts[0].hasPrefix("age1"), let key = try? AgeRecipient(parts[0]),
            let party = try? Party(parts[1])
        else { throw ProvisoError(.statementValue, "a recipient that is not a key and a party", remedy: "") }
        return Recipient(key: key, party: party)
    }

    /// The last instant that the dates of an archive reach.
    static let lastCreation: Int64 = 0o77_777_777_777

    private var contradiction: String? {
        if !(1...64).contains(recipients.count) { return "from 1 to 64 recipients are possible" }
        if Set(recipients.map(\.key)).count != recipients.count { return "a key is listed for two recipients" }
        if created.secondsSinceEpoch > Self.lastCreation { return "created lies too far ahead" }
        if let notBefore, notBefore < created { return "not-before lies before created" }
        if eraseBy <= created || eraseBy <= notBefore ?? created { return "erase-by does not come last" }
        if let reviewBy, reviewBy <= created || reviewBy > eraseBy {
            return "review-by does not lie between created and erase-by"
        }
        return nil
    }
}
