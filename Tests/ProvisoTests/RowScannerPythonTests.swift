import Testing

@testable import Proviso

/// Rows against Python's `csv`, over files that are well-formed and files that are nearly so.
@Suite(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
struct RowScannerPythonTests {
    private struct File: Encodable {
        let text: String
        let delimiter: String
    }

    /// The rows of every file, in a strict reading; or null for one that it refuses.
    private static let program = """
        import csv, io, json, sys

        csv.field_size_limit(1 << 24)

        def read(file):
            try:
                text = bytes.fromhex(file["text"]).decode("utf-8-sig")
                rows = csv.reader(io.StringIO(text, newline=""), delimiter=file["delimiter"], strict=True)
                # An empty line is an empty list.
                return [row for row in rows if row]
            except (csv.Error, ValueError):
                return None

        print(json.dumps([read(file) for file in json.load(sys.stdin)]))
        """

    /// What readers of CSV disagree about.
    private static let snippets =
        [
            "\"", "\"\"", "\"\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "\n\n", "\r\r\n", ",\"", "\",", "\"\n", "\" ",
            " \"", "a\"", "\"a",
            "\u{FEFF}", "\u{2028}", "\u{85}", "\u{B}", "\u{1E}", "é", "'", "\\\"",
        ].map { Array($0.utf8) } + [[0x80], [0xC3], [0xED, 0xA0, 0xBD], [0xFF], [0xEF, 0xBB]]

    private static func mutated(_ file: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var text = file
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            let first = Int.random(in: 0...text.count, using: &generator)
            let end = min(first + Int.random(in: 0...6, using: &generator), text.count)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0, 1: text.insert(contentsOf: snippets.randomElement(using: &generator)!, at: first)
            case 2: text.replaceSubrange(first..<end, with: snippets.randomElement(using: &generator)!)
            default: text.removeSubrange(first..<end)
            }
        }
        return text
    }

    /// What is read here Python reads as the same rows. What it reads and is refused here is one of two: a quote inside
    /// of an unquoted cell, which it takes as data, and a carriage return alone, which ends a row for it.
    @Test func `what is read here is the same for Python, which also reads what is not certain`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let files = (0..<6000).map { _ -> (text: [UInt8], delimiter: Unicode.Scalar) in
            let delimiter: Unicode.Scalar = [",", ";", "\t"].randomElement(using: &generator)!
            let rows = RandomRows.rows(using: &generator)
            let mark: [UInt8] = Int.random(in: 0..<8, using: &generator) == 0 ? [0xEF, 0xBB, 0xBF] : []
            let file = mark + RandomRows.file(rows, delimiter: delimiter, using: &generator)
            return (Self.mutated(file, using: &generator), delimiter)
        }
        let theirs = try Python.run(
            Self.program, input: files.map { File(text: hex($0.text), delimiter: String($0.delimiter)) },
            as: [[[String]]?].self)
        #expect(theirs.count == files.count)
        var counts: [String: Int] = [:]
        for (file, expected) in zip(files, theirs) {
            let rows = scanFile(file.text, delimiter: file.delimiter)
            let shown = "seed \(testSeed): \(String(decoding: file.text, as: UTF8.self).debugDescription), \(rows)"
            let faults = rows.compactMap { row -> String? in
                if case .fault(let text) = row { return text.split(separator: " ").first.map(String.init) }
                return nil
            }
            if faults.isEmpty {
                #expect(expected.map { $0.map { .cells($0) } } == rows, "\(shown)")
                counts["both", default: 0] += 1
            } else if expected == nil {
                counts["none", default: 0] += 1
            } else {
                #expect(faults.contains("quoteInCell") || faults.contains("carriageReturn"), "\(shown)")
                counts["\(faults[0])", default: 0] += 1
            }
        }
        #expect(counts["both", default: 0] >= 1000 && counts["none", default: 0] >= 500, "\(counts), seed \(testSeed)")
        #expect(counts["quoteInCell", default: 0] >= 100 && counts["carriageReturn", default: 0] >= 100, "\(counts)")
    }
}
