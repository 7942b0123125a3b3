import TestSupport
import Testing

/// `retain import` of CSV.
@Suite struct ImportCSVTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws {
        exchange = try Exchange()
        try exchange.initialize()
    }

    private static let importing = ["retain", "import", "--store", "store", "items.csv"]
    private static let header = "id,category,created,parts\n"

    private static func row(_ id: String) -> String { "\(id),log,2026-11-25T10:00:00Z,file:/srv/\(id)\n" }

    @Test func `rows are items, and their cells what the header says`() throws {
        let full =
            "\u{FEFF}\"parts\",created,id,purpose,subject-category,subject,case,received,erase-by,validate-by,category,authorization\r\n"
            + "\"file:/srv/b 1\nfile:/srv/b,\"\"2\"\"\r\n\n\",2026-11-01T00:00:00Z,b/1,,witness,\"P-7\",26/114,2026-11-02T00:00:00Z,"
            + "2027-11-01T00:00:00Z,2027-01-01T00:00:00Z,case-record,\(Exchange.authorization)\r\n\r\n"
            + "file:/srv/ä,2026-11-01T00:00:00Z,c,\"\",,,,,,,log,"
        try workshop.write("items.csv", full)
        #expect(
            try exchange.answer(Self.importing)
                == JSON(#"{"file":"items.csv","lines":6,"new":2,"known":0,"refused":0,"refusals":[]}"#))
        let item = try exchange.item("b/1")
        #expect(item["parts"] == .array([.text("file:/srv/b 1"), .text(#"file:/srv/b,"2""#)]))
        #expect(item["case"]?.text == "26/114")
        #expect(item["validate-by"]?.text == "2027-01-01T00:00:00Z")
        #expect(item["purpose"] == nil)
        #expect(try exchange.item("c")["parts"] == .array([.text("file:/srv/ä")]))
        expectDone(try exchange.proviso(Self.importing), output: "0 items are new, 2 were known.\n")
    }

    @Test func `the same items are the same in both formats`() throws {
        try workshop.write("items.csv", Self.header + Self.row("a") + Self.row("b"))
        try workshop.write(
            "items",
            ["a", "b"].map {
                #"{"id":"\#($0)","category":"log","created":"2026-11-25T10:00:00Z","parts":["file:/srv/\#($0)"]}"#
            }.joined(separator: "\n"))
        expectDone(try exchange.proviso(Self.importing), output: "2 items are new, 0 were known.\n")
        expectDone(
            try exchange.proviso("retain", "import", "--store", "store", "items"),
            output: "0 items are new, 2 were known.\n")
    }

    @Test func `the format follows the name, and an option goes before`() throws {
        try workshop.write("items.CSV", Self.header + Self.row("a"))
        try workshop.write("items", Self.header + Self.row("b"))
        let importing = ["retain", "import", "--store", "store"]
        #expect(try exchange.answer(importing + ["items.CSV"])["new"]?.number == 1)
        try exchange.expectRefusal(importing + ["items"], ExitCode.badData, "record-malformed", "items:1: not a JSON")
        #expect(try exchange.answer(importing + ["--format", "csv", "items"])["new"]?.number == 1)
        let piped = try exchange.proviso(importing + ["--format", "csv"], input: .text(Self.header + Self.row("c")))
        expectDone(piped, output: "1 items are new, 0 were known.\n")
        try exchange.expectRefusal(
            importing + ["--format", "ndjson", "items.CSV"], ExitCode.badData, "record-malformed", "items.CSV:1: ")
        try exchange.expectRefusal(
            importing + ["--format", "tsv", "items"], ExitCode.usage, "usage", "--format cannot be 'tsv'")
    }

    /// What a row can have wrong, and the place and the beginning of what is told of it.
    static let faults: [(row: Text, told: String)] = [
        ("CANARY,log,2026-11-25T10:00:00Z\n", "3:1: a row of 3 cells under a header of 4"),
        ("CANARY,log,2026-11-25T10:00:00Z,file:/a,b\n", "3:1: a row of 5 cells under a header of 4"),
        ("ä,\"\n\",CANA\"RY,file:/a\n", "4:7: a quote inside of an unquoted cell"),
        ("\"CANARY\"x,log,,\n", "3:9: text behind a closing quote"),
        ("\"CANARY\" ,log,,\n", "3:9: text behind a closing quote"),
        ("CANARY,l\rog,,\n", "3:9: a carriage return that ends no line"),
        ("CANARY,\"log\"\r,,\n", "3:13: a carriage return that ends no line"),
        ("CANARY,log,yesterday,file:/a\n", "3:12: 'created' is not of its form"),
        ("\"CANARY\",\"log\",\"2026-11-25T10:00:00Z\",\"file:/a\nrow:CANARY\"\n", "3:39: 'parts': there is no eraser"),
        ("CANARY,\"\",2026-11-25T10:00:00Z,file:/a\n", "3:8: 'category': it is missing"),
        (",log,2026-11-25T10:00:00Z,file:/a\n", "3:1: 'id': it is missing"),
        ("CANARY,canary,2026-11-25T10:00:00Z,file:/a\n", "3: 'category': no rule of the schedule applies"),
        ("known,log,2026-11-25T10:00:00Z,file:/CANARY\n", "3: 'id': an item of this id is registered already"),
        (Text(String(repeating: ",", count: 1001) + "\n"), "3:1: a row of more than 1000 cells"),
    ]

    @Test(arguments: faults.indices)
    func `a row that is refused is told with its line and column, and the next one is read`(_ index: Int) throws {
        let fault = Self.faults[index]
        try workshop.write("items.csv", Self.header + Self.row("known") + fault.row.value + Self.row("after"))
        let stopped = try exchange.proviso(Self.importing)
        expectProblems(stopped, ExitCode.badData, "items.csv:" + fault.told)
        #expect(try exchange.retain("status")["items"]?["kept"]?.number == 1)
        let skipped = try exchange.proviso(Self.importing + ["--on-error", "skip"])
        expectProblems(
            skipped, ExitCode.done, "items.csv:" + fault.told,
            output: "1 items are new, 1 were known, 1 lines were refused.\n")
    }

    @Test func `a cell that is not UTF-8 and a quote without its end are refused`() throws {
        try workshop.write("items.csv", Array((Self.header + "CANARY,log,").utf8) + [0xFF] + Array(",\n".utf8))
        try exchange.expectRefusal(
            Self.importing, ExitCode.badData, "record-malformed", "items.csv:2:12: a cell that is not UTF-8")
        try workshop.write("items.csv", Self.header + "CANARY,\"log,\n" + Self.row("b"))
        let skipped = try exchange.proviso(Self.importing + ["--on-error", "skip"])
        expectProblems(
            skipped, ExitCode.done, "items.csv:2:8: a quoted cell without its closing quote",
            output: "0 items are new, 0 were known, 1 lines were refused.\n")
        try workshop.write("items.csv", Self.header + "CANARY,\"" + String(repeating: "x\n", count: 5 << 20))
        try exchange.expectRefusal(
            Self.importing, ExitCode.badData, "record-malformed", "items.csv:2:1: a row of more than 8388608 bytes")
    }

    @Test(arguments: [
        ("", "1:1: there is no header"), ("\n\n", "1:1: there is no header"),
        ("CANARY,log\n", "1:1: a column that no item has"),
        ("id,category,id,created\n", "1:13: there are two columns 'id'"),
        ("id,parts,parts\n", "1:10: there are two columns 'parts'"),
        ("id, category\n", "1:4: a column that no item has"),
        ("\nid,created,parts\n", "1:1: there is no column 'category'"),
        ("id,\"category\n", "1:4: a quoted cell without"),
        ("\u{FEFF}\u{FEFF}id,category,created,parts\n", "1:1: a column that no item has"),
    ])
    func `without a header that can be read nothing is, whatever becomes of rows`(_ text: Text, _ told: String) throws {
        try workshop.write("items.csv", text.value)
        for arguments in [[], ["--on-error", "skip"]] {
            try exchange.expectRefusal(
                Self.importing + arguments, ExitCode.badData, "record-malformed", "items.csv:" + told)
        }
    }

    @Test func `rows do not depend on where the input is cut`() throws {
        // A block has 256 KiB: quotes, doubled quotes, line ends and letters of two bytes come to lie on its end.
        for offset in 0..<8 {
            var text = Self.header.replacing("\n", with: "\r\n") + "\"f\(offset)\",log,2026-11-25T10:00:00Z,\"file:/"
            text += String(repeating: "x", count: 3000 + offset) + "\"\r\n"
            var rowCount = 0
            while text.utf8.count < 300 << 10 {
                text += "\"\(offset)-\(rowCount)\",log,2026-11-25T10:00:00Z,\"file:/ä\"\"\r\nfile:/\"\"ö\"\r\n"
                rowCount += 1
            }
            try workshop.write("items.csv", text)
            let answer = try exchange.answer(Self.importing)
            #expect(answer["new"]?.number == Double(rowCount + 1))
            #expect(answer["lines"]?.number == Double(2 + 2 * rowCount))
            let last = try exchange.item("\(offset)-\(rowCount - 1)")
            #expect(last["parts"] == .array([.text("file:/ä\""), .text("file:/\"ö")]))
        }
    }
}
