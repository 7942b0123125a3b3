/// What a piece of a text was recognized as, such as a payment card's number. More types can be added, so a `switch`
/// needs a `default`.
///
/// - **Source**: `Formats/Redaction`, *Patterns* and *Identifiers*, which list all types.
public struct RecognizedType: Hashable, Sendable, CustomStringConvertible {
    /// The type as a stable word. The identifiers of one country begin with its two letters of ISO 3166,
    /// but for `uk`, which everybody writes for the United Kingdom.
    public let description: String

    /// A built-in type from its word; nil for any other.
    public init?(_ word: String) {
        guard let number = TypeTable.builtIn.number(of: RecognizedType(unchecked: word)) else { return nil }
        self = TypeTable.builtIn.types[number]
    }

    /// A type of the program's own: a lower-case letter and up to 31 lower-case letters, digits and hyphens, and no
    /// built-in word.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(custom word: String) throws(ProvisoError) {
        let isWord =
            word.utf8.count <= 32 && word.utf8.first.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 } == true
        let isPlain = word.utf8.allSatisfy { byte in
            isASCIIDigit(byte) || byte == UInt8(ascii: "-") || (isASCIILetter(byte) && byte & 0x20 != 0)
        }
        guard isWord, isPlain, RecognizedType(word) == nil else {
            throw ProvisoError(
                .valueInvalid, "the type '\(excerpt(word))' cannot be added",
                remedy: "write up to 32 lower-case letters, digits and hyphens, and no built-in type")
        }
        description = word
    }

    /// A type of this module.
    init(unchecked word: String) {
        description = word
    }

    /// All built-in types, in the order in which they win where all else is equal.
    public static var all: [RecognizedType] { TypeTable.builtIn.types }

    /// A value that was known before: of a field, of a watch list, or of a list of what must go.
    public static let knownValue = RecognizedType(unchecked: "known")
}
