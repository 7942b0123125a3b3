#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Works on pieces of a stream on several threads, and gives them back in their order.
///
/// The pieces lie in a ring of slots, which are the owner's: piece n is in slot n modulo ``slotCount``. The owner fills the next
/// slot, submits it, and takes the oldest when the ring is full; where the oldest is not done, the owner does not wait but works on
/// another. So the memory is fixed, and a fast source cannot run away from a slow receiver.
///
/// Its methods are for one thread, the owner's.
package final class OrderedThreads: Sendable {
    /// More threads than this make nothing faster.
    package static let threadLimit = 16

    /// Two slots for each thread, and two more.
    package static func slotCount(threadCount: Int) -> Int { 2 * min(threadCount, threadLimit) + 2 }

    private let ring: Ring

    /// Starts threads, of which the owner's is one. Where the system has no more threads, there are fewer.
    ///
    /// `perform` does what is to be done with a piece, given its number. During the call the slot is nobody else's.
    package init(threadCount: Int, perform: @escaping @Sendable (_ number: Int) -> Void) {
        ring = Ring(slotCount: Self.slotCount(threadCount: threadCount), perform)
        ring.start(threadCount: min(threadCount, Self.threadLimit) - 1)
    }

    deinit { ring.stop() }

    /// How many slots there are.
    package var slotCount: Int { ring.slotCount }
    /// Whether every slot is in use, so that the oldest must be taken before the next is filled.
    package var isFull: Bool { ring.submitted - ring.taken == ring.slotCount }
    /// Whether there is nothing to take.
    package var isEmpty: Bool { ring.submitted == ring.taken }

    /// The slot to fill next, which is not in use.
    package var nextSlot: Int {
        precondition(!isFull, "OrderedThreads: no slot is free")
        return ring.submitted % ring.slotCount
    }

    /// Has the next slot worked on.
    package func submit() { ring.submit() }

    /// Waits for the oldest piece, lends its slot, and frees it.
    package func takeOldest<R, Failure: Error>(_ body: (_ slot: Int) throws(Failure) -> R) throws(Failure) -> R {
        let slot = ring.waitForOldest()
        defer { ring.freeOldest() }
        return try body(slot)
    }
}

/// What owner and threads share.
@safe
private final class Ring: @unchecked Sendable {
    // Invariant: `taken` ≤ `claimed` ≤ `submitted` ≤ `taken` + the number of slots. `submitted`, `claimed`, `isStopped` and
    // `isDone` are written under the lock alone, and `submitted` and `taken` by the owner alone. That makes the class safe to
    // share.
    let slotCount: Int
    private let perform: @Sendable (_ number: Int) -> Void
    /// Whether the piece in a slot was worked on.
    private var isDone: [Bool]
    private(set) var submitted = 0
    private(set) var taken = 0
    private var claimed = 0
    private var isStopped = false
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let somethingSubmitted: UnsafeMutablePointer<pthread_cond_t>
    private let somethingDone: UnsafeMutablePointer<pthread_cond_t>
    private var threads: [pthread_t] = []

    init(slotCount: Int, _ perform: @escaping @Sendable (_ number: Int) -> Void) {
        self.slotCount = slotCount
        self.perform = perform
        isDone = [Bool](repeating: false, count: slotCount)
        unsafe lock = .allocate(capacity: 1)
        unsafe somethingSubmitted = .allocate(capacity: 1)
        unsafe somethingDone = .allocate(capacity: 1)
        // Sound: the memory was just allocated, and is initialized here, before anybody else sees it.
        let failures = unsafe [
            pthread_mutex_init(lock, nil), pthread_cond_init(somethingSubmitted, nil),
            pthread_cond_init(somethingDone, nil),
        ]
        precondition(failures == [0, 0, 0], "OrderedThreads: the system has no lock")
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

    /// Ends the threads. Pieces that nobody has claimed stay as they are.
    func stop() {
        locked {
            isStopped = true
            // Sound: initialized, as above.
            unsafe pthread_cond_broadcast(somethingSubmitted)
        }
        // Each thread was started joinable and is joined once; what it returns is not wanted.
        for thread in threads { pthread_join(thread, nil) }
    }

    func submit() {
        locked {
            submitted += 1
            // Sound: initialized, as above.
            unsafe pthread_cond_signal(somethingSubmitted)
        }
    }

    /// The slot of the oldest piece, when that is done.
    func waitForOldest() -> Int {
        precondition(taken < submitted, "OrderedThreads: there is nothing to wait for")
        let oldest = taken % slotCount
        while true {
            var number: Int?
            let isOldestDone = locked {
                if isDone[oldest] { return true }
                number = claim()
                // Sound: initialized, as above, and the lock is held.
                if number == nil { unsafe _ = pthread_cond_wait(somethingDone, lock) }
                return isDone[oldest]
            }
            if let number { work(on: number) } else if isOldestDone { return oldest }
        }
    }

    func freeOldest() {
        locked { isDone[taken % slotCount] = false }
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
            if let number { work(on: number) }
        }
    }

    /// The next piece that nobody works on; the lock is held.
    private func claim() -> Int? {
        guard claimed < submitted else { return nil }
        defer { claimed += 1 }
        return claimed
    }

    private func work(on number: Int) {
        perform(number)
        locked {
            isDone[number % slotCount] = true
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
