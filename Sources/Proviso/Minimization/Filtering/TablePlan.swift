internal import ProvisoCrypto

/// What a policy does to every column of a table, worked out once when the columns are known.
final class TablePlan: Sendable {
    let format: RecordFormat
    /// The names of the input's columns.
    let names: [[UInt8]]
    /// What is looked for in each column before a row is filtered.
    let probes: [ArraySlice<Int32>]
    /// What becomes of the cells of a row, by its kind; one for all rows where the policy has no kinds.
    let ruleSets: [RuleSet]
    /// The names of the columns of the output.
    let outputNames: [[UInt8]]
    /// What ends a line of the output; nil for what ends that of the input.
    let lineEnd: [UInt8]?

    /// How cells are written; nil where rows are lines of a log.
    let cellForm: CellForm?

    /// How cells are written, as plain values.
    struct CellForm: Sendable {
        let delimiter: UInt8
        let defusesFormulas: Bool
        /// Whether what direct steps write, which is letters, digits and a few marks, never needs quotes.
        let takesDirectSteps: Bool

        init(_ options: RecordFormat.TableOptions) {
            delimiter = options.delimiterByte
            defusesFormulas = options.defusesFormulas
            takesDirectSteps = [",", ";", "\t", "|"].contains(options.delimiter)
        }
    }

    /// What becomes of the cells of one row.
    struct RuleSet: Sendable {
        /// The cells of the output.
        fileprivate(set) var cells: [CellRule] = []
        /// The rules that withhold a column, each of which counts every row.
        fileprivate(set) var withholding: [Int32] = []
        fileprivate(set) var unnamedCount = 0
        fileprivate(set) var unnamedCounter: Int32 = -1
    }

    /// What is written into one cell of the output.
    struct CellRule: Sendable {
        /// The column of the input that it comes from.
        let column: Int
        let rule: Int32
        let action: Action
    }

    enum Action: Sendable {
        /// Nothing: another kind of row has this column.
        case empty
        case keep
        case transform
        /// Keeps or transforms what passes a test.
        case onlyElements(test: Int)
    }

    /// The plan for an input whose columns the format or its options name; nil if a header does.
    ///
    /// - **Throws**: ``ProvisoError/Code/policyFormat`` if the policy has rules that no table can meet.
    convenience init?(fixedBy format: RecordFormat, _ policy: CompiledPolicy) throws {
        guard format.isTable else { return nil }
        try policy.policy.requireRows()
        let names: [String]
        switch format {
        case .csv(let options):
            guard let columns = options.columns else { return nil }
            names = columns
        case .combinedLog: names = CombinedLogField.allCases.map(\.name)
        case .ndjson, .json, .text: return nil
        }
        let fault: RecordFault.Kind?
        let bytes = names.map { Array($0.utf8) }
        fault = Self.fault(in: bytes, policy.policy)
        if let fault {
            throw ProvisoError(
                .policyFormat, fault.sentence.replacing("header", with: "format"),
                remedy: "the columns are " + names.joined(separator: ", "),
                place: ProvisoError.Place(source: policy.policy.source))
        }
        var lineEnd: [UInt8]?
        if case .csv(let options) = format { lineEnd = options.lineEnd.bytes } else { lineEnd = [UInt8(ascii: "\n")] }
        self.init(format, names: bytes, policy, lineEnd: lineEnd)
        if case .combinedLog = format, let name = outputNames.first(where: { !bytes.contains($0) }) {
            throw ProvisoError(
                .policyFormat, "a log has no field '\(excerpt(String(decoding: name, as: UTF8.self)))' to derive",
                remedy: "filter NDJSON or CSV, or derive one of " + names.joined(separator: ", "),
                place: ProvisoError.Place(source: policy.policy.source))
        }
    }

    /// The plan for columns of these names, which ``fault(in:_:)`` has found to be good.
    init(_ format: RecordFormat, names: [[UInt8]], _ policy: CompiledPolicy, lineEnd: [UInt8]?) {
        self.format = format
        if case .csv(let options) = format { cellForm = CellForm(options) } else { cellForm = nil }
        self.names = names
        self.lineEnd = lineEnd
        if policy.recordLook >= 0 {
            let root = policy.table.nodes[policy.looks[policy.recordLook].rootNode]
            probes = names.map { name in
                let child = policy.table.child(of: root, named: name.span)
                return child < 0 ? [] : policy.table.probes(at: policy.table.nodes[child])
            }
        } else {
            probes = names.map { _ in [] }
        }
        let roots =
            policy.recordKinds < 0 ? [policy.rootNode] : policy.kinds[policy.recordKinds].kinds.map(\.rootNode)
        var outputNames: [[UInt8]] = []
        var sets = roots.map { root in
            var set = RuleSet()
            set.unnamedCounter = policy.table.nodes[root].unnamedCounter
            return set
        }
        for (column, name) in names.enumerated() {
            let cells = roots.map { Self.cells(policy, root: $0, column, name) }
            var written: [[UInt8]] = []
            for cell in cells.joined() where cell.name != nil && !written.contains(cell.name!) {
                written.append(cell.name!)
            }
            for (index, list) in cells.enumerated() {
                for name in written {
                    let rule = list.first { $0.name == name }?.rule
                    sets[index].cells.append(rule ?? CellRule(column: column, rule: -1, action: .empty))
                }
                if list.isEmpty { sets[index].unnamedCount += 1 }
                sets[index].withholding += list.filter { $0.name == nil }.map(\.rule.rule)
            }
            outputNames += written
        }
        ruleSets = sets
        self.outputNames = outputNames
    }

    /// What a set of rules makes of a column: nothing at all if no rule names it, and no name where it is withheld.
    private static func cells(
        _ policy: CompiledPolicy, root: Int, _ column: Int, _ name: [UInt8]
    ) -> [(name: [UInt8]?, rule: CellRule)] {
        let child = policy.table.child(of: policy.table.nodes[root], named: name.span)
        guard child >= 0 else { return [] }
        let node = policy.table.nodes[child]
        func cell(_ rule: Int32, _ action: Action) -> CellRule { CellRule(column: column, rule: rule, action: action) }
        switch node.action {
        case .keep, .keepSubtree: return [(name, cell(node.rule, .keep))]
        case .transform: return [(name, cell(node.rule, .transform))]
        case .onlyElements: return [(name, cell(node.rule, .onlyElements(test: Int(node.detail))))]
        case .derive:
            return policy.derivations[Int(node.detail)].map { field in
                (Array(field.name.utf8), cell(Int32(field.rule), field.keeps ? .keep : .transform))
            }
        case .drop: return [(nil, cell(node.rule, .empty))]
        case .enter, .kinds: preconditionFailure("TablePlan: a rule for what lies inside of a cell")
        }
    }

    /// What is wrong with columns of these names under a policy.
    static func fault(in names: [[UInt8]], _ policy: MinimizationPolicy) -> RecordFault.Kind? {
        if Set(names).count < names.count { return .headerNamesTwice }
        let columns = Set(names)
        return policy.neededColumns.first { !columns.contains($0.utf8) }.map { .headerLacks(column: $0.text) }
    }
}

/// Waits for the header of a table, and works out what becomes of its columns.
struct TableHeader {
    /// What becomes of the columns, as soon as it is known.
    private(set) var plan: TablePlan?
    /// Whether the next row is a header.
    private(set) var isAwaited: Bool

    private let filter: RecordFilter
    private let options: RecordFormat.TableOptions?

    init(_ filter: RecordFilter) {
        self.filter = filter
        plan = filter.table
        if case .csv(let options) = filter.options.format { self.options = options } else { options = nil }
        isAwaited = options != nil && filter.table == nil
    }

    /// Every input has a header of its own, or none has.
    mutating func beginInput() {
        isAwaited = options != nil && filter.table == nil
    }

    /// Reads a row as the header, and gives the line with which the output begins; nil for an empty line, which is none, and for the
    /// header of another input, which must be the same.
    mutating func read(_ row: Span<UInt8>, at place: InputPlace, of source: String?) throws -> [UInt8]? {
        guard let options else { return nil }
        let limit = filter.options.largestRecordByteCount
        guard row.count <= limit else { throw error(.tooLong(limit: limit), place, of: source) }
        var scanner = RowScanner(delimiter: options.delimiterByte)
        guard scanner.scan(row) else {
            let fault = scanner.fault!
            throw error(fault.kind, place.advanced(over: row.extracting(0..<fault.offset)), of: source)
        }
        if scanner.cells.count == 0 { return nil }
        let names = (0..<scanner.cells.count).map { number in
            let cell = scanner.cells[number]
            var name = ByteBuffer()
            RowScanner.appendContent(of: cell, row, to: &name)
            return name.array
        }
        isAwaited = false
        if let plan {
            if names != plan.names { throw error(.otherHeader, place, of: source) }
            return nil
        }
        if let fault = TablePlan.fault(in: names, filter.policy) { throw error(fault, place, of: source) }
        let lineEnd = options.lineEnd.bytes ?? Array((scanner.endsInCarriageReturn ? "\r\n" : "\n").utf8)
        let plan = TablePlan(filter.options.format, names: names, filter.compiled, lineEnd: lineEnd)
        self.plan = plan
        var line = ByteBuffer()
        for (index, name) in plan.outputNames.enumerated() {
            if index > 0 { line.append(options.delimiterByte) }
            CSVText.append(
                name.span, delimiter: options.delimiterByte, isOnlyCell: plan.outputNames.count == 1, to: &line)
        }
        line.append(lineEnd)
        return line.array
    }

    /// The error for what is wrong with a header, which can never be skipped.
    func error(_ fault: RecordFault.Kind, _ place: InputPlace, of source: String?) -> ProvisoError {
        var remedy = "correct the header"
        var column: Int? = place.column
        switch fault {
        case .noHeader: remedy = "begin it with the names of its columns, or give them with --columns"
        case .notUTF8: remedy += RecordFault.Kind.conversion
        case .headerLacks: (remedy, column) = ("check the spelling and --delimiter", nil)
        case .headerNamesTwice, .otherHeader: column = nil
        default: break
        }
        return ProvisoError(
            .recordMalformed, fault.sentence, remedy: remedy,
            place: ProvisoError.Place(source: source, line: place.line, column: column))
    }
}

extension RecordFormat.TableOptions.LineEnd {
    /// What ends every line; nil if the input decides.
    fileprivate var bytes: [UInt8]? {
        switch self {
        case .input: nil
        case .lf: Array("\n".utf8)
        case .crlf: Array("\r\n".utf8)
        }
    }
}

extension MinimizationPolicy {
    /// The columns that a table must have: those that a rule discloses something of, or that something reads.
    var neededColumns: [FieldPath.Name] {
        var paths = rules.filter { if case .drop = $0.action.operation { false } else { true } }.map(\.writtenPath)
        paths += transforms.flatMap { $0.readFields + $0.knownFields }.map(\.writtenPath)
        paths += conditions.flatMap(\.tests).map(\.writtenPath)
        paths += requirements.filter { !$0.isOptional }.map(\.writtenPath)
        paths += [subject?.writtenPath].compactMap(\.self)
        return paths.compactMap { path in
            guard case .member(let name)? = (try? FieldPath(path))?.steps.first else { return nil }
            return name
        }
    }

    /// Refuses rules that no row of a table can meet, because its fields are single values.
    ///
    /// - **Throws**: ``ProvisoError/Code/policyFormat``.
    func requireRows() throws(ProvisoError) {
        for rule in rules {
            let isKinds = if case .kinds = rule.action.operation { true } else { false }
            let isDrop = if case .drop = rule.action.operation { true } else { false }
            let steps = (try? FieldPath(rule.writtenPath))?.steps ?? []
            if isDrop || (steps.count == 1 && steps[0] != .anyElement && !isKinds) { continue }
            throw ProvisoError(
                .policyFormat, "a rule for what lies inside of a field, where fields are single values",
                remedy: "name columns alone, or filter JSON", place: ProvisoError.Place(source: source),
                rule: rule.writtenPath)
        }
        for rule in rules {
            for known in rule.transforms.flatMap(\.knownFields) {
                let steps = (try? FieldPath(known.writtenPath))?.steps ?? []
                if steps.count == 1, steps[0] != .anyElement { continue }
                throw ProvisoError(
                    .policyFormat, "a known value that lies inside of a field, where fields are single values",
                    remedy: "name columns alone, or filter JSON", place: ProvisoError.Place(source: source),
                    rule: rule.writtenPath)
            }
        }
    }

    /// The rules of the policy, or of its kinds.
    private var rules: [FieldRule] {
        switch content {
        case .fields(let fields): fields
        case .kinds(let kinds): kinds.flatMap(\.fields)
        }
    }

    private var conditions: [RecordCondition] {
        switch content {
        case .fields: [onlyIf].compactMap(\.self)
        case .kinds(let kinds): [onlyIf].compactMap(\.self) + kinds.compactMap(\.when)
        }
    }
}
