@testable import Proviso

/// What the splitters have in common, for tests that hold for each.
protocol Splitter {
    mutating func next(in block: Span<UInt8>, from start: Int) -> RecordScan
    mutating func end() -> RecordScanEnd
    mutating func reset()
}

extension LineSplitter: Splitter {}
extension RowSplitter: Splitter {}
extension DocumentSplitter: Splitter {}

/// What a splitter made of an input.
struct Splitting: Equatable, CustomStringConvertible {
    var records: [[UInt8]] = []
    /// The fault at which it ended, with its place in the whole input.
    var fault: String?
    /// What there was of a record when the input ended in a fault.
    var rest: [UInt8] = []

    var texts: [String] { records.map { String(decoding: $0, as: UTF8.self) } }
    var description: String { "\(texts)\(fault.map { ", \($0)" } ?? "")" }
}

/// Splits an input that arrives in blocks, and holds the splitter to the rules that whoever collects records relies on.
func split(_ input: [UInt8], with splitter: inout some Splitter, blocks: [Int]) -> Splitting {
    var result = Splitting()
    var pending: [UInt8] = []
    var blockStart = 0
    for length in blocks + [input.count] where blockStart < input.count || length == 0 {
        let block = Array(input[blockStart..<min(blockStart + length, input.count)])
        var start = 0
        scan: while true {
            switch splitter.next(in: block.span, from: start) {
            case .record(let range, let next):
                precondition(range.lowerBound >= start && range.upperBound <= next && next <= block.count, "\(range)")
                precondition(pending.isEmpty || range.lowerBound == start, "a gap in a record")
                precondition(next > start || !pending.isEmpty, "a search that does not go on")
                result.records.append(pending + block[range])
                pending = []
                start = next
            case .unfinished(let from):
                precondition(from >= start && (pending.isEmpty || from == start), "a gap in a record")
                pending += block[from...]
                break scan
            case .exhausted:
                precondition(pending.isEmpty, "a record that has got lost")
                break scan
            case .fault(let kind, let index):
                precondition(pending.isEmpty, "a fault in a record")
                result.fault = faultText(kind, at: blockStart + index)
                return result
            }
        }
        blockStart += block.count
    }
    switch splitter.end() {
    case .nothing: precondition(pending.isEmpty, "a record that has got lost")
    case .record: result.records.append(pending)
    case .fault(let kind):
        result.fault = faultText(kind, at: input.count)
        result.rest = pending
    }
    return result
}

/// Splits an input in one block.
func split(_ input: some Sequence<UInt8>, with splitter: some Splitter) -> Splitting {
    var splitter = splitter
    let input = Array(input)
    return split(input, with: &splitter, blocks: [input.count])
}

/// What a splitter makes of an input in blocks of every size, of one and zero bytes in turn, and cut once anywhere,
/// where that is not as in one block: the first such size or place.
func splittingThatDiffers(_ input: [UInt8], with splitter: some Splitter) -> String? {
    let whole = split(input, with: splitter)
    var reused = splitter
    for size in 1...max(input.count, 1) {
        let blocks = Array(repeating: size, count: input.count / size + 1)
        // The same splitter is used again after a reset, also after a fault.
        reused.reset()
        let found = split(input, with: &reused, blocks: blocks)
        if found != whole { return "in blocks of \(size): \(found), not \(whole)" }
        reused.reset()
        let cut = split(input, with: &reused, blocks: [size])
        if cut != whole { return "cut at \(size): \(cut), not \(whole)" }
    }
    reused.reset()
    let found = split(input, with: &reused, blocks: (0...2 * input.count).map { $0 % 2 })
    return found == whole ? nil : "with empty blocks: \(found), not \(whole)"
}
