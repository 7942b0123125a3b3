extension RecognizedType {
    /// France: the number of a person in the national register and in social security, NIR.
    public static let frenchSocialSecurity = RecognizedType(unchecked: "fr-nir")
    /// France: the number of a business, SIREN.
    public static let frenchBusiness = RecognizedType(unchecked: "fr-siren")
    /// France: the number of an establishment of a business, SIRET.
    public static let frenchEstablishment = RecognizedType(unchecked: "fr-siret")
    /// France: the number of a business for value added tax, numéro de TVA.
    public static let frenchVAT = RecognizedType(unchecked: "fr-vat")
}

/// The identifiers of France.
enum FrenchIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(
            .frenchSocialSecurity, .checked, oneIn: 190,
            forms: ["DDDDDDDDDDDDDDD", "DDDDDDLDDDDDDDD", "D DD DD DA DDD DDD DD", "DDDDDDADDDDDD DD"],
            check: isSocialSecurity),
        // Without its key.
        IdentifierRule(
            .frenchSocialSecurity, .weak, oneIn: 2, forms: ["DDDDDDDDDDDDD", "DDDDDDLDDDDDD", "D DD DD DA DDD DDD"],
            check: isSocialSecurityWithoutKey),
        IdentifierRule(.frenchBusiness, .checked, oneIn: 10, forms: ["DDDDDDDDD", "DDD DDD DDD"]) {
            LuhnCheck.isValid($0)
        },
        IdentifierRule(
            .frenchEstablishment, .checked, oneIn: 100, forms: ["DDDDDDDDDDDDDD", "DDD DDD DDD DDDDD"],
            check: isEstablishment),
        IdentifierRule(
            .frenchVAT, .checked, oneIn: 130,
            forms: [
                "frAADDDDDDDDD", "fr AADDDDDDDDD", "fr AA DDDDDDDDD", "frAA DDDDDDDDD", "frAA DDD DDD DDD",
                "fr AA DDD DDD DDD",
            ]
        ) { isVAT($0.extracting(2...)) },
    ]

    /// Sex, year and month of birth, department and commune, a serial number, and a key.
    ///
    /// - **Source**: Insee, *Numéro d'inscription au répertoire*; décret n° 82-103.
    static func isSocialSecurity(_ text: Span<UInt8>) -> Bool {
        guard isSocialSecurityWithoutKey(text) else { return false }
        var number = text.number(0..<5)
        // Corsica's departments 2A and 2B count as 19 and 18.
        switch text[6] {
        case UInt8(ascii: "A"): number = number * 100 + 19
        case UInt8(ascii: "B"): number = number * 100 + 18
        default: number = number * 100 + text.number(5..<7)
        }
        return 97 - (number * 1_000_000 + text.number(7..<13)) % 97 == text.number(13..<15)
    }

    /// Months from 20 on stand for one that is not known.
    static func isSocialSecurityWithoutKey(_ text: Span<UInt8>) -> Bool {
        guard sexes.contains(text[0]) else { return false }
        let isCorsica = text[5] == UInt8(ascii: "2") && (text[6] == UInt8(ascii: "A") || text[6] == UInt8(ascii: "B"))
        guard isASCIIDigit(text[6]) || isCorsica else { return false }
        switch text.number(3..<5) {
        case 1...12, 20...42, 50...99: return true
        default: return false
        }
    }

    /// 3, 4, 7 and 8 are of persons that are not in the register, or not yet.
    private static let sexes: CharacterSet36 = "123478"

    /// The establishments of La Poste have another sum, except for the head office.
    ///
    /// - **Source**: Insee, *Numéro SIRET*; Sirene, *Documentation*, on La Poste.
    static func isEstablishment(_ text: Span<UInt8>) -> Bool {
        guard LuhnCheck.isValid(text.extracting(0..<9)) else { return false }
        let isOfPost = text.number(0..<9) == 356_000_000 && text.number(9..<14) != 48
        guard isOfPost else { return LuhnCheck.isValid(text) }
        var sum = 0
        for index in text.indices { sum += text.digit(at: index) }
        return sum % 5 == 0
    }

    /// A key of two characters before a SIREN. In Monaco, where the next three digits are zero, before another number.
    ///
    /// - **Source**: Code général des impôts, article 286 ter; European Commission, *VIES, check digits*.
    static func isVAT(_ text: Span<UInt8>) -> Bool {
        guard text.number(2..<5) == 0 || LuhnCheck.isValid(text.extracting(2...)) else { return false }
        let number = text.number(2..<11)
        if isASCIIDigit(text[0]), isASCIIDigit(text[1]) { return text.number(0..<2) == (number * 100 + 12) % 97 }
        guard let first = keyValue(text.value(at: 0)), let second = keyValue(text.value(at: 1)) else { return false }
        let key = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100
        return (number + 1 + key / 11) % 11 == key % 11
    }

    /// The letters I and O are not used, so that those behind them move up.
    private static func keyValue(_ value: Int) -> Int? {
        let (i, o) = (18, 24)
        if value == i || value == o { return nil }
        return value - (value > i ? 1 : 0) - (value > o ? 1 : 0)
    }
}
