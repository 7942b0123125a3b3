/// How records are written, in the input and in the output alike.
///
/// - **Source**: `Formats/Records`.
public enum RecordFormat: Hashable, Sendable {
    /// One JSON object a line.
    case ndjson
    /// One JSON document: an array whose elements are records, or one object, which is the record.
    ///
    /// The output of one object is one object, and anything else gives an array.
    case json
    /// A table, whose rows are records and whose columns are their fields.
    case csv(TableOptions)
    /// The combined log format of web servers, or the common one, a line for each request.
    ///
    /// The fields are `host`, `ident`, `user`, `time` (as ISO 8601), `method`, `target`, `protocol`, `status`, `bytes`, `referer` and
    /// `agent`. One that is withheld is written as `-`.
    case combinedLog
    /// A text without fields, to which the policy's `text: { redact: … }` is done. Every input is one text, of any size. What is not
    /// recognized in it is disclosed.
    case text

    /// A table with commas and a header.
    public static let csv = RecordFormat.csv(TableOptions())
    /// A table with tabs and a header.
    public static let tsv = RecordFormat.csv(TableOptions(delimiter: "\t"))

    /// What there is to know of a table.
    ///
    /// - **Source**: RFC 4180.
    public struct TableOptions: Hashable, Sendable {
        /// What stands between two cells.
        public let delimiter: Character
        /// The names of the columns, where the table has no header. Then the output has none either.
        public let columns: [String]?
        /// How lines of the output end.
        public var lineEnd: LineEnd
        /// Whether a cell that a rule made, and that a spreadsheet would take for a formula, gets a `'` in front.
        public var defusesFormulas: Bool

        /// How lines end.
        public enum LineEnd: String, Hashable, Sendable, CaseIterable {
            /// As the first line of the input does.
            case input
            /// With a line feed.
            case lf
            /// With a carriage return and a line feed.
            case crlf
        }

        /// Options of a table; by default it has commas and a header, and lines end as in the input.
        public init(
            delimiter: Character = ",", columns: [String]? = nil, lineEnd: LineEnd = .input,
            defusesFormulas: Bool = false
        ) {
            precondition(delimiter.isDelimiter, "RecordFormat: a delimiter is one ASCII character, and no quote")
            precondition(columns?.isEmpty != true, "RecordFormat: a table has at least one column")
            self.delimiter = delimiter
            self.columns = columns
            self.lineEnd = lineEnd
            self.defusesFormulas = defusesFormulas
        }

        var delimiterByte: UInt8 { delimiter.asciiValue! }
    }

    /// Whether records are rows of single values.
    var isTable: Bool {
        switch self {
        case .ndjson, .json, .text: false
        case .csv, .combinedLog: true
        }
    }
}
