import Foundation
import Proviso
import Testing

/// Other ways to give a filter its records, and sinks that fail: values that are encoded, and inputs that arrive while
/// they are filtered.
@Suite struct RecordFilterSourcesTests {
    private static let fields =
        "  \"$.id\": keep\n  \"$.subject.dob\": { generalize: year }\n  \"$.s\": { keep: , otherwise: stop }"

    private static func filter(
        _ format: RecordFormat = .ndjson, fields: String = fields, onBadRecord: RecordFilter.OnBadRecord = .stop,
        jobs: Int = 1
    ) throws -> RecordFilter {
        try makeFilter(
            policy: policyText(fields: fields), format: format, onBadRecord: onBadRecord, jobs: jobs)
    }

    // MARK: - Values

    private struct Case: Encodable {
        struct Subject: Encodable {
            var name = "Kassandra"
            var dob: Date
        }

        var id: Int
        var subject = Subject(dob: Date(timeIntervalSince1970: 459_820_800))
        var secretNote = "Kassandra"
        var s: [String]?
    }

    @Test(arguments: [.ndjson, .json] as [RecordFormat], [1, 2])
    func `a value is one record, and an array of values several`(format: RecordFormat, jobs: Int) throws {
        let filter = try Self.filter(format, jobs: jobs)
        let one = try filter.minimize(Case(id: 1))
        #expect(one.text == "{\"id\":1,\"subject\":{\"dob\":\"1984\"}}\n")
        #expect(one.report.records.read == 1)
        #expect(one.report.unnamed == ["$.*": 1, "$.subject.*": 1])
        let several = try filter.minimize([Case(id: 1), Case(id: 2)])
        #expect(
            several.text
                == "[\n{\"id\":1,\"subject\":{\"dob\":\"1984\"}},\n{\"id\":2,\"subject\":{\"dob\":\"1984\"}}\n]\n")
        #expect(several.report.records.written == 2)
        #expect(try filter.minimize([Case]()).text == "[]\n")
        #expect(try filter.minimize(["other": 1]).text == "{}\n")
        #expect(try filter.minimize([["other": 1]]).text == "[]\n")
    }

    /// A table has no objects inside of its fields, but values do.
    @Test func `values are filtered as JSON, whatever the filter reads otherwise`() throws {
        for format in [.csv, .tsv] as [RecordFormat] {
            let filter = try Self.filter(format, fields: "  \"$.id\": keep")
            #expect(try filter.minimize(Case(id: 7)).text == "{\"id\":7}\n")
        }
    }

    @Test func `the encoder may be another`() throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let filter = try Self.filter(fields: "  \"$.secret_note\": { mask: {} }\n  \"$.subject.dob\": keep")
        let result = try filter.minimize(Case(id: 1), encoder: encoder)
        #expect(result.report.counts == [[1, 1, 0, 0], [1, 0, 0, 0]])
        #expect(result.text.contains("\"secret_note\":\"*********\""))
        #expect(result.text.contains("\"dob\":-518486400"))
        // Names stand in a fixed order by default.
        let sorted = try Self.filter(fields: "  \"$.a\": keep\n  \"$.b\": keep\n  \"$.c\": keep")
        #expect(try sorted.minimize(["c": "/", "b": "2", "a": "1"]).text == "{\"a\":\"1\",\"b\":\"2\",\"c\":\"/\"}\n")
    }

    @Test func `what is no record is refused, and nothing of it told`() throws {
        let filter = try Self.filter()
        let values: [(any Encodable, String)] = [
            (7, "a JSON document is an object or an array of objects"),
            ("Kassandra", "a JSON document is an object or an array of objects"),
            (Case?.none, "a JSON document is an object or an array of objects"),
            (["Kassandra"], "a record is a JSON object"), ([[Case(id: 1)]], "a record is a JSON object"),
            (Case(id: 1, s: ["Kassandra"]), "a value that the rule cannot handle"),
        ]
        for (value, message) in values {
            let error = #expect(throws: ProvisoError.self) { try filter.minimize(value) }
            #expect(error?.message == message)
            #expect(error?.place.source == nil)
            #expect(error?.description.contains("Kassandra") == false)
        }
    }

    @Test func `bad values are left out where the filter skips`() throws {
        let filter = try Self.filter(onBadRecord: .skip)
        let result = try filter.minimize([Case(id: 1, s: ["Kassandra"]), Case(id: 2)])
        #expect(result.text == "[\n{\"id\":2,\"subject\":{\"dob\":\"1984\"}}\n]\n")
        #expect(result.report.records.bad == 1)
        let single = try filter.minimize(Case(id: 1, s: ["Kassandra"]))
        #expect(single.text == "{}\n")
        #expect(single.report.records.bad == 1)
    }

    private struct Unencodable: Encodable {
        func encode(to encoder: any Encoder) throws { throw Refusal() }
    }

    /// What a source or sink throws.
    private struct Refusal: Error, Equatable {
        var number = 0
    }

    @Test func `what the encoder throws is thrown`() throws {
        #expect(throws: Refusal()) { try Self.filter().minimize(Unencodable()) }
        #expect(throws: EncodingError.self) { try Self.filter().minimize(["a": Double.nan]) }
    }

    // MARK: - Inputs that arrive

    /// Gives pieces, and then ends or throws.
    private struct Pieces<Piece: Sendable>: AsyncSequence, Sendable {
        let pieces: [Piece]
        var failsAtEnd = false

        struct Iterator: AsyncIteratorProtocol {
            var pieces: ArraySlice<Piece>
            let failsAtEnd: Bool

            mutating func next() async throws -> Piece? {
                if let piece = pieces.popFirst() { return piece }
                if failsAtEnd { throw Refusal(number: 1) }
                return nil
            }
        }

        func makeAsyncIterator() -> Iterator { Iterator(pieces: pieces[...], failsAtEnd: failsAtEnd) }
    }

    private static func pieces(_ text: String, of size: Int) -> [[UInt8]] {
        let bytes = Array(text.utf8)
        return stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
    }

    /// Holds the report that a sequence gives, and how often it gives one.
    private final class Reports: @unchecked Sendable {
        // Sound: the iterator that calls it is used by one task.
        var reports: [FilterReport] = []
    }

    /// What a sequence gave before it ended or threw.
    private struct Collected {
        var pieces: [String] = []
        var error: (any Error)?
        var text: String { pieces.joined() }
    }

    private static func collect<Source>(_ sequence: MinimizedSequence<Source>) async -> Collected {
        var collected = Collected()
        do {
            for try await piece in sequence { collected.pieces.append(String(decoding: piece, as: UTF8.self)) }
        } catch {
            collected.error = error
        }
        return collected
    }

    private static let inputs: [(format: RecordFormat, fields: String, text: String)] = [
        (.ndjson, fields, "\u{FEFF}{\"id\":\"é\"}\r\n\n{\"x\":1}\n{\"id\":2,\"y\":[1]}"),
        (.json, fields, "[{\"id\":\"é\"},{\"x\":1},\n{\"id\":2,\"y\":[1]}]\n"),
        (.json, fields, "{\"id\":\"é\",\"y\":[1]}"),
        (.json, fields, "{\"x\":1}"), (.json, fields, "[]"),
        (.csv, "  id: keep", "id,x\r\né,\"\n\"\r\n,\r\n2,3"),
        (.combinedLog, "  host: keep", "a - - [-] \"-\" 200 51\nb - - [-] \"-\" 200 51\n"),
    ]

    @Test(arguments: inputs.indices, [1, 2])
    func `what arrives in pieces or byte by byte is filtered like the whole`(number: Int, jobs: Int) async throws {
        let (format, fields, text) = Self.inputs[number]
        let filter = try Self.filter(format, fields: fields, jobs: jobs)
        let whole = try filter.minimize(text)
        #expect(!whole.text.isEmpty)
        for size in [1, 3, 10, 1000] {
            let pieces = Self.pieces(text, of: size)
            let reports = Reports()
            let done: @Sendable (FilterReport) -> Void = { reports.reports.append($0) }
            let results = [
                await Self.collect(filter.minimize(Pieces(pieces: pieces), whenDone: done)),
                await Self.collect(filter.minimize(Pieces(pieces: pieces.map { Data($0) }), whenDone: done)),
                await Self.collect(filter.minimize(Pieces(pieces: pieces.map { $0[...] }), whenDone: done)),
                await Self.collect(filter.minimize(Pieces(pieces: pieces.flatMap(\.self)), whenDone: done)),
                // Empty pieces are nothing.
                await Self.collect(filter.minimize(Pieces(pieces: pieces.flatMap { [[], $0, []] }), whenDone: done)),
            ]
            for result in results {
                #expect(result.error == nil)
                #expect(result.text == whole.text)
                #expect(result.pieces.allSatisfy { !$0.isEmpty })
            }
            #expect(reports.reports.map(\.json) == results.map { _ in whole.report.json })
        }
    }

    @Test(arguments: [1, 2, 3], [1, 4, 16, 1000])
    func `what came before a bad record is given, and then its error is thrown`(jobs: Int, size: Int) async throws {
        let text = "{\"id\":1}\n{\"id\":2}\n{\"id\":Kassandra}\n{\"id\":4}\n"
        let filter = try Self.filter(jobs: jobs)
        let reports = Reports()
        let done: @Sendable (FilterReport) -> Void = { reports.reports.append($0) }
        for result in [
            await Self.collect(filter.minimize(Pieces(pieces: Self.pieces(text, of: size)), whenDone: done)),
            await Self.collect(filter.minimize(Pieces(pieces: Array(text.utf8)), whenDone: done)),
        ] {
            #expect(result.text == "{\"id\":1}\n{\"id\":2}\n")
            let error = try #require(result.error as? ProvisoError)
            #expect(error.description == "3:7: not a JSON value; correct the record or use --on-error skip")
        }
        // There is no report of a run that failed.
        #expect(reports.reports.isEmpty)
        let skipping = try Self.filter(onBadRecord: .skip, jobs: jobs)
        let result = await Self.collect(
            skipping.minimize(Pieces(pieces: Self.pieces(text, of: size)), whenDone: done))
        #expect(result.text == "{\"id\":1}\n{\"id\":2}\n{\"id\":4}\n")
        #expect(reports.reports.map { $0.skippedLines.map(\.line) } == [[3]])
    }

    @Test func `a bad end is thrown behind what came before`() async throws {
        let filter = try Self.filter(.json)
        let result = await Self.collect(filter.minimize(Pieces(pieces: Self.pieces("[{\"id\":1},{\"id\"", of: 5))))
        #expect(result.text == "[\n{\"id\":1}")
        #expect((result.error as? ProvisoError)?.message == "the document ends too early")
        let nothing = await Self.collect(filter.minimize(Pieces(pieces: [[UInt8]]())))
        #expect(nothing.text.isEmpty)
        #expect((nothing.error as? ProvisoError)?.code == .recordMalformed)
    }

    @Test func `an iterator that has thrown throws the same again, and one that is at its end stays there`()
        async throws
    {
        let filter = try Self.filter()
        var failing = filter.minimize(Pieces(pieces: [Array("{\"id\":1}\nx\n".utf8)])).makeAsyncIterator()
        #expect(try await failing.next() == Array("{\"id\":1}\n".utf8))
        for _ in 0..<2 {
            do {
                _ = try await failing.next()
                Issue.record("nothing was thrown")
            } catch {
                #expect((error as? ProvisoError)?.place.line == 2)
            }
        }
        var ending = filter.minimize(Pieces(pieces: [Array("{\"id\":1}".utf8)])).makeAsyncIterator()
        #expect(try await ending.next() == Array("{\"id\":1}\n".utf8))
        for _ in 0..<2 { #expect(try await ending.next() == nil) }
    }

    @Test func `what the source throws is thrown, and is no end of the input`() async throws {
        let filter = try Self.filter()
        let reports = Reports()
        let source = Pieces(pieces: Self.pieces("{\"id\":1}\n{\"id\":2}", of: 6), failsAtEnd: true)
        let result = await Self.collect(filter.minimize(source) { reports.reports.append($0) })
        #expect(result.text == "{\"id\":1}\n")
        #expect(result.error as? Refusal == Refusal(number: 1))
        #expect(reports.reports.isEmpty)
    }

    @Test func `every iteration begins a run of its own`() async throws {
        let sequence = try Self.filter().minimize(Pieces(pieces: Self.pieces("{\"id\":1}\n{\"id\":2}", of: 6)))
        for _ in 0..<2 { #expect(await Self.collect(sequence).text == "{\"id\":1}\n{\"id\":2}\n") }
    }

    // MARK: - Sinks that throw

    /// Takes a number of parts of the output and then throws.
    private struct RefusingSink: RecordSink {
        var leftCount: Int
        var calls = 0
        var bytes: [UInt8] = []

        mutating func receive(_ records: Span<UInt8>) throws {
            calls += 1
            if leftCount == 0 { throw Refusal(number: calls) }
            leftCount -= 1
            for index in records.indices { bytes.append(records[index]) }
        }
    }

    private static func failure(_ body: () throws -> Void) -> Refusal? {
        do {
            try body()
            return nil
        } catch {
            return error as? Refusal
        }
    }

    @Test(arguments: inputs.indices, [1, 2, 3])
    func `what a sink throws ends the run, wherever it does`(number: Int, jobs: Int) throws {
        let (format, fields, text) = Self.inputs[number]
        let filter = try Self.filter(format, fields: fields, jobs: jobs)
        let input = Array(text.utf8)
        let whole = try filter.minimize(text)
        for size in [1, 12] {
            var acceptedCount = 0
            while true {
                var sink = RefusingSink(leftCount: acceptedCount)
                let thrown = Self.failure {
                    var run = filter.start()
                    var first: Refusal?
                    for start in stride(from: 0, to: input.count, by: size) {
                        let end = min(start + size, input.count)
                        let failure = Self.failure { try run.write(input.span.extracting(start..<end), into: &sink) }
                        // From the first time on, everything throws the same, and the sink is left alone.
                        if first != nil { #expect(failure == first) }
                        first = first ?? failure
                    }
                    if let first {
                        #expect(Self.failure { try run.begin("next", into: &sink) } == first)
                        #expect(sink.calls == acceptedCount + 1)
                    }
                    _ = try run.finish(into: &sink)
                }
                #expect(whole.bytes.starts(with: sink.bytes))
                guard let thrown else { break }
                #expect(thrown == Refusal(number: acceptedCount + 1))
                #expect(sink.calls == acceptedCount + 1)
                acceptedCount += 1
            }
            // Without a refusal all of it arrives.
            #expect(acceptedCount > 0)
        }
    }

    @Test func `a sink may throw where another document begins`() throws {
        let filter = try Self.filter(.json)
        var sink = RefusingSink(leftCount: 0)
        var run = filter.start()
        try run.begin("one", into: &sink)
        // The only object may stay the only one, so nothing is handed on yet.
        try run.write(Array("{\"id\":1}".utf8).span, into: &sink)
        #expect(sink.calls == 0)
        #expect(Self.failure { try run.begin("two", into: &sink) } == Refusal(number: 1))
        do {
            _ = try run.finish(into: &sink)
            Issue.record("a report of a run that failed")
        } catch {
            #expect(error as? Refusal == Refusal(number: 1))
        }
        #expect(sink.calls == 1)
    }

    @Test(arguments: [1, 2, 3])
    func `a run may be given up at any time`(jobs: Int) throws {
        let filter = try Self.filter(jobs: jobs)
        for count in 0..<20 {
            var sink = MemorySink()
            var run = filter.start()
            for number in 0..<count {
                try run.write(Array("{\"id\":\(number)}\n{\"id\"".utf8).span.extracting(0..<9), into: &sink)
            }
        }
    }
}
