extension RecognizedType {
    /// Czechia and Slovakia: the birth number, rodné číslo.
    public static let czechPerson = RecognizedType(unchecked: "cz-sk-birth-number")
    /// Poland: the number of a person, PESEL.
    public static let polishPerson = RecognizedType(unchecked: "pl-pesel")
    /// Poland: the tax number, NIP.
    public static let polishTaxID = RecognizedType(unchecked: "pl-nip")
    /// Poland: the number of a business, REGON.
    public static let polishBusiness = RecognizedType(unchecked: "pl-regon")
    /// Ukraine: the number of a taxpayer, РНОКПП.
    public static let ukrainianTaxpayer = RecognizedType(unchecked: "ua-tax-number")
}

/// The identifiers of Czechia, Slovakia, Poland and Ukraine.
enum CentralEuropeanIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(
            .czechPerson, .checked, oneIn: 68, forms: ["DDDDDD/DDDD", "DDDDDDDDDD", "DDDDDD DDDD"],
            check: isCheckedCzech),
        // Numbers from before 1954 have no check digit.
        IdentifierRule(.czechPerson, .structural, oneIn: 18, forms: ["DDDDDD/DDD"], check: isOldCzech),
        IdentifierRule(.czechPerson, .weak, oneIn: 18, forms: ["DDDDDDDDD", "DDDDDD DDD"], check: isOldCzech),
        IdentifierRule(.polishPerson, .checked, oneIn: 50, forms: ["DDDDDDDDDDD"], check: isPole),
        IdentifierRule(
            .polishTaxID, .checked, oneIn: 11,
            forms: [
                "DDDDDDDDDD", "DDD DDD DD DD", "DDD DD DD DDD", "plDDDDDDDDDD", "pl DDDDDDDDDD", "pl DDD DDD DD DD",
            ]
        ) { isPolishTaxID($0.extracting(($0.count - 10)...)) },
        IdentifierRule(
            .polishBusiness, .checked, oneIn: 10, forms: ["DDDDDDDDD", "DDD DDD DDD", "DDDDDDDDDDDDDD"],
            check: isPolishBusiness),
        IdentifierRule(.ukrainianTaxpayer, .checked, oneIn: 10, forms: ["DDDDDDDDDD"], check: isUkrainian),
    ]

    /// The day of birth with 50 more in the month for women, and 20 more where serial numbers run out; a serial
    /// number; and what makes the whole a multiple of eleven. Until 1985 a remainder of ten was given the digit 0.
    ///
    /// - **Source**: Zákon č. 133/2000 Sb., § 13; Zákon č. 301/1995 Z. z.
    static func isCheckedCzech(_ text: Span<UInt8>) -> Bool {
        let year = text.number(0..<2)
        var month = text.number(2..<4)
        if month > 50 { month -= 50 }
        if month > 20 { month -= 20 }
        return IdentifierDate.exists(year < 54 ? 2000 + year : 1900 + year, month, text.number(4..<6))
            && text.number(0..<9) % 11 % 10 == text.digit(at: 9)
    }

    /// Nine digits, without a check digit, of who was born before 1954.
    static func isOldCzech(_ text: Span<UInt8>) -> Bool {
        let (year, month) = (text.number(0..<2), text.number(2..<4))
        return !(54...79).contains(year)
            && IdentifierDate.exists(
                year < 54 ? 1900 + year : 1800 + year, month > 50 ? month - 50 : month, text.number(4..<6))
    }

    /// The day of birth, whose century is in the month, a serial number and a check digit.
    ///
    /// - **Source**: Ustawa of 24 September 2010 o ewidencji ludności, articles 15 and 19.
    static func isPole(_ text: Span<UInt8>) -> Bool {
        let month = text.number(2..<4)
        let century =
            switch month / 20 {
            case 0: 1900
            case 1: 2000
            case 2: 2100
            case 3: 2200
            default: 1800
            }
        return IdentifierDate.exists(century + text.number(0..<2), month % 20, text.number(4..<6))
            && WeightedCheck.sum(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0
    }

    /// - **Source**: Rozporządzenie Ministra Finansów on the tax identification number, Dz.U. 2004 nr 20 poz. 187.
    static func isPolishTaxID(_ text: Span<UInt8>) -> Bool {
        WeightedCheck.sum(text, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == text.digit(at: 9)
    }

    /// Nine digits, and five more for a part of a business.
    ///
    /// - **Source**: Główny Urząd Statystyczny, *REGON, sposób obliczania cyfry kontrolnej*.
    static func isPolishBusiness(_ text: Span<UInt8>) -> Bool {
        guard WeightedCheck.sum(text, [8, 9, 2, 3, 4, 5, 6, 7]) % 11 % 10 == text.digit(at: 8) else { return false }
        return text.count == 9
            || WeightedCheck.sum(text, [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 11 % 10 == text.digit(at: 13)
    }

    /// Five digits count the days since the end of 1899; then a serial number and a check digit.
    ///
    /// - **Source**: Наказ Міністерства фінансів № 822 of 29 September 2017; OECD, *Tax identification numbers:
    ///   Ukraine*.
    static func isUkrainian(_ text: Span<UInt8>) -> Bool {
        let sum = WeightedCheck.sum(text, [10, 5, 7, 9, 4, 6, 10, 5, 7])
        return sum % 11 % 10 == text.digit(at: 9)
    }
}
