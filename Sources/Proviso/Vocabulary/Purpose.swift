/// What the data are for, in the words of whoever is responsible: an inquiry, a study, a request.
///
/// - **Guarantees**: a text that is not empty and holds no control, format or line-separator character, so it can stand on one
///   line of a statement and cannot be made to look like another text.
/// - **Does not guarantee**: that it is true. A purpose is stated, not verified.
public struct Purpose: Hashable, Sendable, CustomStringConvertible {
    /// The text.
    public let description: String

    /// A purpose from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        description = try statedText(text, as: "purpose")
    }
}

/// The law or agreement that data are shared under: an article, a treaty request, a consent.
///
/// - **Guarantees**: as for ``Purpose``.
/// - **Does not guarantee**: that it applies.
public struct LegalBasis: Hashable, Sendable, CustomStringConvertible {
    /// The text.
    public let description: String

    /// A legal basis from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        description = try statedText(text, as: "legal-basis")
    }
}

/// Somebody who sends, receives or oversees data: an authority, a firm, an office.
///
/// - **Guarantees**: as for ``Purpose``.
/// - **Does not guarantee**: who it is. Only a package sealed to a party's key binds data to a party.
public struct Party: Hashable, Sendable, CustomStringConvertible {
    /// The party's name.
    public let description: String

    /// A party from its name.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ name: String) throws(ProvisoError) {
        description = try statedText(name, as: "party")
    }
}

/// What is wrong with a text that somebody states, or nil.
func statedTextFault(_ text: String) -> (message: String, remedy: String)? {
    if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) { return ("is empty", "say it in words") }
    if text.unicodeScalars.contains(where: \.isInvisible) { return ("holds an invisible character", "remove it") }
    return nil
}

private func statedText(_ text: String, as name: String) throws(ProvisoError) -> String {
    if let fault = statedTextFault(text) {
        throw ProvisoError(.valueInvalid, "\(name) \(fault.message)", remedy: fault.remedy)
    }
    return text
}
