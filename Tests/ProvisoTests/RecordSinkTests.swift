import Proviso
import Testing

@Suite struct RecordSinkTests {
    /// Notes every call.
    private struct NotingSink: RecordSink {
        var calls: [[UInt8]] = []

        mutating func receive(_ records: Span<UInt8>) {
            calls.append(records.indices.map { records[$0] })
        }
    }

    private static let input = (1...9).map { "{\"a\":\"\(String(repeating: "é", count: $0))\",\"b\":1}\n" }.joined()
    private static let expected = input.replacing(",\"b\":1", with: "")

    @Test func `a sink in memory holds the records in the order in which they came`() {
        var sink = MemorySink()
        #expect(sink.bytes.isEmpty)
        for records in [[1, 2], [], [3]] as [[UInt8]] { sink.receive(records.span) }
        #expect(sink.bytes == [1, 2, 3])
    }

    @Test(arguments: [1, 2, 5, 13, 30, 64, 1000])
    func `a sink is given whole records only, and never nothing`(blockSize: Int) throws {
        let filter = try makeFilter("\"$.a\": keep")
        var sink = NotingSink()
        var run = filter.start()
        let bytes = Array(Self.input.utf8)
        for first in stride(from: 0, to: bytes.count, by: blockSize) {
            try run.write(bytes.span.extracting(first..<min(first + blockSize, bytes.count)), into: &sink)
        }
        _ = try run.finish(into: &sink)
        for call in sink.calls {
            let text = String(decoding: call, as: UTF8.self)
            #expect(text.hasPrefix("{\"a\":\"é") && text.hasSuffix("\"}\n"))
        }
        #expect(sink.calls.flatMap(\.self) == Array(Self.expected.utf8))
    }

    @Test func `a sink is called once for a block and not for each record`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        var sink = NotingSink()
        var run = filter.start()
        try run.write(Array(Self.input.utf8).span, into: &sink)
        #expect(sink.calls == [Array(Self.expected.utf8)])
        try run.write(Array("{\"b\":1}\n{\"c\"".utf8).span, into: &sink)
        try run.write(Array(":2}\n".utf8).span, into: &sink)
        _ = try run.finish(into: &sink)
        #expect(sink.calls.count == 1)
    }

    @Test func `a file is a sink`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        let folder = try TemporaryFolder()
        var output = try OutputFile(folder.path("out.ndjson"))
        var run = filter.start()
        try run.write(Array(Self.input.utf8).span, into: &output)
        let report = try run.finish(into: &output)
        try output.commit()
        #expect(try folder.read("out.ndjson") == Array(Self.expected.utf8))
        #expect(report.records.written == 9)
    }

    @Test func `a run can hand its records to several sinks in turn`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        var first = MemorySink()
        var second = NotingSink()
        var run = filter.start()
        try run.write(Array("{\"a\":1}\n{\"a\":".utf8).span, into: &first)
        try run.write(Array("2}\n{\"a\":3}".utf8).span, into: &second)
        let report = try run.finish(into: &first)
        #expect(String(decoding: first.bytes, as: UTF8.self) == "{\"a\":1}\n{\"a\":3}\n")
        #expect(second.calls == [Array("{\"a\":2}\n".utf8)])
        #expect(report.records.written == 3)
    }
}
