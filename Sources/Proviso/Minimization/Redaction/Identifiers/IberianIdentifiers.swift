extension RecognizedType {
    /// Spain: the tax number of a citizen, NIF, which is the number of the identity card, DNI.
    public static let spanishTaxID = RecognizedType(unchecked: "es-nif")
    /// Spain: the number of a foreigner, NIE.
    public static let spanishForeigner = RecognizedType(unchecked: "es-nie")
    /// Spain: the tax number of a legal entity, formerly CIF.
    public static let spanishEntity = RecognizedType(unchecked: "es-cif")
    /// Spain: the number of a passport.
    public static let spanishPassport = RecognizedType(unchecked: "es-passport")
    /// Portugal: the tax number, NIF.
    public static let portugueseTaxID = RecognizedType(unchecked: "pt-nif")
}

/// The identifiers of Spain and Portugal.
enum IberianIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(
            .spanishTaxID, .checked, oneIn: 26,
            forms: [
                "DD?DDDDDDL", "DDDDDDDD L", "DD?.DDD.DDD-L", "DD?.DDD.DDDL", "LDDDDDDDL", "L DDDDDDD L", "LDDDDDDD-L",
            ],
            check: isTaxID),
        IdentifierRule(
            .spanishForeigner, .checked, oneIn: 200, forms: ["LDDDDDDDL", "L DDDDDDD L", "L.DDDDDDD-L", "LDDDDDDD-L"],
            check: isForeigner),
        IdentifierRule(
            .spanishEntity, .checked, oneIn: 15, forms: ["LDDDDDDDA", "L DDDDDDD A", "L DDDDDDDA"], check: isEntity),
        IdentifierRule(.spanishPassport, .weak, forms: ["LLLDDDDDD"]),
        IdentifierRule(
            .portugueseTaxID, .checked, oneIn: 11, forms: ["DDDDDDDDD", "DDD DDD DDD", "ptDDDDDDDDD", "pt DDD DDD DDD"]
        ) { isPortuguese($0.extracting(($0.count - 9)...)) },
    ]

    /// Up to eight digits and a letter; or K, L or M, seven digits and a letter, for who has no identity card.
    ///
    /// - **Source**: Real Decreto 1065/2007, articles 18 to 20; Orden EHA/451/2008.
    static func isTaxID(_ text: Span<UInt8>) -> Bool {
        let last = text.count - 1
        if isASCIIDigit(text[0]) { return text[last] == letters[text.number(0..<last)] }
        return withoutCard.contains(text[0]) && text[last] == letters[text.number(1..<last)]
    }

    /// X, Y or Z count as 0, 1 or 2.
    static func isForeigner(_ text: Span<UInt8>) -> Bool {
        let first = Int(text[0]) - Int(UInt8(ascii: "X"))
        return (0...2).contains(first) && text[8] == letters[first * 10_000_000 + text.number(1..<8)]
    }

    /// Which forms have a digit at the end and which a letter is not told the same by all, so that both will do.
    ///
    /// - **Source**: Orden EHA/451/2008.
    static func isEntity(_ text: Span<UInt8>) -> Bool {
        guard entityTypes.contains(text[0]) else { return false }
        let check = LuhnCheck.digit(behind: text.extracting(1..<8))
        return text[8] == UInt8(0x30 + check) || text[8] == entityLetters[check]
    }

    private static let letters: CheckCharacters = "TRWAGMYFPDXBNJZSQVHLCKE"
    private static let withoutCard: CharacterSet36 = "KLM"
    private static let entityTypes: CharacterSet36 = "ABCDEFGHJNPQRSUVW"
    private static let entityLetters: CheckCharacters = "JABCDEFGHI"

    /// - **Source**: Decreto-Lei n.º 14/2013; Portaria n.º 386/98.
    static func isPortuguese(_ text: Span<UInt8>) -> Bool {
        let check = (11 - WeightedCheck.sum(text, [9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10
        return text[0] != 0x30 && check == text.digit(at: 8)
    }
}
