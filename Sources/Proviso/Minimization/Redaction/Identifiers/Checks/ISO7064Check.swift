/// Check characters of ISO/IEC 7064:2003.
enum ISO7064Check {
    /// Whether digits end with their digit of the hybrid system MOD 11,10.
    ///
    /// - **Source**: ISO/IEC 7064:2003, section 9.
    static func isValidMod11And10(_ text: Span<UInt8>) -> Bool {
        var product = 10
        for index in 0..<(text.count - 1) {
            let sum = (product + text.digit(at: index)) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (product + text.digit(at: text.count - 1)) % 10 == 1
    }

    /// Whether digits and letters, with 10 to 35 for a letter, end with their two digits of the pure system MOD 97-10.
    ///
    /// 00, 01 and 99 leave the same remainders as 97, 98 and 02, which are the ones that are given out.
    ///
    /// - **Source**: ISO/IEC 7064:2003, section 7; ISO 17442-1:2020 for the letters.
    static func isValidMod97And10(_ text: Span<UInt8>) -> Bool {
        var remainder = 0
        for index in text.indices {
            let value = text.value(at: index)
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97
        }
        return remainder == 1 && (2...98).contains(text.number(text.count - 2..<text.count))
    }
}
