/// Blocks of private keys, and the credentials of HTTP.
extension CredentialPattern {
    // MARK: Blocks

    private static let longestBlock = 16 << 10

    /// The private key whose `-----BEGIN ` stands at an index.
    ///
    /// **Rule.** A label that ends in `PRIVATE KEY` or is `PGP PRIVATE KEY BLOCK`, and everything to the next line of
    /// five hyphens, with it if it is an end. Where none comes within 16 KiB, or something else stands between, to the
    /// last line of base64: what was cut off is a key all the same. One run of 32 characters of base64 must stand
    /// there. Line ends can be escaped, as in JSON, or spaces. Public keys, certificates and requests for them are
    /// none.
    ///
    /// - **Cost**: the block is read once, at most 16 KiB; no allocation.
    /// - **Source**: RFC 7468 sections 2, 3, 10 and 11; RFC 1421 section 4.4 for headers; RFC 9580 section 6.2;
    ///   OpenSSH's `PROTOCOL.key`.
    static func matchKeyBlock(in text: Span<UInt8>, at index: Int) -> PatternMatch? {
        guard text.spells("-----BEGIN ", at: index) else { return nil }
        let labelStart = index + 11
        guard let label = endOfLabel(in: text, from: labelStart), isPrivate(text, labelStart..<label) else {
            return nil
        }
        var position = label + 5
        // Behind the last line of base64 that was met.
        var last: Int?
        var tokenStart = position
        while position - index < longestBlock {
            let byte = text.byte(at: position)
            if isOfBase64(byte) {
                position += 1
                // The last line of a key can be short; it stands right behind a long one.
                if position - tokenStart >= 32 || tokenStart - 4 <= last ?? .min { last = position }
                continue
            }
            if byte == UInt8(ascii: "-"), text.spells("-----", at: position) {
                guard last != nil else { return nil }
                if text.spells("-----END ", at: position), let end = endOfLabel(in: text, from: position + 9) {
                    last = end + 5
                }
                break
            }
            guard isBetween(byte) else { break }
            position += 1
            tokenStart = position
        }
        return last.map { PatternMatch(type: .privateKey, range: index..<$0, grade: .distinct) }
    }

    private static func endOfLabel(in text: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index - start < 64 {
            let byte = text.byte(at: index)
            if byte == UInt8(ascii: "-") { return text.spells("-----", at: index) ? index : nil }
            guard isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: " ") else { return nil }
            index += 1
        }
        return nil
    }

    private static func isPrivate(_ text: Span<UInt8>, _ label: Range<Int>) -> Bool {
        let end = text.spells(" BLOCK", at: label.upperBound - 6) ? label.upperBound - 6 : label.upperBound
        return end - 11 >= label.lowerBound && text.spells("PRIVATE KEY", at: end - 11)
    }

    private static func isOfBase64(_ byte: UInt8) -> Bool {
        isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
            || byte == UInt8(ascii: "=")
    }

    /// Line ends and their escapes, indentation, quotes around lines, and what headers have: `Proc-Type: 4,ENCRYPTED`.
    private static func isBetween(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"), UInt8(ascii: " "), UInt8(ascii: "\\"),
            UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "\""),
            UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "@"), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "_"), UInt8(ascii: "|"), UInt8(ascii: "#"), UInt8(ascii: "%"):
            true
        default: false
        }
    }

    // MARK: HTTP

    /// The token behind the word `Bearer`, or the name and password behind `Basic`.
    ///
    /// **Rule.** One space and 16 characters or more of a token with a digit among them, or 8 behind `Authorization:`;
    /// or base64 of text with a colon in it. The range is that of the token alone. Prose such as `bearer of this
    /// letter` has none.
    ///
    /// - **Cost**: at most 24 bytes before the word are read and 8 KiB behind it; no allocation.
    /// - **Source**: RFC 9110 section 11.4, RFC 6750 section 2.1, RFC 7617 section 2.
    static func matchAuthorization(in text: Span<UInt8>, word range: Range<Int>) -> PatternMatch? {
        guard range.count == 6 || range.count == 5, TextBoundary.isBefore(range.lowerBound, in: text),
            text.has(" ", at: range.upperBound)
        else { return nil }
        let isBearer = range.count == 6
        guard text.spells(isBearer ? "bearer" : "basic", at: range.lowerBound, anyCase: true) else { return nil }
        let start = range.upperBound + 1
        if isBearer, let token = webToken(in: text, from: start) { return token }
        var end = start
        while end - start < 8 << 10, isOfCredentials(text.byte(at: end)) { end += 1 }
        while end > start, text.has(".", at: end - 1) { end -= 1 }
        let equals = end
        while end - equals < 2, text.has("=", at: end) { end += 1 }
        let isRight =
            isBearer
            ? isToken(text, start..<end, isHeader: isHeader(text, before: range.lowerBound))
            : isNameAndPassword(text, start..<equals, padding: end - equals)
        guard isRight else { return nil }
        return PatternMatch(type: .apiKey, range: start..<end, grade: .distinct)
    }

    private static func isOfCredentials(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "+"),
            UInt8(ascii: "/"):
            true
        default: isASCIILetter(byte) || isASCIIDigit(byte)
        }
    }

    private static func isToken(_ text: Span<UInt8>, _ range: Range<Int>, isHeader: Bool) -> Bool {
        guard range.count >= (isHeader ? 8 : 16) else { return false }
        let content = TokenContent(text, range)
        if isHeader { return content.distinctCount >= 4 }
        return content.hasDigit && content.hasLetter && content.distinctCount >= 8
    }

    /// Whether `authorization` stands before a word, with a colon or `=` and quotes between.
    private static func isHeader(_ text: Span<UInt8>, before start: Int) -> Bool {
        var index = start
        var hasColon = false
        while start - index < 8, index > 0 {
            switch text[index - 1] {
            case UInt8(ascii: ":"), UInt8(ascii: "="): hasColon = true
            case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): break
            default: return hasColon && text.spells("authorization", at: index - 13, anyCase: true)
            }
            index -= 1
        }
        return false
    }

    /// Whether base64 says printable text with a colon in it.
    private static func isNameAndPassword(_ text: Span<UInt8>, _ range: Range<Int>, padding: Int) -> Bool {
        guard range.count >= 6, range.count <= 512, (range.count + padding) % 4 == 0 else { return false }
        var hasColon = false
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for index in range {
            guard let value = base64Value(text[index]) else { return false }
            bits = bits << 6 | value
            bitCount += 6
            guard bitCount >= 8 else { continue }
            bitCount -= 8
            let byte = UInt8(truncatingIfNeeded: bits >> bitCount)
            guard byte >= UInt8(ascii: " "), byte != 0x7F else { return false }
            if byte == UInt8(ascii: ":") { hasColon = true }
        }
        return hasColon
    }

    private static func base64Value(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
