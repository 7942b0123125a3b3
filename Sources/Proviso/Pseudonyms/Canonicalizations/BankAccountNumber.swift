/// The canonical form `iban`.
///
/// - **Source**: `Formats/Pseudonyms`; ISO 13616-1; ISO/IEC 7064, MOD 97-10; the IBAN registry, which SWIFT keeps, for lengths.
enum BankAccountNumber {
    /// Appends the canonical form to an empty buffer, or gives false.
    static func append(_ input: Span<UInt8>, to output: inout ByteBuffer) -> Bool {
        guard case .scratch = CharacterFilter.apply(input, into: &output, lettersToo: true) else { return false }
        return output.withSpan(isNumber)
    }

    /// Whether a text of upper-case letters and digits is an IBAN.
    static func isNumber(_ text: Span<UInt8>) -> Bool {
        guard text.count > 4, text.count == length(text[0], text[1]), isASCIIDigit(text[2]), isASCIIDigit(text[3])
        else { return false }
        // 00, 01 and 99 leave the same remainders as 97, 98 and 02, which are the ones that are given out.
        let checkDigits = (text[2] - UInt8(ascii: "0")) * 10 + (text[3] - UInt8(ascii: "0"))
        return (2...98).contains(checkDigits) && remainder(text) == 1
    }

    /// The remainder by 97 of the number that has a letter's two digits, 10 for A, and the first four characters at its end.
    private static func remainder(_ text: Span<UInt8>) -> Int {
        var remainder = 0
        for index in text.indices {
            let byte = text[(index + 4) % text.count]
            remainder =
                isASCIIDigit(byte)
                ? (remainder * 10 + Int(byte - UInt8(ascii: "0"))) % 97
                : (remainder * 100 + Int(byte - UInt8(ascii: "A")) + 10) % 97
        }
        return remainder
    }

    private static func length(_ first: UInt8, _ second: UInt8) -> Int? {
        let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
        guard letters.contains(first), letters.contains(second) else { return nil }
        let length = lengths[Int(first - UInt8(ascii: "A")) * 26 + Int(second - UInt8(ascii: "A"))]
        return length == 0 ? nil : Int(length)
    }

    /// By the two letters of the country, 0 where there is none.
    private static let lengths: [UInt8] = {
        var result = [UInt8](repeating: 0, count: 26 * 26)
        for entry in registry.split(whereSeparator: \.isWhitespace) {
            let letters = entry.utf8.prefix(2).map { Int($0 - UInt8(ascii: "A")) }
            result[letters[0] * 26 + letters[1]] = UInt8(entry.dropFirst(2)) ?? 0
        }
        return result
    }()

    /// The countries that give out IBANs, each with the length of its own.
    static let registry = """
        AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29
        ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20
        LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29
        PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20
        YE30
        """
}
