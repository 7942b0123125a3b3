extension RecognizedType {
    /// The address of a mailbox.
    public static let email = RecognizedType(unchecked: "email")
}

/// E-mail addresses in text.
///
/// **Rule.** Left of an `@` stands a local part: letters and digits of any script, and `.`, `-`, `_`, `+`, `%`, `'`,
/// `~`; no dot at its ends and no two in a row. What else RFC 5321 allows there separates more often than it belongs
/// (`to=`, `a/b`, `{x}`, `|`) and ends it, but for the `=` of the addresses that lists and forwarders make
/// (`bounce+jana=example.org@…`, `SRS0=…@…`). Quotes, hyphens and escapes at its beginning are no part. Right of it stands a
/// ``HostName``, or an IP address in brackets. Systems write longer local parts than the 64 bytes of RFC 5321, so 128
/// are taken.
///
/// What looks alike and is none: `git@host:path`, versions (`lodash@4.17.21`), sizes of images (`icon@2x.png`), files
/// and units (`getty@tty1.service`).
///
/// - **Cost**: at most 132 bytes before the index are read and 260 behind it; no allocation.
/// - **Source**: RFC 5321 sections 4.1.2, 4.1.3 and 4.5.3.1; RFC 6531 section 3.3; RFC 3986 section 2.1 for `%40`.
enum EmailPattern {
    /// The address whose `@` stands at an index.
    static func match(in text: Span<UInt8>, at index: Int) -> PatternMatch? {
        guard text.has("@", at: index) else { return nil }
        return match(in: text, around: index, domain: index + 1)
    }

    /// The address whose `@` is written `%40`, as in URLs, with the `%` at an index.
    static func match(in text: Span<UInt8>, atPercent index: Int) -> PatternMatch? {
        guard text.spells("%40", at: index) else { return nil }
        return match(in: text, around: index, domain: index + 3)
    }

    private static func match(in text: Span<UInt8>, around at: Int, domain: Int) -> PatternMatch? {
        guard at > 0, let start = startOfLocalPart(in: text, before: at) else { return nil }
        if text.has("[", at: domain) {
            guard let end = endOfLiteral(in: text, from: domain) else { return nil }
            return PatternMatch(type: .email, range: start..<end, grade: .distinct)
        }
        guard let host = HostName(in: text, from: domain), isHostOfMail(host, in: text, from: domain) else {
            return nil
        }
        let next = text.byte(at: host.end)
        guard !isASCIIDigit(next) else { return nil }
        // What a program copies from, and not whom somebody writes to: git@host:path.
        if next == UInt8(ascii: ":"), at - start == 3, text.spells("git", at: start), text.byte(at: host.end + 1) > 0x20
        {
            return nil
        }
        return PatternMatch(type: .email, range: start..<host.end, grade: .distinct)
    }

    // MARK: The local part

    private static let longestLocalPart = 128

    private static func startOfLocalPart(in text: Span<UInt8>, before at: Int) -> Int? {
        var index = at
        // Behind an equals sign, which belongs only if what stands before it says so.
        var behindEquals: Int?
        var hasPlus = false
        // The characters of scripts without spaces belong to a name that ends in them.
        let isWide = text[at - 1] >= 0x80
        while index > 0 {
            guard at - index <= longestLocalPart else { return nil }
            let byte = text[index - 1]
            if isASCIILetter(byte) || isASCIIDigit(byte) {
                index -= 1
                continue
            }
            if byte >= 0x80 {
                let length = letterLength(endingAt: index, in: text, isWide: isWide)
                guard length > 0 else { break }
                index -= length
                continue
            }
            switch byte {
            case UInt8(ascii: "."):
                // A second dot, or one before the `@`.
                if index == at { return nil }
                if text[index] == byte { break }
                index -= 1
                continue
            case UInt8(ascii: "%"):
                if isEscapeOfOther(in: text, at: index - 1, before: at) {
                    index += 2
                    break
                }
                index -= 1
                continue
            case UInt8(ascii: "="):
                guard index < at else { break }
                if behindEquals == nil { behindEquals = index }
                index -= 1
                continue
            case UInt8(ascii: "+"):
                if behindEquals != nil { hasPlus = true }
                index -= 1
                continue
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "'"), UInt8(ascii: "~"):
                index -= 1
                continue
            default: break
            }
            break
        }
        if let behindEquals, !hasPlus, !isOfForwarder(in: text, at: index) { index = behindEquals }
        index += escapeLength(in: text, behindBackslash: index)
        while index < at, isNoBeginning(text[index]) { index += 1 }
        return index < at && at - index <= longestLocalPart ? index : nil
    }

    /// The length of what belongs to an escape of JSON or C whose backslash stands before an index: `n` of `\n`, `u003c` of
    /// `\u003c`; 0 where there is none.
    private static func escapeLength(in text: Span<UInt8>, behindBackslash index: Int) -> Int {
        guard text.has("\\", at: index - 1) else { return 0 }
        if TextBoundary.isEscape(endingAt: index + 1, in: text) { return 1 }
        guard text.has("u", at: index) else { return 0 }
        for offset in 1...4 where !isHexadecimal(text.byte(at: index + offset)) { return 0 }
        return 5
    }

    private static func letterLength(endingAt end: Int, in text: Span<UInt8>, isWide: Bool) -> Int {
        if end >= 2, TextBoundary.isTwoByteLetter(text[end - 2], text[end - 1]) { return 2 }
        guard end >= 3 else { return 0 }
        let first = text[end - 3]
        // Indic, Georgian and Ethiopic letters, and Vietnamese ones, stand in words with spaces between.
        guard isWide || first == 0xE0 || first == 0xE1 else { return 0 }
        return TextBoundary.threeByteLetterLength(at: end - 3, in: text)
    }

    /// Whether a `%` begins the escape of a character that no local part has, such as `%3C`.
    private static func isEscapeOfOther(in text: Span<UInt8>, at index: Int, before at: Int) -> Bool {
        guard index + 2 < at, isHexadecimal(text[index + 1]), isHexadecimal(text[index + 2]) else { return false }
        switch text[index + 1] {
        // The controls; the space and `!` to `/`, of which `%`, `'`, `+`, `-` and `.` stay.
        case UInt8(ascii: "0"), UInt8(ascii: "1"): return true
        case UInt8(ascii: "2"):
            switch text[index + 2] | 0x20 {
            case UInt8(ascii: "5"), UInt8(ascii: "7"), UInt8(ascii: "b"), UInt8(ascii: "d"), UInt8(ascii: "e"):
                return false
            default: return true
            }
        // `:` to `?`.
        case UInt8(ascii: "3"): return !isASCIIDigit(text[index + 2])
        case UInt8(ascii: "4"): return text[index + 2] == UInt8(ascii: "0")
        default: return false
        }
    }

    private static func isNoBeginning(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "="): true
        default: false
        }
    }

    private static func isOfForwarder(in text: Span<UInt8>, at index: Int) -> Bool {
        text.spells("srs0=", at: index, anyCase: true) || text.spells("srs1=", at: index, anyCase: true)
            || text.spells("prvs=", at: index, anyCase: true)
    }

    // MARK: The domain

    private static func endOfLiteral(in text: Span<UInt8>, from bracket: Int) -> Int? {
        let isTagged = text.spells("ipv6:", at: bracket + 1, anyCase: true)
        let start = isTagged ? bracket + 6 : bracket + 1
        let match =
            isTagged ? AddressPattern.ipv6(in: text, from: start) : AddressPattern.matchIPv4(in: text, at: start)
        guard let match, text.has("]", at: match.range.upperBound) else { return nil }
        return match.range.upperBound + 1
    }

    private static func isHostOfMail(_ host: HostName, in text: Span<UInt8>, from start: Int) -> Bool {
        let digits = text.endOfDigits(from: start, limit: 8)
        if digits > start {
            // 4.17.21, 4.17.21-beta.rc; 2x.png.
            if text.has(".", at: digits), isASCIIDigit(text.byte(at: digits + 1)) { return false }
            if text.spells("x.", at: digits), digits == start + 1 { return false }
        }
        return !isFile(in: text, host.lastLabel)
    }

    /// Whether a label is how files or units of a system end, and no top-level domain.
    private static func isFile(in text: Span<UInt8>, _ label: Range<Int>) -> Bool {
        let start = label.lowerBound
        return switch label.count {
        case 2: text.spells("js", at: start, anyCase: true)
        case 3: isImage(text, start) || isDocument(text, start)
        case 4:
            text.spells("jpeg", at: start, anyCase: true) || text.spells("json", at: start, anyCase: true)
                || text.spells("html", at: start, anyCase: true) || text.spells("yaml", at: start, anyCase: true)
                || text.spells("webp", at: start, anyCase: true)
        case 5:
            text.spells("slice", at: start) || text.spells("scope", at: start)
                || text.spells("mount", at: start) || text.spells("timer", at: start)
        case 6: text.spells("socket", at: start) || text.spells("device", at: start)
        case 7: text.spells("service", at: start)
        default: false
        }
    }

    private static func isImage(_ text: Span<UInt8>, _ start: Int) -> Bool {
        text.spells("png", at: start, anyCase: true) || text.spells("jpg", at: start, anyCase: true)
            || text.spells("gif", at: start, anyCase: true) || text.spells("svg", at: start, anyCase: true)
    }

    private static func isDocument(_ text: Span<UInt8>, _ start: Int) -> Bool {
        text.spells("css", at: start, anyCase: true) || text.spells("xml", at: start, anyCase: true)
            || text.spells("txt", at: start, anyCase: true) || text.spells("pdf", at: start, anyCase: true)
            || text.spells("csv", at: start, anyCase: true) || text.spells("log", at: start, anyCase: true)
    }
}
