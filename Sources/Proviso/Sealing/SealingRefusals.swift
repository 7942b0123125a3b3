internal import ProvisoCrypto

/// The words with which a sealed file is refused: no more than which of three things failed.
extension ProvisoError.Code {
    /// A file is not an age file, or its header was changed.
    public static let ageHeader = ProvisoError.Code("age-header")
    /// A file is sealed to other keys, or under another passphrase.
    public static let ageNoIdentity = ProvisoError.Code("age-no-identity")
    /// The content of a sealed file was changed or cut off.
    public static let agePayload = ProvisoError.Code("age-payload")
}

/// Opening tells no more than which of three things failed; here it gets the file's name and a remedy. Nil for any other error.
func ageFileRefusal(_ error: any Error, _ name: String) -> ProvisoError? {
    let place = ProvisoError.Place(source: name)
    switch error as? CryptoError {
    case .headerInvalid:
        return ProvisoError(
            .ageHeader, "not an age file, or its header was changed", remedy: "ask the sender for another", place: place
        )
    case .noIdentityMatched:
        return ProvisoError(
            .ageNoIdentity, "sealed to other keys than those that were given, or under another passphrase",
            remedy: "use the identity whose recipient the sender was given, or the file's passphrase", place: place)
    case .payloadInvalid:
        return ProvisoError(
            .agePayload, "its content was changed or cut off", remedy: "ask the sender for another", place: place)
    default: return nil
    }
}

/// Gives the errors of a body that reads an age file the file's name and a remedy.
func namingAgeFile<R: ~Copyable>(_ name: String, _ body: () throws -> R) throws -> R {
    do {
        return try body()
    } catch {
        if let refusal = ageFileRefusal(error, name) { throw refusal }
        throw error
    }
}
