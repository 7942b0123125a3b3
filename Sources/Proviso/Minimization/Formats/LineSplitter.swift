/// Finds the lines of an input that arrives in blocks of any size: a record ends at a line feed, which is not a part of
/// it.
///
/// An empty line is a record without bytes, because lines are counted. A carriage return and a byte order mark are left
/// in the record; what they mean is for the format to say.
///
/// - **Guarantees**: the records do not depend on where the input is cut.
struct LineSplitter {
    private var isInside = false

    /// Finds the next end of a line in a block, from its beginning or from where the last search went on.
    mutating func next(in block: Span<UInt8>, from start: Int) -> RecordScan {
        if let lineFeed = CLibrary.lineFeed(in: block, from: start) {
            isInside = false
            return .record(start..<lineFeed, next: lineFeed + 1)
        }
        if start < block.count { isInside = true }
        return isInside ? .unfinished(from: start) : .exhausted
    }

    /// What the end of the input means: a last line may lack its line feed.
    mutating func end() -> RecordScanEnd {
        defer { reset() }
        return isInside ? .record : .nothing
    }

    /// Prepares for another input.
    mutating func reset() {
        isInside = false
    }
}
