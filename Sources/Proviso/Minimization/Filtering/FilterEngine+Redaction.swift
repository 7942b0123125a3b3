internal import ProvisoCrypto

/// Carrying out `redact` on a value.
extension FilterEngine {
    /// What a filter keeps for one `redact` from value to value. It is used by one thread at a time.
    final class RedactionState {
        let redaction: CompiledRedaction
        let session: RecognitionSession
        var writer: RedactionWriter
        /// The values of the record's known fields that were looked for last, with their lengths, and what finds them.
        fileprivate var valueBytes = ByteBuffer()
        fileprivate var known: [KnownValues] = []

        init(_ redaction: CompiledRedaction) {
            self.redaction = redaction
            session = RecognitionSession(redaction.redactor)
            writer = RedactionWriter(redaction.redactor.replacements)
            known = redaction.redactor.known
        }
    }

    /// A finding in the record that is being filtered.
    struct LocatedFinding {
        let rule: Int32
        let type: RecognizedType
        let range: Range<Int>
        let confidence: Confidence
    }

    /// Writes a text with what is found in it replaced into `nextText`, and says whether anything was.
    mutating func redact(_ number: Int, _ input: Span<UInt8>, _ record: Span<UInt8>, rule: Int32) -> Bool {
        let state = redactions[number]
        prepareKnownValues(state, record)
        let types = state.redaction.redactor.plan.table.types
        var position = 0
        state.session.forEachFinding(in: input, state.known) { found in
            nextText.append(input, position..<found.start)
            state.writer.append(found, input.extracting(found.start..<found.end), state.known, to: &nextText)
            position = found.end
            tally.add(1, to: state.redaction.counter(of: found.typeNumber, found.confidence))
            if listsFindings {
                findings.append(
                    LocatedFinding(
                        rule: rule, type: types[found.typeNumber], range: found.start..<found.end,
                        confidence: found.confidence))
            }
        }
        nextText.append(input, position..<input.count)
        return position > 0
    }

    /// Has the values of the record's known fields looked for, unless they are those of the record before.
    private mutating func prepareKnownValues(_ state: RedactionState, _ record: Span<UInt8>) {
        if state.redaction.known.isEmpty { return }
        canonical.removeAll()
        for field in state.redaction.known {
            for value in collected[field.list] {
                decode(value, record)
                canonical.append(decoded.count, digits: 12)
                Self.append(decoded, to: &canonical)
            }
            canonical.append(UInt8(ascii: "|"))
        }
        if Self.areEqual(canonical, state.valueBytes) { return }
        swap(&canonical, &state.valueBytes)
        var values: [KnownValue] = []
        for field in state.redaction.known {
            for value in collected[field.list] {
                decode(value, record)
                let text = decoded.withSpan { text in
                    let prefix = field.prefixes.first { text.starts(with: $0) }?.count ?? 0
                    return text.extracting(prefix..<text.count).text
                }
                values.append(KnownValue(text, kind: field.kind, replacement: field.replacement))
            }
        }
        state.known = state.redaction.redactor.known
        if !values.isEmpty {
            state.known.append(KnownValues(values, type: state.redaction.redactor.knownType))
        }
    }

    /// Takes the content of a known value into `decoded`.
    private mutating func decode(_ value: Remembered, _ record: Span<UInt8>) {
        decoded.removeAll()
        if value.form == .escaped {
            Self.decode(record, value.start..<value.end, of: table, into: &decoded)
        } else {
            decoded.append(record, value.start..<value.end)
        }
    }

    private static func append(_ text: borrowing ByteBuffer, to output: inout ByteBuffer) {
        text.withSpan { output.append($0) }
    }

    private static func areEqual(_ one: borrowing ByteBuffer, _ other: borrowing ByteBuffer) -> Bool {
        one.count == other.count && one.withSpan { one in other.withSpan { one.isEqual(to: $0) } }
    }
}
