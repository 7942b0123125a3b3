import Proviso
import Testing

/// What a filter writes in each format beside the records: marks, line ends, headers and brackets; and how several
/// inputs become one output.
@Suite struct FilterFormatOutputTests {
    private static let fields = "  \"$.a\": keep\n  \"$.s\": { constant: \"=1\" }"

    private static func filter(
        _ format: RecordFormat, fields: String = fields, onBadRecord: RecordFilter.OnBadRecord = .stop, jobs: Int = 1
    ) throws -> RecordFilter {
        try makeFilter(
            policy: policyText(fields: fields), format: format, onBadRecord: onBadRecord, jobs: jobs)
    }

    /// The output for an input, which is the same in blocks of every size and with several jobs.
    private func output(_ input: String, _ format: RecordFormat, fields: String = fields) throws -> String {
        let filter = try Self.filter(format, fields: fields)
        let whole = filter.run(input)
        #expect(whole.error == nil)
        let several = try Self.filter(format, fields: fields, jobs: 2)
        for blockSize in 1...max(input.utf8.count, 1) {
            #expect(filter.run(input, blockSize: blockSize) == whole)
            if blockSize < 4 { #expect(several.run(input, blockSize: blockSize) == whole) }
        }
        return whole.text
    }

    // MARK: - Marks and line ends

    private static let log = "h - - [23/Nov/2026:09:15:33 +0000] \"GET / HTTP/1.1\" 200 51 \"-\" \"x\""

    @Test(arguments: FilterFormat.allCases)
    func `a mark at the beginning is passed over, and not written`(format: FilterFormat) throws {
        let input =
            switch format {
            case .ndjson, .object: "{\"a\":1}\n"
            case .array: "[\n{\"a\":1}\n]\n"
            case .csv, .tsv: "a\n1\n"
            case .log: Self.log + "\n"
            }
        let fields = format == .log ? "  host: keep" : "  a: keep"
        let expected = format == .log ? "h - - [-] \"-\" - - \"-\" \"-\"\n" : input
        #expect(try output(input, format.recordFormat, fields: fields) == expected)
        #expect(try output("\u{FEFF}" + input, format.recordFormat, fields: fields) == expected)
    }

    @Test(arguments: [
        ("a,s\n1,2\n", "a,s\n1,=1\n"), ("a,s\r\n1,2\r\n", "a,s\r\n1,=1\r\n"), ("a,s\r\n1,2", "a,s\r\n1,=1\r\n"),
        // The header's line decides, also where others end in another way.
        ("a,s\r\n1,2\n3,4\r\n", "a,s\r\n1,=1\r\n3,=1\r\n"), ("a,s\n1,2\r\n3,4\n", "a,s\n1,=1\n3,=1\n"),
        ("a,s\r\n", "a,s\r\n"), ("a,s\n", "a,s\n"), ("a,s", "a,s\n"), ("a,s\r", "a,s\r\n"),
        // Empty lines are no rows, wherever they are.
        ("\n\r\na,s\n\n1,2\n\r\n\n3,4\n\n", "a,s\n1,=1\n3,=1\n"),
    ])
    func `lines of a table end as that of the header`(input: String, expected: String) throws {
        #expect(try output(input, .csv) == expected)
    }

    @Test(arguments: ["a,s\n1,2\n", "a,s\r\n1,2\r\n", "\u{FEFF}a,s\r\n1,2", "a,s\n1,2\r\n"])
    func `the options decide about line ends if they say so`(input: String) throws {
        let lf = RecordFormat.TableOptions(lineEnd: .lf)
        #expect(try output(input, .csv(lf)) == "a,s\n1,=1\n")
        let crlf = RecordFormat.TableOptions(lineEnd: .crlf)
        #expect(try output(input, .csv(crlf)) == "a,s\r\n1,=1\r\n")
    }

    @Test func `a line end inside of quotes is a part of the cell`() throws {
        let input = "a,s\n\"x\r\ny\nz\rw\",2\n"
        #expect(try output(input, .csv) == "a,s\n\"x\r\ny\nz\rw\",=1\n")
        let crlf = RecordFormat.TableOptions(lineEnd: .crlf)
        #expect(try output(input, .csv(crlf)) == "a,s\r\n\"x\r\ny\nz\rw\",=1\r\n")
    }

    @Test func `lines of JSON and of a log end in a line feed, whatever they end in before`() throws {
        #expect(try output("{\"a\":1}\r\n \t\r\n\n{\"a\":2}\r\n", .ndjson) == "{\"a\":1}\n{\"a\":2}\n")
        let expected = "- - - [-] \"-\" 200 - \"-\" \"-\"\n"
        let input = "\(Self.log)\r\n\r\n\n\(Self.log)"
        #expect(try output(input, .combinedLog, fields: "  status: keep") == expected + expected)
    }

    // MARK: - Quotes

    @Test(arguments: [
        ("a,s\n\"x\",\"y\"\n", "a,s\nx,=1\n"), ("\"a\",\"s\"\n1,2\n", "a,s\n1,=1\n"),
        ("a,s\n\"x,y\",\n", "a,s\n\"x,y\",=1\n"), ("a,s\n\"x\"\"y\",\n", "a,s\n\"x\"\"y\",=1\n"),
        ("a,s\n\"\"\"\",\n", "a,s\n\"\"\"\",=1\n"), ("a,s\n\"\",\n", "a,s\n,=1\n"), ("a,s\n x ,\n", "a,s\n x ,=1\n"),
        ("s,\"x,y\",a\n1,2,3\n", "s,a\n=1,3\n"),
        // A row that begins with a mark could be taken for one of the file.
        ("a,s\n\u{FEFF}x,\n", "a,s\n\"\u{FEFF}x\",=1\n"),
    ])
    func `cells have quotes only where they need them`(input: String, expected: String) throws {
        #expect(try output(input, .csv) == expected)
    }

    @Test func `what needs quotes depends on the delimiter`() throws {
        #expect(try output("a\ts\n\"x,y\"\t2\n\"x\ty\"\t2\n", .tsv) == "a\ts\nx,y\t=1\n\"x\ty\"\t=1\n")
        let semicolons = RecordFormat.csv(RecordFormat.TableOptions(delimiter: ";"))
        #expect(try output("a;s\nx,y;2\n\"x;y\";2\n", semicolons) == "a;s\nx,y;=1\n\"x;y\";=1\n")
    }

    /// An empty line would be no row.
    @Test func `the only cell of a row has quotes if it is empty`() throws {
        #expect(try output("a\n\"\"\nx\n", .csv, fields: "  a: keep") == "a\n\"\"\nx\n")
        #expect(try output("a,b\n1,\n2,x\n", .csv, fields: "  b: keep") == "b\n\"\"\nx\n")
        #expect(try output("a\nx\n", .csv, fields: "  a: set-null") == "a\n\"\"\n")
        #expect(try output("\"\",b\n1,2\n", .csv, fields: "  \"$['']\": keep") == "\"\"\n1\n")
    }

    // MARK: - Columns

    @Test func `a column that is withheld is none of the output, and need not be there`() throws {
        let fields = "  a: keep\n  b: drop"
        #expect(try output("b,a,c\n1,2,3\n", .csv, fields: fields) == "a\n2\n")
        #expect(try output("a,c\n2,3\n", .csv, fields: fields) == "a\n2\n")
    }

    @Test func `a row of which nothing is left is left out`() throws {
        let fields = "  a: { generalize: year }\n  b: { round: 1 }"
        let filter = try Self.filter(.csv, fields: fields)
        let result = filter.run("a,b,c\nx,y,1\nx,1.5,2\n,,3\n")
        #expect(result.text == "a,b\n,2\n")
        #expect(result.report?.records.leftOutWithNothingLeft == 2)
        #expect(result.report?.counts == [[3, 0, 3, 3], [3, 1, 2, 2]])
        #expect(result.report?.unnamed == ["$.*": 3])
    }

    @Test func `a table without a header has the columns that the options name`() throws {
        func format(_ lineEnd: RecordFormat.TableOptions.LineEnd = .input, _ columns: String...) -> RecordFormat {
            .csv(RecordFormat.TableOptions(columns: columns, lineEnd: lineEnd))
        }
        #expect(try output("1,2\n3,4\r\n5,6", format(.input, "a", "s")) == "1,=1\n3,=1\r\n5,=1\n")
        #expect(try output("\u{FEFF}1,2\n\n\"\",\n", format(.crlf, "a", "s")) == "1,=1\r\n,=1\r\n")
        #expect(try output("1,2\n", format(.lf, "s", "a")) == "=1,2\n")
        #expect(try output("", format(.input, "a", "s")) == "")
        #expect(try output("\n", format(.input, "a", "s")) == "")
        #expect(try output("a,s\n", format(.input, "a", "s")) == "a,=1\n")
        let result = try Self.filter(format(.input, "a", "s")).run("1,2\n1\n")
        #expect(result.error?.place == ProvisoError.Place(source: "-", line: 2, column: 1))
        #expect(result.text == "1,=1\n")
    }

    @Test(arguments: [
        (["a"], "the format has no column 's' that the policy names"),
        (["a", "s", "a"], "the format names one column twice"),
    ])
    func `columns that the policy cannot do with are refused before anything is read`(
        columns: [String], message: String
    ) throws {
        let format = RecordFormat.csv(RecordFormat.TableOptions(columns: columns))
        let error = #expect(throws: ProvisoError.self) { try Self.filter(format) }
        #expect(error?.code == .policyFormat)
        #expect(error?.message == message)
        #expect(error?.remedy == "the columns are " + columns.joined(separator: ", "))
    }

    @Test(arguments: ["  \"$.a.b\": keep", "  \"$.a[*]\": keep", "  \"$[*]\": keep"])
    func `a rule for what lies inside of a field is refused for tables`(fields: String) throws {
        for format in [.csv, .tsv, .combinedLog] as [RecordFormat] {
            let error = #expect(throws: ProvisoError.self) { try Self.filter(format, fields: fields) }
            #expect(error?.code == .policyFormat)
            #expect(error?.message == "a rule for what lies inside of a field, where fields are single values")
        }
        // What lies there is withheld anyway.
        #expect(try output("s\n1\n", .csv, fields: "  s: keep\n  \"$.a.b\": drop") == "s\n1\n")
    }

    @Test func `a log has no other fields than those of its lines`() throws {
        let error = #expect(throws: ProvisoError.self) { try Self.filter(.combinedLog, fields: "  ip: keep") }
        #expect(error?.code == .policyFormat)
        #expect(error?.message == "the format has no column 'ip' that the policy names")
    }

    // MARK: - Formulas

    /// What a rule makes is defused; what it keeps was there before.
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1+1", "'-1+1"), ("@a", "'@a"), ("-1.5", "-1.5"), ("＝1", "'＝1"),
        ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("a=1", "a=1"), ("'=1", "'=1"),
    ])
    func `formulas that a rule makes are defused if the options say so`(text: String, expected: String) throws {
        let quoted = text.replacing("\"", with: "\\\"")
        let fields = "  a: keep\n  s: { constant: \"\(quoted)\" }"
        let options = RecordFormat.TableOptions(defusesFormulas: true)
        #expect(try output("a,s\n=x,1\n", .csv(options), fields: fields) == "a,s\n=x,\(expected)\n")
        let plain = text.contains("\"") ? "\"=\"\"a\"\",b\"" : text
        #expect(try output("a,s\n=x,1\n", .csv, fields: fields) == "a,s\n=x,\(plain)\n")
    }

    // MARK: - Several inputs

    private func result(_ inputs: [String], _ format: RecordFormat) throws -> FilterResult {
        let named = inputs.enumerated().map { (name: "input \($0.offset + 1)", bytes: Array($0.element.utf8)) }
        let filter = try Self.filter(format)
        let whole = filter.run(inputs: named)
        for blockSize in [1, 3, 8] {
            #expect(filter.run(inputs: named, blockSize: blockSize) == whole)
            #expect(try Self.filter(format, jobs: 2).run(inputs: named, blockSize: blockSize) == whole)
        }
        return whole
    }

    @Test(arguments: [
        (["{\"a\":1}", "[{\"a\":2},{\"a\":3}]"], "[\n{\"a\":1},\n{\"a\":2},\n{\"a\":3}\n]\n"),
        (["[{\"a\":1},{\"a\":2}]", "{\"a\":3}"], "[\n{\"a\":1},\n{\"a\":2},\n{\"a\":3}\n]\n"),
        (["{\"a\":1}", "{\"a\":2}"], "[\n{\"a\":1},\n{\"a\":2}\n]\n"),
        (["[]", "[]"], "[]\n"), (["[]", "{\"a\":1}"], "[\n{\"a\":1}\n]\n"), (["{\"a\":1}", "[]"], "[\n{\"a\":1}\n]\n"),
        (["{\"b\":1}", "{\"b\":1}"], "[]\n"), (["{\"b\":1}", "{\"a\":1}"], "[\n{\"a\":1}\n]\n"),
        (["{\"b\":1}"], "{}\n"), (["{}"], "{}\n"), (["[{\"b\":1}]"], "[]\n"), (["\u{FEFF}{\"a\":1}\n"], "{\"a\":1}\n"),
    ])
    func `several documents become one array, and one object stays one`(inputs: [String], expected: String) throws {
        let result = try result(inputs, .json)
        #expect(result.error == nil)
        #expect(result.text == expected)
    }

    /// The first input needs no name.
    @Test func `a document without a name counts as one of several`() throws {
        let filter = try Self.filter(.json)
        for (second, expected) in [
            ("{\"a\":2}", "[\n{\"a\":1},\n{\"a\":2}\n]\n"), ("[{\"a\":2}]", "[\n{\"a\":1},\n{\"a\":2}\n]\n"),
        ] {
            var sink = MemorySink()
            var run = filter.start()
            try run.write(Array("{\"a\":1}".utf8).span, into: &sink)
            try run.begin("second", into: &sink)
            try run.write(Array(second.utf8).span, into: &sink)
            let report = try run.finish(into: &sink)
            #expect(String(decoding: sink.bytes, as: UTF8.self) == expected)
            #expect(report.records.written == 2)
        }
    }

    @Test(arguments: [
        ["{\"a\":1}", ""], ["[{\"a\":1}]", " "], ["{\"a\":1}", "7"], ["[{\"a\":1}]", "]"],
    ])
    func `a document that is none is told with its name, and what came before has been written`(
        inputs: [String]
    ) throws {
        let result = try result(inputs, .json)
        #expect(result.error?.place.source == "input 2")
        #expect(result.error?.message == "a JSON document is an object or an array of objects")
        #expect(result.text == "[\n{\"a\":1}")
    }

    @Test func `inputs with one header become one table`() throws {
        let result = try result(["a,s\n1,2", "\u{FEFF}\"a\",s\r\n3,4\r\n", "a,s", "\na,s\n5,6\n"], .csv)
        #expect(result.text == "a,s\n1,=1\n3,=1\n5,=1\n")
        #expect(result.report?.records.read == 3)
    }

    @Test(arguments: ["s,a\n1,2\n", "a,s,b\n", "a\n", "A,s\n", "a,s \n1,2\n"])
    func `a header that differs from that of the first input is refused`(second: String) throws {
        let result = try result(["a,s\n1,2\n", "\n" + second], .csv)
        #expect(result.text == "a,s\n1,=1\n")
        #expect(
            result.error?.description
                == "input 2:2: a header that differs from that of the first input; correct the header")
    }

    @Test func `every input has a header`() throws {
        for second in ["", "\n"] {
            let result = try result(["a,s\n1,2\n", second], .csv)
            #expect(result.text == "a,s\n1,=1\n")
            #expect(result.error?.message == "a table without its header")
            #expect(result.error?.place.source == "input 2")
        }
    }

    @Test func `inputs without headers follow on each other`() throws {
        let format = RecordFormat.csv(RecordFormat.TableOptions(columns: ["a", "s"]))
        let result = try result(["1,2\n3,4", "", "\u{FEFF}5,6"], format)
        #expect(result.text == "1,=1\n3,=1\n5,=1\n")
    }
}
