extension KnownValueScanner {
    /// What stands between two words.
    private struct Gap {
        var next: Int
        var hasComma = false
    }

    /// Looks at so many bytes between two words, and so many letters of a word.
    private static let longestGap = 8
    private static let longestWord = 64
    /// Particles between the parts of a name.
    private static let mostParticles = 3

    /// Reads the words behind an index, as long as they can belong to a name.
    mutating func readNeighbors(behind end: Int, in text: Span<UInt8>) {
        var end = end
        var isAbbreviated = false
        var extras = 0
        for _ in 0..<index.mostParts + Self.mostExtras + Self.mostParticles {
            guard let gap = gap(from: end, isAbbreviated: isAbbreviated, in: text),
                let neighbor = readNeighbor(gap, &isAbbreviated, in: text)
            else { return }
            neighbors.append(neighbor)
            if neighbor.hits.isEmpty && neighbor.initial == 0 && !neighbor.isParticle {
                extras += 1
                if extras > Self.mostExtras || !neighbor.isCapitalized { return }
            }
            end = neighbor.end
        }
    }

    private mutating func readNeighbor(_ gap: Gap, _ isAbbreviated: inout Bool, in text: Span<UInt8>) -> Neighbor? {
        guard folding.scalar(at: gap.next, in: text).kind == .spaced else { return nil }
        var neighbor = Neighbor()
        neighbor.hasComma = gap.hasComma
        neighbor.isCapitalized = text.isCapitalized(at: gap.next)
        let firstHit = hits.count
        walk(from: gap.next, in: text, isFirst: false)
        neighbor.hits = firstHit..<hits.count

        var hash = SymbolHash()
        var (letterCount, letter, at) = (0, UInt32(0), gap.next)
        while true {
            let scalar = folding.scalar(at: at, in: text)
            guard scalar.kind == .spaced || (scalar.kind == .ignored && scalar.byteCount > 0) else { break }
            at += scalar.byteCount
            if scalar.kind == .ignored { continue }
            letterCount += 1
            if letterCount > Self.longestWord { return nil }
            letter = scalar.symbol
            hash.add(scalar.symbol)
            if scalar.secondSymbol != 0 { hash.add(scalar.secondSymbol) }
        }
        neighbor.end = at
        for hit in hits[neighbor.hits] { neighbor.end = max(neighbor.end, hit.end) }
        let hasDot = at < text.count && text[at] == UInt8(ascii: ".")
        // Titles are ordinary words too, such as the German `mag`.
        let isTitle = (hasDot || neighbor.isCapitalized) && nameWords.isTitle(hash)
        neighbor.isParticle = isTitle || nameWords.isParticle(hash)
        if letterCount == 1 && (hasDot || neighbor.isCapitalized) && !(0x30...0x39).contains(letter) {
            neighbor.initial = letter
        }
        neighbor.hasDot = hasDot
        isAbbreviated = hasDot && (isTitle || neighbor.initial != 0)
        if isAbbreviated { neighbor.end = at + 1 }
        return neighbor
    }

    /// What stands between a word and the next, if that can be the next one of a name: spaces and at most one line
    /// break, a comma, a hyphen, an underscore; a dot within an address, or behind an abbreviation.
    private func gap(from start: Int, isAbbreviated: Bool, in text: Span<UInt8>) -> Gap? {
        var gap = Gap(next: start)
        var lineCount = 0
        var hasDot = false
        var count = 0
        while gap.next < text.count {
            let scalar = folding.scalar(at: gap.next, in: text)
            switch scalar.kind {
            case .spaced, .unspaced, .katakana:
                // Two words have something between them, but for the letters behind an abbreviation.
                return count > 0 || isAbbreviated ? gap : nil
            case .ignored: break
            case .apostrophe: return nil
            case .separator:
                if hasDot { return nil }
                if scalar.symbol == 0x2E { hasDot = true }
                if scalar.symbol == 0x0A {
                    lineCount += 1
                    if lineCount > 1 { return nil }
                }
            case .other:
                switch scalar.symbol {
                // Commas of Latin and Arabic, and the underscore.
                case 0x2C, 0x60C:
                    if gap.hasComma { return nil }
                    gap.hasComma = true
                case 0x5F: break
                default: return nil
                }
            }
            gap.next += scalar.byteCount
            count += 1
            if count > Self.longestGap { return nil }
        }
        return nil
    }

    /// Reads up to three initials in front of an index, the nearest first, with particles between them and the name.
    mutating func readInitials(before start: Int, in text: Span<UInt8>) {
        var at = start
        var particleCount = 0
        while initials.count <= Self.mostExtras {
            var gap = 0
            while at > 0, gap < 3, Self.isGap(text[at - 1]) {
                at -= 1
                gap += 1
            }
            if initials.isEmpty, gap > 0, particleCount < Self.mostParticles,
                let particle = startOfParticle(before: at, in: text)
            {
                at = particle
                particleCount += 1
                continue
            }
            let hasDot = at > 0 && text[at - 1] == UInt8(ascii: ".")
            if hasDot { at -= 1 }
            if !hasDot && gap == 0 { return }
            let end = at
            at = scalarStart(before: end, in: text)
            let scalar = folding.scalar(at: at, in: text)
            guard at < end, at + scalar.byteCount == end, scalar.kind == .spaced,
                !(0x30...0x39).contains(scalar.symbol), hasDot || text.isCapitalized(at: at),
                isWordStart(at, in: text)
            else { return }
            initials.append(LeadingInitial(letter: scalar.symbol, start: at, hasDot: hasDot))
        }
    }

    /// Where a particle of at least two letters begins that ends at an index.
    private func startOfParticle(before end: Int, in text: Span<UInt8>) -> Int? {
        var at = end
        var letterCount = 0
        while at > 0, letterCount <= 5 {
            let start = scalarStart(before: at, in: text)
            let scalar = folding.scalar(at: start, in: text)
            if scalar.kind != .spaced || start + scalar.byteCount != at { break }
            at = start
            letterCount += 1
        }
        if letterCount < 2 || letterCount > 5 || !isWordStart(at, in: text) { return nil }
        var hash = SymbolHash()
        var index = at
        while index < end {
            let scalar = folding.scalar(at: index, in: text)
            hash.add(scalar.symbol)
            index += scalar.byteCount
        }
        return nameWords.isParticle(hash) ? at : nil
    }

    private func isWordStart(_ at: Int, in text: Span<UInt8>) -> Bool {
        if at == 0 { return true }
        let before = folding.scalar(at: scalarStart(before: at, in: text), in: text).kind
        return before != .spaced && before != .ignored
    }

    /// A space, line break, hyphen or no-break space.
    private static func isGap(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x2D || byte == 0xA0 || byte == 0xC2
    }

    private func scalarStart(before end: Int, in text: Span<UInt8>) -> Int {
        var at = end
        while at > 0, end - at < 4 {
            at -= 1
            if text[at] & 0xC0 != 0x80 { break }
        }
        return at
    }

    /// Where initials end, if the letters of a range are initials: capitals, each with a dot and none or one space.
    func endOfInitials(_ start: Int, _ end: Int, in text: Span<UInt8>) -> Int? {
        var at = start
        while at < end {
            let scalar = folding.scalar(at: at, in: text)
            guard scalar.kind == .spaced, text.isCapitalized(at: at) else { return nil }
            at += scalar.byteCount
            guard at < text.count, text[at] == UInt8(ascii: ".") else { return nil }
            at += 1
            if at < end, text[at] == UInt8(ascii: " ") { at += 1 }
        }
        return at
    }
}
