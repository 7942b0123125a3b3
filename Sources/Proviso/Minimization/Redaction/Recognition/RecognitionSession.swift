/// Finds what there is in one text after another, or in the pieces of one, with everything that a redactor has: patterns, known
/// values and a program's own recognizers.
///
/// It is used by one thread at a time.
final class RecognitionSession {
    let redactor: Redactor
    private var scanner: TextScanner
    private lazy var plainScanner = PlainScanner(redactor.plan)
    private var resolver = FindingResolver()
    private var found: [ScannedFinding] = []

    init(_ redactor: Redactor) {
        self.redactor = redactor
        scanner = TextScanner(redactor.plan)
    }

    /// Finds what is in a whole text.
    func forEachFinding(in text: Span<UInt8>, _ known: [KnownValues], _ body: (ScannedFinding) -> Void) {
        begin()
        find(in: text, 0..<text.count, base: 0, known, body)
        finish(body)
    }

    /// Begins another text.
    func begin() {
        scanner.begin()
        resolver = FindingResolver()
    }

    /// Finds what begins in a range of a text, and hands on what is settled.
    func find(
        in text: Span<UInt8>, _ range: Range<Int>, base: Int, _ known: [KnownValues], _ body: (ScannedFinding) -> Void
    ) {
        scanner.scan(text, range, base: base)
        scanner.moveFound(before: range.upperBound + base, to: &found)
        if PlainScanner.isNeeded(for: text, range) {
            plainScanner.forEachFinding(in: text, range, base: base) { found.append($0) }
        }
        for (number, values) in known.enumerated() { add(values, number, text, range, base: base) }
        for recognizer in redactor.recognizers { add(recognizer, text, range, base: base) }
        if let allowed = redactor.allowed { removeAllowed(allowed, text, base: base) }
        resolver.resolve(&found, body)
        found.removeAll(keepingCapacity: true)
        resolver.finish(before: range.upperBound + base, body)
    }

    /// Hands on the last finding.
    func finish(_ body: (ScannedFinding) -> Void) { resolver.finish(body) }

    /// Up to where nothing changes any more, of a text that was searched up to a place.
    func settled(upTo end: Int) -> Int { min(end, resolver.pendingStart ?? end) }

    // MARK: - Sources of findings

    private func add(_ values: KnownValues, _ number: Int, _ text: Span<UInt8>, _ range: Range<Int>, base: Int) {
        values.set.forEachMatch(in: text) { match in
            guard range.contains(match.range.lowerBound) else { return }
            found.append(
                ScannedFinding(
                    start: match.range.lowerBound + base, end: match.range.upperBound + base, type: values.type,
                    confidence: .certain, reason: .knownValue, list: number, value: match.value))
        }
    }

    private func add(_ recognizer: any Recognizer, _ text: Span<UInt8>, _ range: Range<Int>, base: Int) {
        for finding in recognizer.findings(in: text) {
            guard range.contains(finding.range.lowerBound), finding.range.upperBound <= text.count,
                !finding.range.isEmpty, let type = redactor.plan.table.number(of: finding.type),
                redactor.plan.wanted.contains(type),
                finding.confidence.percent >= redactor.plan.threshold(of: type)
            else { continue }
            found.append(
                ScannedFinding(
                    start: finding.range.lowerBound + base, end: finding.range.upperBound + base, type: type,
                    confidence: finding.confidence, reason: .recognizer))
        }
    }

    /// What is allowed stays, unless it is known to have to go.
    private func removeAllowed(_ allowed: AllowedTexts, _ text: Span<UInt8>, base: Int) {
        let email = redactor.plan.number(of: .email)
        found.removeAll { finding in
            finding.reason != .knownValue
                && allowed.contains(
                    text.extracting(finding.start - base..<finding.end - base), isEmail: finding.typeNumber == email)
        }
    }
}
