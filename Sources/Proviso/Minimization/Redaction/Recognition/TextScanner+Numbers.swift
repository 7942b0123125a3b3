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
        if count <= 3, next == UInt8(ascii: "."), isFollowed, Self.isFraction(text, from: end &+ 1) { return }
        let patterns = plan.patterns
        var best: ScannedFinding?
        if patterns.ipv4, count <= 3, next == UInt8(ascii: "."), isFollowed {
            best = self.best(AddressPattern.matchIPv4(in: text, at: start), text)
        }
        if best == nil {
            best = row(text, start, end)
            if patterns.date, count <= 2 ? isSeparated : count == 4 ? isSeparated && isFollowed : count == 8 {
                Self.choose(self.best(DatePattern.match(in: text, at: start), text), &best)
            }
            let mayBePhone =
                isSeparated
                ? isFollowed || second == UInt8(ascii: "(") || next >= 0xC2
                : count >= 8 && text[start] == UInt8(ascii: "0")
            if patterns.phone, mayBePhone {
                Self.choose(self.best(PhonePattern.match(in: text, at: start), text), &best)
            }
            if patterns.coordinates, count <= 3, next == UInt8(ascii: ".") ? isFollowed : next >= 0xC2 {
                Self.choose(self.best(CoordinatePattern.match(in: text, at: start), text), &best)
            }
            hexadecimal(text, start, end, next, &best)
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
        if !isPlain { noteParts(text, start, end, seen) }
        if plan.patterns.apiKey, mayBeToken(text, start, end, seen) {
            add(CredentialPattern.match(in: text, word: start..<end), text)
        }
        guard isPlain, start + base >= numberEnd else { return }
        note(text, start, end, isASCII: true)
        var best = row(text, start, end)
        if plan.patterns.date, end &- start <= 4, isASCIIDigit(text[start]) {
            Self.choose(self.best(DatePattern.match(in: text, at: start), text), &best)
        }
        if plan.patterns.cryptocurrency, end &- start >= 26 {
            Self.choose(self.best(CryptoAddressPattern.match(in: text, word: start..<end), text), &best)
        }
        hexadecimal(text, start, end, end < text.count ? text[end] : 0, &best)
        if let best { take(best) }
    }

    /// A word of letters alone.
    @inline(__always)
    mutating func letters(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ seen: UInt8) {
        let count = end &- start
        let next = end < text.count ? text[end] : 0
        // Most words of prose are followed by another or by a sign that ends them, and are nothing.
        if seen & ~(WordBoundary.Class.capital | WordBoundary.Class.letterOfTwo | WordBoundary.Class.continuation)
            == WordBoundary.Class.small, count < 16
        {
            if next == UInt8(ascii: " ") {
                let second = end &+ 1 < text.count ? text[end &+ 1] : 0
                if !isASCIIDigit(second), second < 0x80, text[start] | 0x20 != UInt8(ascii: "b") { return }
            } else if Self.endsWords(next) {
                return
            }
        }
        lettersInContext(text, start, end, seen)
    }

    /// Whether nothing begins with the letters before a byte.
    @inline(__always)
    private static func endsWords(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ")"),
            UInt8(ascii: "\n"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "/"),
            UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            true
        default: false
        }
    }

    @inline(never)
    private mutating func lettersInContext(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ seen: UInt8) {
        let count = end &- start
        let next = end < text.count ? text[end] : 0
        let patterns = plan.patterns
        if patterns.apiKey, mayBeToken(text, start, end, seen) {
            add(CredentialPattern.match(in: text, word: start..<end), text)
        }
        if patterns.apiKey, next == UInt8(ascii: " "), count == 5 || count == 6, text[start] | 0x20 == UInt8(ascii: "b")
        {
            add(CredentialPattern.matchAuthorization(in: text, word: start..<end), text)
        }
        if patterns.url, count == 3, next == UInt8(ascii: "."), text[start] | 0x20 == UInt8(ascii: "w") {
            if start + base >= linkEnd { addLink(URLPattern.match(in: text, atBareHost: start), text) }
        }
        if next == UInt8(ascii: "."), count == 1 || (count == 2 && text[start] >= 0xC3) {
            noteAcronym(text, start..<end)
        }
        if patterns.date, count >= 3, isBeforeNumber(text, end) {
            add(DatePattern.match(in: text, atMonth: start..<end), text)
        }
        guard seen & ~(WordBoundary.Class.small | WordBoundary.Class.capital) == 0 else { return }
        if plan.index.mayBegin(withLetters: count), start + base >= numberEnd {
            // Words of prose are not looked at: what follows has a digit, or all letters are capitals.
            let isFollowed =
                next == UInt8(ascii: " ") || next == UInt8(ascii: "-") || next == UInt8(ascii: ".")
                ? end &+ 1 < text.count && isASCIIDigit(text[end &+ 1]) : next == 0xC2 || next == 0xE2
            if isFollowed || seen & WordBoundary.Class.small == 0, let finding = row(text, start, end) { take(finding) }
        }
        if count <= 8, next == UInt8(ascii: ":") || next == UInt8(ascii: "-") || next == UInt8(ascii: ".") {
            var best: ScannedFinding?
            hexadecimal(text, start, end, next, &best)
            if let best { take(best) }
        }
    }

    /// Whether a word can be a token or the beginning of one, which are long, or have a hyphen, dot, colon or `_` in them.
    @inline(__always)
    private func mayBeToken(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ seen: UInt8) -> Bool {
        guard CredentialPattern.mayBegin(text[start]) else { return false }
        if end &- start >= 16 || seen & WordBoundary.Class.underscore != 0 { return true }
        guard end < text.count else { return false }
        return text[end] == UInt8(ascii: "-") || text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: ":")
    }

    /// Whether a number stands at most four bytes behind a word, as the day or year behind the name of a month.
    @inline(__always)
    private func isBeforeNumber(_ text: Span<UInt8>, _ end: Int) -> Bool {
        guard end < text.count else { return false }
        switch text[end] {
        case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"), 0xC2, 0xE2: break
        default: return false
        }
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

    /// What begins with hexadecimal digits.
    @inline(__always)
    private mutating func hexadecimal(
        _ text: Span<UInt8>, _ start: Int, _ end: Int, _ next: UInt8, _ best: inout ScannedFinding?
    ) {
        let count = end &- start
        if next == UInt8(ascii: ":"), count <= 4 {
            if plan.patterns.mac, count == 2 {
                Self.choose(self.best(AddressPattern.matchMAC(in: text, at: start), text), &best)
            }
            if plan.patterns.ipv6 { Self.choose(self.best(AddressPattern.matchIPv6(in: text, at: start), text), &best) }
        } else if next == UInt8(ascii: "-") || next == UInt8(ascii: ".") {
            if plan.patterns.uuid, count == 8, next == UInt8(ascii: "-") {
                Self.choose(self.best(UUIDPattern.match(in: text, at: start), text), &best)
            }
            if plan.patterns.mac, count == 2 || count == 4 {
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
    @inline(__always)
    mutating func row(_ text: Span<UInt8>, _ start: Int, _ firstEnd: Int) -> ScannedFinding? {
        guard let node = plan.index.node(after: IdentifierIndex.root, .space, pieceOf: firstEnd &- start),
            hasForms(text, node, firstEnd)
        else { return nil }
        let before = Neighborhood(before: start, text)
        if before == .blocked { return nil }
        return row(text, start, firstEnd, node, isDoubtful: before == .doubtful)
    }

    /// Whether any form has the pieces of a row, or of its beginning: for most numbers of a text there is none.
    private func hasForms(_ text: Span<UInt8>, _ firstNode: Int, _ firstEnd: Int) -> Bool {
        var node = firstNode
        var end = firstEnd
        while !plan.index.hasEntries(node) {
            guard let piece = nextPiece(text, behind: end, node) else { return false }
            (node, end) = (piece.node, piece.end)
        }
        return true
    }

    /// The next piece of a row, with the node that it leads to.
    @inline(__always)
    private func nextPiece(_ text: Span<UInt8>, behind end: Int, _ node: Int) -> (start: Int, end: Int, node: Int)? {
        guard plan.index.goesOn[node], let (separator, length) = IdentifierIndex.Separator.read(text, at: end),
            let pieceEnd = Self.endOfPiece(text, from: end + length),
            let next = plan.index.node(after: node, separator, pieceOf: pieceEnd - end - length)
        else { return nil }
        return (end + length, pieceEnd, next)
    }

    private mutating func row(
        _ text: Span<UInt8>, _ start: Int, _ firstEnd: Int, _ firstNode: Int, isDoubtful: Bool
    ) -> ScannedFinding? {
        var words = NearbyWords(before: start)
        compact.removeAll()
        var best: ScannedFinding?
        var piece = start..<firstEnd
        var node = firstNode
        var letters: UInt64 = 0
        var hasSmall = false
        while compact.count + piece.count <= CompactIdentifier.capacity {
            for place in piece {
                let byte = text[place]
                if isASCIILetter(byte) {
                    letters |= 1 << UInt64(compact.count)
                    hasSmall = hasSmall || byte & 0x20 != 0
                    compact.append(byte & ~0x20)
                } else {
                    compact.append(byte)
                }
            }
            // Words are read last, which takes longest.
            let fit = plan.index.fit(node, letters)
            if fit.isOpen || fit.isClosed {
                let range = start..<piece.upperBound
                let hasWords =
                    fit.isClosed
                    && words.support(
                        anything: plan.index.looksBehind(node) ? range.upperBound : nil, text, &self)
                let entries = plan.index.entries(of: node, openOnly: !hasWords)
                if !entries.isEmpty {
                    identify(
                        text, range, letters, entries,
                        isDoubtful || (hasSmall && compact.count < Self.telltaleLength), &words, &best)
                }
            }
            guard let next = nextPiece(text, behind: piece.upperBound, node) else { break }
            node = next.node
            piece = next.start..<next.end
        }
        return best
    }

    /// Small letters are rare in identifiers, but those that are so long are told apart by their length.
    private static let telltaleLength = 12

    /// Asks the rules whose forms have the pieces of a row.
    private mutating func identify(
        _ text: Span<UInt8>, _ range: Range<Int>, _ letters: UInt64, _ entries: Range<Int>, _ lowers: Bool,
        _ words: inout NearbyWords, _ best: inout ScannedFinding?
    ) {
        // Letters alone are an identifier in capitals only: words of prose have the same shape.
        if letters == (1 << UInt64(compact.count)) - 1, text[range.lowerBound] & 0x20 != 0 { return }
        let after = Neighborhood(behind: range.upperBound, text)
        if after == .blocked { return }
        let lowers = lowers || after == .doubtful
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

    /// Where a piece of an identifier ends that begins at an index; nil if there is none, or it is a part of something else.
    private static func endOfPiece(_ text: Span<UInt8>, from start: Int) -> Int? {
        var end = start
        while end < text.count, isASCIIDigit(text[end]) || isASCIILetter(text[end]) {
            end += 1
            if end - start > IdentifierIndex.longestPiece { return nil }
        }
        guard end > start else { return nil }
        if end < text.count, !TextBoundary.isBehind(end, in: text) { return nil }
        return end
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
