/// The words with which a sealed file is refused: no more than which of three things failed.
extension ProvisoError.Code {
    /// A file is not an age file, or its header was changed.
    public static let ageHeader = ProvisoError.Code("age-header")
    /// A file is sealed to other keys, or under another passphrase.
    public static let ageNoIdentity = ProvisoError.Code("age-no-identity")
    /// The content of a sealed file was changed or cut off.
    public static let agePayload = ProvisoError.Code("age-payload")
}
