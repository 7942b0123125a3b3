/// Walks over a text once and has recognizers look where something can begin: at words with digits, at words that are
/// told apart by their first bytes, and at a few rare bytes.
///
/// What it finds at a place depends on nothing that stands more than ``TextScanner/reach`` bytes away, so a text can be
/// scanned in pieces that overlap by as much.
///
/// - **Cost**: a constant amount of work for each byte and each recognizer, whatever the text holds, and no allocation but
///   for the list of what was found.
struct TextScanner: ~Copyable {
    let plan: RecognitionPlan
    var space = FoldingSpace()
    /// The letters and digits of the row that is being read.
    var compact = ByteBuffer(capacity: 64)
    /// The letters of an abbreviation.
    private var acronym = ByteBuffer(capacity: 16)
    var context = ContextMemory()
    /// Where the last number ends that was found; no other begins inside of it.
    var numberEnd = Int.min
    /// Where the last URL ends that was found; what is in it is no beginning of another, which keeps the cost linear.
    var linkEnd = Int.min
    /// Where the text that is being scanned begins in the stream it belongs to.
    var base = 0
    /// Up to where the stream was scanned, which is where its next range goes on.
    private var scannedEnd = 0
    /// What was found, in the order of discovery.
    var found: [ScannedFinding] = []

    /// So far a recognizer looks, to both sides.
    static let reach = 32 * 1024
    /// So far to the left of a rare byte something can begin that is found there.
    static let leftReach = 128

    init(_ plan: RecognitionPlan) {
        self.plan = plan
    }

    /// Begins another text.
    mutating func begin() {
        context = ContextMemory()
        numberEnd = Int.min
        linkEnd = Int.min
        scannedEnd = 0
        found.removeAll(keepingCapacity: true)
    }

    /// Adds everything to ``found`` that begins in a range of a text, and what begins a bit behind it.
    ///
    /// What begins in the range can be found by a byte behind it. So the scan stops there, and the one of the next range goes on
    /// where it stopped: nothing is read twice, and what is found does not depend on where ranges end.
    ///
    /// - Parameters:
    ///   - text: the range and what stands around it, as far as it is there.
    ///   - base: where the text begins in its stream.
    mutating func scan(_ text: Span<UInt8>, _ range: Range<Int>, base: Int) {
        self.base = base
        let classes = WordBoundary.classes
        let table = classes.span
        let limit = min(text.count, range.upperBound &+ Self.leftReach)
        var index = max(range.lowerBound, scannedEnd &- base)
        while index < limit {
            let kind = table[Int(text[index])]
            if kind == WordBoundary.Class.letterOfTwo, TextBoundary.twoByteLetterLength(at: index, in: text) == 0 {
                index &+= 1
            } else if kind & WordBoundary.Class.word != 0 {
                var end = index &+ (kind == WordBoundary.Class.letterOfTwo ? 2 : 1)
                if kind == WordBoundary.Class.small, TextBoundary.isEscape(endingAt: end, in: text) {
                    // The letter of `\n`.
                    index = end
                    continue
                }
                var seen = kind
                while end < text.count {
                    // Sound: the end lies inside of the text, and every byte has its class in the table of 256.
                    let next = unsafe table[unchecked: Int(text[unchecked: end])]
                    if next & WordBoundary.Class.asciiWord == 0 {
                        guard next == WordBoundary.Class.letterOfTwo,
                            TextBoundary.twoByteLetterLength(at: end, in: text) > 0
                        else { break }
                        end &+= 1
                    }
                    seen |= next
                    end &+= 1
                }
                word(text, index, end, seen)
                index = end
            } else if kind & WordBoundary.Class.letterOfThree != 0 {
                let end = skipWord(text, table, from: index)
                noteUnspaced(text, index, end)
                index = end
            } else {
                if kind & WordBoundary.Class.trigger != 0 { trigger(text, at: index) }
                index &+= 1
            }
        }
        scannedEnd = base &+ index
    }

    /// Moves what was found and begins before a place to an empty list. The rest belongs to the next range.
    mutating func moveFound(before end: Int, to list: inout [ScannedFinding]) {
        swap(&list, &found)
        guard list.contains(where: { $0.start >= end }) else { return }
        found += list.filter { $0.start >= end }
        list.removeAll { $0.start >= end }
    }

    /// The end of the word that an index lies in.
    private func skipWord(_ text: Span<UInt8>, _ classes: Span<UInt8>, from start: Int) -> Int {
        let isOfThree = classes[Int(text[start])] & WordBoundary.Class.letterOfThree != 0
        let wanted =
            (isOfThree ? WordBoundary.Class.letterOfThree : WordBoundary.Class.word) | WordBoundary.Class.continuation
        var end = start + 1
        while end < text.count, classes[Int(text[end])] & wanted != 0 { end += 1 }
        return end
    }

    // MARK: - What can begin somewhere

    /// A word of a script with spaces.
    @inline(__always)
    private mutating func word(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ seen: UInt8) {
        let hasLetters = seen & WordBoundary.Class.letter != 0
        if seen & WordBoundary.Class.digit == 0 {
            let isASCII = seen & WordBoundary.Class.letterOfTwo == 0
            if seen & WordBoundary.Class.underscore == 0 {
                note(text, start, end, isASCII: isASCII)
            } else {
                noteParts(text, start, end, seen)
            }
            letters(text, start, end, seen)
        } else if !hasLetters, seen == WordBoundary.Class.digit {
            number(text, start, end)
        } else {
            mixed(text, start, end, seen)
        }
    }

    /// Remembers what a word says about what stands near it.
    @inline(__always)
    mutating func note(_ text: Span<UInt8>, _ start: Int, _ end: Int, isASCII: Bool) {
        // The words of a phrase say nothing of their own.
        guard start + base >= context.end,
            let evidence = plan.lexicon.evidence(text, start, end, isASCII: isASCII, &space)
        else { return }
        context.add(evidence, end: base + evidence.end)
    }

    /// Remembers what letters with dots between them say: `A.C.N.` is `ACN`.
    mutating func noteAcronym(_ text: Span<UInt8>, _ word: Range<Int>) {
        if word.lowerBound >= 2, text[word.lowerBound - 1] == UInt8(ascii: "."),
            TextBoundary.isWordByte(text[word.lowerBound - 2])
        {
            return
        }
        guard let (end, evidence) = acronymEvidence(text, word) else { return }
        context.add(evidence, end: base + end)
    }

    /// What letters with dots between them say, of which a word is the first, and where they end.
    private mutating func acronymEvidence(
        _ text: Span<UInt8>, _ word: Range<Int>
    ) -> (end: Int, evidence: ContextLexicon.Evidence)? {
        guard word.count <= 2, word.upperBound < text.count, text[word.upperBound] == UInt8(ascii: ".") else {
            return nil
        }
        acronym.removeAll()
        var index = word.lowerBound
        var letterCount = 0
        while letterCount < 8 {
            let length = isASCIILetter(text.byte(at: index)) ? 1 : TextBoundary.twoByteLetterLength(at: index, in: text)
            if length == 0 { break }
            let isLast = !text.has(".", at: index + length)
            // The last dot can be missing.
            if isLast, !TextBoundary.isBehind(index + length, in: text) { break }
            acronym.append(text, index..<index + length)
            letterCount += 1
            index += length + (isLast ? 0 : 1)
            if isLast { break }
        }
        guard letterCount >= 2 else { return nil }
        var letters = ByteBuffer.withoutMemory()
        swap(&letters, &acronym)
        defer { swap(&letters, &acronym) }
        let evidence = letters.withSpan { letters in
            plan.lexicon.evidence(
                letters, 0, letters.count, isASCII: letters.count == letterCount, &space)
        }
        return evidence.map { (index, $0) }
    }

    /// The same for a name that programs use, whose words stand between `_`.
    mutating func noteParts(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ seen: UInt8) {
        if end - start > FoldedWord.capacity { return }
        let isASCII = seen & WordBoundary.Class.letterOfTwo == 0
        var first = start
        while first < end {
            var last = first
            while last < end, text[last] != UInt8(ascii: "_") { last += 1 }
            if last > first { note(text, first, last, isASCII: isASCII) }
            first = last + 1
        }
    }

    /// The same for a row of letters of a script without spaces, in which words begin anywhere.
    private mutating func noteUnspaced(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        var index = start
        while index < end {
            if index + base >= context.end, let evidence = plan.lexicon.unspacedEvidence(text, index, end, &space) {
                context.add(evidence, end: base + evidence.end)
                index = max(evidence.end, index + 1)
            } else {
                index += 1
            }
            while index < end, text[index] & 0xC0 == 0x80 { index += 1 }
        }
    }

    private mutating func trigger(_ text: Span<UInt8>, at index: Int) {
        switch text[index] {
        case UInt8(ascii: "@"):
            if plan.patterns.email { add(EmailPattern.match(in: text, at: index), text) }
        case UInt8(ascii: "%"):
            if plan.patterns.email { add(EmailPattern.match(in: text, atPercent: index), text) }
        case UInt8(ascii: ":"):
            if plan.patterns.url, index &+ 1 < text.count, text[index &+ 1] == UInt8(ascii: "/") {
                if index + base >= linkEnd { addLink(URLPattern.match(in: text, at: index), text) }
            } else if plan.patterns.ipv6, index &+ 1 < text.count, text[index &+ 1] == UInt8(ascii: ":") {
                add(AddressPattern.matchIPv6(in: text, at: index), text)
            }
        case UInt8(ascii: "+"), UInt8(ascii: "("):
            if plan.patterns.phone, index + base >= numberEnd {
                if let finding = best(PhonePattern.match(in: text, at: index), text) { take(finding) }
            }
        default:
            if plan.patterns.privateKey, index &+ 10 < text.count, text[index &+ 4] == UInt8(ascii: "-"),
                text[index &+ 5] == UInt8(ascii: "B")
            {
                add(CredentialPattern.matchKeyBlock(in: text, at: index), text)
            }
            if plan.patterns.coordinates, index &+ 1 < text.count, isASCIIDigit(text[index &+ 1]) {
                add(CoordinatePattern.match(in: text, at: index), text)
            }
        }
    }

    // MARK: - Taking

    /// Takes what a recognizer found if it is sure enough.
    mutating func add(_ match: PatternMatch?, _ text: Span<UInt8>) {
        guard let match, let finding = best(match, text) else { return }
        found.append(finding)
    }

    /// The same for a URL, whether it is wanted or not.
    mutating func addLink(_ match: PatternMatch?, _ text: Span<UInt8>) {
        guard let match else { return }
        linkEnd = match.range.upperBound + base
        add(match, text)
    }

    /// What a recognizer found, if it is wanted and sure enough.
    mutating func best(_ match: PatternMatch?, _ text: Span<UInt8>) -> ScannedFinding? {
        guard let match else { return nil }
        let type = plan.number(of: match.type)
        guard plan.wanted.contains(type) else { return nil }
        var words = NearbyWords(before: match.range.lowerBound)
        return finding(type, match.range, match.grade, &words, text)
    }

    /// A finding with its confidence, if it is sure enough.
    mutating func finding(
        _ type: Int, _ range: Range<Int>, _ grade: RecognitionGrade, _ words: inout NearbyWords, _ text: Span<UInt8>
    ) -> ScannedFinding? {
        let evidence = words.evidence(for: type, end: range.upperBound, text, &self)
        var confidence = grade.confidence(evidence)
        // Of several types that a number can be, the one of the country that is named nearby, or that the nearest word names.
        if evidence == .supporting {
            confidence = Confidence(percent: min(confidence.percent + words.preference(for: type), 99))
        }
        guard confidence.percent >= plan.threshold(of: type) else { return nil }
        return ScannedFinding(
            start: range.lowerBound + base, end: range.upperBound + base, type: type, confidence: confidence,
            reason: ScannedFinding.Reason(grade, evidence))
    }

    /// Takes a number: no other begins inside of it, and what was said of it holds for the next in a row.
    mutating func take(_ finding: ScannedFinding) {
        found.append(finding)
        numberEnd = finding.end
        if finding.reason.isSupported { context.add(finding.typeNumber, end: finding.end) }
    }
}

/// What the words around a place say, read when it is first asked for.
struct NearbyWords {
    private let start: Int
    private var supported = TypeSet()
    private var contrary = TypeSet()
    private var preferred = TypeSet()
    private var nearest = TypeSet()
    private var isRead = false
    private var readEnd = Int.min

    init(before start: Int) {
        self.start = start
    }

    /// What they say about a type whose finding ends at a place.
    mutating func evidence(
        for type: Int, end: Int, _ text: Span<UInt8>, _ scanner: inout TextScanner
    ) -> ContextEvidence {
        readBefore(&scanner)
        if supported.contains(type) { return .supporting }
        if contrary.contains(type) { return .contrary }
        readBehind(end, text, &scanner)
        return supported.contains(type) ? .supporting : .none
    }

    /// By how much they prefer a type, as far as they were read.
    func preference(for type: Int) -> Int { (preferred.contains(type) ? 2 : 0) + (nearest.contains(type) ? 1 : 0) }

    /// Whether they speak for anything.
    ///
    /// - Parameter end: where what stands behind a finding begins, if that matters.
    mutating func support(anything end: Int?, _ text: Span<UInt8>, _ scanner: inout TextScanner) -> Bool {
        readBefore(&scanner)
        if supported.isEmpty, let end { readBehind(end, text, &scanner) }
        return !supported.isEmpty
    }

    private mutating func readBefore(_ scanner: inout TextScanner) {
        if isRead { return }
        (supported, contrary, preferred, nearest) = scanner.context.evidence(before: start + scanner.base)
        isRead = true
    }

    private mutating func readBehind(_ end: Int, _ text: Span<UInt8>, _ scanner: inout TextScanner) {
        if readEnd == end { return }
        let following = scanner.following(text, end)
        supported.formUnion(following.supported)
        preferred.formUnion(following.preferred)
        if nearest.isEmpty { nearest = following.supported }
        readEnd = end
    }
}

extension TextScanner {
    /// What the words right behind a place speak for: `123-45-6789 (SSN)`, `… is his passport number`.
    mutating func following(_ text: Span<UInt8>, _ end: Int) -> (supported: TypeSet, preferred: TypeSet) {
        var supported = TypeSet()
        var preferred = TypeSet()
        var index = end
        var wordEnd = end
        let limit = min(text.count, end + Self.followingReach)
        guard Self.isContinued(text, end) else { return (supported, preferred) }
        for _ in 0..<5 {
            while index < limit, index - wordEnd < 8, Self.leadsOn(text[index]) { index += 1 }
            guard index < limit, WordBoundary.isWord(text[index]), !isASCIIDigit(text[index]) else { break }
            let word = index..<WordBoundary.end(of: text, from: index)
            index = word.upperBound
            // The name of another field.
            if text.has("=", at: index) { break }
            if let (end, evidence) = acronymEvidence(text, word) ?? wordEvidence(text, word) {
                supported.formUnion(evidence.supported)
                preferred.formUnion(evidence.preferred)
                index = max(index, end)
            }
            wordEnd = index
        }
        return (supported, preferred)
    }

    private mutating func wordEvidence(
        _ text: Span<UInt8>, _ word: Range<Int>
    ) -> (end: Int, evidence: ContextLexicon.Evidence)? {
        let evidence: ContextLexicon.Evidence?
        if text[word.lowerBound] >= 0xE0 {
            evidence = plan.lexicon.unspacedEvidence(text, word.lowerBound, word.upperBound, &space)
        } else {
            var isASCII = true
            for index in word where text[index] >= 0x80 { isASCII = false }
            evidence = plan.lexicon.evidence(text, word.lowerBound, word.upperBound, isASCII: isASCII, &space)
        }
        guard let evidence else { return nil }
        return (evidence.end, evidence)
    }

    private static let followingReach = 48

    /// Whether a word of letters can stand behind a place that is still about what stands before it: in most lines another number
    /// does, or a quotation begins.
    @inline(__always)
    private static func isContinued(_ text: Span<UInt8>, _ end: Int) -> Bool {
        guard end &+ 2 < text.count else { return false }
        switch text[end] {
        case UInt8(ascii: " "):
            let next = text[end &+ 1]
            return isASCIILetter(next) || next >= 0xC2 || next == UInt8(ascii: "(") || next == UInt8(ascii: "[")
                || next == UInt8(ascii: "-")
        case UInt8(ascii: "-"): return isASCIILetter(text[end &+ 1])
        case UInt8(ascii: "("), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "]"), 0xC2, 0xE2...: return true
        default: return false
        }
    }

    /// Whether what stands behind a byte can still be about what stands before it: spaces, brackets and quotes of any kind.
    @inline(__always)
    private static func leadsOn(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "-"), UInt8(ascii: "/"),
            UInt8(ascii: "\""), UInt8(ascii: "'"):
            true
        // U+00A0, U+00AB, U+2018 to U+201E, U+202F, byte by byte.
        case 0xC2, 0xA0, 0xAB, 0xE2, 0x80, 0x98...0x9E, 0xAF: true
        default: false
        }
    }
}
