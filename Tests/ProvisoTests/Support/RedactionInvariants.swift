import Testing

@testable import Proviso

/// The redactor with everything on, which takes a moment to make.
let usualRedactor = try! Redactor()

/// What must hold of every text that was redacted with labels.
func expectSound(
    _ redacted: RedactedText, of text: [UInt8], _ comment: @autoclosure () -> String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    var expected: [UInt8] = []
    var position = 0
    for finding in redacted.findings {
        guard finding.range.lowerBound >= position, !finding.range.isEmpty, finding.range.upperBound <= text.count
        else {
            Issue.record("\(finding) lies outside or overlaps; \(comment())", sourceLocation: sourceLocation)
            return
        }
        expected += text[position..<finding.range.lowerBound] + Array("[\(finding.type)]".utf8)
        position = finding.range.upperBound
    }
    let isReplaced = redacted.bytes == expected + text[position...]
    #expect(isReplaced, "other bytes than those of findings changed; \(comment())", sourceLocation: sourceLocation)
}

extension RecognitionSession {
    /// What is found in a whole text.
    func findings(in text: [UInt8], _ known: [KnownValues] = []) -> [ScannedFinding] {
        var found: [ScannedFinding] = []
        forEachFinding(in: text.span, known) { found.append($0) }
        return found
    }

    /// What is found when a text is searched in pieces that end at places, each with as much before and behind it as counts.
    func findings(
        in text: [UInt8], endingAt places: [Int], reach: Int = TextScanner.reach, _ known: [KnownValues] = []
    ) -> [ScannedFinding] {
        var found: [ScannedFinding] = []
        begin()
        var start = 0
        for end in places + [text.count] {
            let window = max(0, start - reach)..<min(text.count, end + reach)
            let (piece, base) = (text.span.extracting(window), window.lowerBound)
            find(in: piece, start - base..<end - base, base: base, known) { found.append($0) }
            start = end
        }
        finish { found.append($0) }
        return found
    }
}

extension ScannedFinding {
    /// A finding in words, for messages.
    func words(_ text: [UInt8]) -> String {
        let name = usualRedactor.plan.table.types[typeNumber]
        return "\(name) at \(start)..<\(end), \(confidence) (\(reason.reason)): '"
            + String(decoding: text[start..<end], as: UTF8.self) + "'"
    }
}
