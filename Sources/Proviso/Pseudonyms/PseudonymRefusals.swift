/// The words with which a pseudonym, or a key for pseudonyms, is refused: `Formats/Pseudonyms`, *Refusals*.
extension ProvisoError.Code {
    /// A reversible pseudonym was not made with this key in this domain, or was changed.
    public static let pseudonymTag = ProvisoError.Code("pseudonym-tag")
    /// A pseudonym stands for something else than is asked for.
    public static let pseudonymType = ProvisoError.Code("pseudonym-type")
    /// The key is not the one whose fingerprint was expected.
    public static let keyFingerprint = ProvisoError.Code("key-fingerprint")
}

extension ProvisoError {
    static func pseudonym(of type: PseudonymType, insteadOf expected: PseudonymType) -> ProvisoError {
        ProvisoError(
            .pseudonymType, "a pseudonym of type '\(type)', where '\(expected)' is asked for",
            remedy: "name the type that the pseudonym stands for")
    }

    static var notReversiblePseudonym: ProvisoError {
        ProvisoError(
            .valueInvalid, "a text that is not a reversible pseudonym",
            remedy: "give one of the form TYPE_VERSIONr_BODY, as it was made")
    }

    static func unhandled(by canonicalization: Canonicalization) -> ProvisoError {
        ProvisoError(
            .valueInvalid, "an identifier that '\(canonicalization)' cannot normalize",
            remedy: "give an identifier with content, or another canonicalization")
    }
}

extension KeyFingerprint {
    /// Refuses keys that are not the expected one, by the fingerprints of their domain.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyFingerprint``.
    static func require(_ expected: KeyFingerprint?, among fingerprints: [KeyFingerprint]) throws(ProvisoError) {
        guard let expected, !fingerprints.contains(expected) else { return }
        throw ProvisoError(
            .keyFingerprint, "the key or the domain is not the one of \(expected)",
            remedy: "use the key, domain and epoch that belong to this fingerprint")
    }
}
