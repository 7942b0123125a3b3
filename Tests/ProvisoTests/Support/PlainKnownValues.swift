@testable import Proviso

/// Finds known values the slow way, to compare with: every form of every part is written out, and each word of the
/// text is compared with all of them. For texts of Latin letters, spaces and punctuation, without apostrophes and
/// umlauts.
struct PlainKnownValues {
    private struct Word {
        let letters: String
        let range: Range<Int>
        let isCapitalized: Bool
    }

    private let values: [(parts: [String], text: String, kind: KnownValueSet.Value.Kind)]

    private let forms: [String: Set<String>]

    init(_ values: [KnownValueSet.Value]) {
        let values: [(parts: [String], text: String, kind: KnownValueSet.Value.Kind)] = values.map { value in
            let words = Self.words(Array(value.text))
            let chosen = words.filter { !Self.isParticle($0.letters) && !Self.isTitle($0.letters) }
            let capitals = words.filter {
                !Self.isTitle($0.letters) && (!Self.isParticle($0.letters) || $0.isCapitalized)
            }
            let parts = chosen.count < 2 && capitals.count > chosen.count ? capitals : chosen
            return ((parts.isEmpty ? words : parts).map(\.letters), value.text, value.kind)
        }
        self.values = values
        forms = Dictionary(values.flatMap(\.parts).map { ($0, Self.forms($0)) }) { one, _ in one }
    }

    func matches(in text: String) -> [KnownValueMatch] {
        let characters = Array(text)
        let words = Self.words(characters)
        var matches: [KnownValueMatch] = []
        for place in words.indices {
            for (index, value) in values.enumerated() {
                let letterCount = value.text.count { $0.isLetter }
                if letterCount < 3 { continue }
                if value.kind == .exact {
                    if let end = Self.endOfExact(value.text, words[place].range.lowerBound, characters) {
                        matches.append(match(index, words[place].range.lowerBound..<end, .folded, characters))
                    }
                } else {
                    for part in value.parts.indices where value.parts.firstIndex(of: value.parts[part]) == part {
                        if let match = complete(index, part, place, words, characters) { matches.append(match) }
                    }
                }
            }
        }
        return Self.withoutInner(matches, characters)
    }

    // MARK: Names

    private func complete(
        _ index: Int, _ first: Int, _ place: Int, _ words: [Word], _ characters: [Character]
    ) -> KnownValueMatch? {
        let parts = values[index].parts
        let word = words[place]
        guard let isInflected = isForm(word, of: parts[first]) else { return nil }
        var (used, form, range, hasExtras) = (Set([first]), KnownValueMatch.Form.folded, word.range, false)
        if isInflected { form = .inflected }
        var (last, extras, hasComma, at) = (first, 0, false, place)
        while used.count < parts.count, at + 1 < words.count {
            guard let gap = gap(at, place, words, characters) else { break }
            at += 1
            let next = words[at]
            if gap.contains(",") {
                if hasComma || extras > 0 { break }
                hasComma = true
            }
            let part = self.part(next, parts, used)
            let following = self.following(at, place, parts, words, characters)
            if let part, extras == 0 || part > last {
                if part < last || hasComma {
                    if let following, used.contains(following) { break }
                    form = max(form, .reordered)
                }
                if isForm(next, of: parts[part]) == true { form = max(form, .inflected) }
                range = range.lowerBound..<next.range.upperBound
                used.insert(part)
                hasExtras = hasExtras || extras > 0
                last = part
                continue
            }
            let hasDot = Self.hasDot(next, characters)
            if Self.isInitial(next, characters), hasDot || word.isCapitalized,
                let part = parts.indices.first(where: { !used.contains($0) && parts[$0].first == next.letters.first })
            {
                if let following, used.contains(following) { break }
                if following != part {
                    range = range.lowerBound..<next.range.upperBound + (hasDot ? 1 : 0)
                    form = max(form, .initialed)
                    used.insert(part)
                    hasExtras = hasExtras || extras > 0
                    last = part
                    continue
                }
            }
            if Self.isBetween(next, characters) { continue }
            extras += 1
            if extras > 2 || hasComma || !next.isCapitalized { break }
        }
        at = place
        for _ in 0..<3 {
            guard at > 0, Self.isInitial(words[at - 1], characters), !words[at - 1].letters.isEmpty else { break }
            let gap = characters[words[at - 1].range.upperBound..<words[at].range.lowerBound]
            let hasDot = gap.first == "."
            let rest = hasDot ? gap.dropFirst() : gap
            guard rest.count <= 3, rest.allSatisfy({ " -\n".contains($0) }), hasDot || !rest.isEmpty else { break }
            guard hasDot || words[at - 1].isCapitalized else { break }
            at -= 1
            if used.count < parts.count, hasDot || word.isCapitalized,
                let part = parts.indices.first(where: {
                    !used.contains($0) && parts[$0].first == words[at].letters.first
                })
            {
                used.insert(part)
                form = max(form, .initialed)
                range = words[at].range.lowerBound..<range.upperBound
            }
        }
        if used.count == 1 && parts.count > 1 {
            return word.isCapitalized && parts[first].count >= 4 ? match(index, range, .part, characters) : nil
        }
        return match(index, range, form, characters, mayBeExact: !hasExtras)
    }

    private func following(
        _ place: Int, _ anchor: Int, _ parts: [String], _ words: [Word], _ characters: [Character]
    ) -> Int? {
        var at = place
        while at + 1 < words.count, let gap = gap(at, anchor, words, characters), !gap.contains(",") {
            at += 1
            if let part = part(words[at], parts, []) { return part }
            if !Self.isInitial(words[at], characters) && !Self.isBetween(words[at], characters) { return nil }
        }
        return nil
    }

    /// What stands between a word and the next, if both can belong to one name.
    private func gap(_ place: Int, _ anchor: Int, _ words: [Word], _ characters: [Character]) -> [Character]? {
        var gap = characters[words[place].range.upperBound..<words[place + 1].range.lowerBound]
        if place != anchor, gap.first == ".",
            Self.isInitial(words[place], characters) || Self.isTitle(words[place].letters)
        {
            gap = gap.dropFirst()
            if gap.isEmpty { return [] }
        }
        if let dot = gap.firstIndex(of: "."), gap[(dot + 1)...].contains(where: { " -\n.".contains($0) }) { return nil }
        guard gap.count <= 8, gap.allSatisfy({ " -\n.,_".contains($0) }) else { return nil }
        return gap.count(where: { $0 == "," }) > 1 || gap.count(where: { $0 == "\n" }) > 1 ? nil : Array(gap)
    }

    private static func hasDot(_ word: Word, _ characters: [Character]) -> Bool {
        word.range.upperBound < characters.count && characters[word.range.upperBound] == "."
    }

    private static func isInitial(_ word: Word, _ characters: [Character]) -> Bool {
        word.range.count == 1 && (word.isCapitalized || hasDot(word, characters))
    }

    private static func isBetween(_ word: Word, _ characters: [Character]) -> Bool {
        isParticle(word.letters) || isTitle(word.letters) && (word.isCapitalized || hasDot(word, characters))
    }

    /// Whether a word is a form of a part: nil if it is none, and otherwise whether it has another ending.
    private func isForm(_ word: Word, of part: String) -> Bool? {
        if part.count == 1 { return nil }
        if word.letters == part { return false }
        return forms[part]?.contains(word.letters) == true ? true : nil
    }

    /// The part that a word is: better one that it is as it stands.
    private func part(_ word: Word, _ parts: [String], _ used: Set<Int>) -> Int? {
        let left = parts.indices.filter { !used.contains($0) }
        return left.first { parts[$0] == word.letters && parts[$0].count > 1 }
            ?? left.first { isForm(word, of: parts[$0]) != nil }
    }

    private static func forms(_ part: String) -> Set<String> {
        var forms: Set<String> = []
        if part.count < NameEndings.fewestLetters { return forms }
        for (rule, finals, endings) in rules {
            // A stem has two letters at least.
            for final in finals
            where part.hasSuffix(final) && part.count > final.count && part.count - rule.strip > 1 {
                for ending in endings { forms.insert(part.dropLast(rule.strip) + ending) }
            }
        }
        return forms
    }

    private static let rules = NameEndings.table.map { rule in
        (
            rule, rule.finals.split(separator: " ").map(String.init),
            rule.endings.split(separator: " ").map(String.init) + (rule.canBeEmpty ? [""] : [])
        )
    }

    // MARK: Words and values

    private static func words(_ characters: [Character]) -> [Word] {
        var words: [Word] = []
        var start: Int?
        for (index, character) in (characters + [" "]).enumerated() {
            if character.isLetter {
                start = start ?? index
            } else if let first = start {
                let letters = String(characters[first..<index]).lowercased()
                words.append(Word(letters: letters, range: first..<index, isCapitalized: characters[first].isUppercase))
                start = nil
            }
        }
        return words
    }

    private static func hash(_ word: String) -> SymbolHash { SymbolHash(word.unicodeScalars.map(\.value)) }
    private static func isParticle(_ word: String) -> Bool { NameWords.shared.isParticle(hash(word)) }
    private static func isTitle(_ word: String) -> Bool { NameWords.shared.isTitle(hash(word)) }

    private static func endOfExact(_ value: String, _ start: Int, _ characters: [Character]) -> Int? {
        let wanted = Array(value.lowercased().filter { !" -.\n".contains($0) }).trimmingPunctuation()
        var (at, separators) = (start, 0)
        for (place, letter) in wanted.enumerated() {
            while place > 0, at < characters.count, " -.\n".contains(characters[at]) {
                (at, separators) = (at + 1, separators + 1)
                if separators > 3 { return nil }
            }
            guard at < characters.count, String(characters[at]).lowercased() == String(letter) else { return nil }
            if letter.isLetter { separators = 0 }
            at += 1
        }
        return at < characters.count && characters[at].isLetter ? nil : at
    }

    private func match(
        _ value: Int, _ range: Range<Int>, _ form: KnownValueMatch.Form, _ characters: [Character],
        mayBeExact: Bool = true
    ) -> KnownValueMatch {
        let isExact = form == .folded && mayBeExact && String(characters[range]) == values[value].text
        return KnownValueMatch(value: value, range: range, form: isExact ? .exact : form)
    }

    private static func withoutInner(_ matches: [KnownValueMatch], _ characters: [Character]) -> [KnownValueMatch] {
        let sorted = matches.sorted {
            ($0.range.lowerBound, $1.range.upperBound, $0.value, $0.form.rawValue)
                < ($1.range.lowerBound, $0.range.upperBound, $1.value, $1.form.rawValue)
        }
        var kept: [KnownValueMatch] = []
        for match in sorted
        where !kept.contains(where: { $0.value == match.value && $0.range.upperBound >= match.range.upperBound }) {
            kept.append(match)
        }
        // Bytes instead of characters.
        return kept.map { match in
            let start = String(characters[..<match.range.lowerBound]).utf8.count
            let count = String(characters[match.range]).utf8.count
            return KnownValueMatch(value: match.value, range: start..<start + count, form: match.form)
        }
    }
}

extension [Character] {
    fileprivate func trimmingPunctuation() -> [Character] {
        let start = firstIndex(where: \.isLetter) ?? endIndex
        let end = (lastIndex(where: \.isLetter) ?? startIndex - 1) + 1
        return start < end ? Array(self[start..<end]) : []
    }
}
