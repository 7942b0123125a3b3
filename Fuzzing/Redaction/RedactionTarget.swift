import Support

@testable import Proviso

/// Redacts a text without fields. The first bytes choose the rule and the sizes of the blocks, the rest of the first line is a
/// value that is known, and the text follows.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRedaction(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Sound: as libFuzzer lends them.
    var input = unsafe FuzzInput(start, count)
    let rules = input.choose(among: RedactionRules.all)
    let blockSizes = (input.choose(48), input.choose(48))
    let parts = input.rest.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
    let text = parts.count > 1 ? Array(parts[1]) : []
    let result = FilterResult(of: rules.filter, text)
    let cut = FilterResult(of: rules.filter, text, blockSizes: blockSizes)
    require(cut == result, "blocks of \(blockSizes): \(cut.sketch)\nin one: \(result.sketch)")
    require(String(validating: result.output, as: UTF8.self) != nil, "no UTF-8: \(result.sketch)")
    guard result.records != nil else { return 0 }
    requireInOrder(rules.redactor, text)
    requireSame(rules.redactor, text, result)
    if parts[0].count < 100, let known = String(validating: parts[0], as: UTF8.self) {
        requireKnown(known, rules.redactor, text, blockSizes)
    }
    return 0
}

/// Requires that findings lie in the text, one behind the other, and between whole scalars.
private func requireInOrder(_ redactor: Redactor, _ text: [UInt8]) {
    var end = 0
    for finding in redactor.findings(in: text.span) {
        require(!finding.range.isEmpty && finding.range.lowerBound >= end, "out of order: \(finding)")
        require(finding.range.upperBound <= text.count, "outside: \(finding)")
        for place in [finding.range.lowerBound, finding.range.upperBound] where place < text.count {
            require(text[place] & 0xC0 != 0x80, "in a scalar: \(finding)")
        }
        end = finding.range.upperBound
    }
}

/// Requires that a redactor writes of a whole text what its filter writes of the pieces, and that no identifier with check digits is
/// found again in what stands for it.
private func requireSame(_ redactor: Redactor, _ text: [UInt8], _ result: FilterResult) {
    let redacted = redactor.redact(text.span)
    require(redacted.bytes == result.output, "whole: \(redacted.text.debugDescription)\nin pieces: \(result.sketch)")
    guard redactor.options.replacement.isSurrogate else { return }
    let again = redactor.findings(in: redacted.bytes.span)
    for (finding, place) in surrogates(redactor, text) where finding.reason != .remainder {
        let type = redactor.plan.table.types[finding.typeNumber]
        // What has no check digits is told by its shape, which stays.
        guard again.contains(where: { $0.range == place && $0.type == type }) else { continue }
        let compact = redacted.bytes[place].filter { isASCIIDigit($0) || isASCIILetter($0) }
            .map { isASCIILetter($0) ? $0 & ~0x20 : $0 }
        for rule in IdentifierRules.rules(of: type) where rule.strength == .checked {
            require(!rule.isValid(compact.span), "\(type) is valid at \(place): \(redacted.text.debugDescription)")
        }
    }
}

/// What is found in a text, and where what stands for it stands.
private func surrogates(_ redactor: Redactor, _ text: [UInt8]) -> [(ScannedFinding, Range<Int>)] {
    var writer = RedactionWriter(redactor.replacements)
    var output = ByteBuffer()
    var position = 0
    return allFindings(redactor, redactor.known, text, sizes: (text.count, 0)).map { finding in
        output.append(text.span, position..<finding.start)
        let start = output.count
        writer.append(finding, text.span.extracting(finding.start..<finding.end), redactor.known, to: &output)
        position = finding.end
        return (finding, start..<output.count)
    }
}

/// Requires that a known value is found where it stands between spaces, that nothing of it is left there, and that this does
/// not depend on where the search is cut.
private func requireKnown(_ value: String, _ redactor: Redactor, _ text: [UInt8], _ sizes: (Int, Int)) {
    let list = KnownValues([KnownValue(value, kind: .exact)], type: redactor.knownType)
    guard !list.set.isEmpty else { return }
    let known = redactor.known + [list]
    let findings = allFindings(redactor, known, text, sizes: (text.count, 0))
    let cut = allFindings(redactor, known, text, sizes: sizes.0 + sizes.1 > 0 ? sizes : (1, 1))
    require(cut == findings, "pieces of \(sizes): \(cut)\nin one: \(findings)")
    let bytes = Array(value.utf8)
    guard isPlain(bytes), text.count >= bytes.count else { return }
    for start in 0...text.count - bytes.count where text[start..<start + bytes.count].elementsEqual(bytes) {
        let end = start + bytes.count
        guard start == 0 || isSpace(text[start - 1]), end == text.count || isSpace(text[end]) else { continue }
        let covered = findings.reduce(0) { sum, finding in
            sum + max(0, min(finding.end, end) - max(finding.start, start))
        }
        require(covered == bytes.count, "the known value at \(start) is left: \(findings)")
    }
}

/// What is found in a text that is searched in pieces of two sizes in turn.
private func allFindings(
    _ redactor: Redactor, _ known: [KnownValues], _ text: [UInt8], sizes: (Int, Int)
) -> [ScannedFinding] {
    let session = RecognitionSession(redactor)
    session.begin()
    var findings: [ScannedFinding] = []
    var start = 0
    var isFirst = true
    while start < text.count {
        let end = min(start + (isFirst ? sizes.0 : sizes.1), text.count)
        session.find(in: text.span, start..<end, base: 0, known) { findings.append($0) }
        start = end
        isFirst.toggle()
    }
    session.finish { findings.append($0) }
    return findings
}

/// Whether a value is made of ASCII letters and digits, so that it can only be written in one way.
private func isPlain(_ value: [UInt8]) -> Bool { value.allSatisfy { isASCIILetter($0) || isASCIIDigit($0) } }

private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }

extension Replacement {
    fileprivate var isSurrogate: Bool { if case .surrogate = kind { true } else { false } }
}
