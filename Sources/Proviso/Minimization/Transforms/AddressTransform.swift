/// Cuts an IP address down to its network.
///
/// - **Source**: `Formats/Policy`, `truncate-ip`; RFC 4291 section 2.2 for the forms of IPv6 addresses, RFC 5952 for how they are
///   printed.
enum AddressTransform {
    /// Appends the network's address; false for a text that is not an address alone. An IPv4 address written as IPv6
    /// (`::ffff:192.0.2.1`) is printed as IPv4.
    static func apply(_ text: Span<UInt8>, v4: Int, v6: Int, into output: inout ByteBuffer) -> Bool {
        if let address = IPv4(text, 0..<text.count) {
            append(v4: address.bits & mask(v4), to: &output)
            return true
        }
        guard var groups = v6Groups(text) else { return false }
        if isMappedV4(groups) {
            append(v4: (UInt32(groups[6]) << 16 | UInt32(groups[7])) & mask(v4), to: &output)
            return true
        }
        for index in 0..<8 {
            let kept = min(max(v6 - index * 16, 0), 16)
            groups[index] &= UInt16(truncatingIfNeeded: 0xFFFF_0000 as UInt32 >> UInt32(kept))
        }
        append(v6: groups, to: &output)
        return true
    }

    /// Whether a text is an IPv6 address alone.
    static func isV6(_ text: Span<UInt8>) -> Bool { v6Groups(text) != nil }

    private static func isMappedV4(_ groups: InlineArray<8, UInt16>) -> Bool {
        groups[5] == 0xFFFF && groups[0] | groups[1] | groups[2] | groups[3] | groups[4] == 0
    }

    private static func mask(_ prefixLength: Int) -> UInt32 {
        prefixLength == 0 ? 0 : ~0 << UInt32(32 - prefixLength)
    }

    /// Four decimal numbers without leading zeros, which some programs would read as octal.
    private struct IPv4 {
        let bits: UInt32

        init?(_ text: Span<UInt8>, _ range: Range<Int>) {
            var bits: UInt32 = 0
            var index = range.lowerBound
            for part in 0..<4 {
                if part > 0 {
                    guard index < range.upperBound, text[index] == UInt8(ascii: ".") else { return nil }
                    index += 1
                }
                let start = index
                var number: UInt32 = 0
                while index < range.upperBound, isASCIIDigit(text[index]), index - start < 3 {
                    number = number * 10 + UInt32(text[index] - UInt8(ascii: "0"))
                    index += 1
                }
                let digits = index - start
                guard digits > 0, number < 256, digits == 1 || text[start] != UInt8(ascii: "0") else { return nil }
                bits = bits << 8 | number
            }
            guard index == range.upperBound else { return nil }
            self.bits = bits
        }
    }

    /// The eight groups of an IPv6 address in any of its forms, without zone, brackets or prefix length.
    private static func v6Groups(_ text: Span<UInt8>) -> InlineArray<8, UInt16>? {
        var groups = InlineArray<8, UInt16>(repeating: 0)
        var count = 0
        // How many groups stand before the gap, where there is one.
        var gap: Int?
        var index = 0
        if text.count >= 2, text[0] == UInt8(ascii: ":") {
            guard text[1] == UInt8(ascii: ":") else { return nil }
            gap = 0
            index = 2
        }
        while index < text.count {
            guard count < 8 else { return nil }
            let end = endOfGroup(text, from: index)
            if end < text.count, text[end] == UInt8(ascii: ".") {
                // An IPv4 address may stand for the last two groups.
                guard let address = IPv4(text, index..<text.count), count <= 6 else { return nil }
                groups[count] = UInt16(address.bits >> 16)
                groups[count + 1] = UInt16(truncatingIfNeeded: address.bits)
                count += 2
                break
            }
            guard let group = hexadecimalGroup(text, index..<end) else { return nil }
            groups[count] = group
            count += 1
            index = end
            if index == text.count { break }
            guard text[index] == UInt8(ascii: ":") else { return nil }
            index += 1
            if index == text.count { return nil }
            if text[index] == UInt8(ascii: ":") {
                guard gap == nil else { return nil }
                gap = count
                index += 1
            }
        }
        guard let gap else { return count == 8 ? groups : nil }
        // A gap stands for at least one group of zeros.
        guard count < 8 else { return nil }
        for index in stride(from: count - 1, through: gap, by: -1) {
            groups[index + 8 - count] = groups[index]
            groups[index] = 0
        }
        return groups
    }

    private static func endOfGroup(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count, text[index] != UInt8(ascii: ":"), text[index] != UInt8(ascii: ".") { index += 1 }
        return index
    }

    private static func hexadecimalGroup(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt16? {
        guard (1...4).contains(range.count) else { return nil }
        var group: UInt16 = 0
        for index in range {
            switch text[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): group = group << 4 | UInt16(text[index] - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                group = group << 4 | UInt16(text[index] - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"):
                group = group << 4 | UInt16(text[index] - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return group
    }

    private static func append(v4 bits: UInt32, to output: inout ByteBuffer) {
        for part in 0..<4 {
            if part > 0 { output.append(UInt8(ascii: ".")) }
            let number = UInt8(truncatingIfNeeded: bits >> UInt32(24 - 8 * part))
            if number >= 100 { output.append(UInt8(ascii: "0") + number / 100) }
            if number >= 10 { output.append(UInt8(ascii: "0") + number / 10 % 10) }
            output.append(UInt8(ascii: "0") + number % 10)
        }
    }

    /// RFC 5952 section 4: lower case, no leading zeros, the longest run of at least two zero groups shortened, the first of equals.
    private static func append(v6 groups: InlineArray<8, UInt16>, to output: inout ByteBuffer) {
        let gap = longestRunOfZeros(groups)
        var index = 0
        while index < 8 {
            if index == gap.lowerBound, gap.count > 1 {
                output.append("::")
                index = gap.upperBound
                continue
            }
            if index > 0, index != gap.upperBound || gap.count < 2 { output.append(UInt8(ascii: ":")) }
            append(hexadecimal: groups[index], to: &output)
            index += 1
        }
    }

    private static func append(hexadecimal group: UInt16, to output: inout ByteBuffer) {
        var shift = max(0, (15 - group.leadingZeroBitCount) / 4 * 4)
        while shift >= 0 {
            let digit = UInt8(truncatingIfNeeded: group >> UInt16(shift) & 15)
            output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
            shift -= 4
        }
    }

    private static func longestRunOfZeros(_ groups: InlineArray<8, UInt16>) -> Range<Int> {
        var best = 0..<0
        var index = 0
        while index < 8 {
            var end = index
            while end < 8, groups[end] == 0 { end += 1 }
            if end - index > best.count { best = index..<end }
            index = max(end, index + 1)
        }
        return best
    }
}
