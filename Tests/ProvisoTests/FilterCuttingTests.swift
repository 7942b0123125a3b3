import Proviso
import Testing

/// Inputs of every format, well-formed and nearly so: output, report and error do not depend on where an input is cut
/// into blocks, nor on the number of jobs. Errors and reports tell lines and columns, so that these are the same too.
@Suite struct FilterCuttingTests {
    // MARK: - Inputs

    private static func policy(_ format: FilterFormat) -> String {
        switch format {
        case .ndjson, .array, .object:
            policyText(
                fields: """
                      "$['0']": keep
                      "$['1']": { mask: { keep-first: 1 } }
                      "$['2']": { pseudonymize: { as: person } }
                      "$['3']": keep-subtree
                      "$['4']": { keep: , otherwise: stop }
                    """)
        case .csv, .tsv:
            policyText(
                fields: """
                      a: keep
                      b: { mask: { keep-first: 1 } }
                      c: { pseudonymize: { as: person } }
                      d: { round: 10, otherwise: stop }
                    """)
        case .log:
            policyText(
                fields: """
                      host: { truncate-ip: {} }
                      user: { pseudonymize: { as: person } }
                      time: { generalize: month }
                      target: { url: path, otherwise: stop }
                      status: keep
                      bytes: { round: 100 }
                      agent: { truncate: 4 }
                    """)
        }
    }

    /// What looks at a record before it is filtered, and counts records.
    private static func conditions(_ format: FilterFormat) -> String {
        switch format {
        case .ndjson, .array, .object:
            """

            require: { "$['0']": { type: [string, number, boolean, "null", array], optional: yes } }
            only-if: { any: [ { "$['1']": { present: yes } }, { "$['0']": { present: no } }, { "$['3']": { at-least: 0 } } ] }
            subject: "$['2']"
            limit: { records: 2, otherwise: drop }
            """
        case .csv, .tsv:
            """

            require: { a: string, d: [number, "null"] }
            only-if: { any: [ { d: { above: 0 } }, { none: [ { b: "a" } ] } ] }
            subject: c
            limit: { subjects: 2, otherwise: drop }
            """
        case .log:
            """

            require: { status: integer, bytes: { type: number, optional: yes } }
            only-if: { all: [ { host: { present: yes } }, { none: [ { bytes: { below: 100 } } ] } ] }
            limit: { records: 2 }
            """
        }
    }

    /// What readers of one format or another disagree about.
    private static let snippets =
        [
            "\"", "\"\"", "\\", ",", "\t", ";", "\n", "\r", "\r\n", "\n\n", " ", "-", "[", "]", "{", "}", ",\"", "\",",
            "\\x41", "\\xff", "\\\"", "\u{FEFF}", "\u{2028}", "\u{0}", "\u{1}", "é", "😀", "null", "1e999",
        ].map { Array($0.utf8) } + [[0x80], [0xC3], [0xED, 0xA0, 0xBD], [0xFF], [0xEF, 0xBB]]

    private static func input(_ format: FilterFormat, using generator: inout SeededGenerator) -> [UInt8] {
        var input: [UInt8]
        switch format {
        case .ndjson:
            let lines = (0..<Int.random(in: 0...4, using: &generator)).map { _ in line(using: &generator) }
            input = Array(lines.joined(separator: Bool.random(using: &generator) ? [10] : [13, 10]))
            if Bool.random(using: &generator) { input.append(10) }
        case .array:
            let records = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                RandomJSON.record(using: &generator).spaced
            }
            input =
                [UInt8(ascii: "[")] + Array(records.joined(separator: [UInt8(ascii: ",")])) + [UInt8(ascii: "]"), 10]
        case .object: input = RandomJSON.record(using: &generator).spaced
        case .csv, .tsv: input = table(format, using: &generator)
        case .log:
            let lines = (0..<Int.random(in: 0...4, using: &generator)).map { _ in logLine(using: &generator) + "\n" }
            input = Array(lines.joined().utf8)
        }
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: break
        case 1 where !format.isTable: input = RandomJSON.mutated(input, using: &generator)
        default: input = mutated(input, with: snippets, atMost: 2, using: &generator)
        }
        return (Int.random(in: 0..<5, using: &generator) == 0 ? [0xEF, 0xBB, 0xBF] : []) + input
    }

    private static func line(using generator: inout SeededGenerator) -> [UInt8] {
        if Int.random(in: 0..<6, using: &generator) == 0 { return [] }
        return RandomJSON.record(using: &generator).spaced.map { $0 == 10 ? 32 : $0 }
    }

    private static func table(_ format: FilterFormat, using generator: inout SeededGenerator) -> [UInt8] {
        let rows = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
            let isRagged = Int.random(in: 0..<6, using: &generator) == 0
            return (0..<5 - (isRagged ? 1 : 0)).map { column in
                column == 3
                    ? RandomJSON.number(using: &generator) : RandomRows.cell(using: &generator)
            }
        }
        let delimiter: Unicode.Scalar = format == .tsv ? "\t" : ","
        return RandomRows.file([["a", "b", "c", "d", "é"]] + rows, delimiter: delimiter, using: &generator)
    }

    private static func logLine(using generator: inout SeededGenerator) -> String {
        func one(of texts: [String]) -> String { texts.randomElement(using: &generator)! }
        let line =
            one(of: ["203.0.113.77", "2001:db8::1", "host.example", "-"]) + " - " + one(of: ["-", "ana", "\\xc3\\xa9"])
            + " [" + one(of: ["23/Nov/2026:09:15:33 +0000", "29/Feb/2024:23:59:60 -0130", "-"]) + "] \""
            + one(of: [
                "GET /a?b=1 HTTP/1.1", "POST https://example.org/\\x41#b HTTP/2", "-", "\\x16\\x03", "GET * HTTP/1.1",
            ])
            + "\" " + one(of: ["200", "404", "-"]) + " " + one(of: ["1234", "0", "-", "007"])
        return line + one(of: ["", "\r", " \"-\" \"curl/8\"", " \"https://a.example/?q\" \"é 😀\\\"\"", " \"\" \"\"\r"])
    }

    // MARK: - Cuts

    private struct Ways: Hashable {
        let onBadRecord: RecordFilter.OnBadRecord
        let largestRecordByteCount: Int
        let hasConditions: Bool
    }

    @Test(arguments: FilterFormat.allCases)
    func `where an input is cut and how many jobs there are changes nothing`(format: FilterFormat) throws {
        var generator = SeededGenerator(seed: testSeed)
        var filters: [Ways: [RecordFilter]] = [:]
        var counts: [String: Int] = [:]
        for _ in 0..<120 {
            let ways = Ways(
                onBadRecord: RecordFilter.OnBadRecord.allCases.randomElement(using: &generator)!,
                largestRecordByteCount: [1 << 24, 1 << 24, 150, 60].randomElement(using: &generator)!,
                hasConditions: Int.random(in: 0..<3, using: &generator) == 0)
            if filters[ways] == nil {
                filters[ways] = try (1...3).map { jobs in
                    try makeFilter(
                        policy: Self.policy(format) + (ways.hasConditions ? Self.conditions(format) : ""),
                        format: format.recordFormat, onBadRecord: ways.onBadRecord,
                        largestRecordByteCount: ways.largestRecordByteCount, jobs: jobs)
                }
            }
            let input = Self.input(format, using: &generator)
            let whole = filters[ways]![0].run(input)
            if whole.error != nil {
                counts["refused", default: 0] += 1
            } else if whole.report!.records.bad > 0 {
                counts["skipped", default: 0] += 1
            } else {
                counts["read", default: 0] += 1
            }
            #expect(whole.report?.wrongSums ?? [] == [])
            let shown = "\(ways): \(String(decoding: input, as: UTF8.self).debugDescription), seed \(testSeed)"
            for (index, filter) in filters[ways]!.enumerated() {
                for blockSize in index == 0 ? [1, 2, 3, 7, 16, 61] : [1, 16] {
                    #expect(filter.run(input, blockSize: blockSize) == whole, "blocks of \(blockSize), \(shown)")
                }
                let places = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                    Int.random(in: 0...input.count, using: &generator)
                }.sorted()
                #expect(filter.run(input, cutAt: places) == whole, "cut at \(places), \(index + 1) jobs, \(shown)")
            }
        }
        #expect(counts["read", default: 0] >= 10 && counts["refused", default: 0] >= 10, "\(counts), seed \(testSeed)")
        // Most of what is wrong with a document cannot be skipped.
        #expect(
            format == .object || format == .array || counts["skipped", default: 0] >= 3, "\(counts), seed \(testSeed)")
    }

    // MARK: - Chosen inputs, cut at every place

    struct Chosen: Sendable, CustomTestStringConvertible {
        let format: FilterFormat
        let text: String

        init(_ format: FilterFormat, _ text: String) {
            self.format = format
            self.text = text
        }

        var testDescription: String { "\(format) \(text.debugDescription)" }
    }

    static let chosen = [
        Chosen(
            .ndjson, "\u{FEFF}{\"0\":\"é\"}\r\n\n{\"0\":\"😀\\u00e9\\\"\",\"1\":\"\\u0041é\"}\n{\"4\":[1]}\n{\"0\":é}"),
        Chosen(.ndjson, "é😀\n\n {\"0\":\"\u{1}\"}\n{\"0\":1}{\n{\"0\":2}"),
        Chosen(.array, "\u{FEFF} [ {\"0\":\"é\\\\\\\"]}\"} ,\n{\"0\":[{}]},{\"0\":1, \"0\":2}, é]"),
        Chosen(.array, "\u{FEFF}[{\"0\":1},{\"4\":{\"é\":[]}},{\"0\":\"é😀\"},true]\nx"),
        Chosen(.array, "[{\"0\":1},\r\n{\"0\":\"é"), Chosen(.array, " \u{FEFF}[]"),
        Chosen(.array, "\u{FEFF}\u{FEFF}[]"),
        Chosen(.object, "\u{FEFF}\n{\"0\":\"é\", \"3\":[ 1, \"x y\" ]}\n"), Chosen(.object, "\u{FEFF}{\"4\":{}}"),
        Chosen(.object, "{\"0\":1} {"), Chosen(.object, "\u{FEFF}  é"), Chosen(.object, "\u{FEFF}"),
        Chosen(.csv, "\u{FEFF}\"a\",b,c,d,x\r\n\"é\"\"😀\n\",é,\"\",12,\r\n\r\n1,2\r\n,,,x,\r\n\u{FEFF},\"\"\"\",,5,\n"),
        Chosen(.csv, "\u{FEFF}a,b,c,d\n1,2,3,4\n\"é\" ,2,3,4\n"), Chosen(.csv, "a,b,c,d\n1,2,3,4\n\"é,2\n3,4\n"),
        Chosen(.csv, "a,b,c,d\n1,2,3,4\né\r,2,3,4\n"), Chosen(.csv, "\n\r\na,b,c,d\r\n1,2,3,4\r"),
        Chosen(.csv, "\u{FEFF}\n\u{FEFF}a,b,c,d\n"), Chosen(.csv, "\u{FEFF}é\"a,b,c,d\n"),
        Chosen(.csv, "a,b,c,d\n1,2,3,4\nx\"y,\"z\n"),
        Chosen(.tsv, "a\tb\tc\td\n\"\t\"\t,\t\"\"\t1.5\n\t\t\t\n"),
        Chosen(
            .log,
            "\u{FEFF}1.2.3.4 - é [23/Nov/2026:09:15:33 +0000] \"GET /\\x41\\\"?b HTTP/1.1\" 200 51 \"-\" \"é😀\\xc3\\xa9\"\r\n"
                + "\r\n1.2.3.4 - - [23/Nov/2026:09:15:33 +0000] \"GET //a HTTP/1.1\" 200 51\nx"),
    ]

    @Test(arguments: chosen, RecordFilter.OnBadRecord.allCases)
    func `an input can be cut at every place`(
        chosen: Chosen, onBadRecord: RecordFilter.OnBadRecord
    ) throws {
        let input = Array(chosen.text.utf8)
        for limit in [1 << 24, 25] {
            let filters = try (1...2).map { jobs in
                try makeFilter(
                    policy: Self.policy(chosen.format), format: chosen.format.recordFormat, onBadRecord: onBadRecord,
                    largestRecordByteCount: limit, jobs: jobs)
            }
            let whole = filters[0].run(input)
            for place in input.indices {
                #expect(filters[place % 2].run(input, cutAt: [place]) == whole, "cut at \(place), limit \(limit)")
                #expect(filters[0].run(input, blockSize: place + 1) == whole, "blocks of \(place + 1), limit \(limit)")
            }
        }
    }

    /// The inputs that follow begin anew: with a mark, a header, and lines from one.
    @Test(arguments: FilterFormat.allCases)
    func `several inputs can be cut like one`(format: FilterFormat) throws {
        var generator = SeededGenerator(seed: testSeed)
        let filters = try (1...3).map { jobs in
            try makeFilter(
                policy: Self.policy(format), format: format.recordFormat, onBadRecord: .skip, jobs: jobs)
        }
        var readCount = 0
        for _ in 0..<40 {
            let inputs = (0..<Int.random(in: 2...3, using: &generator)).map { number in
                (name: "input \(number)", bytes: Self.input(format, using: &generator))
            }
            let whole = filters[0].run(inputs: inputs)
            if whole.error == nil { readCount += 1 }
            let shown = "\(inputs.map { String(decoding: $0.bytes, as: UTF8.self) }), seed \(testSeed)"
            for filter in filters {
                for blockSize in [1, 5, 40] {
                    #expect(
                        filter.run(inputs: inputs, blockSize: blockSize) == whole, "blocks of \(blockSize): \(shown)")
                }
            }
        }
        #expect(readCount > 0)
    }
}
