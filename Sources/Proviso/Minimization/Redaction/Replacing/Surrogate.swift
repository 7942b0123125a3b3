/// Writes something of the same shape as a finding that is visibly invalid, so that a program which reads the text goes on working
/// and nobody takes it for real.
///
/// Addresses are those that are set aside for documentation; in all else letters become X or x and digits 0, and where that passed
/// the check digits of its type, the last digit becomes another.
///
/// - **Source**: RFC 2606 and RFC 6761 (`example.com`); RFC 5737 (192.0.2.0/24); RFC 3849 (2001:db8::/32); RFC 7042, section 2.1.2
///   (00-00-5E-00-53-00). No calling code begins with 0 (ITU-T E.164), and there is neither a month 00 nor a latitude of 99 degrees.
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
        let rules = IdentifierRules.rules(of: type)
        for digit in UInt8(ascii: "0")...UInt8(ascii: "9") {
            output.truncate(to: mark)
            appendShape(text, digit: UInt8(ascii: "0"), lastDigit: digit, to: &output)
            let compact = output.withSpan { written in
                (mark..<written.count).map { written[$0] }.filter { isASCIIDigit($0) || isASCIILetter($0) }
                    .map { isASCIILetter($0) ? $0 & ~0x20 : $0 }
            }
            let span = compact.span
            // A rule without a check takes every text of its shape, and no digit helps.
            var isValid = false
            for rule in rules where rule.strength != .weak && rule.isValid(span) { isValid = true }
            if !isValid { return }
        }
    }

    private static func appendShape(
        _ text: Span<UInt8>, digit: UInt8, lastDigit: UInt8? = nil, to output: inout ByteBuffer
    ) {
        var last = text.count
        if lastDigit != nil {
            for index in text.indices where isASCIIDigit(text[index]) { last = index }
        }
        for index in text.indices {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): output.append(index == last ? lastDigit ?? digit : digit)
            case UInt8(ascii: "a")...UInt8(ascii: "z"): output.append(UInt8(ascii: "x"))
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): output.append(UInt8(ascii: "X"))
            // A letter of another script, of any length, is one.
            case 0xC3...0xFF: output.append(UInt8(ascii: "x"))
            case 0x80...0xC2: break
            default: output.append(byte)
            }
        }
    }
}
