import Proviso
import Shared

/// One import: items are registered in batches, each of them in one transaction.
///
/// Where a batch is refused, its halves are tried, and so on down to the line that is wrong. So all that came before that line is
/// registered, and to find one of a thousand takes ten steps.
struct ImportRun {
    private let registry: Registry
    private let source: String
    private let skipsRefused: Bool
    private var batch: [Line] = []
    private var batchByteCount = 0
    private var lineCount = 0
    private var newCount = 0
    private var knownCount = 0
    private var refusedCount = 0
    /// The first refusals.
    private var refusals: [Ending.Problem] = []

    /// A line with an item that has its form.
    private struct Line {
        let number: Int
        let item: RetentionItem
    }

    /// A line that was skipped.
    private struct Refusal {
        let line: Int
        let column: Int?
        let error: ProvisoError
    }

    /// Those of the batch. They are told in the order of their lines.
    private var batchRefusals: [Refusal] = []

    private static let batchSize = 1000
    /// Of items with many parts, a batch has fewer.
    private static let batchByteLimit = 16 * 1024 * 1024
    private static let listedLimit = 10_000

    init(_ registry: Registry, source: String, skipsRefused: Bool) {
        self.registry = registry
        self.source = source
        self.skipsRefused = skipsRefused
    }

    // MARK: - Reading

    mutating func read(_ file: inout InputFile, _ format: ItemFormat) throws {
        var reader = format.reader()
        do {
            while true {
                // Whoever writes into a pipe a line at a time need not write a thousand first.
                if file.wouldWait { try flush() }
                guard try file.readBlock({ block in try reader.append(block) { item in try take(item) } }) else {
                    break
                }
            }
            try reader.finish { item in try take(item) }
        } catch var error as ProvisoError where error.code == .recordMalformed {
            // The file as a whole is wrong.
            error.place.source = source
            throw error
        }
        try flush()
        lineCount = reader.lineCount
    }

    private mutating func take(_ read: ReadItem) throws {
        switch read.item {
        case .success(let item): batch.append(Line(number: read.line, item: item))
        case .failure(let error):
            let refusal = Refusal(line: read.line, column: read.column, error: error)
            // What came before is registered.
            if !skipsRefused { try flush() }
            try refuse(refusal)
        }
        batchByteCount += read.byteCount
        if batch.count + batchRefusals.count >= Self.batchSize || batchByteCount >= Self.batchByteLimit { try flush() }
    }

    // MARK: - Batches

    /// Registers what was read so far.
    private mutating func flush() throws {
        let lines = batch
        batch.removeAll(keepingCapacity: true)
        batchByteCount = 0
        // Another process can have begun a ledger since the last batch.
        try registry.requireLedger()
        // What is there just so need not be written, and to look is much faster.
        let known = try registry.items(lines.map(\.item.id))
        let others = lines.filter { line in
            guard let retained = known[line.item.id] else { return true }
            return retained.state != .kept || retained.item != line.item
        }
        knownCount += lines.count - others.count
        var registered: Set<RetentionID> = []
        try register(others[...], &registered)
        for refusal in batchRefusals.sorted(by: { $0.line < $1.line }) { tell(refusal) }
        batchRefusals.removeAll(keepingCapacity: true)
    }

    private mutating func register(_ lines: ArraySlice<Line>, _ registered: inout Set<RetentionID>) throws {
        guard let first = lines.first else { return }
        do {
            try registry.engine.register(contentsOf: lines.map(\.item))
        } catch let error as ProvisoError {
            guard let told = Self.withoutValues(error) else { throw error }
            if lines.count == 1 { return try refuse(Refusal(line: first.number, column: nil, error: told)) }
            let middle = lines.startIndex + lines.count / 2
            try register(lines[..<middle], &registered)
            return try register(lines[middle...], &registered)
        }
        for line in lines {
            // The same item can be there twice.
            if registered.insert(line.item.id).inserted { newCount += 1 } else { knownCount += 1 }
        }
    }

    // MARK: - Refusals

    /// Stops at a line that is refused, or skips it.
    private mutating func refuse(_ refusal: Refusal) throws {
        // Whatever is wrong with a line, it is a bad one.
        guard skipsRefused else { throw Ending(.badData, [problem(refusal)]) }
        batchRefusals.append(refusal)
    }

    private mutating func tell(_ refusal: Refusal) {
        let problem = problem(refusal)
        refusedCount += 1
        if refusals.count < Self.listedLimit { refusals.append(problem) }
        System.writeError("proviso: \(problem.line)\n")
    }

    private func problem(_ refusal: Refusal) -> Ending.Problem {
        let error = refusal.error
        return Ending.Problem(
            ProvisoError(
                error.code, error.message, remedy: error.remedy,
                place: ProvisoError.Place(source: source, line: refusal.line, column: refusal.column)))
    }

    /// Why an engine refuses an item, without what stands in it; nil for what is not the item's fault.
    private static func withoutValues(_ error: ProvisoError) -> ProvisoError? {
        let message: String
        switch error.code {
        case .retentionExists: message = "'id': an item of this id is registered already, and otherwise"
        case .retentionErased: message = "'id': the erasure of an item of this id was decided already"
        case .retentionUncovered: message = "'category': no rule of the schedule applies"
        default: return nil
        }
        return ProvisoError(error.code, message, remedy: error.remedy)
    }

    // MARK: - The answer

    var answer: Answer {
        let unlistedCount = refusedCount - refusals.count
        return Answer(
            [
                "\(newCount) items are new, \(knownCount) were known"
                    + (skipsRefused ? ", \(refusedCount) lines were refused." : ".")
            ],
            [
                "file": .text(source), "lines": .number(lineCount), "new": .number(newCount),
                "known": .number(knownCount), "refused": .number(refusedCount),
                "refusals": .list(refusals.map { JSON($0) }),
                "refusals-not-listed": unlistedCount == 0 ? nil : .number(unlistedCount),
            ])
    }
}
