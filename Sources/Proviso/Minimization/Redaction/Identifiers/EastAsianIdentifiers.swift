extension RecognizedType {
    /// Singapore: the number of an identity card of citizens, residents and foreigners, NRIC or FIN.
    public static let singaporeanPerson = RecognizedType(unchecked: "sg-nric")
    /// Singapore: the unique entity number, UEN.
    public static let singaporeanEntity = RecognizedType(unchecked: "sg-uen")
    /// South Korea: the registration number of a resident, 주민등록번호.
    public static let koreanResident = RecognizedType(unchecked: "kr-rrn")
    /// South Korea: the registration number of a foreigner, 외국인등록번호.
    public static let koreanForeigner = RecognizedType(unchecked: "kr-frn")
    /// South Korea: the registration number of a business, 사업자등록번호.
    public static let koreanBusiness = RecognizedType(unchecked: "kr-brn")
    /// South Korea: the number of a driving license.
    public static let koreanDrivingLicense = RecognizedType(unchecked: "kr-driving-license")
    /// South Korea: the number of a passport.
    public static let koreanPassport = RecognizedType(unchecked: "kr-passport")
    /// Thailand: the number of a person, เลขประจำตัวประชาชน.
    public static let thaiPerson = RecognizedType(unchecked: "th-id")
    /// Philippines: the number of a taxpayer, TIN.
    public static let philippineTaxpayer = RecognizedType(unchecked: "ph-tin")
}

/// The identifiers of Singapore, South Korea, Thailand and the Philippines.
enum EastAsianIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(.singaporeanPerson, .checked, oneIn: 130, forms: ["LDDDDDDDL"], check: isSingaporean),
        IdentifierRule(
            .singaporeanEntity, .checked, oneIn: 26, forms: ["DDDDDDDDL", "DDDDDDDDDL", "LDDLLDDDDL"],
            check: isSingaporeanEntity),
        // Since October 2020 numbers are given out without a check digit.
        IdentifierRule(.koreanResident, .checked, oneIn: 440, forms: ["DDDDDDDDDDDDD"]) {
            isCheckedResident($0) && !isForeigner($0)
        },
        IdentifierRule(.koreanResident, .structural, oneIn: 45, forms: ["DDDDDD-DDDDDDD", "DDDDDD DDDDDDD"]) {
            isResident($0) && !isForeigner($0)
        },
        IdentifierRule(.koreanResident, .weak, oneIn: 45, forms: ["DDDDDDDDDDDDD"]) {
            isResident($0) && !isForeigner($0)
        },
        IdentifierRule(.koreanForeigner, .checked, oneIn: 700, forms: ["DDDDDDDDDDDDD"]) {
            isCheckedResident($0) && isForeigner($0)
        },
        IdentifierRule(.koreanForeigner, .structural, oneIn: 65, forms: ["DDDDDD-DDDDDDD", "DDDDDD DDDDDDD"]) {
            isResident($0) && isForeigner($0)
        },
        IdentifierRule(.koreanForeigner, .weak, oneIn: 65, forms: ["DDDDDDDDDDDDD"]) {
            isResident($0) && isForeigner($0)
        },
        IdentifierRule(
            .koreanBusiness, .checked, oneIn: 11, forms: ["DDDDDDDDDD", "DDD DD DDDDD"], check: isKoreanBusiness),
        IdentifierRule(.koreanDrivingLicense, .weak, oneIn: 5, forms: ["DDDDDDDDDDDD", "DD DD DDDDDD DD"]) {
            (11...28).contains($0.number(0..<2))
        },
        IdentifierRule(.koreanPassport, .weak, oneIn: 5, forms: ["LDDDDDDDD", "LDDDLDDDD"]) {
            passportTypes.contains($0[0])
        },
        IdentifierRule(.thaiPerson, .checked, oneIn: 11, forms: ["DDDDDDDDDDDDD", "D DDDD DDDDD DD D"], check: isThai),
        IdentifierRule(
            .philippineTaxpayer, .weak, forms: ["DDDDDDDDD", "DDDDDDDDDDDDD?D?", "DDD DDD DDD", "DDD DDD DDD DDDD?D?"]),
    ]

    // MARK: Singapore

    /// A letter for the kind and century, seven digits and a check letter.
    ///
    /// - **Source**: National Registration Regulations; the table of the M series as of 2022.
    static func isSingaporean(_ text: Span<UInt8>) -> Bool {
        let sum = WeightedCheck.sum(text, from: 1, [2, 7, 6, 5, 4, 3, 2])
        switch text[0] {
        case UInt8(ascii: "S"): return text[8] == citizenCheck[sum]
        case UInt8(ascii: "T"): return text[8] == citizenCheck[sum + 4]
        case UInt8(ascii: "F"): return text[8] == foreignerCheck[sum]
        case UInt8(ascii: "G"): return text[8] == foreignerCheck[sum + 4]
        case UInt8(ascii: "M"): return text[8] == newForeignerCheck[sum + 3]
        default: return false
        }
    }

    private static let citizenCheck: CheckCharacters = "JZIHGFEDCBA"
    private static let foreignerCheck: CheckCharacters = "XWUTRQPNMLK"
    private static let newForeignerCheck: CheckCharacters = "XWUTRQPNJLK"

    /// A business, a company with the year, or another entity with a letter for the century, the year and a type.
    ///
    /// - **Source**: ACRA, *Unique Entity Number*; OECD, *Tax identification numbers: Singapore*.
    static func isSingaporeanEntity(_ text: Span<UInt8>) -> Bool {
        if text.count == 9 { return text[8] == businessCheck[WeightedCheck.sum(text, [10, 4, 9, 3, 8, 2, 7, 1])] }
        if isASCIIDigit(text[0]) {
            return (1800...2099).contains(text.number(0..<4))
                && text[9] == companyCheck[WeightedCheck.sum(text, [10, 8, 6, 4, 9, 7, 5, 3, 1])]
        }
        guard entityCenturies.contains(text[0]), entityTypes.contains(text, at: 3) else { return false }
        let weights: InlineArray<9, Int> = [4, 3, 5, 3, 10, 2, 2, 5, 7]
        var sum = 0
        for index in weights.indices { sum += entityValue(text.value(at: index)) * weights[index] }
        // 5 is taken away, and a multiple of 11 is added first.
        return text[9] == entityCheck[sum + 6]
    }

    /// Letters without I, O, Y and Z count 0 to 21, and digits 22 to 31.
    private static func entityValue(_ value: Int) -> Int {
        switch value {
        case ..<10: value + 22
        case ..<18: value - 10
        case ..<24: value - 11
        default: value - 12
        }
    }

    private static let businessCheck: CheckCharacters = "XMKECAWLJDB"
    private static let companyCheck: CheckCharacters = "ZKCMDNERGWH"
    private static let entityCheck: CheckCharacters = "ABCDEFGHJKL"
    private static let entityCenturies: CharacterSet36 = "RST"
    private static let entityTypes: LetterPairs = """
        CC CD CH CL CM CP CS CX DP FB FC FM FN GA GB GS HS LL LP MB MC MD MH MM MQ NB NR PA PB PF RF RP SM SS TC
        TU VH XL
        """

    // MARK: South Korea

    /// The day of birth, and a digit for the century, the sex, and who is a foreigner.
    ///
    /// - **Source**: 주민등록법 시행규칙, article 2; 출입국관리법 시행규칙.
    static func isResident(_ text: Span<UInt8>) -> Bool {
        let century =
            switch text.digit(at: 6) {
            case 1, 2, 5, 6: 1900
            case 3, 4, 7, 8: 2000
            default: 1800
            }
        return IdentifierDate.exists(century + text.number(0..<2), text.number(2..<4), text.number(4..<6))
    }

    static func isForeigner(_ text: Span<UInt8>) -> Bool { (0x35...0x38).contains(text[6]) }

    /// Until October 2020 four digits were of the place of registration, and the last checks the others.
    ///
    /// - **Source**: 주민등록법 시행규칙, article 2, before the change of 2020.
    static func isCheckedResident(_ text: Span<UInt8>) -> Bool {
        isResident(text) && text.number(7..<9) <= 96
            && (11 - WeightedCheck.sum(text, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11) % 10 == text.digit(at: 12)
    }

    /// - **Source**: 국세청, the check of 사업자등록번호; OECD, *Tax identification numbers: Korea*.
    static func isKoreanBusiness(_ text: Span<UInt8>) -> Bool {
        let sum = WeightedCheck.sum(text, [1, 3, 7, 1, 3, 7, 1, 3, 5, 1]) + text.digit(at: 8) * 5 / 10
        return text.number(0..<3) > 100 && text.number(3..<5) > 0 && text.number(5..<9) > 0 && sum % 10 == 0
    }

    private static let passportTypes: CharacterSet36 = "DMORS"

    // MARK: Thailand

    /// No kind of person has a 9.
    ///
    /// - **Source**: กรมการปกครอง, *เลขประจำตัวประชาชน*.
    static func isThai(_ text: Span<UInt8>) -> Bool {
        text[0] != 0x39
            && (11 - WeightedCheck.sum(text, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 10 == text.digit(at: 12)
    }
}
