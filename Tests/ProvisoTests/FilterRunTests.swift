import Proviso
import Testing

/// Lines, blocks and inputs of `FilterRun`; its errors are in `FilterRunErrorTests`.
@Suite struct FilterRunTests {
    private static let mark = "\u{FEFF}"

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// Filters inputs with their names, in blocks of one size.
    private func run(_ filter: RecordFilter, _ inputs: [(name: String, text: String)], blockSize: Int) -> FilterResult {
        var result = FilterResult()
        var sink = MemorySink()
        do {
            var run = filter.start()
            for input in inputs {
                try run.begin(input.name, into: &sink)
                let bytes = bytes(input.text)
                for first in stride(from: 0, to: bytes.count, by: blockSize) {
                    try run.write(bytes.span.extracting(first..<min(first + blockSize, bytes.count)), into: &sink)
                }
            }
            result.report = try run.finish(into: &sink)
        } catch {
            result.error = error as? ProvisoError
        }
        result.output = sink.bytes
        return result
    }

    // MARK: - Blocks

    private static let mixedInput =
        mark
        + "{\"a\":\"é😀\",\"b\":1}\r\n\r\n \t\n{\"b\":[1,{\"a\":2}]}\n\n{\"a\":\"\\u00e9\\n\"}\r\n  { \"a\" : -0.0 } \n"
        + "{\"a\":[]}\n\n\n{\"b\":null,\"a\":null}"
    private static let mixedOutput =
        "{\"a\":\"é😀\"}\n{\"a\":\"\\u00e9\\n\"}\n{\"a\":-0.0}\n{\"a\":null}\n"

    @Test func `the input may be cut anywhere`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        for blockSize in 1...Self.mixedInput.utf8.count {
            let result = filter.run(Self.mixedInput, blockSize: blockSize)
            #expect(result.text == Self.mixedOutput, "blocks of \(blockSize)")
            #expect(result.report?.records.read == 6)
            #expect(result.report?.records.leftOutWithNothingLeft == 2)
            #expect(result.report?.counts == [[5, 0, 1, 1]])
            #expect(result.report?.unnamed == ["$.*": 3])
        }
    }

    @Test func `blocks may have different sizes, and be empty`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let filter = try makeFilter("\"$.a\": keep")
        let input = bytes(Self.mixedInput)
        for _ in 0..<200 {
            var sink = MemorySink()
            var run = filter.start()
            var start = 0
            while start < input.count {
                let end = min(start + Int.random(in: 0...20, using: &generator), input.count)
                try run.write(input.span.extracting(start..<end), into: &sink)
                start = end
            }
            let report = try run.finish(into: &sink)
            #expect(String(decoding: sink.bytes, as: UTF8.self) == Self.mixedOutput)
            #expect(report.records.read == 6)
        }
    }

    @Test func `a record may be longer than a block that a file is read in`() throws {
        let filter = try makeFilter("\"$.a\": keep", "\"$.m\": { mask: { keep-last: 2, length: 1 } }")
        let long = String(repeating: "0123456789", count: 30_000)
        let input = (0..<4).map { "{\"a\":\"\($0)\(long)\",\"m\":\"\(long)\",\"x\":\"\(long)\"}\n" }.joined()
        let expected = (0..<4).map { "{\"a\":\"\($0)\(long)\",\"m\":\"*89\"}\n" }.joined()
        for blockSize in [nil, 100_000, 262_143, 262_144, 262_145, 1_000_000] {
            let result = filter.run(input, blockSize: blockSize)
            #expect(result.text == expected, "blocks of \(blockSize ?? 0)")
        }
    }

    /// Notes how much it is given at once.
    private struct MeasuringSink: RecordSink {
        var byteCounts: [Int] = []

        mutating func receive(_ records: Span<UInt8>) { byteCounts.append(records.count) }
    }

    @Test func `output is handed on in bounded pieces, also where a policy makes much of little`() throws {
        let constant = String(repeating: "c", count: 1000)
        let filter = try makeFilter("\"$.a\": { constant: \(constant) }")
        var sink = MeasuringSink()
        var run = filter.start()
        try run.write(bytes(String(repeating: "{\"a\":1}\n", count: 20_000)).span, into: &sink)
        let report = try run.finish(into: &sink)
        #expect(report.records.written == 20_000)
        #expect(sink.byteCounts.reduce(0, +) == 20_000 * (constant.utf8.count + 9))
        #expect(sink.byteCounts.max() ?? 0 < 2 * 1024 * 1024)
    }

    @Test func `a file is read to its end`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        let folder = try TemporaryFolder()
        let records = (0..<40_000).map { "{\"a\":\($0),\"b\":\"\($0)\"}" }
        let path = try folder.write(records.joined(separator: "\n"), to: "in.ndjson")
        var input = try InputFile(path)
        var sink = MemorySink()
        var run = filter.start()
        try run.begin(path, into: &sink)
        try run.write(contentsOf: &input, into: &sink)
        let report = try run.finish(into: &sink)
        #expect(String(decoding: sink.bytes, as: UTF8.self) == (0..<40_000).map { "{\"a\":\($0)}\n" }.joined())
        #expect(report.records.read == 40_000)
    }

    // MARK: - Lines

    @Test(arguments: [
        ("", 0, ""),
        ("\n", 0, ""),
        ("\r\n \t \n\n", 0, ""),
        ("{\"a\":1}", 1, "{\"a\":1}\n"),
        ("{\"a\":1}\n", 1, "{\"a\":1}\n"),
        ("{\"a\":1}\r\n", 1, "{\"a\":1}\n"),
        ("{\"a\":1}\r", 1, "{\"a\":1}\n"),
        ("{\"a\":1}\n\n", 1, "{\"a\":1}\n"),
        ("\n\n{\"a\":1}\n  ", 1, "{\"a\":1}\n"),
        ("{\"a\":1}\n{\"a\":2}", 2, "{\"a\":1}\n{\"a\":2}\n"),
        (mark, 0, ""),
        (mark + "\n", 0, ""),
        (mark + "{\"a\":1}", 1, "{\"a\":1}\n"),
        (mark + " \t{\"a\":1}\r\n\r\n{\"a\":2}\r\n", 2, "{\"a\":1}\n{\"a\":2}\n"),
        ("{\"a\":\"\(mark)\"}", 1, "{\"a\":\"\(mark)\"}\n"),
    ])
    func `a line that is not blank is a record`(input: String, count: Int, output: String) throws {
        let filter = try makeFilter("\"$.a\": keep")
        for blockSize in 1...max(1, input.utf8.count) {
            let result = filter.run(input, blockSize: blockSize)
            #expect(result.text == output)
            #expect(result.report?.records.read == count)
        }
    }

    /// JSON has four characters of white space, and Unicode many more.
    @Test(arguments: ["\u{B}", "\u{C}", "\u{85}", "\u{A0}", "\u{2028}", "\u{0}"])
    func `other white space is no white space`(character: String) throws {
        let filter = try makeFilter("\"$.a\": keep")
        for input in [character, character + "{\"a\":1}", "{\"a\":1}" + character] {
            #expect(filter.run(input + "\n").error?.code == .recordMalformed)
        }
    }

    @Test func `a mark is passed over only where an input begins`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        for (input, line) in [
            ("{\"a\":1}\n\(Self.mark){\"a\":2}\n", 2), ("\n\(Self.mark){\"a\":2}\n", 2),
            ("\(Self.mark)\(Self.mark){\"a\":2}\n", 1), (" \(Self.mark){\"a\":2}\n", 1),
        ] {
            for blockSize in 1...6 {
                let error = filter.run(input, blockSize: blockSize).error
                #expect(error?.code == .recordMalformed)
                #expect(error?.place.line == line)
            }
        }
    }

    @Test(arguments: [[0xEF, 0xBB], [0xEF], [0xBB, 0xBF], [0xFF, 0xFE], [0xEF, 0xBB, 0xBE]] as [[UInt8]])
    func `what only resembles a mark is malformed`(start: [UInt8]) throws {
        let filter = try makeFilter("\"$.a\": keep")
        for rest in ["", "\n", "{\"a\":1}\n"] {
            let result = filter.run(start + bytes(rest))
            #expect(result.error?.place == ProvisoError.Place(source: "-", line: 1, column: 1))
        }
    }

    // MARK: - Several inputs

    @Test(arguments: [1, 3, 1000])
    func `inputs are read one after the other, and none runs on into the next`(blockSize: Int) throws {
        let filter = try makeFilter("\"$.a\": keep", onBadRecord: .skip)
        let result = run(
            filter,
            [
                ("one", "\(Self.mark){\"a\":1}\n{\"a\":2}"), ("two", "\(Self.mark)\n{\"a\":3}"), ("empty", ""),
                ("half", "{\"a\":"), ("rest", "4}\n{\"a\":5}\n"),
            ], blockSize: blockSize)
        #expect(result.text == "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n{\"a\":5}\n")
        #expect(result.report?.records.read == 6)
        #expect(
            result.report?.skippedLines.map { "\($0.input ?? "?"):\($0.line)" } == ["half:1", "rest:1"])
        #expect(result.report?.wrongSums == [])
    }

    @Test func `an error names the input, and counts its lines from one`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        for blockSize in [1, 4, 1000] {
            let result = run(
                filter, [("one", "{\"a\":1}\n\n\n"), ("two", "\n{\"a\":2}\n{\"a\":?}\n")], blockSize: blockSize)
            #expect(result.error?.place == ProvisoError.Place(source: "two", line: 3, column: 6))
            #expect(result.text == "{\"a\":1}\n{\"a\":2}\n")
        }
    }

    @Test func `beginning the next input ends the last line of the one before`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        var sink = MemorySink()
        var run = filter.start()
        try run.begin("one", into: &sink)
        try run.write(bytes("{\"a\":1}\n{\"a\":2").span, into: &sink)
        do {
            try run.begin("two", into: &sink)
            Issue.record("nothing was thrown")
        } catch let error as ProvisoError {
            #expect(error.place == ProvisoError.Place(source: "one", line: 2, column: 7))
        }
        #expect(String(decoding: sink.bytes, as: UTF8.self) == "{\"a\":1}\n")
    }

    @Test func `the name of an input cannot steer a terminal`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        let error = filter.run("[]", name: "a\u{1B}[2J\u{202E}\n").error
        #expect(error?.description.hasPrefix("a\\u{1B}[2J\\u{202E}\\u{A}:1:1: ") == true)
    }
}
