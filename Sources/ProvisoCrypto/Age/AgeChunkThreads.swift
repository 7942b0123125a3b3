#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Seals or opens the chunks of one payload on several threads, and gives them back in their order.
///
/// The chunks lie in a ring of slots. Whoever owns it fills the next slot, submits it, and takes the oldest when the ring
/// is full; where the oldest is not done, the owner does not wait but works on another. So the memory is fixed, and a
/// fast source cannot run away from a slow receiver.
///
/// - **Cost**: 128 KiB of memory for each slot, two slots for each thread and two more.
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

    /// More threads than this make nothing faster.
    static let threadLimit = 16

    private let ring: Ring

    /// Starts threads, of which the owner's is one. Where the system has no more threads, there are fewer.
    init(key: consuming SealingKey, threadCount: Int) {
        let threadCount = min(threadCount, Self.threadLimit)
        ring = Ring(key: key, slotCount: 2 * threadCount + 2)
        ring.start(threadCount: threadCount - 1)
    }

    deinit { ring.stop() }

    var bufferedByteCapacity: Int { ring.slots.reduce(0) { $0 + $1.input.capacity + $1.output.capacity } }

    /// Whether every slot is in use, so that the oldest must be taken before the next is filled.
    var isFull: Bool { ring.submitted - ring.taken == ring.slots.count }
    /// Whether there is nothing to take.
    var isEmpty: Bool { ring.submitted == ring.taken }

    /// Lends the input of the next slot, which is not in use.
    func withNext<R>(_ body: (inout WipedBuffer) -> R) -> R {
        precondition(!isFull, "AgeChunkThreads: no slot is free")
        return body(&ring.slots[ring.submitted % ring.slots.count].input)
    }

    /// Has something done with the next slot.
    func submit(_ work: Work) {
        ring.submit(work)
    }

    /// Waits for the oldest chunk, lends what came of it, and frees its slot.
    func takeOldest<R, Failure: Error>(
        _ body: (Outcome, Span<UInt8>) throws(Failure) -> R
    ) throws(Failure) -> R {
        let slot = ring.waitForOldest()
        defer { ring.freeOldest() }
        return try slot.output.withContent { (content: Span<UInt8>) throws(Failure) -> R in
            try body(slot.outcome, content)
        }
    }
}

/// A place for a chunk. It belongs to the ring's owner, and from its claim until it is done to the thread that claimed it.
private final class Slot {
    var input = WipedBuffer(capacity: AgePayload.sealedChunkByteCount)
    var output = WipedBuffer(capacity: AgePayload.sealedChunkByteCount)
    var work = AgeChunkThreads.Work.open
    var outcome = AgeChunkThreads.Outcome.refused
    var isDone = false
}

/// What owner and threads share.
@safe
private final class Ring: @unchecked Sendable {
    // Invariant: `taken` ≤ `claimed` ≤ `submitted` ≤ `taken` + the number of slots. Chunk n lies in slot n modulo that
    // number. `submitted`, `claimed`, `isStopped` and every `isDone` are written under the lock alone, and `submitted`
    // and `taken` by the owner alone; a slot's other fields by whoever it belongs to. That makes the class safe to share.
    let slots: [Slot]
    private let key: SealingKey
    private(set) var submitted = 0
    private(set) var taken = 0
    private var claimed = 0
    private var isStopped = false
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let somethingSubmitted: UnsafeMutablePointer<pthread_cond_t>
    private let somethingDone: UnsafeMutablePointer<pthread_cond_t>
    private var threads: [pthread_t] = []

    init(key: consuming SealingKey, slotCount: Int) {
        self.key = key
        slots = (0..<slotCount).map { _ in Slot() }
        unsafe lock = .allocate(capacity: 1)
        unsafe somethingSubmitted = .allocate(capacity: 1)
        unsafe somethingDone = .allocate(capacity: 1)
        // Sound: the memory was just allocated, and is initialized here, before anybody else sees it.
        let failures = unsafe [
            pthread_mutex_init(lock, nil), pthread_cond_init(somethingSubmitted, nil),
            pthread_cond_init(somethingDone, nil),
        ]
        precondition(failures == [0, 0, 0], "AgeChunkThreads: the system has no lock")
    }

    deinit {
        // Sound: initialized above, and nobody waits any more: every thread holds a reference to this object.
        unsafe pthread_cond_destroy(somethingDone)
        // Sound: as above.
        unsafe pthread_cond_destroy(somethingSubmitted)
        // Sound: as above.
        unsafe pthread_mutex_destroy(lock)
        // Sound: allocated in the initializer, and freed only here.
        unsafe somethingDone.deallocate()
        // Sound: as above.
        unsafe somethingSubmitted.deallocate()
        // Sound: as above.
        unsafe lock.deallocate()
    }

    // MARK: The owner

    func start(threadCount: Int) {
        for _ in 0..<threadCount {
            guard let thread = startThread(for: self) else { return }
            threads.append(thread)
        }
    }

    /// Ends the threads. Chunks that nobody has claimed stay as they are.
    func stop() {
        locked {
            isStopped = true
            // Sound: initialized, as above.
            unsafe pthread_cond_broadcast(somethingSubmitted)
        }
        // Each thread was started joinable and is joined once; what it returns is not wanted.
        for thread in threads { pthread_join(thread, nil) }
    }

    func submit(_ work: AgeChunkThreads.Work) {
        slots[submitted % slots.count].work = work
        locked {
            submitted += 1
            // Sound: initialized, as above.
            unsafe pthread_cond_signal(somethingSubmitted)
        }
    }

    func waitForOldest() -> Slot {
        precondition(taken < submitted, "AgeChunkThreads: there is nothing to wait for")
        let oldest = slots[taken % slots.count]
        while true {
            var number: Int?
            let isDone = locked {
                if oldest.isDone { return true }
                number = claim()
                // Sound: initialized, as above, and the lock is held.
                if number == nil { unsafe _ = pthread_cond_wait(somethingDone, lock) }
                return oldest.isDone
            }
            if let number { perform(number) } else if isDone { return oldest }
        }
    }

    func freeOldest() {
        let oldest = slots[taken % slots.count]
        oldest.input.removeAll()
        oldest.output.removeAll()
        locked { oldest.isDone = false }
        taken += 1
    }

    // MARK: The threads

    /// Works until the end.
    func work() {
        while true {
            var number: Int?
            let isOver = locked {
                while !isStopped, claimed == submitted {
                    // Sound: initialized, as above, and the lock is held.
                    unsafe _ = pthread_cond_wait(somethingSubmitted, lock)
                }
                if !isStopped { number = claim() }
                return isStopped
            }
            if isOver { return }
            if let number { perform(number) }
        }
    }

    /// The next chunk that nobody works on; the lock is held.
    private func claim() -> Int? {
        guard claimed < submitted else { return nil }
        defer { claimed += 1 }
        return claimed
    }

    private func perform(_ number: Int) {
        let slot = slots[number % slots.count]
        switch slot.work {
        case .seal(let isLast):
            slot.output.seal(slot.input, with: key, nonce: AgePayload.nonce(chunk: UInt64(number), isLast: isLast))
            slot.outcome = .sealed
        case .open:
            let isLast = slot.output.openFullChunk(slot.input, with: key, number: UInt64(number))
            slot.outcome = isLast.map { .opened(isLast: $0) } ?? .refused
        }
        locked {
            slot.isDone = true
            // Sound: initialized, as above.
            unsafe pthread_cond_signal(somethingDone)
        }
    }

    private func locked<R>(_ body: () -> R) -> R {
        // Sound: initialized, as above.
        unsafe pthread_mutex_lock(lock)
        // Sound: as above; locked by this thread.
        defer { unsafe pthread_mutex_unlock(lock) }
        return body()
    }
}

/// Starts a thread that works on a ring until it is stopped; nil where the system has no more.
private func startThread(for ring: Ring) -> pthread_t? {
    // Sound: the thread takes over this reference; if there is no thread, it is given back below.
    let reference = unsafe Unmanaged.passRetained(ring)
    #if canImport(Glibc)
    var thread = pthread_t()
    #else
    var thread: pthread_t?
    #endif
    // Sound: the reference was made of a ring, and the thread alone takes it back.
    let status = unsafe pthread_create(&thread, nil, workOnRing, reference.toOpaque())
    // Sound: no thread has taken the reference.
    if status != 0 { unsafe reference.release() }
    return status == 0 ? thread : nil
}

#if canImport(Darwin)
private func workOnRing(_ reference: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    // Sound: this is the reference that `startThread` has passed along, and it is taken once.
    unsafe Unmanaged<Ring>.fromOpaque(reference).takeRetainedValue().work()
    return nil
}
#else
private func workOnRing(_ reference: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    // Sound: this is the reference that `startThread` has passed along, and it is taken once.
    unsafe Unmanaged<Ring>.fromOpaque(reference!).takeRetainedValue().work()
    return nil
}
#endif
