@testable import Proviso

/// What a scanner says of one row: its cells, or its fault as ``faultText(_:at:)`` writes it.
enum ScannedRow: Equatable {
    case cells([String])
    case fault(String)
}

func scanRow(_ row: some Sequence<UInt8>, delimiter: Unicode.Scalar = ",") -> ScannedRow {
    var scanner = RowScanner(delimiter: UInt8(ascii: delimiter))
    return scanRow(Array(row), &scanner)
}

/// The same with a scanner that is used several times.
func scanRow(_ row: [UInt8], _ scanner: inout RowScanner) -> ScannedRow {
    let isRow = scanner.scan(row.span)
    precondition(isRow == (scanner.fault == nil), "a fault that was not noted, or a row with one")
    if let fault = scanner.fault { return .fault(faultText(fault.kind, at: fault.offset)) }
    return .cells(
        (0..<scanner.cells.count).map { number in
            let cell = scanner.cells[number]
            var content = ByteBuffer()
            RowScanner.appendContent(of: cell, row.span, to: &content)
            return content.text
        })
}

/// The rows of a file that are records: their cells, or the faults of those that have one.
func scanFile(_ input: [UInt8], delimiter: Unicode.Scalar = ",") -> [ScannedRow] {
    let splitting = split(input, with: RowSplitter(delimiter: UInt8(ascii: delimiter)))
    var scanner = RowScanner(delimiter: UInt8(ascii: delimiter))
    var rows: [ScannedRow] = []
    // A row that lacks its end is scanned too: an earlier fault may be why.
    let records = splitting.records + (splitting.fault == nil ? [] : [splitting.rest])
    for (number, record) in records.enumerated() {
        let mark = number == 0 ? UTF8Text.markByteCount(record.span) : 0
        let row = scanRow(Array(record[mark...]), &scanner)
        if row != .cells([]) { rows.append(row) }
    }
    if splitting.fault != nil {
        guard case .fault = rows.last else { preconditionFailure("a row without its end that is read") }
    }
    return rows
}

/// Rows of cells that hold what rows are made of.
enum RandomRows {
    static func cell(using generator: inout SeededGenerator) -> String {
        let pieces = [
            "", "a", "é", "😀", " ", "'", "1.50", "-", "=", "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", "\u{FEFF}",
            "\u{2028}", "\u{85}", "\u{1}", "\u{7F}", String(repeating: "long", count: 8),
        ]
        return (0..<Int.random(in: 0...4, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }
            .joined()
    }

    static func rows(using generator: inout SeededGenerator) -> [[String]] {
        (0..<Int.random(in: 0...5, using: &generator)).map { _ in
            (0..<Int.random(in: 1...4, using: &generator)).map { _ in cell(using: &generator) }
        }
    }

    /// The rows as a file, in which each cell has quotes that it does not need with a probability of one half.
    static func file(_ rows: [[String]], delimiter: Unicode.Scalar, using generator: inout SeededGenerator) -> [UInt8] {
        var output = ByteBuffer()
        for row in rows {
            for (number, cell) in row.enumerated() {
                if number > 0 { output.append(UInt8(ascii: delimiter)) }
                if Bool.random(using: &generator) {
                    output.append(Array(("\"" + cell.replacing("\"", with: "\"\"") + "\"").utf8))
                } else {
                    CSVText.append(
                        Array(cell.utf8).span, delimiter: UInt8(ascii: delimiter), isOnlyCell: row.count == 1,
                        to: &output)
                }
            }
            output.append(Array((Bool.random(using: &generator) ? "\n" : "\r\n").utf8))
        }
        return output.array
    }
}
