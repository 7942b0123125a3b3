internal import ProvisoCrypto

/// Makes pseudonyms that are different at each occurrence, also of the same identifier.
///
/// ```swift
/// let witnesses = RandomizedPseudonymizer("witness")
/// print(try witnesses.pseudonym())  // witness_x_…
/// ```
///
/// No key and no identifier has a part in it, so there is nothing to keep and nothing to find out.
///
/// - **Guarantees**: a pseudonym says nothing about an identifier, and no two are linked, whatever anybody knows.
/// - **Does not guarantee**: anonymity: what else a record says can still tell who it is about. Nothing remembers which
///   pseudonym stands for whom; whoever must know keeps a table, and protects it as a key.
/// - **Cost**: 16 random bytes.
/// - **Source**: `Formats/Pseudonyms`, *Randomized pseudonyms*; ENISA (2019), *fully-randomized pseudonymization*.
public struct RandomizedPseudonymizer: Hashable, Sendable {
    /// What the pseudonyms stand for.
    public let type: PseudonymType

    /// A pseudonymizer for a type.
    public init(_ type: PseudonymType) {
        self.type = type
    }

    /// A new pseudonym.
    ///
    /// - **Throws**: `CryptoError` where there are no random bytes.
    public func pseudonym() throws(CryptoError) -> RandomizedPseudonym {
        let body = try RandomBytes.array(count: RandomizedPseudonym.byteCount)
        return RandomizedPseudonym(trusted: "\(type)_x_" + Base32.encode(body.span), type: type)
    }
}

/// A pseudonym that was drawn at random for one occurrence, and links nothing.
///
/// Its text is `TYPE_x_BODY`, as in `person_x_emfdyj4fpopzgh44tspvjekkv4`: what it stands for, the letter `x` where others
/// have the version of a key, and 16 bytes in lower-case base32.
///
/// - **Guarantees**: of 2^32 pseudonyms, two are equal with a probability of about 2^-65.
/// - **Does not guarantee**: that a text which reads as one was drawn at random.
public struct RandomizedPseudonym: Hashable, Sendable, CustomStringConvertible {
    /// The text.
    public let description: String
    /// What it stands for.
    public let type: PseudonymType

    static let byteCount = 16

    /// A pseudonym from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for any text that no ``RandomizedPseudonymizer`` writes.
    public init(_ text: String) throws(ProvisoError) {
        guard let parts = PseudonymText(text), parts.mark == "x", parts.body.count == Self.byteCount else {
            throw ProvisoError(
                .valueInvalid, "a text that is not a randomized pseudonym",
                remedy: "give one of the form TYPE_x_BODY, as it was written")
        }
        self.init(trusted: text, type: parts.type)
    }

    init(trusted text: String, type: PseudonymType) {
        description = text
        self.type = type
    }
}
