/// Where pseudonyms may be linked: an inquiry, a partner, a study. The same person has unrelated pseudonyms in two domains.
///
/// Purpose and recipient are statements and not part of the domain: a corrected typing error in them must not change a pseudonym.
///
/// - **Source**: EDPB Guidelines 01/2025 (*pseudonymization domain*); `Formats/Pseudonyms`.
public struct PseudonymizationDomain: Hashable, Sendable {
    /// The name of the domain: 1 to 64 of `a-z`, `0-9`, `.`, `/`, `-`.
    public let id: String
    /// A renewal label: another epoch gives other pseudonyms. Pseudonyms themselves do not expire.
    public let epoch: String?
    /// The digest of the statement that authorized the exchange, where the pseudonyms are bound to it.
    public let authorization: StatementDigest?

    /// A domain.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for an id or epoch of another form; an empty epoch is refused, because it
    ///   would differ from an absent one and look the same.
    public init(id: String, epoch: String? = nil, authorization: StatementDigest? = nil) throws(ProvisoError) {
        guard Self.isIdentifier(id) else { throw Self.fault("a domain", id) }
        if let epoch, !Self.isIdentifier(epoch) { throw Self.fault("an epoch", epoch) }
        self.id = id
        self.epoch = epoch
        self.authorization = authorization
    }

    /// What an identifier of a domain or epoch looks like, for messages.
    static let identifierForm = "1 to 64 of a-z 0-9 . / -"

    static func isIdentifier(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-")
            }
    }

    private static func fault(_ what: String, _ text: String) -> ProvisoError {
        ProvisoError(.valueInvalid, "\(what) cannot be '\(printable(text))'", remedy: "write \(identifierForm)")
    }
}

/// What kind of thing a pseudonym stands for: `person`, `device`, `account`. A label that both parties must use alike.
public struct PseudonymType: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The label.
    public let description: String

    /// A type from its label, `[a-z][a-z0-9]{0,15}`.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ label: String) throws(ProvisoError) {
        guard Self.isLabel(label) else {
            throw ProvisoError(
                .valueInvalid, "a pseudonym type cannot be '\(printable(label))'", remedy: "write \(Self.labelForm)")
        }
        description = label
    }

    /// A type that is written in a program; a label of another form stops it.
    public init(stringLiteral label: StaticString) {
        let text = label.description
        precondition(Self.isLabel(text), "PseudonymType: the label must be \(Self.labelForm)")
        description = text
    }

    static let labelForm = "a lower-case word of at most 16 letters and digits"

    private static func isLabel(_ text: String) -> Bool {
        guard let first = text.utf8.first, (1...16).contains(text.utf8.count) else { return false }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return letters.contains(first) && text.utf8.allSatisfy { letters.contains($0) || digits.contains($0) }
    }
}
