import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct ErasureRetriesTests {
    private let minute: Int64 = 60_000

    @Test func `the pause is a minute at first, twice as long after each failure, and a day at most`() {
        let standard = ErasureRetries.standard
        for (failures, minutes) in [
            (0, 1), (1, 2), (2, 4), (10, 1024), (11, 1440), (60, 1440), (Int.max, 1440), (-1, 1),
        ] as [(Int, Int64)] {
            let next = standard.next(afterFailures: failures, now: day(1))
            #expect(next == day(1, plus: minutes * minute), "after \(failures) failures")
        }
        #expect(standard.next(afterFailures: 0, now: .last) == .last)
        let never = ErasureRetries(firstDelayMilliseconds: .max, longestDelayMilliseconds: .max)
        #expect(never.next(afterFailures: 3, now: day(1)) == .last)
        #expect(ErasureRetries.always.next(afterFailures: 3, now: day(1)) == day(1))
    }

    @Test func `a failure under a clock that had jumped, or was corrected, postpones by no more than its pause`() throws
    {
        let eraser = FakeEraser { _, call in if call < 4 { throw InjectedFault() } }
        let bench = try RetentionBench(eraser: eraser)
        let id = try bench.register("a")
        try bench.at(10)
        let recipient = try Recipient()
        func sweep() throws -> SweepReport {
            try bench.engine.sweep(signer: recipient.signer, issuer: recipient.party)
        }
        _ = try sweep()
        bench.clock.set(day(20_000))
        _ = try sweep()
        // Two minutes after the last time that could be believed, though the clock showed another.
        #expect(try bench.item(id)?.nextTry == day(10, plus: 2 * minute))
        bench.clock.set(day(11))
        try bench.engine.confirmClock(bench.why)
        _ = try sweep()
        #expect(try bench.item(id)?.failureCount == 3)
        bench.clock.set(day(10, plus: 3 * minute))
        try bench.engine.correctClock(to: day(10, plus: 2 * minute), bench.why)
        #expect(try bench.item(id)?.nextTry == day(10, plus: 2 * minute))
        #expect(try sweep().certifiedCount == 1)
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
        #expect(text.contains("failed 3 times, and is tried again from \(day(10, plus: 7 * minute)) on"))
        #expect(try bench.sweep().failureCount == 1, "whoever asks for it has it tried at once")
    }
}
