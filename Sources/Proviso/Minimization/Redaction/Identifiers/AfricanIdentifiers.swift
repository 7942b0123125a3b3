extension RecognizedType {
    /// South Africa: the identity number.
    public static let southAfricanPerson = RecognizedType(unchecked: "za-id")
    /// Nigeria: the national identification number, NIN.
    public static let nigerianPerson = RecognizedType(unchecked: "ng-nin")
    /// Nigeria: the plate of a vehicle.
    public static let nigerianLicensePlate = RecognizedType(unchecked: "ng-license-plate")
}

/// The identifiers of South Africa and Nigeria.
enum AfricanIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(
            .southAfricanPerson, .checked, oneIn: 900,
            forms: ["DDDDDDDDDDDDD", "DDDDDD DDDD DDD", "DDDDDD DDDD DD D", "DDDDDD DDDD D DD"],
            check: isSouthAfrican),
        // NIMC publishes no check digit. Some test the last one by Verhoeff's method, and would miss most if there is
        // none.
        IdentifierRule(.nigerianPerson, .weak, forms: ["DDDDDDDDDDD", "DDDD DDD DDDD"]),
        IdentifierRule(.nigerianLicensePlate, .weak, forms: ["LLLDDDLL", "LLL DDD LL", "LLL DDDLL"]),
    ]

    /// The day of birth, a serial number, whether a citizen (0), a resident (1) or a refugee (2), and a check digit.
    ///
    /// - **Source**: Identification Act 68 of 1997; Department of Home Affairs, *Identity number*.
    static func isSouthAfrican(_ text: Span<UInt8>) -> Bool {
        text.digit(at: 10) <= 2
            && IdentifierDate.exists(yearOfSomeCentury: text.number(0..<2), text.number(2..<4), text.number(4..<6))
            && LuhnCheck.isValid(text)
    }
}
