import Testing

@testable import Proviso

@Suite struct RowScannerTests {
    static let rows: [(row: String, cells: [String])] = [
        ("a", ["a"]), ("a,b", ["a", "b"]), (",", ["", ""]), ("a,", ["a", ""]), (",,b", ["", "", "b"]),
        // An empty line has no cells; an empty cell in quotes is one.
        ("", []), ("\r", []), ("\"\"", [""]), ("\"\"\r", [""]), (",\r", ["", ""]),
        ("a,b\r", ["a", "b"]), ("a,\"b\"\r", ["a", "b"]), ("\"a,b\",\"c\nd\"", ["a,b", "c\nd"]),
        ("\"q \"\"z\"\", w\",\"\"\"\"", ["q \"z\", w", "\""]), ("\"\"\"\"\"\",\"\"", ["\"\"", ""]),
        ("\"a\r\nb\r\",c", ["a\r\nb\r", "c"]),
        // Spaces belong to their cells, and so does every other character.
        (" a , b ", [" a ", " b "]), ("a;b\tc'd\\", ["a;b\tc'd\\"]),
        ("\0,\u{1}\u{B}\u{C}\u{7F}", ["\0", "\u{1}\u{B}\u{C}\u{7F}"]),
        ("é,😀,\u{2028}\u{85}", ["é", "😀", "\u{2028}\u{85}"]), ("\"é\"\"é\"", ["é\"é"]), ("\u{FEFF}a", ["\u{FEFF}a"]),
        ("0123456789abcdef0,0123456789abcdef", ["0123456789abcdef0", "0123456789abcdef"]),
        ("\"0123456789abcdef\"\"0123456789abcdef\",é", ["0123456789abcdef\"0123456789abcdef", "é"]),
    ]

    @Test(arguments: rows)
    func `a row is its cells`(row: String, cells: [String]) {
        #expect(scanRow(row.utf8) == .cells(cells))
        // A place on other sides of the ends of vectors changes nothing.
        for length in 1...17 {
            let prefix = String(repeating: "x", count: length)
            guard !cells.isEmpty else { continue }
            #expect(scanRow("\(prefix),\(row)".utf8) == .cells([prefix] + cells))
            #expect(scanRow("\"\(prefix)\"\"\",\(row)".utf8) == .cells([prefix + "\""] + cells))
        }
    }

    static let faults: [(row: String, kind: RecordFault.Kind, offset: Int)] = [
        ("1\"a,2", .quoteInCell, 1), ("a,b\"", .quoteInCell, 3), (" \"a\"", .quoteInCell, 1),
        ("a\"\"b", .quoteInCell, 1),
        ("\"a\"b", .textAfterQuote, 3), ("\"a\" ,b", .textAfterQuote, 3), ("\"\"x\"\"", .textAfterQuote, 2),
        ("\"a\";b", .textAfterQuote, 3), ("\"a\"\"\" b", .textAfterQuote, 5), ("\"a\"é", .textAfterQuote, 3),
        ("\"", .unterminatedQuote, 0), ("a,\"b", .unterminatedQuote, 2), ("\"a\"\"", .unterminatedQuote, 0),
        ("\"\"\"", .unterminatedQuote, 0), ("\"a\r", .unterminatedQuote, 0), ("a,\"b,c\nd", .unterminatedQuote, 2),
        ("a\rb", .carriageReturn, 1), ("\ra", .carriageReturn, 0), ("a\r\r", .carriageReturn, 1),
        ("\r\r", .carriageReturn, 0), ("\"a\"\rb", .carriageReturn, 3), ("a,\r,b", .carriageReturn, 2),
        ("a\nb", .carriageReturn, 1), ("\"a\"\nb", .textAfterQuote, 3),
    ]

    @Test(arguments: faults)
    func `a quote or a carriage return that programs read in different ways is a fault`(
        row: String, kind: RecordFault.Kind, offset: Int
    ) {
        #expect(scanRow(row.utf8) == .fault(faultText(kind, at: offset)))
        #expect(kind.isBroken)
        for length in 1...17 {
            let prefix = String(repeating: "x", count: length) + ","
            #expect(scanRow((prefix + row).utf8) == .fault(faultText(kind, at: prefix.utf8.count + offset)))
        }
    }

    @Test(arguments: UTF8TextTests.malformed.map(\.bytes))
    func `a row that is not UTF-8 is a fault, whichever cell it is in`(sequence: [UInt8]) {
        for (before, after) in [("", ""), ("a,", ",b"), ("\"", "\""), ("a,\"é\"\"", "\",é"), ("0123456789abcdef", "")] {
            let row = before.utf8 + sequence + after.utf8
            #expect(scanRow(row) == .fault(faultText(.notUTF8, at: before.utf8.count)), "\(before)")
        }
        // The first of several.
        #expect(scanRow([0x61] + sequence + [0x2C] + sequence) == .fault(faultText(.notUTF8, at: 1)))
    }

    @Test(arguments: UTF8TextTests.malformed.map(\.bytes))
    func `a broken quote is the fault that counts, because it cannot be skipped`(sequence: [UInt8]) {
        let length = sequence.count
        #expect(scanRow(sequence + Array(",a\"".utf8)) == .fault(faultText(.quoteInCell, at: length + 2)))
        #expect(scanRow(sequence + Array(",\"a".utf8)) == .fault(faultText(.unterminatedQuote, at: length + 1)))
        #expect(scanRow([0x22] + sequence + Array("\"a".utf8)) == .fault(faultText(.textAfterQuote, at: length + 2)))
        #expect(scanRow(sequence + Array("\"".utf8)) == .fault(faultText(.quoteInCell, at: length)))
    }

    @Test(arguments: [";", "\t", "|", " ", "\u{1}", "'", "-"] as [Unicode.Scalar])
    func `cells are divided by what was asked for alone`(delimiter: Unicode.Scalar) {
        #expect(
            scanRow("a,b\(delimiter)\"c\(delimiter)\"\(delimiter)".utf8, delimiter: delimiter)
                == .cells(["a,b", "c\(delimiter)", ""]))
        #expect(scanRow("\"a\",b".utf8, delimiter: delimiter) == .fault(faultText(.textAfterQuote, at: 3)))
    }

    @Test func `a scanner that is used again remembers nothing`() {
        var scanner = RowScanner(delimiter: UInt8(ascii: ","))
        #expect(scanRow(Array("a,b,c\r".utf8), &scanner) == .cells(["a", "b", "c"]))
        var endsInCarriageReturn = scanner.endsInCarriageReturn
        #expect(endsInCarriageReturn)
        #expect(scanRow(Array("a,\"".utf8), &scanner) == .fault(faultText(.unterminatedQuote, at: 2)))
        endsInCarriageReturn = scanner.endsInCarriageReturn
        #expect(!endsInCarriageReturn)
        #expect(scanRow([], &scanner) == .cells([]))
        #expect(scanRow(Array("\"d\"".utf8), &scanner) == .cells(["d"]))
        let cells = (0..<scanner.cells.count).map { scanner.cells[$0] }
        #expect(cells.map(\.isQuoted) == [true] && cells.map(\.hasDoubledQuotes) == [false])
    }

    @Test func `a file of rows says what was written, however it was quoted`() {
        var generator = SeededGenerator(seed: testSeed)
        for _ in 0..<500 {
            let delimiter: Unicode.Scalar = [",", ";", "\t"].randomElement(using: &generator)!
            let rows = RandomRows.rows(using: &generator)
            let file = RandomRows.file(rows, delimiter: delimiter, using: &generator)
            #expect(scanFile(file, delimiter: delimiter) == rows.map { .cells($0) }, "seed \(testSeed): \(hex(file))")
        }
    }

    @Test func `a million quotes, a million delimiters, and a quoted cell of a mebibyte`() {
        let count = 1_000_000
        let quotes = [UInt8](repeating: 0x22, count: count)
        #expect(scanRow(quotes) == .cells([String(repeating: "\"", count: count / 2 - 1)]))
        #expect(scanRow(quotes + [0x22]) == .fault(faultText(.unterminatedQuote, at: 0)))
        #expect(scanRow([0x61] + quotes) == .fault(faultText(.quoteInCell, at: 1)))
        var scanner = RowScanner(delimiter: UInt8(ascii: ","))
        let delimiters = [UInt8](repeating: UInt8(ascii: ","), count: count)
        let isRow = scanner.scan(delimiters.span)
        let cellCount = scanner.cells.count
        #expect(isRow && cellCount == count + 1)
        let cell = String(repeating: "é,\n\r", count: 1 << 18)
        #expect(scanRow("\"\(cell)\",b".utf8) == .cells([cell, "b"]))
        let malformed = [UInt8](repeating: 0xFF, count: count)
        #expect(scanRow(malformed) == .fault(faultText(.notUTF8, at: 0)))
    }
}
