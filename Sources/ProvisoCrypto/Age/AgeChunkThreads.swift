/// Seals or opens the chunks of one payload on several threads, and gives them back in their order.
///
/// - **Cost**: 128 KiB of memory for each slot of ``OrderedThreads``.
final class AgeChunkThreads: Sendable {
    /// What is done with a chunk.
    enum Work {
        case seal(isLast: Bool)
        /// Opening a chunk of full size, which alone does not show whether it is the last.
        case open
    }

    /// What came of it.
    enum Outcome {
        case sealed
        case opened(isLast: Bool)
        case refused
    }

    private let chunks: Chunks
    private let threads: OrderedThreads

    init(key: consuming SealingKey, threadCount: Int) {
        let chunks = Chunks(key: key, slotCount: OrderedThreads.slotCount(threadCount: threadCount))
        self.chunks = chunks
        threads = OrderedThreads(threadCount: threadCount) { number in chunks.work(on: number) }
    }

    var bufferedByteCapacity: Int { chunks.slots.reduce(0) { $0 + $1.input.capacity + $1.output.capacity } }

    /// Whether the oldest must be taken before the next is filled.
    var isFull: Bool { threads.isFull }
    /// Whether there is nothing to take.
    var isEmpty: Bool { threads.isEmpty }

    /// Lends the input of the next slot, which is not in use.
    func withNext<R>(_ body: (inout WipedBuffer) -> R) -> R {
        body(&chunks.slots[threads.nextSlot].input)
    }

    /// Has something done with the next slot.
    func submit(_ work: Work) {
        chunks.slots[threads.nextSlot].work = work
        threads.submit()
    }

    /// Waits for the oldest chunk, lends what came of it, and frees its slot.
    func takeOldest<R, Failure: Error>(
        _ body: (Outcome, Span<UInt8>) throws(Failure) -> R
    ) throws(Failure) -> R {
        try threads.takeOldest { (index) throws(Failure) -> R in
            let slot = chunks.slots[index]
            defer {
                slot.input.removeAll()
                slot.output.removeAll()
            }
            return try slot.output.withContent { (content: Span<UInt8>) throws(Failure) -> R in
                try body(slot.outcome, content)
            }
        }
    }
}

/// The chunks and their key.
private final class Chunks: @unchecked Sendable {
    // A slot is used by one thread at a time, as `OrderedThreads` says; that makes the class safe to share.
    let slots: [Slot]
    private let key: SealingKey

    init(key: consuming SealingKey, slotCount: Int) {
        slots = (0..<slotCount).map { _ in Slot() }
        self.key = key
    }

    func work(on number: Int) {
        let slot = slots[number % slots.count]
        switch slot.work {
        case .seal(let isLast):
            slot.output.seal(slot.input, with: key, nonce: AgePayload.nonce(chunk: UInt64(number), isLast: isLast))
            slot.outcome = .sealed
        case .open:
            let isLast = slot.output.openFullChunk(slot.input, with: key, number: UInt64(number))
            slot.outcome = isLast.map { .opened(isLast: $0) } ?? .refused
        }
    }
}

/// A place for a chunk.
private final class Slot {
    var input = WipedBuffer(capacity: AgePayload.sealedChunkByteCount)
    var output = WipedBuffer(capacity: AgePayload.sealedChunkByteCount)
    var work = AgeChunkThreads.Work.open
    var outcome = AgeChunkThreads.Outcome.refused
}
