internal import ProvisoCrypto

/// One pass of a redaction over texts that arrive in blocks of any size.
///
/// A text is searched in pieces, with as much of it before and behind each as a recognizer may look at; what is written does not
/// depend on where it was cut.
///
/// - **Cost**: memory for a piece and three times ``Redactor/longestFinding``, whatever the size of the text.
struct TextRun: ~Copyable {
    private let redaction: CompiledRedaction
    private let rule: Int32
    private let listsFindings: Bool
    private let session: RecognitionSession
    private var writer: RedactionWriter
    /// A part of the text, and where it begins in it.
    private var text = ByteBuffer(capacity: pieceByteCount + 4 * TextScanner.reach)
    private var base = 0
    /// Up to where the text was checked, searched and written.
    private var checked = 0
    private var searched = 0
    private var written = 0
    /// The place of what was checked or located last.
    private var place = InputPlace()
    private var placeOffset = 0
    private var found: [ScannedFinding] = []
    private var output = ByteBuffer(capacity: pieceByteCount)
    private var textCount = 0
    private var changedCount = 0
    private var isChanged = false
    private var counts: [Int32: Int] = [:]
    private(set) var findings: [FilterReport.LocatedFinding] = []
    private(set) var unlistedFindingCount = 0

    /// So many bytes are searched at once.
    private static let pieceByteCount = 512 * 1024

    init(_ filter: RecordFilter) {
        let (number, rule) = filter.compiled.textRedaction!
        redaction = filter.compiled.redactions[number]
        self.rule = rule
        listsFindings = filter.options.listsFindings
        session = RecognitionSession(redaction.redactor)
        writer = RedactionWriter(redaction.redactor.replacements)
    }

    /// Takes the next block.
    ///
    /// - Parameter source: the name of the input.
    mutating func write<Sink: RecordSink & ~Copyable>(
        _ block: Span<UInt8>, of source: String?, into sink: inout Sink
    ) throws {
        var start = 0
        while start < block.count {
            let end = min(start + Self.pieceByteCount, block.count)
            text.append(block, start..<end)
            start = end
            if base + text.count - searched >= Self.pieceByteCount + TextScanner.reach {
                try search(upTo: base + text.count - TextScanner.reach, isLast: false, of: source, into: &sink)
            }
        }
    }

    /// Ends a text, and prepares for another.
    mutating func endText<Sink: RecordSink & ~Copyable>(of source: String?, into sink: inout Sink) throws {
        try search(upTo: base + text.count, isLast: true, of: source, into: &sink)
        textCount += 1
        if isChanged { changedCount += 1 }
        isChanged = false
        session.begin()
        text.removeAll()
        (base, checked, searched, written, placeOffset) = (0, 0, 0, 0, 0)
        place = InputPlace()
    }

    /// How many texts there were, which are the records here.
    var records: FilterReport.Records {
        var records = FilterReport.Records()
        records.read = textCount
        records.written = textCount
        return records
    }

    /// Adds what was counted.
    func add(to totals: inout [Int]) {
        for (counter, count) in counts { totals[Int(counter)] += count }
        let first = Int(rule) * RecordTally.Outcome.count
        totals[first + RecordTally.Outcome.changed.rawValue] += changedCount
        totals[first + RecordTally.Outcome.kept.rawValue] += textCount - changedCount
    }

    // MARK: - Pieces

    private mutating func search<Sink: RecordSink & ~Copyable>(
        upTo end: Int, isLast: Bool, of source: String?, into sink: inout Sink
    ) throws {
        var piece = ByteBuffer.withoutMemory()
        swap(&piece, &text)
        defer { swap(&piece, &text) }
        // What comes before something that is no text is handed on, as records before a bad one are. It is a text that ends there, so
        // that what is handed on does not depend on how much of the rest has arrived.
        let fault = fault(in: piece, isLast: isLast)
        piece.withSpan { piece in
            if let fault {
                self.search(piece.extracting(0..<fault - base), upTo: fault, isLast: true)
            } else {
                self.search(piece, upTo: end, isLast: isLast)
            }
        }
        if output.count > 0 { try output.withSpan { output throws in try sink.receive(output) } }
        output.removeAll()
        if let fault {
            piece.withSpan { piece in self.advance(piece, to: fault) }
            throw ProvisoError(
                .recordMalformed, "not UTF-8",
                remedy: "convert a text that is in Latin-1 with iconv -f ISO-8859-1 -t UTF-8",
                place: ProvisoError.Place(source: source, line: place.line, column: place.column))
        }
        forget(in: &piece)
    }

    private mutating func search(_ piece: Span<UInt8>, upTo end: Int, isLast: Bool) {
        guard end >= searched else { return }
        found.removeAll(keepingCapacity: true)
        session.find(in: piece, searched - base..<end - base, base: base, redaction.redactor.known) {
            found.append($0)
        }
        if isLast { session.finish { found.append($0) } }
        searched = end
        for finding in found { replace(finding, piece) }
        let settled = isLast ? end : session.settled(upTo: end)
        if settled > written {
            output.append(piece, written - base..<settled - base)
            written = settled
        }
    }

    private mutating func replace(_ finding: ScannedFinding, _ piece: Span<UInt8>) {
        output.append(piece, written - base..<finding.start - base)
        let text = piece.extracting(finding.start - base..<finding.end - base)
        writer.append(finding, text, redaction.redactor.known, to: &output)
        written = finding.end
        isChanged = true
        counts[redaction.counter(of: finding.typeNumber, finding.confidence), default: 0] += 1
        if listsFindings { list(finding, piece) }
    }

    private mutating func list(_ finding: ScannedFinding, _ piece: Span<UInt8>) {
        guard findings.count < FilterReport.listedFindingLimit else {
            unlistedFindingCount += 1
            return
        }
        advance(piece, to: finding.start)
        findings.append(
            FilterReport.LocatedFinding(
                input: textCount, path: "text", line: place.line, column: place.column,
                start: finding.start, end: finding.end,
                type: redaction.redactor.plan.table.types[finding.typeNumber], confidence: finding.confidence))
    }

    private mutating func advance(_ piece: Span<UInt8>, to offset: Int) {
        if offset <= placeOffset { return }
        // A byte order mark counts no column, as in records.
        if placeOffset == 0, UTF8Text.markByteCount(piece) > 0 { place.column = 0 }
        place.advance(over: piece.extracting(placeOffset - base..<offset - base))
        placeOffset = offset
    }

    /// Where something begins that is not UTF-8. What is cut off at the end may go on, unless it is the last.
    private mutating func fault(in piece: borrowing ByteBuffer, isLast: Bool) -> Int? {
        piece.withSpan { piece in self.fault(in: piece, isLast: isLast) }
    }

    private mutating func fault(in piece: Span<UInt8>, isLast: Bool) -> Int? {
        var index = checked - base
        while index < piece.count {
            index = ByteSearch.first(in: piece, from: index) {
                $0 >= 0x80
            } mask: { block in
                ByteSearch.isSignedLess(block, than: 0)
            }
            // Where there is one such character there are more: letters of a word.
            while index < piece.count, piece[index] >= 0x80 {
                let length = UTF8Text.sequenceLength(at: index, in: piece)
                if length == 0 {
                    checked = base + index
                    return isLast || piece.count - index >= 4 ? checked : nil
                }
                index += length
            }
        }
        checked = base + index
        return nil
    }

    /// Forgets what nothing will look at any more.
    private mutating func forget(in piece: inout ByteBuffer) {
        let needed = min(written, searched - TextScanner.reach, checked)
        guard needed - base >= Self.pieceByteCount / 2 else { return }
        piece.withSpan { piece in self.advance(piece, to: needed) }
        let kept = needed - base
        var rest = ByteBuffer(capacity: Self.pieceByteCount + 4 * TextScanner.reach)
        piece.withSpan { rest.append($0, kept..<$0.count) }
        piece = rest
        base = needed
    }
}
