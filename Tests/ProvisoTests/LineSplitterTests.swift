import Testing

@testable import Proviso

@Suite struct LineSplitterTests {
    static let inputs: [(input: String, lines: [String])] = [
        ("", []), ("a", ["a"]), ("\n", [""]), ("a\nb", ["a", "b"]), ("a\nb\n", ["a", "b"]),
        ("\n\na\n\n", ["", "", "a", ""]), ("a\r\nb\r", ["a\r", "b\r"]), ("\u{FEFF}a\n", ["\u{FEFF}a"]),
        ("\"a\nb\"\n", ["\"a", "b\""]), ("é\u{2028}\u{0}\u{85}\n", ["é\u{2028}\u{0}\u{85}"]),
    ]

    @Test(arguments: inputs)
    func `a record ends at every line feed, and nowhere else`(input: String, lines: [String]) {
        #expect(split(input.utf8, with: LineSplitter()) == Splitting(records: lines.map { Array($0.utf8) }))
        #expect(splittingThatDiffers(Array(input.utf8), with: LineSplitter()) == nil)
    }

    @Test func `lines are those that lie between the line feeds, in blocks of every size`() {
        var generator = SeededGenerator(seed: testSeed)
        for _ in 0..<100 {
            let input = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                Array("\n\nab\r\"".utf8).randomElement(using: &generator)!
            }
            var lines = input.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
            // Nothing behind the last line feed is no line.
            if lines.last == [] { lines.removeLast() }
            #expect(split(input, with: LineSplitter()) == Splitting(records: lines), "seed \(testSeed)")
            #expect(splittingThatDiffers(input, with: LineSplitter()) == nil, "seed \(testSeed)")
        }
    }

    @Test func `a million lines, and a line of a million bytes`() {
        #expect(split(repeatElement(0x0A, count: 1_000_000), with: LineSplitter()).records.count == 1_000_000)
        var splitter = LineSplitter()
        let line = [UInt8](repeating: 0x61, count: 1_000_000)
        #expect(
            split(line + [0x0A], with: &splitter, blocks: [UInt8](repeating: 0, count: 1000).map { _ in 1000 }).records
                == [line])
    }
}
