import Proviso

/// Everything that somebody outside of a filter can see of one run.
struct FilterResult: Equatable, Sendable {
    var output: [UInt8] = []
    var report: FilterReport?
    var error: ProvisoError?

    var text: String { String(decoding: output, as: UTF8.self) }

    /// Every text that a run gives away.
    var everything: [String] {
        [text, report?.json ?? "", report?.description ?? "", error?.description ?? "", error.map { "\($0)" } ?? ""]
    }

    static func == (left: FilterResult, right: FilterResult) -> Bool {
        left.output == right.output && left.report?.json == right.report?.json
            && left.report?.description == right.report?.description
            && left.error?.description == right.error?.description && left.error?.code == right.error?.code
    }
}

extension RecordFilter {
    /// Filters an input that arrives in blocks of one size, or at once.
    func run(_ input: [UInt8], blockSize: Int? = nil, name: String? = "-") -> FilterResult {
        var result = FilterResult()
        var sink = MemorySink()
        do {
            var run = start()
            if let name { try run.begin(name, into: &sink) }
            let size = max(blockSize ?? input.count, 1)
            for first in stride(from: 0, to: input.count, by: size) {
                try run.write(input.span.extracting(first..<min(first + size, input.count)), into: &sink)
            }
            result.report = try run.finish(into: &sink)
        } catch let error as ProvisoError {
            result.error = error
        } catch {
            preconditionFailure("a filter threw another error: \(error)")
        }
        result.output = sink.bytes
        return result
    }

    func run(_ input: String, blockSize: Int? = nil, name: String? = "-") -> FilterResult {
        run(Array(input.utf8), blockSize: blockSize, name: name)
    }
}

/// The key of the testkit: the bytes from 0 to 31.
func testKey() throws -> RootKey {
    try RootKey(copying: Array(0..<32).span)
}

/// A filter under a policy in YAML, with the testkit's key.
func makeFilter(
    policy: String, onBadRecord: RecordFilter.OnBadRecord = .stop, largestRecordByteCount: Int = 1 << 24
) throws -> RecordFilter {
    try RecordFilter(
        MinimizationPolicy(text: policy, source: "policy.yaml"), key: testKey(),
        options: RecordFilter.Options(onBadRecord: onBadRecord, largestRecordByteCount: largestRecordByteCount))
}

/// A filter with these rules, a line of YAML each.
func makeFilter(
    _ rules: String..., onBadRecord: RecordFilter.OnBadRecord = .stop, largestRecordByteCount: Int = 1 << 24
) throws -> RecordFilter {
    try makeFilter(
        policy: policyText(fields: rules.map { "  " + $0 }.joined(separator: "\n")), onBadRecord: onBadRecord,
        largestRecordByteCount: largestRecordByteCount)
}
