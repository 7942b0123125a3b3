extension RecognizedType {
    /// Canada: the social insurance number, SIN.
    public static let canadianSocialInsurance = RecognizedType(unchecked: "ca-sin")
}

/// The identifiers of Canada.
enum CanadianIdentifiers {
    static let rules: [IdentifierRule] = [
        // Service Canada, *Social Insurance Number Code of Practice*, annex 2.
        IdentifierRule(.canadianSocialInsurance, .checked, oneIn: 12, forms: ["DDDDDDDDD", "DDD DDD DDD"]) {
            $0[0] != 0x30 && $0[0] != 0x38 && LuhnCheck.isValid($0)
        }
    ]
}
