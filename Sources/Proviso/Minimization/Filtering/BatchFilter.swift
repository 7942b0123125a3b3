/// Filters batches of records, which lie in one piece of the input, and keeps what came of them until it is collected.
struct BatchFilter: ~Copyable {
    var engine: FilterEngine
    /// What became of the records since it was last collected.
    private(set) var records = FilterReport.Records()
    private(set) var skipped: [InputPlace] = []
    /// What was found in texts, if that is listed, and how much more there was.
    private(set) var findings: [FilterReport.LocatedFinding] = []
    private(set) var unlistedFindingCount = 0
    /// Why the filter is at its end.
    private(set) var failure: Failure?

    private let options: RecordFilter.Options

    /// A fault that is not skipped.
    struct Failure {
        let fault: RecordFault.Kind
        let place: InputPlace
        /// Whether it could have been skipped.
        let canSkip: Bool
    }

    /// So much output is kept at most before it is handed on; a policy can make more of a batch than the batch itself.
    static let outputLimit = 4 * InputFile.blockByteCount

    init(_ filter: RecordFilter) {
        options = filter.options
        engine = FilterEngine(
            filter.compiled, framing: filter.options.format == .json ? .elements : .lines)
        engine.listsFindings = options.listsFindings
    }

    /// Filters the records in these ranges of some bytes, from the one with an index on, until there is enough output, and gives the index
    /// of the first that is left. The bytes begin at a place of the input.
    mutating func filter(
        _ bytes: Span<UInt8>, _ ranges: borrowing [Range<Int>], from first: Int, at place: InputPlace
    ) -> Int {
        var index = first
        var cursor = Cursor(place: place)
        while index < ranges.count, failure == nil, engine.output.count < Self.outputLimit {
            filter(bytes, ranges[index], &cursor)
            index += 1
        }
        return index
    }

    /// A place that was worked out, from which the search for the next goes on: a batch of bad records is not counted from its beginning for
    /// each of them.
    private struct Cursor {
        private var offset = 0
        private var place: InputPlace

        init(place: InputPlace) {
            self.place = place
        }

        mutating func place(at offset: Int, in bytes: Span<UInt8>) -> InputPlace {
            place.advance(over: bytes.extracting(self.offset..<offset))
            self.offset = offset
            return place
        }
    }

    private mutating func filter(_ bytes: Span<UInt8>, _ range: Range<Int>, _ cursor: inout Cursor) {
        guard range.count <= options.largestRecordByteCount else {
            return note(
                .tooLong(limit: options.largestRecordByteCount), cursor.place(at: range.lowerBound, in: bytes))
        }
        switch engine.process(bytes, range) {
        case .blank: return
        case .written:
            records.written += 1
            if !engine.findings.isEmpty { list(at: cursor.place(at: range.lowerBound, in: bytes)) }
        case .leftOut(.onlyIf): records.leftOutByOnlyIf += 1
        case .leftOut(.noKind): records.leftOutByNoKind += 1
        case .leftOut(.nothingLeft): records.leftOutWithNothingLeft += 1
        case .leftOut(.overLimit): records.leftOutByLimit += 1
        case .bad:
            guard let fault = engine.scanner.fault else { break }
            let start = cursor.place(at: range.lowerBound, in: bytes)
            let place = start.advanced(over: bytes.extracting(range.lowerBound..<range.lowerBound + fault.offset))
            return note(fault.kind, place, record: start, bytes.extracting(range))
        }
        records.read += 1
    }

    /// Lists what was found in the record at a place.
    private mutating func list(at place: InputPlace) {
        for finding in engine.findings {
            guard findings.count < FilterReport.listedFindingLimit else {
                unlistedFindingCount += 1
                continue
            }
            findings.append(
                FilterReport.LocatedFinding(
                    input: 0, path: engine.policy.rules[Int(finding.rule)].path, line: place.line, column: nil,
                    start: finding.range.lowerBound, end: finding.range.upperBound, type: finding.type,
                    confidence: finding.confidence))
        }
    }

    /// Notes a bad record: as skipped, or as the end of the run.
    private mutating func note(
        _ fault: RecordFault.Kind, _ place: InputPlace, record start: InputPlace, _ record: Span<UInt8>
    ) {
        // Behind the first fault there can be others, of which nothing is known yet.
        let canSkip = options.format != .json || JSONSyntax.isWellFormed(record)
        note(fault, place, record: start, canSkip: canSkip)
    }

    /// Notes a bad record that is not at hand.
    mutating func note(_ fault: RecordFault.Kind, _ place: InputPlace) {
        note(fault, place, record: place, canSkip: true)
    }

    private mutating func note(
        _ fault: RecordFault.Kind, _ place: InputPlace, record start: InputPlace, canSkip: Bool
    ) {
        let canSkip = canSkip && options.format.canSkip(fault)
        guard options.onBadRecord == .skip, canSkip else {
            failure = Failure(fault: fault, place: place, canSkip: canSkip)
            return
        }
        records.read += 1
        records.bad += 1
        skipped.append(start)
    }

    /// Forgets what was collected.
    mutating func clear() {
        engine.output.removeAll()
        records = FilterReport.Records()
        skipped.removeAll(keepingCapacity: true)
        findings.removeAll(keepingCapacity: true)
        unlistedFindingCount = 0
        failure = nil
    }
}

extension RecordFormat {
    /// Whether records can be found behind a bad one.
    func canSkip(_ fault: RecordFault.Kind) -> Bool {
        switch fault {
        case .utf16, .overLimit: return false
        default:
            switch self {
            case .ndjson, .combinedLog: return true
            // A text is no row of records.
            case .text: return false
            case .json, .csv:
                // A record that is too long was not looked at, and may be broken too.
                if case .tooLong = fault { return false }
                return !fault.isBroken
            }
        }
    }
}
