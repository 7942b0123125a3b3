/// Base32 of RFC 4648 section 6, in lower case and without padding.
///
/// Proviso writes it where people read, sort and paste: in pseudonyms and fingerprints. A text whose last character has bits that
/// belong to no byte is refused, so that every value has exactly one text.
enum Base32 {
    /// How many characters so many bytes take.
    static func encodedCount(byteCount: Int) -> Int { (byteCount * 8 + 4) / 5 }

    static func encode(_ bytes: Span<UInt8>) -> String {
        var buffer = ByteBuffer(capacity: encodedCount(byteCount: bytes.count))
        append(bytes, to: &buffer)
        return buffer.text
    }

    /// Appends the text of some bytes.
    ///
    /// Five bytes are eight characters, which are made side by side: every pseudonym ends here, and a loop over characters would cost
    /// a third of its hash.
    static func append(_ bytes: Span<UInt8>, to buffer: inout ByteBuffer) {
        buffer.reserve(encodedCount(byteCount: bytes.count) + 8)
        var index = 0
        while index &+ 5 <= bytes.count {
            let high = UInt64(bytes[index]) &<< 32 | UInt64(bytes[index &+ 1]) &<< 24 | UInt64(bytes[index &+ 2]) &<< 16
            let group = high | UInt64(bytes[index &+ 3]) &<< 8 | UInt64(bytes[index &+ 4])
            buffer.append(characters(group), count: 8)
            index &+= 5
        }
        guard index < bytes.count else { return }
        var group: UInt64 = 0
        for offset in 0..<5 { group = group &<< 8 | (index + offset < bytes.count ? UInt64(bytes[index + offset]) : 0) }
        buffer.append(characters(group), count: encodedCount(byteCount: bytes.count - index))
    }

    /// The bytes of a text, or nil for any text that ``encode(_:)`` does not write.
    static func decode(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for character in text.utf8 {
            let digit: UInt32
            switch character {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = UInt32(character - UInt8(ascii: "a"))
            case UInt8(ascii: "2")...UInt8(ascii: "7"): digit = UInt32(character - UInt8(ascii: "2")) + 26
            default: return nil
            }
            bits = bits << 5 | digit
            bitCount += 5
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
            }
        }
        // Five or more bits left over would be a whole character too many; the rest must be zero.
        guard bitCount < 5, bits & (1 << bitCount - 1) == 0 else { return nil }
        return bytes
    }

    /// The eight characters of forty bits.
    @inline(__always)
    private static func characters(_ group: UInt64) -> SIMD8<UInt8> {
        var digits = SIMD8<UInt8>()
        for position in 0..<8 {
            digits[position] = UInt8(truncatingIfNeeded: group &>> UInt64(35 &- 5 &* position)) & 31
        }
        // Digits from 26 on are the characters 2 to 7, which lie below the letters.
        let isLetter: SIMDMask<SIMD8<Int8>> = digits .< SIMD8<UInt8>(repeating: 26)
        let letters = digits &+ SIMD8<UInt8>(repeating: UInt8(ascii: "a"))
        let others = digits &+ SIMD8<UInt8>(repeating: UInt8(ascii: "2") &- 26)
        return others.replacing(with: letters, where: isLetter)
    }
}
