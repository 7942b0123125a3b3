extension RecognizedType {
    /// United Kingdom: the number of a patient, NHS number.
    public static let britishPatient = RecognizedType(unchecked: "uk-nhs")
    /// United Kingdom: the national insurance number, NINO.
    public static let britishNationalInsurance = RecognizedType(unchecked: "uk-nino")
    /// United Kingdom: the unique taxpayer reference, UTR.
    public static let britishTaxpayer = RecognizedType(unchecked: "uk-utr")
    /// United Kingdom: the number of a driving license of Great Britain.
    public static let britishDrivingLicense = RecognizedType(unchecked: "uk-driving-license")
    /// United Kingdom: the number of a passport.
    public static let britishPassport = RecognizedType(unchecked: "uk-passport")
    /// United Kingdom: a postcode.
    public static let britishPostcode = RecognizedType(unchecked: "uk-postcode")
    /// United Kingdom: the plate of a vehicle.
    public static let britishLicensePlate = RecognizedType(unchecked: "uk-license-plate")
    /// Ireland: the personal public service number, PPSN.
    public static let irishPublicService = RecognizedType(unchecked: "ie-pps")
}

/// The identifiers of the United Kingdom and Ireland.
enum BritishIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(.britishPatient, .checked, oneIn: 11, forms: ["DDDDDDDDDD", "DDD DDD DDDD"], check: isPatient),
        IdentifierRule(
            .britishNationalInsurance, .structural, oneIn: 12,
            forms: ["LLDDDDDDL", "LL DD DD DD L", "LL DDDDDD L", "LL DD DD DDL"], check: isNationalInsurance),
        // The last letter is often left out.
        IdentifierRule(
            .britishNationalInsurance, .weak, oneIn: 1, forms: ["LLDDDDDD", "LL DD DD DD", "LL DDDDDD"],
            check: hasNationalInsurancePrefix),
        IdentifierRule(
            .britishTaxpayer, .checked, oneIn: 10, forms: ["DDDDDDDDDD", "DDDDD DDDDD", "DDDDDDDDDDk"],
            check: isTaxpayer),
        IdentifierRule(
            .britishDrivingLicense, .structural, oneIn: 110,
            forms: ["AAAAADDDDDDAADLL", "AAAAA DDDDDD AADLL", "AAAAA DDDDDD AA DLL"], check: isDrivingLicense),
        IdentifierRule(.britishPassport, .weak, forms: ["DDDDDDDDD", "LLDDDDDDD"]),
        IdentifierRule(.britishPostcode, .weak, forms: ["LL?DD?DLL", "LL?DD? DLL", "LL?DLDLL", "LL?DL DLL"]),
        IdentifierRule(
            .britishLicensePlate, .weak,
            forms: ["LLDDLLL", "LLDD LLL", "LDD?D?LLL", "LDD?D? LLL", "LLLDD?D?L", "LLL DD?D?L"]),
        IdentifierRule(.irishPublicService, .checked, oneIn: 26, forms: ["DDDDDDDLL?"], check: isPublicService),
    ]

    /// - **Source**: NHS Data Model and Dictionary, *NHS Number*.
    static func isPatient(_ text: Span<UInt8>) -> Bool {
        WeightedCheck.sum(text, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
    }

    /// - **Source**: HMRC, *National Insurance Manual*, NIM39110.
    static func isNationalInsurance(_ text: Span<UInt8>) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "D")).contains(text[8]) && hasNationalInsurancePrefix(text)
    }

    static func hasNationalInsurancePrefix(_ text: Span<UInt8>) -> Bool {
        !unusedFirst.contains(text[0]) && !unusedSecond.contains(text[1]) && !unusedPrefixes.contains(text, at: 0)
    }

    private static let unusedFirst: CharacterSet36 = "DFIQUV"
    private static let unusedSecond: CharacterSet36 = "DFIOQUV"
    private static let unusedPrefixes: LetterPairs = "BG GB KN NK NT TN ZZ"

    /// The first digit is the check digit.
    ///
    /// - **Source**: HMRC, *Specification for the modulus 11 check of unique taxpayer references*.
    static func isTaxpayer(_ text: Span<UInt8>) -> Bool {
        text[0] == taxpayerCheck[WeightedCheck.sum(text, from: 1, [6, 7, 8, 9, 10, 5, 4, 3, 2])]
    }

    private static let taxpayerCheck: CheckCharacters = "21987654321"

    /// Five characters of the surname, filled up with 9; the day of birth between the digits of its year, with the
    /// month 50 higher for women; two initials, or 9; and a digit and two letters that tell apart who has all this in
    /// common.
    ///
    /// - **Source**: DVLA, *Driver number format*.
    static func isDrivingLicense(_ text: Span<UInt8>) -> Bool {
        let nine = UInt8(ascii: "9")
        guard isASCIILetter(text[0]), isASCIILetter(text[11]) || text[11] == nine,
            isASCIILetter(text[12]) || text[12] == nine
        else { return false }
        for index in 1..<5 {
            if isASCIILetter(text[index]) ? text[index - 1] == nine : text[index] != nine { return false }
        }
        let month = text.number(6..<8)
        return IdentifierDate.exists(
            yearOfSomeCentury: text.digit(at: 5) * 10 + text.digit(at: 10), month > 50 ? month - 50 : month,
            text.number(8..<10))
    }

    /// Seven digits, a letter that checks them, and from 2013 on a letter more, which counts; W, T and X are older
    /// and do not.
    ///
    /// - **Source**: Department of Social Protection, *Format of the PPS number*.
    static func isPublicService(_ text: Span<UInt8>) -> Bool {
        var sum = WeightedCheck.sum(text, [8, 7, 6, 5, 4, 3, 2])
        if text.count == 9 {
            if newSuffixes.contains(text[8]) {
                sum += (text.value(at: 8) - 9) * 9
            } else if !oldSuffixes.contains(text[8]) {
                return false
            }
        }
        return text[7] == publicServiceCheck[sum]
    }

    private static let newSuffixes: CharacterSet36 = "ABH"
    private static let oldSuffixes: CharacterSet36 = "WTX"
    private static let publicServiceCheck: CheckCharacters = "WABCDEFGHIJKLMNOPQRSTUV"
}
