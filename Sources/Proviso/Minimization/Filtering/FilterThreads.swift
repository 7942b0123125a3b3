internal import ProvisoCrypto

/// Filters batches on several threads, and gives back what came of them in their order.
final class FilterThreads: Sendable {
    private let pieces: Pieces
    private let threads: OrderedThreads

    init(_ filter: RecordFilter, threadCount: Int) {
        let pieces = Pieces(filter, count: OrderedThreads.slotCount(threadCount: threadCount))
        self.pieces = pieces
        threads = OrderedThreads(threadCount: threadCount) { number in pieces.work(on: number) }
    }

    var isFull: Bool { threads.isFull }
    var isEmpty: Bool { threads.isEmpty }

    /// Has a batch worked on; there must be room.
    func submit(_ bytes: Span<UInt8>, _ ranges: [Range<Int>], at place: InputPlace, _ table: TablePlan?) {
        pieces.pieces[threads.nextSlot].fill(with: bytes, ranges, at: place, table)
        threads.submit()
    }

    /// Lends what came of the oldest batch, in parts if there is much of it.
    func takeOldest(_ collect: (inout BatchFilter) throws -> Void) throws {
        try threads.takeOldest { slot throws in
            let piece = pieces.pieces[slot]
            try collect(&piece.batch)
            while piece.isUnfinished {
                piece.work()
                try collect(&piece.batch)
            }
        }
    }

    /// Lends every filter, to add up what they have counted. Nothing may be under way.
    func forEachFilter(_ body: (borrowing BatchFilter) -> Void) {
        for piece in pieces.pieces { body(piece.batch) }
    }
}

private final class Pieces: @unchecked Sendable {
    // A piece is used by one thread at a time, as `OrderedThreads` says; that makes the class safe to share.
    let pieces: [Piece]

    init(_ filter: RecordFilter, count: Int) {
        pieces = (0..<count).map { _ in Piece(filter) }
    }

    func work(on number: Int) {
        pieces[number % pieces.count].work()
    }
}

/// A batch, and what comes of it.
private final class Piece {
    private var bytes = ByteBuffer()
    private var ranges: [Range<Int>] = []
    private var place = InputPlace()
    private var next = 0
    var batch: BatchFilter

    init(_ filter: RecordFilter) {
        batch = BatchFilter(filter)
    }

    func fill(with input: Span<UInt8>, _ ranges: [Range<Int>], at place: InputPlace, _ table: TablePlan?) {
        bytes.removeAll()
        bytes.append(input)
        self.ranges = ranges
        self.place = place
        next = 0
        batch.engine.use(table)
    }

    /// Whether the batch made so much that it was interrupted.
    var isUnfinished: Bool { next < ranges.count && batch.failure == nil }

    func work() {
        next = bytes.withSpan { batch.filter($0, ranges, from: next, at: place) }
    }
}
