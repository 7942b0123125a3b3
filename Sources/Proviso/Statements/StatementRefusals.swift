/// The words with which a note or a statement is refused, one for each fault: `Formats/Statements`, *Refusals*.
extension ProvisoError.Code {
    /// A note is larger than any note may be.
    public static let noteSize = ProvisoError.Code("note-size")
    /// A file is not a signed note.
    public static let noteForm = ProvisoError.Code("note-form")
    /// A signature that claims to be of a known key is not.
    public static let noteSignature = ProvisoError.Code("note-signature")
    /// No signature is of a known key.
    public static let noteUnknownSigner = ProvisoError.Code("note-unknown-signer")
    /// A statement is of another type or version than is wanted.
    public static let statementType = ProvisoError.Code("statement-type")
    /// A field of a statement is unknown, missing, repeated or out of order.
    public static let statementField = ProvisoError.Code("statement-field")
    /// A value in a statement does not have its form, or contradicts another.
    public static let statementValue = ProvisoError.Code("statement-value")
    /// A statement is signed by a key that may not sign it for the party that it names.
    public static let statementParty = ProvisoError.Code("statement-party")
    /// The list of who may sign what cannot be used.
    public static let trustInvalid = ProvisoError.Code("trust-invalid")
}
