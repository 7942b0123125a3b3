import Testing

@testable import Proviso

@Suite struct ClockReadingTests {
    private func reading(_ now: Instant, _ before: Instant?, days: Int = 31) -> ClockReading {
        ClockReading(now: now, latestBefore: before, largestStepDays: days)
    }

    @Test func `a reading is behind if a later time was seen, to the millisecond`() {
        #expect(!reading(day(2), nil).isBehind)
        #expect(!reading(day(2), day(2)).isBehind)
        #expect(!reading(day(3), day(2)).isBehind)
        #expect(reading(day(2), day(2, plus: 1)).isBehind)
        #expect(reading(day(2), day(3)).latest == day(3))
        #expect(reading(day(3), day(2)).latest == day(3))
    }

    @Test func `a reading has jumped if a clock cannot have run so far, and the first one never`() {
        #expect(!reading(day(9000), nil).hasJumped)
        #expect(!reading(day(31), day(0)).hasJumped)
        #expect(reading(day(31, plus: 1), day(0)).hasJumped)
        #expect(!reading(day(0), day(31, plus: 1)).hasJumped)
        #expect(reading(day(1, plus: 1), day(0), days: 1).hasJumped)
    }

    @Test(arguments: [3_000_000, 1 << 40, Int.max])
    func `a clock that may run for ever is one that never jumps`(days: Int) {
        #expect(!reading(.last, day(0), days: days).hasJumped)
    }
}
