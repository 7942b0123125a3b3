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
    /// A bit for each hash of the short words that are the first of a phrase, also with an `s` behind them, and of the beginnings and
    /// endings of words of any length, so that most words are done with after one look.
    private let shortWords: [UInt64]
    /// A bit for each last letter of a word that may have anything before it, by its lowest five bits.
    private let lastLetters: UInt32
    /// The hashes of first words, or of their beginnings or endings.
    private let hashes: [UInt64]
    private let hasUnspaced: Bool
    /// The phrases by the hash of their first word: all of it, its beginning or its ending.
    private let byHash: HashedPhrases

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
        var shortWords = [UInt64](repeating: 0, count: 1024)
        var lastLetters: UInt32 = 0
        var hashes = [UInt64](repeating: 0, count: 4096)
        var hasUnspaced = false
        var byHash: [UInt32: [Int]] = [:]
        var followers: [UInt32: Followers] = [:]
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
            followers[hash, default: Followers()].insert(phrase.words.count > 1 ? phrase.words[1].bytes[0] : nil)
            if phrase.isUnspaced {
                hasUnspaced = true
                continue
            }
            hashes[Int(hash & 0x3_FFFF) >> 6] |= 1 << UInt64(hash & 63)
            let first = phrase.words[0]
            if first.hasAnyBeginning { lastLetters |= 1 << UInt32(first.bytes[first.bytes.count - 1] & 31) }
            for hash in Self.shortHashes(of: first) { shortWords[Int(hash >> 6)] |= 1 << UInt64(hash & 63) }
        }
        self.letters = letters
        self.words = words
        self.phrases = phrases
        supported = list.map(\.supported)
        contrary = list.map(\.contrary)
        preferred = list.map(\.preferred)
        self.shortWords = shortWords
        self.lastLetters = lastLetters
        self.hashes = hashes
        self.hasUnspaced = hasUnspaced
        self.byHash = HashedPhrases(byHash, followers)
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
        if mayBegin(hashes, count), isThere(hashes, count, text, end), space.word.fold(text, start..<end),
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
        guard mayBegin(hashes.whole), !byHash.places(of: hashes.whole).isEmpty,
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

    /// Whether any phrase may begin with a hash.
    @inline(__always)
    private func mayBegin(_ hash: UInt32) -> Bool { hashes[Int(hash & 0x3_FFFF) >> 6] >> UInt64(hash & 63) & 1 == 1 }

    /// Whether any phrase may begin with the hash of a word, of its beginning or of its ending.
    @inline(__always)
    private func mayBegin(_ hashes: Hashes, _ count: Int) -> Bool {
        mayBegin(hashes.whole)
            || (count >= Self.stemLength && (mayBegin(hashes.beginning) || mayBegin(hashes.ending)))
    }

    /// Whether any phrase may begin with a word of less than eight letters.
    ///
    /// - Parameter letters: its letters in lower case, the first lowest, and zeros behind them.
    @inline(__always)
    func mayBegin(with letters: UInt64, count: Int) -> Bool {
        if has(Self.shortHash(letters)) { return true }
        if count < Self.stemLength { return false }
        if has(Self.shortHash(beginning: letters)) { return true }
        let last = UInt32(truncatingIfNeeded: letters &>> UInt64(truncatingIfNeeded: (count &- 1) &* 8))
        guard lastLetters &>> (last & 31) & 1 == 1 else { return false }
        return has(Self.shortHash(ending: letters &>> UInt64(truncatingIfNeeded: (count &- Self.stemLength) &* 8)))
    }

    @inline(__always)
    private func has(_ hash: UInt64) -> Bool {
        shortWords[Int(truncatingIfNeeded: hash &>> 6)] &>> (hash & 63) & 1 == 1
    }

    /// The hash of a short word, of sixteen bits, and those of its first and last four letters.
    @inline(__always)
    private static func shortHash(_ letters: UInt64) -> UInt64 { (letters &* 0xD6E8_FEB8_6659_FD93) &>> 48 }

    @inline(__always)
    private static func shortHash(beginning letters: UInt64) -> UInt64 {
        ((letters & 0xFFFF_FFFF) &* 0x9E37_79B9_7F4A_7C15) &>> 48
    }

    @inline(__always)
    private static func shortHash(ending letters: UInt64) -> UInt64 {
        ((letters & 0xFFFF_FFFF) &* 0xC2B2_AE3D_27D4_EB4F) &>> 48
    }

    /// What stands for a word in ``shortWords``; nothing for a long one.
    private static func shortHashes(of word: Word) -> [UInt64] {
        let count = word.bytes.count
        let letters = load(word.bytes.span, at: 0, count: min(count, 8))
        if word.hasAnyEnding { return [shortHash(beginning: letters)] }
        if word.hasAnyBeginning {
            return [shortHash(ending: load(word.bytes.span, at: count - stemLength, count: stemLength))]
        }
        guard count < 8 else { return [] }
        let plural = letters | UInt64(UInt8(ascii: "s")) << UInt64(count * 8)
        return count < 7 ? [shortHash(letters), shortHash(plural)] : [shortHash(letters)]
    }

    /// Whether any phrase begins with the hash of a word, its beginning or its ending, and can go on with what stands behind it.
    private func isThere(_ hashes: Hashes, _ count: Int, _ text: Span<UInt8>, _ end: Int) -> Bool {
        var followers = byHash.followers(of: hashes.whole)
        if count >= Self.stemLength {
            followers.formUnion(byHash.followers(of: hashes.beginning))
            followers.formUnion(byHash.followers(of: hashes.ending))
        }
        return followers.hasNothing
            || (!followers.isEmpty && followers.contains(Self.firstLetter(of: text, behind: end)))
    }

    private func foldedEvidence(
        _ text: Span<UInt8>, _ start: Int, _ end: Int, _ space: inout FoldingSpace
    ) -> Evidence? {
        guard space.word.fold(text, start..<end) else { return nil }
        let count = space.word.count
        let hashes = space.word.withSpan { Self.hashes(of: $0, 0, $0.count) }
        guard mayBegin(hashes, count), isThere(hashes, count, text, end) else { return nil }
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
            let hasMore = phrases[index].wordCount > 1
            if hasMore {
                // Most phrases are done with after the first letter of their second word.
                if follower == nil { follower = Self.firstLetter(of: text, behind: end) }
                let letter = letters[Int(words[firstWord + 1].start)]
                if follower! != letter, follower! < 0x80, letter < 0x80 { continue }
            }
            guard matches(firstWord, space.word),
                !words[firstWord].needsCapitals || Self.isInCapitals(text, word)
            else { continue }
            var phraseEnd = end
            if hasMore {
                let others = firstWord + 1..<firstWord + Int(phrases[index].wordCount)
                guard let behind = self.end(of: others, in: text, behind: end, &space) else { continue }
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
