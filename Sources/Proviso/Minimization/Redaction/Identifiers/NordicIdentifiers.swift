extension RecognizedType {
    /// Sweden: the number of a person, personnummer or samordningsnummer.
    public static let swedishPerson = RecognizedType(unchecked: "se-personal-number")
    /// Sweden: the number of an organization, organisationsnummer.
    public static let swedishOrganization = RecognizedType(unchecked: "se-organization-number")
    /// Finland: the personal identity code, henkilötunnus.
    public static let finnishPerson = RecognizedType(unchecked: "fi-hetu")
    /// Denmark: the number of a person in the civil registration, CPR-nummer.
    public static let danishPerson = RecognizedType(unchecked: "dk-cpr")
    /// Norway: the birth number, fødselsnummer, D-nummer and the like.
    public static let norwegianPerson = RecognizedType(unchecked: "no-birth-number")
}

/// The identifiers of Sweden, Finland, Denmark and Norway.
enum NordicIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(
            .swedishPerson, .checked, oneIn: 130,
            forms: [
                "DDDDDD-DDDD", "DDDDDD+DDDD", "DDDDDDDDDD", "DDDDDD DDDD", "DDDDDDDD-DDDD", "DDDDDDDDDDDD",
                "DDDDDDDD DDDD",
            ],
            check: isSwede),
        IdentifierRule(
            .swedishOrganization, .checked, oneIn: 13,
            forms: ["DDDDDD-DDDD", "DDDDDDDDDD", "16DDDDDD-DDDD", "16DDDDDDDDDD"],
            check: isSwedishOrganization),
        IdentifierRule(
            .finnishPerson, .checked, oneIn: 800, forms: ["DDDDDD-DDDA", "DDDDDD+DDDA", "DDDDDDLDDDA"], check: isFinn),
        // The check digit was given up in 2007. Ten digits in a row are much else, seconds since 1970 for example.
        IdentifierRule(.danishPerson, .structural, oneIn: 27, forms: ["DDDDDD-DDDD", "DDDDDD DDDD"], check: isDane),
        IdentifierRule(.danishPerson, .weak, oneIn: 27, forms: ["DDDDDDDDDD"], check: isDane),
        IdentifierRule(
            .norwegianPerson, .checked, oneIn: 300, forms: ["DDDDDDDDDDD", "DDDDDD DDDDD", "DDDDDD DDD DD"],
            check: isNorwegian),
    ]

    /// The day of birth, with 60 more for who was not registered, a serial number, and a check digit. The century is
    /// not checked.
    ///
    /// - **Source**: Folkbokföringslag (1991:481), §§ 18 and 18 a; Skatteverket, SKV 704 and 707.
    static func isSwede(_ text: Span<UInt8>) -> Bool {
        let start = text.count - 10
        var year = 2000 + text.number(start..<start + 2)
        if start == 2 {
            year = text.number(0..<4)
            guard (1800...2099).contains(year) else { return false }
        }
        let day = text.number(start + 4..<start + 6)
        return IdentifierDate.exists(year, text.number(start + 2..<start + 4), day > 60 ? day - 60 : day)
            && LuhnCheck.isValid(text.extracting(start...))
    }

    /// The third and fourth digit are no month. Twelve digits begin with 16.
    ///
    /// - **Source**: Lag (1974:174) om identitetsbeteckning för juridiska personer; Skatteverket, SKV 709.
    static func isSwedishOrganization(_ text: Span<UInt8>) -> Bool {
        let start = text.count - 10
        return text[start] != 0x30 && text[start + 2] >= 0x32 && LuhnCheck.isValid(text.extracting(start...))
    }

    /// The day of birth, a sign of the century, a number and a check character. A sign that is no letter is left out
    /// here; it says 1800 or 1900, whose first years both have no leap day. Numbers from 900 on are for a time only.
    ///
    /// - **Source**: Valtioneuvoston asetus väestötietojärjestelmästä 128/2010, section 2, as of 2023.
    static func isFinn(_ text: Span<UInt8>) -> Bool {
        var century = 1900
        if text.count == 11 {
            if laterCentury.contains(text[6]) {
                century = 2000
            } else if !earlierCentury.contains(text[6]) {
                return false
            }
        }
        let last = text.count - 1
        let (date, number) = (text.number(0..<6), text.number(last - 3..<last))
        return number >= 2 && IdentifierDate.exists(century + date % 100, date / 100 % 100, date / 10_000)
            && text[last] == finnishCheck[date * 1000 + number]
    }

    private static let laterCentury: CharacterSet36 = "ABCDEF"
    private static let earlierCentury: CharacterSet36 = "UVWXY"
    private static let finnishCheck: CheckCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY"

    /// The day of birth and a serial number, whose first digit tells the century.
    ///
    /// - **Source**: CPR-kontoret, *Personnummeret i CPR*.
    static func isDane(_ text: Span<UInt8>) -> Bool {
        let year = text.number(4..<6)
        let century =
            switch text.digit(at: 6) {
            case 0...3: 1900
            case 4, 9: year >= 37 ? 1900 : 2000
            default: year >= 58 ? 1800 : 2000
            }
        return IdentifierDate.exists(century + year, text.number(2..<4), text.number(0..<2))
    }

    /// The day of birth, a number that tells the century, and two check digits. The day of who is not registered is
    /// 40 higher, the month 40 or 80 where others than the register give the number out; from 80 on there is no day
    /// in the number.
    ///
    /// - **Source**: Folkeregisterforskriften, § 2-2; Skatteetaten, *Fødselsnummer*; Direktoratet for e-helse,
    ///   *Felles hjelpenummer*.
    static func isNorwegian(_ text: Span<UInt8>) -> Bool {
        guard WeightedCheck.sum(text, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 == 0,
            WeightedCheck.sum(text, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
        else { return false }
        let (day, month, year, number) = (
            text.number(0..<2), text.number(2..<4), text.number(4..<6), text.number(6..<9)
        )
        if day >= 80 { return true }
        let century: Int
        switch number {
        case ..<500: century = 1900
        case ..<750 where year >= 54: century = 1800
        case 500... where year < 40: century = 2000
        case 900...: century = 1900
        default: return false
        }
        return IdentifierDate.exists(
            century + year, month > 40 ? (month > 80 ? month - 80 : month - 40) : month, day > 40 ? day - 40 : day)
    }
}
