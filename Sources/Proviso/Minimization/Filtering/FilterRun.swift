internal import ProvisoCrypto

/// One pass of a ``RecordFilter`` over a stream of NDJSON, which arrives in blocks of any size.
///
/// ```swift
/// var run = filter.start()
/// while let block = try source.next() { try run.write(block.span, into: &sink) }
/// let report = try run.finish(into: &sink)
/// ```
///
/// - **Guarantees**: the output does not depend on where the input is cut. When ``write(_:into:)`` or ``finish(into:)`` throws at a
///   bad record, the sink has been given every record before it and nothing of it.
public struct FilterRun: ~Copyable {
    private let filter: RecordFilter
    private var engine: FilterEngine
    /// The beginning of a record whose line feed has not arrived.
    private var pending = ByteBuffer(capacity: 64 * 1024)
    /// Whether the rest of a line is passed over because it is too long.
    private var isDiscarding = false
    private var source: String?
    private var inputCount = 0
    private var line = 0
    private var records = FilterReport.Records()
    private var skippedLines: [FilterReport.SkippedLine] = []
    private var unlistedSkippedCount = 0
    /// Why the run is at its end: a bad record, or what the sink threw.
    private var failure: (any Error)?

    /// So much output is handed on at once; a policy can make more of a block than the block itself.
    private static let outputLimit = 4 * InputFile.blockByteCount

    init(_ filter: RecordFilter) {
        self.filter = filter
        engine = FilterEngine(filter.compiled)
    }

    /// Begins another input: lines are counted from one again, and messages name it.
    ///
    /// - **Throws**: as ``write(_:into:)``, for the last line of the input before.
    public mutating func begin<Sink: RecordSink & ~Copyable>(_ name: String, into sink: inout Sink) throws {
        try endInput(into: &sink)
        source = name
        inputCount += 1
    }

    /// Filters the next block.
    ///
    /// - **Throws**: ``ProvisoError/Code/recordMalformed`` and ``ProvisoError/Code/recordStopped`` at a bad record, and what the sink
    ///   throws. After that the run is at its end.
    public mutating func write<Sink: RecordSink & ~Copyable>(_ bytes: Span<UInt8>, into sink: inout Sink) throws {
        if let failure { throw failure }
        var start = 0
        while start < bytes.count {
            // Blocks of bounded size keep the output bounded, also for input that is in memory whole.
            let end = min(start + InputFile.blockByteCount, bytes.count)
            start += consume(bytes.extracting(start..<end))
            try handOn(to: &sink)
        }
    }

    /// Filters what is left of a file.
    ///
    /// - **Throws**: as ``write(_:into:)``, and ``ProvisoError/Code/storeFailed`` if the file cannot be read.
    public mutating func write<Sink: RecordSink & ~Copyable>(
        contentsOf file: inout InputFile, into sink: inout Sink
    ) throws {
        while try file.readBlock({ block in try write(block, into: &sink) }) {}
    }

    /// Filters a last line without a line feed, and gives the report.
    ///
    /// - **Throws**: as ``write(_:into:)``.
    public consuming func finish<Sink: RecordSink & ~Copyable>(into sink: inout Sink) throws -> FilterReport {
        try endInput(into: &sink)
        // Which input it was goes without saying where there is one.
        let listed =
            inputCount < 2
            ? skippedLines.map { FilterReport.SkippedLine(input: nil, line: $0.line) } : skippedLines
        return FilterReport(
            filter: filter, records: records, totals: engine.tally.totals, skippedLines: listed,
            unlistedSkippedCount: unlistedSkippedCount)
    }

    // MARK: - Lines

    private mutating func endInput<Sink: RecordSink & ~Copyable>(into sink: inout Sink) throws {
        if let failure { throw failure }
        if pending.count > 0 || isDiscarding { endLine() }
        try handOn(to: &sink)
        line = 0
    }

    /// Gives the sink what was let through, and then throws if a bad record was met.
    private mutating func handOn<Sink: RecordSink & ~Copyable>(to sink: inout Sink) throws {
        if engine.output.count > 0 {
            do {
                try engine.output.withSpan { try sink.receive($0) }
            } catch {
                failure = error
                throw error
            }
            engine.output.removeAll()
        }
        if let failure { throw failure }
    }

    /// Filters the lines of a block until there is enough output, keeps the beginning of the last one if it is cut off, and gives the
    /// number of bytes that it took.
    private mutating func consume(_ block: Span<UInt8>) -> Int {
        var start = 0
        while start < block.count, failure == nil, engine.output.count < Self.outputLimit {
            // JSON allows no line feed inside of a string, so one always ends a record.
            let lineFeed = CLibrary.lineFeed(in: block, from: start)
            let end = lineFeed ?? block.count
            if lineFeed != nil, pending.count == 0, !isDiscarding, end - start <= filter.options.largestRecordByteCount
            {
                line += 1
                filterRecord(block.extracting(start..<end))
            } else {
                keep(block, start..<end)
                if lineFeed != nil, failure == nil { endLine() }
            }
            start = min(end + 1, block.count)
        }
        return start
    }

    /// Keeps a part of a line for later, unless the line gets too long.
    private mutating func keep(_ block: Span<UInt8>, _ range: Range<Int>) {
        if isDiscarding { return }
        if pending.count + range.count > filter.options.largestRecordByteCount {
            pending.removeAll()
            isDiscarding = true
            // A line without end must not be read to its end before the filter stops.
            if filter.options.onBadRecord == .stop { endLine() }
        } else {
            pending.append(block, range)
        }
    }

    /// Filters the line that was kept.
    private mutating func endLine() {
        line += 1
        if isDiscarding {
            isDiscarding = false
            records.read += 1
            let limit = filter.options.largestRecordByteCount
            noteBad(RecordFault(kind: .tooLong(limit: limit), offset: 0), column: 1)
            return
        }
        // The buffer changes hands for the call, because the record cannot be lent while the run changes.
        var record = ByteBuffer(capacity: 0)
        swap(&record, &pending)
        record.withSpan { filterRecord($0) }
        record.removeAll()
        swap(&record, &pending)
    }

    private mutating func filterRecord(_ record: Span<UInt8>) {
        let first = line == 1 ? UTF8Text.markByteCount(record) : 0
        switch engine.process(record, from: first) {
        case .blank: return
        case .written: records.written += 1
        case .leftOut(.onlyIf): records.leftOutByOnlyIf += 1
        case .leftOut(.noKind): records.leftOutByNoKind += 1
        case .leftOut(.nothingLeft): records.leftOutWithNothingLeft += 1
        case .bad:
            if let fault = engine.scanner.fault {
                noteBad(fault, column: 1 + Self.scalarCount(record, first..<fault.offset))
            }
        }
        records.read += 1
    }

    private mutating func noteBad(_ fault: RecordFault, column: Int) {
        switch filter.options.onBadRecord {
        case .skip:
            records.bad += 1
            if skippedLines.count < FilterReport.listedSkippedLineLimit {
                skippedLines.append(FilterReport.SkippedLine(input: source, line: line))
            } else {
                unlistedSkippedCount += 1
            }
        case .stop:
            failure = error(fault, column: column)
        }
    }

    private func error(_ fault: RecordFault, column: Int) -> ProvisoError {
        var rule: String?
        var code = ProvisoError.Code.recordMalformed
        if case .stopped(let index) = fault.kind {
            rule = filter.compiled.rules[index].path
            code = .recordStopped
        }
        return ProvisoError(
            code, fault.sentence, remedy: "correct the record or use --on-error skip",
            place: ProvisoError.Place(source: source, line: line, column: column), rule: rule)
    }

    private static func scalarCount(_ record: Span<UInt8>, _ range: Range<Int>) -> Int {
        guard range.lowerBound < range.upperBound else { return 0 }
        return UTF8Text.scalarCount(before: range.count, in: record.extracting(range))
    }
}
