import Proviso
import Testing

/// What is wrong with an input of each format: the message to the letter, and what is written and counted where the
/// filter stops and where it skips.
///
/// The policy keeps `$.a` and stops at an object or array in `$.s`.
@Suite struct FilterFormatErrorTests {
    /// A bad input.
    struct Bad: Sendable, CustomTestStringConvertible {
        let input: [UInt8]
        /// Place, sentence and remedy.
        let message: String
        /// What has been written when the filter stops.
        let stopped: String
        /// What is written, and which lines are listed, where it skips; nil if it cannot, and stops all the same.
        let skipped: (output: String, lines: [Int])?

        init(
            _ input: String, _ fault: String, _ remedy: Remedy, stops stopped: String,
            skips skipped: (String, [Int])? = nil
        ) {
            self.init(Array(input.utf8), fault, remedy, stops: stopped, skips: skipped)
        }

        init(
            _ input: [UInt8], _ fault: String, _ remedy: Remedy, stops stopped: String,
            skips skipped: (String, [Int])? = nil
        ) {
            self.input = input
            message = fault + remedy.rawValue
            self.stopped = stopped
            self.skipped = skipped
        }

        fileprivate init(_ other: Bad, replacing byte: UInt8, with replacement: UInt8) {
            func replaced(_ text: String) -> String {
                String(decoding: text.utf8.map { $0 == byte ? replacement : $0 }, as: UTF8.self)
            }
            input = other.input.map { $0 == byte ? replacement : $0 }
            message = other.message
            stopped = replaced(other.stopped)
            skipped = other.skipped.map { (replaced($0.output), $0.lines) }
        }

        var testDescription: String { String(decoding: input, as: UTF8.self).debugDescription }
    }

    /// What a message says to do.
    enum Remedy: String {
        case skippable = "; correct the record or use --on-error skip"
        case broken = "; correct the input; what follows it cannot be trusted"
        case header = "; correct the header"
        case noHeader = "; begin it with the names of its columns, or give them with --columns"
        case spelling = "; check the spelling and --delimiter"
        case conversion = "; convert it first: iconv -f UTF-16 -t UTF-8"
        case skippedOrConverted = """
            ; correct the record or use --on-error skip, and convert a file that is in Latin-1 with iconv -f ISO-8859-1 -t UTF-8
            """
        case headerOrConverted = """
            ; correct the header, and convert a file that is in Latin-1 with iconv -f ISO-8859-1 -t UTF-8
            """
    }

    private static func filter(
        _ format: RecordFormat, _ onBadRecord: RecordFilter.OnBadRecord = .stop, fields: String? = nil,
        largestRecordByteCount: Int = 200, jobs: Int = 1
    ) throws -> RecordFilter {
        try makeFilter(
            policy: policyText(fields: fields ?? "  \"$.a\": keep\n  \"$.s\": { keep: , otherwise: stop }"),
            format: format, onBadRecord: onBadRecord, largestRecordByteCount: largestRecordByteCount, jobs: jobs)
    }

    /// Holds a filter to what is expected, in blocks of several sizes and with several jobs.
    private func expect(_ bad: Bad, _ format: RecordFormat, fields: String? = nil) throws {
        for jobs in [1, 2] {
            let stopping = try Self.filter(format, .stop, fields: fields, jobs: jobs)
            let skipping = try Self.filter(format, .skip, fields: fields, jobs: jobs)
            for blockSize in [1, 2, 7, nil] {
                let stopped = stopping.run(bad.input, blockSize: blockSize)
                #expect(stopped.error?.description == "-:" + bad.message)
                #expect(stopped.text == bad.stopped)
                #expect(stopped.report == nil)
                let skipped = skipping.run(bad.input, blockSize: blockSize)
                guard let expected = bad.skipped else {
                    #expect(skipped == stopped)
                    continue
                }
                #expect(skipped.error == nil)
                #expect(skipped.text == expected.output)
                #expect(skipped.report?.skippedLines.map(\.line) == expected.lines)
                #expect(skipped.report?.records.bad == expected.lines.count)
                #expect(skipped.report?.wrongSums == [])
            }
        }
    }

    private static func x(_ count: Int) -> String { String(repeating: "x", count: count) }

    private static let nested = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)

    private static func latin1(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

    // MARK: - JSON documents

    static let documents: [Bad] = [
        // Not a document.
        Bad("", "1:1: a JSON document is an object or an array of objects", .broken, stops: ""),
        Bad(" \n\t\n ", "3:2: a JSON document is an object or an array of objects", .broken, stops: ""),
        Bad("7", "1:1: a JSON document is an object or an array of objects", .broken, stops: ""),
        Bad("\n \"a\"", "2:2: a JSON document is an object or an array of objects", .broken, stops: ""),
        Bad("null\n", "1:1: a JSON document is an object or an array of objects", .broken, stops: ""),
        Bad("]", "1:1: a JSON document is an object or an array of objects", .broken, stops: ""),
        Bad("a,s\n1,2\n", "1:1: a JSON document is an object or an array of objects", .broken, stops: ""),
        // Behind the document.
        Bad(
            "[{\"a\":1}] x", "1:11: a JSON document is an object or an array of objects", .broken, stops: "[\n{\"a\":1}"
        ),
        Bad(
            "[{\"a\":1}]]", "1:10: a JSON document is an object or an array of objects", .broken, stops: "[\n{\"a\":1}"),
        Bad("[]\n[]", "2:1: a JSON document is an object or an array of objects", .broken, stops: ""),
        Bad("{\"a\":1},", "1:8: a JSON document is an object or an array of objects", .broken, stops: ""),
        Bad("{\"a\":1}\n{\"a\":2}", "2:1: a JSON document is an object or an array of objects", .broken, stops: ""),
        Bad("{\"a\":1}}", "1:8: a JSON document is an object or an array of objects", .broken, stops: ""),
        // A document that is cut off.
        Bad("[", "1:2: the document ends too early", .broken, stops: ""),
        Bad("[{\"a\":1}", "1:9: the document ends too early", .broken, stops: "[\n{\"a\":1}"),
        Bad("[{\"a\":1}\n,", "2:2: the document ends too early", .broken, stops: "[\n{\"a\":1}"),
        Bad("[{\"a\":1},{\"a\":\"é", "1:17: the document ends too early", .broken, stops: "[\n{\"a\":1}"),
        Bad("[{\"a\":1},nul", "1:13: the document ends too early", .broken, stops: "[\n{\"a\":1}"),
        Bad("{\"a\":1\n,\"b\"", "2:5: the document ends too early", .broken, stops: ""),
        // Between the elements.
        Bad("[,{\"a\":1}]", "1:2: not a JSON value", .broken, stops: ""),
        Bad("[{\"a\":1},]", "1:10: not a JSON value", .broken, stops: "[\n{\"a\":1}"),
        Bad("[{\"a\":1},\n,{\"a\":2}]", "2:1: not a JSON value", .broken, stops: "[\n{\"a\":1}"),
        Bad("[{\"a\":1} {\"a\":2}]", "1:10: expected ',' or ']'", .broken, stops: "[\n{\"a\":1}"),
        Bad("[{\"a\":1}}", "1:9: expected ',' or ']'", .broken, stops: "[\n{\"a\":1}"),
        Bad("[{\"a\":1},é]", "1:10: not a JSON value", .broken, stops: "[\n{\"a\":1}"),
        Bad("[\u{A0}{\"a\":1}]", "1:2: not a JSON value", .broken, stops: ""),
        Bad("[// no\n{\"a\":1}]", "1:2: not a JSON value", .broken, stops: ""),
        // Brackets that do not match, and what else is broken inside of an element.
        Bad("[{\"a\":1],{\"a\":2}]", "1:8: expected ',' or '}'", .broken, stops: ""),
        Bad("[{\"a\":1},{\"b\":[1}],{\"a\":2}]", "1:17: expected ',' or ']'", .broken, stops: "[\n{\"a\":1}"),
        Bad("[{\"a\":1},{\"a\":01},{\"a\":2}]", "1:15: not a JSON number", .broken, stops: "[\n{\"a\":1}"),
        Bad(
            "[{\"a\":1},{\"b\":\"\\x\"},{\"a\":2}]", "1:16: an escape that JSON does not have", .broken,
            stops: "[\n{\"a\":1}"),
        Bad(
            "[{\"a\":1},{\"b\":\"\n\"},{\"a\":2}]", "1:16: a control character in a string", .broken,
            stops: "[\n{\"a\":1}"),
        Bad("[{\"a\":1},{a:1},{\"a\":2}]", "1:11: expected a name in double quotes", .broken, stops: "[\n{\"a\":1}"),
        Bad("{\"a\":1,}", "1:8: expected a name in double quotes", .broken, stops: ""),
        // So is what is no object and no JSON value either.
        Bad("[{\"a\":1},nul,{\"a\":2}]", "1:10: not a JSON value", .broken, stops: "[\n{\"a\":1}"),
        Bad("[{\"a\":1},01,{\"a\":2}]", "1:10: not a JSON number", .broken, stops: "[\n{\"a\":1}"),
        Bad(
            "[{\"a\":1},truefalse,{\"a\":2}]", "1:14: text after the end of the record", .broken, stops: "[\n{\"a\":1}"),
        Bad("[{\"a\":1},[1,],{\"a\":2}]", "1:13: not a JSON value", .broken, stops: "[\n{\"a\":1}"),
        Bad("[{\"a\":1},[{},[}],{\"a\":2}]", "1:15: not a JSON value", .broken, stops: "[\n{\"a\":1}"),
        Bad("[{\"a\":1},\"\\x\",{\"a\":2}]", "1:11: an escape that JSON does not have", .broken, stops: "[\n{\"a\":1}"),
        // Elements that are whole, and bad.
        Bad(
            "[{\"a\":1},7,{\"a\":2}]", "1:10: a record is a JSON object", .skippable, stops: "[\n{\"a\":1}",
            skips: ("[\n{\"a\":1},\n{\"a\":2}\n]\n", [1])),
        Bad(
            "[\"x\",\n[{}],\nnull,{\"a\":2}]", "1:2: a record is a JSON object", .skippable, stops: "",
            skips: ("[\n{\"a\":2}\n]\n", [1, 2, 3])),
        Bad("[-1.5e3]", "1:2: a record is a JSON object", .skippable, stops: "", skips: ("[]\n", [1])),
        Bad(
            "[{\"a\":1},\n{\"a\":1,\"\\u0061\":2},{\"a\":2}]", "2:8: the same name twice in one object", .skippable,
            stops: "[\n{\"a\":1}", skips: ("[\n{\"a\":1},\n{\"a\":2}\n]\n", [2])),
        Bad(
            "[{\"a\":\"é\\ud800\"}]", "1:9: half of a surrogate pair", .skippable, stops: "", skips: ("[]\n", [1])),
        Bad(
            "[{\"b\":\(nested)},{\"a\":2}]",
            // The array and the object come before: the document's own array does not count.
            "1:70: nested deeper than 64", .skippable, stops: "",
            skips: ("[\n{\"a\":2}\n]\n", [1])),
        Bad(
            "[{\"s\":1},{\"s\":[]},{\"s\":2}]",
            "1:15: a value that the rule cannot handle (rule $.s)", .skippable, stops: "[\n{\"s\":1}",
            skips: ("[\n{\"s\":1},\n{\"s\":2}\n]\n", [1])),
        Bad(
            "[{\"a\":1},\n {\"b\":\"\(x(193))\"},{\"a\":2}]",
            // Nobody has looked whether it is whole.
            "2:2: a record of more than 200 bytes", .broken, stops: "[\n{\"a\":1}"),
        // Behind what could be skipped something is broken.
        Bad("[{\"a\":1,\"a\":2],{\"a\":3}]", "1:9: the same name twice in one object", .broken, stops: ""),
        Bad(
            "[{\"s\":[],\"a\":01},{\"a\":2}]", "1:7: a value that the rule cannot handle (rule $.s)", .broken,
            stops: ""),
        // A document that is one record; nothing is left of it.
        Bad("{\"a\":1,\"a\":2}", "1:8: the same name twice in one object", .skippable, stops: "", skips: ("{}\n", [1])),
        Bad(
            "\n{\"b\":\"\(x(193))\"}\n",
            "2:1: a record of more than 200 bytes", .broken, stops: ""),
        // Latin-1.
        Bad(
            latin1("[{\"a\":1},{\"b\":\"café\"},{\"a\":2}]"),
            "1:19: not UTF-8", .skippedOrConverted, stops: "[\n{\"a\":1}",
            skips: ("[\n{\"a\":1},\n{\"a\":2}\n]\n", [1])),
        // A mark where no document begins.
        Bad(" \u{FEFF}[]", "1:2: a JSON document is an object or an array of objects", .broken, stops: ""),
        Bad("\u{FEFF}\u{FEFF}[]", "1:1: a JSON document is an object or an array of objects", .broken, stops: ""),
        Bad("[\u{FEFF}{\"a\":1}]", "1:2: not a JSON value", .broken, stops: ""),
        Bad("\u{FEFF}{\"a\":x}", "1:6: not a JSON value", .broken, stops: ""),
        Bad([0xEF, 0xBB], "1:2: a JSON document is an object or an array of objects", .broken, stops: ""),
    ]

    @Test(arguments: documents)
    func `a bad JSON document has its message`(bad: Bad) throws {
        try expect(bad, .json)
    }

    // MARK: - Tables

    static let tables: [Bad] = [
        // Headers.
        Bad("", "1:1: a table without its header", .noHeader, stops: ""),
        Bad("\n\r\n", "3:1: a table without its header", .noHeader, stops: ""),
        Bad("\u{FEFF}", "1:1: a table without its header", .noHeader, stops: ""),
        Bad("a,s,b,s\n1,2,3,4\n", "1: the header names one column twice", .header, stops: ""),
        Bad("a,s,\"a\"\n", "1: the header names one column twice", .header, stops: ""),
        Bad("a,s,,\n", "1: the header names one column twice", .header, stops: ""),
        Bad(
            "\na,b\n1,2\n", "2: the header has no column 's' that the policy names", .spelling,
            stops: ""),
        Bad("a;s\n1;2\n", "1: the header has no column 'a' that the policy names", .spelling, stops: ""),
        Bad("A,s\n", "1: the header has no column 'a' that the policy names", .spelling, stops: ""),
        Bad(" a,s\n", "1: the header has no column 'a' that the policy names", .spelling, stops: ""),
        Bad("\u{FEFF}\u{FEFF}a,s\n", "1: the header has no column 'a' that the policy names", .spelling, stops: ""),
        Bad("a,é\"s\n", "1:4: a quote inside an unquoted cell", .header, stops: ""),
        Bad("a,\"é\" ,s\n", "1:6: text after a closing quote", .header, stops: ""),
        Bad("\u{FEFF}a,\"s\n1,2\n", "1:3: a quoted cell without its end", .header, stops: ""),
        Bad("a,s\r1,2\r", "1:4: a carriage return that ends no line, outside of quotes", .header, stops: ""),
        Bad(
            latin1("a,s,é\n1,2,3\n"),
            "1:5: not UTF-8", .headerOrConverted, stops: ""),
        Bad(
            "a,s,\(x(197))\n1,2,3\n", "1:1: a record of more than 200 bytes", .header,
            stops: ""),
        // Quotes that are broken: where rows end is not certain.
        Bad("a,s\n1,2\n\"é\"x,2\n3,4\n", "3:4: text after a closing quote", .broken, stops: "a,s\n1,2\n"),
        Bad("a,s\n1,2\n\"é\" ,2\n3,4\n", "3:4: text after a closing quote", .broken, stops: "a,s\n1,2\n"),
        Bad("a,s\n1,2\né\"x,2\n3,4\n", "3:2: a quote inside an unquoted cell", .broken, stops: "a,s\n1,2\n"),
        Bad("a,s\n1,2\n1, \"x\"\n3,4\n", "3:4: a quote inside an unquoted cell", .broken, stops: "a,s\n1,2\n"),
        Bad("a,s\n1,2\né,\"x\n3,4\n", "3:3: a quoted cell without its end", .broken, stops: "a,s\n1,2\n"),
        Bad("a,s\n1,2\n1,\"\"\"\n", "3:3: a quoted cell without its end", .broken, stops: "a,s\n1,2\n"),
        Bad("a,s\n1,2\nx\"y,\"z\n3,4\n", "3:2: a quote inside an unquoted cell", .broken, stops: "a,s\n1,2\n"),
        Bad(
            "a,s\n1,2\né\r,2\n3,4\n", "3:2: a carriage return that ends no line, outside of quotes", .broken,
            stops: "a,s\n1,2\n"),
        Bad(
            "a,s\n1,2\n\"é\"\r3,4\n", "3:4: a carriage return that ends no line, outside of quotes", .broken,
            stops: "a,s\n1,2\n"),
        Bad(
            "a,s\n1,2\n3,4\r\r\n", "3:4: a carriage return that ends no line, outside of quotes", .broken,
            stops: "a,s\n1,2\n"),
        Bad("a,s\n1,2\r3,4\r", "2:4: a carriage return that ends no line, outside of quotes", .broken, stops: "a,s\n"),
        // Rows that are whole, and bad.
        Bad(
            "a,s\n1,2\n\n1\n3,4\n", "4:1: a row of 1 cell under a header of 2", .skippable, stops: "a,s\n1,2\n",
            skips: ("a,s\n1,2\n3,4\n", [4])),
        Bad(
            "a,s\n1,2,\n\"x\n\",y\n,,,\n", "2:1: a row of 3 cells under a header of 2", .skippable, stops: "a,s\n",
            // A cell that holds a line end takes two lines.
            skips: ("a,s\n\"x\n\",y\n", [2, 5])),
        Bad(
            "a,s\n \n3,4\n", "2:1: a row of 1 cell under a header of 2", .skippable, stops: "a,s\n",
            skips: ("a,s\n3,4\n", [2])),
        Bad(
            latin1("a,s\n1,café\n\"\nÃ\",2\n3,4\n"),
            "2:6: not UTF-8", .skippedOrConverted, stops: "a,s\n", skips: ("a,s\n3,4\n", [2, 3])),
        Bad(
            "a,s\n\n\(x(198)),12\n3,4\n", "3:1: a record of more than 200 bytes", .broken, stops: "a,s\n"),
    ]

    @Test func `a table must have the columns whose values are looked for in texts`() throws {
        try expect(
            Bad("a,b\n1,2\n", "1: the header has no column 'name' that the policy names", .spelling, stops: ""), .csv,
            fields: "  \"$.a\": { redact: { known: [name] } }")
    }

    @Test(arguments: tables)
    func `a bad table has its message`(bad: Bad) throws {
        try expect(bad, .csv)
        // The same with tabs; the words of the message stay.
        try expect(Bad(bad, replacing: UInt8(ascii: ","), with: UInt8(ascii: "\t")), .tsv)
    }

    @Test func `a rule that stops at a cell names it, and the cell's place`() throws {
        let fields = "  a: keep\n  s: { generalize: year, otherwise: stop }"
        try expect(
            Bad(
                "a,s\n1,2020-01-01\né,\"20\"\"\"\n3,2021\n",
                "3:4: a value that the rule cannot handle (rule s)", .skippable, stops: "a,s\n1,2020\n",
                skips: ("a,s\n1,2020\n3,2021\n", [3])), .csv, fields: fields)
        // An empty cell is an empty text, which no transform handles.
        try expect(
            Bad(
                "a,s\n1,\n3,2021\n", "2:3: a value that the rule cannot handle (rule s)", .skippable,
                stops: "a,s\n", skips: ("a,s\n3,2021\n", [2])), .csv, fields: fields)
    }

    // MARK: - Logs

    private static let goodLine = "h - u [23/Nov/2026:09:15:33 +0000] \"GET /a HTTP/1.1\" 200 51"
    private static let goodOutput = "- - u [-] \"-\" 200 -\n"

    /// Lines that are none of a log, with the column where that shows.
    static let logLines: [(line: String, column: Int)] = [
        ("x", 2), (" h - u", 1), ("h  - u", 3), ("\u{FEFF}" + goodLine + " ", 61), ("h - u [yesterday]", 8),
        ("h - u [30/Feb/2026:09:15:33 +0000] \"-\" 200 51", 8), ("h - u [-] GET", 11),
        ("h - u [-] \"GET / HTTP/1.1", 26),
        ("h - u [-] \"\\y\" 200 51", 12), ("h - u [-] \"a\tb\" 200 51", 13), ("h - u [-] \"-\" 2x0 51", 16),
        ("h - u [-] \"-\" 200 51 \"-\"", 25), ("h - u [-] \"-\" 200 51 \"-\" \"-\" x", 29),
        ("h \"- u [-] \"-\" 200 51", 3),
        ("é - u [-] \"-\" 200 é", 19), ("{\"a\":1}", 2), ("h - u [-] \"-\" 200", 18),
    ]

    @Test(arguments: logLines)
    func `a line that is none of a log has its message`(line: String, column: Int) throws {
        let fields = "  user: keep\n  status: keep"
        for (start, number) in [("", 1), (Self.goodLine + "\n\r\n", 3)] where number == 1 || !line.hasPrefix("\u{FEFF}")
        {
            let before = number == 1 ? "" : Self.goodOutput
            try expect(
                Bad(
                    start + line + "\n" + Self.goodLine + "\n",
                    "\(number):\(column): not a line of the combined log format", .skippable, stops: before,
                    skips: (before + Self.goodOutput, [number])), .combinedLog, fields: fields)
        }
    }

    @Test func `other faults of a log have their messages`() throws {
        let fields = "  user: keep\n  status: keep\n  target: { url: path, otherwise: stop }"
        let output = Self.goodOutput.replacing("\"-\"", with: "\"- /a -\"")
        let latin1 = Self.latin1("h - é [-] \"-\" 200 51\n\(Self.goodLine)\n")
        let long = "h - \(Self.x(182)) [-] \"-\" 200 51\n\(Self.goodLine)\n"
        let stop = "h - u [-] \"GET a/b HTTP/1.1\" 200 51\n\(Self.goodLine)\n"
        for bad in [
            Bad(latin1, "1:5: not UTF-8", .skippedOrConverted, stops: "", skips: (output, [1])),
            Bad(long, "1:1: a record of more than 200 bytes", .skippable, stops: "", skips: (output, [1])),
            Bad(
                stop, "1:16: a value that the rule cannot handle (rule target)", .skippable, stops: "",
                skips: (output, [1])),
        ] {
            try expect(bad, .combinedLog, fields: fields)
        }
    }

    // MARK: - Other encodings

    private static func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return isBigEndian ? bytes : bytes.reversed()
        }
    }

    @Test(arguments: FilterFormat.allCases)
    func `UTF-16 is told by its mark, or by the zeros of ASCII`(format: FilterFormat) throws {
        let text =
            switch format {
            case .ndjson, .object: "{\"a\":\"é\"}\r\n"
            case .array: "[{\"a\":1}]"
            case .csv, .tsv: "a,s\r\n1,2\r\n"
            case .log: Self.goodLine
            }
        let fields = format == .log ? "  user: keep" : nil
        for isBigEndian in [true, false] {
            for mark in ["\u{FEFF}", ""] {
                try expect(
                    Bad(
                        Self.utf16(mark + text, isBigEndian: isBigEndian),
                        "1:1: UTF-16, where UTF-8 is needed", .conversion, stops: ""),
                    format.recordFormat, fields: fields)
            }
        }
    }
}
