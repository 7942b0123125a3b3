/// What a splitter found in a block of input: where a record ends.
///
/// A splitter only finds records and keeps no bytes; it remembers in what state of its format a block ended, so that nothing is looked
/// at twice. Whether a record is well-formed is for the scanner of its format to say.
enum RecordScan {
    /// A record ends in this block: these are its bytes here, which follow on those of earlier blocks, if there are any. The search goes
    /// on from `next`.
    case record(Range<Int>, next: Int)
    /// The block ends inside of a record, whose bytes here begin at this index.
    case unfinished(from: Int)
    /// There is nothing but separators up to the end of the block.
    case exhausted
    /// What stands between records is not what the format allows, at this index. Nothing can be found behind it.
    case fault(RecordFault.Kind, at: Int)
}

/// What the end of an input means to a splitter.
enum RecordScanEnd {
    /// There is nothing left.
    case nothing
    /// What came of the last record is a whole record.
    case record
    /// The input must not end here.
    case fault(RecordFault.Kind)
}
