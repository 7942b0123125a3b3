extension RecognizedType {
    /// Germany: the tax identification number of a person, Steuer-ID.
    public static let germanTaxID = RecognizedType(unchecked: "de-tax-id")
    /// Germany: the number of a tax office for a taxpayer, Steuernummer.
    public static let germanTaxNumber = RecognizedType(unchecked: "de-tax-number")
    /// Germany: the number of a pension insurance, Rentenversicherungsnummer.
    public static let germanSocialSecurity = RecognizedType(unchecked: "de-social-security")
    /// Germany: the number of a person in health insurance, Krankenversichertennummer.
    public static let germanHealthInsurance = RecognizedType(unchecked: "de-health-insurance")
    /// Germany: the serial number of an identity card, Personalausweis.
    public static let germanIDCard = RecognizedType(unchecked: "de-id-card")
    /// Germany: the serial number of a passport, Reisepass.
    public static let germanPassport = RecognizedType(unchecked: "de-passport")
    /// Germany: the number of a business for value added tax, Umsatzsteuer-Identifikationsnummer.
    public static let germanVAT = RecognizedType(unchecked: "de-vat")
    /// Germany: the number of a physician, Lebenslange Arztnummer.
    public static let germanPhysician = RecognizedType(unchecked: "de-lanr")
    /// Germany: the number of a medical practice, Betriebsstättennummer.
    public static let germanPractice = RecognizedType(unchecked: "de-bsnr")
    /// Germany: the number of a driving license, Führerschein.
    public static let germanDrivingLicense = RecognizedType(unchecked: "de-driving-license")
    /// Germany: an entry of the commercial register, Handelsregister.
    public static let germanCommercialRegister = RecognizedType(unchecked: "de-commercial-register")
    /// Germany: the plate of a vehicle, Kfz-Kennzeichen.
    public static let germanLicensePlate = RecognizedType(unchecked: "de-license-plate")
    /// Germany: a postcode, Postleitzahl.
    public static let germanPostcode = RecognizedType(unchecked: "de-postcode")
}

/// The identifiers of Germany.
enum GermanIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(.germanTaxID, .checked, oneIn: 280, forms: ["DDDDDDDDDDD", "DD DDD DDD DDD"], check: isTaxID),
        IdentifierRule(
            .germanTaxNumber, .weak,
            forms: ["DD?D?/DDD/DDDDD", "DDD/DDDD/DDDD", "DDDDD/DDDDD", "0DD DDD DDDDD", "DDDD0DDDDDDDD"]),
        IdentifierRule(
            .germanSocialSecurity, .checked, oneIn: 85,
            forms: ["DDDDDDDDLDDD", "DD DDDDDD L DDD", "DD DDDDDD L DD D"], check: isSocialSecurity),
        IdentifierRule(
            .germanHealthInsurance, .checked, oneIn: 10, forms: ["LDDDDDDDDD", "L DDD DDD DDD"],
            check: isHealthInsurance),
        // With the check digit of the machine-readable zone, and without it.
        IdentifierRule(.germanIDCard, .checked, oneIn: 26, forms: ["LAAAAAAAAD"]) {
            cardLetters.contains($0[0]) && isTravelDocument($0) && WeightedCheck.isTravelDocument($0)
        },
        IdentifierRule(.germanIDCard, .weak, oneIn: 2, forms: ["LAAAAAAAA"]) {
            cardLetters.contains($0[0]) && isTravelDocument($0)
        },
        IdentifierRule(.germanPassport, .checked, oneIn: 40, forms: ["LAAAAAAAAD"]) {
            passportLetters.contains($0[0]) && isTravelDocument($0) && WeightedCheck.isTravelDocument($0)
        },
        IdentifierRule(.germanPassport, .weak, oneIn: 4, forms: ["LAAAAAAAA"]) {
            passportLetters.contains($0[0]) && isTravelDocument($0)
        },
        IdentifierRule(.germanVAT, .checked, oneIn: 11, forms: ["deDDDDDDDDD", "de DDDDDDDDD", "de DDD DDD DDD"]) {
            $0[2] != 0x30 && ISO7064Check.isValidMod11And10($0.extracting(2...))
        },
        IdentifierRule(.germanPhysician, .checked, oneIn: 10, forms: ["DDDDDDDDD"], check: isPhysician),
        IdentifierRule(.germanPractice, .weak, forms: ["DDDDDDDDD"]),
        IdentifierRule(.germanDrivingLicense, .weak, forms: ["LDDDAAAAAAD", "LLDDDDDDDDA"]),
        IdentifierRule(
            .germanCommercialRegister, .structural,
            forms: ["hraDD?D?D?D?D?", "hra DD?D?D?D?D?", "hrbDD?D?D?D?D?", "hrb DD?D?D?D?D?"]),
        IdentifierRule(
            .germanLicensePlate, .weak,
            forms: [
                "LL?L? LL? DD?D?D?L?", "LL?L?-LL? DD?D?D?L?", "LL?L? LL?DD?D?D?L?", "LL?L?LL?DD?D?D?L?",
            ], check: isLicensePlate),
        IdentifierRule(.germanPostcode, .weak, forms: ["DDDDD"]),
    ]

    /// Of the first ten digits exactly one stands there more than once, two or three times.
    ///
    /// - **Source**: § 139b AO; Bundeszentralamt für Steuern, *Prüfzifferberechnung der steuerlichen
    ///   Identifikationsnummer*.
    static func isTaxID(_ text: Span<UInt8>) -> Bool {
        guard text[0] != 0x30 else { return false }
        var counts = InlineArray<10, Int>(repeating: 0)
        for index in 0..<10 { counts[text.digit(at: index)] += 1 }
        var repeated = 0
        for digit in counts.indices where counts[digit] > 1 {
            if counts[digit] > 3 { return false }
            repeated += 1
        }
        return repeated == 1 && ISO7064Check.isValidMod11And10(text)
    }

    /// An area, the day of birth, the initial of the name at birth, and a serial number. A day or month that is not
    /// known is 00, and where serial numbers run out the day is 32 or 64 higher.
    ///
    /// - **Source**: § 147 SGB VI; VKVV, §§ 2 and 3.
    static func isSocialSecurity(_ text: Span<UInt8>) -> Bool {
        let (area, day, month) = (text.number(0..<2), text.number(2..<4) % 32, text.number(4..<6))
        guard (2...89).contains(area), month <= 12,
            day == 0 || month == 0 || IdentifierDate.exists(yearOfSomeCentury: text.number(6..<8), month, day)
        else { return false }
        // The place of the letter in the alphabet has two digits, with the weights 2 and 1.
        let letter = text.value(at: 8) - 9
        let sum = WeightedCheck.digitSum(text, [2, 1, 2, 5, 7, 1, 2, 1, 0, 2, 1]) + letter / 10 * 2 + letter % 10
        return sum % 10 == text.digit(at: 11)
    }

    /// - **Source**: § 290 SGB V; GKV-Spitzenverband, *Richtlinien zum Aufbau der Krankenversichertennummer*.
    static func isHealthInsurance(_ text: Span<UInt8>) -> Bool {
        // The place of the letter in the alphabet has two digits, with the weights 1 and 2.
        let letter = text.value(at: 0) - 9
        let doubled = letter % 10 * 2
        let sum = WeightedCheck.digitSum(text, [0, 1, 2, 1, 2, 1, 2, 1, 2]) + letter / 10 + doubled / 10 + doubled % 10
        return sum % 10 == text.digit(at: 9)
    }

    /// Digits and the letters that are in use behind the first letter, which tells cards from passports.
    ///
    /// - **Source**: Bundesministerium des Innern, *Seriennummern der Personalausweise und Pässe*.
    static func isTravelDocument(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where !serialCharacters.contains(text[index]) { return false }
        return true
    }

    private static let cardLetters: CharacterSet36 = "LMNPRTVWXY"
    private static let passportLetters: CharacterSet36 = "CFGHJK"
    private static let serialCharacters: CharacterSet36 = "0123456789CFGHJKLMNPRTVWXYZ"

    /// Six digits, a check digit and two of a specialty.
    ///
    /// - **Source**: Kassenärztliche Bundesvereinigung, *Richtlinie zur Vergabe der Arzt-, Betriebsstätten- … nummern*.
    static func isPhysician(_ text: Span<UInt8>) -> Bool {
        (WeightedCheck.sum(text, [4, 9, 4, 9, 4, 9]) + text.digit(at: 6)) % 10 == 0
    }

    /// No more than eight characters, and no letter behind the digits but those of electric and historic vehicles.
    ///
    /// - **Source**: Fahrzeug-Zulassungsverordnung, §§ 9 to 11. Districts with an umlaut are not among the forms.
    static func isLicensePlate(_ text: Span<UInt8>) -> Bool {
        let last = text[text.count - 1]
        return text.count <= 8 && (isASCIIDigit(last) || last == UInt8(ascii: "E") || last == UInt8(ascii: "H"))
    }
}
