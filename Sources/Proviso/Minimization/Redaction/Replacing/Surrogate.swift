/// Writes something of the same shape as a finding that is visibly invalid, so that a program which reads the text goes on working
/// and nobody takes it for real.
///
/// Addresses are those that are set aside for documentation; in all else letters become X or x and digits 0, and where that passed
/// the check digits of its type, the last digit becomes another, or one before it if the check does not look at the last. What stands
/// between them stays.
///
/// - **Source**: RFC 2606 and RFC 6761 (`example.com`); RFC 5737 (192.0.2.0/24); RFC 3849 (2001:db8::/32); RFC 7042, section 2.1.2
///   (00-00-5E-00-53-00). No calling code begins with 0 (ITU-T E.164), and there is neither a month 00 nor a latitude of 99 degrees; but
///   where a latitude has one digit before the point, its shape has no other than places that there are.
enum Surrogate {
    /// Appends the surrogate of a finding; false for a type that has none.
    static func append(_ type: RecognizedType, _ text: Span<UInt8>, to output: inout ByteBuffer) -> Bool {
        switch type {
        case .email: output.append("user@example.com")
        case .url: output.append("https://example.com/")
        case .ipv4Address: output.append("192.0.2.0")
        case .ipv6Address: output.append("2001:db8::")
        case .macAddress: appendHardwareAddress(text, to: &output)
        case .writtenDate: output.append("0000-00-00")
        // Its length says what kind of key it was.
        case .privateKey: return false
        case .coordinates: appendShape(text, digit: UInt8(ascii: "9"), to: &output)
        default: appendIdentifier(type, text, to: &output)
        }
        return true
    }

    private static func appendHardwareAddress(_ text: Span<UInt8>, to output: inout ByteBuffer) {
        let address = Array("00005E005300".utf8)
        var next = 0
        for index in text.indices {
            if isASCIIDigit(text[index]) || isASCIILetter(text[index]) {
                output.append(address[min(next, address.count - 1)])
                next += 1
            } else {
                output.append(text[index])
            }
        }
    }

    private static func appendIdentifier(_ type: RecognizedType, _ text: Span<UInt8>, to output: inout ByteBuffer) {
        let mark = output.count
        // A rule without a check takes every text of its shape, and no digit helps.
        let rules = IdentifierRules.rules(of: type).filter { $0.strength != .weak }
        appendShape(text, digit: UInt8(ascii: "0"), to: &output)
        if !isValid(rules, output, from: mark) { return }
        for place in text.indices.reversed() where isASCIIDigit(text[place]) {
            for digit in UInt8(ascii: "1")...UInt8(ascii: "9") {
                output.truncate(to: mark)
                appendShape(text, digit: UInt8(ascii: "0"), except: place, digit, to: &output)
                if !isValid(rules, output, from: mark) { return }
            }
        }
    }

    /// Whether a rule takes what was written from a place on.
    private static func isValid(_ rules: [IdentifierRule], _ output: borrowing ByteBuffer, from mark: Int) -> Bool {
        let compact = output.withSpan { written in
            (mark..<written.count).map { written[$0] }.filter { isASCIIDigit($0) || isASCIILetter($0) }
                .map { isASCIILetter($0) ? $0 & ~0x20 : $0 }
        }
        let span = compact.span
        for rule in rules where rule.isValid(span) { return true }
        return false
    }

    private static func appendShape(
        _ text: Span<UInt8>, digit: UInt8, except place: Int = -1, _ other: UInt8 = 0, to output: inout ByteBuffer
    ) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            let length = separatorLength(at: index, in: text)
            switch byte {
            case _ where length > 0: output.append(text, index..<index + length)
            case UInt8(ascii: "0")...UInt8(ascii: "9"): output.append(index == place ? other : digit)
            case UInt8(ascii: "a")...UInt8(ascii: "z"): output.append(UInt8(ascii: "x"))
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): output.append(UInt8(ascii: "X"))
            // A letter of another script, of any length, is one.
            case 0xC0...0xFF: output.append(UInt8(ascii: "x"))
            case 0x80...0xBF: break
            default: output.append(byte)
            }
            index += max(length, 1)
        }
    }

    /// The length of what stands between words beyond ASCII, 0 where there is none: U+0080 to U+00BF without letters and digits, and
    /// the spaces, dashes, quotes and primes of U+2000 to U+203F, and the minus sign.
    private static func separatorLength(at index: Int, in text: Span<UInt8>) -> Int {
        switch (text[index], text.byte(at: index + 1), text.byte(at: index + 2)) {
        case (0xC2, 0xAA, _), (0xC2, 0xB2...0xB3, _), (0xC2, 0xB5, _), (0xC2, 0xB9...0xBA, _), (0xC2, 0xBC...0xBE, _): 0
        case (0xC2, 0x80...0xBF, _): 2
        case (0xE2, 0x80, 0x80...0xBF), (0xE2, 0x88, 0x92): 3
        default: 0
        }
    }
}
