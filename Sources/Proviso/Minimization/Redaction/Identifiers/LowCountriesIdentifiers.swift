extension RecognizedType {
    /// The Netherlands: the citizen service number, BSN.
    public static let dutchCitizen = RecognizedType(unchecked: "nl-bsn")
    /// Belgium: the number of the national register, or of social security for those who are not in it.
    public static let belgianNational = RecognizedType(unchecked: "be-national-number")
}

/// The identifiers of the Netherlands and Belgium.
enum LowCountriesIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(
            .dutchCitizen, .checked, oneIn: 11,
            forms: ["DDDDDDDDD", "DDD DDD DDD", "DDDD DD DDD", "DDDD DDD DD", "DDDDDDDD"],
            check: isCitizen),
        IdentifierRule(
            .belgianNational, .checked, oneIn: 390,
            forms: ["DDDDDDDDDDD", "DD.DD.DD-DDD.DD", "DD DD DD DDD DD", "DDDDDD DDD DD"],
            check: isBelgian),
    ]

    /// Nine digits, of which a leading zero is often left out.
    ///
    /// - **Source**: Wet algemene bepalingen burgerservicenummer; Rijksdienst voor Identiteitsgegevens, *Logisch
    ///   Ontwerp BSN*, the *elfproef*.
    static func isCitizen(_ text: Span<UInt8>) -> Bool {
        let last = text.count - 1
        var sum = -text.digit(at: last)
        for index in 0..<last { sum += text.digit(at: index) * (text.count - index) }
        return sum % 11 == 0 && !(text.isOneCharacter && text[0] == 0x30)
    }

    /// The day of birth, a serial number, and a check number. Parts of the day that are not known are zero; the
    /// months of persons outside of the register are 20 or 40 higher.
    ///
    /// - **Source**: Arrêté royal of 3 April 1984 on the composition of the identification number; Banque-Carrefour
    ///   de la sécurité sociale, *Numéro bis*.
    static func isBelgian(_ text: Span<UInt8>) -> Bool {
        let (year, month, day) = (text.number(0..<2), text.number(2..<4), text.number(4..<6))
        guard month <= 52, month % 20 <= 12, day <= 31,
            day == 0 || month % 20 == 0 || IdentifierDate.exists(yearOfSomeCentury: year, month % 20, day)
        else { return false }
        let (number, check) = (text.number(0..<9), text.number(9..<11))
        // Who was born from 2000 on has a 2 before the number, which is not written.
        return number > 0 && (97 - number % 97 == check || 97 - (2_000_000_000 + number) % 97 == check)
    }
}
