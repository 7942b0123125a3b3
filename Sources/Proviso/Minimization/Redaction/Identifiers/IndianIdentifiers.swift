extension RecognizedType {
    /// India: the identity number of a resident, Aadhaar.
    public static let indianResident = RecognizedType(unchecked: "in-aadhaar")
    /// India: the permanent account number of a taxpayer, PAN.
    public static let indianTaxpayer = RecognizedType(unchecked: "in-pan")
    /// India: the number of a business for the goods and services tax, GSTIN.
    public static let indianBusiness = RecognizedType(unchecked: "in-gstin")
    /// India: the number of a passport.
    public static let indianPassport = RecognizedType(unchecked: "in-passport")
    /// India: the number of a voter's identity card, EPIC.
    public static let indianVoter = RecognizedType(unchecked: "in-voter")
    /// India: the plate of a vehicle.
    public static let indianLicensePlate = RecognizedType(unchecked: "in-license-plate")
}

/// The identifiers of India.
enum IndianIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(
            .indianResident, .checked, oneIn: 12, forms: ["DDDDDDDDDDDD", "DDDD DDDD DDDD"], check: isResident),
        IdentifierRule(.indianTaxpayer, .structural, oneIn: 2, forms: ["LLLLLDDDDL"], check: isTaxpayer),
        IdentifierRule(.indianBusiness, .checked, oneIn: 210, forms: ["DDLLLLLDDDDLAzA"], check: isBusiness),
        IdentifierRule(.indianPassport, .weak, forms: ["LDDDDDDD", "LDD DDDDD"]),
        IdentifierRule(.indianVoter, .weak, forms: ["LLLDDDDDDD"]),
        IdentifierRule(
            .indianLicensePlate, .weak,
            forms: ["LLDD?L?L?L?DDDD", "LL DD? L?L?L? DDDD", "LL DD? DDDD", "DDbhDDDDLL?", "DD bh DDDD LL?"],
            check: isLicensePlate),
    ]

    /// Not from 0 or 1 on, and not the same read backwards.
    ///
    /// - **Source**: UIDAI, *A UID Numbering Scheme*, 2010.
    static func isResident(_ text: Span<UInt8>) -> Bool {
        text[0] >= 0x32 && !isPalindrome(text) && VerhoeffCheck.isValid(text)
    }

    private static func isPalindrome(_ text: Span<UInt8>) -> Bool {
        for index in 0..<text.count / 2 where text[index] != text[text.count - 1 - index] { return false }
        return true
    }

    /// The fourth letter says what the holder is, and no serial number is zero. How the last letter checks the others
    /// is not published.
    ///
    /// - **Source**: Income Tax Department, *Permanent Account Number*.
    static func isTaxpayer(_ text: Span<UInt8>) -> Bool { holders.contains(text[3]) && text.number(5..<9) != 0 }

    private static let holders: CharacterSet36 = "ABCFGHJKLPT"

    /// A state, the number of the taxpayer, how many registrations there are, Z and a check character.
    ///
    /// - **Source**: Goods and Services Tax Network, *Structure of GSTIN*.
    static func isBusiness(_ text: Span<UInt8>) -> Bool {
        switch text.number(0..<2) {
        case 1...38, 97, 99: break
        default: return false
        }
        return text[12] != 0x30 && isTaxpayer(text.extracting(2..<12)) && LuhnCheck.isValid36(text)
    }

    /// The letters of a state, or BH for the whole country.
    ///
    /// - **Source**: Central Motor Vehicles Rules 1989, rule 50, and the notification of the letters of states.
    static func isLicensePlate(_ text: Span<UInt8>) -> Bool { isASCIIDigit(text[0]) || states.contains(text, at: 0) }

    private static let states: LetterPairs = """
        AN AP AR AS BR CG CH DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY RJ SK TG TN TR
        TS UA UK UP WB
        """
}
