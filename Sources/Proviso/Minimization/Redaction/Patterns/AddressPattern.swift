extension RecognizedType {
    /// The address of a computer in the Internet, version 4.
    public static let ipv4Address = RecognizedType(unchecked: "ipv4")
    /// The address of a computer in the Internet, version 6.
    public static let ipv6Address = RecognizedType(unchecked: "ipv6")
}

/// IP addresses in text.
enum AddressPattern {
    // MARK: IPv4

    /// The IPv4 address whose first digit stands at an index.
    ///
    /// **Rule.** Four decimal numbers from 0 to 255 without leading zeros, with dots between; no digit, letter or
    /// further number of the kind before or behind. A port or the length of a prefix behind it are no part, but tell
    /// that it is an address. Versions of programs look the same: where all numbers are below 20 (but for 10.…), or a
    /// name stands before it with a hyphen or a slash, or a name goes on behind it, it is only possible; so are 0.… and
    /// what begins with 240 or more, which are no computer's.
    ///
    /// - **Cost**: at most 2 bytes before the index are read and 18 behind it; no allocation.
    /// - **Source**: RFC 791 section 3.2, RFC 3986 section 3.2.2 for the text; RFC 1112 section 4, RFC 6890 for the
    ///   ranges.
    static func matchIPv4(in text: Span<UInt8>, at index: Int) -> PatternMatch? {
        guard isASCIIDigit(text.byte(at: index)), TextBoundary.isBefore(index, in: text) else { return nil }
        let before = text.byte(at: index - 1)
        if before == UInt8(ascii: "."), isASCIIDigit(text.byte(at: index - 2)) { return nil }
        guard let address = octets(in: text, from: index) else { return nil }
        let end = address.end
        guard TextBoundary.isBehind(end, in: text) else { return nil }
        let next = text.byte(at: end)
        let isFollowed = isASCIIDigit(text.byte(at: end + 1))
        if next == UInt8(ascii: "."), isFollowed { return nil }
        var grade = RecognitionGrade.likely
        if address.first == 0 || address.first >= 240 || address.largest < 20 && address.first != 10 {
            grade = .possible
        }
        let isNamed =
            isASCIILetter(text.byte(at: index - 2)) && (before == UInt8(ascii: "-") || before == UInt8(ascii: "/"))
        let goesOn = (next == UInt8(ascii: ".") || next == UInt8(ascii: "-")) && isASCIILetter(text.byte(at: end + 1))
        if isNamed || goesOn { grade = .possible }
        if isFollowed, next == UInt8(ascii: ":") || next == UInt8(ascii: "/") {
            if address.first > 0, address.first < 240, !isNamed { grade = .likely }
        }
        return PatternMatch(type: .ipv4Address, range: index..<end, grade: grade)
    }

    private static func octets(in text: Span<UInt8>, from start: Int) -> (first: Int, largest: Int, end: Int)? {
        var index = start
        var (first, largest) = (0, 0)
        for part in 0..<4 {
            if part > 0 {
                guard text.has(".", at: index) else { return nil }
                index += 1
            }
            let end = text.endOfDigits(from: index, limit: 4)
            guard end > index, end - index <= 3, end - index == 1 || !text.has("0", at: index) else { return nil }
            let number = text.number(index..<end)
            guard number <= 255 else { return nil }
            if part == 0 { first = number }
            largest = max(largest, number)
            index = end
        }
        return (first, largest, index)
    }

    // MARK: IPv6

    /// The IPv6 address that begins with the hexadecimal digit or colon at an index.
    ///
    /// **Rule.** Eight groups of up to four hexadecimal digits with colons between, or fewer and one `::`; an IPv4
    /// address may stand for the last two groups, and a zone behind `%` is part. No letter, digit or further group
    /// stands before or behind. With `::` there must be a decimal digit, and either a first group that is in use (2000
    /// to 3fff, fc00 to fdff, fe80 to febf, ff00 to ffff, 64:ff9b, or ffff and IPv4 behind the `::`) or at least four
    /// groups: `a::b`, `core::fmt`, `[1::2]` and `::1` are none. Eight groups of two digits are a hardware address.
    ///
    /// - **Cost**: at most 2 bytes before the index are read and 70 behind it; no allocation.
    /// - **Source**: RFC 4291 sections 2.2 and 2.4, RFC 4193, RFC 6052 section 2.1; RFC 4007 section 11 for zones.
    static func matchIPv6(in text: Span<UInt8>, at index: Int) -> PatternMatch? {
        guard isHexadecimal(text.byte(at: index)) || text.has(":", at: index), TextBoundary.isBefore(index, in: text),
            !text.has(":", at: index - 1) || !isHexadecimal(text.byte(at: index - 2)) && !text.has(":", at: index - 2)
        else { return nil }
        return ipv6(in: text, from: index)
    }

    /// The address that begins at an index, whatever stands before it.
    static func ipv6(in text: Span<UInt8>, from index: Int) -> PatternMatch? {
        guard let groups = IPv6Groups(in: text, from: index), let grade = groups.grade else { return nil }
        var end = groups.end
        guard TextBoundary.isBehind(end, in: text) else { return nil }
        let next = text.byte(at: end + 1)
        if text.has(":", at: end), isHexadecimal(next) || next == UInt8(ascii: ":") { return nil }
        if groups.hasIPv4, text.has(".", at: end), isASCIIDigit(next) { return nil }
        if text.has("%", at: end), isASCIILetter(next) || isASCIIDigit(next) {
            end += 1
            while end - groups.end < 24, isOfZone(text.byte(at: end)) { end += 1 }
            while text.has(".", at: end - 1) || text.has("-", at: end - 1) { end -= 1 }
        }
        return PatternMatch(type: .ipv6Address, range: index..<end, grade: grade)
    }

    private static func isOfZone(_ byte: UInt8) -> Bool {
        TextBoundary.isWordByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    /// The groups of an IPv6 address, as far as they go.
    private struct IPv6Groups {
        private(set) var end: Int
        private(set) var hasIPv4 = false
        private var count = 0
        /// How many groups stand before the `::`.
        private var gap: Int?
        private var first: UInt32 = 0
        private var second: UInt32 = 0
        private var firstLength = 0
        private var longCount = 0
        private var pairCount = 0
        private var hasDigit = false
        private var hasLetter = false

        init?(in text: Span<UInt8>, from start: Int) {
            end = start
            if text.has(":", at: start) {
                guard text.has(":", at: start + 1) else { return nil }
                gap = 0
                end = start + 2
            }
            while count < 8, isHexadecimal(text.byte(at: end)) {
                if count <= 6, count == 6 || gap != nil, let address = octets(in: text, from: end) {
                    (end, hasIPv4, hasDigit) = (address.end, true, true)
                    count += 2
                    return
                }
                guard read(text) else { return nil }
                guard text.has(":", at: end) else { return }
                if text.has(":", at: end + 1) {
                    guard gap == nil else { return nil }
                    gap = count
                    end += 2
                } else {
                    guard count < 8, isHexadecimal(text.byte(at: end + 1)) else { return }
                    end += 1
                }
            }
        }

        private mutating func read(_ text: Span<UInt8>) -> Bool {
            let start = end
            var value: UInt32 = 0
            while isHexadecimal(text.byte(at: end)) {
                guard end - start < 4 else { return false }
                let byte = text[end]
                value = value << 4 | UInt32(isASCIIDigit(byte) ? byte - 0x30 : (byte | 0x20) - 0x61 + 10)
                if isASCIIDigit(byte) { hasDigit = true } else { hasLetter = true }
                end += 1
            }
            if count == 0 { (first, firstLength) = (value, end - start) }
            if count == 1 { second = value }
            if end - start >= 3 { longCount += 1 }
            if end - start == 2 { pairCount += 1 }
            count += 1
            return true
        }

        /// How sure it is that the groups are an address; nil if they are none.
        var grade: RecognitionGrade? {
            guard let gap else {
                guard count == 8, pairCount < 8 else { return nil }
                if longCount >= 3 { return .distinct }
                return hasLetter ? .likely : .possible
            }
            guard count > 0, count < 8, hasDigit else { return nil }
            if gap == 0 {
                if hasIPv4 { return count == 3 && first == 0xFFFF ? .distinct : count > 3 ? .likely : .possible }
                return count >= 4 || count == 3 && first == 0xFFFF ? .likely : nil
            }
            let isInUse =
                firstLength == 4
                && (first >> 13 == 1 || first >> 9 == 0x7E || first >> 6 == 0x3FA || first >> 8 == 0xFF)
                || first == 0x64 && second == 0xFF9B
            if isInUse { return count >= 3 ? .distinct : .likely }
            return count >= 4 ? .likely : count == 3 && longCount >= 2 ? .possible : nil
        }
    }
}
