/// Counts what rules do to values, so that the counts of a record that turns out to be bad can be taken back.
///
/// A record's counts are noted in a short journal and added up only when the record is through.
struct RecordTally: ~Copyable {
    /// The sums of all records that are through.
    var totals: [Int] { (0..<sums.count).map { sums[$0] } }

    private var sums: PlainBuffer<Int>
    private var journal = PlainBuffer<UInt64>(capacity: journalCapacity)
    /// Counts of the current record that did not fit into the journal, and whether there are any.
    private var overflow: PlainBuffer<Int>
    private var hasOverflow = false

    private static let journalCapacity = 4096

    init(counterCount: Int) {
        sums = PlainBuffer(repeating: 0, count: counterCount)
        overflow = PlainBuffer(repeating: 0, count: counterCount)
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

    /// Counts one value that is kept for each of some rules.
    mutating func addKept(_ rules: borrowing PlainBuffer<Int32>) {
        if rules.count > Self.journalCapacity - journal.count { spill() }
        for index in 0..<rules.count {
            let counter = rules[index] &* Int32(Outcome.count) &+ Int32(Outcome.kept.rawValue)
            // More than the journal is made for: it grows then, and is spilled next time.
            journal.append(UInt64(UInt32(bitPattern: counter)) &<< 32 | 1)
        }
    }

    @inline(__always)
    mutating func add(_ number: Int, to counter: Int32) {
        if journal.count >= Self.journalCapacity { spill() }
        journal.append(UInt64(UInt32(bitPattern: counter)) &<< 32 | UInt64(truncatingIfNeeded: number))
    }

    /// Adds the record's counts to the totals.
    mutating func commit() {
        for index in 0..<journal.count { sums[Int(journal[index] &>> 32)] &+= Int(journal[index] & 0xFFFF_FFFF) }
        journal.truncate(to: 0)
        if hasOverflow {
            for index in 0..<sums.count { sums[index] += overflow[index] }
            clearOverflow()
        }
    }

    /// Takes the record's counts back.
    mutating func rollBack() {
        journal.truncate(to: 0)
        if hasOverflow { clearOverflow() }
    }

    @inline(never)
    private mutating func spill() {
        for index in 0..<journal.count { overflow[Int(journal[index] &>> 32)] += Int(journal[index] & 0xFFFF_FFFF) }
        journal.truncate(to: 0)
        hasOverflow = true
    }

    private mutating func clearOverflow() {
        for index in 0..<overflow.count { overflow[index] = 0 }
        hasOverflow = false
    }
}
