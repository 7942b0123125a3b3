internal import ProvisoCrypto

/// Hands on what batches let through, in the form of the output, and adds up what they counted.
struct FilterCollector: ~Copyable {
    /// The name of the input that is read.
    var source: String?

    private let filter: RecordFilter
    private var records = FilterReport.Records()
    private var skippedLines: [FilterReport.SkippedLine] = []
    private var unlistedSkippedCount = 0
    private var findings: [FilterReport.LocatedFinding] = []
    private var unlistedFindingCount = 0
    /// The number of the input that is read.
    var inputNumber = 0
    /// Whether the output has begun.
    private var hasBegun = false
    /// The record of a JSON document that is an object, until it is known that it stays the only one.
    private var held = ByteBuffer(capacity: 0)

    init(_ filter: RecordFilter) {
        self.filter = filter
    }

    private var isDocument: Bool { filter.options.format == .json }

    /// Hands on what a batch let through, and throws if it met a record at which the run is at its end.
    mutating func collect<Sink: RecordSink & ~Copyable>(
        _ batch: inout BatchFilter, isSingle: Bool, _ sink: inout Sink
    ) throws {
        records.add(batch.records)
        for place in batch.skipped {
            if skippedLines.count < FilterReport.listedSkippedLineLimit {
                skippedLines.append(FilterReport.SkippedLine(input: source, line: place.line))
            } else {
                unlistedSkippedCount += 1
            }
        }
        unlistedFindingCount += batch.unlistedFindingCount
        for finding in batch.findings {
            if findings.count < FilterReport.listedFindingLimit {
                findings.append(finding.ofInput(inputNumber))
            } else {
                unlistedFindingCount += 1
            }
        }
        let failure = batch.failure
        defer { batch.clear() }
        if batch.engine.output.count > 0 {
            if isSingle {
                batch.engine.output.withSpan { held.append($0) }
            } else {
                try batch.engine.output.withSpan { output throws in try handOn(output, &sink) }
            }
        }
        if let failure { throw error(failure.fault, failure.place, canSkip: failure.canSkip) }
    }

    /// Hands on bytes as they are.
    mutating func hand<Sink: RecordSink & ~Copyable>(_ bytes: Span<UInt8>, to sink: inout Sink) throws {
        if bytes.count > 0 { try sink.receive(bytes) }
    }

    /// Hands on records. Those of a document begin with a comma, in whose place the bracket stands before the first.
    private mutating func handOn<Sink: RecordSink & ~Copyable>(_ output: Span<UInt8>, _ sink: inout Sink) throws {
        guard isDocument, !hasBegun else { return try hand(output, to: &sink) }
        hasBegun = true
        try hand("[".utf8Span.span, to: &sink)
        try hand(output.extracting(1..<output.count), to: &sink)
    }

    /// Takes back that the output may be one object: there is another input.
    mutating func becomeSeveral<Sink: RecordSink & ~Copyable>(_ sink: inout Sink) throws {
        guard held.count > 0 else { return }
        var record = ByteBuffer(capacity: 0)
        swap(&record, &held)
        try record.withSpan { record throws in try handOn(record, &sink) }
    }

    /// Ends the output.
    mutating func finish<Sink: RecordSink & ~Copyable>(isSingle: Bool, _ sink: inout Sink) throws {
        guard isDocument else { return }
        if isSingle {
            // Without the comma and line feed before it.
            if held.count > 0 {
                try held.withSpan { record throws in try sink.receive(record.extracting(2..<record.count)) }
            }
            try hand((held.count > 0 ? "\n" : "{}\n").utf8Span.span, to: &sink)
        } else {
            try hand((hasBegun ? "\n]\n" : "[]\n").utf8Span.span, to: &sink)
        }
    }

    /// Takes what was counted of texts.
    mutating func collect(_ text: borrowing TextRun) {
        records = text.records
        findings = text.findings
        unlistedFindingCount = text.unlistedFindingCount
    }

    func report(_ totals: [Int], inputCount: Int) -> FilterReport {
        // Which input it was goes without saying where there is one.
        let listed =
            inputCount < 2
            ? skippedLines.map { FilterReport.SkippedLine(input: nil, line: $0.line) } : skippedLines
        return FilterReport(
            filter: filter, records: records, totals: totals, skippedLines: listed,
            unlistedSkippedCount: unlistedSkippedCount, findings: findings,
            unlistedFindingCount: unlistedFindingCount)
    }

    /// The error for a fault in the current input, behind which records can be found or not.
    func error(_ fault: RecordFault.Kind, _ place: InputPlace, canSkip: Bool = false) -> ProvisoError {
        var rule: String?
        var code = ProvisoError.Code.recordMalformed
        switch fault {
        case .stopped(let index):
            rule = filter.compiled.rules[index].path
            code = .recordStopped
        case .missing(let index), .wrongType(let index):
            rule = filter.policy.requirements[index].writtenPath
            code = .recordStopped
        case .overLimit: code = .recordsOverLimit
        default: break
        }
        return ProvisoError(
            code, fault.sentence, remedy: fault.remedy(canSkip: canSkip),
            place: ProvisoError.Place(source: source, line: place.line, column: place.column), rule: rule)
    }
}

extension FilterReport.LocatedFinding {
    /// The same in an input.
    fileprivate func ofInput(_ number: Int) -> FilterReport.LocatedFinding {
        FilterReport.LocatedFinding(
            input: number, path: path, line: line, column: column, start: start, end: end, type: type,
            confidence: confidence)
    }
}

extension FilterReport.Records {
    fileprivate mutating func add(_ other: FilterReport.Records) {
        read += other.read
        written += other.written
        leftOutByOnlyIf += other.leftOutByOnlyIf
        leftOutByNoKind += other.leftOutByNoKind
        leftOutWithNothingLeft += other.leftOutWithNothingLeft
        leftOutByLimit += other.leftOutByLimit
        bad += other.bad
    }
}

extension RecordFault.Kind {
    /// What else to do about what is not UTF-8.
    static let conversion = ", and convert a file that is in Latin-1 with iconv -f ISO-8859-1 -t UTF-8"

    /// What to do about it.
    fileprivate func remedy(canSkip: Bool) -> String {
        switch self {
        case .utf16: "convert it first: iconv -f UTF-16 -t UTF-8"
        case .notUTF8:
            (canSkip ? "correct the record or use --on-error skip" : "correct the input") + Self.conversion
        case .overLimit: "ask for less, or agree on another limit"
        default:
            canSkip
                ? "correct the record or use --on-error skip" : "correct the input; what follows it cannot be trusted"
        }
    }
}
