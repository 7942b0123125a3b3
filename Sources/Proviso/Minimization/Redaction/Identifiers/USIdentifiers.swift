extension RecognizedType {
    /// United States: the social security number, SSN.
    public static let usSocialSecurity = RecognizedType(unchecked: "us-ssn")
    /// United States: the taxpayer identification number of a person without an SSN, ITIN.
    public static let usTaxpayer = RecognizedType(unchecked: "us-itin")
    /// United States: the number of a provider of health care, NPI.
    public static let usHealthProvider = RecognizedType(unchecked: "us-npi")
    /// United States: the routing number of a bank, ABA number.
    public static let usBankRouting = RecognizedType(unchecked: "us-aba")
    /// United States: the number of who may prescribe controlled substances, DEA number.
    public static let usPrescriber = RecognizedType(unchecked: "us-dea")
    /// United States: the number of a Medicare beneficiary, MBI.
    public static let usMedicare = RecognizedType(unchecked: "us-mbi")
    /// United States: the number of a passport.
    public static let usPassport = RecognizedType(unchecked: "us-passport")
    /// United States: the number of a driving license.
    public static let usDrivingLicense = RecognizedType(unchecked: "us-driving-license")
    /// United States: the number of a bank account.
    public static let usBankAccount = RecognizedType(unchecked: "us-bank-account")
}

/// The identifiers of the United States.
enum USIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(.usSocialSecurity, .structural, forms: ["DDD DD DDDD"], check: isSocialSecurity),
        IdentifierRule(.usSocialSecurity, .weak, forms: ["DDDDDDDDD"], check: isSocialSecurity),
        IdentifierRule(.usTaxpayer, .structural, oneIn: 22, forms: ["DDD DD DDDD"], check: isTaxpayer),
        IdentifierRule(.usTaxpayer, .weak, oneIn: 22, forms: ["DDDDDDDDD"], check: isTaxpayer),
        // The digits behind 80840, the prefix of cards of health insurance, which sum up to 24.
        IdentifierRule(.usHealthProvider, .checked, oneIn: 50, forms: ["DDDDDDDDDD"]) {
            ($0[0] == UInt8(ascii: "1") || $0[0] == UInt8(ascii: "2")) && LuhnCheck.isValid($0, before: 24)
        },
        IdentifierRule(.usBankRouting, .checked, oneIn: 26, forms: ["DDDDDDDDD", "DDDD DDDD D"], check: isBankRouting),
        IdentifierRule(
            .usPrescriber, .checked, oneIn: 14, forms: ["LLDDDDDDD", "L9DDDDDDD", "LL DDDDDDD"], check: isPrescriber),
        IdentifierRule(.usMedicare, .structural, oneIn: 3, forms: ["DLADLADLLDD", "DLAD LAD LLDD"], check: isMedicare),
        IdentifierRule(.usPassport, .weak, forms: ["DDDDDDDDD", "LDDDDDDDD"]),
        IdentifierRule(
            .usDrivingLicense, .weak,
            forms: [
                "DDDDDDD?D?D?D?D?D?", "LDDDDD?D?D?D?D?D?D?D?D?D?", "LLDDDDD?D?D?", "LDDD DDDD DDDD",
                "LDDD DDD DD DDD D",
            ]),
        IdentifierRule(.usBankAccount, .weak, forms: ["DDDDDDDDD?D?D?D?D?D?D?D?D?"]),
    ]

    /// Area, group and serial number. No area is 000, 666 or from 900 on, and no group or serial number is zero.
    ///
    /// - **Source**: Social Security Administration, POMS RM 10201.035 and *SSN randomization*.
    static func isSocialSecurity(_ text: Span<UInt8>) -> Bool {
        let area = text.number(0..<3)
        return area != 0 && area != 666 && area < 900 && text.number(3..<5) != 0 && text.number(5..<9) != 0
    }

    /// - **Source**: Internal Revenue Manual 3.21.263, ITIN ranges.
    static func isTaxpayer(_ text: Span<UInt8>) -> Bool {
        guard text[0] == UInt8(ascii: "9") else { return false }
        switch text.number(3..<5) {
        case 50...65, 70...88, 90...92, 94...99: return true
        default: return false
        }
    }

    /// - **Source**: American Bankers Association, *Routing Number Policy*; 12 CFR 229, appendix A for the ranges.
    static func isBankRouting(_ text: Span<UInt8>) -> Bool {
        switch text.number(0..<2) {
        case 0...12, 21...32, 61...72, 80: break
        default: return false
        }
        return !(text.isOneCharacter && text[0] == 0x30)
            && WeightedCheck.sum(text, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0
    }

    /// A letter for what they do, the initial of the name or 9, six digits and a check digit.
    ///
    /// - **Source**: Drug Enforcement Administration, *Practitioner's Manual*, appendix.
    static func isPrescriber(_ text: Span<UInt8>) -> Bool {
        prescriberTypes.contains(text[0])
            && WeightedCheck.sum(text, from: 2, [1, 2, 1, 2, 1, 2]) % 10 == text.digit(at: 8)
    }

    private static let prescriberTypes: CharacterSet36 = "ABCDEFGHJKLMPRSTUX"

    /// No letter is S, L, O, I, B or Z, and the first digit is not zero.
    ///
    /// - **Source**: Centers for Medicare & Medicaid Services, *Understanding the MBI format*.
    static func isMedicare(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where unusedLetters.contains(text[index]) { return false }
        return text[0] != 0x30
    }

    private static let unusedLetters: CharacterSet36 = "SLOIBZ"
}
