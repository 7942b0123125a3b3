import Testing

@testable import Proviso

@Suite struct RowSplitterTests {
    static let inputs: [(input: String, rows: [String])] = [
        ("", []), ("\n", [""]), ("a,b", ["a,b"]), ("a,b\n1,2\n", ["a,b", "1,2"]), ("a\n\n\nb", ["a", "", "", "b"]),
        // A carriage return stays, for the scanner to take away.
        ("a,b\r\n1,2\r\n", ["a,b\r", "1,2\r"]), ("a\r\n\r\nb\r", ["a\r", "\r", "b\r"]), ("a\rb\n", ["a\rb"]),
        ("\"a\nb\",c\nd\n", ["\"a\nb\",c", "d"]), ("c,\"a\r\nb\"\r\nd", ["c,\"a\r\nb\"\r", "d"]),
        ("\"\"\n\"\"\"\n\"\n", ["\"\"", "\"\"\"\n\""]),
        ("\"a\"\"\nb\"\n\"c\",\"\n\"\n", ["\"a\"\"\nb\"", "\"c\",\"\n\""]),
        (",\"\n\",\n", [",\"\n\","]), ("\"\",\"\n\"\n", ["\"\",\"\n\""]),
        // Quotes that open nothing: inside of a cell, behind a closing one, behind another delimiter.
        ("a\"b\nc\"d\n", ["a\"b", "c\"d"]), ("a\"\nb,\"c\nd\"\n", ["a\"", "b,\"c\nd\""]),
        (" \"a\nb\"\n", [" \"a", "b\""]),
        ("\"a\" \"b\nc\n", ["\"a\" \"b", "c"]), ("\"a\"b,\"\n\"\n", ["\"a\"b,\"\n\""]), ("a;\"b\nc\n", ["a;\"b", "c"]),
        ("a\"\"\"\nb\n", ["a\"\"\"", "b"]),
        // A byte order mark is a part of the row, and the first cell begins behind it.
        ("\u{FEFF}", ["\u{FEFF}"]), ("\u{FEFF}\"a\nb\"\n", ["\u{FEFF}\"a\nb\""]), ("\u{FEFF}\nb\n", ["\u{FEFF}", "b"]),
        ("\u{FEFF}\u{FEFF}\"a\nb\n", ["\u{FEFF}\u{FEFF}\"a", "b"]), ("a\n\u{FEFF}\"b\nc\n", ["a", "\u{FEFF}\"b", "c"]),
        ("é\"\n\0\n", ["é\"", "\0"]),
    ]

    @Test(arguments: inputs)
    func `a record ends at every line feed outside of quotes`(input: String, rows: [String]) {
        let splitter = RowSplitter(delimiter: UInt8(ascii: ","))
        #expect(split(input.utf8, with: splitter) == Splitting(records: rows.map { Array($0.utf8) }))
        #expect(splittingThatDiffers(Array(input.utf8), with: splitter) == nil)
    }

    @Test(arguments: ["\"", "\"a", "a,\"b\n", "\"\"\"", "\"a\"\"", "\u{FEFF}\"", "\"a\",\"\n"])
    func `an input must not end in a quoted cell`(text: String) {
        let splitter = RowSplitter(delimiter: UInt8(ascii: ","))
        let fault = faultText(.unterminatedQuote, at: text.utf8.count)
        #expect(split(text.utf8, with: splitter) == Splitting(fault: fault, rest: Array(text.utf8)))
        #expect(splittingThatDiffers(Array(text.utf8), with: splitter) == nil)
        // A mark is one at the beginning alone; elsewhere a quote behind it opens nothing.
        if text.hasPrefix("\u{FEFF}") { return }
        let input = Array("a,b\n".utf8) + text.utf8
        let later = faultText(.unterminatedQuote, at: input.count)
        #expect(
            split(input, with: splitter)
                == Splitting(records: [Array("a,b".utf8)], fault: later, rest: Array(text.utf8)))
        #expect(splittingThatDiffers(input, with: splitter) == nil)
    }

    @Test(arguments: [",", ";", "\t", "|", " ", "\u{1}", "\u{1F}"] as [Unicode.Scalar])
    func `a quote opens behind whatever divides the cells`(delimiter: Unicode.Scalar) {
        let splitter = RowSplitter(delimiter: UInt8(ascii: delimiter))
        let input = Array("a\(delimiter)\"b\nc\"\nd".utf8)
        #expect(split(input, with: splitter).texts == ["a\(delimiter)\"b\nc\"", "d"])
        #expect(splittingThatDiffers(input, with: splitter) == nil)
    }

    @Test func `an ASCII byte can divide cells unless it is a quote or ends lines`() {
        let refused = (UInt8.min...UInt8.max).filter { !RowSplitter.isDelimiter($0) }
        #expect(refused == [0x0A, 0x0D, 0x22] + Array(0x80...0xFF))
    }

    /// The same rules, byte by byte.
    private static func rows(_ input: [UInt8]) -> (rows: [[UInt8]], isQuoted: Bool) {
        var rows: [[UInt8]] = []
        var row: [UInt8] = []
        var isQuoted = false
        var mayOpen = true
        for byte in input {
            if byte == 0x0A, !isQuoted {
                rows.append(row)
                (row, mayOpen) = ([], true)
                continue
            }
            row.append(byte)
            if isQuoted {
                if byte == 0x22 { isQuoted = false }
                // What follows a quote in a quoted cell: another quote goes on with the cell.
                mayOpen = true
                continue
            }
            isQuoted = byte == 0x22 && mayOpen
            let isMark = rows.isEmpty && row == [0xEF, 0xBB, 0xBF]
            mayOpen = byte == UInt8(ascii: ",") || isMark
        }
        return (row.isEmpty ? rows : rows + [row], isQuoted)
    }

    @Test func `rows are cut as a walk byte by byte cuts them, in blocks of every size`() {
        var generator = SeededGenerator(seed: testSeed)
        for round in 0..<600 {
            var input: [UInt8] = round.isMultiple(of: 4) ? [0xEF, 0xBB, 0xBF].dropLast(round % 3) : []
            for _ in 0..<Int.random(in: 0...50, using: &generator) {
                // Long stretches without anything, so that whole vectors are passed over.
                let text = [
                    "\"", "\"", "\"\"", ",", ",\"", "\"\n", "\n", "\r\n", "a", "é", String(repeating: "b", count: 20),
                ]
                input += text.randomElement(using: &generator)!.utf8
            }
            let splitter = RowSplitter(delimiter: UInt8(ascii: ","))
            let found = split(input, with: splitter)
            let expected = Self.rows(input)
            #expect(
                found.records == (expected.isQuoted ? expected.rows.dropLast() : expected.rows[...]).map(\.self),
                "seed \(testSeed): \(hex(input))")
            #expect((found.fault != nil) == expected.isQuoted, "seed \(testSeed): \(hex(input))")
            if round < 100 { #expect(splittingThatDiffers(input, with: splitter) == nil, "seed \(testSeed)") }
        }
    }

    @Test func `a million quotes, and a quoted cell of a mebibyte, end where they end`() {
        let splitter = RowSplitter(delimiter: UInt8(ascii: ","))
        let quotes = [UInt8](repeating: 0x22, count: 1_000_000)
        #expect(split(quotes + Array("\na".utf8), with: splitter).records == [quotes, Array("a".utf8)])
        #expect(split([0x61] + quotes + Array("\na".utf8), with: splitter).records.count == 2)
        #expect(split(quotes + Array("\"\na".utf8), with: splitter).fault != nil)
        let cell = [0x22] + [UInt8](repeating: 0x0A, count: 1 << 20) + [0x22]
        var reused = splitter
        let blocks = [Int](repeating: 4099, count: 300)
        #expect(split(cell + Array("\na".utf8), with: &reused, blocks: blocks).records == [cell, Array("a".utf8)])
    }
}
