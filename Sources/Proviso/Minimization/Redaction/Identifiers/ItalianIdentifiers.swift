extension RecognizedType {
    /// Italy: the tax code of a person, codice fiscale.
    public static let italianFiscalCode = RecognizedType(unchecked: "it-fiscal-code")
    /// Italy: the number of a business for value added tax, partita IVA.
    public static let italianVAT = RecognizedType(unchecked: "it-vat")
    /// Italy: the number of a driving license, patente di guida.
    public static let italianDrivingLicense = RecognizedType(unchecked: "it-driving-license")
    /// Italy: the number of an identity card, carta d'identità.
    public static let italianIDCard = RecognizedType(unchecked: "it-id-card")
    /// Italy: the number of a passport.
    public static let italianPassport = RecognizedType(unchecked: "it-passport")
}

/// The identifiers of Italy.
enum ItalianIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(
            .italianFiscalCode, .checked, oneIn: 90, forms: ["LLLLLLAALAALAAAL", "LLL LLL AALAA LAAAL"],
            check: isFiscalCode),
        IdentifierRule(.italianVAT, .checked, oneIn: 90, forms: ["DDDDDDDDDDD", "itDDDDDDDDDDD", "it DDDDDDDDDDD"]) {
            isVAT($0.extracting(($0.count - 11)...))
        },
        IdentifierRule(.italianDrivingLicense, .weak, forms: ["LLDDDDDDDL", "u1AAAAAAAL"]),
        IdentifierRule(.italianIDCard, .weak, forms: ["LLDDDDDDD", "LL DDDDDDD", "DDDDDDDLL", "LLDDDDDLL"]),
        IdentifierRule(.italianPassport, .weak, forms: ["LLDDDDDDD"]),
    ]

    /// Consonants of the names, year, month and day of birth, with 40 more for women, and the place. Where two
    /// persons would have the same code, digits become letters.
    ///
    /// - **Source**: Decreto ministeriale 23 December 1976, articles 1 to 6.
    static func isFiscalCode(_ text: Span<UInt8>) -> Bool {
        guard let year = number(text, 6), let month = month(text[8]), let day = number(text, 9),
            isASCIILetter(text[11]),
            digit(text[12]) != nil, digit(text[13]) != nil, digit(text[14]) != nil,
            IdentifierDate.exists(yearOfSomeCentury: year, month, day > 40 ? day - 40 : day)
        else { return false }
        var sum = 0
        for index in 0..<15 {
            let value = text.value(at: index)
            // Digits count as the letters A to J do.
            let place = value < 10 ? value : value - 10
            sum += index % 2 == 0 ? Int(oddValues[place]) : place
        }
        return text[15] == UInt8(ascii: "A") + UInt8(sum % 26)
    }

    private static func number(_ text: Span<UInt8>, _ index: Int) -> Int? {
        guard let tens = digit(text[index]), let ones = digit(text[index + 1]) else { return nil }
        return tens * 10 + ones
    }

    /// A digit, or the letter that stands for one: L, M, N, P, Q, R, S, T, U, V.
    private static func digit(_ byte: UInt8) -> Int? {
        if isASCIIDigit(byte) { return Int(byte) - 0x30 }
        switch byte {
        case UInt8(ascii: "L")...UInt8(ascii: "N"): return Int(byte - UInt8(ascii: "L"))
        case UInt8(ascii: "P")...UInt8(ascii: "V"): return Int(byte - UInt8(ascii: "P")) + 3
        default: return nil
        }
    }

    private static func month(_ byte: UInt8) -> Int? {
        for index in months.indices where months[index] == byte { return index + 1 }
        return nil
    }

    private static let months = Array("ABCDEHLMPRST".utf8)

    /// What characters at the first, third and every other odd place count.
    private static let oddValues: InlineArray<26, UInt8> = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
    ]

    /// Seven digits of the business, three of the office that gave the number out, and a check digit.
    ///
    /// - **Source**: DPR 633/1972, article 35; Decreto ministeriale 23 December 1976, article 7.
    static func isVAT(_ text: Span<UInt8>) -> Bool {
        guard text.number(0..<7) > 0 else { return false }
        switch text.number(7..<10) {
        case 1...100, 120, 121, 888, 999: return LuhnCheck.isValid(text)
        default: return false
        }
    }
}
