extension RecognizedType {
    /// A universally unique identifier, which systems give to people and things.
    public static let uuid = RecognizedType(unchecked: "uuid")
}

/// Universally unique identifiers in text.
enum UUIDPattern {
    /// The UUID that begins with the hexadecimal digit at an index.
    ///
    /// **Rule.** 8, 4, 4, 4 and 12 hexadecimal digits with hyphens between, in either case; no letter or digit before
    /// or behind. The nil UUID and the one of ones stand for none. One whose version or variant is not in use is likely
    /// only.
    ///
    /// - **Cost**: at most 2 bytes before the index are read and 38 behind it; no allocation.
    /// - **Source**: RFC 9562 sections 4, 5.9 and 5.10.
    static func match(in text: Span<UInt8>, at index: Int) -> PatternMatch? {
        guard text.has("-", at: index + 8), text.has("-", at: index + 13), TextBoundary.isBefore(index, in: text) else {
            return nil
        }
        let end = index + 36
        var allZeros = true
        var allOnes = true
        for place in index..<end {
            let byte = text.byte(at: place)
            switch place - index {
            case 8, 13, 18, 23:
                guard byte == UInt8(ascii: "-") else { return nil }
            default:
                guard isHexadecimal(byte) else { return nil }
                if byte != UInt8(ascii: "0") { allZeros = false }
                if byte | 0x20 != UInt8(ascii: "f") { allOnes = false }
            }
        }
        guard TextBoundary.isBehind(end, in: text), !allZeros, !allOnes else { return nil }
        let isVersion = (UInt8(ascii: "1")...UInt8(ascii: "8")).contains(text[index + 14])
        let isVariant =
            switch text[index + 19] | 0x20 {
            case UInt8(ascii: "8"), UInt8(ascii: "9"), UInt8(ascii: "a"), UInt8(ascii: "b"): true
            default: false
            }
        return PatternMatch(type: .uuid, range: index..<end, grade: isVersion && isVariant ? .distinct : .likely)
    }
}
