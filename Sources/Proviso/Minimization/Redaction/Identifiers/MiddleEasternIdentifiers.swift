extension RecognizedType {
    /// Turkey: the number of a person, T.C. kimlik numarası.
    public static let turkishPerson = RecognizedType(unchecked: "tr-id")
    /// Turkey: the plate of a vehicle.
    public static let turkishLicensePlate = RecognizedType(unchecked: "tr-license-plate")
    /// Israel: the number of a person, מספר זהות.
    public static let israeliPerson = RecognizedType(unchecked: "il-id")
}

/// The identifiers of Turkey and Israel.
enum MiddleEasternIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(.turkishPerson, .checked, oneIn: 110, forms: ["DDDDDDDDDDD", "DDD DDD DDD DD"], check: isTurk),
        IdentifierRule(.turkishLicensePlate, .weak, forms: ["DDLL?L?DDD?D?D?", "DD LL?L? DDD?D?D?"]) {
            (1...81).contains($0.number(0..<2))
        },
        IdentifierRule(
            .israeliPerson, .checked, oneIn: 10, forms: ["DDDDDDDDD", "DDDDDDDD-D", "DDDDDDDD", "D DDDDDDD D"],
            check: isIsraeli),
    ]

    /// The tenth digit checks the nine before it, and the eleventh the ten.
    ///
    /// - **Source**: Nüfus Hizmetleri Kanunu, no. 5490; Nüfus ve Vatandaşlık İşleri, *T.C. Kimlik Numarası*.
    static func isTurk(_ text: Span<UInt8>) -> Bool {
        let first = (WeightedCheck.sum(text, [7, 9, 7, 9, 7, 9, 7, 9, 7])) % 10
        let second = WeightedCheck.sum(text, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10
        return text[0] != 0x30 && first == text.digit(at: 9) && second == text.digit(at: 10)
    }

    /// Leading zeros are often left out.
    ///
    /// - **Source**: Population and Immigration Authority, *check digit of the identity number*.
    static func isIsraeli(_ text: Span<UInt8>) -> Bool {
        !(text.isOneCharacter && text[0] == 0x30) && LuhnCheck.isValid(text)
    }
}
