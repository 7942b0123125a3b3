extension RecognizedType {
    /// The number of a payment card.
    public static let paymentCard = RecognizedType(unchecked: "payment-card")
    /// An international bank account number, IBAN.
    public static let bankAccount = RecognizedType(unchecked: "iban")
    /// The business identifier code of a bank, BIC.
    public static let bankCode = RecognizedType(unchecked: "bic")
    /// A legal entity identifier, LEI.
    public static let legalEntity = RecognizedType(unchecked: "lei")
}

/// The identifiers that banks use everywhere.
enum FinancialIdentifiers {
    static let rules: [IdentifierRule] = [
        // Cards are what is feared most, and of numbers of these lengths that begin so, few are something else.
        IdentifierRule(
            .paymentCard, .checked, oneIn: 24, grade: .likely,
            forms: ["DDDDDDDDDDDDDD", "DDDDDDDDDDDDDDD", "DDDDDDDDDDDDDDDD"], check: isUsualPaymentCard),
        IdentifierRule(
            .paymentCard, .checked, oneIn: 24, grade: .likely,
            forms: ["DDDD DDDD DDDD DDDD", "DDDD DDDD DDDD DDDD DD?D?", "DDDD DDDDDD DDDDD?"], check: isPaymentCard),
        IdentifierRule(
            .paymentCard, .checked, oneIn: 24,
            forms: [
                "DDDDDDDDDDDDD?D?D?D?D?D?D?", "DDDD DDDD DDDD", "DDDD DDDD DDDD D?D?D?D?", "DDDD DDDD DDDD DDDD D?D?D?",
                "DDDD DDDDDD DDDDD?",
            ], check: isPaymentCard),
        IdentifierRule(.bankAccount, .checked, oneIn: 5000, forms: bankAccountForms, check: BankAccountNumber.isNumber),
        IdentifierRule(.bankCode, .weak, oneIn: 2, forms: ["LLLLLLAA", "LLLLLLAAAAA"]) {
            countries.contains($0, at: 4)
        },
        IdentifierRule(.legalEntity, .checked, oneIn: 97, forms: ["AAAAAAAAAAAAAAAAAADD"]) {
            ISO7064Check.isValidMod97And10($0)
        },
    ]

    // MARK: Payment cards

    /// - **Source**: ISO/IEC 7812-1:2017; the ranges that the networks publish, each up to the next length that one
    ///   of them gives out.
    static func isPaymentCard(_ text: Span<UInt8>) -> Bool {
        guard LuhnCheck.isValid(text) else { return false }
        let lengths = lengths(ofIssuer: text.number(0..<4))
        return lengths.contains(text.count)
    }

    /// The lengths that all but a few cards of a network have.
    static func isUsualPaymentCard(_ text: Span<UInt8>) -> Bool {
        guard isPaymentCard(text) else { return false }
        switch text.number(0..<2) {
        case 30, 36, 38, 39: return text.count == 14
        case 34, 37: return text.count == 15
        default: return text.count == 16
        }
    }

    /// How many digits the numbers have that begin with four digits.
    private static func lengths(ofIssuer issuer: Int) -> ClosedRange<Int> {
        switch issuer {
        // UATP, American Express
        case 1000...1999, 3400...3499, 3700...3799: 15...15
        // Mir
        case 2200...2204: 16...19
        // Mastercard, Uzcard, Troy, Humo
        case 2221...2720, 5100...5599, 8600, 9792, 9860: 16...16
        // Diners Club
        case 3000...3059, 3095, 3600...3699, 3800...3999: 14...19
        // JCB and RuPay; UnionPay and RuPay; NAPAS
        case 3528...3589, 8100...8299, 9704: 16...19
        // Visa
        case 4000...4999: 13...19
        // Maestro, Elo, Verve, Discover, UnionPay, RuPay, InterPayment
        case 5000...5099, 5600...5899, 6000...6999: 12...19
        default: noLength
        }
    }

    private static let noLength = 0...0

    // MARK: Banks

    /// Each length that a country has, in one piece and in groups of four.
    private static let bankAccountForms: [String] = {
        let lengths = Set(
            BankAccountNumber.registry.split(whereSeparator: \.isWhitespace).compactMap { Int($0.dropFirst(2)) })
        return lengths.sorted().flatMap { length in
            let pattern = Array("LLDD" + String(repeating: "A", count: length - 4))
            let groups = stride(from: 0, to: length, by: 4).map { String(pattern[$0..<min($0 + 4, length)]) }
            return [String(pattern), groups.joined(separator: " ")]
        }
    }()

    /// - **Source**: ISO 3166-1; Kosovo's code is the one that SWIFT uses.
    private static let countries: LetterPairs = """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
        CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
        FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
        JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
        MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
        PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
        TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
        """
}
