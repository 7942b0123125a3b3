extension RecognizedType {
    /// Romania: the personal numeric code, CNP.
    public static let romanianPerson = RecognizedType(unchecked: "ro-cnp")
    /// Bulgaria: the uniform civil number, ЕГН.
    public static let bulgarianPerson = RecognizedType(unchecked: "bg-egn")
    /// Greece: the social security number, ΑΜΚΑ.
    public static let greekSocialSecurity = RecognizedType(unchecked: "gr-amka")
}

/// The identifiers of Romania, Bulgaria and Greece.
enum BalkanIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(.romanianPerson, .checked, oneIn: 600, forms: ["DDDDDDDDDDDDD"], check: isRomanian),
        IdentifierRule(.bulgarianPerson, .checked, oneIn: 90, forms: ["DDDDDDDDDD"], check: isBulgarian),
        IdentifierRule(
            .greekSocialSecurity, .checked, oneIn: 270, forms: ["DDDDDDDDDDD", "DDDDDD DDDDD"], check: isGreek),
    ]

    /// Sex and century, day of birth, county, serial number, check digit. 7 to 9 are of foreigners and tell no century.
    ///
    /// - **Source**: Hotărârea Guvernului nr. 1375/2006, annex.
    static func isRomanian(_ text: Span<UInt8>) -> Bool {
        let century: Int
        switch text.digit(at: 0) {
        case 1, 2: century = 1900
        case 3, 4: century = 1800
        case 5...9: century = 2000
        default: return false
        }
        switch text.number(7..<9) {
        case 1...48, 51, 52, 70, 80...83: break
        default: return false
        }
        guard IdentifierDate.exists(century + text.number(1..<3), text.number(3..<5), text.number(5..<7)) else {
            return false
        }
        let remainder = WeightedCheck.sum(text, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
        return (remainder == 10 ? 1 : remainder) == text.digit(at: 12)
    }

    /// The day of birth, with 20 more in the month before 1900 and 40 from 2000 on, a serial number and a check digit.
    ///
    /// - **Source**: Закон за гражданската регистрация, article 11; Наредба № РД-02-20-9 of 2012.
    static func isBulgarian(_ text: Span<UInt8>) -> Bool {
        var (year, month) = (1900 + text.number(0..<2), text.number(2..<4))
        if month > 40 {
            (year, month) = (year + 100, month - 40)
        } else if month > 20 {
            (year, month) = (year - 100, month - 20)
        }
        return IdentifierDate.exists(year, month, text.number(4..<6))
            && WeightedCheck.sum(text, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == text.digit(at: 9)
    }

    /// The day of birth, a serial number and a check digit.
    ///
    /// - **Source**: ΗΔΙΚΑ, *ΑΜΚΑ*; Law 3655/2008, article 153.
    static func isGreek(_ text: Span<UInt8>) -> Bool {
        IdentifierDate.exists(yearOfSomeCentury: text.number(4..<6), text.number(2..<4), text.number(0..<2))
            && LuhnCheck.isValid(text)
    }
}
