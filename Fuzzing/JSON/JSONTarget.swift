import Support

@testable import Proviso

/// Filters NDJSON and JSON documents.
///
/// The first byte chooses the format, the second where and how a canary is planted; the next ones are those of
/// ``FuzzedFilter``.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Sound: as libFuzzer lends them.
    var input = unsafe FuzzInput(start, count)
    let format = input.choose(among: [RecordFormat.ndjson, .json])
    let member = input.choose(among: JSONCanary.members)
    guard let fuzzed = FuzzedFilter(JSONPolicies.filters, format, &input) else { fatalError("JSON was refused") }
    let policy = JSONPolicies.all[fuzzed.number]
    let records = input.rest
    let result = fuzzed.run(records)
    requireStrict(result, format)
    if policy.isStable { fuzzed.requireStable(result) }
    let planted = JSONCanary.plant(member.text, in: records, everywhere: policy.hidesEverywhere)
    // What nests may be too deep.
    fuzzed.requireHidden(
        planted, insteadOf: records, result, changesNothing: policy.dropsCanary && !member.nests)
    return 0
}

/// Requires that what was let through is made of whole records, each a strict JSON object, and as many as were counted.
private func requireStrict(_ result: FilterResult, _ format: RecordFormat) {
    let records = format == .json ? documentRecords(result) : lines(result)
    for record in records {
        require(JSONScanner.isStrict(record.span) && record.first == UInt8(ascii: "{"), "no record: \(text(record))")
    }
    // An object alone is disclosed even if nothing is left of it.
    let isEmptyObject = format == .json && result.output == Array("{}\n".utf8)
    if let counts = result.records, !isEmptyObject {
        require(records.count == counts.written, "\(records.count) records of \(counts.written)")
    }
}

private func lines(_ result: FilterResult) -> [[UInt8]] {
    if result.output.isEmpty { return [] }
    require(result.output.last == UInt8(ascii: "\n"), "a line without its end")
    return result.output.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(
        Array.init)
}

private func documentRecords(_ result: FilterResult) -> [[UInt8]] {
    var document = result.output
    if result.records == nil {
        // A document that was not read to its end is left unclosed, or has not begun.
        if document.isEmpty { return [] }
        document += Array("]".utf8)
    }
    let (ranges, isWhole) = recordRanges(of: document, .json)
    require(isWhole, "no document: \(text(document))")
    return ranges.map { Array(document[$0]) }
}

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self).debugDescription }
