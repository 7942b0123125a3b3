/// Has recognizers look at a text where something can begin: at words with digits, at words that are told apart by their first
/// bytes or by what follows, and at a few rare bytes. Where that is ``TextPlaces`` finds; the rest of the text is not looked at, but
/// for the words near a finding, when it matters what they say.
///
/// What it finds at a place depends on nothing that stands more than ``TextScanner/reach`` bytes away, so a text can be
/// scanned in pieces that overlap by as much.
///
/// - **Cost**: a constant amount of work for each byte and each recognizer, whatever the text holds, and no allocation but
///   for the list of what was found.
struct TextScanner: ~Copyable {
    let plan: RecognitionPlan
    /// The letters and digits of the row that is being read.
    var compact = ByteBuffer(capacity: 64)
    /// What the words say that were read.
    var context: ContextReader
    /// Where the last number ends that was found; no other begins inside of it.
    var numberEnd = Int.min
    /// Where the last URL ends that was found; what is in it is no beginning of another, which keeps the cost linear.
    var linkEnd = Int.min
    /// Where the text that is being scanned begins in the stream it belongs to.
    var base = 0
    /// Up to where the stream was scanned, which is where its next range goes on.
    private var scannedEnd = 0
    /// Where the last word ends that recognizers were asked about.
    private var wordEnd = 0
    private var places = TextPlaces()
    /// What was found, in the order of discovery.
    var found: [ScannedFinding] = []

    /// So far a recognizer looks, to both sides.
    static let reach = 32 * 1024
    /// So far to the left of a place something can begin that is found there.
    static let leftReach = 128

    init(_ plan: RecognitionPlan) {
        self.plan = plan
        context = ContextReader(plan.lexicon)
    }

    /// Begins another text.
    mutating func begin() {
        context.begin()
        numberEnd = Int.min
        linkEnd = Int.min
        scannedEnd = 0
        wordEnd = 0
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
            places.find(in: text, around: index)
            index = visitPlaces(text, table, from: index, to: min(places.end, limit))
        }
        scannedEnd = base &+ index
    }

    /// Visits the places between two indices, and returns where to go on.
    private mutating func visitPlaces(
        _ text: Span<UInt8>, _ classes: Span<UInt8>, from first: Int, to end: Int
    ) -> Int {
        var index = first
        var block = places.block(of: index)
        var bits = places.bits(block) & (~0 << UInt64(truncatingIfNeeded: index & 63))
        while true {
            while bits == 0 {
                block &+= 1
                if places.start(of: block) >= end { return max(index, end) }
                bits = places.bits(block)
            }
            let place = places.start(of: block) &+ bits.trailingZeroBitCount
            if place >= end { return max(index, end) }
            bits &= bits &- 1
            if place >= index { index = visit(text, classes, at: place) }
        }
    }

    /// Moves what was found and begins before a place to an empty list. The rest belongs to the next range.
    mutating func moveFound(before end: Int, to list: inout [ScannedFinding]) {
        swap(&list, &found)
        guard list.contains(where: { $0.start >= end }) else { return }
        found += list.filter { $0.start >= end }
        list.removeAll { $0.start >= end }
    }

    // MARK: - What can begin somewhere

    /// Looks at the word that a place lies in or behind, or at the sign that stands there. Returns where to go on.
    @inline(__always)
    private mutating func visit(_ text: Span<UInt8>, _ classes: Span<UInt8>, at place: Int) -> Int {
        // Sound: places lie in the text, and every byte has its class in the table of 256.
        let kind = unsafe classes[unchecked: Int(text[unchecked: place])]
        if kind & WordBoundary.Class.asciiWord != 0 {
            let end =
                kind == WordBoundary.Class.digit
                ? digits(text, classes, from: place) : word(text, classes, around: place)
            return max(end, place &+ 1)
        }
        switch text[place] {
        case UInt8(ascii: "@"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "("): break
        default:
            // The second byte of the first of a row of Arabic digits, which begin a date at most.
            if kind == WordBoundary.Class.continuation {
                if plan.patterns.date { add(DatePattern.match(in: text, at: place &- 1), text) }
            } else {
                letters(text, classes, before: place)
            }
        }
        if kind & WordBoundary.Class.trigger != 0 { trigger(text, at: place) }
        return place &+ 1
    }

    /// Asks recognizers about a word whose first digit stands at a place, and returns its end. Most are of digits alone.
    @inline(__always)
    private mutating func digits(_ text: Span<UInt8>, _ classes: Span<UInt8>, from place: Int) -> Int {
        if place > 0 {
            // Sound: as above; the place is not the first.
            let before = unsafe classes[unchecked: Int(text[unchecked: place &- 1])]
            if before & (WordBoundary.Class.asciiWord | WordBoundary.Class.continuation) != 0 {
                return word(text, classes, around: place)
            }
        }
        var end = place &+ 1
        // Sound: the end was just compared with that of the text.
        while end < text.count, isASCIIDigit(unsafe text[unchecked: end]) { end &+= 1 }
        if end < text.count {
            // Sound: as above.
            let behind = unsafe classes[unchecked: Int(text[unchecked: end])]
            if behind & (WordBoundary.Class.asciiWord | WordBoundary.Class.letterOfTwo) != 0 {
                return word(text, classes, around: place)
            }
        }
        wordEnd = end &+ base
        number(text, place, end)
        return end
    }

    /// Asks recognizers about the word that ends before a place. Most are of ASCII letters alone.
    @inline(__always)
    private mutating func letters(_ text: Span<UInt8>, _ classes: Span<UInt8>, before place: Int) {
        let limit = max(wordEnd &- base, 0)
        var start = place
        var kinds: UInt8 = 0
        while start > limit {
            // Sound: the place lies in the text, the start before or at it, and behind 0.
            let kind = unsafe classes[unchecked: Int(text[unchecked: start &- 1])]
            if kind & (WordBoundary.Class.small | WordBoundary.Class.capital) == 0 {
                if kind & (WordBoundary.Class.asciiWord | WordBoundary.Class.continuation) != 0
                    || text[start &- 1] == UInt8(ascii: "\\")
                {
                    _ = word(text, classes, around: place)
                    return
                }
                break
            }
            kinds |= kind
            start &-= 1
        }
        if start == place { return }
        wordEnd = place &+ base
        letters(text, start, place, kinds)
    }

    /// Asks recognizers about the word that a place lies in or behind, and returns its end.
    private mutating func word(_ text: Span<UInt8>, _ classes: Span<UInt8>, around place: Int) -> Int {
        let start = WordBoundary.start(in: text, classes, before: place, behind: wordEnd &- base)
        guard let word = WordBoundary.word(in: text, classes, from: start) else { return place }
        wordEnd = word.end &+ base
        if word.kinds & WordBoundary.Class.digit == 0 {
            letters(text, start, word.end, word.kinds)
        } else if word.kinds == WordBoundary.Class.digit {
            number(text, start, word.end)
        } else {
            mixed(text, start, word.end, word.kinds)
        }
        return word.end
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
            if plan.patterns.coordinates, text[index] == UInt8(ascii: "+") {
                add(CoordinatePattern.match(in: text, at: index), text)
            }
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
    @inline(__always)
    mutating func best(_ match: PatternMatch?, _ text: Span<UInt8>) -> ScannedFinding? {
        guard let match else { return nil }
        return finding(match, text)
    }

    private mutating func finding(_ match: PatternMatch, _ text: Span<UInt8>) -> ScannedFinding? {
        let type = plan.number(of: match.type)
        guard plan.wanted.contains(type) else { return nil }
        var words = NearbyWords(before: match.range.lowerBound, of: base)
        return finding(type, match.range, match.grade, &words, text)
    }

    /// A finding with its confidence, if it is sure enough.
    mutating func finding(
        _ type: Int, _ range: Range<Int>, _ grade: RecognitionGrade, _ words: inout NearbyWords, _ text: Span<UInt8>
    ) -> ScannedFinding? {
        let evidence = words.evidence(for: type, end: range.upperBound, text, &context)
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
        context.take(finding)
    }
}
