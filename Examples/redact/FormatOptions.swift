import ArgumentParser
import Proviso
import Shared

/// How records are written.
struct FormatOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How records are written: ndjson, which is the default, json, csv, tsv, combined (web server logs), or text.",
            valueName: "FORMAT"))
    var format: String?

    @Option(help: ArgumentHelp("What stands between two cells of csv; a comma unless given.", valueName: "CHARACTER"))
    var delimiter: String?

    @Option(
        help: ArgumentHelp(
            "The names of the columns, with commas between them, of csv or tsv without a header.", valueName: "NAMES"))
    var columns: String?

    @Option(
        help: ArgumentHelp(
            "How lines of csv and tsv end: input (as in the input, the default), lf or crlf.", valueName: "END"))
    var lineEnd: String?

    @Flag(
        help: "Put a ' before cells that rules made and that a spreadsheet would take for formulas.")
    var defuseFormulas = false

    /// Whether nothing was given.
    var isEmpty: Bool { format == nil && delimiter == nil && columns == nil && lineEnd == nil && !defuseFormulas }

    func recordFormat() throws(Ending) -> RecordFormat {
        switch format ?? "ndjson" {
        case "csv": return .csv(try tableOptions(","))
        case "tsv":
            if delimiter != nil { throw .usage("--delimiter with --format tsv", remedy: "use --format csv") }
            return .csv(try tableOptions("\t"))
        case "ndjson": return try withoutTable(.ndjson)
        case "json": return try withoutTable(.json)
        case "combined": return try withoutTable(.combinedLog)
        case "text": return try withoutTable(.text)
        case let name: throw .usage("--format \(Ending.quoted(name)) is not known", remedy: Self.remedy)
        }
    }

    private static let remedy = "one of: ndjson, json, csv, tsv, combined, text"

    private func withoutTable(_ format: RecordFormat) throws(Ending) -> RecordFormat {
        let given = [
            ("--delimiter", delimiter), ("--columns", columns), ("--line-end", lineEnd),
            ("--defuse-formulas", defuseFormulas ? "" : nil),
        ]
        if let option = given.first(where: { $0.1 != nil }) {
            throw .usage("\(option.0) is for tables", remedy: "add --format csv or --format tsv")
        }
        return format
    }

    private func tableOptions(_ standard: Character) throws(Ending) -> RecordFormat.TableOptions {
        var character = standard
        if let delimiter {
            guard let first = delimiter.first, delimiter.unicodeScalars.count == 1, first.isASCII, first != "\"",
                first != "\n", first != "\r"
            else {
                throw .usage(
                    "--delimiter cannot be '\(Ending.quoted(delimiter))'", remedy: "give one ASCII character, like ';'")
            }
            character = first
        }
        let names = columns.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        if let names, names.contains("") || Set(names).count < names.count {
            throw .usage("--columns has an empty name or one twice", remedy: "name each column once")
        }
        var end = RecordFormat.TableOptions.LineEnd.input
        if let lineEnd {
            guard let word = RecordFormat.TableOptions.LineEnd(rawValue: lineEnd) else {
                throw .usage("--line-end cannot be '\(Ending.quoted(lineEnd))'", remedy: "one of: input, lf, crlf")
            }
            end = word
        }
        return RecordFormat.TableOptions(
            delimiter: character, columns: names, lineEnd: end, defusesFormulas: defuseFormulas)
    }
}
