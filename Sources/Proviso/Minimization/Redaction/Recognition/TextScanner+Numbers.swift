/// Words with digits.
extension TextScanner {
    /// A word of digits alone. A recognizer is asked only where what follows can go on as it wants it; most numbers of a text are
    /// none of anything.
    mutating func number(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        guard start + base >= numberEnd else { return }
        let count = end &- start
        let next = end < text.count ? text[end] : 0
        let second = end &+ 1 < text.count ? text[end &+ 1] : 0
        let isFollowed = isASCIIDigit(second)
        let isSeparated = Self.canSeparate(next)
        // Short numbers alone are nothing, and neither are those with a fraction of one or two digits.
        if count <= 4, !isSeparated, next != UInt8(ascii: ":") { return }
        // But `geo:` has decimals of any length.
        let isInURI = start > 0 && text[start &- 1] == UInt8(ascii: ":")
        if count <= 3, next == UInt8(ascii: "."), isFollowed, !isInURI, Self.isFraction(text, from: end &+ 1) { return }
        let patterns = plan.patterns
        var best: ScannedFinding?
        if patterns.ipv4, count <= 3, next == UInt8(ascii: "."), isFollowed {
            best = self.best(AddressPattern.matchIPv4(in: text, at: start), text)
        }
        if best == nil {
            best = row(text, start, end, letters: 0)
            if patterns.date,
                count <= 2
                    ? isSeparated && Self.mayBeDay(text, end, next, second, plan.months)
                    : count == 4 ? isSeparated && (isFollowed || next >= 0xE0 || second >= 0xE0) : count == 8
            {
                Self.choose(self.best(DatePattern.match(in: text, at: start), text), &best)
            }
            let isGroup =
                isSeparated
                && (isFollowed || next >= 0xC2 || second == UInt8(ascii: "(") || second == UInt8(ascii: "/")
                    || second == UInt8(ascii: "-") || second == UInt8(ascii: " ") && next == UInt8(ascii: "-"))
            let mayBePhone = isGroup || (count >= 8 && count <= PhonePattern.longestRow)
            if patterns.phone, mayBePhone {
                Self.choose(self.best(PhonePattern.match(in: text, at: start), text), &best)
            }
            if patterns.coordinates, count <= 3, next == UInt8(ascii: ".") ? isFollowed : next >= 0xC2 {
                Self.choose(self.best(CoordinatePattern.match(in: text, at: start), text), &best)
            }
            hexadecimal(text, start, end, next, &best)
            // The number of a bot, before its token.
            if next == UInt8(ascii: ":"), second == UInt8(ascii: "A") { token(text, start, end) }
        }
        if let best { take(best) }
    }

    /// Whether one or two digits follow, and behind them nothing that a date, an address or a telephone number goes on with.
    @inline(__always)
    private static func isFraction(_ text: Span<UInt8>, from start: Int) -> Bool {
        var end = start &+ 1
        if end < text.count, isASCIIDigit(text[end]) { end &+= 1 }
        if end >= text.count { return true }
        if isASCIIDigit(text[end]) || isASCIILetter(text[end]) { return false }
        if !canSeparate(text[end]) { return true }
        guard text[end] == UInt8(ascii: " "), end &+ 1 < text.count else { return false }
        switch text[end &+ 1] {
        // Letters of coordinates.
        case UInt8(ascii: "N"), UInt8(ascii: "S"), UInt8(ascii: "E"), UInt8(ascii: "W"), UInt8(ascii: "O"): return false
        case let next: return !isASCIIDigit(next) && next < 0x80
        }
    }

    /// Whether a number of one or two digits may be a day, by what stands behind it: not before another number behind a space, nor
    /// before a word that is no month.
    @inline(__always)
    private static func mayBeDay(
        _ text: Span<UInt8>, _ end: Int, _ next: UInt8, _ second: UInt8, _ months: MonthNames
    ) -> Bool {
        guard next == UInt8(ascii: " "), second < 0x80 else { return true }
        return isASCIILetter(second) && end &+ 2 < text.count && DatePattern.mayName(second, text[end &+ 2], months)
    }

    /// Whether a byte can stand between the groups of a number or the parts of a date.
    @inline(__always)
    private static func canSeparate(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ")"): true
        default: byte >= 0xC2
        }
    }

    /// A word of letters and digits.
    mutating func mixed(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ seen: UInt8) {
        let isPlain = seen & (WordBoundary.Class.letterOfTwo | WordBoundary.Class.underscore) == 0
        if end &- start >= 16 || seen & WordBoundary.Class.underscore != 0
            || Self.joins(end < text.count ? text[end] : 0)
        {
            token(text, start, end)
        }
        guard isPlain, start + base >= numberEnd else { return }
        var best = row(text, start, end, letters: IdentifierIndex.letters(text, start, end))
        let count = end &- start
        if plan.patterns.date, isASCIIDigit(text[start]),
            count <= 4 || count >= 11 && text[start &+ 8] == UInt8(ascii: "T")
        {
            Self.choose(self.best(DatePattern.match(in: text, at: start), text), &best)
        }
        if plan.patterns.coordinates, count <= 4, isASCIIDigit(text[start &+ 1]),
            CoordinatePattern.mayBegin(text[start])
        {
            Self.choose(self.best(CoordinatePattern.match(in: text, at: start &+ 1), text), &best)
        }
        if plan.patterns.cryptocurrency, count >= CryptoAddressPattern.shortest {
            Self.choose(self.best(CryptoAddressPattern.match(in: text, word: start..<end), text), &best)
        }
        hexadecimal(text, start, end, end < text.count ? text[end] : 0, &best)
        if let best { take(best) }
    }

    /// Whether a byte stands between the parts of a token.
    @inline(__always)
    private static func joins(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
    }

    /// A word of letters alone. What follows says which recognizers can want it: most words of prose are followed by another or by a
    /// sign that ends them, and are nothing.
    mutating func letters(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ seen: UInt8) {
        let next = end < text.count ? text[end] : 0
        let second = end &+ 1 < text.count ? text[end &+ 1] : 0
        var isToken = end &- start >= 16 || seen & WordBoundary.Class.underscore != 0
        var isRow = seen & WordBoundary.Class.small == 0
        switch next {
        case UInt8(ascii: " "):
            if !isASCIILetter(second) { month(text, start, end) }
            authorization(text, start, end)
            isRow = isRow || isASCIIDigit(second)
        case UInt8(ascii: "."):
            if second == UInt8(ascii: " ") || isASCIIDigit(second) { month(text, start, end) }
            webHost(text, start, end)
            isToken = true
            isRow = isRow || isASCIIDigit(second)
        case UInt8(ascii: "-"):
            isToken = true
            isRow = isRow || isASCIIDigit(second)
        case UInt8(ascii: ":"): isToken = true
        case 0xC2, 0xE2:
            month(text, start, end)
            isRow = true
        default: break
        }
        if isToken { token(text, start, end) }
        guard seen & ~(WordBoundary.Class.small | WordBoundary.Class.capital) == 0 else { return }
        if isRow { letterRow(text, start, end) }
        if end &- start <= 8 { hexadecimal(text, start, end, next) }
    }

    /// What can be a token or the beginning of one, because it is long, or has a hyphen, dot, colon or `_` in it or behind it.
    @inline(__always)
    private mutating func token(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        guard CredentialPattern.mayBegin(text[start]), plan.patterns.apiKey else { return }
        add(CredentialPattern.match(in: text, word: start..<end), text)
    }

    /// What can be the name of a scheme, `Bearer` or `Basic`, with a token behind it.
    @inline(__always)
    private mutating func authorization(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        guard end &- start == 5 || end &- start == 6, text[start] | 0x20 == UInt8(ascii: "b"), plan.patterns.apiKey
        else { return }
        add(CredentialPattern.matchAuthorization(in: text, word: start..<end), text)
    }

    @inline(__always)
    private mutating func webHost(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        guard end &- start == 3, text[start] | 0x20 == UInt8(ascii: "w"), plan.patterns.url, start + base >= linkEnd
        else { return }
        addLink(URLPattern.match(in: text, atBareHost: start), text)
    }

    /// What can be the name of a month, with a day or year behind it.
    @inline(__always)
    private mutating func month(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        guard end &- start >= 3, plan.months.hasName(text[start], count: end &- start), plan.patterns.date,
            Self.isBeforeNumber(text, end)
        else { return }
        add(DatePattern.match(in: text, atMonth: start..<end), text)
    }

    /// Whether a number stands at most four bytes behind a word, as the day or year behind the name of a month.
    @inline(__always)
    private static func isBeforeNumber(_ text: Span<UInt8>, _ end: Int) -> Bool {
        var index = end &+ 1
        while index < text.count, index &- end <= 4 {
            let byte = text[index]
            // Arabic digits have two bytes.
            if isASCIIDigit(byte) || byte == 0xD9 || byte == 0xDB { return true }
            if isASCIILetter(byte) { return false }
            index &+= 1
        }
        return false
    }

    /// What can be an identifier that begins with letters.
    @inline(__always)
    private mutating func letterRow(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        let count = end &- start
        guard plan.index.mayBegin(withLetters: count), start + base >= numberEnd,
            let finding = row(text, start, end, letters: 1 &<< UInt64(truncatingIfNeeded: count) &- 1)
        else { return }
        take(finding)
    }

    /// What begins with hexadecimal digits.
    @inline(__always)
    private mutating func hexadecimal(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ next: UInt8) {
        guard next == UInt8(ascii: ":") || next == UInt8(ascii: "-") || next == UInt8(ascii: ".") else { return }
        var best: ScannedFinding?
        hexadecimal(text, start, end, next, &best)
        if let best { take(best) }
    }

    @inline(__always)
    private mutating func hexadecimal(
        _ text: Span<UInt8>, _ start: Int, _ end: Int, _ next: UInt8, _ best: inout ScannedFinding?
    ) {
        let count = end &- start
        if next == UInt8(ascii: ":"), count <= 4 {
            // A time has fewer colons than a hardware address.
            if plan.patterns.mac, count == 2, text.has(":", at: end &+ 6) {
                Self.choose(self.best(AddressPattern.matchMAC(in: text, at: start), text), &best)
            }
            if plan.patterns.ipv6 { Self.choose(self.best(AddressPattern.matchIPv6(in: text, at: start), text), &best) }
        } else if next == UInt8(ascii: "-") || next == UInt8(ascii: ".") {
            if plan.patterns.uuid, count == 8, next == UInt8(ascii: "-") {
                Self.choose(self.best(UUIDPattern.match(in: text, at: start), text), &best)
            }
            if plan.patterns.mac, count == 2 ? text.has("-", at: end &+ 3) : count == 4 && text.has(".", at: end &+ 5) {
                Self.choose(self.best(AddressPattern.matchMAC(in: text, at: start), text), &best)
            }
        }
    }

    /// Of two findings that begin at one place the longer one, and of equals the surer one.
    static func choose(_ finding: ScannedFinding?, _ best: inout ScannedFinding?) {
        guard let finding else { return }
        guard let other = best else {
            best = finding
            return
        }
        if finding.end > other.end || (finding.end == other.end && finding.confidence > other.confidence) {
            best = finding
        }
    }

    // MARK: - Identifiers

    /// The longest and surest identifier that begins with a word.
    ///
    /// - Parameter letters: a bit for each byte of the word that is a letter, the first lowest.
    @inline(__always)
    mutating func row(_ text: Span<UInt8>, _ start: Int, _ end: Int, letters: UInt64) -> ScannedFinding? {
        let first = plan.index.piece(start, end, letters)
        if first.isNone { return nil }
        let second = plan.index.piece(text, behind: first)
        // Most rows of a text are done with here.
        if second.isNone {
            // Letters alone are an identifier in capitals only: words of prose have the same shape.
            if letters & 1 == 1, text[start] & 0x20 != 0, letters &+ 1 == 1 &<< UInt64(truncatingIfNeeded: end &- start)
            {
                return nil
            }
            let fit = plan.index.fit(first)
            if !fit.isOpen, !fit.isClosed { return nil }
        }
        return row(text, start, first, second)
    }

    private mutating func row(
        _ text: Span<UInt8>, _ start: Int, _ first: IdentifierIndex.Piece, _ second: IdentifierIndex.Piece
    ) -> ScannedFinding? {
        var piece = first
        var next = second
        var fit = plan.index.fit(piece)
        // Most rows that go on lead to no form.
        while !fit.isOpen, !fit.isClosed {
            if next.isNone { return nil }
            piece = next
            next = plan.index.piece(text, behind: piece)
            fit = plan.index.fit(piece)
        }
        let before = Neighborhood(before: start, text)
        if before == .blocked { return nil }
        var words = NearbyWords(before: start, of: base)
        var best: ScannedFinding?
        while true {
            if fit.isOpen || fit.isClosed {
                // Words are read last, which takes longest.
                let hasWords =
                    fit.isClosed
                    && words.support(
                        any: plan.index.types(piece.node),
                        end: plan.index.looksBehind(piece.node) ? piece.end : nil, text, &context)
                let entries = plan.index.entries(of: piece.node, openOnly: !hasWords)
                if fit.isOpen || hasWords {
                    identify(text, start..<piece.end, piece.letters, entries, before == .doubtful, &words, &best)
                }
            }
            if next.isNone { return best }
            piece = next
            next = plan.index.piece(text, behind: piece)
            fit = plan.index.fit(piece)
        }
    }

    /// Small letters are rare in identifiers, but those that are so long are told apart by their length.
    private static let telltaleLength = 12

    /// Asks the rules whose forms have the pieces of a row.
    private mutating func identify(
        _ text: Span<UInt8>, _ range: Range<Int>, _ letters: UInt64, _ entries: Range<Int>, _ isDoubtful: Bool,
        _ words: inout NearbyWords, _ best: inout ScannedFinding?
    ) {
        let after = Neighborhood(behind: range.upperBound, text)
        if after == .blocked { return }
        compact.removeAll()
        var hasSmall = false
        for index in range {
            let byte = text[index]
            if isASCIILetter(byte) {
                hasSmall = hasSmall || byte & 0x20 != 0
                compact.append(byte & ~0x20)
            } else if isASCIIDigit(byte) {
                compact.append(byte)
            }
        }
        // Letters alone are an identifier in capitals only: words of prose have the same shape.
        if letters == (1 << UInt64(compact.count)) - 1, text[range.lowerBound] & 0x20 != 0 { return }
        let lowers = isDoubtful || after == .doubtful || (hasSmall && compact.count < Self.telltaleLength)
        for number in entries {
            let entry = plan.index.entry(number)
            guard entry.fits(letters) else { continue }
            let grade = lowers && entry.grade != .distinct ? entry.grade.lowered : entry.grade
            guard compact.withSpan({ plan.index.isValid($0, rule: entry.rule) }),
                let finding = finding(entry.type, range, grade, &words, text)
            else { continue }
            Self.choose(finding, &best)
        }
    }
}

/// What stands right before or behind a number, which can show that it is a part of something else.
enum Neighborhood {
    /// Nothing that does.
    case clear
    /// It may be: a number with a prefix (`INV-123`, `#123`), a part of a path.
    case doubtful
    /// It is: a decimal fraction, a version, an amount of money, a percentage.
    case blocked

    /// What stands before a place.
    @inline(__always)
    init(before start: Int, _ text: Span<UInt8>) {
        guard start > 0 else {
            self = .clear
            return
        }
        let isBehindWord = start > 1 && (isASCIIDigit(text[start - 2]) || isASCIILetter(text[start - 2]))
        switch text[start - 1] {
        case UInt8(ascii: "."):
            self = start > 1 && isASCIIDigit(text[start - 2]) ? .blocked : .clear
        case UInt8(ascii: "$"): self = .blocked
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "\\"): self = isBehindWord ? .doubtful : .clear
        case UInt8(ascii: "#"): self = .doubtful
        default: self = .clear
        }
    }

    /// What stands behind a place.
    @inline(__always)
    init(behind end: Int, _ text: Span<UInt8>) {
        guard end < text.count else {
            self = .clear
            return
        }
        let isBeforeDigit = end + 1 < text.count && isASCIIDigit(text[end + 1])
        switch text[end] {
        case UInt8(ascii: "."): self = isBeforeDigit ? .blocked : .clear
        case UInt8(ascii: ","): self = isBeforeDigit && Self.isFraction(text, from: end + 1) ? .blocked : .clear
        case UInt8(ascii: "%"), UInt8(ascii: "$"): self = .blocked
        case UInt8(ascii: "-"), UInt8(ascii: "/"):
            self = isBeforeDigit || (end + 1 < text.count && isASCIILetter(text[end + 1])) ? .doubtful : .clear
        case UInt8(ascii: ":"): self = isBeforeDigit ? .doubtful : .clear
        default: self = .clear
        }
    }

    /// Whether one or two digits stand behind a comma and no more.
    private static func isFraction(_ text: Span<UInt8>, from start: Int) -> Bool {
        var end = start
        while end < text.count, end - start < 3, isASCIIDigit(text[end]) { end += 1 }
        return end - start < 3
    }
}
