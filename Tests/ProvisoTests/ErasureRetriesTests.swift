import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct ErasureRetriesTests {
    private let minute: Int64 = 60_000

    private func failed(_ count: Int, at instant: Instant) throws -> RetainedItem {
        let item = try SampleItem.note("a")
        return RetainedItem(
            item: item, registered: day(0), scheduleVersion: 1, labels: item.labels, lastActivity: day(0),
            state: .erasing, begun: day(0), decidedBy: .packageTerms, due: day(0), failureCount: count,
            lastFailure: count > 0 ? instant : nil)
    }

    @Test func `the pause is a minute at first, twice as long after each failure, and a day at most`() throws {
        let retries = ErasureRetries.standard
        #expect(retries.next(try failed(0, at: day(1)), now: day(1)) == nil)
        for (count, minutes) in [(1, 1), (2, 2), (3, 4), (11, 1024), (12, 1440), (60, 1440), (Int.max, 1440)]
            as [(Int, Int64)]
        {
            let next = retries.next(try failed(count, at: day(1)), now: day(2))
            #expect(next == day(1, plus: minutes * minute), "after \(count) failures")
        }
    }

    @Test func `a failure under a clock that was ahead postpones by a day at most`() throws {
        #expect(ErasureRetries.standard.next(try failed(12, at: day(900)), now: day(1)) == day(2))
        #expect(ErasureRetries.standard.next(try failed(12, at: .last), now: .last) == .last)
    }

    @Test func `sweeps leave alone what has failed, until its pause is over, and others go meanwhile`() throws {
        let eraser = FakeEraser { item, _ in if item.id.description == "a" { throw InjectedFault() } }
        let bench = try RetentionBench(eraser: eraser)
        try bench.register("a")
        try bench.register("b")
        let recipient = try Recipient()
        func sweep(_ milliseconds: Int64) throws -> [Int] {
            bench.clock.set(day(10, plus: milliseconds))
            let report = try bench.engine.sweep(signer: recipient.signer, issuer: recipient.party)
            return [report.certifiedCount, report.failureCount, report.postponedCount]
        }
        #expect(try sweep(0) == [1, 1, 0])
        #expect(try bench.item(RetentionID("a"))?.failureCount == 1)
        #expect(try sweep(minute - 1) == [0, 0, 1])
        #expect(try bench.engine.dryRun().postponedCount == 1)
        #expect(try bench.engine.summary().backlogCount == 1)
        #expect(try bench.due() == ["a"])
        #expect(try sweep(minute) == [0, 1, 0])
        #expect(try sweep(3 * minute - 1) == [0, 0, 1])
        #expect(try sweep(3 * minute) == [0, 1, 0])
        #expect(try bench.item(RetentionID("a"))?.failureCount == 3)
        let text = try bench.engine.explain(RetentionID("a")).description
        #expect(text.contains("failed 3 times, last at \(day(10, plus: 3 * minute))"))
        #expect(try bench.sweep().failureCount == 1, "whoever asks for it has it tried at once")
    }
}
