import Support

@testable import Proviso

/// Filters lines of web server logs. The first bytes are those of ``FuzzedFilter``.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLogs(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Sound: as libFuzzer lends them.
    var input = unsafe FuzzInput(start, count)
    guard let fuzzed = FuzzedFilter(LogPolicies.filters, .combinedLog, &input) else { fatalError("a log was refused") }
    let policy = LogPolicies.all[fuzzed.number]
    let lines = input.rest
    let result = fuzzed.run(lines)
    requireStrict(result, makesOtherForms: policy.makesOtherForms)
    if policy.isStable { fuzzed.requireStable(result) }
    let planted = plantCanary(in: lines, insteadOf: policy.hidden)
    fuzzed.requireHidden(planted, insteadOf: lines, result, changesNothing: true)
    return 0
}

/// Requires that what was let through is made of whole lines in the format, as many as were counted.
private func requireStrict(_ result: FilterResult, makesOtherForms: Bool) {
    var scanner = CombinedLogScanner()
    let lines = result.output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    require(lines.last?.isEmpty == true, "a line without its end")
    for line in lines.dropLast() {
        let read = makesOtherForms ? withoutMadeForms(line) : line
        require(scanner.scan(read.span), "no line: \(String(decoding: line, as: UTF8.self))")
    }
    if let counts = result.records {
        require(lines.count - 1 == counts.written, "\(lines.count - 1) lines of \(counts.written)")
    }
}

/// The line with `-` for its time, status and bytes, which rules can make into what servers do not write there; but they must
/// stand in their places.
private func withoutMadeForms(_ line: [UInt8]) -> [UInt8] {
    let (space, quote) = (UInt8(ascii: " "), UInt8(ascii: "\""))
    let spaces = line.indices.filter { line[$0] == space }
    guard spaces.count > 5, line[spaces[2] + 1] == UInt8(ascii: "["),
        let close = line.firstIndex(of: UInt8(ascii: "]")), (spaces[2]..<spaces[3]).contains(close)
    else { return [] }
    var end = spaces[3] + 2
    while end < line.count, line[end] != quote { end += line[end] == UInt8(ascii: "\\") ? 2 : 1 }
    let rest = line[min(end + 1, line.count)...].split(separator: space, maxSplits: 3, omittingEmptySubsequences: false)
    guard rest.count > 2, rest[0].isEmpty, rest[1...2].allSatisfy({ !$0.isEmpty && $0.first != quote }) else {
        return []
    }
    return line[...spaces[2]] + Array("[-]".utf8) + line[(close + 1)...end] + Array(" - -".utf8)
        + (rest.count == 4 ? [space] + rest[3] : [])
}

/// The input with a canary instead of some fields, in all lines that have them and are in the format.
private func plantCanary(in input: [UInt8], insteadOf fields: [CombinedLogField]) -> [UInt8] {
    var scanner = CombinedLogScanner()
    var result: [UInt8] = []
    let lines = input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    for (number, line) in lines.enumerated() {
        if number > 0 { result.append(UInt8(ascii: "\n")) }
        guard scanner.scan(line.span) else {
            result += line
            continue
        }
        var index = 0
        for range in fields.compactMap({ scanner.range(of: $0) }) {
            result += line[index..<range.lowerBound] + Canary.word
            index = range.upperBound
        }
        result += line[index...]
    }
    return result
}
