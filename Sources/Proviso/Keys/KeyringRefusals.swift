/// The words with which a keyring, or the use of one of its keys, is refused: `Formats/Keyrings`.
extension ProvisoError.Code {
    /// A keyring does not have its form, or a key not its fingerprint.
    public static let keyringForm = ProvisoError.Code("keyring-form")
    /// A keyring was made by a later version of Proviso.
    public static let keyringVersion = ProvisoError.Code("keyring-version")
    /// A keyring is not sealed under the passphrase that was given.
    public static let keyringPassphrase = ProvisoError.Code("keyring-passphrase")
    /// A keyring is an older copy than was seen before.
    public static let keyringGeneration = ProvisoError.Code("keyring-generation")
    /// A keyring is another than was seen before, or another of the same generation.
    public static let keyringOther = ProvisoError.Code("keyring-other")
    /// What remembers a keyring's generation does not have its form.
    public static let keyringMemory = ProvisoError.Code("keyring-memory")
    /// Another process is changing a keyring.
    public static let keyringBusy = ProvisoError.Code("keyring-busy")
    /// A keyring cannot be sealed to these recipients.
    public static let keyringRecipients = ProvisoError.Code("keyring-recipients")
    /// A keyring can have no more versions, or cannot be changed any more.
    public static let keyringFull = ProvisoError.Code("keyring-full")
    /// A keyring has no such version.
    public static let keyUnknown = ProvisoError.Code("key-unknown")
    /// The key of a version was destroyed.
    public static let keyDestroyed = ProvisoError.Code("key-destroyed")
    /// A version is retired, and makes nothing new.
    public static let keyRetired = ProvisoError.Code("key-retired")
    /// A version is active, and cannot be destroyed.
    public static let keyActive = ProvisoError.Code("key-active")
}
