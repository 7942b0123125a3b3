internal import ProvisoCrypto

/// What is written in place of findings, by the numbers of their types.
struct ReplacementTable: Sendable {
    let types: [RecognizedType]
    let replacements: [Replacement]
    /// `[type]`
    let labels: [[UInt8]]
    /// Whether a label is written, for which no replacement needs to be looked at.
    let writesLabel: [Bool]

    init(_ table: TypeTable, _ options: Redactor.Options) {
        types = table.types
        replacements = table.types.map { options.replacements[$0] ?? options.replacement }
        labels = table.types.map { Array("[\($0)]".utf8) }
        writesLabel = replacements.map { if case .label = $0.kind { true } else { false } }
    }
}

/// Writes what stands in place of findings.
struct RedactionWriter: ~Copyable {
    private let table: ReplacementTable
    private var scratch = ByteBuffer()
    private var reading = PlainReading()

    init(_ table: ReplacementTable) {
        self.table = table
    }

    /// Appends what stands in place of a finding with a text.
    mutating func append(
        _ finding: ScannedFinding, _ text: Span<UInt8>, _ known: [KnownValues], to output: inout ByteBuffer
    ) {
        if finding.list < 0, table.writesLabel[finding.typeNumber] {
            output.append(table.labels[finding.typeNumber])
            return
        }
        let value = knownValue(finding, known)
        let replacement = value?.replacement ?? table.replacements[finding.typeNumber]
        let mark = output.count
        if append(replacement, finding, text, value, to: &output) { return }
        output.truncate(to: mark)
        output.append(table.labels[finding.typeNumber])
    }

    private func knownValue(_ finding: ScannedFinding, _ known: [KnownValues]) -> KnownValue? {
        guard finding.list >= 0 else { return nil }
        return known[Int(finding.list)].values[Int(finding.value)]
    }

    /// False, and anything written, if the replacement cannot be made.
    private mutating func append(
        _ replacement: Replacement, _ finding: ScannedFinding, _ text: Span<UInt8>, _ value: KnownValue?,
        to output: inout ByteBuffer
    ) -> Bool {
        switch replacement.kind {
        case .label: return false
        case .text(let text):
            output.append(text.utf8Span.span)
            return true
        // What is left of an overlap is no whole value: a mask could show what a longer one would not.
        case .mask(let options):
            if finding.reason == .remainder { return false }
            return MaskTransform.apply(text, options, into: &output)
        case .surrogate:
            if finding.reason == .remainder { return false }
            reading.read(text, text.indices)
            return reading.bytes.withSpan { Surrogate.append(table.types[finding.typeNumber], $0, to: &output) }
        case .pseudonym(let pseudonymizer):
            if finding.reason == .remainder { return false }
            output.append(UInt8(ascii: "["))
            let isMade =
                if let value {
                    pseudonymizer.append(value.text.utf8Span.span, to: &output, scratch: &scratch)
                } else {
                    appendPseudonym(of: text, pseudonymizer, to: &output)
                }
            output.append(UInt8(ascii: "]"))
            return isMade
        case .token(let pseudonymizer):
            guard let token = try? pseudonymizer.pseudonym(for: text.text) else { return false }
            output.append(UInt8(ascii: "["))
            output.append(token.description.utf8Span.span)
            output.append(UInt8(ascii: "]"))
            return true
        }
    }

    /// Appends the pseudonym of a text as it reads, so that a number has one pseudonym in whatever digits it is written.
    private mutating func appendPseudonym(
        of text: Span<UInt8>, _ pseudonymizer: Pseudonymizer, to output: inout ByteBuffer
    ) -> Bool {
        reading.read(text, text.indices)
        let isAppended = reading.bytes.withSpan { pseudonymizer.append($0, to: &output, scratch: &scratch) }
        return isAppended
    }
}
