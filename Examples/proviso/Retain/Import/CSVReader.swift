/// Cuts CSV that comes in blocks into rows, as RFC 4180 has it and no more loosely: what programs read in different ways is a fault.
///
/// That is a quote inside of a cell that does not begin with one, text behind a closing quote, a quote without its end, and a carriage
/// return outside of quotes that ends no line. A row ends at a line feed outside of quotes, also one with a fault. Spaces belong to their
/// cell, and a line without a single character is no row.
struct CSVReader {
    /// What a cell says, and where it begins.
    struct Cell {
        let text: String
        let place: Place
    }

    /// Lines and columns count from one, and columns count Unicode scalars.
    struct Place {
        var line = 1
        var column = 1
    }

    /// What is wrong with a row.
    struct Fault: Error {
        let message: String
        let remedy: String
        let place: Place
    }

    struct Row {
        /// Where it begins.
        let place: Place
        let byteCount: Int
        let cells: Result<[Cell], Fault>
    }

    private enum State { case cellStart, cell, quoted, quoteInQuoted }

    private var state = State.cellStart
    /// The place of the next byte.
    private var place = Place()
    private var markCount = 0

    private var rowPlace = Place()
    private var rowByteCount = 0
    /// Whether nothing but its line end was met of the row.
    private var isRowEmpty = true
    private var cells: [Cell] = []
    private var fault: Fault?

    private var cellPlace = Place()
    private var cell: [UInt8] = []
    /// Where a carriage return stands that must be a part of a line end.
    private var carriageReturn: Place?

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let quote = UInt8(ascii: "\"")
    /// An item has a dozen fields, so a row of more cells is of another table, or has lost a quote.
    private static let cellLimit = 1000

    /// How many lines have begun.
    var lineCount: Int { rowByteCount == 0 ? place.line - 1 : place.line }

    mutating func append(_ block: Span<UInt8>, _ take: (Row) throws -> Void) throws {
        for index in block.indices {
            if markCount < Self.byteOrderMark.count {
                if block[index] == Self.byteOrderMark[markCount] {
                    markCount += 1
                    continue
                }
                try settleMark(take)
            }
            try read(block[index], take)
        }
    }

    /// Gives the last row, if it is not ended.
    mutating func finish(_ take: (Row) throws -> Void) throws {
        if markCount < Self.byteOrderMark.count { try settleMark(take) }
        if rowByteCount == 0 { return }
        if state == .quoted {
            fail("a quoted cell without its closing quote", "write a quote at its end", at: cellPlace)
        }
        try endRow(take)
    }

    /// What only begins like a byte order mark belongs to the first cell.
    private mutating func settleMark(_ take: (Row) throws -> Void) throws {
        let held = Self.byteOrderMark[..<markCount]
        markCount = Self.byteOrderMark.count
        for byte in held { try read(byte, take) }
    }

    // MARK: - Bytes

    private mutating func read(_ byte: UInt8, _ take: (Row) throws -> Void) throws {
        if let lost = carriageReturn, byte != UInt8(ascii: "\n") {
            carriageReturn = nil
            fail("a carriage return that ends no line", "quote the cell, or write a line feed behind it", at: lost)
        }
        rowByteCount += 1
        if rowByteCount > LineBuffer.byteLimit {
            fail(
                "a row of more than \(LineBuffer.byteLimit) bytes", "look for a quote that is not closed", at: rowPlace)
        }
        switch state {
        case .quoted:
            if byte == Self.quote { state = .quoteInQuoted } else { keep(byte) }
        case .quoteInQuoted where byte == Self.quote:
            keep(byte)
            state = .quoted
        case .cellStart where byte == Self.quote:
            isRowEmpty = false
            state = .quoted
        default:
            if byte == UInt8(ascii: "\n") {
                moveOn(byte)
                return try endRow(take)
            }
            readOutside(byte)
        }
        moveOn(byte)
    }

    /// A byte outside of quotes that does not end the row.
    private mutating func readOutside(_ byte: UInt8) {
        if byte != UInt8(ascii: "\r") { isRowEmpty = false }
        switch byte {
        case UInt8(ascii: ","):
            endCell()
            state = .cellStart
            cellPlace = Place(line: place.line, column: place.column + 1)
            return
        case UInt8(ascii: "\r"):
            carriageReturn = place
        case Self.quote:
            fail("a quote inside of an unquoted cell", "quote the cell, and double each quote in it", at: place)
        default:
            if state == .quoteInQuoted {
                fail("text behind a closing quote", "double each quote inside of the cell", at: place)
            }
            keep(byte)
        }
        state = .cell
    }

    private mutating func keep(_ byte: UInt8) {
        if fault == nil { cell.append(byte) }
    }

    private mutating func moveOn(_ byte: UInt8) {
        if byte == UInt8(ascii: "\n") {
            place = Place(line: place.line + 1, column: 1)
        } else if byte & 0xC0 != 0x80 {
            place.column += 1
        }
    }

    // MARK: - Cells and rows

    private mutating func endCell() {
        defer { cell.removeAll(keepingCapacity: true) }
        guard fault == nil else { return }
        guard let text = String(validating: cell, as: UTF8.self) else {
            return fail("a cell that is not UTF-8", "save the file as UTF-8", at: cellPlace)
        }
        if cells.count == Self.cellLimit {
            return fail("a row of more than \(Self.cellLimit) cells", "look for a quote that is missing", at: rowPlace)
        }
        cells.append(Cell(text: text, place: cellPlace))
    }

    private mutating func endRow(_ take: (Row) throws -> Void) throws {
        endCell()
        let row = Row(place: rowPlace, byteCount: rowByteCount, cells: fault.map { .failure($0) } ?? .success(cells))
        let isEmpty = isRowEmpty && fault == nil
        state = .cellStart
        carriageReturn = nil
        rowByteCount = 0
        isRowEmpty = true
        cells.removeAll(keepingCapacity: true)
        fault = nil
        rowPlace = place
        cellPlace = place
        if !isEmpty { try take(row) }
    }

    /// Notes the first fault of a row: nothing behind it can be trusted.
    private mutating func fail(_ message: String, _ remedy: String, at place: Place) {
        if fault != nil { return }
        fault = Fault(message: message, remedy: remedy, place: place)
        cells = []
        cell = []
    }
}
