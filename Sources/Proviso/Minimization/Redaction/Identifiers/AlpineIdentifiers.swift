extension RecognizedType {
    /// Austria: the social security number, Sozialversicherungsnummer.
    public static let austrianSocialSecurity = RecognizedType(unchecked: "at-social-security")
    /// Switzerland and Liechtenstein: the social security number, AHV-Nummer or numéro AVS.
    public static let swissSocialSecurity = RecognizedType(unchecked: "ch-social-security")
}

/// The identifiers of Austria and Switzerland.
enum AlpineIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(
            .austrianSocialSecurity, .checked, oneIn: 250, forms: ["DDDDDDDDDD", "DDDD DDDDDD", "DDDD DD DD DD"],
            check: isAustrian),
        IdentifierRule(.swissSocialSecurity, .checked, oneIn: 10, forms: ["756DDDDDDDDDD", "756 DDDD DDDD DD"]) {
            WeightedCheck.isArticle($0)
        },
    ]

    /// A serial number, a check digit, and the day of birth. Where serial numbers run out, the months are 13 to 15.
    ///
    /// - **Source**: § 31 ASVG; Dachverband der Sozialversicherungsträger, *Aufbau der Versicherungsnummer*.
    static func isAustrian(_ text: Span<UInt8>) -> Bool {
        let (day, month, year) = (text.number(4..<6), text.number(6..<8), text.number(8..<10))
        guard text[0] != 0x30,
            (13...15).contains(month)
                ? (1...31).contains(day) : IdentifierDate.exists(yearOfSomeCentury: year, month, day)
        else { return false }
        return WeightedCheck.sum(text, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 == text.digit(at: 3)
    }
}
