@testable public import Proviso

/// Where the records of an input lie, and whether the input ends where it may.
public func recordRanges(of input: [UInt8], _ format: RecordFormat) -> (ranges: [Range<Int>], isWhole: Bool) {
    var ranges: [Range<Int>] = []
    var splitter = RecordSplitter(format)
    var index = 0
    while true {
        switch splitter.next(in: input.span, from: index) {
        case .record(let range, let next):
            ranges.append(range)
            index = next
        case .unfinished(let start):
            guard case .record = splitter.end() else { return (ranges, false) }
            return (ranges + [start..<input.count], true)
        case .exhausted:
            guard case .nothing = splitter.end() else { return (ranges, false) }
            return (ranges, true)
        case .fault: return (ranges, false)
        }
    }
}
