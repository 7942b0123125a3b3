internal import ProvisoCrypto

/// One pass of a ``BulkPseudonyms`` over a file.
struct LineRun: ~Copyable {
    private(set) var counts = BulkPseudonyms.Counts()

    private let pieces: Pieces
    private let threads: OrderedThreads
    /// The name of the input, if it has one.
    private let name: String?
    /// The beginning of a line whose line feed has not arrived.
    private var pending = ByteBuffer(capacity: 4096)
    /// How many lines of the input are passed over before the work begins.
    private var linesToSkip = 0
    /// What must come of the first lines that are worked on, if an earlier run did them already, as far as it has not come yet; and
    /// the name of what that run made.
    private var expected: (lines: ArraySlice<UInt8>, file: String)?

    init(_ bulk: BulkPseudonyms, name: String?, threadCount: Int) {
        let threadCount = max(threadCount, 1)
        let pieces = Pieces(bulk, count: OrderedThreads.slotCount(threadCount: threadCount))
        self.pieces = pieces
        threads = OrderedThreads(threadCount: threadCount) { number in pieces.work(on: number) }
        self.name = name
    }

    /// Passes over lines that an earlier run has done, but for the last of them, which show that it was this work.
    mutating func resume(behind lineCount: Int, lastLines: [UInt8], of file: String) {
        guard lineCount > 0 else { return }
        linesToSkip = lineCount - lastLines.count { $0 == UInt8(ascii: "\n") }
        pieces.beginsAtFirstLine = linesToSkip == 0
        expected = (lastLines[...], file)
        counts.resumed = lineCount
    }

    mutating func run(over input: inout InputFile, _ receive: (Span<UInt8>) throws -> Void) throws {
        while try input.readBlock({ block in try take(block, receive) }) {}
        try finish(receive)
    }

    mutating func run(over lines: Span<UInt8>, _ receive: (Span<UInt8>) throws -> Void) throws {
        var start = 0
        while start < lines.count {
            // Blocks of bounded size keep the memory bounded, and all threads at work.
            let end = min(start + InputFile.blockByteCount, lines.count)
            try take(lines.extracting(start..<end), receive)
            start = end
        }
        try finish(receive)
    }

    /// Works on a last line without a line feed, and hands on what is left.
    private mutating func finish(_ receive: (Span<UInt8>) throws -> Void) throws {
        if pending.count > 0, linesToSkip == 0 { try submit(receive) }
        while !threads.isEmpty { try takeOldest(receive) }
        if expected != nil { throw foreign() }
    }

    /// Takes the lines of a block that end in it, with what was left of the block before.
    private mutating func take(_ block: Span<UInt8>, _ receive: (Span<UInt8>) throws -> Void) throws {
        var start = 0
        while linesToSkip > 0 {
            guard let lineFeed = CLibrary.lineFeed(in: block, from: start) else { return }
            linesToSkip -= 1
            counts.lines += 1
            start = lineFeed + 1
        }
        guard let last = (start..<block.count).last(where: { block[$0] == UInt8(ascii: "\n") }) else {
            pending.append(block, start..<block.count)
            if pending.count > BulkPseudonyms.largestLineByteCount { try refuseLongLine(receive) }
            return
        }
        pending.append(block, start..<last + 1)
        try submit(receive)
        pending.append(block, last + 1..<block.count)
    }

    /// Has the pending lines worked on.
    private mutating func submit(_ receive: (Span<UInt8>) throws -> Void) throws {
        if threads.isFull { try takeOldest(receive) }
        pieces.pieces[threads.nextSlot].fill(with: &pending)
        threads.submit()
    }

    /// Hands on what came of the oldest piece.
    private mutating func takeOldest(_ receive: (Span<UInt8>) throws -> Void) throws {
        // The piece keeps its place until it was handed on.
        let pieces = pieces
        let threads = threads
        try threads.takeOldest { slot in
            let piece = pieces.pieces[slot]
            try piece.output.withSpan { output in
                let start = try compare(output)
                // The earlier run has made something of this line.
                if expected != nil, piece.failure != nil { throw foreign() }
                if start < output.count { try receive(output.extracting(start..<output.count)) }
            }
            counts.leftEmpty += piece.leftEmptyCount
            counts.translated += piece.translatedCount
            guard var failure = piece.failure else {
                counts.lines += piece.lineCount
                return
            }
            failure.place = ProvisoError.Place(source: name, line: counts.lines + piece.lineCount)
            throw failure
        }
    }

    /// Compares the first lines with what an earlier run has made of them, and says where the others begin.
    private mutating func compare(_ output: Span<UInt8>) throws -> Int {
        guard let wanted = expected else { return 0 }
        let count = min(output.count, wanted.lines.count)
        let lines = wanted.lines.prefix(count)
        guard ConstantTime.areEqual(output.extracting(0..<count), lines.span) else { throw foreign() }
        let rest = wanted.lines.dropFirst(count)
        expected = rest.isEmpty ? nil : (rest, wanted.file)
        return count
    }

    private func foreign() -> ProvisoError {
        let file = expected?.file ?? ""
        return ProvisoError(
            .storeFailed, "begun with another input or another key", remedy: "remove it and begin anew",
            place: ProvisoError.Place(source: file + ".partial"))
    }

    private mutating func refuseLongLine(_ receive: (Span<UInt8>) throws -> Void) throws {
        while !threads.isEmpty { try takeOldest(receive) }
        throw ProvisoError(
            .recordMalformed, "a line of more than 16 MiB", remedy: "break it into lines",
            place: ProvisoError.Place(source: name, line: counts.lines + 1))
    }
}

/// The pieces that the threads work on.
private final class Pieces: @unchecked Sendable {
    // A piece is used by one thread at a time, as `OrderedThreads` says; that makes the class safe to share.
    let pieces: [Piece]
    private let operation: any LineOperation
    private let onBadLine: BulkPseudonyms.OnBadLine
    /// Whether the first piece begins with the first line, before which a mark of UTF-8 may stand. Set before anything is submitted.
    var beginsAtFirstLine = true

    init(_ bulk: BulkPseudonyms, count: Int) {
        pieces = (0..<count).map { _ in Piece() }
        operation = bulk.operation
        onBadLine = bulk.onBadLine
    }

    func work(on number: Int) {
        pieces[number % pieces.count].work(operation, onBadLine, isFirst: number == 0 && beginsAtFirstLine)
    }
}

/// Some whole lines, and what comes of them.
private final class Piece {
    private var input = ByteBuffer(capacity: 0)
    private(set) var output = ByteBuffer(capacity: 0)
    private var scratch = LineScratch()
    /// How many lines were read, the bad one included.
    private(set) var lineCount = 0
    private(set) var leftEmptyCount = 0
    private(set) var translatedCount = 0
    private(set) var failure: ProvisoError?

    func fill(with lines: inout ByteBuffer) {
        input.removeAll()
        swap(&input, &lines)
    }

    func work(_ operation: any LineOperation, _ onBadLine: BulkPseudonyms.OnBadLine, isFirst: Bool) {
        output.removeAll()
        (lineCount, leftEmptyCount, failure) = (0, 0, nil)
        // As locals, so that the buffers are not looked up anew for every line.
        var lines = ByteBuffer(capacity: 0)
        var results = ByteBuffer(capacity: 0)
        var scratch = LineScratch()
        swap(&lines, &input)
        swap(&results, &output)
        swap(&scratch, &self.scratch)
        scratch.translatedCount = 0
        lines.withSpan { lines in
            var start = isFirst ? UTF8Text.markByteCount(lines) : 0
            while start < lines.count, failure == nil {
                let end = CLibrary.lineFeed(in: lines, from: start) ?? lines.count
                work(operation, onBadLine, lines.extracting(start..<end), &results, &scratch)
                start = end + 1
            }
        }
        translatedCount = scratch.translatedCount
        scratch.wipe()
        swap(&lines, &input)
        swap(&results, &output)
        swap(&scratch, &self.scratch)
    }

    private func work(
        _ operation: any LineOperation, _ onBadLine: BulkPseudonyms.OnBadLine, _ line: Span<UInt8>,
        _ results: inout ByteBuffer, _ scratch: inout LineScratch
    ) {
        lineCount += 1
        let before = (results.count, scratch.translatedCount)
        do throws(ProvisoError) {
            let isEnded = line.count > 0 && line[line.count - 1] == UInt8(ascii: "\r")
            let content = isEnded ? line.extracting(0..<line.count - 1) : line
            guard content.count <= BulkPseudonyms.largestLineByteCount, UTF8Text.isValid(content) else {
                throw ProvisoError(
                    .recordMalformed, "a line that is not UTF-8, or of more than 16 MiB",
                    remedy: "convert it to UTF-8")
            }
            try operation.append(content, to: &results, scratch: &scratch)
        } catch {
            results.truncate(to: before.0)
            scratch.translatedCount = before.1
            switch onBadLine {
            case .stop:
                failure = error
                return
            case .leaveEmpty: leftEmptyCount += 1
            }
        }
        results.append(UInt8(ascii: "\n"))
    }
}
