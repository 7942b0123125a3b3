extension RecognizedType {
    /// A signed token of claims, JWT, with which programs act for somebody.
    public static let jsonWebToken = RecognizedType(unchecked: "jwt")
    /// A key that decrypts or signs.
    public static let privateKey = RecognizedType(unchecked: "private-key")
    /// A key or token that a service gave out.
    public static let apiKey = RecognizedType(unchecked: "api-key")
}

/// Keys and tokens in text, by how those who give them out let them begin.
///
/// **Rule.** A beginning of ``TokenForm``, behind it at least as many characters as it has, and among them enough
/// different ones: examples such as `ghp_xxxxxxxx` are none. A JWT is three parts of base64url, of which the first two
/// begin as JSON does.
///
/// - **Cost**: at most 4 bytes for a word that begins otherwise; 512 for one that does, 8 KiB for a JWT; no allocation.
/// - **Source**: what GitHub, GitLab, AWS, Google, Slack, Stripe, Twilio, SendGrid, npm, PyPI, Telegram, OpenAI and
///   Anthropic document of their tokens; RFC 7515 section 7.1, RFC 7519 section 3 for JWT; C2SP age for its identities;
///   `Formats/Pseudonyms` for our own.
enum CredentialPattern {
    /// Whether a word with this first byte can begin a credential.
    @inline(__always)
    static func mayBegin(_ first: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: "A"), UInt8(ascii: "S"), UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "g"),
            UInt8(ascii: "h"), UInt8(ascii: "n"),
            UInt8(ascii: "p"), UInt8(ascii: "r"), UInt8(ascii: "s"), UInt8(ascii: "x"), UInt8(ascii: "y"):
            true
        default: isASCIIDigit(first)
        }
    }

    /// The credential that begins with a maximal run of ASCII letters and digits. Its range can reach beyond the run.
    static func match(in text: Span<UInt8>, word range: Range<Int>) -> PatternMatch? {
        guard let first = range.first else { return nil }
        let start = range.lowerBound
        if isASCIIDigit(text[first]) { return bot(in: text, range) }
        let beginning =
            UInt32(text[start]) << 24 | UInt32(text.byte(at: start + 1)) << 16 | UInt32(text.byte(at: start + 2)) << 8
            | UInt32(text.byte(at: start + 3))
        guard let form = TokenForm.form(of: beginning, in: text, at: start), TextBoundary.isBefore(start, in: text)
        else {
            return nil
        }
        if form.type == .jsonWebToken { return webToken(in: text, from: start) }
        let body = start + form.prefixLength
        let end = form.end(in: text, from: body)
        guard end - body >= form.least, form.most.map({ end - body <= $0 }) ?? true,
            TextBoundary.isBehind(end, in: text),
            TokenContent(text, body..<end).isRandom(form)
        else { return nil }
        return PatternMatch(type: form.type, range: start..<end, grade: .distinct)
    }

    /// A Telegram bot's number of 8 to 10 digits, a colon, `AA` and 33 characters.
    private static func bot(in text: Span<UInt8>, _ range: Range<Int>) -> PatternMatch? {
        guard (8...10).contains(range.count), text.spells(":AA", at: range.upperBound),
            text.endOfDigits(from: range.lowerBound, limit: 11) == range.upperBound,
            TextBoundary.isBefore(range.lowerBound, in: text)
        else { return nil }
        let body = range.upperBound + 1
        let end = TokenForm.endOfToken(in: text, from: body, limit: 40)
        guard end - body == 35, TokenContent(text, body..<end).distinctCount >= 10 else { return nil }
        return PatternMatch(type: .apiKey, range: range.lowerBound..<end, grade: .distinct)
    }

    // MARK: JWT

    private static let longestWebToken = 8 << 10

    /// The token whose header begins at an index. Two parts are enough if a dot follows them: an unsecured one has no
    /// third.
    static func webToken(in text: Span<UInt8>, from start: Int) -> PatternMatch? {
        let header = endOfPart(in: text, from: start)
        guard header - start >= 10, text.has(".", at: header), text.spells("ey", at: start) else { return nil }
        let claims = endOfPart(in: text, from: header + 1)
        // An encrypted token has other parts in its place, and five of them.
        guard claims - header > 1, text.has(".", at: claims), claims - start < longestWebToken else { return nil }
        var end = endOfPart(in: text, from: claims + 1)
        let isSigned = end - claims > 20
        guard isSigned || text.spells("eyJ", at: header + 1) && end == claims + 1 else { return nil }
        guard text.spells("ey", at: header + 1) || text.has(".", at: end) else { return nil }
        for _ in 0..<2 where text.has(".", at: end) {
            let next = endOfPart(in: text, from: end + 1)
            guard next - end > 10 else { break }
            end = next
        }
        guard end - start <= longestWebToken else { return nil }
        return PatternMatch(type: .jsonWebToken, range: start..<end, grade: .distinct)
    }

    private static func endOfPart(in text: Span<UInt8>, from start: Int) -> Int {
        TokenForm.endOfToken(in: text, from: start, limit: longestWebToken)
    }
}

/// What the characters of a token are.
struct TokenContent {
    /// How many different characters there are.
    let distinctCount: Int
    let hasDigit: Bool
    let hasLetter: Bool

    init(_ text: Span<UInt8>, _ range: Range<Int>) {
        var (low, high): (UInt64, UInt64) = (0, 0)
        for index in range {
            let byte = text[index]
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
        }
        distinctCount = low.nonzeroBitCount + high.nonzeroBitCount
        // 0 to 9 are 48 to 57; A to Z and a to z are 1 to 26 and 33 to 58 above 64.
        hasDigit = low & 0x03FF_0000_0000_0000 != 0
        hasLetter = high & 0x07FF_FFFE_07FF_FFFE != 0
    }

    /// Whether the characters are as different as those of a token are, and not `xxxx` or words.
    func isRandom(_ form: TokenForm) -> Bool {
        distinctCount >= (form.least >= 20 ? 8 : 6) && (hasDigit || !form.needsDigit)
    }
}
