extension RecognizedType {
    /// The address of a device in a local network, MAC.
    public static let macAddress = RecognizedType(unchecked: "mac-address")
}

/// Hardware addresses in text.
extension AddressPattern {
    /// The hardware address that begins with the hexadecimal digit at an index.
    ///
    /// **Rule.** Six pairs of hexadecimal digits (or eight, an EUI-64) with colons or with hyphens between, or three
    /// groups of four with dots between; no letter, digit or further group before or behind. With colons nothing else
    /// looks like it, unless all digits are decimal as those of times are. All zeros and all ones are no device's.
    ///
    /// - **Cost**: at most 2 bytes before the index are read and 26 behind it; no allocation.
    /// - **Source**: IEEE 802-2014 section 8, IEEE *Guidelines for use of EUI*; the dotted form is that of Cisco's
    ///   systems.
    static func matchMAC(in text: Span<UInt8>, at index: Int) -> PatternMatch? {
        guard isHexadecimal(text.byte(at: index)), TextBoundary.isBefore(index, in: text) else { return nil }
        let isDotted = text.has(".", at: index + 4)
        let separator = text.byte(at: index + (isDotted ? 4 : 2))
        guard isDotted || separator == UInt8(ascii: ":") || separator == UInt8(ascii: "-") else { return nil }
        if text.byte(at: index - 1) == separator, isHexadecimal(text.byte(at: index - 2)) { return nil }
        let width = isDotted ? 4 : 2
        var end = index
        var groups = 0
        var content = Content()
        while groups < 9 {
            if groups > 0 {
                guard text.byte(at: end) == separator, isHexadecimal(text.byte(at: end + 1)) else { break }
                end += 1
            }
            for offset in 0..<width {
                guard content.add(text.byte(at: end + offset)) else { return nil }
            }
            end += width
            groups += 1
        }
        guard groups * width == 12 || groups == 8 && !isDotted, TextBoundary.isBehind(end, in: text),
            !content.isOfNoDevice
        else { return nil }
        let grade: RecognitionGrade =
            switch separator {
            case UInt8(ascii: ":"): groups == 6 && content.hasLetter ? .distinct : .likely
            default: content.hasLetter && content.hasDigit ? .likely : .possible
            }
        return PatternMatch(type: .macAddress, range: index..<end, grade: grade)
    }

    /// What the digits of an address are.
    private struct Content {
        private(set) var hasDigit = false
        private(set) var hasLetter = false
        private var hasOtherThanZero = false
        private var hasOtherThanOnes = false

        /// Whether the address is all zeros or all ones.
        var isOfNoDevice: Bool { !hasOtherThanZero || !hasOtherThanOnes }

        mutating func add(_ byte: UInt8) -> Bool {
            guard isHexadecimal(byte) else { return false }
            if isASCIIDigit(byte) { hasDigit = true } else { hasLetter = true }
            if byte != UInt8(ascii: "0") { hasOtherThanZero = true }
            if byte | 0x20 != UInt8(ascii: "f") { hasOtherThanOnes = true }
            return true
        }
    }
}
