import Support

@testable import Proviso

/// Filters tables, with and without a header.
///
/// The first bytes choose the delimiter, the columns, the line ends, whether formulas are defused, and which canary is
/// planted; the next ones are those of ``FuzzedFilter``.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTables(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Sound: as libFuzzer lends them.
    var input = unsafe FuzzInput(start, count)
    let options = RecordFormat.TableOptions(
        delimiter: input.choose(among: [",", ";", "\t", "|", "'", " "]),
        columns: input.choose(among: [nil, ["a", "b"], ["a"], ["b", "a", "secret", "t"]]),
        lineEnd: input.choose(among: RecordFormat.TableOptions.LineEnd.allCases),
        defusesFormulas: input.choose(2) == 1)
    let column = input.choose(among: TableCanary.columns)
    guard let fuzzed = FuzzedFilter(TablePolicies.filters, .csv(options), &input) else { return 0 }
    let policy = TablePolicies.all[fuzzed.number]
    let rows = input.rest
    let result = fuzzed.run(rows)
    requireStrict(result, options, isDefused: options.defusesFormulas && policy.makesEveryCell)
    guard options.columns == nil else { return 0 }
    if policy.isStable { fuzzed.requireStable(result) }
    let planted = TableCanary.plant(column, in: rows, options)
    // By its first two bytes an input is told from UTF-16.
    fuzzed.requireHidden(
        planted, insteadOf: rows, result, changesNothing: policy.dropsCanary && planted.prefix(2) == rows.prefix(2))
    return 0
}

/// Requires that what was let through is made of whole rows, each strict CSV with as many cells as the others, and as many
/// as were counted.
private func requireStrict(_ result: FilterResult, _ options: RecordFormat.TableOptions, isDefused: Bool) {
    var scanner = RowScanner(delimiter: options.delimiterByte)
    var columnCount: Int?
    let rows = recordRanges(of: result.output, .csv(options)).ranges
    for (number, range) in rows.enumerated() {
        let row = Array(result.output[range])
        require(scanner.scan(row.span), "no row: \(text(row))")
        let cellCount = scanner.cells.count
        require(cellCount == columnCount ?? cellCount, "a ragged row: \(text(row))")
        columnCount = cellCount
        switch options.lineEnd {
        case .input: break
        case .lf: require(!scanner.endsInCarriageReturn, "a row in CRLF: \(text(row))")
        case .crlf: require(scanner.endsInCarriageReturn, "a row in LF: \(text(row))")
        }
        // The names of the columns are the policy's.
        guard isDefused, number > 0 || options.columns != nil else { continue }
        for index in 0..<cellCount {
            let cell = scanner.cells[index]
            require(!isFormula(Array(row[cell.start..<cell.end])), "a formula: \(text(row))")
        }
    }
    require(result.output.isEmpty || result.output.last == UInt8(ascii: "\n"), "a row without its end")
    if let counts = result.records {
        let count = counts.written + (options.columns == nil ? 1 : 0)
        require(rows.count == count, "\(rows.count) rows of \(count)")
    }
}

/// Whether a spreadsheet would take a cell for a formula.
private func isFormula(_ cell: [UInt8]) -> Bool {
    guard let first = cell.first, "=+-@\t\r\n\0".utf8.contains(first) else { return false }
    return first != UInt8(ascii: "-") || JSONScanner.endOfNumber(cell.span, from: 0) != cell.count
}

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self).debugDescription }
