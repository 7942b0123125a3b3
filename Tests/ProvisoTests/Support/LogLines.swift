@testable import Proviso

/// What a scanner says of one line of a log.
struct ScannedLine: Equatable {
    var isCombined = true
    /// What rules are given of the fields that are not absent, by name.
    var values: [String: String] = [:]
    /// What stands in the line.
    var written: [String: String] = [:]
    var fault: String?
}

func scanLine(_ line: some Sequence<UInt8>) -> ScannedLine {
    var scanner = CombinedLogScanner()
    return scanLine(Array(line), &scanner)
}

/// The same with a scanner that is used several times.
func scanLine(_ line: [UInt8], _ scanner: inout CombinedLogScanner) -> ScannedLine {
    let isLine = scanner.scan(line.span)
    precondition(isLine == (scanner.fault == nil), "a fault that was not noted, or a line with one")
    var result = ScannedLine(isCombined: scanner.isCombined)
    result.fault = scanner.fault.map { faultText($0.kind, at: $0.offset) }
    for field in CombinedLogField.allCases {
        guard let range = scanner.range(of: field) else { continue }
        result.written[field.name] = String(decoding: line[range], as: UTF8.self)
        var value = ByteBuffer()
        scanner.appendValue(of: field, line.span, to: &value)
        result.values[field.name] = value.text
    }
    return result
}

/// A line that is put together from fields that are kept and texts that rules made. What is not named is withheld.
func writeLine(
    _ line: [UInt8], keeping kept: [CombinedLogField] = [], made: [CombinedLogField: String] = [:]
) -> String {
    var scanner = CombinedLogScanner()
    var text = CombinedLogText()
    // What was there before is forgotten.
    text.set(.host, to: line.span)
    text.begin()
    let isLine = scanner.scan(line.span)
    precondition(isLine, "no line of a log")
    for field in kept {
        if let range = scanner.range(of: field) { text.keep(field, line.span, range) }
    }
    for (field, value) in made { text.set(field, to: Array(value.utf8).span) }
    var output = ByteBuffer()
    text.appendLine(isCombined: scanner.isCombined, to: &output)
    return output.text
}
