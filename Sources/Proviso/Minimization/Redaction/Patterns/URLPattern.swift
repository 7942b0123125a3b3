extension RecognizedType {
    /// The address of a page or another resource.
    public static let url = RecognizedType(unchecked: "url")
}

/// URLs and IRIs in text.
///
/// **Rule.** A scheme of 2 to 24 letters, digits, `+`, `-` and `.` that begins with a letter; `://`; and what RFC 3986
/// and RFC 3987 have in authority, path, query and fragment, UTF-8 letters among it. White space, controls, `"`, `<`,
/// `>`, `` ` ``, `\` and the punctuation of other scripts end it. Punctuation at its end is no part, nor are quotes
/// there, nor a bracket that closes what the URL did not open. Where a bracket or a single quote stands right before
/// it, its partner ends it.
///
/// Without a scheme a name that begins with `www.` is taken, with port, path, query and fragment. A user name and a
/// password before the host are part of a URL.
///
/// - **Cost**: 25 bytes before the index are read, and behind it as many as the URL has, at most 16 KiB, and the
///   punctuation that is cut off; no allocation.
/// - **Source**: RFC 3986 sections 3 and appendix C; RFC 3987 section 2.2.
enum URLPattern {
    /// The URL whose `:` before two slashes stands at an index.
    static func match(in text: Span<UInt8>, at index: Int) -> PatternMatch? {
        guard text.has(":", at: index), text.has("/", at: index + 1), text.has("/", at: index + 2),
            let start = startOfScheme(in: text, before: index)
        else { return nil }
        let authority = index + 3
        guard begins(text, authority) else { return nil }
        let end = endOfURL(in: text, from: authority, before: start)
        guard end > authority else { return nil }
        return PatternMatch(type: .url, range: start..<end, grade: .distinct)
    }

    /// The URL without a scheme that begins with the `w` of `www.` at an index.
    static func match(in text: Span<UInt8>, atBareHost index: Int) -> PatternMatch? {
        guard text.spells("www.", at: index, anyCase: true), TextBoundary.isBefore(index, in: text),
            !isPartOfName(text, before: index), let host = HostName(in: text, from: index), host.labelCount >= 3
        else { return nil }
        var end = host.end
        if text.has(":", at: end), isASCIIDigit(text.byte(at: end + 1)) {
            end = text.endOfDigits(from: end + 1, limit: 5)
        }
        switch text.byte(at: end) {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
            end = max(end, endOfURL(in: text, from: end, before: index))
        default:
            guard TextBoundary.isBehind(end, in: text) else { return nil }
        }
        return PatternMatch(type: .url, range: index..<end, grade: .distinct)
    }

    // MARK: The beginning

    private static func startOfScheme(in text: Span<UInt8>, before colon: Int) -> Int? {
        var index = colon
        while index > 0 {
            let byte = text[index - 1]
            guard
                isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: ".")
            else { break }
            guard colon - index < 24 else { return nil }
            index -= 1
        }
        while index < colon, !isASCIILetter(text[index]) { index += 1 }
        // Behind an escaped line end its letter is no part: \nhttps.
        if index > 0, text[index - 1] == UInt8(ascii: "\\"), TextBoundary.isBefore(index + 1, in: text) { index += 1 }
        return colon - index >= 2 ? index : nil
    }

    /// Whether what stands at an index can be the first of an authority, or of the path where there is none.
    private static func begins(_ text: Span<UInt8>, _ index: Int) -> Bool {
        let byte = text.byte(at: index)
        if TextBoundary.isWordByte(byte) { return true }
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "%"), UInt8(ascii: "-"), UInt8(ascii: "~"): return true
        // A password without a name: redis://:secret@host.
        case UInt8(ascii: ":"): return TextBoundary.isWordByte(text.byte(at: index + 1))
        case UInt8(ascii: "/"):
            let next = text.byte(at: index + 1)
            return TextBoundary.isWordByte(next) || next == UInt8(ascii: ".")
        default: return byte >= 0x80 && length(at: index, in: text) > 0
        }
    }

    /// Whether `www` goes on a name, a path or an address.
    private static func isPartOfName(_ text: Span<UInt8>, before index: Int) -> Bool {
        switch text.byte(at: index - 1) {
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "@"): true
        default: false
        }
    }

    // MARK: The end

    private static let longest = 16 << 10

    /// How many brackets of a kind were opened and closed.
    private struct Balance {
        var open = 0
        var closed = 0
    }

    private static func endOfURL(in text: Span<UInt8>, from start: Int, before first: Int) -> Int {
        let closer = partner(of: text.byte(at: first - 1))
        var (round, square, curly) = (Balance(), Balance(), Balance())
        var index = start
        scan: while index - start < longest {
            let byte = text.byte(at: index)
            if byte >= 0x80 {
                let length = length(at: index, in: text)
                guard length > 0 else { break }
                index += length
                continue
            }
            switch byte {
            case 0...UInt8(ascii: " "), 0x7F, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"),
                UInt8(ascii: "`"),
                UInt8(ascii: "\\"):
                break scan
            case UInt8(ascii: "("): round.open += 1
            case UInt8(ascii: ")"):
                if byte == closer, round.closed == round.open { break scan }
                round.closed += 1
            case UInt8(ascii: "["): square.open += 1
            case UInt8(ascii: "]"):
                if byte == closer, square.closed == square.open { break scan }
                square.closed += 1
            case UInt8(ascii: "{"): curly.open += 1
            case UInt8(ascii: "}"):
                if byte == closer, curly.closed == curly.open { break scan }
                curly.closed += 1
            case UInt8(ascii: "'") where closer == byte: break scan
            default: break
            }
            index += 1
        }
        while index > start, isCut(text[index - 1]) { index -= 1 }
        return index

        /// Whether a byte at the end is no part, which is counted as gone then.
        func isCut(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
                UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "|"), UInt8(ascii: "("),
                UInt8(ascii: "["), UInt8(ascii: "{"):
                return true
            case UInt8(ascii: ")"): return cut(&round)
            case UInt8(ascii: "]"): return cut(&square)
            case UInt8(ascii: "}"): return cut(&curly)
            default: return false
            }
        }

        func cut(_ balance: inout Balance) -> Bool {
            guard balance.closed > balance.open else { return false }
            balance.closed -= 1
            return true
        }
    }

    private static func partner(of byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "["): UInt8(ascii: "]")
        case UInt8(ascii: "{"): UInt8(ascii: "}")
        case UInt8(ascii: "'"): byte
        default: 0
        }
    }

    /// The length of the character of more than one byte at an index; 0 for a space, punctuation and what is not well
    /// formed.
    private static func length(at index: Int, in text: Span<UInt8>) -> Int {
        let length = UTF8Text.sequenceLength(at: index, in: text)
        return switch length {
        // U+0080 to U+00BF: controls, signs and quotes.
        case 2: text[index] == 0xC2 ? 0 : TextBoundary.isTwoByteLetter(text[index], text[index + 1]) ? 2 : 0
        case 3: TextBoundary.threeByteLetterLength(at: index, in: text)
        default: length
        }
    }
}
