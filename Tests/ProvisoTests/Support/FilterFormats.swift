import Proviso
import Testing

/// The formats of records, for tests that hold for each.
enum FilterFormat: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case ndjson
    /// A JSON document that is an array.
    case array
    /// A JSON document that is one object.
    case object
    case csv
    case tsv
    case log

    var recordFormat: RecordFormat {
        switch self {
        case .ndjson: .ndjson
        case .array, .object: .json
        case .csv: .csv
        case .tsv: .tsv
        case .log: .combinedLog
        }
    }

    var isTable: Bool { self == .csv || self == .tsv || self == .log }

    /// What stands between two cells.
    var delimiter: String { self == .tsv ? "\t" : "," }

    var testDescription: String { rawValue }
}

/// A filter under a policy in YAML, for a format, with the testkit's key.
func makeFilter(
    policy: String, format: RecordFormat, onBadRecord: RecordFilter.OnBadRecord = .stop,
    largestRecordByteCount: Int = 1 << 24, jobs: Int = 1, transforms: [any CustomTransform] = []
) throws -> RecordFilter {
    try RecordFilter(
        MinimizationPolicy(text: policy, source: "policy.yaml"), key: testKey(), transforms: transforms,
        options: RecordFilter.Options(
            format: format, onBadRecord: onBadRecord, largestRecordByteCount: largestRecordByteCount, jobs: jobs))
}

extension RecordFilter {
    /// Filters inputs one after the other, each of which arrives in blocks of one size, or at once.
    func run(inputs: [(name: String, bytes: [UInt8])], blockSize: Int? = nil) -> FilterResult {
        run { run, sink throws in
            for (name, bytes) in inputs {
                try run.begin(name, into: &sink)
                let size = max(blockSize ?? bytes.count, 1)
                for first in stride(from: 0, to: bytes.count, by: size) {
                    try run.write(bytes.span.extracting(first..<min(first + size, bytes.count)), into: &sink)
                }
            }
        }
    }

    /// Filters an input that arrives in blocks that end at these places.
    func run(_ input: [UInt8], cutAt places: [Int]) -> FilterResult {
        run { run, sink throws in
            try run.begin("-", into: &sink)
            var start = 0
            for end in places + [input.count] {
                try run.write(input.span.extracting(start..<end), into: &sink)
                start = end
            }
        }
    }

    private func run(_ write: (inout FilterRun, inout MemorySink) throws -> Void) -> FilterResult {
        var result = FilterResult()
        var sink = MemorySink()
        do {
            var run = start()
            try write(&run, &sink)
            result.report = try run.finish(into: &sink)
        } catch let error as ProvisoError {
            result.error = error
        } catch {
            preconditionFailure("a filter threw another error: \(error)")
        }
        result.output = sink.bytes
        return result
    }
}

/// Some changes at random places of a text: bytes that are left out, put in twice, or replaced by one of some snippets.
func mutated(
    _ input: [UInt8], with snippets: [[UInt8]], atMost count: Int, using generator: inout SeededGenerator
) -> [UInt8] {
    var text = input
    for _ in 0..<Int.random(in: 0...count, using: &generator) {
        let first = Int.random(in: 0...text.count, using: &generator)
        let end = min(first + Int.random(in: 0...6, using: &generator), text.count)
        switch Int.random(in: 0..<7, using: &generator) {
        case 0, 1: text.insert(contentsOf: snippets.randomElement(using: &generator)!, at: first)
        case 2, 3: text.replaceSubrange(first..<end, with: snippets.randomElement(using: &generator)!)
        case 4: text.removeSubrange(first..<end)
        case 5: text.insert(contentsOf: Array(text[first..<end]), at: first)
        default: if Int.random(in: 0..<4, using: &generator) == 0 { text.removeSubrange(first...) }
        }
    }
    return text
}
