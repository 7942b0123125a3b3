extension RecognizedType {
    /// Australia: the tax file number, TFN.
    public static let australianTaxFile = RecognizedType(unchecked: "au-tfn")
    /// Australia: the number of a business, ABN.
    public static let australianBusiness = RecognizedType(unchecked: "au-abn")
    /// Australia: the number of a company, ACN.
    public static let australianCompany = RecognizedType(unchecked: "au-acn")
    /// Australia: the number of a Medicare card.
    public static let australianMedicare = RecognizedType(unchecked: "au-medicare")
}

/// The identifiers of Australia.
enum AustralianIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(.australianTaxFile, .checked, oneIn: 11, forms: ["DDDDDDDDD", "DDD DDD DDD"], check: isTaxFile),
        // Old numbers have a digit less, and another check digit, which is not published.
        IdentifierRule(.australianTaxFile, .weak, forms: ["DDDDDDDD", "DDD DDD DD", "DD DDD DDD"]),
        IdentifierRule(
            .australianBusiness, .checked, oneIn: 100, forms: ["DDDDDDDDDDD", "DD DDD DDD DDD"], check: isBusiness),
        IdentifierRule(.australianCompany, .checked, oneIn: 10, forms: ["DDDDDDDDD", "DDD DDD DDD"], check: isCompany),
        IdentifierRule(
            .australianMedicare, .checked, oneIn: 22,
            forms: ["DDDDDDDDDDD?", "DDDD DDDDD D", "DDDD DDDDD D D", "DDDD DDDDD D/D"], check: isMedicare),
    ]

    /// - **Source**: Australian Taxation Office, *TFN algorithm*.
    static func isTaxFile(_ text: Span<UInt8>) -> Bool {
        WeightedCheck.sum(text, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0
    }

    /// One is taken from the first digit.
    ///
    /// - **Source**: Australian Business Register, *Format of the ABN*.
    static func isBusiness(_ text: Span<UInt8>) -> Bool {
        text[0] != 0x30 && (WeightedCheck.sum(text, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 == 0
    }

    /// - **Source**: Australian Securities and Investments Commission, *Australian Company Number digit check*.
    static func isCompany(_ text: Span<UInt8>) -> Bool {
        WeightedCheck.sum(text, [8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 == 0
    }

    /// Eight digits, a check digit, how often the card was issued, and on some cards the person's place on it.
    ///
    /// - **Source**: METEOR 270101, *Person: Medicare card number*.
    static func isMedicare(_ text: Span<UInt8>) -> Bool {
        (0x32...0x36).contains(text[0]) && text[9] != 0x30
            && WeightedCheck.sum(text, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 == text.digit(at: 8)
    }
}
