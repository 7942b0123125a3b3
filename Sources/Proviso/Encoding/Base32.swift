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
        while index &+ 8 <= bytes.count {
            // Sound: eight bytes are a number, and the load itself checks that they lie inside of the span.
            let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            buffer.append(characters(UInt64(bigEndian: word) &>> 24), count: 8)
            index &+= 5
        }
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

    /// Appends the text of sixteen bytes, as most pseudonyms have, given as two words: three groups of five, and one byte more.
    @inline(__always)
    static func append(_ words: SIMD2<UInt64>, to buffer: inout ByteBuffer) {
        let (high, low) = (UInt64(bigEndian: words[0]), UInt64(bigEndian: words[1]))
        buffer.reserve(32)
        buffer.append(characters(high &>> 24), count: 8)
        buffer.append(characters((high & 0xFF_FFFF) &<< 16 | low &>> 48), count: 8)
        buffer.append(characters(low &>> 8 & 0xFF_FFFF_FFFF), count: 8)
        buffer.append(characters((low & 0xFF) &<< 32), count: 2)
    }

    /// The bytes of a text, or nil for any text that ``encode(_:)`` does not write.
    static func decode(_ text: Substring) -> [UInt8]? {
        var buffer = ByteBuffer(capacity: text.utf8.count)
        return append(decoding: text.utf8Span.span, to: &buffer) ? buffer.array : nil
    }

    /// Appends the bytes of a text, or appends nothing and gives false for any text that ``encode(_:)`` does not write.
    ///
    /// Eight characters are five bytes, which are made side by side as they are the other way.
    static func append(decoding text: Span<UInt8>, to buffer: inout ByteBuffer) -> Bool {
        let start = buffer.count
        buffer.reserve(text.count * 5 / 8 + 8)
        var isValid = true
        var index = 0
        while index &+ 8 <= text.count {
            var characters = SIMD8<UInt8>()
            for position in 0..<8 { characters[position] = text[index &+ position] }
            let group = bits(characters, &isValid)
            buffer.append(bytes(group), count: 5)
            index &+= 8
        }
        let count = text.count - index
        if count > 0 {
            // What is missing of the last group counts as zeros.
            var characters = SIMD8<UInt8>(repeating: UInt8(ascii: "a"))
            for position in 0..<count { characters[position] = text[index + position] }
            let group = bits(characters, &isValid)
            let byteCount = count * 5 / 8
            // Five or more bits left over would be a whole character too many; the rest must be zero.
            if count * 5 % 8 >= 5 || group & (1 << UInt64(40 - 8 * byteCount) - 1) != 0 { isValid = false }
            buffer.append(bytes(group), count: byteCount)
        }
        if !isValid { buffer.truncate(to: start) }
        return isValid
    }

    /// The forty bits of eight characters; without meaning, and `isValid` false, if one of them is not of base32.
    @inline(__always)
    private static func bits(_ characters: SIMD8<UInt8>, _ isValid: inout Bool) -> UInt64 {
        let letters = characters &- SIMD8<UInt8>(repeating: UInt8(ascii: "a"))
        let others = characters &- SIMD8<UInt8>(repeating: UInt8(ascii: "2"))
        let isLetter: SIMDMask<SIMD8<Int8>> = letters .< SIMD8<UInt8>(repeating: 26)
        let isOther: SIMDMask<SIMD8<Int8>> = others .< SIMD8<UInt8>(repeating: 6)
        if !all(isLetter .| isOther) { isValid = false }
        let digits = (others &+ SIMD8<UInt8>(repeating: 26)).replacing(with: letters, where: isLetter)
        // Sound: both are eight bytes without padding, and every pattern of bits is a number.
        var group = unsafe unsafeBitCast(digits, to: UInt64.self).bigEndian
        // Five bits of eight become ten of sixteen, twenty of thirty-two, forty of sixty-four.
        group = (group & 0xFF00_FF00_FF00_FF00) &>> 3 | group & 0x00FF_00FF_00FF_00FF
        group = (group & 0xFFFF_0000_FFFF_0000) &>> 6 | group & 0x0000_FFFF_0000_FFFF
        return (group & 0xFFFF_FFFF_0000_0000) &>> 12 | group & 0xFFFF_FFFF
    }

    /// The five bytes of forty bits, and three more.
    @inline(__always)
    private static func bytes(_ group: UInt64) -> SIMD8<UInt8> {
        // Sound: both are eight bytes without padding, and every pattern of bits is eight numbers.
        unsafe unsafeBitCast((group &<< 24).bigEndian, to: SIMD8<UInt8>.self)
    }

    /// The eight characters of forty bits.
    @inline(__always)
    private static func characters(_ group: UInt64) -> SIMD8<UInt8> {
        // Forty bits of sixty-four become twice twenty of thirty-two, ten of sixteen, and five of eight.
        var digits = (group & 0xFF_FFF0_0000) &<< 12 | group & 0xF_FFFF
        digits = (digits & 0x000F_FC00_000F_FC00) &<< 6 | digits & 0x0000_03FF_0000_03FF
        digits = (digits & 0x03E0_03E0_03E0_03E0) &<< 3 | digits & 0x001F_001F_001F_001F
        let ones: UInt64 = 0x0101_0101_0101_0101
        // Digits from 26 on are the characters 2 to 7, which lie below the letters; adding 102 to one makes it 128 or more.
        let isOther = (digits &+ 102 &* ones) &>> 7 & ones
        let characters =
            digits &+ UInt64(UInt8(ascii: "a")) &* ones &- isOther &* UInt64(UInt8(ascii: "a") + 26 - UInt8(ascii: "2"))
        // Sound: both are eight bytes without padding, and every pattern of bits is eight numbers.
        return unsafe unsafeBitCast(characters.bigEndian, to: SIMD8<UInt8>.self)
    }
}
