internal import ProvisoCrypto

/// A pseudonym that the holder of the key can turn back: an identifier, encrypted so that the same one has the same pseudonym
/// within one domain.
///
/// Its text is `TYPE_VERSIONr_BODY`: what it stands for, the version of the key and the letter `r`, and 56 bytes or more in
/// lower-case base32. A ``Reidentifier`` alone turns it back.
///
/// - **Guarantees**: without the key nobody learns the identifier, and one that was changed or made up is refused. No two
///   identifiers have the same one.
/// - **Does not guarantee**: that nobody knows who it is. Its length tells a class of lengths of the identifier, and records
///   that share one are linked.
public struct ReversiblePseudonym: Hashable, Sendable, CustomStringConvertible {
    /// The text.
    public let description: String
    /// What it stands for.
    public let type: PseudonymType
    /// The version of the key it was made with.
    public let version: KeyVersion

    /// A pseudonym from its text. Whether it was really made with a key shows when it is turned back.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for any text that no ``ReversiblePseudonymizer`` writes.
    public init(_ text: String) throws(ProvisoError) {
        guard let parts = PseudonymText(text), parts.mark.last == "r",
            let version = PseudonymText.version(parts.mark.dropLast()),
            SizeClass.isPaddedByteCount(parts.body.count - DeterministicCipher.tagByteCount)
        else { throw .notReversiblePseudonym }
        self.init(trusted: text, type: parts.type, version: version)
    }

    init(trusted text: String, type: PseudonymType, version: KeyVersion) {
        description = text
        self.type = type
        self.version = version
    }
}
