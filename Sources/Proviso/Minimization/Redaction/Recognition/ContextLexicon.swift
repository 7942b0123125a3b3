/// The words that say what a number nearby is, ready to be asked about every word of a text.
///
/// - **Cost**: a few nanoseconds for a word that is none of them.
final class ContextLexicon: Sendable {
    /// A phrase that says something about types.
    struct Phrase: Sendable {
        /// Its words, folded.
        let words: [Word]
        /// What it speaks for.
        var supported: TypeSet
        /// What it speaks against.
        var contrary: TypeSet
        /// What it prefers of several that a number can be.
        var preferred = TypeSet()

        /// Whether it is written in a script without spaces, so that it stands anywhere in a row of letters.
        var isUnspaced: Bool { (words[0].bytes.first ?? 0) >= 0xE0 }
    }

    /// A word of a phrase.
    struct Word: Hashable, Sendable {
        /// The letters and digits, folded, without the asterisks.
        let bytes: [UInt8]
        /// Whether anything may stand before it.
        let hasAnyBeginning: Bool
        /// Whether any ending may follow; never both.
        var hasAnyEnding: Bool
        /// Whether it counts in capitals only: `SIN` is an abbreviation, and `sin` is not.
        var needsCapitals = false
    }

    /// The letters of all words, one after another.
    private let letters: [UInt8]
    private let words: [StoredWord]
    private let phrases: [StoredPhrase]
    private let supported: [TypeSet]
    private let contrary: [TypeSet]
    private let preferred: [TypeSet]
    /// Which hashes any phrase begins with, so that most words are done with after one look: those of whole words, and those
    /// of beginnings and endings, which are few.
    private let wholes: [UInt64]
    private let stems: [UInt64]
    private let hasUnspaced: Bool
    /// The phrases by the hash of their first word: all of it, its beginning or its ending.
    private let byHash: HashedLists

    /// A word in ``letters``.
    private struct StoredWord: Sendable {
        let start: Int32
        let count: Int32
        let hasAnyBeginning: Bool
        let hasAnyEnding: Bool
        let needsCapitals: Bool
    }

    /// A phrase in ``words``.
    private struct StoredPhrase: Sendable {
        let firstWord: Int32
        let wordCount: Int32
    }

    /// Words that have an asterisk have so many bytes at least, by which they are looked for.
    static let stemLength = 4
    /// Words of a script without spaces have two letters at least, by which they are looked for.
    static let unspacedLength = 6

    init(_ all: [Phrase]) {
        let list = Self.merged(all)
        var letters: [UInt8] = []
        var words: [StoredWord] = []
        var phrases: [StoredPhrase] = []
        var wholes = [UInt64](repeating: 0, count: 4096)
        var stems = [UInt64](repeating: 0, count: 1024)
        var unspaced: Set<UInt32> = []
        var byHash: [UInt32: [Int]] = [:]
        for (index, phrase) in list.enumerated() {
            phrases.append(StoredPhrase(firstWord: Int32(words.count), wordCount: Int32(phrase.words.count)))
            for word in phrase.words {
                words.append(
                    StoredWord(
                        start: Int32(letters.count), count: Int32(word.bytes.count),
                        hasAnyBeginning: word.hasAnyBeginning, hasAnyEnding: word.hasAnyEnding,
                        needsCapitals: word.needsCapitals))
                letters += word.bytes
            }
            let hash = phrase.isUnspaced ? Self.hash(unspaced: phrase.words[0].bytes) : Self.hash(of: phrase.words[0])
            byHash[hash, default: []].append(index)
            if phrase.isUnspaced {
                unspaced.insert(hash)
            } else if phrase.words[0].hasAnyBeginning || phrase.words[0].hasAnyEnding {
                stems[Int(hash & 0xFFFF) >> 6] |= 1 << UInt64(hash & 63)
            } else {
                wholes[Int(hash & 0x3_FFFF) >> 6] |= 1 << UInt64(hash & 63)
            }
        }
        self.letters = letters
        self.words = words
        self.phrases = phrases
        supported = list.map(\.supported)
        contrary = list.map(\.contrary)
        preferred = list.map(\.preferred)
        self.wholes = wholes
        self.stems = stems
        hasUnspaced = !unspaced.isEmpty
        self.byHash = HashedLists(byHash)
    }

    /// Each phrase once, with all that it says.
    private static func merged(_ phrases: [Phrase]) -> [Phrase] {
        var result: [Phrase] = []
        var places: [[Word]: Int] = [:]
        for phrase in phrases {
            if let place = places[phrase.words] {
                result[place].supported.formUnion(phrase.supported)
                result[place].contrary.formUnion(phrase.contrary)
                result[place].preferred.formUnion(phrase.preferred)
            } else {
                places[phrase.words] = result.count
                result.append(phrase)
            }
        }
        return result
    }

    /// What phrases say.
    struct Evidence {
        var supported = TypeSet()
        var contrary = TypeSet()
        var preferred = TypeSet()
        /// Where the last word of the longest phrase ends.
        var end = 0
    }

    /// What a word of a text says, together with those behind it; nil if nothing.
    ///
    /// - Parameter isASCII: whether the word has ASCII letters and digits only.
    @inline(__always)
    func evidence(
        _ text: Span<UInt8>, _ start: Int, _ end: Int, isASCII: Bool, _ space: inout FoldingSpace
    ) -> Evidence? {
        guard isASCII else { return foldedEvidence(text, start, end, &space) }
        let count = end &- start
        if count > FoldedWord.capacity { return nil }
        let hashes = Self.hashes(of: text, start, end)
        // What is in no filter is none; most words are in none.
        let isInFilter =
            mayBeWhole(hashes.whole) || mayBeStem(hashes.beginning, count) || mayBeStem(hashes.ending, count)
        if isInFilter, isThere(hashes, count), space.word.fold(text, start..<end),
            let evidence = evidence(text, start, end, hashes, &space)
        {
            return evidence
        }
        // The plural of English, French, Spanish and of abbreviations: `IBANs`.
        guard text[end &- 1] == UInt8(ascii: "s"), count > 3 else { return nil }
        return singularEvidence(text, start, end &- 1, &space)
    }

    private func singularEvidence(
        _ text: Span<UInt8>, _ start: Int, _ end: Int, _ space: inout FoldingSpace
    ) -> Evidence? {
        let hashes = Self.hashes(of: text, start, end)
        guard mayBeWhole(hashes.whole), !byHash.places(of: hashes.whole).isEmpty,
            space.word.fold(text, start..<end)
        else { return nil }
        var evidence = Evidence(end: start)
        space.begin()
        // What follows stands behind the `s`.
        collect(hashes.whole, text, start..<end, behind: end + 1, &space, &evidence)
        return evidence.end > start ? evidence : nil
    }

    /// What a word says that begins at an index of a row of letters without spaces; nil if none does.
    func unspacedEvidence(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ space: inout FoldingSpace) -> Evidence? {
        guard hasUnspaced, end - start >= Self.unspacedLength else { return nil }
        var evidence = Evidence(end: start)
        for place in byHash.places(of: Self.hash(unspaced: text, at: start)) {
            let index = byHash.item(place)
            let firstWord = Int(phrases[index].firstWord)
            var phraseEnd = start + Int(words[firstWord].count)
            guard phraseEnd <= end, isThere(firstWord, in: text, at: start) else { continue }
            if phrases[index].wordCount > 1 {
                let others = firstWord + 1..<firstWord + Int(phrases[index].wordCount)
                space.begin()
                guard let behind = self.end(of: others, in: text, behind: phraseEnd, &space) else { continue }
                phraseEnd = behind
            }
            if phraseEnd < evidence.end { continue }
            if phraseEnd > evidence.end { evidence = Evidence(end: phraseEnd) }
            evidence.supported.formUnion(supported[index])
            evidence.contrary.formUnion(contrary[index])
            evidence.preferred.formUnion(preferred[index])
        }
        return evidence.end > start ? evidence : nil
    }

    /// Whether the letters of a word stand at an index.
    private func isThere(_ word: Int, in text: Span<UInt8>, at start: Int) -> Bool {
        let first = Int(words[word].start)
        for offset in 0..<Int(words[word].count) where text[start + offset] != letters[first + offset] { return false }
        return true
    }

    // MARK: - Looking up

    @inline(__always)
    private func mayBeWhole(_ hash: UInt32) -> Bool { wholes[Int(hash & 0x3_FFFF) >> 6] >> UInt64(hash & 63) & 1 == 1 }

    @inline(__always)
    private func mayBeStem(_ hash: UInt32, _ count: Int) -> Bool {
        count >= Self.stemLength && stems[Int(hash & 0xFFFF) >> 6] >> UInt64(hash & 63) & 1 == 1
    }

    /// Whether any phrase begins with a hash.
    private func isThere(_ hashes: Hashes, _ count: Int) -> Bool {
        if !byHash.places(of: hashes.whole).isEmpty { return true }
        guard count >= Self.stemLength else { return false }
        return !byHash.places(of: hashes.beginning).isEmpty || !byHash.places(of: hashes.ending).isEmpty
    }

    private func foldedEvidence(
        _ text: Span<UInt8>, _ start: Int, _ end: Int, _ space: inout FoldingSpace
    ) -> Evidence? {
        guard space.word.fold(text, start..<end) else { return nil }
        let count = space.word.count
        let hashes = space.word.withSpan { Self.hashes(of: $0, 0, $0.count) }
        let isInFilter =
            mayBeWhole(hashes.whole) || mayBeStem(hashes.beginning, count) || mayBeStem(hashes.ending, count)
        guard isInFilter, isThere(hashes, count) else { return nil }
        return evidence(text, start, end, hashes, &space)
    }

    /// What the word that was folded says: the phrases with the most letters that begin with it count.
    private func evidence(
        _ text: Span<UInt8>, _ start: Int, _ end: Int, _ hashes: Hashes, _ space: inout FoldingSpace
    ) -> Evidence? {
        var evidence = Evidence(end: start)
        space.begin()
        let word = start..<end
        collect(hashes.whole, text, word, behind: end, &space, &evidence)
        if space.word.count >= Self.stemLength {
            collect(hashes.beginning, text, word, behind: end, &space, &evidence)
            collect(hashes.ending, text, word, behind: end, &space, &evidence)
        }
        return evidence.end > start ? evidence : nil
    }

    private func collect(
        _ hash: UInt32, _ text: Span<UInt8>, _ word: Range<Int>, behind end: Int, _ space: inout FoldingSpace,
        _ evidence: inout Evidence
    ) {
        var follower: UInt8?
        for place in byHash.places(of: hash) {
            let index = byHash.item(place)
            let firstWord = Int(phrases[index].firstWord)
            guard matches(firstWord, space.word),
                !words[firstWord].needsCapitals || Self.isInCapitals(text, word)
            else { continue }
            var phraseEnd = end
            if phrases[index].wordCount > 1 {
                // Most phrases are done with after the first letter of their second word.
                if follower == nil { follower = Self.firstLetter(of: text, behind: phraseEnd) }
                let letter = letters[Int(words[firstWord + 1].start)]
                if follower! != letter, follower! < 0x80, letter < 0x80 { continue }
                let others = firstWord + 1..<firstWord + Int(phrases[index].wordCount)
                guard let behind = self.end(of: others, in: text, behind: phraseEnd, &space) else { continue }
                phraseEnd = behind
            }
            if phraseEnd < evidence.end { continue }
            if phraseEnd > evidence.end { evidence = Evidence(end: phraseEnd) }
            evidence.supported.formUnion(supported[index])
            evidence.contrary.formUnion(contrary[index])
            evidence.preferred.formUnion(preferred[index])
        }
    }

    /// The first byte of the next word in lower case, or 0 if there is none.
    private static func firstLetter(of text: Span<UInt8>, behind end: Int) -> UInt8 {
        WordBoundary.nextStart(in: text, from: end, gap: 3).map { lowerCased(text[$0]) } ?? 0
    }

    private static func isInCapitals(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool {
        for index in word where text[index] >= UInt8(ascii: "a") && text[index] <= UInt8(ascii: "z") { return false }
        return true
    }

    /// Where words end that follow upon a place, if they do.
    private func end(
        of words: Range<Int>, in text: Span<UInt8>, behind end: Int, _ space: inout FoldingSpace
    ) -> Int? {
        var end = end
        for word in words {
            guard let next = space.end(of: text, behind: end, if: { matches(word, $0) }) else { return nil }
            end = next
        }
        return end
    }

    /// Whether a folded word is one of a phrase.
    private func matches(_ number: Int, _ folded: borrowing FoldedWord) -> Bool {
        let count = Int(words[number].count)
        guard folded.count >= count else { return false }
        let first = words[number].hasAnyBeginning ? folded.count - count : 0
        let start = Int(words[number].start)
        let rest = folded.count - first - count
        return folded.withSpan { text in
            let isPlural = rest == 1 && count > 1 && text[folded.count - 1] == UInt8(ascii: "s")
            guard rest == 0 || words[number].hasAnyEnding || isPlural else { return false }
            for offset in 0..<count where text[first + offset] != letters[start + offset] { return false }
            return true
        }
    }

    // MARK: - Hashes

    /// The hashes of a word: of all of it, and of its first and last four bytes, if it has so many.
    private struct Hashes {
        let whole: UInt32
        let beginning: UInt32
        let ending: UInt32
    }

    /// The hash of the first two characters of a word in a script without spaces.
    private static func hash(unspaced text: Span<UInt8>, at index: Int) -> UInt32 {
        let word = load(text, at: index, count: unspacedLength)
        return hash(word, word, 0)
    }

    private static func hash(unspaced bytes: [UInt8]) -> UInt32 { hash(unspaced: bytes.span, at: 0) }

    private static func hash(of word: Word) -> UInt32 {
        let bytes = word.bytes
        let hashes = hashes(of: bytes.span, 0, bytes.count)
        return word.hasAnyEnding ? hashes.beginning : word.hasAnyBeginning ? hashes.ending : hashes.whole
    }

    @inline(__always)
    private static func hashes(of text: Span<UInt8>, _ start: Int, _ end: Int) -> Hashes {
        let count = end &- start
        let first = load(text, at: start, count: min(count, 8))
        let last = count <= 8 ? first : load(text, at: end &- 8, count: 8)
        // Of up to eight bytes the last four are there already.
        let ending = count > 8 ? last >> 32 : count >= 4 ? first >> UInt64((count &- 4) &* 8) : 0
        return Hashes(
            whole: hash(first, last, count), beginning: hash(beginning: UInt32(truncatingIfNeeded: first)),
            ending: hash(ending: UInt32(truncatingIfNeeded: ending)))
    }

    /// Up to eight bytes, the first lowest, with letters in lower case; other bytes change too, which a hash does not mind.
    @inline(__always)
    private static func load(_ text: Span<UInt8>, at index: Int, count: Int) -> UInt64 {
        if index &+ 8 <= text.count {
            // Sound: any eight bytes are a number, and the load itself checks that they lie inside of the span.
            let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let kept = UInt64(littleEndian: word) | 0x2020_2020_2020_2020
            return count >= 8 ? kept : kept & ((1 << UInt64(count &* 8)) &- 1)
        }
        var word: UInt64 = 0
        for offset in 0..<count { word |= UInt64(text[index + offset] | 0x20) << UInt64(offset * 8) }
        return word
    }

    @inline(__always)
    private static func hash(_ first: UInt64, _ last: UInt64, _ count: Int) -> UInt32 {
        let mixed = (first ^ last &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)) &* 0xD6E8_FEB8_6659_FD93
        return UInt32(truncatingIfNeeded: mixed >> 32)
    }

    @inline(__always)
    private static func hash(beginning: UInt32) -> UInt32 {
        UInt32(truncatingIfNeeded: (UInt64(beginning) &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }

    @inline(__always)
    private static func hash(ending: UInt32) -> UInt32 {
        UInt32(truncatingIfNeeded: (UInt64(ending) &* 0xC2B2_AE3D_27D4_EB4F) >> 32)
    }
}

/// Lists of numbers by a hash, in one piece of memory.
private struct HashedLists: Sendable {
    /// The hashes and where their lists are, in slots that are looked for from a hash's own on; an empty list is an empty slot.
    private var slots: [(hash: UInt32, first: Int32, end: Int32)]
    private var items: [Int32] = []
    private let mask: Int

    init(_ lists: [UInt32: [Int]]) {
        var count = 64
        while count < lists.count * 2 { count *= 2 }
        mask = count - 1
        slots = Array(repeating: (hash: 0, first: 0, end: 0), count: count)
        for (hash, list) in lists {
            let first = Int32(items.count)
            items += list.map { Int32($0) }
            var slot = Int(hash >> 8) & mask
            while slots[slot].end > slots[slot].first { slot = (slot + 1) & mask }
            slots[slot] = (hash: hash, first: first, end: Int32(items.count))
        }
    }

    /// Where the list of a hash lies.
    func places(of hash: UInt32) -> Range<Int> {
        var slot = Int(hash >> 8) & mask
        while slots[slot].end > slots[slot].first {
            if slots[slot].hash == hash { return Int(slots[slot].first)..<Int(slots[slot].end) }
            slot = (slot + 1) & mask
        }
        return 0..<0
    }

    func item(_ place: Int) -> Int { Int(items[place]) }
}
