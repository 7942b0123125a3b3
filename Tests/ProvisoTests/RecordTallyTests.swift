import Testing

@testable import Proviso

@Suite struct RecordTallyTests {
    @Test func `a record counts only when it is through`() {
        var tally = RecordTally(counterCount: 3)
        tally.add(1, to: 0)
        tally.add(5, to: 2)
        #expect(tally.totals == [0, 0, 0])
        tally.commit()
        #expect(tally.totals == [1, 0, 5])
        tally.commit()
        #expect(tally.totals == [1, 0, 5])
    }

    @Test func `a bad record's counts are taken back, and those before it stay`() {
        var tally = RecordTally(counterCount: 2)
        tally.add(7, to: 1)
        tally.commit()
        tally.add(100, to: 0)
        tally.add(100, to: 1)
        tally.rollBack()
        #expect(tally.totals == [0, 7])
        tally.commit()
        #expect(tally.totals == [0, 7])
        tally.add(1, to: 1)
        tally.commit()
        #expect(tally.totals == [0, 8])
    }

    @Test func `every rule has a counter for each outcome`() {
        var tally = RecordTally(counterCount: 2 * RecordTally.Outcome.count)
        let outcomes: [(RecordTally.Outcome, Int)] = [(.kept, 1), (.changed, 2), (.dropped, 3), (.unhandled, 4)]
        for (outcome, number) in outcomes {
            for _ in 0..<number { tally.add(outcome, rule: 1) }
        }
        tally.commit()
        for (outcome, number) in outcomes {
            #expect(tally.totals[outcome.rawValue] == 0)
            #expect(tally.totals[RecordTally.Outcome.count + outcome.rawValue] == number)
        }
    }

    /// The journal has 4096 entries.
    @Test(arguments: [4095, 4096, 4097, 8191, 8192, 8193, 20_000])
    func `a record of more counts than the journal holds is counted whole, or not at all`(count: Int) {
        var tally = RecordTally(counterCount: 3)
        func addMany(_ tally: inout RecordTally) {
            for index in 0..<count { tally.add(index.isMultiple(of: 3) ? 2 : 1, to: index.isMultiple(of: 3) ? 0 : 1) }
        }
        let thirds = (count + 2) / 3
        addMany(&tally)
        #expect(tally.totals == [0, 0, 0])
        tally.commit()
        #expect(tally.totals == [2 * thirds, count - thirds, 0])
        addMany(&tally)
        tally.rollBack()
        tally.commit()
        #expect(tally.totals == [2 * thirds, count - thirds, 0])
        tally.add(1, to: 2)
        tally.commit()
        #expect(tally.totals == [2 * thirds, count - thirds, 1])
        addMany(&tally)
        tally.commit()
        #expect(tally.totals == [4 * thirds, 2 * (count - thirds), 1])
    }

    @Test func `a count can be as large as a record of the largest size has members`() {
        var tally = RecordTally(counterCount: 2)
        for _ in 0..<5000 { tally.add(RecordFilter.Options.sizeLimit, to: 1) }
        tally.commit()
        #expect(tally.totals == [0, 5000 * RecordFilter.Options.sizeLimit])
    }

    @Test func `random records add up to what was committed`() {
        var generator = SeededGenerator(seed: testSeed)
        var tally = RecordTally(counterCount: 5)
        var expected = [0, 0, 0, 0, 0]
        for _ in 0..<200 {
            var record = [0, 0, 0, 0, 0]
            for _ in 0..<Int.random(in: 0...(Bool.random(using: &generator) ? 10 : 10_000), using: &generator) {
                let counter = Int.random(in: 0..<5, using: &generator)
                let number = Int.random(in: 0...3, using: &generator)
                record[counter] += number
                tally.add(number, to: Int32(counter))
            }
            if Bool.random(using: &generator) {
                tally.commit()
                for counter in 0..<5 { expected[counter] += record[counter] }
            } else {
                tally.rollBack()
            }
            #expect(tally.totals == expected)
        }
    }
}
