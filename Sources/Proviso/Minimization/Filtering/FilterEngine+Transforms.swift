internal import ProvisoCrypto

/// Carrying out the steps of a rule that transforms, in whatever format the value is written.
extension FilterEngine {
    /// Where the text lies that the next step takes.
    enum Source {
        /// In the record, between these bytes.
        case record(Range<Int>)
        /// In `text`.
        case text
    }

    /// What the steps of a rule made of a value.
    enum Made {
        /// A string, whose content is in `text`.
        case string
        /// The same, with nothing in it that any format has to escape.
        case plain
        /// A number, whose literal is in `text`.
        case number
        /// What the rule writes for every value.
        case replacement(json: [UInt8], text: [UInt8])
        /// The string as it was, which is in `text`: nothing was found in it.
        case unchanged
        /// Nothing: the number of the step that could not handle the value.
        case unhandled(step: Int)
    }

    /// Carries out a rule's steps on a string's content or a number's literal.
    mutating func make(
        _ steps: [CompiledPolicy.Step], of source: Source, isNumber: Bool, _ bytes: Span<UInt8>
    ) -> Made {
        var source = source
        var isNumber = isNumber
        var isPlain = false
        var isChanged = false
        for index in steps.indices {
            if case .replace(let json, let text) = steps[index].operation {
                return .replacement(json: json, text: text)
            }
            nextText.removeAll()
            let output: Output
            switch source {
            case .record(let range): output = apply(steps[index].operation, bytes.extracting(range), isNumber, bytes)
            case .text: output = applyToText(steps[index].operation, isNumber, bytes)
            }
            switch output {
            case .unhandled: return .unhandled(step: index)
            case .unchanged: break
            case .string: isNumber = false
            case .plain: (isNumber, isPlain) = (false, true)
            case .number: isNumber = true
            case .sameType: break
            }
            if output != .unchanged { isChanged = true }
            swap(&text, &nextText)
            source = .text
        }
        if !isChanged { return .unchanged }
        return isNumber ? .number : isPlain ? .plain : .string
    }

    /// What one step wrote into `nextText`.
    private enum Output {
        case unhandled
        case string
        case plain
        case number
        /// A number stays one, and the text of a number a text.
        case sameType
        /// A string is as it was.
        case unchanged
    }

    /// A step that takes what another has made.
    private mutating func applyToText(
        _ step: CompiledPolicy.Step.Operation, _ isNumber: Bool, _ record: Span<UInt8>
    ) -> Output {
        // The text is taken out for the call, so that the step can use the engine's other buffers.
        var input = ByteBuffer.withoutMemory()
        swap(&input, &text)
        let output = input.withSpan { apply(step, $0, isNumber, record) }
        swap(&input, &text)
        return output
    }

    private mutating func apply(
        _ step: CompiledPolicy.Step.Operation, _ input: Span<UInt8>, _ isNumber: Bool, _ record: Span<UInt8>
    ) -> Output {
        if input.isEmpty { return .unhandled }
        switch step {
        case .pseudonymize(let pseudonymizer, let prefixes):
            if isNumber, !pseudonymizer.canonicalization.handles(number: input) { return .unhandled }
            let start = isNumber ? 0 : Self.prefixLength(prefixes, input)
            nextText.append(input, 0..<start)
            let isHandled = pseudonymizer.append(
                input.extracting(start..<input.count), to: &nextText, scratch: &canonical)
            // A pseudonym has letters, digits and underscores only.
            return isHandled ? (start == 0 ? .plain : .string) : .unhandled
        case .composite(let pseudonymizer, let parts): return appendComposite(pseudonymizer, parts, record)
        case .shiftDate(let hash, let subject, let days, let forms):
            guard !isNumber, let shift = shift(hash, of: subject, limit: days, record) else { return .unhandled }
            return ShiftDateTransform.apply(input, days: shift, forms: forms, into: &nextText) ? .string : .unhandled
        case .encrypt(let recipient, let context):
            nextText.append(Array(SealedValue(input, to: recipient, context: context).description.utf8))
            return .plain
        case .redact(let number, let rule):
            if isNumber { return .unhandled }
            return redact(number, input, record, rule: rule) ? .string : .unchanged
        case .custom(let transform, let options, let path):
            return custom(transform, options, path, input, isNumber, record)
        case .round(let step): return DecimalTransform.round(input, to: step, into: &nextText) ? .sameType : .unhandled
        case .topCode(let limit):
            return DecimalTransform.topCode(input, at: limit, into: &nextText) ? .sameType : .unhandled
        case .bottomCode(let limit):
            return DecimalTransform.bottomCode(input, at: limit, into: &nextText) ? .sameType : .unhandled
        case .roundGeo(let decimals):
            let isHandled =
                isNumber
                ? GeoTransform.number(input, decimals: decimals, into: &nextText)
                : GeoTransform.apply(input, decimals: decimals, into: &nextText)
            return isHandled ? .sameType : .unhandled
        default: return Self.apply(step, input, isNumber, into: &nextText) ? .string : .unhandled
        }
    }

    /// The steps that need nothing but the value.
    private static func apply(
        _ step: CompiledPolicy.Step.Operation, _ input: Span<UInt8>, _ isNumber: Bool, into output: inout ByteBuffer
    ) -> Bool {
        switch step {
        case .mask(let options): return MaskTransform.apply(input, options, into: &output)
        case .bucket(let bounds, let labels):
            return DecimalTransform.bucket(input, bounds: bounds, labels: labels, into: &output)
        case .bucketOfSize(let size): return DecimalTransform.bucket(input, size: size, into: &output)
        default: break
        }
        if isNumber {
            // A hierarchy of ages has numbers in its first column.
            if case .lookup(let table) = step { return table.append(input, into: &output) }
            return false
        }
        switch step {
        case .generalize(let precision, let forms):
            return DateTransform.apply(input, to: precision, forms: forms, into: &output)
        case .ageBand(let band, let forms): return band.apply(input, forms: forms, into: &output)
        case .postcode(let first): return PostcodeTransform.apply(input, first: first, into: &output)
        case .truncateIP(let v4, let v6): return AddressTransform.apply(input, v4: v4, v6: v6, into: &output)
        case .truncate(let count): return TruncateTransform.apply(input, count: count, into: &output)
        case .url(let part): return URLTransform.apply(input, part: part, into: &output)
        case .lookup(let table): return table.append(input, into: &output)
        default: preconditionFailure("FilterEngine: a step that needs more than the value")
        }
    }

    // MARK: - Direct steps

    /// Writes what a rule's direct step makes of a text to the output; false, and nothing or something written, if it cannot handle the text, and
    /// nil for a rule without one.
    @inline(__always)
    mutating func makeDirectly(_ rule: Int32, of input: Span<UInt8>) -> Bool? {
        switch policy.directSteps[Int(rule)] {
        case .none: return nil
        case .pseudonymize(let writer, let method):
            if method == .exact {
                if input.isEmpty { return false }
                writer.append(canonical: input, to: &output)
                return true
            }
            switch CharacterFilter.apply(input, into: &canonical, lettersToo: method == .alphanumeric) {
            case .unhandled: return false
            case .part(let range): writer.append(canonical: input.extracting(range), to: &output)
            case .scratch: Self.append(canonical, with: writer, to: &output)
            }
            return true
        case .generalize(let precision): return DateTransform.apply(standard: input, to: precision, into: &output)
        case .truncateIP(let v4, let v6): return AddressTransform.apply(input, v4: v4, v6: v6, into: &output)
        }
    }

    private static func append(
        _ canonical: borrowing ByteBuffer, with writer: UnownedPseudonymWriter, to output: inout ByteBuffer
    ) {
        canonical.withSpan { writer.append(canonical: $0, to: &output) }
    }

    // MARK: - Steps that read other fields

    private mutating func appendComposite(
        _ pseudonymizer: Pseudonymizer, _ parts: [CompiledPolicy.RememberedField], _ record: Span<UInt8>
    ) -> Output {
        var encoder = CanonicalEncoder()
        for part in parts {
            let form = withIdentifier(part, record) { identifier, scratch in
                part.canonicalization.withForm(of: identifier, scratch: &scratch) { form in
                    form.indices.map { form[$0] }
                }
            }
            guard let form else { return .unhandled }
            encoder.append(form)
        }
        let bytes = encoder.bytes
        pseudonymizer.append(canonical: bytes.span, to: &nextText)
        return .plain
    }

    /// By how many days the dates of a subject are shifted; nil where the subject is not known.
    private mutating func shift(
        _ hash: DateShiftHash, of subject: CompiledPolicy.RememberedField, limit: Int, _ record: Span<UInt8>
    ) -> Int? {
        withIdentifier(subject, record) { identifier, scratch in
            subject.canonicalization.withForm(of: identifier, scratch: &scratch) { form in
                let bytes = hash.hash(form)
                return ShiftDateTransform.days(hash: bytes.span, limit: limit)
            }
        }
    }

    /// Lends the identifier that a remembered field holds, without its prefix; nil where there is none.
    mutating func withIdentifier<R>(
        _ field: CompiledPolicy.RememberedField, _ record: Span<UInt8>,
        _ body: (Span<UInt8>, inout ByteBuffer) -> R?
    ) -> R? {
        let value = remembered[field.slot]
        switch value.form {
        case .absent: return nil
        case .number:
            let identifier = record.extracting(value.start..<value.end)
            guard field.canonicalization.handles(number: identifier) else { return nil }
            return body(identifier, &canonical)
        case .string:
            let identifier = record.extracting(value.start..<value.end)
            let start = Self.prefixLength(field.prefixes, identifier)
            guard start < identifier.count else { return nil }
            return body(identifier.extracting(start..<identifier.count), &canonical)
        case .escaped:
            decoded.removeAll()
            Self.decode(record, value.start..<value.end, of: table, into: &decoded)
            var scratch = ByteBuffer.withoutMemory()
            swap(&scratch, &canonical)
            defer { swap(&scratch, &canonical) }
            return decoded.withSpan { identifier in
                let start = Self.prefixLength(field.prefixes, identifier)
                guard start < identifier.count else { return nil }
                return body(identifier.extracting(start..<identifier.count), &scratch)
            }
        }
    }

    private mutating func custom(
        _ transform: any CustomTransform, _ options: FieldTransform.CustomOptions, _ path: String,
        _ input: Span<UInt8>, _ isNumber: Bool, _ record: Span<UInt8>
    ) -> Output {
        let context = TransformContext(
            path: path, options: options.options, purpose: policy.policy.purpose, recipient: policy.policy.recipient,
            subject: subject(record))
        let value: FieldValue = isNumber ? .number(input.text) : .string(input.text)
        switch transform.transform(value, in: context) {
        case nil: return .unhandled
        case .string(let text)?:
            nextText.append(text.utf8Span.span)
            return .string
        case .number(let literal)?:
            let bytes = literal.utf8Span.span
            guard !bytes.isEmpty, JSONScanner.endOfNumber(bytes, from: 0) == bytes.count else { return .unhandled }
            nextText.append(bytes)
            return .number
        }
    }

    /// Who the record is about, as it stands there.
    private mutating func subject(_ record: Span<UInt8>) -> String? {
        guard let subject = policy.subject else { return nil }
        let field = CompiledPolicy.RememberedField(slot: subject.slot, canonicalization: .exact, prefixes: [])
        return withIdentifier(field, record) { identifier, _ in identifier.text }
    }

    private static func prefixLength(_ prefixes: [[UInt8]], _ text: Span<UInt8>) -> Int {
        prefixes.first { text.starts(with: $0) }?.count ?? 0
    }
}
