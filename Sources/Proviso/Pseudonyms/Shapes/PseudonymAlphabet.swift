/// The characters that a code is written with, each standing for a digit: the first for 0, the second for 1.
///
/// - **Source**: `Formats/Pseudonyms`, *Shapes*.
public struct PseudonymAlphabet: Hashable, Sendable, CustomStringConvertible {
    /// The characters in the order of their values.
    public let description: String
    let characters: [UInt8]

    /// `0` to `9`.
    public static let digits = PseudonymAlphabet(trusted: "0123456789")
    /// `A` to `Z`.
    public static let letters = PseudonymAlphabet(trusted: "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    /// `0` to `9`, then `A` to `Z`.
    public static let alphanumeric = PseudonymAlphabet(trusted: digits.description + letters.description)
    /// `0` to `9`, then `A` to `Z` without `I`, `L`, `O` and `U`, which are misread or spell words.
    ///
    /// - **Source**: Douglas Crockford, *Base 32*.
    public static let crockfordBase32 = PseudonymAlphabet(trusted: "0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// An alphabet of your own: 2 to 64 different ASCII characters that can be seen, so no space.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ characters: String) throws(ProvisoError) {
        let bytes = Array(characters.utf8)
        guard (2...64).contains(bytes.count), Set(bytes).count == bytes.count,
            bytes.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw ProvisoError(
                .valueInvalid, "an alphabet that does not have 2 to 64 different visible ASCII characters",
                remedy: "give each character once")
        }
        self.init(trusted: characters)
    }

    private init(trusted characters: String) {
        description = characters
        self.characters = Array(characters.utf8)
    }

    /// What a character stands for.
    func value(of character: UInt8) -> Int? { characters.firstIndex(of: character) }
}
