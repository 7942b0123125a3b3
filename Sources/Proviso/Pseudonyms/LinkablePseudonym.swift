/// A one-way pseudonym that is the same for the same identifier within one domain, so that records can be joined.
///
/// Its text is `TYPE_VERSION_BODY`, as in `person_3_emfdyj4fpopzgh44tspvjekkv4`: what it stands for, the version of the key, and
/// 16 to 32 bytes in lower-case base32.
///
/// - **Guarantees**: the identifier cannot be computed from it without the key. Of 2^32 identifiers, two collide with a
///   probability of about 2^-65 for 16 bytes.
/// - **Does not guarantee**: that nobody knows who it is. Whoever can link records can learn from what they say together.
public struct LinkablePseudonym: Hashable, Sendable, CustomStringConvertible {
    /// The text.
    public let description: String
    /// What it stands for.
    public let type: PseudonymType
    /// The version of the key it was made with.
    public let version: KeyVersion

    /// A pseudonym from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for any text that no ``Pseudonymizer`` writes.
    public init(_ text: String) throws(ProvisoError) {
        guard let parts = PseudonymText(text), let version = PseudonymText.version(parts.mark),
            (16...32).contains(parts.body.count)
        else {
            throw ProvisoError(
                .valueInvalid, "a text that is not a linkable pseudonym",
                remedy: "give one of the form TYPE_VERSION_BODY, as the filter writes it")
        }
        self.init(trusted: text, type: parts.type, version: version)
    }

    init(trusted text: String, type: PseudonymType, version: KeyVersion) {
        description = text
        self.type = type
        self.version = version
    }
}
