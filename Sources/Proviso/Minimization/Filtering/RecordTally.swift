/// Counts what rules do to values, so that the counts of a record that turns out to be bad can be taken back.
///
/// A record's counts are noted in a short journal and added up only when the record is through.
struct RecordTally: ~Copyable {
    /// The sums of all records that are through.
    private(set) var totals: [Int]
    private var journal: [UInt64]
    private var journalCount = 0
    /// Counts of the current record that did not fit into the journal, and whether there are any.
    private var overflow: [Int]
    private var hasOverflow = false

    private static let journalCapacity = 4096

    init(counterCount: Int) {
        totals = [Int](repeating: 0, count: counterCount)
        overflow = totals
        journal = [UInt64](repeating: 0, count: Self.journalCapacity)
    }

    /// What happened to a value that a rule matched. Every rule has one counter for each.
    enum Outcome: Int {
        case kept
        case changed
        case dropped
        case unhandled

        static let count = 4
    }

    @inline(__always)
    mutating func add(_ outcome: Outcome, rule: Int32) {
        add(1, to: rule &* Int32(Outcome.count) &+ Int32(outcome.rawValue))
    }

    @inline(__always)
    mutating func add(_ number: Int, to counter: Int32) {
        if journalCount == Self.journalCapacity { spill() }
        journal[journalCount] = UInt64(UInt32(bitPattern: counter)) &<< 32 | UInt64(truncatingIfNeeded: number)
        journalCount &+= 1
    }

    /// Adds the record's counts to the totals.
    mutating func commit() {
        for index in 0..<journalCount { totals[Int(journal[index] &>> 32)] &+= Int(journal[index] & 0xFFFF_FFFF) }
        journalCount = 0
        if hasOverflow {
            for index in totals.indices { totals[index] += overflow[index] }
            clearOverflow()
        }
    }

    /// Takes the record's counts back.
    mutating func rollBack() {
        journalCount = 0
        if hasOverflow { clearOverflow() }
    }

    @inline(never)
    private mutating func spill() {
        for index in 0..<journalCount { overflow[Int(journal[index] &>> 32)] += Int(journal[index] & 0xFFFF_FFFF) }
        journalCount = 0
        hasOverflow = true
    }

    private mutating func clearOverflow() {
        for index in overflow.indices { overflow[index] = 0 }
        hasOverflow = false
    }
}
