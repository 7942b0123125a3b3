import Proviso
import Testing

/// What `FilterRun` does at bad records, at records that are too long, and at sinks that throw.
@Suite struct FilterRunErrorTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    // MARK: - Places

    /// A record with one thing wrong, the column where that is, and what it is.
    private static let malformed: [(record: String, column: Int, sentence: String)] = [
        ("{\"a\":01}", 6, "not a JSON number"),
        ("{\"a\":1.}", 6, "not a JSON number"),
        ("{\"a\":+1}", 6, "not a JSON value"),
        ("{\"a\":NaN}", 6, "not a JSON value"),
        ("{\"a\":nul}", 6, "not a JSON value"),
        ("{\"a\":}", 6, "not a JSON value"),
        ("{\"é\":\"ü😀\",x}", 11, "expected a name in double quotes"),
        ("{\"a\":1,}", 8, "expected a name in double quotes"),
        ("{\"a\" 1}", 6, "expected ':' after a name"),
        ("{\"a\":1 \"b\":2}", 8, "expected ',' or '}'"),
        ("{\"a\":[1 2]}", 9, "expected ',' or ']'"),
        ("{\"a\":[1,]}", 9, "not a JSON value"),
        ("{\"a\":\"é\u{1}\"}", 8, "a control character in a string"),
        ("{\"a\":\"é\\x\"}", 8, "an escape that JSON does not have"),
        ("{\"a\":\"é\\ud83d\"}", 8, "half of a surrogate pair"),
        ("{\"a\":\"é\\udc00\"}", 8, "half of a surrogate pair"),
        ("{\"a\":\"é", 6, "a string without its end"),
        ("{\"a\":1,\"\\u0061\":2}", 8, "the same name twice in one object"),
        ("{\"a\":{\"b\":1,\"b\":2}}", 13, "the same name twice in one object"),
        ("{\"a\":\"é\"} {}", 11, "text after the end of the record"),
        ("{\"a\":1}}", 8, "text after the end of the record"),
        ("{\"a\":\"é\"", 9, "the record ends too early"),
        ("{\"a\":", 6, "the record ends too early"),
        ("{", 2, "the record ends too early"),
        ("[{\"a\":1}]", 1, "a record is a JSON object"),
        ("  \"a\"", 3, "a record is a JSON object"),
        (
            "{\"a\":" + String(repeating: "[", count: 64) + "1" + String(repeating: "]", count: 64) + "}", 69,
            "nested deeper than 64"
        ),
    ]

    /// Whatever the policy does with the field, every byte is looked at, and the fault is found at the same place.
    @Test(arguments: [
        policyText(rule: "keep"), policyText(rule: "drop"), policyText(rule: "keep-subtree"),
        policyText(rule: "{ mask: {} }"), policyText(rule: "set-null"), policyText(rule: "{ constant: c }"),
        policyText(rule: "{ pseudonymize: { as: person } }"),
        policyText(fields: "  \"$.other\": keep"), policyText(fields: "  \"$.a.b\": keep"),
        policyText(fields: "  \"$.a[*]\": keep"), policyText(fields: "  \"$.*\": keep-subtree"),
        policyText(fields: "  \"$.a\": keep-subtree\n  \"$.a.b\": drop\n  \"$.a[*]\": drop"),
        policyText(rule: "{ kinds: [ { when: { \"@.b\": x }, fields: { \"@.b\": keep } } ] }"),
        policyText(rule: "keep") + "\nonly-if: { \"$.a\": x }", policyText(rule: "keep") + "\nonly-if: { \"$.z\": x }",
        policyText(rule: "keep").replacing("fields:\n", with: "kinds:\n  - when: { \"$.a\": x }\n    fields:\n    "),
        policyText(rule: "keep").replacing("fields:\n", with: "kinds:\n  - when: always\n    fields:\n    "),
    ])
    func `a malformed record is found where it is, whatever becomes of its fields`(policy: String) throws {
        let filter = try makeFilter(policy: policy)
        for (record, column, sentence) in Self.malformed {
            for mark in ["", "\u{FEFF}"] {
                let error = filter.run(mark + record + "\n{\"a\":1}\n").error
                #expect(error?.code == .recordMalformed)
                #expect(
                    error?.description == "-:1:\(column): \(sentence); correct the record or use --on-error skip",
                    "\(record)")
            }
        }
    }

    /// A byte that does not continue a sequence counts as a column where the line is not UTF-8.
    @Test(
        arguments: [
            ([0xFF], 8), ([0x80], 8), ([0xC0, 0x80], 8), ([0xC3], 8), ([0xED, 0xA0, 0x80], 8),
            ([0xF4, 0x90, 0x80, 0x80], 8),
            ([0xC3, 0xA9, 0xFF], 9), ([0xF0, 0x9F, 0x98], 8),
        ] as [([UInt8], Int)])
    func `what is not UTF-8 is found where it is`(content: [UInt8], column: Int) throws {
        let record = bytes("{\"a\":\"é") + content + bytes("\"}")
        for rule in ["keep", "drop", "{ mask: {} }"] {
            let error = try makeFilter("\"$.a\": \(rule)").run(record).error
            #expect(error?.place == ProvisoError.Place(source: "-", line: 1, column: column))
            #expect(error?.message == "not UTF-8")
        }
        // Inside of a name it is no better.
        #expect(
            try makeFilter("\"$.a\": keep").run(bytes("{\"") + content + bytes("\":1}")).error?.message == "not UTF-8")
    }

    @Test func `the deepest record that is allowed passes`() throws {
        let nested = String(repeating: "[", count: 63) + "1" + String(repeating: "]", count: 63)
        let record = "{\"a\":\(nested)}\n"
        #expect(try makeFilter("\"$.a\": keep-subtree").run(record).text == record)
        #expect(try makeFilter("\"$.a\": drop").run(record).error == nil)
    }

    // MARK: - Stop and skip

    private static let good = (1...3).map { "{\"a\":\($0)}\n" }
    /// Each holds `leak` in a field that would be kept.
    private static let bad = [
        "{\"a\":\"leak\"", "{\"a\":\"leak\"}}", "{\"a\":\"leak\",\"a\":1}", "{\"a\":\"leak\",\"b\":[1,}", "leak",
        "{\"a\":\"leak\",\"b\":\"\\ud800\"}", "{\"a\":\"leak\",\"leak\":nul}", "{\"a\":\"leak\",\"stop\":{\"leak\":1}}",
        "{\"leak\":1,\"a\":\"leak\",\"stop\":[\"leak\"]}", "[\"leak\"]",
    ]

    @Test(arguments: 0...3)
    func `at a bad record the filter stops, with all records before it and nothing of it`(position: Int) throws {
        let filter = try makeFilter("\"$.a\": keep", "\"$.stop\": { keep: , otherwise: stop }")
        for bad in Self.bad {
            var lines = Self.good
            lines.insert(bad + "\n", at: position)
            let input = position == 3 ? String(lines.joined().dropLast()) : lines.joined()
            for blockSize in [1, 2, 7, 16, 1000] {
                let result = filter.run(input, blockSize: blockSize)
                #expect(result.text == Self.good[..<position].joined())
                #expect(result.report == nil)
                #expect(result.error?.code == (bad.contains("stop") ? .recordStopped : .recordMalformed))
                #expect(result.error?.rule == (bad.contains("stop") ? "$.stop" : nil))
                #expect(result.error?.place.line == position + 1)
                #expect(result.everything.allSatisfy { !$0.contains("leak") })
            }
        }
    }

    @Test(arguments: 0...3)
    func `a filter that skips bad records leaves them out, counts them and lists their lines`(position: Int) throws {
        let filter = try makeFilter(
            "\"$.a\": keep", "\"$.stop\": { keep: , otherwise: stop }", onBadRecord: .skip)
        for bad in Self.bad {
            var lines = Self.good
            lines.insert("\n" + bad + "\n", at: position)
            let input = position == 3 ? String(lines.joined().dropLast()) : lines.joined()
            for blockSize in [1, 2, 7, 16, 1000] {
                let result = filter.run(input, blockSize: blockSize)
                #expect(result.error == nil)
                #expect(result.text == Self.good.joined())
                let report = try #require(result.report)
                #expect(report.records.read == 4)
                #expect(report.records.written == 3)
                #expect(report.records.bad == 1)
                #expect(report.skippedLines.map(\.line) == [position + 2])
                #expect(report.skippedLines.map(\.input) == [nil])
                #expect(report.counts == [[3, 0, 0, 0], [0, 0, 0, 0]])
                #expect(report.unnamed.isEmpty)
                #expect(result.everything.allSatisfy { !$0.contains("leak") })
            }
        }
    }

    @Test func `a stop names its rule as the policy writes it, and the value's place`() throws {
        let filter = try makeFilter("\"$['a'].b[*]\": { generalize: year, otherwise: stop }")
        let result = filter.run("{\"a\":{\"b\":[\"2020\",\"é\"]}}\n{\"a\":{\"b\":[\"2021\", \"é\"]}}")
        #expect(
            result.error?.description
                == "-:1:19: a value that the rule cannot handle (rule $['a'].b[*]); "
                + "correct the record or use --on-error skip")
        #expect(result.error?.code == .recordStopped)
    }

    @Test func `a malformed value is malformed also where a rule would stop`() throws {
        let filter = try makeFilter("\"$.a\": { keep: , otherwise: stop }")
        for record in ["{\"a\":[1,}", "{\"a\":{\"b\":01}}", "{\"a\":[\"x]}"] {
            #expect(filter.run(record).error?.code == .recordMalformed)
        }
        #expect(filter.run("{\"a\":[1]}").error?.code == .recordStopped)
    }

    @Test func `ten thousand lines are listed, and the others counted`() throws {
        let filter = try makeFilter("\"$.a\": keep", onBadRecord: .skip)
        let report = try #require(filter.run(String(repeating: "x\n", count: 10_003) + "{\"a\":1}").report)
        #expect(report.skippedLines.count == FilterReport.listedSkippedLineLimit)
        #expect(report.skippedLines.last?.line == 10_000)
        #expect(report.unlistedSkippedCount == 3)
        #expect(report.records.bad == 10_003)
        #expect(report.records.written == 1)
        #expect(report.wrongSums == [])
    }

    @Test func `a run that has failed is at its end`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        var sink = MemorySink()
        var run = filter.start()
        try run.begin("in", into: &sink)
        func failure(_ body: () throws -> Void) -> String? {
            do { try body() } catch { return "\(error)" }
            return nil
        }
        let expected = "in:2:6: not a JSON value; correct the record or use --on-error skip"
        #expect(failure { try run.write(bytes("{\"a\":1}\n{\"a\":x}\n{\"a\":2}\n").span, into: &sink) } == expected)
        #expect(failure { try run.write(bytes("{\"a\":3}\n").span, into: &sink) } == expected)
        #expect(failure { try run.write(bytes("").span, into: &sink) } == expected)
        #expect(failure { try run.begin("next", into: &sink) } == expected)
        do {
            _ = try run.finish(into: &sink)
            Issue.record("a report of a run that failed")
        } catch {
            #expect("\(error)" == expected)
        }
        #expect(String(decoding: sink.bytes, as: UTF8.self) == "{\"a\":1}\n")
    }

    // MARK: - Too long

    /// Of exactly 30 bytes.
    private static let exact = "{\"a\":\"é12345678901234567890\"}"

    @Test(arguments: [RecordFilter.OnBadRecord.stop, .skip])
    func `a record of the largest size passes, with any line ending`(onBadRecord: RecordFilter.OnBadRecord) throws {
        let filter = try makeFilter("\"$.a\": keep", onBadRecord: onBadRecord, largestRecordByteCount: 30)
        #expect(Self.exact.utf8.count == 30)
        for input in [Self.exact, Self.exact + "\n", "\n\(Self.exact)\n\n", Self.exact.dropLast() + "}\n{\"b\":1}"] {
            for blockSize in 1...input.utf8.count {
                let result = filter.run(input, blockSize: blockSize)
                #expect(result.error == nil)
                #expect(result.text == Self.exact + "\n")
                #expect(result.report?.records.bad == 0)
            }
        }
    }

    @Test func `a record that is one byte too long stops the filter`() throws {
        let filter = try makeFilter("\"$.a\": keep", largestRecordByteCount: 29)
        for end in ["", "\n", "\r\n", "\n{\"a\":3}\n"] {
            let input = "{\"a\":1}\n" + Self.exact + end
            for blockSize in 1...input.utf8.count {
                let result = filter.run(input, blockSize: blockSize)
                #expect(result.text == "{\"a\":1}\n")
                #expect(
                    result.error?.description
                        == "-:2:1: a record of more than 29 bytes; correct the record or use --on-error skip")
                #expect(result.error?.code == .recordMalformed)
            }
        }
    }

    @Test func `a record that is too long is passed over, and the next one is read`() throws {
        let filter = try makeFilter("\"$.a\": keep", onBadRecord: .skip, largestRecordByteCount: 29)
        let longer = "{\"a\":\"" + String(repeating: "{\\\"a\\\":9}", count: 20) + "\"}"
        for (bad, count) in [(Self.exact, 1), (longer, 1), ("\(longer)\n\(Self.exact)", 2)] {
            for (input, output) in [
                ("\(bad)\n{\"a\":1}\n{\"a\":2}\n", "{\"a\":1}\n{\"a\":2}\n"),
                ("{\"a\":1}\n\(bad)\n{\"a\":2}\n", "{\"a\":1}\n{\"a\":2}\n"),
                ("{\"a\":1}\n{\"a\":2}\n\(bad)\n", "{\"a\":1}\n{\"a\":2}\n"),
                ("{\"a\":1}\n{\"a\":2}\n\(bad)", "{\"a\":1}\n{\"a\":2}\n"), (bad, ""),
            ] {
                for blockSize in [1, 2, 3, 5, 7, 29, 30, 31, 1000] {
                    let result = filter.run(input, blockSize: blockSize)
                    #expect(result.text == output)
                    #expect(result.report?.records.bad == count)
                    #expect(result.report?.skippedLines.count == count)
                    #expect(result.report?.wrongSums == [])
                }
            }
        }
    }

    @Test func `a line without end is not waited for`() throws {
        let filter = try makeFilter("\"$.a\": keep", largestRecordByteCount: 100)
        var sink = MemorySink()
        var run = filter.start()
        let block = bytes(String(repeating: "x", count: 60))
        try run.write(block.span, into: &sink)
        do {
            try run.write(block.span, into: &sink)
            Issue.record("nothing was thrown")
        } catch let error as ProvisoError {
            #expect(error.place == ProvisoError.Place(line: 1, column: 1))
        }
    }

    @Test func `each input can begin with a line that is too long`() throws {
        let filter = try makeFilter("\"$.a\": keep", onBadRecord: .skip, largestRecordByteCount: 10)
        var sink = MemorySink()
        var run = filter.start()
        for name in ["one", "two"] {
            try run.begin(name, into: &sink)
            try run.write(bytes("{\"a\":1}\n").span, into: &sink)
            try run.write(bytes(Self.exact).span, into: &sink)
        }
        let report = try run.finish(into: &sink)
        #expect(report.skippedLines.map { "\($0.input ?? "?"):\($0.line)" } == ["one:2", "two:2"])
        #expect(report.records.written == 2)
    }

    // MARK: - Sinks

    private struct Refusal: Error, Equatable { let call: Int }

    /// Takes some calls and then throws.
    private struct RefusingSink: RecordSink {
        var callsLeft: Int
        var calls = 0
        var taken: [UInt8] = []

        mutating func receive(_ records: Span<UInt8>) throws {
            calls += 1
            callsLeft -= 1
            if callsLeft < 0 { throw Refusal(call: calls) }
            for index in records.indices { taken.append(records[index]) }
        }
    }

    @Test(arguments: 0...3)
    func `what a sink throws ends the run and is thrown again`(accepted: Int) throws {
        let filter = try makeFilter("\"$.a\": keep")
        var sink = RefusingSink(callsLeft: accepted)
        var run = filter.start()
        var thrown: [Refusal] = []
        for number in 1...5 {
            do {
                try run.write(bytes("{\"a\":\(number)}\n").span, into: &sink)
            } catch let refusal as Refusal {
                thrown.append(refusal)
            }
        }
        do { try run.begin("next", into: &sink) } catch let refusal as Refusal { thrown.append(refusal) }
        do { _ = try run.finish(into: &sink) } catch let refusal as Refusal { thrown.append(refusal) }
        // The calls from the one that was refused on, and both at the end; the sink is left alone after the first.
        #expect(thrown == Array(repeating: Refusal(call: accepted + 1), count: 5 - accepted + 2))
        #expect(sink.calls == accepted + 1)
        #expect(sink.taken == bytes(Self.good[..<accepted].joined()))
    }

    @Test func `a sink can refuse the last line, which the end of the input brings`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        var sink = RefusingSink(callsLeft: 1)
        var run = filter.start()
        try run.write(bytes("{\"a\":1}\n{\"a\":2}").span, into: &sink)
        do {
            _ = try run.finish(into: &sink)
            Issue.record("nothing was thrown")
        } catch let refusal as Refusal {
            #expect(refusal == Refusal(call: 2))
        }
        #expect(sink.taken == bytes("{\"a\":1}\n"))
    }

    @Test func `what a sink throws comes before the bad record behind`() throws {
        let filter = try makeFilter("\"$.a\": keep")
        var sink = RefusingSink(callsLeft: 0)
        var run = filter.start()
        do {
            try run.write(bytes("{\"a\":1}\n{\"a\":x}\n").span, into: &sink)
            Issue.record("nothing was thrown")
        } catch {
            #expect(error as? Refusal == Refusal(call: 1))
        }
    }

    @Test func `the places of many bad records in one block are each its own`() throws {
        let filter = try makeFilter("\"$.a\": keep", onBadRecord: .skip)
        let result = filter.run(String(repeating: "x\n{\"a\":1}\n\n", count: 3000))
        #expect(result.report?.skippedLines.map(\.line) == (0..<3000).map { 1 + 3 * $0 })
        #expect(result.report?.records.written == 3000)
    }
}
