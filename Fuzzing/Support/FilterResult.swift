public import Proviso

/// Everything that somebody outside of a filter can see of one run.
public struct FilterResult: Equatable {
    /// What was let through.
    public private(set) var output: [UInt8] = []
    /// What was read, written and left out, if the run came to its end.
    public private(set) var records: FilterReport.Records?
    /// The report in JSON, or why there is none.
    public private(set) var message = ""

    /// Runs a filter over an input that arrives in blocks of two sizes in turn, or at once.
    public init(of filter: RecordFilter, _ input: [UInt8], blockSizes: (Int, Int)? = nil) {
        var sink = MemorySink()
        do {
            var run = filter.start()
            try run.begin("input", into: &sink)
            for range in Self.blocks(of: input.count, blockSizes) {
                // A block of its own, so that the sanitizer sees what reads behind its end.
                let block = Array(input[range])
                try run.write(block.span, into: &sink)
            }
            let report = try run.finish(into: &sink)
            records = report.records
            message = report.json
        } catch let error as ProvisoError {
            message = "\(error.code): \(error)"
        } catch {
            fatalError("a filter threw another error: \(error)")
        }
        output = sink.bytes
    }

    private static func blocks(of count: Int, _ sizes: (Int, Int)?) -> [Range<Int>] {
        guard let sizes, sizes.0 + sizes.1 > 0 else { return [0..<count] }
        var blocks: [Range<Int>] = []
        var start = 0
        while start < count {
            let end = min(start + (blocks.count % 2 == 0 ? sizes.0 : sizes.1), count)
            blocks.append(start..<end)
            start = end
        }
        return blocks
    }

    /// Whether a word appears in anything that the run gives away, in letters of any case.
    public func shows(_ word: [UInt8]) -> Bool {
        output.contains(word: word) || Array(message.utf8).contains(word: word)
    }

    /// Output and message, for what a fuzzer says when it stops.
    public var sketch: String { "\(String(decoding: output, as: UTF8.self).debugDescription), \(message)" }
}

extension [UInt8] {
    /// Whether a word in small ASCII letters is there, in letters of any case.
    ///
    /// Not with memmem: libFuzzer looks into it, and would learn the word.
    public func contains(word: [UInt8]) -> Bool {
        guard count >= word.count else { return false }
        return (0...count - word.count).contains { start in
            var index = 0
            while index < word.count, self[start + index] | 0x20 == word[index] { index += 1 }
            return index == word.count
        }
    }
}
