import Testing

@testable import Proviso

@Suite struct RetentionStatusTests {
    /// The decision table: state, on hold, the clock now and the latest time before (days in February), what decides.
    /// The item is due on the 23rd.
    struct Row: Sendable, CustomTestStringConvertible {
        let state: RetentionState
        let isHeld: Bool
        let now: Int
        let before: Int?
        let reason: RetentionReason

        init(_ state: RetentionState, _ isHeld: Bool, _ now: Int, _ before: Int?, _ reason: RetentionReason) {
            (self.state, self.isHeld, self.now, self.before, self.reason) = (state, isHeld, now, before, reason)
        }

        var testDescription: String {
            "\(state)\(isHeld ? " on hold" : "") on the \(now), latest \(before.map(String.init) ?? "none"): \(reason)"
        }
    }

    @Test(arguments: [
        Row(.kept, false, 22, nil, .notDue), Row(.kept, false, 22, 22, .notDue), Row(.kept, false, 21, 22, .notDue),
        Row(.kept, false, 23, nil, .due), Row(.kept, false, 23, 23, .due), Row(.kept, false, 24, 23, .due),
        Row(.kept, false, 23, 24, .clockSteppedBack), Row(.kept, false, 1, 23, .clockSteppedBack),
        Row(.kept, true, 22, nil, .onHold), Row(.kept, true, 24, nil, .onHold), Row(.kept, true, 23, 24, .onHold),
        Row(.erasing, false, 24, nil, .erasing), Row(.erasing, false, 1, 24, .erasing),
        // No store lets a hold in here; if there is one, it is still too late.
        Row(.erasing, true, 24, nil, .erasing),
        Row(.erased, false, 1, 24, .erased), Row(.certified, false, 1, 24, .certified),
    ])
    func `state, then hold, then date, then clock`(row: Row) throws {
        var status = RetentionStatus(item: try SampleItem.make(1, eraseBy: "2027-02-23T00:00:00Z"), state: row.state)
        if row.isHeld {
            status.holds = [
                try LegalHold.new(on: status.item.id, reason: "an appeal", authority: "court.example", at: day(1))
            ]
        }
        let clock = ClockReading(
            now: try day(row.now), latestBefore: try row.before.map { number throws in try day(number) })
        #expect(status.reason(at: clock) == row.reason)
    }

    @Test func `a hold that was released keeps nothing`() throws {
        var status = RetentionStatus(item: try SampleItem.make(1, eraseBy: "2027-02-23T00:00:00Z"))
        status.holds = [
            try LegalHold(
                id: StatementID.random(), item: status.item.id, reason: "an appeal", authority: "court.example",
                placed: day(1), released: day(2))
        ]
        #expect(status.holdsInForce.isEmpty)
        #expect(status.reason(at: ClockReading(now: try day(23), latestBefore: nil)) == .due)
    }

    @Test func `a date is reached at its millisecond`() throws {
        let status = RetentionStatus(item: try SampleItem.make(1, eraseBy: "2027-02-23T00:00:00Z"))
        let date = try day(23).millisecondsSinceEpoch
        for (milliseconds, reason) in [(date - 1, RetentionReason.notDue), (date, .due)] {
            let now = try #require(Instant(millisecondsSinceEpoch: milliseconds))
            #expect(status.reason(at: ClockReading(now: now, latestBefore: nil)) == reason)
        }
    }

    @Test func `a reading is behind if a later time was seen`() throws {
        #expect(!ClockReading(now: try day(2), latestBefore: nil).isBehind)
        #expect(!ClockReading(now: try day(2), latestBefore: try day(2)).isBehind)
        #expect(!ClockReading(now: try day(3), latestBefore: try day(2)).isBehind)
        let behind = ClockReading(now: try day(2), latestBefore: try day(3))
        #expect(behind.isBehind)
        #expect(behind.latest == (try day(3)))
    }

    @Test func `a state has a word, and no other word is a state`() {
        for state in [RetentionState.kept, .erasing, .erased, .certified] {
            #expect(RetentionState(state.description) == state)
        }
        for word in ["", "Kept", "kept ", "gone"] { #expect(RetentionState(word) == nil) }
    }

    private func day(_ number: Int) throws -> Instant {
        try Instant("2027-02-\(number < 10 ? "0" : "")\(number)T00:00:00Z")
    }
}
