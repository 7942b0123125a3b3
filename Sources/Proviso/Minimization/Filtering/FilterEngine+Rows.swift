internal import ProvisoCrypto

/// Filtering rows of a table, whose fields are single values.
extension FilterEngine {
    /// Takes over what becomes of the columns.
    mutating func use(_ plan: TablePlan?) {
        guard let plan, plan !== table else { return }
        table = plan
        if case .csv(let options) = plan.format { rowScanner = RowScanner(delimiter: options.delimiterByte) }
    }

    /// Where a field lies in its row, and in what form.
    private func field(_ column: Int, _ table: TablePlan) -> Remembered {
        if case .combinedLog = table.format { return log.fields[column] }
        let cell = rowScanner.cells[column]
        return Remembered(start: cell.start, end: cell.end, form: cell.hasDoubledQuotes ? .escaped : .string)
    }

    /// Where a field stands in its line, for messages.
    private func offset(of column: Int, _ table: TablePlan) -> Int {
        guard case .combinedLog = table.format else { return rowScanner.cells[column].start }
        return log.scanner.range(of: CombinedLogField.allCases[column])?.lowerBound ?? 0
    }

    /// Filters one row.
    mutating func processRow(_ row: Span<UInt8>, _ table: TablePlan) -> Outcome {
        scanner.reset(to: 0)
        if case .combinedLog = table.format { return processLine(row, table) }
        guard rowScanner.scan(row) else {
            scanner.fault = rowScanner.fault
            return .bad
        }
        if rowScanner.cells.count == 0 { return .blank }
        guard rowScanner.cells.count == table.names.count else {
            scanner.fail(.ragged(cells: rowScanner.cells.count, columns: table.names.count), at: 0)
            return .bad
        }
        return process(row, of: row, table)
    }

    /// Filters one line of a log: its fields are looked at as they are meant, without what the log escapes.
    private mutating func processLine(_ line: Span<UInt8>, _ table: TablePlan) -> Outcome {
        if line.isEmpty || (line.count == 1 && line[0] == UInt8(ascii: "\r")) { return .blank }
        guard log.read(line) else {
            scanner.fault = log.scanner.fault
            return .bad
        }
        // The values are taken out for the call, so that the rest of the engine can be used.
        var values = ByteBuffer.withoutMemory()
        swap(&values, &log.values)
        let outcome = values.withSpan { process($0, of: line, table) }
        swap(&values, &log.values)
        return outcome
    }

    /// Filters the fields that lie in `row`, of a line of the input.
    private mutating func process(_ row: Span<UInt8>, of line: Span<UInt8>, _ table: TablePlan) -> Outcome {
        if policy.recordLook >= 0 {
            guard look(row, table) else { return .bad }
            if !holds(policy.onlyIf) { return .leftOut(.onlyIf) }
        }
        var set = 0
        if policy.recordKinds >= 0 {
            let kinds = policy.kinds[policy.recordKinds].kinds
            guard let index = kinds.firstIndex(where: { holds($0.condition) }) else { return .leftOut(.noKind) }
            set = index
        }
        for rule in table.ruleSets[set].withholding { tally.add(.dropped, rule: rule) }
        let unnamedCount = table.ruleSets[set].unnamedCount
        if unnamedCount > 0 { tally.add(unnamedCount, to: table.ruleSets[set].unnamedCounter) }
        let mark = output.count
        let written: Written
        if let form = table.cellForm {
            written = filterCells(row, table, set, form)
        } else {
            written = filterLine(row, of: line, table, table.ruleSets[set])
        }
        if written == .fault { return takeBack(to: mark, .bad) }
        return finish(written, row, from: mark)
    }

    /// Answers the probes of the record. An empty cell is the text that it is to a test, and no value to all else.
    private mutating func look(_ row: Span<UInt8>, _ table: TablePlan) -> Bool {
        let look = policy.looks[policy.recordLook]
        beginLook(look)
        for column in table.probes.indices where !table.probes[column].isEmpty {
            let field = field(column, table)
            if field.form == .absent { continue }
            if field.form == .escaped {
                text.removeAll()
                Self.decode(row, field.start..<field.end, of: table, into: &text)
            }
            let offset = offset(of: column, table)
            if field.start == field.end {
                observeEmpty(table.probes[column])
            } else {
                let type: FieldRequirement.ValueType = field.form == .number ? .number : .string
                guard observe(table.probes[column], type, row, field, at: offset) else { return false }
            }
        }
        return endLook(look, at: 0)
    }

    private mutating func observeEmpty(_ probes: ArraySlice<Int32>) {
        for probe in probes {
            switch policy.probes[Int(probe)] {
            case .test(let test):
                guard test.asksForValue else { continue }
                let answer = test.answer(Span<UInt8>(), .string)
                seen[Int(probe)].answer = seen[Int(probe)].answer?.or(answer) ?? answer
            case .requirement(let index):
                if policy.policy.requirements[index].types.contains(.null) { seen[Int(probe)].isThere = true }
            case .slot, .list: break
            }
        }
    }

    // MARK: - Cells

    private mutating func filterCells(
        _ row: Span<UInt8>, _ table: TablePlan, _ set: Int, _ form: TablePlan.CellForm
    ) -> Written {
        let count = table.ruleSets[set].cells.count
        let isOnlyCell = count == 1
        var result = Written.nothing
        for index in 0..<count {
            if index > 0 { output.append(form.delimiter) }
            let rule = table.ruleSets[set].cells[index]
            switch makeCellDirectly(rule, row, form, isOnlyCell: isOnlyCell) ?? makeCell(rule, row, table) {
            case .fault: return .fault
            case .withheld: if isOnlyCell { output.append("\"\"") }
            case .written: result = .something
            case .kept:
                appendKept(row, rowScanner.cells[rule.column], form.delimiter, isOnlyCell: isOnlyCell)
                result = .something
            case .made:
                Self.append(text, form, isOnlyCell: isOnlyCell, to: &output)
                result = .something
            }
        }
        if let lineEnd = table.lineEnd {
            output.append(lineEnd)
        } else {
            output.append(rowScanner.endsInCarriageReturn ? "\r\n" : "\n")
        }
        return result
    }

    /// Writes a cell that is kept as it stands, or carries out the direct step of its rule, and counts it; nil for a cell or rule that takes
    /// more.
    @inline(__always)
    private mutating func makeCellDirectly(
        _ rule: TablePlan.CellRule, _ row: Span<UInt8>, _ form: TablePlan.CellForm, isOnlyCell: Bool
    ) -> Cell? {
        let cell = rowScanner.cells[rule.column]
        switch rule.action {
        case .keep:
            // What has quotes may need them again, and what begins with a byte order mark does.
            if cell.isQuoted || isOnlyCell || (cell.start < cell.end && row[cell.start] == 0xEF) { return nil }
            output.append(row, cell.start..<cell.end)
            tally.add(.kept, rule: rule.rule)
            return .written
        case .transform where form.takesDirectSteps && !cell.hasDoubledQuotes:
            let mark = output.count
            guard let isHandled = makeDirectly(rule.rule, of: row.extracting(cell.start..<cell.end)) else { return nil }
            guard isHandled else {
                output.truncate(to: mark)
                return unhandled(rule: rule.rule, step: 0, at: cell.start) == .fault ? .fault : .withheld
            }
            tally.add(.changed, rule: rule.rule)
            return .written
        default: return nil
        }
    }

    /// What became of a cell.
    private enum Cell {
        case fault
        case withheld
        /// What is disclosed is in the output already.
        case written
        /// It is disclosed as it is.
        case kept
        /// What is disclosed is in `text`.
        case made
    }

    /// Carries out what a rule does to a cell, and counts it.
    private mutating func makeCell(_ cell: TablePlan.CellRule, _ row: Span<UInt8>, _ table: TablePlan) -> Cell {
        if case .empty = cell.action { return .withheld }
        let field = field(cell.column, table)
        // What is not there is no value: no rule applies, and nothing is counted.
        if field.form == .absent { return .withheld }
        var steps: [CompiledPolicy.Step] = []
        switch cell.action {
        case .empty, .keep: break
        case .transform: steps = policy.steps[Int(cell.rule)]
        case .onlyElements(let test):
            guard passes(policy.elementTests[test], field, row) else {
                tally.add(.dropped, rule: cell.rule)
                return .withheld
            }
            steps = policy.steps[Int(cell.rule)]
        }
        if steps.isEmpty {
            tally.add(.kept, rule: cell.rule)
            return .kept
        }
        var source = Source.record(field.start..<field.end)
        if field.form == .escaped {
            text.removeAll()
            Self.decode(row, field.start..<field.end, of: table, into: &text)
            source = .text
        }
        switch make(steps, of: source, isNumber: field.form == .number, row) {
        case .unhandled(let step):
            let offset = offset(of: cell.column, table)
            return unhandled(rule: cell.rule, step: step, at: offset) == .fault ? .fault : .withheld
        case .replacement(_, let replacement):
            text.removeAll()
            text.append(replacement)
        case .unchanged:
            tally.add(.kept, rule: cell.rule)
            return .kept
        case .string, .plain, .number: break
        }
        tally.add(.changed, rule: cell.rule)
        return .made
    }

    private mutating func passes(_ test: CompiledTest, _ field: Remembered, _ row: Span<UInt8>) -> Bool {
        guard field.form == .escaped else {
            return test.answer(row.extracting(field.start..<field.end), field.form == .number ? .number : .string)
                == .holds
        }
        text.removeAll()
        Self.decode(row, field.start..<field.end, of: table, into: &text)
        return text.withSpan { test.answer($0, .string) } == .holds
    }

    /// Writes a cell that is disclosed unchanged, in quotes only where it needs them.
    private mutating func appendKept(
        _ row: Span<UInt8>, _ cell: RowScanner.Cell, _ delimiter: UInt8, isOnlyCell: Bool
    ) {
        if !cell.isQuoted, !isOnlyCell, cell.start == cell.end || row[cell.start] != 0xEF {
            output.append(row, cell.start..<cell.end)
        } else if !cell.hasDoubledQuotes {
            CSVText.append(
                row.extracting(cell.start..<cell.end), delimiter: delimiter, isOnlyCell: isOnlyCell, to: &output)
        } else {
            // With quotes inside it needs quotes again, as they stand.
            output.append(row, cell.start - 1..<cell.end + 1)
        }
    }

    private static func append(
        _ text: borrowing ByteBuffer, _ form: TablePlan.CellForm, isOnlyCell: Bool, to output: inout ByteBuffer
    ) {
        text.withSpan { text in
            if form.defusesFormulas {
                CSVText.appendDefused(text, delimiter: form.delimiter, isOnlyCell: isOnlyCell, to: &output)
            } else {
                CSVText.append(text, delimiter: form.delimiter, isOnlyCell: isOnlyCell, to: &output)
            }
        }
    }

    // MARK: - Lines of a log

    /// Writes a line of a log with what is left of its fields.
    private mutating func filterLine(
        _ row: Span<UInt8>, of line: Span<UInt8>, _ table: TablePlan, _ rules: TablePlan.RuleSet
    ) -> Written {
        var result = Written.nothing
        log.text.begin()
        for cell in rules.cells {
            let field = CombinedLogField.allCases[cell.column]
            switch makeCell(cell, row, table) {
            case .fault: return .fault
            case .withheld: continue
            case .kept: log.keep(field, line)
            case .written: preconditionFailure("FilterEngine: a field of a log that is a cell")
            case .made: text.withSpan { log.text.set(field, to: $0) }
            }
            result = .something
        }
        log.text.appendLine(isCombined: log.scanner.isCombined, to: &output)
        output.append("\n")
        return result
    }
}

/// Reads lines of a log, and writes what is left of them.
struct LogLines: ~Copyable {
    private(set) var scanner = CombinedLogScanner()
    var text = CombinedLogText()
    /// What the fields of the last line say, one behind the other, and where each lies.
    var values = ByteBuffer(capacity: 512)
    private(set) var fields = [FilterEngine.Remembered](
        repeating: FilterEngine.Remembered(), count: CombinedLogField.allCases.count)

    /// Takes a line apart. False if it is none.
    mutating func read(_ line: Span<UInt8>) -> Bool {
        guard scanner.scan(line) else { return false }
        values.removeAll()
        for field in CombinedLogField.allCases {
            guard scanner.range(of: field) != nil else {
                fields[field.rawValue] = FilterEngine.Remembered()
                continue
            }
            let start = values.count
            scanner.appendValue(of: field, line, to: &values)
            let isNumber = (field == .status || field == .bytes) && Self.isNumber(values, from: start)
            fields[field.rawValue] = FilterEngine.Remembered(
                start: start, end: values.count, form: isNumber ? .number : .string)
        }
        return true
    }

    /// Has a field written as it stands in the line.
    mutating func keep(_ field: CombinedLogField, _ line: Span<UInt8>) {
        if let range = scanner.range(of: field) { text.keep(field, line, range) }
    }

    private static func isNumber(_ values: borrowing ByteBuffer, from start: Int) -> Bool {
        values.withSpan { JSONScanner.endOfNumber($0, from: start) == $0.count }
    }
}
