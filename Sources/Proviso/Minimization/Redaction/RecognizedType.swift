/// What a piece of a text was recognized as, such as a payment card's number. More types can be added, so a `switch`
/// needs a `default`.
public struct RecognizedType: Hashable, Sendable, CustomStringConvertible {
    /// The type as a stable word. The identifiers of one country begin with its two letters of ISO 3166.
    public let description: String

    /// A type from its word; nil for any other.
    public init?(_ word: String) {
        guard let type = IdentifierRules.type(word) else { return nil }
        self = type
    }

    /// A type of this module.
    init(unchecked word: String) {
        description = word
    }
}
