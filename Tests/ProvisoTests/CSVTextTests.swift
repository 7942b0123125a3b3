import Testing

@testable import Proviso

@Suite struct CSVTextTests {
    private static func cell(
        _ text: String, delimiter: Unicode.Scalar = ",", isOnlyCell: Bool = false, isDefused: Bool = false
    ) -> String {
        var output = ByteBuffer()
        let text = Array(text.utf8)
        if isDefused {
            CSVText.appendDefused(text.span, delimiter: UInt8(ascii: delimiter), isOnlyCell: isOnlyCell, to: &output)
        } else {
            CSVText.append(text.span, delimiter: UInt8(ascii: delimiter), isOnlyCell: isOnlyCell, to: &output)
        }
        return output.text
    }

    static let cells: [(text: String, cell: String)] = [
        ("", ""), ("a", "a"), (" a ", " a "), ("a;b'c\\", "a;b'c\\"), ("\u{0}\t\u{B}", "\u{0}\t\u{B}"),
        ("é\u{2028}", "é\u{2028}"),
        (",", "\",\""), ("a,b", "\"a,b\""), ("\"", "\"\"\"\""), ("q \"z\", w", "\"q \"\"z\"\", w\""),
        ("\"\"", "\"\"\"\"\"\""),
        ("l1\nl2", "\"l1\nl2\""), ("\r", "\"\r\""), ("a\r\nb", "\"a\r\nb\""),
        ("0123456789abcdef\"", "\"0123456789abcdef\"\"\""),
        ("\u{FEFF}a", "\"\u{FEFF}a\""), ("a\u{FEFF}", "a\u{FEFF}"),
    ]

    @Test(arguments: cells)
    func `a cell has quotes only where it needs them`(text: String, cell: String) {
        #expect(Self.cell(text) == cell)
        #expect(
            Self.cell(text, isDefused: true) == (text == "\r" ? "\"'\r\"" : text == "\u{0}\t\u{B}" ? "'" + cell : cell))
        if !text.isEmpty { #expect(Self.cell(text, isOnlyCell: true) == cell) }
        #expect(scanRow("\(cell),x".utf8) == .cells([text, "x"]))
    }

    @Test func `an empty text that is the only cell of a row would be an empty line`() {
        #expect(Self.cell("", isOnlyCell: true) == "\"\"")
        #expect(Self.cell("", isOnlyCell: true, isDefused: true) == "\"\"")
        #expect(Self.cell("\u{FEFF}", isOnlyCell: true) == "\"\u{FEFF}\"")
    }

    @Test func `only the delimiter of the file needs quotes`() {
        #expect(Self.cell("a,b", delimiter: ";") == "a,b")
        #expect(Self.cell("a;b", delimiter: ";") == "\"a;b\"")
        #expect(Self.cell("\t", delimiter: "\t") == "\"\t\"")
    }

    static let formulas: [(text: String, cell: String)] = [
        ("=1+1", "'=1+1"), ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
        ("+34600000000", "'+34600000000"),
        ("+1", "'+1"), ("-", "'-"), ("-2+3", "'-2+3"), ("-1,5", "\"'-1,5\""), ("-01", "'-01"), ("-.5", "'-.5"),
        ("- 1", "'- 1"),
        ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("\0=1", "'\0=1"),
        ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠a", "'＠a"), ("=", "'="),
    ]

    @Test(arguments: formulas)
    func `what a spreadsheet could take for a formula gets an apostrophe`(text: String, cell: String) {
        #expect(Self.cell(text, isDefused: true) == cell)
        #expect(Self.cell(text, isOnlyCell: true, isDefused: true) == cell)
        #expect(scanRow(cell.utf8) == .cells(["'" + text]))
        // Only where it is asked for.
        #expect(!Self.cell(text).contains("'"))
    }

    @Test(arguments: [
        "-1", "-0", "-1.50", "-1e5", "-0.1E-7", "1", "a=1", "'=1", " =1", "¡", "\u{FF01}", "ｅ", "", "<18", "[18,65)",
    ])
    func `numbers, and texts that begin like none, stay as they are`(text: String) {
        #expect(Self.cell(text, isDefused: true) == Self.cell(text))
    }

    @Test func `an apostrophe that divides cells is in quotes`() {
        #expect(Self.cell("=1", delimiter: "'", isDefused: true) == "\"'=1\"")
    }

    @Test func `a million quotes become two million`() {
        let text = String(repeating: "\"", count: 1_000_000)
        #expect(Self.cell(text).utf8.count == 2_000_002)
    }

    private struct Row: Encodable {
        let cells: [String]
        let delimiter: String
    }

    @Test(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
    func `Python writes the same cells`() throws {
        let program = """
            import csv, io, json, sys

            def write(row):
                text = io.StringIO(newline="")
                csv.writer(text, delimiter=row["delimiter"], lineterminator="\\r\\n").writerow(row["cells"])
                return text.getvalue()[:-2]

            print(json.dumps([write(row) for row in json.load(sys.stdin)]))
            """
        var generator = SeededGenerator(seed: testSeed)
        // Python knows nothing of byte order marks inside of a file.
        let rows = (0..<1500).flatMap { _ in RandomRows.rows(using: &generator) }
            .filter { !$0.contains { $0.hasPrefix("\u{FEFF}") } }
            .map { Row(cells: $0, delimiter: [",", ";", "\t"].randomElement(using: &generator)!) }
        let theirs = try Python.run(program, input: rows, as: [String].self)
        #expect(theirs.count == rows.count && rows.count > 1000)
        for (row, expected) in zip(rows, theirs) {
            let delimiter = row.delimiter.unicodeScalars.first!
            let cells = row.cells.map { Self.cell($0, delimiter: delimiter, isOnlyCell: row.cells.count == 1) }
            #expect(cells.joined(separator: row.delimiter) == expected, "seed \(testSeed)")
        }
    }
}
