internal import ProvisoCrypto

/// One pass of a ``RecordFilter`` over a stream of records, which arrives in blocks of any size.
///
/// ```swift
/// var run = filter.start()
/// while let block = try source.next() { try run.write(block.span, into: &sink) }
/// let report = try run.finish(into: &sink)
/// ```
///
/// - **Guarantees**: the output does not depend on where the input is cut, nor on the number of jobs. When ``write(_:into:)`` or
///   ``finish(into:)`` throws at a bad record, the sink has been given every record before it and nothing of it.
public struct FilterRun: ~Copyable {
    private let filter: RecordFilter
    private var splitter: RecordSplitter
    /// Filters what is not worth a thread, or everything if there is one job.
    private var batch: BatchFilter
    private let threads: FilterThreads?
    private var collected: FilterCollector
    private var header: TableHeader
    /// The records that end in the current block.
    private var ranges: [Range<Int>] = []
    /// The beginning of a record whose end has not arrived.
    private var pending = ByteBuffer(capacity: 64 * 1024)
    /// Whether the rest of a record is passed over because it is too long.
    private var isDiscarding = false
    /// Where the bytes begin that come next, those that are pending included.
    private var place = InputPlace()
    private var beginning = InputBeginning()
    private var inputCount = 0
    /// What is done to texts, which are no records.
    private var text: TextRun?
    /// Why the run is at its end: a bad record, or what the sink threw.
    private var failure: (any Error)?

    init(_ filter: RecordFilter) {
        self.filter = filter
        splitter = RecordSplitter(filter.options.format)
        batch = BatchFilter(filter)
        threads = filter.jobCount > 1 ? FilterThreads(filter, threadCount: filter.jobCount) : nil
        collected = FilterCollector(filter)
        header = TableHeader(filter)
        if filter.options.format == .text { text = TextRun(filter) }
    }

    /// Begins another input: lines are counted from one again, and messages name it.
    ///
    /// - **Throws**: as ``write(_:into:)``, for the last record of the input before.
    public mutating func begin<Sink: RecordSink & ~Copyable>(_ name: String, into sink: inout Sink) throws {
        if let failure { throw failure }
        do {
            if inputCount > 0 || !beginning.bytes.isEmpty {
                try endInput(into: &sink)
                try collected.becomeSeveral(&sink)
                // The first input needs no name.
                inputCount = max(inputCount, 1)
            }
        } catch {
            failure = error
            throw error
        }
        inputCount += 1
        collected.source = name
        collected.inputNumber = inputCount - 1
        splitter.reset()
        place = InputPlace()
        beginning = InputBeginning()
        header.beginInput()
    }

    /// Filters the next block.
    ///
    /// - **Throws**: ``ProvisoError/Code/recordMalformed`` and ``ProvisoError/Code/recordStopped`` at a bad record,
    ///   ``ProvisoError/Code/recordsOverLimit`` beyond the policy's limit, and what the sink throws. After that the run is at its end.
    public mutating func write<Sink: RecordSink & ~Copyable>(_ bytes: Span<UInt8>, into sink: inout Sink) throws {
        if let failure { throw failure }
        do {
            var start = 0
            while start < bytes.count {
                // Blocks of bounded size keep the output bounded, also for input that is in memory whole.
                let end = min(start + InputFile.blockByteCount, bytes.count)
                try consume(bytes.extracting(start..<end), into: &sink)
                start = end
            }
        } catch {
            failure = error
            throw error
        }
    }

    /// Filters what is left of a file.
    ///
    /// Where the file is a pipe that has nothing more for now, all whole records so far are handed on and the sink is flushed, so that whoever
    /// reads the output need not wait for a block to fill.
    ///
    /// - **Throws**: as ``write(_:into:)``, and ``ProvisoError/Code/storeFailed`` if the file cannot be read.
    public mutating func write<Sink: RecordSink & ~Copyable>(
        contentsOf file: inout InputFile, into sink: inout Sink
    ) throws {
        while try file.readBlock({ block in try write(block, into: &sink) }) {
            if file.wouldWait { try handOnEverything(into: &sink) }
        }
    }

    private mutating func handOnEverything<Sink: RecordSink & ~Copyable>(into sink: inout Sink) throws {
        do {
            try finishThreads(into: &sink)
            try sink.flush()
        } catch {
            failure = error
            throw error
        }
    }

    /// Filters a last record without its end, and gives the report.
    ///
    /// - **Throws**: as ``write(_:into:)``.
    public consuming func finish<Sink: RecordSink & ~Copyable>(into sink: inout Sink) throws -> FilterReport {
        if let failure { throw failure }
        try endInput(into: &sink)
        try collected.finish(isSingle: isSingleRecord, &sink)
        var totals = batch.engine.tally.totals
        if text != nil {
            text!.add(to: &totals)
            collected.collect(text!)
        }
        threads?.forEachFilter { batch in
            for (index, count) in batch.engine.tally.totals.enumerated() { totals[index] += count }
        }
        return collected.report(totals, inputCount: inputCount)
    }

    // MARK: - Blocks

    /// Filters a block; what the input begins with as soon as there is enough of it to tell its encoding.
    private mutating func consume<Sink: RecordSink & ~Copyable>(_ block: Span<UInt8>, into sink: inout Sink) throws {
        if beginning.isWhole { return try filterBlock(block, into: &sink) }
        let isFirst = beginning.bytes.isEmpty
        let taken = beginning.take(block)
        guard beginning.isWhole else { return }
        if isFirst {
            try requireUTF8()
            return try filterBlock(block, into: &sink)
        }
        try filterBeginning(into: &sink)
        try filterBlock(block.extracting(taken..<block.count), into: &sink)
    }

    private mutating func filterBeginning<Sink: RecordSink & ~Copyable>(into sink: inout Sink) throws {
        try requireUTF8()
        let bytes = beginning.bytes
        try filterBlock(bytes.span, into: &sink)
    }

    private func requireUTF8() throws {
        if beginning.isUTF16 { throw collected.error(.utf16, InputPlace()) }
    }

    /// Filters the records that end in a block, and keeps the beginning of the last one if it is cut off.
    private mutating func filterBlock<Sink: RecordSink & ~Copyable>(_ block: Span<UInt8>, into sink: inout Sink) throws
    {
        if text != nil { return try text!.write(block, of: collected.source, into: &sink) }
        var start = 0
        if pending.count > 0 || isDiscarding {
            guard case .record(let range, let next) = splitter.next(in: block, from: 0) else {
                return try keep(block, 0..<block.count, into: &sink)
            }
            try keep(block, range, into: &sink)
            try endPending(into: &sink)
            place.advance(over: block.extracting(range.upperBound..<next))
            start = next
        }
        ranges.removeAll(keepingCapacity: true)
        var index = start
        while index < block.count {
            switch splitter.next(in: block, from: index) {
            case .record(let range, let next):
                ranges.append(range.lowerBound - start..<range.upperBound - start)
                index = next
            case .exhausted: index = block.count
            case .unfinished(let from):
                try filterRecords(of: block.extracting(start..<from), into: &sink)
                return try keep(block, from..<block.count, into: &sink)
            case .fault(let fault, let at):
                try filterRecords(of: block.extracting(start..<at), into: &sink)
                try finishThreads(into: &sink)
                throw collected.error(fault, place)
            }
        }
        try filterRecords(of: block.extracting(start..<block.count), into: &sink)
    }

    /// Filters the records that lie in ``ranges`` of some bytes, and goes on behind these.
    private mutating func filterRecords<Sink: RecordSink & ~Copyable>(
        of bytes: Span<UInt8>, into sink: inout Sink
    ) throws {
        // A byte order mark is no part of the first record, and counts no column.
        if place.line == 1, place.column == 1, UTF8Text.markByteCount(bytes) > 0 {
            place.column = 0
            if let first = ranges.first, first.lowerBound == 0 {
                ranges[0] = UTF8Text.markByteCount(bytes)..<first.upperBound
            }
        }
        var first = 0
        while first < ranges.count, header.isAwaited {
            let start = place.advanced(over: bytes.extracting(0..<ranges[first].lowerBound))
            if let line = try header.read(bytes.extracting(ranges[first]), at: start, of: collected.source) {
                try collected.hand(line.span, to: &sink)
            }
            first += 1
        }
        if first < ranges.count {
            if let threads {
                if threads.isFull { try takeOldest(threads, into: &sink) }
                threads.submit(bytes, first == 0 ? ranges : Array(ranges[first...]), at: place, header.plan)
            } else {
                batch.engine.use(header.plan)
                while first < ranges.count {
                    first = batch.filter(bytes, ranges, from: first, at: place)
                    try collected.collect(&batch, isSingle: isSingleRecord, &sink)
                }
            }
        }
        if case .lines = splitter, let last = ranges.last, last.upperBound < bytes.count {
            // Every line is a record, so they need not be counted again.
            place = InputPlace(line: place.line + ranges.count)
        } else {
            place.advance(over: bytes)
        }
    }

    /// Keeps a part of a record for later, unless the record gets too long.
    private mutating func keep<Sink: RecordSink & ~Copyable>(
        _ block: Span<UInt8>, _ range: Range<Int>, into sink: inout Sink
    ) throws {
        if !isDiscarding {
            if pending.count + range.count - markByteCount(block, range) <= filter.options.largestRecordByteCount {
                return pending.append(block, range)
            }
            // A record without end must not be read to its end before the filter stops.
            try finishThreads(into: &sink)
            let fault = RecordFault.Kind.tooLong(limit: filter.options.largestRecordByteCount)
            if header.isAwaited { throw header.error(fault, place, of: collected.source) }
            batch.note(fault, place)
            try collected.collect(&batch, isSingle: isSingleRecord, &sink)
            isDiscarding = true
            place = pending.withSpan { place.advanced(over: $0) }
            pending.removeAll()
        }
        place.advance(over: block.extracting(range))
    }

    /// How many bytes of the pending record, or of the part with which it begins, are a byte order mark.
    private func markByteCount(_ block: Span<UInt8>, _ range: Range<Int>) -> Int {
        guard place.line == 1, place.column == 1 else { return 0 }
        return pending.count > 0
            ? pending.withSpan { UTF8Text.markByteCount($0) } : UTF8Text.markByteCount(block.extracting(range))
    }

    /// Filters the record that is pending, which is whole now.
    private mutating func endPending<Sink: RecordSink & ~Copyable>(into sink: inout Sink) throws {
        if isDiscarding {
            isDiscarding = false
            return
        }
        var record = ByteBuffer(capacity: 0)
        swap(&record, &pending)
        ranges.removeAll(keepingCapacity: true)
        ranges.append(0..<record.count)
        try record.withSpan { record throws in try filterRecords(of: record, into: &sink) }
        record.removeAll()
        swap(&record, &pending)
    }

    private mutating func endInput<Sink: RecordSink & ~Copyable>(into sink: inout Sink) throws {
        if !beginning.isWhole { try filterBeginning(into: &sink) }
        if text != nil { return try text!.endText(of: collected.source, into: &sink) }
        switch splitter.end() {
        case .nothing: break
        case .record: try endPending(into: &sink)
        case .fault(let fault):
            let end = pending.withSpan { place.advanced(over: $0) }
            // The scanner of rows finds the quote that is not closed, or what was wrong before.
            if case .rows = splitter { try endPending(into: &sink) }
            try finishThreads(into: &sink)
            throw collected.error(fault, end)
        }
        try finishThreads(into: &sink)
        if header.isAwaited { throw header.error(.noHeader, place, of: collected.source) }
    }

    /// Whether the run's only input is a JSON object, so that its output is one.
    private var isSingleRecord: Bool { inputCount < 2 && splitter.isSingleRecord }

    // MARK: - Threads

    private mutating func takeOldest<Sink: RecordSink & ~Copyable>(
        _ threads: FilterThreads, into sink: inout Sink
    ) throws {
        let isSingle = isSingleRecord
        try threads.takeOldest { batch throws in try collected.collect(&batch, isSingle: isSingle, &sink) }
    }

    private mutating func finishThreads<Sink: RecordSink & ~Copyable>(into sink: inout Sink) throws {
        guard let threads else { return }
        while !threads.isEmpty { try takeOldest(threads, into: &sink) }
    }
}

/// The first bytes of an input, which tell UTF-16 from UTF-8 and hold a byte order mark whole, wherever it is cut.
private struct InputBeginning {
    private(set) var bytes: [UInt8] = []

    private static let byteCount = 3

    /// Whether there are enough of them; there never are in a shorter input.
    var isWhole: Bool { bytes.count == Self.byteCount }

    /// Takes what is missing from a block, and says how much that was.
    mutating func take(_ block: Span<UInt8>) -> Int {
        let count = min(block.count, Self.byteCount - bytes.count)
        for index in 0..<count { bytes.append(block[index]) }
        return count
    }

    /// Whether the input is in UTF-16, as far as can be told: by its mark, or because every other byte of ASCII is
    /// zero.
    var isUTF16: Bool {
        let first = bytes.prefix(2)
        return first == [0xFE, 0xFF] || first == [0xFF, 0xFE] || (first.count == 2 && first.contains(0))
    }
}
