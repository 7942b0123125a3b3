/// Finds the rows of a CSV file that arrives in blocks of any size: a record ends at a line feed outside of quotes.
///
/// Quotes are read as RFC 4180 has them: one opens at the first byte of a cell alone, and two in a row inside of quotes
/// stand for one. A quote anywhere else is passed over as data, and so is text behind a closing quote: ``RowScanner``,
/// which reads quotes in the same way, refuses such a row. A row that it accepts has therefore been cut where it ends.
///
/// The line feed is not a part of the record. The carriage return of a line end that is CRLF is: it may have been the
/// last byte of the block before, so that only ``RowScanner``, which sees the whole row, can take it away everywhere. A
/// byte order mark at the beginning of an input is a part of the first record too, for the same reason, and the first
/// cell begins behind it.
///
/// - **Guarantees**: the records do not depend on where the input is cut.
/// - **Source**: RFC 4180 section 2.
struct RowSplitter {
    private let delimiter: UInt8
    private var place = Place.cellStart
    private var isInside = false
    private var mark = ByteOrderMark()

    private enum Place {
        /// Before a cell: a quote opens it.
        case cellStart
        /// Somewhere in a cell outside of quotes.
        case cell
        case quoted
        /// Behind a quote in a quoted cell: another one makes it data, anything else has it close the cell.
        case quoteInQuoted
    }

    private static let quote = UInt8(ascii: "\"")

    /// Whether a byte can divide cells: it is ASCII, no quote and no part of a line end.
    static func isDelimiter(_ byte: UInt8) -> Bool {
        byte < 0x80 && byte != quote && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r")
    }

    /// A splitter for rows whose cells are divided by a byte that ``isDelimiter(_:)``.
    init(delimiter: UInt8) {
        precondition(Self.isDelimiter(delimiter), "RowSplitter: a delimiter that CSV cannot have")
        self.delimiter = delimiter
    }

    /// Finds the next end of a row in a block, from its beginning or from where the last search went on.
    mutating func next(in block: Span<UInt8>, from start: Int) -> RecordScan {
        if start < block.count { isInside = true }
        var index = start
        // What only begins like a byte order mark belongs to the first cell.
        if !mark.isSettled, !mark.pass(block, &index) { place = .cell }
        while index < block.count {
            switch place {
            case .quoted:
                index = ByteSearch.first(Self.quote, or: Self.quote, in: block, from: index)
                if index < block.count {
                    place = .quoteInQuoted
                    index += 1
                }
            case .quoteInQuoted:
                if block[index] == Self.quote {
                    place = .quoted
                    index += 1
                } else {
                    place = .cell
                }
            case .cellStart where block[index] == Self.quote:
                place = .quoted
                index += 1
            case .cellStart, .cell:
                // Delimiters matter only where one stands before a quote, so they are not looked for.
                let found = ByteSearch.first(UInt8(ascii: "\n"), or: Self.quote, in: block, from: index)
                guard found < block.count else {
                    place = block[found - 1] == delimiter ? .cellStart : .cell
                    return .unfinished(from: start)
                }
                if block[found] == UInt8(ascii: "\n") {
                    place = .cellStart
                    isInside = false
                    return .record(start..<found, next: found + 1)
                }
                place = found > index && block[found - 1] == delimiter ? .quoted : .cell
                index = found + 1
            }
        }
        return isInside ? .unfinished(from: start) : .exhausted
    }

    /// What the end of the input means: a last row may lack its line end, but not a closing quote. ``RowScanner``
    /// refuses what came of such a row too, perhaps for an earlier fault, which is then the one to report.
    mutating func end() -> RecordScanEnd {
        defer { reset() }
        if !isInside { return .nothing }
        return place == .quoted ? .fault(.unterminatedQuote) : .record
    }

    /// Prepares for another input.
    mutating func reset() {
        place = .cellStart
        isInside = false
        mark = ByteOrderMark()
    }
}
