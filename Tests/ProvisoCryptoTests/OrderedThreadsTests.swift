import Synchronization
import Testing

@testable import ProvisoCrypto

/// Several threads that work on pieces in a ring.
@Suite struct OrderedThreadsTests {
    /// The numbers that were worked on, and a result for each slot.
    private final class Work: Sendable {
        let results: Mutex<[Int: Int]> = Mutex([:])
        let order: Mutex<[Int]> = Mutex([])

        func perform(_ number: Int, slotCount: Int) {
            // Some take longer than others.
            var value = number
            for _ in 0..<(number % 7) * 3000 { value = value &* 31 &+ 7 }
            results.withLock { $0[number % slotCount] = number }
            order.withLock { $0.append(value == -1 ? -1 : number) }
        }
    }

    @Test(arguments: [1, 2, 3, 16, 40]) func `pieces come back in their order, each worked on once`(threadCount: Int) {
        let work = Work()
        let slotCount = OrderedThreads.slotCount(threadCount: threadCount)
        let threads = OrderedThreads(threadCount: threadCount) { work.perform($0, slotCount: slotCount) }
        #expect(threads.slotCount == slotCount)
        var taken: [Int] = []
        func takeOldest() {
            threads.takeOldest { slot in taken.append(work.results.withLock { $0[slot]! }) }
        }
        for number in 0..<500 {
            if threads.isFull { takeOldest() }
            #expect(threads.nextSlot == number % slotCount)
            threads.submit()
        }
        while !threads.isEmpty { takeOldest() }
        #expect(taken == Array(0..<500))
        #expect(work.order.withLock { $0.sorted() } == Array(0..<500))
    }

    @Test(arguments: [1, 4]) func `whoever stops taking leaves the rest alone`(threadCount: Int) {
        struct Refusal: Error {}
        let work = Work()
        for _ in 0..<50 {
            let threads = OrderedThreads(threadCount: threadCount) { work.perform($0, slotCount: 100) }
            threads.submit()
            threads.submit()
            #expect(throws: Refusal.self) { try threads.takeOldest { _ in throw Refusal() } }
            #expect(!threads.isEmpty)
        }
    }

    @Test func `with one thread the owner does the work, when it takes it`() {
        let work = Work()
        let threads = OrderedThreads(threadCount: 1) { work.perform($0, slotCount: 4) }
        threads.submit()
        threads.submit()
        #expect(work.order.withLock { $0.isEmpty })
        threads.takeOldest { _ in }
        #expect(work.order.withLock { $0 } == [0])
    }

    @Test func `taking what is not there, and filling what is not free, stop the program`() async {
        await #expect(processExitsWith: .failure) {
            OrderedThreads(threadCount: 1) { _ in }.takeOldest { _ in }
        }
        await #expect(processExitsWith: .failure) {
            let threads = OrderedThreads(threadCount: 1) { _ in }
            for _ in 0..<4 { threads.submit() }
            _ = threads.nextSlot
        }
    }
}
