/// A line of a web server's log in the combined or common format, put together from what became of its fields.
///
/// ```swift
/// text.begin()
/// text.keep(.status, line, range)
/// text.set(.host, to: made)
/// text.appendLine(isCombined: true, to: &output)
/// ```
///
/// A field of which nothing was said is withheld and written `-`, in its brackets or quotes; a request of which nothing
/// is left is one `-`.
///
/// - **Guarantees**: whatever a rule makes, the line has its fields in their places: spaces, quotes, backslashes,
///   brackets around the time and all that is not printable ASCII are written as escapes, as Apache writes them. An
///   empty text where none can stand is `-`.
struct CombinedLogText: ~Copyable {
    private var texts = ByteBuffer(capacity: 512)
    private var ranges = [Range<Int>?](repeating: nil, count: CombinedLogField.allCases.count)

    private static let bareFields: [CombinedLogField] = [.host, .ident, .user]
    private static let requestParts: [CombinedLogField] = [.method, .target, .protocol]
    private static let quotedFields: [CombinedLogField] = [.referer, .agent]

    /// Begins another line.
    mutating func begin() {
        texts.removeAll()
        for index in ranges.indices { ranges[index] = nil }
    }

    /// Has a field written as it stands in the line that ``CombinedLogScanner`` found it in.
    mutating func keep(_ field: CombinedLogField, _ line: Span<UInt8>, _ range: Range<Int>) {
        let start = texts.count
        texts.append(line, range)
        ranges[field.rawValue] = start..<texts.count
    }

    /// Has a text written that a rule made out of a field. For the time, an ISO 8601 date and time with an offset
    /// becomes one of the log again; any other text stays as it is.
    mutating func set(_ field: CombinedLogField, to text: Span<UInt8>) {
        let start = texts.count
        switch field {
        case .time:
            if !CombinedLogTime.append(iso: text, to: &texts) {
                CombinedLogEscapes.append(text, in: .bracketed, to: &texts)
            }
        case .referer, .agent: CombinedLogEscapes.append(text, in: .quoted, to: &texts)
        default: CombinedLogEscapes.append(text, in: .bare, to: &texts)
        }
        ranges[field.rawValue] = start..<texts.count
    }

    /// Appends the line, without a line end; with referer and agent or without, as the line was that it comes from.
    func appendLine(isCombined: Bool, to output: inout ByteBuffer) {
        for field in Self.bareFields {
            append(field, to: &output)
            output.append(" ")
        }
        output.append("[")
        append(.time, to: &output)
        output.append("] \"")
        appendRequest(to: &output)
        output.append("\" ")
        append(.status, to: &output)
        output.append(" ")
        append(.bytes, to: &output)
        guard isCombined else { return }
        for field in Self.quotedFields {
            output.append(" \"")
            append(field, to: &output)
            output.append("\"")
        }
    }

    private func appendRequest(to output: inout ByteBuffer) {
        if Self.requestParts.allSatisfy({ ranges[$0.rawValue] == nil }) {
            output.append("-")
            return
        }
        for field in Self.requestParts {
            if field != .method { output.append(" ") }
            append(field, to: &output)
        }
    }

    private func append(_ field: CombinedLogField, to output: inout ByteBuffer) {
        let canBeEmpty = field == .referer || field == .agent
        guard let range = ranges[field.rawValue], canBeEmpty || !range.isEmpty else {
            output.append("-")
            return
        }
        texts.withSpan { output.append($0, range) }
    }
}
