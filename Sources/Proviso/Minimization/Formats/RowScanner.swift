/// A strict reader of one CSV row: it finds where cells begin and end, and notes what is wrong.
///
/// RFC 4180 to the letter, but that a cell may hold any character. What programs read in different ways is a fault: a
/// quote inside of an unquoted cell, text behind a closing quote, a quoted cell without its end, and a carriage return
/// outside of quotes. Spaces are a part of their cell. The whole row is checked to be UTF-8, also what the filter will
/// drop; of several faults, one of the quotes goes before, because nothing behind it can be trusted.
///
/// A row is what ``RowSplitter`` finds: its line feed is not a part of it, and a carriage return at its end belongs to
/// the line end. So does one at the end of an input that has been cut between the two. A row without anything else has
/// no cells: it is an empty line, and no record.
///
/// - **Source**: RFC 4180 section 2; RFC 3629 for UTF-8.
struct RowScanner: ~Copyable {
    /// Where a cell's content lies, without its quotes.
    struct Cell {
        let start: Int
        let end: Int
        let isQuoted: Bool
        /// Whether there are quotes in the content, each of them written twice.
        let hasDoubledQuotes: Bool
    }

    /// The cells of the last row.
    private(set) var cells = PlainBuffer<Cell>(capacity: 64)
    /// What is wrong with it.
    private(set) var fault: RecordFault?
    /// Whether it ended in a carriage return: its line ends in CRLF.
    private(set) var endsInCarriageReturn = false
    private let delimiter: UInt8

    private static let quote = UInt8(ascii: "\"")

    /// A scanner of rows whose cells are divided by a byte that ``RowSplitter/isDelimiter(_:)``.
    init(delimiter: UInt8) {
        precondition(RowSplitter.isDelimiter(delimiter), "RowScanner: a delimiter that CSV cannot have")
        self.delimiter = delimiter
    }

    /// Finds the cells of a row. False at a fault.
    ///
    /// A byte order mark is content here; whoever knows that this is the first row leaves it out.
    mutating func scan(_ row: Span<UInt8>) -> Bool {
        cells.truncate(to: 0)
        fault = nil
        endsInCarriageReturn = row.count > 0 && row[row.count - 1] == UInt8(ascii: "\r")
        let content = row.extracting(0..<(endsInCarriageReturn ? row.count - 1 : row.count))
        if content.isEmpty { return true }
        var index = 0
        var firstMalformed = -1
        while true {
            let isQuoted = index < content.count && content[index] == Self.quote
            let end =
                isQuoted
                ? scanQuoted(content, from: index, &firstMalformed)
                : scanUnquoted(content, from: index, &firstMalformed)
            if end < 0 { return false }
            if end == content.count { break }
            // Behind a delimiter there is a cell, also at the end.
            index = end + 1
        }
        if firstMalformed >= 0 { fail(.notUTF8, at: firstMalformed) }
        return fault == nil
    }

    /// Appends what a cell says: its content, in which each doubled quote is one.
    static func appendContent(of cell: Cell, _ row: Span<UInt8>, to output: inout ByteBuffer) {
        var start = cell.start
        while cell.hasDoubledQuotes, start < cell.end {
            let found = ByteSearch.first(quote, or: quote, in: row, from: start)
            if found >= cell.end { break }
            output.append(row, start..<found + 1)
            start = found + 2
        }
        output.append(row, start..<cell.end)
    }

    // MARK: - Cells

    /// Passes over an unquoted cell, and gives the index behind it: that of a delimiter, or the end; -1 at a fault.
    @inline(__always)
    private mutating func scanUnquoted(_ row: Span<UInt8>, from start: Int, _ firstMalformed: inout Int) -> Int {
        var index = start
        while true {
            index = Self.nextSpecial(row, from: index, delimiter)
            if index == row.count || row[index] == delimiter {
                cells.append(Cell(start: start, end: index, isQuoted: false, hasDoubledQuotes: false))
                return index
            }
            switch row[index] {
            case Self.quote: return fail(.quoteInCell, at: index)
            // A line feed is where a row ends, so none is met here.
            case UInt8(ascii: "\r"), UInt8(ascii: "\n"): return fail(.carriageReturn, at: index)
            case 0x80...: index = Self.endOfMultibyte(row, from: index, &firstMalformed)
            default: index += 1
            }
        }
    }

    /// The same for a cell whose opening quote is at an index.
    @inline(__always)
    private mutating func scanQuoted(_ row: Span<UInt8>, from start: Int, _ firstMalformed: inout Int) -> Int {
        var index = start + 1
        var hasDoubledQuotes = false
        while true {
            index = Self.nextQuoteOrMultibyte(row, from: index)
            if index == row.count { return fail(.unterminatedQuote, at: start) }
            if row[index] != Self.quote {
                index = Self.endOfMultibyte(row, from: index, &firstMalformed)
                continue
            }
            let next = index + 1
            if next < row.count, row[next] == Self.quote {
                hasDoubledQuotes = true
                index += 2
                continue
            }
            if next < row.count, row[next] != delimiter {
                return fail(row[next] == UInt8(ascii: "\r") ? .carriageReturn : .textAfterQuote, at: next)
            }
            cells.append(Cell(start: start + 1, end: index, isQuoted: true, hasDoubledQuotes: hasDoubledQuotes))
            return next
        }
    }

    @inline(never)
    @discardableResult
    private mutating func fail(_ kind: RecordFault.Kind, at offset: Int) -> Int {
        if fault == nil { fault = RecordFault(kind: kind, offset: offset) }
        return -1
    }

    // MARK: - Searching

    /// The first byte that is a delimiter, a quote, a line end or not ASCII, with some control characters that are
    /// nothing.
    @inline(__always)
    private static func nextSpecial(_ row: Span<UInt8>, from start: Int, _ delimiter: UInt8) -> Int {
        ByteSearch.first(in: row, from: start) {
            $0 == delimiter || $0 == quote || $0 < 0x0E || $0 >= 0x80
        } mask: { block in
            let isDelimiter: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: delimiter)
            let isQuote: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: quote)
            let isLow: SIMDMask<SIMD16<Int8>> = ByteSearch.isSignedLess(block, than: 0x0E)
            let found: SIMDMask<SIMD16<Int8>> = isDelimiter .| isQuote .| isLow
            return found
        }
    }

    @inline(__always)
    private static func nextQuoteOrMultibyte(_ row: Span<UInt8>, from start: Int) -> Int {
        ByteSearch.first(in: row, from: start) {
            $0 == quote || $0 >= 0x80
        } mask: { block in
            let isQuote: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: quote)
            let isMultibyte: SIMDMask<SIMD16<Int8>> = ByteSearch.isSignedLess(block, than: 0)
            let found: SIMDMask<SIMD16<Int8>> = isQuote .| isMultibyte
            return found
        }
    }

    /// The first ASCII byte after some multibyte sequences. What is not UTF-8 is noted and passed over byte by byte, so
    /// that the quotes behind it are still read.
    private static func endOfMultibyte(_ row: Span<UInt8>, from start: Int, _ firstMalformed: inout Int) -> Int {
        var index = start
        while index < row.count, row[index] >= 0x80 {
            let length = UTF8Text.sequenceLength(at: index, in: row)
            if length == 0, firstMalformed < 0 { firstMalformed = index }
            index += max(length, 1)
        }
        return index
    }
}
